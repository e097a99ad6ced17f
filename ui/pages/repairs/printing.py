"""Paper for technicians: which orders, which day. The page for printing makes it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject

from models.repairs.kinds import OPEN, OrderRow
from ui.base.page import Page
from ui.messages import Kind
from ui.pages.repairs.calendar import Calendar
from ui.pages.repairs.eye import Eye
from ui.widgets.schedule_kinds import Scope

_REPORT = "report"


class Printing(QObject):
    """Goes to the page for printing with what is in sight."""

    def __init__(self, page: Page, calendar: Calendar) -> None:
        super().__init__(page)
        self._context, self._calendar = page.context, calendar

    def day(self) -> date | None:
        """The chosen day."""
        picture, stop = self._calendar.picture, self._calendar.grid.stop()
        if picture is None or not picture.days:
            return None
        return picture.days[stop.day if stop is not None else 0]

    def slips(self, row: OrderRow | None) -> None:
        """One slip for each open order of the chosen day; where no days are in sight, that of one order."""
        if not self._calendar.isVisible():
            if row is not None:
                self._go("slips", ids=(row.id,))
            return
        ids, day = self.ids(), self.day()
        if ids:
            self._go("slips", ids=ids)
        elif day is not None:
            texts = self._context.texts.current
            self._context.messages.tell(
                Kind.NOTE, texts.t("Nothing is to be done on {day}.", day=texts.long_date(day)), passing=True
            )

    def ids(self) -> tuple[int, ...]:
        """The open orders of the chosen day."""
        picture, day = self._calendar.picture, self.day()
        if picture is None or day is None:
            return ()
        at = picture.columns[day]
        lanes, zone = picture.lanes, picture.eye.zone
        rows = [
            row
            for row in picture.week.orders
            if row.state in OPEN
            and row.starts_at is not None
            and row.technician_id in lanes
            and picture.columns.get(row.starts_at.astimezone(zone).date()) == at
        ]
        return tuple(row.id for row in rows)

    def day_sheets(self) -> None:
        """What each technician does on the chosen day."""
        picture, day = self._calendar.picture, self.day()
        if picture is not None and day is not None:
            self._go(
                "day_sheets", ids=tuple(person.id for person in picture.week.people), day=day.isoformat()
            )

    def week_plan(self) -> None:
        """Who does what in the week of the chosen day."""
        picture, day = self._calendar.picture, self.day()
        if picture is not None and day is not None:
            monday = Eye(picture.eye.texts, picture.eye.zone, Scope.WEEK, day).first
            self._go("week_plan", ids=(), day=monday.isoformat())

    def _go(self, kind: str, **params: object) -> None:
        self._context.navigation.navigate(_REPORT, kind=kind, **params)
