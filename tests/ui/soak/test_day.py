"""Twenty thousand form fills, page changes and saves at one window leave the process as it was."""

from __future__ import annotations

import pytest

from tests.ui.soak.day import RECORDED, Day
from tests.ui.soak.watch import faults, look

WARM_UP = 40  # rounds until every page, form and cache is there
ALL_DAY = 20_000
LOOKS = 4


@pytest.mark.slow
def test_a_desk_that_is_open_all_day_stays_as_it_was(day: Day) -> None:
    for _ in range(WARM_UP):
        day.round()
    day.fills = day.changes = day.saves = 0
    looks = [look(day.desk)]
    for quarter in range(1, LOOKS + 1):
        while day.done < ALL_DAY * quarter // LOOKS:
            day.round()
        looks.append(look(day.desk))
    assert faults(*looks) == []
    assert day.fills >= 16_000
    assert day.changes >= 1_800
    assert day.saves >= 500
    assert len(day.recorded()) == day.rounds // RECORDED
