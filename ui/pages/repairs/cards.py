"""How an order is painted as a card: in the list to schedule, on the board, and below the mouse."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from models.repairs.kinds import OrderRow
from ui.pages.repairs.lines import OrderLine
from ui.shared.slot_words import place_of
from ui.theme import fonts
from ui.theme.current import theme
from ui.theme.paint import paint_box, paint_ring, paint_tag, paint_text, text_width
from ui.widgets.list_model import ListRow
from ui.widgets.list_rows import RowDelegate, RowState

CARD, GAP = 78, 8
_FLOAT = (140, 30)


class CardDelegate(RowDelegate):
    """Paints a card: how grave, where, its clock; what it is; what it takes and when one gets in.

    What is carried away just now is dashed in its place.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.set_heights(row=CARD + GAP)
        self.away: object = None

    def paint_ground(self, painter: QPainter, rect: QRectF, state: RowState) -> None:
        """The cards bring their own planes."""

    def paint_row(self, painter: QPainter, rect: QRectF, row: ListRow, state: RowState) -> None:
        line = row.row
        if not isinstance(line, OrderLine):
            return
        shown = theme()
        box = rect.adjusted(2, 2, -2, -shown.px(GAP) + 2)
        gone = self.away == row.key
        ground = "selected" if gone else "hover" if state.hover and not state.selected else "surface"
        border, width = ("accent", 2.0) if state.selected and state.active else ("line-strong", 1.0)
        if gone:
            border, width = "accent", 1.0
        paint_box(painter, box, shown.color(ground), shown.color(border), shown.px(7), width, dashed=gone)
        painter.save()
        if gone:
            painter.setOpacity(0.55)
        _paint_words(painter, box, line)
        painter.restore()


def _paint_words(painter: QPainter, box: QRectF, line: OrderLine) -> None:
    px = theme().px
    left = box.left() + px(11)
    top = QRectF(left, box.top() + px(7), box.right() - px(11) - left, px(22))
    tag = paint_tag(painter, top, line.tag, line.row.severity)
    begin = tag.right() + px(8)
    needed = text_width(line.where, fonts.font("body", True)) + 1
    right, told = _paint_due(painter, top, line, top.right() - begin - needed - px(8))
    where = QRectF(begin, top.top(), max(0.0, right - begin - px(4)), top.height())
    paint_text(painter, where, line.where, "text", "body", True)
    full = box.right() - px(11) - left
    paint_text(painter, QRectF(left, top.bottom() + px(1), full, px(19)), line.row.title, "text", "body")
    below = line.slot or line.meta
    if not told:
        below = f"{line.due.words} · {below}"
    paint_text(painter, QRectF(left, top.bottom() + px(21), full, px(17)), below, "muted", "small")


def _paint_due(painter: QPainter, top: QRectF, line: OrderLine, room: float) -> tuple[float, bool]:
    """Ring and words at the right, the ring alone where there is no room; where they begin, whether all is told."""
    look, px = line.due, theme().px
    if not look.state:
        return top.right(), True
    strong, side = look.state in ("soon", "overdue"), px(15)
    wide = text_width(look.words, fonts.font("small", strong)) + 1
    left, fits = top.right(), wide + side + px(6) <= room
    if fits:
        left -= wide
        paint_text(
            painter, QRectF(left, top.top(), wide, top.height()), look.words, look.token, "small", strong
        )
        left -= px(6)
    ring = QRectF(left - side, top.center().y() - side / 2, side, side)
    paint_ring(painter, ring, look.fraction, look.state)
    return ring.left(), fits


class CarriedCard(QWidget):
    """What hangs below the mouse while an order is carried; takes no clicks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._tag = self._severity = self._where = self._hours = ""
        self.hide()

    def show_order(self, row: OrderRow, hours: str) -> None:
        """Take an order up."""
        self._tag, self._severity, self._where, self._hours = (
            row.severity.upper(),
            row.severity,
            place_of(row),
            hours,
        )
        wide = text_width(self._where, fonts.font("body", True)) + text_width(hours, fonts.font("small"))
        px = theme().px
        self.resize(max(px(_FLOAT[0]), wide + px(80)), px(_FLOAT[1]))
        self.update()

    def follow(self, point: QPoint) -> None:
        """Hang below a place of the screen."""
        here = self._over.mapFromGlobal(point) + QPoint(theme().px(12), theme().px(12))
        here.setX(min(here.x(), self._over.width() - self.width()))
        self.move(here)
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = theme()
        painter = QPainter(self)
        rect = self.rect().toRectF()
        paint_box(painter, rect, shown.color("surface"), shown.color("accent"), shown.px(7), 1.5)
        spot = rect.adjusted(shown.px(9), 0, -shown.px(9), 0)
        tag = paint_tag(painter, spot, self._tag, self._severity or "s3")
        words = QRectF(QPointF(tag.right() + shown.px(8), spot.top()), spot.bottomRight())
        taken = paint_text(painter, words, self._where, "text", "body", True)
        paint_text(painter, words.adjusted(taken + shown.px(10), 0, 0, 0), self._hours, "muted", "small")
        painter.end()
