"""Planes to put things on: a rounded box in the colours of a tone, a hairline, a scroll area."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from ui.theme.current import theme
from ui.theme.paint import paint_box
from ui.widgets.themed import Themed

# tone: plane, border
TONES: dict[str, tuple[str | None, str | None]] = {
    "surface": ("surface", "line"),
    "raised": ("raised", "line"),
    "accent": ("surface", "accent-line"),
    "selected": ("selected", None),
    "danger": ("surface", "s1"),
    "error": ("s1-soft", None),
    "soon": ("soon-soft", None),
    "ok": ("ok-soft", None),
    "bare": (None, None),
}


class Plane(Themed, QFrame):
    """A rounded box painted in a tone."""

    def __init__(self, tone: str = "surface", radius: int = 10, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone, self._radius = tone, radius

    def set_tone(self, tone: str) -> None:
        if tone != self._tone:
            self._tone = tone
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        plane, border = TONES[self._tone]
        shown = theme()
        painter = QPainter(self)
        width = 2 if self._tone == "danger" else 1
        fill = shown.color(plane) if plane else None
        line = shown.color(border) if border else None
        paint_box(painter, self.rect().toRectF(), fill, line, shown.px(self._radius), width)
        painter.end()


class Separator(Themed, QWidget):
    """A hairline."""

    def __init__(self, vertical: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grow, stay = QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed
        self.setSizePolicy(stay if vertical else grow, grow if vertical else stay)

    def sizeHint(self) -> QSize:
        return QSize(1, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("line"))
        painter.end()


class Scroller(QScrollArea):
    """A scroll area without frame or ground of its own; what gets the focus comes into sight."""

    def __init__(self, widget: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        if widget is not None:
            self.setWidget(widget)

    def setWidget(self, widget: QWidget) -> None:
        super().setWidget(widget)
        # Qt switches this on for the widget; the plane below is meant to be seen.
        widget.setAutoFillBackground(False)
