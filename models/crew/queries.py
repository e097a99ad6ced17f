"""Reads of the crew. All of it is small: it is read whole, in a fixed number of statements."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from models.core.clock import from_millis, to_millis
from models.core.errors import Unknown
from models.crew.kinds import AbsenceRow, ContractorRow, SkillRow, TechnicianRow
from models.directory.rows import Source, day, store_of
from models.store.database import Store

_TECHNICIAN = """t.id, t.row_version, t.name, t.phone, t.colour, t.contractor_id, COALESCE(c.name, ''), t.by_call,
    t.hours, t.rate_minor, t.base_id, COALESCE(b.path, ''), t.note, t.active, t.left_on, c.since, c.until"""
_PEOPLE = (
    """technician t LEFT JOIN contractor c ON c.id = t.contractor_id LEFT JOIN place b ON b.id = t.base_id"""
)
_CONTRACTOR = """c.id, c.row_version, c.name, c.contact, c.phone, c.email, c.since, c.until, c.rate_minor,
    c.call_out_minor, c.note, c.active,
    (SELECT count(*) FROM technician t WHERE t.contractor_id = c.id AND t.active)"""
_ABSENCE = "a.id, a.row_version, a.technician_id, a.kind, a.starts_at, a.ends_at, a.text"


def skills(source: Source, all: bool = False) -> tuple[SkillRow, ...]:  # noqa: A002
    """What people can do, in order; with ``all`` also what is not offered any more."""
    where = "" if all else "WHERE active"
    found = store_of(source).rows(
        f"SELECT code, zh, en, active, id, row_version FROM skill {where} ORDER BY position, id"
    )
    return tuple(SkillRow(code, zh, en, bool(active), *rest) for code, zh, en, active, *rest in found)


def technicians(source: Source, all: bool = False, on: date | None = None) -> tuple[TechnicianRow, ...]:  # noqa: A002
    """Who works here, by position and name: three statements.

    Whoever was let go is left out, even when the last day is still to come; with ``on`` those are in who work on that
    day or later, with ``all`` everybody there ever was.
    """
    if all:
        return _technicians(source, "1", ())
    if on is not None:
        return _technicians(source, "(t.active OR t.left_on >= ?)", (on.isoformat(),))
    return _technicians(source, "t.active", ())


def technician(source: Source, technician_id: int) -> TechnicianRow:
    """One technician; raises ``Unknown("technician")``."""
    found = _technicians(source, "t.id = ?", (technician_id,))
    if not found:
        raise Unknown("technician", technician_id)
    return found[0]


def _technicians(source: Source, where: str, params: Sequence[object]) -> tuple[TechnicianRow, ...]:
    store = store_of(source)
    found = store.rows(
        f"SELECT {_TECHNICIAN} FROM {_PEOPLE} WHERE {where} ORDER BY t.position, t.name, t.id", tuple(params)
    )
    skilled = _grouped(
        store,
        "SELECT s.technician_id, s.skill FROM technician_skill s JOIN technician t ON t.id = s.technician_id"
        f" WHERE {where}",
        params,
    )
    areas = _grouped(
        store,
        "SELECT a.technician_id, a.place_id, p.path FROM technician_area a"
        " JOIN technician t ON t.id = a.technician_id JOIN place p ON p.id = a.place_id"
        f" WHERE {where} ORDER BY p.path",
        params,
    )
    return tuple(_technician(row, skilled.get(row[0], []), areas.get(row[0], [])) for row in found)


def _grouped(store: Store, statement: str, params: Sequence[object]) -> dict[int, list[tuple[Any, ...]]]:
    groups: dict[int, list[tuple[Any, ...]]] = {}
    for key, *rest in store.rows(statement, tuple(params)):
        groups.setdefault(key, []).append(tuple(rest))
    return groups


def _technician(
    values: Sequence[Any], skilled: Sequence[tuple[Any, ...]], areas: Sequence[tuple[Any, ...]]
) -> TechnicianRow:
    (ident, version, name, phone, colour, contractor_id, contractor, by_call, hours, rate, base_id, base, note,
     active, left_on, since, until) = values  # fmt: skip
    return TechnicianRow(
        id=ident,
        row_version=version,
        name=name,
        phone=phone,
        colour=colour,
        contractor_id=contractor_id,
        contractor=contractor,
        by_call=bool(by_call),
        hours=None if hours is None else _hours(json.loads(hours)),
        rate_minor=rate,
        base_id=base_id,
        base_path=base,
        note=note,
        active=bool(active),
        left_on=day(left_on),
        skills=frozenset(one for (one,) in skilled),
        areas=frozenset(place for place, _ in areas),
        area_paths=tuple(path for _, path in areas),
        since=day(since),
        until=day(until),
    )


def _hours(week: list[list[list[int]]]) -> tuple[tuple[tuple[int, int], ...], ...]:
    return tuple(tuple((start, end) for start, end in spans) for spans in week)


def place_labels(source: Source) -> dict[int, str]:
    """What the places are called that technicians work at or begin their day at. One statement."""
    found = store_of(source).rows(
        """SELECT id, label FROM place WHERE id IN (SELECT place_id FROM technician_area)
        OR id IN (SELECT base_id FROM technician)"""
    )
    return dict(found)


def contractors(source: Source, all: bool = False) -> tuple[ContractorRow, ...]:  # noqa: A002
    """Firms by name; with ``all`` also those whose contract was ended."""
    return _contractors(source, "1" if all else "c.active", ())


def contractor(source: Source, contractor_id: int) -> ContractorRow:
    """One firm; raises ``Unknown("contractor")``."""
    found = _contractors(source, "c.id = ?", (contractor_id,))
    if not found:
        raise Unknown("contractor", contractor_id)
    return found[0]


def _contractors(source: Source, where: str, params: Sequence[object]) -> tuple[ContractorRow, ...]:
    found = store_of(source).rows(
        f"SELECT {_CONTRACTOR} FROM contractor c WHERE {where} ORDER BY c.name, c.id", tuple(params)
    )
    return tuple(_contractor(row) for row in found)


def _contractor(values: Sequence[Any]) -> ContractorRow:
    read = list(values)
    read[6], read[7], read[11] = day(read[6]), day(read[7]), bool(read[11])
    return ContractorRow(*read)


def absences(
    source: Source, start: datetime, end: datetime, technician_id: int | None = None
) -> tuple[AbsenceRow, ...]:
    """Times away that touch ``[start, end)``, of one technician or of all, in order."""
    who, params = ("", ()) if technician_id is None else ("AND a.technician_id = ?", (technician_id,))
    return _absences(
        source, f"a.ends_at > ? AND a.starts_at < ? {who}", (to_millis(start), to_millis(end), *params)
    )


def absence(source: Source, absence_id: int) -> AbsenceRow:
    """One time away; raises ``Unknown("absence")``."""
    found = _absences(source, "a.id = ?", (absence_id,))
    if not found:
        raise Unknown("absence", absence_id)
    return found[0]


def _absences(source: Source, where: str, params: Sequence[object]) -> tuple[AbsenceRow, ...]:
    found = store_of(source).rows(
        f"SELECT {_ABSENCE} FROM absence a WHERE {where} ORDER BY a.starts_at, a.technician_id, a.id",
        tuple(params),
    )
    return tuple(
        AbsenceRow(ident, version, who, kind, from_millis(start), from_millis(end), text)
        for ident, version, who, kind, start, end, text in found
    )
