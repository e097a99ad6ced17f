"""What the parts of the summary share: the voice with the names of the estate, figures as they are written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from models.handling.steps import STEPS
from models.insights.identifiers import write
from models.insights.kinds import Compared, Cut, FigureId, Slice, SliceValue, Unit, Value
from models.insights.measures import MEASURES
from models.summaries.kinds import Summary
from reports.documents.heads import brief
from reports.layout.blocks import Heading
from reports.layout.styles import LABEL
from reports.layout.text import Spans
from reports.voice import DASH, Said, Voice, pair
from resources.texts import Texts
from resources.texts.places import building_name

_LABEL = 40  # the most characters of the name of a kind


class Teller(Voice):
    """Says the summary in one language or two."""

    def __init__(self, summary: Summary, texts: Sequence[Texts]) -> None:
        super().__init__(texts, summary.estate.zone, summary.estate.currency)
        self.summary = summary

    def category(self, texts: Texts, code: str | None) -> str:
        """The name of a kind of complaint."""
        if not code:
            return texts.t("Unclassified")
        labels = self.summary.estate.categories.get(code, {})
        return brief(labels.get(texts.language) or labels.get("en") or labels.get("zh_CN") or code, _LABEL)

    def measure(self, key: str) -> Said:
        """The title of a measure; what is overdue is so at the end of a period that is over."""
        if key == "overdue":
            return self.t("Overdue at the end") if self.summary.over else self.t("Overdue now")
        return self.t(MEASURES[key].title)

    def kind(self, code: str | None) -> Said:
        """The same in each language."""
        return self.each(lambda texts: self.category(texts, code))

    def building(self, name: str) -> Said:
        """The name of a building, in each language where it is only a number."""
        return self.each(lambda texts: building_name(texts, brief(name, _LABEL))) or (DASH,)

    def link(self, measure: str, *cut: tuple[Slice, SliceValue], part: str = "hit") -> str:
        """The identifier of a figure of this period."""
        whole = Cut()
        for slice_, one in cut:
            whole = whole.having(slice_, one)
        return write(FigureId(measure, self.summary.period, whole, part))

    def share(self, value: Value) -> str:
        """``93.3%``, or ``n/a`` where too few were counted."""
        if value.value is None:
            return self.first.t("n/a")
        return self.first.percent(value.value, 1 if 0 < value.value < 1 else 0)

    def of(self, value: Value) -> str:
        """``56 of 60``, or ``(n=3)`` where that is too few."""
        if value.count is not None and value.value is None:
            return f"(n={self.first.number(value.n)})"
        if value.count is None:
            return f"n={self.first.number(value.n)}"
        return self.first.t(
            "{count} of {n}", count=self.first.number(value.count), n=self.first.number(value.n)
        )

    def figure(self, value: Value | None) -> str:
        """The value of any measure, without what it was counted among."""
        if value is None:
            return DASH
        unit, first = MEASURES[value.measure].unit, self.first
        if unit is Unit.CASES:
            return first.number(value.n if value.value is None else round(value.value))
        if unit is Unit.SHARE:
            return self.share(value)
        if value.value is None:
            return first.t("n/a")
        if unit is Unit.DURATION:
            return first.duration(timedelta(seconds=value.value))
        return self.money(round(value.value)) if unit is Unit.MONEY else first.number(value.value, 1)

    def goal(self, measure: str) -> str:
        """The goal of a measure, or a dash."""
        goal = MEASURES[measure].target
        if goal is None:
            return DASH
        return (
            self.first.percent(goal)
            if MEASURES[measure].unit is Unit.SHARE
            else self.first.number(round(goal))
        )

    def step(self, number: int) -> Said:
        """``Propose``"""
        return self.word("step", STEPS[number - 1].code)

    def change(self, both: Compared) -> str:
        """``+16``, ``−0.8``: points for shares; empty where one of them is missing."""
        now, before = both.now, both.before
        if before is None:
            return ""
        if MEASURES[now.measure].unit is Unit.SHARE:
            if now.value is None or before.value is None:
                return ""
            return self.signed(100 * now.value - 100 * before.value, 1)
        return self.signed(now.n - before.n, 0)

    def signed(self, number: float, digits: int) -> str:
        """A difference with its sign; no sign where nothing is left of it."""
        shown = self.first.number(
            abs(round(number, digits)) if digits else abs(round(number)), digits or None
        )
        least = 0.5 / 10**digits
        return shown if abs(number) < least else f"{'+' if number > 0 else '−'}{shown}"


def section(said: Said, beside: str = "") -> Heading:
    """The heading of a part."""
    return Heading(said, beside, before=13)


def heads(*said: Said) -> list[Spans]:
    """The header of a table: both languages, small."""
    return [pair(one, LABEL, LABEL, " ") if one else [] for one in said]
