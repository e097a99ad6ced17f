"""Rules that need no statistics (figures.md, section 5): each a statement over the days that it speaks of.

Every rule speaks of something new: what is counted must have grown within the seven days looked at, and ``once`` names
the occasion, so that the same cases are told once. Cases merged into another and compliments do not count.

* *same line*: three households of one place line (a common part or an asset is one by itself) with one category.
* *resident again*: one resident with three cases in 30 days. *Asset again*: one asset with two repairs in 30 days
  (orders made by a person, neither split off nor cancelled).
* *repeat chain*: a case that is the third of its chain, or later.
* *low satisfaction*: two residents of one building dissatisfied in follow-up calls; who is not known counts by case.
* *life safety*: any S1, in the days in which it came to be one, on receipt or because somebody raised it. *Public
  words*: media, petition or court marked, or the government's hotline as the channel; or the resident's words speak of
  them (``resources.phrases``), which is read once, at the first look at a case.
* *on time*: under 85 % of what was resolved or fell due in the seven days, of ten or more.
* *no contact*: over 20 % of the open cases, of five or more, without a word to the resident for three working days.
  Imported cases of which nobody was told anything here are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from models.core.clock import to_millis
from models.incidents.households import reports_sql
from models.insights.counting import COUNTINGS
from models.insights.kinds import Asked, Period, PeriodKind
from models.insights.queries import value
from models.insights.statements import cases as cases_statement
from models.insights.statements import span as figure_span
from models.insights.weekly import BASE, midnight
from models.options.queries import current_policy
from models.store.database import Store
from models.timing.business import due
from models.timing.kinds import Calendar, Target
from models.warnings.kinds import WarningLevel, WarningRule
from models.warnings.watching import Span
from resources.phrases.suggest import suggest

MONTH_DAYS = 30
HOUSEHOLDS, RESIDENT_CASES, ASSET_REPAIRS, CHAIN, DISSATISFIED = 3, 3, 2, 3, 2
ON_TIME_LEAST, ON_TIME_FEWEST = 0.85, 10
SILENT_MOST, SILENT_FEWEST = 0.2, 5
SILENCE = Target(days=3)
_LOOK_BACK, _ENOUGH = timedelta(days=14), timedelta(milliseconds=1)
_PUBLIC = frozenset({"media", "petition", "legal"})
CASES_KEPT = 500  # behind one warning; whoever reads it looks at the newest


@dataclass(frozen=True)
class Finding:
    """What somebody should hear of. ``once`` names the occasion within its rule; fields as those of ``Warning``."""

    rule: WarningRule
    stream: str
    level: WarningLevel
    once: str
    since: datetime
    until: datetime
    observed: int
    cases: tuple[int, ...]
    total: int | None = None
    expected: float | None = None
    limit: int | None = None
    probability: float | None = None
    alpha: float | None = None
    weeks: tuple[int | None, ...] | None = None
    category: str | None = None
    building_id: int | None = None
    place_id: int | None = None
    resident_id: int | None = None


_IN_WINDOW = "c.received_at >= :since AND c.received_at < :until"
_GROUND = """CASE WHEN p.kind = 'unit' AND p.line <> '' THEN 'line ' || p.property_id || ' ' || p.line
    WHEN p.kind IN ('common', 'asset') THEN 'place ' || p.id END"""
SAME_LINE = f"""WITH report(incident, one, at, who) AS ({reports_sql(_IN_WINDOW)})
    SELECT {_GROUND}, c.category, count(DISTINCT r.who), min(p.id), min(c.building_id), group_concat(DISTINCT c.id)
    FROM report r JOIN complaint c ON c.id = r.one JOIN place p ON p.id = c.place_id
    WHERE c.category IS NOT NULL AND r.at < :until AND {_GROUND} IS NOT NULL
    GROUP BY 1, 2 HAVING count(DISTINCT r.who) >= {HOUSEHOLDS} ORDER BY 1, 2"""
RESIDENT_AGAIN = f"""SELECT c.resident_id, count(*), group_concat(c.id) FROM complaint c
    WHERE c.received_at >= :month AND c.received_at < :until AND c.resident_id IS NOT NULL AND {BASE}
    GROUP BY 1 HAVING count(*) >= {RESIDENT_CASES} AND max(c.received_at) >= :since ORDER BY 1"""
ASSET_AGAIN = f"""SELECT o.place_id, count(*), max(o.id), group_concat(DISTINCT o.complaint_id)
    FROM work_order o CROSS JOIN place p ON p.id = o.place_id
    WHERE o.created_at >= :month AND o.created_at < :until AND p.kind = 'asset' AND o.plan_id IS NULL
    AND o.part_of_id IS NULL AND COALESCE(o.cancelled_at, :until) >= :until
    GROUP BY 1 HAVING count(*) >= {ASSET_REPAIRS} AND max(o.created_at) >= :since ORDER BY 1"""
REPEAT_CHAIN = f"""WITH RECURSIVE
    last(id, n) AS (SELECT c.id, c.chain FROM complaint c
        WHERE {_IN_WINDOW} AND c.repeat_of_id IS NOT NULL AND {BASE} AND c.chain >= {CHAIN}),
    link(last, id) AS (SELECT id, id FROM last UNION
        SELECT k.last, (SELECT c.repeat_of_id FROM complaint c WHERE c.id = k.id) FROM link k WHERE k.id IS NOT NULL)
    SELECT l.id, l.n, min(k.id), group_concat(k.id), c.category, c.building_id, c.place_id
    FROM last l JOIN link k ON k.last = l.id CROSS JOIN complaint c WHERE c.id = l.id GROUP BY l.id ORDER BY l.id"""
LOW_SATISFACTION = f"""SELECT c.building_id, count(DISTINCT COALESCE('r' || c.resident_id, 'c' || c.id)), max(f.id),
    group_concat(DISTINCT c.id) FROM follow_up f CROSS JOIN complaint c ON c.id = f.complaint_id
    WHERE f.at >= :since AND f.at < :until AND f.outcome = 'dissatisfied' AND c.building_id IS NOT NULL AND {BASE}
    GROUP BY 1 HAVING count(DISTINCT COALESCE('r' || c.resident_id, 'c' || c.id)) >= {DISSATISFIED} ORDER BY 1"""
_TO_S1 = "e.complaint_id = c.id AND e.kind = 'severity_changed' AND json_extract(e.facts, '$.after') = 's1'"
GRAVE = f"""SELECT c.id, c.severity = 's1'
        AND NOT EXISTS (SELECT 1 FROM event e WHERE {_TO_S1} AND e.at >= :until),
        c.flags LIKE '% media %' OR c.flags LIKE '% petition %' OR c.flags LIKE '% legal %' OR c.channel = 'hotline',
        c.category, c.building_id, c.place_id,
        CASE WHEN c.recorded_at >= :looked THEN c.title || char(10) || c.words || char(10) || c.asks_for ELSE '' END
    FROM complaint c WHERE {_IN_WINDOW} AND {BASE} ORDER BY c.id"""
_NEVER = 9_000_000_000_000_000
# Closed cases stay what they are: only those that were open in these days can have been raised. The sign as in SILENT.
MADE_GRAVE = f"""SELECT c.id, max(e.id), c.category, c.building_id, c.place_id FROM complaint c CROSS JOIN event e
    WHERE COALESCE(c.closed_at, {_NEVER}) >= :since AND +c.severity = 's1' AND +c.received_at < :until AND {BASE}
    AND {_TO_S1} AND e.at >= :since GROUP BY +c.id HAVING max(e.at) < :until ORDER BY +c.id"""
LAST_WORD = """max(CASE WHEN c.imported THEN 0 ELSE c.received_at END, COALESCE(c.first_response_at, 0),
    COALESCE((SELECT max(t.at) FROM contact t WHERE t.complaint_id = c.id AND t.reached AND t.at < :until), 0),
    COALESCE((SELECT max(o.offered_at) FROM proposal o WHERE o.complaint_id = c.id AND o.offered_at < :until), 0))"""
# The signs keep the engine from reading all cases in another order than that of their ends.
SILENT = f"""SELECT c.id, {LAST_WORD} FROM complaint c WHERE COALESCE(c.closed_at, {_NEVER}) >= :until
    AND +c.received_at < :until AND COALESCE(c.resolved_at, {_NEVER}) >= :until AND {BASE} ORDER BY +c.id"""
STATEMENTS = (
    SAME_LINE,
    RESIDENT_AGAIN,
    ASSET_AGAIN,
    REPEAT_CHAIN,
    LOW_SATISFACTION,
    GRAVE,
    MADE_GRAVE,
    SILENT,
)


def findings(store: Store, span: Span) -> tuple[Finding, ...]:
    """What the rules find in the days up to a moment: a fixed number of statements."""
    return (
        *_grave(store, span),
        *_same_line(store, span),
        *_repeat_chains(store, span),
        *_residents(store, span),
        *_assets(store, span),
        *_dissatisfied(store, span),
        *_late(store, span),
        *_silent(store, span),
    )


def bounds(span: Span, statement: str) -> dict[str, object]:
    """The parameters of one of ``STATEMENTS``."""
    known: dict[str, object] = {
        "since": to_millis(span.since),
        "until": to_millis(span.until),
        "month": to_millis(span.back(MONTH_DAYS)),
        "today": span.day.isoformat(),
        "looked": 0,
    }
    return {name: one for name, one in known.items() if f":{name}" in statement}


def _last_look(store: Store, span: Span) -> int:
    """Up to when the words of cases have been read."""
    found = store.rows("SELECT max(evaluated_at) FROM night WHERE evaluated_at < ?", (to_millis(span.until),))
    return found[0][0] or 0


def speaks_of_public(words: str) -> bool:
    """Whether words speak of media, a petition or a court."""
    return any(flag.code in _PUBLIC for flag in suggest(words).flags)


def _rows(store: Store, span: Span, statement: str, **more: object) -> list[tuple[Any, ...]]:
    return list(store.execute(statement, bounds(span, statement) | more).fetchall())


def _ids(text: str | None) -> tuple[int, ...]:
    """The newest of the cases that a statement put into one text."""
    return tuple(sorted(int(one) for one in (text or "").split(",") if one)[-CASES_KEPT:])


def _grave(store: Store, span: Span) -> Iterator[Finding]:
    raised = {row[0]: row for row in _rows(store, span, MADE_GRAVE)}
    for case_id, first, marked, *where, words in _rows(store, span, GRAVE, looked=_last_look(store, span)):
        if first and case_id not in raised:
            yield _of_case(WarningRule.LIFE_SAFETY, "case", case_id, str(case_id), where, span)
        if marked or (words and speaks_of_public(words)):
            yield _of_case(WarningRule.PUBLIC_WORDS, "words", case_id, str(case_id), where, span)
    for case_id, event_id, *where in raised.values():
        yield _of_case(WarningRule.LIFE_SAFETY, "case", case_id, f"{case_id}:{event_id}", where, span)


def _of_case(
    rule: WarningRule, stream: str, case_id: int, once: str, where: Sequence[Any], span: Span
) -> Finding:
    category, building_id, place_id = where
    return Finding(
        rule, f"{stream}:{case_id}", WarningLevel.RED, once, span.since, span.until, 1, (case_id,),
        category=category, building_id=building_id, place_id=place_id,
    )  # fmt: skip


def _same_line(store: Store, span: Span) -> Iterator[Finding]:
    for ground, category, homes, place_id, building_id, cases in _rows(store, span, SAME_LINE):
        ids = _ids(cases)
        yield Finding(
            WarningRule.SAME_LINE, f"{ground}:{category}", WarningLevel.RED, f"{ground}:{category}:{ids[-1]}",
            span.since, span.until, homes, ids, limit=HOUSEHOLDS,
            category=category, building_id=building_id, place_id=place_id,
        )  # fmt: skip


def _repeat_chains(store: Store, span: Span) -> Iterator[Finding]:
    for case_id, length, first, cases, category, building_id, place_id in _rows(store, span, REPEAT_CHAIN):
        yield Finding(
            WarningRule.REPEAT_CHAIN, f"chain:{first}", WarningLevel.AMBER, str(case_id), span.since, span.until,
            length, _ids(cases), limit=CHAIN, category=category, building_id=building_id, place_id=place_id,
        )  # fmt: skip


def _residents(store: Store, span: Span) -> Iterator[Finding]:
    for resident_id, count, cases in _rows(store, span, RESIDENT_AGAIN):
        ids = _ids(cases)
        yield Finding(
            WarningRule.RESIDENT_AGAIN, f"resident:{resident_id}", WarningLevel.AMBER, f"{resident_id}:{ids[-1]}",
            span.back(MONTH_DAYS), span.until, count, ids, limit=RESIDENT_CASES, resident_id=resident_id,
        )  # fmt: skip


def _assets(store: Store, span: Span) -> Iterator[Finding]:
    for place_id, count, last, cases in _rows(store, span, ASSET_AGAIN):
        yield Finding(
            WarningRule.ASSET_AGAIN, f"asset:{place_id}", WarningLevel.AMBER, f"{place_id}:{last}",
            span.back(MONTH_DAYS), span.until, count, _ids(cases), limit=ASSET_REPAIRS, place_id=place_id,
        )  # fmt: skip


def _dissatisfied(store: Store, span: Span) -> Iterator[Finding]:
    for building_id, count, last, cases in _rows(store, span, LOW_SATISFACTION):
        yield Finding(
            WarningRule.LOW_SATISFACTION, f"satisfaction:{building_id}", WarningLevel.AMBER, f"{building_id}:{last}",
            span.since, span.until, count, _ids(cases), limit=DISSATISFIED, building_id=building_id,
        )  # fmt: skip


def _late(store: Store, span: Span) -> Iterator[Finding]:
    period = Period(PeriodKind.FREE, span.end - timedelta(days=7), span.end)
    asked = Asked(period, as_of=span.at if span.until < midnight(span.end, span.zone) else None)
    found = value(store, "on_time", asked)
    good, n = found.count or 0, found.n
    if n >= ON_TIME_FEWEST and good < ON_TIME_LEAST * n:
        yield Finding(
            WarningRule.ON_TIME_LOW, "on_time", WarningLevel.AMBER, span.day.isoformat(), span.since, span.until, good,
            _late_cases(store, asked, span), total=n, expected=ON_TIME_LEAST,
        )  # fmt: skip


def _late_cases(store: Store, asked: Asked, span: Span) -> tuple[int, ...]:
    """The cases that were not in time: those that the figure itself opens."""
    one = figure_span(asked.period, asked.as_of, span.zone)
    found = store.rows(*cases_statement(COUNTINGS["on_time"], one, asked.cut, "miss"))
    return tuple(sorted({case_id for (case_id,) in found})[-CASES_KEPT:])


def _silent(store: Store, span: Span) -> Iterator[Finding]:
    rows = [(case_id, last) for case_id, last in _rows(store, span, SILENT) if last]
    if len(rows) < SILENT_FEWEST:
        return
    latest = to_millis(silent_since(current_policy(store).policy.office, span.at))
    silent = [case_id for case_id, last in rows if last <= latest]
    if len(silent) > SILENT_MOST * len(rows):
        yield Finding(
            WarningRule.NO_CONTACT, "contact", WarningLevel.AMBER, span.day.isoformat(), span.since, span.until,
            len(silent), tuple(silent[-CASES_KEPT:]), total=len(rows), expected=SILENT_MOST,
        )  # fmt: skip


def silent_since(calendar: Calendar, at: datetime) -> datetime:
    """The latest last word of which three working days have passed at ``at``. Due times rise with their start."""
    low, high = at - _LOOK_BACK, at
    while due(calendar, low, SILENCE) > at:
        low -= _LOOK_BACK
    while high - low > _ENOUGH:
        middle = low + (high - low) / 2
        low, high = (middle, high) if due(calendar, middle, SILENCE) <= at else (low, middle)
    return low
