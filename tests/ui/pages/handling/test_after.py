"""What comes after the work, and other cases: calls, second looks, the second stage, repeats, merges, outages."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from models.complaints.kinds import Channel, ComplaintDraft, Mood
from models.complaints.queries import case_row
from models.core.clock import SetClock
from models.core.permissions import Role
from models.core.session import Session
from models.handling.actions import (
    carried_out,
    finish_step,
    follow_up,
    make_promise,
    merge,
    record,
    settle_promise,
)
from models.handling.kinds import FollowOutcome, FollowUpDraft, PromiseDraft, PromiseState
from models.incidents.actions import change, declare
from models.incidents.actions import join as join_incident
from models.incidents.kinds import IncidentDraft
from tests.ui.helpers import DeskUnderTest
from tests.ui.pages.handling.conftest import CaseDesk
from tests.ui.pages.handling.driving import file, focus, page_of, sit_down
from tests.ui.pages.handling.scene import (
    ask,
    by,
    colleague,
    do,
    ready_for_call,
    recorded,
    walk,
)
from ui.pages.handling.chain import ChainDialog


def resolved(desk: DeskUnderTest, caller: Session) -> int:
    """A case whose work is done; somebody else sits at the desk and may call."""
    case_id = recorded(desk)
    ready_for_call(desk, case_id)
    sit_down(desk, caller)
    desk.go("case", id=case_id)
    return case_id


def side(desk: DeskUnderTest) -> str:
    return "\n".join(page_of(desk).side.standings.words())


def press_line(desk: DeskUnderTest, name: str) -> None:
    button = desk.find(f"case.standing.{name}")
    assert isinstance(button, QAbstractButton)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    desk.press("Space")
    desk.settle()


def choose(desk: DeskUnderTest, name: str, code: str) -> None:
    desk.click(f"{name}.{code}")


def test_a_vain_call_says_when_to_try_again_and_when_it_closes(desk: DeskUnderTest, clock: SetClock) -> None:
    other = colleague(desk, "李想", Role.FRONT_DESK)
    case_id = resolved(desk, other)
    assert "可以回访的人" in side(desk)
    assert "12月4日 自动结案" in side(desk)
    choose(desk, "case.follow_up.outcome", "not_reached")
    desk.click("case.follow_up.log")
    desk.settle()
    assert file(desk, case_id).follow_ups[0].outcome == "not_reached"
    assert "未接通 1 次，最多 3 次" in side(desk)
    assert "明天上午起可以再打" in side(desk)
    assert desk.find("case.standing.second_look").height() < 90  # words have the width of the column
    desk.shot("vain")
    press_line(desk, "call.correct_call")  # it was an answer after all
    choose(desk, "case.correct_call.outcome", "satisfied")
    choose(desk, "case.correct_call.solved", "yes")
    desk.press("Ctrl+Return")
    desk.settle()
    call = file(desk, case_id).follow_ups[0]
    assert (call.outcome, call.solved, call.corrected_at is not None) == ("satisfied", True, True)
    clock.advance(hours=13)
    desk.press("F5")
    desk.settle()
    assert "更正" not in side(desk)


def silence(desk: DeskUnderTest, clock: SetClock) -> int:
    """A case that only a promise kept from closing after 14 days without an answer, with that written as the reason."""
    other = colleague(desk, "李想", Role.FRONT_DESK)
    case_id = resolved(desk, other)
    promise = do(desk, make_promise, case_id, PromiseDraft("回电", clock.now() + timedelta(days=20)))
    do(desk, follow_up, case_id, None, FollowUpDraft(FollowOutcome.NOT_REACHED))
    silent = desk.context.texts.word("close_reason", "no_answer")
    reason: Any = desk.find("case.follow_up.close_reason")
    assert silent not in [reason.itemText(index) for index in range(reason.count())]
    clock.advance(days=15)
    do(desk, settle_promise, promise, None, PromiseState.KEPT)
    desk.press("F5")
    desk.settle()
    assert missing(desk) == ("follow_up_call", "lessons", "close_reason")
    desk.type(silent, reason)
    desk.press("Tab")
    return case_id


def missing(desk: DeskUnderTest) -> tuple[str, ...]:
    form = page_of(desk).pane.form
    assert form is not None
    return form.gaps()


def test_what_nobody_answered_is_closed_by_hand_without_a_call_and_without_lessons(
    desk: DeskUnderTest, clock: SetClock
) -> None:
    case_id = silence(desk, clock)
    assert desk.find("case.foot.words").text() == "都齐了。"  # type: ignore[attr-defined]
    desk.shot("silent")
    desk.press("Ctrl+Return")
    desk.settle()
    closed = file(desk, case_id)
    assert (closed.case.row.status, closed.case.close_reason, closed.case.lessons) == (
        "closed",
        "no_answer",
        "",
    )


def test_an_answer_after_all_is_written_down_before_anything_closes(
    desk: DeskUnderTest, clock: SetClock
) -> None:
    case_id = silence(desk, clock)
    choose(desk, "case.follow_up.outcome", "satisfied")
    choose(desk, "case.follow_up.solved", "yes")
    assert missing(desk) == ("follow_up_call",)
    desk.press("Ctrl+Return")
    desk.settle()
    assert (file(desk, case_id).case.row.status, file(desk, case_id).follow_ups[-1].outcome) == (
        "resolved",
        "satisfied",
    )
    assert missing(desk) == ("close_reason",), "somebody did answer"


def test_a_dissatisfied_resident_goes_on_to_stage_2_in_one_step(case_desk: CaseDesk) -> None:
    desk = case_desk()
    boss = colleague(desk, "周经理", Role.MANAGER)
    third = colleague(desk, "李想", Role.FRONT_DESK)
    case_id = resolved(desk, third)
    choose(desk, "case.follow_up.outcome", "dissatisfied")
    choose(desk, "case.follow_up.solved", "no")
    choose(desk, "case.follow_up.back_to", "stage2")
    desk.type("还是漏", desk.find("case.follow_up.said"))
    desk.press("Ctrl+Return")
    desk.settle()
    found = file(desk, case_id)
    assert found.after.stage == 2
    assert found.after.appeal is not None
    assert found.after.appeal.words == "还是漏"
    assert "第二阶段" in side(desk)
    assert "二阶段" in side(desk)
    sit_down(desk, boss)
    desk.go("case", id=case_id)
    press_line(desk, "appeal.appeal_acknowledge")
    desk.press("Ctrl+Return")
    desk.settle()
    press_line(desk, "appeal.appeal_assign")
    field: Any = desk.find("case.appeal_assign.handler")
    offered = {field.itemText(index) for index in range(field.count())}
    assert "李想" in offered
    assert "王敏" not in offered  # she handled it
    field.set_value(boss.actor.staff_id)
    desk.press("Ctrl+Return")
    desk.settle()
    press_line(desk, "appeal.appeal_extend")
    desk.type("要等厂家检测", desk.find("case.appeal_extend.words"))
    desk.press("Ctrl+Return")
    desk.settle()
    assert "已延长：要等厂家检测" in side(desk)
    desk.shot("appeal")
    press_line(desk, "appeal.appeal_answer")
    choose(desk, "case.appeal_answer.upheld", "upheld")
    desk.type("我们重新查", desk.find("case.appeal_answer.words"))
    choose(desk, "case.appeal_answer.way", "gather")
    desk.press("Ctrl+Return")
    desk.settle()
    found = file(desk, case_id)
    assert found.after.appeal is not None
    assert found.after.appeal.upheld == "upheld"
    assert found.case.row.step == 5
    assert "第二阶段：" in side(desk)


def closed(desk: DeskUnderTest, case_id: int, caller: Session) -> None:
    """Carry the work out, let a colleague call, close."""

    def go(session: Session) -> None:
        row = case_row(session.store, case_id)
        if row.step == 2:
            walk(session, case_id, 8)
        carried_out(session, case_id, None, "换了软管")
        follow_up(caller, case_id, None, FollowUpDraft(FollowOutcome.SATISFIED, True))
        facts = {"carried_out": "换了软管", "lessons": "及早查楼上", "close_reason": "solved"}
        finish_step(session, case_id, None, facts)

    ask(desk, go)


def test_four_weeks_later_somebody_looks_again(desk: DeskUnderTest, clock: SetClock) -> None:
    other = colleague(desk, "李想", Role.FRONT_DESK)
    case_id = recorded(desk)
    closed(desk, case_id, other)
    sit_down(desk, other)
    desk.go("case", id=case_id)
    assert "12月18日" in side(desk)
    assert not page_of(desk).side.standings.findChildren(QWidget, "case.standing.second_look.second_look")
    clock.advance(hours=28 * 24 + 1)
    desk.press("F5")
    desk.settle()
    press_line(desk, "second_look.second_look")
    choose(desk, "case.second_look.outcome", "dissatisfied")
    assert not desk.find("case.dialog.second_look").isHidden()
    choose(desk, "case.second_look.solved", "no")
    desk.press("Ctrl+Return")  # how it goes on is still missing
    desk.settle()
    assert file(desk, case_id).case.row.closed_at is not None
    choose(desk, "case.second_look.way", "propose")
    desk.type("又渗了", desk.find("case.second_look.words"))
    desk.press("Ctrl+Return")
    desk.settle()
    row = file(desk, case_id).case.row
    assert (row.closed_at, row.step) == (None, 6)


def chain(desk: DeskUnderTest, clock: SetClock, length: int) -> list[int]:
    other = colleague(desk, "李想", Role.FRONT_DESK)
    first = recorded(desk)
    ids = [first]
    for _ in range(length - 1):
        closed(desk, ids[-1], other)
        clock.advance(hours=24 * 5)
        ids.append(int(ask(desk, lambda session: again(session, first))))
    return ids


def again(session: Session, first: int) -> int:
    row = case_row(session.store, first)
    draft = _draft(row.place_id, row.resident_id)
    return record(session, draft).value.id


def _draft(place: int | None, resident: int | None) -> Any:
    return ComplaintDraft(
        "又漏了",
        channel=Channel.PHONE,
        resident_id=resident,
        place_id=place,
        happened_text="今早",
        title="厨房顶又漏水",
        asks_for="彻底修好",
        category="leak",
        subcategory="leak.from_above",
        urgency=3,
        mood=Mood.ANGRY,
    )


def test_the_chain_of_repeats_is_shown_and_walked(desk: DeskUnderTest, clock: SetClock) -> None:
    ids = chain(desk, clock, 2)
    desk.go("case", id=ids[1])
    tags = [tag.text() for tag in page_of(desk).frame.header.tags if tag.isVisible()]
    assert "重复 · 90 天内第 2 次" in tags
    desk.shot("repeat")
    desk.press("Ctrl+R")
    desk.settle()
    dialog = desk.find("case.dialog.chain")
    assert isinstance(dialog, ChainDialog)
    assert focus() == "case.chain.list"
    desk.press("Up")
    desk.press("Return")
    desk.settle()
    view = page_of(desk).view
    assert view is not None
    assert view.id == ids[0]
    desk.go("case", id=ids[1])
    desk.press("Ctrl+R")
    desk.settle()
    desk.click("case.chain.unlink")
    desk.settle()
    assert file(desk, ids[1]).case.row.repeat_of_id is None
    assert not [tag for tag in page_of(desk).frame.header.tags if tag.isVisible() and "重复" in tag.text()]


def test_a_chain_of_three_owes_a_review_by_a_manager(desk: DeskUnderTest, clock: SetClock) -> None:
    boss = colleague(desk, "周经理", Role.MANAGER)
    ids = chain(desk, clock, 3)
    desk.go("case", id=ids[2])
    assert "根本原因" in side(desk)
    assert not page_of(desk).side.standings.findChildren(QWidget, "case.standing.chain.review")
    sit_down(desk, boss)
    desk.go("case", id=ids[2])
    press_line(desk, "chain.review")
    desk.type("换整段立管", desk.find("case.review.words"))
    desk.press("Ctrl+Return")
    desk.settle()
    assert file(desk, ids[2]).after.reviewed_by == "周经理"
    assert "周经理" in side(desk)


def test_merged_cases_lead_to_each_other_and_come_apart(desk: DeskUnderTest) -> None:
    first = recorded(desk)
    second = int(ask(desk, lambda session: again(session, first)))
    do(desk, merge, first, [second], "同一件")
    desk.go("case", id=second)
    reference = file(desk, first).case.row.reference
    assert page_of(desk).frame.strip.words()[0].startswith(f"已并入 {reference}")
    desk.shot("merged")
    press_line(desk, "merged.survivor")
    view = page_of(desk).view
    assert view is not None
    assert view.id == first
    assert "并入本件" in side(desk)
    press_line(desk, f"joined{second}.unmerge")
    assert file(desk, second).case.row.status == "open"
    assert "并入本件" not in side(desk)


def test_a_case_joins_an_outage_and_leaves_it(case_desk: CaseDesk) -> None:
    desk = case_desk(Role.MANAGER)
    case_id = recorded(desk)
    draft = IncidentDraft("3 号楼停水", say="物业已在抢修，预计四点恢复", category="leak")
    do(desk, declare, draft)
    desk.go("case", id=case_id)
    page_of(desk).deeds.do("join_incident")
    desk.settle()
    desk.press("Ctrl+Return")
    desk.settle()
    assert page_of(desk).frame.strip.words()[0] == "3 号楼停水 “物业已在抢修，预计四点恢复”"
    desk.shot("outage")
    press_line(desk, "incident.leave")
    desk.type("自家水管", desk.find("case.leave.words"))
    desk.press("Ctrl+Return")
    desk.settle()
    assert page_of(desk).frame.strip.words() == []
    by(desk, colleague(desk, "李想", Role.FRONT_DESK), join_incident, 1, case_id)
    assert page_of(desk).frame.strip.words()  # a colleague's change shows by itself
    by(desk, colleague(desk, "李想", Role.FRONT_DESK), change, 1, None, replace(draft, say="五点恢复"))
    assert "五点恢复" in page_of(desk).frame.strip.words()[0]
