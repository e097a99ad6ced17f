"""Times that are agreed with residents."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.repairs import actions
from models.repairs.kinds import (
    AppointmentDraft,
    OrderFilter,
)
from models.repairs.queries import appointments_coming, order_page
from tests.models.repairs.conftest import Yard, refused
from tests.models.repairs.test_states import told
from tests.repairs import slot


def span(yard: Yard, hours: float, length: float = 2) -> AppointmentDraft:
    """A window from so many hours ahead."""
    return AppointmentDraft(yard.at(hours=hours), yard.at(hours=hours + length), note="先打电话")


def test_appointments_keep_their_history(yard: Yard) -> None:
    one = yard.made("scheduled", yard.case)
    with refused("appointment.none"):
        actions.move_appointment(yard.session, one, None, span(yard, 3), "业主有事")
    actions.agree(yard.session, one, None, span(yard, 1))
    with refused("appointment.agreed"):
        actions.agree(yard.session, one, None, span(yard, 3))
    actions.remind(yard.session, one, None)
    with refused("order.reason_missing"):
        actions.move_appointment(yard.session, one, None, span(yard, 4), "")
    actions.move_appointment(yard.session, one, None, span(yard, 4), "业主有事")
    file = yard.file(one)
    assert [(row.state, row.from_at, row.note) for row in file.appointments] == [
        ("moved", yard.at(hours=1), "业主有事"), ("agreed", yard.at(hours=4), "先打电话"),
    ]  # fmt: skip
    assert file.appointments[0].reminded_at is not None
    assert file.row.window == (yard.at(hours=4), yard.at(hours=6))
    coming = appointments_coming(yard.session.store, yard.at(), yard.at(days=1))
    assert [(come.order.id, come.appointment.id) for come in coming] == [(one, file.appointments[1].id)]
    assert appointments_coming(yard.session.store, yard.at(), yard.at(hours=4)) == ()
    with refused("appointment.not_over"):
        actions.miss_appointment(yard.session, one, None, "堵车")
    yard.clock.advance(hours=7)
    actions.miss_appointment(yard.session, one, None, "堵车")
    assert yard.file(one).appointments[-1].state == "missed"
    assert yard.told(yard.case) == [
        "order_made",
        "appointment_made",
        "appointment_moved",
        "appointment_missed",
    ]


@pytest.mark.parametrize(
    ("begin", "length", "code"),
    [
        (2, 0, "appointment.empty"),
        (2, -1, "appointment.empty"),
        (2, 25, "appointment.too_long"),
        (-5, 4, "appointment.past"),
        (10 * 366 * 24, 2, "appointment.far"),
    ],
)
def test_appointments_that_cannot_be(yard: Yard, begin: float, length: float, code: str) -> None:
    one = yard.made("scheduled")
    with refused(code):
        actions.agree(yard.session, one, None, span(yard, begin, length))
    with refused(code):
        actions.no_access(yard.session, one, None, False, "没人", span(yard, begin, length))
    assert (yard.row(one).state, yard.file(one).appointments) == ("scheduled", ())


def test_nobody_in(yard: Yard) -> None:
    one = yard.made("scheduled", yard.case)
    actions.agree(yard.session, one, None, span(yard, 1))
    yard.clock.advance(hours=2)
    following = actions.no_access(yard.session, one, None, True, "敲门三次", span(yard, 24)).value
    file = yard.file(one)
    assert [(row.state, row.note_left, row.note) for row in file.appointments] == [
        ("no_access", True, "敲门三次"), ("agreed", False, "先打电话"),
    ]  # fmt: skip
    assert (file.row.state, file.row.starts_at, file.appointments[-1].id) == ("ready", None, following)
    assert yard.value("on_site_at", yard.case) is not None
    slot(yard.session, one, yard.technician)
    assert actions.no_access(yard.session, one, None, False, "又没人").value is None
    assert (yard.row(one).state, yard.row(one).waits_for) == ("waiting", "access")
    actions.go_on(yard.session, one, None)
    actions.done(yard.session, one, None, told(yard))
    assert yard.file(one).first_time is False
    assert len(order_page(yard.session, OrderFilter(states=("ready",))).rows) == 0


def test_an_appointment_is_kept_by_coming_and_how_late_is_known(yard: Yard) -> None:
    one = yard.made("scheduled")
    actions.agree(yard.session, one, None, span(yard, 1, 1))
    yard.clock.advance(hours=2, minutes=20)
    actions.start(yard.session, one, None)
    kept = [event for event in yard.file(one).events if event.kind == "appointment_kept"]
    assert [event.facts["late_minutes"] for event in kept] == [20]
    with refused("appointment.not_now"):
        actions.agree(yard.session, one, None, span(yard, 1))
    yard.clock.advance(minutes=30)
    actions.done(yard.session, one, None, told(yard, started_at=yard.at(minutes=-30), labour=()))
    assert [row.state for row in yard.file(one).appointments] == ["kept"]
    assert timedelta(minutes=30) == yard.file(one).labour[0].ended_at - yard.file(one).labour[0].started_at
