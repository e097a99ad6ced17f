"""What is asked for and handed over, part by part. Nothing here takes long to load: the page itself needs it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any

from models.core.session import Session
from models.insights.identifiers import NUMBERS, write
from models.insights.kinds import Asked, Compared, Cut, FigureId, Period, Slice, SliceValue
from models.insights.queries import compared
from models.options.queries import settings
from resources.charts.kinds import Chart, Sparkline
from resources.texts import Texts
from ui.pages.insight.names import Names, load
from ui.pages.insight.sight import Sight
from ui.pages.insight.value_words import Tongue

RECEIVED = "received"
# In the order in which they are asked for: what stands at the top comes first.
PARTS = (
    "names", "tiles", "sayings", "pareto", "trend", "heat", "satisfaction", "outcomes", "waiting", "steps", "workload",
    "estimates", "measures",
)  # fmt: skip


@dataclass(frozen=True)
class Question:
    """What is looked at, and in which words it is to be shown. ``kept`` is what several parts need."""

    sight: Sight
    texts: Texts
    zone: tzinfo
    kept: dict[str, Any] = field(default_factory=dict, compare=False)

    def asked(self, session: Session) -> Asked:
        """The question as the store takes it; the same moment for all parts."""
        return self.sight.asked(self.now(session))

    def now(self, session: Session) -> datetime:
        """The moment of all parts."""
        now: datetime = self.kept.setdefault("now", session.clock.now())
        return now

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

    def compared(self, session: Session, keys: Iterable[str]) -> dict[str, Compared]:
        """Measures beside the period before and a year ago; each is read once for all parts."""
        known: dict[str, Compared] = self.kept.setdefault("compared", {})
        lacking = [key for key in keys if key not in known]
        if lacking:
            known |= compared(session.store, self.asked(session), lacking)
        return {key: known[key] for key in keys}

    def figure(
        self, measure: str, part: str = "hit", period: Period | None = None, cut: Cut | None = None
    ) -> str:
        """The identifier of a figure of what is looked at."""
        whole = self.sight.cut if cut is None else cut
        return write(FigureId(measure, period or self.sight.period, whole, part))


@dataclass(frozen=True)
class Grid:
    """A table with typed columns; ``name`` is what its file is called. Days are days, shares 0 to 1."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    days: frozenset[str] = frozenset()
    shares: frozenset[str] = frozenset()
    amounts: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Part:
    """One chart, and its values as a table for a file. ``note`` is a sentence below it.

    ``note_link`` is the figure that the sentence tells, if it tells one.
    """

    chart: Chart
    grid: Grid
    note: str = ""
    note_token: str = "muted"
    note_link: str = ""


@dataclass(frozen=True)
class ParetoPart(Part):
    """The Pareto table with the way into it: what was opened so far, outermost first."""

    by: Slice = Slice.CATEGORY
    crumbs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tiles:
    """The six measures, each with the line of its last periods; and the moment of all of them."""

    question: Question
    tongue: Tongue
    now: datetime
    found: Mapping[str, Compared]
    lines: Mapping[str, Sparkline | None]
    chance: str


@dataclass(frozen=True)
class AllMeasures:
    """Every measure, and them as a table for a file."""

    question: Question
    tongue: Tongue
    found: Mapping[str, Compared]
    grid: Grid


@dataclass(frozen=True)
class Sayings:
    """The sentence on top: words and whether they are strong, one after the other."""

    parts: tuple[tuple[str, bool], ...]


def value_of(slice_: Slice, label: str) -> SliceValue:
    """The value of a slice that a row of a table stands for; ids are written as text there."""
    if label == "":
        return None
    return int(label) if slice_ in NUMBERS and label.isdigit() else label
