"""How rows of the directory are read: columns, the rows made of them, and the small look-ups all queries share."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from models.core.clock import SystemClock, from_millis
from models.core.session import Session
from models.directory.kinds import ContactRow, PlaceRow, ResidencyRow, ResidentRow
from models.directory.rules import is_present
from models.options.kinds import Settings
from models.store.database import Store

Source = Session | Store

PLACE = """p.id, p.row_version, p.parent_id, p.property_id, p.kind, p.code, p.name, p.label, p.path, p.line, p.floor,
    p.hints, p.active"""
RESIDENT = """r.id, r.row_version, r.name, r.language, r.access_needs, r.hints, r.vulnerable, r.age_group, r.occupation,
    r.created_at, r.erased_at"""
RESIDENCY = "y.id, y.row_version, y.resident_id, y.place_id, r.name, p.label, y.kind, y.since, y.until"
CONTACT = "c.id, c.kind, c.value, c.digits, c.label, c.position"
PRESENT = "(y.since IS NULL OR y.since <= ?) AND (y.until IS NULL OR y.until > ?)"
KIND_ORDER = (
    "CASE y.kind WHEN 'owner' THEN 0 WHEN 'tenant' THEN 1 WHEN 'shop' THEN 2 WHEN 'family' THEN 3 ELSE 4 END"
)

_RESIDENCY_LENGTH = 9
_RESIDENT_LENGTH = 11


def store_of(source: Source) -> Store:
    """The store of a session, or the store itself."""
    return source.store if isinstance(source, Session) else source


def zone_name(store: Store) -> str:
    """The property's time zone."""
    found = store.rows("SELECT value FROM setting WHERE key = 'property.timezone'")
    return str(json.loads(found[0][0])) if found else Settings.property_timezone


def today_of(source: Source) -> date:
    """The day that it is at the property: by the session's clock, or by the computer's."""
    now = source.clock.now() if isinstance(source, Session) else SystemClock().now()
    try:
        zone = ZoneInfo(zone_name(store_of(source)))
    except (ZoneInfoNotFoundError, ValueError):
        return now.date()
    return now.astimezone(zone).date()


def present(at: date) -> tuple[str, str]:
    """The parameters of ``PRESENT``."""
    return at.isoformat(), at.isoformat()


def marks(values: Sequence[object]) -> str:
    """As many placeholders as values; ``NULL``, which equals nothing, for none."""
    return ",".join("?" * len(values)) or "NULL"


def prefix_end(prefix: str) -> str:
    """The end of the range of texts that begin with ``prefix``: an index answers a range, not a pattern."""
    return prefix + "\U0010ffff"


def below_path(path: str) -> tuple[str, str]:
    """The range of paths of a place and of everything below it."""
    return path, path[:-1] + "0"  # "0" follows "/": the range ends where another id would begin


def place_row(values: Sequence[Any]) -> PlaceRow:
    """A row of ``PLACE``."""
    read = list(values[:13])
    read[12] = bool(read[12])
    return PlaceRow(*read)


def resident_row(values: Sequence[Any]) -> ResidentRow:
    """A row of ``RESIDENT``."""
    read = list(values[:11])
    read[6], read[9] = bool(read[6]), from_millis(read[9])
    read[10] = None if read[10] is None else from_millis(read[10])
    return ResidentRow(*read)


def residency_row(values: Sequence[Any], at: date) -> ResidencyRow:
    """A row of ``RESIDENCY``, as it stands on a day."""
    since, until = day(values[7]), day(values[8])
    read = [*values[:7], since, until, is_present(since, until, at)]
    return ResidencyRow(*read)


def day(value: str | None) -> date | None:
    """A stored day."""
    return None if value is None else date.fromisoformat(value)


def split_person(values: Sequence[Any], at: date) -> tuple[ResidentRow, ResidencyRow]:
    """A row of ``RESIDENCY`` followed by ``RESIDENT``."""
    end = _RESIDENCY_LENGTH + _RESIDENT_LENGTH
    return resident_row(values[_RESIDENCY_LENGTH:end]), residency_row(values[:_RESIDENCY_LENGTH], at)


def contacts_by_resident(store: Store, ids: Iterable[int]) -> dict[int, tuple[ContactRow, ...]]:
    """The contacts of several residents, the preferred first. One statement."""
    wanted = tuple(dict.fromkeys(ids))
    found: dict[int, list[ContactRow]] = {}
    for row in store.rows(
        f"SELECT c.resident_id, {CONTACT} FROM contact_point c WHERE c.resident_id IN ({marks(wanted)})"
        " ORDER BY c.position, c.id",
        wanted,
    ):
        found.setdefault(row[0], []).append(ContactRow(*row[1:]))
    return {ident: tuple(rows) for ident, rows in found.items()}


def homes_by_resident(store: Store, ids: Iterable[int], at: date) -> dict[int, ResidencyRow]:
    """For each resident the present home, or else the last one. One statement."""
    wanted = tuple(dict.fromkeys(ids))
    found: dict[int, ResidencyRow] = {}
    for row in store.rows(
        f"SELECT {RESIDENCY} FROM residency y JOIN resident r ON r.id = y.resident_id JOIN place p ON p.id = y.place_id"
        f" WHERE y.resident_id IN ({marks(wanted)}) ORDER BY {KIND_ORDER}, y.since DESC, y.id DESC",
        wanted,
    ):
        residency = residency_row(row, at)
        known = found.get(residency.resident_id)
        if known is None or (residency.present and not known.present):
            found[residency.resident_id] = residency
    return found


def names_by_place(store: Store, ids: Iterable[int], at: date) -> dict[int, tuple[str, ...]]:
    """Who lives at each of several places, owners first. One statement."""
    wanted = tuple(dict.fromkeys(ids))
    found: dict[int, list[str]] = {}
    for place_id, name in store.rows(
        "SELECT y.place_id, r.name FROM residency y JOIN resident r ON r.id = y.resident_id"
        f" WHERE y.place_id IN ({marks(wanted)}) AND {PRESENT} ORDER BY {KIND_ORDER}, y.id",
        (*wanted, *present(at)),
    ):
        found.setdefault(place_id, []).append(name)
    return {ident: tuple(dict.fromkeys(names)) for ident, names in found.items()}
