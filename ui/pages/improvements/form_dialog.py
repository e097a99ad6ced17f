"""Writing a row of the register: the form in a dialog; what is being written is kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from models.core.session import Session
from models.improvements import actions
from models.improvements.kinds import ImprovementDraft
from ui.base.page import Page
from ui.context import Context
from ui.pages.improvements.form import ImprovementForm
from ui.pages.improvements.start import Start, start_change, start_from_warning, start_new
from ui.shared.form_dialog import Done, KeptFormDialog

DRAFT_KIND = "improvement"


class ImprovementDialog(KeptFormDialog[ImprovementForm]):
    """A new row, or one that is changed."""

    WIDTH = 780

    def __init__(self, context: Context, parent: QWidget, start: Start, done: Done | None = None) -> None:
        form = ImprovementForm(context, start)
        super().__init__(context, parent, "improvements.form", DRAFT_KIND, form, done)

    def retranslate(self) -> None:
        t, start = self.context.texts.t, self.form.start
        changes = bool(start.improvement_id)
        self.heading.set_text(t("Change the improvement") if changes else t("Propose an improvement"))
        said = [t("From a warning: {warning}", warning=start.warning)] if start.warning else []
        if start.fixed:
            said.append(t("It is in force: what is measured and its target stay as they are."))
        else:
            said.append(t("The cases of the period are counted by themselves, with whatever was chosen."))
        self.note.set_text(" ".join(said))
        self.save.set_text(t("Keep the changes") if changes else t("Propose it"))
        super().retranslate()

    @property
    def row_id(self) -> int:
        return self.form.start.improvement_id

    def anew(self, session: Session) -> Start:
        return start_change(session, self.context.texts.current, self.row_id)

    def write(self, draft: ImprovementDraft) -> None:
        start = self.form.start
        if start.improvement_id:
            self.run(actions.change, start.improvement_id, start.version, draft)
        else:
            self.run(actions.propose, draft)


def propose(page: Page, draft: ImprovementDraft | None, done: Done) -> None:
    """Ask for a new row; ``draft`` is what it begins with."""
    texts = page.context.texts.current
    _open(page, lambda session: start_new(session, texts, draft), done)


def propose_from_warning(page: Page, warning_id: int, done: Done) -> None:
    """Ask for a new row that a warning proposes."""
    texts = page.context.texts.current
    _open(page, lambda session: start_from_warning(session, texts, warning_id), done)


def change(page: Page, improvement_id: int, done: Done) -> None:
    """Ask what is to be changed."""
    texts = page.context.texts.current
    _open(page, lambda session: start_change(session, texts, improvement_id), done)


def _open(page: Page, fetch: Callable[[Session], Start], done: Done) -> None:
    def came(start: Start) -> None:
        if page.isVisible():
            ImprovementDialog(page.context, page, start, done).open()

    page.query(fetch, came, key="improvement form")
