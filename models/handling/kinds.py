"""Drafts and rows of what is done for a complaint."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from models.complaints.kinds import AttachmentRow, CaseDetail, ChainLink, EventRow
from models.handling.clock_kinds import ClockRow, PauseRow
from models.repairs.case_kinds import WorkDone

FactValue = str | int | bool | list[str] | None
Facts = Mapping[str, FactValue]


class StepState(StrEnum):
    """The state of one step; the value is its letter in ``Complaint.steps``."""

    DONE = "d"
    CURRENT = "c"
    LOCKED = "l"
    SKIPPED = "s"
    RETURNED = "r"


class ProposalState(StrEnum):
    """Where a version of the proposal stands."""

    DRAFT = "draft"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    ACCEPTED_WITH_CHANGES = "accepted_with_changes"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Answer(StrEnum):
    """What the resident said to a proposal."""

    ACCEPTED = "accepted"
    ACCEPTED_WITH_CHANGES = "accepted_with_changes"
    REFUSED = "refused"


class RemedyState(StrEnum):
    """Where a line of the remedy ledger stands."""

    AWAITING_APPROVAL = "awaiting_approval"
    GRANTED = "granted"
    DECLINED = "declined"
    CARRIED_OUT = "carried_out"


class PromiseState(StrEnum):
    """Whether a promise was kept."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"


class FollowOutcome(StrEnum):
    """How a follow-up call ended (figures.md, section 3)."""

    SATISFIED = "satisfied"
    FAIRLY_SATISFIED = "fairly_satisfied"
    DISSATISFIED = "dissatisfied"
    NOT_REACHED = "not_reached"
    DECLINED = "declined"


ANSWERED = frozenset({FollowOutcome.SATISFIED, FollowOutcome.FAIRLY_SATISFIED, FollowOutcome.DISSATISFIED})


@dataclass(frozen=True)
class OfferDraft:
    """One remedy as it is being written. ``cost_minor`` in minor units."""

    remedy: str
    text: str = ""
    cost_minor: int = 0
    doer: str = ""
    resources: str = ""
    timetable: str = ""


@dataclass(frozen=True)
class ProposalDraft:
    """A new version of the proposal."""

    offers: tuple[OfferDraft, ...]
    summary: str = ""
    valid_until: datetime | None = None


@dataclass(frozen=True)
class AnswerDraft:
    """The resident's answer; a refusal owes its reason in ``text``, a change what was changed."""

    answer: Answer
    way: str = "phone"
    text: str = ""


@dataclass(frozen=True)
class RemedyDraft:
    """Something given on the spot."""

    kind: str
    amount_minor: int
    text: str = ""


@dataclass(frozen=True)
class PromiseDraft:
    """What the resident was told, and by when."""

    text: str
    due_at: datetime
    kind: str = "call"


@dataclass(frozen=True)
class ContactDraft:
    """A conversation with the resident, or an attempt at one."""

    summary: str
    channel: str = "phone"
    direction: str = "to_resident"
    reached: bool = True


@dataclass(frozen=True)
class FollowUpDraft:
    """A follow-up call, or a second look.

    When it is not truly solved, ``back_to`` (5 gather or 6 propose) opens the work again, or ``to_stage2`` an appeal.
    """

    outcome: FollowOutcome
    solved: bool | None = None
    words: str = ""
    channel: str = "phone"
    next_at: datetime | None = None
    back_to: int | None = None
    to_stage2: bool = False


class Upheld(StrEnum):
    """Whether an appeal was right."""

    YES = "upheld"
    PARTLY = "partly"
    NO = "not_upheld"


@dataclass(frozen=True)
class AppealAnswer:
    """The answer to an appeal. ``back_to`` (5 gather or 6 propose) opens the work again."""

    upheld: Upheld
    words: str
    back_to: int | None = None


@dataclass(frozen=True)
class Classified:
    """A case that was sorted: the fields that changed, as they were and as they are."""

    id: int
    before: Mapping[str, str | None]
    after: Mapping[str, str | None]


@dataclass(frozen=True)
class TakenBack:
    """What came of taking a sorting back: how many cases changed, and the references of those of which something stays.

    Merged cases, which are carried on elsewhere, and those that somebody has sorted anew since.
    """

    back: int
    stay: tuple[str, ...] = ()


@dataclass(frozen=True)
class StepRow:
    """One go at one step, as the rail, the forms and the report show it."""

    id: int
    step: int
    code: str
    round: int
    state: str
    started_at: datetime
    finished_at: datetime | None
    owner_id: int | None
    owner: str
    finished_by: str
    due_at: datetime | None
    reason: str
    facts: Facts
    row_version: int


@dataclass(frozen=True)
class OfferRow:
    """One remedy of a proposal."""

    remedy: str
    text: str
    cost_minor: int
    doer: str
    resources: str
    timetable: str


@dataclass(frozen=True)
class ProposalRow:
    """One version of the proposal with its offers and the answer."""

    id: int
    version: int
    state: str
    summary: str
    cost_minor: int
    made_at: datetime
    made_by: str
    valid_until: datetime | None
    approved_at: datetime | None
    approved_by: str
    offered_at: datetime | None
    answered_at: datetime | None
    answered_by: str
    answer_way: str | None
    answer_text: str
    offers: tuple[OfferRow, ...]
    row_version: int


@dataclass(frozen=True)
class RemedyRow:
    """A line of the remedy ledger: ``amount_minor`` was agreed, ``actual_minor`` is what its orders cost so far."""

    id: int
    kind: str
    text: str
    amount_minor: int
    on_the_spot: bool
    state: str
    proposal_id: int | None
    granted_at: datetime
    granted_by: str
    approved_at: datetime | None
    approved_by: str
    carried_out_at: datetime | None
    row_version: int
    actual_minor: int = 0


@dataclass(frozen=True)
class PromiseRow:
    """Something that was told to the resident."""

    id: int
    complaint_id: int
    kind: str
    text: str
    due_at: datetime
    state: str
    made_at: datetime
    made_by: str
    settled_at: datetime | None
    row_version: int


@dataclass(frozen=True)
class ContactRow:
    """A conversation, or an attempt."""

    id: int
    at: datetime
    staff: str
    direction: str
    channel: str
    reached: bool
    summary: str


@dataclass(frozen=True)
class FollowUpRow:
    """A follow-up call."""

    id: int
    at: datetime
    staff: str
    attempt: int
    channel: str
    outcome: str
    solved: bool | None
    words: str
    next_at: datetime | None
    second_look: bool = False
    corrected_at: datetime | None = None
    staff_id: int | None = None


@dataclass(frozen=True)
class AppealRow:
    """The second stage of a case. ``upheld`` is empty until it is answered."""

    id: int
    row_version: int
    complaint_id: int
    stage: int
    asked_at: datetime
    asked_by: str
    words: str
    handler_id: int | None
    handler: str
    acknowledged_at: datetime | None
    acknowledged_by: str
    extended_at: datetime | None
    extended_reason: str
    answered_at: datetime | None
    answered_by: str
    upheld: str | None
    answer: str


@dataclass(frozen=True)
class MergedRow:
    """A case that was merged into this one and can be taken out again while this one is open."""

    id: int
    row_version: int
    merged_id: int
    reference: str
    title: str
    at: datetime
    staff: str
    reason: str


@dataclass(frozen=True)
class Afterwards:
    """What comes after the work, and what the case has to do with other cases.

    ``handlers`` are all who handle or handled it: none of them calls, looks again or answers the appeal. ``chain`` is
    empty where nothing repeats. ``survivor`` is the reference under which a merged case is carried on. ``silent``:
    nobody has answered for 14 days, and the case waits for a person to close it.
    """

    follow_up_owed: bool = True
    lapses_at: datetime | None = None
    second_look_at: datetime | None = None
    second_look_done_at: datetime | None = None
    stage: int = 1
    chain_length: int = 1
    reviewed_at: datetime | None = None
    reviewed_by: str = ""
    handlers: tuple[int, ...] = ()
    appeal: AppealRow | None = None
    chain: tuple[ChainLink, ...] = ()
    merged: tuple[MergedRow, ...] = ()
    survivor: str = ""
    survivor_id: int | None = None
    silent: bool = False


@dataclass(frozen=True)
class CaseFile:
    """The whole case: what the case page shows and the handling report prints."""

    case: CaseDetail
    steps: tuple[StepRow, ...]
    proposals: tuple[ProposalRow, ...]
    remedies: tuple[RemedyRow, ...]
    promises: tuple[PromiseRow, ...]
    contacts: tuple[ContactRow, ...]
    follow_ups: tuple[FollowUpRow, ...]
    attachments: tuple[AttachmentRow, ...]
    events: tuple[EventRow, ...]
    gaps: tuple[str, ...] = field(default=())
    clocks: tuple[ClockRow, ...] = field(default=())
    pauses: tuple[PauseRow, ...] = field(default=())
    after: Afterwards = Afterwards()
    orders: tuple[WorkDone, ...] = ()

    def current(self) -> StepRow | None:
        """The step that the case stands at, or ``None`` once it is closed or was imported."""
        return next((row for row in reversed(self.steps) if row.state == StepState.CURRENT), None)

    def latest_proposal(self) -> ProposalRow | None:
        """The newest version of the proposal."""
        return self.proposals[-1] if self.proposals else None
