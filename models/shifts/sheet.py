"""The sheet: what the next shift must know. Two fixed statements for each part, each on an index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from models.complaints.queries import instant
from models.core.clock import to_millis
from models.core.errors import UserProblem
from models.core.session import Session
from models.incidents.queries import live
from models.options.queries import settings
from models.shifts import queries
from models.shifts.kinds import Spell
from models.shifts.rules import from_option, spell_on
from models.shifts.sheet_kinds import Part, Sheet, SheetLine
from models.store.database import Store

SHOWN = 60  # of each part; the totals go on

_DUE = "COALESCE(c.next_due_at, 9000000000000000)"  # as the index on open cases has it
_GRAVE = "(c.severity = 's1' OR c.life_safety OR c.major)"
_CALL = "c.next_due_kind IS 'follow_up'"
_PHONE = """CASE WHEN y.kind = 'call' THEN COALESCE((SELECT t.value FROM contact_point t
    WHERE t.resident_id = c.resident_id AND t.kind = 'phone' ORDER BY t.position, t.id LIMIT 1), c.caller_phone)
    ELSE '' END"""
_CASE = """c.id, c.reference, c.title, CASE WHEN c.place_id IS NULL THEN c.where_text ELSE p.label END,
    COALESCE(r.name, c.caller_name), c.severity, COALESCE(h.name, '')"""
_NAMES = """LEFT JOIN place p ON p.id = c.place_id LEFT JOIN resident r ON r.id = c.resident_id
    LEFT JOIN staff h ON h.id = c.handler_id"""
# An order stands here as a case does, with its technician in the place of the handler.
_ORDER = """o.complaint_id, o.reference, o.title, COALESCE(p.label, o.where_text), COALESCE(r.name, o.contact_name),
    o.severity, COALESCE(t.name, '')"""
_ORDER_NAMES = """LEFT JOIN place p ON p.id = o.place_id LEFT JOIN resident r ON r.id = o.resident_id
    LEFT JOIN technician t ON t.id = o.technician_id"""
_ORDER_PHONE = """COALESCE(NULLIF(o.contact_phone, ''), (SELECT n.value FROM contact_point n
    WHERE n.resident_id = o.resident_id AND n.kind = 'phone' ORDER BY n.position, n.id LIMIT 1), '')"""
Params = tuple[object, ...]
Statement = tuple[str, Params]


@dataclass(frozen=True)
class Wanted:
    """One part: where its rows come from, which, in which order, and what is read of them after the case.

    ``own``: id, moment, kind, text, phone, cause, percent, level, end; of orders ``about`` and ``names`` differ.
    """

    source: str
    where: str
    params: Params
    order: str
    own: str
    about: str = _CASE
    names: str = _NAMES

    def rows(self) -> Statement:
        """The lines."""
        return (
            f"SELECT {self.about}, {self.own} FROM {self.source} {self.names} WHERE {self.where} "
            f"ORDER BY {self.order} LIMIT ?",
            (*self.params, SHOWN),
        )

    def count(self) -> Statement:
        """How many there are."""
        return f"SELECT count(*) FROM {self.source} WHERE {self.where}", self.params


def wanted(now: int, until: int) -> dict[Part, Wanted]:
    """The parts that are about cases and orders, for a moment and the end of the next shift. Tests look at their plans.

    Of the escalations of a case that nobody has acknowledged, only the latest stands here.
    """
    of_case = "c.id, c.next_due_at, COALESCE(c.next_due_kind, ''), '', '', '', 0, '', NULL"
    by_due = f"{_DUE}, c.id"
    in_time = f"c.closed_at IS NULL AND {_DUE} >= ? AND {_DUE} < ?"
    return _of_orders(until) | {
        Part.CRITICAL: Wanted(
            "complaint c", f"c.closed_at IS NULL AND {_GRAVE}", (), f"c.severity, {_DUE}, c.id", of_case
        ),
        Part.LATE: Wanted(
            "complaint c", f"{in_time} AND NOT {_GRAVE} AND NOT {_CALL}", (0, now), by_due, of_case
        ),
        Part.PROMISES: Wanted(
            "promise y CROSS JOIN complaint c ON c.id = y.complaint_id",
            "y.state = 'open' AND y.due_at < ? AND c.closed_at IS NULL",
            (until,), "y.due_at, y.id", f"y.id, y.due_at, y.kind, y.text, {_PHONE}, '', 0, '', NULL",
        ),
        Part.DUE: Wanted(
            "complaint c", f"{in_time} AND NOT {_GRAVE} AND NOT {_CALL}", (now, until), by_due, of_case
        ),
        Part.FOLLOW_UPS: Wanted("complaint c", f"{in_time} AND {_CALL}", (0, until), by_due, of_case),
        Part.SECOND_LOOKS: Wanted(
            "complaint c",
            """c.second_look_at IS NOT NULL AND c.second_look_at < ? AND c.second_look_done_at IS NULL
            AND c.merged_into_id IS NULL""",
            (until,), "c.second_look_at, c.id", "c.id, c.second_look_at, '', '', '', '', 0, '', NULL",
        ),
        Part.PAUSED: Wanted(
            "pause y CROSS JOIN complaint c ON c.id = y.complaint_id",
            "y.ended_at IS NULL AND y.ends_at > ? AND c.closed_at IS NULL",
            (now,), "y.ends_at, y.id", "y.id, y.ends_at, y.reason, y.text, '', '', 0, '', NULL",
        ),
        Part.ESCALATIONS: Wanted(
            "escalation y CROSS JOIN complaint c ON c.id = y.complaint_id",
            """y.acknowledged_at IS NULL AND c.closed_at IS NULL AND NOT EXISTS (SELECT 1 FROM escalation z
            WHERE z.complaint_id = y.complaint_id AND z.acknowledged_at IS NULL AND (z.at, z.id) > (y.at, y.id))""",
            (),
            "y.at, y.id", "y.id, y.at, y.name, '', '', y.cause, y.percent, y.level, NULL",
        ),
    }  # fmt: skip


def _of_orders(until: int) -> dict[Part, Wanted]:
    """Who is expected, and what is under way."""
    return {
        Part.APPOINTMENTS: Wanted(
            "appointment y CROSS JOIN work_order o ON o.id = y.work_order_id",
            "y.state = 'agreed' AND y.from_at < ?", (until,), "y.from_at, y.id",
            f"y.id, y.from_at, o.state, '', {_ORDER_PHONE}, '', 0, '', y.to_at", _ORDER, _ORDER_NAMES,
        ),
        Part.WORK: Wanted(
            "work_order o",
            "o.state NOT IN ('checked', 'cancelled') AND o.state IN ('on_the_way', 'working')",  # as its index has it
            (), "o.ends_at, o.id", "o.id, o.ends_at, o.state, '', '', '', 0, '', NULL", _ORDER, _ORDER_NAMES,
        ),
    }  # fmt: skip


def _line(part: Part, v: Sequence[Any]) -> SheetLine:
    return SheetLine(
        part, v[7], v[0], v[1], v[2], v[3] or "", v[4] or "", v[5], v[6],
        instant(v[8]), v[9], v[10], v[11] or "", v[12], v[13], v[14], instant(v[15]),
    )  # fmt: skip


def lines(
    store: Store, now: datetime, until: datetime
) -> tuple[dict[Part, tuple[SheetLine, ...]], dict[Part, int]]:
    """All parts, and how many lines each has in truth."""
    parts = wanted(to_millis(now), to_millis(until))
    found = {part: tuple(_line(part, row) for row in store.rows(*one.rows())) for part, one in parts.items()}
    totals = {
        part: len(found[part]) if len(found[part]) < SHOWN else int(store.rows(*one.count())[0][0])
        for part, one in parts.items()
    }
    found[Part.INCIDENTS] = _incidents(store)
    totals[Part.INCIDENTS] = len(found[Part.INCIDENTS])
    return {part: found[part] for part in Part}, {part: totals[part] for part in Part}


def _incidents(store: Store) -> tuple[SheetLine, ...]:
    """What is off, with the line to say. What is only proposed has nothing to say yet."""
    return tuple(
        SheetLine(
            Part.INCIDENTS, row.id, None, "", row.title, row.place, "", "", row.declared_by, row.expected_until,
            row.kind, row.say,
        )
        for row in live(store)
        if row.declared_at is not None
    )  # fmt: skip


def sheet(session: Session, code: str | None = None, day: date | None = None) -> Sheet:
    """The sheet as of now: of the shift that is on, or of one of a day. Raises ``shift.unknown``."""
    store, now = session.store, session.clock.now()
    options = settings(store)
    known, zone = from_option(options.shifts), options.zone
    spell = queries.giving(store, now) if code is None else _spell(session, code, day)
    coming = queries.following(spell, known, zone)
    found, totals = lines(store, now, coming.end)
    return Sheet(
        property_name=options.property_name,
        zone=zone,
        as_of=now,
        spell=spell,
        next=coming,
        duty=queries.on_duty(store, spell.start),
        lines=found,
        totals=totals,
        notes=queries.notes(session),
        given=queries.given_of(store, spell),
    )


def _spell(session: Session, code: str, day: date | None) -> Spell:
    """A shift by its code: of a day, else the latest of that code that has begun."""
    options = settings(session.store)
    shift = next((one for one in from_option(options.shifts) if one.code == code), None)
    if shift is None:
        names = ", ".join(one.code for one in from_option(options.shifts))
        raise UserProblem("shift.unknown", shift=code, codes=names)
    now, zone = session.clock.now(), options.zone
    today = now.astimezone(zone).date()
    if day is not None:
        return spell_on(shift, day, zone)
    begun = spell_on(shift, today, zone)
    return begun if begun.start <= now else spell_on(shift, date.fromordinal(today.toordinal() - 1), zone)


def snapshot(found: Sheet) -> Mapping[str, object]:
    """Ids and counts of a sheet, to be kept with its hand-over: no names, no words."""
    return {
        "ids": {part.value: [line.id for line in found.lines[part]] for part in Part},
        "counts": {part.value: found.totals[part] for part in Part} | {"notes": len(found.notes)},
        "notes": [one.id for one in found.notes],
        "until": to_millis(found.until),
    }
