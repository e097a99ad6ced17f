"""The lists of the page: warnings, the cases behind one, residents whom somebody should call."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from models.warnings.kinds import WarningLevel, WarningRow
from resources.texts import Texts
from ui.shared.case_rows import CaseDelegate
from ui.theme import fonts
from ui.theme.current import theme
from ui.theme.lettering import RIGHT, text_width
from ui.theme.paint import paint_icon, paint_text
from ui.widgets.lists import Column, ListRow, PagedModel, RowDelegate, RowState, RowView

_ROW = 50
_CELLS = ("severity", "unit", "title", "reference", "steps", "due")


class TwoLines(RowDelegate):
    """An icon, two lines, and at the right of the first one a few words."""

    def paint_row(self, painter: QPainter, rect: QRectF, row: ListRow, state: RowState) -> None:
        px, spot = theme().px, self.cell_rect("title", rect)
        side = px(17)
        icon, token = self.sign(row)
        paint_icon(painter, icon, token, spot.left(), spot.center().y() - side / 2, side)
        words = spot.adjusted(side + px(10), 0, 0, 0)
        beside, colour = (row.cells[2], row.cells[3]) if len(row.cells) > 2 else ("", "muted")
        room = text_width(beside, fonts.font("small")) + px(10) if beside else 0
        paint_text(
            painter, self.line_of(words, 0).adjusted(0, 0, -room, 0), row.cells[0], "text", "body", True
        )
        paint_text(painter, self.line_of(words, 1), row.cells[1], "muted", "small")
        if beside:
            paint_text(painter, self.line_of(words, 0), beside, colour, "small", None, RIGHT)

    def sign(self, row: ListRow) -> tuple[str, str]:
        """The icon of a row and its colour."""
        one = row.row
        if not isinstance(one, WarningRow):
            return "phone", "muted"
        if one.acknowledged_at is not None:
            return "check", "faint"
        return "triangle-alert", "overdue" if one.level == WarningLevel.RED else "soon"


class LineList(RowView):
    """Warnings, or residents, two lines each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        delegate = TwoLines()
        delegate.set_heights(row=_ROW)
        columns = (Column("title", "", 200, stretch=True, sortable=False),)
        super().__init__(PagedModel(columns), delegate, parent)
        delegate.setParent(self)
        self.horizontalHeader().hide()


def case_columns(texts: Texts, *, wide: bool) -> tuple[Column, ...]:
    """What is said of a case; in a narrow room less of it."""
    made = (
        Column("severity", "", 40, sortable=False),
        Column("unit", texts.t("Home"), 84, strong=True, sortable=False),
        Column("title", texts.t("What happened"), 160, stretch=True, sortable=False),
        Column("reference", texts.t("Reference"), 84, token="muted", sortable=False),
        Column("steps", texts.t("Steps"), 96, sortable=False),
        Column("due", texts.t("Next due"), 104, sortable=False),
    )
    return tuple(one for one in made if wide or one.key not in ("steps", "reference"))


class CaseList(RowView):
    """The cases behind a warning; Enter opens one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(PagedModel((), cells=_CELLS), CaseDelegate(), parent)
        delegate = self.itemDelegate()
        assert delegate is not None
        delegate.setParent(self)
