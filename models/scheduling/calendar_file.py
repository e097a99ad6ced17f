"""A technician's calendar as a file that phones import (RFC 5545).

An order keeps its name (UID) for as long as the technician has it; each change of its slot raises its SEQUENCE, so that
importing the file again moves what moved and removes what is cancelled. Times stand in the time zone of the property,
whose changes of the clock are written out for the years around; whole days away stand as days.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from models.core.session import Session
from models.crew.kinds import AbsenceRow
from models.crew.queries import absences, technician
from models.options.standing import settings
from models.scheduling.calendar_entries import Entry, absence_uid, entries, plain
from models.timing.laid_out import stretches
from resources.texts import Texts

PRODUCT = "-//Redress//Work orders//EN"
_AROUND = timedelta(days=400)
_MIDNIGHT = time()


def technician_calendar(
    session: Session, technician_id: int, start: datetime, end: datetime, texts: Texts
) -> bytes:
    """The calendar of a technician from ``start`` to ``end``; raises ``Unknown("technician")``."""
    store = session.store
    person = technician(store, technician_id)
    options = settings(store)
    away = [(absence_uid(store, one.id), one) for one in absences(store, start, end, technician_id)]
    orders = entries(store, technician_id, start, end)
    name = plain(f"{person.name} · {options.property_name}")
    return written(name, orders, away, options.zone, session.clock.now(), texts)


def written(
    name: str,
    orders: Sequence[Entry],
    away: Sequence[tuple[str, AbsenceRow]],
    zone: ZoneInfo,
    now: datetime,
    texts: Texts,
) -> bytes:
    """A calendar file of orders and times away; the same ones at the same moment give the same bytes."""
    import icalendar  # 0.1 s, only when a calendar file is made

    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", icalendar.vText(name))  # the library escapes no names that it does not know
    calendar.add("x-wr-timezone", zone.key)
    moments = [at for one in orders for at in (one.starts_at, one.ends_at)]
    moments += [at for _, one in away for at in (one.starts_at, one.ends_at)]
    calendar.add_component(_zone(icalendar, zone, min(moments, default=now), max(moments, default=now)))
    for one in orders:
        calendar.add_component(_order(icalendar, one, zone, now, texts))
    for uid, absence in away:
        calendar.add_component(_absence(icalendar, uid, absence, zone, now, texts))
    content: bytes = calendar.to_ical()
    return content


def _event(library: Any, uid: str, sequence: int, now: datetime, summary: str, cancelled: bool) -> Any:
    event = library.Event()
    event.add("uid", uid)
    event.add("sequence", sequence)
    event.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    event.add("summary", summary)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if cancelled else "OPAQUE")
    event.add("class", "PRIVATE")
    return event


def _order(library: Any, one: Entry, zone: ZoneInfo, now: datetime, texts: Texts) -> Any:
    summary = " ".join(part for part in (one.place, one.title) if part)
    event = _event(library, one.uid, one.sequence, now, summary, one.cancelled)
    event.add("dtstart", one.starts_at.astimezone(zone))
    event.add("dtend", one.ends_at.astimezone(zone))
    if one.place:
        event.add("location", one.place)
    event.add("description", "\n".join((*one.notes, texts.word("access", one.access))))
    return event


def _absence(library: Any, uid: str, one: AbsenceRow, zone: ZoneInfo, now: datetime, texts: Texts) -> Any:
    event = _event(library, uid, one.row_version - 1, now, texts.word("absence_kind", one.kind), False)
    begin, end = one.starts_at.astimezone(zone), one.ends_at.astimezone(zone)
    whole = begin.time() == end.time() == _MIDNIGHT
    event.add("dtstart", begin.date() if whole else begin)
    event.add("dtend", end.date() if whole else end)
    if one.text:
        event.add("description", plain(one.text))
    return event


def _zone(library: Any, zone: ZoneInfo, first: datetime, last: datetime) -> Any:
    """The time zone from more than a year before the first moment to more than a year after the last.

    Each change of the clock is an observance of its own: it begins when the clock, as it went before, showed that time.
    """
    made = library.Timezone()
    made.add("tzid", zone.key)
    for begins, before, after, name, summer in _changes(zone, first - _AROUND, last + _AROUND):
        part = library.TimezoneDaylight() if summer else library.TimezoneStandard()
        part.add("dtstart", begins)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("tzname", name)
        made.add_component(part)
    return made


def _changes(
    zone: ZoneInfo, first: datetime, last: datetime
) -> Iterator[tuple[datetime, timedelta, timedelta, str, bool]]:
    known: timedelta | None = None
    day = datetime.combine(date(first.year, 1, 1), _MIDNIGHT, UTC)
    for since, _, seconds in stretches(zone, int(day.timestamp()), int(last.timestamp())):
        at, offset = datetime.fromtimestamp(since, UTC), timedelta(seconds=seconds)
        there = at.astimezone(zone)
        before = offset if known is None else known
        yield (
            (at + before).replace(tzinfo=None),
            before,
            offset,
            there.tzname() or zone.key,
            bool(there.dst()),
        )
        known = offset
