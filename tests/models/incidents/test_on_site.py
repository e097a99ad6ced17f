"""Somebody on site for an incident is on site for all of its cases."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest

from models.core.errors import ChangedMeanwhile, NotAllowed, UserProblem
from models.core.permissions import Permission
from models.handling.actions import arrived
from models.handling.actions.merging import merge, unmerge
from models.handling.actions.on_site import arrived_for_all
from models.incidents import actions, queries
from models.incidents.kinds import IncidentDraft
from tests.models.incidents.made import Block
from tests.people import without

HOMES = ("3-1402", "3-1502", "3-1802")


@pytest.fixture
def incident(block: Block) -> int:
    return actions.declare(block.session, IncidentDraft("停水", say="在修", place_id=block.building)).value


def visit(block: Block, case: int) -> tuple[int | None, ...]:
    """When somebody came, by the case and by its clock."""
    clock = block.session.store.rows(
        "SELECT stopped_at FROM clock WHERE complaint_id = ? AND name = 'on_site'", (case,)
    )
    return block.value("on_site_at", case), clock[0][0]


def millis(block: Block, minutes: float = 0) -> int:
    return int((block.clock.instant + timedelta(minutes=minutes)).timestamp() * 1000)


def test_one_arrival_stops_the_clock_of_every_caller(block: Block, incident: int) -> None:
    cases = [block.case(home, "water", incident_id=incident) for home in HOMES]
    other = block.case("3-1801", "water")
    block.clock.advance(seconds=1200)
    arrived(block.session, cases[0], None)
    first = millis(block)
    block.clock.advance(seconds=600)
    entries = block.session.store.rows("SELECT count(*) FROM audit_entry")[0][0]
    done = arrived_for_all(block.session, incident, 1)
    assert done.value == 2
    assert block.session.store.rows("SELECT count(*) FROM audit_entry")[0][0] == entries + 1
    now = millis(block)
    assert [visit(block, case) for case in cases] == [(first, first), (now, now), (now, now)]
    assert visit(block, other) == (None, None)
    assert [block.events(case).count("on_site") for case in (*cases, other)] == [1, 1, 1, 0]
    assert {("case", cases[1]), ("case", cases[2]), ("incident", incident)} <= done.changes.ids
    assert queries.incident(block.session, incident).on_site_at == block.clock.instant


def test_who_calls_later_is_visited_already(block: Block, incident: int) -> None:
    letter = block.case("3-1402", "water")
    block.clock.advance(seconds=600)
    arrived_for_all(block.session, incident, None, block.clock.instant)
    there = millis(block)
    block.clock.advance(seconds=600)
    call = block.case("3-1502", "water", incident_id=incident)
    actions.join(block.session, incident, letter)
    assert visit(block, letter) == (there, there)
    assert visit(block, call) == (millis(block), millis(block)), "nobody is visited before the call"
    assert "on_site" in block.events(call)
    actions.leave(block.session, letter)
    assert visit(block, letter) == (None, None), "that visit was for another cause"


def test_who_takes_a_case_in_takes_over_its_incident_and_who_is_there(block: Block, incident: int) -> None:
    survivor = block.case("3-1402", "water")
    first, second = (block.case("3-1502", "water", incident_id=incident) for _ in "12")
    block.clock.advance(seconds=600)
    arrived_for_all(block.session, incident, None)
    there = millis(block)
    done = merge(block.session, survivor, [first], "同一件事")
    assert ("incident", incident) in done.changes.ids
    assert (block.value("incident_id", survivor), visit(block, survivor)) == (incident, (there, there))
    assert block.events(survivor)[-3:] == ["incident_joined", "on_site", "merged_in"]
    again = merge(block.session, survivor, [second], "同一件事").value[0]
    unmerge(block.session, done.value[0], None)
    assert visit(block, survivor) == (there, there), "the other one still has it"
    unmerge(block.session, again, None)
    assert (block.value("incident_id", survivor), visit(block, survivor)) == (None, (None, None))
    events = block.events(survivor)
    assert [events.count(kind) for kind in ("incident_joined", "incident_released", "incident_left")] == [
        1,
        1,
        0,
    ]


def test_the_third_home_by_a_merge_makes_it_major(block: Block, incident: int) -> None:
    survivor = block.case("3-1402", "water")
    cases = [block.case(home, "water", incident_id=incident) for home in HOMES[1:]]
    assert not queries.incident(block.session, incident).major
    merge(block.session, survivor, [cases[0]], "同一件事")
    assert queries.incident(block.session, incident).major
    assert block.value("major", survivor)


def test_a_visit_of_its_own_stays_when_a_case_leaves(block: Block, incident: int) -> None:
    case = block.case("3-1402", "water", incident_id=incident)
    block.clock.advance(seconds=60)
    arrived(block.session, case, None)
    own = millis(block)
    block.clock.advance(seconds=60)
    arrived_for_all(block.session, incident, None)
    actions.leave(block.session, case)
    assert visit(block, case) == (own, own)


def test_an_earlier_time_is_not_before_the_call(block: Block, incident: int) -> None:
    block.clock.advance(seconds=900)
    case = block.case("3-1402", "water", incident_id=incident)
    received = millis(block)
    block.clock.advance(seconds=900)
    arrived_for_all(block.session, incident, None, block.clock.instant - timedelta(minutes=20))
    assert visit(block, case) == (received, received)


def test_what_cannot_be(block: Block, incident: int) -> None:
    now, session = block.clock.instant, block.session
    for problem, at in (("on_site.future", 1), ("incident.on_site_early", -2)):
        with pytest.raises(UserProblem, match=problem):
            arrived_for_all(session, incident, None, now + timedelta(minutes=at))
    with pytest.raises(ChangedMeanwhile):
        arrived_for_all(session, incident, 7)
    with pytest.raises(NotAllowed):
        arrived_for_all(without(session, Permission.HANDLE), incident, 1)
    arrived_for_all(session, incident, 1)
    with pytest.raises(UserProblem, match=r"incident\.on_site_known"):
        arrived_for_all(session, incident, None)
    actions.end(session, incident, None, "好了")
    with pytest.raises(UserProblem, match=r"incident\.over"):
        arrived_for_all(session, incident, None)
    for home in HOMES:
        block.case(home)
    with pytest.raises(UserProblem, match=r"incident\.not_declared"):
        arrived_for_all(session, queries.live(session)[0].id, None)


def test_five_hundred_at_once(block: Block, incident: int) -> None:
    case = block.case("3-1502", "water", incident_id=incident)
    store = block.session.store
    columns = ", ".join(
        row[1] for row in store.rows("PRAGMA table_info(complaint)") if row[1] not in ("id", "reference")
    )
    with store.writing():
        store.execute(
            f"""WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 499)
            INSERT INTO complaint (reference, {columns}) SELECT 'X-' || i, {columns} FROM n, complaint WHERE id = ?""",
            (case,),
        )
    began = time.process_time()
    assert arrived_for_all(block.session, incident, None).value == 500
    spent = time.process_time() - began
    assert store.rows("SELECT count(*) FROM event WHERE kind = 'on_site'")[0][0] == 500
    assert spent < 10, spent
