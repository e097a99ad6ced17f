"""The second stage: a resident who is not content with the answer asks for another one, by somebody else.

* ``ask_appeal(session, complaint_id, version, words) -> appeal id``: against a proposal that was told, a resolution, or
  within 90 days of the closing. One appeal a case; what comes after it is an outside body's.
* ``acknowledge_appeal(session, appeal_id, version, words="")``
* ``assign_appeal(session, appeal_id, version, staff_id)``: never to who handles or handled the case.
* ``extend_appeal(session, appeal_id, version, reason)``: once, and only before the answer.
* ``answer_appeal(session, appeal_id, version, AppealAnswer)``: upheld, partly or not upheld, with words; ``back_to``
  (5 or 6) opens the work again, however long the case has been closed.

A closed case stays closed while its appeal is open: its steps were done, and saying otherwise would falsify what was
reported. The appeal is what is open, and shows as such. An open case does not close before its appeal is answered.
``Complaint.stage`` is 2 from the asking on. ``version`` is that of the appeal, and in ``ask_appeal`` that of the case.
"""

from __future__ import annotations

from models.accounts.tables import Staff
from models.complaints.actions import case_of
from models.complaints.merged import landed
from models.complaints.tables import Complaint
from models.complaints.timeline import add_event, reindex
from models.core.action import action
from models.core.errors import Unknown, UserProblem
from models.core.permissions import Permission
from models.core.work import Work
from models.handling.calling import handled_by
from models.handling.flow import take_back
from models.handling.kinds import AppealAnswer, Upheld
from models.handling.rules import APPEAL_WITHIN
from models.handling.tables import Appeal, Proposal

STAGE = 2


@action("appeal.ask", needs=Permission.RECORD)
def ask_appeal(work: Work, complaint_id: int, version: int | None, words: str) -> int:
    """Note that the resident asks for a second answer.

    Raises ``appeal.empty``, ``appeal.no_answer_yet``, ``appeal.too_late``, ``appeal.once``.
    """
    complaint_id, asked_of = landed(work, complaint_id), complaint_id
    case = case_of(work, complaint_id)
    work.update(Complaint, complaint_id, version if complaint_id == asked_of else None)
    appeal_id = open_appeal(work, case, words)
    reindex(work, complaint_id)
    return appeal_id


def open_appeal(work: Work, case: Complaint, words: str, *, late: bool = False) -> int:
    """Open the appeal inside a running action; ``late`` is for a second look, which comes when it comes."""
    if not words.strip():
        raise UserProblem("appeal.empty")
    if Appeal.select().where((Appeal.complaint_id == case.id) & (Appeal.stage == STAGE)).exists():
        raise UserProblem("appeal.once")
    if not _was_answered(case):
        raise UserProblem("appeal.no_answer_yet")
    if not late and case.closed_at is not None and work.now - case.closed_at > APPEAL_WITHIN:
        raise UserProblem("appeal.too_late", days=APPEAL_WITHIN.days)
    appeal_id = work.insert(
        Appeal,
        complaint_id=case.id,
        stage=STAGE,
        asked_at=work.now,
        asked_by=work.actor.staff_id,
        words=words.strip(),
    )
    work.note(Complaint, case.id, stage=STAGE, lapses_at=None, follow_up_owed=True)
    add_event(work, case.id, "appeal_asked", text=words.strip(), appeal=appeal_id)
    work.touch("appeal", appeal_id)
    work.fact(appeal=appeal_id)
    return appeal_id


def _was_answered(case: Complaint) -> bool:
    """Whether there is anything to appeal against: an offer that was told, a resolution, a closing."""
    told = (Proposal.complaint_id == case.id) & Proposal.offered_at.is_null(False)
    return (
        case.resolved_at is not None or case.closed_at is not None or Proposal.select().where(told).exists()
    )


def _open_one(appeal_id: int) -> Appeal:
    found = Appeal.get_or_none(Appeal.id == appeal_id)
    if found is None:
        raise Unknown("appeal", appeal_id)
    if found.answered_at is not None:
        raise UserProblem("appeal.answered")
    return found


def _must_be_another(work: Work, appeal: Appeal, staff_id: int | None) -> None:
    """Nobody judges their own work."""
    if staff_id is not None and staff_id in handled_by(work.store, appeal.complaint_id):
        raise UserProblem("appeal.own_work")


def _note(work: Work, appeal: Appeal, kind: str, text: str = "", **facts: object) -> None:
    add_event(work, appeal.complaint_id, kind, at=None, step=None, text=text, appeal=appeal.id, **facts)
    work.touch("appeal", appeal.id)
    work.fact(appeal=appeal.id, **facts)
    reindex(work, appeal.complaint_id)


@action("appeal.acknowledge", needs=Permission.HANDLE)
def acknowledge_appeal(work: Work, appeal_id: int, version: int | None, words: str = "") -> None:
    """Note that the resident knows that the appeal has arrived. Raises ``appeal.acknowledged``."""
    appeal = _open_one(appeal_id)
    if appeal.acknowledged_at is not None:
        raise UserProblem("appeal.acknowledged")
    work.update(Appeal, appeal_id, version, acknowledged_at=work.now, acknowledged_by=work.actor.staff_id)
    _note(work, appeal, "appeal_acknowledged", words.strip())


@action("appeal.assign", needs=Permission.HANDLE)
def assign_appeal(work: Work, appeal_id: int, version: int | None, staff_id: int) -> None:
    """Give the appeal to somebody who never handled the case. To another than oneself it takes the right to assign."""
    if staff_id != work.actor.staff_id:
        work.require(Permission.ASSIGN)
    appeal = _open_one(appeal_id)
    person = Staff.get_or_none(Staff.id == staff_id)
    if person is None or not person.active:
        raise Unknown("staff", staff_id)
    _must_be_another(work, appeal, staff_id)
    work.update(Appeal, appeal_id, version, handler_id=staff_id)
    _note(work, appeal, "appeal_assigned", before=appeal.handler_id, after=staff_id)


@action("appeal.extend", needs=Permission.HANDLE)
def extend_appeal(work: Work, appeal_id: int, version: int | None, reason: str) -> None:
    """Take the longer time for the answer, once, for a reason that the resident is told."""
    appeal = _open_one(appeal_id)
    if not reason.strip():
        raise UserProblem("step.reason_missing")
    if appeal.extended_at is not None:
        raise UserProblem("appeal.extended")
    _must_be_another(work, appeal, work.actor.staff_id)
    work.update(Appeal, appeal_id, version, extended_at=work.now, extended_reason=reason.strip())
    _note(work, appeal, "appeal_extended", reason.strip())


@action("appeal.answer", needs=Permission.HANDLE)
def answer_appeal(work: Work, appeal_id: int, version: int | None, draft: AppealAnswer) -> None:
    """Answer the appeal: by who has it, or by somebody with the right to assign; never by who handled the case.

    An answer that was not acknowledged before acknowledges as well. Raises ``appeal.own_work``, ``appeal.not_yours``,
    ``appeal.empty``, ``reopen.step``.
    """
    appeal = _open_one(appeal_id)
    if not draft.words.strip():
        raise UserProblem("appeal.empty")
    me = work.actor.staff_id
    _must_be_another(work, appeal, me)
    if appeal.handler_id not in (None, me) and not work.actor.may(Permission.ASSIGN):
        raise UserProblem("appeal.not_yours")
    upheld = Upheld(draft.upheld)
    first = {} if appeal.acknowledged_at else {"acknowledged_at": work.now, "acknowledged_by": me}
    work.update(
        Appeal,
        appeal_id,
        version,
        handler_id=appeal.handler_id or me,
        answered_at=work.now,
        answered_by=me,
        upheld=upheld,
        answer=draft.words.strip(),
        **first,
    )
    _note(work, appeal, "appeal_answered", draft.words.strip(), upheld=upheld.value)
    if draft.back_to is not None:
        take_back(work, case_of(work, appeal.complaint_id), None, draft.back_to, draft.words.strip())
