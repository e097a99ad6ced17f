"""What the summary tells the commentary."""

from __future__ import annotations

from typing import Any

from models.insights.commentary import Cell
from models.summaries.telling import SHARES, told
from tests.reports.summaries import a_summary, a_warning


def telling(**warning: Any) -> tuple[Cell, ...]:
    summary = a_summary()
    measures = {both.now.measure: both for both in summary.measures}
    rows = [a_warning(), a_warning(**warning)]
    return told(True, measures, None, summary.pareto, rows, summary.improvements).cells


def test_only_one_kind_in_one_building_over_its_limit_stands_out() -> None:
    one = Cell("3号楼", "leak", 6, 0.5, 5)
    assert telling(building="5号楼", observed=7) == (one, Cell("5号楼", "leak", 7, 0.5, 5))
    for other in (
        {"rule": "drift"},
        {"category": None},
        {"building_id": None},
        {"limit": None},
        {"observed": 4},
    ):
        assert telling(**other) == (one,)


def test_the_figures_of_the_commentary_are_those_of_the_tiles() -> None:
    summary = a_summary()
    measures = {both.now.measure: both for both in summary.measures}
    found = told(True, measures, None, summary.pareto, summary.warnings, summary.improvements)
    assert (found.received, found.overdue, found.warnings) == (57, 3, 2)
    assert (found.achieved, found.not_achieved, found.unclear) == (1, 1, 1)
    assert [share.now.measure for share in found.shares] == list(SHARES)
    assert [share.goal for share in found.shares] == [0.95, 0.95, 0.05]
