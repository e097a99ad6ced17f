"""What the clocks of a case are reckoned from: its facts, gathered in a few statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.complaints.queries import instant
from models.complaints.tables import Complaint
from models.core.clock import from_millis
from models.handling.clock_kinds import PauseReason
from models.store.database import Store
from models.timing.kinds import Pause


@dataclass(frozen=True)
class Go:
    """One go at one step. ``contained_at`` is what *isolate* wrote down."""

    id: int
    step: int
    round: int
    state: str
    started_at: datetime
    finished_at: datetime | None
    due_at: datetime | None
    contained_at: datetime | None = None


@dataclass(frozen=True)
class Call:
    """A follow-up call and how it ended."""

    at: datetime
    outcome: str


@dataclass(frozen=True)
class AppealFacts:
    """An appeal: when it was asked, acknowledged, given more time, answered."""

    stage: int
    asked_at: datetime
    acknowledged_at: datetime | None
    extended_at: datetime | None
    answered_at: datetime | None


@dataclass(frozen=True)
class Wait:
    """A pause. ``ended_at`` is empty while it runs; ``ends_at`` is when it ends by itself."""

    id: int
    reason: str
    started_at: datetime
    ends_at: datetime
    ended_at: datetime | None

    @property
    def end(self) -> datetime:
        """When it ended, or will."""
        return self.ends_at if self.ended_at is None else self.ended_at

    @property
    def reopened(self) -> bool:
        """Whether it is the time between a resolution and the reopening."""
        return self.reason == PauseReason.REOPENED

    def pause(self) -> Pause:
        """As business time counts it."""
        return Pause(self.started_at, self.end, self.reason)


@dataclass(frozen=True)
class CaseFacts:
    """All that the clocks of one case depend on, beside its policy. Moments of one kind are in order."""

    kind: str
    severity: str
    repair: bool
    follow_up_owed: bool
    received_at: datetime
    first_response_at: datetime | None = None
    handed_over_at: datetime | None = None
    on_site_at: datetime | None = None
    resolved_at: datetime | None = None
    closed_at: datetime | None = None
    goes: Sequence[Go] = ()
    told: Sequence[datetime] = ()
    offered: Sequence[datetime] = ()
    given: Sequence[datetime] = ()
    calls: Sequence[Call] = ()
    appeals: Sequence[AppealFacts] = ()
    waits: Sequence[Wait] = ()


_REPAIR = """SELECT EXISTS (SELECT 1 FROM category WHERE repair AND code IN (?1, ?2,
    (SELECT parent_code FROM category WHERE code = ?1), (SELECT parent_code FROM category WHERE code = ?2)))"""
_GOES = """SELECT id, step, round, state, started_at, finished_at, due_at,
    CASE WHEN step = 2 THEN json_extract(facts, '$.contained_at') END
    FROM step_record WHERE complaint_id = ? ORDER BY step, round"""
_MOMENTS = """SELECT 'told', at, '' FROM contact WHERE complaint_id = :id AND reached
    UNION ALL SELECT 'offered', offered_at, '' FROM proposal WHERE complaint_id = :id AND offered_at IS NOT NULL
    UNION ALL SELECT 'given', carried_out_at, '' FROM remedy WHERE complaint_id = :id AND carried_out_at IS NOT NULL
    UNION ALL SELECT CASE WHEN second_look THEN 'look' ELSE 'call' END, at, outcome FROM follow_up
        WHERE complaint_id = :id
    ORDER BY 2"""
_APPEALS = """SELECT stage, asked_at, acknowledged_at, extended_at, answered_at FROM appeal
    WHERE complaint_id = ? ORDER BY stage"""
_WAITS = "SELECT id, reason, started_at, ends_at, ended_at FROM pause WHERE complaint_id = ? ORDER BY started_at, id"
_REACHED = frozenset({"satisfied", "fairly_satisfied", "dissatisfied", "declined"})


def facts_of(store: Store, case: Complaint) -> CaseFacts:
    """The facts of a case as the transaction sees them."""
    moments: dict[str, list[datetime]] = {"told": [], "offered": [], "given": []}
    calls: dict[str, list[Call]] = {"call": [], "look": []}
    for what, at, outcome in store.execute(_MOMENTS, {"id": case.id}):
        if what in calls:
            calls[what].append(Call(from_millis(at), outcome))
        else:
            moments[what].append(from_millis(at))
    spoken = [call.at for call in (*calls["call"], *calls["look"]) if call.outcome in _REACHED]
    told = {*moments["told"], *moments["offered"], *spoken, case.first_response_at} - {None}
    return CaseFacts(
        kind=case.kind,
        severity=case.severity,
        repair=bool(store.rows(_REPAIR, (case.category, case.subcategory))[0][0]),
        follow_up_owed=case.follow_up_owed,
        received_at=case.received_at,
        first_response_at=case.first_response_at,
        handed_over_at=case.handed_over_at,
        on_site_at=case.on_site_at,
        resolved_at=case.resolved_at,
        closed_at=case.closed_at,
        goes=tuple(_go(row) for row in store.rows(_GOES, (case.id,))),
        told=tuple(sorted(told)),
        offered=moments["offered"],
        given=moments["given"],
        calls=calls["call"],
        appeals=tuple(_appeal(row) for row in store.rows(_APPEALS, (case.id,))),
        waits=waits_of(store, case.id),
    )


def waits_of(store: Store, complaint_id: int) -> tuple[Wait, ...]:
    """The pauses of a case, in order."""
    return tuple(
        Wait(row[0], row[1], from_millis(row[2]), from_millis(row[3]), instant(row[4]))
        for row in store.rows(_WAITS, (complaint_id,))
    )


def _go(row: Sequence[Any]) -> Go:
    contained = row[7] if isinstance(row[7], int) and row[7] > 0 else None
    started, finished, due = from_millis(row[4]), instant(row[5]), instant(row[6])
    return Go(row[0], row[1], row[2], row[3], started, finished, due, instant(contained))


def _appeal(row: Sequence[Any]) -> AppealFacts:
    return AppealFacts(row[0], from_millis(row[1]), *(instant(one) for one in row[2:]))
