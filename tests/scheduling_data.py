"""Generated crews and orders: the same ones for the same seed, with all that makes scheduling hard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from models.crew.kinds import AbsenceKind, AbsenceRow, Hours, TechnicianRow
from models.repairs.kinds import Window
from models.scheduling.kinds import Busy, Job, Roster
from models.timing.kinds import Calendar, DayException, DayKind

MONDAY = date(2026, 11, 16)
SKILLS = ("plumbing", "electric", "carpentry", "drains", "access", "painting")
_OFFICE = (((9 * 60, 12 * 60), (13 * 60, 18 * 60)),) * 5 + ((), ())
_EARLY: Hours = (((7 * 60, 15 * 60),),) * 6 + ((),)
_LATE: Hours = (((12 * 60, 20 * 60),),) * 5 + (((9 * 60, 13 * 60),), ())
_NIGHT: Hours = (((0, 6 * 60), (22 * 60, 24 * 60)),) * 7
_MINUTES = (30, 45, 60, 60, 90, 90, 120, 150, 180, 240)
_SEVERITIES = ("s1", "s2", "s2", "s2", "s3", "s3", "s3", "s3", "s3", "s4", "s4", "s4")
_BUILDINGS, _HOMES = 10, 12


@dataclass(frozen=True)
class Instance:
    """What is to be planned: between which moments, from which moment on."""

    roster: Roster
    jobs: tuple[Job, ...]
    start: datetime
    end: datetime
    now: datetime


def calendar(zone: str = "Asia/Shanghai", exceptions: dict[date, DayException] | None = None) -> Calendar:
    """Office hours with a lunch break."""
    return Calendar(zone, _OFFICE, exceptions or {}, name="office")


def midnight(day: date, zone: ZoneInfo, minutes: int = 0) -> datetime:
    """A minute of a local day as an instant."""
    local = datetime.combine(day, time(), zone) + timedelta(minutes=minutes)
    return local.astimezone(UTC)


def day_instance(seed: int) -> Instance:
    """A Tuesday: 10 technicians, 60 orders."""
    return instance(seed, 10, 60, MONDAY + timedelta(days=1), 1)


def week_instance(seed: int) -> Instance:
    """A week: 20 technicians, 400 orders."""
    return instance(seed, 20, 400, MONDAY, 7)


def instance(
    seed: int, people: int, orders: int, first: date, days: int, zone: str = "Asia/Shanghai"
) -> Instance:
    """A crew with leave and booked work, and orders that wait."""
    random = Random(seed)
    exceptions = {
        first + timedelta(days=5): DayException(DayKind.OPEN, (), "make-up day"),
        first + timedelta(days=30): DayException(DayKind.CLOSED, (), "holiday"),
        first + timedelta(days=31): DayException(DayKind.CLOSED, ((13 * 60, 18 * 60),), "half a holiday"),
    }
    office = calendar(zone, exceptions)
    crew = {one.id: one for one in _crew(random, people, first, days)}
    start, end = midnight(first, office.zone), midnight(first + timedelta(days=days), office.zone)
    absences = _absences(random, crew, first, days, office.zone)
    busy = _booked(random, crew, first, days, office.zone)
    jobs = tuple(_job(random, number, first, days, office.zone) for number in range(1, orders + 1))
    return Instance(Roster(office, crew, absences, busy), jobs, start, end, start + timedelta(hours=7))


def technician(ident: int, **facts: object) -> TechnicianRow:
    """A technician who can do plumbing in office hours, or as said."""
    plain: dict[str, object] = {
        "id": ident, "row_version": 1, "name": f"Technician {ident}", "phone": "", "colour": 1, "contractor_id": None,
        "contractor": "", "by_call": False, "hours": None, "rate_minor": 0, "base_id": None, "base_path": "",
        "note": "", "active": True, "left_on": None, "skills": frozenset({"plumbing"}), "areas": frozenset(),
        "area_paths": (),
    }  # fmt: skip
    return TechnicianRow(**{**plain, **facts})  # type: ignore[arg-type]


def _crew(random: Random, people: int, first: date, days: int) -> Iterator[TechnicianRow]:
    for ident in range(1, people + 1):
        skills = {SKILLS[ident % len(SKILLS)], *random.sample(SKILLS, random.randint(0, 2))}
        facts: dict[str, object] = {"skills": frozenset(skills)}
        facts["hours"] = random.choice((None, None, None, _EARLY, _EARLY, _LATE))
        if random.random() < 0.15:
            facts["area_paths"] = tuple(f"/1/{10 + one}/" for one in random.sample(range(_BUILDINGS), 5))
        if random.random() < 0.1:
            facts |= {"contractor_id": 1, "contractor": "Ma's lifts", "since": first - timedelta(days=90)}
            facts |= {"until": first + timedelta(days=random.randint(0, days))}
        if ident % 10 == 0:
            facts |= {"by_call": True, "hours": None}
        if ident % 19 == 0:
            facts |= {"hours": _NIGHT}
        if ident % 17 == 0:
            facts |= {"active": False, "left_on": first + timedelta(days=days // 2)}
        yield technician(ident, **facts)


def _absences(
    random: Random, crew: dict[int, TechnicianRow], first: date, days: int, zone: ZoneInfo
) -> dict[int, tuple[AbsenceRow, ...]]:
    found: dict[int, tuple[AbsenceRow, ...]] = {}
    number = 0
    for who in crew:
        own: list[AbsenceRow] = []
        for day in range(days):
            if random.random() < 0.08:
                begin, end = random.choice(
                    ((0, 1440), (9 * 60, 12 * 60), (13 * 60, 18 * 60), (18 * 60, 1440))
                )
                kind = AbsenceKind.ON_CALL if begin == 18 * 60 else random.choice(list(AbsenceKind))
                number += 1
                a, b = (midnight(first + timedelta(days=day), zone, minute) for minute in (begin, end))
                own.append(AbsenceRow(number, 1, who, kind, a, b, ""))
        found[who] = tuple(own)
    return found


def _booked(
    random: Random, crew: dict[int, TechnicianRow], first: date, days: int, zone: ZoneInfo
) -> dict[int, tuple[Busy, ...]]:
    """A little work that stands already, some of it where the rules would not have it."""
    found: dict[int, tuple[Busy, ...]] = {}
    number = 1_000_000
    for who in crew:
        own: list[Busy] = []
        for day in range(days):
            if random.random() < 0.25:
                number += 1
                begin = midnight(first + timedelta(days=day), zone, random.choice((540, 577, 630, 840, 960)))
                length = timedelta(minutes=random.choice((30, 60, 95)))
                own.append(Busy(number, who, begin, begin + length, place(random), f"booked {number}"))
        found[who] = tuple(own)
    return found


def place(random: Random) -> str:
    """The path of a home; now and then of another property, or of nothing that is known."""
    chance = random.random()
    if chance < 0.03:
        return ""
    estate = 2 if chance < 0.06 else 1
    building = 10 + random.randrange(_BUILDINGS)
    return f"/{estate}/{building}/{building * 100 + random.randrange(_HOMES)}/"


def _job(random: Random, number: int, first: date, days: int, zone: ZoneInfo) -> Job:
    severity = random.choice(_SEVERITIES)
    due_days = {"s1": 0, "s2": 1, "s3": 3, "s4": 7}[severity]
    day = random.randrange(-1, days)
    due = midnight(first + timedelta(days=day + due_days), zone, random.choice((12, 15, 18)) * 60)
    windows: tuple[Window, ...] = ()
    appointment: Window | None = None
    chance = random.random()
    if chance < 0.1:
        at = midnight(
            first + timedelta(days=random.randrange(days)), zone, random.choice((9, 10, 14, 16)) * 60
        )
        appointment = (at, at + timedelta(hours=2))
    elif chance < 0.45:
        chosen = sorted(random.sample(range(days), min(days, random.randint(1, 3))))
        spans = random.choice(((9 * 60, 12 * 60), (13 * 60, 18 * 60), (18 * 60, 21 * 60), (8 * 60, 20 * 60)))
        windows = tuple(
            (
                midnight(first + timedelta(days=one), zone, spans[0]),
                midnight(first + timedelta(days=one), zone, spans[1]),
            )
            for one in chosen
        )
    minutes = random.choice(_MINUTES)
    return Job(
        number, random.choice(SKILLS), minutes, place(random), severity, due if random.random() < 0.9 else None,
        windows, appointment, "ready", f"order {number}",
    )  # fmt: skip
