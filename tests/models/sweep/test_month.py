"""A month at a desk: what time did by itself equals an independent reckoning, however often anybody swept."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from models.core.clock import SetClock, from_millis, to_millis
from models.store.database import Store
from models.sweep.actions import sweep
from tests import factories
from tests.models.sweep.independent import LEVELS, Case, Outcome
from tests.models.sweep.month import BEGINS, DAY, QUIET, Month, Story

# REDRESS_MONTH=2000 plays a whole month of a large estate; it takes some minutes.
CASES = int(os.environ.get("REDRESS_MONTH", "50"))


def played(
    folder: Path, seed: int, cases: int, days: tuple[int, int, int] = (30, 22, 0), **how: bool
) -> tuple[Store, Month]:
    """A store after such a month."""
    clock = SetClock(from_millis(BEGINS - DAY))
    store = factories.a_store(folder, clock)
    factories.an_estate(store, clock)
    month = Month(store, clock, seed, cases, **how)
    month.play(*days)
    return store, month


def reckoned(store: Store, story: Story, end: int) -> Outcome:
    """What must be so of a case."""
    rows = store.rows("SELECT name, round, id FROM clock WHERE complaint_id = ?", (story.id,))
    return Case(story, {(name, round_): row_id for name, round_, row_id in rows}, end).outcome()


def ms(*moments: int) -> list[int]:
    """Microseconds as the store has them, in order."""
    return sorted(one // 1000 for one in moments)


def in_ms(*moments: int | None) -> tuple[int | None, ...]:
    """Microseconds as the store has them."""
    return tuple(None if one is None else one // 1000 for one in moments)


_COUNTED = "FROM clock WHERE complaint_id = ? AND stopped_at IS NOT NULL"


def compare(store: Store, story: Story, end: int) -> None:
    """Every clock, rung, escalation, pause, promise and lapse of one case."""
    due = reckoned(store, story, end)
    key = (story.id,)
    clocks = {
        (row[0], row[1]): row[2:]
        for row in store.rows(
            "SELECT name, round, started_at, warns_at, due_at, stopped_at FROM clock WHERE complaint_id = ?",
            key,
        )
    }
    assert clocks == {name: in_ms(*times) for name, times in due.clocks.items()}, story
    counted = {row[:2]: row[2] for row in store.rows(f"SELECT name, round, counted {_COUNTED}", key)}
    assert all(counted[name] == amount // 1000 for name, amount in due.counted.items()), story
    rungs = store.rows("SELECT name, round, rung FROM clock WHERE complaint_id = ?", key)
    assert {(name, round_): rung for name, round_, rung in rungs} == {
        name: rung for name, rung in due.rungs.items() if name in clocks
    }, story
    alarms: dict[str, Any] = {
        row[0]: row[1:]
        for row in store.rows(
            "SELECT once, at, level, repeats, next_at, acknowledged_at FROM escalation WHERE complaint_id = ?",
            key,
        )
    }
    wanted = {
        one.once: (*in_ms(one.at), LEVELS[one.level], one.repeats, *in_ms(one.next_at, one.known_at))
        for one in due.alarms
    }
    assert alarms == wanted, story
    compare_events(store, story, due)


def compare_events(store: Store, story: Story, due: Outcome) -> None:
    """The lines that time wrote into the history, at the true moments."""
    key = (story.id,)

    def at(kind: str, more: str = "") -> list[int]:
        rows = store.rows(
            f"SELECT at FROM event WHERE complaint_id = ? AND kind = ? {more} ORDER BY at", (*key, kind)
        )
        return [row[0] for row in rows]

    climbs = [when for one in due.alarms for when, _ in one.climbs]
    assert at("escalated") == ms(*(one.at for one in due.alarms if one.first), *climbs), story
    assert at("resumed", "AND staff_id IS NULL") == ms(*due.resumed), story
    assert at("promise_missed") == ms(*due.missed.values()), story
    assert at("closed", "AND staff_id IS NULL") == ms(*([due.lapsed] if due.lapsed else [])), story
    missed = dict(
        store.rows("SELECT id, missed_at FROM promise WHERE complaint_id = ? AND missed_at NOT NULL", key)
    )
    assert missed == {number: when // 1000 for number, when in due.missed.items()}, story
    held = "SELECT at FROM escalation WHERE complaint_id = ? AND cause = 'lapse' ORDER BY at"
    assert [row[0] for row in store.rows(held, key)] == ms(*due.held), story


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """One month, swept now and then."""
    store, played_ = played(tmp_path_factory.mktemp("month") / "data", 1, CASES)
    yield store, played_
    store.disconnect()


def test_everything_equals_an_independent_reckoning(month: tuple[Store, Month]) -> None:
    store, played_ = month
    end = to_millis(played_.clock.now())
    for story in played_.stories.values():
        compare(store, story, end)


WRITTEN = (
    """SELECT id, complaint_id, once, cause, level, repeats, at, next_at, acknowledged_at, acknowledged_by
    FROM escalation""",
    "SELECT id, complaint_id, at, kind, text, facts FROM event WHERE kind != 'escalation_known'",
    "SELECT * FROM clock",
    "SELECT id, complaint_id, ends_at, ended_at FROM pause",
    "SELECT id, missed_at, state FROM promise",
    "SELECT id, closed_at, resolved_at, lapses_at, next_due_at, next_due_kind, paused_until FROM complaint",
)


def written(store: Store) -> list[list[tuple[Any, ...]]]:
    """All that time and people have written, but for when it was noticed; events in the order of their moments."""
    found = [sorted(store.rows(statement)) for statement in WRITTEN]
    found[1] = sorted(row[1:] for row in found[1])
    return found


def test_a_week_asleep_is_caught_up_in_order_and_once(tmp_path: Path) -> None:
    """Complaints pile up before a week in which the computer sleeps; another desk looks all the time."""
    days = (14, 10, 9)
    awake, _ = played(tmp_path / "awake", 5, 14, days)
    expected = written(awake)
    awake.disconnect()
    store, month = played(tmp_path / "asleep", 5, 14, days, asleep=True)
    assert written(store) == expected
    for story in month.stories.values():
        compare(store, story, to_millis(month.clock.now()))
    raised = store.rows("SELECT at, raised_at FROM escalation ORDER BY id")
    store.disconnect()
    assert raised == sorted(raised)
    week = [noticed for at, noticed in raised if QUIET[0] < at < QUIET[1]]
    assert len(week) > 20
    assert len(set(week)) == 1, "all of the week is noticed when the computer wakes"
    assert week[0] >= QUIET[1]


def test_whoever_acts_finds_the_store_as_time_has_left_it(tmp_path: Path) -> None:
    """Nobody sweeps: the deeds themselves bring the store up to their own moment first."""
    store, month = played(tmp_path / "never", 6, 10, sweeps=False)
    sweep(month.web)
    for story in month.stories.values():
        compare(store, story, to_millis(month.clock.now()))
    store.disconnect()
