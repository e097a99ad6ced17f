"""Fields side by side, or one below the other where a language needs more room than there is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.theme.current import theme


class StackingRow(QWidget):
    """Widgets with their share of the width; the direction follows what they need at least."""

    def __init__(self, *parts: tuple[QWidget, int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = [widget for widget, _ in parts]
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme().px(12))
        self._box.setSizeConstraint(QBoxLayout.SizeConstraint.SetNoConstraint)
        for widget, stretch in parts:
            self._box.addWidget(widget, stretch)

    def _needed(self) -> list[int]:
        return [widget.minimumSizeHint().width() for widget in self._parts if not widget.isHidden()]

    def minimumSizeHint(self) -> QSize:
        return QSize(max(self._needed(), default=0), self._box.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._turn()
        return super().event(event)

    def _turn(self) -> None:
        needed = self._needed()
        fits = sum(needed) + self._box.spacing() * (len(needed) - 1) <= self.width()
        side, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        wanted = side if fits else below
        if self._box.direction() != wanted:
            self._box.setDirection(wanted)
            self.updateGeometry()
