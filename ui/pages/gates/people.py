"""The people who sign in here, as a list with their signs."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from models.accounts.kinds import StaffRow
from models.core.permissions import Role
from resources.texts import Texts
from ui.shell.person import initials
from ui.theme.current import theme
from ui.theme.paint import CENTRE, paint_avatar, paint_box, paint_icon, paint_text
from ui.widgets.lists import Column, ListRow, PagedModel, RowDelegate, RowState, RowView

SOMEBODY_ELSE = 0
ROW = 46
MOST_SHOWN = 7


@dataclass(frozen=True)
class Person:
    """One line: somebody of the staff, or with the id 0 whoever types a name."""

    id: int
    name: str = ""
    login: str = ""
    role: Role | None = None
    has_password: bool = True

    @classmethod
    def of(cls, row: StaffRow) -> Person:
        """A member of staff."""
        return cls(row.id, row.name, row.login, row.role, row.has_password)


class PersonDelegate(RowDelegate):
    """Sign, name and role; no lines between people."""

    def paint_ground(self, painter: QPainter, rect: QRectF, state: RowState) -> None:
        shown = theme()
        plane = "selected" if state.selected else "hover" if state.hover else None
        if plane:
            paint_box(painter, rect, shown.color(plane), None, shown.px(7))
        if state.focused:
            paint_box(painter, rect, None, shown.color("focus"), shown.px(7), 2)

    def paint_row(self, painter: QPainter, rect: QRectF, row: ListRow, state: RowState) -> None:
        px = theme().px
        person = row.row
        assert isinstance(person, Person)
        sign = QRectF(rect.left() + px(12), rect.center().y() - px(15), px(30), px(30))
        words = rect.adjusted(px(56), 0, -px(12), 0)
        if person.id == SOMEBODY_ELSE:
            paint_icon(painter, "ellipsis", "muted", sign.left() + px(7), sign.top() + px(7), px(16))
            paint_text(painter, words, row.cells[0], "muted")
            return
        paint_avatar(painter, sign, initials(person.name))
        if state.selected:  # the sign stands out from the tinted row
            paint_box(painter, sign, theme().color("surface"), None, sign.width() / 2)
            paint_text(painter, sign, initials(person.name), "accent", "small", True, CENTRE)
        paint_text(painter, self.line_of(words, 0), row.cells[0], "text", "body", True)
        paint_text(painter, self.line_of(words, 1), row.cells[1], "muted", "small")


class PeopleList(RowView):
    """Who may sit down here; the last line is for a name that is typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        delegate = PersonDelegate()
        delegate.set_heights(row=ROW)
        self._people: tuple[Person, ...] = ()
        super().__init__(PagedModel((Column("name", "", 200, stretch=True),)), delegate, parent)
        delegate.setParent(self)
        self.horizontalHeader().hide()

    def set_people(self, people: tuple[Person, ...], texts: Texts) -> None:
        """Show these people, and the line for somebody else; keeps who is chosen."""
        self._people = (*people, Person(SOMEBODY_ELSE))
        rows = [ListRow(self._words(person, texts), person, person.id) for person in self._people]
        self.paged.replace_all(rows, done=True)
        self._size()

    def chosen(self) -> Person | None:
        """Who is chosen."""
        row = self.current()
        return row.row if row is not None and isinstance(row.row, Person) else None

    def step(self, by: int) -> None:
        """Choose the next or the one before, while the focus is elsewhere."""
        at = self.currentIndex().row() + by
        if 0 <= at < len(self._people):
            self.select_row(at)

    def retheme(self) -> None:
        super().retheme()
        self._size()

    def _size(self) -> None:
        self.setFixedHeight(self.rows.row_height * min(len(self._people), MOST_SHOWN))

    @staticmethod
    def _words(person: Person, texts: Texts) -> tuple[str, str]:
        if person.role is None:
            return texts.t("Somebody else"), ""
        return person.name, texts.word("role", person.role)
