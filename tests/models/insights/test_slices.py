"""Slices, weeks, steps and people against a plain reading of the rows; statements on indexes, as many every time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models.core.clock import from_millis, to_millis
from models.core.errors import UserProblem
from models.insights.behind import where
from models.insights.counting import COUNTINGS, OVERDUE_NOW, Counting
from models.insights.estimates import iceberg
from models.insights.kinds import Asked, Cut, FigureId, PeriodKind, Slice
from models.insights.measures import MEASURES, TILES, measure
from models.insights.periods import parse, period
from models.insights.queries import (
    compared,
    counts_by,
    history,
    steps,
    value,
    values,
    workload,
)
from models.insights.slicing import COHORT, LASTED, WAITING
from models.insights.statements import cases, lists, numbers, sliced, span
from models.insights.trends import trend
from models.store import sql
from models.store.database import Store
from tests import factories
from tests.models.insights.made import DAY, Made
from tests.models.insights.slow import ZONE, Slow, percentile

NOW = to_millis(factories.NOON)
WEEK = parse("2026-W46")
MONTH = parse("2026-11")


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Slow]]:
    """Rows of any kind."""
    clock = factories.a_clock()
    store = factories.a_store(tmp_path_factory.mktemp("slices") / "data", clock)
    factories.an_estate(store, clock)
    factories.a_session(store, clock)
    Made(store, 9, NOW - 40 * DAY, NOW).fill(300)
    yield store, Slow(store)
    store.disconnect()


def asked(**cut: Any) -> Asked:
    chosen = Cut()
    for name, one in cut.items():
        chosen = chosen.having(Slice(name), one)
    return Asked(MONTH, chosen, factories.NOON)


def received(slow: Slow, **cut: Any) -> list[dict[str, Any]]:
    return list(slow.ask(MONTH.first, MONTH.end, NOW, {name: (one,) for name, one in cut.items()}).received())


def test_cases_by_one_slice_and_by_two(full: tuple[Store, Slow]) -> None:
    store, slow = full
    for slice_ in Slice:
        expected = Counter(row[slice_.value] or None for row in received(slow))
        found = counts_by(store, asked(), slice_)
        assert dict(found) == expected
        assert [n for _, n in found] == sorted(expected.values(), reverse=True)
    pairs = counts_by(store, asked(severity="s3"), Slice.BUILDING, Slice.CATEGORY)
    rows = received(slow, severity="s3")
    assert {row[:2]: row[2] for row in pairs} == Counter(
        (row["building_id"], row["category"] or None) for row in rows
    )
    assert sum(row[2] for row in pairs) == len(rows) == value(store, "received", asked(severity="s3")).n


def test_a_figure_of_a_thousand_buildings_together(full: tuple[Store, Slow]) -> None:
    """The others of a very large estate, in one cell of the heat table."""
    store, slow = full
    some = next(row["building_id"] for row in received(slow) if row["building_id"])
    cut = Cut().having(Slice.BUILDING, some, *range(10_000, 11_200))
    found = value(store, "received", Asked(MONTH, cut, factories.NOON))
    assert found.n == len(received(slow, building_id=some)) > 0
    assert trend(store, Asked(MONTH, cut, factories.NOON))


def test_the_way_through_the_steps(full: tuple[Store, Slow]) -> None:
    store, slow = full
    rows = received(slow)
    slow.ask(MONTH.first, MONTH.end, NOW, {})
    found = steps(store, asked())
    assert [one.step for one in found] == list(range(1, 9))
    for one in found:
        goes = {
            row["id"]: [go for go in slow.of("step_record", row) if go["step"] == one.step] for row in rows
        }
        begun = [
            case
            for case, own in goes.items()
            if any(go["round"] == 1 and go["started_at"] <= NOW for go in own)
        ]
        gone = [
            case
            for case in begun
            if any(go["state"] in "ds" and go["finished_at"] <= NOW for go in goes[case])
        ]
        assert (one.entered, one.left) == (len(begun), len(gone))
        everywhere = [
            (row, go) for row in slow.cases() for go in slow.of("step_record", row) if go["step"] == one.step
        ]
        waiting = [
            row["id"]
            for row, go in everywhere
            if not slow.happened(row["closed_at"]) and slow.happened(row["received_at"])
            and slow.happened(go["started_at"]) and not slow.happened(go["finished_at"])
        ]  # fmt: skip
        assert one.waiting_now == len(waiting)
        lasted = [
            (go["finished_at"] - go["started_at"]) / 1000
            for _, go in everywhere
            if go["state"] == "d" and slow.within(go["finished_at"])
        ]
        assert one.n == len(lasted)
        assert (one.median_s, one.p90_s) == (
            pytest.approx((percentile(lasted, 0.5), percentile(lasted, 0.9)))
            if len(lasted) >= 5
            else (None, None)
        )
    assert max(one.entered for one in found) > 20
    assert any(one.waiting_now for one in found)


def test_who_carries_how_much(full: tuple[Store, Slow]) -> None:
    store, slow = full
    found = workload(store, asked())
    for key, name in (("received", "received"), ("handling_time", "resolved"), ("backlog", "open")):
        wanted = slow.ask(MONTH.first, MONTH.end, NOW, {}).measure(key)
        handlers = {row["id"]: row["handler_id"] for row in slow.complaint}  # type: ignore[attr-defined]
        expected = Counter(handlers[case] for case in wanted.every)
        assert {one.handler_id: getattr(one, name) for one in found if getattr(one, name)} == expected
    assert {one.handler for one in found if one.handler_id} == {"Administrator"}
    assert found[-1].handler_id is None, "what is nobody's stands last"


def statements(cut: Cut) -> Iterator[tuple[str, tuple[str, tuple[object, ...]]]]:
    one = span(WEEK, factories.NOON, ZONE)
    countings: list[tuple[str, Counting]] = [*COUNTINGS.items(), ("overdue now", OVERDUE_NOW)]
    for name, counting in countings:
        yield f"{name}: numbers", numbers(counting, [one, one], cut)
        yield f"{name}: lists", lists(counting, [one, one], cut, ("amount", "second", "mark"))
        for part in ("all", "hit", "miss", *counting.parts):
            yield f"{name}: {part}", cases(counting, one, cut, part)
        if name not in ("improvement_success", "warnings", "remedy_cost"):
            yield f"{name}: slices", sliced(counting, [one], cut, ["c.building_id", "c.category"])
    for counting in (COHORT, WAITING, LASTED):
        yield "steps", sliced(counting, [one], cut, ["r.step"])


@pytest.mark.parametrize("cut", [Cut(), Cut().having(Slice.CATEGORY, "leak").having(Slice.BUILDING, 1)])
@pytest.mark.parametrize("analysed", [False, True])
def test_every_statement_goes_by_an_index(full: tuple[Store, Slow], cut: Cut, analysed: bool) -> None:
    store, _ = full
    if analysed:
        with store.writing():
            store.execute("ANALYZE")
    # Of tables, only that of categories is read from end to end: there are few, and once a statement is enough.
    harmless = ("SCAN CONSTANT ROW", "SCAN 2 CONSTANT ROWS", "SCAN s", "SCAN (subquery", "SCAN g")
    for name, (statement, params) in statements(cut):
        plan = sql.plan(store.database, statement, params).splitlines()
        scans = [line for line in plan if line.startswith("SCAN") and not line.startswith(harmless)]
        assert not scans, (name, plan)
        assert "AUTOMATIC" not in "".join(plan), (name, plan)
        for alias, index in INDEXES.get(name.partition(":")[0], ()):
            assert any(f"SEARCH {alias} USING" in line and index in line for line in plan), (
                name,
                index,
                plan,
            )


_COHORT = (("c", "received_at>? AND received_at<?"),)
_OPEN_THEN = (("c", "complaint_insight (received_at>? AND received_at<?)"), ("c", "complaint_long"))
INDEXES = {
    "received": (("c", "COVERING INDEX complaint_insight (received_at>? AND received_at<?)"),),
    "repeat_rate": (("c", "COVERING INDEX complaint_insight (received_at>? AND received_at<?)"),),
    "handling_rate": _COHORT,
    "escalation_level2": _COHORT,
    "first_contact": _COHORT,
    "on_time": (("c", "complaint_resolved"), ("c", "complaint_resolve_due"), ("p", "pause_reopened")),
    "handling_time": (("c", "complaint_resolved"), ("p", "pause_reopened")),
    "reopen_rate": (("c", "complaint_resolved"), ("p", "pause_reopened")),
    "first_response_time": (("k", "clock_stopped (name=? AND stopped_at>? AND stopped_at<?)"),),
    "response_on_time": (
        ("k", "clock_stopped (name=?"),
        ("k", "clock_due (name=? AND due_at>? AND due_at<?)"),
    ),
    "step_compliance": (("r", "step_record_due"), ("r", "step_record_late")),
    "follow_up_rate": (("c", "complaint_closed"),),
    "backlog": _OPEN_THEN,
    "waiting": _OPEN_THEN,
    "overdue": _OPEN_THEN,
    "overdue now": (("c", "complaint_open_due"),),
    "satisfaction": (("f", "follow_up_at (at>? AND at<?)"),),
    "remedy_cost": (("m", "remedy_granted"),),
    "improvement_success": (("v", "improvement_judged"), ("v", "improvement_state")),
    "warnings": (("w", "warning_at"),),
}


def test_as_many_statements_whatever_the_store_holds(
    full: tuple[Store, Slow], tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = factories.a_store(tmp_path / "empty")
    factories.an_estate(empty, factories.a_clock())
    asks: dict[str, Callable[[Store], object]] = {
        "values": lambda store: values(store, asked()),
        "compared": lambda store: compared(store, asked(), TILES),
        "history": lambda store: history(store, "overdue", asked(), 12),
        "steps": lambda store: steps(store, asked()),
        "workload": lambda store: workload(store, asked()),
        "pairs": lambda store: counts_by(store, asked(), Slice.BUILDING, Slice.CATEGORY),
    }
    ran = 0
    plain = Store.rows

    def listening(self: Store, statement: str, params: Any = ()) -> list[tuple[Any, ...]]:
        nonlocal ran
        ran += 1
        return plain(self, statement, params)

    monkeypatch.setattr(Store, "rows", listening)
    counts: list[dict[str, int]] = []
    for store in (full[0], empty):
        counts.append({})
        for name, ask in asks.items():
            ran = 0
            ask(store)
            counts[-1][name] = ran
    empty.disconnect()
    assert counts[0] == counts[1]
    assert counts[0] == {
        "values": len(MEASURES) + 3, "compared": len(TILES) + 3, "history": 4, "steps": 4, "workload": 5,
        "pairs": 2,
    }  # fmt: skip


def test_nothing_changes_when_somebody_moves_or_is_erased(full: tuple[Store, Slow]) -> None:
    """Cases keep what was so of the place and the resident when they were recorded."""
    store, _ = full
    home = store.rows("SELECT place_id, resident_id FROM residency WHERE until IS NULL LIMIT 1")[0]
    with store.writing():
        store.execute(
            "UPDATE complaint SET resident_id = ?, place_id = ? WHERE id % 3 = 0", (home[1], home[0])
        )
    cuts: list[dict[str, Any]] = [
        {},
        {"resident_kind": "owner"},
        {"age_group": "senior"},
        {"building_id": 3},
        {"occupation": None},
    ]

    def told() -> list[object]:
        past = [
            Asked(parse(week), asked(**cut).cut, factories.NOON)
            for week in ("2026-W45", "2026-W46")
            for cut in cuts
        ]
        return [
            *(values(store, one) for one in past),
            [counts_by(store, past[0], slice_) for slice_ in Slice],
        ]

    before = told()
    with store.writing():
        store.execute(
            "UPDATE residency SET until = '2026-11-20' WHERE until IS NULL AND place_id = ?", (home[0],)
        )
        store.execute(
            "UPDATE resident SET name = '', age_group = NULL, occupation = NULL, erased_at = ? WHERE id = ?",
            (NOW, home[1]),
        )
        store.execute(
            """INSERT INTO residency (resident_id, place_id, kind, since)
            SELECT ?, max(id), 'tenant', '2026-11-20' FROM place""",
            (home[1],),
        )
    assert told() == before


def test_unknown_things_are_told(full: tuple[Store, Slow]) -> None:
    store, _ = full
    for ask, code in (
        (lambda: measure("height"), "measure.unknown"),
        (lambda: value(store, "height", asked()), "measure.unknown"),
        (lambda: where(store, FigureId("received", WEEK, Cut(), "over_7")), "figure.unknown"),
        (lambda: where(store, FigureId("height", WEEK)), "measure.unknown"),
    ):
        with pytest.raises(UserProblem) as problem:
            ask()
        assert problem.value.code == code


def test_the_cases_behind_an_improvement_are_those_that_it_was_written_for(full: tuple[Store, Slow]) -> None:
    store, slow = full
    month = FigureId("improvement_success", MONTH, Cut(), "all")
    behind = where(store, month, factories.NOON)
    found = {row[0] for row in store.rows(behind.sql, behind.params)}
    judged = slow.ask(MONTH.first, MONTH.end, NOW, {}).measure("improvement_success").every
    plans = [one for one in slow.improvement if one["id"] in judged]  # type: ignore[attr-defined]
    slow.ask(date(2026, 11, 2), date(2026, 11, 9), None, {})
    wanted = {
        row["id"]
        for row in slow.received()
        for plan in plans
        if all(
            plan[name] in (None, row[name]) for name in ("category", "subcategory", "cause", "building_id")
        )
    }
    assert found == wanted != set()
    nothing = where(store, FigureId("improvement_success", period(PeriodKind.DAY, date(2020, 1, 1))))
    assert store.rows(nothing.sql, nothing.params) == []


def test_the_cases_behind_an_improvement_of_a_cause_are_those_of_what_is_below_it_too(tmp_path: Path) -> None:
    clock = factories.a_clock()
    store = factories.a_store(tmp_path / "data", clock)
    factories.an_estate(store, clock)
    factories.a_session(store, clock)
    Made(store, 5, NOW - 20 * DAY, NOW).fill(4)
    with store.writing():
        store.execute("DELETE FROM improvement")
        store.execute(
            "UPDATE complaint SET status = 'new', kind = 'complaint', received_at = ?", (NOW - DAY,)
        )
        for number, cause in enumerate(("wear", "wear.hoses", "design", None), 1):
            store.execute("UPDATE complaint SET cause = ? WHERE id = ?", (cause, number))
        store.execute(
            """INSERT INTO improvement (title, cause, period_from, period_to, due_on, target_percent, state, created_at,
            verdict, judged_at) VALUES ('i', 'wear', '2026-11-01', '2026-11-30', '2026-11-30', 30, 'judged', 0,
            'achieved', ?)""",
            (NOW - 1,),
        )
    behind = where(store, FigureId("improvement_success", MONTH), factories.NOON)
    found = store.rows(behind.sql, behind.params)
    store.disconnect()
    assert sorted(found) == [(1,), (2,)]


def test_handbook_figures_are_labelled_and_plain() -> None:
    found = iceberg(57)
    assert (found.silent, found.unhappy) == (57 * 24, 570)
    assert found.reach_the_top == pytest.approx(4.56)
    with pytest.raises(ValueError, match="number"):
        iceberg(-1)


def test_every_measure_says_what_it_is() -> None:
    assert set(COUNTINGS) == set(MEASURES)
    for key, one in MEASURES.items():
        assert all((one.title, one.sentence, one.formula, one.leaves_out)), key
        assert set(one.parts) == set(COUNTINGS[key].parts), key
    assert from_millis(NOW) == factories.NOON
