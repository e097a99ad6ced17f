"""Six measures in one row with their last periods as a line; each opens the cases behind it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from models.insights.measures import TILES
from resources.charts.kinds import Sparkline
from ui.pages.insight.value_words import TileWords
from ui.theme import fonts
from ui.theme.current import theme
from ui.theme.lettering import text_width
from ui.theme.paint import paint_box, paint_line, paint_text
from ui.widgets.chart_panel import Spark
from ui.widgets.themed import Themed

_HEIGHT = 84
_NARROW = 1000


class Tile(Themed, QPushButton):
    """Name, figure, what it is beside; the line of the last periods at the right."""

    def __init__(self, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"insight.tile.{key}")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAutoDefault(False)
        self.words = TileWords(key, "")
        self.spark = Spark(self)
        self.first = False
        self.follow_theme()

    def set_words(self, words: TileWords, line: Sparkline | None) -> None:
        """Show a measure, and the line of its last periods."""
        self.words = words
        self.spark.set_chart(line)
        self._place_spark()
        self.setAccessibleName(words.spoken)
        self.setAccessibleDescription(words.hint)
        self.setToolTip(escape(words.hint).replace("\n", "<br>"))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(0, theme().px(_HEIGHT))

    def _left(self) -> int:
        return 0 if self.first else theme().px(16)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = theme()
        px = shown.px
        painter = QPainter(self)
        if self.underMouse() and self.isEnabled():
            paint_box(
                painter, self.rect().toRectF().adjusted(1, 1, -1, -1), shown.color("hover"), None, px(4)
            )
        if not self.first:
            paint_line(painter, 0, 0, 0, self.height())
        left, room, line = self._left(), self.width() - self._left() - px(8), fonts.line_height("small")
        spark = 0 if self.spark.isHidden() else self.width() - self.spark.x()
        top, words = px(9), self.words
        paint_text(painter, QRectF(left, top, room - spark, line), words.title, "muted", "small")
        spot = QRectF(left, top + line + px(2), room, fonts.line_height("tile"))
        width = paint_text(painter, spot, words.figure, words.token, "tile")
        beside = spot.adjusted(width + px(8), px(3), 0, px(3))
        paint_text(painter, beside, words.beside, "muted", "small")
        note = QRectF(left, spot.bottom() + px(2), room, line)
        paint_text(painter, note, words.note, "muted", "small")
        if self.hasFocus():
            paint_box(
                painter, self.rect().toRectF().adjusted(1, 1, -1, -1), None, shown.color("focus"), px(4), 2
            )
        painter.end()

    def _place_spark(self) -> None:
        """The line stands at the right of the name, where there is room."""
        px, size = theme().px, self.spark.sizeHint()
        left = self.width() - size.width() - px(12)
        title = self._left() + text_width(self.words.title, fonts.font("small")) + px(8)
        self.spark.setGeometry(left, px(6), size.width(), px(22))
        self.spark.setVisible(left >= title)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_spark()


class TileRow(Themed, QWidget):
    """The six of them: in one row, or in two where there is little room."""

    opened = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("insight.tiles")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 1, 0, 1)
        self._grid.setSpacing(0)
        self.tiles = {key: Tile(key, self) for key in TILES}
        self._columns = 0
        for tile in self.tiles.values():
            tile.clicked.connect(self._tell)
        self.follow_theme()

    def retheme(self) -> None:
        self._columns = 0
        self._arrange()

    def focused(self) -> str:
        """The measure of the tile that has the focus, or empty."""
        return next((key for key, tile in self.tiles.items() if tile.hasFocus()), "")

    def _tell(self) -> None:
        tile = self.sender()
        if isinstance(tile, Tile):
            self.opened.emit(tile.words.key)

    def _arrange(self) -> None:
        columns = 3 if 0 < self.width() < theme().px(_NARROW) else 6
        if columns != self._columns:
            self._columns = columns
            for at, tile in enumerate(self.tiles.values()):
                tile.first = at % columns == 0
                self._grid.addWidget(tile, at // columns, at % columns)
            for at in range(6):
                self._grid.setColumnStretch(at, 1 if at < columns else 0)
            self.setFixedHeight(theme().px(_HEIGHT) * (6 // columns) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rows = 6 // (self._columns or 6)
        for at in range(rows + 1):
            y = round(at * (self.height() - 1) / rows)
            paint_line(painter, 0, y, self.width(), y)
        painter.end()
