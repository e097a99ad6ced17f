"""The status bar: whether everything is saved, and the keys that work now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.theme.current import theme
from ui.theme.fonts import font
from ui.theme.lettering import paint_text, text_width
from ui.theme.paint import key_size, paint_key
from ui.widgets.keys import key_text
from ui.widgets.labels import Label
from ui.widgets.marks import Icon
from ui.widgets.themed import Themed

HEIGHT = 28
KeyWords = tuple[tuple[str, ...], str]


class HintStrip(Themed, QWidget):
    """Keys with their words, painted from the right; what does not fit is left out from the left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status.keys")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._hints: tuple[KeyWords, ...] = ()
        self.follow_theme()

    def set_hints(self, hints: Sequence[KeyWords]) -> None:
        """Show these keys, in this order."""
        shown = tuple((tuple(key_text(key) for key in keys), words) for keys, words in hints)
        if shown != self._hints:
            self._hints = shown
            self.setAccessibleName("; ".join(f"{' '.join(keys)} {words}" for keys, words in shown))
            self.update()

    @property
    def hints(self) -> tuple[KeyWords, ...]:
        """What is shown, keys as painted."""
        return self._hints

    def minimumSizeHint(self) -> QSize:
        return QSize(0, theme().px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        right = float(self.width())
        for keys, words in reversed(self._hints):
            right -= self._width(keys, words)
            if right < 0:
                return
            self._paint(painter, right, keys, words)
            right -= theme().px(16)

    def _width(self, keys: tuple[str, ...], words: str) -> float:
        px = theme().px
        boxes = sum(key_size(key).width() + px(5) for key in keys)
        return boxes + px(2) + text_width(words, font("small")) + 1

    def _paint(self, painter: QPainter, left: float, keys: tuple[str, ...], words: str) -> None:
        px, height = theme().px, self.height()
        for key in keys:
            width = key_size(key).width()
            paint_key(painter, QRectF(left, 0, width, height), key)
            left += width + px(5)
        width = text_width(words, font("small")) + 1
        paint_text(painter, QRectF(left + px(2), 0, width, height), words, "muted", "small")


class StatusBar(Themed, QWidget):
    """One line at the foot of the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self._icon = Icon("check", "ok", 14, self)
        self._saved = Label("", "small", "muted", parent=self)
        self._saved.setObjectName("status.saved")
        self.keys = HintStrip(self)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._saved)
        self._row.addWidget(self.keys, 1)
        self.follow_theme()

    def retheme(self) -> None:
        px = theme().px
        self.setFixedHeight(px(HEIGHT))
        self._row.setContentsMargins(px(20), 0, px(9), 0)
        self._row.setSpacing(px(6))

    def set_saved(self, words: str, icon: str, token: str) -> None:
        """Say whether everything is on the disk."""
        self._icon.set_icon(icon, token)
        self._saved.set_text(words)

    def saved_words(self) -> str:
        """What is said about saving."""
        return self._saved.text()
