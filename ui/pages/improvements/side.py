"""The pane at the right: one improvement with its verdict, chart, whys, plan, owners, and what comes next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.improvements.kinds import ImprovementFile, Judgement
from models.improvements.saying import name_of, root_of, scope_words, weighed_sentence
from ui.context import Context
from ui.pages.improvements.data import Shown
from ui.pages.improvements.evidence import Evidence
from ui.pages.improvements.facts import asked_facts, facts_of, history_lines
from ui.pages.improvements.foot import Foot
from ui.pages.improvements.tasks import TaskList
from ui.pages.improvements.verdict import VerdictCard, chart_of
from ui.shared.chart_words import chart_words
from ui.theme.current import theme
from ui.widgets.cards import FactRow, SectionHead, Separator
from ui.widgets.chart_panel import ChartPanel
from ui.widgets.labels import Label
from ui.widgets.planes import Scroller
from ui.widgets.themed import Themed

WIDTH = 350
_CHART = 210


class Section(QWidget):
    """A heading with lines below, a hairline above."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"improvements.{name}")
        self.head = SectionHead()
        self.body = QVBoxLayout()
        self.body.setSpacing(theme().px(6))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        column.addWidget(Separator())
        column.addWidget(self.head)
        column.addLayout(self.body)
        self._lines: list[Label] = []

    def show_lines(self, lines: tuple[str, ...], token: str = "text") -> None:
        """Show these lines and no others; without any the section is not there."""
        while len(self._lines) < len(lines):
            label = Label("", wrap=True, parent=self)
            self.body.addWidget(label)
            self._lines.append(label)
        for at, label in enumerate(self._lines):
            there = at < len(lines)
            label.setVisible(there)
            label.set_text(lines[at] if there else "")
            label.set_token(token)
        self.setVisible(bool(lines))


class SidePane(Themed, QWidget):
    """``chart_opened`` carries the identifier of a figure."""

    chart_opened = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("improvements.side")
        self._context = context
        self.shown: Shown | None = None
        self.scope = Label("", "small", "muted", wrap=True)
        self.title = Label("", "heading", wrap=True)
        self.title.setObjectName("improvements.title")
        self.verdict = VerdictCard()
        self.chart = ChartPanel()
        self.chart.setObjectName("improvements.chart")
        self.weighed = Label("", "small", "muted", wrap=True)
        self.weighed.setObjectName("improvements.weighed")
        self.asked, self.whys, self.history = Section("asked"), Section("whys"), Section("history")
        self.asked_facts, self.facts = FactRow(label_width=64), FactRow(label_width=64)
        self.facts.setObjectName("improvements.facts")
        self.asked.body.addWidget(self.asked_facts)
        self.tasks, self.evidence = TaskList(), Evidence(context)
        self.foot = Foot()
        self._lay_out()
        self.chart.opened.connect(self.chart_opened)
        self.follow_theme()

    def _lay_out(self) -> None:
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        words = QVBoxLayout()
        words.setSpacing(2)
        top = QHBoxLayout()
        top.addWidget(self.scope, 1)
        top.addWidget(self.foot.more, 0, Qt.AlignmentFlag.AlignTop)
        words.addLayout(top)
        words.addWidget(self.title)
        self._column.addLayout(words)
        for widget in (
            self.verdict, self.chart, self.weighed, self.asked, self.whys, Separator(), self.facts, self.tasks,
            self.evidence, self.history,
        ):  # fmt: skip
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self.scroller = Scroller(inside)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.scroller, 1)
        right.addWidget(self.foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Separator(vertical=True))
        row.addLayout(right, 1)

    def retheme(self) -> None:
        px = theme().px
        self._column.setContentsMargins(px(20), px(18), px(20), px(12))
        self._column.setSpacing(px(12))
        self.chart.setFixedHeight(px(_CHART))

    # -- what is shown

    def show_improvement(self, shown: Shown | None) -> None:
        """Show one; ``None``: there is none."""
        fresh = shown is None or self.shown is None or shown.file.row.id != self.shown.file.row.id
        self.shown = shown
        self.retranslate()
        if fresh:
            self.scroller.verticalScrollBar().setValue(0)

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts, shown = self._context.texts.current, self.shown
        self.chart.set_words(chart_words(texts))
        self.chart.view.setAccessibleName(texts.t("Cases a week"))
        self.evidence.retranslate()
        self.foot.retranslate(self._context)
        if shown is None:
            return
        file = shown.file
        row = file.row
        root = root_of(row, shown.names)
        self.title.set_text(root or name_of(row, shown.names))
        about = scope_words(texts, row, shown.names)
        self.scope.set_text(f"{about} › {row.title}" if root else about)
        self._show_verdict(shown)
        self.asked_facts.set_facts(asked_facts(self._context, shown))
        self.asked.head.set_heading(texts.t("A manager is asked"))
        self.asked.setVisible(bool(row.ask))
        self.whys.head.set_heading(texts.t("Why it happened"))
        self.whys.show_lines(tuple(f"{number}   {why}" for number, why in enumerate(file.whys, 1)))
        self.facts.set_facts(facts_of(self._context, shown))
        self.history.head.set_heading(texts.t("History"))
        self.history.show_lines(history_lines(self._context, shown), "muted")
        self.foot.show_for(self._context, shown)
        may = "edit" in self.foot.deeds
        self.tasks.show_tasks(texts, file.tasks, may)
        self.evidence.show_files(file.files, "attach" in self.foot.deeds)

    def _show_verdict(self, shown: Shown) -> None:
        texts, file = self._context.texts.current, shown.file
        judged = _judged(file)
        for widget in (self.verdict, self.chart, self.weighed):
            widget.setVisible(judged is not None)
        if judged is None:
            return
        if file.preview is not None:
            ready = texts.date(file.preview.ready_on)
            self.verdict.show_waiting(texts, file.row, ready, judged)
            self.chart.set_chart(chart_of(texts, shown, judged, shown.today))
        else:
            self.verdict.show_verdict(texts, file.row, judged)
            self.chart.set_chart(chart_of(texts, shown, judged))
        self.weighed.set_text(weighed_sentence(texts, judged))

    def take_focus(self) -> None:
        """Give the keys to what can be done here."""
        self.foot.cases.setFocus(Qt.FocusReason.OtherFocusReason)


def _judged(file: ImprovementFile) -> Judgement | None:
    return file.preview.judgement if file.preview is not None else file.judgement
