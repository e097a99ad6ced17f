"""Today: what needs me now. The page brings the list, the measures and the right column together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.core.permissions import Permission
from models.desk.kinds import DeskGroup, DeskScope
from resources.texts import N_
from ui.base.page import Page
from ui.base.screen import Hint
from ui.commands import Command, Scope
from ui.context import Context
from ui.pages.desk.deeds import Deeds
from ui.pages.desk.desk_list import DeskList
from ui.pages.desk.feed import Answer, Question, fetch
from ui.pages.desk.heading import Heading
from ui.pages.desk.other_times import OtherTimes
from ui.pages.desk.outages import declare_outage
from ui.pages.desk.side import WIDTH, SideColumn
from ui.pages.desk.tiles import TileRow
from ui.theme.current import theme
from ui.widgets.cards import Banner, Separator
from ui.widgets.themed import Themed

MINUTE_MS = 60_000
INBOX = "inbox"
_TOPICS = """case promise place resident staff draft setting category snooze escalation incident appeal duty note
    hand_over work_order appointment part technician warning improvement"""
_NARROW = 1050  # of the page; below, the right column takes turns with the list


# The keys of the headings: late or soon, promised, calls and appeals, what only waits.
_JUMPS = {
    4: (DeskGroup.OVERDUE, DeskGroup.SOON),
    5: (DeskGroup.PROMISES, DeskGroup.VISITS),
    6: (DeskGroup.FOLLOW_UPS, DeskGroup.APPEALS, DeskGroup.APPROVALS),
    7: (DeskGroup.LATER, DeskGroup.WAITING),
}


class TodayPage(Themed, Page):
    """One sorted list; everything is fetched at once, whenever anything changes and once a minute."""

    topics = frozenset(_TOPICS.split())
    offers_record = True

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("today")
        self._scope = DeskScope.MINE
        self._wants_side = False
        self.heading = Heading(self)
        self.tiles = TileRow(self)
        self.list = DeskList(context, self)
        self.side = SideColumn(context, self)
        self.told = Banner("soon", self)
        self.told.setObjectName("today.told")
        self.told.hide()
        self.deeds = Deeds(self, self.list)
        self.times = OtherTimes(self, self.list)
        self._rule = Separator(vertical=True, parent=self)
        self._lay_out()
        self._wire()
        context.commands.add(self, *self._commands())
        # Due words and rings go on with the clock.
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self.mark_stale)
        self._minute.start()
        self.follow_theme()
        self.retranslate()

    def _lay_out(self) -> None:
        self._box = QVBoxLayout(self)
        self._box.setSpacing(0)
        self._head = QVBoxLayout()
        self._head.addWidget(self.heading)
        self._head.addWidget(self.told)
        self._head.addWidget(self.tiles)
        self._box.addLayout(self._head)
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._row.addWidget(self.list, 1)
        self._row.addWidget(self._rule)
        self._row.addWidget(self.side)
        self._box.addLayout(self._row, 1)

    def _wire(self) -> None:
        self.heading.scope.changed.connect(self._choose_scope)
        self.heading.record.clicked.connect(self.deeds.record)
        self.heading.beside.clicked.connect(self.toggle_side)
        self.side.record.clicked.connect(self.deeds.record)
        self.side.wanted.connect(self.deeds.go)
        self.told.action.connect(self._open_inbox)
        self.list.view.current_row.connect(self._row_changed)
        self.list.others_wanted.connect(partial(self._choose_scope, DeskScope.ALL))
        self.connect_to(self.context.desk.changed, self._show_rights)

    def _commands(self) -> list[Command]:
        pane, (mine, everybody, put_off) = Scope.PANE, tuple(DeskScope)
        return [
            Command("today.call", N_("call"), "C", self.deeds.call, pane, hint=True, enabled=self.deeds.can_call),
            Command("today.act", N_("do it here"), "D", self.deeds.act, pane, hint=self.deeds.can_act,
                    enabled=self.deeds.can_act),
            Command("today.move", N_("another time"), "P", self.times.move, pane, hint=self.times.can_move),
            Command("today.later", N_("later"), "S", self.times.later, pane, hint=self.times.can_snooze,
                    enabled=self.times.can_snooze),
            Command("today.filter", N_("filter"), "F", self.list.open_filter, pane, hint=True),
            Command("today.told", N_("what you should know"), "I", self._open_inbox, pane),
            Command("today.outage", N_("declare an outage"), "O", partial(declare_outage, self), pane),
            Command("today.mine", N_("my work"), "1", partial(self._choose_scope, mine), pane),
            Command("today.all", N_("everybody's"), "2", partial(self._choose_scope, everybody), pane),
            Command("today.put_off", N_("what you put off"), "3", partial(self._choose_scope, put_off), pane),
            *(Command(f"today.group.{key}", N_("the next heading"), str(key), partial(self.list.jump, groups), pane)
              for key, groups in _JUMPS.items()),
            Command("today.beside", N_("beside"), "B", self.toggle_side, pane, hint=self.is_narrow,
                    enabled=self.is_narrow),
        ]  # fmt: skip

    # -- the life of the page

    def shown(self, **params: object) -> None:
        """``scope`` is ``mine``, ``all`` or ``put_off``."""
        wanted = params.get("scope")
        if wanted in tuple(DeskScope):
            self._take_scope(DeskScope(str(wanted)))
        self._show_rights()
        self._fit()
        focus: QWidget | None = self.window().focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            self.list.take_focus()

    def refresh(self) -> None:
        context = self.context
        question = Question(self._scope, context.texts.current, context.desk.zone)
        self.list.wait()
        self.query(partial(fetch, question), self._came, key="today")

    def _came(self, answer: Answer) -> None:
        if answer.question.scope is not self._scope:
            return
        self.heading.show_sentence(answer.sentence)
        self.heading.set_totals(self.context.texts, answer.totals, answer.shared)
        self.tiles.set_words(answer.tiles)
        self._show_told(answer.told)
        self.list.show_answer(answer)
        self.side.show_answer(self.context.texts, answer)
        self.context.commands.look_again()

    def _show_told(self, told: int) -> None:
        """One line leads to what waits in the inbox; it is not listed twice."""
        texts = self.context.texts
        self.told.setVisible(bool(told) and INBOX in self.context.navigation.specs)
        words = texts.n(
            "{n} thing waits for you to say that you know.",
            "{n} things wait for you to say that you know.",
            told,
        )
        self.told.set_message(words, "", "bell")
        self.told.set_action(texts.t("See them"), "I")

    def _open_inbox(self) -> None:
        if INBOX in self.context.navigation.specs:
            self.context.navigation.navigate(INBOX)

    def _row_changed(self, *_: object) -> None:
        self.context.commands.look_again()
        self.hints_changed.emit()

    def retranslate(self) -> None:
        texts = self.context.texts
        self.heading.retranslate(texts)
        self.side.retranslate(texts)
        self.list.retranslate()
        self.mark_stale()  # rows are words too

    def hints(self) -> Sequence[Hint]:
        return (
            Hint(("↑", "↓"), N_("choose")),
            Hint(("↵",), N_("open it")),
            Hint(("1", "2"), N_("mine, everybody's")),
        )

    def panes(self) -> Sequence[QWidget]:
        return (self.heading.scope, self.list, self.side)

    def escape(self) -> bool:
        """Away with the filter; in a narrow window, back to the list."""
        if self.list.close_filter():
            return True
        if self.is_narrow() and self._wants_side:
            self.toggle_side()
            return True
        return False

    # -- whose

    def _choose_scope(self, scope: object) -> None:
        if isinstance(scope, DeskScope) and scope is not self._scope:
            self._take_scope(scope)
            self.context.navigation.remember(scope=scope.value)
            self.mark_stale()

    def _take_scope(self, scope: DeskScope) -> None:
        if scope is not self._scope:
            self._scope = self.times.scope = scope
            self.heading.show_scope(self.context.texts, scope)
            self.list.begin_anew()
            self.mark_stale()

    # -- room

    def is_narrow(self) -> bool:
        """Whether there is room for one column only."""
        return self.width() < theme().px(_NARROW)

    def toggle_side(self) -> None:
        """In a narrow window: show the right column in the place of the list, or the list again."""
        self._wants_side = not self._wants_side
        self._fit()
        if self._wants_side:
            self.side.record.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.list.take_focus()

    def _show_rights(self) -> None:
        self.side.record.setVisible(self.deeds.may_record())
        self.list.buttons.allow_calls(self.context.desk.may(Permission.HANDLE))
        self._fit()

    def _fit(self) -> None:
        px, narrow = theme().px, self.is_narrow()
        alone = narrow and self._wants_side
        self.heading.set_narrow(narrow, self.deeds.may_record())
        self.side.setVisible(not narrow or alone)
        self._rule.setVisible(not narrow)
        self.list.setVisible(not alone)
        if narrow:
            self.side.setMinimumWidth(0)
            self.side.setMaximumWidth(px(2 * WIDTH))
        else:
            self.side.setFixedWidth(px(WIDTH + 20))

    def retheme(self) -> None:
        px = theme().px
        self._box.setContentsMargins(0, px(20), 0, 0)
        self._head.setContentsMargins(px(24), 0, px(24), 0)
        self._head.setSpacing(px(12))
        self._row.setContentsMargins(px(12), 0, px(24), 0)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
