"""The list of staff."""

from __future__ import annotations

from datetime import datetime, tzinfo

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from models.accounts.kinds import StaffRow
from models.escalation.rules import level_of
from resources.texts import Texts
from ui.pages.team.data import Team, limit_words, seen, state_of
from ui.shell.person import initials
from ui.theme.current import theme
from ui.theme.paint import LEFT, RIGHT, paint_avatar, paint_text
from ui.widgets.lists import Column, ListRow, PagedModel, RowDelegate, RowState, RowView

ROW = 48


def columns(texts: Texts) -> tuple[Column, ...]:
    """What is said of everybody."""
    return (
        Column("name", texts.t("Name"), 190, stretch=True, strong=True, sortable=False),
        Column("role", texts.p("staff", "Role"), 96, sortable=False),
        Column("seen", texts.t("Last here"), 112, token="muted", sortable=False),
        Column("state", "", 120, sortable=False),
        Column("limit", texts.t("Limit"), 76, align="right", sortable=False),
    )


class StaffDelegate(RowDelegate):
    """Sign, name and sign-in name in the first column; those who left are faint."""

    def paint_row(self, painter: QPainter, rect: QRectF, row: ListRow, state: RowState) -> None:
        px = theme().px
        person, token = row.row, row.cells[6]
        assert isinstance(person, StaffRow)
        name = self.cell_rect("name", rect)
        sign = QRectF(name.left(), rect.center().y() - px(15), px(30), px(30))
        paint_avatar(painter, sign, initials(person.name))
        words = name.adjusted(px(42), 0, 0, 0)
        ink = "text" if person.active else "faint"
        paint_text(painter, self.line_of(words, 0), row.cells[0], ink, "body", True)
        paint_text(
            painter, self.line_of(words, 1), row.cells[5], "muted" if person.active else "faint", "small"
        )
        role = self.cell_rect("role", rect)
        paint_text(painter, self.line_of(role, 0), row.cells[1], ink)
        paint_text(
            painter, self.line_of(role, 1), row.cells[7], "muted" if person.active else "faint", "small"
        )
        for at, key in ((2, "limit"), (3, "seen"), (4, "state")):
            column = self.column(key)
            spot = self.cell_rect(key, rect)
            if column is not None and not spot.isEmpty():
                colour = token if key == "state" else column.token if person.active else "faint"
                self.paint_cell(painter, spot, row.cells[at], colour, column)

    @staticmethod
    def paint_cell(painter: QPainter, spot: QRectF, text: str, token: str, column: Column) -> None:
        """Paint one cell in a colour of its own."""
        from_right = column.align == "right"
        paint_text(painter, spot, text, token, "body", None, RIGHT if from_right else LEFT)


class StaffList(RowView):
    """Everybody who signs in, those who left at the end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        delegate = StaffDelegate()
        delegate.set_heights(row=ROW)
        super().__init__(PagedModel(()), delegate, parent)
        delegate.setParent(self)

    def show_team(
        self, team: Team, texts: Texts, now: datetime, zone: tzinfo, unsaved: frozenset[int]
    ) -> None:
        """Show everybody; who is chosen stays chosen."""
        self.paged.set_columns(columns(texts))
        rows = []
        for row in team.people:
            words, token = state_of(row, team, texts, now, zone)
            if row.id in unsaved:
                words, token = texts.t("Not saved yet"), "soon"
            cells = (
                row.name,
                texts.word("role", row.role),
                limit_words(row, team, texts),
                seen(row, texts, now, zone),
                words,
                row.login,
                token,
                texts.word("level", level_of(row.role, row.own_level)),
            )
            rows.append(ListRow(cells, row, row.id))
        self.paged.replace_all(rows, done=True)
