"""Declaring, joining, ending; who may; figures counted in SQL as by hand."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from models.complaints.kinds import Kind, PartyDraft, PartyRole
from models.core.errors import ChangedMeanwhile, NotAllowed, UserProblem
from models.core.permissions import Role
from models.core.session import Session
from models.directory.actions import add_resident
from models.directory.kinds import ResidencyDraft, ResidentDraft
from models.incidents import actions, queries
from models.incidents.kinds import IncidentDraft, IncidentKind
from models.store import sql
from tests.models.conftest import MakeSession
from tests.models.incidents import slow
from tests.models.incidents.made import Block

WATER = IncidentDraft("3号楼 10–18 层停水", say="水泵在换件，四点半前来水。", category="water")


def declared(block: Block, until: datetime | None = None) -> int:
    draft = replace(WATER, place_id=block.building, floor_from=10, floor_to=18, expected_until=until)
    return actions.declare(block.session, draft).value


def test_declared_and_found_by_home(block: Block) -> None:
    incident = declared(block, until=block.clock.now() + timedelta(hours=2))

    def found(home: str, category: str | None = None) -> list[int]:
        return [row.id for row in queries.concerning(block.session, block.places.get(home), category)]

    assert found("3-1502") == [incident]
    assert found("3-1502", "leak") == [incident]  # who lives there is told, whatever the call is about
    assert found("3-902") == []  # below the floors
    assert found("lift") == [incident]
    assert found("estate") == []
    assert found("", "water") == [incident]  # nobody knows the home yet
    assert found("", "leak") == []
    assert found("") == []


def test_what_fits_best_comes_first(block: Block) -> None:
    water = declared(block)
    leak = actions.declare(
        block.session, IncidentDraft("主管漏水", IncidentKind.SHARED_CAUSE, "正在修", "leak")
    ).value
    found = queries.concerning(block.session, block.places["3-1502"], "leak")
    assert [row.id for row in found] == [leak, water]
    found = queries.concerning(block.session, block.places["3-1502"], "water")
    assert [row.id for row in found] == [water, leak]


def test_recording_joins(block: Block) -> None:
    incident = declared(block)
    case = block.case("3-1502", "water", incident_id=incident)
    assert block.value("incident_id", case) == incident
    assert not block.value("major", case)
    for home in ("3-1402", "3-1801"):
        block.case(home, "water", incident_id=incident)
    row = queries.incident(block.session, incident)
    assert (row.cases, row.households, row.major) == (3, 3, True)  # three households with one cause
    assert block.value("major", case)
    late = block.case("3-1802", "water", incident_id=incident)
    assert block.value("major", late)


def test_what_is_over_takes_nobody_in(block: Block) -> None:
    incident = declared(block)
    case = block.case("3-1502", "water", incident_id=incident)
    actions.end(block.session, incident, None, "水泵换好了")
    row = queries.incident(block.session, incident)
    assert (row.state, row.note, row.is_live, row.cases) == ("ended", "水泵换好了", False, 1)
    assert block.value("incident_id", case) == incident
    assert queries.concerning(block.session, block.places["3-1502"]) == ()
    with pytest.raises(UserProblem, match=r"incident\.over"):
        block.case("3-1402", "water", incident_id=incident)
    assert block.session.store.rows("SELECT count(*) FROM complaint")[0][0] == 1
    with pytest.raises(UserProblem, match=r"incident\.over"):
        actions.end(block.session, incident, None, "再来")
    with pytest.raises(UserProblem, match=r"incident\.over"):
        actions.change(block.session, incident, None, WATER)
    with pytest.raises(UserProblem, match=r"incident\.over"):
        actions.join(block.session, incident, case)


def test_what_was_ended_can_go_on(block: Block) -> None:
    incident = declared(block)
    case = block.case("3-1502", "water", incident_id=incident)
    with pytest.raises(UserProblem, match=r"incident\.not_ended"):
        actions.resume(block.session, incident)
    actions.end(block.session, incident, None, "好了")
    actions.resume(block.session, incident)
    row = queries.incident(block.session, incident)
    assert (row.state, row.is_live, row.cases) == ("open", True, 1)
    assert [one.id for one in queries.concerning(block.session, block.places["3-1502"])] == [incident]
    assert block.value("incident_id", case) == incident


def test_joining_moves_from_one_to_the_other(block: Block) -> None:
    one, two = declared(block), declared(block)
    case = block.case("3-1502", "water", incident_id=one)
    actions.join(block.session, two, case)
    assert [queries.incident(block.session, which).cases for which in (one, two)] == [0, 1]
    with pytest.raises(UserProblem, match=r"incident\.already"):
        actions.join(block.session, two, case)
    actions.leave(block.session, case)
    with pytest.raises(UserProblem, match=r"incident\.not_in"):
        actions.leave(block.session, case)
    assert queries.of_case(block.session, case) is None


def test_accepting_gives_a_name_and_opens(block: Block) -> None:
    for home in ("3-1402", "3-1502", "3-1802"):
        block.case(home)
    row = queries.live(block.session)[0]
    draft = IncidentDraft(
        "02 立管漏水", IncidentKind.SHARED_CAUSE, "正在查立管", "leak", place_id=row.place_id
    )
    with pytest.raises(UserProblem, match=r"incident\.not_declared"):
        actions.end(block.session, row.id, None, "好了")
    actions.accept(block.session, row.id, row.row_version, draft)
    after = queries.incident(block.session, row.id)
    assert (after.state, after.title, after.cases, after.declared_by) == (
        "open",
        "02 立管漏水",
        3,
        "Administrator",
    )
    with pytest.raises(UserProblem, match=r"incident\.not_proposed"):
        actions.accept(block.session, row.id, None, draft)
    with pytest.raises(UserProblem, match=r"incident\.not_proposed"):
        actions.dismiss(block.session, row.id, None, "不是")


def test_two_people_at_once(block: Block) -> None:
    incident = declared(block)
    actions.change(block.session, incident, 1, WATER)
    with pytest.raises(ChangedMeanwhile):
        actions.change(block.session, incident, 1, WATER)
    with pytest.raises(ChangedMeanwhile):
        actions.end(block.session, incident, 1, "好了")
    assert queries.incident(block.session, incident).state == "open"


def test_joining_disturbs_nobody_who_is_writing(block: Block) -> None:
    incident = declared(block)
    case = block.case("3-1502", "water")
    version = block.value("row_version", case)
    actions.join(block.session, incident, case)
    assert block.value("row_version", case) == version


@pytest.mark.parametrize(
    ("deed", "desk"),
    [
        (lambda s, one, case: actions.declare(s, WATER), True),
        (lambda s, one, case: actions.join(s, one, case), True),
        (lambda s, one, case: actions.change(s, one, None, WATER), True),
        (lambda s, one, case: actions.end(s, one, None, "好了"), False),
        (lambda s, one, case: actions.dismiss(s, one, None, "不是"), False),
        (lambda s, one, case: actions.accept(s, one, None, WATER), False),
        (
            lambda s, one, case: actions.declare(
                s, IncidentDraft("漏水", IncidentKind.SHARED_CAUSE, "正在查")
            ),
            False,
        ),
    ],
)
def test_the_desk_declares_and_joins_but_does_not_decide(
    block: Block, session: MakeSession, deed: Callable[[Session, int, int], object], desk: bool
) -> None:
    incident = declared(block)
    case = block.case("3-1502", "water")
    person = session(Role.FRONT_DESK)
    if desk:
        deed(person, incident, case)
    else:
        with pytest.raises(NotAllowed):
            deed(person, incident, case)


def test_figures_are_those_of_a_slow_count(block: Block) -> None:
    chance = random.Random(8)
    one, two = declared(block), declared(block)
    homes = [*block.places, "", "", "", ""]
    gone, coming = (ResidentDraft(name) for name in ("搬走的", "要搬来的"))
    home = block.places["3-1801"]
    people = [
        add_resident(
            block.session, gone, ResidencyDraft(home, "tenant", date(2019, 1, 1), date(2024, 1, 1))
        ).value,
        add_resident(block.session, coming, ResidencyDraft(home, "tenant", date(2030, 1, 1))).value,
        *block.people.values(),
    ]
    for _ in range(120):
        where = chance.choice(homes)
        person = chance.choice([*[None] * 8, *people[:2] * 3, *people])
        parties = tuple(
            PartyDraft(
                chance.choice([PartyRole.CO_COMPLAINANT, PartyRole.REPORTER]),
                chance.choice([None, *people]),
                block.places.get(chance.choice(homes)),
                chance.choice(["", "过路人"]),
                chance.choice(["", "110", " 110 "]),
            )
            for _ in range(chance.choice([0, 0, 1, 3]))
        )
        case = block.case(
            where, "water", resident_id=person, caller_phone=chance.choice(["", "110", "139 "]), parties=parties,
            kind=chance.choice([Kind.COMPLAINT, Kind.REQUEST, Kind.COMPLIMENT]), incident_id=chance.choice([one, two]),
            caller_name=chance.choice(["", "老王", "过路人"]),
        )  # fmt: skip
        state = chance.choice(["open", "open", "merged", "cancelled", "closed"])
        if state != "open":
            with block.session.store.writing():
                block.session.store.execute(
                    "UPDATE complaint SET status = ?, closed_at = 1 WHERE id = ?", (state, case)
                )
    rows = [queries.incident(block.session, incident) for incident in (one, two)]
    assert any(row.cases > row.open_cases > 0 for row in rows)
    for row in rows:
        assert (row.cases, row.open_cases, row.households) == slow.figures(block.session, row.id)
        assert row.households > 3


def test_cases_and_past_ones_by_page(block: Block) -> None:
    incident = declared(block)
    made = []
    for _ in range(7):
        made.append(block.case("3-1502", "water", incident_id=incident))
        block.clock.advance(seconds=60)
    first = queries.cases(block.session, incident, limit=4)
    second = queries.cases(block.session, incident, first.next_key, limit=4)
    assert [row.id for row in (*first.rows, *second.rows)] == made[::-1]
    assert second.next_key is None
    ended = []
    for number in range(5):
        one = declared(block)
        block.clock.advance(seconds=60)
        actions.end(block.session, one, None, f"第 {number} 次")
        ended.append(one)
    page = queries.past(block.session, limit=3)
    rest = queries.past(block.session, page.next_key, limit=3)
    assert [row.id for row in (*page.rows, *rest.rows)] == ended[::-1]
    assert rest.next_key is None
    assert [row.id for row in queries.live(block.session)] == [incident]


def test_cases_that_may_belong(block: Block) -> None:
    since = block.clock.now()
    fits = block.case("3-1502", "water")
    block.case("3-901", "water")
    block.case("3-1502", "noise")
    taken = block.case("3-1402", "water")
    incident = declared(block)
    actions.join(block.session, incident, taken)
    row = queries.incident(block.session, incident)
    assert [one.id for one in queries.loose(block.session, row, since)] == [fits]
    assert queries.loose(block.session, row, since + timedelta(seconds=1)) == ()


def test_reads_go_by_their_indexes(block: Block) -> None:
    database = block.session.store.database
    for statement, index in (
        ("SELECT 1 FROM incident WHERE ended_at IS NULL ORDER BY started_at DESC, id DESC", "incident_live"),
        (
            "SELECT 1 FROM incident WHERE ended_at IS NOT NULL ORDER BY ended_at DESC, id DESC",
            "incident_ended",
        ),
        (
            "SELECT 1 FROM complaint WHERE incident_id = 1 ORDER BY received_at DESC, id DESC",
            "complaint_incident",
        ),
    ):
        plan = sql.plan(database, statement, ())
        assert index in plan, plan
        assert "TEMP B-TREE" not in plan, plan
