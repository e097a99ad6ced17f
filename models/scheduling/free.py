"""Free slots for an order, best first, and why there are none. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from models.core.clock import EPOCH
from models.crew.kinds import TechnicianRow
from models.scheduling.kinds import Busy, Job, Left, Move, Roster, Slot, SlotReason
from models.scheduling.rules import (
    GRAVEST,
    SAME_BUILDING,
    Stretch,
    able,
    available,
    away,
    day_bounds,
    joined,
    travel_minutes,
    working_spans,
)

STEP = timedelta(minutes=5)  # slots that are proposed begin on such a minute
_MINUTE = timedelta(minutes=1)
_LATE = 100_000  # of the score: whatever is in time comes before whatever is late
_WAY = 3  # of the score: a minute on the way weighs as much as so many of waiting


def rounded_up(at: datetime) -> datetime:
    """The first moment at or after ``at`` at which a slot may begin."""
    return at + (EPOCH - at) % STEP


def free_slots(
    job: Job, roster: Roster, start: datetime, end: datetime, now: datetime, limit: int = 8
) -> tuple[Slot, ...]:
    """The earliest slots between two moments, and after ``now``, that nothing speaks against, best first.

    One for each stretch in which a technician is free for long enough. What is in time comes first, then what is soon;
    a way to go counts three times.
    """
    found = [
        _slot(job, roster, person, piece, max(start, now))
        for person in roster.people.values()
        if job.minutes > 0 and able(person, job)
        for piece in free_pieces(job, roster, person, max(start, now), end)
    ]
    slots = sorted(
        (one for one in found if one is not None),
        key=lambda one: (one.score, one.starts_at, one.technician_id),
    )
    return _told(slots[:limit])


def free_pieces(
    job: Job,
    roster: Roster,
    person: TechnicianRow,
    start: datetime,
    end: datetime,
    there: Sequence[Stretch] | None = None,
) -> tuple[Stretch, ...]:
    """Where a person could work on an order at all: working time without leave, other orders and the ways to them.

    ``there`` is what ``presence`` says, for whoever asks about many orders.
    """
    known = presence(job, roster, person, start, end) if there is None else there
    return without(_let_in(job, known), taken(job, roster.busy.get(person.id, ())))


def taken(job: Job, busy: Sequence[Busy]) -> Iterator[Stretch]:
    """The times that other orders take from this one, ways included."""
    for one in busy:
        if one.order_id != job.order_id:
            way = travel_minutes(one.place_path, job.place_path) * _MINUTE
            yield one.starts_at - way, one.ends_at + way


def open_pieces(
    job: Job, roster: Roster, person: TechnicianRow, start: datetime, end: datetime
) -> tuple[Stretch, ...]:
    """The same without a look at other orders: long enough for the order, when the resident is in."""
    return _let_in(job, presence(job, roster, person, start, end))


def _let_in(job: Job, spans: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """What of some stretches is open to an order: somebody was promised, or is in."""
    if job.appointment is not None:
        begin, until = job.appointment
        reach = until - STEP + job.minutes * _MINUTE  # it begins within; it may end later
        return _cut(spans, ((begin, max(until, reach)),))
    return _cut(spans, joined(job.windows)) if job.windows else tuple(spans)


def presence(
    job: Job, roster: Roster, person: TechnicianRow, start: datetime, end: datetime
) -> tuple[Stretch, ...]:
    """When a person is there for an order; the same for all orders of one ``sort_of``."""
    spans = worked(job, roster, person, start, end)
    return without(spans, ((one.starts_at, one.ends_at) for one in away(roster, person.id, job.severity)))


def sort_of(job: Job) -> tuple[bool, bool]:
    """What of an order decides when a person is there for it: how grave it is, and whether a time was agreed."""
    return job.severity == GRAVEST, bool(job.windows) or job.appointment is not None


def worked(
    job: Job, roster: Roster, person: TechnicianRow, start: datetime, end: datetime
) -> tuple[Stretch, ...]:
    """When a person may be given an order: who comes by call keeps to the office's hours, unless a time was agreed."""
    if person.by_call and not job.windows and job.appointment is None:
        spans = working_spans(_in_office(person), roster.office, start, end)
    else:
        spans = available(person, roster, job.severity, start, end)
    here = employment(person, roster.office.zone)
    return _cut(spans, (here,)) if here is not None else ()


def employment(person: TechnicianRow, zone: ZoneInfo) -> Stretch | None:
    """From when to when somebody works here as far as is known: the contract's days, until the last day."""
    if person.left_on is None and not person.active:
        return None
    ends = [day for day in (person.until, person.left_on) if day is not None]
    first = datetime.min.replace(tzinfo=UTC) if person.since is None else day_bounds(person.since, zone)[0]
    last = day_bounds(min(ends), zone)[1] if ends else datetime.max.replace(tzinfo=UTC)
    return (first, last) if first < last else None


def _in_office(person: TechnicianRow) -> TechnicianRow:
    return replace(person, by_call=False, hours=None)


def without(spans: Sequence[Stretch], cuts: Iterator[Stretch] | Sequence[Stretch]) -> tuple[Stretch, ...]:
    """What is left of stretches when others are taken out."""
    left = list(spans)
    for begin, until in cuts:
        pieces: list[Stretch] = []
        for start, end in left:
            if begin >= end or until <= start:
                pieces.append((start, end))
                continue
            pieces += [(a, b) for a, b in ((start, begin), (until, end)) if a < b]
        left = pieces
    return tuple(left)


def _cut(spans: Sequence[Stretch], windows: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """What stretches have in common with others."""
    both = ((max(a, c), min(b, d)) for a, b in spans for c, d in windows)
    return tuple((a, b) for a, b in both if a < b)


def _slot(job: Job, roster: Roster, person: TechnicianRow, piece: Stretch, since: datetime) -> Slot | None:
    starts = rounded_up(piece[0])
    ends = starts + job.minutes * _MINUTE
    day = day_bounds(starts.astimezone(roster.office.zone).date(), roster.office.zone)
    if ends > piece[1] or ends - starts > day[1] - day[0] or not _promised(job, starts):
        return None
    slot = slot_of(job, Move(job.order_id, person.id, starts, ends), roster)
    wait = (starts - since) / _MINUTE
    late = SlotReason.LATE in slot.reasons
    return replace(slot, score=wait + _WAY * slot.travel_minutes + _LATE * late, free_until=piece[1])


def slot_of(job: Job, move: Move, roster: Roster) -> Slot:
    """A slot with what is to be said for it. ``move`` names a technician and both ends."""
    who, starts, ends = move.technician_id, move.starts_at, move.ends_at
    assert who is not None
    assert starts is not None
    assert ends is not None
    before, after = _neighbours(roster, who, job, starts, ends)
    travel = 0 if before is None else travel_minutes(before.place_path, job.place_path)
    ways = [travel_minutes(one.place_path, job.place_path) for one in (before, after) if one is not None]
    reasons = []
    if job.appointment is not None:
        reasons.append(SlotReason.APPOINTMENT)
    if min(ways, default=SAME_BUILDING + 1) <= SAME_BUILDING:
        reasons.append(SlotReason.NEARBY)
    if job.due_at is not None:
        reasons.append(SlotReason.LATE if ends > job.due_at else SlotReason.IN_TIME)
    return Slot(who, roster.people[who].name, starts, ends, travel, 0.0, tuple(reasons))


def _promised(job: Job, starts: datetime) -> bool:
    return job.appointment is None or job.appointment[0] <= starts < job.appointment[1]


def _neighbours(
    roster: Roster, technician_id: int, job: Job, starts: datetime, ends: datetime
) -> tuple[Busy | None, Busy | None]:
    """The orders before and after on the same local day."""
    zone = roster.office.zone
    day = starts.astimezone(zone).date()
    others = [
        one
        for one in roster.busy.get(technician_id, ())
        if one.order_id != job.order_id and one.starts_at.astimezone(zone).date() == day
    ]
    before = max((one for one in others if one.ends_at <= starts), key=lambda one: one.ends_at, default=None)
    after = min((one for one in others if one.starts_at >= ends), key=lambda one: one.starts_at, default=None)
    return before, after


def _told(slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """The slots with the word that nobody can come sooner, for whoever that is true of."""
    first = min((one.starts_at for one in slots), default=None)
    return tuple(
        replace(one, reasons=(SlotReason.EARLIEST, *one.reasons)) if one.starts_at == first else one
        for one in slots
    )


def nothing_fits(job: Job, roster: Roster, start: datetime, end: datetime, now: datetime) -> Left:
    """Why no slot is found between two moments: the first thing that rules everybody out."""
    since = max(start, now)
    if job.minutes <= 0:
        return Left.EMPTY
    skilled = [one for one in roster.people.values() if not job.skill or job.skill in one.skills]
    people = [one for one in skilled if able(one, job)]
    if not people:
        return Left.AREA if skilled else Left.SKILL
    length = job.minutes * _MINUTE
    anyway = replace(job, windows=(), appointment=None)
    week = start + timedelta(days=7)
    if not any(_long(worked(anyway, roster, one, start, max(end, week)), length) for one in people):
        return Left.AWAY if not any(_stays(one, roster, start, end) for one in people) else Left.TOO_LONG
    if not any(_long(open_pieces(anyway, roster, one, since, end), length) for one in people):
        return Left.AWAY
    if not any(_long(open_pieces(job, roster, one, since, end), length) for one in people):
        return Left.WINDOW
    return Left.FULL


def _stays(person: TechnicianRow, roster: Roster, start: datetime, end: datetime) -> bool:
    here = employment(person, roster.office.zone)
    return here is not None and here[0] < end and start < here[1]


def _long(pieces: Sequence[Stretch], length: timedelta) -> bool:
    return any(rounded_up(start) + length <= end for start, end in pieces)
