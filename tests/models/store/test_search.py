"""The index in its store: pages, lists, transactions, rebuilding."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from models.store.search import NEWEST, SearchIndex
from models.store.search_documents import CASES, DIRECTORY, Document, doc_id, doc_ref
from models.store.search_sqlite import STATE
from models.store.tokens import TOKENIZER_VERSION

BODIES = ["电梯漏水", "水管爆裂", "elevator stuck 3-1502", "电梯坏了", "楼道没有灯", "电灯；梯子"]


@contextmanager
def atomic(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN")
    yield
    connection.execute("COMMIT")


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(tmp_path / "store.db", isolation_level=None)
    yield connection
    connection.close()


@pytest.fixture
def index(connection: sqlite3.Connection) -> SearchIndex:
    index = SearchIndex(connection.execute, CASES)
    index.create()
    return index


@pytest.fixture
def filled(connection: sqlite3.Connection, index: SearchIndex) -> SearchIndex:
    with atomic(connection):
        index.put_many(Document.of(ident, body) for ident, body in enumerate(BODIES * 200, 1))
    return index


def test_create_may_be_called_again(filled: SearchIndex) -> None:
    filled.create()
    assert filled.count("电梯") == 400
    assert not filled.stale()
    assert filled.stored_version() == TOKENIZER_VERSION


def test_pages_go_on_where_the_last_one_ended(filled: SearchIndex) -> None:
    for query in ("电梯", "", "电梯漏", "1502", "elev"):
        everything = filled.ids(query, limit=5000)
        assert everything == sorted(everything, reverse=True)
        paged: list[int] = []
        while page := filled.ids(query, before_id=paged[-1] if paged else None, limit=70):
            paged += page
        assert paged == everything
        assert filled.count(query, limit=5000) == len(everything) > 0
        assert filled.count(query, limit=30) == 30


def test_pages_are_filled_past_texts_that_only_look_right(
    connection: sqlite3.Connection, index: SearchIndex
) -> None:
    with atomic(connection):
        index.put_many(Document.of(ident, "电梯，梯漏，漏水") for ident in range(1000, 4000))
        index.put_many(Document.of(ident, "电梯漏水") for ident in range(1, 21))
    assert index.ids("电梯漏水", limit=15) == list(range(20, 5, -1))
    assert index.count("电梯漏水") == 20
    fragment, params = index.match_sql("电梯漏水", "id")
    assert fragment == "id IN (SELECT rowid FROM case_index WHERE case_index MATCH ?)"
    assert index.sift("电梯漏水", [15, 3999, 3]) == [15, 3]
    assert len(params) == 1


def test_no_page_no_results(filled: SearchIndex) -> None:
    assert filled.ids("电梯", limit=0) == []
    assert filled.sift("电梯漏", []) == []


def test_an_empty_query_is_no_filter(filled: SearchIndex) -> None:
    assert filled.match_sql("  ", "id") == ("1 = 1", ())
    assert filled.ids("", limit=3) == [1200, 1199, 1198]
    assert filled.count("") == 1000
    assert filled.count("", limit=5000) == 1200


def test_an_edit_replaces_and_a_removal_forgets(index: SearchIndex) -> None:
    index.put(1, "电梯漏水", ["陈建国"])
    index.put(1, "水管漏水", ["陈建国"])
    assert (index.ids("电梯"), index.ids("漏水"), index.ids("cjg")) == ([], [1], [1])
    assert index.text(1) == ("水管漏水", ("陈建国",))
    index.remove(1)
    index.remove(1)
    assert (index.ids("漏水"), index.ids("cjg"), index.text(1)) == ([], [], None)


def test_twice_in_one_batch_the_last_one_stays(index: SearchIndex) -> None:
    index.put_many([Document.of(1, "电梯"), Document.of(1, "水管"), Document.of(1, "楼道")])
    assert [index.ids(query) for query in ("电梯", "水管", "楼道")] == [[], [], [1]]


def test_it_shares_the_transaction(connection: sqlite3.Connection, index: SearchIndex) -> None:
    index.put(1, "电梯")
    connection.execute("BEGIN")
    index.put(1, "水管")
    index.put(2, "水管")
    connection.execute("ROLLBACK")
    assert (index.ids("水管"), index.ids("电梯")) == ([], [1])
    index.remove(1)
    assert index.ids("电梯") == []


def test_the_directory_numbers_residents_and_places_apart(connection: sqlite3.Connection) -> None:
    index = SearchIndex(connection.execute, DIRECTORY)
    index.create()
    index.put(doc_id("resident", 5), "13812345678 3-1502", ["陈建国"])
    index.put(doc_id("place", 5), "3-1502")
    assert {doc_ref(document) for document in index.ids("1502")} == {("resident", 5), ("place", 5)}
    assert [doc_ref(document) for document in index.ids("5678")] == [("resident", 5)]
    connection.execute("CREATE TABLE resident (id INTEGER PRIMARY KEY)")
    connection.executemany("INSERT INTO resident VALUES (?)", [(4,), (5,), (6,)])
    for query, entity, expected in (
        ("1502", "resident", [(5,)]),
        ("cjg", "place", []),
        ("cjg", "resident", [(5,)]),
    ):
        fragment, params = index.match_sql(query, "resident.id", entity)
        assert connection.execute(f"SELECT id FROM resident WHERE {fragment}", params).fetchall() == expected


def test_it_survives_the_disk(connection: sqlite3.Connection, filled: SearchIndex, tmp_path: Path) -> None:
    filled.optimize()
    other = sqlite3.connect(tmp_path / "store.db")
    assert SearchIndex(other.execute, CASES).count("电梯") == 400
    other.close()


def test_another_tokenizer_makes_it_stale_and_a_rebuild_mends_it(
    connection: sqlite3.Connection, filled: SearchIndex
) -> None:
    connection.execute("INSERT INTO case_index (case_index) VALUES ('delete-all')")
    connection.execute(f"UPDATE {STATE} SET version = 0")
    assert filled.stale()
    filled.put(1, "电梯漏水漏水")  # must not take back tokens that another version made
    filled.remove(2)
    told: list[tuple[int, int]] = []
    assert filled.rebuild(lambda done, total: told.append((done, total)))
    assert not filled.stale()
    assert told == sorted(told)
    assert told[0] == (500, 1199)
    assert told[-1] == (1199, 1199)
    assert filled.count("电梯") == 400
    assert filled.count("水管") == 199
    assert filled.ids("水漏") == [1]


def test_what_is_postponed_is_found_after_the_rebuild(filled: SearchIndex) -> None:
    everything = filled.ids("", limit=5000)
    filled.postpone()
    filled.put(1, "boiler", ["Zhao"])
    filled.put(everything[0] + 1, "boiler", ["Zhao"])
    filled.put(everything[0] + 1, "cellar")
    filled.remove(everything[0])
    assert filled.ids("boiler") == filled.ids("cellar") == []
    assert filled.rebuild()
    assert not filled.stale()
    assert filled.ids("boiler") == filled.ids("zhao") == [1]
    assert filled.ids("cellar") == [everything[0] + 1]
    filled.put(1, "attic")
    assert filled.ids("boiler") == []


def test_a_rebuild_that_was_cut_short_goes_on_with_edits_in_between(filled: SearchIndex) -> None:
    calls = iter([False, True])
    assert not filled.rebuild(cancel=lambda: next(calls))
    assert filled.stale()
    assert filled.ids("电梯", limit=1000)[-1] == 703  # the newest five hundred are there
    filled.put(1200, "改过了")  # is in the index
    filled.put(5, "改过了")  # still waits
    filled.put(1201, "改过了")  # is new
    filled.remove(1199)
    filled.remove(4)
    assert filled.ids("改过了") == [1201, 1200]
    assert filled.rebuild()
    assert not filled.stale()
    assert filled.ids("改过了") == [1201, 1200, 5]
    assert filled.count("灯") == 400 - 3
    assert filled.count("电梯", limit=5000) == 400 - 1


def test_what_changes_while_a_batch_is_tokenised_is_seen(
    connection: sqlite3.Connection, index: SearchIndex
) -> None:
    index.put_many(Document.of(ident, "电梯") for ident in range(1, 11))
    raced = False

    def race(sql: str, params: object) -> sqlite3.Cursor:
        nonlocal raced
        if sql.startswith("BEGIN") and index.stale() and not raced:
            raced = True
            index.put(3, "水管")
            index.remove(4)
        return connection.execute(sql, params)  # type: ignore[arg-type]

    assert SearchIndex(race, CASES).rebuild()
    assert raced
    assert index.ids("电梯") == [10, 9, 8, 7, 6, 5, 2, 1]
    assert index.ids("水管") == [3]
    index.put(3, "楼道")
    assert index.ids("水管") == []


def test_a_failing_rebuild_leaves_the_last_batch_out(
    connection: sqlite3.Connection, filled: SearchIndex
) -> None:
    def failing(sql: str, params: object) -> sqlite3.Cursor:
        if sql.startswith("UPDATE") and params != (TOKENIZER_VERSION, NEWEST, CASES):
            raise OSError("the disk is full")
        return connection.execute(sql, params)  # type: ignore[arg-type]

    with pytest.raises(OSError, match="disk"):
        SearchIndex(failing, CASES).rebuild()
    assert not connection.in_transaction
    assert filled.count("电梯") == 0
    assert filled.rebuild()
    assert filled.count("电梯") == 400


@pytest.mark.parametrize("query", ["水", "漏水", "elevator 电梯", "cj", "3-1502", "电梯漏水"])
def test_plans_use_the_index_and_sort_nothing(
    connection: sqlite3.Connection, filled: SearchIndex, query: str
) -> None:
    asked: list[tuple[str, object]] = []

    def listening(sql: str, params: object) -> sqlite3.Cursor:
        asked.append((sql, params))
        return connection.execute(sql, params)  # type: ignore[arg-type]

    listener = SearchIndex(listening, CASES)
    listener.ids(query, before_id=900)
    fragment, params = listener.match_sql(query, "case_text.id")
    asked.append((f"SELECT id FROM case_text WHERE {fragment} ORDER BY id DESC LIMIT 50", params))
    for sql, values in asked:
        plan = connection.execute("EXPLAIN QUERY PLAN " + sql, values).fetchall()  # type: ignore[arg-type]
        steps = [row[3] for row in plan]
        assert not [step for step in steps if "TEMP B-TREE" in step], (sql, steps)
        assert not [step for step in steps if step.startswith("SCAN") and "VIRTUAL TABLE" not in step], (
            sql,
            steps,
        )


def test_a_search_reads_one_page_of_texts_at_most(
    connection: sqlite3.Connection, filled: SearchIndex
) -> None:
    asked: list[str] = []

    def listening(sql: str, params: object) -> sqlite3.Cursor:
        asked.append(sql)
        return connection.execute(sql, params)  # type: ignore[arg-type]

    SearchIndex(listening, CASES).ids("漏水", limit=64)
    assert len(asked) == 1
    SearchIndex(listening, CASES).ids("电梯漏水", limit=64)
    assert len(asked) == 3


def test_a_word_that_may_end_in_few_ways_is_asked_for_by_its_endings(index: SearchIndex) -> None:
    index.put_many(Document.of(ident, f"elev{'abc'[ident % 3]} {'x' * ident}") for ident in range(1, 41))
    assert index.match_sql("ELEV")[1] == ('("eleva" OR "elevb" OR "elevc" OR "^elev"*)',)
    assert index.match_sql("xx")[1] == ('("xx"* OR "^xx"*)',)
    assert index.match_sql("nothing")[1] == ('("nothing"* OR "^nothing"*)',)
    assert index.count("elev") == 40
    assert index.count("xx") == 39
    assert index.count("nothing") == 0
    assert index.count("3-15") == 0
