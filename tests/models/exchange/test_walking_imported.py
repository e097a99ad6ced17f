"""Imported cases that were still open are walked on like any other; closed ones stay as they came."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.complaints.actions import correct
from models.complaints.kinds import CaseFilter
from models.complaints.listing import case_page
from models.core.errors import UserProblem
from models.core.permissions import Role
from models.core.session import Session
from models.exchange.complaints_import import import_complaints
from models.handling import actions
from models.handling.kinds import FollowOutcome, FollowUpDraft
from models.handling.queries import case_file
from tests.cases import FACTS, ready
from tests.models.conftest import MakeSession

OPEN = "编号,接收时间,内容,房号,状态\nA1,2026-11-18 09:00,电梯异响,1-0302,处理中\n"


@pytest.fixture
def case_id(tmp_path: Path, session: MakeSession) -> int:
    path = tmp_path / "open.csv"
    path.write_text(OPEN, "utf-8")
    manager = session(Role.MANAGER)
    import_complaints(manager, path)
    return int(manager.store.rows("SELECT id FROM complaint")[0][0])


@pytest.fixture
def desk(session: MakeSession) -> Session:
    return session(Role.FRONT_DESK)


@pytest.fixture
def other(session: MakeSession) -> Session:
    return session(Role.FRONT_DESK, "colleague")


def found(session: Session, text: str) -> list[int]:
    return [
        row.id for row in case_page(session.store, CaseFilter(search=text), None, session.clock.now()).rows
    ]


def test_it_is_found_by_its_reference(desk: Session, case_id: int) -> None:
    assert found(desk, "2611-0001") == [case_id]


def test_what_is_written_later_is_found_and_what_was_taken_out_is_not(desk: Session, case_id: int) -> None:
    correct(desk, case_id, None, words="轿厢有焦味")
    assert (found(desk, "焦味"), found(desk, "异响")) == ([case_id], [case_id])  # the title still says so
    correct(desk, case_id, None, title="焦味")
    assert (found(desk, "2611-0001"), found(desk, "异响")) == ([case_id], [])


def complete(desk: Session, case_id: int) -> None:
    correct(
        desk,
        case_id,
        None,
        asks_for="修好",
        happened_text="早上",
        category="lift",
        urgency=2,
        mood="calm",
        anonymous=True,
    )


def test_an_open_imported_case_stands_at_its_first_step_and_says_what_is_owed(
    desk: Session, case_id: int
) -> None:
    with pytest.raises(UserProblem) as caught:
        actions.finish_step(desk, case_id, None)
    assert caught.value.code == "step.gaps"
    assert caught.value.facts["gaps"] == case_file(desk.store, case_id).gaps
    assert [(row.step, row.state) for row in case_file(desk.store, case_id).steps] == [(1, "c")]


def test_it_is_walked_to_its_end_and_called_by_somebody_else(
    desk: Session, other: Session, case_id: int
) -> None:
    complete(desk, case_id)
    for step in range(1, 8):
        ready(desk, other, case_id, step)
        assert actions.finish_step(desk, case_id, None, FACTS[step]).value == step + 1
    actions.carried_out(desk, case_id, None, "换了轴承")
    with pytest.raises(UserProblem, match=r"follow_up\.own_work"):
        actions.follow_up(desk, case_id, None, FollowUpDraft(FollowOutcome.SATISFIED, True, "好了"))
    actions.follow_up(other, case_id, None, FollowUpDraft(FollowOutcome.SATISFIED, True, "好了"))
    assert actions.finish_step(desk, case_id, None, FACTS[8]).value == 0
    row = case_file(desk.store, case_id).case.row
    assert (row.steps, row.status, row.handler_id) == ("d" * 8, "closed", desk.actor.staff_id)


def test_its_severity_can_be_set(desk: Session, case_id: int) -> None:
    actions.set_severity(desk, case_id, None, "s2", "没有别的电梯")  # type: ignore[arg-type]
    assert case_file(desk.store, case_id).case.row.severity == "s2"
