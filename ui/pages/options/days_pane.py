"""The days that differ, by year: listed, put in, changed, taken out; the official ones; files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.timing.kinds import DayException
from ui.context import Context
from ui.pages.options.day_choice import kind_tag
from ui.pages.options.timing_words import hours_words
from ui.theme.current import theme
from ui.widgets.cards import Banner, SectionHead
from ui.widgets.controls import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Label
from ui.widgets.lists import Column, ListRow, PagedModel, RowDelegate, RowState, RowView
from ui.widgets.tabs import ViewTabs
from ui.widgets.themed import Themed

LEAST_ROWS, MOST_ROWS = 3, 12
_REMOVE = (int(Qt.Key.Key_Delete), int(Qt.Key.Key_Backspace))


class DaysDelegate(RowDelegate):
    """The kind as a tag."""

    def paint_row(self, painter: QPainter, rect: QRectF, row: ListRow, state: RowState) -> None:
        super().paint_row(painter, rect, ListRow((row.cells[0], "", *row.cells[2:]), row.row, row.key), state)
        assert isinstance(row.row, DayException)
        kind_tag(painter, self.cell_rect("kind", rect), row.row.kind, row.cells[1])


class DaysList(RowView):
    """Enter changes a day, Delete takes it out."""

    remove_wanted = Signal()

    def __init__(self) -> None:
        delegate = DaysDelegate()
        super().__init__(PagedModel(()), delegate)
        delegate.setParent(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _REMOVE:
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)


class DaysPane(Themed, QWidget):
    """Shows one year at a time; the section holds the days."""

    year_chosen = Signal(int)
    add_wanted = Signal()
    change_wanted = Signal(object)
    remove_wanted = Signal(object)
    official_wanted = Signal()
    import_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._days: dict[date, DayException] = {}
        self._read_only = False
        self.head = SectionHead()
        self.buttons = {
            "add": Button(icon="plus"),
            "official": Button(icon="calendar-clock"),
            "import": Button(),
            "export": Button(),
        }
        self.state = Banner("soon")
        self.tabs = ViewTabs()
        self.list = DaysList()
        self._empty = Label("", token="muted", wrap=True)
        self._names()
        self._lay_out()
        self._wire()
        self.follow_theme()

    def _names(self) -> None:
        for name, button in self.buttons.items():
            button.setObjectName(f"options.calendar.{name}")
        self.state.setObjectName("options.calendar.state")
        self.tabs.setObjectName("options.calendar.years")
        self.list.setObjectName("options.calendar.days")

    def _lay_out(self) -> None:
        self._bar = QWidget()
        bar = FlowLayout(self._bar, 8, 8)
        for button in self.buttons.values():
            bar.addWidget(button)
        self._box = QVBoxLayout()
        self._box.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (self.head, self._bar, self.state, self.tabs):
            column.addWidget(widget)
        column.addLayout(self._box)
        column.addWidget(self._empty)

    def _wire(self) -> None:
        signals = (self.add_wanted, self.official_wanted, self.import_wanted, self.export_wanted)
        for button, signal in zip(self.buttons.values(), signals, strict=True):
            button.clicked.connect(signal)
        self.state.action.connect(self.official_wanted)
        self.tabs.changed.connect(self._tab_chosen)
        self.list.activated_row.connect(self._open)
        self.list.remove_wanted.connect(self._remove)

    def retheme(self) -> None:
        self._box.setContentsMargins(0, 0, 0, 0)
        self._fit()

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts = self._context.texts
        self.head.set_heading(texts.t("Days that differ"))
        words = {
            "add": texts.t("Put a day in …"),
            "official": texts.t("Official holidays …"),
            "import": texts.t("Import …"),
            "export": texts.t("Export …"),
        }
        for name, button in self.buttons.items():
            button.set_text(words[name])
        self.tabs.setAccessibleName(texts.t("Years"))
        self.list.setAccessibleName(texts.t("Days that differ"))
        self.list.paged.set_columns(
            (
                Column("day", texts.t("Day"), 170, sortable=False, strong=True),
                Column("kind", texts.t("Kind"), 110, sortable=False),
                Column("hours", texts.t("Hours"), 170, sortable=False),
                Column("name", texts.p("calendar", "Name"), 160, stretch=True, sortable=False, token="muted"),
            )
        )
        self._show()

    def set_read_only(self, on: bool) -> None:
        """Who may not change anything sees no way to."""
        self._read_only = on
        self._bar.setVisible(not on)

    def show_days(self, days: Mapping[date, DayException], this_year: int) -> None:
        """Show the days; the year that is chosen stays chosen."""
        self._days = dict(sorted(days.items()))
        years = sorted({day.year for day in self._days} | {this_year, this_year + 1})
        counts = {year: sum(day.year == year for day in self._days) for year in years}
        chosen = self.tabs.value()
        self.tabs.set_options([(year, str(year), counts[year]) for year in years])
        self.tabs.set_value(chosen if chosen in years else this_year)
        self._show()

    def choose(self, year: int) -> None:
        """Show the days of a year."""
        self.tabs.set_value(year)
        self._show()

    @property
    def year(self) -> int:
        """The year that is shown."""
        return int(str(self.tabs.value() or 0))

    def say_state(self, title: str, words: str, action: str, *, known: bool) -> None:
        """Say whether the official days of the year are in; ``known``: all is well."""
        self.state.set_kind("ok" if known else "soon")
        self.state.set_message(title, words)
        self.state.set_action(action)
        self.state.setVisible(bool(title or words))

    def _show(self) -> None:
        texts = self._context.texts
        rows = [(day, one) for day, one in self._days.items() if day.year == self.year]
        self.list.paged.replace_all(
            [
                ListRow(
                    (
                        texts.current.long_date(day),
                        texts.word("day_kind", one.kind),
                        hours_words(texts.current, one.hours) if one.hours else "",
                        one.label,
                    ),
                    one,
                    day,
                )
                for day, one in rows
            ],
            done=True,
        )
        self.list.setVisible(bool(rows))
        self._empty.set_text(texts.t("No day of {year} differs from its weekday.", year=str(self.year)))
        self._empty.setVisible(not rows)
        self._fit()

    def _fit(self) -> None:
        rows = min(max(self.list.paged.rowCount(), LEAST_ROWS), MOST_ROWS)
        self.list.setFixedHeight(theme().px(30) + rows * theme().px(32) + 2)

    def _tab_chosen(self, _year: object) -> None:
        self._show()
        self.year_chosen.emit(self.year)

    def _open(self, _row: object) -> None:
        row = self.list.current()
        if row is not None and not self._read_only:
            self.change_wanted.emit(row.key)

    def _remove(self) -> None:
        row = self.list.current()
        if row is not None and not self._read_only:
            self.remove_wanted.emit(row.key)
