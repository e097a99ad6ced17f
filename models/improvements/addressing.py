"""Whom an improvement concerns: the residents whose complaints led to it, and what they said.

These are the cases of its scope in its period, and in the four weeks before the plan came into force. Merged cases and
compliments are not among them, nor is what was said anonymously. Nobody writes to those who were erased, who have no
name, or who have no home here any more.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from typing import Protocol

from models.core.clock import to_millis
from models.directory.rows import KIND_ORDER, PRESENT, present
from models.improvements.counting import condition
from models.improvements.kinds import Scope
from models.improvements.rules import begins
from models.improvements.verdict import windows
from models.store.database import Store

Days = tuple[tuple[date, date], ...]  # from the first of two days to the last, both included
_HOME = f"""SELECT p.label FROM residency y JOIN place p ON p.id = y.place_id WHERE y.resident_id = r.id
    AND p.kind = 'unit' AND p.label <> '' AND {PRESENT} ORDER BY {KIND_ORDER}, y.id LIMIT 1"""
_RESIDENT = "r.erased_at IS NULL AND trim(r.name) <> '' AND NOT c.anonymous"


@dataclass(frozen=True)
class CaseLine:
    """One case of a resident; ``at`` in milliseconds since 1970."""

    resident_id: int
    name: str
    language: str | None
    home: str
    reference: str
    at: int
    title: str


class Dated(Protocol):
    """A row as it is read, or as the table has it."""

    @property
    def period_from(self) -> date: ...

    @property
    def period_to(self) -> date: ...

    @property
    def effective_on(self) -> date | None: ...


def heard(row: Dated) -> Days:
    """The days on which residents said what led to it."""
    days = [(row.period_from, row.period_to)]
    if row.effective_on is not None:
        days.append((windows(row.effective_on).before[0], row.effective_on - timedelta(days=1)))
    return tuple(days)


def residents(store: Store, scope: Scope, days: Days, zone: tzinfo, today: date) -> tuple[int, ...]:
    """Whom to write to, who complained last first. One statement."""
    where, params = _condition(scope, days, zone)
    found = store.rows(
        f"""SELECT r.id FROM complaint c JOIN resident r ON r.id = c.resident_id WHERE {where} AND {_RESIDENT}
        GROUP BY r.id HAVING ({_HOME}) IS NOT NULL ORDER BY max(c.received_at) DESC, r.id""",
        (*params, *present(today)),
    )
    return tuple(one for (one,) in found)


def unaddressed(store: Store, scope: Scope, days: Days, zone: tzinfo, today: date) -> int:
    """How many of these cases lead to no letter. One statement."""
    where, params = _condition(scope, days, zone)
    found = store.rows(
        f"""SELECT count(*) FROM complaint c LEFT JOIN resident r ON r.id = c.resident_id
        WHERE {where} AND NOT COALESCE({_RESIDENT} AND ({_HOME}) IS NOT NULL, 0)""",
        (*params, *present(today)),
    )
    return int(found[0][0])


def cases(
    store: Store, scope: Scope, days: Days, zone: tzinfo, today: date, ids: Sequence[int]
) -> dict[int, list[CaseLine]]:
    """The cases of these residents, of each the newest first. One statement."""
    where, params = _condition(scope, days, zone)
    found = store.rows(
        f"""SELECT r.id, r.name, r.language, ({_HOME}), c.reference, c.received_at, c.title
        FROM json_each(?) w CROSS JOIN resident r ON r.id = w.value JOIN complaint c ON c.resident_id = r.id
        WHERE {where} AND {_RESIDENT} ORDER BY c.received_at DESC, c.id DESC""",
        (*present(today), json.dumps(list(ids)), *params),
    )
    made: dict[int, list[CaseLine]] = defaultdict(list)
    for one in found:
        made[one[0]].append(CaseLine(*one))
    return made


def words(
    store: Store, scope: Scope, days: Days, zone: tzinfo, most: int
) -> tuple[tuple[tuple[int, str], ...], int]:
    """The newest of what was said, with its moment, and how much there is. Two statements."""
    where, params = _condition(scope, days, zone)
    where = f"complaint c WHERE {where} AND trim(c.words) <> ''"
    found = store.rows(
        f"SELECT c.received_at, c.words FROM {where} ORDER BY c.received_at DESC, c.id DESC LIMIT ?",
        (*params, most),
    )
    count = store.rows(f"SELECT count(*) FROM {where}", params)[0][0]
    return tuple((at, said) for at, said in found), int(count)


def sums(store: Store, scope: Scope, days: Days, zone: tzinfo) -> tuple[int, int]:
    """How many cases there were, and how many residents are known to have complained. One statement."""
    where, params = _condition(scope, days, zone)
    found = store.rows(
        f"SELECT count(*), count(DISTINCT c.resident_id) FROM complaint c WHERE {where}", params
    )
    return int(found[0][0]), int(found[0][1])


def _condition(scope: Scope, days: Days, zone: tzinfo) -> tuple[str, list[object]]:
    where, params = condition(scope)
    parts, values = [], list[object]()
    for first, last in days:
        parts.append("(c.received_at >= ? AND c.received_at < ?)")
        values += [to_millis(begins(first, zone)), to_millis(begins(last + timedelta(days=1), zone))]
    return f"({' OR '.join(parts)}) AND {where}", [*values, *params]
