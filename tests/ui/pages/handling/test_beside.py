"""What stands beside the steps: promises, remedies, evidence, talks, the menu, paper, keys and widths."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollBar, QWidget

from models.complaints.queries import case_row
from models.core.clock import SetClock
from models.core.permissions import Role
from models.core.session import Session
from models.directory.actions import add_place
from models.directory.kinds import PlaceDraft, PlaceKind
from models.directory.queries import place
from models.handling.kinds import PromiseState
from tests.ui.helpers import DeskUnderTest
from tests.ui.pages.handling.conftest import CaseDesk
from tests.ui.pages.handling.driving import file, focus, page_of, sit_down
from tests.ui.pages.handling.scene import (
    ask,
    colleague,
    photo,
    ready_for_call,
    recorded,
    the_picture,
    walk,
)
from ui.messages import Kind
from ui.widgets.labels import Label


def at(desk: DeskUnderTest, number: int) -> int:
    case_id = recorded(desk)
    if number > 2:
        ask(desk, lambda session: walk(session, case_id, number))
    desk.go("case", id=case_id)
    return case_id


def test_a_promise_is_noted_in_one_line_and_settled(desk: DeskUnderTest) -> None:
    case_id = at(desk, 3)
    desk.press("Ctrl+D")
    assert focus() == "case.promises.text"
    desk.type("回电：试压结果")
    desk.press("Return")
    desk.type("16:00")
    desk.press("Return")
    desk.settle()
    promise = file(desk, case_id).promises[0]
    assert promise.text == "回电：试压结果"
    assert promise.due_at.astimezone(desk.context.desk.zone).hour == 16
    line = desk.find("case.promises.1")
    assert line.accessibleName().startswith("16:00 前回电")
    assert line.focusPolicy() == Qt.FocusPolicy.StrongFocus
    line.setFocus()
    desk.press("Return")
    desk.settle()
    desk.press("Ctrl+Return")
    desk.settle()
    assert file(desk, case_id).promises[0].state == PromiseState.KEPT
    assert line.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_a_promise_for_the_past_is_refused_and_stays_written(desk: DeskUnderTest) -> None:
    case_id = at(desk, 3)
    desk.press("Ctrl+D")
    desk.type("回电")
    desk.press("Return")
    desk.type("09:00")
    desk.press("Return")
    desk.settle()
    assert file(desk, case_id).promises == ()
    line = page_of(desk).side.promises
    assert line.error.isVisible()
    assert line.text.text() == "回电"
    desk.press("Esc")
    assert not line.line.isVisible()


def test_something_small_is_given_at_once_and_more_waits(desk: DeskUnderTest) -> None:
    manager = colleague(desk, "刘静经理", Role.MANAGER)
    case_id = at(desk, 3)
    for amount, state in (("60", "granted"), ("180", "awaiting_approval")):
        desk.press("Alt+G")
        desk.settle()
        desk.type(amount, desk.find("case.remedy.amount"))
        desk.press("Ctrl+Return")
        desk.settle()
        assert file(desk, case_id).remedies[-1].state == state
    assert desk.recorder.told[-1].kind is Kind.NOTE
    assert not desk_has(desk, "case.ledger.2.yes")
    sit_down(desk, manager)
    desk.go("case", id=case_id)
    desk.click("case.ledger.2.yes")
    desk.settle()
    assert file(desk, case_id).remedies[-1].state == "granted"
    desk.click("case.ledger.2.yes")
    desk.settle()
    assert file(desk, case_id).remedies[-1].state == "carried_out"


def desk_has(desk: DeskUnderTest, name: str) -> bool:
    try:
        desk.find(name)
    except AssertionError:
        return False
    return True


def test_a_remedy_is_declined_with_its_reason(case_desk: CaseDesk) -> None:
    desk = case_desk()
    manager = colleague(desk, "刘静经理", Role.MANAGER)
    case_id = at(desk, 3)
    desk.press("Alt+G")
    desk.settle()
    desk.type("900", desk.find("case.remedy.amount"))
    desk.press("Ctrl+Return")
    desk.settle()
    sit_down(desk, manager)
    desk.go("case", id=case_id)
    desk.click("case.ledger.1.no")
    desk.type("先修好再谈", desk.find("case.decline.reason"))
    desk.press("Ctrl+Return")
    desk.settle()
    found = file(desk, case_id)
    assert found.remedies[0].state == "declined"
    assert "先修好再谈" in page_of(desk).side.timeline.sentences()[0]


def test_before_the_third_step_nothing_is_given(desk: DeskUnderTest) -> None:
    case_id = at(desk, 2)
    desk.press("Alt+G")
    desk.settle()
    assert desk.recorder.told[-1].kind is Kind.NOTE
    assert file(desk, case_id).remedies == ()


def test_photos_come_by_drop_and_by_paste(desk: DeskUnderTest, tmp_path: Path) -> None:
    case_id = at(desk, 5)
    path = tmp_path / "厨房顶.jpg"
    path.write_bytes(photo("#C9B79C"))
    page = page_of(desk)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    QGuiApplication.clipboard().setMimeData(data)
    page.side.evidence.strip.setFocus()
    desk.press("Ctrl+V")
    desk.settle()
    desk.type("天花板水渍", desk.find("case.evidence.note"))
    desk.press("Return")
    desk.settle()
    image = QImage(80, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("#8A5A33"))
    QGuiApplication.clipboard().setImage(image)
    desk.go("today")
    desk.go("case", id=case_id)
    desk.find("case.gather.account").setFocus()
    desk.press("Ctrl+V")
    desk.settle()
    desk.press("Ctrl+Return")
    desk.settle()
    files = file(desk, case_id).attachments
    assert [(one.kind, one.note) for one in files] == [("photo", "天花板水渍"), ("photo", "")]
    assert files[0].name == "厨房顶.jpg"
    assert all(one.thumbnail for one in files)
    assert desk.find("case.gather.account").toPlainText() == ""  # type: ignore[attr-defined]
    page.side.evidence.strip.opened.emit(files[0].id)
    desk.settle()
    assert desk.find("case.dialog.picture").isVisible()
    desk.press("Esc")


def test_a_file_that_is_gone_is_told(desk: DeskUnderTest, tmp_path: Path) -> None:
    at(desk, 5)
    page_of(desk).side.evidence.take_files([str(tmp_path / "nothing.jpg")])
    desk.settle()
    assert "nothing.jpg" in desk.recorder.told[-1].text


def test_a_talk_is_noted(desk: DeskUnderTest) -> None:
    case_id = at(desk, 3)
    desk.press("Alt+C")
    assert focus() == "case.contact.summary"
    desk.type("告诉他明天十点到")
    desk.press("Ctrl+Return")
    desk.settle()
    talk = file(desk, case_id).contacts[0]
    assert (talk.summary, talk.reached, talk.direction) == ("告诉他明天十点到", True, "to_resident")
    assert page_of(desk).side.timeline.sentences()[0] == "电话：告诉他明天十点到"


@pytest.mark.parametrize("name", ["severity", "flags", "validity", "handler", "comment"])
def test_the_menu_does_what_it_says(case_desk: CaseDesk, name: str) -> None:
    desk = case_desk(Role.MANAGER)
    other = colleague(desk, "李想", Role.FRONT_DESK)
    case_id = at(desk, 3)
    page_of(desk).deeds.do(name)
    desk.settle()
    dialog = desk.find(f"case.dialog.{name}")
    values = {
        "severity": {"severity": "s1", "reason": "水碰到电箱"},
        "flags": {"flags": ("media",)},
        "validity": {"validity": "valid", "reason": "现场看过"},
        "handler": {"handler": other.actor.staff_id},
        "comment": {"text": "下午我去看"},
    }[name]
    dialog.set_values(values)  # type: ignore[attr-defined]
    desk.press("Ctrl+Return")
    desk.settle()
    detail = file(desk, case_id).case
    reached = {
        "severity": detail.row.severity == "s1",
        "flags": detail.row.flags == ("media",) and detail.row.major,
        "validity": detail.validity == "valid",
        "handler": detail.row.handler == "李想",
        "comment": page_of(desk).side.timeline.sentences()[0] == "下午我去看",
    }[name]
    assert reached


def test_another_home_joins(desk: DeskUnderTest) -> None:
    case_id = at(desk, 2)

    def build(session: Session) -> None:
        home = case_row(session.store, case_id).place_id
        assert home is not None
        above = place(session, home).parent_id
        add_place(session, PlaceDraft(above, PlaceKind.UNIT, "1402", floor=14))

    ask(desk, build)
    desk.click("case.people.join")
    desk.settle()
    desk.type("3-9999", desk.find("case.join.unit"))
    desk.press("Ctrl+Return")
    desk.settle()
    assert desk.find("case.dialog.join").isVisible()
    desk.find("case.join.unit").clear()  # type: ignore[attr-defined]
    desk.type("3-1402", desk.find("case.join.unit"))
    desk.type("周桂兰", desk.find("case.join.name"))
    desk.press("Ctrl+Return")
    desk.settle()
    party = file(desk, case_id).case.parties[0]
    assert (party.unit, party.name) == ("3-1402", "周桂兰")


def test_printing_goes_to_the_report(desk: DeskUnderTest) -> None:
    case_id = at(desk, 2)
    desk.press("Ctrl+P")
    desk.settle()
    assert desk.context.navigation.current == "report"
    assert desk.context.navigation.params == {"ids": [case_id]}
    desk.context.navigation.back()
    page_of(desk).deeds.do("receipt")
    desk.settle()
    assert desk.context.navigation.params == {"ids": [case_id], "kind": "receipt"}


def test_a_deep_link_opens_a_case_at_a_step(desk: DeskUnderTest) -> None:
    case_id = recorded(desk)
    ask(desk, lambda session: walk(session, case_id, 4))
    reference = file(desk, case_id).case.row.reference
    assert desk.context.navigation.open_link(f"redress:case/{reference}?step=3")
    desk.settle()
    page = page_of(desk)
    assert page.view is not None
    assert (page.view.id, page.pane.number) == (case_id, 3)
    assert desk.context.navigation.open_link("redress:case/2611-9999")
    desk.settle()
    assert desk.find("case.nothing").isVisible()


def test_what_was_recorded_is_corrected_later(desk: DeskUnderTest) -> None:
    case_id = at(desk, 3)
    desk.press("Alt+1")
    desk.click("case.correct")
    desk.settle()
    field = desk.find("case.receive.asks_for")
    field.setPlainText("查清水管")  # type: ignore[attr-defined]
    desk.press("Ctrl+Return")
    desk.settle()
    found = file(desk, case_id)
    assert found.case.asks_for == "查清水管"
    assert found.case.row.step == 3


def test_f1_goes_into_the_coach_and_puts_a_phrase_in(desk: DeskUnderTest) -> None:
    at(desk, 3)
    desk.press("F1")
    assert focus().startswith("case.coach.say.")
    first = QApplication.focusWidget()
    assert isinstance(first, QAbstractButton)
    desk.press("Down", "Return")
    field = desk.find("case.soothe.restated")
    assert field.hasFocus()
    second = field.toPlainText()  # type: ignore[attr-defined]
    assert second
    assert second not in first.text()
    desk.press("F1", "F1")
    assert not focus().startswith("case.coach")


def test_narrow_windows_turn_the_coach_into_a_drawer_and_the_side_into_a_tab(case_desk: CaseDesk) -> None:
    desk = case_desk(size=(1200, 700))
    at(desk, 3)
    page = page_of(desk)
    assert page.side.isVisible()
    assert not page.frame.coach.isVisible()
    desk.press("F1")
    assert page.frame.coach.isVisible()
    desk.press("Esc")
    assert not page.frame.coach.isVisible()
    desk.window.resize(1024, 648)
    desk.settle()
    assert not page.side.isVisible()
    desk.click("case.tabs.about")
    assert page.side.isVisible()
    assert not page.pane.isVisible()
    desk.press("Alt+3")
    assert page.pane.isVisible()
    desk.window.resize(1440, 868)
    desk.settle()
    assert page.side.isVisible()
    assert page.frame.coach.isVisible()


def test_the_language_changes_everything_while_running(desk: DeskUnderTest, clock: SetClock) -> None:
    case_id = the_picture(desk, clock)
    page = desk.go("case", id=case_id)
    desk.type("还有吊柜", desk.find("case.soothe.restated"))
    before = desk.find("case.soothe.restated").toPlainText()  # type: ignore[attr-defined]
    desk.context.texts.set("en")
    desk.settle()
    assert desk.find("case.foot.words").text() == "One thing is missing:"  # type: ignore[attr-defined]
    assert desk.find("case.soothe.restated").toPlainText() == before  # type: ignore[attr-defined]
    words = " ".join(label.text() for label in page.findChildren(Label) if label.isVisible())
    for chinese in ("可以说", "答应过的", "经过", "先存着", "剩"):
        assert chinese not in words


def test_every_control_has_a_name_and_says_it(case_desk: CaseDesk, clock: SetClock) -> None:
    desk = case_desk(Role.MANAGER, language="en")
    colleague(desk, "李想", Role.FRONT_DESK)
    case_id = the_picture(desk, clock)
    page = desk.go("case", id=case_id)
    nameless(page)


@pytest.mark.parametrize("number", [2, 3, 4, 5, 6, 7, 8])
def test_every_form_names_its_controls(case_desk: CaseDesk, number: int) -> None:
    desk = case_desk(language="en")
    at(desk, number)
    nameless(page_of(desk))


def nameless(page: QWidget) -> None:
    """Nothing that takes the focus is without an object name or without words."""
    for widget in page.findChildren(QWidget):
        inside = widget.objectName().startswith("qt_") or isinstance(widget, QScrollBar)
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if not (takes and widget.isVisible()) or inside or widget.focusProxy() is not None:
            continue
        spoken = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
        assert widget.objectName(), widget
        assert spoken, widget.objectName()


def test_a_call_is_not_offered_to_the_handler_but_to_a_colleague(desk: DeskUnderTest) -> None:
    other = colleague(desk, "李想", Role.FRONT_DESK)
    case_id = recorded(desk)
    ready_for_call(desk, case_id)
    desk.go("case", id=case_id)
    assert not desk_has(desk, "case.follow_up.outcome")
    sit_down(desk, other)
    desk.go("case", id=case_id)
    assert desk_has(desk, "case.follow_up.outcome")


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 6, 7, 8])
def test_a_letter_means_one_field(case_desk: CaseDesk, number: int, language: str) -> None:
    desk = case_desk(language=language)
    case_id = recorded(desk, **({"asks_for": ""} if number == 1 else {}))
    if number > 2:
        ask(desk, lambda session: walk(session, case_id, number))
    form = (desk.go("case", id=case_id), page_of(desk).pane.form)[1]
    assert form is not None
    labels = [label.text() for label in form.findChildren(Label)]
    buttons = [button.text() for button in form.findChildren(QAbstractButton)]
    letters = [text[text.index("&") + 1].upper() for text in (*labels, *buttons) if "&" in text]
    assert len(letters) == len(set(letters)), sorted(letters)
    assert not {"C", "G"} & set(letters)  # Alt+C rings, Alt+G gives
