"""How a row of the register is painted: cause, count, plan now and later, effort, owners, due day, drop."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QPainter

from resources.texts import Texts
from ui.pages.improvements.data import Bars, Line
from ui.theme import fonts
from ui.theme.current import theme
from ui.theme.lettering import RIGHT, text_width
from ui.theme.paint import paint_box, paint_icon, paint_text
from ui.widgets.lists import Column, ListRow, RowDelegate, RowState

ROW = 60
_BAR, _BAR_GAP = 5, 8
_DOT = 8
_HARDEST = 3


def columns(texts: Texts, width: int) -> tuple[Column, ...]:
    """What there is room for: in a narrow list effort goes first, then the plan."""
    made = (
        Column("title", texts.t("Sub-type and root cause"), 200, stretch=True, sortable=False),
        Column("count", texts.p("count of cases", "n"), 38, align="right", sortable=False),
        Column("plan", texts.t("Plan"), 236, stretch=True, sortable=False),
        Column("effort", texts.t("Effort"), 50, sortable=False),
        Column("owners", texts.t("Owners"), 92, sortable=False),
        Column("due", texts.t("Due"), 68, sortable=False),
        Column("drop", texts.t("Drop, of target"), 156, sortable=False),
    )
    left_out: set[str] = set()
    if width < theme().px(760):
        left_out.add("effort")
    if width < theme().px(640):
        left_out.add("plan")
    return tuple(one for one in made if one.key not in left_out)


class ImprovementDelegate(RowDelegate):
    """Paints one line of the register."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.set_heights(row=ROW, group=38)

    def paint_row(self, painter: QPainter, rect: QRectF, row: ListRow, state: RowState) -> None:
        line = row.row
        if not isinstance(line, Line):
            return
        self._two(painter, self.cell_rect("title", rect), (line.title, line.root), first_strong=True)
        count = self.cell_rect("count", rect)
        if not count.isEmpty():
            paint_text(painter, count, line.count, "text", "body", True, RIGHT)
        self._paint_plan(painter, self.cell_rect("plan", rect), line)
        self._paint_effort(painter, self.cell_rect("effort", rect), line.row.difficulty)
        self._two(painter, self.cell_rect("owners", rect), (line.row.owner, line.row.department))
        self._lines(painter, self.cell_rect("due", rect), line.due)
        self._paint_drop(painter, self.cell_rect("drop", rect), line)

    def _two(
        self, painter: QPainter, spot: QRectF, texts: tuple[str, str], first_strong: bool = False
    ) -> None:
        if spot.isEmpty():
            return
        words = [(text, token, strong) for text, token, strong in (
            (texts[0], "text", first_strong), (texts[1], "muted", False)) if text]  # fmt: skip
        self._lines(painter, spot, tuple(words))

    def _lines(self, painter: QPainter, spot: QRectF, words: tuple[tuple[str, str, bool], ...]) -> None:
        if spot.isEmpty():
            return
        for number, (text, token, strong) in enumerate(words):
            role = "body" if number == 0 else "small"
            paint_text(painter, self.line_of(spot, number, len(words)), text, token, role, strong)

    def _paint_plan(self, painter: QPainter, spot: QRectF, line: Line) -> None:
        if spot.isEmpty():
            return
        font = fonts.font("small")
        indent = max(text_width(one, font) for one in (line.now_label, line.later_label)) + theme().px(9)
        plans = [
            (label, text)
            for label, text in ((line.now_label, line.now), (line.later_label, line.later))
            if text
        ]
        for number, (label, text) in enumerate(plans):
            place = self.line_of(spot, number, len(plans))
            paint_text(painter, place, label, "muted", "small")
            paint_text(painter, place.adjusted(indent, 0, 0, 0), text, "text", "small")

    @staticmethod
    def _paint_effort(painter: QPainter, spot: QRectF, difficulty: int) -> None:
        if spot.isEmpty():
            return
        shown = theme()
        side = shown.px(_DOT)
        top = round(spot.center().y() - side / 2)
        for at in range(_HARDEST):
            box = QRectF(spot.left() + at * (side + shown.px(5)), top, side, side)
            filled = at < difficulty
            paint_box(
                painter, box, shown.color("control") if filled else None, shown.color("control"), side / 2
            )

    def _paint_drop(self, painter: QPainter, spot: QRectF, line: Line) -> None:
        if spot.isEmpty():
            return
        if line.bars is None:
            self._lines(painter, spot, line.drop)
            return
        high = self._paint_bars(painter, spot, line.bars)
        words = QRectF(spot.left(), high, spot.width(), fonts.line_height("small"))
        left = 0.0
        if line.icon:
            side = theme().px(14)
            paint_icon(painter, line.icon, line.icon_token, words.left(), words.center().y() - side / 2, side)
            left = side + theme().px(5)
        for text, token, strong in line.drop:
            left += paint_text(
                painter, words.adjusted(left, 0, 0, 0), text, token, "small", strong
            ) + theme().px(6)

    @staticmethod
    def _paint_bars(painter: QPainter, spot: QRectF, bars: Bars) -> float:
        """Paint the bars; returns where the words below begin."""
        shown = theme()
        bar, gap = shown.px(_BAR), shown.px(_BAR_GAP)
        room = spot.width() * 0.76
        over = bars.first_token == "line"  # how far it is: one bar over the other
        height = bar + shown.px(6) + fonts.line_height("small") + (0 if over else gap)
        top = round(spot.center().y() - height / 2)
        paint_box(
            painter, QRectF(spot.left(), top, room * bars.first, bar), shown.color(bars.first_token), None, 2
        )
        if bars.second is not None and bars.second > 0:
            below = top if over else top + gap
            box = QRectF(spot.left(), below, max(2.0, room * bars.second), bar)
            paint_box(painter, box, shown.color(bars.second_token), None, 2)
        return float(top + bar + shown.px(5) + (0 if over else gap))
