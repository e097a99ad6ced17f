"""The list of what needs somebody now: six statements for its rows, two for its figures, whatever the store holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any

from models.complaints.queries import ROW_COLUMNS, ROW_SOURCE, row_of
from models.core.clock import from_millis, to_millis
from models.core.permissions import AUTHORITY_LIMITS, Permission, Role
from models.core.session import Actor, Session
from models.desk.kinds import Desk, DeskGroup, DeskItem, DeskScope, Need
from models.desk.rules import clock_start, horizon, is_soon, next_midnight
from models.store.database import Store

SHOWN = 200  # of each kind; the counts go on

_DUE = "COALESCE(c.next_due_at, 9000000000000000)"  # as the index on open cases has it
_COLUMNS = 34
_STEP_SINCE = """COALESCE((SELECT max(s.started_at) FROM step_record s WHERE s.complaint_id = c.id AND s.step = c.step),
    c.received_at)"""
_CALLS = "(SELECT count(*) FROM follow_up f WHERE f.complaint_id = c.id AND f.at >= c.resolved_at)"
Params = tuple[object, ...]
Statement = tuple[str, Params]


def _limits() -> str:
    """What the author of a proposal may promise without asking."""
    roles = " ".join(f"WHEN '{role.value}' THEN {limit}" for role, limit in AUTHORITY_LIMITS.items())
    owner = AUTHORITY_LIMITS[Role.ADMINISTRATOR]
    return f"COALESCE(a.limit_minor, CASE a.role {roles} ELSE {owner} END)"


class Filters:
    """Which rows are whose: conditions with their parameters, for the list and for the counts alike."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor

    def steps(self, scope: DeskScope) -> Statement:
        """Steps of the cases that this person handles."""
        return ("c.resolved_at IS NULL", ()) if self._all(scope) else self._own_steps()

    def _own_steps(self) -> Statement:
        return "c.resolved_at IS NULL AND c.handler_id = ?", (self.actor.staff_id,)

    def follow_ups(self, scope: DeskScope) -> Statement:
        """Calls that this person may make: never on cases that they handle or have handled."""
        if self._all(scope):
            return "c.resolved_at IS NOT NULL", ()
        if not self.actor.may(Permission.FOLLOW_UP):
            return "1 = 0", ()
        me = self.actor.staff_id
        major = "" if self.actor.may(Permission.FOLLOW_UP_MAJOR) else " AND NOT c.major"
        return (
            f"""c.resolved_at IS NOT NULL{major} AND COALESCE(c.handler_id, 0) <> ? AND NOT EXISTS (
            SELECT 1 FROM event e WHERE e.complaint_id = c.id AND e.kind = 'handler_changed'
            AND (e.facts LIKE ? OR e.facts LIKE ?))""",
            (me, f'{{"after":{me},%', f'%"before":{me}}}'),
        )

    def promises(self, scope: DeskScope) -> Statement:
        """What this person promised, and what was promised in the cases that they handle."""
        if self._all(scope):
            return "c.closed_at IS NULL", ()
        me = self.actor.staff_id
        return "c.closed_at IS NULL AND (y.made_by = ? OR c.handler_id = ?)", (me, me)

    def remedies(self, scope: DeskScope) -> Statement:
        """Remedies that this person may approve: not their own, within their limit."""
        if self._all(scope):
            return "c.closed_at IS NULL", ()
        if not self.actor.may(Permission.APPROVE_REMEDY):
            return "1 = 0", ()
        wanted = "c.closed_at IS NULL AND COALESCE(m.granted_by, 0) <> ? AND m.amount_minor <= ?"
        return wanted, (self.actor.staff_id, self.actor.limit_minor)

    def proposals(self, scope: DeskScope) -> Statement:
        """Proposals that this person may approve: above their author's limit, within their own."""
        if self._all(scope):
            return "1 = 1", ()
        if not self.actor.may(Permission.APPROVE_REMEDY):
            return "1 = 0", ()
        return "q.cost_minor <= ?", (self.actor.limit_minor,)

    def _all(self, scope: DeskScope) -> bool:
        """Who acts without being a person of the staff has no work of their own."""
        return scope is DeskScope.ALL or self.actor.staff_id is None


# Read in this order, whatever the engine thinks: few promises are open, few remedies wait, and of the many
# proposals only those of open cases are looked at.
_PROMISES_FROM = "promise y CROSS JOIN complaint c"
_REMEDIES_FROM = "remedy m CROSS JOIN complaint c"
_OPEN_PROMISE = "y.state = 'open' AND c.id = y.complaint_id"
_WAITING_REMEDY = "m.state = 'awaiting_approval' AND c.id = m.complaint_id"
_PROPOSALS_FROM = "complaint c CROSS JOIN proposal q LEFT JOIN staff a ON a.id = q.made_by"
_WAITING_PROPOSAL = f"""c.closed_at IS NULL AND c.step = 6 AND q.complaint_id = c.id AND q.state = 'draft'
    AND q.approved_at IS NULL AND q.cost_minor > {_limits()}"""


def _people(source: str) -> str:
    """Rows of a case with their names, beginning from another table than the case's."""
    return source + ROW_SOURCE.removeprefix("complaint c")


def statements(actor: Actor, scope: DeskScope, now: datetime, until: datetime) -> dict[str, Statement]:
    """The statements of the list, by name; tests look at their plans."""
    filters = Filters(actor)
    low, high, at = 0, to_millis(until), to_millis(now)
    steps, step_params = filters.steps(scope)
    calls, call_params = filters.follow_ups(scope)
    promises, promise_params = filters.promises(scope)
    remedies, remedy_params = filters.remedies(scope)
    proposals, proposal_params = filters.proposals(scope)
    in_time = f"c.closed_at IS NULL AND {_DUE} >= ? AND {_DUE} < ?"
    by_due = f"ORDER BY {_DUE}, c.id LIMIT ?"
    step_sql = f"SELECT {ROW_COLUMNS}, {_STEP_SINCE} FROM {ROW_SOURCE} WHERE {in_time} AND {steps} {by_due}"
    call_sql = f"SELECT {ROW_COLUMNS}, {_CALLS} FROM {ROW_SOURCE} WHERE {in_time} AND {calls} {by_due}"
    promise_sql = f"""SELECT {ROW_COLUMNS}, y.id, y.kind, y.made_at, y.due_at, y.text FROM {_people(_PROMISES_FROM)}
        WHERE {_OPEN_PROMISE} AND y.due_at < ? AND {promises} ORDER BY y.due_at, y.id LIMIT ?"""
    remedy_sql = f"""SELECT {ROW_COLUMNS}, m.id, m.kind, m.granted_at, NULL, m.text, m.amount_minor
        FROM {_people(_REMEDIES_FROM)} WHERE {_WAITING_REMEDY} AND {remedies}
        ORDER BY m.granted_at, m.id LIMIT ?"""
    proposal_sql = f"""SELECT {ROW_COLUMNS}, q.id, '', q.made_at, NULL, q.summary, q.cost_minor
        FROM {_people(_PROPOSALS_FROM)} WHERE {_WAITING_PROPOSAL} AND {proposals} ORDER BY q.made_at, q.id LIMIT ?"""
    return {
        "late steps": (step_sql, (low, at, *step_params, SHOWN)),
        "coming steps": (step_sql, (at, high, *step_params, SHOWN)),
        "follow-ups": (call_sql, (low, high, *call_params, SHOWN)),
        "promises": (promise_sql, (high, *promise_params, SHOWN)),
        "remedies": (remedy_sql, (*remedy_params, SHOWN)),
        "proposals": (proposal_sql, (*proposal_params, SHOWN)),
    }


def desk(session: Session, scope: DeskScope, zone: tzinfo) -> Desk:
    """What needs this person now, or everybody, in the order in which it should be done."""
    now = session.clock.now()
    until = horizon(now, zone)
    items: list[DeskItem] = []
    for name, (statement, params) in statements(session.actor, scope, now, until).items():
        make = _MAKERS[name]
        items.extend(make(values, now) for values in session.store.rows(statement, params))
    order = {group: place for place, group in enumerate(DeskGroup)}
    items.sort(key=lambda item: (order[item.group], item.due or item.since, item.case.severity, item.key))
    counts, totals = _counts(session, scope, now, until, items)
    return Desk(tuple(items), counts, totals)


def _step_item(v: Sequence[Any], now: datetime) -> DeskItem:
    case = row_of(v[:_COLUMNS])
    since = clock_start(case, from_millis(v[_COLUMNS]))
    due = case.next_due_at or now
    warned = is_soon(since, due, now) if case.next_warns_at is None else now >= case.next_warns_at
    late, soon = due < now, warned and due >= now
    group = DeskGroup.OVERDUE if late else DeskGroup.SOON if soon else DeskGroup.LATER
    return DeskItem(Need.STEP, group, case.id, case, case.next_due_kind or "", since, due)


def _call_item(v: Sequence[Any], now: datetime) -> DeskItem:
    case = row_of(v[:_COLUMNS])
    due = case.next_due_at or now
    group = DeskGroup.OVERDUE if due < now else DeskGroup.FOLLOW_UPS
    since = clock_start(case, None)
    return DeskItem(Need.FOLLOW_UP, group, case.id, case, "follow_up", since, due, calls=v[_COLUMNS])


def _promise_item(v: Sequence[Any], now: datetime) -> DeskItem:
    ident, kind, made, due_millis, text = v[_COLUMNS:]
    due = from_millis(due_millis)
    group = DeskGroup.OVERDUE if due < now else DeskGroup.PROMISES
    return DeskItem(Need.PROMISE, group, ident, row_of(v[:_COLUMNS]), kind, from_millis(made), due, text)


def _approval(need: Need) -> Callable[[Sequence[Any], datetime], DeskItem]:
    def make(v: Sequence[Any], _now: datetime) -> DeskItem:
        ident, kind, since, _due, text, amount = v[_COLUMNS:]
        case = row_of(v[:_COLUMNS])
        return DeskItem(need, DeskGroup.APPROVALS, ident, case, kind, from_millis(since), None, text, amount)

    return make


_MAKERS: Mapping[str, Callable[[Sequence[Any], datetime], DeskItem]] = {
    "late steps": _step_item,
    "coming steps": _step_item,
    "follow-ups": _call_item,
    "promises": _promise_item,
    "remedies": _approval(Need.REMEDY),
    "proposals": _approval(Need.PROPOSAL),
}


def count_statements(actor: Actor, now: datetime, until: datetime) -> tuple[Statement, Statement]:
    """Two statements for both scopes: one pass over the open cases that are due, one over all that waits beside."""
    filters, scopes = Filters(actor), (DeskScope.MINE, DeskScope.ALL)
    at, high = to_millis(now), to_millis(until)
    sums, params = [], []
    for scope in scopes:
        for condition, own in (filters.steps(scope), filters.follow_ups(scope)):
            for side in ("<", ">="):
                sums.append(f"COALESCE(sum({_DUE} {side} ? AND {condition}), 0)")
                params += [at, *own]
    cases = f"SELECT {', '.join(sums)} FROM complaint c WHERE c.closed_at IS NULL AND {_DUE} < ?"
    parts: list[str] = []
    rest: list[object] = []
    for scope in scopes:
        condition, own = filters.promises(scope)
        open_ones = (
            f"SELECT count(*) FROM {_PROMISES_FROM} WHERE {_OPEN_PROMISE} AND y.due_at >= ? AND y.due_at < ?"
        )
        for low, top in ((0, at), (at, high)):
            parts.append(f"({open_ones} AND {condition})")
            rest += [low, top, *own]
        condition, own = filters.remedies(scope)
        parts.append(f"(SELECT count(*) FROM {_REMEDIES_FROM} WHERE {_WAITING_REMEDY} AND {condition})")
        rest += own
        condition, own = filters.proposals(scope)
        parts.append(f"(SELECT count(*) FROM {_PROPOSALS_FROM} WHERE {_WAITING_PROPOSAL} AND {condition})")
        rest += own
    return (cases, (*params, high)), (f"SELECT {', '.join(parts)}", tuple(rest))


def _counts(
    session: Session, scope: DeskScope, now: datetime, until: datetime, items: Sequence[DeskItem]
) -> tuple[Mapping[DeskGroup, int], Mapping[DeskScope, int]]:
    tallies = tally(session.store, session.actor, now, until)
    counted = tallies[scope]
    seen = Counter(item.group for item in items)
    # What is soon is known of the rows that were read; they are the soonest ones.
    soon = seen[DeskGroup.SOON]
    groups = {
        DeskGroup.OVERDUE: counted["late"],
        DeskGroup.SOON: soon,
        DeskGroup.PROMISES: counted["promises"],
        DeskGroup.FOLLOW_UPS: counted["calls"],
        DeskGroup.APPROVALS: counted["approvals"],
        DeskGroup.LATER: counted["coming"] - soon,
    }
    return groups, {one: sum(numbers.values()) for one, numbers in tallies.items()}


def tally(store: Store, actor: Actor, now: datetime, until: datetime) -> dict[DeskScope, dict[str, int]]:
    """How many of each kind wait, for this person and for everybody. Two statements."""
    cases, beside = count_statements(actor, now, until)
    first, second = iter(store.rows(*cases)[0]), iter(store.rows(*beside)[0])
    return {scope: _tally_of(first, second) for scope in (DeskScope.MINE, DeskScope.ALL)}


def _tally_of(cases: Iterator[int], beside: Iterator[int]) -> dict[str, int]:
    late_steps, coming, late_calls, calls = (next(cases) for _ in range(4))
    late_promises, promises, remedies, proposals = (next(beside) for _ in range(4))
    return {
        "late": late_steps + late_calls + late_promises,
        "coming": coming,
        "calls": calls,
        "promises": promises,
        "approvals": remedies + proposals,
    }


def waiting_sql() -> str:
    """How many cases are overdue and since when the first; how many approvals wait and since when the first."""
    late = f"FROM complaint c WHERE c.closed_at IS NULL AND {_DUE} < ?1"
    remedies = f"FROM {_REMEDIES_FROM} WHERE {_WAITING_REMEDY} AND c.closed_at IS NULL"
    proposals = f"FROM {_PROPOSALS_FROM} WHERE {_WAITING_PROPOSAL}"
    return f"""SELECT (SELECT count(*) {late}), (SELECT min({_DUE}) {late}),
        (SELECT count(*) {remedies}) + (SELECT count(*) {proposals}),
        (SELECT min(since) FROM (SELECT min(m.granted_at) AS since {remedies} UNION ALL
            SELECT min(q.made_at) {proposals}) AS waiting)"""


_TODAY_SHOWN = 6


def promises_of_today(store: Store, now: datetime, zone: tzinfo) -> tuple[tuple[DeskItem, ...], int]:
    """The soonest open promises of everybody that are due before midnight, late ones first; and how many there are."""
    high = to_millis(next_midnight(now, zone))
    open_ones = f"WHERE {_OPEN_PROMISE} AND y.due_at < ? AND c.closed_at IS NULL"
    found = store.rows(
        f"""SELECT {ROW_COLUMNS}, y.id, y.kind, y.made_at, y.due_at, y.text FROM {_people(_PROMISES_FROM)}
        {open_ones} ORDER BY y.due_at, y.id LIMIT ?""",
        (high, _TODAY_SHOWN),
    )
    counted = store.rows(f"SELECT count(*) FROM {_PROMISES_FROM} {open_ones}", (high,))[0][0]
    return tuple(_promise_item(values, now) for values in found), counted
