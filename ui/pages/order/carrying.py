"""Carrying the work out: ready, on the way, there, waiting, done, checked, cancelled."""

from __future__ import annotations

from functools import partial
from typing import Any

from models.complaints.kinds import FileDraft
from models.core.action import Outcome
from models.core.errors import UserProblem
from models.core.session import Session
from models.repairs import actions
from models.repairs.kinds import FileKind, WaitsFor
from models.stock.kinds import PartRow
from models.stock.queries import parts
from resources.texts import N_
from ui.messages import Kind
from ui.pages.order.asking import ask_check, ask_moment, ask_wait, ask_words
from ui.pages.order.done_dialog import DoneDialog, Told
from ui.pages.order.screen import Doing, Values
from ui.shared.fields_dialog import FieldsDialog
from ui.shared.local_time import to_instant

MOST_PARTS = 500


def tell_done(
    session: Session, order_id: int, version: int, told: Told, correcting: bool
) -> Outcome[tuple[str, ...]]:
    """Note what was done, then keep its photos and its signature; returns the names of files that were refused."""
    action = actions.correct_done if correcting else actions.done
    changes = action(session, order_id, version, told.draft).changes
    refused = []
    files = [(FileDraft(name, content, FileKind.AFTER, ""), FileKind.AFTER) for name, content in told.photos]
    if told.signature:
        files.append((signature_draft(told.signature, told.signed_by), FileKind.SIGNATURE))
    for file, kind in files:
        try:
            changes |= actions.attach_file(session, order_id, file, kind).changes
        except UserProblem:
            refused.append(file.name)
    return Outcome(tuple(refused), changes)


def signature_draft(png: bytes, name: str) -> FileDraft:
    """A signature as a file; its note is the name of who signed."""
    return FileDraft("signature.png", png, FileKind.SIGNATURE, name)


class Carrying(Doing):
    """The state of an order, deed by deed."""

    def ready(self) -> None:
        """A draft can be scheduled."""
        self.act(actions.ready, self.view.id, self.view.version)

    def on_the_way(self) -> None:
        """The technician sets out now."""
        self.act(actions.on_the_way, self.view.id, self.view.version)

    def start(self) -> None:
        """The technician is there now, and begins."""
        self.act(actions.start, self.view.id, self.view.version)

    def on_the_way_at(self) -> None:
        """The technician set out earlier."""
        self._earlier("on_the_way_at", N_("On the way since"), actions.on_the_way)

    def start_at(self) -> None:
        """The work began earlier."""
        self._earlier("start_at", N_("The work began"), actions.start)

    def _earlier(self, name: str, title: str, action: Any) -> None:
        def submit(dialog: FieldsDialog, values: Values) -> None:
            at = to_instant(self.context, values["at"])
            self.act_for(dialog, action, self.view.id, self.version_for(dialog), at, field="at")

        self.ask(ask_moment(self.context, self.page, name, title), submit)

    def wait(self) -> None:
        """Let it wait for parts, access or approval."""

        def submit(dialog: FieldsDialog, values: Values) -> None:
            until = to_instant(self.context, values["until"])
            waits, version = WaitsFor(values["waits_for"]), self.version_for(dialog)
            self.act_for(
                dialog, actions.wait, self.view.id, version, waits, until, values["words"],
                field="until" if until is not None else "words",
            )  # fmt: skip

        self.ask(ask_wait(self.context, self.page), submit)

    def go_on(self) -> None:
        """What it waited for is there; approval is a word of its own."""
        view = self.view
        action = actions.approve_wait if view.row.waits_for == WaitsFor.APPROVAL else actions.go_on
        self.act(action, view.id, view.version)

    # The report

    def done(self) -> None:
        """Tell what was done."""
        self.page.query(_in_store, self._ask_done, key="parts")

    def correct(self) -> None:
        """Correct what was told of it."""
        self.page.query(_in_store, self._ask_correction, key="parts")

    def _ask_done(self, rows: tuple[PartRow, ...]) -> None:
        if self.may("done"):
            self._tell(rows, correcting=False)

    def _ask_correction(self, rows: tuple[PartRow, ...]) -> None:
        if self.may("correct"):
            self._tell(rows, correcting=True)

    def _tell(self, rows: tuple[PartRow, ...], *, correcting: bool) -> None:
        dialog, view = DoneDialog(self.context, self.page, self.view, rows, correcting=correcting), self.view

        def submit(told: Told) -> None:
            run = self.context.operations.run
            args = (view.id, self.version_for(dialog), told, correcting)
            run(dialog, tell_done, *args, done=succeeded, failed=partial(self.refused, dialog, ""))

        def succeeded(refused: tuple[str, ...]) -> None:
            dialog.kept()
            texts = self.context.texts
            if refused:
                names = texts.current.list_of(list(refused))
                self.context.messages.tell(
                    Kind.WARNING, texts.t("It is noted, but not kept: {names}.", names=names)
                )
            else:
                self.context.messages.tell(
                    Kind.DONE, texts.t("It is noted. The resident confirms; somebody checks.")
                )

        self.version_for(dialog)
        dialog.submitted.connect(submit)
        dialog.open()

    def check(self) -> None:
        """Say whether the work is right."""

        def submit(dialog: FieldsDialog, values: Values) -> None:
            fine, version = values["fine"] == "yes", self.version_for(dialog)
            again = bool(values["again"]) and not fine
            self.act_for(
                dialog, actions.check, self.view.id, version, values["words"], fine, again,
                done=self._visit_made, field="words",
            )  # fmt: skip

        self.ask(ask_check(self.context, self.page), submit)

    def make_return(self) -> None:
        """Somebody has to come again."""

        def submit(dialog: FieldsDialog, values: Values) -> None:
            self.act_for(
                dialog,
                actions.make_return,
                self.view.id,
                values["words"],
                done=self._visit_made,
                field="words",
            )

        title, note = (
            N_("Somebody comes again"),
            N_("A return visit is an order of its own; this one stays as it is."),
        )
        self.ask(ask_words(self.context, self.page, "return", title, N_("Make it"), note), submit)

    def _visit_made(self, order_id: int | None) -> None:
        if order_id is not None:
            self.page.open_order(order_id)

    def cancel(self) -> None:
        """It is not wanted any more."""

        def submit(dialog: FieldsDialog, values: Values) -> None:
            self.act_for(
                dialog, actions.cancel, self.view.id, self.version_for(dialog), values["words"], field="words"
            )

        title, note = N_("Cancel the order"), N_("Its appointment ends, and its technician is free again.")
        self.ask(ask_words(self.context, self.page, "cancel", title, N_("Cancel the order"), note), submit)


def _in_store(session: Session) -> tuple[PartRow, ...]:
    return parts(session, limit=MOST_PARTS).rows
