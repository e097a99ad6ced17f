"""The two lists of the page: the incidents at the left, the cases of the one that is shown."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from models.incidents.kinds import IncidentRow, IncidentState
from resources.texts import Texts
from ui.shared.case_rows import CaseDelegate
from ui.shared.incident_words import incident_icon
from ui.theme import fonts
from ui.theme.current import theme
from ui.theme.lettering import RIGHT, text_width
from ui.theme.paint import paint_icon, paint_text
from ui.widgets.lists import Column, ListRow, PagedModel, RowDelegate, RowState, RowView

_ROW = 50


class IncidentDelegate(RowDelegate):
    """Icon and title above, where and how many below; at the right until when."""

    def paint_row(self, painter: QPainter, rect: QRectF, row: ListRow, state: RowState) -> None:
        px, incident = theme().px, row.row
        assert isinstance(incident, IncidentRow)
        spot = self.cell_rect("title", rect)
        over = not incident.is_live
        side = px(17)
        token = "soon" if incident.state == IncidentState.PROPOSED or incident.major else "muted"
        icon = "check" if incident.state == IncidentState.ENDED else incident_icon(incident)
        if incident.state == IncidentState.DISMISSED:
            icon = "x"
        paint_icon(painter, icon, "faint" if over else token, spot.left(), spot.center().y() - side / 2, side)
        words = spot.adjusted(side + px(10), 0, 0, 0)
        when = row.cells[2]
        room = text_width(when, fonts.font("small")) + px(10) if when else 0
        first = self.line_of(words, 0).adjusted(0, 0, -room, 0)
        paint_text(painter, first, row.cells[0], "muted" if over else "text", "body", not over)
        paint_text(painter, self.line_of(words, 1), row.cells[1], "muted", "small")
        if when:
            paint_text(painter, self.line_of(words, 0), when, row.cells[3], "small", None, RIGHT)


class IncidentList(RowView):
    """Proposed ones first, then what goes on, then the past."""

    def __init__(self, parent: QWidget | None = None) -> None:
        delegate = IncidentDelegate()
        delegate.set_heights(row=_ROW)
        super().__init__(
            PagedModel((Column("title", "", 200, stretch=True, sortable=False),)), delegate, parent
        )
        delegate.setParent(self)
        self.horizontalHeader().hide()


def case_columns(texts: Texts, *, wide: bool) -> tuple[Column, ...]:
    """What is said of a case; in a narrow room less of it."""
    made = (
        Column("severity", "", 40, sortable=False),
        Column("unit", texts.t("Home"), 84, strong=True, sortable=False),
        Column("title", texts.t("What happened"), 160, stretch=True, sortable=False),
        Column("who", texts.t("Resident"), 90, token="muted", sortable=False),
        Column("reference", texts.t("Reference"), 84, token="muted", sortable=False),
        Column("steps", texts.t("Steps"), 96, sortable=False),
        Column("due", texts.t("Next due"), 104, sortable=False),
    )
    return tuple(one for one in made if wide or one.key not in ("who", "reference"))


_CELLS = ("severity", "unit", "title", "who", "reference", "steps", "due")


class CaseList(RowView):
    """The cases of one incident; Enter opens one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(PagedModel((), cells=_CELLS), CaseDelegate(), parent)
        delegate = self.itemDelegate()
        assert delegate is not None
        delegate.setParent(self)
