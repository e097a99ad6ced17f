"""Moving a case along inside a running action: step records, letters, timeline. No action of its own."""

from __future__ import annotations

import json

from models.complaints.tables import Complaint
from models.complaints.timeline import add_event, reindex
from models.core.errors import UserProblem
from models.core.work import Work
from models.handling import reckoning  # noqa: F401  whatever is done for a case, its clocks follow
from models.handling.clock_kinds import PauseReason
from models.handling.kinds import Facts, FactValue, StepState
from models.handling.progress import Progress
from models.handling.rules import TAKEN_BACK, UNRESOLVED, CaseState, clean_facts, has_root_cause
from models.handling.silence import is_silent
from models.handling.steps import CONFIRM, FOLLOW_UP, GATHER, PROPOSE, step_of
from models.handling.tables import Pause, StepRecord


def must_be_open(case: Complaint) -> None:
    """Refuse to change a case that is closed, cancelled or merged."""
    must_stand_alone(case)
    if case.closed_at is not None:
        raise UserProblem("case.closed", reference=case.reference)


def must_stand_alone(case: Complaint) -> None:
    """Refuse what cannot be done on a case that was merged, and say where it is carried on."""
    last = case
    while last.merged_into_id is not None:
        last = Complaint.get_by_id(last.merged_into_id)
    if last is not case:
        raise UserProblem("case.merged", reference=last.reference)


def record_of(work: Work, case: Complaint) -> StepRecord:
    """The record of the step at which the case stands; raises ``case.not_open``."""
    if not case.step:
        raise UserProblem("case.not_open")
    found = latest_go(work, case.id, case.step)
    if found is None:
        raise UserProblem("case.not_open")
    return found


def latest_go(work: Work, complaint_id: int, number: int) -> StepRecord | None:
    """The newest go at a step, or ``None`` when it was never begun."""
    ids = work.store.rows(
        "SELECT id FROM step_record WHERE complaint_id = ? AND step = ? ORDER BY round DESC LIMIT 1",
        (complaint_id, number),
    )
    return work.store.get(StepRecord, ids[0][0]) if ids else None


_STATE = """
SELECT (SELECT state FROM proposal WHERE complaint_id = :id ORDER BY version DESC LIMIT 1),
       (SELECT offered_at FROM proposal WHERE complaint_id = :id ORDER BY version DESC LIMIT 1),
       (SELECT count(*) FROM promise WHERE complaint_id = :id AND state = 'open'),
       (SELECT count(*) FROM remedy WHERE complaint_id = :id AND state = 'awaiting_approval'),
       (SELECT COALESCE(max(started_at), 0) FROM step_record WHERE complaint_id = :id AND step = :follow_up),
       (SELECT COALESCE(max(started_at), 0) FROM step_record WHERE complaint_id = :id AND step = :propose),
       (SELECT facts FROM step_record WHERE complaint_id = :id AND step = :gather ORDER BY round DESC LIMIT 1),
       (SELECT count(*) FROM appeal WHERE complaint_id = :id AND answered_at IS NULL),
       (SELECT count(*) FROM work_order WHERE complaint_id = :id AND state NOT IN ('done', 'checked', 'cancelled'))
"""


def state_of(work: Work, case: Complaint) -> CaseState:
    """What the gaps of the last steps depend on, as the transaction sees it.

    Calls before the latest go at *follow up* speak of work that has been done again since, and offers before the latest
    go at *propose* of what did not help; they do not count.
    """
    key = {"id": case.id, "follow_up": FOLLOW_UP, "gather": GATHER, "propose": PROPOSE}
    found = work.store.execute(_STATE, key).fetchone()
    state, offered, promises, remedies, since, proposing, gathered, appeals, orders = found
    calls = work.store.rows(
        """SELECT outcome, solved FROM follow_up WHERE complaint_id = ? AND at >= ? AND NOT second_look ORDER BY id""",
        (case.id, since),
    )
    return CaseState(
        proposal_state=state if offered is not None and offered >= proposing else None,
        proposal_offered=offered is not None and offered >= proposing and state not in TAKEN_BACK,
        outcomes=tuple(outcome for outcome, _ in calls),
        solved=None if not calls or calls[-1][1] is None else bool(calls[-1][1]),
        open_promises=promises,
        awaiting_approval=remedies,
        resolved=case.resolved_at is not None,
        call_owed=case.follow_up_owed,
        chain=case.chain,
        root_cause=has_root_cause(json.loads(gathered) if gathered else {}),
        reviewed=case.reviewed_at is not None,
        appeal_open=bool(appeals),
        silent=is_silent(work.store, case.id),
        open_orders=orders,
    )


def open_step(work: Work, case: Complaint, number: int) -> None:
    """Begin a (further) go at a step: its record and its owner."""
    earlier = latest_go(work, case.id, number)
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
        facts=carried,
    )


def close_step(
    work: Work, case: Complaint, state: StepState, reason: str = "", facts: Facts | None = None
) -> None:
    """End the current go at a step as done, skipped or returned."""
    record = record_of(work, case)
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
    work.update(Complaint, case.id, version, step=number, steps=progress.steps, **fields)
    return number


def was_resolved(work: Work, case: Complaint) -> None:
    """The resolution no longer holds: the same clocks go on, and the time since it is not counted."""
    since = case.resolved_at or case.closed_at
    if since is None:
        return
    work.insert(
        Pause,
        complaint_id=case.id,
        reason=PauseReason.REOPENED,
        started_at=since,
        ends_at=work.now,
        ended_at=work.now,
        started_by=work.actor.staff_id,
        ended_by=work.actor.staff_id,
    )


def handed_over(work: Work, case: Complaint) -> dict[str, object]:
    """The moment at which somebody is responsible for the case first, as a column to write."""
    return {} if case.handed_over_at is not None else {"handed_over_at": work.now}


def spoken_with(work: Work, case: Complaint) -> dict[str, object]:
    """The moment at which somebody spoke with the resident first, as a column to write."""
    return {} if case.first_response_at is not None else {"first_response_at": work.now}


def went_back(
    work: Work, case: Complaint, version: int | None, number: int, reason: str, **fields: object
) -> None:
    """Return to an earlier step: the go that is left ends as returned, and a resolution no longer holds."""
    progress = Progress(case.steps).return_to(number, reason)
    close_step(work, case, StepState.RETURNED, reason)
    if number <= CONFIRM and case.resolved_at is not None:
        was_resolved(work, case)
        fields = {**UNRESOLVED, **fields}
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


def open_again(work: Work, case: Complaint, version: int | None, number: int, reason: str) -> None:
    """Open a closed case at *gather* or *propose*; whether it may be so late is the caller's question."""
    progress = Progress(case.steps).reopen(number, reason)
    was_resolved(work, case)
    fields = {**UNRESOLVED, "closed_at": None, "close_reason": None, "reopened": case.reopened + 1}
    move(work, case, version, progress, **fields)
    add_event(work, case.id, "reopened", step=number, text=reason.strip())
    work.fact(step=number)
    reindex(work, case.id)


def take_back(work: Work, case: Complaint, version: int | None, number: int, reason: str) -> None:
    """Not truly solved: the work begins again at *gather* or *propose*, whether the case is closed or still open."""
    if number not in (GATHER, PROPOSE):
        raise UserProblem("reopen.step")
    if case.closed_at is not None:
        open_again(work, case, version, number, reason)
    else:
        went_back(work, case, version, number, reason, reopened=case.reopened + 1)
