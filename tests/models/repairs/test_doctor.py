"""The doctor finds orders and parts that were changed from outside."""

from __future__ import annotations

import pytest

from models.complaints.kinds import FileDraft
from models.handling.actions import grant_remedy
from models.handling.kinds import RemedyDraft
from models.repairs import actions
from models.repairs.kinds import AppointmentDraft, FileKind, WaitsFor
from models.scheduling import actions as scheduling
from models.stock.actions import add_part
from models.stock.kinds import PartDraft
from models.store.doctor import examine
from tests import cases
from tests.models.repairs.conftest import Yard
from tests.models.repairs.test_states import told
from tests.reports.cases import a_photo


@pytest.fixture
def many(yard: Yard) -> Yard:
    """1 is scheduled, 2 a part of it, 3 waits, 4 is done with 5 coming back for it, 6 was cancelled."""
    first = yard.made("scheduled", yard.case)
    scheduling.split(yard.session, first, None, 60)
    actions.agree(yard.session, first, None, AppointmentDraft(yard.at(hours=1), yard.at(hours=2)))
    actions.attach_file(yard.session, first, FileDraft("a.jpg", a_photo()), FileKind.BEFORE)
    actions.wait(yard.session, yard.made("ready", yard.case), None, WaitsFor.PARTS, None, "等货")
    done = yard.made("scheduled")
    actions.done(yard.session, done, None, told(yard))
    actions.make_return(yard.session, done, "又漏了")
    actions.cancel(yard.session, yard.made(), None, "不要了")
    hose = add_part(yard.session, PartDraft("P-1", "软管", count=5)).value
    actions.book_part(yard.session, first, hose, 2)
    assert examine(yard.session.store).ok
    return yard


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE work_order SET due_at = due_at + 1 WHERE id IN (1, 4)", ["W2611-0001"]),
        (
            "UPDATE work_order SET starts_at = NULL, ends_at = NULL, technician_id = NULL WHERE id = 1",
            ["W2611-0001"],
        ),
        ("UPDATE work_order SET technician_id = NULL WHERE id = 1", ["W2611-0001"]),
        ("UPDATE work_order SET ends_at = starts_at WHERE id = 1", ["W2611-0001"]),
        ("UPDATE work_order SET state = 'ready' WHERE id = 1", ["W2611-0001"]),
        ("UPDATE work_order SET state = 'working' WHERE id = 1", ["W2611-0001"]),
        ("UPDATE work_order SET complaint_id = NULL WHERE id = 2", ["W2611-0002"]),
        ("UPDATE work_order SET estimate_minutes = 0 WHERE id = 2", ["W2611-0002"]),
        ("UPDATE work_order SET waits_for = NULL WHERE id = 3", ["W2611-0003"]),
        ("UPDATE work_order SET state = 'ready' WHERE id = 3", ["W2611-0003"]),
        ("UPDATE work_order SET finished_at = started_at WHERE id = 4", ["W2611-0004"]),
        ("UPDATE work_order SET outcome = NULL WHERE id = 4", ["W2611-0004"]),
        ("UPDATE work_order SET state = 'checked' WHERE id = 4", ["W2611-0004"]),
        ("UPDATE work_order SET complaint_id = 1, due_at = NULL WHERE id = 5", ["W2611-0005"]),
        ("UPDATE work_order SET cancelled_at = NULL WHERE id = 6", ["W2611-0006"]),
        ("UPDATE attachment SET complaint_id = NULL", ["W2611-0001"]),
        ("UPDATE part SET count = 4", ["P-1"]),
        ("DELETE FROM stock_move WHERE work_order_id = 1", ["P-1"]),
    ],
)
def test_what_was_changed_from_outside_is_found(many: Yard, change: str, found: list[str]) -> None:
    store = many.session.store
    with store.writing():
        store.execute(change)
    named = [fact for one in examine(store).findings for fact in one.facts.values()]
    assert named == found


def test_open_work_of_a_closed_case_is_found(many: Yard) -> None:
    store = many.session.store
    with store.writing():
        store.execute("UPDATE complaint SET status = 'closed', closed_at = 1, steps = 'dddddddd', step = 0")
    found = examine(store).findings
    assert [one.facts["order"] for one in found] == ["W2611-0001", "W2611-0002", "W2611-0003"]
    assert {one.code for one in found} == {"order.contradicts"}


def test_a_remedy_of_another_case_is_found(many: Yard) -> None:
    store, other = many.session.store, cases.a_case(many.session)
    cases.walk(many.session, many.session, other, 4)
    remedy = grant_remedy(many.session, other, None, RemedyDraft("repair", 1_00)).value
    with store.writing():
        store.execute("UPDATE work_order SET remedy_id = ? WHERE id = 2", (remedy,))
    assert [one.facts["order"] for one in examine(store).findings] == ["W2611-0002"]
