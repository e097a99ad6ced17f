"""What can be done with an incident: its dialogs and its writes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from models.complaints.queries import case_id
from models.core.action import Outcome
from models.core.session import Session
from models.handling.actions.on_site import arrived_for_all
from models.handling.actions.telling import tell_all
from models.incidents import actions
from models.incidents.kinds import IncidentRow, IncidentState, Told
from resources.texts import N_
from ui.base.page import Page
from ui.commands import Command, Scope
from ui.messages import Kind
from ui.operations import AnyAction, Undo
from ui.pages.incidents.data import Shown
from ui.pages.incidents.dialogs import ArrivedDialog, CaseDialog, TellDialog, WordsDialog
from ui.pages.incidents.rights import allowed
from ui.shared.incident_dialog import change


def join_case(session: Session, incident_id: int, case: int | str) -> Outcome[int]:
    """Join a case that was chosen, or named by its reference; returns its id."""
    complaint_id = case if isinstance(case, int) else case_id(session.store, case)
    return Outcome(complaint_id, actions.join(session, incident_id, complaint_id).changes)


class IncidentDeeds(QObject):
    """Opens the dialogs of the incident that is shown, and does what they were answered with."""

    def __init__(
        self, page: Page, shown: Callable[[], Shown | None], chosen: Callable[[], int | None]
    ) -> None:
        super().__init__(page)
        self._page, self._shown, self._chosen = page, shown, chosen
        self._context = page.context

    def _row(self) -> IncidentRow | None:
        shown = self._shown()
        return shown.row if shown is not None else None

    def may(self, *names: str) -> bool:
        """Whether one of these deeds is open to this person now."""
        return not allowed(self._context.desk, self._row()).isdisjoint(names)

    def commands(self) -> list[Command]:
        """The keys of all of them."""

        def made(name: str, label: str, key: str, deed: Callable[[], object], *buttons: str) -> Command:
            may = partial(self.may, *buttons)
            return Command(f"incidents.{name}", label, key, deed, Scope.PANE, hint=may, enabled=may)

        return [
            made("change", N_("change"), "E", self.change, "change", "accept"),
            made("tell", N_("tell everybody"), "T", self.tell, "tell"),
            made("arrived", N_("on site"), "O", self.arrived, "arrived"),
            made("join", N_("join a case"), "J", self.join, "join"),
            made("end", N_("it is over"), "X", self.end, "end", "dismiss"),
        ]

    def change(self) -> None:
        """Change it; what is only proposed is accepted by this."""
        row = self._row()
        if row is not None and self.may("change", "accept"):
            change(self._page, row)

    def tell(self) -> None:
        """One update to everybody."""
        row = self._row()
        if row is None or not self.may("tell"):
            return
        cases = self._context.texts.n("{n} open case", "{n} open cases", row.open_cases)
        dialog = TellDialog(self._context, self._page, row.say, cases)
        dialog.submitted.connect(partial(self._tell, dialog, row))
        dialog.open()

    def _tell(self, dialog: TellDialog, row: IncidentRow, answer: tuple[str, str]) -> None:
        done = partial(self._were_told, dialog)
        self._page.run(
            tell_all, row.id, row.row_version, answer[0], answer[1], done=done, failed=dialog.refuse
        )

    def _were_told(self, dialog: TellDialog, told: Told) -> None:
        dialog.accept()
        texts = self._context.texts
        words = texts.n(
            "Noted in {n} case: they were told.", "Noted in {n} cases: they were told.", told.cases
        )
        self._context.messages.tell(Kind.DONE, words)

    def arrived(self) -> None:
        """Somebody is on site: for all of its cases."""
        row = self._row()
        if row is not None and self.may("arrived"):
            dialog = ArrivedDialog(self._context, self._page)
            dialog.submitted.connect(partial(self._arrive, dialog, row))
            dialog.open()

    def _arrive(self, dialog: ArrivedDialog, row: IncidentRow, at: datetime | None) -> None:
        done = partial(self._have_arrived, dialog)
        self._page.run(arrived_for_all, row.id, row.row_version, at, done=done, failed=dialog.refuse)

    def _have_arrived(self, dialog: ArrivedDialog, cases: int) -> None:
        dialog.accept()
        words = self._context.texts.n(
            "The arrival is noted in {n} case.", "The arrival is noted in {n} cases.", cases
        )
        self._context.messages.tell(Kind.DONE, words)

    def join(self) -> None:
        """Join a case to it."""
        shown = self._shown()
        if shown is None or not self.may("join"):
            return
        dialog = CaseDialog(self._context, self._page, shown.loose)
        dialog.submitted.connect(partial(self._join, dialog, shown.row))
        dialog.open()

    def _join(self, dialog: CaseDialog, row: IncidentRow, case: object) -> None:
        self._run(join_case, dialog, row.id, case, undo=self._unjoin)

    def _unjoin(self, case: int) -> Undo:
        return Undo(self._context.texts.t("The case has been joined."), actions.leave, (case,))

    def leave(self) -> None:
        """Take the case that is chosen out again."""
        row, case = self._row(), self._chosen()
        if row is None or case is None or not self.may("leave"):
            return
        back = Undo(self._context.texts.t("The case has been taken out."), actions.join, (row.id, case))
        self._page.run(actions.leave, case, undo=partial(_always, back))

    def end(self) -> None:
        """It is over, or, where it is only proposed, it was none."""
        row = self._row()
        if row is None or not self.may("end", "dismiss"):
            return
        if row.state == IncidentState.PROPOSED:
            words = (N_("Is it no common cause?"), N_("Dismiss it"), N_("&Why not"))
            self._ask("dismiss", words, actions.dismiss, row, N_("Its cases go on one by one."))
        else:
            words = (N_("Is it over?"), N_("It is over"), N_("What &was it"))
            note = N_("Its cases stay open until each is put right.")
            self._ask("end", words, actions.end, row, note, undo=partial(self._resume, row))

    def _ask(
        self,
        name: str,
        words: tuple[str, str, str],
        action: AnyAction,
        row: IncidentRow,
        note: str,
        **how: Any,
    ) -> None:
        dialog = WordsDialog(self._context, self._page, name, *words)
        dialog.note.set_text(self._context.texts.t(note))
        dialog.submitted.connect(partial(self._with_words, action, dialog, row, how))
        dialog.open()

    def _with_words(
        self, action: AnyAction, dialog: WordsDialog, row: IncidentRow, how: dict[str, Any], words: str
    ) -> None:
        self._run(action, dialog, row.id, row.row_version, words, **how)

    def _resume(self, row: IncidentRow, _value: object) -> Undo:
        return Undo(self._context.texts.t("The incident is over."), actions.resume, (row.id,))

    def _run(self, action: AnyAction, dialog: Any, *args: object, **how: Any) -> None:
        self._page.run(action, *args, done=partial(_close, dialog), failed=dialog.refuse, **how)


def _close(dialog: Any, _value: object) -> None:
    dialog.accept()


def _always(undo: Undo, _value: object) -> Undo:
    return undo
