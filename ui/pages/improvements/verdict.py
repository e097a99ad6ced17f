"""The card of a verdict: the word, the drop beside its target, the numbers in words; and the chart before and after."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.improvements.kinds import ImprovementRow, Judgement, Verdict
from models.improvements.saying import drop_words, target_words, verdict_sentence
from models.insights.identifiers import write
from models.insights.kinds import Cut, FigureId, Period, PeriodKind, Slice
from models.insights.periods import free, period
from reports.charts.verdicts import verdict_chart
from resources.charts.kinds import ColumnChart
from resources.texts import Texts
from ui.pages.improvements.data import Shown
from ui.shared.improvement_words import VERDICT_TOKENS
from ui.theme.current import theme
from ui.widgets.cards import Plane
from ui.widgets.labels import Label
from ui.widgets.marks import Icon
from ui.widgets.themed import Themed

_TONES = {Verdict.ACHIEVED: "ok", Verdict.NOT_ACHIEVED: "error", Verdict.NOT_ENOUGH_DATA: "raised"}
_ICONS = {
    Verdict.ACHIEVED: "circle-check",
    Verdict.NOT_ACHIEVED: "circle-slash",
    Verdict.NOT_ENOUGH_DATA: "circle-help",
}


class VerdictCard(Themed, QWidget):
    """Shown for rows that are judged, and, without a verdict, for those that are being measured."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("improvements.verdict")
        self.plane = Plane("ok")
        self.icon = Icon("circle-check", "ok", 17)
        self.word = Label("", "lead", "ok", strong=True)
        self.drop = Label("", "lead", strong=True)
        self.drop.setObjectName("improvements.verdict.drop")
        self.target = Label("", "body", "muted")
        self.sentence = Label("", wrap=True)
        self.sentence.setObjectName("improvements.verdict.sentence")
        head = QHBoxLayout()
        head.setSpacing(8)
        for widget in (self.icon, self.word):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.drop)
        head.addWidget(self.target)
        self._box = QVBoxLayout(self.plane)
        self._box.addLayout(head)
        self._box.addWidget(self.sentence)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.plane)
        self.follow_theme()

    def retheme(self) -> None:
        px = theme().px
        self._box.setContentsMargins(px(14), px(12), px(14), px(12))
        self._box.setSpacing(px(6))

    def show_verdict(self, texts: Texts, row: ImprovementRow, judged: Judgement) -> None:
        """The verdict with its numbers."""
        token = VERDICT_TOKENS[judged.verdict]
        self.plane.set_tone(_TONES[judged.verdict])
        self.icon.show()
        self.icon.set_icon(_ICONS[judged.verdict], token)
        self.word.set_text(texts.word("verdict", judged.verdict))
        self.word.set_token(token)
        self.drop.set_text(drop_words(texts, judged.drop_percent, 1))
        self.target.set_text(target_words(texts, row))
        self.sentence.set_text(verdict_sentence(texts, judged, row.target_percent))

    def show_waiting(self, texts: Texts, row: ImprovementRow, ready: str, judged: Judgement) -> None:
        """What is known so far, and when the verdict comes."""
        self.plane.set_tone("raised")
        self.icon.hide()
        self.word.set_text(texts.t("Verdict on {day}", day=ready))
        self.word.set_token("text")
        self.drop.set_text("")
        self.target.set_text(drop_words(texts, float(row.target_percent)))
        counts = texts.n(
            "{n} case in four weeks before, {after} after so far.",
            "{n} cases in four weeks before, {after} after so far.",
            judged.before,
            after=texts.number(judged.after),
        )
        self.sentence.set_text(counts)


def chart_of(texts: Texts, shown: Shown, judged: Judgement, until: date | None = None) -> ColumnChart:
    """Cases a week on both sides; ``until`` leaves weeks out that have not begun."""
    row = shown.file.row
    link, title = partial(_week_link, row), texts.t("Cases a week")
    return verdict_chart(
        judged, row.target_percent, row.effective_on, texts, until=until, link=link, title=title
    )


def _week_link(row: ImprovementRow, monday: object) -> str:
    return "" if not isinstance(monday, date) else figure_of(row, period(PeriodKind.WEEK, monday))


def figure_of(row: ImprovementRow, when: Period) -> str:
    """The identifier of its cases in a period: a cause stands for those below it, too."""
    scope = row.scope
    cut = Cut().having(Slice.CAUSE, *(row.causes or filter(None, [scope.cause])))
    for slice_, value in (
        (Slice.CATEGORY, scope.category),
        (Slice.SUBCATEGORY, scope.subcategory),
        (Slice.BUILDING, scope.building_id),
    ):
        if value is not None:
            cut = cut.having(slice_, value)
    return write(FigureId("received", when, cut))


def figure_between(row: ImprovementRow, first: date, last: date) -> str:
    """The identifier of its cases from one day to another."""
    return figure_of(row, free(first, last))
