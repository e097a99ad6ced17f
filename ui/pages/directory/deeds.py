"""What is done with places and people; each deed asks in a dialog and writes through an action."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from models.core.errors import ChangedMeanwhile, Unknown, UserProblem
from models.core.permissions import Permission
from models.core.session import Session
from models.directory import actions
from models.directory.kinds import Person, PlaceDraft, PlaceRow, ResidencyDraft, ResidencyRow
from models.directory.queries import path, person, places_of
from resources.texts import N_, Texts
from ui.base.form import Form
from ui.base.page import Page
from ui.messages import Kind
from ui.operations import AnyAction, Undo
from ui.pages.directory.form_dialog import FormDialog
from ui.pages.directory.place_form import PlaceForm
from ui.pages.directory.resident_form import NewResident, ResidentForm
from ui.pages.directory.stay_form import Stay, StayForm


@dataclass(frozen=True)
class Again:
    """How a dialog goes on when a colleague was faster: look anew, show that, and which row it rests on."""

    look: Callable[[Session], Any]
    show: Callable[[Any], None]
    row: Callable[[Any], Any] = lambda found: found


class Deeds(QObject):
    """Writes for the pages of the directory."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._context = page.context

    def may(self) -> bool:
        """Whether the person at the desk may change the directory."""
        return self._context.desk.may(Permission.EDIT_DIRECTORY)

    # Places

    def add_place(self, above: PlaceRow | None) -> None:
        """A new place below another."""
        form = PlaceForm(self._context)
        form.show_place(None, above)
        dialog = self._dialog("place", form, N_("Add a place"))

        def submit(draft: PlaceDraft) -> None:
            self._write(dialog, actions.add_place, draft, done=partial(self._go, "place"))

        dialog.submitted.connect(submit)
        dialog.open()

    def change_place(self, place: PlaceRow, above: PlaceRow | None) -> None:
        """Another name, number, parent or hint."""
        form = PlaceForm(self._context)
        form.show_place(place, above)
        dialog = self._dialog("place", form, N_("Change {name}"), place.label)
        dialog.basis = place

        def submit(draft: PlaceDraft) -> None:
            again = Again(partial(_place, place.id), lambda row: form.show_place(*row), lambda row: row[0])
            self._write(dialog, actions.change_place, place.id, dialog.basis.row_version, draft, again=again)

        dialog.submitted.connect(submit)
        dialog.open()

    def retire_place(self, place: PlaceRow) -> None:
        """Take a place out of use; can be undone at once, and later."""
        words = self._context.texts.t("{name} is no longer in use.", name=place.label)

        def undo(_value: object) -> Undo:
            return Undo(words, actions.restore_place, (place.id, place.row_version + 1))

        self._page.run(actions.retire_place, place.id, place.row_version, undo=undo)

    def restore_place(self, place: PlaceRow) -> None:
        """Take a place into use again."""
        self._page.run(actions.restore_place, place.id, place.row_version)

    # People

    def add_resident(self, place: PlaceRow | None) -> None:
        """Somebody new, perhaps at a home."""
        form = ResidentForm(self._context, new=True)
        form.begin(place)
        dialog = self._dialog("resident", form, N_("Add a resident"))
        done = None if place is not None else partial(self._go, "resident")

        def submit(new: NewResident) -> None:
            self._write(dialog, actions.add_resident, new.resident, new.home, done=done)

        dialog.submitted.connect(submit)
        dialog.open()

    def change_resident(self, person: Person) -> None:
        """Another number, name or hint."""
        form = ResidentForm(self._context, new=False)
        form.show_person(person)
        row = person.resident
        dialog = self._dialog("resident", form, N_("Change {name}"), row.name)
        dialog.basis = row

        def submit(new: NewResident) -> None:
            again = Again(partial(_person, row.id), form.show_person, lambda person: person.resident)
            self._write(
                dialog, actions.change_resident, row.id, dialog.basis.row_version, new.resident, again=again
            )

        dialog.submitted.connect(submit)
        dialog.open()

    # Homes of people

    def move_in_here(self, place: PlaceRow) -> None:
        """Somebody who is known moves into a place."""
        form = StayForm(self._context, ("kind", "since"), find="resident")
        form.begin(since=self.today())
        dialog = self._dialog("stay", form, N_("Who moves into {name}?"), place.label)

        def submit(stay: Stay) -> None:
            home = ResidencyDraft(place.id, stay.kind, stay.since)
            self._write(dialog, actions.move_in, stay.found, home)

        dialog.submitted.connect(submit)
        dialog.open()

    def move_in(self, person: Person) -> None:
        """A known person moves into a home."""
        form = StayForm(self._context, ("kind", "since"), find="place")
        form.begin(since=self.today())
        dialog = self._dialog("stay", form, N_("Where does {name} move in?"), person.resident.name)

        def submit(stay: Stay) -> None:
            assert stay.found is not None
            home = ResidencyDraft(stay.found, stay.kind, stay.since)
            self._write(dialog, actions.move_in, person.resident.id, home)

        dialog.submitted.connect(submit)
        dialog.open()

    def move_out(self, stay: ResidencyRow) -> None:
        """From a day on they no longer live there."""
        form = StayForm(self._context, ("until",))
        form.begin(until=self.today())
        dialog = self._dialog(
            "stay", form, N_("{name} moves out of {home}"), stay.resident_name, stay.place_label
        )
        words = self._context.texts.t(
            "{name} moves out of {home}", name=stay.resident_name, home=stay.place_label
        )
        dialog.basis = stay

        def undo(_value: object) -> Undo:
            row = dialog.basis
            before = ResidencyDraft(row.place_id, row.kind, row.since, row.until)
            return Undo(words, actions.change_residency, (row.id, row.row_version + 1, before))

        def submit(given: Stay) -> None:
            again = Again(partial(_stay, stay), lambda row: form.begin(until=row.until or self.today()))
            version = dialog.basis.row_version
            self._write(dialog, actions.move_out, stay.id, version, given.until, undo=undo, again=again)

        dialog.submitted.connect(submit)
        dialog.open()

    def change_stay(self, stay: ResidencyRow) -> None:
        """Other days, or living there as something else."""
        form = StayForm(self._context, ("kind", "since", "until"))
        form.show_stay(stay)
        dialog = self._dialog("stay", form, N_("{name} in {home}"), stay.resident_name, stay.place_label)
        dialog.basis = stay

        def submit(given: Stay) -> None:
            home = ResidencyDraft(stay.place_id, given.kind, given.since, given.until)
            again = Again(partial(_stay, stay), form.show_stay)
            self._write(
                dialog, actions.change_residency, stay.id, dialog.basis.row_version, home, again=again
            )

        dialog.submitted.connect(submit)
        dialog.open()

    # Shared

    def today(self) -> Any:
        """The day at the property."""
        return self._context.clock.now().astimezone(self._context.desk.zone).date()

    def _dialog(self, name: str, form: Form[Any], heading: str, who: str = "", home: str = "") -> FormDialog:
        def say(texts: Texts) -> str:
            return texts.t(heading, name=who, home=home)

        return FormDialog(self._context, self._page, name, form, say, _save)

    def _write(
        self,
        dialog: FormDialog,
        action: AnyAction,
        *args: object,
        done: Callable[[Any], None] | None = None,
        undo: Callable[[Any], Undo | None] | None = None,
        again: Again | None = None,
    ) -> None:
        def succeeded(value: object) -> None:
            dialog.accept()
            if undo is None:
                self._context.messages.tell(Kind.DONE, self._context.texts.t("Saved"))
            if done is not None:
                done(value)

        def failed(problem: UserProblem) -> bool:
            if again is not None and isinstance(problem, ChangedMeanwhile):
                self._context.jobs.query(dialog, again.look, partial(dialog.renew, again.show, again.row))
            return dialog.refuse(problem)

        self._context.operations.run(dialog, action, *args, done=succeeded, failed=failed, undo=undo)

    def _go(self, page: str, ident: object) -> None:
        self._context.navigation.navigate(page, id=ident)


def _place(place_id: int, session: Session) -> tuple[PlaceRow, PlaceRow | None]:
    *above, place = path(session, place_id)
    return place, above[-1] if above else None


def _person(resident_id: int, session: Session) -> Person:
    return person(session, resident_id)


def _stay(stay: ResidencyRow, session: Session) -> ResidencyRow:
    for row in places_of(session, stay.resident_id):
        if row.id == stay.id:
            return row
    raise Unknown("residency", stay.id)


def _save(texts: Texts) -> str:
    return texts.t("Save")
