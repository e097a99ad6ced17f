"""The measures of the present week for Today, counted as everywhere else (``insights.counting``). Five statements.

What is overdue is read where the lists read it, whoever writes meanwhile.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Any

from models.desk.kinds import Share, Tiles
from models.desk.parts import Statement
from models.insights.counting import COUNTINGS, OVERDUE_NOW
from models.insights.kinds import Cut, PeriodKind
from models.insights.periods import day_of, period
from models.insights.statements import numbers, span
from models.store.database import Store


def tile_statements(now: datetime, zone: tzinfo) -> tuple[Statement, ...]:
    """The statements behind the measures: cases received this week and today, the shares, what is overdue."""
    today = day_of(now, zone)
    week, day = (span(period(kind, today), now, zone) for kind in (PeriodKind.WEEK, PeriodKind.DAY))
    shares = [(COUNTINGS[key], [week]) for key in ("on_time", "satisfaction", "repeat_rate")]
    return tuple(
        numbers(counting, spans, Cut())
        for counting, spans in ((COUNTINGS["received"], [week, day]), *shares, (OVERDUE_NOW, [week]))
    )


def tiles(store: Store, now: datetime, zone: tzinfo) -> Tiles:
    """Received, on time, satisfied, repeats of this week; overdue now."""
    received, *others = ([_numbers(row) for row in store.rows(*one)] for one in tile_statements(now, zone))
    on_time, satisfied, repeats = (_share(one[0]) for one in others[:3])
    overdue, _, _, longest = others[3][0]
    return Tiles(
        received_week=received[0][0],
        received_today=received[1][0],
        on_time=on_time,
        satisfied=satisfied,
        repeats=repeats,
        overdue=overdue,
        longest_overdue=now - timedelta(milliseconds=longest) if overdue else None,
    )


def _numbers(row: Sequence[Any]) -> list[int]:
    """What a line tells: n, how many of them, and further sums."""
    return [number or 0 for number in json.loads(row[1])]


def _share(found: Sequence[int]) -> Share:
    n, good = found[:2]
    return Share(good, n)
