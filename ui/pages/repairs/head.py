"""The head of the page: which days, which view, what can be done with all of it."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.texts import Texts
from ui.language import TextsHolder
from ui.pages.repairs.eye import Eye, Picture
from ui.theme.current import theme
from ui.widgets.choices import Segmented
from ui.widgets.controls import Button, IconButton
from ui.widgets.labels import Label
from ui.widgets.planes import Separator
from ui.widgets.schedule_kinds import Scope
from ui.widgets.themed import Themed

DAY, WEEK, MONTH, BOARD, LIST = "day", "week", "month", "board", "list"
VIEWS = (DAY, WEEK, MONTH, BOARD, LIST)
SCOPES = {DAY: Scope.DAY, WEEK: Scope.WEEK, MONTH: Scope.MONTH}


class RepairsHead(Themed, QWidget):
    """``turned`` steps back and forth; ``view_wanted`` one of VIEWS."""

    turned = Signal(int)
    this_wanted = Signal()
    view_wanted = Signal(str)
    plan_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title, self.days = Label("", "page"), Label("", "body", strong=True)
        self.days.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.before, self.after = IconButton("chevron-left"), IconButton("chevron-right")
        self.this = Button(key="T")
        self.views = Segmented(equal=False)
        self.plan = Button(icon="calendar-clock", key="")
        self.print = Button(icon="printer", key="Ctrl+P")
        parts: tuple[tuple[QWidget, str], ...] = (
            (self.before, "before"), (self.after, "after"), (self.this, "this"), (self.views, "views"),
            (self.plan, "plan"), (self.print, "print"), (self.days, "days"),
        )  # fmt: skip
        for widget, name in parts:
            widget.setObjectName(f"repairs.{name}")
        self._words: tuple[str, str] = ("", "")
        self._now = ""
        self._width = 10_000
        self._lay_out()
        self.before.clicked.connect(self._earlier)
        self.after.clicked.connect(self._later)
        self.this.clicked.connect(self.this_wanted)
        self.views.changed.connect(self._view)
        self.plan.clicked.connect(self.plan_wanted)
        self.print.clicked.connect(self.print_wanted)
        self.follow_theme()

    def _lay_out(self) -> None:
        self._row = QHBoxLayout()
        self._row.addWidget(self.title)
        self._row.addSpacing(8)
        dates: tuple[QWidget, ...] = (self.before, self.days, self.after, self.this)
        for widget in dates:
            self._row.addWidget(widget)
        self._row.addStretch(1)
        others: tuple[QWidget, ...] = (self.views, self.plan, self.print)
        for widget in others:
            self._row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._row)
        column.addWidget(Separator())

    def add_last(self, widget: QWidget) -> None:
        """Stand at the far right."""
        self._row.addWidget(widget)

    def retheme(self) -> None:
        px = theme().px
        self._row.setContentsMargins(px(24), px(14), px(24), px(14))
        self._row.setSpacing(px(8))
        self.days.setMinimumWidth(px(120))

    def _earlier(self) -> None:
        self.turned.emit(-1)

    def _later(self) -> None:
        self.turned.emit(1)

    def _view(self, view: object) -> None:
        self.view_wanted.emit(str(view))

    def show_view(self, view: str, eye: Eye, seen: Picture | None = None) -> None:
        """Say which days are shown, as soon as they are ``seen`` without those at the end that nobody works on.

        Board and list have none.
        """
        texts, dated = eye.texts, view in SCOPES
        self.views.set_value(view)
        dates: tuple[QWidget, ...] = (self.before, self.days, self.after, self.this)
        for widget in dates:
            widget.setVisible(dated)
        self.days.set_text(period_words(eye, seen.days[-1] if seen is not None else None))
        now = {
            Scope.DAY: texts.t("Today"),
            Scope.WEEK: texts.t("This week"),
            Scope.MONTH: texts.t("This month"),
        }
        self._now = now[eye.scope]
        self.before.set_name(texts.t("Earlier"))
        self.after.set_name(texts.t("Later"))
        plan = texts.t("Plan the day") if eye.scope is Scope.DAY else texts.t("Plan the week")
        self._words = (plan, self._words[1] or texts.t("Job slips"))
        self._fit()

    def set_print_day(self, texts: Texts, day: date | None) -> None:
        """Say whose slips would be printed."""
        words = (
            texts.t("Job slips") if day is None else texts.t("Job slips for {day}", day=texts.weekday(day))
        )
        if words != self._words[1]:
            self._words = (self._words[0], words)
            self._fit()

    def retranslate(self, texts: TextsHolder) -> None:
        """Set the words that do not depend on what is shown."""
        self.title.set_text(texts.t("Repairs"))
        self.views.set_options(
            [(DAY, texts.p("calendar", "Day")), (WEEK, texts.p("calendar", "Week")),
             (MONTH, texts.p("calendar", "Month")), (BOARD, texts.t("Board")), (LIST, texts.t("List"))]
        )  # fmt: skip
        self.views.setAccessibleName(texts.t("View"))

    def set_width(self, width: int) -> None:
        """Fit into the page."""
        self._width = width
        self._fit()

    def _fit(self) -> None:
        """What finds no room loses its words, not its place: first the buttons at the right, then *this week*."""
        for words, this in ((True, True), (False, True), (False, False)):
            self._show_words(words, this)
            self._row.invalidate()
            if self._row.sizeHint().width() <= self._width:
                break

    def _show_words(self, words: bool, this: bool) -> None:
        for button, said in zip((self.plan, self.print), self._words, strict=True):
            button.set_text(said if words else "")
            button.setAccessibleName(said)
            button.setToolTip("" if words else said)
        self.print.set_key("Ctrl+P" if words else "")
        self.this.set_text(self._now if this else "")
        self.this.setAccessibleName(self._now)


def period_words(eye: Eye, last: date | None = None) -> str:
    """``Week 47, 16–22 Nov``, ``Fri 20 Nov``, ``Nov 2026``."""
    texts, first = eye.texts, eye.first
    if eye.scope is Scope.DAY:
        return texts.long_date(first)
    if eye.scope is Scope.MONTH:
        return texts.month(first)
    return texts.t("Week {n}, {days}", n=first.isocalendar().week, days=_days(texts, eye, last))


def _days(texts: Texts, eye: Eye, last_shown: date | None) -> str:
    first, last = eye.first, last_shown or eye.first + timedelta(days=eye.count - 1)
    if first.month == last.month and not texts.language.startswith("zh"):
        return f"{first.day}–{texts.date(last)}"
    return f"{texts.date(first)}–{texts.date(last)}"
