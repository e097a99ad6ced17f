"""A line of a history: when, what, who, joined to the next by a dot and a rule."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.theme.current import theme
from ui.theme.paint import paint_line
from ui.widgets.labels import Label


class _Dot(QWidget):
    """The dot of an event and the line to the next."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.last = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(14), theme().px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        middle = self.width() // 2
        if not self.last:
            paint_line(painter, middle, px(16), middle, self.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("line-strong"))
        painter.drawEllipse(QRectF(middle - px(3), px(9) - px(3), px(7), px(7)))
        painter.end()


class EventLine(QWidget):
    """One event."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        px = theme().px
        top = Qt.AlignmentFlag.AlignTop
        self.when, self.what = Label("", "small", "muted"), Label("", wrap=True)
        self.when.setAlignment(Qt.AlignmentFlag.AlignRight | top)
        self.when.setMinimumWidth(px(44))
        self.who, self.dot = Label("", "small", "muted"), _Dot(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, px(7))
        row.setSpacing(px(8))
        row.addWidget(self.when, 0, top)
        row.addWidget(self.dot)
        row.addWidget(self.what, 1, top)
        row.addWidget(self.who, 0, top)

    def show_words(self, when: str, what: str, who: str, *, last: bool) -> None:
        """Show one event."""
        self.when.set_text(when)
        self.what.set_text(what)
        self.who.set_text(who)
        self.dot.last = last
        self.setAccessibleName(" ".join(part for part in (when, what, who) if part))
