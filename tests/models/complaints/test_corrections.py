"""Corrections of the receipt: they open no gap in a finished step, on any path to closing."""

from __future__ import annotations

import errno
import tempfile
from typing import Any

import pytest

from models.complaints.actions import attach, correct
from models.complaints.kinds import FileDraft
from models.core.errors import NotAllowed, Unknown, UserProblem
from models.core.permissions import Role
from models.core.session import NOBODY, Session
from models.handling import actions
from models.handling.queries import case_file
from tests.cases import WHOLE, a_case, walk
from tests.models.conftest import MakeSession


@pytest.fixture
def desk(session: MakeSession) -> Session:
    return session(Role.FRONT_DESK)


@pytest.mark.parametrize(
    ("fields", "gap"),
    [
        ({"asks_for": " "}, "asks_for"),
        ({"category": None}, "category"),
        ({"mood": None}, "mood"),
        ({"caller_name": "", "caller_phone": ""}, "who"),
        ({"where_text": ""}, "where"),
        ({"happened_text": ""}, "when"),
    ],
)
def test_what_is_owed_may_be_changed_but_not_taken_out(
    desk: Session, session: MakeSession, fields: dict[str, Any], gap: str
) -> None:
    case_id = a_case(desk)
    before = case_file(desk.store, case_id)
    with pytest.raises(UserProblem) as caught:
        correct(desk, case_id, None, **fields)
    assert (caught.value.code, caught.value.facts["gaps"]) == ("step.gaps", (gap,))
    assert case_file(desk.store, case_id) == before
    walk(desk, session(Role.FRONT_DESK, "colleague"), case_id, 9)
    with pytest.raises(NotAllowed):
        correct(desk, case_id, None, **fields)
    with pytest.raises(UserProblem, match=r"step\.gaps"):
        correct(session(Role.MANAGER), case_id, None, **fields)


def test_a_closed_case_is_corrected_by_a_manager_and_the_timeline_says_so(
    desk: Session, session: MakeSession
) -> None:
    case_id = a_case(desk)
    walk(desk, session(Role.FRONT_DESK, "colleague"), case_id, 9)
    with pytest.raises(NotAllowed):
        correct(desk, case_id, None, where_text="3-1503")
    correct(session(Role.MANAGER), case_id, None, where_text="3-1503")
    file = case_file(desk.store, case_id)
    assert (file.case.where_text, file.case.row.status) == ("3-1503", "closed")
    assert (file.events[-1].kind, file.events[-1].staff) == ("corrected", "Manager")


def test_at_the_first_step_everything_but_the_words_may_go(desk: Session) -> None:
    case_id = a_case(desk, mood=None)
    correct(desk, case_id, None, asks_for="", words="厨房顶滴水，已经两天了。")
    assert case_file(desk.store, case_id).gaps == ("asks_for", "mood")
    with pytest.raises(UserProblem, match=r"complaint\.no_words"):
        correct(desk, case_id, None, words="  ")


def test_a_category_that_does_not_exist(desk: Session) -> None:
    with pytest.raises(Unknown, match=r"unknown\.category"):
        correct(desk, a_case(desk), None, category="nonsense")


def test_the_time_of_receipt_is_not_moved(desk: Session) -> None:
    with pytest.raises(UserProblem, match=r"correct\.field"):
        correct(desk, a_case(desk), None, received_at=desk.clock.now())


def test_who_may_not_record_leaves_no_file_behind(desk: Session) -> None:
    case_id = a_case(desk)
    nobody = Session(desk.store, NOBODY, desk.clock)
    file = FileDraft("a.txt", b"secret")
    with pytest.raises(NotAllowed):
        attach(nobody, case_id, file)
    with pytest.raises(NotAllowed):
        actions.record(nobody, WHOLE.__class__(words="x", files=(file,)))
    assert not list(desk.store.attachments.rglob("*"))


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "store.full"), (errno.EROFS, "store.unwritable")]
)
def test_a_disk_that_refuses_is_told(
    desk: Session, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    case_id = a_case(desk)

    def refuse(**_: object) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    with pytest.raises(UserProblem) as caught:
        attach(desk, case_id, FileDraft("a.txt", b"content"))
    assert caught.value.code == code
