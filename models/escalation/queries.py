"""Escalations as those see them whom they are for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from models.core.clock import from_millis
from models.core.paging import PAGE_SIZE, Key, Page
from models.core.permissions import Permission
from models.core.session import Actor, Session
from models.escalation.kinds import Cause, EscalationRow, InboxState, Level, Told
from models.escalation.rules import level_of, levels_for, may_take
from models.escalation.rules import told as heard_by
from models.store.database import Store

COUNTED = 1000  # nobody reads a larger figure on a bell


class Raised(Protocol):
    """What an escalation is about and with whom it is, as a row or as the table has it."""

    @property
    def cause(self) -> str: ...

    @property
    def percent(self) -> int: ...

    @property
    def level(self) -> str: ...


@dataclass(frozen=True)
class Standing:
    """Where somebody stands on the ladder, and the levels whose escalations come to them."""

    staff_id: int | None
    level: Level
    levels: tuple[Level, ...]
    active: frozenset[int]

    def may_take(self, one: Raised, handler_id: int | None) -> bool:
        """Whether this person may say that an escalation is known: whoever was told of it, or stands above; a warning,
        its handler.
        """
        if one.level != Level.HANDLER:
            return may_take(self.level, self.levels, heard_by(one.cause, one.percent, one.level))
        mine = handler_id is not None and handler_id == self.staff_id
        nobodys = handler_id not in self.active and Level.HANDLER in self.levels
        return mine or nobodys or self.level != Level.HANDLER


def standing(store: Store, actor: Actor) -> Standing:
    """Where ``actor`` stands now. Whoever owns a store without staff stands everywhere."""
    staff = store.rows("SELECT id, role, level FROM staff WHERE active")
    own = next((row for row in staff if row[0] == actor.staff_id), None)
    level = level_of(actor.role, None if own is None else own[2])
    held = {level_of(role, placed) for _, role, placed in staff}
    return Standing(actor.staff_id, level, levels_for(level, held), frozenset(row[0] for row in staff))


_COLUMNS = """
SELECT e.id, e.row_version, e.complaint_id, c.reference, c.title, c.severity, c.handler_id, COALESCE(h.name, ''),
       e.cause, e.name, e.percent, e.level, e.repeats, e.at, e.raised_at, COALESCE(k.due_at, p.due_at),
       e.acknowledged_at, COALESCE(a.name, ''), e.note, COALESCE(r.name, c.caller_name), COALESCE(p.text, ''),
       COALESCE(k.stopped_at, p.settled_at, c.closed_at), c.life_safety, c.major
FROM escalation e JOIN complaint c ON c.id = e.complaint_id
LEFT JOIN staff h ON h.id = c.handler_id LEFT JOIN staff a ON a.id = e.acknowledged_by
LEFT JOIN clock k ON k.id = e.clock_id LEFT JOIN promise p ON p.id = e.promise_id
LEFT JOIN resident r ON r.id = c.resident_id
"""
# Of one clock the highest rung at a level says it all; whoever knows of that one knows of those below.
_OPEN = """e.acknowledged_at IS NULL AND (e.clock_id IS NULL OR NOT EXISTS (SELECT 1 FROM escalation h
    WHERE h.complaint_id = e.complaint_id AND h.clock_id = e.clock_id AND h.percent > e.percent
    AND h.level = e.level AND h.acknowledged_at IS NULL))"""
# The gravest of a case: danger to life, then whoever stands highest on the ladder, then how late it is.
_RANK = f"""(e.cause = '{Cause.LIFE_SAFETY}') * 10000
    + CASE e.level {" ".join(f"WHEN '{level}' THEN {at}" for at, level in enumerate(Level))} ELSE 0 END * 1000
    + e.percent"""
_HANDLED = "EXISTS (SELECT 1 FROM staff s WHERE s.id = c.handler_id AND s.active)"


def inbox(
    session: Session, state: InboxState = InboxState.OPEN, after: Key | None = None, limit: int = PAGE_SIZE
) -> Page[EscalationRow]:
    """What is for this person: what nobody has acknowledged, the oldest first; or what was, the latest first."""
    if not session.actor.may(Permission.VIEW):
        return Page((), None)
    where, params = _mine(standing(session.store, session.actor))
    if state is InboxState.OPEN:
        column, order, beyond = "e.at", "", ">"
        where = f"{_OPEN} AND {where}"
    else:
        column, order, beyond = "e.acknowledged_at", "DESC", "<"
        where = f"e.acknowledged_at IS NOT NULL AND ({where} OR e.acknowledged_by IS ?)"
        params = [*params, session.actor.staff_id]
    if after is not None:
        where += f" AND ({column}, e.id) {beyond} (?, ?)"
        params = [*params, *after]
    rows = session.store.rows(
        f"{_COLUMNS} WHERE {where} ORDER BY {column} {order}, e.id {order} LIMIT ?", (*params, limit + 1)
    )
    last = rows[limit - 1] if len(rows) > limit else None
    at = 13 if state is InboxState.OPEN else 16
    next_key = None if last is None else (last[at], last[0])
    return Page(tuple(_row(row) for row in rows[:limit]), next_key)


def inbox_by_case(session: Session, after: Key | None = None, limit: int = PAGE_SIZE) -> Page[EscalationRow]:
    """What nobody has acknowledged, one line a case: its gravest, with the ids of the ``also``. The oldest first."""
    if not session.actor.may(Permission.VIEW):
        return Page((), None)
    where, params = _mine(standing(session.store, session.actor))
    begin = "" if after is None else "WHERE (at, id) > (?, ?)"
    heads = session.store.rows(
        f"""WITH mine AS (SELECT e.id, e.at, e.complaint_id, {_RANK} AS rank
            FROM escalation e JOIN complaint c ON c.id = e.complaint_id WHERE {_OPEN} AND {where}),
        lines AS (SELECT id, complaint_id, row_number() OVER of_case AS place, at,
            group_concat(id) OVER whole AS ids FROM mine
            WINDOW of_case AS (PARTITION BY complaint_id ORDER BY rank DESC, at, id),
            whole AS (PARTITION BY complaint_id)),
        heads AS (SELECT at, id, ids FROM lines WHERE place = 1)
        SELECT at, id, ids FROM heads {begin} ORDER BY at, id LIMIT ?""",
        (*params, *(after or ()), limit + 1),
    )
    shown = heads[:limit]
    holes = ", ".join("?" * len(shown))
    found = session.store.rows(f"{_COLUMNS} WHERE e.id IN ({holes})", [head[1] for head in shown])
    rows = {row[0]: _row(row) for row in found}
    lines = tuple(replace(rows[head[1]], also=_others(head[2], head[1])) for head in shown)
    return Page(lines, (shown[-1][0], shown[-1][1]) if len(heads) > limit else None)


def _others(ids: str, own: int) -> tuple[int, ...]:
    return tuple(sorted(int(one) for one in str(ids).split(",") if int(one) != own))


def waiting_count(session: Session) -> int:
    """Of how many cases something waits for this person to say that they know; counted no further than a thousand."""
    if not session.actor.may(Permission.VIEW):
        return 0
    where, params = _mine(standing(session.store, session.actor))
    statement = f"""SELECT count(*) FROM (SELECT DISTINCT e.complaint_id FROM escalation e
        JOIN complaint c ON c.id = e.complaint_id WHERE {_OPEN} AND {where} LIMIT {COUNTED})"""
    return int(session.store.rows(statement, params)[0][0])


def told(session: Session, limit: int = 200) -> tuple[Told, ...]:
    """What waits for this person, the newest first: for notices."""
    if not session.actor.may(Permission.VIEW):
        return ()
    where, params = _mine(standing(session.store, session.actor))
    rows = session.store.rows(
        f"""SELECT e.id, e.repeats, c.reference, c.title, e.cause, e.name, e.percent, e.level, c.handler_id
        FROM escalation e JOIN complaint c ON c.id = e.complaint_id
        WHERE {_OPEN} AND {where} ORDER BY e.id DESC LIMIT ?""",
        (*params, limit),
    )
    return tuple(Told(*row) for row in rows)


def of_case(store: Store, complaint_id: int) -> tuple[EscalationRow, ...]:
    """All escalations of a case, in the order in which they came to be so."""
    rows = store.rows(f"{_COLUMNS} WHERE e.complaint_id = ? ORDER BY e.at, e.id", (complaint_id,))
    return tuple(_row(row) for row in rows)


def _mine(place: Standing) -> tuple[str, list[object]]:
    """The condition for what is for somebody: the levels that come to them, and the warnings of their own cases."""
    above = [level for level in place.levels if level is not Level.HANDLER]
    parts = [f"e.level IN ({', '.join('?' * len(above))})"] if above else []
    params: list[object] = [str(level) for level in above]
    if place.staff_id is not None:
        parts.append("(e.level = 'handler' AND c.handler_id = ?)")
        params.append(place.staff_id)
    if Level.HANDLER in place.levels:
        parts.append(f"(e.level = 'handler' AND NOT {_HANDLED})")
    return f"({' OR '.join(parts)})", params


def _row(row: Sequence[Any]) -> EscalationRow:
    values = list(row)
    for at in (13, 14, 15, 16, 21):
        values[at] = None if values[at] is None else from_millis(values[at])
    values[22:] = [bool(one) for one in values[22:]]
    return EscalationRow(*values)
