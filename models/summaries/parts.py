"""What the summary shows beside the measures: overdue cases, repairs, what residents said. Few statements."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from models.complaints.kinds import Kind
from models.core.clock import to_millis
from models.handling.kinds import ANSWERED
from models.insights.behind import longest_overdue
from models.insights.comparing import Usual
from models.insights.kinds import Cut, Period, PeriodKind, Slice
from models.insights.periods import before, bounds
from models.insights.weekly import BASE, BASELINE_WEEKS, FEWEST_WEEKS, counts_sql, weeks_between
from models.store.database import Store
from models.summaries.kinds import OverdueRow, Repairs, Voiced
from models.summaries.scrubbing import scrubbed

MOST_OVERDUE, MOST_VOICES, MOST_COMPLIMENTS = 40, 8, 5
_BASE = {PeriodKind.QUARTER: 8, PeriodKind.YEAR: 5}
_WEEK = 7
_LONGEST = 400  # characters of what somebody said

# What a case had before the first change that came later; what was not changed later it has now.
_THEN = """CASE WHEN EXISTS (SELECT 1 FROM event e WHERE e.complaint_id = c.id AND e.kind = '{kind}' AND e.at >= ?1)
    THEN (SELECT json_extract(e.facts, '$.before') FROM event e WHERE e.complaint_id = c.id AND e.kind = '{kind}'
        AND e.at >= ?1 ORDER BY e.at, e.id LIMIT 1) ELSE c.{column} END"""
_OVERDUE = f"""SELECT c.id, c.reference, {_THEN.format(kind="severity_changed", column="severity")}, c.title,
    COALESCE(p.label, ''),
    CASE WHEN c.place_id IS NULL THEN c.where_text ELSE '' END,
    COALESCE((SELECT s.step FROM step_record s WHERE s.complaint_id = c.id AND s.started_at < ?1
        AND (s.finished_at IS NULL OR s.finished_at >= ?1) ORDER BY s.started_at DESC, s.id DESC LIMIT 1), c.step),
    COALESCE(h.name, ''),
    COALESCE((SELECT e.level FROM escalation e WHERE e.complaint_id = c.id AND e.raised_at < ?1
        ORDER BY e.level = 'director' DESC, e.level = 'manager' DESC, e.level = 'supervisor' DESC, e.at LIMIT 1), '')
    FROM complaint c LEFT JOIN place p ON p.id = c.place_id
    LEFT JOIN staff h ON h.id = {_THEN.format(kind="handler_changed", column="handler_id")} WHERE c.id IN ({{ids}})"""
# Everybody who belongs to a case: who is known, who called, who joined, who lives there.
_NAMES = """SELECT c.id, r.name FROM complaint c JOIN resident r ON r.id = c.resident_id WHERE c.id IN ({ids})
    UNION SELECT c.id, c.caller_name FROM complaint c WHERE c.id IN ({ids}) AND c.caller_name <> ''
    UNION SELECT y.complaint_id, COALESCE(NULLIF(y.name, ''), r.name) FROM party y
        LEFT JOIN resident r ON r.id = y.resident_id WHERE y.complaint_id IN ({ids})
    UNION SELECT c.id, r.name FROM complaint c JOIN residency h ON h.place_id = c.place_id
        JOIN resident r ON r.id = h.resident_id WHERE c.id IN ({ids})"""
_SAID = f"""FROM follow_up f JOIN complaint c
    ON c.id = f.complaint_id WHERE f.at >= ? AND f.at < ? AND f.words <> '' AND {BASE}
    AND f.outcome IN ({", ".join(f"'{one}'" for one in sorted(ANSWERED))})"""
_HOW_MANY = f"SELECT count(*) {_SAID}"
_VOICES = f"""SELECT f.complaint_id, f.outcome, c.category, f.words {_SAID}
    ORDER BY f.outcome = 'dissatisfied' DESC, f.outcome = 'fairly_satisfied' DESC, f.at DESC, f.id DESC LIMIT ?"""
_COMPLIMENTS = f"""SELECT c.id, '', c.category, COALESCE(NULLIF(c.words, ''), c.title) FROM complaint c
    WHERE c.received_at >= ? AND c.received_at < ? AND c.kind = '{Kind.COMPLIMENT}' AND c.status <> 'merged'
    ORDER BY c.received_at DESC, c.id DESC LIMIT ?"""
_ORDERS = """SELECT
    (SELECT count(*) FROM work_order WHERE created_at >= ?1 AND created_at < ?2),
    count(*), COALESCE(sum(first_time IS NOT NULL), 0), COALESCE(sum(first_time), 0)
    FROM work_order WHERE finished_at >= ?1 AND finished_at < ?2 AND state IN ('done', 'checked')"""
# Open at a moment, and what each then waited for: the latest of what begins or ends a wait.
_OPEN = """SELECT (SELECT e.facts FROM order_event e WHERE e.work_order_id = o.id AND e.at < ?1
        AND e.kind IN ('waits', 'went_on', 'approved', 'interrupted', 'scheduled', 'started', 'done')
        ORDER BY e.at DESC, e.id DESC LIMIT 1)
    FROM work_order o WHERE o.created_at < ?1 AND o.id IN (
        SELECT id FROM work_order WHERE state NOT IN ('checked', 'cancelled') AND state <> 'done'
        UNION SELECT id FROM work_order WHERE state IN ('done', 'checked', 'cancelled')
            AND COALESCE(finished_at, cancelled_at, created_at) >= ?1)"""


def usual(
    store: Store, period: Period, zone: ZoneInfo, as_of: datetime, cut: Cut | None = None
) -> Usual | None:
    """What came in before: in 12 periods of the same kind (8 quarters, 5 years), of a day the same weekday.

    Left out are periods that began before the store did, and days and weeks inside a declared outage, as for the early
    warnings. Periods of different length count by their days. ``None`` where fewer than four are left. Four statements.
    """
    every = _WEEK if period.kind is PeriodKind.DAY else 1
    edges = [period.first]
    one = period
    for _ in range(_BASE.get(period.kind, BASELINE_WEEKS) * every):
        one = before(one)
        edges.insert(0, one.first)
    weeks = weeks_between(store, edges, zone, as_of)
    cut = cut or Cut()
    held = (cut.only(Slice.CATEGORY), cut.only(Slice.BUILDING))
    counted = {0: 0} | dict(store.rows(*counts_sql(weeks.edges, [], cut, to_millis(as_of))))
    short = period.kind in (PeriodKind.DAY, PeriodKind.WEEK)
    calm_weeks = weeks.calm(*held)
    fit = [known and (calm or not short) for known, calm in zip(weeks.known(), calm_weeks, strict=True)]
    kept = [n for n in range(0, len(edges) - 1, every) if fit[n]]
    if len(kept) < FEWEST_WEEKS:
        return None
    days = sum((edges[n + 1] - edges[n]).days for n in kept)
    own = replace(weeks, edges=tuple(map(to_millis, bounds(period, zone))))
    outage = short and not own.calm(*held)[0]
    return Usual(sum(counted.get(n, 0) for n in kept), days / (period.end - period.first).days, outage)


def names_of(store: Store, ids: Sequence[int]) -> dict[int, set[str]]:
    """Everybody who belongs to each of these cases. One statement."""
    if not ids:
        return {}
    known: dict[int, set[str]] = {}
    marks = ",".join(str(int(one)) for one in sorted(set(ids)))
    for one, name in store.rows(_NAMES.format(ids=marks)):
        known.setdefault(one, set()).add(name or "")
    return known


def overdue(store: Store, period: Period, until: datetime, now: datetime) -> tuple[OverdueRow, ...]:
    """The cases behind the figure as they stood at the end of the period, the longest overdue first.

    What was done before ``until`` was done then; ``now`` is the moment of asking. Severity, step, who handled it and
    who had heard are of then; a title or a place that was put right later is as it is called now: history does not keep
    what it was. Four statements.
    """
    late = dict(longest_overdue(store, period, now, MOST_OVERDUE))
    if not late:
        return ()
    marks = ",".join(map(str, late))
    found = {row[0]: row for row in store.rows(_OVERDUE.format(ids=marks), (to_millis(until),))}
    known, at = names_of(store, list(late)), min(until, now)
    return tuple(_overdue(found[one], known.get(one, set()), over, at) for one, over in late.items())


def _overdue(row: Sequence[Any], names: set[str], over: float, at: datetime) -> OverdueRow:
    _, reference, severity, title, label, spot, step, owner, told = row
    return OverdueRow(
        reference=reference,
        severity=severity,
        title=scrubbed(title, names),
        where=label or scrubbed(spot or "", names),  # "12-1-1502" is a home, no telephone
        step=int(step),
        due_at=at - timedelta(seconds=over),
        over_seconds=over,
        owner=owner,
        told=told,
    )


def voices(store: Store, start: datetime, end: datetime) -> tuple[tuple[Voiced, ...], int]:
    """What residents said when they were called, who is not content first, and how many said something."""
    total = store.rows(_HOW_MANY, (to_millis(start), to_millis(end)))[0][0]
    return _voiced(store, _VOICES, start, end, MOST_VOICES), total


def compliments(store: Store, start: datetime, end: datetime) -> tuple[Voiced, ...]:
    """What residents praised, the latest first. Two statements."""
    return _voiced(store, _COMPLIMENTS, start, end, MOST_COMPLIMENTS)


def _voiced(store: Store, statement: str, start: datetime, end: datetime, most: int) -> tuple[Voiced, ...]:
    found = store.rows(statement, (to_millis(start), to_millis(end), most))
    known = names_of(store, [row[0] for row in found])
    return tuple(
        Voiced(outcome, category, scrubbed(" ".join(words.split()), known.get(one, set()))[:_LONGEST])
        for one, outcome, category, words in found
    )


def alarms(store: Store, day: date) -> float | None:
    """How many false alarms a week chance alone was expected to give, as of a day; ``None`` where nobody had looked."""
    found = store.rows(
        "SELECT weekly FROM night WHERE day <= ? ORDER BY day DESC LIMIT 1", (day.isoformat(),)
    )
    return float(found[0][0]) if found else None


def repairs(store: Store, start: datetime, end: datetime, at: datetime) -> Repairs:
    """Work orders made and done in [start, end), and those that were open at a moment. Two statements."""
    made, done, known, first_time = store.rows(_ORDERS, (to_millis(start), to_millis(end)))[0]
    found = [json.loads(facts or "{}") for (facts,) in store.rows(_OPEN, (to_millis(at),))]
    waits = Counter(str(one["waits_for"]) for one in found if one.get("waits_for"))
    ordered = tuple(sorted(waits.items(), key=lambda one: (-one[1], one[0])))
    return Repairs(made, done, first_time, known, len(found), ordered)
