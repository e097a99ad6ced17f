"""What moved the count of a part, the latest first; Enter opens the order that it was for."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.core.paging import Key, Page
from models.core.session import Session
from models.stock.kinds import MoveRow
from models.stock.queries import moves
from resources.texts import Texts
from ui.base.page import Page as Sheet
from ui.base.paging import Pager, by_key
from ui.theme.current import theme
from ui.theme.paint import RIGHT, paint_text
from ui.widgets.cards import SectionHead
from ui.widgets.lists import Column, ListRow, PagedModel, RowDelegate, RowState, RowView
from ui.widgets.themed import Themed

_ROW, _HEIGHT = 40, 260


class _Delegate(RowDelegate):
    """When and why at the left, by how many at the right."""

    def paint_row(self, painter: QPainter, rect: QRectF, row: ListRow, state: RowState) -> None:
        move = row.row
        assert isinstance(move, MoveRow)
        why, change = self.cell_rect("why", rect), self.cell_rect("change", rect)
        paint_text(painter, self.line_of(why, 0), row.cells[0], "text", "body")
        paint_text(painter, self.line_of(why, 1), row.cells[2], "muted", "small")
        token = "ok" if move.change > 0 else "text"
        paint_text(painter, change, row.cells[1], token, "body", True, RIGHT)


class MoveList(Themed, QWidget):
    """Fetches page by page for the part that is shown."""

    def __init__(self, page: Sheet) -> None:
        super().__init__()
        self._page, self.context = page, page.context
        self._part: int | None = None
        self.heading = SectionHead()
        delegate = _Delegate()
        delegate.set_heights(row=_ROW)
        self.list = RowView(PagedModel(()), delegate)
        delegate.setParent(self.list)
        self.list.setObjectName("parts.moves")
        self._pages = Pager(self.context.jobs, self.list.paged, self._rows)
        self.list.horizontalHeader().hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.heading)
        column.addWidget(self.list)
        self.list.activated_row.connect(self._open)
        self.follow_theme()

    def retheme(self) -> None:
        px = theme().px
        self.list.setFixedHeight(px(_HEIGHT))

    def retranslate(self) -> None:
        """Set all words."""
        t = self.context.texts.t
        self.heading.set_heading(t("In and out"))
        self.list.setAccessibleName(t("In and out"))
        self.list.paged.set_columns(
            (
                Column("why", "", 180, stretch=True, sortable=False),
                Column("change", "", 64, align="right", sortable=False),
            )
        )
        self._ask_again()

    def show_part(self, part_id: int) -> None:
        """Show what moved a part; asks again each time, for the count may have changed."""
        self._part = part_id
        self._ask_again()

    def _ask_again(self) -> None:
        if self._part is not None:
            ask = partial(_moves, self._part)
            self._page.query(partial(ask, None), partial(self._pages.begin, after=by_key(ask)), key="moves")

    def _rows(self, found: Page[MoveRow]) -> list[ListRow]:
        texts, desk, now = self.context.texts.current, self.context.desk, self.context.clock.now()
        return [ListRow(_cells(move, texts, desk.zone, now), move, move.id) for move in found.rows]

    def _open(self, row: object) -> None:
        if isinstance(row, MoveRow) and row.reference:
            self.context.navigation.navigate("order", reference=row.reference)


def _cells(move: MoveRow, texts: Texts, zone: Any, now: Any) -> tuple[str, ...]:
    why = texts.word("move_kind", move.kind)
    if move.reference:
        why = f"{why} · {move.reference}"
    line = [texts.when(move.at, zone, now), move.by, move.text]
    return why, f"{move.change:+d}".replace("-", "−"), " · ".join(one for one in line if one)


def _moves(part_id: int, after: Key | None, session: Session) -> Page[MoveRow]:
    return moves(session, part_id, after)
