"""The roster of a week: a line for each shift and post, a column a day, names typed into cells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from models.accounts.kinds import StaffRow
from models.core.permissions import Permission
from models.shifts.kinds import DutyRow, Post
from models.shifts.rules import week_of
from resources.texts import Texts
from ui.context import Context
from ui.pages.shifts.data import Answer
from ui.theme.current import theme
from ui.theme.paint import paint_text
from ui.widgets.cards import Scroller
from ui.widgets.cell_parts import CellModel, Place, Reading
from ui.widgets.cells import CellTable
from ui.widgets.controls import Button, IconButton
from ui.widgets.labels import Label
from ui.widgets.themed import Themed

_BETWEEN = re.compile(r"[、,，;；/]+")
_NAMES, _CELL, _LEAST = 158, 142, 94
Ids = tuple[int, ...]


def resolve(text: str, staff: Sequence[StaffRow]) -> tuple[tuple[StaffRow, ...], str]:
    """The people that a text names, and the first name that nobody has, or that several could have."""
    found: list[StaffRow] = []
    for part in (one.strip() for one in _BETWEEN.split(text)):
        if not part:
            continue
        person = _person(part.casefold(), staff)
        if person is None:
            return tuple(found), part
        if person not in found:
            found.append(person)
    return tuple(found), ""


def _person(word: str, staff: Sequence[StaffRow]) -> StaffRow | None:
    """Whoever is called so, or the only one whose name or sign-in name begins so."""
    exact = [one for one in staff if word in (one.name.casefold(), one.login.casefold())]
    begins = [one for one in staff if any(t.casefold().startswith(word) for t in (one.name, one.login))]
    fit = exact or begins
    return fit[0] if len(fit) == 1 else None


class DayHead(QHeaderView):
    """The days; today's stands out."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.today = ""

    def paintSection(self, painter: QPainter, rect: Any, section: int) -> None:
        model = self.model()
        if isinstance(model, CellModel) and section < len(model.columns):
            key, title = model.columns[section]
            painter.save()
            spot = QRectF(rect).adjusted(theme().px(10), 0, -theme().px(4), 0)
            now = key == self.today
            paint_text(painter, spot, title, "accent" if now else "muted", "body", now)
            painter.restore()


class RosterTable(CellTable):
    """Seven days; PgUp and PgDown change the week."""

    week_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shifts.roster")
        self.days = DayHead(self)
        self.setHorizontalHeader(self.days)
        self.typing.figures = False
        self.set_widths(_NAMES, _CELL)

    def keyPressEvent(self, event: Any) -> None:
        step = {int(Qt.Key.Key_PageUp): -1, int(Qt.Key.Key_PageDown): 1}.get(int(event.key()))
        if step is not None and not event.modifiers():
            self.week_wanted.emit(step)
        else:
            super().keyPressEvent(event)


class RosterPane(Themed, QWidget):
    """The table with its week. ``changed`` carries day, shift, post, who is there now and who was."""

    changed = Signal(object, str, object, object, object)
    week_wanted = Signal(object)
    copy_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.context = context
        self._answer: Answer | None = None
        self._ids: dict[Place, Ids] = {}
        self.before, self.after = (
            IconButton("chevron-left", parent=self),
            IconButton("chevron-right", parent=self),
        )
        self.before.setObjectName("shifts.week.before")
        self.after.setObjectName("shifts.week.after")
        self.week = Label("", "lead", strong=True, parent=self)
        self.this, self.copy = Button(size="small", parent=self), Button(size="small", parent=self)
        self.this.setObjectName("shifts.week.this")
        self.copy.setObjectName("shifts.week.copy")
        self.table = RosterTable()
        self._help = Label("", "small", "muted", wrap=True, parent=self)
        self._lay_out()
        self.before.clicked.connect(self._earlier)
        self.after.clicked.connect(self._later)
        self.this.clicked.connect(self._this_week)
        self.copy.clicked.connect(self.copy_wanted)
        self.table.changed.connect(self._typed)
        self.table.week_wanted.connect(self._turn)
        self.follow_theme()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        for widget in (self.before, self.week, self.after, self.this):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.copy)
        inside = QWidget()
        self._inner = QVBoxLayout(inside)
        self._inner.setContentsMargins(0, 0, 0, 0)
        self._inner.addWidget(self.table, 0, Qt.AlignmentFlag.AlignLeft)
        self._inner.addWidget(self._help)
        self._inner.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(head)
        self._column.addWidget(Scroller(inside, self), 1)

    def retheme(self) -> None:
        px = theme().px
        self._column.setContentsMargins(px(24), px(16), px(24), px(16))
        self._column.setSpacing(px(12))
        self._inner.setSpacing(px(12))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() / theme().scale - 60 - _NAMES
        self.table.set_widths(_NAMES, max(_LEAST, int(room // 7)))

    # -- what it shows

    def show_answer(self, answer: Answer) -> None:
        """Show a week; what is being typed is kept first."""
        self._answer = answer
        texts, monday = answer.eye.texts, answer.eye.monday
        today = answer.now.astimezone(answer.eye.zone).date()
        days = [monday + timedelta(days=number) for number in range(7)]
        self.week.set_text(_week_words(texts, days[0], days[-1]))
        self.table.days.today = today.isoformat()
        rows = [
            (f"{shift.code}/{post.value}",
             texts.t("{shift}, {post}", shift=shift.label(texts.language), post=texts.word("post", post, inside=True)))
            for shift in answer.shifts for post in Post
        ]  # fmt: skip
        self.table.set_heads(rows, [(day.isoformat(), texts.long_date(day)) for day in days])
        self.table.set_reader(self._read)
        names = self._names(answer.roster)
        if self.table.typing.editor is None:
            self.table.set_texts(names, names)
        if not self.table.currentIndex().isValid() and today in days:
            self.table.setCurrentIndex(self.table.cells.index(0, days.index(today)))
        self._retranslate(answer, monday != week_of(today))

    def _retranslate(self, answer: Answer, another: bool) -> None:
        texts, may = answer.eye.texts, self.context.desk.may(Permission.ASSIGN)
        self.table.set_read_only(not may)
        self.table.setAccessibleName(texts.t("Roster"))
        self.before.set_name(texts.t("The week before"))
        self.after.set_name(texts.t("The week after"))
        self.this.set_text(texts.t("This week"))
        self.this.setVisible(another)
        self.copy.set_text(texts.t("Like the week before"))
        self.copy.setVisible(may)
        self._help.set_text(
            texts.t("Type names or sign-in names, their beginning is enough; several with a comma between them. "
                    "Delete empties a cell.") if may else texts.t("Coordinators and managers write the roster.")
        )  # fmt: skip

    def _names(self, roster: Sequence[DutyRow]) -> Mapping[Place, str]:
        people: dict[Place, list[DutyRow]] = {}
        for row in roster:
            people.setdefault((f"{row.shift}/{row.post.value}", row.day.isoformat()), []).append(row)
        self._ids = {place: tuple(row.staff_id for row in rows) for place, rows in people.items()}
        return {place: self._comma().join(row.name for row in rows) for place, rows in people.items()}

    def _comma(self) -> str:
        return "、" if self._answer is not None and self._answer.eye.texts.language.startswith("zh") else ", "

    def _read(self, place: Place, text: str) -> Reading:
        if self._answer is None or text == self.table.cells.base.get(place):
            return Reading(text, text=text)
        people, unknown = resolve(text, self._answer.staff)
        if unknown:
            words = self._answer.eye.texts.t("Nobody, or more than one, is called {name}.", name=unknown)
            return Reading(problem=words)
        names = self._comma().join(one.name for one in people)
        return Reading(names, text=names)

    # -- what is done

    def _typed(self, place: Place, text: str) -> None:
        if self._answer is None:
            return
        people, unknown = resolve(text, self._answer.staff)
        if unknown:
            return  # the cell says so, and stays red
        shift, post = place[0].rsplit("/", 1)
        fresh = tuple(one.id for one in people)
        self.changed.emit(date.fromisoformat(place[1]), shift, Post(post), fresh, self._ids.get(place, ()))

    def _turn(self, weeks: int) -> None:
        if self._answer is not None:
            self.table.finish()
            self.week_wanted.emit(self._answer.eye.monday + timedelta(days=7 * weeks))

    def _earlier(self) -> None:
        self._turn(-1)

    def _later(self) -> None:
        self._turn(1)

    def _this_week(self) -> None:
        if self._answer is not None:
            self.week_wanted.emit(week_of(self._answer.now.astimezone(self._answer.eye.zone).date()))


def _week_words(texts: Texts, first: date, last: date) -> str:
    """``16 Nov – 22 Nov 2026``: the year stands once, where the language has it."""
    early = texts.language.startswith("zh")
    both = first.year != last.year
    return f"{texts.date(first, year=early or both)} – {texts.date(last, year=both or not early)}"
