"""Measures by slice, steps and people: where the cases are, where they wait, who carries them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from models.insights.counting import CAME, COUNTED, COUNTINGS, Counting, Rows
from models.insights.kinds import Asked, Slice, SliceValue, StepTime, Workload
from models.insights.statements import Span, lists, sliced, span
from models.insights.stats import quantile
from models.options.standing import settings
from models.store.database import Store

ENOUGH = 5  # nothing is said of a duration of fewer
STEPS = range(1, 9)
_RECORDS = "CROSS JOIN step_record r"
COHORT = Counting(
    (
        Rows(
            f"{CAME} {_RECORDS}",
            f"""c.received_at >= s.a AND c.received_at < s.z AND r.complaint_id = c.id AND r.round = 1
            AND r.started_at <= s.now AND {COUNTED}""",
            # As a choice: the engine would look for the other rounds even where the first one tells already.
            """CASE WHEN r.state IN ('d', 's') AND COALESCE(r.finished_at <= s.now, 0) THEN 1
            ELSE EXISTS (SELECT 1 FROM step_record d WHERE d.complaint_id = c.id AND d.step = r.step
            AND d.state IN ('d', 's') AND d.finished_at <= s.now) END""",
        ),
    )
)
WAITING = COUNTINGS["waiting"]
LASTED = COUNTINGS["steps_done"]


def counts_by(
    store: Store, asked: Asked, slice_: Slice, second: Slice | None = None, key: str = "received"
) -> tuple[tuple[Any, ...], ...]:
    """How many there are of each value (or pair of values), the most first: ``(value, n)``, ``(value, second, n)``.

    Of the cases received, or of what another measure counts among. Two statements.
    """
    slices = [slice_] if second is None else [slice_, second]
    found = store.rows(
        *sliced(COUNTINGS[key], [_span(store, asked)], asked.cut, [_column(one) for one in slices])
    )
    rows = [(*row[1:-3], row[-3]) for row in found if row[-3]]
    return tuple(sorted(rows, key=lambda row: (-row[-1], *(_in_order(one) for one in row[:-1]))))


def steps(store: Store, asked: Asked) -> tuple[StepTime, ...]:
    """The way of the cases received in the period through the steps, how long steps lasted, and who waits where.

    Four statements.
    """
    one = _span(store, asked)
    column = ["r.step"]
    came = {row[1]: row[2:4] for row in store.rows(*sliced(COHORT, [one], asked.cut, column))}
    waiting = {row[1]: row[2] for row in store.rows(*sliced(WAITING, [one], asked.cut, column))}
    lasted: dict[int, list[int]] = defaultdict(list)
    ((_, line),) = store.rows(*lists(LASTED, [one], asked.cut, ("amount", "mark")))
    for amount, step in zip(*json.loads(line), strict=True):
        lasted[step].append(amount)
    return tuple(_step(step, came.get(step, (0, 0)), waiting.get(step, 0), lasted[step]) for step in STEPS)


def _step(step: int, came: Sequence[int], waiting: int, lasted: Sequence[int]) -> StepTime:
    entered, left = came
    median, p90 = _middle(lasted)
    return StepTime(step, entered, left, waiting, median, p90, len(lasted))


def workload(store: Store, asked: Asked) -> tuple[Workload, ...]:
    """What each handler received and resolved in the period and has open at its end, the most open first.

    Five statements.
    """
    one = _span(store, asked)
    carried: dict[int | None, list[int]] = defaultdict(lambda: [0, 0, 0])
    for place, key in enumerate(("received", "handling_time", "backlog")):
        for _, handler, n, _, _ in store.rows(
            *sliced(COUNTINGS[key], [one], asked.cut, [_column(Slice.HANDLER)])
        ):
            carried[handler][place] = n
    names = dict(store.rows("SELECT id, name FROM staff"))
    found = [Workload(who, names.get(who, ""), *numbers) for who, numbers in carried.items()]
    return tuple(
        sorted(found, key=lambda row: (row.handler_id is None, -row.open, -row.received, row.handler))
    )


def _span(store: Store, asked: Asked) -> Span:
    return span(asked.period, asked.as_of, settings(store).zone)


def _column(slice_: Slice) -> str:
    return f"NULLIF(c.{slice_.value}, '')"


def _in_order(value: SliceValue) -> tuple[bool, bool, SliceValue]:
    """Numbers in their order, then texts; what is not known comes last."""
    return value is None, isinstance(value, str), 0 if value is None else value


def _middle(lengths: Sequence[int]) -> tuple[float | None, float | None]:
    """Median and 90th percentile, in seconds."""
    if len(lengths) < ENOUGH:
        return None, None
    ordered = sorted(lengths)
    return quantile(ordered, 0.5) / 1000, quantile(ordered, 0.9) / 1000
