"""Shifts and hand-over: the sheet, the roster, what was handed over, and the shifts themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.core.paging import Page as Rows
from models.core.permissions import Permission
from models.shifts.actions import read_notes
from models.shifts.rules import week_of
from resources.texts import N_
from ui.base.page import Page
from ui.base.paging import Pager, by_key
from ui.base.screen import Hint
from ui.commands import Command, Scope
from ui.context import Context
from ui.pages.shifts.data import Answer, Eye, fetch, line_words, more_past
from ui.pages.shifts.deeds import Deeds
from ui.pages.shifts.lists import PastList, SheetList, past_columns, sheet_columns
from ui.pages.shifts.roster import RosterPane
from ui.pages.shifts.setting import ShiftsPane
from ui.pages.shifts.side import SideColumn
from ui.theme.current import theme
from ui.widgets.cards import EmptyState, Separator
from ui.widgets.choices import ViewTabs
from ui.widgets.controls import Button
from ui.widgets.list_model import ListRow
from ui.widgets.page_head import PageHead
from ui.widgets.themed import Themed

MINUTE_MS = 60_000
_NARROW = 1000
SHEET, ROSTER, PAST, SHIFTS = "sheet", "roster", "past", "shifts"
_TOPICS = """case promise place resident staff setting incident escalation duty note hand_over role_grant
    work_order appointment technician"""


class ShiftsPage(Themed, Page):
    """``tab`` is sheet, roster, past or shifts."""

    topics = frozenset(_TOPICS.split())

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("shifts")
        self._answer: Answer | None = None
        self._monday: date | None = None
        self.print_button = Button(icon="printer", key="Ctrl+P")
        self.print_button.setObjectName("shifts.print")
        self.tabs = ViewTabs(((SHEET, "", None),))
        self.tabs.setObjectName("shifts.tabs")
        self.head = PageHead(self.print_button, tabs=self.tabs)
        self.list, self.past = SheetList(), PastList()
        self._past_pages: Pager[Rows[ListRow]] = Pager(context.jobs, self.past.paged)
        self.empty = EmptyState("circle-check")
        self.empty.setObjectName("shifts.empty")
        self.no_past = EmptyState("notebook-pen")
        self.no_past.setObjectName("shifts.past.empty")
        self.side = SideColumn(context, self)
        self.roster = RosterPane(context, self)
        self.setting = ShiftsPane(context, self)
        self.deeds = Deeds(self, self.side, self.setting)
        self._lay_out()
        self._wire()
        context.commands.add(self, *self._commands())
        context.commands.add(self.list, Command("shifts.take", N_("take over"), "T", self.side.over.do_take,
                                                Scope.PANE, hint=self._may_take, enabled=self._may_take))  # fmt: skip
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self.mark_stale)
        self._minute.start()
        self.follow_theme()
        self.retranslate()

    def _lay_out(self) -> None:
        sheet = QWidget()
        self._row = QHBoxLayout(sheet)
        self._row.setSpacing(0)
        for widget, share in ((self.list, 1), (self.empty, 1), (Separator(vertical=True), 0), (self.side, 0)):
            self._row.addWidget(widget, share)
        past = QWidget()
        self._past_box = QVBoxLayout(past)
        self._past_box.addWidget(self.past)
        self._past_box.addWidget(self.no_past)
        self._stack = QStackedWidget()
        self._panes = {SHEET: sheet, ROSTER: self.roster, PAST: past, SHIFTS: self.setting}
        for pane in self._panes.values():
            self._stack.addWidget(pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)

    def _wire(self) -> None:
        deeds, side = self.deeds, self.side
        self.tabs.set_value(SHEET)
        self.tabs.changed.connect(self._show_tab)
        self.list.activated_row.connect(deeds.open_line)
        self.print_button.clicked.connect(self.print_sheet)
        side.over.given.connect(deeds.give)
        side.over.taken.connect(deeds.take)
        side.notes.wanted.connect(deeds.write)
        side.notes.lines.ticked.connect(deeds.tick)
        side.notes.lines.opened.connect(deeds.open_case)
        self.roster.changed.connect(deeds.assign)
        self.roster.week_wanted.connect(self._show_week)
        self.roster.copy_wanted.connect(self._copy_week)
        self.setting.saved.connect(deeds.save_shifts)
        self.connect_to(self.context.desk.changed, self.mark_stale)

    def _commands(self) -> list[Command]:
        return [
            Command("shifts.give", N_("hand over"), "Ctrl+Return", self.side.over.do_give, hint=self._may_give,
                    enabled=self._may_give, scope=Scope.PAGE),
            Command("shifts.print", N_("Print…"), "Ctrl+P", self.print_sheet, hint=True, scope=Scope.PAGE),
            Command("shifts.save", N_("Save"), "Ctrl+S", self.setting.submit, scope=Scope.PAGE,
                    enabled=partial(self._is_on, SHIFTS)),
        ]  # fmt: skip

    # -- the life of the page

    def shown(self, **params: object) -> None:
        wanted = str(params.get("tab", ""))
        if wanted in self._panes:
            self.tabs.set_value(wanted)
            self._show_tab(wanted)
        elif self._is_on(SHEET):
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def hidden(self) -> None:
        """What was looked at until now is read."""
        notes = self._answer.sheet.notes if self._answer is not None else ()
        fresh = tuple(one.id for one in notes if not one.read)
        if fresh and self.context.desk.actor.staff_id is not None and self.context.desk.may(Permission.VIEW):
            self.run(read_notes, fresh)

    def refresh(self) -> None:
        desk, now = self.context.desk, self.context.clock.now()
        monday = self._monday or week_of(now.astimezone(desk.zone).date())
        self.query(
            partial(fetch, Eye(self.context.texts.current, desk.zone, monday)), self._came, key="shifts"
        )

    def _came(self, answer: Answer) -> None:
        self._answer = answer
        self.list.paged.replace_all(answer.rows, True)
        self.list.setVisible(bool(answer.rows))
        self.empty.setVisible(not answer.rows)
        self.side.show_answer(answer)
        self.roster.show_answer(answer)
        self.setting.show_shifts(answer.shifts)
        self._past_pages.begin(answer.past, by_key(partial(more_past, answer.eye)))
        self.past.setVisible(bool(answer.past.rows))
        self.no_past.setVisible(not answer.past.rows)
        self._say_line()
        self._show_tabs()
        self.context.commands.look_again()

    # -- tabs and weeks

    def _is_on(self, tab: str) -> bool:
        return self.tabs.value() == tab

    def _may_give(self) -> bool:
        return self._is_on(SHEET) and self.side.over.may_give

    def _may_take(self) -> bool:
        return self.side.over.waiting is not None

    def _show_tab(self, tab: object) -> None:
        self._stack.setCurrentWidget(self._panes[str(tab)])
        self.context.navigation.remember(tab=str(tab))
        first = {SHEET: self.list, ROSTER: self.roster.table, PAST: self.past, SHIFTS: self.setting.first()}
        focus = first[str(tab)]
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hints_changed.emit()
        self.context.commands.look_again()

    def _show_week(self, monday: date) -> None:
        self._monday = monday
        self.mark_stale()

    def _copy_week(self) -> None:
        if self._answer is not None:
            self.deeds.copy_week(self._answer.eye.monday)

    def print_sheet(self) -> None:
        """The sheet on paper, to be looked at first."""
        self.context.navigation.navigate("report", kind="hand_over", ids=())

    # -- words and room

    def retranslate(self) -> None:
        texts = self.context.texts
        self.head.set_title(texts.t("Shifts and hand-over"))
        self.print_button.set_text(texts.t("Print…"))
        self._show_tabs()
        self.tabs.setAccessibleName(texts.t("Views"))
        self.list.setAccessibleName(texts.t("The sheet"))
        self.past.setAccessibleName(texts.t("Past hand-overs"))
        self.empty.set_words(
            texts.t("Nothing waits for the next shift."), texts.t("Notes for it stand at the right.")
        )
        self.no_past.set_words(
            texts.t("Nothing has been handed over yet."),
            texts.t("Whoever ends a shift hands it over on the sheet; it is kept here."),
        )
        self.setting.retranslate()
        self._set_columns()
        self._say_line()
        self.mark_stale()  # rows are words too

    def _show_tabs(self) -> None:
        texts = self.context.texts
        tabs = [(SHEET, texts.t("The sheet"), None), (ROSTER, texts.t("Roster"), None),
                (PAST, texts.t("Past hand-overs"), None)]  # fmt: skip
        if self.context.desk.may(Permission.MANAGE_OPTIONS):
            tabs.append((SHIFTS, texts.t("Shifts"), None))
        shown = self.tabs.value()
        self.tabs.set_options(tabs)
        self.tabs.set_value(shown if shown in [tab[0] for tab in tabs] else SHEET)
        self._stack.setCurrentWidget(self._panes[str(self.tabs.value())])

    def _say_line(self) -> None:
        if self._answer is not None:
            self.head.set_sentence(line_words(self.context.texts.current, self._answer))

    def _set_columns(self) -> None:
        wide = self.width() >= theme().px(_NARROW)
        texts = self.context.texts.current
        self.list.paged.set_columns(sheet_columns(texts, wide=wide))
        self.past.paged.set_columns(past_columns(texts, wide=wide))

    def hints(self) -> Sequence[Hint]:
        if self._is_on(ROSTER):
            return (Hint(("↑", "↓", "←", "→"), N_("choose")), Hint(("PgUp", "PgDown"), N_("week")))
        return (Hint(("↑", "↓"), N_("choose")), Hint(("↵",), N_("open it")))

    def panes(self) -> Sequence[QWidget]:
        if self._is_on(SHEET):
            return (self.tabs, self.list, self.side.over, self.side.notes.field)
        return (self.tabs, self._panes[str(self.tabs.value())])

    def retheme(self) -> None:
        px = theme().px
        self._row.setContentsMargins(px(12), px(4), px(24), 0)
        self._past_box.setContentsMargins(px(12), px(4), px(12), px(8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.set_tight(self.width() < theme().px(_NARROW))
        self._set_columns()
