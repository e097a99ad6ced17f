"""When the desk is open: the week, the days that differ, the official holidays. Kept as a new version."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt

from models.options.actions import save_calendar
from models.options.kinds import PolicyRow
from models.options.policy_rules import check_calendar
from models.timing.policy import Policy
from resources.texts import N_
from ui.base.page import Page
from ui.pages.options.calendar_asking import Files
from ui.pages.options.calendar_days import DayDeeds
from ui.pages.options.calendar_pane import CalendarPane
from ui.pages.options.versioned import Held, VersionedSection


class CalendarSection(VersionedSection[CalendarPane]):
    """Week and days; files of days go in and out here."""

    NAME = "calendar"
    TITLE = N_("Calendar")
    SAVED = N_("Saved. New cases are counted on this calendar from now on.")
    CHANGED = N_("{name} changed the calendar while you were writing.")

    def __init__(self, page: Page) -> None:
        super().__init__(page, CalendarPane(page.context))
        self.files = Files(page)
        self.deeds = DayDeeds(page, self.pane)
        days = self.pane.days
        self.pane.week.edited.connect(self._edited)
        days.year_chosen.connect(self._say_year)
        days.import_wanted.connect(self.files.ask)
        days.export_wanted.connect(self.files.ask_export)
        self.deeds.edited.connect(self._edited)
        self.deeds.confirmed.connect(self.refresh)
        self.files.found.connect(self.deeds.look_into)
        self.files.refused.connect(self.pane.say_problem)

    def start(self) -> None:
        self.pane.week.fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _differs(self, policy: Policy) -> bool:
        office = policy.office
        same = self.pane.week.week() == office.week and self.deeds.days == dict(office.exceptions)
        return self.pane.week.is_wrong() or not same

    def _load(self, row: PolicyRow) -> None:
        self.deeds.set_days(row.policy.office.exceptions)
        self.pane.week.set_week(row.policy.office.week)
        self.pane.say_problem("")
        self._say()

    def _rebase(self, held: Held, row: PolicyRow) -> None:
        self.files.set_calendar(row.policy.office)
        self.deeds.set_base(held.settings, row.id)

    def _same(self, before: Policy, after: Policy) -> bool:
        return before.office == after.office

    def _draft(self, base: Policy) -> Policy:
        days = dict(sorted(self.deeds.days.items()))
        office = replace(base.office, week=self.pane.week.week(), exceptions=days)
        check_calendar(office)
        return replace(base, office=office)

    def _lead_to_gap(self) -> bool:
        if self.pane.week.is_wrong():
            self.pane.week.show_wrong()
            return True
        return False

    def _keep(self, policy: Policy, based_on: int) -> None:
        self.page.run(save_calendar, policy.office, based_on, done=self._saved, failed=self._tell)

    def _say(self) -> None:
        super()._say()
        if self._held is not None:
            self.pane.days.show_days(self.deeds.days, self._today().year)
            self._say_year()

    def _say_year(self, _year: object = None) -> None:
        held, year = self._held, self.pane.days.year
        if held is not None:
            self.pane.say_year(year, held.settings, self._today(), may=self._may())

    def _today(self) -> date:
        return self.context.clock.now().astimezone(self.context.desk.zone).date()
