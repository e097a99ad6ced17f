"""Writes about a case that stand beside the eight steps: who handles it, who joined, what it repeats, files, comments.

* ``link_repeat(session, id, version, earlier_id)``, ``unlink_repeat(session, id, version)``: by hand, against the rule
  of ``complaints.repeats`` if need be. Raise ``repeat.not_closed``, ``repeat.not_earlier``, ``repeat.none``.
* ``join``, ``attach`` and ``comment`` on a case that was merged go to its survivor (``complaints.merged``).
* ``correct`` on a case that is closed is for those who may review (managers); on a merged one it is refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.accounts.tables import Staff
from models.complaints import repeats
from models.complaints.coverage import call_owed
from models.complaints.evidence import Kept, keep
from models.complaints.kinds import FileDraft, Flag, PartyDraft, Status, Validity
from models.complaints.merged import landed, survivor_reference
from models.complaints.queries import case_detail
from models.complaints.rules import MAJOR_FLAGS, flags_of, flags_text, of_detail, receipt_gaps
from models.complaints.snapshot import corrected
from models.complaints.tables import Attachment, Complaint, Party
from models.complaints.timeline import add_event, reindex
from models.core.action import Outcome, action
from models.core.errors import Unknown, UserProblem
from models.core.permissions import Permission
from models.core.session import Session
from models.core.work import Work
from models.handling import reckoning  # noqa: F401  whatever is written about a case, its clocks follow
from models.options.queries import settings

# What may be corrected after receipt; severity, flags, handler and status have actions of their own.
CORRECTABLE = frozenset(
    {
        "kind", "channel", "resident_id", "place_id", "anonymous", "on_behalf", "group_case", "caller_name",
        "caller_phone", "where_text", "happened_at", "happened_text", "title", "words", "asks_for", "category",
        "subcategory", "urgency", "impact", "mood",
    }
)  # fmt: skip


def case_of(work: Work, complaint_id: int) -> Complaint:
    """The case inside the running transaction; raises ``Unknown("case")``."""
    found = work.store.get(Complaint, complaint_id)
    if found is None:
        raise Unknown("case", complaint_id)
    return found


@action("complaint.correct", needs=Permission.RECORD)
def correct(work: Work, /, complaint_id: int, version: int | None, **fields: object) -> None:
    """Correct facts of the receipt.

    What a finished receipt left behind stays there: a fact that is owed may be changed, not taken out. Once a case is
    closed its figures have been counted: then only those who may review correct it, and the timeline says so. Raises
    ``UserProblem``: ``correct.field`` for anything that is no fact of the receipt, ``complaint.no_words``,
    ``unknown.category``, ``step.gaps``, ``case.merged``.
    """
    wrong = sorted(set(fields) - CORRECTABLE)
    if wrong:
        raise UserProblem("correct.field", fields=tuple(wrong))
    fields = {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}
    case = case_of(work, complaint_id)
    if case.status == Status.MERGED:
        raise UserProblem("case.merged", reference=survivor_reference(work.store, complaint_id))
    if case.closed_at is not None:
        work.require(Permission.REVIEW)
    if not str(fields.get("words", case.words)).strip():
        raise UserProblem("complaint.no_words")
    _known_categories(work, fields)
    before = receipt_gaps(of_detail(case_detail(work.store, complaint_id)))
    work.update(Complaint, complaint_id, version, **fields, **corrected(work, case, fields))
    _keep_receipt(work, case, before)
    kind = "category_changed" if {"category", "subcategory"} & fields.keys() else "corrected"
    add_event(work, complaint_id, kind, fields=sorted(fields))
    work.fact(fields=sorted(fields))
    if {"kind", "place_id", "category", "subcategory"} & fields.keys():
        decide_anew(work, complaint_id)
    reindex(work, complaint_id)


def decide_anew(work: Work, complaint_id: int) -> None:
    """What kind of case it is, and where, decides what it repeats and, once the work is done, who is rung up."""
    case = case_of(work, complaint_id)
    repeats.follow_rule(work, case)
    if case.resolved_at is not None and case.closed_at is None:
        work.note(Complaint, complaint_id, follow_up_owed=call_owed(work.store, case))


@action("complaint.link_repeat", needs=Permission.RECORD)
def link_repeat(work: Work, complaint_id: int, version: int | None, earlier_id: int) -> None:
    """Say that a case repeats a closed one. Raises ``repeat.not_closed``, ``repeat.not_earlier``."""
    case = case_of(work, complaint_id)
    work.update(Complaint, complaint_id, version)
    repeats.by_hand(work, case, earlier_id)


@action("complaint.unlink_repeat", needs=Permission.RECORD)
def unlink_repeat(work: Work, complaint_id: int, version: int | None) -> None:
    """Say that a case repeats no other one. Raises ``repeat.none``."""
    case = case_of(work, complaint_id)
    if case.repeat_of_id is None:
        raise UserProblem("repeat.none")
    work.update(Complaint, complaint_id, version)
    repeats.by_hand(work, case, None)


def _known_categories(work: Work, fields: Mapping[str, object]) -> None:
    for name in ("category", "subcategory"):
        code = fields.get(name)
        if code and not work.store.rows("SELECT 1 FROM category WHERE code = ?", (code,)):
            raise Unknown("category", str(code))


def _keep_receipt(work: Work, case: Complaint, before: Sequence[str]) -> None:
    """Once *receive* is finished, a correction opens no gap in it; gaps that history brought along may stay."""
    if case.step == 1:
        return
    after = receipt_gaps(of_detail(case_detail(work.store, case.id)))
    opened = tuple(gap for gap in after if gap not in before)
    if opened:
        raise UserProblem("step.gaps", step="receive", gaps=opened)


@action("complaint.set_flags", needs=Permission.RECORD)
def set_flags(work: Work, complaint_id: int, version: int | None, flags: frozenset[Flag]) -> None:
    """Set the risk flags. Media, petition and court make a case major (figures.md, section 1)."""
    case = case_of(work, complaint_id)
    major = case.major or bool(MAJOR_FLAGS & flags)
    work.update(Complaint, complaint_id, version, flags=flags_text(flags), major=major)
    add_event(work, complaint_id, "flags_changed", before=list(flags_of(case.flags)), after=sorted(flags))
    work.fact(flags=sorted(flags))


@action("complaint.set_validity", needs=Permission.HANDLE)
def set_validity(work: Work, complaint_id: int, version: int | None, validity: Validity, reason: str) -> None:
    """Decide whether the complaint is valid; the decision owes a reason."""
    if validity != Validity.UNDECIDED and not reason.strip():
        raise UserProblem("validity.reason_missing")
    case_of(work, complaint_id)
    work.update(Complaint, complaint_id, version, validity=validity, validity_reason=reason.strip())
    add_event(work, complaint_id, "validity_decided", text=reason.strip(), validity=validity)
    work.fact(validity=validity)
    reindex(work, complaint_id)


@action("complaint.assign", needs=Permission.HANDLE)
def assign(work: Work, complaint_id: int, version: int | None, handler_id: int) -> None:
    """Hand a case to somebody. Who hands it to another than themselves needs the right to assign."""
    if handler_id != work.actor.staff_id:
        work.require(Permission.ASSIGN)
    person = Staff.get_or_none(Staff.id == handler_id)
    if person is None or not person.active:
        raise Unknown("staff", handler_id)
    case = case_of(work, complaint_id)
    first = {"handed_over_at": work.now} if case.handed_over_at is None else {}
    work.update(Complaint, complaint_id, version, handler_id=handler_id, **first)
    add_event(work, complaint_id, "handler_changed", before=case.handler_id, after=handler_id)
    work.fact(handler=handler_id)


def add_party(work: Work, complaint_id: int, party: PartyDraft) -> int:
    """Add somebody to a case inside a running action."""
    return work.insert(
        Party,
        complaint_id=complaint_id,
        role=party.role,
        resident_id=party.resident_id,
        place_id=party.place_id,
        name=party.name.strip(),
        phone=party.phone.strip(),
        words=party.words.strip(),
        joined_at=work.now,
        joined_by=work.actor.staff_id,
    )


@action("complaint.join", needs=Permission.RECORD)
def join(work: Work, complaint_id: int, party: PartyDraft) -> int:
    """A further household complains of the same: it joins the case and is kept told."""
    complaint_id = landed(work, complaint_id)
    case = case_of(work, complaint_id)
    if case.closed_at is not None:
        raise UserProblem("case.closed", reference=case.reference)
    if party.resident_id is not None and (
        party.resident_id == case.resident_id
        or Party.select()
        .where((Party.complaint_id == complaint_id) & (Party.resident_id == party.resident_id))
        .exists()
    ):
        raise UserProblem("join.already", reference=case.reference)
    party_id = add_party(work, complaint_id, party)
    work.update(Complaint, complaint_id, None, group_case=True)
    add_event(work, complaint_id, "joined", text=party.words.strip(), party=party_id)
    work.fact(party=party_id)
    reindex(work, complaint_id)
    return party_id


def add_attachment(work: Work, complaint_id: int, kept: Kept, step: int | None) -> int:
    """Refer to a kept file from a case, inside a running action."""
    return work.insert(
        Attachment,
        complaint_id=complaint_id,
        sha256=kept.sha256,
        name=kept.name,
        media_type=kept.media_type,
        size=kept.size,
        kind=kept.kind,
        step=step,
        note=kept.note,
        thumbnail=kept.thumbnail,
        added_at=work.now,
        added_by=work.actor.staff_id,
    )


@action("complaint.attach", needs=Permission.RECORD)
def _attach(work: Work, complaint_id: int, kept: Kept, step: int | None) -> int:
    complaint_id = landed(work, complaint_id)
    case_of(work, complaint_id)
    attachment_id = add_attachment(work, complaint_id, kept, step)
    add_event(work, complaint_id, "evidence_added", step=step, text=kept.note, attachment=attachment_id)
    work.fact(attachment=attachment_id, sha256=kept.sha256)
    reindex(work, complaint_id)
    return attachment_id


def attach(session: Session, complaint_id: int, file: FileDraft, step: int | None = None) -> Outcome[int]:
    """Keep a file's bytes, then refer to them from the case; returns the attachment's id."""
    _attach.check(session)  # whoever may not attach leaves no bytes behind either
    return _attach(
        session, complaint_id, keep(session.store, file, settings(session.store).attachment_limit), step
    )


@action("complaint.comment", needs=Permission.HANDLE)
def comment(work: Work, complaint_id: int, text: str) -> int:
    """Write a note for colleagues into the timeline."""
    if not text.strip():
        raise UserProblem("comment.empty")
    complaint_id = landed(work, complaint_id)
    case_of(work, complaint_id)
    event_id = add_event(work, complaint_id, "comment", text=text.strip())
    reindex(work, complaint_id)
    return event_id
