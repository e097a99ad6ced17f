"""Whether a schedule keeps the rules, found out minute by minute, without anything of the scheduling code.

Slow and plain on purpose: every minute of every slot is looked up on the wall clock of the property.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from models.crew.kinds import AbsenceRow, TechnicianRow
from models.timing.kinds import Calendar, DayKind

MINUTE = timedelta(minutes=1)
Window = tuple[datetime, datetime]


@dataclass(frozen=True)
class Given:
    """An order that has a slot. ``stands``: it was there before; what it breaks by itself is not looked at."""

    order: int
    technician: int
    start: datetime
    end: datetime
    skill: str
    path: str
    severity: str
    windows: tuple[Window, ...] = ()
    appointment: Window | None = None
    stands: bool = False


@lru_cache(maxsize=200_000)
def _wall(minute: datetime, zone: str) -> tuple[date, int]:
    local = minute.astimezone(ZoneInfo(zone))
    return local.date(), local.hour * 60 + local.minute


@lru_cache(maxsize=2_000)
def _day_minutes(day: date, zone: str) -> int:
    """How many minutes a local day has, counted."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    around = (noon + n * MINUTE for n in range(-36 * 60, 36 * 60))
    return sum(_wall(minute, zone)[0] == day for minute in around)


def _in(minute: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(a <= minute < b for a, b in spans)


def _works(person: TechnicianRow, office: Calendar, day: date, minute: int) -> bool:
    if person.by_call:
        return True
    week = office.week if person.hours is None else person.hours
    usual, exception = week[day.weekday()], office.exceptions.get(day)
    open_now = _in(minute, usual)
    if exception is None or not any(week):
        return open_now
    if exception.kind == DayKind.CLOSED:
        return open_now and bool(exception.hours) and not _in(minute, exception.hours)
    if person.hours is not None and usual:
        return open_now
    lent = exception.hours or next(spans for spans in week if spans)
    return open_now or _in(minute, lent)


def _minutes(start: datetime, end: datetime) -> Iterator[datetime]:
    while start < end:
        yield start
        start += MINUTE


def _way(one: str, other: str) -> int:
    if not one or not other:
        return 10
    a, b = one.split("/"), other.split("/")
    if a == b:
        return 0
    if a[1] != b[1]:
        return 30
    return 5 if a[2] and a[2] == b[2] else 10


def wrong(
    slots: Sequence[Given],
    people: Mapping[int, TechnicianRow],
    absences: Mapping[int, Sequence[AbsenceRow]],
    office: Calendar,
) -> list[str]:
    """Everything that a schedule breaks, as ``order: what``."""
    found = [
        f"{one.order}: {what}"
        for one in slots
        if not one.stands
        for what in _alone(one, people, absences, office)
    ]
    taken: dict[tuple[int, datetime], Given] = {}
    by_person: dict[int, list[Given]] = {}
    for one in slots:
        by_person.setdefault(one.technician, []).append(one)
        for minute in _minutes(one.start, one.end):
            before = taken.setdefault((one.technician, minute), one)
            if before is not one and not (one.stands and before.stands):
                found.append(f"{one.order}: overlaps {before.order}")
                break
    for own in by_person.values():
        for one in own:
            for other in own:
                pause = (other.start - one.end) / MINUTE
                if (
                    0 <= pause < _way(one.path, other.path)
                    and one is not other
                    and not (one.stands and other.stands)
                ):
                    found.append(f"{other.order}: no time for the way from {one.order}")
    return found


def _alone(
    one: Given,
    people: Mapping[int, TechnicianRow],
    absences: Mapping[int, Sequence[AbsenceRow]],
    office: Calendar,
) -> Iterator[str]:
    person = people.get(one.technician)
    if person is None:
        yield "nobody"
        return
    if one.start >= one.end:
        yield "empty"
        return
    wall = [_wall(minute, office.timezone) for minute in _minutes(one.start, one.end)]
    days = {day for day, _ in wall}
    if len(wall) > _day_minutes(wall[0][0], office.timezone):
        yield "longer than a day"
    if (person.left_on is None and not person.active) or (
        person.left_on is not None and max(days) > person.left_on
    ):
        yield "gone"
    if any((person.since and day < person.since) or (person.until and day > person.until) for day in days):
        yield "outside the contract"
    if one.skill and one.skill not in person.skills:
        yield "skill"
    if one.path and person.area_paths and not any(one.path.startswith(area) for area in person.area_paths):
        yield "area"
    yield from _there(one, person, absences.get(person.id, ()), office)
    yield from _let_in(one)


def _there(
    one: Given, person: TechnicianRow, absences: Sequence[AbsenceRow], office: Calendar
) -> Iterator[str]:
    """Minute by minute: at work, or on call for the gravest, and not away."""
    said = set()
    for minute in _minutes(one.start, one.end):
        away = {row.kind for row in absences if row.starts_at <= minute < row.ends_at}
        called = one.severity == "s1" and "on_call" in away
        if away - ({"on_call"} if one.severity == "s1" else set()):
            said.add("away")
        if not called and not _works(person, office, *_wall(minute, office.timezone)):
            said.add("outside working hours")
    yield from sorted(said)


def _let_in(one: Given) -> Iterator[str]:
    if one.appointment is not None:
        if not one.appointment[0] <= one.start < one.appointment[1]:
            yield "another time was promised"
    elif one.windows and not all(
        any(a <= m < b for a, b in one.windows) for m in _minutes(one.start, one.end)
    ):
        yield "resident not in"
