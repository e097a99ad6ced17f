"""Moving a case along inside a running action: step records, letters, clocks, timeline. No action of its own."""

from __future__ import annotations

from datetime import datetime

from models.complaints.tables import Complaint
from models.complaints.timeline import add_event, reindex
from models.core.errors import UserProblem
from models.core.work import Work
from models.handling import clocks
from models.handling.kinds import Facts, FactValue, PromiseState, RemedyState, StepState
from models.handling.progress import Progress
from models.handling.rules import CaseState, clean_facts
from models.handling.steps import CONFIRM, FOLLOW_UP, GATHER, step_of
from models.handling.tables import FollowUp, Promise, Proposal, Remedy, StepRecord


def must_be_open(case: Complaint) -> None:
    """Refuse to change a case that is closed, cancelled or merged."""
    if case.closed_at is not None:
        raise UserProblem("case.closed", reference=case.reference)


def record_of(case: Complaint) -> StepRecord:
    """The record of the step at which the case stands; raises ``case.not_open``."""
    if not case.step:
        raise UserProblem("case.not_open")
    found: StepRecord = (
        StepRecord.select()
        .where((StepRecord.complaint_id == case.id) & (StepRecord.step == case.step))
        .order_by(StepRecord.round.desc())
        .get()
    )
    return found


def state_of(case: Complaint) -> CaseState:
    """What the gaps of the last steps depend on, as the transaction sees it."""
    proposal = (
        Proposal.select().where(Proposal.complaint_id == case.id).order_by(Proposal.version.desc()).first()
    )
    calls = list(FollowUp.select().where(FollowUp.complaint_id == case.id).order_by(FollowUp.id))
    # Calls before the latest reopening or return speak of work that has been done again since.
    since = _latest_start(case)
    calls = [call for call in calls if call.at >= since]
    last = calls[-1] if calls else None
    return CaseState(
        proposal_state=proposal.state if proposal else None,
        proposal_offered=bool(proposal and proposal.offered_at and proposal.state != "refused"),
        outcomes=tuple(call.outcome for call in calls),
        solved=last.solved if last else None,
        open_promises=Promise.select()
        .where((Promise.complaint_id == case.id) & (Promise.state == PromiseState.OPEN))
        .count(),
        awaiting_approval=Remedy.select()
        .where((Remedy.complaint_id == case.id) & (Remedy.state == RemedyState.AWAITING_APPROVAL))
        .count(),
        resolved=case.resolved_at is not None,
    )


def _latest_start(case: Complaint) -> datetime:
    record = (
        StepRecord.select()
        .where((StepRecord.complaint_id == case.id) & (StepRecord.step == FOLLOW_UP))
        .order_by(StepRecord.round.desc())
        .first()
    )
    start: datetime = record.started_at if record else case.received_at
    return start


def open_step(work: Work, case: Complaint, number: int) -> None:
    """Begin a (further) go at a step: its record, its owner and its clock."""
    earlier = (
        StepRecord.select()
        .where((StepRecord.complaint_id == case.id) & (StepRecord.step == number))
        .order_by(StepRecord.round.desc())
        .first()
    )
    # What was written in an earlier go is where the next one starts; contacts, answers and lessons are not.
    carried = dict(earlier.facts) if earlier is not None and number <= GATHER else {}
    carried.pop("mood_after", None)
    carried.pop("confirmed", None)
    work.insert(
        StepRecord,
        complaint_id=case.id,
        step=number,
        round=earlier.round + 1 if earlier is not None else 1,
        state=StepState.CURRENT,
        started_at=work.now,
        owner_id=case.handler_id,
        due_at=clocks.step_due(work.store, case, number, work.now),
        facts=carried,
    )


def close_step(
    work: Work, case: Complaint, state: StepState, reason: str = "", facts: Facts | None = None
) -> None:
    """End the current go at a step as done, skipped or returned."""
    record = record_of(case)
    kept: dict[str, FactValue] = {**record.facts, **(clean_facts(case.step, facts) if facts else {})}
    work.update(
        StepRecord,
        record.id,
        None,
        state=state,
        finished_at=work.now,
        finished_by=work.actor.staff_id,
        reason=reason.strip(),
        facts=kept,
    )


def move(work: Work, case: Complaint, version: int | None, progress: Progress, **fields: object) -> int:
    """Write the new letters and open the step that is current now; returns its number, 0 when the case is complete."""
    number = progress.current
    work.touch("case", case.id)
    if number:
        open_step(work, case, number)
        due = clocks.step_due(work.store, case, number, work.now)
        fields = {"next_due_at": due, "next_due_kind": step_of(number).code, **fields}
    work.update(Complaint, case.id, version, step=number, steps=progress.steps, **fields)
    return number


def went_back(
    work: Work, case: Complaint, version: int | None, number: int, reason: str, **fields: object
) -> None:
    """Return to an earlier step: the go that is left ends as returned, and a resolution no longer holds."""
    progress = Progress(case.steps).return_to(number, reason)
    close_step(work, case, StepState.RETURNED, reason)
    if number <= CONFIRM and case.resolved_at is not None:
        fields = {"resolved_at": None, "status": "open", **fields}
    move(work, case, version, progress, **fields)
    code = step_of(number).code
    add_event(
        work,
        case.id,
        "step_returned",
        step=number,
        text=reason.strip(),
        left=step_of(case.step).code,
        to=code,
    )
    work.fact(step=number)
    reindex(work, case.id)
