"""While the window is open time goes on: what falls due is done then, and what fell due meanwhile at the start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from models.complaints.kinds import Channel, Severity
from models.core.changes import Changes
from models.core.clock import SetClock
from models.core.permissions import Role
from models.core.session import OWNER, Session
from models.handling import actions
from models.handling.kinds import PromiseDraft
from models.store.opening import open_store
from tests.cases import WHOLE, a_case
from tests.factories import a_session
from tests.ui.conftest import MakeDesk
from tests.ui.helpers import DeskUnderTest, open_desk, prepare_store
from ui import sweeping
from ui.application import Rooms
from ui.sweeping import LEAST_MS, MOST_MS


def on_store(desk: DeskUnderTest, fn: Callable[[Session], Any]) -> Any:
    """Do something where the store lives."""
    got: list[Any] = []
    desk.context.jobs.query(desk.desk, fn, lambda value: got.append(value))
    desk.settle()
    return got[0]


def raised(session: Session) -> int:
    """How many escalations and warnings there are."""
    return int(session.store.rows("SELECT count(*) FROM escalation")[0][0])


def test_what_fell_due_while_the_window_was_closed_comes_at_the_start(
    tmp_path: Any, qtbot: Any, clock: SetClock
) -> None:
    folder = tmp_path / "desk"
    staff_id = prepare_store(folder, clock)
    store = open_store(folder, clock)
    desk_clerk = a_session(store, clock, Role.FRONT_DESK, "lifang")
    actions.record(desk_clerk, replace(WHOLE, channel=Channel.EMAIL, severity=Severity.S1))
    store.disconnect()
    clock.advance(days=7)
    desk = open_desk(folder, clock, Rooms(()), staff_id=staff_id)
    try:
        assert on_store(desk, raised) > 10
        times = on_store(desk, lambda s: s.store.rows("SELECT at FROM escalation ORDER BY id"))
        assert times == sorted(times)
    finally:
        desk.close()


def test_it_looks_again_at_the_next_moment_or_within_a_minute(make_desk: MakeDesk, clock: SetClock) -> None:
    desk = make_desk(Rooms(()))
    sweeper = desk.desk.sweeper
    assert sweeper._timer.remainingTime() > MOST_MS - 10_000
    on_store(desk, lambda s: a_case(Session(s.store, OWNER, clock)))
    soon = clock.now() + timedelta(seconds=20)
    on_store(
        desk, lambda s: actions.make_promise(Session(s.store, OWNER, clock), 1, PromiseDraft("回电", soon))
    )
    sweeper.look()
    desk.settle()
    assert 15_000 < sweeper._timer.remainingTime() <= 20_001


def test_a_deed_that_falls_due_soon_is_not_waited_for_a_minute(make_desk: MakeDesk, clock: SetClock) -> None:
    desk = make_desk(Rooms(()))
    on_store(desk, lambda s: a_case(Session(s.store, OWNER, clock)))
    due = clock.now() + timedelta(seconds=5)
    desk.context.operations.run(desk.window, actions.make_promise, 1, PromiseDraft("回电", due))
    desk.settle()
    assert desk.desk.sweeper._timer.remainingTime() <= LEAST_MS


def test_a_store_that_is_busy_is_asked_again(make_desk: MakeDesk, clock: SetClock) -> None:
    """Nobody is told: whoever writes hears of it; the sweep just comes again."""
    desk = make_desk(Rooms(()))
    on_store(
        desk, lambda s: actions.record(Session(s.store, OWNER, clock), replace(WHOLE, severity=Severity.S1))
    )
    clock.advance(hours=3)
    on_store(desk, lambda s: s.store.database.execute_sql("PRAGMA busy_timeout = 1"))
    other = open_store(desk.folder, clock)
    with other.writing():
        desk.desk.sweeper.look()
        desk.settle()
    other.disconnect()
    assert desk.recorder.texts() == []
    assert on_store(desk, raised) == 1
    assert desk.desk.sweeper._timer.remainingTime() > MOST_MS - 10_000
    desk.desk.sweeper.look()
    desk.settle()
    assert on_store(desk, raised) > 5


def test_a_long_sweep_is_told_of_now_and_then_and_at_the_end(
    make_desk: MakeDesk, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each time everything is counted anew: after every transaction that would take longer than the sweep."""
    monkeypatch.setattr(sweeping, "TELL_MS", 600_000)
    desk = make_desk(Rooms(()))
    for _ in range(8):
        on_store(
            desk,
            lambda s: actions.record(
                Session(s.store, OWNER, clock), replace(WHOLE, channel=Channel.EMAIL, severity=Severity.S1)
            ),
        )
    clock.advance(days=7)
    heard: list[Changes] = []
    desk.context.operations.changed.connect(heard.append)
    desk.desk.sweeper.look()
    desk.settle()
    assert on_store(desk, raised) > 2 * sweeping.CHUNK
    assert len(heard) == 2
    assert {row_id for topic, row_id in heard[-1].ids if topic == "case"} == set(range(1, 9))
