"""The calendar of reviews: what falls due and what is judged, month by month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from models.core.session import Session
from models.directory.rows import today_of
from models.improvements.kinds import Review
from models.improvements.queries import reviews
from ui.base.dialog import Dialog
from ui.context import Context
from ui.pages.improvements.fitting import fit
from ui.theme.current import theme
from ui.theme.paint import paint_icon, paint_text
from ui.widgets.controls import Button
from ui.widgets.labels import Label
from ui.widgets.lists import Column, ListRow, PagedModel, RowDelegate, RowState, RowView

_HEIGHT = 440
_EARLIEST, _LATEST = date(2000, 1, 1), date(2200, 1, 1)
_ICONS = {"due": "clock", "verdict": "circle-gauge"}


def calendar(session: Session) -> tuple[tuple[Review, ...], date]:
    """Everything that is still to come or was missed, and what day it is."""
    return reviews(session, _EARLIEST, _LATEST), today_of(session)


class _Delegate(RowDelegate):
    """Day, sign, title, owners."""

    def paint_row(self, painter: QPainter, rect: QRectF, row: ListRow, state: RowState) -> None:
        review = row.row
        if not isinstance(review, Review):
            return
        side = theme().px(16)
        token = "overdue" if review.late else "text"
        paint_text(painter, self.cell_rect("day", rect), row.cells[0], token, "body", review.late)
        sign = self.cell_rect("kind", rect)
        icon_token = "overdue" if review.late else "muted"
        paint_icon(
            painter, _ICONS[review.kind.value], icon_token, sign.left(), sign.center().y() - side / 2, side
        )
        paint_text(painter, sign.adjusted(side + theme().px(6), 0, 0, 0), row.cells[1], "muted", "small")
        paint_text(painter, self.cell_rect("title", rect), row.cells[2], "text", "body", True)
        paint_text(painter, self.cell_rect("owners", rect), row.cells[3], "muted", "small")


class ReviewsDialog(Dialog):
    """``opened`` carries the id of an improvement."""

    WIDTH = 720
    opened = Signal(int)

    def __init__(self, context: Context, parent: QWidget, found: Sequence[Review], today: date) -> None:
        super().__init__(context, parent)
        self.setObjectName("improvements.reviews")
        self._found, self._today = tuple(found), today
        self.heading, self.note = Label("", "heading"), Label("", token="muted", wrap=True)
        self.model = PagedModel(())
        delegate = _Delegate()
        self.list = RowView(self.model, delegate)
        delegate.setParent(self.list)
        self.list.setObjectName("improvements.reviews.list")
        self.list.head.hide()
        for widget in (self.heading, self.note, self.list):
            self.body.addWidget(widget)
        self.close_button = Button()
        self.close_button.setObjectName("improvements.reviews.close")
        self.close_button.clicked.connect(self.reject)
        self.add_button(self.close_button)
        self.list.activated_row.connect(self._open)

    def retranslate(self) -> None:
        texts = self.context.texts.current
        self.heading.set_text(texts.t("Reviews to come"))
        self.setWindowTitle(texts.t("Reviews to come"))
        late = sum(one.late for one in self._found)
        words = (
            texts.n("{n} plan is late.", "{n} plans are late.", late) if late else texts.t("Nothing is late.")
        )
        self.note.set_text(words if self._found else texts.t("Nothing falls due: no plan is under way."))
        self.list.setAccessibleName(texts.t("Reviews to come"))
        self.list.setVisible(bool(self._found))
        self.close_button.set_text(texts.t("Close"))
        self.model.set_columns(
            (
                Column("day", "", 96, sortable=False),
                Column("kind", "", 130, sortable=False),
                Column("title", "", 200, stretch=True, sortable=False),
                Column("owners", "", 170, sortable=False),
            )
        )
        rows = self._rows()
        self.model.replace_all(rows, True)
        fit(self.list, rows, _HEIGHT)
        self.list.select_first()

    def _rows(self) -> list[ListRow]:
        texts = self.context.texts.current
        rows: list[ListRow] = []
        month = None
        for one in self._found:
            if (one.day.year, one.day.month) != month:
                month = (one.day.year, one.day.month)
                words = texts.month(one.day)
                rows.append(ListRow((words, "", ""), None, ("month", *month), words))
            owners = " · ".join(filter(None, (one.owner, one.department)))
            cells = (texts.long_date(one.day), texts.word("review_kind", one.kind), one.title, owners)
            rows.append(ListRow(cells, one, (one.improvement_id, one.kind.value)))
        return rows

    def open(self) -> None:
        super().open()
        (self.list if self._found else self.close_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, row: object) -> None:
        if isinstance(row, Review):
            self.opened.emit(row.improvement_id)
            self.accept()
