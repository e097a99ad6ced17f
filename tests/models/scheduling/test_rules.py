"""What speaks against a slot: single rules in words, and all of them against a plain reckoning minute by minute."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest

from models.crew.kinds import AbsenceKind, AbsenceRow, Hours, TechnicianRow
from models.scheduling.free import free_slots, nothing_fits
from models.scheduling.kinds import HARD, Against, Busy, Job, Left, Move, Objection, Roster, SlotReason
from models.scheduling.rules import moved, objections, travel_minutes, working_spans
from models.timing.kinds import Calendar, DayException, DayKind
from resources.texts import load
from resources.texts.problems import PROBLEMS
from tests.models.scheduling.checker import Given, wrong
from tests.scheduling_data import MONDAY, Instance, calendar, instance, midnight, technician

OFFICE = calendar()
ZONE = OFFICE.zone
NOW = midnight(MONDAY, ZONE, 8 * 60)
HOME = "/1/10/1001/"
MISSING = re.compile(r"(?<!\d)–|–(?!\d)|\{")  # a fact that nobody gave; between figures it is a span of time


def at(hour: float, day: int = 0) -> datetime:
    return midnight(MONDAY + timedelta(days=day), ZONE, int(hour * 60))


def a_job(**facts: Any) -> Job:
    plain: dict[str, Any] = {
        "order_id": 1, "skill": "plumbing", "minutes": 60, "place_path": HOME, "severity": "s3", "due_at": None,
        "label": "3-1602",
    }  # fmt: skip
    return Job(**{**plain, **facts})


def a_roster(
    *people: TechnicianRow,
    absences: Iterable[AbsenceRow] = (),
    busy: Iterable[Busy] = (),
    office: Calendar = OFFICE,
) -> Roster:
    crew = {one.id: one for one in people or (technician(1, name="Zhao Lei"),)}
    away = {who: tuple(one for one in absences if one.technician_id == who) for who in crew}
    taken = {who: tuple(one for one in busy if one.technician_id == who) for who in crew}
    return Roster(office, crew, away, taken)


def against(
    start: datetime, end: datetime, roster: Roster | None = None, **facts: Any
) -> tuple[Objection, ...]:
    job = a_job(**facts)
    return objections(Move(1, 1, start, end), job, roster or a_roster(), NOW)


def codes(found: Iterable[Objection]) -> list[Against]:
    return [one.code for one in found]


def busy(start: datetime, end: datetime, path: str = HOME, ident: int = 9) -> Busy:
    return Busy(ident, 1, start, end, path, "5-0803")


def away(start: datetime, end: datetime, kind: AbsenceKind = AbsenceKind.LEAVE) -> AbsenceRow:
    return AbsenceRow(4, 1, 1, kind, start, end, "")


def test_a_slot_that_fits() -> None:
    assert against(at(9), at(10)) == ()


def test_who_until_when_and_which_order_is_said() -> None:
    found = against(at(15), at(17), a_roster(busy=[busy(at(14), at(16))]))
    assert codes(found) == [Against.OVERLAP]
    assert found[0].other_id == 9
    said = load("en").problem(found[0].sentence, found[0].facts, ZONE)
    assert "at 5-0803 until" in said
    assert "16:00" in said


@pytest.mark.parametrize(
    ("start", "end", "facts", "roster", "expected"),
    [
        (at(10), at(10), {}, a_roster(), [Against.EMPTY]),
        (at(10), at(9), {}, a_roster(), [Against.EMPTY]),
        (at(9), at(9, 2), {}, a_roster(technician(1, by_call=True)), [Against.TOO_LONG]),
        (at(9), at(9, 1), {}, a_roster(technician(1, by_call=True)), []),
        (at(9), at(10), {}, a_roster(technician(1, active=False)), [Against.GONE]),
        (at(9), at(10), {}, a_roster(technician(1, active=False, left_on=MONDAY)), []),
        (at(9, 1), at(10, 1), {}, a_roster(technician(1, active=False, left_on=MONDAY)), [Against.GONE]),
        (
            at(23), at(1, 1), {}, a_roster(technician(1, by_call=True, active=False, left_on=MONDAY)),
            [Against.GONE],
        ),
        (at(9), at(10), {}, a_roster(technician(2)), [Against.GONE]),
        (at(9), at(10), {"state": "working"}, a_roster(), [Against.STATE]),
        (at(9), at(10), {"state": "draft"}, a_roster(), [Against.STATE]),
        (at(9), at(10), {"state": "waiting"}, a_roster(), []),
        (at(9), at(10), {}, a_roster(absences=[away(at(9.5), at(12))]), [Against.ABSENT]),
        (at(9), at(10), {}, a_roster(absences=[away(at(10), at(12))]), []),
        (at(9), at(10), {}, a_roster(absences=[away(at(9), at(12), AbsenceKind.ON_CALL)]), [Against.ABSENT]),
        (at(20), at(21), {"severity": "s1"}, a_roster(absences=[away(at(19), at(22), AbsenceKind.ON_CALL)]), []),
        (at(20), at(21), {}, a_roster(), [Against.HOURS]),
        (at(11.5), at(13.5), {}, a_roster(), [Against.HOURS]),
        (at(9), at(10), {}, a_roster(technician(1, until=MONDAY - timedelta(days=1))), [Against.CONTRACT]),
        (at(9), at(10), {}, a_roster(technician(1, until=MONDAY)), []),
        (at(9), at(10), {"skill": "electric"}, a_roster(), [Against.SKILL]),
        (at(9), at(10), {}, a_roster(technician(1, area_paths=("/1/11/",))), [Against.AREA]),
        (at(9), at(10), {}, a_roster(technician(1, area_paths=("/1/11/", "/1/10/"))), []),
        (at(10), at(11), {}, a_roster(busy=[busy(at(9), at(10))]), []),
        (at(10), at(11), {}, a_roster(busy=[busy(at(9), at(10), "/1/10/1002/")]), [Against.TRAVEL]),
        (at(10), at(11), {}, a_roster(busy=[busy(at(11), at(12), "/1/11/1102/")]), [Against.TRAVEL]),
        (at(10, 0), at(10 + 55 / 60), {}, a_roster(busy=[busy(at(11), at(12), "/1/10/1002/")]), []),
        (at(10 + 5 / 60), at(11), {}, a_roster(busy=[busy(at(9), at(10), "/1/10/1002/")]), []),
        (at(9), at(10), {}, a_roster(busy=[busy(at(9), at(10), ident=1)]), []),
        (at(9), at(10), {"windows": ((at(14), at(18)),)}, a_roster(), [Against.WINDOW]),
        (at(15), at(16), {"windows": ((at(14), at(15.5)), (at(15.5), at(18)))}, a_roster(), []),
        (at(9), at(10), {"appointment": (at(10), at(11))}, a_roster(), [Against.APPOINTMENT]),
        (at(10.5), at(11.5), {"appointment": (at(10), at(11)), "windows": ((at(14), at(18)),)}, a_roster(), []),
        (at(9, -3), at(10, -3), {}, a_roster(), [Against.PAST]),
        (
            at(20), at(21), {"skill": "electric"}, a_roster(technician(1, active=False), busy=[busy(at(20), at(21))]),
            [Against.GONE, Against.OVERLAP, Against.HOURS, Against.SKILL],
        ),
    ],
)  # fmt: skip
def test_what_speaks_against_a_slot(
    start: datetime, end: datetime, facts: dict[str, Any], roster: Roster, expected: list[Against]
) -> None:
    found = against(start, end, roster, **facts)
    assert codes(found) == expected
    for one in found:
        said = {
            language: load(language).problem(one.sentence, one.facts, ZONE) for language in ("en", "zh_CN")
        }
        assert one.sentence in PROBLEMS
        assert not any(MISSING.search(words) for words in said.values()) or one.code is Against.GONE


def test_back_to_the_list_asks_for_the_state_alone() -> None:
    assert objections(Move(1, None, None, None), a_job(), a_roster(), NOW) == ()
    assert codes(objections(Move(1, None, None, None), a_job(state="done"), a_roster(), NOW)) == [
        Against.STATE
    ]


def test_hard_ones_come_first() -> None:
    assert set(list(Against)[: len(HARD)]) == HARD


@pytest.mark.parametrize(
    ("one", "other", "minutes"),
    [
        (HOME, HOME, 0), (HOME, "/1/10/1002/", 5), ("/1/10/", HOME, 5), (HOME, "/1/11/1001/", 10), ("/1/", HOME, 10),
        ("/1/", "/1/", 0), (HOME, "/2/10/1001/", 30), ("", HOME, 10), ("", "", 10), ("/1/1/", "/1/10/", 10),
    ],
)  # fmt: skip
def test_the_way(one: str, other: str, minutes: int) -> None:
    assert travel_minutes(one, other) == travel_minutes(other, one) == minutes


EARLY: Hours = (((7 * 60, 15 * 60),),) * 5 + ((), ())


def test_own_hours_and_the_days_of_the_office() -> None:
    saturday, holiday = MONDAY + timedelta(days=5), MONDAY + timedelta(days=1)
    office = calendar(
        exceptions={
            saturday: DayException(DayKind.OPEN),
            holiday: DayException(DayKind.CLOSED, (), "holiday"),
        }
    )
    person = technician(1, hours=EARLY)
    spans = working_spans(person, office, at(0), at(24, 6))
    days = [(a.astimezone(ZONE).date(), a.astimezone(ZONE).hour, b.astimezone(ZONE).hour) for a, b in spans]
    assert days == [(MONDAY + timedelta(days=n), 7, 15) for n in (0, 2, 3, 4, 5)]


def test_a_short_working_saturday() -> None:
    saturday = MONDAY + timedelta(days=5)
    office = calendar(exceptions={saturday: DayException(DayKind.OPEN, ((10 * 60, 12 * 60),))})
    for person in (technician(1, hours=EARLY), technician(1)):
        assert working_spans(person, office, at(0, 5), at(24, 5)) == ((at(10, 5), at(12, 5)),)


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 10, 25), 25), (date(2026, 3, 29), 23), (date(2026, 6, 1), 24)]
)
def test_a_slot_is_at_most_a_local_day(day: date, hours: int) -> None:
    london = calendar("Europe/London")
    roster = a_roster(technician(1, by_call=True), office=london)
    begin = midnight(day, london.zone)
    for length, expected in (
        (timedelta(hours=hours), []),
        (timedelta(hours=hours, minutes=1), [Against.TOO_LONG]),
    ):
        found = objections(Move(1, 1, begin, begin + length), a_job(), roster, begin)
        assert codes(found) == expected


NIGHT: Hours = (((0, 6 * 60), (22 * 60, 24 * 60)),) * 7


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 10, 25), 9), (date(2026, 3, 29), 7), (date(2026, 6, 1), 8)]
)
def test_a_night_in_which_the_clocks_change(day: date, hours: int) -> None:
    london = calendar("Europe/London")
    evening = midnight(day - timedelta(days=1), london.zone, 12 * 60)
    spans = working_spans(technician(1, hours=NIGHT), london, evening, evening + timedelta(hours=24))
    assert [b - a for a, b in spans] == [timedelta(hours=hours)]


def given(job: Job, move: Move) -> Given:
    assert move.technician_id is not None
    assert move.starts_at is not None
    assert move.ends_at is not None
    return Given(
        job.order_id, move.technician_id, move.starts_at, move.ends_at, job.skill, job.place_path, job.severity,
        job.windows, job.appointment,
    )  # fmt: skip


def standing(roster: Roster) -> list[Given]:
    return [
        Given(one.order_id, who, one.starts_at, one.ends_at, "", one.place_path, "s3", stands=True)
        for who, taken in roster.busy.items()
        for one in taken
    ]


def a_wild_move(random: Random, job: Job, world: Instance) -> Move:
    """Somewhere in the month, near the times that matter, sometimes of another length."""
    zone = world.roster.office.zone
    days = (world.end - world.start).days
    if job.windows and random.random() < 0.7:
        start = random.choice(job.windows)[0] + timedelta(minutes=15 * random.randint(-1, 8))
    elif job.appointment is not None and random.random() < 0.7:
        start = job.appointment[0] + timedelta(minutes=15 * random.randint(-1, 8))
    else:
        day = world.start.astimezone(zone).date() + timedelta(days=random.randrange(days))
        start = midnight(day, zone, random.choice((0, 420, 535, 540, 600, 780, 840, 1075, 1200, 1380, 1435)))
        start += timedelta(minutes=random.choice((0, 0, 5, 10, 30, 60, 90)))
    length = job.minutes if random.random() < 0.95 else random.choice((0, 1, 600, 1440, 1500))
    able = [who for who, one in world.roster.people.items() if job.skill in one.skills]
    who = random.choice(able) if able and random.random() < 0.9 else random.choice(list(world.roster.people))
    return Move(job.order_id, who, start, start + timedelta(minutes=length))


def play(world: Instance, seed: int, tries: int) -> tuple[Roster, list[Given], int]:
    """Random moves, those that nothing speaks against are made; what is refused must break something."""
    random, roster = Random(seed), world.roster
    done = standing(roster)
    refused = 0
    for job in world.jobs:
        for _ in range(tries):
            move = a_wild_move(random, job, world)
            if not objections(move, job, roster, world.start):
                roster = moved(roster, [move], {job.order_id: job})
                done.append(given(job, move))
                break
            refused += 1
            if random.random() < 0.06:
                near = [replace(one, stands=True) for one in done if one.technician == move.technician_id]
                found = wrong([*near, given(job, move)], roster.people, roster.absences, roster.office)
                assert any(str(job.order_id) in one for one in found), (job, move)
    return roster, done, refused


def test_a_month_of_random_moves_never_breaks_a_rule() -> None:
    """60 technicians, 2,000 orders; the month has a working Saturday and two holidays."""
    world = instance(3, 60, 2_000, MONDAY, 30)
    roster, done, refused = play(world, 3, 6)
    placed = [one for one in done if not one.stands]
    assert len(placed) > 800
    assert refused > 2_000
    assert wrong(done, roster.people, roster.absences, roster.office) == []


@pytest.mark.parametrize(
    ("zone", "first"),
    [
        ("Europe/London", date(2026, 10, 22)),
        ("Europe/London", date(2026, 3, 26)),
        ("Australia/Lord_Howe", date(2026, 4, 2)),
    ],
)  # fmt: skip
def test_where_clocks_change(zone: str, first: date) -> None:
    world = instance(11, 19, 150, first, 6, zone)
    roster, done, _ = play(world, 5, 6)
    assert wrong(done, roster.people, roster.absences, roster.office) == []


def test_free_slots_fit_and_none_is_sooner() -> None:
    """Every slot that is proposed keeps the rules; on the grid of five minutes nobody could come before the first."""
    world = instance(5, 12, 60, MONDAY, 3)
    roster, found_some = world.roster, 0
    for job in world.jobs:
        slots = free_slots(job, roster, world.start, world.end, world.now)
        for slot in slots:
            move = Move(job.order_id, slot.technician_id, slot.starts_at, slot.ends_at)
            assert objections(move, job, roster, world.now) == ()
            assert slot.free_until is not None
            assert slot.free_until >= slot.ends_at
        if not slots:
            assert nothing_fits(job, roster, world.start, world.end, world.now) in Left
            continue
        found_some += 1
        first = min(slot.starts_at for slot in slots)
        earlier = world.now
        while earlier < first and found_some < 12:  # brute force, for some of them
            for who, person in roster.people.items():
                move = Move(job.order_id, who, earlier, earlier + timedelta(minutes=job.minutes))
                by_night = person.by_call and not (job.windows or job.appointment)
                assert by_night or objections(move, job, roster, world.now), (job, move)
            earlier += timedelta(minutes=5)
        best = Move(job.order_id, slots[0].technician_id, slots[0].starts_at, slots[0].ends_at)
        roster = moved(roster, [best], {job.order_id: job})
    assert found_some > 30


def test_why_a_slot_is_good() -> None:
    near = busy(at(9), at(10), "/1/10/1002/")
    job = a_job(due_at=at(12))
    slots = free_slots(job, a_roster(busy=[near]), at(8), at(24, 1), NOW)
    assert [(one.starts_at, one.ends_at) for one in slots] == [
        (at(10) + timedelta(minutes=5), at(11) + timedelta(minutes=5)), (at(13), at(14)), (at(9, 1), at(10, 1)),
        (at(13, 1), at(14, 1)),
    ]  # fmt: skip
    assert slots[0].reasons == (SlotReason.EARLIEST, SlotReason.NEARBY, SlotReason.IN_TIME)
    assert (slots[0].travel_minutes, slots[0].free_until) == (5, at(12))
    assert slots[2].reasons == (SlotReason.LATE,)


@pytest.mark.parametrize(
    ("facts", "people", "expected"),
    [
        ({"minutes": 0}, (technician(1),), Left.EMPTY),
        ({"minutes": 301}, (technician(1),), Left.TOO_LONG),
        ({"minutes": 2_000}, (technician(1, by_call=True),), Left.TOO_LONG),
        ({"skill": "gas"}, (technician(1),), Left.SKILL),
        ({}, (technician(1, area_paths=("/1/99/",)),), Left.AREA),
        ({}, (technician(1, active=False),), Left.AWAY),
        ({}, (technician(1, until=MONDAY - timedelta(days=1)),), Left.AWAY),
        ({"windows": ((at(19), at(23)),)}, (technician(1),), Left.WINDOW),
        ({"appointment": (at(19), at(20))}, (technician(1),), Left.WINDOW),
        ({"windows": ((at(9), at(9.5)),)}, (technician(1),), Left.WINDOW),
    ],
)
def test_why_there_is_no_slot(
    facts: dict[str, Any], people: tuple[TechnicianRow, ...], expected: Left
) -> None:
    job, roster = a_job(**facts), a_roster(*people)
    assert free_slots(job, roster, at(0), at(24), NOW) == ()
    assert nothing_fits(job, roster, at(0), at(24), NOW) is expected


def test_no_slot_because_all_is_taken_or_on_leave() -> None:
    full = a_roster(busy=[busy(at(9), at(12)), busy(at(13), at(18), ident=10)])
    assert nothing_fits(a_job(), full, at(0), at(24), NOW) is Left.FULL
    leave = a_roster(absences=[away(at(0), at(24))])
    assert nothing_fits(a_job(), leave, at(0), at(24), NOW) is Left.AWAY


def test_who_comes_by_call_is_not_called_at_night() -> None:
    roster = a_roster(technician(1, by_call=True))
    assert free_slots(a_job(), roster, at(18), at(24, 1), at(18))[0].starts_at == at(9, 1)
    late = a_job(windows=((at(19), at(22)),))
    assert free_slots(late, roster, at(18), at(24, 1), at(18))[0].starts_at == at(19)
