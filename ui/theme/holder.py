"""Holds the chosen theme and puts it on the application."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from resources.theme import THEMES
from ui.garbage import uncollected
from ui.theme import current, fonts, style
from ui.theme.palette import Theme

_DRESSED = "redress.dressed"


class ThemeHolder(QObject):
    """The one place where the theme is chosen; made by the application and handed to whoever may change it."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._applied = False

    @property
    def current(self) -> Theme:
        return current.theme()

    def set(self, name: str, scale: float = 1.0) -> None:
        """Show a theme at a scale; setting the same one again costs nothing."""
        if name not in THEMES:
            raise ValueError(f"no theme {name!r}")
        new = Theme(name, scale)
        if self._applied and new == current.theme():
            return
        self._apply(new)
        self.changed.emit()

    def _apply(self, new: Theme) -> None:
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            current.publish(new)
            return
        if app.property(_DRESSED) is None:
            # Once in the life of the application: whatever still holds the style before it would be left in the void.
            fonts.register()
            app.setStyle("Fusion")
            app.setProperty(_DRESSED, True)
        self._applied = True
        scheme = Qt.ColorScheme.Dark if new.is_dark else Qt.ColorScheme.Light
        app.styleHints().setColorScheme(scheme)
        # From here on: the sheet, set last, is what makes the parts dress anew.
        current.publish(new)
        with uncollected():
            # The font comes before the sheet, or Qt forgets it for widgets that the sheet touches.
            app.setFont(fonts.font("body"))
            app.setPalette(new.palette())
            app.setStyleSheet(style.sheet(new))


def system_theme() -> str:
    """Return the theme that the desktop asks for."""
    hints = QGuiApplication.styleHints()
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"
