"""The sample estate is being made: how far it is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from models.accounts.queries import find_staff
from models.accounts.signing import default_session, demo_session
from models.core.session import Session
from models.options.actions import change_options
from models.options.queries import settings
from models.samples.estate import CASES, make_estate
from ui.context import Context
from ui.pages.gates.begun import Began
from ui.task import Task
from ui.widgets.labels import Label

AT_THE_DESK = "wang"


@dataclass(frozen=True)
class SampleDraft:
    """The languages of the sample estate, and how much happens in it."""

    language: str
    report_languages: tuple[str, ...]
    cases: int = CASES


class MakingPane(QWidget):
    """A sentence and a bar."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._words = Label("", "lead", wrap=True)
        self._note = Label("", token="muted", wrap=True)
        self.bar = QProgressBar()
        self.bar.setObjectName("first_run.progress")
        self.bar.setTextVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addStretch(1)
        for widget in (self._words, self.bar, self._note):
            column.addWidget(widget)
        column.addStretch(2)

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        t = self._context.texts.t
        self._words.set_text(t("The sample estate is being made …"))
        self._note.set_text(
            t("Ninety days of complaints are lived through, step by step. This takes a few seconds.")
        )
        self.bar.setAccessibleName(t("How far it is"))

    def show_progress(self, done: int, total: int) -> None:
        """So much of it is made."""
        self.bar.setMaximum(total)
        self.bar.setValue(done)


def make_sample(task: Task, draft: SampleDraft) -> Began:
    """Make the estate on the database thread and seat somebody of the front desk."""

    def progress(done: int, total: int) -> None:
        task.raise_if_cancelled()
        task.progress(done, total)

    def make(session: Session) -> Began:
        store, clock = session.store, session.clock
        make_estate(session, draft.cases, progress=progress)
        chosen = {
            "report.languages": list(draft.report_languages),
            "property.language": draft.report_languages[0],
        }
        change_options(default_session(store, clock), chosen)
        who = AT_THE_DESK if find_staff(store, AT_THE_DESK) is not None else None
        return Began(demo_session(store, clock, who), settings(store))

    return task.store(make)
