"""The statements of the list, one for each kind of thing: what it is read from, whose it is, when it is late.

``:now``, ``:until``, ``:me`` and ``:limit`` stand for the moment, how far the list looks ahead, the person and what
that person may approve; ``bind`` puts them in. The list and its counts are made of the same conditions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from models.complaints.queries import ROW_COLUMNS, ROW_SOURCE
from models.core.permissions import AUTHORITY_LIMITS, Permission, Role
from models.core.session import Actor
from models.desk.kinds import DeskGroup, DeskScope, Need
from models.desk.rules import REMIND
from models.handling.clock_kinds import ClockName
from models.timing.presets import NEVER_PAUSED

SHOWN = 200  # of each kind; the counts go on
Params = tuple[object, ...]
Statement = tuple[str, Params]

_NAME = re.compile(r":(now|until|me|limit)\b")
DUE = "COALESCE(c.next_due_at, 9000000000000000)"  # as the index on open cases has it
_OPEN = "c.closed_at IS NULL"
_STAGE_TWO = ", ".join(f"'{name}'" for name in ClockName if name.startswith("stage2"))
_RUNS_ON = ", ".join(f"'{name}'" for name in sorted(NEVER_PAUSED))
_WAITS = f"(COALESCE(c.paused_until, 0) > :now AND c.next_due_kind NOT IN ({_RUNS_ON}))"
_IS_CALL = "c.resolved_at IS NOT NULL AND c.next_due_kind = 'follow_up'"
_IS_STEP = f"NOT ({_IS_CALL}) AND c.next_due_kind NOT IN ({_STAGE_TWO}) AND NOT {_WAITS}"
_WARNED = "c.next_warns_at <= :now"
_ASKED = "FROM follow_up f WHERE f.complaint_id = c.id AND f.at >= c.resolved_at AND NOT f.second_look"
_ASKED_AGAIN = "FROM follow_up f WHERE f.complaint_id = c.id AND f.at >= c.second_look_at AND f.second_look"
# How many calls there were, and for when the last of them planned another.
_CALLS, _LOOKS = (
    f"""(SELECT count(*) {calls}),
    (SELECT CASE f.outcome WHEN 'not_reached' THEN f.next_at END {calls} ORDER BY f.id DESC LIMIT 1)"""
    for calls in (_ASKED, _ASKED_AGAIN)
)
_GRAVE = "(c.severity = 's1' OR c.life_safety)"
# Nobody asks about their own work: not who handles the case, nor who did, nor who handled one merged into it.
_HANDED = """EXISTS (SELECT 1 FROM event e WHERE e.complaint_id = {case} AND e.kind = 'handler_changed'
    AND :me IN (json_extract(e.facts, '$.before'), json_extract(e.facts, '$.after')))"""
_OF_MATTER = f"""EXISTS (WITH RECURSIVE matter(id) AS (SELECT m.id FROM complaint m WHERE m.merged_into_id = c.id
    UNION SELECT m.id FROM complaint m JOIN matter ON m.merged_into_id = matter.id)
    SELECT 1 FROM matter JOIN complaint o ON o.id = matter.id
    WHERE o.handler_id = :me OR {_HANDED.format(case="o.id")})"""
_NOT_OWN = f"COALESCE(c.handler_id, 0) <> :me AND NOT {_HANDED.format(case='c.id')} AND NOT {_OF_MATTER}"


@dataclass(frozen=True)
class Part:
    """One statement of the list. ``extra`` are its own columns, ``late`` and ``soon`` conditions of its groups.

    ``occasion`` and ``item`` are what a snooze names, both empty for what nobody puts off.
    """

    name: str
    need: Need
    group: DeskGroup
    source: str
    where: str
    order: str
    extra: str
    late: str = "0"
    soon: str = "0"
    occasion: str = ""
    item: str = "c.id"

    def put_off(self) -> str:
        """Whether this person put it off. A grave case that is late shows all the same."""
        if not self.occasion:
            return "0"
        return f"""(EXISTS (SELECT 1 FROM snooze z WHERE z.staff_id = :me AND z.need = {self.occasion}
            AND z.item_id = {self.item} AND z.until > :now) AND NOT ({_GRAVE} AND {self.late}))"""

    def rows(self, put_off: bool) -> str:
        """The rows of the list."""
        hidden = self.put_off() if put_off else f"NOT {self.put_off()}"
        people = self.source + ROW_SOURCE.removeprefix("complaint c")
        return f"""SELECT {ROW_COLUMNS}, {self.extra} FROM {people} WHERE {self.where} AND {hidden}
            ORDER BY {self.order} LIMIT {SHOWN}"""

    def counts(self) -> str:
        """How many there are, late and soon ones among them; then the same of what was put off."""
        return f"""SELECT '{self.name}', COALESCE(sum(NOT hidden), 0), COALESCE(sum(NOT hidden AND late), 0),
            COALESCE(sum(NOT hidden AND soon), 0), COALESCE(sum(hidden), 0), COALESCE(sum(hidden AND late), 0),
            COALESCE(sum(hidden AND soon), 0)
            FROM (SELECT {self.put_off()} AS hidden, {self.late} AS late, {self.soon} AS soon
            FROM {self.source} WHERE {self.where})"""


def bind(statement: str, values: Mapping[str, object]) -> Statement:
    """The statement with its names replaced in order."""
    names = _NAME.findall(statement)
    return _NAME.sub("?", statement), tuple(values[name] for name in names)


def _limits() -> str:
    """What the author of a proposal may promise without asking."""
    roles = " ".join(f"WHEN '{role.value}' THEN {limit}" for role, limit in AUTHORITY_LIMITS.items())
    owner = AUTHORITY_LIMITS[Role.ADMINISTRATOR]
    return f"COALESCE(a.limit_minor, CASE a.role {roles} ELSE {owner} END)"


# Read in this order, whatever the engine thinks: few promises are open, few remedies wait, few appeals are not
# answered; and of the many proposals only those of open cases are looked at.
_PROMISES = "promise y CROSS JOIN complaint c"
_OPEN_PROMISE = f"y.state = 'open' AND c.id = y.complaint_id AND {_OPEN}"
_REMEDIES = "remedy m CROSS JOIN complaint c"
_WAITING_REMEDY = f"m.state = 'awaiting_approval' AND c.id = m.complaint_id AND {_OPEN}"
_PROPOSALS = "complaint c CROSS JOIN proposal q LEFT JOIN staff a ON a.id = q.made_by"
_WAITING_PROPOSAL = f"""{_OPEN} AND c.step = 6 AND q.complaint_id = c.id AND q.state = 'draft'
    AND q.approved_at IS NULL AND q.cost_minor > {_limits()}"""
_APPEALS = f"""appeal b CROSS JOIN complaint c LEFT JOIN clock k ON k.id = (SELECT o.id FROM clock o
    WHERE o.complaint_id = c.id AND o.stopped_at IS NULL AND o.name IN ({_STAGE_TWO})
    ORDER BY o.due_at, o.id LIMIT 1)"""
_OPEN_APPEAL = "b.answered_at IS NULL AND c.id = b.complaint_id"
# Beside an appeal that is due first the case has other clocks, for other people.
_BESIDE = f"""appeal b CROSS JOIN complaint c JOIN clock k ON k.id = (SELECT o.id FROM clock o
    WHERE o.complaint_id = c.id AND o.stopped_at IS NULL AND o.name NOT IN ({_STAGE_TWO}) ORDER BY o.due_at, o.id
    LIMIT 1)"""
_OPEN_BESIDE = f"""b.answered_at IS NULL AND c.id = b.complaint_id AND {_OPEN}
    AND c.next_due_kind IN ({_STAGE_TWO}) AND NOT {_WAITS} AND (k.due_at < :until OR k.warns_at <= :now)"""
_WAITING = "pause w CROSS JOIN complaint c"
# Somebody is expected whether or not the case is open still.
_APPOINTMENTS = "appointment v CROSS JOIN work_order w CROSS JOIN complaint c"
_AGREED = "v.state = 'agreed' AND v.from_at < :until AND w.id = v.work_order_id AND c.id = w.complaint_id"
_STEP_SNOOZE = "'step:' || c.next_due_kind"


def _cases(name: str, need: Need, group: DeskGroup, when: str, what: str, **more: str) -> Part:
    """Of open cases, by the clock that falls due next."""
    extra = _CALLS if need is Need.FOLLOW_UP else "0, NULL"
    occasion = _STEP_SNOOZE if need is Need.STEP else "'follow_up'"
    where = f"{_OPEN} AND {when} AND {what}"
    return Part(name, need, group, "complaint c", where, f"{DUE}, c.id", extra, occasion=occasion, **more)


_PROMISE_EXTRA = "y.id, y.kind, y.made_at, y.due_at, y.text, y.row_version"
_APPEAL_EXTRA = "b.id, COALESCE(k.name, ''), b.asked_at, k.due_at, b.words, b.row_version, k.warns_at"
_VISIT_EXTRA = """v.id, v.made_at, w.title, w.id, w.reference, w.state, w.row_version, v.from_at, v.to_at,
    COALESCE((SELECT t.name FROM technician t WHERE t.id = w.technician_id), ''), v.reminded_at IS NOT NULL"""
_SOON_THERE = f"(v.to_at >= :now AND v.from_at - {REMIND // timedelta(milliseconds=1)} <= :now)"
_KEPT = {"late": "y.due_at < :now", "occasion": "'promise'", "item": "y.id"}
_IN_TIME = f"{DUE} >= :now AND {DUE} < :until"
_LATER = f"{_IN_TIME} AND COALESCE(c.next_warns_at, 9000000000000000) > :now"

PARTS: tuple[Part, ...] = (
    _cases("late steps", Need.STEP, DeskGroup.OVERDUE, f"{DUE} < :now", _IS_STEP, late="1"),
    _cases("soon steps", Need.STEP, DeskGroup.SOON, f"{_WARNED} AND {DUE} >= :now", _IS_STEP, soon="1"),
    _cases("coming steps", Need.STEP, DeskGroup.LATER, _LATER, _IS_STEP),
    _cases("calls", Need.FOLLOW_UP, DeskGroup.FOLLOW_UPS, f"{DUE} < :until", _IS_CALL, late=f"{DUE} < :now"),
    _cases("early calls", Need.FOLLOW_UP, DeskGroup.FOLLOW_UPS, f"{_WARNED} AND {DUE} >= :until", _IS_CALL),
    Part("second looks", Need.SECOND_LOOK, DeskGroup.FOLLOW_UPS, "complaint c",
         "c.second_look_at < :until AND c.second_look_done_at IS NULL AND c.resolved_at IS NOT NULL"
         " AND c.merged_into_id IS NULL",
         "c.second_look_at, c.id", f"c.second_look_at, {_LOOKS}", occasion="'second_look'"),
    Part("appeals", Need.APPEAL, DeskGroup.APPEALS, _APPEALS, _OPEN_APPEAL, "k.due_at IS NULL, k.due_at, b.id",
         _APPEAL_EXTRA, "COALESCE(k.due_at < :now, 0)", "COALESCE(k.warns_at <= :now AND k.due_at >= :now, 0)",
         "'appeal'", "b.id"),
    Part("beside appeals", Need.STEP, DeskGroup.LATER, _BESIDE, f"{_OPEN_BESIDE} AND k.name <> 'follow_up'",
         "k.due_at, c.id", "k.name, k.started_at, k.due_at, k.warns_at", "(k.due_at < :now)",
         "(k.due_at >= :now AND k.warns_at <= :now)", "'step:' || k.name"),
    Part("calls beside appeals", Need.FOLLOW_UP, DeskGroup.FOLLOW_UPS, _BESIDE,
         f"{_OPEN_BESIDE} AND k.name = 'follow_up'", "k.due_at, c.id",
         f"k.name, k.started_at, k.due_at, k.warns_at, {_CALLS}", "(k.due_at < :now)", occasion="'follow_up'"),
    Part("promises", Need.PROMISE, DeskGroup.PROMISES, _PROMISES,
         f"{_OPEN_PROMISE} AND y.due_at < :until AND y.kind <> 'visit'", "y.due_at, y.id", _PROMISE_EXTRA, **_KEPT),
    Part("visits", Need.PROMISE, DeskGroup.VISITS, _PROMISES,
         f"{_OPEN_PROMISE} AND y.due_at < :until AND y.kind = 'visit'", "y.due_at, y.id", _PROMISE_EXTRA, **_KEPT),
    Part("appointments", Need.APPOINTMENT, DeskGroup.VISITS, _APPOINTMENTS, _AGREED, "v.from_at, v.id", _VISIT_EXTRA,
         "(v.to_at < :now)", _SOON_THERE, "'appointment'", "v.id"),
    Part("remedies", Need.REMEDY, DeskGroup.APPROVALS, _REMEDIES, _WAITING_REMEDY, "m.granted_at, m.id",
         "m.id, m.kind, m.granted_at, NULL, m.text, m.amount_minor", occasion="'remedy'", item="m.id"),
    Part("proposals", Need.PROPOSAL, DeskGroup.APPROVALS, _PROPOSALS, _WAITING_PROPOSAL, "q.made_at, q.id",
         "q.id, '', q.made_at, NULL, q.summary, q.cost_minor", occasion="'proposal'", item="q.id"),
    Part("waiting", Need.WAIT, DeskGroup.WAITING, _WAITING,
         f"w.ended_at IS NULL AND w.ends_at > :now AND c.id = w.complaint_id AND {_OPEN} AND {_WAITS}",
         "w.ends_at, w.id", "w.id, w.reason, w.started_at, w.ends_at, w.text"),
)  # fmt: skip


class Filters:
    """Whose a thing is: a condition for each kind, for one person and those of the same shift."""

    def __init__(self, actor: Actor, team: frozenset[int]) -> None:
        self.actor = actor
        self._team = ", ".join(str(one) for one in sorted(team)) or "NULL"

    def mine(self, need: Need) -> str:
        """The condition for what this person should see to."""
        may, team = self.actor.may, self._team
        match need:
            case Need.STEP | Need.WAIT | Need.APPOINTMENT:
                everybodys = need is Need.APPOINTMENT and may(Permission.SCHEDULE)
                return "1" if everybodys else f"c.handler_id IN ({team})"
            case Need.PROMISE:
                return f"(y.made_by IN ({team}) OR c.handler_id IN ({team}))"
            case Need.FOLLOW_UP | Need.SECOND_LOOK:
                major = "" if may(Permission.FOLLOW_UP_MAJOR) else " AND NOT c.major"
                return f"{_NOT_OWN}{major}" if may(Permission.FOLLOW_UP) else "1 = 0"
            case Need.APPEAL:
                nobodys = f"(b.handler_id IS NULL AND {_NOT_OWN})"
                return f"(b.handler_id IN ({team}) OR {nobodys})" if may(Permission.HANDLE) else "1 = 0"
            case Need.REMEDY:
                wanted = "COALESCE(m.granted_by, 0) <> :me AND m.amount_minor <= :limit"
                return wanted if may(Permission.APPROVE_REMEDY) else "1 = 0"
            case _:
                return "q.cost_minor <= :limit" if may(Permission.APPROVE_REMEDY) else "1 = 0"


def parts(actor: Actor, scope: DeskScope, team: frozenset[int]) -> tuple[Part, ...]:
    """The parts of a scope. Who acts without being a person of the staff has no work of their own."""
    if scope is not DeskScope.MINE or actor.staff_id is None:
        return PARTS
    filters = Filters(actor, team)
    return tuple(replace(part, where=f"{part.where} AND {filters.mine(part.need)}") for part in PARTS)


def promises_until() -> tuple[str, str]:
    """The soonest open promises of everybody, without end; and how many there are."""
    where = f"{_OPEN_PROMISE} AND y.due_at < :until"
    people = _PROMISES + ROW_SOURCE.removeprefix("complaint c")
    rows = (
        f"SELECT {ROW_COLUMNS}, {_PROMISE_EXTRA} FROM {people} WHERE {where} ORDER BY y.due_at, y.id LIMIT 6"
    )
    return rows, f"SELECT count(*) FROM {_PROMISES} WHERE {where}"
