"""Adding, changing and letting go of people and firms; leave; who may."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from models.core.action import action
from models.core.errors import ChangedMeanwhile, NotAllowed, Unknown, UserProblem
from models.core.permissions import Role
from models.core.session import Session
from models.core.work import Work
from models.crew import actions, keeping, queries
from models.crew.kinds import AbsenceDraft, AbsenceKind, ContractorDraft, Hours, TechnicianDraft
from models.crew.rules import overlaps
from models.directory.actions import add_place
from models.directory.kinds import PlaceDraft, PlaceKind
from resources.texts.speaker import load
from tests.factories import NOON
from tests.models.conftest import MakeSession

WANG = TechnicianDraft(
    "王师傅", "138 0013 8000", 2, skills=frozenset({"plumbing", "drains"}), rate_minor=80_00
)
DAY = timedelta(days=1)


@action("test.let_go", needs=None)
def _let_go(work: Work, technician_id: int, on: date) -> None:
    keeping.let_go_in(work, technician_id, None, on)


def refused(code: str, call: Any, *args: object) -> UserProblem:
    with pytest.raises(UserProblem) as caught:
        call(*args)
    assert caught.value.code == code
    return caught.value


def leave(who: int, start: datetime, end: datetime) -> AbsenceDraft:
    return AbsenceDraft(who, AbsenceKind.LEAVE, start, end, "回老家")


def test_somebody_is_added_and_read_back(session: MakeSession, estate: int) -> None:
    desk = session()
    building = add_place(desk, PlaceDraft(estate, PlaceKind.BUILDING, "3", "3号楼")).value
    hours: Hours = (((480, 1020),),) * 5 + ((), ())
    draft = replace(WANG, hours=hours, areas=frozenset({building}), base_id=estate, note="有电工证")
    who = actions.add_technician(desk, draft).value
    row = queries.technician(desk, who)
    assert (row.name, row.phone, row.colour, row.skills) == ("王师傅", "138 0013 8000", 2, WANG.skills)
    assert (row.hours, row.areas, row.area_paths) == (
        hours,
        frozenset({building}),
        (f"/{estate}/{building}/",),
    )
    assert (row.base_path, row.note, row.active) == (f"/{estate}/", "有电工证", True)
    actions.change_technician(desk, who, 1, replace(draft, skills=frozenset({"electric"}), areas=frozenset()))
    row = queries.technician(desk, who)
    assert (row.skills, row.areas, row.row_version) == (frozenset({"electric"}), frozenset(), 2)
    with pytest.raises(ChangedMeanwhile):
        actions.change_technician(desk, who, 1, draft)
    assert queries.technician(desk, who).skills == {"electric"}


def test_a_fixed_number_of_statements(session: MakeSession, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = session()
    counts = []
    for more in (1, 6):
        for n in range(more):
            actions.add_technician(desk, replace(WANG, name=f"师傅{more}{n}"))
        asked: list[str] = []
        desk.store.database.connection().set_trace_callback(asked.append)
        assert queries.technicians(desk)
        desk.store.database.connection().set_trace_callback(None)
        counts.append(len(asked))
    assert counts == [3, 3]


def test_nothing_that_is_not_there(session: MakeSession) -> None:
    desk = session()
    for fields in (
        {"skills": frozenset({"magic"})},
        {"areas": frozenset({99})},
        {"base_id": 99},
        {"contractor_id": 9},
    ):
        with pytest.raises(Unknown):
            actions.add_technician(desk, replace(WANG, **fields))
    refused("contact.phone", actions.add_technician, desk, replace(WANG, phone="no number"))
    assert queries.technicians(desk, all=True) == ()
    for call in (queries.technician, queries.contractor, queries.absence):
        with pytest.raises(Unknown):
            call(desk, 7)


def test_two_people_may_share_a_name_but_not_the_number_too(session: MakeSession) -> None:
    desk = session()
    actions.add_technician(desk, WANG)
    refused(
        "technician.twice", actions.add_technician, desk, replace(WANG, name="王 师傅", phone="13800138000")
    )
    actions.add_technician(desk, replace(WANG, phone="139 0013 9000"))
    assert len(queries.technicians(desk)) == 2


def test_let_go_and_taken_back(session: MakeSession) -> None:
    desk = session()
    who = actions.add_technician(desk, WANG).value
    _let_go(desk, who, date(2026, 11, 30))
    assert queries.technicians(desk) == ()
    assert [row.id for row in queries.technicians(desk, on=date(2026, 11, 30))] == [who]
    assert queries.technicians(desk, on=date(2026, 12, 1)) == ()
    row = queries.technicians(desk, all=True)[0]
    assert (row.active, row.left_on, row.skills) == (False, date(2026, 11, 30), WANG.skills)
    refused("technician.gone", _let_go, desk, who, date(2026, 11, 30))
    refused("technician.gone", actions.add_absence, desk, leave(who, NOON, NOON + DAY))
    again = actions.add_technician(desk, WANG).value
    refused("technician.twice", actions.take_back, desk, who, None)
    actions.change_technician(desk, again, None, replace(WANG, name="王师傅二"))
    actions.take_back(desk, who, None)
    assert queries.technician(desk, who).left_on is None
    refused("technician.not_gone", actions.take_back, desk, who, None)


def test_contracts(session: MakeSession) -> None:
    desk = session()
    firm = ContractorDraft(
        " 迅达 电梯 ", "周工", since=date(2026, 1, 1), until=date(2026, 12, 31), rate_minor=200_00
    )
    ident = actions.add_contractor(desk, firm).value
    refused("contractor.twice", actions.add_contractor, desk, replace(firm, name="迅达电梯"))
    who = actions.add_technician(desk, replace(WANG, contractor_id=ident)).value
    row = queries.technician(desk, who)
    assert (row.contractor, row.since, row.until) == ("迅达 电梯", date(2026, 1, 1), date(2026, 12, 31))
    assert queries.contractor(desk, ident).people == 1
    refused("contractor.backwards", actions.end_contractor, desk, ident, None, date(2025, 12, 31))
    ended = actions.end_contractor(desk, ident, 1, date(2026, 11, 22))
    assert ("technician", who) in ended.changes.ids
    assert queries.contractors(desk) == ()
    assert queries.technician(desk, who).until == date(2026, 11, 22)
    refused("contractor.ended", actions.end_contractor, desk, ident, None, date(2026, 11, 22))
    refused("contractor.ended", actions.add_technician, desk, replace(WANG, name="新人", contractor_id=ident))
    actions.change_technician(
        desk, who, None, replace(WANG, contractor_id=ident)
    )  # who is there already may stay
    actions.renew_contractor(desk, ident, None)
    assert queries.contractor(desk, ident).until is None
    refused("contractor.not_ended", actions.renew_contractor, desk, ident, None)
    actions.change_contractor(desk, ident, None, replace(firm, name="通力电梯"))
    assert queries.technician(desk, who).contractor == "通力电梯"
    with pytest.raises(ChangedMeanwhile):
        actions.change_contractor(desk, ident, 1, firm)


def test_leave_that_lies_over_other_leave_is_told_in_words(session: MakeSession) -> None:
    desk = session()
    who = actions.add_technician(desk, WANG).value
    other = actions.add_technician(desk, replace(WANG, name="李师傅")).value
    first = actions.add_absence(desk, leave(who, NOON, NOON + DAY)).value
    actions.add_absence(desk, leave(who, NOON + DAY, NOON + 2 * DAY))  # touching is fine
    actions.add_absence(desk, leave(other, NOON, NOON + DAY))
    problem = refused("absence.overlap", actions.add_absence, desk, leave(who, NOON - DAY, NOON + DAY / 24))
    said = load("en").problem(problem.code, problem.facts)
    assert said.startswith("王师傅 is away already then (leave, Fri 20 Nov 06:20 to Sat 21 Nov 06:20).")
    midnight = datetime(2026, 11, 28, tzinfo=ZoneInfo("Asia/Shanghai"))
    actions.add_absence(desk, leave(who, midnight, midnight + DAY))
    problem = refused("absence.overlap", actions.add_absence, desk, leave(who, midnight, midnight + DAY / 2))
    said = load("en").problem(problem.code, problem.facts, "Asia/Shanghai")
    assert said.startswith("王师傅 is away already then (leave, all day Sat 28 Nov).")
    assert len(queries.absences(desk, NOON - 9 * DAY, NOON + 9 * DAY, who)) == 3
    actions.change_absence(desk, first, 1, leave(who, NOON, NOON + DAY / 2))  # its own time is not in its way
    refused("absence.overlap", actions.change_absence, desk, first, 2, leave(who, NOON, NOON + 2 * DAY))
    with pytest.raises(ChangedMeanwhile):
        actions.remove_absence(desk, first, 1)
    actions.remove_absence(desk, first, 2)
    assert [row.id for row in queries.absences(desk, NOON, NOON + DAY, who)] == []


def test_random_leave_never_overlaps_and_is_found_like_by_hand(session: MakeSession) -> None:
    desk, chance = session(), random.Random(4)
    people = [actions.add_technician(desk, replace(WANG, name=f"师傅{n}")).value for n in range(2)]
    kept: list[tuple[int, datetime, datetime]] = []
    for _ in range(60):
        who, start = chance.choice(people), NOON + chance.randrange(240) * timedelta(hours=1)
        end = start + chance.randrange(-1, 30) * timedelta(hours=1)
        clash = any(who == one[0] and overlaps((start, end), one[1:]) for one in kept)
        try:
            actions.add_absence(desk, leave(who, start, end))
        except UserProblem as problem:
            wrong = problem.code
        else:
            kept.append((who, start, end))
            wrong = ""
        assert wrong == ("absence.empty" if end <= start else "absence.overlap" if clash else "")
    for _ in range(40):
        start = NOON + chance.randrange(240) * timedelta(hours=1)
        end = start + chance.randrange(1, 48) * timedelta(hours=1)
        expected = sorted(one for one in kept if overlaps((start, end), one[1:]))
        found = queries.absences(desk, start, end)
        assert sorted((row.technician_id, row.starts_at, row.ends_at) for row in found) == expected


def test_skills(session: MakeSession) -> None:
    desk = session()
    glass = actions.add_skill(desk, "玻璃", "Glass").value
    assert queries.skills(desk)[-1].label("zh_CN") == "玻璃"
    refused("skill.twice", actions.add_skill, desk, "玻 璃", "Panes")
    refused("skill.no_name", actions.add_skill, desk, " ", "")
    actions.change_skill(desk, glass, 1, "玻璃", "Glazing", False)
    assert "glass" not in {row.code for row in queries.skills(desk)}
    kept = {row.code: row for row in queries.skills(desk, all=True)}["glass"]
    assert (kept.en, kept.active) == ("Glazing", False)
    actions.add_technician(desk, replace(WANG, skills=frozenset({"glass"})))  # people keep what they can do
    with pytest.raises(ChangedMeanwhile):
        actions.change_skill(desk, glass, 1, "玻璃", "Glass")
    with pytest.raises(Unknown):
        actions.change_skill(desk, 999, None, "玻璃", "Glass")


def test_who_may(session: MakeSession) -> None:
    coordinator, clerk = session(Role.COORDINATOR), session(Role.FRONT_DESK)
    who = actions.add_technician(coordinator, WANG).value
    for call in (
        lambda s: actions.add_technician(s, replace(WANG, name="李")),
        lambda s: actions.add_absence(s, leave(who, NOON, NOON + DAY)),
        lambda s: actions.add_contractor(s, ContractorDraft("迅达")),
        lambda s: actions.add_skill(s, "玻璃", "Glass"),
    ):
        with pytest.raises(NotAllowed):
            _call(call, clerk)
        _call(call, coordinator)


def _call(what: Any, session: Session) -> None:
    what(session)
