"""The import page: a file is looked at and tried at once, then read in; complaints go out to a file here, too."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.core.errors import UserProblem
from models.core.permissions import Permission
from resources.texts import N_
from ui.base.page import Page
from ui.commands import Command, Scope
from ui.context import Context
from ui.pages.exchange.choosing import Choosing
from ui.pages.exchange.files import Files
from ui.pages.exchange.frame import Foot, Head
from ui.pages.exchange.looking import Looked, look
from ui.pages.exchange.reading import Outcome, reader
from ui.pages.exchange.tables import REASONS, TYPES, Tables
from ui.pages.exchange.words import sentence
from ui.task import TaskHandle
from ui.theme.current import theme
from ui.widgets.cards import EmptyState, Scroller, Separator
from ui.widgets.themed import Themed

SIDE = 372


class ImportPage(Themed, Page):
    """Trial first, always: nothing is written before somebody has seen what would be."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("import")
        self.setAcceptDrops(True)
        self._path: Path | None = None
        self._looked: Looked | None = None
        self._outcome: Outcome | None = None
        self._problem: UserProblem | None = None
        self._running: TaskHandle | None = None
        self.files = Files(self)
        self.head, self.foot = Head(), Foot()
        self.choosing, self.tables = Choosing(), Tables()
        self.empty = EmptyState("folder")
        self.empty.setObjectName("import.empty")
        self._lay_out()
        self._wire()
        self.follow_theme()
        self.retranslate()

    def _lay_out(self) -> None:
        self._side = Scroller(self.choosing)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._side)
        body.addWidget(Separator(vertical=True))
        body.addWidget(self.tables, 1)
        body.addWidget(self.empty, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(body, 1)
        column.addWidget(Separator())
        column.addWidget(self.foot)

    def _wire(self) -> None:
        self.choosing.choose.clicked.connect(self.choose)
        self.choosing.changed.connect(self._look)
        self.choosing.mapping_wanted.connect(self._ask_mapping)
        self.head.export.clicked.connect(self.files.ask_export)
        self.foot.stop.clicked.connect(self.stop)
        self.foot.rejects.clicked.connect(self._ask_rejects)
        self.foot.go.clicked.connect(self.go)
        page = Scope.PAGE
        self.context.commands.add(
            self,
            Command("import.choose", N_("choose a file"), "Ctrl+O", self.choose, page, hint=True),
            Command(
                "import.go", N_("read it in"), "Ctrl+Return", self.go, page, hint=True, enabled=self.may_go
            ),
        )

    def retheme(self) -> None:
        self._side.setFixedWidth(theme().px(SIDE))

    # Life

    def shown(self, **params: object) -> None:
        what = params.get("what")
        if isinstance(what, str) and self._path is None:
            self.choosing.what.set_value(what)
        self.choosing.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show()

    def panes(self) -> Sequence[QWidget]:
        return (self.choosing, self.tables, self.foot)

    def escape(self) -> bool:
        """What is under way is stopped first."""
        if self._running is None:
            return False
        self.stop()
        return True

    # Choosing

    def choose(self) -> None:
        """Ask for the file."""
        self.files.ask_table(self.take)

    def take(self, name: str) -> None:
        """Take a file: look at it, and try it at once."""
        self._path = Path(name)
        self._look()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        names = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if names:
            event.acceptProposedAction()
            self.take(names[0])

    def _ask_mapping(self) -> None:
        texts = self.context.texts.current
        chosen = partial(self.choosing.take_mapping, texts=texts)
        self.files.ask_mapping(chosen, partial(self.choosing.take_mapping, "", texts))

    def _look(self) -> None:
        if self._path is None:
            return
        self.stop()
        self._looked = self._outcome = self._problem = None
        work = partial(look, self._path, str(self.choosing.what.value()), self.choosing.mapping_name())
        self.context.jobs.work(self, work, self._was_looked, self._failed, key="look")
        self._show()

    def _was_looked(self, looked: Looked) -> None:
        self._looked = looked
        self._problem = looked.problem
        if looked.problem is None:
            self._start(trial=True, what=looked.what)
        self._show()

    def _failed(self, problem: UserProblem) -> bool:
        """What stands in the way is said where the result would be, until the next file."""
        self._problem = problem
        self._show()
        return True

    # Reading

    def may_go(self) -> bool:
        """Whether a trial has found something to take."""
        found = self._outcome
        return self._running is None and found is not None and found.trial and found.accepted > 0

    def go(self) -> None:
        """Read the file in."""
        if self.may_go() and self._outcome is not None:
            self._start(trial=False, what=self._outcome.what)

    def stop(self) -> None:
        """Stop what is under way; what was written stays."""
        if self._running is not None:
            self._running.cancel()

    def _start(self, *, trial: bool, what: str) -> None:
        assert self._path is not None
        self._problem = None
        self.foot.begin(self.context.texts, rows=self._outcome.rows if self._outcome is not None else 0)
        work = reader(self.context.desk.session, what, self._path, self.choosing.mapping_name(), trial=trial)
        self._running = self.context.jobs.long(
            self, work, self._done, self._failed, progress=self._progressed, ended=self._ended
        )
        self._show()

    def _progressed(self, done: int, total: int) -> None:
        self.foot.show_progress(self.context.texts, done, total)

    def _done(self, outcome: Outcome) -> None:
        if outcome.changes:
            self.context.operations.announce(outcome.changes)
        if outcome.path != self._path:
            return
        self._outcome, self._running = outcome, None
        self._show()
        if outcome.rejects:
            self.tables.choose(REASONS)
        elif outcome.types:
            self.tables.choose(TYPES)
        if self.may_go():
            self.foot.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ended(self) -> None:
        self._running = None
        self._show()

    def _ask_rejects(self) -> None:
        if self._outcome is not None:
            self.files.ask_rejects(self._outcome)

    # Words

    def retranslate(self) -> None:
        texts = self.context.texts
        self.head.retranslate(texts, may_export=self.context.desk.may(Permission.EXPORT))
        self.foot.retranslate(texts)
        self.choosing.retranslate(texts.current)
        self.empty.set_words(
            texts.t("Drop a file here, or choose one"),
            texts.t(
                "CSV or Excel, in any usual encoding. It is tried first; nothing is written before you say so."
            ),
        )
        self._show()

    def _show(self) -> None:
        """Show everything as it stands."""
        texts, looked, outcome = self.context.texts.current, self._looked, self._outcome
        self.empty.setVisible(looked is None)
        self.tables.setVisible(looked is not None)
        self.choosing.show_file(looked, texts)
        self.choosing.show_outcome(outcome, texts)
        self.tables.show_all(texts, looked, outcome)
        words = sentence(texts, outcome) if outcome is not None else ""
        if self._problem is not None:
            words = texts.problem(self._problem.code, self._problem.facts)
        self.foot.show_state(
            words,
            wrong=self._problem is not None,
            running=self._running is not None,
            rejects=outcome is not None and bool(outcome.rejects),
            may_go=self.may_go(),
        )
        self.context.commands.look_again()
