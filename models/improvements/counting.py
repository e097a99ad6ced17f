"""Counting the cases of an improvement, and the homes that they are weighed by."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo

from models.core.clock import to_millis
from models.improvements.kinds import Judgement, Preview, Scope, Windows
from models.improvements.rules import begins
from models.improvements.verdict import WEEKS, judge, ready_on, windows
from models.insights.homes import homes_lived_in
from models.insights.kinds import Cut, Slice
from models.insights.weekly import BASE
from models.store.database import Store

_WEEK = timedelta(days=7)
_CAUSES = """WITH RECURSIVE below(code) AS (SELECT ?
    UNION SELECT t.code FROM cause t JOIN below b ON t.parent_code = b.code) SELECT code FROM below"""


def condition(scope: Scope) -> tuple[str, list[object]]:
    """The condition on ``c`` of the cases an improvement is about; its values are parameters."""
    parts, params = [BASE], list[object]()
    for column in ("category", "subcategory", "building_id"):
        value = getattr(scope, column)
        if value is not None:
            parts.append(f"c.{column} = ?")
            params.append(value)
    if scope.cause is not None:
        parts.append(f"c.cause IN ({_CAUSES})")
        params.append(scope.cause)
    return " AND ".join(parts), params


def count(store: Store, scope: Scope, first: date, last: date, zone: tzinfo) -> int:
    """How many cases there were from one day to another, both included."""
    where, params = condition(scope)
    start, end = begins(first, zone), begins(last + timedelta(days=1), zone)
    statement = f"SELECT count(*) FROM complaint c WHERE c.received_at >= ? AND c.received_at < ? AND {where}"
    return int(store.rows(statement, (to_millis(start), to_millis(end), *params))[0][0])


def weekly(
    store: Store, scope: Scope, mondays: Sequence[date], zone: tzinfo, until: datetime
) -> tuple[int, ...]:
    """How many cases each of these weeks had, until a moment. One statement."""
    where, params = condition(scope)
    edges = [(to_millis(begins(one, zone)), to_millis(begins(one + _WEEK, zone))) for one in mondays]
    values = ",".join("(?,?,?)" for _ in edges)
    bounds = [part for n, edge in enumerate(edges) for part in (n, *edge)]
    found = dict(
        store.rows(
            f"""WITH week(n, since, until) AS (VALUES {values})
            SELECT w.n, count(*) FROM week w CROSS JOIN complaint c WHERE c.received_at >= w.since
            AND c.received_at < w.until AND c.received_at < ? AND {where} GROUP BY w.n""",
            (*bounds, to_millis(until), *params),
        )
    )
    return tuple(int(found.get(number, 0)) for number in range(len(mondays)))


def homes(store: Store, days: Sequence[date], building_id: int | None) -> list[int]:
    """How many units were lived in on each of these days. One statement."""
    cut = Cut() if building_id is None else Cut().having(Slice.BUILDING, building_id)
    return homes_lived_in(store, days, cut)


def judged(
    store: Store, scope: Scope, effective_on: date, target: int, zone: tzinfo, until: datetime
) -> Judgement:
    """The judgement as the cases stand, of what was received until a moment. Three statements."""
    compared = windows(effective_on)
    mondays = (*compared.before, *compared.after)
    counts = weekly(store, scope, mondays, zone, until)
    lived_in = homes(store, mondays, scope.building_id)
    found = judge(
        sum(counts[:WEEKS]), sum(counts[WEEKS:]), sum(lived_in[:WEEKS]), sum(lived_in[WEEKS:]), target
    )
    return _with_weeks(found, compared, counts)


def _with_weeks(found: Judgement, compared: Windows, counts: Sequence[int]) -> Judgement:
    weeks = tuple(zip((*compared.before, *compared.after), counts, strict=True))
    return Judgement(**{**vars(found), "weeks": weeks, "left_out": compared.left_out})


def preview(
    store: Store, scope: Scope, effective_on: date, target: int, zone: tzinfo, now: datetime
) -> Preview:
    """What the figures say so far, and from which day on they are complete."""
    found = judged(store, scope, effective_on, target, zone, now)
    ready = ready_on(effective_on)
    return Preview(found, ready, begins(ready, zone) <= now)


def span(effective_on: date | None, period_from: date, period_to: date) -> tuple[date, date]:
    """The first and the last day of the cases an improvement is about: its period, and the weeks of its verdict."""
    if effective_on is None:
        return period_from, period_to
    compared = windows(effective_on)
    end = compared.after[-1] + timedelta(days=6)
    return min(period_from, compared.before[0]), max(period_to, end)


def cases(store: Store, scope: Scope, days: tuple[date, date], zone: tzinfo) -> tuple[int, ...]:
    """The cases from the first of two days to the last, both included, the newest first. One statement."""
    where, params = condition(scope)
    start, end = begins(days[0], zone), begins(days[1] + timedelta(days=1), zone)
    found = store.rows(
        f"""SELECT c.id FROM complaint c WHERE c.received_at >= ? AND c.received_at < ? AND {where}
        ORDER BY c.received_at DESC, c.id DESC""",
        (to_millis(start), to_millis(end), *params),
    )
    return tuple(one for (one,) in found)
