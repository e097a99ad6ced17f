"""Nothing that was written is lost: drafts after a crash, colleagues who save meanwhile, steps that move on."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from models.handling.steps import step_of
from ui.base.drafts import DraftKeeper
from ui.base.values import inner
from ui.pages.handling.forms.base import CaseForm
from ui.pages.handling.screen import CaseScreen
from ui.pages.handling.view import CaseView
from ui.widgets.fields import LabeledField, TextField


class Keeping(QObject):
    """Looks after what is being written on the case page."""

    def __init__(self, page: CaseScreen) -> None:
        super().__init__(page)
        self._page, self._context = page, page.context
        self._own_move = False
        self._changed = False
        self._orphan = ""
        self.keeper = DraftKeeper(self, page.context, "step", self._written)

    # Drafts

    def _written(self) -> dict[str, Any]:
        view, form = self._page.view, self._page.pane.form
        if view is None or form is None:
            return {}
        return {"step": view.step, "round": view.round_of(view.step), "values": form.written()}

    def touch(self) -> None:
        """Something was written."""
        form = self._page.pane.form
        if form is not None and form.is_dirty():
            self.keeper.touch()

    def flush(self) -> None:
        """Save what is written, now."""
        self.keeper.flush()

    def forget(self) -> None:
        """What was written has become a record."""
        self.keeper.forget()
        if not self._orphan:
            self._page.pane.notice.hide()

    def begin(self, view: CaseView) -> None:
        """Another case: look whether something was being written for it."""
        self._orphan = ""
        self.keeper.use_key(str(view.id))
        if view.is_open:
            self.keeper.restore(partial(self._restored, view.id))

    def _restored(self, case_id: int, draft: dict[str, Any] | None) -> None:
        view, form = self._page.view, self._page.pane.form
        if view is None or form is None or view.id != case_id or not draft or form.is_dirty():
            return
        if (draft.get("step"), draft.get("round")) != (view.step, view.round_of(view.step)):
            self.keeper.forget()
            return
        form.restore(draft.get("values") or {})
        if form.is_dirty():
            t = self._context.texts.t
            self._page.pane.tell(
                "ok",
                t("What you were writing is back."),
                t("It had not been kept yet."),
                t("Throw it away"),
            )

    # Others

    def moved_on(self) -> None:
        """The case comes to another step by what was done here."""
        self._own_move = True
        self._orphan = ""
        self.forget()

    def tell_changed(self) -> None:
        """A save was refused: somebody else had saved. Told once the case has been fetched again."""
        self._changed = True
        self._page.mark_stale()

    def rescue(self, view: CaseView) -> None:
        """Before a case is shown anew: keep the words of a form that is about to go."""
        form, old = self._page.pane.form, self._page.view
        if form is None or old is None or old.id != view.id or self._own_move:
            return
        same = view.is_open and (old.step, old.round_of(old.step)) == (view.step, view.round_of(view.step))
        if not same and form.is_dirty():
            self._orphan = words_of(form)

    def shown(self, view: CaseView) -> None:
        """After it has been shown: say what happened meanwhile."""
        self._own_move = False
        t, pane = self._context.texts.t, self._page.pane
        if self._orphan and pane.notice.isHidden():
            step = self._context.texts.word("step", step_of(view.step).code) if view.step else ""
            pane.tell(
                "changed",
                t("A colleague moved this case on while you were writing."),
                t(
                    "It stands at “{step}” now. Your words are not lost: {words}",
                    step=step,
                    words=self._orphan,
                )
                if step
                else t("Your words are not lost: {words}", words=self._orphan),
                t("Copy my words"),
            )
        elif self._changed:
            self._changed = False
            who = view.file.events[-1].staff if view.file.events else ""
            mine = who in ("", self._context.desk.actor.name)
            pane.tell(
                "changed",
                t("Somebody changed this case while you were writing.")
                if mine
                else t("{name} changed this case while you were writing.", name=who),
                t("Nothing is lost. Look at both, then save again."),
                t("All right"),
            )

    def answer_notice(self) -> None:
        """The button of the notice: copy the words, throw the draft away, or just put the notice away."""
        pane = self._page.pane
        if self._orphan:
            QGuiApplication.clipboard().setText(self._orphan)
            self._orphan = ""
        elif pane.notice_kind == "ok":
            self._throw_away()
        pane.notice.hide()

    def _throw_away(self) -> None:
        view, form = self._page.view, self._page.pane.form
        self.keeper.forget()
        if form is not None and view is not None:
            form.start_over()


def words_of(form: CaseForm) -> str:
    """All words that stand in the text fields of a form."""
    found = []
    for field in form.findChildren(LabeledField):
        within = inner(field)
        if isinstance(within, TextField) and (text := within.toPlainText().strip()):
            found.append(text)
    return "\n".join(found)
