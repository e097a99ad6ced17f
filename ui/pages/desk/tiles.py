"""Six measures in one row, hairlines between; each says how it was reckoned."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.shared.desk_words import TileWords
from ui.theme import fonts
from ui.theme.current import theme
from ui.theme.lettering import text_width
from ui.theme.paint import paint_line, paint_text
from ui.widgets.themed import Themed

_HEIGHT, _EXTRA = 70, 18
_CODES = ("received", "on_time", "satisfied", "repeats", "overdue", "warnings")


class Tile(Themed, QWidget):
    """One measure: its name over its figure; the note stands beside, or below where there is no room."""

    def __init__(self, code: str, first: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"today.tile.{code}")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._first = first
        self.words = TileWords(code, "", "", "", "")
        self.below = False
        self.follow_theme()

    def set_words(self, words: TileWords) -> None:
        """Show a measure."""
        self.words = words
        self.setAccessibleName(words.spoken)
        self.setAccessibleDescription(words.hint)
        self.setToolTip(escape(words.hint))
        self.update()

    def _left(self) -> int:
        return 0 if self._first else theme().px(16)

    def fits(self) -> bool:
        """Whether the note has room beside the figure."""
        figure = text_width(self.words.figure, fonts.font("tile"))
        note = text_width(self.words.note, fonts.font("small"))
        return self._left() + figure + theme().px(8) + note <= self.width() - theme().px(4)

    def sizeHint(self) -> QSize:
        return QSize(0, theme().px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        if not self._first:
            paint_line(painter, 0, 0, 0, self.height())
        left, room = self._left(), self.width() - self._left() - px(4)
        line = fonts.line_height("small")
        top = px(9)
        paint_text(painter, QRectF(left, top, room, line), self.words.title, "muted", "small")
        figure = QRectF(left, top + line + px(2), room, fonts.line_height("tile"))
        width = paint_text(painter, figure, self.words.figure, self.words.token, "tile")
        if self.below:
            note = QRectF(left, figure.bottom() + px(1), room, line)
        else:
            note = figure.adjusted(width + px(8), px(2), 0, px(2))
        paint_text(painter, note, self.words.note, "muted", "small")
        painter.end()


class TileRow(Themed, QWidget):
    """The six of them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("today.tiles")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 1, 0, 1)
        self._row.setSpacing(0)
        self.tiles = [Tile(code, not at, self) for at, code in enumerate(_CODES)]
        for tile in self.tiles:
            self._row.addWidget(tile, 1)
        self.follow_theme()

    def retheme(self) -> None:
        self._fit()

    def set_words(self, words: Sequence[TileWords]) -> None:
        """Show the measures."""
        for tile, one in zip(self.tiles, words, strict=True):
            tile.set_words(one)
        self._fit()

    def _fit(self) -> None:
        """All notes stand beside their figures, or all stand below."""
        below = self.width() > 0 and not all(tile.fits() for tile in self.tiles)
        self.setFixedHeight(theme().px(_HEIGHT + (_EXTRA if below else 0)))
        for tile in self.tiles:
            tile.below = below
            tile.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._row.activate()
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for top in (0, self.height() - 1):
            paint_line(painter, 0, top, self.width(), top)
        painter.end()
