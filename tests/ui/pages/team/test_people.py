"""Staff by keyboard: added, changed, limited, given a password, ended; and what others may not."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from models.accounts.actions import deactivate, grant
from models.accounts.kinds import StaffRow
from models.accounts.queries import role_permissions, staff
from models.accounts.signing import sign_in
from models.core.changes import Changes
from models.core.errors import NotAllowed, UserProblem
from models.core.permissions import Permission, Role
from models.core.session import Session
from models.escalation.kinds import Level
from tests.ui.helpers import DeskUnderTest
from tests.ui.pages.team.conftest import PASSWORD, MakeTeam, as_owner, ask
from ui.desk_state import Phase
from ui.pages.team.list import StaffList


def person(desk: DeskUnderTest, login: str) -> StaffRow:
    found = ask(desk, lambda s: [row for row in staff(s.store) if row.login == login])
    assert found, login
    row = found[0]
    assert isinstance(row, StaffRow)
    return row


def choose(desk: DeskUnderTest, name: str) -> None:
    people = desk.find("team.people")
    assert isinstance(people, StaffList)
    people.setFocus()
    desk.press("Home")
    for _ in range(9):
        row = people.current()
        if row is not None and row.cells[0] == name:
            return
        desk.press("Down")
    raise AssertionError(name)


def line(desk: DeskUnderTest, name: str) -> QLineEdit:
    found = desk.find(name)
    assert isinstance(found, QLineEdit)
    return found


def visible(desk: DeskUnderTest, name: str) -> bool:
    try:
        return desk.find(name).isVisible()
    except AssertionError:
        return False


def test_somebody_is_added_and_given_a_password_without_the_mouse(team: DeskUnderTest) -> None:
    team.press("A")
    team.type("李想")
    team.press("Tab")
    team.type("lixiang")
    team.press("Tab", "Tab")
    team.type("350")
    team.press("Ctrl+S")
    team.settle()
    assert team.find("password.new").hasFocus()
    team.type(PASSWORD)
    team.press("Tab", "Tab")
    team.type(PASSWORD)
    team.press("Return")
    team.settle()
    added = person(team, "lixiang")
    assert (added.name, added.role, added.own_limit_minor, added.has_password) == (
        "李想",
        Role.FRONT_DESK,
        35_000,
        True,
    )
    signed_in = ask(team, lambda s: sign_in(s.store, s.clock, "lixiang", PASSWORD))
    assert signed_in.actor.name == "李想"


def test_the_new_person_is_chosen(team: DeskUnderTest) -> None:
    team.press("A")
    team.type("李想")
    team.press("Tab")
    team.type("lixiang")
    team.press("Ctrl+S")
    team.settle()
    team.press("Esc")
    team.settle()
    people = team.find("team.people")
    assert isinstance(people, StaffList)
    row = people.current()
    assert row is not None
    assert row.cells[0] == "李想"
    assert line(team, "team.name").text() == "李想"


def test_a_role_and_a_name_are_changed(team: DeskUnderTest) -> None:
    choose(team, "周凯")
    team.press("Return")
    line(team, "team.name").selectAll()
    team.type("周凯旋")
    role = team.find("team.role")
    role.setFocus()
    role.lineEdit().selectAll()  # type: ignore[attr-defined]
    team.type("管理层")
    team.press("Tab", "Ctrl+S")
    team.settle()
    changed = person(team, "zhoukai")
    assert (changed.name, changed.role) == ("周凯旋", Role.MANAGER)
    assert "已保存" in team.recorder.texts()


def test_what_is_missing_is_said_and_nothing_is_written(team: DeskUnderTest) -> None:
    team.press("A", "Ctrl+S")
    team.settle()
    assert line(team, "team.name").accessibleDescription()
    team.type("某人", line(team, "team.name"))
    team.type("grace", line(team, "team.login"))
    team.press("Ctrl+S")
    team.settle()
    assert "grace" in line(team, "team.login").accessibleDescription()
    assert len(ask(team, lambda s: staff(s.store))) == 4


def test_what_was_typed_waits_until_its_person_is_chosen_again(team: DeskUnderTest) -> None:
    choose(team, "周凯")
    team.press("Return")
    team.type("X")
    typed = line(team, "team.name").text()
    choose(team, "Grace Holt")
    assert line(team, "team.name").text() == "Grace Holt"
    choose(team, "周凯")
    assert line(team, "team.name").text() == typed
    assert visible(team, "team.save")
    team.press("Esc")
    assert line(team, "team.name").text() == "周凯"


def test_access_ends_and_comes_back_with_undo(team: DeskUnderTest) -> None:
    choose(team, "Grace Holt")
    team.click("team.access")
    team.settle()
    assert not person(team, "grace").active
    assert "Grace Holt" in team.recorder.offers[-1].text
    team.press("Ctrl+Z")
    team.settle()
    assert person(team, "grace").active


def test_the_last_administrator_stays(team: DeskUnderTest) -> None:
    boss = person(team, "liujing")
    ask(team, as_owner(lambda s: deactivate(s, boss.id, boss.row_version)))
    team.press("F5")
    team.settle()
    choose(team, "王敏")
    team.click("team.access")
    team.settle()
    assert person(team, "wangmin").active
    assert "王敏" in team.recorder.texts()[-1]


def test_a_lock_is_released(team: DeskUnderTest) -> None:
    def fail(session: Session) -> None:
        for _ in range(5):
            with pytest.raises(UserProblem):
                sign_in(session.store, session.clock, "grace", "wrong")

    ask(team, fail)
    team.press("F5")
    team.settle()
    choose(team, "Grace Holt")
    team.click("team.release")
    team.settle()
    assert person(team, "grace").locked_until is None
    assert not visible(team, "team.release")


def test_short_and_unequal_passwords_are_refused_beside_their_fields(team: DeskUnderTest) -> None:
    choose(team, "周凯")
    team.click("team.password")
    team.type("short")
    team.press("Return")
    assert "至少 10 个字符" in team.find("password.new").accessibleDescription()
    team.type(PASSWORD)
    team.press("Return")
    assert "不一样" in team.find("password.again").accessibleDescription()
    team.settle()
    assert not person(team, "zhoukai").has_password


def test_a_tick_gives_a_right_at_once(team: DeskUnderTest) -> None:
    team.click("team.tabs.rights")
    team.click("team.right.export.front_desk")
    team.settle()
    assert Permission.EXPORT in ask(team, lambda s: role_permissions(s.store))[Role.FRONT_DESK]
    team.click("team.right.export.front_desk")
    team.settle()
    assert Permission.EXPORT not in ask(team, lambda s: role_permissions(s.store))[Role.FRONT_DESK]


def test_the_rights_that_administrators_need_cannot_be_unticked(team: DeskUnderTest) -> None:
    team.click("team.tabs.rights")
    assert not team.find("team.right.manage_staff.administrator").isEnabled()


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.COORDINATOR, Role.MANAGER])
def test_others_see_who_is_there_and_no_more(make_team: MakeTeam, role: Role) -> None:
    team = make_team(role)
    assert not any(visible(team, name) for name in ("team.add", "team.panel", "team.tabs", "team.save"))
    team.press("A", "Ctrl+S", "Return")
    team.settle()
    assert len(ask(team, lambda s: staff(s.store))) == 4


def test_below_the_window_it_is_refused_too(make_team: MakeTeam) -> None:
    team = make_team(Role.MANAGER)
    page = team.find("team")
    page.deeds.set_access(False)  # type: ignore[attr-defined]
    page.deeds.set_right(Permission.EXPORT, Role.MANAGER, True)  # type: ignore[attr-defined]
    team.settle()
    assert len(team.recorder.told) == 2
    assert all(row.active for row in ask(team, lambda s: staff(s.store)))

    def refused(session: Session) -> bool:
        with pytest.raises(NotAllowed):
            grant(session, Role.MANAGER, Permission.EXPORT)
        return True

    assert ask(team, refused)


def test_who_manages_staff_without_being_an_administrator_leaves_administrators_alone(
    make_team: MakeTeam,
) -> None:
    team = make_team(Role.MANAGER)
    ask(team, as_owner(lambda s: grant(s, Role.MANAGER, Permission.MANAGE_STAFF)))
    team.context.operations.announce(ask(team, _rights_changed))
    team.settle()
    choose(team, "刘静")
    assert not line(team, "team.name").isEnabled()
    assert not visible(team, "team.access")
    choose(team, "周凯")
    assert line(team, "team.name").isEnabled()
    team.click("team.tabs.rights")
    assert not team.find("team.right.export.front_desk").isEnabled()


def _rights_changed(_session: Session) -> object:
    return Changes(frozenset({"role_grant"}))


def test_losing_the_right_while_the_page_is_open_hides_it_at_once(make_team: MakeTeam) -> None:
    team = make_team(Role.MANAGER)
    ask(team, as_owner(lambda s: grant(s, Role.MANAGER, Permission.MANAGE_STAFF)))
    assert not visible(team, "team.add")
    team.context.operations.announce(ask(team, _rights_changed))
    team.settle()
    assert visible(team, "team.add")
    assert team.context.desk.phase is Phase.OPEN


def test_everything_has_a_name_in_both_languages(team: DeskUnderTest) -> None:
    page = team.find("team")
    for language in ("zh_CN", "en"):
        team.context.texts.set(language)
        team.settle()
        buttons = [w for w in page.findChildren(QAbstractButton) if w.isVisible()]
        assert buttons
        assert all(button.accessibleName() or button.text() for button in buttons)
    assert line(team, "team.login").accessibleName() == "Sign-in name"


# -- the ladder, and limits


def pick(desk: DeskUnderTest, name: str, words: str) -> None:
    desk.find(name).setFocus()
    desk.press("Ctrl+A")
    desk.type(words)
    desk.press("Return")


def test_a_place_on_the_ladder_is_given_and_goes_with_the_role_otherwise(team: DeskUnderTest) -> None:
    choose(team, "周凯")
    assert team.find("team.level").currentText() == "主管（按角色）"  # type: ignore[attr-defined]
    pick(team, "team.level", "总监")
    team.press("Ctrl+S")
    team.settle()
    assert person(team, "zhoukai").own_level is Level.DIRECTOR
    row = team.find("team.people").current()  # type: ignore[attr-defined]
    assert row.cells[7] == "总监"
    pick(team, "team.level", "按角色")
    team.press("Ctrl+S")
    team.settle()
    assert person(team, "zhoukai").own_level is None


def keeper(make_team: MakeTeam) -> DeskUnderTest:
    """A coordinator who looks after the staff."""
    team = make_team(Role.COORDINATOR)
    ask(team, as_owner(lambda s: grant(s, Role.COORDINATOR, Permission.MANAGE_STAFF)))
    team.context.operations.announce(ask(team, _rights_changed))
    team.settle()
    return team


def test_nobody_raises_their_own_limit_or_gives_more_than_they_have(make_team: MakeTeam) -> None:
    team = keeper(make_team)
    choose(team, "王敏")
    assert not team.find("team.role").isEnabled()
    assert not team.find("team.level").isEnabled()
    for name, login in (("王敏", "wangmin"), ("Grace Holt", "grace")):
        choose(team, name)
        before = person(team, login)
        limit = line(team, "team.limit")
        limit.setFocus()
        team.press("Ctrl+A")
        team.type("900")
        team.press("Ctrl+S")
        team.settle()
        assert "500" in limit.accessibleDescription()
        assert person(team, login) == before
        team.press("Esc")
