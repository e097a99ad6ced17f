"""The cases behind a figure: made of the same pieces as its number, so that the two cannot disagree."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from models.complaints.kinds import Behind
from models.core.clock import to_millis
from models.core.errors import UserProblem
from models.insights.counting import COUNTED, WARNED_CASES, Counting
from models.insights.identifiers import write
from models.insights.kinds import Asked, Cut, FigureId, Period
from models.insights.measures import measure
from models.insights.periods import bounds, free
from models.insights.present import countings_of
from models.insights.statements import cases, span, worst
from models.options.standing import settings
from models.store.database import Store

_NONE = "SELECT NULL WHERE 0"
_PLANS = """SELECT category, subcategory, cause, building_id, period_from, period_to FROM improvement
    WHERE id IN ({ids})"""
# A cause stands for those below it as well, as it did when the cases of the improvement were counted.
_SAME = (
    "c.category = ?",
    "c.subcategory = ?",
    "c.cause IN (SELECT t.code FROM cause t WHERE ? IN (t.code, t.parent_code))",
    "c.building_id = ?",
)


def where(store: Store, figure: FigureId, as_of: datetime | None = None) -> Behind:
    """The cases of a figure, as of the same moment as its number (``Asked.as_of``).

    A figure that counts steps or remedies has the cases to which these belong; one of warnings those of which they
    warn; one of improvements the cases that were counted when they were written. Raises ``measure.unknown`` and
    ``figure.unknown`` for a part that the measure has not.
    """
    asked = Asked(figure.period, figure.cut, as_of)
    zone = settings(store).zone
    one = span(figure.period, as_of, zone)
    (counting,) = countings_of(store, measure(figure.measure).key, asked, [one])
    if figure.measure == "warnings":
        counting = Counting((WARNED_CASES,))
    try:
        sql, params = cases(counting, one, figure.cut, figure.part)
    except KeyError:
        raise UserProblem("figure.unknown", text=write(figure)) from None
    if figure.measure == "improvement_success":
        sql, params = _of_improvements(store, [row[0] for row in store.rows(sql, params)], zone)
    return Behind(sql, params, write(figure))


def longest_overdue(
    store: Store, period: Period, as_of: datetime | None, most: int
) -> tuple[tuple[int, float], ...]:
    """The cases behind ``overdue`` that are overdue longest, and by how many seconds. Two statements."""
    one = span(period, as_of, settings(store).zone)
    (counting,) = countings_of(store, "overdue", Asked(period, Cut(), as_of), [one])
    return tuple((case, amount / 1000) for case, amount in store.rows(*worst(counting, one, Cut(), most)))


def _of_improvements(store: Store, ids: list[int], zone: tzinfo) -> tuple[str, tuple[object, ...]]:
    """The cases that the improvements speak of: received in their period, of their kind and building."""
    rows = store.rows(_PLANS.format(ids=", ".join(map(str, ids)))) if ids else []
    parts, params = [], list[object]()
    for *values, first, last in rows:
        start, end = bounds(free(date.fromisoformat(first), date.fromisoformat(last)), zone)
        chosen = [(same, value) for same, value in zip(_SAME, values, strict=True) if value]
        same = "".join(f" AND {one}" for one, _ in chosen)
        parts.append(f"(c.received_at >= ? AND c.received_at < ?{same})")
        params += [to_millis(start), to_millis(end), *(value for _, value in chosen)]
    if not parts:
        return _NONE, ()
    counted = COUNTED.replace("{cut}", "1")
    return f"SELECT c.id FROM complaint c WHERE {counted} AND ({' OR '.join(parts)})", tuple(params)
