"""What the page shows, part by part, read on the database thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.core.session import Session
from models.insights.kinds import Compared, Value
from models.insights.measures import MEASURES, TILES
from models.insights.queries import compared, history
from ui.pages.insight.chart_parts import heat_part, outcome_part, satisfaction_part, trend_part
from ui.pages.insight.flow_parts import steps_part, waiting_part, workload_part
from ui.pages.insight.names import Names
from ui.pages.insight.pareto_part import pareto_part
from ui.pages.insight.parts import Question
from ui.pages.insight.sayings import sayings
from ui.pages.insight.value_words import Tongue

SPARK = 6  # periods in the line of a tile


@dataclass(frozen=True)
class Tiles:
    """The six measures, each with its last periods, the oldest first; and the moment of all of them."""

    question: Question
    tongue: Tongue
    now: datetime
    found: Mapping[str, Compared]
    lines: Mapping[str, tuple[Value, ...]]


@dataclass(frozen=True)
class AllMeasures:
    """Every measure."""

    question: Question
    tongue: Tongue
    found: Mapping[str, Compared]


def tiles(question: Question, session: Session) -> Tiles:
    """What stands at the top."""
    store, asked = session.store, question.asked(session)
    found = compared(store, asked, TILES)
    lines = {key: history(store, key, asked, SPARK) for key in TILES}
    return Tiles(question, question.tongue(session), question.kept["now"], found, lines)


def names(question: Question, session: Session) -> Names:
    """What slices are called."""
    return question.names(session)


def measures(question: Question, session: Session) -> AllMeasures:
    """Every measure beside the period before and a year ago."""
    found = compared(session.store, question.asked(session), tuple(MEASURES))
    return AllMeasures(question, question.tongue(session), found)


# In the order in which they are asked for: what stands at the top comes first.
PARTS: Mapping[str, Callable[[Question, Session], Any]] = {
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
    "measures": measures,
}
