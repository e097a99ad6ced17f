"""What the page shows, part by part, read on the database thread. Loaded there too: the libraries take a moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from models.core.session import Session
from models.insights.measures import TILES, TOLD
from models.insights.queries import history
from models.warnings.queries import last_night
from reports.charts.building import sparkline
from ui.pages.insight.chart_parts import heat_part, outcome_part, satisfaction_part, trend_part
from ui.pages.insight.estimate_part import estimate_part
from ui.pages.insight.flow_parts import steps_part, waiting_part, workload_part
from ui.pages.insight.grids import measures_grid
from ui.pages.insight.names import Names
from ui.pages.insight.pareto_part import pareto_part
from ui.pages.insight.parts import AllMeasures, Question, Tiles
from ui.pages.insight.sayings import sayings
from ui.shared.warning_words import false_alarms

SPARK = 6  # periods in the line of a tile


def fetch(name: str, question: Question, session: Session) -> Any:
    """One of ``parts.PARTS``."""
    return _READERS[name](question, session)


def tiles(question: Question, session: Session) -> Tiles:
    """What stands at the top."""
    store, asked, texts = session.store, question.asked(session), question.texts
    found = question.compared(session, TILES)
    lines = {}
    for key in TILES:
        values = [one.value for one in history(store, key, asked, SPARK)]
        known = sum(value is not None for value in values) > 1
        lines[key] = sparkline(values, texts, alarm=key == "overdue" and bool(values[-1])) if known else None
    night = last_night(store)
    chance = "" if night is None else false_alarms(night, texts)
    return Tiles(question, question.tongue(session), question.now(session), found, lines, chance)


def names(question: Question, session: Session) -> Names:
    """What slices are called."""
    return question.names(session)


def measures(question: Question, session: Session) -> AllMeasures:
    """Every measure beside the period before and a year ago."""
    found, tongue = question.compared(session, TOLD), question.tongue(session)
    return AllMeasures(question, tongue, found, measures_grid(tongue, found))


_READERS: Mapping[str, Callable[[Question, Session], Any]] = {
    "names": names,
    "tiles": tiles,
    "sayings": sayings,
    "pareto": pareto_part,
    "trend": trend_part,
    "heat": heat_part,
    "satisfaction": satisfaction_part,
    "outcomes": outcome_part,
    "waiting": waiting_part,
    "steps": steps_part,
    "workload": workload_part,
    "estimates": estimate_part,
    "measures": measures,
}
