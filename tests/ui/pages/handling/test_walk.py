"""A complaint walked from its recording to its closing by keys alone, and the ways that are barred."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QWidget

from models.core.permissions import Role
from models.core.session import Session
from models.handling.actions import approve_proposal, finish_step, follow_up, save_proposal
from models.handling.kinds import FollowOutcome, FollowUpDraft, OfferDraft, ProposalDraft
from tests.ui.helpers import DeskUnderTest
from tests.ui.pages.handling.conftest import CaseDesk
from tests.ui.pages.handling.driving import file, finish, focus, sit_down, step
from tests.ui.pages.handling.scene import (
    ISOLATE,
    ask,
    by,
    colleague,
    do,
    ready_for_call,
    recorded,
    walk,
)
from ui.messages import Kind
from ui.widgets.choices import Segmented
from ui.widgets.labels import Label


def test_a_case_is_walked_to_its_closing_by_keys(desk: DeskUnderTest) -> None:
    case_id = recorded(desk)
    desk.go("case", id=case_id)

    assert focus() == "case.isolate.hazards_checked"
    desk.press("Space", "Tab", "Space")
    desk.type("14:20", desk.find("case.isolate.contained_at"))
    finish(desk)
    assert step(desk, case_id) == 3

    assert focus() == "case.soothe.restated"
    desk.type("您要的是查清楼上的水管，对吗？")
    desk.press("Tab", "Space", "Tab", "Tab", "2", "Tab", "Space")
    finish(desk)
    assert step(desk, case_id) == 4

    assert focus().startswith("case.apologise.way")
    desk.press("2", "Tab", "Ctrl+J")
    finish(desk)
    assert step(desk, case_id) == 5

    desk.type("昨晚十点起滴水")
    desk.press("Tab")
    desk.type("照片三张")
    desk.press("Tab", "Tab")
    assert focus() == "case.gather.cause"
    desk.type("老化磨损")
    desk.press("Tab")
    desk.type(desk.context.texts.word("responsible", "other_resident"))
    desk.press("Tab")
    desk.type("软管接头老化")
    finish(desk)
    assert step(desk, case_id) == 6

    assert focus() == "case.propose.offers.1.remedy"
    desk.type(desk.context.texts.word("remedy", "repair"))
    desk.press("Tab")
    desk.type("120")
    for words in ("换软管并试压", "郑涛", "明天 10:00"):
        desk.press("Tab")
        desk.type(words)
    finish(desk)
    assert step(desk, case_id) == 7

    desk.press("1")
    finish(desk)
    assert step(desk, case_id) == 8
    desk.type("换了软管，试压合格")
    finish(desk)
    assert file(desk, case_id).case.row.status == "resolved"

    other = colleague(desk, "李想", Role.FRONT_DESK)
    sit_down(desk, other)
    desk.go("case", id=case_id)
    assert focus().startswith("case.follow_up.outcome")
    desk.press("1", "Tab", "1")
    finish(desk)
    assert [call.outcome for call in file(desk, case_id).follow_ups] == ["satisfied"]
    assert focus() == "case.follow_up.lessons"
    desk.type("老接头要一起换")
    desk.press("Tab")
    desk.type(desk.context.texts.word("close_reason", "solved"))
    finish(desk)

    closed = file(desk, case_id)
    assert closed.case.row.status == "closed"
    assert closed.case.row.steps == "dddddddd"
    assert closed.case.lessons == "老接头要一起换"
    assert closed.case.row.satisfaction == "satisfied"
    facts = {row.code: row.facts for row in closed.steps}
    assert facts["soothe"]["mood_after"] == "worried"
    assert facts["apologise"]["way"] == "phone"
    assert facts["apologise"]["apology"]
    assert facts["gather"]["cause"] == "wear"
    assert not [one for one in desk.recorder.told if one.kind is not Kind.DONE]
    desk.shot("case-closed")


def test_a_cause_below_another_is_found_by_typing_and_suggests_who_answers(desk: DeskUnderTest) -> None:
    case_id = recorded(desk)
    ask(desk, lambda session: walk(session, case_id, 5))
    desk.go("case", id=case_id)
    usual = desk.window.findChild(QWidget, "case.gather.usual")
    assert usual is not None
    assert not usual.isVisible()
    desk.type("防水", desk.find("case.gather.cause"))
    desk.press("Tab")
    assert desk.find("case.gather.cause").value() == "installation.waterproofing"  # type: ignore[attr-defined]
    who = desk.find("case.gather.responsible")
    assert usual.isVisible()
    assert who.value() is None  # type: ignore[attr-defined]  # asked, not taken
    desk.press("Tab", "Space")
    assert who.value() == "developer"  # type: ignore[attr-defined]
    assert not usual.isVisible()
    desk.press("Ctrl+S")
    desk.settle()
    kept = next(row.facts for row in file(desk, case_id).steps if row.step == 5)
    assert (kept["cause"], kept["responsible"]) == ("installation.waterproofing", "developer")


def test_what_is_missing_is_named_and_leads_to_its_field(desk: DeskUnderTest) -> None:
    case_id = recorded(desk)
    do(desk, lambda session: _finish(session, case_id))
    desk.go("case", id=case_id)
    desk.type("您要的是查清楼上的水管，对吗？", desk.find("case.soothe.restated"))
    desk.find("case.soothe.confirmed").click()  # type: ignore[attr-defined]
    desk.find("case.soothe.comforts.listened").click()  # type: ignore[attr-defined]
    words = desk.find("case.foot.words")
    assert words.text() == "还差 1 项："  # type: ignore[attr-defined]
    assert desk.find("case.gap.1").text() == "情绪（之后）"  # type: ignore[attr-defined]
    finish(desk)
    assert step(desk, case_id) == 3
    assert focus().startswith("case.soothe.mood_after")
    desk.press("1")
    assert words.text() == "都齐了。"  # type: ignore[attr-defined]
    desk.click("case.soothe.restated")
    finish(desk)
    assert step(desk, case_id) == 4


def _finish(session: Session, case_id: int) -> object:
    return finish_step(session, case_id, None, ISOLATE)


def test_a_refusal_goes_back_to_propose_with_its_reason(desk: DeskUnderTest) -> None:
    case_id = recorded(desk)
    ask(desk, lambda session: walk(session, case_id, 7))
    desk.go("case", id=case_id)
    answer = desk.find("case.confirm.answer")
    assert isinstance(answer, Segmented)
    desk.press("3")
    finish(desk)
    assert focus() == "case.confirm.text"
    assert step(desk, case_id) == 7
    desk.type("还要赔柜子")
    finish(desk)
    assert step(desk, case_id) == 6
    proposal = file(desk, case_id).proposals[0]
    assert (proposal.state, proposal.answer_text) == ("refused", "还要赔柜子")
    assert [one.kind for one in desk.recorder.told] == [Kind.DONE]
    assert focus().startswith("case.propose.")
    # The next version starts from what was refused.
    assert desk.find("case.propose.offers.1.text").text() == "换 1602 软管并试压"  # type: ignore[attr-defined]


def test_the_front_desk_may_not_skip_and_is_told_who_may(desk: DeskUnderTest) -> None:
    colleague(desk, "刘静经理", Role.MANAGER)
    case_id = recorded(desk)
    desk.go("case", id=case_id)
    desk.click("case.skip")
    desk.settle()
    told = desk.recorder.told[-1]
    assert told.kind is Kind.NOTE
    assert "刘静经理" in told.detail
    assert step(desk, case_id) == 2


def test_a_manager_skips_with_a_reason_and_not_without(case_desk: CaseDesk) -> None:
    desk = case_desk(Role.MANAGER)
    case_id = recorded(desk)
    desk.go("case", id=case_id)
    desk.click("case.skip")
    assert focus() == "case.skip.reason"
    desk.click("case.skip.ok")
    assert step(desk, case_id) == 2
    assert desk.find("case.dialog.skip").isVisible()
    desk.type("没有危险，直接安抚", desk.find("case.skip.reason"))
    desk.press("Ctrl+Return")
    desk.settle()
    assert step(desk, case_id) == 3
    assert file(desk, case_id).steps[1].reason == "没有危险，直接安抚"
    page = desk.context.navigation.screen
    assert page is not None
    assert page.pane.number == 3  # type: ignore[attr-defined]
    desk.press("Alt+2")
    facts = desk.find("case.facts")
    assert any("没有危险，直接安抚" in label.text() for label in facts.findChildren(Label))


def test_the_handler_is_kindly_sent_to_a_colleague_for_the_call(desk: DeskUnderTest) -> None:
    colleague(desk, "李想", Role.FRONT_DESK)
    case_id = recorded(desk)
    ready_for_call(desk, case_id)
    desk.go("case", id=case_id)
    notice = desk.find("case.follow_up.others")
    assert "李想" in notice.accessibleName()
    page = desk.context.navigation.screen
    assert page is not None
    assert not page.pane.form.call_box.isVisible()  # type: ignore[attr-defined]
    desk.type("换了软管", desk.find("case.follow_up.carried_out"))
    desk.type("学到了", desk.find("case.follow_up.lessons"))
    desk.type(desk.context.texts.word("close_reason", "solved"), desk.find("case.follow_up.close_reason"))
    finish(desk)
    assert "李想" in desk.recorder.told[-1].text
    assert file(desk, case_id).case.row.closed_at is None


def test_a_proposal_above_the_limit_waits_for_a_manager(desk: DeskUnderTest) -> None:
    manager = colleague(desk, "刘静经理", Role.MANAGER)
    case_id = recorded(desk)
    ask(desk, lambda session: walk(session, case_id, 6))
    desk.go("case", id=case_id)
    desk.type(desk.context.texts.word("remedy", "replacement"), desk.find("case.propose.offers.1.remedy"))
    desk.type("420", desk.find("case.propose.offers.1.cost_minor"))
    desk.type("换吊柜门", desk.find("case.propose.offers.1.text"))
    desk.type("木工", desk.find("case.propose.offers.1.doer"))
    desk.type("明天", desk.find("case.propose.offers.1.timetable"))
    finish(desk)
    latest = file(desk, case_id).latest_proposal()
    assert latest is not None
    assert (latest.state, latest.cost_minor) == ("draft", 420_00)
    assert desk.recorder.told[-1].kind is Kind.NOTE
    assert desk.recorder.told[-1].text == "已存为草稿。金额超出您的权限。"
    assert step(desk, case_id) == 6
    assert "刘静经理" in desk.find("case.propose.approval").accessibleName()

    by(desk, manager, approve_proposal, case_id, None, latest.id)
    assert "刘静经理" in desk.find("case.propose.approval").accessibleName()
    finish(desk)
    assert step(desk, case_id) == 7
    latest = file(desk, case_id).latest_proposal()
    assert latest is not None
    assert (latest.state, latest.approved_by) == ("offered", "刘静经理")


def test_a_manager_approves_a_colleagues_draft_on_the_page(case_desk: CaseDesk) -> None:
    desk = case_desk(Role.MANAGER)
    other = colleague(desk, "李想", Role.FRONT_DESK)
    case_id = recorded(desk)
    ask(desk, lambda session: walk(session, case_id, 6))

    def draft(_: Session) -> None:
        offers = (OfferDraft("refund", "退一个月物业费", 300_00, "财务", "", "本周"),)
        save_proposal(other, case_id, None, ProposalDraft(offers, "", other.clock.now() + timedelta(days=5)))

    ask(desk, draft)
    desk.go("case", id=case_id)
    notice = desk.find("case.propose.approval")
    button = notice.findChild(QWidget, "action")
    assert button is not None
    button.click()  # type: ignore[attr-defined]
    desk.settle()
    latest = file(desk, case_id).latest_proposal()
    assert latest is not None
    assert latest.approved_by == "王敏"


def test_a_call_that_finds_it_unsolved_reopens_the_work(case_desk: CaseDesk) -> None:
    desk = case_desk(Role.MANAGER)
    other = colleague(desk, "李想", Role.FRONT_DESK)
    case_id = recorded(desk)
    ready_for_call(desk, case_id)
    sit_down(desk, other)
    desk.go("case", id=case_id)
    desk.press("3", "Tab", "2", "Tab", "1", "Tab")
    desk.type("还在滴")
    desk.press("Ctrl+Return")
    desk.settle()
    found = file(desk, case_id)
    assert found.case.row.step == 5
    assert found.follow_ups[0].solved is False
    assert found.case.row.status == "open"
    assert focus().startswith("case.gather.")


def test_a_closed_case_is_opened_again_with_a_reason(case_desk: CaseDesk) -> None:
    desk = case_desk(Role.MANAGER)
    other = colleague(desk, "李想", Role.FRONT_DESK)
    case_id = recorded(desk)
    ready_for_call(desk, case_id)

    def close(session: Session) -> None:
        follow_up(other, case_id, None, FollowUpDraft(FollowOutcome.SATISFIED, True))
        facts = {"carried_out": "换了", "lessons": "学到", "close_reason": "solved"}
        finish_step(session, case_id, None, facts)

    ask(desk, close)
    desk.go("case", id=case_id)
    desk.click("case.reopen")
    desk.type("又漏了", desk.find("case.reopen.reason"))
    desk.press("Ctrl+Return")
    desk.settle()
    assert step(desk, case_id) == 5
    assert file(desk, case_id).case.row.reopened == 1
    page = desk.context.navigation.screen
    assert page is not None
    assert page.pane.shows_form()  # type: ignore[attr-defined]


def test_gaps_of_receipt_are_given_in_the_form(desk: DeskUnderTest) -> None:
    case_id = recorded(desk, asks_for="", mood=None)
    desk.go("case", id=case_id)
    assert focus() == "case.receive.asks_for"
    desk.type("修好柜子")
    finish(desk)
    assert focus().startswith("case.receive.mood")
    desk.press("4")
    finish(desk)
    found = file(desk, case_id)
    assert found.case.row.step == 2
    assert (found.case.asks_for, found.case.row.mood) == ("修好柜子", "angry")


def test_offers_that_lack_something_say_so(desk: DeskUnderTest) -> None:
    case_id = recorded(desk)
    ask(desk, lambda session: walk(session, case_id, 6))
    desk.go("case", id=case_id)
    desk.type(desk.context.texts.word("remedy", "repair"), desk.find("case.propose.offers.1.remedy"))
    desk.type("换软管", desk.find("case.propose.offers.1.text"))
    finish(desk)
    assert step(desk, case_id) == 6
    assert focus() == "case.propose.offers.1.doer"
    assert not file(desk, case_id).proposals


def test_the_facts_of_an_earlier_step_are_read_by_digit(desk: DeskUnderTest) -> None:
    case_id = recorded(desk)
    ask(desk, lambda session: walk(session, case_id, 4))
    page = desk.go("case", id=case_id)
    desk.press("Alt+3")
    facts = desk.find("case.facts")
    assert any("您要的是查清楼上的水管" in label.text() for label in facts.findChildren(Label))
    assert focus().startswith("case.rail")
    desk.press("2")
    assert page.pane.number == 2  # type: ignore[attr-defined]
    assert any("3-1602" in label.text() for label in facts.findChildren(Label))
    desk.find("case.return").setFocus()
    desk.press("1")
    assert page.pane.number == 1  # type: ignore[attr-defined]
    desk.press("Esc")
    assert page.pane.shows_form()  # type: ignore[attr-defined]
    desk.press("Alt+7")
    assert not page.pane.shows_form()  # type: ignore[attr-defined]
