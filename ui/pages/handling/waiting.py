"""Waiting and going on, arriving, warnings that somebody takes, the outage that a case belongs to, merged cases."""

from __future__ import annotations

from typing import Any

from models.core.session import Session
from models.escalation.actions import acknowledge
from models.handling.actions import arrived, pause, resume, unmerge
from models.incidents.actions import join as join_incident
from models.incidents.actions import leave
from models.incidents.kinds import IncidentRow
from models.incidents.queries import concerning, live
from resources.texts import N_
from ui.messages import Kind
from ui.pages.handling.asking_after import (
    ask_arrived,
    ask_incident,
    ask_pause,
    ask_words,
    pause_draft,
)
from ui.pages.handling.clock_words import running_pause
from ui.pages.handling.clocks import ClocksDialog
from ui.pages.handling.doing import Doing, Values
from ui.shared.fields_dialog import FieldsDialog


class Waiting(Doing):
    """What has to do with time and with other cases, not with the steps."""

    def clocks(self) -> None:
        """Show all clocks, and why they fall due then."""
        ClocksDialog(self.context, self.page, self.view).open()

    def hold(self) -> None:
        """The key: wait, or go on."""
        if running_pause(self.view) is None:
            self.pause()
        else:
            self.go_on()

    def pause(self) -> None:
        """Let the clocks stand still."""

        def submit(dialog: FieldsDialog, values: Values) -> None:
            draft = pause_draft(self.context, values)
            self.act_for(dialog, pause, self.view.id, self.view.version, draft, field="until")

        self.ask(ask_pause(self.context, self.page, self.view), submit)

    def go_on(self) -> None:
        """Go on before the expected time."""
        self.act(resume, self.view.id, self.view.version)

    def arrived(self) -> None:
        """Somebody is at the place."""
        dialog = ask_arrived(self.context, self.page)
        offered = dialog.values()["at"]

        def submit(dialog: FieldsDialog, values: Values) -> None:
            said = values["at"]
            at = None if said == offered else said.replace(tzinfo=self.context.desk.zone)
            self.act_for(dialog, arrived, self.view.id, self.view.version, at, field="at")

        self.ask(dialog, submit)

    def know(self) -> None:
        """Say of the warnings about this case that one knows."""
        ids = sorted(self.view.may_take)
        if ids:
            self.act(acknowledge, ids, done=self._known)

    def _known(self, _: Any) -> None:
        self.context.messages.tell(Kind.DONE, self.context.texts.t("Noted: you know, and see to it."))

    # Outages

    def open_incident(self) -> None:
        """Go to the incident."""
        if self.view.incident is not None:
            self.context.navigation.navigate("incidents", id=self.view.incident.id)

    def join_incident(self) -> None:
        """Join an outage or a shared cause: the likeliest first."""
        row = self.view.file.case.row

        def find(session: Session) -> tuple[IncidentRow, ...]:
            likely = concerning(session, row.place_id, row.category, row.subcategory)
            known = {one.id for one in likely}
            return (*likely, *(one for one in live(session) if one.id not in known))

        self.page.query(find, self._choose_incident)

    def _choose_incident(self, rows: tuple[IncidentRow, ...]) -> None:
        if not rows:
            words = self.context.texts.t("There is no outage and no shared cause at the moment.")
            self.context.messages.tell(Kind.NOTE, words)
            return

        def submit(dialog: FieldsDialog, values: Values) -> None:
            self.act_for(dialog, join_incident, values["incident"], self.view.id, field="incident")

        self.ask(ask_incident(self.context, self.page, rows), submit)

    def leave_incident(self) -> None:
        """The case has another cause after all."""

        def submit(dialog: FieldsDialog, values: Values) -> None:
            self.act_for(dialog, leave, self.view.id, values["words"], field="words")

        title, note = N_("It has another cause"), N_("It is not gathered again by itself.")
        dialog = ask_words(
            self.context, self.page, "leave", title, N_("Take it out"), N_("&Reason"), note, needed=False
        )
        self.ask(dialog, submit)

    # Merged cases

    def open_survivor(self) -> None:
        """Go to the case in which this one is carried on."""
        if self.view.file.after.survivor_id is not None:
            self.open_case(self.view.file.after.survivor_id)

    def open_case(self, complaint_id: int) -> None:
        """Go to another case."""
        self.context.navigation.navigate("case", id=complaint_id)

    def unmerge(self, merge_id: int) -> None:
        """Take a case out of the one into which it was merged."""
        self.act(unmerge, merge_id, None, done=self._taken_out)

    def _taken_out(self, _: Any) -> None:
        self.context.messages.tell(Kind.DONE, self.context.texts.t("Taken out; everything is as it was."))
