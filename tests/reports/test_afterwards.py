"""What comes after the work, on paper: repeats, appeals, second looks, merges, late promises, closing by rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from models.complaints.actions import link_repeat
from models.core.clock import SetClock
from models.core.permissions import Role
from models.core.session import Session
from models.core.work import Work
from models.handling import actions
from models.handling.actions.follow_ups import lapse
from models.handling.kinds import (
    AppealAnswer,
    FollowOutcome,
    FollowUpDraft,
    PromiseDraft,
    PromiseState,
    Upheld,
)
from models.handling.reporting import report_cases
from models.store.database import Store
from reports.documents.handling_report import handling_report
from reports.render import to_bytes
from resources.texts import Texts
from tests import factories
from tests.cases import FACTS, a_case, ready, walk
from tests.reports.reading import EN, ZH, squeezed, text_of


@pytest.fixture
def clock() -> SetClock:
    return factories.a_clock()


@pytest.fixture
def store(tmp_path: Path, clock: SetClock) -> Iterator[Store]:
    opened = factories.a_store(tmp_path / "data", clock)
    factories.an_estate(opened, clock)
    yield opened
    opened.disconnect()


@pytest.fixture
def desk(store: Store, clock: SetClock) -> Session:
    return factories.a_session(store, clock, Role.FRONT_DESK)


@pytest.fixture
def other(store: Store, clock: SetClock) -> Session:
    return factories.a_session(store, clock, Role.FRONT_DESK, "colleague")


@pytest.fixture
def manager(store: Store, clock: SetClock) -> Session:
    return factories.a_session(store, clock, Role.MANAGER)


def read(store: Store, case_id: int, texts: Sequence[Texts] = (EN,)) -> str:
    return text_of(to_bytes(handling_report(report_cases(store, [case_id]), list(texts))))


def says(told: str, *facts: str) -> bool:
    missing = [fact for fact in facts if squeezed(fact) not in told]
    assert missing == []
    return True


def three_in_a_chain(desk: Session, other: Session, clock: SetClock) -> list[int]:
    made: list[int] = []
    for _ in range(3):
        case_id = a_case(desk, title=f"drip {len(made) + 1}")
        if made:
            link_repeat(desk, case_id, None, made[-1])
        if len(made) < 2:
            walk(desk, other, case_id, 9)
        made.append(case_id)
        clock.advance(days=2)
    return made


def test_the_chain_with_its_dates_and_the_review(
    store: Store, desk: Session, other: Session, manager: Session, clock: SetClock
) -> None:
    chain = three_in_a_chain(desk, other, clock)
    actions.review(manager, chain[2], None, "all risers of building 3")
    told = read(store, chain[2])
    says(
        told, "Chain of repeats", "3 cases", "1 2611-0001 drip 1 20 Nov 2026 14:20 20 Nov 2026 14:20 Wear and age",
        "3 2611-0003 drip 3 24 Nov 2026 14:20 —", "Reviewed by a manager 26 Nov 2026 14:20 Manager",
        "all risers of building 3",
    )  # fmt: skip
    says(read(store, chain[0], (ZH, EN)), "重复投诉链 Chain of repeats", "2611-0003")
    assert "Chain of repeats" not in read(store, a_case(desk))


def test_the_second_stage(
    store: Store, desk: Session, other: Session, manager: Session, clock: SetClock
) -> None:
    case_id = a_case(desk)
    walk(desk, other, case_id, 9)
    appeal = actions.ask_appeal(desk, case_id, None, "you only painted it").value
    says(read(store, case_id), "Second stage: appeal", "you only painted it", "Not answered yet")
    clock.advance(hours=1)
    actions.acknowledge_appeal(desk, appeal, None)
    actions.assign_appeal(manager, appeal, None, manager.actor.staff_id or 0)
    actions.extend_appeal(manager, appeal, None, "the lab needs a week")
    clock.advance(hours=1)
    actions.answer_appeal(manager, appeal, None, AppealAnswer(Upheld.PARTLY, "the board is replaced"))
    told = read(store, case_id)
    says(
        told, "Asked 20 Nov 2026 14:20 Front_Desk you only painted it", "Acknowledged 20 Nov 2026 15:20",
        "Given more time 20 Nov 2026 15:20 the lab needs a week",
        "Answered 20 Nov 2026 16:20 Manager Partly upheld: the board is replaced", "Appeal assigned Manager",
    )  # fmt: skip
    assert "not_upheld" not in told
    says(read(store, case_id, (ZH,)), "第二阶段：复议", "部分支持")


def test_the_second_look_stands_apart_from_the_call(
    store: Store, desk: Session, other: Session, clock: SetClock
) -> None:
    case_id = a_case(desk)
    walk(desk, other, case_id, 9)
    says(read(store, case_id), "Second look due 18 Dec 2026 14:20")
    clock.advance(days=28)
    call = FollowUpDraft(FollowOutcome.DISSATISFIED, False, "damp again")
    called = actions.second_look(other, case_id, None, call).value
    clock.advance(hours=1)
    actions.correct_follow_up(other, case_id, None, called, replace(call, words="only a stain"))
    told = read(store, case_id)
    says(
        told, "Second look 18 Dec 2026 14:20", "Second look; only a stain; corrected 18 Dec 15:20", "Satisfied; solved",
        "Follow-up call corrected", "damp again",
    )  # fmt: skip


def test_closed_by_rule_says_so(store: Store, desk: Session, other: Session, clock: SetClock) -> None:
    case_id = a_case(desk)
    walk(desk, other, case_id, 8)
    actions.carried_out(desk, case_id, None, "hose replaced")
    actions.follow_up(other, case_id, None, FollowUpDraft(FollowOutcome.NOT_REACHED))
    clock.advance(days=15)
    with store.writing():
        assert lapse(Work(desk, clock.now()), case_id, clock.now() - timedelta(days=1))
    says(read(store, case_id), "Closed because No answer for 14 days (by rule)", "Closed 4 Dec")
    says(read(store, case_id, (ZH,)), "14 天无人回应（按规则结案）")


def test_a_call_that_was_moved_shows_both_times(
    store: Store, desk: Session, other: Session, clock: SetClock
) -> None:
    case_id = a_case(desk)
    walk(desk, other, case_id, 8)
    actions.carried_out(desk, case_id, None, "hose replaced")
    first = clock.now() + timedelta(hours=20)
    actions.follow_up(other, case_id, None, FollowUpDraft(FollowOutcome.NOT_REACHED, next_at=first))
    actions.move_call(desk, case_id, None, first + timedelta(hours=3), "away until noon")
    told = read(store, case_id)
    says(
        told,
        "next call 21 Nov 13:20",
        "Follow-up call moved",
        "21 Nov 10:20 → 21 Nov 13:20; away until noon",
    )


def test_merged_cases_are_named_on_both_papers(store: Store, desk: Session) -> None:
    survivor, duplicate = a_case(desk), a_case(desk, title="also drips", caller_name="李秀英")
    actions.merge(desk, survivor, [duplicate], "the same riser")
    says(read(store, survivor), "Merged into this case", "2611-0002 also drips", "the same riser", "李秀英")
    says(read(store, duplicate), "Merged into 2611-0001")


def test_promises_late_and_broken_are_counted(store: Store, desk: Session, clock: SetClock) -> None:
    case_id = a_case(desk)
    due = clock.now() + timedelta(hours=1)
    late, broken, moved = (
        actions.make_promise(desk, case_id, PromiseDraft(words, due)).value
        for words in ("call", "visit", "paint")
    )
    actions.move_promise(desk, moved, None, due + timedelta(hours=3), "no paint left")
    clock.advance(hours=2)
    actions.settle_promise(desk, late, None, PromiseState.KEPT)
    actions.settle_promise(desk, broken, None, PromiseState.BROKEN, "forgotten")
    told = read(store, case_id)
    says(
        told,
        "3 made, 1 kept; 1 late; 1 broken",
        "Promise moved",
        "20 Nov 15:20 → 20 Nov 18:20; no paint left",
    )


def test_no_code_is_left_unsaid(store: Store, desk: Session, other: Session, clock: SetClock) -> None:
    case_id = a_case(desk)
    walk(desk, other, case_id, 8)
    ready(desk, other, case_id, 8)
    actions.ask_appeal(desk, case_id, None, "no")
    actions.merge(desk, case_id, [a_case(desk)], "the same")
    assert FACTS
    for texts in ((ZH,), (EN,), (ZH, EN)):
        told = read(store, case_id, texts)
        for code in (
            "appeal_asked",
            "merged_in",
            "repeat_linked",
            "no_answer",
            "second_look",
            "follow_up_called",
        ):
            assert code not in told
