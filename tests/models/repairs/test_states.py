"""Every state and every deed: what is allowed works, and nothing else does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from models.core.errors import ChangedMeanwhile, NotAllowed, UserProblem
from models.core.permissions import Permission, Role
from models.repairs import actions
from models.repairs.kinds import (
    AppointmentDraft,
    CostDraft,
    CostKind,
    DoneDraft,
    LabourDraft,
    OrderDraft,
    OrderState,
    Outcome,
    WaitsFor,
)
from models.repairs.states import BY_DEED, CHANGES, Deed, after, deeds_of, may
from models.scheduling import actions as scheduling
from models.scheduling.kinds import Move
from models.store.doctor import examine
from tests.models.conftest import MakeSession
from tests.models.repairs.conftest import Yard, refused
from tests.people import without

BY_SCHEDULING = {Deed.PLACE, Deed.TAKE_BACK}


def told(yard: Yard, outcome: Outcome = Outcome.FIXED, **fields: Any) -> DoneDraft:
    """An hour of work that ended just now."""
    who = (LabourDraft(yard.technician, yard.at(hours=-1), yard.at()),)
    given: dict[str, Any] = {
        "words": "换了软管", "labour": who, "started_at": yard.at(hours=-1), "finished_at": yard.at(), **fields
    }  # fmt: skip
    return DoneDraft(outcome, **given)


DEEDS: dict[Deed, Callable[[Yard, int, int | None], object]] = {
    Deed.READY: lambda y, o, v: actions.ready(y.session, o, v),
    Deed.ON_THE_WAY: lambda y, o, v: actions.on_the_way(y.session, o, v),
    Deed.START: lambda y, o, v: actions.start(y.session, o, v),
    Deed.WAIT: lambda y, o, v: actions.wait(y.session, o, v, WaitsFor.PARTS, None, "等密封圈"),
    Deed.GO_ON: lambda y, o, v: actions.go_on(y.session, o, v),
    Deed.NO_ACCESS: lambda y, o, v: actions.no_access(y.session, o, v, True, "敲门无人"),
    Deed.COME_AGAIN: lambda y, o, v: actions.no_access(
        y.session, o, v, True, "敲门无人", AppointmentDraft(y.at(days=1), y.at(days=1, hours=2))
    ),
    Deed.DONE: lambda y, o, v: actions.done(y.session, o, v, told(y)),
    Deed.CHECK: lambda y, o, v: actions.check(y.session, o, v, "", True),
    Deed.CANCEL: lambda y, o, v: actions.cancel(y.session, o, v, "业主自己修好了"),
}


def brought_to(yard: Yard, state: OrderState) -> int:
    """An order that stands at a state, led there by real actions."""
    match state:
        case OrderState.DRAFT | OrderState.READY | OrderState.SCHEDULED:
            return yard.made(state.value)
        case OrderState.ON_THE_WAY | OrderState.WORKING:
            order = yard.made("scheduled")
            DEEDS[Deed.ON_THE_WAY if state == OrderState.ON_THE_WAY else Deed.START](yard, order, None)
            return order
        case OrderState.CHECKED:
            order = brought_to(yard, OrderState.DONE)
            DEEDS[Deed.CHECK](yard, order, None)
            return order
    order = yard.made("ready")
    DEEDS[{"waiting": Deed.WAIT, "done": Deed.DONE, "cancelled": Deed.CANCEL}[state.value]](yard, order, None)
    return order


@pytest.mark.parametrize("state", OrderState)
def test_every_deed_from_every_state(yard: Yard, state: OrderState) -> None:
    """Allowed ones lead where the table says; others are refused and leave no trace."""
    for deed in set(Deed) - BY_SCHEDULING:
        order = brought_to(yard, state)
        before, history = yard.row(order), yard.kinds(order)
        assert before.state == state
        if may(state, deed):
            DEEDS[deed](yard, order, before.row_version)
            assert yard.row(order).state == BY_DEED[deed].target
            assert len(yard.kinds(order)) > len(history)
        else:
            with pytest.raises(UserProblem) as refused:
                DEEDS[deed](yard, order, before.row_version)
            assert refused.value.code == "order.state"
            assert (yard.row(order), yard.kinds(order)) == (before, history)


def test_the_table_names_every_deed_once() -> None:
    assert [change.deed for change in CHANGES] == list(Deed)
    assert deeds_of("checked") == deeds_of("cancelled") == ()
    assert Deed.PLACE in deeds_of("waiting")


@pytest.mark.parametrize("deed", [change.deed for change in CHANGES if change.reason])
def test_reasons_are_owed(deed: Deed) -> None:
    for state in BY_DEED[deed].sources:
        with refused("order.reason_missing"):
            after(state, deed, "  ")


@pytest.mark.parametrize("deed", sorted(set(Deed) - BY_SCHEDULING))
def test_a_stale_order_is_not_overwritten(yard: Yard, deed: Deed) -> None:
    order = brought_to(yard, sorted(BY_DEED[deed].sources)[0])
    with pytest.raises(ChangedMeanwhile):
        DEEDS[deed](yard, order, yard.row(order).row_version - 1)


def test_rights(yard: Yard, session: MakeSession) -> None:
    """The desk makes and carries out; coordinators check; nobody without the right does anything."""
    desk = session(Role.FRONT_DESK)
    order = actions.make(desk, OrderDraft("换软管", skill="plumbing")).value
    actions.done(desk, order, None, told(yard))
    with pytest.raises(NotAllowed):
        actions.check(desk, order, None, "", True)
    actions.check(session(Role.COORDINATOR), order, None, "", True)
    bare = without(yard.session, Permission.ORDER_WORK)
    span = AppointmentDraft(yard.at(days=1), yard.at(days=1, hours=2))
    for attempt in (
        lambda: actions.make(bare, OrderDraft("x", skill="plumbing")),
        lambda: actions.change(bare, order, None, OrderDraft("x", skill="plumbing")),
        lambda: actions.make_return(bare, order, "x"),
        lambda: actions.agree(bare, order, None, span),
        lambda: actions.move_appointment(bare, order, None, span, "x"),
        lambda: actions.drop_appointment(bare, order, None, "x"),
        lambda: actions.miss_appointment(bare, order, None, "x"),
        lambda: actions.remind(bare, order, None),
        lambda: actions.correct_done(bare, order, None, told(yard)),
        lambda: actions.add_labour(bare, order, LabourDraft(1, yard.at(hours=-1), yard.at())),
        lambda: actions.add_cost(bare, order, CostDraft(CostKind.OTHER, 1)),
        lambda: actions.remove_cost(bare, 1),
        lambda: actions.remove_labour(bare, 1),
        lambda: actions.book_part(bare, order, 1, 1),
        lambda: actions.bring_back(bare, order, 1, 1),
        lambda: actions.add_reading(bare, order, "x", "1"),
        lambda: actions.remove_reading(bare, 1),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    for deed in set(DEEDS) - {Deed.CHECK}:
        with pytest.raises(NotAllowed):
            DEEDS[deed](Yard(bare, yard.technician, yard.case), order, None)


def test_only_who_may_check_lets_work_go_on_that_waits_for_approval(yard: Yard, session: MakeSession) -> None:
    desk, order = session(Role.FRONT_DESK), yard.made()
    actions.wait(desk, order, None, WaitsFor.APPROVAL, yard.at(days=2), "超过三百元")
    with pytest.raises(NotAllowed):
        actions.go_on(desk, order, None)
    with pytest.raises(NotAllowed):
        actions.approve_wait(desk, order, None)
    actions.approve_wait(session(Role.COORDINATOR), order, None, "可以")
    assert (yard.row(order).state, yard.row(order).waits_for) == ("ready", None)
    actions.wait(desk, order, None, WaitsFor.PARTS, None, "等货")
    with refused("order.not_for_approval"):
        actions.approve_wait(yard.session, order, None)
    with refused("order.wait_past"):
        actions.wait(desk, yard.made(), None, WaitsFor.PARTS, yard.at(minutes=-1), "等货")
    for fails in (
        lambda: actions.wait(desk, yard.made(), None, WaitsFor.PARTS, yard.at(days=3700), "等货"),
        lambda: yard.made(due_at=yard.at(days=3700)),
        lambda: actions.change(
            desk, yard.made(), None, OrderDraft("x", skill="plumbing", due_at=yard.at(days=3700))
        ),
    ):
        with refused("order.far"):
            fails()


def test_approval_cannot_be_gone_round(yard: Yard, session: MakeSession) -> None:
    """Neither a slot nor a part lets work go on that nobody has approved, nor makes a draft more than one."""
    planner = without(session(Role.COORDINATOR), Permission.CHECK_WORK)
    order, draft = yard.made(), yard.made("draft")
    actions.wait(planner, order, None, WaitsFor.APPROVAL, yard.at(days=2), "超出限额")
    move = Move(order, yard.technician, yard.at(hours=1), yard.at(hours=2))
    with pytest.raises(NotAllowed):
        scheduling.place(planner, (move,))
    part, note = (scheduling.split(planner, one, None, 30).value for one in (order, draft))
    with pytest.raises(NotAllowed):
        actions.go_on(planner, part, None)
    assert (yard.row(part).state, yard.file(part).waits_until) == ("waiting", yard.at(days=2))
    assert yard.row(note).state == "draft"
    scheduling.place(yard.session, (move,))
    assert (yard.row(order).state, yard.row(order).waits_for) == ("scheduled", None)
    assert examine(yard.session.store).ok


def test_time_has_an_order(yard: Yard) -> None:
    order = yard.made("scheduled")
    with refused("order.future"):
        actions.on_the_way(yard.session, order, None, yard.at(minutes=1))
    actions.on_the_way(yard.session, order, None, yard.at(minutes=-20))
    with refused("order.before_the_way"):
        actions.start(yard.session, order, None, yard.at(minutes=-30))
    with refused("order.future"):
        actions.start(yard.session, order, None, yard.at(minutes=1))
    with refused("order.long_ago"):
        actions.start(yard.session, yard.made("scheduled"), None, yard.at(days=-365))
    actions.start(yard.session, order, None, yard.at(minutes=-10))
    assert yard.file(order).started_at == yard.at(minutes=-10)


@pytest.mark.parametrize(
    ("start", "finish", "code"),
    [
        (timedelta(hours=-1), timedelta(minutes=1), "order.future"),
        (timedelta(minutes=1), timedelta(minutes=2), "order.future"),
        (timedelta(hours=-1), timedelta(hours=-2), "order.backwards"),
        (timedelta(hours=-1), timedelta(hours=-1), "order.backwards"),
        (timedelta(days=-9), timedelta(0), "order.longer_than_a_visit"),
        (timedelta(days=-365, hours=-1), timedelta(days=-365), "order.long_ago"),  # the wrong year
    ],
)
def test_times_of_work_that_cannot_be(yard: Yard, start: timedelta, finish: timedelta, code: str) -> None:
    order, now = yard.made("scheduled"), yard.at()
    times: dict[str, Any] = {"started_at": now + start, "finished_at": now + finish, "labour": ()}
    with pytest.raises(UserProblem) as refused:
        actions.done(yard.session, order, None, told(yard, **times))
    assert refused.value.code == code
    assert yard.row(order).state == "scheduled"
    assert yard.file(order).labour == ()
