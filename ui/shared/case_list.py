"""Lists beside one another: what there is, two lines each, and the cases of the one that is shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from models.complaints.kinds import CaseRow
from resources.texts import Texts
from ui.shared.case_clock import CaseLine, due_look
from ui.shared.case_rows import CaseDelegate
from ui.theme import fonts
from ui.theme.current import theme
from ui.theme.lettering import RIGHT, text_width
from ui.theme.paint import paint_icon, paint_text
from ui.widgets.lists import Column, ListRow, PagedModel, RowDelegate, RowState, RowView

WIDE = 720  # from here on a list of cases has room for all that it says
_ROW = 50
_CELLS = ("severity", "unit", "title", "who", "reference", "steps", "due")


class TwoLines(RowDelegate):
    """An icon, two lines, at the right of the first one a few words: cells of title, line, words and their token."""

    def paint_row(self, painter: QPainter, rect: QRectF, row: ListRow, state: RowState) -> None:
        px, spot = theme().px, self.cell_rect("title", rect)
        side = px(17)
        icon, token = self.sign(row)
        paint_icon(painter, icon, token, spot.left(), spot.center().y() - side / 2, side)
        words = spot.adjusted(side + px(10), 0, 0, 0)
        beside, colour = (row.cells[2], row.cells[3]) if len(row.cells) > 2 else ("", "muted")
        room = text_width(beside, fonts.font("small")) + px(10) if beside else 0
        first, over = self.line_of(words, 0).adjusted(0, 0, -room, 0), self.is_over(row)
        paint_text(painter, first, row.cells[0], "muted" if over else "text", "body", not over)
        paint_text(painter, self.line_of(words, 1), row.cells[1], "muted", "small")
        if beside:
            paint_text(painter, self.line_of(words, 0), beside, colour, "small", None, RIGHT)

    def sign(self, row: ListRow) -> tuple[str, str]:
        """The icon of a row and its colour."""
        raise NotImplementedError

    def is_over(self, row: ListRow) -> bool:
        """Whether a row is past, and quiet."""
        return False


class LineList(RowView):
    """One thing a row; ``delegate`` knows their signs."""

    def __init__(self, delegate: TwoLines, parent: QWidget | None = None) -> None:
        delegate.set_heights(row=_ROW)
        columns = (Column("title", "", 200, stretch=True, sortable=False),)
        super().__init__(PagedModel(columns), delegate, parent)
        delegate.setParent(self)
        self.horizontalHeader().hide()


def case_line(case: CaseRow, texts: Texts, zone: tzinfo, now: datetime) -> ListRow:
    """A case as ``CaseList`` shows it."""
    cells = ("", case.unit, case.title, case.resident, case.reference, "", "")
    return ListRow(cells, CaseLine(case, due_look(texts, case, now, zone)), case.id)


class CaseList(RowView):
    """Cases; Enter opens one: ``opened`` carries its id. A narrow room does without the columns of ``spared``."""

    opened = Signal(int)

    def __init__(
        self, spared: Sequence[str], without: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(PagedModel((), cells=_CELLS), CaseDelegate(), parent)
        delegate = self.itemDelegate()
        assert delegate is not None
        delegate.setParent(self)
        self._spared, self._without = frozenset(spared), frozenset(without)
        self.activated_row.connect(self._go)

    def fit_columns(self, texts: Texts, width: int) -> None:
        """What is said of a case in a room of this width, in the language of now."""
        left_out = self._without if width >= theme().px(WIDE) else self._without | self._spared
        made = (
            Column("severity", "", 40, sortable=False),
            Column("unit", texts.t("Home"), 84, strong=True, sortable=False),
            Column("title", texts.t("What happened"), 160, stretch=True, sortable=False),
            Column("who", texts.t("Resident"), 90, token="muted", sortable=False),
            Column("reference", texts.t("Reference"), 84, token="muted", sortable=False),
            Column("steps", texts.t("Steps"), 96, sortable=False),
            Column("due", texts.t("Next due"), 104, sortable=False),
        )
        self.paged.set_columns(tuple(one for one in made if one.key not in left_out))

    def chosen_case(self) -> int | None:
        """The id of the case that is chosen."""
        line = self.current()
        return line.row.case.id if line is not None and isinstance(line.row, CaseLine) else None

    def _go(self, line: object) -> None:
        if isinstance(line, CaseLine):
            self.opened.emit(line.case.id)
