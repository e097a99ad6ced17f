"""The inbox: what one should know and has not said so yet, the oldest first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.desk.inbox import know
from models.escalation.kinds import InboxState
from resources.texts import N_
from ui.base.page import Page
from ui.base.screen import Hint
from ui.commands import Command, Scope
from ui.context import Context
from ui.pages.inbox.feed import Answer, Line
from ui.pages.inbox.inbox_list import InboxList
from ui.theme.current import theme
from ui.widgets.choices import ViewTabs
from ui.widgets.controls import PrimaryButton
from ui.widgets.fields import LineField
from ui.widgets.page_head import PageHead
from ui.widgets.themed import Themed

MINUTE_MS = 60_000


class InboxPage(Themed, Page):
    """Enter opens the case or the plan; A says that one knows, of the marked rows or of the chosen one."""

    topics = frozenset({"escalation", "case", "promise", "improvement", "resident", "staff"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("inbox")
        self._state = InboxState.OPEN
        self._waiting = 0
        self.tabs = ViewTabs(parent=self)
        self.tabs.setObjectName("inbox.tabs")
        self.head = PageHead(tabs=self.tabs, parent=self)
        self.list = InboxList(self)
        self.note = LineField(parent=self)
        self.note.setObjectName("inbox.note")
        self.known = PrimaryButton("", "check", "A", parent=self)
        self.known.setObjectName("inbox.known")
        self._lay_out()
        self._wire()
        self.follow_theme()
        self.retranslate()

    def _lay_out(self) -> None:
        self._foot = QWidget(self)
        self._row = QHBoxLayout(self._foot)
        self._row.addWidget(self.note, 1)
        self._row.addWidget(self.known)
        self._list_box = QVBoxLayout()
        self._list_box.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(self._list_box, 1)
        column.addWidget(self._foot)

    def retheme(self) -> None:
        px = theme().px
        self._list_box.setContentsMargins(px(12), px(8), px(12), 0)
        self._row.setContentsMargins(px(24), px(12), px(24), px(16))
        self._row.setSpacing(px(8))

    def _wire(self) -> None:
        self.tabs.changed.connect(self._choose)
        self.list.opened.connect(self._open)
        self.list.chosen.connect(self._show_foot)
        self.list.answered.connect(self._answered)
        self.known.clicked.connect(self.acknowledge)
        self.note.returnPressed.connect(self.acknowledge)
        pane, state = Scope.PANE, InboxState
        self.context.commands.add(
            self,
            Command(
                "inbox.known",
                N_("I know"),
                "A",
                self.acknowledge,
                pane,
                hint=True,
                enabled=self.can_acknowledge,
            ),
            Command("inbox.open", N_("new"), "1", partial(self._choose, state.OPEN), pane),
            Command("inbox.seen", N_("seen"), "2", partial(self._choose, state.KNOWN), pane),
        )
        self.connect_to(self.context.desk.changed, self.mark_stale)
        self._minute = QTimer(self)  # the sentences say how late it is by now
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self.mark_stale)
        self._minute.start()

    # -- the life of the page

    def shown(self, **params: object) -> None:
        """``state`` is ``open`` or ``known``."""
        wanted = params.get("state")
        if wanted in tuple(InboxState):
            self._take_state(InboxState(str(wanted)))
        self.list.take_focus()

    def refresh(self) -> None:
        self.list.ask(self._state)

    def retranslate(self) -> None:
        texts = self.context.texts
        self.head.set_title(texts.t("What you should know"))
        self.tabs.setAccessibleName(texts.t("What is shown"))
        self.note.set_placeholder(texts.t("A note, if you like: what you will do about it"))
        self.note.setAccessibleName(texts.t("Note"))
        self.list.retranslate()
        self._show_words()
        self.mark_stale()  # rows are words too

    def hints(self) -> Sequence[Hint]:
        return (
            Hint(("↑", "↓"), N_("choose")),
            Hint(("Space",), N_("mark")),
            Hint(("↵",), N_("open it")),
        )

    def panes(self) -> Sequence[QWidget]:
        return (self.tabs, self.list.view, self._foot)

    def escape(self) -> bool:
        """Marks go first, then a note that was begun."""
        if self.list.view.marks():
            self.list.view.clear_marks()
            self._show_foot()
            return True
        if self.note.value():
            self.note.set_value("")
            self.list.take_focus()
            return True
        return False

    # -- words

    def _answered(self, answer: Answer) -> None:
        self._waiting = answer.waiting
        self._show_words()

    def _show_words(self) -> None:
        texts, waiting = self.context.texts, self._waiting
        counts = {InboxState.OPEN: waiting}
        self.tabs.set_options(
            [(state, texts.word("inbox_state", state), counts.get(state)) for state in InboxState]
        )
        self.tabs.set_value(self._state)
        said = texts.n(
            "{n} thing waits for you to say that you know.",
            "{n} things wait for you to say that you know.",
            waiting,
        )
        self.head.set_sentence(said if waiting else texts.t("Nothing is waiting for you."))
        self._show_foot()

    def _show_foot(self) -> None:
        texts, count = self.context.texts, len(self.list.view.marks())
        self.known.set_text(
            texts.n("I know of {n}", "I know of all {n}", count) if count > 1 else texts.t("I know")
        )
        self._foot.setVisible(self._state is InboxState.OPEN and self.list.has_rows())
        self.context.commands.look_again()

    # -- deeds

    def can_acknowledge(self) -> bool:
        """Whether there is something to say that one knows."""
        return self._state is InboxState.OPEN and bool(self.list.lines())

    def acknowledge(self) -> None:
        """Say of the marked rows, or of the chosen one, that one knows."""
        if self.can_acknowledge():
            lines = self.list.lines()
            escalations = [one for line in lines for one in line.escalations]
            plans = [one for line in lines for one in line.plans]
            self.run(know, escalations, plans, self.note.value(), done=self._acknowledged)

    def _acknowledged(self, _count: int) -> None:
        self.list.view.clear_marks()
        self.note.set_value("")
        self.list.take_focus()
        self.mark_stale()

    def _open(self, found: object) -> None:
        if isinstance(found, Line):
            self.context.navigation.navigate(found.page, id=found.id)

    def _choose(self, state: object) -> None:
        wanted = InboxState(str(state))
        if wanted is not self._state:
            self._take_state(wanted)
            self.context.navigation.remember(state=wanted.value)

    def _take_state(self, state: InboxState) -> None:
        if state is not self._state:
            self._state = state
            self.tabs.set_value(state)
            self.mark_stale()
