"""Leave of the technician that is shown: listed, added, changed, taken away."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.crew.kinds import AbsenceRow, TechnicianRow
from resources.texts import N_
from ui.base.page import Page
from ui.commands import Command, Scope
from ui.pages.crew.data import absence_words
from ui.pages.crew.leave_dialog import LeaveDialog
from ui.theme.current import theme
from ui.theme.paint import paint_text
from ui.widgets.cards import SectionHead
from ui.widgets.controls import Button
from ui.widgets.labels import Label
from ui.widgets.lists import Column, ListRow, PagedModel, RowDelegate, RowState, RowView
from ui.widgets.themed import Themed

_ROW, _MOST = 40, 5


class _Delegate(RowDelegate):
    """When above, why below."""

    def paint_row(self, painter: QPainter, rect: QRectF, row: ListRow, state: RowState) -> None:
        spot = self.cell_rect("when", rect)
        past = row.cells[2] == "past"
        paint_text(painter, self.line_of(spot, 0), row.cells[0], "faint" if past else "text", "body")
        paint_text(painter, self.line_of(spot, 1), row.cells[1], "faint" if past else "muted", "small")


class LeaveList(Themed, QWidget):
    """Enter opens a line to change it."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self.context = page, page.context
        self._person: TechnicianRow | None = None
        self._rows: tuple[AbsenceRow, ...] = ()
        self._may = False
        self.heading = SectionHead()
        self.add = Button(icon="plus", key="L", size="small")
        self.add.setObjectName("crew.add_leave")
        self.heading.add_action(self.add)
        delegate = _Delegate()
        delegate.set_heights(row=_ROW)
        self.list = RowView(PagedModel(()), delegate)
        delegate.setParent(self.list)
        self.list.setObjectName("crew.leave")
        self.list.horizontalHeader().hide()
        self._none = Label("", "small", "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.heading)
        column.addWidget(self.list)
        column.addWidget(self._none)
        self.add.clicked.connect(self.add_leave)
        self.list.activated_row.connect(self._change)
        self.follow_theme()

    def add_commands(self, people: QWidget) -> None:
        """L adds leave, in the list of people and in this one."""
        for at, owner in (("crew.leave_of", people), ("crew.leave_more", self.list)):
            command = Command(at, N_("Add leave"), "L", self.add_leave, scope=Scope.PANE, hint=owner is people,
                              enabled=self._allowed)  # fmt: skip
            self.context.commands.add(owner, command)

    def _allowed(self) -> bool:
        return self._may and self.isVisible()

    def retheme(self) -> None:
        px = theme().px
        rows = max(1, min(_MOST, len(self._rows)))
        self.list.setFixedHeight(px(_ROW) * rows + px(4))

    def retranslate(self) -> None:
        """Set all words."""
        t = self.context.texts.t
        self.heading.set_heading(t("Time away"))
        self.add.set_text(t("Add leave"))
        self.list.setAccessibleName(t("Time away"))
        self.list.paged.set_columns((Column("when", "", 200, stretch=True, sortable=False),))
        self._none.set_text(t("No leave in sight."))
        self._show()

    def show_person(self, row: TechnicianRow, absences: tuple[AbsenceRow, ...], *, may: bool) -> None:
        """Show the leave of somebody."""
        fresh = (row, absences, may) != (self._person, self._rows, self._may)
        self._person, self._rows, self._may = row, absences, may
        if fresh:
            self._show()

    def _show(self) -> None:
        texts, zone, now = self.context.texts.current, self.context.desk.zone, self.context.clock.now()
        rows = []
        for one in self._rows:
            kind = texts.word("absence_kind", one.kind)
            line = f"{kind} · {one.text}" if one.text else kind
            state = "past" if one.ends_at <= now else ""
            rows.append(ListRow((absence_words(one, texts, zone), line, state), one, one.id))
        self.list.paged.replace_all(rows, done=True)
        self.list.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self.add.setVisible(self._may)
        self.retheme()

    def add_leave(self) -> None:
        """Ask for a time in which the person is away."""
        if self._person is not None and self._may:
            LeaveDialog(self._page, self._person).open()

    def _change(self, row: object) -> None:
        if isinstance(row, AbsenceRow) and self._person is not None and self._may:
            LeaveDialog(self._page, self._person, row).open()
