"""The editor of the calendar: head, week, days."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.options.kinds import PolicyRow, Settings
from models.timing.official import missing_year
from ui.context import Context
from ui.pages.options.days_pane import DaysPane
from ui.pages.options.versions import version_words
from ui.pages.options.week_form import WeekForm
from ui.widgets.cards import Notice, Separator
from ui.widgets.controls import LinkButton
from ui.widgets.labels import Label


class CalendarPane(QWidget):
    """What is typed; the section compares and keeps it."""

    versions_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._row: PolicyRow | None = None
        self._who = ""
        self._title, self._since = Label("", "heading"), Label("", token="muted", wrap=True)
        self.versions = LinkButton()
        self.versions.setObjectName("options.calendar.versions")
        self.versions.clicked.connect(self.versions_wanted)
        self.notice = Notice("error")
        self.notice.setObjectName("options.calendar.notice")
        self.notice.hide()
        self.week = WeekForm(context)
        self.days = DaysPane(context)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addWidget(self.versions)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        for widget in (self._since, self.notice, self.week, Separator(), self.days):
            column.addWidget(widget)

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts = self._context.texts
        self._title.set_text(texts.t("When the desk is open"))
        self.versions.set_text(texts.t("Versions …"))
        self.week.retranslate()
        self.days.retranslate()
        self._say_version()

    def say_version(self, row: PolicyRow, who: str) -> None:
        """Say which version is in force, since when and by whom."""
        self._row, self._who = row, who
        self._say_version()

    def _say_version(self) -> None:
        if self._row is None:
            return
        texts, zone = self._context.texts.current, self._context.desk.zone
        self._since.set_text(
            texts.t(
                "{version}, in force since {day}, by {name}. On the clock of {zone}.",
                version=version_words(self._row, texts),
                day=texts.date(self._row.created_at.astimezone(zone).date(), year=True),
                name=self._who,
                zone=self._row.policy.office.timezone,
            )
        )

    def say_year(self, year: int, held: Settings, today: date, *, may: bool) -> None:
        """Say whether the official days of a year are confirmed."""
        texts = self._context.texts
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

    def say_problem(self, title: str, words: str) -> None:
        """Say above the editor what stands in the way; nothing takes it back."""
        self.notice.set_kind("error")
        self.notice.set_message(title, words)
        self.notice.setVisible(bool(title or words))

    def say_changed(self, title: str, words: str) -> None:
        """Say that a colleague was quicker."""
        self.notice.set_kind("changed")
        self.notice.set_message(title, words)
        self.notice.show()

    def set_read_only(self, on: bool) -> None:
        """Who may not change anything sees no way to."""
        self.week.set_read_only(on)
        self.days.set_read_only(on)
