"""The larger dialogs of an order: a heading, what is asked in a scroll, two buttons; refused, all of it stays."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.core.errors import UserProblem
from ui.base.dialog import Dialog
from ui.base.tabbing import tab_through
from ui.context import Context
from ui.theme.current import theme
from ui.widgets.controls import PrimaryButton, QuietButton
from ui.widgets.fields import LabeledField
from ui.widgets.labels import Label
from ui.widgets.planes import Scroller


class Sheet(Dialog):
    """All words are msgids. ``name`` is the stem of the object names: ``order.done.outcome``, ``order.done.ok``."""

    WIDTH = 600
    submitted = Signal(object)

    def __init__(self, context: Context, parent: QWidget, name: str, title: str, ok: str) -> None:
        super().__init__(context, parent)
        self.setObjectName(f"order.dialog.{name}")
        self._stem, self._title, self._ok = f"order.{name}", title, ok
        self._labels: dict[str, tuple[LabeledField, str]] = {}
        self.heading, self.note = Label("", "heading", wrap=True), Label("", token="muted", wrap=True)
        self.error = Label("", "small", "s1", wrap=True)
        self.error.setObjectName(f"{self._stem}.error")
        self.error.hide()
        self._inner = QWidget()
        self.column = QVBoxLayout(self._inner)
        self.column.setContentsMargins(0, 0, theme().px(8), 0)
        self.column.setSpacing(theme().px(12))
        self._scroller = Scroller(self._inner)
        for widget in (self.heading, self.note, self._scroller, self.error):
            self.body.addWidget(widget, 1 if widget is self._scroller else 0)
        self.cancel, self.ok = QuietButton(), PrimaryButton(key="Ctrl+Return")
        self.cancel.setObjectName(f"{self._stem}.cancel")
        self.ok.setObjectName(f"{self._stem}.ok")
        self.cancel.clicked.connect(self.reject)
        self.ok.clicked.connect(self.submit)
        self.on_key("Ctrl+Return", self.submit)
        self.add_button(self.cancel)
        self.add_button(self.ok)

    def add(self, name: str, label: str, field: QWidget) -> LabeledField:
        """Add a field below the others."""
        field.setObjectName(f"{self._stem}.{name}")
        held = LabeledField("", field)
        self._labels[name] = (held, label)
        self.column.addWidget(held)
        grown = getattr(field, "grown", None)
        if grown is not None:
            grown.connect(self.fit)
        return held

    def held(self, name: str) -> LabeledField:
        """A field with its label."""
        return self._labels[name][0]

    def retranslate(self) -> None:
        texts = self.context.texts
        self.heading.set_text(texts.t(self._title))
        self.setWindowTitle(texts.t(self._title))
        self.note.setVisible(bool(self.note.text()))
        self.cancel.set_text(texts.t("Cancel"))
        self.ok.set_text(texts.t(self._ok))
        for held, label in self._labels.values():
            held.set_label(texts.t(label) if label else "")

    def open(self) -> None:
        self.column.addStretch(1)
        super().open()
        tab_through(self)
        first = next((held.field for held, _ in self._labels.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self) -> None:
        """As high as the content needs, but no higher than the window."""
        px, window = theme().px, self.parentWidget()
        self.column.activate()
        wide, high = (window.width(), window.height()) if window is not None else (0, 0)
        width = min(px(self.WIDTH), max(px(320), wide - px(60)))
        inner = width - 2 * px(24) - px(20)
        tall = max(self.column.totalHeightForWidth(inner), self.column.totalSizeHint().height()) + px(140)
        for label in (self.note, self.error):
            if label.isVisibleTo(self):
                tall += label.heightForWidth(inner) + px(16)
        self.resize(width, min(tall, max(px(320), high - px(60))))

    # The deed

    def answer_now(self) -> object:
        """What is asked for, or ``None`` after saying what is missing."""
        return None

    def submit(self) -> None:
        """Hand over what stands here, once."""
        if self.ok.is_busy():
            return
        self.error.hide()
        for held, _ in self._labels.values():
            if held.has_error:
                held.set_error(None)
        found = self.answer_now()
        if found is not None:
            self.ok.set_busy(True)
            self.submitted.emit(found)

    def miss(self, name: str, words: str) -> None:
        """Say beside a field what is missing, and lead there."""
        held = self.held(name)
        held.set_error(words)
        held.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.fit()

    def refuse(self, problem: UserProblem) -> bool:
        """Say why it was not done; everything typed stays."""
        self.ok.set_busy(False)
        self.error.set_text(self.context.texts.problem(problem))
        self.error.show()
        self.fit()
        return True
