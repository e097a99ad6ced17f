"""The list of what needs somebody now: a fixed number of statements, each on an index, whatever the store holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime, tzinfo
from typing import Any

from models.complaints.kinds import CaseRow
from models.complaints.queries import instant, row_of
from models.core.clock import from_millis, to_millis
from models.core.session import Actor, Session
from models.desk.inbox import waiting_count
from models.desk.kinds import Desk, DeskGroup, DeskItem, DeskScope, Need, Visit
from models.desk.parts import PARTS, SHOWN, Part, Statement, bind, parts, promises_until
from models.desk.rules import REMIND, horizon, next_midnight
from models.desk.team import team_of
from models.store.database import Store

__all__ = ["SHOWN", "Statement", "count_statements", "desk", "promises_of_today", "statements", "tally"]

_COLUMNS = len(fields(CaseRow))
_BY_NAME = {part.name: part for part in PARTS}
_PLACE = {group: place for place, group in enumerate(DeskGroup)}
Values = Sequence[Any]
Tallies = Mapping[DeskScope, Mapping[DeskGroup, int]]


def _values(actor: Actor, now: datetime, until: datetime) -> dict[str, object]:
    me = actor.staff_id or 0
    return {"now": to_millis(now), "until": to_millis(until), "me": me, "limit": actor.limit_minor}


def statements(
    actor: Actor, scope: DeskScope, now: datetime, until: datetime, team: frozenset[int] = frozenset()
) -> dict[str, Statement]:
    """The statements of the list, by name; tests look at their plans."""
    values, put_off = _values(actor, now, until), scope is DeskScope.PUT_OFF
    found = [one for one in parts(actor, scope, team or _alone(actor)) if one.occasion or not put_off]
    return {part.name: bind(part.rows(put_off), values) for part in found}


def _alone(actor: Actor) -> frozenset[int]:
    return frozenset() if actor.staff_id is None else frozenset({actor.staff_id})


def count_statements(
    actor: Actor, now: datetime, until: datetime, team: frozenset[int] = frozenset()
) -> tuple[Statement, Statement]:
    """How many there are of each kind: one statement for this person, one for everybody."""
    values = _values(actor, now, until)
    scopes = (parts(actor, scope, team or _alone(actor)) for scope in (DeskScope.MINE, DeskScope.ALL))
    mine, everybody = (bind(" UNION ALL ".join(part.counts() for part in found), values) for found in scopes)
    return mine, everybody


def desk(session: Session, scope: DeskScope, zone: tzinfo) -> Desk:
    """What needs this person now, or everybody, in the order in which it should be done."""
    now = session.clock.now()
    until, team = horizon(now, zone), team_of(session.store, session.actor, now)
    items: list[DeskItem] = []
    for name, statement in statements(session.actor, scope, now, until, team).items():
        make, part = _MAKERS[name], _BY_NAME[name]
        items.extend(make(part, values, now) for values in session.store.rows(*statement))
    items.sort(key=lambda item: (_PLACE[item.group], item.at, item.case.severity, item.key))
    tallies = tally(session.store, session.actor, now, until, team)
    totals = {one: sum(numbers.values()) for one, numbers in tallies.items()}
    return Desk(tuple(items), tallies[scope], totals, waiting_count(session), len(team) > 1)


def tally(
    store: Store, actor: Actor, now: datetime, until: datetime, team: frozenset[int] = frozenset()
) -> Tallies:
    """How many wait under each heading, for this person, for everybody, and put off. Two statements."""
    mine, everybody = count_statements(actor, now, until, team)
    put_off = dict.fromkeys(DeskGroup, 0)
    return {
        DeskScope.MINE: _counted(store.rows(*mine), dict.fromkeys(DeskGroup, 0)),
        DeskScope.ALL: _counted(store.rows(*everybody), put_off),
        DeskScope.PUT_OFF: put_off,
    }


def _counted(rows: Sequence[Values], put_off: dict[DeskGroup, int]) -> dict[DeskGroup, int]:
    counts = dict.fromkeys(DeskGroup, 0)
    for name, *numbers in rows:
        group = _BY_NAME[name].group
        for found, (whole, late, soon) in ((counts, numbers[:3]), (put_off, numbers[3:])):
            found[DeskGroup.OVERDUE] += late
            found[DeskGroup.SOON] += soon
            found[group] += whole - late - soon
    return counts


# From rows to things to do


def _group(part: Part, due: datetime | None, warns: datetime | None, now: datetime) -> DeskGroup:
    """Late, soon, or what the part is."""
    if due is None:
        return part.group
    if due < now:
        return DeskGroup.OVERDUE
    return DeskGroup.SOON if warns is not None and warns <= now else part.group


def _case_item(part: Part, v: Values, now: datetime) -> DeskItem:
    case = row_of(v[:_COLUMNS])
    due, warns = case.next_due_at or now, case.next_warns_at
    group = _group(part, due, warns if part.need is Need.STEP else None, now)
    since, kind = case.next_since or case.received_at, case.next_due_kind or ""
    return _asked(DeskItem(part.need, group, case.id, case, kind, since, due, warns=warns), v[_COLUMNS:])


def _asked(item: DeskItem, calls: Values) -> DeskItem:
    """With how often was called, and when the next call is planned."""
    return replace(item, calls=calls[0], planned=instant(calls[1]))


def _look_item(part: Part, v: Values, _now: datetime) -> DeskItem:
    case = row_of(v[:_COLUMNS])
    due, *calls = v[_COLUMNS:]
    since = case.resolved_at or case.received_at
    made = DeskItem(part.need, part.group, case.id, case, "second_look", since, from_millis(due))
    return _asked(made, calls)


def _appeal_item(part: Part, v: Values, now: datetime) -> DeskItem:
    ident, kind, asked, due_millis, words, version, warns_millis = v[_COLUMNS:]
    due, warns = instant(due_millis), instant(warns_millis)
    return DeskItem(
        part.need, _group(part, due, warns, now), ident, row_of(v[:_COLUMNS]), kind, from_millis(asked), due,
        words, warns=warns, version=version,
    )  # fmt: skip


def _beside_item(part: Part, v: Values, now: datetime) -> DeskItem:
    kind, since, due_millis, warns_millis, *calls = v[_COLUMNS:]
    due, warns = from_millis(due_millis), from_millis(warns_millis)
    case = row_of(v[:_COLUMNS])
    group = _group(part, due, warns if part.need is Need.STEP else None, now)
    made = DeskItem(part.need, group, case.id, case, kind, from_millis(since), due, warns=warns)
    return _asked(made, calls) if calls else made


def _promise_item(part: Part, v: Values, now: datetime) -> DeskItem:
    ident, kind, made, due_millis, text, version = v[_COLUMNS:]
    due = from_millis(due_millis)
    return DeskItem(
        part.need, _group(part, due, None, now), ident, row_of(v[:_COLUMNS]), kind, from_millis(made), due, text,
        version=version,
    )  # fmt: skip


def _visit_item(part: Part, v: Values, now: datetime) -> DeskItem:
    ident, made, title, order, reference, state, version, *times, technician, reminded = v[_COLUMNS:]
    begin, end = (from_millis(one) for one in times)
    warns = begin - REMIND
    visit = Visit(order, reference, state, version, begin, end, technician, bool(reminded))
    return DeskItem(
        part.need, _group(part, end, warns, now), ident, row_of(v[:_COLUMNS]), "appointment", from_millis(made), end,
        title, warns=warns, visit=visit,
    )  # fmt: skip


def _approval(part: Part, v: Values, _now: datetime) -> DeskItem:
    ident, kind, since, _due, text, amount = v[_COLUMNS:]
    return DeskItem(
        part.need, part.group, ident, row_of(v[:_COLUMNS]), kind, from_millis(since), None, text, amount
    )


def _wait_item(part: Part, v: Values, _now: datetime) -> DeskItem:
    ident, reason, since, until, text = v[_COLUMNS:]
    times = (from_millis(since), from_millis(until))
    return DeskItem(part.need, part.group, ident, row_of(v[:_COLUMNS]), reason, *times, text)


_MAKERS: Mapping[str, Callable[[Part, Values, datetime], DeskItem]] = {
    "late steps": _case_item,
    "soon steps": _case_item,
    "coming steps": _case_item,
    "calls": _case_item,
    "early calls": _case_item,
    "second looks": _look_item,
    "appeals": _appeal_item,
    "beside appeals": _beside_item,
    "calls beside appeals": _beside_item,
    "promises": _promise_item,
    "visits": _promise_item,
    "appointments": _visit_item,
    "remedies": _approval,
    "proposals": _approval,
    "waiting": _wait_item,
}


def promises_of_today(store: Store, now: datetime, zone: tzinfo) -> tuple[tuple[DeskItem, ...], int]:
    """The soonest open promises of everybody that are due before midnight, late ones first; and how many there are."""
    values = {"until": to_millis(next_midnight(now, zone))}
    rows, count = (bind(one, values) for one in promises_until())
    part = _BY_NAME["promises"]
    found = tuple(_promise_item(part, one, now) for one in store.rows(*rows))
    return found, store.rows(*count)[0][0]
