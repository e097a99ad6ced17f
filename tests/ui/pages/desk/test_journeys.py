"""The day by key and mouse, through the real window."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from models.complaints.actions import assign
from models.core.clock import SetClock
from models.core.permissions import Role
from models.desk.kinds import DeskGroup, Need
from models.handling.actions import decline_remedy, make_promise, settle_promise
from models.handling.kinds import PromiseDraft, PromiseState
from models.handling.queries import case_file
from models.options.drafts import save_draft
from tests.ui.conftest import MakeDesk
from tests.ui.helpers import DeskUnderTest
from tests.ui.pages.desk.conftest import MorningDesk
from tests.ui.pages.desk.scene import told
from tests.ui.pages.handling.scene import ask, by, colleague, do
from ui.pages.desk.feed import Line
from ui.pages.desk.page import TodayPage
from ui.shell.side_item import SideItem


def page_of(desk: DeskUnderTest) -> TodayPage:
    page = desk.context.navigation.screen
    assert isinstance(page, TodayPage)
    return page


def lines(desk: DeskUnderTest) -> list[Line]:
    """What stands in the list, top to bottom."""
    model = page_of(desk).list.model
    rows = [model.row_at(at) for at in range(model.rowCount())]
    return [row.row for row in rows if row is not None and isinstance(row.row, Line)]


def groups(desk: DeskUnderTest) -> list[tuple[str, str]]:
    """The headings with their counts."""
    model = page_of(desk).list.model
    rows = [model.row_at(at) for at in range(model.rowCount())]
    return [(row.group, row.cells[1]) for row in rows if row is not None and row.is_group]


def words(desk: DeskUnderTest) -> list[tuple[str, str, str]]:
    return [(line.look.words, line.verb, line.case.unit) for line in lines(desk)]


def test_the_day_begins_here_and_says_whom_to_call_first(morning: MorningDesk) -> None:
    desk, _ = morning(Role.MANAGER)
    assert desk.context.navigation.current == "today"
    page = page_of(desk)
    assert page.heading.sentence.plain() == "现在有 2 件已超时，先打给周桂兰，已超 46 分。"
    assert groups(desk) == [
        ("已超时", "2"), ("快到时间", "1"), ("答应过的", "2"), ("等您批准", "1"), ("今天稍后", "1"),
    ]  # fmt: skip
    assert words(desk) == [
        ("超 46 分", "告知进度", "5-0602"),
        ("超 12 分", "完成安抚", "2-0904"),
        ("剩 7 分", "完成安抚", "3-1502"),
        ("15:30 前", "回电", "6-1103"),
        ("16:00 前", "回电", "3-1502"),
        ("等了 0 分", "批准 ¥600", "6-1103"),
        ("18:00", "告知方案", "7-0301"),
    ]
    assert page.list.view.hasFocus()
    assert page.list.line() is lines(desk)[0]


def test_the_measures_carry_their_n(morning: MorningDesk) -> None:
    desk, _ = morning(Role.MANAGER, language="en")
    said = [tile.accessibleName() for tile in page_of(desk).tiles.tiles]
    assert said == [
        "Received this week, 6, today 4",
        "Handled in time, n/a, (n=1)",
        "Satisfaction, n/a, (n=0)",
        "Repeats, 0, 0.0% · goal 5%",
        "Overdue now, 2, longest 46 min",
        "Warnings, 0",
    ]


def test_the_front_desk_approves_nothing_and_sees_colleagues_work_when_asked(morning: MorningDesk) -> None:
    desk, cases = morning(Role.FRONT_DESK)
    assert Need.REMEDY not in [line.item.need for line in lines(desk)]
    own = len(lines(desk))
    desk.press("2")
    desk.settle()
    assert len(lines(desk)) == own + 1
    assert page_of(desk).heading.scope.value() == "all"
    handed = do(desk, assign, cases["5-0602"], None, desk.context.desk.actor.staff_id)
    assert handed is None
    desk.press("1")
    desk.settle()
    assert len(lines(desk)) == own


def test_enter_opens_and_the_way_back_finds_the_same_row(morning: MorningDesk) -> None:
    desk, cases = morning()
    desk.press("Down", "Return")
    desk.settle()
    assert desk.context.navigation.current == "case"
    assert desk.context.navigation.params["id"] == cases["2-0904"]
    desk.context.navigation.back()
    desk.settle()
    chosen = page_of(desk).list.line()
    assert chosen is not None
    assert chosen.case.unit == "2-0904"


def test_the_other_scope_is_found_again_on_the_way_back(morning: MorningDesk) -> None:
    desk, _ = morning(Role.MANAGER)
    desk.press("2")
    desk.settle()
    desk.press("F3")
    desk.settle()
    desk.context.navigation.back()
    desk.settle()
    assert page_of(desk).heading.scope.value() == "all"


def test_call_notes_a_conversation_and_says_so(morning: MorningDesk) -> None:
    desk, cases = morning()
    desk.press("C")
    desk.settle()
    assert "周桂兰" in str(desk.find("contact.who").property("text"))
    desk.type(
        "正在查，下午四点前给您答复", desk.find("contact.words").focusProxy() or desk.find("contact.words")
    )
    desk.press("Ctrl+Return")
    desk.settle()
    contacts = ask(desk, lambda session: case_file(session.store, cases["5-0602"]).contacts)
    assert [contact.summary for contact in contacts][1:] == ["正在查，下午四点前给您答复"]
    assert desk.recorder.texts() == [desk.context.texts.t("The conversation is noted.")]


def test_the_buttons_lie_on_the_chosen_row(morning: MorningDesk) -> None:
    desk, cases = morning()
    view, buttons = page_of(desk).list.view, page_of(desk).list.buttons
    for _ in range(3):
        top = view.rowViewportPosition(view.currentIndex().row())
        assert top <= buttons.y() <= buttons.geometry().bottom() < top + view.rowHeight(1)
        desk.press("Down")
    desk.click("today.open")
    desk.settle()
    assert desk.context.navigation.params["id"] == cases["6-1103"]


def test_a_double_click_opens(morning: MorningDesk) -> None:
    desk, cases = morning()
    view = page_of(desk).list.view
    spot = QPoint(300, view.rowViewportPosition(2) + 10)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    desk.settle()
    assert desk.context.navigation.params["id"] == cases["2-0904"]


def test_what_colleagues_do_shows_at_once_and_the_chosen_row_stays(morning: MorningDesk) -> None:
    desk, cases = morning()
    desk.press("Down", "Down")
    before = page_of(desk).list.line()
    assert before is not None
    other = colleague(desk, "李想", Role.FRONT_DESK)
    by(
        desk,
        other,
        make_promise,
        cases["6-1103"],
        PromiseDraft("再打一次", other.clock.now() + timedelta(minutes=20)),
    )
    draft = PromiseDraft("告诉修门禁的时间", other.clock.now() + timedelta(minutes=30))
    mine = ask(desk, lambda session: make_promise(session, cases["7-0301"], draft))
    desk.context.operations.announce(mine.changes)
    desk.settle()
    texts = [line.about for line in lines(desk)]
    assert any("告诉修门禁的时间" in one for one in texts)
    assert not any("再打一次" in one for one in texts)  # a colleague's own
    after = page_of(desk).list.line()
    assert after is not None
    assert after.item.key == before.item.key
    do(desk, settle_promise, mine.value, None, PromiseState.KEPT)
    assert not any("告诉修门禁的时间" in line.about for line in lines(desk))


def test_time_itself_makes_things_late(morning: MorningDesk, clock: SetClock) -> None:
    desk, _ = morning()
    assert groups(desk)[0] == ("已超时", "2")
    clock.advance(minutes=8)
    page_of(desk)._minute.timeout.emit()
    desk.settle()
    assert groups(desk)[0] == ("已超时", "3")
    assert lines(desk)[0].look.words == "超 54 分"


def test_the_side_bar_counts_what_waits(morning: MorningDesk) -> None:
    desk, _ = morning()
    desk.settle()
    item = desk.window.frame.side.findChild(SideItem, "side.today")
    assert item is not None
    assert str(len(lines(desk))) in item.accessibleName()


def test_record_begins_a_complaint(morning: MorningDesk) -> None:
    desk, _ = morning()
    assert not desk.window.frame.top.record.isVisible()
    desk.click("today.record")
    desk.settle()
    assert desk.context.navigation.current == "intake"


def test_what_was_put_aside_and_promised_leads_on(morning: MorningDesk) -> None:
    desk, cases = morning()
    page = page_of(desk)
    assert not page.side.drafts.isVisible()
    do(desk, save_draft, "intake", "one", {"words": "楼道灯坏了三天", "unit_text": "5-0602", "aside": True})
    do(desk, save_draft, "step", str(cases["2-0904"]), {"step": 3, "values": {"restated": "您是说"}})
    do(desk, save_draft, "intake", "blank", {"words": "", "aside": True})
    assert page.side.drafts.isVisible()
    shown = [line.text() for line in page.side.drafts.lines if line.isVisible()]
    assert sorted(shown) == sorted(["5-0602 楼道灯坏了三天", "2611-0002 B2-117 车位旁一大片积水，担心泡车"])
    promised = [line.text() for line in page.side.promises.lines if line.isVisible()]
    assert promised == ["6-1103 告诉检测结果：空调外机噪音 52 分贝", "3-1502 赵师傅到 1602 查水管的结果"]
    QTest.mouseClick(page.side.promises.lines[1], Qt.MouseButton.LeftButton)
    desk.settle()
    assert desk.context.navigation.params["id"] == cases["3-1502"]


def test_a_quiet_desk(make_desk: MakeDesk) -> None:
    desk = make_desk()
    assert desk.find("today.empty").accessibleName().startswith("没有等着办的")
    assert page_of(desk).heading.sentence.plain().startswith("没有等着办的")
    desk.press("2")
    desk.settle()
    assert page_of(desk).heading.scope.value() == "all"  # the keys work without rows, too


def test_nothing_for_me_but_for_colleagues(morning: MorningDesk) -> None:
    desk, cases = morning(Role.MANAGER)
    other = colleague(desk, "李想", Role.FRONT_DESK)
    assert other.actor.staff_id is not None
    for home in ("5-0602", "2-0904", "3-1502", "7-0301"):
        do(desk, assign, cases[home], None, other.actor.staff_id)
    ask(desk, lambda session: [
        settle_promise(session, ident, None, PromiseState.KEPT)
        for (ident,) in session.store.rows("SELECT id FROM promise")
    ])  # fmt: skip
    told(desk)
    assert [line.item.group for line in lines(desk)] == [DeskGroup.APPROVALS]
    remedy = ask(desk, lambda session: session.store.rows("SELECT id FROM remedy")[0][0])
    do(desk, decline_remedy, remedy, None, "先修好")
    assert desk.find("today.empty").accessibleName() == "您这里没有等着办的。 同事那里还有 4 件。"
    desk.click("today.empty.others")
    desk.settle()
    assert len(lines(desk)) == 4


def test_a_narrow_window_shows_one_column_at_a_time(morning: MorningDesk) -> None:
    desk, _ = morning(size=(1024, 648))
    page = page_of(desk)
    assert page.list.isVisible()
    assert not page.side.isVisible()
    assert desk.find("today.record.small").isVisible()
    desk.press("B")
    desk.settle()
    assert page.side.isVisible()
    assert not page.list.isVisible()
    desk.press("Esc")
    desk.settle()
    assert page.list.isVisible()
    desk.window.resize(1440, 868)
    desk.settle()
    assert page.side.isVisible()
    assert page.list.isVisible()


@pytest.mark.parametrize("language", ["en", "en_XA"])
def test_another_language_comes_while_it_is_open(morning: MorningDesk, language: str) -> None:
    desk, _ = morning()
    desk.context.texts.set(language)
    desk.settle()
    page = page_of(desk)
    chinese = ("今", "超", "剩", "登记", "本周", "回电")
    said = [page.heading.sentence.plain(), *(line.verb + line.look.words for line in lines(desk))]
    said += [tile.accessibleName() for tile in page.tiles.tiles]
    said += [page.side.record.text(), page.side.promises.accessibleName()]
    assert not [one for one in said if any(sign in one.replace("周桂兰", "") for sign in chinese)]


def test_every_control_has_a_name(morning: MorningDesk) -> None:
    desk, _ = morning(Role.MANAGER)
    named = [
        w
        for w in page_of(desk).findChildren(QWidget)
        if w.focusPolicy() != Qt.FocusPolicy.NoFocus and w.isVisible()
    ]
    assert named
    nameless = [
        w.objectName() or type(w).__name__ for w in named if not (w.accessibleName() or w.property("text"))
    ]
    assert nameless == []


def test_the_theme_changes_while_it_is_open(morning: MorningDesk) -> None:
    desk, _ = morning()
    light = desk.window.grab().toImage().pixelColor(400, 400)
    desk.context.theme.set("dark")
    desk.settle()
    assert desk.window.grab().toImage().pixelColor(400, 400).lightness() < light.lightness()
