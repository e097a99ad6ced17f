"""Asking for a time in which somebody is away, with the orders that are in the way."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any

from models.core.errors import UserProblem
from models.core.session import Session
from models.crew import actions
from models.crew.kinds import AbsenceDraft, AbsenceKind, AbsenceRow, TechnicianRow
from models.repairs.kinds import OrderRow
from models.scheduling.queries import in_the_way
from models.timing.hours import hours_text, read_hours
from models.timing.kinds import DAY
from resources.texts import N_
from ui.base.page import Page
from ui.language import TextsHolder
from ui.messages import Kind
from ui.shared.day_field import DayField
from ui.shared.fields_dialog import FieldsDialog
from ui.widgets.controls import QuietButton
from ui.widgets.fields import ChoiceField, LineField
from ui.widgets.labels import Label

_NAMED = 4  # orders in the way that are named; the rest are counted
_FIELD_OF = {
    "absence.empty": "last",
    "absence.too_long": "last",
    "absence.far": "first",
    "absence.overlap": "first",
    "crew.note_long": "text",
    "calendar.hours": "hours",
    "calendar.interval": "hours",
    "calendar.overlap": "hours",
}


class LeaveDialog(FieldsDialog):
    """First and last day; hours where it is not whole days. It saves by itself and stays when that is refused."""

    def __init__(self, page: Page, person: TechnicianRow, row: AbsenceRow | None = None) -> None:
        title = N_("Add leave") if row is None else N_("Change leave")
        super().__init__(page.context, page, "leave", title, N_("Save"), room="crew")
        self._page, self._person, self._row = page, person, row
        self._zone = page.context.desk.zone
        self.tell(N_("{name} is not scheduled in this time."), name=person.name)
        kind, self.first, self.last = (
            ChoiceField(),
            DayField(self.context, "first"),
            DayField(self.context, "last"),
        )
        self.hours = LineField()
        self.add("kind", N_("&Why"), kind, needed=True)
        self.add("first", N_("&From"), self.first, needed=True)
        self.add("last", N_("Last &day"), self.last, needed=True)
        self.add("hours", N_("&Hours, where not all day"), self.hours)
        self.add("text", N_("Remar&k"), LineField())
        self.speak(self._say_choices)
        self._way = Label("", "small", "soon", wrap=True)
        self._way.setObjectName("crew.leave.in_the_way")
        self._way.hide()
        self.body.addWidget(self._way)
        if row is not None:
            self.remove = QuietButton(self.context.texts.t("They are there after all"))
            self.remove.setObjectName("crew.leave.remove")
            self.remove.clicked.connect(self._remove)
            self.add_button(self.remove, first=True)
        self._fill()
        for field in (self.first, self.last, self.hours):
            field.changed.connect(self._look)
        self.submitted.connect(self._save)

    def _fill(self) -> None:
        row = self._row
        if row is None:
            tomorrow = self.context.clock.now().astimezone(self._zone).date() + timedelta(days=1)
            self.set_values({"kind": AbsenceKind.LEAVE, "first": tomorrow, "last": tomorrow})
            return
        start, end = row.starts_at.astimezone(self._zone), row.ends_at.astimezone(self._zone)
        whole = start.time() == time() == end.time()
        last = (end - timedelta(minutes=1)).date()
        span = (start.hour * 60 + start.minute, DAY if end.time() == time() else end.hour * 60 + end.minute)
        hours = "" if whole else f"{hours_text((span,))}"
        self.set_values(
            {"kind": row.kind, "first": start.date(), "last": last, "hours": hours, "text": row.text}
        )

    def open(self) -> None:
        super().open()
        self._look()

    def _say_choices(self, texts: TextsHolder) -> None:
        field = self.field("kind")
        assert isinstance(field, ChoiceField)
        field.set_options([(kind, texts.word("absence_kind", kind)) for kind in AbsenceKind])
        self.first.retranslate()
        self.last.retranslate()
        self.hours.set_placeholder(texts.t("all day, or 13:30-18:00"))

    # -- the orders in the way

    def _look(self, *_: object) -> None:
        try:
            span = self._span(self.values())
        except UserProblem:
            span = None
        if span is None or span[1] <= span[0]:
            self._show_way(())
            return
        ask = partial(_in_the_way, self._person.id, *span)
        self.context.jobs.query(self, ask, self._show_way, key="way")

    def _show_way(self, orders: tuple[OrderRow, ...]) -> None:
        texts = self.context.texts
        if orders:
            named = [self._order_words(one) for one in orders[:_NAMED]]
            if len(orders) > _NAMED:
                named.append(texts.n("{n} more", "{n} more", len(orders) - _NAMED))
            count = texts.n("{n} order is booked then:", "{n} orders are booked then:", len(orders))
            stay = texts.t("It stays in the schedule, marked, until you move it.")
            self._way.set_text("\n".join((count, *named, stay)))
        was = self._way.isVisible()
        self._way.setVisible(bool(orders))
        if self.isVisible() and (orders or was):
            self.fit()

    def _order_words(self, row: OrderRow) -> str:
        texts = self.context.texts
        begin = "" if row.starts_at is None else texts.current.datetime(row.starts_at, self._zone)
        where = row.place or row.where_text
        return " · ".join(one for one in (begin, row.reference, where, row.title) if one)

    # -- saving

    def _span(self, values: dict[str, Any]) -> tuple[datetime, datetime] | None:
        """From when to when; ``None`` while days are missing. Raises what ``read_hours`` raises."""
        first, last = values["first"], values["last"]
        if not isinstance(first, date) or not isinstance(last, date):
            return None
        spans = read_hours(values["hours"])
        begin, end = (spans[0][0], spans[-1][1]) if spans else (0, DAY)
        return self._instant(first, begin), self._instant(last, end)

    def _instant(self, day: date, minute: int) -> datetime:
        at = datetime.combine(day + timedelta(days=minute // DAY), time(minute % DAY // 60, minute % 60))
        return at.replace(tzinfo=self._zone).astimezone(UTC)

    def _save(self, values: dict[str, Any]) -> None:
        try:
            span = self._span(values)
        except UserProblem as problem:
            self._refused(problem)
            return
        assert span is not None
        draft = AbsenceDraft(self._person.id, AbsenceKind(values["kind"]), *span, values["text"])
        if self._row is None:
            self._page.run(actions.add_absence, draft, done=self._done, failed=self._refused)
        else:
            given = (self._row.id, self._row.row_version, draft)
            self._page.run(actions.change_absence, *given, done=self._done, failed=self._refused)

    def _remove(self) -> None:
        if self._row is not None:
            given = (self._row.id, self._row.row_version)
            self._page.run(actions.remove_absence, *given, done=self._done, failed=self._refused)

    def _done(self, _value: object) -> None:
        self.accept()
        self.context.messages.tell(Kind.DONE, self.context.texts.t("Saved"))

    def _refused(self, problem: UserProblem) -> bool:
        self.refuse(
            self.context.texts.current.problem(problem.code, problem.facts, self._zone),
            _FIELD_OF.get(problem.code, ""),
        )
        return True


def _in_the_way(technician_id: int, start: datetime, end: datetime, session: Session) -> tuple[OrderRow, ...]:
    return in_the_way(session.store, technician_id, start, end)
