"""The summary against the queries that the screen asks, and against plain statements over all rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from models.core.clock import SetClock, to_millis
from models.core.errors import UserProblem
from models.core.session import Session
from models.insights.behind import longest_overdue
from models.insights.commentary import Say
from models.insights.kinds import Asked, Cut, Period, PeriodKind, Slice
from models.insights.measures import TOLD
from models.insights.pareto_queries import pareto_of
from models.insights.periods import bounds, parse, period
from models.insights.queries import value, values
from models.insights.stats import limit
from models.insights.trends import trends
from models.options.queries import settings
from models.store.database import Store
from models.summaries.gathering import READS, gather, last_week, summary
from models.summaries.parts import usual
from tests import factories
from tests.models.insights.made import DAY, Made

NAME, PHONE = "欧阳国庆", "138 6021 7745"


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """Seven weeks of rows of any kind, up to a Friday; residents who say their names."""
    clock = factories.a_clock()
    store = factories.a_store(tmp_path_factory.mktemp("summary") / "data", clock)
    factories.an_estate(store, clock)
    session = factories.a_session(store, clock)
    now = to_millis(clock.now())
    Made(store, 3, now - 49 * DAY, now).fill(420)
    with store.writing():
        store.execute("UPDATE resident SET name = ?", (NAME,))
        store.execute("UPDATE complaint SET resident_id = 1, title = ?, place_id = NULL, where_text = ?",
                      (f"{NAME}家漏水", f"问欧阳先生 {PHONE}"))  # fmt: skip
        store.execute("UPDATE follow_up SET words = ?", (f"我是{NAME}，打 {PHONE} 找我，欧阳阿姨也行",))
        store.execute("UPDATE complaint SET words = ? WHERE kind = 'compliment'", (f"{NAME}谢谢师傅",))
    yield session
    store.disconnect()


def plain(store: Store, statement: str, *params: object) -> Any:
    return store.rows(statement, params)[0][0]


HAPPENS = (
    ("received_at, resolved_at, closed_at", "complaint WHERE status <> 'merged' AND kind <> 'compliment'"),
    ("ended_at", "pause WHERE reason = 'reopened'"), ("at", "follow_up"),
    ("at", "escalation WHERE level <> 'handler' AND complaint_id IN ({came})"),
    ("asked_at", "appeal WHERE stage = 2 AND complaint_id IN ({came})"),
)  # fmt: skip


@pytest.mark.parametrize("written", ["2026-W46", "2026-W47", "2026-11", "2026-11-11"])
def test_every_part_says_what_the_screen_says(full: Session, written: str) -> None:
    period, store, now = parse(written), full.store, full.clock.now()
    found = summary(full, period)
    start, end = (to_millis(edge) for edge in bounds(period, settings(store).zone))
    end = min(end, to_millis(now) + 1)
    asked = Asked(period, as_of=now)
    assert {one.now.measure: one.now for one in found.measures} == values(store, asked, TOLD)
    assert [one.now.measure for one in found.measures] == list(TOLD)
    came = f"""SELECT id FROM complaint WHERE received_at >= {start} AND received_at < {end} AND status <> 'merged'
        AND kind <> 'compliment'"""
    happened = [f"SELECT {columns} FROM {table.format(came=came)}" for columns, table in HAPPENS]
    moments = [at for statement in happened for row in store.rows(statement) for at in row if at]
    assert to_millis(found.changed) == max(moments)
    assert found.pareto == pareto_of(store, asked, Slice.CATEGORY)
    received = found.measure("received").now.n
    assert found.trend[-1].count == plain(
        store,
        """SELECT count(*) FROM complaint WHERE received_at >= ? AND received_at < ? AND status <> 'merged'
        AND kind <> 'compliment'""",
        *_week_of(store, found.trend[-1].monday, to_millis(now)),
    )
    assert found.iceberg.silent == 24 * received
    counts = {row.building_id: row.count for row in found.buildings}
    for building, count in counts.items():
        assert count == plain(
            store,
            """SELECT count(*) FROM complaint WHERE building_id = ? AND received_at >= ? AND received_at < ?
            AND status <> 'merged' AND kind <> 'compliment'""",
            building, start, end,
        )  # fmt: skip
    weekly = trends(store, asked, Slice.BUILDING, 1)
    for row in found.buildings:
        assert row.building_id is not None
        here = Asked(period, Cut().having(Slice.BUILDING, row.building_id), now)
        assert row.rate == pytest.approx(value(store, "intensity", here).value)
        assert row.usual == weekly[row.building_id][-1].expected
    assert found.overdue_total == found.measure("overdue").now.n
    assert len(found.overdue) == min(40, found.overdue_total)
    assert [one.over_seconds for one in found.overdue] == sorted(
        (o.over_seconds for o in found.overdue), reverse=True
    )
    assert found.voices_total == plain(
        store,
        """SELECT count(*) FROM follow_up f WHERE at >= ? AND at < ? AND words <> '' AND outcome NOT IN ('not_reached',
        'declined') AND EXISTS (SELECT 1 FROM complaint c WHERE c.id = f.complaint_id AND c.status <> 'merged'
        AND c.kind <> 'compliment')""",
        start, end,
    )  # fmt: skip
    assert len(found.voices) == min(8, found.voices_total)
    assert {one.outcome for one in found.voices} <= {"dissatisfied", "fairly_satisfied", "satisfied"}
    assert found.compliments_total == found.measure("compliments").now.n
    assert found.over == (end <= to_millis(now))
    assert any(one.kind in (Say.MORE, Say.USUAL, Say.FEWER, Say.SO_FAR, Say.PLAIN) for one in found.sentences)


@pytest.mark.parametrize(
    ("table", "facts"),
    [
        ("escalation", {"once": "later", "cause": "major", "level": "manager", "raised_at": 0}),
        ("appeal", {"stage": 2}),
    ],
)
def test_what_went_up_the_ladder_later_is_told_as_of_then(
    full: Session, table: str, facts: dict[str, object]
) -> None:
    """The shares of a past week that went up the ladder go on; so does the moment that they are told as of."""
    store, later = full.store, to_millis(full.clock.now()) + 99 * DAY
    edges = [to_millis(edge) for edge in bounds(parse("2026-W46"), settings(store).zone)]
    case = plain(
        store,
        f"""SELECT min(id) FROM complaint WHERE received_at >= ? AND received_at < ? AND status <> 'merged'
        AND kind <> 'compliment' AND id NOT IN (SELECT complaint_id FROM {table})""",
        *edges,
    )
    row = {**facts, "complaint_id": case, "at" if table == "escalation" else "asked_at": later}
    with store.writing():
        store.execute(
            f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
            tuple(row.values()),
        )
    try:
        found = [to_millis(summary(full, parse(week)).changed) for week in ("2026-W46", "2026-W45")]
    finally:
        with store.writing():
            store.execute(f"DELETE FROM {table} WHERE complaint_id = ?", (case,))
    assert found[1] < found[0] == later


def _week_of(store: Store, monday: Any, now: int) -> tuple[int, int]:
    start, end = bounds(period(PeriodKind.WEEK, monday), settings(store).zone)
    return to_millis(start), min(to_millis(end), now + 1)


def test_residents_are_not_named_and_their_numbers_are_gone(full: Session) -> None:
    found = summary(full, parse("2026-11"))
    said = repr((found.voices, found.compliments, found.overdue))
    assert found.voices
    assert found.compliments
    assert found.overdue
    assert "***" in said
    for secret in ("国庆", "欧阳", "6021", "7745"):
        assert secret not in said


def test_a_home_is_named_as_it_is_called_and_a_number_is_not_cut_in_two(full: Session) -> None:
    store, period = full.store, parse("2026-11")
    with store.writing():
        place = plain(store, "SELECT min(id) FROM place")
        label = plain(store, "SELECT label FROM place WHERE id = ?", place)
        store.execute("UPDATE place SET label = '12-1-1502' WHERE id = ?", (place,))
        store.execute("UPDATE complaint SET place_id = ?", (place,))
        kept = store.rows("SELECT id, words FROM follow_up")
        store.execute("UPDATE follow_up SET words = ?", ("x" * 396 + f" {PHONE}",))
    try:
        found = summary(full, period)
    finally:
        with store.writing():
            store.execute("UPDATE complaint SET place_id = NULL")
            store.execute("UPDATE place SET label = ? WHERE id = ?", (label, place))
            for ident, words in kept:
                store.execute("UPDATE follow_up SET words = ? WHERE id = ?", (words, ident))
    assert {one.where for one in found.overdue} == {"12-1-1502"}
    assert {one.words for one in found.voices} == {"x" * 396 + " ***"}


def test_red_warnings_are_not_left_out_for_earlier_ones(full: Session) -> None:
    start = to_millis(bounds(parse("2026-W46"), settings(full.store).zone)[0])
    with full.store.writing():
        full.store.execute("UPDATE warning SET at = at - ?", (900 * DAY,))
        for n in range(15):
            level, at = "red" if n == 14 else "amber", start + n
            full.store.execute(
                """INSERT INTO warning (once, rule, stream, level, at, raised_at, since, until, observed, due_at)
                VALUES (?1, 'life_safety', ?1, ?2, ?3, ?3, ?3, ?3, 1, ?3)""",
                (f"order:{n}", level, at),
            )
    try:
        found = summary(full, parse("2026-W46"))
    finally:
        with full.store.writing():
            full.store.execute("DELETE FROM warning WHERE once LIKE 'order:%'")
            full.store.execute("UPDATE warning SET at = at + ?", (900 * DAY,))
    assert [one.stream for one in found.warnings] == ["order:14", *(f"order:{n}" for n in range(11))]
    assert found.warnings_total == 15


def test_what_is_usual_is_what_the_chart_expects(full: Session) -> None:
    period, store = parse("2026-W46"), full.store
    found = summary(full, period)
    reckoned = usual(store, period, settings(store).zone, full.clock.now())
    assert reckoned is not None
    assert reckoned.mean == found.trend[-1].expected
    assert reckoned.limit == found.trend[-1].limit == limit(reckoned.total, int(reckoned.base), 0.01)
    assert (
        usual(store, parse("2026-W42"), settings(store).zone, full.clock.now()) is None
    )  # three weeks after the first


def test_false_alarms_are_those_that_were_expected_then(full: Session) -> None:
    with full.store.writing():
        for day, weekly in (("2026-11-15", 0.2), ("2026-11-16", 0.3), ("2026-11-18", 0.5)):
            full.store.execute(
                "INSERT INTO night (day, evaluated_at, streams, expected, weekly, raised) VALUES (?, 0, 9, 0.1, ?, 0)",
                (day, weekly),
            )
    try:
        found = [summary(full, parse(f"2026-W{week}")).alarms for week in (45, 46, 47)]
    finally:
        with full.store.writing():
            full.store.execute("DELETE FROM night")
    assert found == [None, 0.3, 0.5]


def test_the_longest_overdue_come_first_and_no_more_than_fit(full: Session) -> None:
    period, now = parse("2026-W46"), full.clock.now()
    every = longest_overdue(full.store, period, now, 10_000)
    assert len(every) == summary(full, period).overdue_total > 3
    assert [seconds for _, seconds in every] == sorted((seconds for _, seconds in every), reverse=True)
    assert longest_overdue(full.store, period, now, 3) == every[:3]


def test_weeks_of_an_outage_are_in_nobodys_usual(full: Session) -> None:
    period, store = parse("2026-W46"), full.store
    zone, now = settings(store).zone, full.clock.now()
    calm = usual(store, period, zone, now)
    start, end = (to_millis(edge) for edge in bounds(parse("2026-W44"), zone))
    with store.writing():
        store.execute(
            """INSERT INTO incident (state, kind, title, started_at, declared_at, ended_at)
            VALUES ('ended', 'outage', 'x', ?, ?, ?)""",
            (start, start, end - 1),
        )
    try:
        found = usual(store, period, zone, now)
        chart = summary(full, period).trend
        of_then = usual(store, parse("2026-W44"), zone, now)
    finally:
        with store.writing():
            store.execute("DELETE FROM incident")
    assert calm is not None
    assert found is not None
    assert found.base == calm.base - 1
    assert not found.outage
    assert of_then is None or of_then.outage
    assert chart[-3].outage
    assert found.mean == chart[-1].expected != calm.mean


def test_months_count_by_their_days(full: Session) -> None:
    store = full.store
    with store.writing():
        store.execute("UPDATE complaint SET received_at = received_at - ? WHERE id % 2", (200 * DAY,))
    try:
        found = usual(store, parse("2026-11"), settings(store).zone, full.clock.now())
    finally:
        with store.writing():
            store.execute("UPDATE complaint SET received_at = received_at + ? WHERE id % 2", (200 * DAY,))
    assert found is not None
    days = {month: bounds(parse(f"2026-{month:02}"), settings(store).zone) for month in range(1, 11)}
    lengths = {month: (end - start).days for month, (start, end) in days.items()}
    assert found.base * 30 in {sum(lengths[m] for m in range(first, 11)) for first in range(1, 11)}


def test_a_fixed_number_of_statements_and_progress(full: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    store, asked = full.store, list[str]()
    rows = store.rows

    def counted(statement: str, params: Any = ()) -> Any:
        asked.append(statement)
        return rows(statement, params)

    monkeypatch.setattr(store, "rows", counted)
    numbers = []
    for written in ("2026-W46", "2026-W45", "2026-10"):
        asked.clear()
        steps: list[tuple[int, int]] = []
        summary(full, parse(written), lambda done, total, steps=steps: steps.append((done, total)))  # type: ignore[misc]
        numbers.append(len(asked))
        assert [done for done, _ in steps] == list(range(1, READS + 1))
        assert {total for _, total in steps} == {READS}
    assert max(numbers) - min(numbers) <= 3  # parts without rows need no names
    assert max(numbers) < 130


def test_whoever_writes_meanwhile_makes_it_read_again(full: Session) -> None:
    writes = [1]

    def read(query: Callable[[Session], Any]) -> Any:
        found = query(full)
        if writes and query.__name__ == "<lambda>":
            writes.pop()
            with full.store.writing():
                full.store.append_audit(full.clock.now(), None, "test", [], {})
        return found

    calls: list[int] = []
    found = gather(read, parse("2026-W46"), lambda done, _total: calls.append(done))
    assert calls == [*range(1, READS + 1)] * 2
    assert found == summary(full, parse("2026-W46"))


def test_stopping_leaves_at_once(full: Session) -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, _total: int) -> None:
        if done == 3:
            raise Stopped

    with pytest.raises(Stopped):
        summary(full, parse("2026-W46"), stop)


def test_a_period_to_come_is_no_summary(full: Session) -> None:
    with pytest.raises(UserProblem) as caught:
        summary(full, parse("2026-W48"))
    assert caught.value.code == "summary.not_begun"


def test_the_last_week_that_is_over(full: Session) -> None:
    assert last_week(full) == parse("2026-W46")


def test_erasing_a_resident_leaves_the_figures(full: Session) -> None:
    period: Period = parse("2026-W46")
    before = summary(full, period)
    with full.store.writing():
        full.store.execute("UPDATE resident SET name = '', erased_at = 1")
        full.store.execute("UPDATE complaint SET resident_id = NULL")
    try:
        after = summary(full, period)
    finally:
        with full.store.writing():
            full.store.execute("UPDATE resident SET name = ?, erased_at = NULL", (NAME,))
            full.store.execute("UPDATE complaint SET resident_id = 1")
    assert before.measures == after.measures
    assert before.pareto == after.pareto
    assert before.buildings == after.buildings
    assert before.sentences == after.sentences


def test_an_empty_store(store: Store, clock: SetClock, estate: int) -> None:
    found = summary(factories.a_session(store, clock), parse("2026-W46"))
    assert found.measure("received").now.n == 0
    assert [one.kind for one in found.sentences] == [Say.NOTHING, Say.NONE_OVERDUE]
