"""The editor of the calendar: head, week, days."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from models.options.kinds import PolicyRow, Settings
from models.timing.official import missing_year
from ui.context import Context
from ui.pages.options.days_pane import DaysPane
from ui.pages.options.versioned_pane import VersionedPane
from ui.pages.options.versions import version_words
from ui.pages.options.week_form import WeekForm
from ui.widgets.cards import Separator


class CalendarPane(VersionedPane):
    """What is typed; the section compares and keeps it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, "calendar", parent)
        self.week = WeekForm(context)
        self.days = DaysPane(context)
        self.body.setSpacing(10)
        for widget in (self.notice, self.week, Separator(), self.days):
            self.body.addWidget(widget)

    def retranslate(self) -> None:
        self._title.set_text(self.context.texts.t("When the desk is open"))
        self.week.retranslate()
        self.days.retranslate()
        super().retranslate()

    def _show_version(self, row: PolicyRow, day: str, who: str) -> None:
        texts = self.context.texts.current
        self._since.set_text(
            texts.t(
                "{version}, in force since {day}, by {name}. On the clock of {zone}.",
                version=version_words(row, texts),
                day=day,
                name=who,
                zone=row.policy.office.timezone,
            )
        )

    def say_year(self, year: int, held: Settings, today: date, *, may: bool) -> None:
        """Say whether the official days of a year are confirmed."""
        texts = self.context.texts
        action = texts.t("Look through them …") if may else ""
        if not held.calendar_country or year < today.year:
            self.days.say_state("", "", "", known=True)
        elif year in held.calendar_confirmed_years:
            words = texts.t("The official days of {year} are confirmed.", year=str(year))
            self.days.say_state("", words, "", known=True)
        elif missing_year(today, {*held.calendar_confirmed_years, *range(today.year, year)}) == year:
            title = texts.t("The official days of {year} are not confirmed yet.", year=str(year))
            words = texts.t("Until then its holidays count as ordinary days.")
            self.days.say_state(title, words, action, known=False)
        else:
            self.days.say_state("", "", "", known=True)

    def set_read_only(self, on: bool) -> None:
        self.week.set_read_only(on)
        self.days.set_read_only(on)
