"""How each measure is reckoned: its sentence, formula, target, and what it leaves out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.insights.kinds import Measure
from models.insights.measures import MEASURES
from ui.base.dialog import Dialog
from ui.context import Context
from ui.pages.insight.value_words import Tongue, target
from ui.theme.current import theme
from ui.widgets.controls import Button
from ui.widgets.labels import Label
from ui.widgets.planes import Scroller, Separator

_HEIGHT = 560


class MeasureText(QWidget):
    """One measure, in words."""

    def __init__(self, measure: Measure, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"insight.reckoned.{measure.key}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._measure = measure
        self.title = Label("", "heading", parent=self)
        self.sentence = Label("", wrap=True, parent=self)
        self.lines = [Label("", token="muted", wrap=True, parent=self) for _ in range(3)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme().px(8), theme().px(12), theme().px(8))
        column.setSpacing(theme().px(4))
        for label in (self.title, self.sentence, *self.lines):
            column.addWidget(label)
        column.addWidget(Separator(parent=self))

    def retranslate(self, tongue: Tongue) -> None:
        """Set all words."""
        t, measure = tongue.texts.t, self._measure
        goal = target(tongue, measure)
        leaves = t(measure.leaves_out) if measure.leaves_out else ""
        said = (
            t("Reckoned: {formula}", formula=t(measure.formula)),
            t("Target: {target}", target=goal) if goal else "",
            t("Left out: {what}", what=leaves) if leaves else "",
        )
        self.title.set_text(t(measure.title))
        self.sentence.set_text(t(measure.sentence))
        for label, words in zip(self.lines, said, strict=True):
            label.set_text(words)
            label.setVisible(bool(words))
        self.setAccessibleName(t(measure.title))
        self.setAccessibleDescription("\n".join([t(measure.sentence), *(words for words in said if words)]))


class ReckonedDialog(Dialog):
    """All measures one below the other, at first that which was asked about."""

    WIDTH = 640

    def __init__(self, context: Context, parent: QWidget, first: str = "") -> None:
        super().__init__(context, parent)
        self.setObjectName("insight.reckoned")
        self._first = first
        self.heading = Label("", "heading", parent=self)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.texts = {key: MeasureText(measure, inside) for key, measure in MEASURES.items()}
        for text in self.texts.values():
            self._column.addWidget(text)
        self.scroller = Scroller(inside, self)
        self.scroller.setFixedHeight(theme().px(_HEIGHT))
        self.body.addWidget(self.heading)
        self.body.addWidget(self.scroller, 1)
        self.close_button = Button()
        self.close_button.setObjectName("insight.reckoned.close")
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        self.add_button(self.close_button)
        self.on_key("F1", self.accept)

    def retranslate(self) -> None:
        texts = self.context.texts
        self.heading.set_text(texts.t("How the figures are reckoned"))
        self.setWindowTitle(texts.t("How the figures are reckoned"))
        self.close_button.set_text(texts.t("Close"))
        for text in self.texts.values():
            text.retranslate(Tongue(texts.current))

    def open(self) -> None:
        super().open()
        text = self.texts.get(self._first)
        if text is not None:
            self._column.activate()
            self.scroller.verticalScrollBar().setValue(text.y())
            text.setFocus(Qt.FocusReason.OtherFocusReason)
