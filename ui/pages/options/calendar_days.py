"""The days that differ while they are being edited: put in, changed, taken out, read in, confirmed by the year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QObject, Qt, Signal

from models.core.permissions import Permission
from models.options.kinds import Settings
from models.timing.kinds import DayException
from ui.base.page import Page
from ui.messages import Kind
from ui.pages.options.calendar_files import CalendarFile
from ui.pages.options.calendar_pane import CalendarPane
from ui.pages.options.day_dialog import DayDialog, DaysSaid
from ui.pages.options.holidays import HolidaysDialog, YearConfirmed
from ui.pages.options.import_days import DaysTaken, ImportDays


class DayDeeds(QObject):
    """Holds the days; only the official ones are written at once, as they were confirmed."""

    edited = Signal()
    confirmed = Signal()

    def __init__(self, page: Page, pane: CalendarPane) -> None:
        super().__init__(page)
        self._page, self._pane, self._context = page, pane, page.context
        self._settings: Settings | None = None
        self._based_on = 0
        self.days: dict[date, DayException] = {}
        list_pane = pane.days
        list_pane.add_wanted.connect(self._add)
        list_pane.change_wanted.connect(self._change)
        list_pane.remove_wanted.connect(self._remove)
        list_pane.official_wanted.connect(self.open_holidays)

    def set_base(self, held: Settings, based_on: int) -> None:
        """The options and the version that changes are compared with."""
        self._settings, self._based_on = held, based_on

    def set_days(self, days: Mapping[date, DayException]) -> None:
        """Begin with these days."""
        self.days = dict(days)

    def _add(self) -> None:
        self._open(None)

    def _change(self, day: object) -> None:
        if isinstance(day, date):
            self._open(day)

    def _open(self, day: date | None) -> None:
        one = self.days.get(day) if day is not None else None
        dialog = DayDialog(self._context, self._page, self._pane.days.year, day, one)
        dialog.answered.connect(self._take_days)
        dialog.open()

    def _take_days(self, said: object) -> None:
        assert isinstance(said, DaysSaid)
        if said.instead is not None:
            self.days.pop(said.instead, None)
        self.days.update(said.days)
        first = min(said.days)
        self._show_year(first.year)
        self.edited.emit()
        self._pane.days.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._pane.days.list.select_key(first)

    def _remove(self, day: object) -> None:
        if isinstance(day, date) and self.days.pop(day, None) is not None:
            self.edited.emit()

    def look_into(self, found: object) -> None:
        """A file was read: show what it would put in."""
        assert isinstance(found, CalendarFile)
        dialog = ImportDays(self._context, self._page, found, self.days)
        dialog.answered.connect(self._take_import)
        dialog.open()

    def _take_import(self, taken: object) -> None:
        assert isinstance(taken, DaysTaken)
        self.days.update(taken.days)
        if taken.week is not None:
            self._pane.week.set_week(taken.week)
        if taken.days:
            self._show_year(min(taken.days).year)
        self.edited.emit()

    def open_holidays(self) -> None:
        """The official days of the year that is shown."""
        if self._settings is None or not self._context.desk.may(Permission.MANAGE_OPTIONS):
            return
        year = self._pane.days.year
        dialog = HolidaysDialog(self._context, self._page, self._settings, self.days, self._based_on, year)
        dialog.answered.connect(self._take_year)
        dialog.open()

    def _take_year(self, said: object) -> None:
        assert isinstance(said, YearConfirmed)
        others = {day: one for day, one in self.days.items() if day.year != said.year}
        self.days = {**others, **said.days}
        self._show_year(said.year)
        words = self._context.texts.t("The days of {year} are in the calendar.", year=str(said.year))
        self._context.messages.tell(Kind.DONE, words)
        self.confirmed.emit()

    def _show_year(self, year: int) -> None:
        today = self._context.clock.now().astimezone(self._context.desk.zone)
        self._pane.days.show_days(self.days, today.year)
        self._pane.days.choose(year)
