"""How far long work is: a thin bar, without movement of its own."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.current import theme
from ui.theme.paint import paint_box
from ui.widgets.themed import Themed

_HEIGHT = 6


class ProgressBar(Themed, QWidget):
    """A share from 0 to 1; ``None`` while nobody knows how much there is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share: float | None = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.follow_theme()

    @property
    def share(self) -> float | None:
        """How much is done."""
        return self._share

    def set_share(self, share: float | None, spoken: str = "") -> None:
        """Show how much is done; ``spoken`` says it."""
        if spoken:
            self.setAccessibleDescription(spoken)
        if share != self._share:
            self._share = share
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(120), theme().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(40), theme().px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        shown, radius = theme(), self.height() / 2
        painter = QPainter(self)
        rect = self.rect().toRectF()
        paint_box(painter, rect, shown.color("sunken"), shown.color("line"), radius)
        if self._share is None:  # a part in the middle: work goes on, its end is not known
            part = QRectF(rect.width() * 0.35, 0, rect.width() * 0.3, rect.height())
            paint_box(painter, part, shown.color("step-done"), None, radius)
        elif self._share > 0:
            width = max(rect.height(), rect.width() * min(1.0, self._share))
            paint_box(painter, QRectF(0, 0, width, rect.height()), shown.color("accent"), None, radius)
        painter.end()
