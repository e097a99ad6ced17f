"""The measures of the present week for Today, counted as everywhere else (``insights.counting``). Four statements.

What is overdue is read where the lists read it, whoever writes meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, tzinfo

from models.desk.kinds import Share, Tiles
from models.desk.parts import Statement
from models.insights.counting import COUNTINGS, OVERDUE_NOW, Counting
from models.insights.kinds import Cut, PeriodKind
from models.insights.periods import day_of, period
from models.insights.statements import added, numbers, span
from models.store.database import Store


def tile_statements(now: datetime, zone: tzinfo) -> tuple[tuple[Counting, Statement], ...]:
    """What is counted and how: cases received (this week and today) and repeats, shares, what is overdue.

    Repeats are counted among the cases received. Of the calls only the answers are read.
    """
    today = day_of(now, zone)
    week, day = (span(period(kind, today), now, zone) for kind in (PeriodKind.WEEK, PeriodKind.DAY))
    answers = Counting(COUNTINGS["satisfaction"].rows[:1])
    countings = (COUNTINGS["repeat_rate"], COUNTINGS["on_time"], answers, OVERDUE_NOW)
    return tuple(
        (counting, numbers(counting, [week, day] if place == 0 else [week], Cut()))
        for place, counting in enumerate(countings)
    )


def tiles(store: Store, now: datetime, zone: tzinfo) -> Tiles:
    """Received, on time, satisfied, repeats of this week; overdue now."""
    found = [
        [added(counting, lines) for _, *lines in store.rows(*statement)]
        for counting, statement in tile_statements(now, zone)
    ]
    received, on_time, satisfied, late = found
    overdue, longest = late[0]["n"] or 0, late[0]["longest"]
    return Tiles(
        received_week=received[0]["n"] or 0,
        received_today=received[1]["n"] or 0,
        on_time=_share(on_time[0]),
        satisfied=_share(satisfied[0]),
        repeats=_share(received[0]),
        overdue=overdue,
        longest_overdue=None if longest is None else now - timedelta(milliseconds=longest),
    )


def _share(found: Mapping[str, int | None]) -> Share:
    return Share(found["count"] or 0, found["n"] or 0)
