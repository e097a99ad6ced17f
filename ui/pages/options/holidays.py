"""The official days of a year, looked through before they take effect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.core.errors import ChangedMeanwhile, UserProblem
from models.options.actions import confirm_year
from models.options.kinds import Settings
from models.timing.kinds import DayException, DayKind
from models.timing.official import OfficialYear, as_exceptions, countries, official_days
from resources.texts import Texts
from ui.base.dialog import Dialog
from ui.context import Context
from ui.pages.options.day_choice import DayChoice, lines_for
from ui.theme.current import theme
from ui.widgets.cards import Banner
from ui.widgets.controls import PrimaryButton, QuietButton
from ui.widgets.fields import ChoiceField, LabeledField
from ui.widgets.labels import Label
from ui.widgets.segmented import Segmented
from ui.widgets.ticks import Check

NONE = "none"
WHOLE = "whole"
AHEAD = 2


@dataclass(frozen=True)
class YearConfirmed:
    """What the dialog answers: the days that a year has now."""

    year: int
    days: Mapping[date, DayException]


@dataclass(frozen=True)
class Lands:
    """Countries by name, and the parts that have tables of their own."""

    names: tuple[tuple[str, str], ...]
    parts: Mapping[str, tuple[str, ...]]


def read_lands(texts: Texts) -> Lands:
    """Name the countries in the reader's language; takes a while."""
    known = countries()
    names = [(code, str(texts.locale.territories.get(code, code))) for code in known]
    return Lands(tuple(sorted(names, key=lambda pair: (pair[0] != "CN", pair[1]))), known)


class HolidaysDialog(Dialog):
    """Answers with ``YearConfirmed`` once it is written."""

    WIDTH = 720

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        held: Settings,
        days: Mapping[date, DayException],
        based_on: int,
        year: int,
    ) -> None:
        super().__init__(context, parent)
        self.setObjectName("options.holidays")
        self._held, self._days, self._based_on = held, dict(days), based_on
        self._lands: Lands | None = None
        self._table: OfficialYear | None = None
        self._title, self._note = Label("", "heading"), Label("", token="muted", wrap=True)
        today = context.clock.now().astimezone(context.desk.zone).year
        years = sorted({today, *(today + n for n in range(1, AHEAD + 1)), year})
        self.country, self.part = LabeledField("", ChoiceField()), LabeledField("", ChoiceField())
        self.year = Segmented([(one, str(one)) for one in years])
        self.year.set_value(year)
        self.state = Banner("info")
        self.list = DayChoice()
        self.complete = Check()
        self.aside, self.go = QuietButton(), PrimaryButton(key="Ctrl+Return")
        self._country, _, self._part = held.calendar_country.partition("-")
        self._name()
        self._lay_out()
        self._wire()

    def _name(self) -> None:
        self.country.field.setObjectName("options.holidays.country")
        self.part.field.setObjectName("options.holidays.part")
        for name in ("year", "state", "list", "complete", "aside", "go"):
            getattr(self, name).setObjectName(f"options.holidays.{name}")

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.country, 2)
        row.addWidget(self.part, 1)
        self._year = LabeledField("", self.year)
        row.addWidget(self._year, 2)
        self.list.setMinimumHeight(theme().px(300))
        for widget in (self._title, self._note):
            self.body.addWidget(widget)
        self.body.addLayout(row)
        self.body.addWidget(self.state)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.complete)
        self.add_button(self.aside)
        self.add_button(self.go)
        self.part.hide()

    def _wire(self) -> None:
        self.country.field.changed.connect(self._other_country)  # type: ignore[attr-defined]
        self.part.field.changed.connect(self._other_part)  # type: ignore[attr-defined]
        self.year.changed.connect(self._ask)
        self.complete.changed.connect(self._say_button)
        self.aside.clicked.connect(self.reject)
        self.go.clicked.connect(self.confirm)

    def open(self) -> None:
        super().open()
        texts = self.context.texts.current
        self.context.jobs.work(self, partial(read_lands, texts), self._take_lands, key="lands")
        self._ask()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        texts = self.context.texts
        self._title.set_text(texts.t("Official holidays and working weekends"))
        self.setWindowTitle(self._title.text())
        self._note.set_text(
            texts.t(
                "Nothing takes effect before you confirm it. Take the tick from what does not fit your house."
            )
        )
        self.country.set_label(texts.t("&Country"))
        self.part.set_label(texts.t("&Part of it"))
        self._year.set_label(texts.t("&Year"))
        self.list.setAccessibleName(texts.t("Days of the year"))
        self.aside.set_text(texts.t("Cancel"))
        self.list.say(texts.current)
        self._say_state()

    # -- which table

    def _take_lands(self, lands: Lands) -> None:
        self._lands = lands
        none = self.context.texts.t("None: we enter the days ourselves")
        field = self.country.field
        assert isinstance(field, ChoiceField)
        field.set_options([*((code, name, code) for code, name in lands.names), (NONE, none)])
        field.set_value(self._country or NONE)
        self._show_parts()

    def _show_parts(self) -> None:
        parts = () if self._lands is None else self._lands.parts.get(self._country, ())
        field = self.part.field
        assert isinstance(field, ChoiceField)
        whole = self.context.texts.t("the whole country")
        field.set_options([(WHOLE, whole), *((one, one) for one in parts)])
        field.set_value(self._part or WHOLE)
        self.part.setVisible(bool(parts))

    def _other_country(self, code: object) -> None:
        if code is None:
            return
        self._country, self._part = "" if code == NONE else str(code), ""
        self._show_parts()
        self._ask()

    def _other_part(self, code: object) -> None:
        if code is not None:
            self._part = "" if code == WHOLE else str(code)
            self._ask()

    @property
    def _code(self) -> str:
        return f"{self._country}-{self._part}" if self._part else self._country

    def _ask(self, _year: object = None) -> None:
        year, language = int(str(self.year.value())), self.context.texts.language[:2]
        if not self._country:
            self._take(OfficialYear("", year, (), official=False))
            return
        ask = partial(official_days, self._code, year, language)
        self.context.jobs.work(self, ask, self._take, self._refused, key="table")

    def _refused(self, _problem: UserProblem) -> bool:
        self._take(OfficialYear(self._code, int(str(self.year.value())), (), official=False))
        return True

    def _take(self, table: OfficialYear) -> None:
        self._table = table
        present = {day: one for day, one in self._days.items() if day.year == table.year}
        self.list.show_lines(
            lines_for(as_exceptions(table.rows), present, keep=True), self.context.texts.current
        )
        self.complete.set_value(table.official and bool(table.rows))
        self.complete.setEnabled(bool(table.country))
        self._say_state()

    # -- what it says

    def _say_state(self) -> None:
        texts, table = self.context.texts, self._table
        if table is None:
            return
        off = sum(row.kind is DayKind.CLOSED for row in table.rows)
        worked = len(table.rows) - off
        if not table.country:
            title, words, kind = (
                "",
                texts.t("No table is used, and nobody is reminded of missing years."),
                "info",
            )
        elif not table.rows:
            title = texts.t("There is no table for {year}.", year=str(table.year))
            words = texts.t("Enter the days yourself, or import a calendar file.")
            kind = "soon"
        elif not table.official:
            title = texts.t("{year} has not been announced yet.", year=str(table.year))
            words = texts.t(
                "These days are reckoned; working weekends are missing. Come back when it is announced."
            )
            kind = "soon"
        else:
            days = texts.n("{n} day off", "{n} days off", off)
            weekends = texts.n("{n} working weekend day", "{n} working weekend days", worked)
            title, words, kind = "", texts.t("{days}, {weekends}.", days=days, weekends=weekends), "ok"
        self.state.set_kind(kind)
        self.state.set_message(title, words)
        self.complete.set_text(
            texts.t("This is the whole table of {year}: remind nobody of it any more", year=str(table.year))
        )
        self._say_button()

    def _say_button(self, _on: object = None) -> None:
        year = str(self.year.value())
        t = self.context.texts.t
        whole = bool(self.complete.value())
        self.go.set_text(t("Confirm {year}", year=year) if whole else t("Take over for now"))
        self.go.setEnabled(self._table is not None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.confirm()
        else:
            super().keyPressEvent(event)

    def confirm(self) -> None:
        """Write them."""
        table = self._table
        if table is None or self.go.is_busy():
            return
        days = self.list.chosen()
        self.go.set_busy(True, self.context.texts.t("One moment …"))
        self.context.operations.run(
            self,
            confirm_year,
            table.year,
            days,
            self._based_on,
            country=table.country,
            complete=bool(self.complete.value()),
            done=partial(self._written, YearConfirmed(table.year, days)),
            failed=self._failed,
        )

    def _written(self, confirmed: YearConfirmed, _id: object) -> None:
        self.answer(confirmed)

    def _failed(self, problem: UserProblem) -> bool:
        self.go.set_busy(False)
        if isinstance(
            problem, ChangedMeanwhile
        ):  # somebody was quicker: it is shown anew from what is there now
            self.reject()
            return False
        self.state.set_kind("error")
        self.state.set_message("", self.context.texts.problem(problem))
        return True
