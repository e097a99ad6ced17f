"""Finishing, skipping, returning, reopening and closing: the only ways in which the letters of a case change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from models.complaints.actions import case_of
from models.complaints.kinds import Severity
from models.complaints.queries import case_detail
from models.complaints.rules import of_detail, receipt_gaps
from models.complaints.tables import Complaint
from models.complaints.timeline import add_event, reindex
from models.core.action import Outcome, action
from models.core.changes import Changes
from models.core.clock import from_millis, to_millis
from models.core.errors import UserProblem
from models.core.permissions import Permission
from models.core.session import Session
from models.core.work import Work
from models.handling.flow import (
    close_step,
    handed_over,
    move,
    must_be_open,
    must_stand_alone,
    open_again,
    record_of,
    spoken_with,
    state_of,
    went_back,
)
from models.handling.kinds import Facts, FactValue, StepState
from models.handling.progress import Progress
from models.handling.rules import REOPEN_WITHIN, clean_facts, gaps
from models.handling.steps import BY_CODE, LAST, step_of
from models.handling.tables import StepRecord
from models.options.causes import check_cause

# What is owed for another's sake, whoever may skip the call itself: an appeal's answer, the root of what came back,
# work for which somebody would still come.
NEVER_SKIPPED = frozenset({"appeal", "root_cause", "review", "open_orders"})
_SPOKEN = frozenset({BY_CODE["soothe"].number, BY_CODE["apologise"].number})  # done with the resident


def owed(work: Work, case: Complaint, facts: Facts) -> tuple[str, ...]:
    """What the current step of a case still owes, with ``facts`` as they would be."""
    if case.step == 1:
        return receipt_gaps(of_detail(case_detail(work.store, case.id)))
    return gaps(case.step, facts, state_of(work, case))


def _cleaned(work: Work, case: Complaint, facts: Facts) -> dict[str, FactValue]:
    """The facts that belong to the current step. Raises ``step.unknown_fact``, ``unknown.cause``."""
    cleaned = clean_facts(case.step, facts)
    if cause := cleaned.get("cause"):
        check_cause(work.store, str(cause))
    return cleaned


@action("step.save", needs=Permission.HANDLE)
def save_step(work: Work, complaint_id: int, version: int | None, facts: Facts) -> None:
    """Keep what has been written of the current step, complete or not."""
    case = case_of(work, complaint_id)
    must_be_open(case)
    record = record_of(work, case)
    kept: dict[str, FactValue] = {**record.facts, **_cleaned(work, case, facts)}
    work.update(StepRecord, record.id, None, facts=kept)
    work.update(Complaint, complaint_id, version, mood=kept.get("mood_after") or case.mood)
    work.touch("case", complaint_id)
    work.fact(step=case.step, facts=sorted(facts))
    reindex(work, complaint_id)


@action("step.finish", needs=Permission.HANDLE)
def finish_step(work: Work, complaint_id: int, version: int | None, facts: Facts | None = None) -> int:
    """Finish the current step; returns the number of the next one, 0 when that closed the case.

    Raises ``UserProblem("step.gaps", step, gaps)`` with the list of what is missing; nothing is written then.
    """
    return finish(work, complaint_id, version, facts or {})


def finish(work: Work, complaint_id: int, version: int | None, facts: Facts) -> int:
    """The body of *finish*, for single cases and for many."""
    case = case_of(work, complaint_id)
    must_be_open(case)
    progress = Progress(case.steps).finish(case.step)
    kept = {**record_of(work, case).facts, **_cleaned(work, case, facts)}
    missing = owed(work, case, kept)
    if missing:
        raise UserProblem("step.gaps", step=step_of(case.step).code, gaps=missing)
    close_step(work, case, StepState.DONE, facts=facts)
    left = case.step
    spoken = spoken_with(work, case) if left in _SPOKEN else {}
    number = move_or_close(work, case, version, progress, kept, **spoken)
    work.fact(step=left, next=number)
    add_event(work, complaint_id, "step_finished", step=left)
    if not number:
        add_event(work, complaint_id, "closed", reason=kept.get("close_reason"))
    reindex(work, complaint_id)
    return number


def move_or_close(
    work: Work, case: Complaint, version: int | None, progress: Progress, facts: Facts, **more: object
) -> int:
    fields = {**_columns_of(case.step, facts), **_taken_on(work, case), **more}
    if progress.complete:
        # A case that ends without its work having been carried out (a skipped follow-up) is resolved as it closes.
        fields |= {
            "status": "closed",
            "closed_at": work.now,
            "resolved_at": case.resolved_at or work.now,
            "lapses_at": None,
        }
    return move(work, case, version, progress, **fields)


def _taken_on(work: Work, case: Complaint) -> dict[str, object]:
    """Whoever settles a step of a case that nobody handles (an imported one) handles it: the calls are another's."""
    if case.handler_id is not None or work.actor.staff_id is None:
        return {}
    add_event(work, case.id, "handler_changed", before=None, after=work.actor.staff_id)
    case.handler_id = work.actor.staff_id
    return {"handler_id": work.actor.staff_id, **handed_over(work, case)}


def _columns_of(number: int, facts: Facts) -> dict[str, object]:
    """Facts of a step that lists and figures ask for, and which therefore stand on the case as well."""
    wanted = {
        3: {"mood": "mood_after"},
        5: {"cause": "cause", "cause_text": "cause_text", "responsible": "responsible"},
        8: {"lessons": "lessons", "close_reason": "close_reason"},
    }.get(number, {})
    return {column: facts[name] for column, name in wanted.items() if facts.get(name)}


@action("step.skip", needs=Permission.SKIP_STEP)
def skip_step(work: Work, complaint_id: int, version: int | None, reason: str) -> int:
    """Skip the current step for a reason that everybody will see; returns the number of the next one."""
    case = case_of(work, complaint_id)
    must_be_open(case)
    left = case.step
    progress = Progress(case.steps).skip(left, reason)
    facts = record_of(work, case).facts
    missing = (
        tuple(gap for gap in owed(work, case, facts) if gap in NEVER_SKIPPED) if progress.complete else ()
    )
    if missing:
        raise UserProblem("step.gaps", step=step_of(left).code, gaps=missing)
    close_step(work, case, StepState.SKIPPED, reason)
    number = move_or_close(work, case, version, progress, facts)
    add_event(work, complaint_id, "step_skipped", step=left, text=reason.strip())
    if not number:
        add_event(work, complaint_id, "closed")
    work.fact(step=left, next=number)
    reindex(work, complaint_id)
    return number


@action("step.return", needs=Permission.HANDLE)
def return_to(work: Work, complaint_id: int, version: int | None, step: int, reason: str) -> None:
    """Go back to an earlier step for a reason."""
    case = case_of(work, complaint_id)
    must_be_open(case)
    went_back(work, case, version, step, reason)


@action("case.reopen", needs=Permission.REOPEN)
def reopen(work: Work, complaint_id: int, version: int | None, step: int, reason: str) -> None:
    """Open a closed case again at *gather* (5) or *propose* (6), within 14 days of its closing.

    Or within 14 days of a second look that found it not solved after all.

    Raises ``reopen.not_closed``, ``reopen.too_late``, ``reopen.step``, ``step.reason_missing``.
    """
    case = case_of(work, complaint_id)
    must_stand_alone(case)
    if case.closed_at is None:
        raise UserProblem("reopen.not_closed")
    since = max(case.closed_at, found_wanting(work, case) or case.closed_at)
    if work.now - since > REOPEN_WITHIN:
        raise UserProblem("reopen.too_late", days=REOPEN_WITHIN.days)
    open_again(work, case, version, step, reason)


def found_wanting(work: Work, case: Complaint) -> datetime | None:
    """When a second look at the present resolution found that it is not solved after all."""
    found = work.store.rows(
        "SELECT max(at) FROM follow_up WHERE complaint_id = ? AND second_look AND solved = 0 AND at >= ?",
        (case.id, to_millis(case.resolved_at or case.closed_at)),
    )
    return None if found[0][0] is None else from_millis(found[0][0])


@action("case.set_severity", needs=Permission.HANDLE)
def set_severity(work: Work, complaint_id: int, version: int | None, severity: Severity, reason: str) -> None:
    """Change the severity for a reason; the clocks count anew from the original start, minus the pauses taken.

    Lowering a life-safety case needs the right to do so (figures.md, section 1).
    """
    if not reason.strip():
        raise UserProblem("step.reason_missing")
    case = case_of(work, complaint_id)
    must_be_open(case)
    if case.life_safety and severity != Severity.S1:
        work.require(Permission.LOWER_LIFE_SAFETY)
    before = case.severity
    work.update(
        Complaint,
        complaint_id,
        version,
        severity=severity,
        severity_reason=reason.strip(),
        life_safety=case.life_safety and severity == Severity.S1,
    )
    add_event(work, complaint_id, "severity_changed", text=reason.strip(), before=before, after=severity)
    work.fact(before=before, after=severity)
    reindex(work, complaint_id)


@action("case.close", needs=Permission.HANDLE)
def close(work: Work, complaint_id: int) -> int:
    """Close a case that owes nothing. Raises ``case.steps_missing`` or ``step.gaps`` with the list of gaps."""
    case = case_of(work, complaint_id)
    must_be_open(case)
    missing = closing_gaps(work, case)
    if missing:
        raise UserProblem("case.steps_missing", reference=case.reference, gaps=missing)
    return finish(work, complaint_id, None, {})


def closing_gaps(work: Work, case: Complaint) -> tuple[str, ...]:
    """What stands between a case and its closing: the steps before the last, then what the last one owes."""
    open_steps = tuple(f"step.{step_of(n).code}" for n in range(case.step, LAST))
    return open_steps or owed(work, case, record_of(work, case).facts)


def close_many(session: Session, ids: Iterable[int]) -> Outcome[dict[int, tuple[str, ...]]]:
    """Close each case that owes nothing; returns, by id, what the others owe. One action a case: each stands alone."""
    refused: dict[int, tuple[str, ...]] = {}
    changes = Changes()
    for complaint_id in ids:
        try:
            changes |= close(session, complaint_id).changes
        except UserProblem as problem:
            missing = problem.facts.get("gaps", ())
            named = tuple(str(one) for one in missing) if isinstance(missing, tuple) else ()
            refused[complaint_id] = named or (problem.code,)
    return Outcome(refused, changes)
