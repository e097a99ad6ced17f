"""What work costs, and where that is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from models.core.errors import UserProblem
from models.crew.actions import add_contractor
from models.crew.kinds import ContractorDraft
from models.handling.actions import grant_remedy
from models.handling.kinds import RemedyDraft
from models.handling.queries import case_file
from models.repairs import actions
from models.repairs.drafting import from_case
from models.repairs.kinds import (
    Access,
    AppointmentDraft,
    CostDraft,
    CostKind,
    LabourDraft,
    OrderDraft,
)
from models.repairs.of_case import work_of_case
from models.repairs.queries import costs_of_case, remedy_costs
from models.stock.actions import add_part
from models.stock.kinds import PartDraft
from models.stock.queries import part
from tests import cases
from tests.models.repairs.conftest import Yard, refused
from tests.models.repairs.test_states import told
from tests.repairs import a_technician


def a_part(yard: Yard, count: int = 5, price_minor: int = 12_50, code: str = "P-1") -> int:
    """Hoses in the store room."""
    return add_part(yard.session, PartDraft(code, "软管", "根", count, 1, price_minor)).value


def test_cancelling_gives_everything_back_but_what_was_spent(yard: Yard) -> None:
    hose = a_part(yard)
    idle, begun = yard.made("scheduled", yard.case), yard.made("scheduled", yard.case)
    for one in (idle, begun):
        actions.agree(yard.session, one, None, AppointmentDraft(yard.at(hours=1), yard.at(hours=3)))
        actions.book_part(yard.session, one, hose, 2)
    actions.start(yard.session, begun, None, yard.at(hours=-1))
    for one in (idle, begun):
        actions.cancel(yard.session, one, None, "业主自己修了")
    assert part(yard.session.store, hose).count == 3
    assert yard.file(idle).total.total_minor == 0
    assert yard.file(begun).total.total_minor == 60_00 + 25_00
    assert [one.state for one in yard.file(idle).appointments] == ["cancelled"]
    assert [one.state for one in yard.file(begun).appointments] == ["kept"]
    assert yard.file(idle).row.starts_at is not None  # calendars learn whose entry ends
    with refused("order.over"):
        actions.book_part(yard.session, idle, hose, 1)
    actions.add_cost(yard.session, idle, CostDraft(CostKind.OTHER, 50_00, text="空跑费"))
    assert costs_of_case(yard.session.store, yard.case).total_minor == 60_00 + 25_00 + 50_00


def test_costs_that_cannot_be(yard: Yard) -> None:
    one = yard.made("scheduled")
    firm = add_contractor(yard.session, ContractorDraft("恒达机电", rate_minor=100_00)).value
    for draft, code in (
        (CostDraft(CostKind.MATERIAL, -1), "cost.negative"),
        (CostDraft(CostKind.MATERIAL, 0), "cost.nothing"),
        (CostDraft(CostKind.MATERIAL, 10**12), "cost.too_much"),
        (CostDraft(CostKind.INVOICE, 1, number="7"), "cost.no_contractor"),
        (CostDraft(CostKind.INVOICE, 1, firm), "cost.no_number"),
        (CostDraft(CostKind.INVOICE, 1, 99, "7"), "unknown.contractor"),
    ):
        with refused(code):
            actions.add_cost(yard.session, one, draft)
    invoice = CostDraft(CostKind.INVOICE, 800_00, firm, "2026-17", "水泵检修")
    line = actions.add_cost(yard.session, one, invoice).value
    with pytest.raises(UserProblem) as twice:
        actions.add_cost(yard.session, yard.made(), replace(invoice, number=" 2026-17 "))
    capital = actions.add_cost(yard.session, one, replace(invoice, number="FP-8a")).value
    with refused("cost.twice"):  # whoever types it again writes it a little differently
        actions.add_cost(yard.session, yard.made(), replace(invoice, number="ｆｐ－８ A"))
    actions.remove_cost(yard.session, capital)
    assert (twice.value.code, twice.value.facts["reference"]) == ("cost.twice", yard.row(one).reference)
    actions.remove_cost(yard.session, line)
    actions.add_cost(yard.session, yard.made(), invoice)
    with refused("unknown.cost"):
        actions.remove_cost(yard.session, line)
    with refused("order.state"):
        actions.add_cost(yard.session, yard.made("draft"), CostDraft(CostKind.OTHER, 1))
    with refused("unknown.work_order"):
        actions.add_cost(yard.session, 999, CostDraft(CostKind.OTHER, 1))


def test_seconds_shorten_no_work(yard: Yard) -> None:
    one = yard.made("scheduled", yard.case)
    whole = yard.at(hours=-3).replace(second=0, microsecond=0)
    draft = LabourDraft(
        yard.technician, whole + timedelta(seconds=40), whole + timedelta(minutes=102, seconds=10)
    )
    actions.add_labour(yard.session, one, draft)
    assert yard.file(one).events[-1].facts["minutes"] == 102
    assert [done.minutes for done in work_of_case(yard.session.store, yard.case)] == [102]


def test_an_invoice_stands_in_place_of_the_firms_hours(yard: Yard) -> None:
    firm = add_contractor(
        yard.session, ContractorDraft("恒达机电", rate_minor=100_00, call_out_minor=30_00)
    ).value
    man = a_technician(yard.session, "马俊", contractor_id=firm, rate_minor=1_00)
    one = yard.made("scheduled")
    for back in (3, 1):
        actions.add_labour(
            yard.session, one, LabourDraft(man, yard.at(hours=-back), yard.at(hours=-back, minutes=30))
        )
    actions.add_labour(yard.session, one, LabourDraft(yard.technician, yard.at(hours=-2), yard.at(hours=-1)))
    assert [line.cost_minor for line in yard.file(one).labour] == [80_00, 60_00, 50_00]
    invoice = actions.add_cost(yard.session, one, CostDraft(CostKind.INVOICE, 90_00, firm, "1")).value
    assert yard.file(one).total == replace(yard.file(one).total, labour_minor=60_00, other_minor=90_00)
    actions.remove_cost(yard.session, invoice)
    first = yard.file(one).labour[0]
    actions.remove_labour(yard.session, first.id)
    assert [line.cost_minor for line in yard.file(one).labour] == [60_00, 80_00]  # the call-out moves on


def test_nobody_works_twice_at_a_time(yard: Yard) -> None:
    one = yard.made("scheduled")
    draft = LabourDraft(yard.technician, yard.at(hours=-2), yard.at(hours=-1))
    actions.add_labour(yard.session, one, draft)
    for begin, end in ((-2, -1), (-1.5, -0.5), (-3, -1.5)):
        with refused("labour.overlap"):
            actions.add_labour(
                yard.session,
                one,
                replace(draft, started_at=yard.at(hours=begin), ended_at=yard.at(hours=end)),
            )
    actions.add_labour(yard.session, one, replace(draft, started_at=yard.at(hours=-1), ended_at=yard.at()))
    with refused("order.backwards"):
        actions.add_labour(yard.session, one, replace(draft, ended_at=draft.started_at))
    with refused("unknown.technician"):
        actions.add_labour(yard.session, one, replace(draft, technician_id=99))
    assert yard.file(one).total.labour_minor == 120_00


def test_the_ledger_knows_what_was_agreed_and_what_it_cost(yard: Yard) -> None:
    cases.walk(yard.session, yard.session, yard.case, 4)
    grants = [RemedyDraft(kind, 100_00, "换软管") for kind in ("repair", "refund")]
    repair, refund = (grant_remedy(yard.session, yard.case, None, draft).value for draft in grants)
    draft = from_case(yard.session.store, yard.case, yard.at())
    assert (draft.remedy_id, draft.access) == (repair, Access.ANY_TIME)
    one, other = yard.made("scheduled", yard.case, remedy_id=repair), yard.made("scheduled", yard.case)
    actions.done(yard.session, one, None, told(yard))
    actions.add_cost(yard.session, other, CostDraft(CostKind.MATERIAL, 7_00))
    file = case_file(yard.session.store, yard.case)
    assert [(line.id, line.amount_minor, line.actual_minor) for line in file.remedies] == [
        (repair, 100_00, 60_00), (refund, 100_00, 0),
    ]  # fmt: skip
    split = remedy_costs(yard.session.store, yard.case)
    assert (split.by_remedy[repair].total_minor, split.rest.total_minor) == (60_00, 7_00)
    assert [done.costs.total_minor for done in file.orders] == [60_00, 7_00]
    assert costs_of_case(yard.session.store, yard.case).total_minor == 67_00
    with refused("order.remedy"):
        actions.make(yard.session, OrderDraft("x", skill="plumbing", remedy_id=repair))
