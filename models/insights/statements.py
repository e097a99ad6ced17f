"""Statements made of the pieces of ``insights.counting``: one for a number, one for what it is made of.

All values stand in the table of spans, at the front: a statement has the same parameters whatever is counted.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from models.core.clock import to_millis
from models.insights.counting import DAY, NEVER, Counting, Rows
from models.insights.kinds import Asked, Cut, Period, Slice, SliceValue
from models.insights.periods import bounds, day_of

Statement = tuple[str, tuple[object, ...]]

_COLUMNS = ("i", "a", "z", "at", "now", "d", "e", "f", "free")
_PARTS = {"all": "among", "hit": "among AND hit", "miss": "among AND NOT hit"}


@dataclass(frozen=True)
class Span:
    """One line of the table of spans: see ``insights.counting``. ``running``: the period is not over as of then.

    ``days`` of it have passed; ``last`` is the last day that has begun.
    """

    a: int
    z: int
    at: int
    now: int
    first: str
    end: str
    running: bool
    days: float
    last: date


def span(period: Period, as_of: datetime | None, zone: tzinfo) -> Span:
    """The instants that matter of a period, as of a moment. Without one: as of its end, and all that came after."""
    start, stop = bounds(period, zone)
    a, z = to_millis(start), to_millis(stop)
    now = NEVER if as_of is None else to_millis(as_of)
    first, end = period.first.isoformat(), period.end.isoformat()
    if as_of is None or now >= z:
        length = (period.end - period.first) / timedelta(days=1)
        return Span(a, z, z, now, first, end, False, length, period.end - timedelta(days=1))
    today = day_of(as_of, zone)
    passed = max(0, now - a) / DAY
    # What happens at the very moment of asking has happened: instants are whole milliseconds.
    return Span(a, now + 1, now, now, first, today.isoformat(), True, passed, today)


def spans_of(asked: Asked, periods: Sequence[Period], zone: tzinfo) -> tuple[Span, ...]:
    """The spans of several periods, all as of the same moment."""
    return tuple(span(one, asked.as_of, zone) for one in periods)


def with_spans(spans: Sequence[Span], cut: Cut) -> Statement:
    """The table of spans and its values."""
    values: list[object] = []
    wanted: list[SliceValue] = [value for _, value in cut.values]
    for number, one in enumerate(spans):
        values += [number, one.a, one.z, one.at, one.now, one.first, one.end]
        values += [one.last.isoformat(), int(not wanted), *wanted]
    columns = (*_COLUMNS, *(f"v{number}" for number in range(len(wanted))))
    line = f"({', '.join('?' * len(columns))})"
    return f"WITH s({', '.join(columns)}) AS (VALUES {', '.join([line] * len(spans))})", tuple(values)


def cut_sql(rows: Rows, cut: Cut) -> str:
    """The condition of a cut; an empty text counts as not known. Several values of a slice mean any of them."""
    parts: dict[Slice, list[str]] = {}
    for number, (slice_, _) in enumerate(cut.values):
        column = rows.slices.get(slice_)
        known = "s.i < 0" if column is None else f"NULLIF({column}, '') IS s.v{number}"
        parts.setdefault(slice_, []).append(known)
    return " AND ".join(any_of(one) for one in parts.values()) or "1"


def any_of(conditions: Sequence[str]) -> str:
    """Conditions of which one has to hold; halved and halved again, as the engine goes no thousand levels deep."""
    if len(conditions) == 1:
        return conditions[0]
    middle = len(conditions) // 2
    return f"({any_of(conditions[:middle])} OR {any_of(conditions[middle:])})"


def _select(rows: Rows, cut: Cut, columns: str, before: str = "") -> str:
    where = rows.where.replace("{cut}", cut_sql(rows, cut))
    return f"SELECT {columns} FROM {before}{rows.source} WHERE {where}"


def _row(rows: Rows) -> str:
    return f"""{rows.case} AS case_id, {rows.among} AS among, {rows.hit} AS hit, {rows.amount} AS amount,
        {rows.second} AS second, {rows.mark} AS mark"""


def sums_of(counting: Counting) -> dict[str, str]:
    """The further figures of a measure, as aggregates over its rows."""
    return {name: f"sum({condition})" for name, condition in counting.parts.items()} | dict(counting.sums)


def numbers(counting: Counting, spans: Sequence[Span], cut: Cut) -> Statement:
    """A line for each span: its number, then for each kind of rows a JSON list of n, count and ``sums_of``.

    ``added`` makes one list of them. Kinds of rows that are put together before they are summed take twice as long.
    """
    table, values = with_spans(spans, cut)
    sums = sums_of(counting).values()
    lines = ", ".join(
        f"(SELECT json_array({', '.join((*_sums(one), *sums))}) FROM ({_select(one, cut, _row(one))}))"
        for one in counting.rows
    )
    return f"{table} SELECT s.i, {lines} FROM s", values


def added(counting: Counting, lines: Sequence[str]) -> dict[str, int | None]:
    """The numbers of one span: what its lists hold, added up, and of the largest the largest. ``None``: of no rows."""
    names = {"n": "sum", "count": "sum", **sums_of(counting)}
    lists = [json.loads(line) for line in lines]
    found: dict[str, int | None] = {}
    for place, (name, what) in enumerate(names.items()):
        known = [one[place] for one in lists if one[place] is not None]
        found[name] = (max if what.startswith("max") else sum)(known) if known else None
    return found


def _sums(rows: Rows) -> tuple[str, str]:
    """How many, and how many of them; what is the same for every row is not looked at row by row."""
    if rows.among == "0":
        return "0", "0"
    always = rows.among == "1"
    n = "count(*)" if always else "sum(among)"
    return n, {"0": "0", "1": n}.get(rows.hit, "sum(hit)" if always else "sum(among AND hit)")


def lists(counting: Counting, spans: Sequence[Span], cut: Cut, columns: Sequence[str]) -> Statement:
    """A line for each span: its number and a JSON list of lists, what the rows say in each of the columns.

    A line for each row would take three times as long to hand over.
    """
    table, values = with_spans(spans, cut)
    rows = " UNION ALL ".join(_select(one, cut, _row(one)) for one in counting.rows)
    what = ", ".join(f"json_group_array({column})" for column in columns)
    return f"{table} SELECT s.i, (SELECT json_array({what}) FROM ({rows})) FROM s", values


def sliced(counting: Counting, spans: Sequence[Span], cut: Cut, columns: Sequence[str]) -> Statement:
    """A line for each span and combination of the columns (of the case ``c``): n, count, the sum of the amounts."""
    table, values = with_spans(spans, cut)
    names = [f"by{number}" for number in range(len(columns))]
    by = [f"{column} AS {name}" for column, name in zip(columns, names, strict=True)]
    rows = " UNION ALL ".join(
        _select(one, cut, ", ".join(("s.i AS i", *by, _row(one))), "s CROSS JOIN ") for one in counting.rows
    )
    keys = ", ".join(("i", *names))
    what = "sum(among), sum(among AND hit), sum(CASE WHEN among THEN amount END)"
    return f"{table} SELECT {keys}, {what} FROM ({rows}) GROUP BY {keys}", values


def cases(counting: Counting, one: Span, cut: Cut, part: str) -> Statement:
    """The ids of the cases of a part; one may come several times. Raises ``KeyError`` for a part that is none."""
    table, values = with_spans([one], cut)
    condition = _PARTS[part] if part in _PARTS else counting.parts[part]
    rows = " UNION ALL ".join(_select(each, cut, _row(each), "s CROSS JOIN ") for each in counting.rows)
    return f"{table} SELECT case_id FROM ({rows}) WHERE case_id IS NOT NULL AND {condition}", values


def worst(counting: Counting, one: Span, cut: Cut, most: int) -> Statement:
    """The cases counted that have the largest amounts: id and amount, the largest first, at most ``most``."""
    table, values = with_spans([one], cut)
    rows = " UNION ALL ".join(_select(each, cut, _row(each), "s CROSS JOIN ") for each in counting.rows)
    return (
        f"{table} SELECT case_id, amount FROM ({rows}) WHERE among ORDER BY amount DESC, case_id LIMIT ?",
        (*values, most),
    )
