"""The inbox: what one should know and has not said so yet, the oldest first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.core.errors import UserProblem
from models.core.paging import Key
from models.escalation.actions import acknowledge
from models.escalation.kinds import InboxState
from resources.texts import N_
from ui.base.page import Page
from ui.base.screen import Hint
from ui.commands import Command, Scope
from ui.context import Context
from ui.pages.inbox.feed import Answer, Line, Question, fetch
from ui.pages.inbox.rows import COLUMNS, InboxDelegate
from ui.theme.current import theme
from ui.widgets.cards import EmptyState, Loading
from ui.widgets.choices import ViewTabs
from ui.widgets.controls import PrimaryButton
from ui.widgets.fields import LineField
from ui.widgets.labels import Label
from ui.widgets.list_model import PagedModel
from ui.widgets.list_view import RowView
from ui.widgets.themed import Themed

MINUTE_MS = 60_000


class InboxPage(Themed, Page):
    """Enter opens the case; A says that one knows, of the marked rows or of the chosen one."""

    topics = frozenset({"escalation", "case", "promise", "resident", "staff"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("inbox")
        self._state = InboxState.OPEN
        self._next: Key | None = None
        self._anew = True
        self._waiting: int | None = None
        self._title, self._line = Label("", "page", parent=self), Label("", token="muted", parent=self)
        self._line.setObjectName("inbox.sentence")
        self.tabs = ViewTabs(parent=self)
        self.tabs.setObjectName("inbox.tabs")
        self.delegate = InboxDelegate(self)
        self.model = PagedModel(COLUMNS, self)
        self.view = RowView(self.model, self.delegate)
        self.view.setObjectName("inbox.list")
        self.view.head.hide()
        self.loading, self.empty = Loading(8, self), EmptyState("bell", self)
        self.empty.setObjectName("inbox.empty")
        self.empty.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.note = LineField(parent=self)
        self.note.setObjectName("inbox.note")
        self.known = PrimaryButton("", "check", "A", parent=self)
        self.known.setObjectName("inbox.known")
        self._lay_out()
        self._wire()
        self.follow_theme()
        self.retranslate()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget(self)
        for shown in (self.loading, self.view, self.empty):
            self._stack.addWidget(shown)
        self._foot = QWidget(self)
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.note, 1)
        row.addWidget(self.known)
        self._head = QVBoxLayout()
        for part in (self._title, self._line, self.tabs):
            self._head.addWidget(part)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addLayout(self._head)
        self._column.addWidget(self._stack, 1)
        self._column.addWidget(self._foot)

    def retheme(self) -> None:
        px = theme().px
        self._column.setContentsMargins(px(12), px(24), px(12), px(16))
        self._head.setContentsMargins(px(12), 0, px(12), px(6))
        self._head.setSpacing(px(4))
        layout = self._foot.layout()
        if layout is not None:
            layout.setContentsMargins(px(12), px(12), px(12), 0)
            layout.setSpacing(px(8))

    def _wire(self) -> None:
        self.tabs.changed.connect(self._choose)
        self.view.activated_row.connect(self._open)
        self.view.marks_changed.connect(self._show_foot)
        self.view.current_row.connect(self._show_foot)
        self.model.more_wanted.connect(self._more)
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
        focus: QWidget | None = self.window().focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            self._take_focus()

    def refresh(self) -> None:
        question = Question(self._state, self.context.texts.current, self.context.desk.zone)
        if self._stack.currentWidget() is self.loading:
            self.loading.start()
        limit = PagedModel.PAGE if self._anew else max(PagedModel.PAGE, self.model.rowCount())
        self.query(lambda session: fetch(session, question, None, limit), self._came, key="inbox")

    def _came(self, answer: Answer) -> None:
        if answer.question.state is not self._state:
            return
        self.loading.stop()
        self._next, self._waiting = answer.next_key, answer.waiting
        place = 0 if self._anew else self.view.verticalScrollBar().value()
        self.delegate.measure(answer.rows)
        self.model.replace_all(answer.rows, self._next is None)
        gone = [key for key in self.view.marks() if self.model.index_of(key) < 0]
        if gone:
            self.view.set_marks([key for key in self.view.marks() if key not in gone])
        if self._anew or self.view.current() is None:
            self.view.select_first()
        self._anew = False
        self._show(self.view if answer.rows else self.empty)
        self.view.verticalScrollBar().setValue(place)
        self._show_words()

    def _more(self, _last: object) -> None:
        if self._next is None:
            return
        question = Question(self._state, self.context.texts.current, self.context.desk.zone)
        after, generation = self._next, self.model.generation
        self.query(
            lambda session: fetch(session, question, after, PagedModel.PAGE),
            partial(self._append, generation),
            partial(self._no_more, generation),
            key="more",
        )

    def _append(self, generation: int, answer: Answer) -> None:
        if generation == self.model.generation:
            self._next = answer.next_key
            self.model.append(answer.rows, self._next is None, generation)

    def _no_more(self, generation: int, _problem: UserProblem) -> bool:
        self.model.append((), True, generation)
        return False

    def retranslate(self) -> None:
        texts = self.context.texts
        self._title.set_text(texts.t("What you should know"))
        self.view.setAccessibleName(texts.t("What you should know"))
        self.tabs.setAccessibleName(texts.t("What is shown"))
        self.loading.setAccessibleName(texts.t("Looking …"))
        self.note.set_placeholder(texts.t("A note, if you like: what you will do about it"))
        self.note.setAccessibleName(texts.t("Note"))
        self._show_words()
        self.mark_stale()  # rows are words too

    def hints(self) -> Sequence[Hint]:
        return (
            Hint(("↑", "↓"), N_("choose")),
            Hint(("Space",), N_("mark")),
            Hint(("↵",), N_("open it")),
        )

    def panes(self) -> Sequence[QWidget]:
        return (self.tabs, self.view, self._foot)

    def escape(self) -> bool:
        """Marks go first, then a note that was begun."""
        if self.view.marks():
            self.view.clear_marks()
            self._show_foot()
            return True
        if self.note.value():
            self.note.set_value("")
            self._take_focus()
            return True
        return False

    # -- words

    def _show_words(self) -> None:
        texts, waiting = self.context.texts, self._waiting
        self.tabs.set_options(
            [
                (state, texts.word("inbox_state", state), waiting if state is InboxState.OPEN else None)
                for state in InboxState
            ]
        )
        self.tabs.set_value(self._state)
        if not waiting:
            self._line.set_text(texts.t("Nothing is waiting for you."))
        else:
            self._line.set_text(
                texts.n(
                    "{n} thing is waiting for you to say that you know.",
                    "{n} things are waiting for you to say that you know.",
                    waiting,
                )
            )
        if self._state is InboxState.OPEN:
            self.empty.set_words(
                texts.t("Nothing you should know."), texts.t("Warnings and escalations come here at once.")
            )
        else:
            self.empty.set_words(texts.t("Nothing seen yet."), "")
        self._show_foot()

    def _show_foot(self, *_: object) -> None:
        marked = len(self.view.marks())
        texts = self.context.texts
        self.known.set_text(
            texts.n("I know of {n}", "I know of all {n}", marked) if marked > 1 else texts.t("I know")
        )
        self._foot.setVisible(self._state is InboxState.OPEN and self._stack.currentWidget() is self.view)
        self.context.commands.look_again()

    def _show(self, widget: QWidget) -> None:
        """Put one in the place of another; the keys stay in this place."""
        focus: QWidget | None = self.window().focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        if widget is not self._stack.currentWidget():
            self._stack.setCurrentWidget(widget)
            if had_focus:
                self._take_focus()

    def _take_focus(self) -> None:
        shown = self.empty if self._stack.currentWidget() is self.empty else self.view
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- deeds

    def line(self) -> Line | None:
        """The chosen row."""
        row = self.view.current()
        return row.row if row is not None and isinstance(row.row, Line) else None

    def can_acknowledge(self) -> bool:
        """Whether there is something to say that one knows."""
        return self._state is InboxState.OPEN and (bool(self.view.marks()) or self.line() is not None)

    def acknowledge(self) -> None:
        """Say of the marked rows, or of the chosen one, that one knows."""
        line = self.line()
        ids = [key for key in self.view.marks() if isinstance(key, int)] or (
            [line.row.id] if line is not None else []
        )
        if ids and self._state is InboxState.OPEN:
            self.run(acknowledge, ids, self.note.value(), done=self._acknowledged)

    def _acknowledged(self, _count: int) -> None:
        self.view.clear_marks()
        self.note.set_value("")
        self._take_focus()
        self.mark_stale()

    def _open(self, found: object) -> None:
        if isinstance(found, Line):
            self.context.navigation.navigate("case", id=found.row.complaint_id)

    def _choose(self, state: object) -> None:
        wanted = InboxState(str(state))
        if wanted is not self._state:
            self._take_state(wanted)
            self.context.navigation.remember(state=wanted.value)

    def _take_state(self, state: InboxState) -> None:
        if state is not self._state:
            self._state, self._anew = state, True
            self.view.clear_marks()
            self.tabs.set_value(state)
            self.mark_stale()
