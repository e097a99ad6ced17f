"""Reads of what is done for a complaint: the case file, open promises, the coach's phrases."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from models.complaints.kinds import CaseDetail, EventRow
from models.complaints.queries import attachments, case_detail, instant
from models.complaints.rules import of_detail, receipt_gaps
from models.core.clock import from_millis
from models.handling.after import afterwards
from models.handling.clock_queries import clocks_of, pauses_of
from models.handling.kinds import (
    Afterwards,
    CaseFile,
    ContactRow,
    FollowUpRow,
    OfferRow,
    PromiseRow,
    PromiseState,
    ProposalRow,
    RemedyRow,
    RemedyState,
    StepRow,
    StepState,
)
from models.handling.rules import TAKEN_BACK, CaseState, gaps, has_root_cause
from models.handling.steps import FOLLOW_UP, GATHER, PROPOSE, step_of
from models.repairs.case_kinds import WorkDone
from models.repairs.kinds import OPEN, OrderState
from models.repairs.of_case import work_of_case
from models.store.database import Store

_STEPS = """SELECT s.id, s.step, s.round, s.state, s.started_at, s.finished_at, s.owner_id, COALESCE(o.name, ''),
    COALESCE(f.name, ''), s.due_at, s.reason, s.facts, s.row_version FROM step_record s
    LEFT JOIN staff o ON o.id = s.owner_id LEFT JOIN staff f ON f.id = s.finished_by
    WHERE s.complaint_id = ? ORDER BY s.started_at, s.id"""
_PROPOSALS = """SELECT q.id, q.version, q.state, q.summary, q.cost_minor, q.made_at, COALESCE(m.name, ''),
    q.valid_until, q.approved_at, COALESCE(a.name, ''), q.offered_at, q.answered_at, COALESCE(w.name, ''), q.answer_way,
    q.answer_text, q.row_version FROM proposal q LEFT JOIN staff m ON m.id = q.made_by
    LEFT JOIN staff a ON a.id = q.approved_by LEFT JOIN staff w ON w.id = q.answered_by
    WHERE q.complaint_id = ? ORDER BY q.version"""
_OFFERS = """SELECT o.proposal_id, o.remedy, o.text, o.cost_minor, o.doer, o.resources, o.timetable FROM offer o
    JOIN proposal q ON q.id = o.proposal_id WHERE q.complaint_id = ? ORDER BY o.proposal_id, o.position"""
_REMEDIES = """SELECT r.id, r.kind, r.text, r.amount_minor, r.on_the_spot, r.state, r.proposal_id, r.granted_at,
    COALESCE(g.name, ''), r.approved_at, COALESCE(a.name, ''), r.carried_out_at, r.row_version FROM remedy r
    LEFT JOIN staff g ON g.id = r.granted_by LEFT JOIN staff a ON a.id = r.approved_by
    WHERE r.complaint_id = ? ORDER BY r.id"""
_PROMISES = """SELECT p.id, p.complaint_id, p.kind, p.text, p.due_at, p.state, p.made_at, COALESCE(s.name, ''),
    p.settled_at, p.row_version FROM promise p LEFT JOIN staff s ON s.id = p.made_by"""
_CONTACTS = """SELECT c.id, c.at, COALESCE(s.name, ''), c.direction, c.channel, c.reached, c.summary FROM contact c
    LEFT JOIN staff s ON s.id = c.staff_id WHERE c.complaint_id = ? ORDER BY c.at, c.id"""
_CALLS = """SELECT f.id, f.at, COALESCE(s.name, ''), f.attempt, f.channel, f.outcome, f.solved, f.words, f.next_at,
    f.second_look, f.corrected_at, f.staff_id
    FROM follow_up f LEFT JOIN staff s ON s.id = f.staff_id WHERE f.complaint_id = ? ORDER BY f.at, f.id"""
_EVENTS = """SELECT e.id, e.at, COALESCE(s.name, ''), e.kind, e.step, e.text, e.facts FROM event e
    LEFT JOIN staff s ON s.id = e.staff_id WHERE e.complaint_id = ? ORDER BY e.at, e.id"""


def case_file(store: Store, complaint_id: int) -> CaseFile:
    """The whole case, in a fixed number of statements. Raises ``Unknown("case")``."""
    detail = case_detail(store, complaint_id)
    key = (complaint_id,)
    steps = tuple(_step(row) for row in store.rows(_STEPS, key))
    proposals = _proposals(store, complaint_id)
    promises = tuple(
        _promise(row) for row in store.rows(_PROMISES + " WHERE p.complaint_id = ? ORDER BY p.id", key)
    )
    orders = work_of_case(store, complaint_id)
    remedies = tuple(_remedy(row, orders) for row in store.rows(_REMEDIES, key))
    calls = tuple(_call(row) for row in store.rows(_CALLS, key))
    contacts = tuple(
        ContactRow(v[0], from_millis(v[1]), v[2], v[3], v[4], bool(v[5]), v[6])
        for v in store.rows(_CONTACTS, key)
    )
    events = tuple(_event(row) for row in store.rows(_EVENTS, key))
    after = afterwards(store, detail)
    missing = _gaps(detail, steps, proposals, remedies, promises, calls, after, orders)
    files = attachments(store, complaint_id)
    return CaseFile(
        detail, steps, proposals, remedies, promises, contacts, calls, files, events, missing,
        clocks_of(store, complaint_id), pauses_of(store, complaint_id), after, orders,
    )  # fmt: skip


def _call(v: Sequence[Any]) -> FollowUpRow:
    return FollowUpRow(
        v[0], from_millis(v[1]), v[2], v[3], v[4], v[5], _yes_no(v[6]), v[7], instant(v[8]), bool(v[9]), instant(v[10]),
        v[11],
    )  # fmt: skip


def _yes_no(value: int | None) -> bool | None:
    return None if value is None else bool(value)


def _step(v: Sequence[Any]) -> StepRow:
    return StepRow(
        v[0], v[1], step_of(v[1]).code, v[2], v[3], from_millis(v[4]), instant(v[5]), v[6], v[7], v[8], instant(v[9]),
        v[10], json.loads(v[11]), v[12],
    )  # fmt: skip


def _proposals(store: Store, complaint_id: int) -> tuple[ProposalRow, ...]:
    offers: dict[int, list[OfferRow]] = defaultdict(list)
    for proposal_id, *rest in store.rows(_OFFERS, (complaint_id,)):
        offers[proposal_id].append(OfferRow(*rest))
    return tuple(
        ProposalRow(
            v[0], v[1], v[2], v[3], v[4], from_millis(v[5]), v[6], instant(v[7]),
            instant(v[8]), v[9], instant(v[10]), instant(v[11]), v[12],
            v[13], v[14], tuple(offers[v[0]]), v[15],
        )
        for v in store.rows(_PROPOSALS, (complaint_id,))
    )  # fmt: skip


def _remedy(v: Sequence[Any], orders: Sequence[WorkDone]) -> RemedyRow:
    return RemedyRow(
        v[0], v[1], v[2], v[3], bool(v[4]), v[5], v[6], from_millis(v[7]), v[8], instant(v[9]), v[10], instant(v[11]),
        v[12], sum(one.costs.total_minor for one in orders if one.remedy_id == v[0]),
    )  # fmt: skip


def _promise(v: Sequence[Any]) -> PromiseRow:
    return PromiseRow(
        v[0], v[1], v[2], v[3], from_millis(v[4]), v[5], from_millis(v[6]), v[7], instant(v[8]), v[9]
    )


def _event(v: Sequence[Any]) -> EventRow:
    return EventRow(v[0], from_millis(v[1]), v[2], v[3], v[4], v[5], json.loads(v[6]) if v[6] else {})


def _gaps(
    detail: CaseDetail,
    steps: tuple[StepRow, ...],
    proposals: tuple[ProposalRow, ...],
    remedies: tuple[RemedyRow, ...],
    promises: tuple[PromiseRow, ...],
    calls: tuple[FollowUpRow, ...],
    after: Afterwards,
    orders: tuple[WorkDone, ...],
) -> tuple[str, ...]:
    """What the current step still owes: the same rules that the action applies, over rows."""
    number = detail.row.step
    if not number:
        return ()
    if number == 1:
        return receipt_gaps(of_detail(detail))
    facts = next((row.facts for row in reversed(steps) if row.state == StepState.CURRENT), {})
    state = case_state(detail, steps, proposals, remedies, promises, calls, after, orders)
    return gaps(number, facts, state)


def case_state(
    detail: CaseDetail,
    steps: tuple[StepRow, ...],
    proposals: tuple[ProposalRow, ...],
    remedies: tuple[RemedyRow, ...],
    promises: tuple[PromiseRow, ...],
    calls: tuple[FollowUpRow, ...],
    after: Afterwards,
    orders: tuple[WorkDone, ...] = (),
) -> CaseState:
    """What the gaps of the last steps depend on, from rows. Calls and offers of earlier goes do not count."""
    since = max((s.started_at for s in steps if s.step == FOLLOW_UP), default=detail.row.received_at)
    recent = [call for call in calls if call.at >= since and not call.second_look]
    gathered = next((s.facts for s in reversed(steps) if s.step == GATHER), {})
    proposing = max((s.started_at for s in steps if s.step == PROPOSE), default=None)
    latest = proposals[-1] if proposals else None
    if (
        latest is None
        or latest.offered_at is None
        or (proposing is not None and latest.offered_at < proposing)
    ):
        latest = None
    return CaseState(
        proposal_state=latest.state if latest else None,
        proposal_offered=latest is not None and latest.state not in TAKEN_BACK,
        outcomes=tuple(call.outcome for call in recent),
        solved=recent[-1].solved if recent else None,
        open_promises=sum(promise.state == PromiseState.OPEN for promise in promises),
        awaiting_approval=sum(remedy.state == RemedyState.AWAITING_APPROVAL for remedy in remedies),
        resolved=detail.row.resolved_at is not None,
        call_owed=after.follow_up_owed,
        chain=after.chain_length,
        root_cause=has_root_cause(gathered),
        reviewed=after.reviewed_at is not None,
        appeal_open=after.appeal is not None and after.appeal.answered_at is None,
        silent=after.silent,
        open_orders=sum(OrderState(one.row.state) in OPEN for one in orders),
    )


def promises_of(
    store: Store, *, place_id: int | None = None, resident_id: int | None = None
) -> tuple[PromiseRow, ...]:
    """Open promises to a home or a person, soonest first."""
    column, value = ("c.place_id", place_id) if place_id is not None else ("c.resident_id", resident_id)
    found = store.rows(
        f"""{_PROMISES} JOIN complaint c ON c.id = p.complaint_id WHERE {column} = ? AND p.state = 'open'
        ORDER BY p.due_at, p.id""",
        (value,),
    )
    return tuple(_promise(row) for row in found)


def open_promises(store: Store, until: datetime | None = None, limit: int = 100) -> tuple[PromiseRow, ...]:
    """Open promises of all cases, soonest first."""
    bound = 9_000_000_000_000_000 if until is None else int(until.timestamp() * 1000)
    found = store.rows(
        f"{_PROMISES} WHERE p.state = 'open' AND p.due_at < ? ORDER BY p.due_at, p.id LIMIT ?", (bound, limit)
    )
    return tuple(_promise(row) for row in found)
