"""What an order takes: time, parts, invoices, readings; photos and signatures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from models.complaints.kinds import AttachmentRow, FileDraft
from models.core.action import Outcome
from models.core.changes import Changes
from models.core.errors import UserProblem
from models.core.session import Session
from models.repairs import actions
from models.repairs.kinds import CostDraft, CostKind, FileKind, LabourDraft
from models.stock.kinds import PartRow
from models.stock.queries import parts
from ui.pages.order.asking import ask_cost, ask_labour, ask_part, ask_reading
from ui.pages.order.carrying import MOST_PARTS, signature_draft
from ui.pages.order.screen import Doing, Values
from ui.pages.order.signing import SignDialog
from ui.shared.fields_dialog import FieldsDialog
from ui.shared.local_time import to_instant
from ui.shared.pictures import EvidenceDialog

_TAKES_OUT: Mapping[str, Any] = {
    "labour": actions.remove_labour,
    "cost": actions.remove_cost,
    "reading": actions.remove_reading,
}


def attach_all(
    session: Session, order_id: int, files: Sequence[tuple[str, bytes]], kind: FileKind
) -> Outcome[int]:
    """Keep several files of an order; returns how many."""
    changes = Changes()
    for name, content in files:
        changes |= actions.attach_file(session, order_id, FileDraft(name, content, kind, ""), kind).changes
    return Outcome(len(files), changes)


class Spending(Doing):
    """Each thing by a small dialog; each line is taken out by its cross."""

    def labour(self) -> None:
        """Note somebody's time."""

        def submit(dialog: FieldsDialog, values: Values) -> None:
            who, begin, end = values["line"]
            since, until = to_instant(self.context, begin), to_instant(self.context, end)
            if who is None or since is None or until is None:
                dialog.refuse(self.context.texts.t("Each line needs who, and both times."), "line")
                return
            draft = LabourDraft(who, since, until)
            self.act_for(dialog, actions.add_labour, self.view.id, draft, field="line")

        self.ask(ask_labour(self.context, self.page, self.view), submit)

    def part(self) -> None:
        """Take a part from the store."""
        self.page.query(_in_store, self._ask_part, key="parts")

    def _ask_part(self, rows: tuple[PartRow, ...]) -> None:
        def submit(dialog: FieldsDialog, values: Values) -> None:
            part_id, pieces = values["line"]
            if part_id is None:
                dialog.refuse(self.context.texts.t("Choose a part from the list."), "line")
                return
            if pieces is None:
                dialog.refuse(self.context.texts.problem(UserProblem("part.no_pieces")), "line")
                return
            self.act_for(dialog, actions.book_part, self.view.id, part_id, pieces, field="line")

        if self.may("part"):
            self.ask(ask_part(self.context, self.page, rows), submit)

    def cost(self) -> None:
        """Add an invoice or another cost."""

        def submit(dialog: FieldsDialog, values: Values) -> None:
            firm = int(values["contractor"]) if values["contractor"] else None
            draft = CostDraft(
                CostKind(values["kind"]), values["amount"], firm, values["number"], values["words"]
            )
            self.act_for(dialog, actions.add_cost, self.view.id, draft)

        self.ask(ask_cost(self.context, self.page, self.view), submit)

    def reading(self) -> None:
        """Note what was measured."""

        def submit(dialog: FieldsDialog, values: Values) -> None:
            args = (self.view.id, values["name"], values["figure"], values["unit"])
            self.act_for(dialog, actions.add_reading, *args, field="figure")

        self.ask(ask_reading(self.context, self.page), submit)

    def take_out(self, kind: str, row_id: int) -> None:
        """Take out a line that was noted by mistake; a part comes back to the store."""
        if kind == "part":
            pieces = next((one.count for one in self.view.file.parts if one.part_id == row_id), 0)
            self.act(actions.bring_back, self.view.id, row_id, pieces)
        else:
            self.act(_TAKES_OUT[kind], row_id)

    # Photos and signatures

    def keep_files(self, files: list[tuple[str, bytes]], kind: str) -> None:
        """Keep photos; what is no picture is kept as a document."""
        self.act(attach_all, self.view.id, tuple(files), FileKind(kind))

    def sign(self) -> None:
        """Let the resident sign."""
        dialog = SignDialog(self.context, self.page, self.view.row.resident)

        def submit(signed: tuple[str, bytes]) -> None:
            name, png = signed
            draft = signature_draft(png, name)
            self.act_for(dialog, actions.attach_file, self.view.id, draft, FileKind.SIGNATURE)

        dialog.submitted.connect(submit)
        dialog.open()

    def open_picture(self, row: AttachmentRow) -> None:
        """Show a file large."""
        dialog = EvidenceDialog(self.context, self.page, row)
        dialog.describe.hide()
        dialog.open()


def _in_store(session: Session) -> tuple[PartRow, ...]:
    return parts(session, limit=MOST_PARTS).rows
