"""How each measure is counted: data. The number, its history, its slices and the cases behind it are made of these.

A measure is counted over rows, one for each thing that is counted, mostly a case. ``insights.statements`` puts a table
``s`` before them with a line for each period that is asked for. Its columns, in milliseconds:

* ``a`` and ``z``: from when to when, half open. ``z`` is the end of the period, or just after now while it lasts.
* ``at``: the end of the period, or now; what is due before is late. ``now``: the moment of asking, for what is said
  "by now" of the cases of a period that is over.
* ``d`` and ``e``: its first day, and the day after the last one that is over, as the store writes days. ``f``: the
  last day that has begun.
* ``free``: whether no cut is wanted.

The alias ``c`` is the case; ``{cut}`` is where the cut goes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.handling.steps import FOLLOW_UP
from models.insights.kinds import Slice
from models.timing.presets import NEVER_PAUSED

DAY = 86_400_000
NEVER = 9_000_000_000_000_000  # later than any instant, as the indexes have it
_FIRST_CONTACT = 30 * 60_000
_CASE_SLICES = {one: f"c.{one.value}" for one in Slice}


@dataclass(frozen=True)
class Rows:
    """Rows of one kind: what they are read from, which of them, and what each says.

    ``hit``: whether it is counted (0 or 1). ``among``: whether it belongs to what is counted among; rows that do not
    are there for the further figures. ``amount`` and ``second`` are milliseconds or minor units, ``mark`` a code.
    ``slices`` says in which column a slice stands; a cut by any other finds nothing.
    """

    source: str
    where: str
    hit: str = "1"
    among: str = "1"
    amount: str = "0"
    second: str = "0"
    mark: str = "''"
    case: str = "c.id"
    slices: Mapping[Slice, str] = field(default_factory=lambda: _CASE_SLICES)


@dataclass(frozen=True)
class Counting:
    """How a measure is counted. ``parts`` are conditions over the columns of the rows: figures that can be opened.

    ``sums`` are further figures: sums over the rows, or the largest.
    """

    rows: tuple[Rows, ...]
    parts: Mapping[str, str] = field(default_factory=dict)
    sums: Mapping[str, str] = field(default_factory=dict)


# What several measures say of a case

COUNTED = "c.status <> 'merged' AND c.kind <> 'compliment' AND {cut}"
_HELPED = f"c.status <> 'cancelled' AND {COUNTED}"
_RECEIVED = "c.received_at >= s.a AND c.received_at < s.z"
_RESOLVED = "c.resolved_at >= s.a AND c.resolved_at < s.z"
_CLOSED = f"COALESCE(c.closed_at, {NEVER})"
# Between a resolution and its reopening nothing was owed, whatever the columns say now.
_TAKEN_BACK = """EXISTS (SELECT 1 FROM pause p WHERE p.complaint_id = c.id AND p.reason = 'reopened'
    AND p.started_at < s.z AND p.ended_at >= s.z)"""
# What was read in after its time was nobody's to keep here.
_OURS = "(NOT c.imported OR {due} >= c.recorded_at)"
_NOT_RESOLVED = f"COALESCE(c.resolved_at, {NEVER}) >= s.z AND NOT {_TAKEN_BACK}"
_UNRESOLVED = f"{_CLOSED} >= s.z AND c.received_at < s.z AND {_NOT_RESOLVED}"
# The engine is told by which index to go: it would rather read all cases of a category, or make an index of its own.
CAME = "complaint c INDEXED BY complaint_insight"
_PRAISE = "complaint c INDEXED BY complaint_praise"
_LONG = "complaint c INDEXED BY complaint_long"
_ENDED = "complaint c INDEXED BY complaint_resolved"
_DUE = "complaint c INDEXED BY complaint_resolve_due"
_UNTIL_CLOSED = "complaint c INDEXED BY complaint_closed"
# What was open at a moment of the past is looked for among what had come within this time and what lasted longer, of
# which there is little: not among all that was closed since. As the index has it.
_SOON_CLOSED = 14 * DAY


def _still_open(where: str, *, amount: str = "0", mark: str = "''", beside: str = "") -> tuple[Rows, Rows]:
    """Rows of the cases that were open at the end of a period; ``beside`` them other tables."""
    recent = f"c.received_at >= s.z - {_SOON_CLOSED} AND c.received_at < s.z AND {_CLOSED} >= s.z"
    long = f"""{_CLOSED} - c.received_at > {_SOON_CLOSED} AND {_CLOSED} >= s.z
        AND c.received_at < s.z - {_SOON_CLOSED}"""
    return (
        Rows(CAME + beside, f"{recent} AND {where}", amount=amount, mark=mark),
        Rows(_LONG + beside, f"{long} AND {where}", amount=amount, mark=mark),
    )


_OF_RECEIVED = Rows(CAME, f"{_RECEIVED} AND {COUNTED}")


def _cohort(hit: str, where: str = COUNTED) -> Counting:
    """So many of the cases received in the period."""
    return Counting((Rows(CAME, f"{_RECEIVED} AND {where}", hit),))


# First response

_FIRST_GIVEN = "clock k INDEXED BY clock_stopped CROSS JOIN complaint c"
_FIRST_DUE = "clock k INDEXED BY clock_due CROSS JOIN complaint c"
_IS_FIRST = f"k.name = 'first_response' AND {{when}} AND c.id = k.complaint_id AND {COUNTED}"
_FIRST_OURS = _OURS.replace("{due}", "k.due_at")
_GIVEN = "COALESCE(c.first_response_at <= k.stopped_at, 0)"  # else it ended with the case
_GIVEN_NOW = f"k.stopped_at >= s.a AND k.stopped_at < s.z AND {_GIVEN}"
_IN_TIME = f"({_GIVEN} AND COALESCE(k.stopped_at < s.z AND k.stopped_at <= k.due_at, 0))"
_FELL_DUE = f"""k.due_at >= s.a AND k.due_at < s.at
    AND NOT COALESCE({_GIVEN_NOW}, 0) AND ({_GIVEN} OR COALESCE(k.stopped_at, {NEVER}) > k.due_at)"""
_GIVEN_ROWS = _IS_FIRST.replace("{when}", _GIVEN_NOW)
_DUE_ROWS = _IS_FIRST.replace("{when}", _FELL_DUE)

# Resolution, as it stood at the end of the period: one that was taken back later was one then.

_STOOD = "pause p INDEXED BY pause_reopened CROSS JOIN complaint c"
_STOOD_THEN = """p.reason = 'reopened' AND p.started_at >= s.a AND p.started_at < s.z AND p.ended_at >= s.z
    AND c.id = p.complaint_id"""
_PAUSED = """COALESCE((SELECT sum(max(0, min(COALESCE(w.ended_at, w.ends_at), {end})
    - max(w.started_at, c.received_at))) FROM pause w WHERE w.complaint_id = c.id), 0)"""


def _lasted(source: str, where: str, end: str) -> Rows:
    """Cases with how long they took, without their pauses and with them."""
    gross = f"{end} - c.received_at"
    return Rows(source, where, amount=f"{gross} - {_PAUSED.replace('{end}', end)}", second=gross)


_HAD_TIME = f"c.resolve_due_at IS NOT NULL AND {_OURS.replace('{due}', 'c.resolve_due_at')} AND {_HELPED}"
_REOPENED = """FROM pause q WHERE q.complaint_id = c.id AND q.reason = 'reopened'
    AND q.started_at >= s.a AND q.started_at < s.z"""
_SOON = f"EXISTS (SELECT 1 {_REOPENED} AND q.ended_at - q.started_at <= {14 * DAY} AND q.ended_at <= s.now)"
_REOPENED_ROWS = Rows(
    _STOOD,
    f"""p.reason = 'reopened' AND p.started_at >= s.a AND p.started_at < s.z AND c.id = p.complaint_id AND {_HELPED}
    AND NOT EXISTS (SELECT 1 {_REOPENED} AND q.id < p.id)""",
    _SOON,
)

# What runs late: among the clocks of a case the one that its list shows counts, as ``handling.clock_rules.foremost``
# has it: while the case waits, one that never pauses before the others.

_ALWAYS = ", ".join(f"'{name}'" for name in sorted(NEVER_PAUSED))
_RUNS = f"k.complaint_id = c.id AND k.started_at < s.z AND COALESCE(k.stopped_at, {NEVER}) >= s.z"
_WAITS = """EXISTS (SELECT 1 FROM pause p WHERE p.complaint_id = c.id AND p.reason <> 'reopened'
    AND p.started_at < s.z AND COALESCE(p.ended_at, p.ends_at) > s.at)"""
_LATE_CLOCK = f"""FROM clock k WHERE {_RUNS} AND k.due_at < s.at AND (k.name IN ({_ALWAYS}) OR NOT ({_WAITS}
    AND EXISTS (SELECT 1 FROM clock r WHERE r.complaint_id = c.id AND r.name IN ({_ALWAYS})
        AND r.started_at < s.z AND COALESCE(r.stopped_at, {NEVER}) >= s.z)))"""
_SHOWN_DUE = f"COALESCE(c.next_due_at, {NEVER})"
OVERDUE_NOW = Counting(
    (
        Rows(
            "complaint c INDEXED BY complaint_open_due",
            f"c.closed_at IS NULL AND {_SHOWN_DUE} < s.at AND {COUNTED}",
            amount="s.at - c.next_due_at",
        ),
    ),
    sums={"longest": "max(amount)"},
)
_OVERDUE_THEN = Counting(
    _still_open(
        f"{COUNTED} AND EXISTS (SELECT 1 {_LATE_CLOCK}) AND NOT {_TAKEN_BACK}",
        amount=f"s.at - (SELECT min(k.due_at) {_LATE_CLOCK})",
    ),
    sums={"longest": "max(amount)"},
)

# Steps and calls

_STEPS_DUE = "step_record r INDEXED BY step_record_due CROSS JOIN complaint c"
_STEPS_LATE = "step_record r INDEXED BY step_record_late CROSS JOIN complaint c"
# What was begun anew after its time has none of its own; the last step has one only once the work is done.
_STEP = f"""r.started_at < s.z AND c.id = r.complaint_id AND (r.state <> 'r' OR r.finished_at > r.due_at)
    AND (r.finished_at IS NOT NULL OR COALESCE(c.closed_at, {NEVER}) >= r.due_at)
    AND (r.step <> {FOLLOW_UP} OR COALESCE(c.resolved_at, {NEVER}) < s.z OR {_TAKEN_BACK})
    AND {_OURS.replace("{due}", "r.due_at")} AND {COUNTED}"""
_STEP_DUE = f"r.due_at >= s.a AND r.due_at < s.at AND (r.round = 1 OR r.due_at >= r.started_at) AND {_STEP}"
_STEP_LATE = (
    f"""r.started_at >= s.a AND r.due_at < r.started_at AND r.due_at < s.a AND r.round = 1 AND {_STEP}"""
)
_STEP_DONE = "(r.state = 'd' AND COALESCE(r.finished_at <= r.due_at AND r.finished_at < s.z, 0))"
_OWED_CALL = f"""{_CLOSED} >= s.a AND {_CLOSED} < s.z AND c.follow_up_owed AND c.resolved_at IS NOT NULL
    AND (NOT c.imported OR EXISTS (SELECT 1 FROM clock k WHERE k.complaint_id = c.id AND k.name = 'follow_up'))
    AND {_HELPED}"""
_CALLS = "FROM follow_up f WHERE f.complaint_id = c.id AND NOT f.second_look AND f.at < s.z"
# Most people are satisfied: asked one after the other, in this order, the first question mostly settles it.
_CONTENT = "(f.outcome = 'satisfied' OR f.outcome = 'fairly_satisfied')"
_ANSWERED = f"({_CONTENT} OR f.outcome = 'dissatisfied')"
# Of several calls the last one that was answered counts, else the last.
_CALL = f"""f.at >= s.a AND f.at < s.z AND NOT f.second_look AND NOT EXISTS (SELECT 1 FROM follow_up g
    WHERE g.complaint_id = f.complaint_id AND g.at >= s.a AND g.at < s.z AND NOT g.second_look AND g.id <> f.id
    AND ({_ANSWERED.replace("f.", "g.")}, g.id) > ({_ANSWERED}, f.id)) AND c.id = f.complaint_id AND {COUNTED}"""
_ASKED = "follow_up f INDEXED BY follow_up_at CROSS JOIN complaint c"

# New cases

_BY_NOW = "<= s.now"
_OUTSIDE = """(c.channel = 'hotline' OR c.flags LIKE '% media %' OR c.flags LIKE '% petition %'
    OR c.flags LIKE '% legal %')"""
_REPAIRS = "(SELECT g.code FROM category g WHERE g.repair)"
_NO_REPAIR = f"""COALESCE(c.category, '') NOT IN {_REPAIRS} AND COALESCE(c.subcategory, '') NOT IN {_REPAIRS}
    AND NOT (c.imported AND c.first_response_at IS NULL)"""
_AT_ONCE = f"""(c.reopened = 0 AND COALESCE(c.resolved_at {_BY_NOW}
    AND c.resolved_at - c.first_response_at <= {_FIRST_CONTACT}, 0)
    AND NOT EXISTS (SELECT 1 FROM complaint n WHERE n.repeat_of_id = c.id AND n.status <> 'merged'
        AND n.received_at < c.resolved_at + {30 * DAY} AND n.received_at {_BY_NOW}))"""

# Improvements and warnings

_IMPROVEMENT_SLICES = {
    Slice.CATEGORY: "v.category",
    Slice.SUBCATEGORY: "v.subcategory",
    Slice.CAUSE: "v.cause",
    Slice.BUILDING: "v.building_id",
}
_JUDGED = Rows(
    "improvement v INDEXED BY improvement_judged",
    "v.judged_at >= s.a AND v.judged_at < s.z AND v.state <> 'dropped' AND {cut}",
    "COALESCE(v.verdict = 'achieved', 0)",
    "COALESCE(v.verdict <> 'not_enough_data', 1)",
    mark="COALESCE(v.verdict, '')",
    case="v.id",
    slices=_IMPROVEMENT_SLICES,
)
_NOT_IN_FORCE = Rows(
    "improvement v INDEXED BY improvement_state",
    """v.state IN ('proposed', 'running', 'in_force', 'judged') AND v.due_on >= s.d AND v.due_on < s.e
    AND COALESCE(v.effective_on, '9999') > s.f
    AND COALESCE(v.judged_at < s.z, 0) = 0 AND {cut}""",
    "0",
    mark="'late'",
    case="v.id",
    slices=_IMPROVEMENT_SLICES,
)
_OF_WARNING = "warning_case m CROSS JOIN complaint c"
_WARNINGS = Rows(
    "warning w INDEXED BY warning_at",
    f"""w.at >= s.a AND w.at < s.z AND (s.free OR EXISTS (SELECT 1 FROM {_OF_WARNING}
    WHERE m.warning_id = w.id AND c.id = m.complaint_id AND {{cut}}))""",
    mark="w.level || CASE WHEN COALESCE(w.acknowledged_at <= s.now, 0) THEN '' ELSE ' open' END",
    case="NULL",
)
# The cases that warnings speak of, to look at; they are not what is counted.
WARNED_CASES = Rows(
    f"warning w INDEXED BY warning_at CROSS JOIN {_OF_WARNING}",
    "w.at >= s.a AND w.at < s.z AND m.warning_id = w.id AND c.id = m.complaint_id AND {cut}",
)

COUNTINGS: Mapping[str, Counting] = {
    "received": Counting((_OF_RECEIVED,)),
    "compliments": Counting(
        (Rows(_PRAISE, f"{_RECEIVED} AND c.status <> 'merged' AND c.kind = 'compliment' AND {{cut}}"),)
    ),
    "first_response_time": Counting(
        (Rows(_FIRST_GIVEN, f"{_GIVEN_ROWS} AND k.counted IS NOT NULL", amount="k.counted"),)
    ),
    "response_on_time": Counting(
        (
            Rows(_FIRST_GIVEN, f"{_GIVEN_ROWS} AND {_FIRST_OURS}", _IN_TIME),
            Rows(_FIRST_DUE, f"{_DUE_ROWS} AND {_FIRST_OURS}", _IN_TIME),
        )
    ),
    "handling_time": Counting(
        (
            _lasted(_ENDED, f"{_RESOLVED} AND {_HELPED}", "c.resolved_at"),
            _lasted(_STOOD, f"{_STOOD_THEN} AND {_HELPED}", "p.started_at"),
        )
    ),
    "on_time": Counting(
        (
            Rows(_ENDED, f"{_RESOLVED} AND {_HAD_TIME}", "(c.resolved_at <= c.resolve_due_at)"),
            Rows(_STOOD, f"{_STOOD_THEN} AND {_HAD_TIME}", "(p.started_at <= c.resolve_due_at)"),
            Rows(
                _DUE,
                f"c.resolve_due_at >= s.a AND c.resolve_due_at < s.at AND {_UNRESOLVED} AND {_HAD_TIME}",
                "0",
            ),
        )
    ),
    "handling_rate": _cohort(f"COALESCE(c.resolved_at {_BY_NOW}, 0)", _HELPED),
    "step_compliance": Counting(
        (
            Rows(_STEPS_DUE, _STEP_DUE, _STEP_DONE, mark="r.state"),
            Rows(_STEPS_LATE, _STEP_LATE, "0", mark="r.state"),
        ),
        sums={"skipped": "sum(among AND mark = 's')"},
    ),
    "steps_done": Counting(
        (
            Rows(
                "step_record r INDEXED BY step_record_finished CROSS JOIN complaint c",
                f"""r.finished_at >= s.a AND r.finished_at < s.z AND r.state = 'd' AND c.id = r.complaint_id
                AND {COUNTED}""",
                amount="r.finished_at - r.started_at",
                mark="r.step",
            ),
        ),
        parts={f"step_{step}": f"mark = {step}" for step in range(1, 9)},
    ),
    "follow_up_rate": Counting(
        (
            Rows(
                _UNTIL_CLOSED,
                _OWED_CALL,
                f"EXISTS (SELECT 1 {_CALLS} AND f.outcome <> 'not_reached')",
                amount=f"(SELECT count(*) {_CALLS})",
            ),
        ),
        sums={"attempts": "sum(amount)"},
    ),
    "satisfaction": Counting(
        (
            Rows(
                _ASKED,
                _CALL,
                _CONTENT,
                _ANSWERED,
                mark="f.outcome",
            ),
        ),
        parts={"asked": "1"}
        | {
            one: f"mark = '{one}'"
            for one in ("satisfied", "fairly_satisfied", "dissatisfied", "not_reached", "declined")
        },
    ),
    "repeat_rate": _cohort("(c.repeat_of_id IS NOT NULL)"),
    "reopen_rate": Counting(
        (
            _REOPENED_ROWS,
            Rows(_ENDED, f"{_RESOLVED} AND NOT EXISTS (SELECT 1 {_REOPENED}) AND {_HELPED}", "0"),
        )
    ),
    "escalation_level2": _cohort(
        f"EXISTS (SELECT 1 FROM escalation e WHERE e.complaint_id = c.id AND e.level <> 'handler' AND e.at {_BY_NOW})"
    ),
    "escalation_stage2": _cohort(
        f"EXISTS (SELECT 1 FROM appeal b WHERE b.complaint_id = c.id AND b.stage = 2 AND b.asked_at {_BY_NOW})"
    ),
    "escalation_outside": _cohort(_OUTSIDE),
    "first_contact": _cohort(_AT_ONCE, f"{_NO_REPAIR} AND {_HELPED}"),
    "intensity": Counting((_OF_RECEIVED,)),
    "backlog": Counting(
        _still_open(f"{_NOT_RESOLVED} AND {COUNTED}", amount="s.at - c.received_at"),
        parts={f"over_{days}": f"amount > {days * DAY}" for days in (7, 14, 30)},
        sums={"oldest": "max(amount)"},
    ),
    "waiting": Counting(
        _still_open(
            f"""{COUNTED} AND r.complaint_id = c.id AND r.started_at < s.z
            AND (r.finished_at IS NULL OR r.finished_at >= s.z)""",
            mark="r.step",
            beside=" CROSS JOIN step_record r",
        ),
        parts={f"step_{step}": f"mark = {step}" for step in range(1, 9)},
    ),
    "overdue": _OVERDUE_THEN,
    "remedy_cost": Counting(
        (
            Rows(
                "remedy m INDEXED BY remedy_granted CROSS JOIN complaint c",
                f"""m.granted_at >= s.a AND m.granted_at < s.z AND m.state IN ('granted', 'carried_out')
                AND c.id = m.complaint_id AND {COUNTED}""",
                amount="m.amount_minor",
            ),
            Rows(CAME, f"{_RECEIVED} AND {COUNTED}", "0", "0", case="NULL", mark="'received'"),
        ),
        sums={"total": "sum(amount)", "received": "sum(mark = 'received')"},
    ),
    "improvement_success": Counting(
        (_JUDGED, _NOT_IN_FORCE),
        sums={
            "not_enough_data": "sum(mark = 'not_enough_data')",
            "not_achieved": "sum(mark = 'not_achieved')",
            "late": "sum(mark = 'late')",
        },
    ),
    "warnings": Counting(
        (_WARNINGS,),
        sums={
            "red": "sum(mark LIKE 'red%')",
            "amber": "sum(mark LIKE 'amber%')",
            "open": "sum(mark LIKE '% open')",
        },
    ),
}
