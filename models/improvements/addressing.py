"""Whom an improvement concerns: the residents whose complaints led to it, and what they said.

These are the cases of its scope in its period, and in the four weeks before the plan came into force. Merged cases and
compliments are not among them, nor is what was said anonymously. Whoever joined a case of somebody else is told as
well; of one case each home is told once, by the letter to who complained first. Nobody writes to those who were erased,
who have no name, or who have no home here any more.
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
_HOME = f"""(SELECT p.id FROM residency y JOIN place p ON p.id = y.place_id WHERE y.resident_id = r.id
    AND p.kind = 'unit' AND p.label <> '' AND {PRESENT} ORDER BY {KIND_ORDER}, y.id LIMIT 1)"""
# Who said it: whoever complained, then those who joined, in their order.
_SAID = """SELECT c.id AS case_id, c.received_at AS at, c.resident_id AS who, 0 AS place FROM complaint c
    WHERE {where} AND c.resident_id IS NOT NULL AND NOT c.anonymous
    UNION ALL SELECT c.id, c.received_at, j.resident_id, j.id FROM complaint c CROSS JOIN party j
    ON j.complaint_id = c.id WHERE {where} AND j.role = 'co_complainant' AND j.resident_id IS NOT NULL"""
_TOLD = f"""WITH said AS ({_SAID}),
    known AS (SELECT s.*, {_HOME} AS home FROM said s JOIN resident r ON r.id = s.who
        WHERE r.erased_at IS NULL AND trim(r.name) <> ''),
    told AS (SELECT *, row_number() OVER (PARTITION BY case_id, home ORDER BY place) AS turn FROM known
        WHERE home IS NOT NULL)"""


@dataclass(frozen=True)
class CaseLine:
    """One case of a resident; ``at`` in milliseconds since 1970. ``joined``: it is a neighbour's, they joined it."""

    resident_id: int
    name: str
    language: str | None
    home: str
    reference: str
    at: int
    title: str
    joined: bool = False


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
    told, params = _told(scope, days, zone, today)
    found = store.rows(
        f"{told} SELECT who FROM told WHERE turn = 1 GROUP BY who ORDER BY max(at) DESC, who", params
    )
    return tuple(one for (one,) in found)


def unaddressed(store: Store, scope: Scope, days: Days, zone: tzinfo, today: date) -> int:
    """How many of these cases lead to no letter. One statement."""
    told, params = _told(scope, days, zone, today)
    where, own = _condition(scope, days, zone)
    found = store.rows(
        f"""{told} SELECT count(*) FROM complaint c WHERE {where} AND c.id NOT IN (SELECT case_id FROM told)""",
        (*params, *own),
    )
    return int(found[0][0])


def cases(
    store: Store, scope: Scope, days: Days, zone: tzinfo, today: date, ids: Sequence[int]
) -> dict[int, list[CaseLine]]:
    """The cases of these residents, of each the newest first. One statement."""
    told, params = _told(scope, days, zone, today)
    found = store.rows(
        f"""{told} SELECT r.id, r.name, r.language, p.label, c.reference, c.received_at, c.title, t.place > 0
        FROM told t JOIN json_each(?) w ON w.value = t.who JOIN resident r ON r.id = t.who
        JOIN place p ON p.id = t.home JOIN complaint c ON c.id = t.case_id
        WHERE t.turn = 1 ORDER BY c.received_at DESC, c.id DESC""",
        (*params, json.dumps(list(ids))),
    )
    made: dict[int, list[CaseLine]] = defaultdict(list)
    for resident_id, name, language, home, reference, at, title, joined in found:
        line = CaseLine(resident_id, name, language, home, reference, at, title, bool(joined))
        made[resident_id].append(line)
    return made


def _told(scope: Scope, days: Days, zone: tzinfo, today: date) -> tuple[str, tuple[object, ...]]:
    """Who is told of which case (``turn`` 1), where; ``place`` 0 for their own."""
    where, params = _condition(scope, days, zone)
    return _TOLD.format(where=where), (*params, *params, *present(today))


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
    """How many cases there were, and how many residents are known to have complained or joined. One statement."""
    where, params = _condition(scope, days, zone)
    found = store.rows(
        f"""SELECT (SELECT count(*) FROM complaint c WHERE {where}), (SELECT count(DISTINCT who) FROM (
        SELECT c.resident_id AS who FROM complaint c WHERE {where} UNION ALL SELECT j.resident_id FROM complaint c
        CROSS JOIN party j ON j.complaint_id = c.id WHERE {where} AND j.role = 'co_complainant'))""",
        (*params, *params, *params),
    )
    return int(found[0][0]), int(found[0][1])


def _condition(scope: Scope, days: Days, zone: tzinfo) -> tuple[str, list[object]]:
    where, params = condition(scope)
    parts, values = [], list[object]()
    for first, last in days:
        parts.append("(c.received_at >= ? AND c.received_at < ?)")
        values += [to_millis(begins(first, zone)), to_millis(begins(last + timedelta(days=1), zone))]
    return f"({' OR '.join(parts)}) AND {where}", [*values, *params]
