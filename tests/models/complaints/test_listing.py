"""Lists of cases: the same as reckoned by hand, page by page, through indexes, in a fixed number of statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.complaints.kinds import CaseFilter, Channel, ClockGroup, Flag, Kind, Severity, Sort, Status, View
from models.complaints.listing import (
    all_count,
    beside,
    case_count,
    case_page,
    list_sql,
    tally,
    view_counts,
)
from models.core.paging import Key
from models.store import search, sql
from models.store.database import Store
from tests import factories
from tests.factories import NOON
from tests.models.complaints.many import Case, World, expected, keep, make_cases, some_people, some_places

ME, OTHER = 1, 2
PEOPLE = (1, 2)
COUNT = 150
TOMORROW = NOON.replace(hour=16, minute=0)  # midnight in Shanghai


class Estate:
    """A store full of cases, and the same cases as plain records."""

    def __init__(self, store: Store, cases: list[Case], world: World, places: list[int]) -> None:
        self.store, self.cases, self.world, self.places = store, cases, world, places

    def page(
        self, wanted: CaseFilter, after: Key | None = None, limit: int = 64
    ) -> tuple[list[int], Key | None]:
        found = case_page(self.store, wanted, ME, NOON, after, limit)
        return [row.id for row in found.rows], found.next_key

    def walk(self, wanted: CaseFilter, limit: int) -> list[int]:
        """All ids, page by page."""
        ids, after = self.page(wanted, None, limit)
        while after is not None:
            assert len(ids) <= 2 * COUNT, "the pages never end"
            more, after = self.page(wanted, after, limit)
            ids += more
        return ids


@pytest.fixture(scope="module")
def estate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Estate]:
    clock = factories.a_clock()
    store = factories.a_store(Path(tmp_path_factory.mktemp("listing")), clock)
    root = factories.an_estate(store, clock)
    session = factories.a_session(store, clock)
    me = session.actor.staff_id
    assert me == ME
    other = factories.a_staff_member(store, clock)
    world = World(tuple(some_places(session, root)), (ME, other), some_people(session))
    assert (other, *world.residents) == (OTHER, *PEOPLE)
    cases = make_cases(COUNT, world)
    keep(store, cases)
    yield Estate(store, cases, world, [root, *(place for place, _ in world.places)])
    store.disconnect()


def subsets(values: type[Status | Severity | Kind | Channel]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from([str(value) for value in values]), max_size=2)


def moments() -> st.SearchStrategy[datetime | None]:
    return st.none() | st.integers(0, 24 * 20).map(lambda hours: NOON - timedelta(hours=hours))


FILTERS = st.builds(
    CaseFilter,
    view=st.sampled_from(View),
    statuses=subsets(Status),
    severities=subsets(Severity),
    kinds=subsets(Kind),
    channels=subsets(Channel),
    categories=st.frozensets(st.sampled_from(["leak", "lift", "noise"]), max_size=2),
    handler_id=st.sampled_from([None, None, ME, OTHER]),
    resident_id=st.sampled_from([None, None, *PEOPLE]),
    place_id=st.none() | st.integers(0, 4),
    received_from=moments(),
    received_to=moments(),
    imported=st.sampled_from([None, None, True, False]),
    flag=st.sampled_from([None, None, *(flag.value for flag in Flag)]),
    ids=st.just(frozenset()) | st.frozensets(st.integers(1, COUNT), min_size=1, max_size=40),
    search=st.sampled_from(["", "", "水", "漏水", "电梯停了", "water", "kitchen water", "夜里 漏水", "铁"]),
    sort=st.sampled_from(Sort),
    descending=st.booleans(),
)


def placed(estate: Estate, wanted: CaseFilter) -> CaseFilter:
    """The filter with a place of this estate for its number."""
    if wanted.place_id is None:
        return wanted
    return CaseFilter(**{**vars(wanted), "place_id": estate.places[wanted.place_id]})


@settings(max_examples=150, deadline=None)
@given(wanted=FILTERS)
def test_a_list_holds_what_the_filters_say_in_their_order(estate: Estate, wanted: CaseFilter) -> None:
    wanted = placed(estate, wanted)
    assert estate.page(wanted, limit=500)[0] == expected(estate.cases, wanted, ME, NOON)


@settings(max_examples=60, deadline=None)
@given(wanted=FILTERS, limit=st.integers(1, 40))
def test_pages_have_neither_gaps_nor_repeats(estate: Estate, wanted: CaseFilter, limit: int) -> None:
    wanted = placed(estate, wanted)
    assert estate.walk(wanted, limit) == expected(estate.cases, wanted, ME, NOON)


@settings(max_examples=60, deadline=None)
@given(wanted=FILTERS, limit=st.integers(1, 200))
def test_counts_are_the_lengths_of_lists(estate: Estate, wanted: CaseFilter, limit: int) -> None:
    wanted = placed(estate, wanted)
    whole = len(expected(estate.cases, wanted, ME, NOON))
    assert case_count(estate.store, wanted, ME, NOON, limit) == min(whole, limit)


def group_of(case: Case) -> ClockGroup:
    if case.closed_at is not None:
        return ClockGroup.CLOSED
    if case.next_due_at is None:
        return ClockGroup.NO_CLOCK
    if case.next_due_at < NOON:
        return ClockGroup.OVERDUE
    return ClockGroup.TODAY if case.next_due_at < TOMORROW else ClockGroup.LATER


@settings(max_examples=60, deadline=None)
@given(wanted=FILTERS)
def test_a_tally_counts_each_clock_group(estate: Estate, wanted: CaseFilter) -> None:
    wanted = placed(estate, wanted)
    by_id = {case.id: case for case in estate.cases}
    groups = Counter(group_of(by_id[one]) for one in expected(estate.cases, wanted, ME, NOON))
    found = tally(estate.store, wanted, ME, NOON, TOMORROW)
    assert found.groups == groups
    assert found.complete
    assert found.total == groups.total()


def test_the_text_decides_where_the_index_alone_cannot(estate: Estate) -> None:
    wanted = CaseFilter(search="电梯停了")
    alike = [case for case in estate.cases if "电梯停，梯停了" in case.words and "电梯停了" not in case.words]
    assert alike, "some cases have all its pairs and not the word"
    assert estate.page(wanted, limit=500)[0] == expected(estate.cases, wanted, ME, NOON)
    for limit in (1, 7):
        assert estate.walk(wanted, limit) == expected(estate.cases, wanted, ME, NOON)


def test_a_search_that_compares_texts_is_tallied_no_further_than_asked(estate: Estate) -> None:
    wanted = CaseFilter(search="电梯停了")  # four characters: the index alone does not decide
    whole = len(expected(estate.cases, wanted, ME, NOON))
    assert whole > 10
    few = tally(estate.store, wanted, ME, NOON, TOMORROW, limit=10)
    assert not few.complete
    assert 10 <= few.total < whole


def test_in_the_order_of_the_clock_closed_cases_stand_last_the_newest_first(estate: Estate) -> None:
    ids = estate.walk(CaseFilter(sort=Sort.DUE, descending=False), 50)
    by_id = {case.id: case for case in estate.cases}
    groups = [group_of(by_id[one]) for one in ids]
    order = list(ClockGroup)
    assert groups == sorted(groups, key=order.index)
    closed = [at for one in ids if (at := by_id[one].closed_at) is not None]
    assert closed == sorted(closed, reverse=True)


def test_a_case_that_comes_between_two_pages_neither_repeats_nor_hides_another(estate: Estate) -> None:
    wanted = CaseFilter(sort=Sort.RECEIVED, descending=True)
    first, after = estate.page(wanted, None, 20)
    newest = max(case.received_at for case in estate.cases) + timedelta(minutes=1)
    late = make_cases(COUNT + 1, estate.world, seed=99)[-1]
    late = Case(**{**vars(late), "reference": "2612-0001", "received_at": newest})
    keep(estate.store, [late])
    try:
        second, _ = estate.page(wanted, after, 20)
    finally:
        with estate.store.writing():
            estate.store.execute("DELETE FROM complaint WHERE id = ?", (late.id,))
    assert first + second == expected(estate.cases, wanted, ME, NOON)[:40]


# How the engine goes about it

# Whoever has many open cases has few of their own: these views may sort what their index has found.
FEW = (View.MINE, View.RESOLVED, View.CLOSED)
ORDERS = [
    (Sort.DUE, False),
    (Sort.DUE, True),
    (Sort.RECEIVED, True),
    (Sort.RECEIVED, False),
    (Sort.REFERENCE, True),
    (Sort.SEVERITY, False),
    (Sort.CLOSED, True),
]
SEEN_BY_INDEX = {
    View.OPEN: "complaint_open_due",
    View.MINE: "complaint_open_handler",
    View.OVERDUE: "complaint_open_due",
    View.ALL: "complaint_due",
}


def plan(estate: Estate, wanted: CaseFilter, after: Key | None = None) -> list[str]:
    statement, params = list_sql(wanted, ME, NOON, after, 64, ("1 = 1", []))
    return [str(row[3]) for row in estate.store.rows(f"EXPLAIN QUERY PLAN {statement}", params)]


@pytest.mark.parametrize(("sort", "descending"), ORDERS)
@pytest.mark.parametrize("view", View)
def test_no_view_reads_the_whole_table_to_sort_it(
    estate: Estate, view: View, sort: Sort, descending: bool
) -> None:
    for after in (None, (0 if sort not in (Sort.REFERENCE, Sort.SEVERITY) else "", 0)):
        steps = plan(estate, CaseFilter(view=view, sort=sort, descending=descending), after)
        cases = next(step for step in steps if " c" in step)
        assert "USING" in cases, f"{view} by {sort}: {steps}"
        sorted_by_hand = any("TEMP B-TREE FOR ORDER" in step for step in steps)
        few = view in FEW and cases.startswith("SEARCH")
        assert few or not sorted_by_hand, f"{view} by {sort}: {steps}"


@pytest.mark.parametrize(("view", "index"), SEEN_BY_INDEX.items())
def test_the_clock_has_an_index_for_each_view_that_is_ordered_by_it(
    estate: Estate, view: View, index: str
) -> None:
    for after in (None, (0, 0)):
        steps = plan(estate, CaseFilter(view=view, sort=Sort.DUE, descending=False), after)
        assert any(f"INDEX {index} " in f"{step} " for step in steps), steps
        assert not any("TEMP B-TREE" in step for step in steps), steps


def test_lately_closed_cases_come_from_their_own_index(estate: Estate) -> None:
    steps = plan(estate, CaseFilter(view=View.CLOSED, sort=Sort.CLOSED, descending=True))
    assert any("complaint_closed" in step and step.startswith("SEARCH") for step in steps), steps
    assert not any("TEMP B-TREE" in step for step in steps), steps


class Listening:
    """A store that counts the statements it is asked."""

    def __init__(self, store: Store) -> None:
        self._store, self.asked = store, 0

    def rows(self, statement: str, params: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
        self.asked += 1
        return self._store.rows(statement, params)

    def execute(self, statement: str, params: tuple[object, ...] = ()) -> object:
        self.asked += 1
        return self._store.execute(statement, params)


@pytest.mark.parametrize("limit", [1, 64, 500])
@pytest.mark.parametrize(("words", "asked"), [("", 1), ("水", 2)])
def test_a_page_takes_as_many_statements_however_long_it_is(
    estate: Estate, limit: int, words: str, asked: int
) -> None:
    """A search asks the index first how common the words are."""
    listening = Listening(estate.store)
    case_page(listening, CaseFilter(view=View.ALL, search=words), ME, NOON, None, limit)  # type: ignore[arg-type]
    assert listening.asked == asked


@pytest.mark.parametrize(("sort", "descending"), ORDERS)
def test_a_very_common_word_is_looked_for_in_the_order_of_an_index(
    estate: Estate, sort: Sort, descending: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = CaseFilter(view=View.ALL, sort=sort, descending=descending, search="水")
    rare = estate.walk(wanted, 7)
    assert len(rare) > 7
    monkeypatch.setattr(search, "_MANY", 2)
    run: list[str] = []
    connection = estate.store.database.connection()
    connection.set_trace_callback(run.append)
    common = estate.walk(wanted, 7)
    connection.set_trace_callback(None)
    assert common == rare
    pages = [statement for statement in run if statement.startswith("SELECT c.id")]
    assert len(pages) > 1
    for page in pages:
        assert "TEMP B-TREE" not in sql.plan(estate.store.database, page, ())


def test_what_stands_beside_the_rows_takes_one_statement(estate: Estate) -> None:
    for ids in ([], [1], list(range(1, 101))):
        listening = Listening(estate.store)
        found = beside(listening, ids)  # type: ignore[arg-type]
        assert set(found) == set(ids)
        assert listening.asked == (1 if ids else 0)


def test_the_counts_of_views_are_the_lengths_of_their_lists(estate: Estate) -> None:
    counts = view_counts(estate.store, ME, NOON)
    assert counts == {
        view: len(expected(estate.cases, CaseFilter(view=view), ME, NOON))
        for view in View
        if view is not View.ALL
    }
    assert all_count(estate.store) == COUNT
