"""Placing, taking back, undoing, splitting, joining, letting go: through the real doors."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from models.core.clock import SetClock, to_millis
from models.core.errors import ChangedMeanwhile, NotAllowed, Unknown, UserProblem
from models.core.permissions import Role
from models.core.session import Session
from models.crew.actions import add_absence
from models.crew.kinds import AbsenceDraft, AbsenceKind
from models.repairs import actions as repairs
from models.repairs.kinds import CostDraft, CostKind, WaitsFor
from models.scheduling import queries
from models.scheduling.actions import join, let_go, place, split
from models.scheduling.kinds import Against, Move, SlotReason
from models.scheduling.placing import Refused
from models.scheduling.planner import plan
from models.store.database import Store
from tests.cases import a_case
from tests.models.conftest import MakeSession
from tests.repairs import a_technician, an_order, order

NOW = datetime.fromisoformat("2026-11-20T14:20:00+08:00")  # a Friday; the office is open until 18:00


def at(hour: float, day: int = 0) -> datetime:
    return NOW.replace(hour=int(hour), minute=int(hour % 1 * 60)) + timedelta(days=day)


def to(order_id: int, technician_id: int | None, start: datetime | None = None, minutes: int = 120) -> Move:
    if start is None:
        return Move(order_id, None, None, None)
    return Move(order_id, technician_id, start, start + timedelta(minutes=minutes))


def slot(session: Session, order_id: int) -> tuple[object, ...]:
    found = order(session, order_id)
    return found.state, found.technician_id, found.starts_at, found.ends_at


def state(session: Session, order_id: int) -> tuple[object, ...]:
    found = order(session, order_id)
    return (
        *slot(session, order_id),
        found.waits_for,
        found.waits_until,
        found.override_reason,
        found.override_by,
    )


def history(session: Session, order_id: int) -> list[str]:
    return [row[0] for row in session.store.rows(
        "SELECT kind FROM order_event WHERE work_order_id = ? ORDER BY id", (order_id,))]  # fmt: skip


def test_place_move_take_back_and_undo_all_of_it(session: MakeSession) -> None:
    desk = session(Role.COORDINATOR)
    zhao, he = a_technician(desk), a_technician(desk, "何勇")
    case = a_case(desk)
    one = an_order(desk, case)
    before = state(desk, one)
    first = place(desk, (to(one, zhao, at(15)),))
    assert slot(desk, one) == ("scheduled", zhao, at(15), at(17))
    assert {("work_order", one), ("case", case)} <= first.changes.ids
    second = place(desk, (to(one, he, at(16)),)).value
    third = place(desk, (to(one, None),)).value
    assert slot(desk, one) == ("ready", None, None, None)
    sequence = order(desk, one).sequence
    for undo, expected in ((third, he), (second, zhao), (first.value, None)):
        place(desk, undo)
        assert order(desk, one).technician_id == expected
    assert state(desk, one) == before
    assert order(desk, one).sequence == sequence + 3
    assert history(desk, one) == [
        "made",
        "scheduled",
        "moved",
        "unscheduled",
        "scheduled",
        "moved",
        "unscheduled",
    ]
    told = [
        row[0]
        for row in desk.store.rows("SELECT kind FROM event WHERE complaint_id = ? ORDER BY id", (case,))
    ]
    assert told.count("order_scheduled") == 4
    assert told.count("order_unscheduled") == 2


def test_all_or_nothing_and_each_against_the_others(session: MakeSession) -> None:
    desk = session(Role.COORDINATOR)
    zhao = a_technician(desk)
    one, two = an_order(desk), an_order(desk)
    with pytest.raises(Refused) as problem:
        place(desk, (to(one, zhao, at(15)), to(two, zhao, at(16))))
    assert problem.value.code == "slot.overlap"
    assert set(problem.value.objections) == {one, two}
    assert slot(desk, one) == slot(desk, two) == ("ready", None, None, None)
    place(desk, (to(one, zhao, at(9, 3)), to(two, zhao, at(15, 3))))
    swap = place(desk, (to(one, zhao, at(15, 3)), to(two, zhao, at(9, 3)))).value
    assert slot(desk, one)[2] == at(15, 3)
    place(desk, swap)
    assert slot(desk, one)[2] == at(9, 3)


def test_what_speaks_against_it_needs_a_reason_and_the_right(session: MakeSession) -> None:
    desk, manager = session(Role.COORDINATOR), session(Role.MANAGER)
    zhao = a_technician(desk)
    one = an_order(desk)
    late = (to(one, zhao, at(19)),)
    with pytest.raises(Refused, match=r"slot\.hours"):
        place(manager, late)
    with pytest.raises(NotAllowed):
        place(desk, late, "the resident begged")
    place(manager, late, "the resident begged")
    assert state(desk, one)[-2:] == ("the resident begged", manager.actor.staff_id)
    moved = place(desk, (to(one, zhao, at(15)),)).value
    assert state(desk, one)[-2:] == ("", None)
    place(desk, moved)  # back to where the manager had answered for
    assert state(desk, one)[-2:] == ("the resident begged", manager.actor.staff_id)
    with pytest.raises(Refused, match=r"slot\.too_long"):
        place(manager, (to(one, zhao, at(9, 3), 1500),), "nobody may")
    with pytest.raises(NotAllowed):
        place(session(Role.FRONT_DESK), (to(one, zhao, at(15)),))


def test_a_forged_undo_does_not_override(session: MakeSession) -> None:
    desk = session(Role.COORDINATOR)
    zhao = a_technician(desk)
    one = an_order(desk)
    undo = place(desk, (to(one, zhao, at(15)),)).value[0]
    forged = Move(one, zhao, at(21), at(23), None, undo.standing)
    with pytest.raises(Refused):
        place(desk, (forged,))


def test_undo_refuses_what_somebody_else_has_moved_or_taken(session: MakeSession) -> None:
    desk, other = session(Role.COORDINATOR), session(Role.MANAGER)
    zhao = a_technician(desk)
    one, two = an_order(desk), an_order(desk)
    place(desk, (to(one, zhao, at(9, 3)),))
    undo = place(desk, (to(one, zhao, at(13, 3)),)).value
    place(other, (to(two, zhao, at(9, 3)),))
    with pytest.raises(Refused, match=r"slot\.overlap"):
        place(desk, undo)
    place(other, (to(one, None),))
    with pytest.raises(ChangedMeanwhile):
        place(desk, undo)
    with pytest.raises(ChangedMeanwhile):
        place(desk, (Move(one, zhao, at(15, 3), at(17, 3), 1),))


def test_what_was_in_the_past_can_be_undone_though_nobody_would_place_it_there(
    session: MakeSession, clock: SetClock
) -> None:
    desk = session(Role.COORDINATOR)
    zhao = a_technician(desk)
    one = an_order(desk)
    place(desk, (to(one, zhao, at(15)),))
    clock.advance(days=3)
    undo = place(desk, (to(one, zhao, at(15, 3)),)).value
    place(desk, undo)
    assert slot(desk, one)[2] == at(15)
    with pytest.raises(Refused, match=r"slot\.past"):
        place(desk, (to(one, zhao, at(16)),))


def test_an_order_that_waits_is_scheduled_and_waits_again_when_undone(session: MakeSession) -> None:
    desk = session(Role.COORDINATOR)
    zhao = a_technician(desk)
    one = an_order(desk)
    repairs.wait(desk, one, None, WaitsFor.PARTS, at(9, 4), "hose")
    waits = state(desk, one)
    undo = place(desk, (to(one, zhao, at(9, 5)),)).value
    assert state(desk, one)[4:6] == (None, None)
    place(desk, undo)
    assert state(desk, one) == waits


@pytest.mark.parametrize("deed", ["under way", "done", "cancelled", "draft"])
def test_what_is_under_way_or_over_stays_where_it_is(session: MakeSession, deed: str) -> None:
    desk = session(Role.COORDINATOR)
    zhao = a_technician(desk)
    one = an_order(desk, ready=deed != "draft")
    if deed != "draft":
        place(desk, (to(one, zhao, at(15)),))
    if deed == "under way":
        repairs.start(desk, one, None)
    if deed == "cancelled":
        repairs.cancel(desk, one, None, "twice")
    if deed == "done":
        with desk.store.writing():
            desk.store.execute("UPDATE work_order SET state = 'done' WHERE id = ?", (one,))
    before = slot(desk, one)
    for move in (to(one, zhao, at(16)), to(one, None)) if deed != "draft" else (to(one, zhao, at(16)),):
        with pytest.raises(Refused, match=r"slot\.state"):
            place(session(Role.MANAGER), (move,), "a reason")
    assert slot(desk, one) == before


def test_nonsense_is_told_in_words(session: MakeSession) -> None:
    desk = session(Role.MANAGER)
    zhao = a_technician(desk)
    one = an_order(desk)
    cases: Sequence[tuple[Move, str]] = (
        (to(one, zhao, at(15), 0), "slot.empty"), (to(one, zhao, at(15), -30), "slot.empty"),
        (Move(one, zhao, None, None), "slot.empty"), (to(one, zhao, at(15), 60 * 25), "slot.too_long"),
        (to(99, zhao, at(15)), "unknown.work_order"), (to(one, 99, at(15)), "unknown.technician"),
    )  # fmt: skip
    for move, code in cases:
        with pytest.raises(UserProblem) as problem:
            place(desk, (move,), "a reason")
        assert problem.value.code == code
    with pytest.raises(UserProblem, match=r"slot\.twice"):
        place(desk, (to(one, zhao, at(15)), to(one, zhao, at(16))))
    assert place(desk, ()).value == ()


def test_what_does_not_move_leaves_no_trace(session: MakeSession) -> None:
    desk = session(Role.COORDINATOR)
    zhao = a_technician(desk)
    one = an_order(desk)
    place(desk, (to(one, zhao, at(15)),))
    again = place(desk, (to(one, zhao, at(15)),))
    assert again.value == ()
    assert history(desk, one) == ["made", "scheduled"]


def test_splitting_and_joining(session: MakeSession) -> None:
    desk = session(Role.COORDINATOR)
    zhao = a_technician(desk)
    case = a_case(desk)
    one = an_order(desk, case, windows=((at(14), at(18)),))
    place(desk, (to(one, zhao, at(15)),))
    part = split(desk, one, None, 45).value
    first, rest = order(desk, one), order(desk, part)
    assert (first.estimate_minutes, first.ends_at) == (45, at(15.75))
    assert (rest.estimate_minutes, rest.state, rest.part_of_id, rest.complaint_id) == (75, "ready", one, case)
    assert rest.due_at == first.due_at
    assert queries.check(desk, (to(part, zhao, at(20), 75),), NOW)[part][-1].code is Against.WINDOW
    place(desk, (to(part, zhao, at(16), 75),))
    join(desk, one)
    assert slot(desk, one) == ("scheduled", zhao, at(15), at(17))
    assert order(desk, one).estimate_minutes == 120
    assert slot(desk, part)[:2] == ("cancelled", None)
    with pytest.raises(UserProblem, match=r"order\.not_a_part"):
        join(desk, one)


def test_a_part_that_has_a_life_of_its_own_stays(session: MakeSession) -> None:
    desk = session(Role.COORDINATOR)
    zhao = a_technician(desk)
    one = an_order(desk)
    part = split(desk, one, None, 60).value
    deeper = split(desk, part, None, 20).value
    assert join(desk, part).value == part  # its newest part first
    assert order(desk, deeper).state == "cancelled"
    repairs.add_cost(desk, part, CostDraft(CostKind.MATERIAL, 500))
    with pytest.raises(UserProblem, match=r"order\.part_used"):
        join(desk, part)
    place(desk, (to(part, zhao, at(15), 60),))
    repairs.start(desk, part, None)
    with pytest.raises(UserProblem, match=r"slot\.state"):
        join(desk, part)
    assert order(desk, one).estimate_minutes == 60


def test_joining_refuses_what_the_slot_has_no_room_for(session: MakeSession) -> None:
    desk = session(Role.COORDINATOR)
    zhao = a_technician(desk)
    one, two = an_order(desk), an_order(desk)
    place(desk, (to(one, zhao, at(9, 3)),))
    part = split(desk, one, None, 60).value
    place(desk, (to(two, zhao, at(10.25, 3)),))
    with pytest.raises(Refused, match=r"slot\.overlap"):
        join(desk, part)
    assert order(desk, part).state == "ready"
    assert order(desk, one).estimate_minutes == 60


@pytest.mark.parametrize("minutes", [0, -5, 120, 500])
def test_splitting_nowhere(session: MakeSession, minutes: int) -> None:
    desk = session(Role.COORDINATOR)
    one = an_order(desk)
    with pytest.raises(UserProblem, match=r"order\.split_where"):
        split(desk, one, None, minutes)
    assert desk.store.rows("SELECT count(*) FROM work_order")[0][0] == 1


def test_a_technician_who_leaves_loses_no_work(session: MakeSession) -> None:
    desk = session(Role.COORDINATOR)
    zhao = a_technician(desk)
    today, later, going, night = (an_order(desk) for _ in range(4))
    place(desk, (to(today, zhao, at(15)), to(later, zhao, at(9, 3)), to(going, zhao, at(9, 4))))
    with desk.store.writing():
        desk.store.execute("UPDATE work_order SET state = 'working' WHERE id = ?", (going,))
    place(session(Role.MANAGER), (to(night, zhao, at(23)),), "over midnight")
    assert let_go(desk, zhao, None, date(2026, 11, 20)).value == 2
    assert slot(desk, today)[:2] == ("scheduled", zhao)
    assert slot(desk, later) == ("ready", None, None, None)
    assert slot(desk, going)[:2] == ("working", zhao)
    with pytest.raises(Refused, match=r"slot\.gone"):
        place(session(Role.MANAGER), (to(later, zhao, at(9, 3)),), "a reason")
    listed = [row.id for row in queries.unscheduled(desk).rows]
    assert listed == [later, night]


def test_leave_over_booked_work_shows_what_is_in_the_way(session: MakeSession) -> None:
    desk = session(Role.COORDINATOR)
    zhao = a_technician(desk)
    one = an_order(desk)
    place(desk, (to(one, zhao, at(9, 3)),))
    add_absence(desk, AbsenceDraft(zhao, AbsenceKind.LEAVE, at(8, 3), at(20, 3)))
    assert [row.id for row in queries.in_the_way(desk, zhao, at(8, 3), at(20, 3))] == [one]
    assert [row.id for row in queries.in_the_way(desk, zhao, at(10, 3), at(10.5, 3))] == [one]
    assert queries.in_the_way(desk, zhao, at(8, 4), at(20, 4)) == ()
    with pytest.raises(UserProblem, match=r"absence\.overlap"):
        add_absence(desk, AbsenceDraft(zhao, AbsenceKind.SICK, at(12, 3), at(22, 3)))
    row = order(desk, one)
    found = queries.check(desk, (Move(one, zhao, row.starts_at, row.ends_at),), NOW)
    assert [objection.code for objection in found[one]] == [Against.ABSENT]


def test_find_a_slot_and_take_it(session: MakeSession) -> None:
    desk = session(Role.COORDINATOR)
    zhao, he = a_technician(desk), a_technician(desk, "何勇")
    one, two = an_order(desk), an_order(desk)
    place(desk, (to(one, zhao, at(15)),))
    best = queries.find_slots(desk, two, NOW)[0]
    assert (best.technician_id, best.starts_at, best.reasons[0]) == (
        he,
        at(14) + timedelta(minutes=20),
        SlotReason.EARLIEST,
    )
    place(desk, (Move(two, best.technician_id, best.starts_at, best.ends_at),))
    with pytest.raises(Unknown):
        queries.find_slots(desk, 99, NOW)


def test_a_plan_is_applied_and_undone_as_a_whole(session: MakeSession) -> None:
    desk = session(Role.COORDINATOR)
    zhao = a_technician(desk)
    orders = [an_order(desk, severity="s2" if n % 2 else "s4") for n in range(5)]
    lift = an_order(desk, skill="lift")
    place(desk, (to(orders[0], zhao, at(15)),))
    planning = queries.planning(desk, at(0), at(0, 4), NOW)
    found = plan(planning, 0.5)
    assert [(row.id, why.value) for row, why in found.left] == [(lift, "skill")]
    assert {one.order.id for one in found.placed} == set(orders[1:])
    before = [state(desk, one) for one in orders]
    undo = place(desk, found.moves).value
    assert all(slot(desk, one)[0] == "scheduled" for one in orders)
    assert len(queries.week(desk, at(0), at(0, 4)).orders) == 5
    place(desk, undo)
    assert [state(desk, one) for one in orders] == before


def plan_of(store: Store, where: str, params: Sequence[object]) -> list[str]:
    sql = f"EXPLAIN QUERY PLAN SELECT * FROM work_order o WHERE {where}"
    return [str(row[3]) for row in store.rows(sql, params)]


@pytest.mark.parametrize(
    ("where", "params", "index"),
    [
        (queries.SLOTS, (1, 2, 3), "work_order_slots"),
        (queries.OF_TECHNICIAN, (1, 1, 2, 3), "work_order_of_technician"),
        (queries.TO_PLAN, (5,), "work_order_unscheduled"),
    ],
)
def test_slots_are_read_through_an_index(
    store: Store, where: str, params: tuple[int, ...], index: str
) -> None:
    found = plan_of(store, where, params)
    assert any(index in step for step in found), found
    assert not any(step.startswith("SCAN") and index not in step for step in found), found
    assert not any("TEMP B-TREE" in step for step in found), found


def test_a_week_takes_as_many_statements_with_one_order_as_with_thirty(
    session: MakeSession, monkeypatch: Any
) -> None:
    desk = session(Role.COORDINATOR)
    zhao = a_technician(desk)
    heard: list[str] = []
    plain = desk.store.rows

    def listen(statement: str, params: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        heard.append(statement)
        return plain(statement, params)

    counts = []
    for upto in (1, 8):
        while desk.store.rows("SELECT count(*) FROM work_order")[0][0] < upto:
            one = an_order(desk, estimate_minutes=20)
            best = queries.find_slots(desk, one, NOW)[0]
            place(desk, (Move(one, zhao, best.starts_at, best.ends_at),))
        heard.clear()
        monkeypatch.setattr(desk.store, "rows", listen)
        assert len(queries.week(desk, at(0), at(0, 7)).orders) == upto
        monkeypatch.undo()
        counts.append(len(heard))
    assert counts[0] == counts[1] <= 8


def test_the_week_shows_what_touches_it_and_knows_what_lies_beside_it(session: MakeSession) -> None:
    desk = session(Role.MANAGER)
    zhao = a_technician(desk)
    gone = a_technician(desk, "钱明")
    let_go(desk, gone, None, date(2026, 11, 1))
    one, two = an_order(desk), an_order(desk)
    place(desk, (to(one, zhao, at(22)), to(two, zhao, at(9, 2))), "a night")
    midnight = at(0, 1).replace(minute=0)
    assert [row.id for row in queries.week(desk, at(23), at(23, 1)).orders] == [one]
    found = queries.week(desk, midnight, midnight + timedelta(days=1))
    assert found.orders == ()
    assert [person.id for person in found.people] == [zhao]
    assert [busy.order_id for busy in found.roster.busy[zhao]] == [one, two]
    assert to_millis(found.roster.busy[zhao][0].starts_at) == to_millis(at(22))
