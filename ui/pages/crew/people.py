"""The list of technicians and the one who is chosen, with leave."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from models.core.permissions import Permission
from models.crew import actions
from models.crew.kinds import TechnicianDraft, TechnicianRow
from ui.base.page import Page
from ui.pages.crew.data import Crew, skill_words
from ui.pages.crew.leave import LeaveList
from ui.pages.crew.leaving import Leaving
from ui.pages.crew.people_form import PeopleForm
from ui.shared.book import Book
from ui.theme.current import theme
from ui.theme.paint import paint_box, paint_text
from ui.widgets.controls import GraveButton, QuietButton
from ui.widgets.lists import Column, ListRow, RowDelegate, RowState

_ROW = 48


class PeopleDelegate(RowDelegate):
    """Colour, name and skills in the first column; who left is faint."""

    def paint_row(self, painter: QPainter, rect: QRectF, row: ListRow, state: RowState) -> None:
        px = theme().px
        person = row.row
        assert isinstance(person, TechnicianRow)
        name = self.cell_rect("name", rect)
        bar = QRectF(name.left(), rect.top() + px(10), px(4), rect.height() - px(20))
        colour = theme().color(f"c{person.colour}" if person.active else "line-strong")
        paint_box(painter, bar, colour, None, px(2))
        words = name.adjusted(px(14), 0, 0, 0)
        ink, quiet = ("text", "muted") if person.active else ("faint", "faint")
        paint_text(painter, self.line_of(words, 0), row.cells[0], ink, "body", True)
        paint_text(painter, self.line_of(words, 1), row.cells[4], quiet, "small")
        for at, key, token in ((1, "phone", ink), (2, "firm", quiet), (3, "state", row.cells[5])):
            spot = self.cell_rect(key, rect)
            if not spot.isEmpty():
                paint_text(painter, spot, row.cells[at], token)


class PeopleBook(Book):
    """Technicians: own people and those whom contractors send."""

    def __init__(self, page: Page) -> None:
        self.crew = Crew()
        self._form = PeopleForm(page.context)
        delegate = PeopleDelegate()
        delegate.set_heights(row=_ROW)
        super().__init__(page, "crew", self._form, delegate, 420)
        self.leave = LeaveList(page)
        self.leaving = Leaving(page)
        self.panel.below.addWidget(self.leave)
        self.let_go, self.take_back = GraveButton(), QuietButton()
        for name, button in (("let_go", self.let_go), ("take_back", self.take_back)):
            button.setObjectName(f"crew.{name}")
            self.panel.add_deed(button)
        self.let_go.clicked.connect(self._let_go)
        self.take_back.clicked.connect(self._take_back)

    def show_crew(self, crew: Crew) -> None:
        """Take everything anew."""
        self.crew = crew
        self._form.set_crew(crew)
        self.show_rows(crew.people)

    def may(self) -> bool:
        return self.context.desk.may(Permission.MANAGE_CREW)

    def columns(self) -> tuple[Column, ...]:
        t = self.context.texts.t
        return (
            Column("name", t("Technician"), 220, stretch=True, strong=True, sortable=False),
            Column("phone", t("Phone"), 120, sortable=False),
            Column("firm", t("Works for"), 110, sortable=False),
            Column("state", "", 130, sortable=False),
        )

    def cells(self, row: Any, unsaved: bool) -> tuple[str, ...]:
        texts = self.context.texts.current
        state, token = self._state(row)
        if unsaved:
            state, token = texts.t("Not saved yet"), "soon"
        skills = skill_words(row.skills, self.crew, texts)
        return row.name, row.phone, row.contractor, state, skills, token

    def _state(self, row: TechnicianRow) -> tuple[str, str]:
        texts, now, zone = self.context.texts.current, self.context.clock.now(), self.context.desk.zone
        if row.left_on is not None:
            if row.left_on >= self.crew.today:
                return texts.t("leaves on {day}", day=texts.date(row.left_on)), "soon"
            return texts.t("left on {day}", day=texts.date(row.left_on)), "faint"
        if row.until is not None and row.until < self.crew.today:
            return texts.t("Contract has ended"), "soon"
        away = self.crew.away(row.id, now)
        if away is None:
            return "", "muted"
        kind = texts.word("absence_kind", away.kind)
        back = away.ends_at.astimezone(zone) - timedelta(minutes=1)
        return texts.t("{kind} until {day}", kind=kind, day=texts.date(back.date())), "muted"

    def head(self, row: Any | None) -> tuple[str, str]:
        texts = self.context.texts
        if row is None:
            return texts.t("A new technician"), ""
        state, _token = self._state(row)
        return row.name, state

    def show_deeds(self, row: Any | None) -> None:
        t = self.context.texts.t
        may = self.may() and row is not None
        self.let_go.set_text(t("Let go …"))
        self.take_back.set_text(t("Take back"))
        self.let_go.setVisible(may and row is not None and row.active)
        self.take_back.setVisible(may and row is not None and not row.active)
        self.leave.setVisible(row is not None)
        if row is not None:
            self.leave.show_person(row, self.crew.leave_of(row.id), may=may and row.active)

    def write(self, row: Any | None, draft: Any) -> None:
        assert isinstance(draft, TechnicianDraft)
        failed = self.form.tell
        if row is None:
            self.page.run(actions.add_technician, draft, done=self.added, failed=failed)
        else:
            given = (row.id, row.row_version, draft)
            self.page.run(actions.change_technician, *given, done=self.saved, failed=failed)

    def _let_go(self) -> None:
        if self.row is not None:
            self.leaving.ask(self.row, self.crew.today)

    def _take_back(self) -> None:
        if self.row is not None:
            self.page.run(actions.take_back, self.row.id, self.row.row_version)

    def retranslate(self) -> None:
        self.list.setAccessibleName(self.context.texts.t("Technicians"))
        self.leave.retranslate()
        super().retranslate()
