"""The small dialogs of the list: the name of a view, other days, one home, what could not be closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.core.errors import UserProblem
from models.core.permissions import Permission
from models.core.session import Session
from models.directory.kinds import PlaceRow
from models.directory.queries import resolve_unit
from ui.base.dialog import Dialog
from ui.context import Context
from ui.pages.complaints.state import Named, days_of, period_of
from ui.widgets.choices import Check
from ui.widgets.controls import PrimaryButton, QuietButton
from ui.widgets.fields import DateTimeField, LabeledField, LineField
from ui.widgets.labels import Label
from ui.widgets.planes import Scroller
from ui.widgets.when import parse_when


class Asking(Dialog):
    """A heading, something to fill in, and the two buttons."""

    WIDTH = 400
    NAME = ""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        self.setObjectName(self.NAME)
        self.heading = Label("", "heading")
        self.body.addWidget(self.heading)
        self.cancel = QuietButton("")
        self.cancel.setObjectName(f"{self.NAME}.cancel")
        self.cancel.clicked.connect(self.reject)
        self.take = PrimaryButton("", None, "Return")
        self.take.setObjectName(f"{self.NAME}.take")
        self.take.setDefault(True)
        self.take.clicked.connect(self.finish)
        self.add_button(self.cancel)
        self.add_button(self.take)

    def retranslate(self) -> None:
        """The words that all of them share."""
        self.cancel.set_text(self.context.texts.t("Cancel"))

    def say(self, heading: str, take: str) -> None:
        """Set heading and button."""
        self.heading.set_text(heading)
        self.setWindowTitle(heading)
        self.take.set_text(take)

    def finish(self) -> None:
        """Answer, or say what is missing."""


@dataclass(frozen=True)
class ViewName:
    """How a view is to be called, and whether everybody sees it."""

    name: str
    shared: bool


class NameDialog(Asking):
    """Asks for the name of a view."""

    NAME = "complaints.save_view"

    def __init__(self, context: Context, parent: QWidget, name: str = "", renaming: bool = False) -> None:
        super().__init__(context, parent)
        self._renaming = renaming
        self.field = LineField()
        self.field.setObjectName("complaints.save_view.name")
        self.field.set_value(name)
        self.label = LabeledField("", self.field)
        self.shared = Check("")
        self.shared.setObjectName("complaints.save_view.shared")
        self.shared.setVisible(not renaming and context.desk.may(Permission.MANAGE_OPTIONS))
        self.body.addWidget(self.label)
        self.body.addWidget(self.shared)
        self.field.selectAll()
        self.field.setFocus()

    def retranslate(self) -> None:
        super().retranslate()
        t = self.context.texts.t
        self.say(t("Rename view") if self._renaming else t("Save view"), t("Save"))
        self.label.set_label(t("&Name of the view"))
        self.shared.set_text(t("Everybody sees it"))

    def finish(self) -> None:
        name = str(self.field.value())
        if not name:
            self.label.set_error(self.context.texts.t("A view needs a name."))
            self.fit()
            return
        self.answer(ViewName(name, bool(self.shared.value())))


class DaysDialog(Asking):
    """Asks from which day to which; either may stay open."""

    NAME = "complaints.days"

    def __init__(self, context: Context, parent: QWidget, period: str) -> None:
        super().__init__(context, parent)
        first, last = days_of(period)
        self.first = self._field("complaints.days.first")
        self.last = self._field("complaints.days.last")
        self.first_label, self.last_label = LabeledField("", self.first), LabeledField("", self.last)
        self.body.addWidget(self.first_label)
        self.body.addWidget(self.last_label)
        self.first.set_value(datetime.combine(first, time()) if first else None)
        self.last.set_value(datetime.combine(last, time()) if last else None)
        self.first.setFocus()

    def _field(self, name: str) -> DateTimeField:
        field = DateTimeField(parse_when, _show_day, self._now)
        field.setObjectName(name)
        return field

    def _now(self) -> datetime:
        return self.context.clock.now().astimezone(self.context.desk.zone).replace(tzinfo=None)

    def retranslate(self) -> None:
        super().retranslate()
        t = self.context.texts.t
        self.say(t("Received between"), t("Show"))
        self.first_label.set_label(t("&From"))
        self.last_label.set_label(t("&To"))
        for field in (self.first, self.last):
            field.set_placeholder("2026-11-01")
            field.set_calendar_name(t("Calendar"))

    def finish(self) -> None:
        wrong = self.context.texts.t("Please write a day, such as 2026-11-01.")
        for field, label in ((self.first, self.first_label), (self.last, self.last_label)):
            label.set_error(None if field.is_valid() else wrong)
        if not (self.first.is_valid() and self.last.is_valid()):
            self.fit()
            return
        first, last = self.first.value(), self.last.value()
        self.answer(
            period_of(
                first.date() if isinstance(first, datetime) else None,
                last.date() if isinstance(last, datetime) else None,
            )
        )


class HomeDialog(Asking):
    """Asks for one home; what is typed must be one."""

    NAME = "complaints.home"

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        self.field = LineField()
        self.field.setObjectName("complaints.home.unit")
        self.label = LabeledField("", self.field)
        self.body.addWidget(self.label)
        self.field.setFocus()

    def retranslate(self) -> None:
        super().retranslate()
        t = self.context.texts.t
        self.say(t("Cases of one home"), t("Show"))
        self.label.set_label(t("&Unit"))
        self.field.set_placeholder("3-1502")

    def finish(self) -> None:
        typed = str(self.field.value())

        def resolve(session: Session) -> PlaceRow:
            return resolve_unit(session, typed)

        self.context.jobs.query(self, resolve, self._found, self._not_found, key="unit")

    def _found(self, place: PlaceRow) -> None:
        self.answer(Named(place.id, place.label))

    def _not_found(self, problem: UserProblem) -> bool:
        self.label.set_error(self.context.texts.problem(problem))
        self.fit()
        return True


@dataclass(frozen=True)
class Refusal:
    """A case that could not be closed: what it is called, and the words for what it owes."""

    title: str
    owes: str


class RefusedDialog(Dialog):
    """Lists the cases that could not be closed, each with what it still owes."""

    WIDTH = 520

    def __init__(self, context: Context, parent: QWidget, closed: int, refused: Sequence[Refusal]) -> None:
        super().__init__(context, parent)
        self.setObjectName("complaints.refused")
        self._closed, self._refused = closed, refused
        self.heading = Label("", "heading", wrap=True)
        self.note = Label("", token="muted", wrap=True)
        self.body.addWidget(self.heading)
        self.body.addWidget(self.note)
        self.body.addWidget(self._list(), 1)
        self.ok = PrimaryButton("", None, "Return")
        self.ok.setObjectName("complaints.refused.ok")
        self.ok.setDefault(True)
        self.ok.clicked.connect(self.accept)
        self.add_button(self.ok)

    def _list(self) -> QWidget:
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for number, refusal in enumerate(self._refused):
            title, owes = (
                Label(refusal.title, strong=True, wrap=True),
                Label(refusal.owes, token="muted", wrap=True),
            )
            owes.setObjectName(f"complaints.refused.{number}")
            column.addWidget(title)
            column.addWidget(owes)
            column.addSpacing(8)
        column.addStretch(1)
        if len(self._refused) <= 6:
            return inside
        scroller = Scroller(inside)
        scroller.setMinimumHeight(300)
        return scroller

    def retranslate(self) -> None:
        texts = self.context.texts
        refused = len(self._refused)
        self.heading.set_text(texts.n("{n} case stays open", "{n} cases stay open", refused))
        self.setWindowTitle(self.heading.text())
        closed = (
            texts.n("{n} case was closed.", "{n} cases were closed.", self._closed) if self._closed else ""
        )
        owes = texts.t("A case can be closed when all its steps are done. These are missing:")
        self.note.set_text(" ".join(filter(None, (closed, owes))))
        self.ok.set_text(texts.t("All right"))


def _show_day(moment: datetime) -> str:
    return moment.date().isoformat()
