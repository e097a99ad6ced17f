"""What is done about a case beside its steps: severity, flags, handler, talks, promises, remedies, evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from models.complaints.actions import assign, attach, comment, join, set_flags, set_validity
from models.complaints.describing import describe_file
from models.complaints.kinds import AttachmentRow, Flag, PartyDraft, Severity, Validity
from models.core.errors import UserProblem
from models.core.session import Session
from models.directory.queries import residents_of, resolve_unit
from models.handling.actions import (
    log_contact,
    set_severity,
)
from models.handling.kinds import (
    ContactDraft,
)
from ui.messages import Kind
from ui.pages.handling.aftercare import Aftercare
from ui.pages.handling.asking import (
    ask_comment,
    ask_contact,
    ask_evidence,
    ask_flags,
    ask_handler,
    ask_join,
    ask_severity,
    ask_validity,
)
from ui.pages.handling.doing import Values
from ui.pages.handling.evidence import drafts_of, usual_kind
from ui.pages.handling.ordering import Ordering
from ui.pages.handling.screen import CaseScreen
from ui.pages.handling.settling import Settling
from ui.pages.handling.waiting import Waiting
from ui.shared.fields_dialog import FieldsDialog

REPORT_PAGE = "report"


class Matters(Settling):
    """The page's deeds in full. ``do`` takes the names that menu, commands and standings use."""

    def __init__(self, page: CaseScreen) -> None:
        super().__init__(page)
        self.waiting, self.after = Waiting(page), Aftercare(page)
        self.ordering = Ordering(page)

    def do(self, name: str) -> None:
        """Do what the menu names; ``unmerge:12`` does it with number 12."""
        name, _, number = name.partition(":")
        ways: Mapping[str, Callable[..., None]] = {
            **self._more_ways(),
            "contact": self.talk,
            "comment": self.comment,
            "severity": self.severity,
            "flags": self.flags,
            "validity": self.validity,
            "handler": self.handler,
            "join": self.join,
            "correct": self.page.correct,
            "return": self.go_back,
            "skip": self.skip,
            "reopen": self.open_again,
            "report": self.print_report,
            "receipt": self.print_receipt,
            "remedy": self.remedy,
            "promise": self.page.side.promises.open_line,
            "evidence": self.page.side.evidence.pick,
            "approve": self.approve,
            "keep_proposal": self.keep_proposal,
            "carried_out": self.carry_out,
            "call": self.call,
        }
        if self.page.view is not None and name in ways:
            ways[name](*([int(number)] if number else []))

    def _more_ways(self) -> Mapping[str, Callable[..., None]]:
        waiting, after = self.waiting, self.after
        return {
            "order": self.ordering.make,
            "orders": self.ordering.go,
            "clocks": waiting.clocks,
            "hold": waiting.hold,
            "pause": waiting.pause,
            "resume": waiting.go_on,
            "arrived": waiting.arrived,
            "acknowledge": waiting.know,
            "incident": waiting.open_incident,
            "join_incident": waiting.join_incident,
            "leave": waiting.leave_incident,
            "survivor": waiting.open_survivor,
            "open": waiting.open_case,
            "unmerge": waiting.unmerge,
            "second_look": after.second_look,
            "correct_call": after.correct_call,
            "appeal": after.ask_appeal,
            "appeal_acknowledge": after.appeal_acknowledge,
            "appeal_assign": after.appeal_assign,
            "appeal_extend": after.appeal_extend,
            "appeal_answer": after.appeal_answer,
            "chain": after.chain,
            "link": after.link,
            "review": after.review,
        }

    def severity(self) -> None:
        """Change the severity."""

        def submit(dialog: FieldsDialog, values: Values) -> None:
            chosen = Severity(values["severity"])
            self.act_for(
                dialog,
                set_severity,
                self.view.id,
                self.view.version,
                chosen,
                values["reason"],
                field="reason",
            )

        self.ask(ask_severity(self.context, self.page, self.view), submit)

    def flags(self) -> None:
        """Set the risk flags."""

        def submit(dialog: FieldsDialog, values: Values) -> None:
            chosen = frozenset(Flag(one) for one in values["flags"])
            self.act_for(dialog, set_flags, self.view.id, self.view.version, chosen)

        self.ask(ask_flags(self.context, self.page, self.view), submit)

    def validity(self) -> None:
        """Decide whether the complaint is justified."""

        def submit(dialog: FieldsDialog, values: Values) -> None:
            chosen = Validity(values["validity"])
            self.act_for(
                dialog,
                set_validity,
                self.view.id,
                self.view.version,
                chosen,
                values["reason"],
                field="reason",
            )

        self.ask(ask_validity(self.context, self.page, self.view), submit)

    def handler(self) -> None:
        """Hand the case on."""

        def submit(dialog: FieldsDialog, values: Values) -> None:
            self.act_for(dialog, assign, self.view.id, self.view.version, values["handler"], field="handler")

        self.ask(ask_handler(self.context, self.page, self.view), submit)

    def comment(self) -> None:
        """Write a note for colleagues."""

        def submit(dialog: FieldsDialog, values: Values) -> None:
            self.act_for(dialog, comment, self.view.id, values["text"], field="text")

        self.ask(ask_comment(self.context, self.page), submit)

    def talk(self) -> None:
        """Note a talk with the resident."""
        detail = self.view.file.case
        phone = detail.caller_phone or (detail.phones[0] if detail.phones else "")

        def submit(dialog: FieldsDialog, values: Values) -> None:
            draft = ContactDraft(
                values["summary"], values["channel"], values["direction"], not values["missed"]
            )
            self.act_for(dialog, log_contact, self.view.id, draft, field="summary")

        self.ask(ask_contact(self.context, self.page, phone), submit)

    def join(self) -> None:
        """Another home joins the case."""

        def submit(dialog: FieldsDialog, values: Values) -> None:
            unit, name = str(values["unit"]), str(values["name"])

            def found(home: tuple[int, int | None]) -> None:
                place, resident = home
                party = PartyDraft(
                    resident_id=resident,
                    place_id=place,
                    name=name,
                    phone=str(values["phone"]),
                    words=str(values["words"]),
                )
                self.act_for(dialog, join, self.view.id, party, field="unit")

            self.context.jobs.query(
                dialog, partial(home_of, unit, name), found, partial(self._refused, dialog, "unit")
            )

        self.ask(ask_join(self.context, self.page), submit)

    def _refused(self, dialog: FieldsDialog, field: str, problem: UserProblem) -> bool:
        dialog.refuse(self.context.texts.problem(problem), field)
        return True

    # Evidence and paper

    def add_evidence(self, files: list[tuple[str, bytes]]) -> None:
        """Ask what the files are, then keep them."""
        dialog = ask_evidence(self.context, self.page, len(files))
        dialog.set_values({"kind": usual_kind(files[0][1])})
        step = self.view.step or None

        def submit(dialog: FieldsDialog, values: Values) -> None:
            drafts = drafts_of(files, values["kind"], str(values["note"]))

            def next_one(_: Any = None) -> None:
                if drafts:
                    self.context.operations.run(
                        dialog, attach, self.view.id, drafts.pop(0), step, done=next_one,
                        failed=partial(self._refused, dialog, ""),
                    )  # fmt: skip
                else:
                    dialog.accept()

            next_one()

        self.ask(dialog, submit)

    def describe(self, file: AttachmentRow) -> None:
        """Say anew what a file is and what it shows."""
        dialog = ask_evidence(self.context, self.page, 1, known=file.name)
        dialog.set_values({"kind": file.kind, "note": file.note})

        def submit(dialog: FieldsDialog, values: Values) -> None:
            self.act_for(dialog, describe_file, file.id, values["kind"], str(values["note"]), field="note")

        self.ask(dialog, submit)

    def print_report(self) -> None:
        """Show the handling report."""
        self._print()

    def print_receipt(self) -> None:
        """Show the receipt."""
        self._print(kind="receipt")

    def _print(self, **more: object) -> None:
        navigation = self.context.navigation
        if REPORT_PAGE in navigation.specs:
            navigation.navigate(REPORT_PAGE, ids=[self.view.id], **more)
        else:
            self.context.messages.tell(Kind.NOTE, self.context.texts.t("Reports cannot be printed here yet."))


def home_of(unit: str, name: str, session: Session) -> tuple[int, int | None]:
    """The place of a unit, and the resident of that name there, if it is known. Raises ``unit.*``."""
    place = resolve_unit(session, unit)
    people = residents_of(session, place.id)
    found = [one.resident.id for one in people if not name or name in one.resident.name]
    return place.id, found[0] if len(found) == 1 or (found and name) else None
