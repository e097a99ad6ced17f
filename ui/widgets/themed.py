"""What every part needs to follow the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    _Base = QWidget
else:
    # A plain class at run time, so that it can stand before any Qt class.
    _Base = object


class Themed(_Base):
    """Mixin, first among the bases: calls `retheme` once at the start and whenever the theme has changed.

    Qt itself tells each widget of a new style sheet, so there is no connection to keep or to lose.
    """

    _dressed = False

    def follow_theme(self) -> None:
        """Dress for the first time; call at the end of `__init__`."""
        self._dressed = True
        self.retheme()

    def retheme(self) -> None:
        """Take fonts, icons and sizes anew. Painted colours need nothing: Qt repaints."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # Every time, not only for another theme: with each new sheet Qt puts back fonts and palettes of before.
        if event.type() == QEvent.Type.StyleChange and self._dressed:
            self.retheme()
            self.updateGeometry()
            self.update()
