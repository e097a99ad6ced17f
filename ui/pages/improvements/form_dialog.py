"""Writing a row of the register: the form in a dialog; what is being written is kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from models.core.errors import ChangedMeanwhile, UserProblem
from models.core.session import Session
from models.improvements import actions
from models.improvements.kinds import ImprovementDraft
from ui.base.dialog import Dialog
from ui.base.drafts import DraftKeeper
from ui.base.page import Page
from ui.context import Context
from ui.pages.improvements.form import ImprovementForm
from ui.pages.improvements.start import Start, start_change, start_from_warning, start_new
from ui.theme.current import theme
from ui.widgets.controls import LinkButton, PrimaryButton, QuietButton
from ui.widgets.labels import Label
from ui.widgets.planes import Scroller

DRAFT_KIND = "improvement"
Done = Callable[[int], None]


class ImprovementDialog(Dialog):
    """Closing it keeps what was written."""

    WIDTH = 780

    def __init__(self, context: Context, parent: QWidget, start: Start, done: Done | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("improvements.form.dialog")
        self._start, self._told = start, done
        self.heading, self.note = Label("", "heading", wrap=True), Label("", token="muted", wrap=True)
        self.note.setObjectName("improvements.form.note")
        self.again = LinkButton()
        self.again.setObjectName("improvements.form.again")
        self.again.hide()
        self.form = ImprovementForm(context, start)
        self.error = Label("", "small", "s1", wrap=True)
        self.error.setObjectName("improvements.form.error")
        self.error.hide()
        self._scroller = Scroller(self.form)
        for widget in (self.heading, self.note, self.again, self._scroller, self.error):
            self.body.addWidget(widget, 1 if widget is self._scroller else 0)
        self.cancel, self.save = QuietButton(), PrimaryButton(key="Ctrl+Return")
        self.cancel.setObjectName("improvements.form.cancel")
        self.save.setObjectName("improvements.form.save")
        self.add_button(self.cancel)
        self.add_button(self.save)
        self.keeper = DraftKeeper(self, context, DRAFT_KIND, self.form.written, start.key)
        self._wire()
        self.keeper.restore(self._restored)

    def _wire(self) -> None:
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self.submit)
        self.again.clicked.connect(self.begin_again)
        self.on_key("Ctrl+Return", self.submit)
        self.form.submitted.connect(self._commit)
        self.form.changed.connect(self._edited)

    def retranslate(self) -> None:
        t, start = self.context.texts.t, self._start
        heading = t("Change the improvement") if start.improvement_id else t("Propose an improvement")
        self.heading.set_text(heading)
        self.setWindowTitle(heading)
        said = [t("From a warning: {warning}", warning=start.warning)] if start.warning else []
        if start.fixed:
            said.append(t("It is in force: what is measured and its target stay as they are."))
        else:
            said.append(t("The cases of the period are counted by themselves, with whatever was chosen."))
        self.note.set_text(" ".join(said))
        self.again.set_text(t("What you were writing is back. Begin afresh"))
        self.cancel.set_text(t("Cancel"))
        self.save.set_text(t("Keep the changes") if start.improvement_id else t("Propose it"))
        self.form.retranslate()

    def fit(self) -> None:
        """As high as the form needs, but no higher than the window."""
        px = theme().px
        layout = self.form.layout()
        assert layout is not None
        layout.activate()
        window = self.parentWidget()
        wide, high = (window.width(), window.height()) if window is not None else (0, 0)
        width = min(px(self.WIDTH), wide - px(60))
        inner = width - 2 * px(24) - px(12)
        tall = max(layout.totalHeightForWidth(inner), layout.totalSizeHint().height()) + px(190)
        self.resize(width, min(tall, max(px(360), high - px(60))))

    def open(self) -> None:
        super().open()
        self.form.setFocus(Qt.FocusReason.OtherFocusReason)

    def done(self, result: int) -> None:
        self.keeper.flush()
        super().done(result)

    # What is being written

    def _restored(self, kept: dict[str, Any] | None) -> None:
        if kept and not self.form.is_dirty():
            self.form.restore(kept)
            self.again.setVisible(self.form.is_dirty())
            self.fit()

    def begin_again(self) -> None:
        """Throw away what was kept."""
        self.form.load(self._start.draft)
        self.again.hide()
        self.keeper.forget()
        self.form.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edited(self) -> None:
        self.error.hide()
        self.keeper.touch()

    # The deed

    def submit(self) -> None:
        """Write it down, or lead to what is missing."""
        if not self.save.is_busy():
            self.form.commit()
            self.fit()

    def _commit(self, draft: ImprovementDraft) -> None:
        start = self._start
        self.save.set_busy(True)
        run = partial(self.context.operations.run, self, done=self._succeeded, failed=self._refused)
        if start.improvement_id:
            run(actions.change, start.improvement_id, start.version, draft)
        else:
            run(actions.propose, draft)

    def _succeeded(self, made: int | None) -> None:
        self.keeper.forget()
        self.accept()
        if self._told is not None:
            self._told(made or self._start.improvement_id)

    def _refused(self, problem: UserProblem) -> bool:
        self.save.set_busy(False)
        if isinstance(problem, ChangedMeanwhile):
            texts, improvement_id = self.context.texts.current, self._start.improvement_id

            def fetch(session: Session) -> Start:
                return start_change(session, texts, improvement_id)

            self.context.jobs.query(self, fetch, self._changed_elsewhere, key="again")
        if not self.form.refuse(problem):
            self.error.set_text(self.context.texts.problem(problem))
            self.error.show()
        self.fit()
        return True

    def _changed_elsewhere(self, start: Start) -> None:
        self._start = start
        self.form.start_again(start)


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
