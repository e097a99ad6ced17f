"""What speaks against a slot. Pure: no database, no words.

All reasoning about days and hours is done in the time zone of the property. Half-open: what ends at 10:00 does not
meet what begins at 10:00.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from models.core.errors import Fact
from models.crew.kinds import AbsenceKind, AbsenceRow, TechnicianRow
from models.repairs.kinds import OrderRow
from models.repairs.states import Deed, may
from models.scheduling.kinds import HARD, Against, Busy, Job, Move, Objection, Roster
from models.timing.kinds import Calendar, DayException, DayKind
from models.timing.reckoner import instant_of, micros, reckoner

Stretch = tuple[datetime, datetime]

SAME_PLACE, SAME_BUILDING, SAME_PROPERTY, ELSEWHERE = 0, 5, 10, 30  # minutes on the way
GRAVEST = "s1"
_MOMENT = timedelta(milliseconds=1)
_MINUTE = timedelta(minutes=1)
_NO_HOURS = ((),) * 7


def travel_minutes(one: str, other: str) -> int:
    """Minutes from one place to another by their paths ("/property/building/…/unit/").

    A place that is not known (an empty path) counts as one in another building.
    """
    if not one or not other:
        return SAME_PROPERTY
    if one == other:
        return SAME_PLACE
    a, b = one.strip("/").split("/"), other.strip("/").split("/")
    if a[0] != b[0]:
        return ELSEWHERE
    return SAME_BUILDING if len(a) > 1 and a[1:2] == b[1:2] else SAME_PROPERTY


def day_bounds(day: date, zone: ZoneInfo) -> Stretch:
    """The instants at which a local day begins and ends: 23, 24 or 25 hours apart, or more where a zone moves."""
    begin = datetime.combine(day, time(), zone).astimezone(UTC)
    return begin, datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)


def calendar_of(person: TechnicianRow, office: Calendar) -> Calendar:
    """The hours of a person: the office's, or their own week with the days of the office that are not as usual.

    On a closed day nobody works; on a working Saturday whoever has no hours that day has those of a usual one.
    Kept with the office calendar, because laying out its years takes a moment.
    """
    if person.hours is None:
        return office
    kept: dict[object, Calendar] = office.__dict__.setdefault("_of_people", {})
    found = kept.get(person.hours)
    if found is None:
        found = kept[person.hours] = _own(person.hours, office)
    return found


def _own(hours: tuple[tuple[tuple[int, int], ...], ...], office: Calendar) -> Calendar:
    if not any(hours):
        return Calendar(office.timezone, _NO_HOURS)
    usual = next(spans for spans in hours if spans)
    exceptions: dict[date, DayException] = {}
    for day, one in office.exceptions.items():
        if one.kind is DayKind.CLOSED:
            exceptions[day] = one
        elif not hours[day.weekday()]:  # a working weekend is for those who are off then
            exceptions[day] = replace(one, hours=one.hours or usual)
    return Calendar(office.timezone, hours, exceptions)


def working_spans(
    person: TechnicianRow, office: Calendar, start: datetime, end: datetime
) -> tuple[Stretch, ...]:
    """When a person works between two instants, stretches that touch joined. Who comes by call always can."""
    if person.by_call:
        return ((start, end),) if start < end else ()
    table = reckoner(calendar_of(person, office))
    found = ((instant_of(a), instant_of(b)) for a, b in table.intervals(micros(start), micros(end)))
    return joined(found)


def joined(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Stretches in order, touching and overlapping ones joined, empty ones dropped."""
    made: list[Stretch] = []
    for start, end in sorted(one for one in stretches if one[0] < one[1]):
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return tuple(made)


def away(roster: Roster, technician_id: int, severity: str) -> tuple[AbsenceRow, ...]:
    """The absences that keep a person from an order: being on call is being there for the gravest ones."""
    found = roster.absences.get(technician_id, ())
    return tuple(one for one in found if not (severity == GRAVEST and one.kind == AbsenceKind.ON_CALL))


def available(
    person: TechnicianRow, roster: Roster, severity: str, start: datetime, end: datetime
) -> tuple[Stretch, ...]:
    """When a person can be given work of a severity, absences aside: working hours, and on call for the gravest."""
    spans: Iterable[Stretch] = working_spans(person, roster.office, start, end)
    if severity == GRAVEST:
        called = (one for one in roster.absences.get(person.id, ()) if one.kind == AbsenceKind.ON_CALL)
        spans = (*spans, *((max(start, one.starts_at), min(end, one.ends_at)) for one in called))
    return joined(spans)


def employed(person: TechnicianRow, day: date) -> bool:
    """Whether a person works here on a day: not let go before, and within the contract."""
    return not_gone(person, day) and in_contract(person, day)


def not_gone(person: TechnicianRow, day: date) -> bool:
    """Whether somebody has not been let go before a day; the last day is worked."""
    return person.active if person.left_on is None else day <= person.left_on


def in_contract(person: TechnicianRow, day: date) -> bool:
    """Whether the contract that a person comes with covers a day; without a contract every day is covered."""
    return (person.since is None or person.since <= day) and (person.until is None or day <= person.until)


def works_at(person: TechnicianRow, path: str) -> bool:
    """Whether a place lies where a person works; one that is not known does."""
    return not path or not person.area_paths or path.startswith(person.area_paths)


def able(person: TechnicianRow, job: Job) -> bool:
    """Whether a person has the skill and works there."""
    return (not job.skill or job.skill in person.skills) and works_at(person, job.place_path)


def hard(objections: Iterable[Objection]) -> tuple[Objection, ...]:
    """Those that nobody can override."""
    return tuple(one for one in objections if one.code in HARD)


def objections(move: Move, job: Job, roster: Roster, now: datetime) -> tuple[Objection, ...]:
    """What speaks against giving an order this slot, gravest first; nothing means that it fits.

    What the order itself has in ``roster.busy`` is not in its own way. Taking it back to the list asks for its state
    alone.
    """
    if not may(job.state, Deed.PLACE):
        state: Fact = ("word", "order_state", job.state)
        return (Objection(Against.STATE, {"order": job.label, "state": state}),)
    if move.technician_id is None:
        return ()
    start, end = move.starts_at, move.ends_at
    if start is None or end is None or end <= start:
        return (Objection(Against.EMPTY, {"order": job.label}),)
    found = list(_of_length(job, start, end, roster.office.zone))
    person = roster.people.get(move.technician_id)
    if person is None:
        found.append(Objection(Against.GONE, {"order": job.label, "technician": "", "day": None}))
    else:
        found += _of_person(person, job, roster, start, end)
    found += _of_resident(job, start, end)
    if end <= now:
        found.append(Objection(Against.PAST, {"order": job.label, "until": end}))
    order = list(Against)
    return tuple(sorted(found, key=lambda one: order.index(one.code)))


def _of_length(job: Job, start: datetime, end: datetime, zone: ZoneInfo) -> Iterator[Objection]:
    day = start.astimezone(zone).date()
    first, last = day_bounds(day, zone)
    if end - start > last - first:
        facts: dict[str, Fact] = {"order": job.label, "length": end - start, "most": last - first, "day": day}
        yield Objection(Against.TOO_LONG, facts)


def _of_person(
    person: TechnicianRow, job: Job, roster: Roster, start: datetime, end: datetime
) -> Iterator[Objection]:
    who: dict[str, Fact] = {"order": job.label, "technician": person.name}
    zone = roster.office.zone
    first, last = start.astimezone(zone).date(), (end - _MOMENT).astimezone(zone).date()
    if not not_gone(person, last):
        yield Objection(Against.GONE, {**who, "day": person.left_on})
    if not (in_contract(person, first) and in_contract(person, last)):
        contract: dict[str, Fact] = {
            "contractor": person.contractor, "since": person.since, "until": person.until
        }  # fmt: skip
        yield Objection(Against.CONTRACT, {**who, **contract})
    yield from _taken(person, job, roster, start, end)
    for one in away(roster, person.id, job.severity):
        if one.starts_at < end and start < one.ends_at:
            kind: Fact = ("word", "absence_kind", one.kind)
            facts = {**who, "kind": kind, "time": ("span", one.starts_at, one.ends_at)}
            yield Objection(Against.ABSENT, facts, one.id)
    if available(person, roster, job.severity, start, end) != ((start, end),):
        yield Objection(Against.HOURS, {**who, "day": first, "hours": _hours_text(person, roster, first)})
    if job.skill and job.skill not in person.skills:
        yield Objection(Against.SKILL, {**who, "skill": job.skill})
    if not works_at(person, job.place_path):
        yield Objection(Against.AREA, who)


def _hours_text(person: TechnicianRow, roster: Roster, day: date) -> str:
    """The hours of a local day as the wall clock shows them, empty when there are none."""
    zone = roster.office.zone
    spans = working_spans(person, roster.office, *day_bounds(day, zone))
    return ", ".join(f"{a.astimezone(zone):%H:%M}–{b.astimezone(zone):%H:%M}" for a, b in spans)


def _taken(
    person: TechnicianRow, job: Job, roster: Roster, start: datetime, end: datetime
) -> Iterator[Objection]:
    """Orders in the way, and those that leave no time for the way."""
    for one in roster.busy.get(person.id, ()):
        if one.order_id == job.order_id:
            continue
        facts: dict[str, Fact] = {"order": job.label, "technician": person.name, "other": one.label}
        if one.starts_at < end and start < one.ends_at:
            span: dict[str, Fact] = {"since": one.starts_at, "until": one.ends_at}
            yield Objection(Against.OVERLAP, {**facts, **span}, one.order_id)
            continue
        minutes = travel_minutes(one.place_path, job.place_path)
        if timedelta() <= start - one.ends_at < minutes * _MINUTE:
            late: dict[str, Fact] = {"until": one.ends_at, "minutes": minutes}
            yield Objection(Against.TRAVEL, {**facts, **late}, one.order_id)
        elif timedelta() <= one.starts_at - end < minutes * _MINUTE:
            soon: dict[str, Fact] = {"since": one.starts_at, "minutes": minutes}
            yield Objection(Against.TRAVEL, {**facts, **soon}, one.order_id)


def _of_resident(job: Job, start: datetime, end: datetime) -> Iterator[Objection]:
    """Whether the resident is in. An appointment stands above the times that were told before: it was agreed."""
    facts: dict[str, Fact] = {"order": job.label}
    if job.appointment is not None:
        begin, until = job.appointment
        if not begin <= start < until:
            yield Objection(Against.APPOINTMENT, {**facts, "since": begin, "until": until})
        return
    spans = joined(job.windows)
    if job.windows and not any(begin <= start and end <= until for begin, until in spans):
        near = min(spans, key=lambda one: _distance(one, start), default=job.windows[0])
        yield Objection(Against.WINDOW, {**facts, "since": near[0], "until": near[1]})


def _distance(window: Stretch, at: datetime) -> timedelta:
    return max(window[0] - at, at - window[1], timedelta())


def job_of(row: OrderRow) -> Job:
    """What the rules need to know of an order."""
    return Job(
        row.id, row.skill, row.estimate_minutes, row.place_path, row.severity, row.due_at, row.windows, row.window,
        row.state, label_of(row),
    )  # fmt: skip


def label_of(row: OrderRow) -> str:
    """What people call an order in a sentence: the place, or its reference."""
    return row.place or row.where_text or row.reference


def busy_of(rows: Iterable[OrderRow]) -> dict[int, tuple[Busy, ...]]:
    """What these orders take of whose time, by technician, in the order of time."""
    taken: dict[int, list[Busy]] = {}
    for row in rows:
        if row.technician_id is not None and row.starts_at is not None and row.ends_at is not None:
            busy = Busy(row.id, row.technician_id, row.starts_at, row.ends_at, row.place_path, label_of(row))
            taken.setdefault(row.technician_id, []).append(busy)
    return {who: tuple(sorted(found, key=in_time)) for who, found in taken.items()}


def in_time(one: Busy) -> tuple[datetime, int]:
    """By what busy times are sorted."""
    return one.starts_at, one.order_id


def moved(roster: Roster, moves: Sequence[Move], jobs: Mapping[int, Job]) -> Roster:
    """The roster as it would be with all these moves made: what each of them is checked against."""
    gone = {one.order_id for one in moves}
    busy = {who: [one for one in taken if one.order_id not in gone] for who, taken in roster.busy.items()}
    for one in moves:
        if one.technician_id is not None and one.starts_at is not None and one.ends_at is not None:
            job = jobs[one.order_id]
            made = Busy(
                one.order_id, one.technician_id, one.starts_at, one.ends_at, job.place_path, job.label
            )
            busy.setdefault(one.technician_id, []).append(made)
    return replace(roster, busy={who: tuple(sorted(taken, key=in_time)) for who, taken in busy.items()})
