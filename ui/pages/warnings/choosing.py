"""Which warnings are listed: a tab, and perhaps a period that was come from, whose chip takes it away."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.core.errors import UserProblem
from models.insights.kinds import Period
from models.insights.periods import parse, write
from models.warnings.kinds import WarningView
from reports.commentary import period_name
from ui.context import Context
from ui.pages.warnings.data import Listed
from ui.theme.current import theme
from ui.widgets.chips import FilterChip
from ui.widgets.choices import ViewTabs
from ui.widgets.themed import Themed


class Choosing(Themed, QWidget):
    """``changed``: somebody chose another tab, or took the period away."""

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.view = WarningView.OPEN
        self.period: Period | None = None
        self.tabs, self.chip = ViewTabs(parent=self), FilterChip(parent=self)
        self.tabs.setObjectName("warnings.tabs")
        self.chip.setObjectName("warnings.period")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.tabs, 1)
        self._row.addWidget(self.chip)
        self.tabs.changed.connect(self.choose)
        self.chip.removed.connect(self.all_times)
        self.chip.clicked.connect(self.all_times)
        self.follow_theme()

    def retheme(self) -> None:
        self._row.setSpacing(theme().px(8))

    def take(self, params: Mapping[str, object]) -> bool:
        """What a link asks for; whether that is other than before. Of a period all warnings are shown first."""
        before = self.view, self.period
        period, view = self._read(params.get("period")), params.get("view")
        if view in tuple(WarningView):
            self.view = WarningView(str(view))
        elif period not in (None, self.period):
            self.view = WarningView.ALL
        self.period = period
        return (self.view, self.period) != before

    def _read(self, text: object) -> Period | None:
        if not text:
            return None
        try:
            return parse(str(text))
        except UserProblem as problem:
            self._context.messages.problem(problem)
            return None

    def choose(self, code: object) -> None:
        """Another tab."""
        wanted = WarningView(str(code))
        if wanted is not self.view:
            self.view = wanted
            self._changed()

    def all_times(self, _checked: bool = False) -> None:
        """Without the period."""
        if self.period is not None:
            self.period = None
            self._changed()
            self.tabs.setFocus()

    def _changed(self) -> None:
        period = "" if self.period is None else write(self.period)
        self._context.navigation.remember(view=self.view.value, period=period)
        self.changed.emit()

    def show_counts(self, found: Listed) -> str:
        """Set all words; the sentence that says how many there are."""
        texts = self._context.texts
        counts = {WarningView.OPEN: found.waiting}
        if self.period is not None:
            counts[WarningView.ALL] = found.total
            self.chip.set_text(period_name(texts.current, self.period))
        self.chip.setVisible(self.period is not None)
        self.tabs.setAccessibleName(texts.t("What is shown"))
        self.tabs.set_options(
            [(view, texts.word("warning_view", view), counts.get(view)) for view in WarningView]
        )
        self.tabs.set_value(self.view)
        if self.period is not None:
            return texts.n(
                "{n} warning in this period; waiting for an answer: {waiting}.",
                "{n} warnings in this period; waiting for an answer: {waiting}.",
                found.total,
                waiting=texts.current.number(found.waiting),
            )
        said = texts.n("{n} warning waits for an answer.", "{n} warnings wait for an answer.", found.waiting)
        return said if found.waiting else texts.t("No warning waits for an answer.")
