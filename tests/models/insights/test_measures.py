"""Every measure against the slow reckoning of ``slow``: what people really did, and rows of any kind beside it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from models.complaints.kinds import Behind, CaseFilter, View
from models.complaints.listing import case_count, case_page
from models.core.clock import SetClock, from_millis, to_millis
from models.insights.behind import where
from models.insights.counting import COUNTINGS
from models.insights.kinds import Asked, Cut, FigureId, Period, PeriodKind, Slice, Unit, Value
from models.insights.measures import MEASURES
from models.insights.periods import free, last, parse, period
from models.insights.queries import compared, history, value, values
from models.insights.statements import cases, span
from models.options.standing import settings
from models.store.database import Store
from tests import factories
from tests.models.insights.made import DAY, Made
from tests.models.insights.slow import Found, Slow, percentile
from tests.models.sweep.month import BEGINS, Month

Real = tuple[Store, SetClock, list[list[int]], dict[tuple[str, str], Value]]
ENOUGH = 5
MONTH = (12, 40)  # seed and cases


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Real]:
    """A month of real deeds, up to a moment at which much is open, paused and late; and what is late then."""
    clock = SetClock(from_millis(BEGINS - DAY))
    store = factories.a_store(tmp_path_factory.mktemp("measures") / "data", clock)
    factories.an_estate(store, clock)
    Month(store, clock, *MONTH).play(13, 2)
    yield store, clock, late(store, clock.now()), told(store, clock)
    store.disconnect()


@pytest.fixture(scope="module")
def full(real: Real) -> tuple[Store, Slow, int]:
    """The same with rows of any kind."""
    store, clock = real[:2]
    now = to_millis(clock.now())
    with store.writing():
        store.execute("UPDATE clock SET next_at = NULL")
    Made(store, 5, BEGINS - 10 * DAY, now + DAY).fill(260)
    return store, Slow(store), now


def late(store: Store, now: datetime) -> list[list[int]]:
    """The cases that are overdue: behind the figure, by the clocks, and in the list that everybody has."""
    week = period(PeriodKind.WEEK, now.date())
    behind = where(store, FigureId("overdue", week), now)
    assert "next_due_at" in behind.sql
    by_clock, params = cases(COUNTINGS["overdue"], span(week, now, settings(store).zone), Cut(), "all")
    assert "next_due_at" not in by_clock
    lists = [
        CaseFilter(behind=behind),
        CaseFilter(behind=Behind(by_clock, params, "")),
        CaseFilter(view=View.OVERDUE),
    ]
    return [sorted(row.id for row in case_page(store, one, None, now, limit=999).rows) for one in lists]


def test_what_is_overdue_now_is_the_same_by_the_list_and_by_the_clocks(
    real: Real,
) -> None:
    shown, by_clock, listed = real[2]
    assert len(shown) > 5
    assert shown == by_clock == listed


def periods(today: date) -> list[Period]:
    """Of all kinds, long past, running and to come."""
    weeks = last(period(PeriodKind.WEEK, today), 4)
    others = [period(kind, today) for kind in PeriodKind]
    past = [period(PeriodKind.DAY, today - timedelta(days=n)) for n in (3, 9)]
    return [*weeks, *others, *past, free(today - timedelta(days=17), today - timedelta(days=5)),
            period(PeriodKind.WEEK, today + timedelta(days=7))]  # fmt: skip


CUTS: tuple[dict[Slice, Any], ...] = (
    {},
    {},
    {Slice.CATEGORY: "leak"},
    {Slice.CATEGORY: None},
    {Slice.BUILDING: 0},
    {Slice.BUILDING: None, Slice.SEVERITY: "s3"},
    {Slice.HANDLER: 1},
    {Slice.OCCUPATION: "厨师 / 店主"},
    {Slice.CAUSE: "wear", Slice.CHANNEL: "app"},
    {Slice.PLACE_KIND: "unit", Slice.RESIDENT_KIND: "tenant"},
    {Slice.BUILDING: (0, None), Slice.PLACE_KIND: ("unit", "common")},
    {Slice.CATEGORY: ("leak", "noise", None), Slice.SEVERITY: ("s2", "s3")},
)


def cut_of(wanted: dict[Slice, Any], building: int) -> Cut:
    """Several values of a slice mean any of them."""
    pairs = [
        (slice_, building if one == 0 else one)
        for slice_, given in wanted.items()
        for one in (given if isinstance(given, tuple) else (given,))
    ]
    return Cut(tuple(sorted(pairs, key=lambda pair: pair[0].value)))


def plainly(cut: Cut) -> dict[str, tuple[Any, ...]]:
    """The values wanted of each column."""
    found: dict[str, tuple[Any, ...]] = {}
    for slice_, one in cut.values:
        found[slice_.value] = (*found.get(slice_.value, ()), one)
    return found


def test_every_measure_and_the_cases_behind_it(full: tuple[Store, Slow, int]) -> None:
    store, slow, now = full
    chance = random.Random(3)
    building = store.rows("SELECT min(id) FROM place WHERE kind = 'building'")[0][0]
    today = from_millis(now + 8 * 3_600_000).date()
    nonzero: set[str] = set()
    for number, days in enumerate(2 * periods(today)):
        if number < len(periods(today)):
            cut = cut_of(CUTS[0], building)
        else:
            cut = cut_of(CUTS[-1] if number % 4 == 0 else chance.choice(CUTS), building)
        as_of = chance.choice([now, now, now - 2 * DAY, None])
        asked = Asked(days, cut, None if as_of is None else from_millis(as_of))
        slow.ask(days.first, days.end, as_of, plainly(cut))
        for key, found in values(store, asked).items():
            # Bare rows were put in after the clock of the estate had stopped: "now" is the moment of the last entry.
            slow.live = key == "overdue" and as_of == now and not slow.over
            wanted = slow.measure(key)
            nonzero |= {key} if wanted.hit else set()
            agree(found, wanted, asked)
            listed(store, found, wanted, asked, now)
    assert nonzero == set(MEASURES), "each was there to be counted"


def agree(found: Value, wanted: Found, asked: Asked) -> None:
    """The numbers."""
    here = f"{found.measure} {asked}"
    n, hits = len(wanted.every), len(wanted.hit)
    assert found.n == n, here
    for name, number in wanted.extra.items():
        if name != "rate":
            assert found.extra[name] == (number if number is None else pytest.approx(number)), (here, name)
    for name, ids in wanted.parts.items():
        if name != "cases":
            assert found.extra[name] == len(ids), (here, name)
    match MEASURES[found.measure].unit:
        case Unit.CASES:
            assert (found.count, found.value) == (n, n), here
        case Unit.SHARE:
            assert found.count == hits, here
            assert found.value == (hits / n if n >= ENOUGH else None), here
            assert (found.low is None) == (n < ENOUGH), here
        case Unit.DURATION:
            times = wanted.amounts
            expected = (
                [percentile(times, 0.5), percentile(times, 0.9), sum(times) / n]
                if n >= ENOUGH
                else [None] * 3
            )
            assert [found.value, found.p90, found.mean] == (
                pytest.approx(expected) if n >= ENOUGH else expected
            ), here
            if wanted.gross and n >= ENOUGH:
                assert found.extra["gross_p90"] == pytest.approx(percentile(wanted.gross, 0.9)), here
        case Unit.MONEY:
            total, received = sum(wanted.amounts), wanted.extra["received"]
            assert found.value == total, here
            assert found.extra["per_100_cases"] == (
                pytest.approx(100 * total / received) if received else None
            ), here
        case Unit.RATE:
            rate = wanted.extra["rate"]
            assert found.value == (rate if rate is None else pytest.approx(rate)), here


# Not cases are counted, but what they have several of: a case may be on both sides.
ITEMS = {"step_compliance", "steps_done", "remedy_cost"}


def listed(store: Store, found: Value, wanted: Found, asked: Asked, now: int) -> None:
    """The list behind each part holds exactly those cases; as many as the number says."""
    if found.measure == "improvement_success":
        return  # its cases are those that were counted when it was written
    parts = {
        "all": wanted.every,
        "hit": wanted.hit,
        "miss": [one for one in wanted.every if one not in wanted.hit],
    }
    parts |= wanted.parts
    if found.measure in ITEMS:
        del parts["miss"]
    if found.measure == "warnings":
        parts = {"all": wanted.parts.get("cases", []), "hit": wanted.parts.get("cases", []), "miss": []}
    for part, ids in parts.items():
        behind = where(store, FigureId(found.measure, asked.period, asked.cut, part), asked.as_of)
        rows = [row[0] for row in store.rows(behind.sql, behind.params)]
        assert set(rows) == set(ids), (found.measure, asked, part)
        wanted_list = CaseFilter(behind=behind)
        assert case_count(store, wanted_list, None, from_millis(now)) == len(set(ids))


def test_beside_one_another_and_in_a_row_they_are_the_same(full: tuple[Store, Slow, int]) -> None:
    store, _, now = full
    asked = Asked(
        period(PeriodKind.WEEK, date(2026, 11, 12)), Cut().having(Slice.KIND, "request"), from_millis(now)
    )
    beside = compared(store, asked)
    for key in MEASURES:
        row = history(store, key, asked, 3)
        before = Asked(period(PeriodKind.WEEK, date(2026, 11, 5)), asked.cut, asked.as_of)
        assert row[2] == beside[key].now == value(store, key, asked)
        assert row[1] == beside[key].before == value(store, key, before)
        year_ago = beside[key].year_ago
        assert year_ago is not None
        assert (year_ago.n, year_ago.period) == (0, period(PeriodKind.WEEK, date(2025, 11, 12)))


# What is said of the cases of a period by now, not as of its end.
BY_NOW = {"handling_rate", "reopen_rate", "escalation_level2", "escalation_stage2", "first_contact"}


def told(store: Store, clock: SetClock) -> dict[tuple[str, str], Value]:
    """Two weeks that are over."""
    weeks = ("2026-W45", "2026-W46")
    assert {one.key for one in MEASURES.values() if one.by_now} == BY_NOW, "and say so"
    keys = set(MEASURES) - BY_NOW
    found = {week: values(store, Asked(parse(week), Cut(), clock.now()), sorted(keys)) for week in weeks}
    return {(week, key): one for week, row in found.items() for key, one in row.items()}


def test_a_past_period_stays_as_it_was_told(real: Real, tmp_path: Path) -> None:
    """Two desks do the same. At one of them a fortnight goes by after it: cases are resolved, reopened, closed."""
    clock = SetClock(from_millis(BEGINS - DAY))
    store = factories.a_store(tmp_path / "later", clock)
    factories.an_estate(store, clock)
    Month(store, clock, *MONTH).play(13, 16)
    assert store.rows(
        "SELECT count(*) FROM pause WHERE reason = 'reopened' AND ended_at > ?", (BEGINS + 15 * DAY,)
    )[0][0]
    later = told(store, clock)
    store.disconnect()
    for key, one in real[3].items():
        assert later[key] == one, key
