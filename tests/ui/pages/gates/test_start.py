"""How the program starts: the demo estate with somebody at the desk, an ordinary one with nobody."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from models.accounts.actions import revoke, set_password
from models.accounts.passwords import seal
from models.accounts.queries import staff
from models.accounts.signing import default_session
from models.core.clock import SetClock
from models.core.permissions import Permission, Role
from models.core.session import OWNER, Session
from models.store.opening import open_store
from tests.ui.pages.gates.conftest import PASSWORD, MakeGate, Prepare, demo, phase, staffed
from tests.ui.pages.gates.test_first_run import ask
from tests.ui.pages.gates.test_sign_in import sign_in
from ui.desk_state import Phase
from ui.starting import options_of

NOW = datetime(2026, 11, 20, 6, 20, tzinfo=UTC)


def prepared(folder: Path, prepare: Prepare) -> None:
    store = open_store(folder, SetClock(NOW))
    prepare(Session(store, OWNER, SetClock(NOW)))
    store.disconnect()


def arguments(folder: Path, command: str | None) -> argparse.Namespace:
    return argparse.Namespace(command=command, data=folder)


def test_the_demo_starts_with_wang_min_at_the_front_desk(tmp_path: Path) -> None:
    prepared(tmp_path, demo)
    options = options_of(arguments(tmp_path, "demo"))
    store = open_store(tmp_path, SetClock(NOW))
    names = {row.id: row.name for row in staff(store)}
    store.disconnect()
    assert options.staff_id is not None
    assert names[options.staff_id] == "王敏"


def test_an_ordinary_start_seats_nobody(tmp_path: Path) -> None:
    prepared(tmp_path, demo)
    assert options_of(arguments(tmp_path, None)).staff_id is None


def test_who_has_a_password_is_asked_for_it_in_the_demo_too(tmp_path: Path) -> None:
    def with_password(session: Session) -> None:
        demo(session)
        wang = next(row for row in staff(session.store) if row.login == "wang")
        set_password(session, wang.id, seal(PASSWORD))

    prepared(tmp_path, with_password)
    assert options_of(arguments(tmp_path, "demo")).staff_id is None


def test_a_right_that_is_taken_away_is_gone_at_once(make_gate: MakeGate) -> None:
    desk = make_gate(staffed)
    sign_in(desk, "王敏")
    assert desk.context.desk.may(Permission.RECORD)
    boss = ask(desk, lambda s: next(row for row in staff(s.store) if row.login == "liujing"))

    def take(session: Session) -> object:
        owner = Session(session.store, OWNER, session.clock)
        assert boss.role is Role.ADMINISTRATOR
        return revoke(owner, Role.FRONT_DESK, Permission.RECORD)

    desk.context.operations.run(desk.window, take)  # type: ignore[arg-type]
    desk.settle()
    assert not desk.context.desk.may(Permission.RECORD)
    assert phase(desk) is Phase.OPEN


def test_an_owner_is_nobody_to_seat(make_gate: MakeGate) -> None:
    desk = make_gate(demo)
    assert ask(desk, lambda s: default_session(s.store, s.clock).actor.name) == "陈晓"
    assert phase(desk) is Phase.SIGNED_OUT
