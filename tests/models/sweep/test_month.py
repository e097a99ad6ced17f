"""A month at a desk: what time did by itself equals an independent reckoning, however often anybody swept."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from models.core.clock import SetClock, from_millis, to_millis
from models.store.database import Store
from tests import factories
from tests.models.sweep.independent import LEVELS, Case, Outcome
from tests.models.sweep.month import BEGINS, DAY, Month, Story

# REDRESS_MONTH=2000 plays a whole month of a large estate; it takes some minutes.
CASES = int(os.environ.get("REDRESS_MONTH", "50"))


def played(folder: Path, seed: int, cases: int, **how: bool) -> tuple[Store, Month]:
    """A store after such a month."""
    clock = SetClock(from_millis(BEGINS - DAY))
    store = factories.a_store(folder, clock)
    factories.an_estate(store, clock)
    month = Month(store, clock, seed, cases, **how)
    month.play()
    return store, month


def reckoned(store: Store, story: Story, end: int) -> Outcome:
    """What must be so of a case."""
    rows = store.rows("SELECT name, round, id FROM clock WHERE complaint_id = ?", (story.id,))
    return Case(story, {(name, round_): row_id for name, round_, row_id in rows}, end).outcome()


def in_ms(*moments: int | None) -> tuple[int | None, ...]:
    """Microseconds as the store has them."""
    return tuple(None if one is None else one // 1000 for one in moments)


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

    told = sorted(
        [in_ms(one.at)[0] for one in due.alarms if one.first]
        + [in_ms(when)[0] for one in due.alarms for when, _ in one.climbs]
    )
    assert at("escalated") == told, story
    assert at("resumed", "AND staff_id IS NULL") == sorted(in_ms(*due.resumed)), story
    assert at("promise_missed") == sorted(in_ms(*due.missed.values())), story
    assert at("closed", "AND staff_id IS NULL") == list(in_ms(*([due.lapsed] if due.lapsed else []))), story
    missed = dict(
        store.rows("SELECT id, missed_at FROM promise WHERE complaint_id = ? AND missed_at NOT NULL", key)
    )
    assert missed == {number: when // 1000 for number, when in due.missed.items()}, story
    held = "SELECT at FROM escalation WHERE complaint_id = ? AND cause = 'lapse' ORDER BY at"
    assert [row[0] for row in store.rows(held, key)] == list(in_ms(*due.held)), story


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
