"""What one should know: from the bell to the inbox, and from there to the case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from threading import Thread
from typing import Any

import pytest
from PySide6.QtWidgets import QMenu

from models.complaints.kinds import Channel, Severity
from models.core.clock import SetClock
from models.core.permissions import Role
from models.core.session import Session
from models.handling import actions
from models.handling.kinds import PromiseDraft
from models.improvements import actions as improvements
from models.sweep.actions import sweep
from tests.cases import WHOLE
from tests.factories import a_session
from tests.models.improvements.made import DRAFT
from tests.ui.conftest import MakeDesk
from tests.ui.helpers import DeskUnderTest
from ui.messages import Kind
from ui.pages.inbox.feed import Line
from ui.pages.inbox.page import InboxPage
from ui.tray import Tray


def on_store(desk: DeskUnderTest, fn: Callable[[Session], Any]) -> Any:
    """Do something where the store lives, as another window would."""
    got: list[Any] = []
    desk.context.jobs.query(desk.desk, fn, lambda value: got.append(value))
    desk.settle()
    return got[0]


def two_late_cases(session: Session) -> None:
    """Somebody else's S1 case, and one of the promises made in a second one."""
    other = a_session(session.store, session.clock, Role.FRONT_DESK, "lifang")
    actions.record(other, replace(WHOLE, severity=Severity.S1, channel=Channel.EMAIL, title="厨房顶漏水"))
    second = actions.record(other, replace(WHOLE, caller_name="周桂兰", title="电梯异响")).value.id
    due = session.clock.now().replace(minute=40)
    actions.make_promise(other, second, PromiseDraft("告诉检测结果", due))


@pytest.fixture
def late(make_desk: MakeDesk, clock: SetClock) -> DeskUnderTest:
    """The director's window, an hour after two complaints came in; nobody has swept since."""
    desk = make_desk()
    on_store(desk, two_late_cases)
    clock.advance(minutes=61)
    return desk


def one_more_late_case(session: Session) -> None:
    """A complaint that nobody will touch."""
    other = a_session(session.store, session.clock, Role.FRONT_DESK, "wangwei")
    actions.record(other, replace(WHOLE, channel=Channel.EMAIL, caller_name="王芳", title="门禁坏了"))


def lines(page: InboxPage) -> list[str]:
    """The sentences that are shown."""
    rows = (page.list.model.row_at(at) for at in range(page.list.model.rowCount()))
    return [row.row.sentence for row in rows if row is not None and isinstance(row.row, Line)]


def test_from_the_bell_to_the_case(late: DeskUnderTest) -> None:
    desk = late
    late.desk.sweeper.look()
    desk.settle()
    desk.click("top.bell")
    desk.settle()
    page = desk.context.navigation.screen
    assert isinstance(page, InboxPage)
    said = lines(page)
    assert said[0] == "陈建国反映的事关系生命安全。"
    assert len(said) == 2, "a case is one line"
    first = page.list.model.row_at(0)
    assert first is not None
    assert isinstance(first.row, Line)
    assert "本件另有" in first.row.about
    assert desk.window.frame.top.bell.accessibleName() == "2 件请您知悉"
    desk.shot("inbox-zh")
    desk.press("Return")
    desk.settle()
    assert desk.context.navigation.current == "case"


def one_late_plan(session: Session) -> None:
    """A plan that the director owns, nine days late."""
    owner = session.actor.staff_id
    improvements.propose(session, replace(DRAFT, due_on=date(2026, 11, 11), owner_id=owner))


def test_a_late_plan_is_in_the_list_and_on_the_bell(late: DeskUnderTest) -> None:
    desk = late
    desk.desk.sweeper.look()
    desk.settle()
    on_store(desk, one_late_plan)
    bell = desk.window.frame.top.bell
    assert bell.accessibleName() == "2 件请您知悉", "a minute has to pass before its owner is told"
    desk.context.clock.advance(minutes=1)  # type: ignore[attr-defined]  # a clock that is set by hand
    desk.desk.sweeper.look()
    desk.settle()
    assert bell.accessibleName() == "3 件请您知悉"
    page = desk.go("inbox")
    assert isinstance(page, InboxPage)
    assert lines(page)[-1] == "计划“淋浴盆接缝”已逾期 9 天。"
    desk.press("End")
    desk.shot("inbox-plan-zh")
    desk.press("Return")
    desk.settle()
    assert (desk.context.navigation.current, desk.context.navigation.params["id"]) == ("improvements", 1)
    desk.go("inbox")
    desk.press("Home", "Space", "End", "Space")
    desk.type("我来盯", desk.find("inbox.note"))
    desk.press("Return")
    desk.settle()
    assert bell.accessibleName() == "1 件请您知悉", "a case and the plan are known at once"
    desk.press("2")
    desk.settle()
    assert "计划“淋浴盆接缝”已逾期 9 天。" in lines(page)
    rows = on_store(desk, lambda s: s.store.rows("SELECT text FROM improvement_event WHERE kind = 'known'"))
    assert rows == [("我来盯",)]


def test_knowing_by_key_by_note_and_of_many(late: DeskUnderTest) -> None:
    desk = late
    desk.desk.sweeper.look()
    desk.settle()
    page = desk.go("inbox")
    assert isinstance(page, InboxPage)
    before = len(lines(page))
    desk.press("A")
    desk.settle()
    assert len(lines(page)) == before - 1, "all of the case is known at once"
    on_store(desk, one_more_late_case)
    desk.context.clock.advance(hours=9)  # type: ignore[attr-defined]  # a clock that is set by hand
    desk.desk.sweeper.look()
    desk.settle()
    more = len(lines(page))
    desk.press("Space", "Down", "Space")
    desk.type("我来盯", desk.find("inbox.note"))
    desk.press("Return")
    desk.settle()
    assert len(lines(page)) == more - 2
    desk.press("2")
    desk.settle()
    assert len(lines(page)) > before + 2, "what was seen is shown one by one"
    rows = on_store(
        desk, lambda s: s.store.rows("SELECT note FROM escalation WHERE acknowledged_at NOT NULL")
    )
    assert sorted({note for (note,) in rows}) == ["", "我来盯"]
    desk.shot("inbox-seen-zh")


def test_what_comes_is_there_within_a_second(late: DeskUnderTest) -> None:
    """Another program sweeps; the look at the store that comes round every 0.7 s brings it onto the page."""
    desk = late
    page = desk.go("inbox")
    assert isinstance(page, InboxPage)
    desk.desk.sweeper.stop()
    assert desk.desk.live is not None
    desk.desk.live.look()
    desk.settle()
    before = len(lines(page))
    on_store(desk, sweep_elsewhere)
    desk.desk.live.look()
    desk.settle()
    assert len(lines(page)) > before


def sweep_elsewhere(session: Session) -> None:
    """Sweep through a connection of its own."""

    def run() -> None:
        with session.store.connected():
            sweep(session)

    thread = Thread(target=run)
    thread.start()
    thread.join()


def test_a_notice_names_case_and_title_only(late: DeskUnderTest) -> None:
    desk = late
    heard: list[tuple[str, str]] = []
    tray = desk.desk.tray
    tray.noticed.connect(lambda *said: heard.append(said))
    desk.desk.sweeper.look()
    desk.settle()
    assert len(heard) == 1, "what came at once is said at once"
    heading, words = heard[0]
    assert heading.endswith("件事请您知悉")
    assert "陈建国" not in words
    assert "138" not in words
    desk.context.preferences.set(notices=False)
    desk.context.clock.advance(hours=2)  # type: ignore[attr-defined]  # a clock that is set by hand
    desk.desk.sweeper.look()
    desk.settle()
    assert len(heard) == 1
    assert isinstance(tray, Tray)


def test_messages_put_away_come_first(desk: DeskUnderTest) -> None:
    desk.context.messages.tell(Kind.NOTE, "备份已完成")
    desk.click("top.bell")
    menu = next(one for one in desk.window.findChildren(QMenu) if one.objectName() == "top.said")
    assert [one.text() for one in menu.actions() if one.text()] == ["备份已完成", "请您知悉"]
    menu.actions()[-1].trigger()
    menu.close()
    desk.settle()
    assert desk.context.navigation.current == "inbox"


def test_english_dark_and_narrow(make_desk: MakeDesk, clock: SetClock) -> None:
    desk = make_desk(language="en", theme="dark", size=(1024, 648))
    on_store(desk, two_late_cases)
    clock.advance(minutes=61)
    desk.desk.sweeper.look()
    desk.settle()
    page = desk.go("inbox")
    assert isinstance(page, InboxPage)
    assert "A matter of life safety, reported by 陈建国." in lines(page)
    assert page.list.view.hasFocus()
    desk.shot("inbox-en-dark")


def test_nothing_to_know(desk: DeskUnderTest) -> None:
    desk.go("inbox")
    assert desk.find("inbox.empty").isVisible()
    desk.shot("inbox-empty")


def test_notices_are_switched_off_in_the_options(desk: DeskUnderTest) -> None:
    desk.go("options", section="look")
    before = desk.context.preferences.notices
    desk.click("options.notices")
    assert (before, desk.context.preferences.notices) == (True, False)
    assert '"notices": false' in (desk.folder / "window.json").read_text(encoding="utf-8")
