"""What a report needs of a case, gathered from the store."""

from __future__ import annotations

import pytest

from models.accounts.actions import add_staff
from models.accounts.kinds import StaffDraft
from models.complaints.actions import assign
from models.core.clock import SetClock
from models.core.errors import Unknown
from models.core.permissions import Role
from models.core.session import Session
from models.handling import actions
from models.handling.reporting import report_cases
from models.options.queries import settings
from tests.cases import FACTS, a_case, ready, walk
from tests.models.conftest import MakeSession


def test_cases_come_in_the_order_asked_for_with_the_property_around_them(desk: Session) -> None:
    first, second = a_case(desk), a_case(desk)
    told = report_cases(desk.store, [second, first])
    assert [case.file.case.row.id for case in told] == [second, first]
    options = settings(desk.store)
    assert told[0].property_name == options.property_name
    assert told[0].property_phone == options.property_phone
    assert told[0].zone == options.zone


def test_the_names_are_those_of_the_people_in_the_facts_and_no_others(
    desk: Session, other: Session, manager: Session, session: MakeSession
) -> None:
    case_id = a_case(desk)
    walk(desk, other, case_id, 4)
    ready(desk, other, case_id, 4)
    actions.finish_step(desk, case_id, None, FACTS[4] | {"apologised_by": manager.actor.staff_id})
    assert dict(report_cases(desk.store, [case_id])[0].staff) == {manager.actor.staff_id: manager.actor.name}
    colleague = other.actor.staff_id
    assert colleague is not None
    assign(manager, case_id, None, colleague)
    assert report_cases(desk.store, [case_id])[0].staff[colleague] == other.actor.name
    before = report_cases(desk.store, [case_id])
    add_staff(session(Role.ADMINISTRATOR), StaffDraft("new", "新同事", Role.FRONT_DESK), None)
    assert report_cases(desk.store, [case_id]) == before


def test_data_are_as_of_their_last_change_and_not_of_the_printing(desk: Session, clock: SetClock) -> None:
    case_id = a_case(desk)
    recorded = clock.now()
    clock.advance(minutes=90)
    assert report_cases(desk.store, [case_id])[0].as_of == recorded


def test_a_case_that_is_gone_is_said_to_be(desk: Session) -> None:
    with pytest.raises(Unknown):
        report_cases(desk.store, [4711])
