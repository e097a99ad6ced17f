"""The import page: a file is tried at once, looked at, and then read in."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QDir
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from models.core.errors import UserProblem
from models.exchange.rejects import write_rejects
from resources.texts import N_
from ui.base.page import Page
from ui.commands import Command, Scope
from ui.context import Context
from ui.messages import Kind
from ui.pages.exchange.parts import Choosing, Result
from ui.pages.exchange.reading import Outcome, reader
from ui.task import TaskHandle
from ui.theme.current import theme
from ui.widgets.controls import Button, PrimaryButton, QuietButton
from ui.widgets.labels import Label


class ImportPage(Page):
    """Trial first, always: nothing is written before somebody has seen what would be."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("import")
        self._path: Path | None = None
        self._outcome: Outcome | None = None
        self._running: TaskHandle | None = None
        self._build()
        self._lay_out()
        self.retranslate()
        page = Scope.PAGE
        context.commands.add(
            self,
            Command("import.choose", N_("choose a file"), "Ctrl+O", self.choose, page, hint=True),
            Command(
                "import.go", N_("read it in"), "Ctrl+Return", self.go, page, hint=True, enabled=self.may_go
            ),
        )

    def _build(self) -> None:
        self.heading = Label("", "page", strong=True)
        self.lead = Label("", token="muted", wrap=True)
        self.choosing = Choosing()
        self.result = Result()
        self.progress = Label("", token="muted")
        self.progress.setObjectName("import.progress")
        self.stop = QuietButton()
        self.save_rejects = Button(icon="folder")
        self.go_button = PrimaryButton(key="Ctrl+Return")
        for name, button in (("stop", self.stop), ("rejects", self.save_rejects), ("go", self.go_button)):
            button.setObjectName(f"import.{name}")
        self.choosing.choose.clicked.connect(self.choose)
        self.choosing.dropped.connect(self.take)
        self.choosing.changed.connect(self._again)
        self.stop.clicked.connect(self._stop)
        self.save_rejects.clicked.connect(self._ask_rejects)
        self.go_button.clicked.connect(self.go)

    def _lay_out(self) -> None:
        px = theme().px
        foot = QHBoxLayout()
        foot.setSpacing(px(12))
        foot.addWidget(self.progress, 1)
        for button in (self.stop, self.save_rejects, self.go_button):
            foot.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(24), px(20), px(24), px(16))
        box.setSpacing(px(14))
        box.addWidget(self.heading)
        box.addWidget(self.lead)
        box.addWidget(self.choosing)
        box.addWidget(self.result, 1)
        box.addStretch(0)
        box.addLayout(foot)

    def shown(self, **params: object) -> None:
        what = params.get("what")
        if isinstance(what, str):
            self.choosing.what.set_value(what)
        self.choosing.choose.setFocus()
        self._enable()

    # Choosing

    def choose(self) -> None:
        """Ask for the file."""
        t = self.context.texts.t
        tables = t("Tables (*.csv *.tsv *.txt *.xlsx *.xls)")
        dialog = QFileDialog(
            self.window(), t("Choose a file"), QDir.homePath(), f"{tables};;{t('All files (*)')}"
        )
        dialog.setObjectName("import.file")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take(self, name: str) -> None:
        """Take a file, and try it at once."""
        self._path = Path(name)
        self.choosing.file.set_text(self._path.name)
        self._start(trial=True)

    def _again(self) -> None:
        if self._path is not None:
            self._start(trial=True)

    # Reading

    def may_go(self) -> bool:
        """Whether a trial has found something to take."""
        found = self._outcome
        return self._running is None and found is not None and found.trial and found.accepted > 0

    def go(self) -> None:
        """Read the file in."""
        if self.may_go():
            self._start(trial=False)

    def _start(self, *, trial: bool) -> None:
        if self._path is None:
            return
        if self._running is not None:
            self._running.cancel()
        self._outcome = None
        self.result.show_outcome(None, self.context.texts.current)
        what = str(self.choosing.what.value())
        session = self.context.desk.session
        work = reader(session, what, self._path, self.choosing.mapping_name(), trial=trial)
        self._running = self.context.jobs.long(
            self, work, self._done, self._failed, progress=self._progressed, ended=self._ended
        )
        self.progress.set_text(self.context.texts.t("Reading…"))
        self._enable()

    def _progressed(self, done: int, total: int) -> None:
        texts = self.context.texts
        if total:
            self.progress.set_text(texts.current.percent(done / total))
        else:
            self.progress.set_text(texts.n("{n} row read", "{n} rows read", done))

    def _done(self, outcome: Outcome) -> None:
        self._outcome = outcome
        self._running = None
        self.result.show_outcome(outcome, self.context.texts.current)
        if outcome.changes:
            self.context.operations.announce(outcome.changes)
        self._enable()
        if self.may_go():
            self.go_button.setFocus()

    def _failed(self, problem: UserProblem) -> bool:
        self._running = None
        self.context.messages.problem(problem)
        return True

    def _ended(self) -> None:
        self._running = None
        self.progress.set_text("")
        self._enable()

    def _stop(self) -> None:
        if self._running is not None:
            self._running.cancel()

    # What was not taken

    def _ask_rejects(self) -> None:
        if self._outcome is None:
            return
        t = self.context.texts.t
        dialog = QFileDialog(self.window(), t("Save the rows not taken"), QDir.homePath(), "CSV (*.csv)")
        dialog.setObjectName("import.rejects.file")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(f"{self._outcome.path.stem}-rejects.csv")
        dialog.fileSelected.connect(self.write_rejects)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write_rejects(self, name: str) -> None:
        """Write the rows that were not taken, each with its reason, to be mended and read again."""
        found = self._outcome
        if found is None:
            return
        write = partial(write_rejects, Path(name), found.headers, found.rejects, self.context.texts.current)
        self.context.jobs.work(self, write, partial(self._written, Path(name).name))

    def _written(self, name: str, _count: int) -> None:
        self.context.messages.tell(
            Kind.DONE, self.context.texts.t("The rows that were not taken are in {file}.", file=name)
        )

    # Words

    def retranslate(self) -> None:
        texts = self.context.texts
        t = texts.t
        self.heading.set_text(t("Import"))
        self.lead.set_text(
            t(
                "Choose a file, or drop it here. It is tried first: you see what would be taken before it is written."
            )
        )
        self.choosing.speak(texts.current)
        self.stop.set_text(t("Stop"))
        self.save_rejects.set_text(t("Save the rows not taken…"))
        self.go_button.set_text(t("Read it in"))
        self.result.show_outcome(self._outcome, texts.current)
        self._enable()

    def _enable(self) -> None:
        self.stop.setVisible(self._running is not None)
        self.save_rejects.setVisible(self._outcome is not None and bool(self._outcome.rejects))
        self.go_button.setEnabled(self.may_go())
        self.hints_changed.emit()
