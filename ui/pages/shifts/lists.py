"""The sheet as a list, and the list of what was handed over."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from models.shifts.sheet_kinds import SheetLine
from resources.texts import Texts
from ui.theme.current import theme
from ui.theme.paint import paint_tag, paint_text
from ui.widgets.lists import Column, ListRow, PagedModel, RowDelegate, RowState, RowView

_CELLS = ("when", "what", "about", "reference", "handler")
_LATE = 5  # the cell behind them
_TAGGED = ("s1", "s2")


def sheet_columns(texts: Texts, *, wide: bool) -> tuple[Column, ...]:
    """What is said of a line; in a narrow room less of it."""
    made = (
        Column("when", texts.t("When"), 146, strong=True, sortable=False),
        Column("what", texts.t("What"), 170, stretch=True, sortable=False),
        Column("about", texts.t("Home and matter"), 300, stretch=True, sortable=False),
        Column("reference", texts.t("Reference"), 92, token="muted", sortable=False),
        Column("handler", texts.t("Handler"), 72, token="muted", sortable=False),
    )
    return tuple(one for one in made if wide or one.key not in ("handler",))


class SheetDelegate(RowDelegate):
    """Late times in red, a tag before what is grave."""

    def paint_row(self, painter: QPainter, rect: QRectF, row: ListRow, state: RowState) -> None:
        if self.view is None or not isinstance(row.row, SheetLine):
            return
        for column, words in self.view.paged.texts(row):
            spot, token = self.cell_rect(column.key, rect), column.token
            if column.key == "when" and row.cells[_LATE]:
                token = "overdue"
            if column.key == "about" and row.row.severity in _TAGGED:
                width = theme().px(30)
                paint_tag(painter, QRectF(spot.left(), spot.top(), width, spot.height()),
                          row.row.severity.upper(), row.row.severity)  # fmt: skip
                spot = spot.adjusted(width + theme().px(4), 0, 0, 0)
            paint_text(painter, spot, words, token, "body", column.strong)


class SheetList(RowView):
    """The lines of the sheet below the headings of its parts; Enter opens the case."""

    def __init__(self, parent: QWidget | None = None) -> None:
        delegate = SheetDelegate()
        super().__init__(PagedModel((), cells=_CELLS), delegate, parent)
        delegate.setParent(self)
        self.setObjectName("shifts.sheet")


def past_columns(texts: Texts, *, wide: bool) -> tuple[Column, ...]:
    """What is said of a hand-over."""
    made = (
        Column("shift", texts.t("Shift"), 186, strong=True, sortable=False),
        Column("given", texts.t("Handed over"), 168, sortable=False),
        Column("taken", texts.t("Taken over"), 168, sortable=False),
        Column("text", texts.t("A word"), 160, stretch=True, sortable=False),
        Column("counts", texts.t("The sheet"), 220, stretch=True, token="muted", sortable=False),
    )
    return tuple(one for one in made if wide or one.key != "counts")


_PAST_CELLS = ("shift", "given", "taken", "text", "counts")


class PastList(RowView):
    """Hand-overs, the latest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(PagedModel((), cells=_PAST_CELLS), None, parent)
        self.setObjectName("shifts.past")
