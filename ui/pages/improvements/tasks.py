"""The tasks of a plan, ticked off where they stand."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from models.improvements.kinds import TaskRow
from resources.texts import Texts
from ui.theme.current import theme
from ui.widgets.choices import Check
from ui.widgets.labels import Label
from ui.widgets.themed import Themed


class TaskList(Themed, QWidget):
    """``ticked`` carries the task and whether it is done."""

    ticked = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("improvements.tasks")
        self._rows: tuple[TaskRow, ...] = ()
        self._heads = (Label("", "small", "muted", parent=self), Label("", "small", "muted", parent=self))
        self.checks: list[Check] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.follow_theme()

    def retheme(self) -> None:
        self._column.setSpacing(theme().px(4))

    def show_tasks(self, texts: Texts, tasks: tuple[TaskRow, ...], may: bool) -> None:
        """Show these; a tick that waits for its answer is set right by it."""
        self._rows = tasks
        while len(self.checks) < len(tasks):
            at = len(self.checks)
            check = Check(parent=self)
            check.setObjectName(f"improvements.task.{at + 1}")
            check.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # long ones are cut
            check.changed.connect(partial(self._tick, at))
            self.checks.append(check)
        while self._column.count():
            self._column.takeAt(0)
        for head, words, long_term in zip(
            self._heads, (texts.t("Tasks now"), texts.t("Tasks later")), (False, True), strict=True
        ):
            some = [at for at, one in enumerate(tasks) if one.long_term is long_term]
            head.set_text(words)
            head.setVisible(bool(some))
            self._column.addWidget(head)
            for at in some:
                self._column.addWidget(self.checks[at])
        for at, check in enumerate(self.checks):
            there = at < len(tasks)
            check.setVisible(there)
            if there:
                check.set_text(tasks[at].text)
                check.setAccessibleName(tasks[at].text)
                check.set_value(tasks[at].done)
                check.setToolTip(" · ".join(filter(None, (tasks[at].text, tasks[at].done_by))))
                check.setEnabled(may)
        self.setVisible(bool(tasks))

    def _tick(self, at: int, done: object) -> None:
        if at < len(self._rows):
            self.ticked.emit(self._rows[at], bool(done))
