"""Everything that the case page shows, fetched in one go on the database thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from models.accounts.kinds import StaffRow
from models.accounts.queries import role_permissions, staff, staff_names
from models.complaints.queries import case_id
from models.core.permissions import Permission
from models.core.session import Session
from models.escalation.kinds import EscalationRow
from models.escalation.queries import of_case, standing
from models.handling.calling import CallPlan, plan
from models.handling.kinds import CaseFile, RemedyState, StepRow, StepState
from models.handling.queries import case_file, case_state
from models.handling.rules import CaseState
from models.handling.steps import FOLLOW_UP, step_of
from models.incidents.kinds import IncidentRow
from models.incidents.queries import of_case as incident_of_case
from models.options.causes import causes
from models.options.kinds import CategoryRow, CauseRow, label
from models.options.queries import categories, phrases, policy_versions, settings
from models.timing.kinds import Target
from models.timing.policy import Policy
from ui.shared.tree_options import tree_label

# Targets that count from the receipt of the complaint; the others from the beginning of their step.
_FROM_RECEIPT = frozenset({"first_response", "contained", "plan_told", "resolved"})
_GIVEN = (RemedyState.GRANTED, RemedyState.CARRIED_OUT)


@dataclass(frozen=True)
class Approver:
    """Somebody who may approve, and up to how much."""

    name: str
    limit_minor: int


@dataclass(frozen=True)
class CaseView:
    """A case as the page shows it, at one moment.

    ``callers`` names who may make the follow-up call; ``own`` are the property's own coach phrases. ``may_take`` are
    the escalations of which the person at the desk may say that they are known.
    """

    file: CaseFile
    now: datetime
    zone: tzinfo
    currency: str
    categories: Mapping[str, CategoryRow]
    staff: tuple[StaffRow, ...]
    names: Mapping[int, str]
    policy: Policy | None
    callers: tuple[str, ...]
    handlers: frozenset[int]
    approvers: tuple[Approver, ...]
    own: Mapping[str, str]
    spent_minor: int
    incident: IncidentRow | None = None
    escalations: tuple[EscalationRow, ...] = ()
    may_take: frozenset[int] = frozenset()
    causes: tuple[CauseRow, ...] = ()

    @property
    def id(self) -> int:
        """The case."""
        return self.file.case.row.id

    @property
    def version(self) -> int:
        """The row version that is in sight."""
        return self.file.case.row.row_version

    @property
    def step(self) -> int:
        """The current step; 0 when there is none."""
        return self.file.case.row.step

    @property
    def is_open(self) -> bool:
        """Whether the case can be worked on."""
        return self.file.case.row.closed_at is None and bool(self.step)

    @property
    def category_code(self) -> str | None:
        """The most exact category known."""
        return self.file.case.row.subcategory or self.file.case.row.category

    def category_words(self, language: str) -> str:
        """``Leak › from above``."""
        row = self.file.case.row
        found = [
            self.categories[code]
            for code in (row.category or "", row.subcategory or "")
            if code in self.categories
        ]
        return " › ".join(label(one, language) for one in found)

    def cause_words(self, code: object, language: str) -> str:
        """``Wear and age › Seals``."""
        return tree_label(self.causes, str(code or ""), language)

    def record(self, number: int) -> StepRow | None:
        """The latest go at a step."""
        return next((row for row in reversed(self.file.steps) if row.step == number), None)

    def target(self, number: int) -> Target | None:
        """What the policy gives a step."""
        clock = self.clock_name(number)
        if self.policy is None or clock is None:
            return None
        return self.policy.target(self.file.case.row.severity, clock)

    def clock_name(self, number: int) -> str | None:
        """The clock of a step. Until the work is done the last step runs against the resolution itself."""
        unresolved = number == FOLLOW_UP and self.file.case.row.resolved_at is None
        return "resolved" if unresolved else step_of(number).clock

    def began(self, number: int) -> datetime:
        """When the clock of a step began to run."""
        record, row = self.record(number), self.file.case.row
        if record is None or self.clock_name(number) in _FROM_RECEIPT:
            return row.received_at
        if number == FOLLOW_UP and row.resolved_at is not None:
            return row.resolved_at
        return record.started_at

    def beside(self) -> frozenset[tuple[str, int]]:
        """The records beside the case whose changes show here."""
        incident = {("incident", self.incident.id)} if self.incident is not None else set()
        return frozenset({("escalation", one.id) for one in self.escalations} | incident)

    def call_plan(self, *, second_look: bool = False) -> CallPlan:
        """Who may call about the present resolution, and when the next attempt may be made."""
        row, after = self.file.case.row, self.file.after
        calls = [
            (call.at, call.outcome)
            for call in self.file.follow_ups
            if call.second_look == second_look and row.resolved_at is not None and call.at >= row.resolved_at
        ]
        owed = after.second_look_at is not None if second_look else after.follow_up_owed
        return plan(calls, owed=owed, major=row.major, handlers=self.handlers, now=self.now, zone=self.zone)

    def state(self) -> CaseState:
        """What the last steps' gaps depend on."""
        file = self.file
        return case_state(
            file.case,
            file.steps,
            file.proposals,
            file.remedies,
            file.promises,
            file.follow_ups,
            file.after,
            file.orders,
        )

    def round_of(self, number: int) -> int:
        """How often this step has been begun."""
        record = self.record(number)
        return record.round if record else 0

    def current(self) -> StepRow | None:
        """The record of the step at which the case stands."""
        record = self.record(self.step) if self.step else None
        return record if record is not None and record.state == StepState.CURRENT else None


def load_view(session: Session, complaint_id: int | None, reference: str, language: str) -> CaseView:
    """Fetch a case by its id or its reference. Raises ``Unknown("case")``."""
    store = session.store
    found = complaint_id if complaint_id is not None else case_id(store, reference)
    file = case_file(store, found)
    options = settings(store)
    people = staff(store, inactive=False)
    rights = role_permissions(store)
    handlers = frozenset(file.after.handlers)
    place = standing(store, session.actor)
    waiting = of_case(store, found)
    caller = Permission.FOLLOW_UP_MAJOR if file.case.row.major else Permission.FOLLOW_UP
    held = {row.code: row for row in categories(store, retired=True)}
    policies = {f"{one.name} v{one.version}": one.policy for one in policy_versions(store)}
    return CaseView(
        file,
        session.clock.now(),
        options.zone,
        options.property_currency,
        held,
        people,
        staff_names(store),
        policies.get(file.case.policy),
        tuple(one.name for one in people if caller in rights[one.role] and one.id not in handlers),
        handlers,
        tuple(
            Approver(one.name, one.limit_minor)
            for one in people
            if Permission.APPROVE_REMEDY in rights[one.role] and one.id != session.actor.staff_id
        ),
        phrases(store, language),
        spent_by(file, session.actor.name),
        incident_of_case(session, found),
        waiting,
        frozenset(
            one.id for one in waiting if one.acknowledged_at is None and place.may_take(one, one.handler_id)
        ),
        causes(store, retired=True),
    )


def spent_by(file: CaseFile, name: str) -> int:
    """What one person has given on the spot in this case, within the own limit."""
    return sum(
        one.amount_minor
        for one in file.remedies
        if one.on_the_spot and one.granted_by == name and one.state in _GIVEN and one.approved_at is None
    )
