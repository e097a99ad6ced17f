"""How a thing to do is painted: ring and due words, the verb and what it is about, tag, progress, who handles it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QPainter

from ui.pages.desk.feed import Line
from ui.theme import fonts
from ui.theme.current import theme
from ui.theme.lettering import text_width
from ui.theme.paint import (
    paint_avatar,
    paint_icon,
    paint_line,
    paint_ring,
    paint_steps,
    paint_tag,
    paint_text,
)
from ui.widgets.lists import PAD, Column, ListRow, RowDelegate, RowState

ROW = 44
COLUMNS = (Column("item", "", 100, stretch=True),)
_RING, _AFTER_RING, _GAP = 22, 10, 18
_WORDS_LEAST, _WORDS_MOST = 64, 132
_BAR, _TAG, _AVATAR = 94, 46, 22
_NARROW = 560  # of a row; below, the progress bar makes room for the words


class DeskDelegate(RowDelegate):
    """Paints one line of the list. ``reserve`` keeps room for the buttons of the chosen one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.set_heights(row=ROW)
        self._due_width = float(_WORDS_LEAST)
        self.reserve = 0

    def measure(self, rows: tuple[ListRow, ...]) -> None:
        """Give the due column the room that its longest words need."""
        font = fonts.font("body", True)
        words = [row.row.look.words for row in rows if isinstance(row.row, Line)]
        longest = max((text_width(one, font) for one in words), default=0)
        px = theme().px
        self._due_width = float(min(max(longest, px(_WORDS_LEAST)), px(_WORDS_MOST)))

    def words_left(self) -> float:
        """Where the words begin within a row; the hairlines begin there too."""
        px = theme().px
        return px(PAD) + px(_RING) + px(_AFTER_RING) + self._due_width + px(_GAP)

    def right_of_words(self, width: float) -> float:
        """Where the words end within a row of this width, and the tag begins."""
        px = theme().px
        bar = px(_BAR) - px(8) if width >= px(_NARROW) else 0
        return width - px(PAD) - px(_AVATAR) - px(10) - bar - px(_TAG)

    def paint_ground(self, painter: QPainter, rect: QRectF, state: RowState) -> None:
        quiet = RowState(state.hover, state.selected, state.focused, state.active, state.marked, last=True)
        super().paint_ground(painter, rect, quiet)
        if not (state.last or state.selected or state.hover):
            bottom = round(rect.bottom()) - 1
            left, right = round(rect.left() + self.words_left()), round(rect.right()) - theme().px(PAD)
            paint_line(painter, left, bottom, right, bottom)

    def paint_row(self, painter: QPainter, rect: QRectF, row: ListRow, state: RowState) -> None:
        line = row.row
        if not isinstance(line, Line):
            return
        self._paint_due(painter, rect, line)
        left = rect.left() + self.words_left()
        right = rect.left() + self.right_of_words(rect.width())
        room = right - left - theme().px(12) - (self.reserve if state.selected else 0)
        self._paint_words(painter, QRectF(left, rect.top(), max(0.0, room), rect.height()), line)
        self._paint_marks(painter, rect, right, line)

    def _paint_due(self, painter: QPainter, rect: QRectF, line: Line) -> None:
        px = theme().px
        side = px(_RING)
        left = rect.left() + px(PAD)
        ring = QRectF(left, rect.center().y() - side / 2, side, side)
        if line.look.state:
            paint_ring(painter, ring, line.look.fraction, line.look.state)
        else:
            icon = px(17)
            paint_icon(
                painter, line.icon, "muted", left + (side - icon) / 2, ring.center().y() - icon / 2, icon
            )
        words = QRectF(left + side + px(_AFTER_RING), rect.top(), self._due_width, rect.height())
        paint_text(painter, words, line.look.words, line.look.token, "body", True)

    def _paint_words(self, painter: QPainter, spot: QRectF, line: Line) -> None:
        gap = theme().px(14)
        first = self.line_of(spot, 0)
        width = paint_text(painter, first, line.verb, "text", "body", True)
        paint_text(painter, first.adjusted(width + gap, 0, 0, 0), line.about, "muted")
        second = self.line_of(spot, 1)
        # The reference is never cut: home and person give way.
        reference = line.case.reference
        size = text_width(reference, fonts.font("small"))
        people = QRectF(second.left(), second.top(), max(0.0, second.width() - size - gap), second.height())
        taken = paint_text(painter, people, line.whose, "muted", "small") if line.whose else -gap
        paint_text(
            painter, second.adjusted(min(taken, people.width()) + gap, 0, 0, 0), reference, "muted", "small"
        )

    def _paint_marks(self, painter: QPainter, rect: QRectF, left: float, line: Line) -> None:
        px = theme().px
        middle = rect.center().y()
        tag = QRectF(left, rect.top(), px(_TAG), rect.height())
        paint_tag(painter, tag, line.case.severity.upper(), line.case.severity)
        if rect.width() >= px(_NARROW):
            height = px(5)
            bar = QRectF(left + px(_TAG) - px(8), round(middle - height / 2), px(_BAR), height)
            paint_steps(painter, bar, line.case.steps)
        if line.initials:
            side = px(_AVATAR)
            disc = QRectF(rect.right() - px(PAD) - side, middle - side / 2, side, side)
            paint_avatar(painter, disc, line.initials, None, line.mine)
