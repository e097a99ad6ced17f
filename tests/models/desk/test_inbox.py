"""The inbox: escalations and late plans in one list, in the order of their times, page by page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.complaints.kinds import Channel
from models.core.clock import SetClock, to_millis
from models.core.errors import NotAllowed
from models.core.permissions import Role
from models.core.session import Session
from models.desk.inbox import Waiting, inbox, know, waiting_count
from models.desk.warnings import warnings
from models.escalation import queries as escalation
from models.escalation.kinds import InboxState
from models.improvements import actions, queries
from models.improvements.knowing import LatePlan
from models.improvements.printing import note_sheet
from models.sweep.actions import sweep
from tests.cases import a_case
from tests.models.conftest import MakeSession
from tests.models.improvements.made import DRAFT, TODAY


def plans(session: Session, state: InboxState = InboxState.OPEN) -> list[str]:
    """The titles of the plans in the inbox."""
    return [one.row.title for one in inbox(session, state).rows if isinstance(one, LatePlan)]


def a_plan(session: Session, title: str, due: date, owner: int | None) -> int:
    """A plan of the register."""
    return actions.propose(session, replace(DRAFT, title=title, due_on=due, owner_id=owner)).value


def in_pages(session: Session, state: InboxState, limit: int) -> list[Waiting]:
    """The whole list, a few rows at a time."""
    rows, after = list[Waiting](), None
    while True:
        page = inbox(session, state, after, limit)
        rows += page.rows
        after = page.next_key
        if after is None:
            return rows


def test_cases_and_plans_stand_in_one_list(session: MakeSession, clock: SetClock) -> None:
    boss = session(Role.MANAGER, "liu")
    me = boss.actor.staff_id
    clock.instant -= timedelta(days=4)
    for n in range(4):
        a_plan(boss, f"计划{n}", TODAY - timedelta(days=4 - n), me)
        clock.advance(hours=5)
        a_case(boss, channel=Channel.EMAIL)
        clock.advance(hours=19)
    clock.advance(hours=1)
    sweep(boss)
    whole = in_pages(boss, InboxState.OPEN, 100)
    kinds = "".join("p" if isinstance(one, LatePlan) else "c" for one in whole)
    assert kinds.count("p") == 4
    assert "cp" in kinds
    assert "pc" in kinds
    assert in_pages(boss, InboxState.OPEN, 1) == in_pages(boss, InboxState.OPEN, 3) == whole
    assert waiting_count(boss) == len(whole) == escalation.waiting_count(boss) + 4
    for one in whole:
        clock.advance(minutes=1)
        ids = ((), (one.row.id,)) if isinstance(one, LatePlan) else ((one.id, *one.also), ())
        assert know(boss, ids[0], ids[1], "我来盯").value
    assert (waiting_count(boss), inbox(boss).rows) == (0, ())
    seen = in_pages(boss, InboxState.KNOWN, 100)
    assert [one.row.title for one in seen if isinstance(one, LatePlan)] == [f"计划{n}" for n in (3, 2, 1, 0)]
    assert in_pages(boss, InboxState.KNOWN, 1) == in_pages(boss, InboxState.KNOWN, 2) == seen


def test_a_plan_of_the_same_moment_as_the_last_case_of_a_page_stands_once(
    session: MakeSession, clock: SetClock
) -> None:
    boss = session(Role.MANAGER, "liu")
    clock.instant -= timedelta(days=2)
    a_plan(boss, "洗手盆", TODAY - timedelta(days=2), boss.actor.staff_id)
    for _ in range(3):
        a_case(boss, channel=Channel.EMAIL)
    clock.instant += timedelta(days=2)
    sweep(boss)
    (plan,) = (one for one in inbox(boss).rows if isinstance(one, LatePlan))
    first = next(one for one in inbox(boss).rows if not isinstance(one, LatePlan))
    assert plan.told_at is not None
    with boss.store.writing():
        boss.store.execute(
            "UPDATE escalation SET at = ? + (complaint_id <> ?) * id",
            (to_millis(plan.told_at), first.complaint_id),
        )
    whole = in_pages(boss, InboxState.OPEN, 100)
    assert len(whole) > 2
    assert in_pages(boss, InboxState.OPEN, 1) == in_pages(boss, InboxState.OPEN, 2) == whole


def test_a_plan_is_there_until_whoever_was_told_knows(session: MakeSession, clock: SetClock) -> None:
    desk, boss = session(Role.FRONT_DESK, "li"), session(Role.MANAGER, "liu")
    row_id = a_plan(boss, "洗手盆", TODAY, desk.actor.staff_id)
    sweep(boss)
    assert (plans(desk), plans(boss)) == ([], [])
    clock.instant += timedelta(days=1)
    sweep(boss)
    assert (plans(desk), plans(boss), waiting_count(desk)) == (["洗手盆"], [], 1)
    assert know(boss, (), (row_id,)).value == 0, "the manager was not told yet"
    before = note_sheet(desk, row_id).as_of
    assert know(desk, (), (row_id, row_id), " 周末弄完 ").value == 1
    assert note_sheet(desk, row_id).as_of == before, "nothing on paper is another for it"
    assert know(desk, (), (row_id,)).value == 0
    assert (plans(desk), plans(desk, InboxState.KNOWN), waiting_count(desk)) == ([], ["洗手盆"], 0)
    assert [one.id for one in warnings(desk, clock.now()).late] == [row_id], "it is late all the same"
    said = queries.improvement(desk, row_id).history[0]
    assert (said.kind, said.text) == ("known", "周末弄完")

    clock.instant += timedelta(days=6)
    sweep(boss)
    assert (plans(desk), plans(boss)) == ([], ["洗手盆"])
    # Another due day, missed as well: whoever is told then has it there again, nobody else.
    draft = replace(DRAFT, title="洗手盆", due_on=clock.now().date(), owner_id=desk.actor.staff_id)
    actions.change(boss, row_id, None, draft)
    assert (plans(boss), warnings(boss, clock.now()).late) == ([], ())
    clock.instant += timedelta(days=1)
    sweep(boss)
    assert (plans(desk), plans(desk, InboxState.KNOWN), plans(boss)) == (["洗手盆"], [], [])
    again = inbox(desk).rows[0]
    assert isinstance(again, LatePlan)
    assert (again.known_at, again.note) == (None, ""), "what was said was of before"
    actions.put_in_force(desk, row_id, None, clock.now().date())
    assert (plans(desk), waiting_count(desk)) == ([], 0)
    assert plans(desk, InboxState.KNOWN) == ["洗手盆"]


def test_nobody_who_may_not_look_has_an_inbox(session: MakeSession) -> None:
    me = session(Role.FRONT_DESK)
    nobody = Session(me.store, replace(me.actor, permissions=frozenset()), me.clock)
    assert (waiting_count(nobody), inbox(nobody).rows) == (0, ())
    with pytest.raises(NotAllowed):
        know(nobody, (), ())
