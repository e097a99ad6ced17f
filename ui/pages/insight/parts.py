"""The charts of the page with their tables, as they are asked for and handed over."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any

from models.core.session import Session
from models.insights.identifiers import NUMBERS, write
from models.insights.kinds import Asked, Cut, FigureId, Period, Slice, SliceValue
from models.options.queries import settings
from resources.charts.kinds import Chart
from resources.texts import Texts
from ui.pages.insight.names import Names, load
from ui.pages.insight.saving import Grid
from ui.pages.insight.sight import Sight
from ui.pages.insight.value_words import Tongue

RECEIVED = "received"


@dataclass(frozen=True)
class Question:
    """What is looked at, and in which words it is to be shown. ``kept`` is what several parts need."""

    sight: Sight
    texts: Texts
    zone: tzinfo
    kept: dict[str, Any] = field(default_factory=dict, compare=False)

    def asked(self, session: Session) -> Asked:
        """The question as the store takes it; the same moment for all parts."""
        now: datetime = self.kept.setdefault("now", session.clock.now())
        return self.sight.asked(now)

    def tongue(self, session: Session) -> Tongue:
        """The words and the money."""
        if "tongue" not in self.kept:
            self.kept["tongue"] = Tongue(self.texts, settings(session.store).property_currency)
        tongue: Tongue = self.kept["tongue"]
        return tongue

    def names(self, session: Session) -> Names:
        """What slices are called."""
        if "names" not in self.kept:
            self.kept["names"] = load(session, self.asked(session), self.texts)
        names: Names = self.kept["names"]
        return names

    def figure(
        self, measure: str, part: str = "hit", period: Period | None = None, cut: Cut | None = None
    ) -> str:
        """The identifier of a figure of what is looked at."""
        whole = self.sight.cut if cut is None else cut
        return write(FigureId(measure, period or self.sight.period, whole, part))


@dataclass(frozen=True)
class Part:
    """One chart, and its values as a table for a file. ``note`` is a sentence below it."""

    chart: Chart
    grid: Grid
    note: str = ""
    note_token: str = "muted"


@dataclass(frozen=True)
class ParetoPart(Part):
    """The Pareto table with the way into it: what was opened so far, outermost first."""

    by: Slice = Slice.CATEGORY
    crumbs: tuple[str, ...] = ()


def value_of(slice_: Slice, label: str) -> SliceValue:
    """The value of a slice that a row of a table stands for; ids are written as text there."""
    if label == "":
        return None
    return int(label) if slice_ in NUMBERS and label.isdigit() else label
