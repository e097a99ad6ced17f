"""Nothing that was written is lost: a crash, a colleague who saves meanwhile, a step that moves on."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from models.complaints.actions import correct
from models.complaints.kinds import ComplaintDraft
from models.core.clock import SetClock
from models.core.permissions import Role
from models.core.session import Session
from models.handling.actions import finish_step, make_promise, record, save_step
from models.handling.kinds import PromiseDraft
from models.options.queries import drafts
from tests.ui.helpers import DeskUnderTest, open_desk
from tests.ui.pages.handling.conftest import ROOMS
from tests.ui.pages.handling.driving import file, finish, page_of, step
from tests.ui.pages.handling.scene import ISOLATE, SOOTHE, ask, by, colleague, recorded, walk
from ui.widgets.fields import TextField

MINE = "您最担心的是又漏一次，对吗？"


def restated(desk: DeskUnderTest) -> TextField:
    field = desk.find("case.soothe.restated")
    assert isinstance(field, TextField)
    return field


def at_soothe(desk: DeskUnderTest) -> int:
    case_id = recorded(desk)
    ask(desk, lambda session: walk(session, case_id, 3))
    desk.go("case", id=case_id)
    return case_id


def kept(session: Session) -> list[object]:
    return [one.body for one in drafts(session, "step")]


def test_a_crash_loses_two_seconds_at_most(desk: DeskUnderTest, qtbot: QtBot, clock: SetClock) -> None:
    case_id = at_soothe(desk)
    with qtbot.waitSignal(page_of(desk).keeping.keeper.saved, timeout=2000):
        desk.type(MINE, restated(desk))
        desk.press("Tab", "Space")
    # The first window is left as it is, as a killed process leaves it.
    after = open_desk(desk.folder, clock, ROOMS, staff_id=desk.context.desk.actor.staff_id)
    try:
        after.go("case", id=case_id)
        assert restated(after).toPlainText() == MINE
        assert page_of(after).pane.form.values()["confirmed"] is True  # type: ignore[union-attr]
        assert page_of(after).pane.notice.isVisible()
    finally:
        after.close()


def test_a_draft_that_is_not_wanted_is_thrown_away(desk: DeskUnderTest, qtbot: QtBot) -> None:
    case_id = at_soothe(desk)
    desk.type(MINE, restated(desk))
    desk.go("today")
    desk.go("complaints")
    assert len(ask(desk, kept)) == 1
    other = recorded_again(desk)
    desk.go("case", id=other)
    desk.go("case", id=case_id)
    assert restated(desk).toPlainText() == MINE
    page_of(desk).pane.notice.action.emit()
    desk.settle()
    assert restated(desk).toPlainText() == ""
    assert ask(desk, kept) == []


def recorded_again(desk: DeskUnderTest) -> int:
    draft = ComplaintDraft("楼道灯不亮")
    return int(ask(desk, lambda session: record(session, draft).value.id))


def test_two_cases_at_one_step_keep_their_words_apart(desk: DeskUnderTest) -> None:
    case_id = at_soothe(desk)
    other = recorded_again(desk)
    ask(desk, lambda session: to_soothe(session, other))
    desk.type(MINE, restated(desk))
    desk.press("Tab", "Space")
    desk.go("case", id=other)
    form = page_of(desk).pane.form
    assert form is not None
    assert restated(desk).toPlainText() == ""
    assert form.values()["confirmed"] is False
    assert not form.is_dirty()
    desk.type("另一件", restated(desk))
    desk.press("Ctrl+S")
    desk.settle()
    desk.go("case", id=case_id)
    assert restated(desk).toPlainText() == MINE
    desk.go("case", id=other)
    assert restated(desk).toPlainText() == "另一件"
    facts = {row.code: row.facts for row in file(desk, case_id).steps}
    assert "restated" not in facts["soothe"]


def to_soothe(session: Session, case_id: int) -> None:
    correct(
        session, case_id, None, happened_text="昨晚", asks_for="换灯", category="power", mood="calm",
        where_text="楼道", caller_name="王伟",
    )  # fmt: skip
    finish_step(session, case_id, None, {})
    finish_step(session, case_id, None, ISOLATE)


def test_finishing_drops_the_draft(desk: DeskUnderTest) -> None:
    case_id = at_soothe(desk)
    desk.type(MINE, restated(desk))
    page_of(desk).keeping.flush()
    desk.settle()
    assert len(ask(desk, kept)) == 1
    desk.press("Tab", "Space", "Tab", "Tab", "2", "Tab", "Space")
    finish(desk)
    assert step(desk, case_id) == 4
    assert ask(desk, kept) == []


def test_keeping_leaves_the_step_where_it_is(desk: DeskUnderTest) -> None:
    case_id = at_soothe(desk)
    desk.type(MINE, restated(desk))
    desk.press("Ctrl+S")
    desk.settle()
    found = file(desk, case_id)
    assert found.case.row.step == 3
    assert found.steps[-1].facts["restated"] == MINE
    assert not page_of(desk).pane.form.is_dirty()  # type: ignore[union-attr]
    assert ask(desk, kept) == []


def test_a_colleague_keeps_the_same_step_and_both_are_there(desk: DeskUnderTest) -> None:
    other = colleague(desk, "李想", Role.FRONT_DESK)
    case_id = at_soothe(desk)
    desk.type(MINE, restated(desk))
    theirs = {"restated": "楼上漏水，对吗？", "comforts": ["visited"]}
    by(desk, other, save_step, case_id, None, theirs)
    form = page_of(desk).pane.form
    assert form is not None
    # What I wrote stays; what they wrote in the same field is said beside it; the rest comes in.
    assert restated(desk).toPlainText() == MINE
    box = desk.find("case.soothe.restated.box")
    assert "楼上漏水，对吗？" in restated(desk).accessibleDescription()
    assert box.isVisible()
    assert form.values()["comforts"] == ("visited",)


def test_a_save_that_came_too_late_is_told_and_loses_nothing(desk: DeskUnderTest) -> None:
    other = colleague(desk, "李想", Role.FRONT_DESK)
    case_id = at_soothe(desk)
    desk.type(MINE, restated(desk))
    # This window has not heard of it yet.
    ask(desk, lambda _: save_step(other, case_id, None, {"comforts": ["visited"]}))
    desk.press("Ctrl+S")
    desk.settle()
    page = page_of(desk)
    assert page.pane.notice.isVisible()
    assert "李想" in page.pane.notice.accessibleName() or "有人" in page.pane.notice.accessibleName()
    assert restated(desk).toPlainText() == MINE
    assert file(desk, case_id).steps[-1].facts.get("restated") != MINE
    desk.press("Ctrl+S")
    desk.settle()
    facts = file(desk, case_id).steps[-1].facts
    assert (facts["restated"], facts["comforts"]) == (MINE, ["visited"])


def test_a_colleague_finishes_the_step_and_my_words_are_not_lost(desk: DeskUnderTest) -> None:
    other = colleague(desk, "李想", Role.FRONT_DESK)
    case_id = at_soothe(desk)
    desk.type(MINE, restated(desk))
    by(desk, other, finish_step, case_id, None, SOOTHE)
    page = page_of(desk)
    assert page.pane.number == 4
    assert MINE in page.pane.notice.accessibleName()
    page.pane.notice.action.emit()
    assert QGuiApplication.clipboard().text() == MINE
    assert not page.pane.notice.isVisible()


def test_something_else_that_changes_does_not_disturb_the_writing(desk: DeskUnderTest) -> None:
    other = colleague(desk, "李想", Role.FRONT_DESK)
    case_id = at_soothe(desk)
    desk.type(MINE, restated(desk))
    due = desk.context.clock.now().replace(hour=10)
    by(desk, other, make_promise, case_id, PromiseDraft("回电", due))
    page = page_of(desk)
    assert restated(desk).toPlainText() == MINE
    assert restated(desk).hasFocus()
    assert not page.pane.notice.isVisible()
    assert any("回电" in line.accessibleName() for line in page.side.promises._rows)
    desk.press("Ctrl+S")
    desk.settle()
    assert file(desk, case_id).steps[-1].facts["restated"] == MINE
