"""The first run by keyboard, from an empty folder to somebody at the desk."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from models.accounts.actions import set_up
from models.accounts.kinds import SetupDraft, StaffDraft
from models.accounts.passwords import seal
from models.accounts.queries import staff
from models.core.permissions import Role
from models.core.session import Session
from models.options.queries import current_policy, settings
from tests.ui.helpers import DeskUnderTest
from tests.ui.pages.gates.conftest import PASSWORD, MakeGate, phase
from ui.desk_state import Phase
from ui.pages.gates.first_run import FirstRunPage

AT = QPoint(5, 5)


def ask(desk: DeskUnderTest, fn: Any) -> Any:
    """What ``fn(session)`` says, on the database thread."""
    found: list[Any] = []
    desk.context.jobs.query(desk.window, fn, found.append)
    desk.settle()
    return found[0]


def fill_administrator(desk: DeskUnderTest, password: str = PASSWORD, again: str = PASSWORD) -> None:
    """Type the third page; the sign-in name comes by itself."""
    desk.type("刘静")
    desk.settle()
    desk.press("Tab", "Tab")
    desk.type(password)
    desk.press("Tab", "Tab")
    desk.type(again)


def test_three_pages_by_keyboard_end_at_the_desk(make_gate: MakeGate) -> None:
    desk = make_gate()
    assert phase(desk) is Phase.FIRST_RUN
    desk.press("Return")
    desk.type("翠湖花园")
    desk.press("Tab", "Down", "Return")
    fill_administrator(desk)
    assert desk.find("first_run.administrator.login").text() == "liujing"  # type: ignore[attr-defined]
    desk.press("Return")
    desk.settle()
    assert phase(desk) is Phase.OPEN
    assert desk.context.desk.actor.name == "刘静"
    assert desk.context.desk.actor.role is Role.ADMINISTRATOR
    assert desk.context.desk.property_name == "翠湖花园"
    kept = ask(desk, lambda s: settings(s.store))
    assert (kept.property_language, kept.report_languages) == ("zh_CN", ("zh_CN", "en"))
    assert (kept.property_timezone, kept.property_currency, kept.demo) == ("Asia/Shanghai", "CNY", False)
    assert ask(desk, lambda s: current_policy(s.store).policy.office.name) == "daily"


def test_nothing_is_lost_going_back(make_gate: MakeGate) -> None:
    desk = make_gate()
    desk.click("first_run.both")
    desk.press("Return")
    desk.type("云山雅苑")
    desk.press("Return")
    desk.type("刘静")
    desk.press("Esc", "Esc")
    assert not desk.find("first_run.both").isChecked()  # type: ignore[attr-defined]
    desk.press("Return")
    assert desk.find("first_run.name").text() == "云山雅苑"  # type: ignore[attr-defined]
    desk.press("Return")
    assert desk.find("first_run.administrator.name").text() == "刘静"  # type: ignore[attr-defined]


def test_reports_in_one_language_when_that_is_wanted(make_gate: MakeGate) -> None:
    desk = make_gate(language="en")
    desk.click("first_run.both")
    desk.press("Return")
    desk.type("Cuihu Gardens")
    desk.press("Return")
    fill_administrator(desk)
    desk.press("Return")
    desk.settle()
    kept = ask(desk, lambda s: settings(s.store))
    assert (kept.property_language, kept.report_languages) == ("en", ("en",))


def test_what_is_missing_is_said_beside_its_field(make_gate: MakeGate) -> None:
    desk = make_gate()
    desk.press("Return")
    desk.press("Return")
    name = desk.find("first_run.name")
    assert name.hasFocus()
    assert "项目名称" in name.accessibleDescription()
    desk.type("翠湖花园")
    desk.press("Return")
    fill_administrator(desk, "short", "short")
    desk.press("Return")
    assert "至少 10 个字符" in desk.find("first_run.administrator.password").accessibleDescription()
    desk.type("-sentence", desk.find("first_run.administrator.password"))
    desk.press("Return")
    assert "不一样" in desk.find("first_run.administrator.again").accessibleDescription()
    assert phase(desk) is Phase.FIRST_RUN


def test_a_sign_in_name_that_was_typed_stays(make_gate: MakeGate) -> None:
    desk = make_gate()
    desk.press("Return")
    desk.type("翠湖花园")
    desk.press("Return")
    desk.type("boss", desk.find("first_run.administrator.login"))
    desk.type("刘静", desk.find("first_run.administrator.name"))
    desk.settle()
    assert desk.find("first_run.administrator.login").text() == "boss"  # type: ignore[attr-defined]


def test_the_language_changes_at_once_and_is_remembered(make_gate: MakeGate) -> None:
    desk = make_gate(language="zh_CN")
    assert desk.find("first_run.go").text() == "继续"  # type: ignore[attr-defined]
    desk.press("Right")
    assert desk.context.texts.language == "en"
    assert desk.context.preferences.language == "en"
    assert desk.find("first_run.go").text() == "Go on"  # type: ignore[attr-defined]
    assert desk.find("first_run.both").text() == "Print reports in both languages"  # type: ignore[attr-defined]


def test_the_folder_and_its_room_are_shown(make_gate: MakeGate) -> None:
    desk = make_gate()
    assert desk.find("first_run.folder").text() == str(desk.folder)  # type: ignore[attr-defined]


def test_the_sample_estate_is_made_with_somebody_at_its_front_desk(
    make_gate: MakeGate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FirstRunPage, "SAMPLE_CASES", 6)  # the whole estate has tests of its own
    desk = make_gate()
    desk.click("first_run.start.sample")
    assert desk.find("first_run.go").text() == "生成示例小区"  # type: ignore[attr-defined]
    desk.press("Return")
    assert desk.find("first_run.progress").isVisible()
    desk.press("Return", "Esc")  # while it is made nothing else happens
    desk.settle()
    assert phase(desk) is Phase.OPEN
    assert (desk.context.desk.actor.name, desk.context.desk.actor.role) == ("王敏", Role.FRONT_DESK)
    assert "王敏" in desk.recorder.texts()[-1]
    kept = ask(desk, lambda s: settings(s.store))
    assert kept.demo
    assert kept.report_languages == ("zh_CN", "en")


def test_another_window_was_quicker(make_gate: MakeGate) -> None:
    desk = make_gate()
    desk.press("Return")
    desk.type("翠湖花园")
    desk.press("Return")
    fill_administrator(desk)
    ask(desk, _set_up_elsewhere)
    desk.press("Return")
    desk.settle()
    assert phase(desk) is Phase.SIGNED_OUT
    assert ask(desk, lambda s: [row.name for row in staff(s.store)]) == ["李静"]


def _set_up_elsewhere(session: Session) -> None:
    boss = StaffDraft("lijing", "李静", Role.ADMINISTRATOR)
    set_up(session, SetupDraft("另一个", administrator=boss, password=seal(PASSWORD)))


def test_leaving_closes_the_window(make_gate: MakeGate) -> None:
    desk = make_gate()
    QTest.mouseClick(desk.find("first_run.back"), Qt.MouseButton.LeftButton, pos=AT)
    assert not desk.window.isVisible()
