"""Step 8, *follow up*: the work carried out, the calls, their correction, and the rule that closes without an answer.

* ``carried_out(session, id, version, text)``: the case is resolved. Decides whether a call is owed
  (``complaints.coverage``), when the resolution lapses (14 days) and when somebody looks again (28 days, where the
  category asks for it).
* ``follow_up(session, id, version, FollowUpDraft)``: a call. Dissatisfied: ``back_to`` (5 or 6) opens the work again,
  ``to_stage2`` opens an appeal; one of the two, in the same step. ``calling.plan`` says who may call, and when.
* ``correct_follow_up(session, id, version, call_id, FollowUpDraft)``: within 12 hours, by whoever might have made the
  call. What it said before stays in the timeline. A case that was closed on the answer cannot stay closed when the
  corrected answer would not have closed it: then ``back_to`` or ``to_stage2`` is owed.
* ``move_call(session, id, version, at, why)``: a further attempt was planned for a time; it gets another one.
* ``lapse(work, id, at) -> bool``: for the sweep. See there what the rule may say and what only people can say.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from models.complaints.actions import case_of
from models.complaints.coverage import call_owed, second_look_owed
from models.complaints.tables import Complaint
from models.complaints.timeline import add_event, reindex
from models.core.action import action
from models.core.clock import to_millis
from models.core.errors import Unknown, UserProblem
from models.core.permissions import Permission
from models.core.work import Work
from models.handling.actions.appeals import open_appeal
from models.handling.actions.steps import move_or_close
from models.handling.calling import handled_by
from models.handling.flow import close_step, must_be_open, must_stand_alone, record_of, state_of, take_back
from models.handling.kinds import ANSWERED, FactValue, FollowOutcome, FollowUpDraft, StepState
from models.handling.progress import Progress
from models.handling.rules import CORRECT_WITHIN, LAPSES_AFTER, SECOND_LOOK_AFTER, check_attempts, gaps
from models.handling.silence import was_asked
from models.handling.steps import FOLLOW_UP, LAPSED, step_of
from models.handling.tables import FollowUp
from models.options.queries import settings


@action("case.carried_out", needs=Permission.HANDLE)
def carried_out(work: Work, complaint_id: int, version: int | None, text: str) -> None:
    """Note that what was agreed has been done: the case is resolved and its follow-up call falls due."""
    if not text.strip():
        raise UserProblem("carried_out.empty")
    case = case_of(work, complaint_id)
    must_be_open(case)
    if case.step != FOLLOW_UP:
        raise UserProblem("step.order", current=("word", "step", step_of(case.step).code))
    if case.resolved_at is not None:
        raise UserProblem("carried_out.already")
    looks = second_look_owed(work.store, case)
    owed = call_owed(work.store, case)
    work.update(
        Complaint,
        complaint_id,
        version,
        status="resolved",
        resolved_at=work.now,
        follow_up_owed=owed,
        lapses_at=work.now + LAPSES_AFTER,
        second_look_at=work.now + SECOND_LOOK_AFTER if looks else None,
        second_look_done_at=None,
    )
    add_event(work, complaint_id, "carried_out", step=FOLLOW_UP, text=text.strip())
    work.fact(call_owed=owed)
    reindex(work, complaint_id)


def check_caller(work: Work, case: Complaint) -> None:
    """Refuse who handled the case, and who may not call in a major one."""
    if work.actor.staff_id is not None and work.actor.staff_id in handled_by(work.store, case.id):
        raise UserProblem("follow_up.own_work")
    if case.major:
        work.require(Permission.FOLLOW_UP_MAJOR)


def check_draft(draft: FollowUpDraft) -> None:
    """Refuse a call that does not say whether it is solved, or that goes two ways at once."""
    if draft.outcome in ANSWERED and draft.solved is None:
        raise UserProblem("follow_up.solved_missing")
    ways = [draft.back_to is not None, draft.to_stage2]
    if all(ways) or (any(ways) and draft.outcome not in ANSWERED):
        raise UserProblem("follow_up.one_way")


def previous_calls(work: Work, case: Complaint, *, second_look: bool = False) -> list[FollowUp]:
    """The calls about the present resolution, in order."""
    if case.resolved_at is None:
        return []
    since = (FollowUp.complaint_id == case.id) & (FollowUp.at >= case.resolved_at)
    return list(FollowUp.select().where(since & (FollowUp.second_look == second_look)).order_by(FollowUp.id))


def add_call(work: Work, case: Complaint, draft: FollowUpDraft, *, second_look: bool = False) -> int:
    """Enter a call: its row, its line in the timeline. Raises ``follow_up.same_half_day``, ``follow_up.enough``."""
    zone = settings(work.store).zone
    calls = previous_calls(work, case, second_look=second_look)
    check_attempts(
        [(call.at.astimezone(zone), call.outcome) for call in calls],
        work.now.astimezone(zone),
        FollowOutcome(draft.outcome),
    )
    solved = draft.solved if draft.outcome in ANSWERED else None
    attempt = len(calls) + 1
    call_id = work.insert(
        FollowUp,
        complaint_id=case.id,
        at=work.now,
        staff_id=work.actor.staff_id,
        attempt=attempt,
        channel=draft.channel,
        outcome=draft.outcome,
        solved=solved,
        words=draft.words.strip(),
        next_at=draft.next_at,
        second_look=second_look,
    )
    kind = "second_look" if second_look else "follow_up_called"
    words, outcome = draft.words.strip(), draft.outcome.value
    add_event(
        work,
        case.id,
        kind,
        step=FOLLOW_UP,
        text=words,
        outcome=outcome,
        solved=solved,
        attempt=attempt,
        call=call_id,
    )
    work.fact(follow_up=call_id, outcome=outcome)
    return call_id


@action("case.follow_up", needs=Permission.FOLLOW_UP)
def follow_up(work: Work, complaint_id: int, version: int | None, draft: FollowUpDraft) -> int:
    """Enter a follow-up call. Never by who handled the case; major cases only with that right.

    An answer sets the satisfaction and ends the waiting for one. Raises ``follow_up.not_yet`` before the work was
    carried out, ``follow_up.own_work``, ``follow_up.same_half_day``, ``follow_up.enough``,
    ``follow_up.solved_missing``, ``follow_up.one_way``.
    """
    case = case_of(work, complaint_id)
    must_be_open(case)
    if case.step != FOLLOW_UP or case.resolved_at is None:
        raise UserProblem("follow_up.not_yet")
    check_caller(work, case)
    check_draft(draft)
    call_id = add_call(work, case, draft)
    fields: dict[str, object] = {"lapses_at": None}
    if draft.outcome in ANSWERED:
        fields["satisfaction"] = draft.outcome
    elif draft.outcome == FollowOutcome.NOT_REACHED:
        # They were asked, and may still answer; where the rule had given up waiting, it waits once more.
        fields["lapses_at"] = case.lapses_at or work.now + LAPSES_AFTER
    work.update(Complaint, complaint_id, version, **fields)
    what_follows(work, complaint_id, draft)
    return call_id


def what_follows(work: Work, complaint_id: int, draft: FollowUpDraft) -> None:
    """What a resident who is not content leads to, in the same step: the work again, or an appeal."""
    if draft.back_to is not None:
        take_back(work, case_of(work, complaint_id), None, draft.back_to, draft.words.strip() or "—")
    elif draft.to_stage2:
        open_appeal(work, case_of(work, complaint_id), draft.words)
    reindex(work, complaint_id)


@action("case.correct_follow_up", needs=Permission.FOLLOW_UP)
def correct_follow_up(
    work: Work, complaint_id: int, version: int | None, call_id: int, draft: FollowUpDraft
) -> None:
    """Correct what a call said, within 12 hours. Raises ``follow_up.correct_late``, ``follow_up.reopen_first``."""
    case = case_of(work, complaint_id)
    call = FollowUp.get_or_none((FollowUp.id == call_id) & (FollowUp.complaint_id == complaint_id))
    if call is None:
        raise Unknown("call", call_id)
    if work.now - call.at > CORRECT_WITHIN:
        raise UserProblem("follow_up.correct_late", hours=int(CORRECT_WITHIN.total_seconds() // 3600))
    check_caller(work, case)
    check_draft(draft)
    _check_half_days(work, case, call, draft)
    outcome, solved = draft.outcome.value, draft.solved if draft.outcome in ANSWERED else None
    words = draft.words.strip()
    work.update(FollowUp, call_id, None, outcome=outcome, solved=solved, words=words, corrected_at=work.now)
    add_event(
        work, complaint_id, "follow_up_corrected", step=FOLLOW_UP, text=words, before=call.outcome,
        before_solved=call.solved, outcome=outcome, solved=solved, attempt=call.attempt, call=call_id,
    )  # fmt: skip
    work.fact(follow_up=call_id, before=call.outcome, outcome=outcome)
    _stand_corrected(work, case, call, version)
    what_follows(work, complaint_id, draft)
    _must_have_closed(work, complaint_id)


@action("case.move_call", needs=Permission.FOLLOW_UP)
def move_call(
    work: Work, complaint_id: int, version: int | None, at: datetime, why: str, second_look: bool = False
) -> None:
    """Give the planned next attempt another time. Whoever hears that the resident is away may say so, not only callers.

    Raises ``follow_up.not_planned`` where the last call was not vain or said no time, ``follow_up.past``,
    ``step.reason_missing``.
    """
    case = case_of(work, complaint_id)
    must_stand_alone(case)
    calls = previous_calls(work, case, second_look=second_look)
    if not calls or calls[-1].next_at is None or _ended([one.outcome for one in calls]):
        raise UserProblem("follow_up.not_planned")
    if at <= work.now:
        raise UserProblem("follow_up.past")
    if not why.strip():
        raise UserProblem("step.reason_missing")
    last = calls[-1]
    before, after = to_millis(last.next_at), to_millis(at)
    work.update(Complaint, complaint_id, version)
    work.note(FollowUp, last.id, next_at=at)
    add_event(
        work,
        complaint_id,
        "call_moved",
        step=FOLLOW_UP,
        text=why.strip(),
        call=last.id,
        before=before,
        after=after,
    )
    work.fact(follow_up=last.id, before=before, after=after)
    reindex(work, complaint_id)


def _check_half_days(work: Work, case: Complaint, call: FollowUp, draft: FollowUpDraft) -> None:
    """A call that turns out to have been vain counts among the vain ones."""
    zone = settings(work.store).zone
    others = [one for one in previous_calls(work, case, second_look=call.second_look) if one.id != call.id]
    previous = [(one.at.astimezone(zone), one.outcome) for one in others]
    check_attempts(previous, call.at.astimezone(zone), FollowOutcome(draft.outcome))


def _stand_corrected(work: Work, case: Complaint, call: FollowUp, version: int | None) -> None:
    """What follows from the calls as they stand now: the satisfaction, whether an answer is waited for."""
    calls = list(FollowUp.select().where(FollowUp.complaint_id == case.id).order_by(FollowUp.id))
    fields: dict[str, object] = {}
    if call.second_look:
        ended = _ended([one.outcome for one in previous_calls(work, case, second_look=True)])
        fields["second_look_done_at"] = (case.second_look_done_at or work.now) if ended else None
    else:
        said = [one.outcome for one in calls if one.outcome in ANSWERED and not one.second_look]
        fields["satisfaction"] = said[-1] if said else None
        if case.status == "resolved":
            waits = not any(
                one.outcome in ANSWERED or one.outcome == FollowOutcome.DECLINED
                for one in previous_calls(work, case)
            )
            fields["lapses_at"] = (case.lapses_at or work.now + LAPSES_AFTER) if waits else None
    work.update(Complaint, case.id, version, **fields)


def _ended(outcomes: list[str]) -> bool:
    """Whether asking is over: an answer, no wish to answer, or three vain attempts."""
    asked = any(one in ANSWERED or one == FollowOutcome.DECLINED for one in outcomes)
    return asked or outcomes.count(FollowOutcome.NOT_REACHED) >= 3


def _must_have_closed(work: Work, complaint_id: int) -> None:
    """A closed case stays closed only on answers that would have closed it."""
    case = case_of(work, complaint_id)
    if case.status != "closed" or case.steps[-1] != StepState.DONE:
        return
    missing = set(gaps(FOLLOW_UP, {}, state_of(work, case)))
    if missing & ({"solved"} if case.close_reason == LAPSED else {"solved", "follow_up_call"}):
        raise UserProblem("follow_up.reopen_first")


def lapse_gaps(work: Work, case: Complaint, at: datetime) -> tuple[str, ...]:
    """What keeps a resolution that nobody answered until ``at`` from closing by itself."""
    facts = {**record_of(work, case).facts, **_by_rule(work, case)}
    silent = not case.follow_up_owed or was_asked(work.store, case.id, case.resolved_at, at)
    return gaps(FOLLOW_UP, facts, replace(state_of(work, case), silent=silent))


def _by_rule(work: Work, case: Complaint) -> dict[str, FactValue]:
    """The facts of the last step that the rule may supply."""
    told = work.store.rows(
        "SELECT text FROM event WHERE complaint_id = ? AND kind = 'carried_out' ORDER BY id DESC LIMIT 1",
        (case.id,),
    )
    return {"carried_out": told[0][0] if told else "", "close_reason": LAPSED}


def lapse(work: Work, complaint_id: int, at: datetime) -> bool:
    """Close a resolution that nobody answered for 14 days, as of ``at``; ``False`` when that cannot be.

    It passes the same gates as every closing. The rule supplies what follows from the records: why it closes
    (``no_answer``) and what was carried out (the words in which that was noted). Silence stands for the follow-up call,
    but only of a resident who was asked: at least one attempt, or a talk after the resolution; a case that owes no
    call needs no asking, and what nobody answered owes no lessons. What only people can say it never makes up: a root
    cause and its review, the fate of open promises and of remedies that wait, the answer to an appeal. Where one of
    these is missing the case stays open and ``lapses_at`` is emptied: the rule has had its turn, and a manager is told.
    Once nothing is missing any more somebody may close it for the same reason by hand; a further vain attempt at a
    call lets it wait once more.
    """
    case = case_of(work, complaint_id)
    if case.status != "resolved" or case.lapses_at is None or case.lapses_at > at:
        return False
    if lapse_gaps(work, case, at):
        work.note(Complaint, complaint_id, lapses_at=None)
        work.touch("case", complaint_id)
        return False
    now, work.now = work.now, at  # it happened then, however late anybody looked
    try:
        facts = _by_rule(work, case)
        kept = {**record_of(work, case).facts, **facts}
        close_step(work, case, StepState.DONE, facts=facts)
        move_or_close(work, case, None, Progress(case.steps).finish(FOLLOW_UP), kept)
        add_event(work, complaint_id, "closed", at=at, reason=LAPSED, rule=True)
    finally:
        work.now = now
    work.fact(lapsed=complaint_id)
    reindex(work, complaint_id)
    return True
