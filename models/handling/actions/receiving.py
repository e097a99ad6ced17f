"""Step 1, *receive*: recording a complaint."""

from __future__ import annotations

from datetime import datetime

from models.complaints import repeats
from models.complaints.actions import add_attachment, add_party, case_of
from models.complaints.evidence import Kept, keep
from models.complaints.kinds import Channel, ComplaintDraft, Flag, Recorded, Severity, Status
from models.complaints.rules import MAJOR_FLAGS, flags_text, of_draft, receipt_gaps, reference_of, title_of
from models.complaints.snapshot import snapshot
from models.complaints.tables import Complaint
from models.complaints.timeline import add_event, reindex
from models.core.action import Outcome, action
from models.core.errors import UserProblem
from models.core.permissions import Permission
from models.core.session import Session
from models.core.work import Work
from models.handling import clocks
from models.handling.flow import move, open_step, record_of
from models.handling.kinds import StepState
from models.handling.progress import START, Progress
from models.handling.tables import StepRecord
from models.incidents.joining import come_in, incident_of, must_be_live
from models.options.drafts import drop_draft
from models.options.queries import current_policy, settings
from models.options.tables import Counter
from resources.phrases.suggest import suggest

DRAFT_KIND = "intake"

# Who comes or rings is spoken to at once: that is the first response (figures.md, section 1).
_ANSWERED_AT_ONCE = frozenset({Channel.PHONE, Channel.VISIT})


def next_reference(work: Work, received_at: datetime) -> str:
    """The next reference of the month, in the property's own time zone."""
    month = received_at.astimezone(settings(work.store).zone)
    name = f"reference.{month:%y%m}"
    found = work.store.rows("SELECT id, value FROM counter WHERE name = ?", (name,))
    value = found[0][1] + 1 if found else 1
    if found:
        work.update(Counter, found[0][0], None, value=value)
    else:
        work.insert(Counter, name=name, value=value)
    return reference_of(month, value)


def record(
    session: Session, draft: ComplaintDraft, note: str = "", draft_key: str | None = None
) -> Outcome[Recorded]:
    """Record a complaint, with its files, and finish *receive* when nothing is missing.

    ``note`` becomes the first comment of the timeline. ``draft_key`` names the kept intake draft that this was: it is
    dropped in the same transaction, so that a crash leaves either the draft or the record, never both.

    Raises ``UserProblem``: ``complaint.no_words``, ``complaint.future``, ``file.*``. What is missing beyond the words
    does not stop recording: it comes back as ``gaps`` and the case stays at step 1.
    """
    if not draft.words.strip():
        raise UserProblem("complaint.no_words")
    _record.check(session)
    limit = settings(session.store).attachment_limit
    kept = tuple(keep(session.store, file, limit) for file in draft.files)
    return _record(session, draft, kept, note, draft_key)


def severity_of(draft: ComplaintDraft) -> tuple[Severity, str, bool]:
    """Severity, why, and whether life is at stake. Life-safety words win over anything that was chosen."""
    found = suggest(f"{draft.words}\n{draft.asks_for}\n{draft.title}")
    if found.emergency is not None:
        return Severity.S1, found.emergency_word, True
    if draft.severity is not None:
        return Severity(draft.severity), "", draft.severity == Severity.S1
    vulnerable = Flag.VULNERABLE in draft.flags
    return Severity(clocks.severity(draft.urgency, draft.impact, vulnerable)), "", False


@action("complaint.record", needs=Permission.RECORD)
def _record(
    work: Work, draft: ComplaintDraft, kept: tuple[Kept, ...], note: str, draft_key: str | None
) -> Recorded:
    received = draft.received_at or work.now
    if received > work.now:
        raise UserProblem("complaint.future")
    severity, why, life_safety = severity_of(draft)
    reference = next_reference(work, received)
    complaint_id = work.insert(
        Complaint,
        reference=reference,
        status=Status.OPEN,
        received_at=received,
        recorded_at=work.now,
        recorded_by=work.actor.staff_id,
        handler_id=work.actor.staff_id,
        title=draft.title.strip() or title_of(draft.words),
        severity=severity,
        severity_reason=why,
        life_safety=life_safety,
        major=bool(MAJOR_FLAGS & draft.flags),
        flags=flags_text(draft.flags),
        first_response_at=received if draft.channel in _ANSWERED_AT_ONCE else None,
        handed_over_at=work.now if work.actor.staff_id is not None else None,
        policy_version_id=current_policy(work.store).id,
        steps=START,
        **_plain(draft),
        **snapshot(work, draft.place_id, draft.resident_id),
    )
    work.touch("case", complaint_id)
    work.fact(reference=reference, severity=severity, category=draft.category, files=len(kept))
    add_event(work, complaint_id, "recorded", channel=draft.channel)
    for party in draft.parties:
        add_party(work, complaint_id, party)
    if draft.incident_id is not None:
        incident = incident_of(work, draft.incident_id)
        must_be_live(incident)
        come_in(work, case_of(work, complaint_id), incident)
    for file in kept:
        add_attachment(work, complaint_id, file, step=1)
    if note.strip():
        add_event(work, complaint_id, "comment", step=1, text=note.strip())
    if draft_key is not None:
        drop_draft(work, DRAFT_KIND, draft_key)
    repeats.begin(work, case_of(work, complaint_id), draft.repeat_of_id, none=draft.no_repeat)
    gaps = _begin(work, complaint_id, draft)
    reindex(work, complaint_id)
    return Recorded(complaint_id, reference, gaps)


def _plain(draft: ComplaintDraft) -> dict[str, object]:
    """The columns that are taken from the draft as they are."""
    return {
        "kind": draft.kind,
        "channel": draft.channel or Channel.OTHER,
        "resident_id": draft.resident_id,
        "place_id": draft.place_id,
        "anonymous": draft.anonymous,
        "on_behalf": draft.on_behalf,
        "group_case": draft.group_case or bool(draft.parties),
        "caller_name": "" if draft.anonymous else draft.caller_name.strip(),
        "caller_phone": "" if draft.anonymous else draft.caller_phone.strip(),
        "where_text": draft.where_text.strip(),
        "happened_at": draft.happened_at,
        "happened_text": draft.happened_text.strip(),
        "words": draft.words.strip(),
        "asks_for": draft.asks_for.strip(),
        "category": draft.category,
        "subcategory": draft.subcategory,
        "urgency": draft.urgency,
        "impact": draft.impact,
        "mood": draft.mood,
    }


def _begin(work: Work, complaint_id: int, draft: ComplaintDraft) -> tuple[str, ...]:
    """Open step 1; finish it at once when nothing is missing."""
    case = case_of(work, complaint_id)
    open_step(work, case, 1)
    gaps = receipt_gaps(of_draft(draft))
    if gaps:
        return gaps
    row = record_of(work, case)
    work.update(
        StepRecord, row.id, None, state=StepState.DONE, finished_at=work.now, finished_by=work.actor.staff_id
    )
    move(work, case, None, Progress(START).finish(1))
    return ()
