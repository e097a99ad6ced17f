"""Reading orders: rows, lists, counts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.complaints.kinds import Severity
from models.core.errors import Unknown, UserProblem
from models.repairs import actions
from models.repairs.kinds import Access, OrderDraft, OrderFilter
from models.repairs.queries import (
    board_counts,
    costs_of_case,
    order_count,
    order_file,
    order_id,
    order_page,
    order_row,
    order_rows,
    orders_of_case,
    side_count,
)
from tests import cases
from tests.models.conftest import MakeSession
from tests.repairs import a_technician, an_order


def test_an_order_takes_over_what_its_case_knows(session: MakeSession) -> None:
    desk = session()
    case = cases.a_case(desk, severity=Severity.S2)
    made = an_order(desk, case, title="", skill=None)
    row = order_row(desk.store, made)
    file = order_file(desk.store, made)
    assert (row.reference, row.state, row.complaint_id) == ("W2611-0001", "ready", case)
    assert row.title == "厨房顶昨晚开始滴水，滴到灶台上"
    assert row.skill == "plumbing"
    assert (row.severity, row.where_text, row.resident) == ("s2", "3-1502 厨房", "陈建国")
    assert file.contact_phone == "138 6021 7745"
    assert file.text == cases.WHOLE.words
    due = desk.store.rows("SELECT resolve_due_at FROM complaint WHERE id = ?", (case,))[0][0]
    assert row.due_at is not None
    assert due is not None
    assert int(row.due_at.timestamp() * 1000) == due
    assert [event.kind for event in file.events] == ["made"]
    assert orders_of_case(desk.store, case) == (row,)


def test_what_is_typed_wins_over_the_case(session: MakeSession) -> None:
    desk = session()
    made = an_order(
        desk, cases.a_case(desk), title="查立管", where_text="三号楼管井", contact_name="物业", severity="s4",
        skill="tiling", access=Access.KEY,
    )  # fmt: skip
    row = order_row(desk.store, made)
    assert (row.title, row.where_text, row.resident, row.severity, row.skill, row.access) == (
        "查立管", "三号楼管井", "物业", "s4", "tiling", "key",
    )  # fmt: skip


def test_references_are_found_however_they_are_scanned(session: MakeSession) -> None:
    desk = session()
    made = an_order(desk)
    assert order_id(desk.store, " w2611-0001\n") == made
    assert order_id(desk.store, "Ｗ２６１１－０００１") == made
    with pytest.raises(Unknown):
        order_id(desk.store, "W2611-0002")
    with pytest.raises(Unknown):
        order_row(desk.store, 99)
    with pytest.raises(Unknown):
        order_file(desk.store, 99)


def test_rows_come_in_the_order_asked_for(session: MakeSession) -> None:
    desk = session()
    a, b = an_order(desk), an_order(desk)
    assert [row.id for row in order_rows(desk.store, (b, 99, a))] == [b, a]
    assert order_rows(desk.store, ()) == ()


def test_lists_are_read_in_pages_and_lose_nothing(session: MakeSession) -> None:
    desk = session()
    now = desk.clock.now()
    made = [an_order(desk, due_at=now + timedelta(hours=hours)) for hours in (5, 1, 3, 3)]
    made.append(an_order(desk))  # never due: last
    wanted = OrderFilter(unscheduled=True)
    seen: list[int] = []
    key = None
    while True:
        page = order_page(desk, wanted, key, limit=2)
        seen.extend(row.id for row in page.rows)
        if page.next_key is None:
            break
        key = page.next_key
    assert seen == [made[1], made[2], made[3], made[0], made[4]]
    assert order_count(desk, wanted) == 5
    assert order_count(desk, wanted, limit=3) == 3
    assert [row.id for row in order_page(desk, OrderFilter()).rows] == made[::-1]


def test_filters(session: MakeSession) -> None:
    desk = session()
    case = cases.a_case(desk)
    late = an_order(desk, due_at=desk.clock.now() - timedelta(minutes=1), title="井盖 100%")
    of_case = an_order(desk, case)
    draft = an_order(desk, ready=False, skill="lift")

    def ids(**fields: object) -> set[int]:
        return {row.id for row in order_page(desk, OrderFilter(**fields)).rows}  # type: ignore[arg-type]

    assert ids(late=True) == {late}
    assert ids(complaint_id=case) == {of_case}
    assert ids(states=("draft",)) == {draft} == ids(skill="lift")
    assert ids(states=("draft", "ready")) == {late, of_case, draft}
    assert ids(states=("done",)) == set() == ids(technician_id=a_technician(desk))
    assert ids(unscheduled=True) == {late, of_case}
    assert ids(text="100%") == {late}
    assert ids(text="1%0") == set()
    assert ids(text="2611-0001 软管") == {of_case}  # the order of the case of that reference
    assert ids(text="W2611-0001") == {late}
    with pytest.raises(ValueError, match="session"):
        order_page(desk.store, OrderFilter(late=True))


def test_counts(session: MakeSession) -> None:
    desk = session()
    an_order(desk)
    an_order(desk, ready=False)
    counted = board_counts(desk.store)
    assert (counted["ready"], counted["draft"], counted["done"]) == (1, 1, 0)
    assert side_count(desk.store) == 1
    assert costs_of_case(desk.store, 1).total_minor == 0


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"title": " "}, "order.no_title"),
        ({"skill": None}, "order.no_skill"),
        ({"estimate_minutes": 0}, "order.no_time"),
        ({"estimate_minutes": -5}, "order.no_time"),
        ({"estimate_minutes": 60 * 24 * 40}, "order.too_long"),
        ({"skill": "magic"}, "unknown.skill"),
        ({"place_id": 9999}, "unknown.place"),
        ({"resident_id": 9999}, "unknown.resident"),
        ({"remedy_id": 9999}, "unknown.remedy"),
        ({"complaint_id": 9999}, "unknown.case"),
    ],
)
def test_what_cannot_be_an_order_is_refused(
    session: MakeSession, fields: dict[str, object], code: str
) -> None:
    desk = session()
    given: dict[str, object] = {"title": "换软管", "skill": "plumbing", **fields}
    with pytest.raises(UserProblem) as told:
        actions.make(desk, OrderDraft(**given))  # type: ignore[arg-type]
    assert told.value.code == code
    assert order_count(desk, OrderFilter()) == 0


def test_an_order_may_be_longer_than_a_day(session: MakeSession) -> None:
    desk = session()
    assert order_row(desk.store, an_order(desk, estimate_minutes=60 * 40)).estimate_minutes == 2400
