"""Signing in, being refused, switching and the lock, by keyboard."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QWidget

from models.accounts.actions import deactivate
from models.accounts.queries import staff
from models.accounts.signing import default_session
from models.audit.queries import entries
from models.core.clock import SetClock
from models.core.permissions import Role
from models.core.session import OWNER, Session
from models.options.actions import save_draft
from tests.ui.helpers import DeskUnderTest
from tests.ui.pages.gates.conftest import PASSWORD, MakeGate, demo, ownerless, phase, staffed
from tests.ui.pages.gates.test_first_run import ask
from ui.desk_state import Phase
from ui.pages.gates.people import PeopleList, Person


def people(desk: DeskUnderTest) -> PeopleList:
    found = desk.find("sign_in.people")
    assert isinstance(found, PeopleList)
    return found


def choose(desk: DeskUnderTest, name: str) -> None:
    """Walk down the list, with the arrows, from the password field."""
    desk.press(*["Up"] * 9)
    for _ in range(9):
        person = people(desk).chosen()
        if person is not None and person.name == name:
            return
        desk.press("Down")
    raise AssertionError(f"nobody is called {name}")


def sign_in(desk: DeskUnderTest, name: str, password: str = PASSWORD) -> None:
    choose(desk, name)
    desk.type(password, desk.find("sign_in.password"))
    desk.press("Return")
    desk.settle()


def said(widget: QWidget) -> str:
    return widget.accessibleDescription()


def test_a_person_and_a_password(make_gate: MakeGate) -> None:
    desk = make_gate(staffed)
    assert desk.find("sign_in.password").hasFocus()
    sign_in(desk, "王敏")
    assert phase(desk) is Phase.OPEN
    assert desk.context.desk.actor.name == "王敏"
    assert ask(desk, lambda s: entries(s.store, limit=1).rows[0].action) == "account.signed_in"


def test_whoever_came_last_is_chosen(make_gate: MakeGate, clock: SetClock) -> None:
    desk = make_gate(staffed)
    sign_in(desk, "王敏")
    desk.context.commands.trigger("shell.switch")
    desk.settle()
    assert phase(desk) is Phase.SIGNED_OUT
    chosen = people(desk).chosen()
    assert chosen is not None
    assert chosen.name == "王敏"


def test_a_person_brings_their_language(make_gate: MakeGate) -> None:
    desk = make_gate(staffed)
    sign_in(desk, "Grace Holt")
    assert desk.context.texts.language == "en"


def test_a_wrong_password_says_how_many_tries_are_left_and_then_when(
    make_gate: MakeGate, clock: SetClock
) -> None:
    desk = make_gate(staffed)
    sign_in(desk, "王敏", "wrong")
    password = desk.find("sign_in.password")
    assert "还可以试 4 次" in said(password)
    assert password.hasFocus()
    for _ in range(4):
        desk.type("wrong again")
        desk.press("Return")
        desk.settle()
    assert "14:21" in said(password)
    assert phase(desk) is Phase.SIGNED_OUT
    desk.type(PASSWORD)
    assert "14:21" not in said(password)
    desk.press("Return")
    desk.settle()
    assert "14:21" in said(password)
    clock.instant += timedelta(minutes=1)
    desk.press("Return")
    desk.settle()
    assert phase(desk) is Phase.OPEN


def test_the_refusal_follows_the_language(make_gate: MakeGate) -> None:
    desk = make_gate(staffed)
    sign_in(desk, "王敏", "wrong")
    desk.click("sign_in.language")
    assert said(desk.find("sign_in.password")).startswith("That is not the password. 4 more tries")
    assert desk.context.preferences.language == "en"


def test_another_person_does_not_inherit_what_was_typed(make_gate: MakeGate) -> None:
    desk = make_gate(staffed)
    sign_in(desk, "王敏", "wrong")
    choose(desk, "刘静")
    password = desk.find("sign_in.password")
    assert (password.text(), said(password)) == ("", "")  # type: ignore[attr-defined]


def test_somebody_else_types_a_name(make_gate: MakeGate) -> None:
    desk = make_gate(staffed)
    choose(desk, "")
    desk.press("Return", "Return")
    assert desk.find("sign_in.name").hasFocus()
    assert "登录名" in said(desk.find("sign_in.name"))
    desk.type("LiuJing")
    desk.press("Tab")
    desk.type(PASSWORD)
    desk.press("Return")
    desk.settle()
    assert desk.context.desk.actor.role is Role.ADMINISTRATOR


def test_a_name_that_nobody_has_is_refused_like_a_wrong_password(make_gate: MakeGate) -> None:
    desk = make_gate(staffed)
    choose(desk, "")
    desk.type("nobody", desk.find("sign_in.name"))
    desk.type(PASSWORD, desk.find("sign_in.password"))
    desk.press("Return")
    desk.settle()
    assert "姓名或密码不对" in said(desk.find("sign_in.password"))


def test_without_a_password_an_administrator_is_named(make_gate: MakeGate) -> None:
    desk = make_gate(staffed)
    choose(desk, "李想")
    with pytest.raises(AssertionError):
        desk.find("sign_in.go")
    desk.press("Return")
    desk.settle()
    assert phase(desk) is Phase.SIGNED_OUT


def test_the_demo_estate_needs_enter_alone(make_gate: MakeGate) -> None:
    desk = make_gate(demo)
    assert people(desk).hasFocus()
    chosen = people(desk).chosen()
    assert chosen is not None
    desk.press("Return")
    desk.settle()
    assert desk.context.desk.actor.name == chosen.name


def test_nobody_can_sign_in_yet_so_the_first_administrator_is_made(make_gate: MakeGate) -> None:
    desk = make_gate(ownerless)
    desk.type("刘静")
    desk.settle()
    desk.press("Tab", "Tab")
    desk.type(PASSWORD)
    desk.press("Tab", "Tab")
    desk.type(PASSWORD)
    desk.press("Return")
    desk.settle()
    assert (desk.context.desk.actor.login, desk.context.desk.actor.role) == ("liujing", Role.ADMINISTRATOR)


def test_people_who_left_are_not_offered(make_gate: MakeGate) -> None:
    def prepare(session: Session) -> None:
        staffed(session)
        wang = next(row for row in staff(session.store) if row.login == "wangmin")
        deactivate(Session(session.store, OWNER, session.clock), wang.id, wang.row_version)

    desk = make_gate(prepare)
    rows = [people(desk).paged.row_at(i) for i in range(people(desk).paged.rowCount())]
    names = [row.row.name for row in rows if row is not None and isinstance(row.row, Person)]
    assert "王敏" not in names
    assert "刘静" in names


def test_locked_and_back_where_one_was(make_gate: MakeGate) -> None:
    desk = make_gate(staffed)
    sign_in(desk, "王敏")
    desk.press("Ctrl+L")
    desk.settle()
    assert desk.find("lock.password").hasFocus()
    desk.press("Return")
    assert "请先输入密码" in said(desk.find("lock.password"))
    desk.type("wrong")
    desk.press("Return")
    desk.settle()
    assert "还可以试 4 次" in said(desk.find("lock.password"))
    desk.type(PASSWORD)
    desk.press("Return")
    desk.settle()
    assert phase(desk) is Phase.OPEN
    desk.context.desk.lock()
    desk.settle()
    assert desk.find("lock.password").text() == ""  # type: ignore[attr-defined]


def test_the_lock_says_that_words_are_kept(make_gate: MakeGate) -> None:
    desk = make_gate(staffed)
    sign_in(desk, "王敏")
    ask(desk, lambda s: save_draft(s, "intake", "", {"words": "漏水"}))
    desk.context.desk.lock()
    desk.settle()
    lock = desk.find("lock")
    assert lock.kept.isVisible()  # type: ignore[attr-defined]
    assert lock._kept_label.text() == "您写的都在。"  # type: ignore[attr-defined]


def test_the_lock_is_silent_when_nothing_was_written(make_gate: MakeGate) -> None:
    desk = make_gate(staffed)
    sign_in(desk, "王敏")
    desk.context.desk.lock()
    desk.settle()
    assert not desk.find("lock").kept.isVisible()  # type: ignore[attr-defined]


def test_somebody_else_takes_over_a_locked_desk(make_gate: MakeGate) -> None:
    desk = make_gate(staffed)
    sign_in(desk, "王敏")
    desk.context.desk.lock()
    desk.settle()
    desk.click("lock.change")
    desk.settle()
    assert phase(desk) is Phase.SIGNED_OUT
    sign_in(desk, "刘静")
    assert desk.context.desk.actor.name == "刘静"
    actions = ask(desk, lambda s: [row.action for row in entries(s.store, limit=3).rows])
    assert actions == ["account.signed_in", "account.signed_out", "account.signed_in"]


def test_without_a_password_the_lock_opens_by_enter(make_gate: MakeGate) -> None:
    desk = make_gate(demo)
    desk.press("Return")
    desk.settle()
    desk.context.desk.lock()
    desk.settle()
    desk.press("Return")
    desk.settle()
    assert phase(desk) is Phase.OPEN


def test_rights_of_the_moment_hold_after_unlocking(make_gate: MakeGate) -> None:
    desk = make_gate(demo)
    choose(desk, "王敏")
    desk.press("Return")
    desk.settle()
    desk.context.desk.lock()

    def end(session: Session) -> None:
        owner = default_session(session.store, session.clock)
        wang = next(row for row in staff(session.store) if row.login == "wang")
        deactivate(owner, wang.id, wang.row_version)

    ask(desk, end)
    desk.press("Return")
    desk.settle()
    assert phase(desk) is Phase.LOCKED
    assert "王敏" in said(desk.find("lock.password"))
