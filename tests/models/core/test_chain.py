from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from models.core.chain import GENESIS, Link, digest, first_break

words = st.text(max_size=12)
entry = st.tuples(st.integers(0, 2**45), st.none() | st.integers(1, 99), words, words, words)
Entries = list[tuple[int, int | None, str, str, str]]


def chained(entries: Entries) -> list[Link]:
    links: list[Link] = []
    previous = GENESIS
    for seq, one in enumerate(entries, start=1):
        own = digest(previous, *one)
        links.append(Link(seq, *one, previous, own))
        previous = own
    return links


CHANGED: dict[str, st.SearchStrategy[Any]] = {
    "at": st.integers(0, 2**45),
    "staff_id": st.none() | st.integers(1, 99),
    "action": words,
    "touched": words,
    "facts": words,
    "previous": st.text("0123456789abcdef", min_size=64, max_size=64),
    "digest": st.text("0123456789abcdef", min_size=64, max_size=64),
}


@given(st.lists(entry, max_size=8))
def test_an_untouched_chain_holds(entries: Entries) -> None:
    assert first_break(chained(entries)) is None


@given(st.lists(entry, min_size=1, max_size=8), st.data())
def test_changing_any_field_shows_at_that_entry(entries: Entries, data: st.DataObject) -> None:
    links = chained(entries)
    at = data.draw(st.integers(0, len(links) - 1))
    field = data.draw(st.sampled_from(sorted(CHANGED)))
    value = data.draw(CHANGED[field])
    assume(value != getattr(links[at], field))
    links[at] = replace(links[at], **{field: value})
    assert first_break(links) == links[at].seq


@given(st.lists(entry, min_size=2, max_size=8), st.data())
def test_a_forger_who_reckons_one_digest_anew_breaks_the_next(entries: Entries, data: st.DataObject) -> None:
    links = chained(entries)
    at = data.draw(st.integers(0, len(links) - 2))
    forged = replace(links[at], facts=links[at].facts + "!")
    links[at] = replace(
        forged,
        digest=digest(
            forged.previous, forged.at, forged.staff_id, forged.action, forged.touched, forged.facts
        ),
    )
    assert first_break(links) == links[at + 1].seq


@given(st.lists(entry, min_size=2, max_size=8), st.data())
def test_taking_one_out_shows(entries: Entries, data: st.DataObject) -> None:
    links = chained(entries)
    at = data.draw(st.integers(0, len(links) - 2))
    del links[at]
    assert first_break(links) == links[at].seq


@given(st.lists(entry, min_size=2, max_size=8), st.data())
def test_swapping_two_shows(entries: Entries, data: st.DataObject) -> None:
    links = chained(entries)
    at = data.draw(st.integers(0, len(links) - 2))
    links[at], links[at + 1] = links[at + 1], links[at]
    assert first_break(links) == links[at].seq


@given(st.lists(entry, min_size=1, max_size=8), st.data())
def test_a_number_that_is_left_out_shows(entries: Entries, data: st.DataObject) -> None:
    links = chained(entries)
    at = data.draw(st.integers(0, len(links) - 1))
    links[at:] = [replace(link, seq=link.seq + 1) for link in links[at:]]
    assert first_break(links) == links[at].seq


def test_a_known_digest_stays_what_it_is() -> None:
    """Stored trails depend on this very number."""
    assert digest(GENESIS, 1, None, "a.b", "[]", "{}") == (
        "7f7e3e0f5c0231b487078c3d0ffaed9b9350250f751daeafc4cbc077c0560312"
    )
