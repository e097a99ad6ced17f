"""What can be done with a warning: its writes and the ways that lead on from it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt

from models.core.permissions import Permission
from models.incidents.kinds import IncidentDraft, IncidentKind
from models.warnings import actions
from models.warnings.kinds import ResidentRisk, WarningRow
from resources.texts import N_
from ui.base.page import Page
from ui.commands import Command, Scope
from ui.messages import Kind
from ui.pages.warnings.card import Card
from ui.pages.warnings.data import Shown
from ui.shared.incident_dialog import IncidentDialog
from ui.shared.warning_words import headline


class WarningDeeds(QObject):
    """Acts on the warning that is shown."""

    def __init__(self, page: Page, card: Card, shown: Callable[[], Shown | None]) -> None:
        super().__init__(page)
        self._page, self._card, self._shown = page, card, shown
        self._context = page.context
        buttons = card.deeds
        buttons.known.clicked.connect(self.acknowledge)
        buttons.note.returnPressed.connect(self.acknowledge)
        buttons.incident.clicked.connect(self.incident)
        buttons.improvement.clicked.connect(self.improvement)
        buttons.owner.changed.connect(self.give)

    def commands(self) -> list[Command]:
        """Their keys."""
        pane = Scope.PANE
        return [
            Command("warnings.look", N_("look now"), "L", self.look, pane, hint=True, enabled=self.may_answer),
            Command("warnings.known", N_("I know"), "A", self.acknowledge, pane, hint=True, enabled=self.is_waiting),
            Command("warnings.incident", N_("incident"), "I", self.incident, pane, hint=True, enabled=self.is_there),
            Command("warnings.improve", N_("improvement"), "M", self.improvement, pane, hint=True,
                    enabled=self.can_improve),
        ]  # fmt: skip

    def may_answer(self) -> bool:
        """Whether this person may."""
        return self._context.desk.may(Permission.ANSWER_WARNINGS)

    def is_there(self) -> bool:
        """Whether a warning is shown."""
        return self._shown() is not None

    def is_waiting(self) -> bool:
        """Whether the warning that is shown waits for an answer that this person may give."""
        shown = self._shown()
        return shown is not None and shown.row.acknowledged_at is None and self.may_answer()

    def can_improve(self) -> bool:
        """Whether there is a register to go to."""
        return self.is_there() and "improvements" in self._context.navigation.specs

    def look(self) -> None:
        """Look at everything now."""
        if self.may_answer():
            self._page.run(actions.look_now, done=self._looked)

    def _looked(self, raised: tuple[int, ...]) -> None:
        texts = self._context.texts
        words = (
            texts.n("{n} new warning", "{n} new warnings", len(raised))
            if raised
            else texts.t("No new warning.")
        )
        self._context.messages.tell(Kind.DONE, words)
        self._page.mark_stale()

    def acknowledge(self) -> None:
        """Say that one knows, and what is done; without a note the note is asked for first."""
        shown, note = self._shown(), self._card.deeds.note
        if shown is None or not self.is_waiting():
            return
        if not note.value():
            note.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        row = shown.row
        done = partial(self._acknowledged, row.id)
        self._page.run(actions.acknowledge, row.id, row.row_version, note.value(), done=done)

    def _acknowledged(self, warning_id: int, _value: None) -> None:
        self._card.notes.given(warning_id)
        self._context.messages.tell(Kind.DONE, self._context.texts.t("Noted: somebody knows."))

    def give(self, _code: object = None) -> None:
        """Somebody else answers."""
        shown, wanted = self._shown(), self._card.deeds.owner.value()
        owner_id = None if wanted is None else int(str(wanted))
        if shown is not None and owner_id != shown.row.owner_id and self.may_answer():
            self._page.run(actions.give, shown.row.id, shown.row.row_version, owner_id)

    def incident(self) -> None:
        """Open an incident from it, or go to the one that was opened."""
        shown = self._shown()
        if shown is None:
            return
        if shown.row.incident_id is not None:
            self._context.navigation.navigate("incidents", id=shown.row.incident_id)
        elif self.may_answer():
            self._declare(shown)

    def _declare(self, shown: Shown) -> None:
        row, words = shown.row, self._context.texts.current
        dialog = IncidentDialog(self._context, self._page, N_("Open an incident"), N_("Open it"))
        title = words.t("{what}: {words}", what=shown.where, words=headline(row, words))
        draft = IncidentDraft(
            title=title,
            kind=IncidentKind.SHARED_CAUSE
            if self._context.desk.may(Permission.ASSIGN)
            else IncidentKind.OUTAGE,
            category=row.category,
            place_id=row.place_id or row.building_id,
            started_at=row.since,
        )
        dialog.form.begin(draft, row.place or row.building)
        dialog.submitted.connect(partial(self._open_incident, dialog, row))
        dialog.open()

    def _open_incident(self, dialog: IncidentDialog, row: WarningRow, draft: IncidentDraft) -> None:
        done = partial(self._opened, dialog)
        self._page.run(actions.open_incident, row.id, row.row_version, draft, done=done, failed=dialog.refuse)

    def _opened(self, dialog: IncidentDialog, _incident_id: int) -> None:
        dialog.accept()
        self._context.messages.tell(
            Kind.DONE, self._context.texts.t("The incident is open; its open cases have joined it.")
        )

    def open_case(self, case_id: int) -> None:
        """One of the cases behind it."""
        self._context.navigation.navigate("case", id=case_id)

    def open_resident(self, row: object) -> None:
        """One of those whom somebody should call."""
        if isinstance(row, ResidentRisk):
            self._context.navigation.navigate("resident", id=row.resident_id)

    def improvement(self) -> None:
        """Propose an improvement from it, or go to the one that was proposed; after one that was dropped, another."""
        shown = self._shown()
        if shown is None or not self.can_improve():
            return
        if shown.row.has_improvement:
            self._context.navigation.navigate("improvements", id=shown.row.improvement_id)
        else:
            self._context.navigation.navigate("improvements", warning=shown.row.id)
