"""The index finds what a slow and separate reckoning finds, nothing more and nothing less."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models.store.search import SearchIndex
from models.store.search_documents import CASES, Document
from models.store.search_hits import hits
from tests.models.store.search_reckoning import ALPHABET, folded, matches, words

SCRAPS = [
    "3-1502",
    "13-1502",
    "31502",
    "138-1234-5678",
    "138 1234 5678",
    "13812345678",
    "3号楼",
    "电梯漏水",
    "漏水",
    "电 梯",
]
SCRAPS += [
    "abe",
    "ab",
    "bea",
    "жи",
    "жиж",
    "2611-0187",
    "1502",
    "楼1502号",
    "3-2",
    "3-2-15",
    "abe3",
    "fi",
    "m2",
    "é",
]
scraps = st.sampled_from(SCRAPS) | st.text(ALPHABET, max_size=6)
texts = st.lists(scraps, max_size=6).map("".join) | st.lists(scraps, max_size=6).map(" ".join)
PHONE = re.compile(r"\d{3}[- ]+\d{3,4}[- ]+\d{4}|\d{3,4}[- ]+\d{7,8}")


@st.composite
def corpora(draw: st.DrawFn) -> tuple[list[str], str]:
    """Some texts, and a query that is often a part of one of them."""
    corpus = draw(st.lists(texts, min_size=1, max_size=6))
    text = draw(st.sampled_from(corpus))
    start = draw(st.integers(0, max(0, len(text) - 1)))
    part = text[start : start + draw(st.integers(1, 12))]
    return corpus, draw(st.just(part) | scraps | texts)


@contextmanager
def an_index() -> Iterator[SearchIndex]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        index = SearchIndex(connection.execute, CASES)
        index.create()
        yield index


@settings(max_examples=400, deadline=None)
@given(corpora())
def test_results_equal_a_scan(case: tuple[list[str], str]) -> None:
    corpus, query = case
    assume(not PHONE.search(folded(query)))
    with an_index() as index:
        index.put_many(Document.of(ident, text) for ident, text in enumerate(corpus, 1))
        expected = [ident for ident in range(len(corpus), 0, -1) if matches(query, corpus[ident - 1])]
        assert index.ids(query) == expected
        assert index.ids(query, limit=1) == expected[:1]
        assert index.count(query) == len(expected)
        assert index.count(query, limit=1) == len(expected[:1])
        fragment, params = index.match_sql(query, "id")
        found = index._execute(
            f"SELECT id FROM case_text WHERE {fragment} ORDER BY id DESC", params
        ).fetchall()
        assert index.sift(query, [row[0] for row in found]) == expected


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 4), st.none() | texts), max_size=12), texts)
def test_edits_and_removals_leave_no_trace(edits: list[tuple[int, str | None]], query: str) -> None:
    assume(not PHONE.search(folded(query)))
    held = dict[int, str]()
    with an_index() as index:
        for ident, text in edits:
            if text is None:
                index.remove(ident)
                held.pop(ident, None)
            else:
                index.put(ident, text)
                held[ident] = text
        assert index.ids(query) == sorted(
            (ident for ident in held if matches(query, held[ident])), reverse=True
        )
        for ident in list(held):
            index.remove(ident)
        terms = index._execute(
            "SELECT count(*) FROM case_index WHERE case_index MATCH ?", ('"水" OR "1502"*',)
        )
        assert terms.fetchone()[0] == 0


@settings(max_examples=300, deadline=None)
@given(corpora())
def test_hits_are_in_order_and_say_why(case: tuple[list[str], str]) -> None:
    corpus, query = case
    assume(not PHONE.search(folded(query)))
    wanted = words(folded(query))
    for text in corpus:
        found = hits(query, text)
        flat = [place for span in found for place in span]
        assert flat == sorted(set(flat))
        assert all(0 <= start < end <= len(text) for start, end in found)
        if len(wanted) == 1:
            assert bool(found) == matches(query, text)
            lit = [text[start:end] for start, end in found if " " not in folded(text[start:end])]
            assert all(matches(query, part) for part in lit)
        elif matches(query, text):
            assert not wanted or found


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_no_text_and_no_query_is_wrong(text: str, query: str) -> None:
    with an_index() as index:
        index.put(1, text, [query])
        assert index.ids(query) in ([], [1])
        assert index.count(query) == len(index.ids(query))
        hits(query, text)
        index.put(1, query, [text])
        index.remove(1)
        assert index.ids("") == []
