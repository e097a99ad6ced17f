"""Improvements as people write and see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from models.complaints.kinds import AttachmentRow


class ImprovementState(StrEnum):
    """Where a row stands. ``in_force``: the plan holds since ``effective_on`` and is being measured."""

    PROPOSED = "proposed"
    RUNNING = "running"
    IN_FORCE = "in_force"
    JUDGED = "judged"
    DROPPED = "dropped"


class Verdict(StrEnum):
    """What the figures say (figures.md, section 7)."""

    ACHIEVED = "achieved"
    NOT_ACHIEVED = "not_achieved"
    NOT_ENOUGH_DATA = "not_enough_data"


class ImprovementDecision(StrEnum):
    """What a manager said to what was asked."""

    YES = "yes"
    NO = "no"


class ImprovementView(StrEnum):
    """The tabs of the register. What was dropped is shown under *all* alone."""

    ALL = "all"
    LATE = "late"
    RUNNING = "running"
    JUDGED = "judged"
    FROM_WARNING = "from_warning"


class ImprovementGroup(StrEnum):
    """The groups of the register, in their order. Late ones are in no other group."""

    LATE = "late"
    PROPOSED = "proposed"
    RUNNING = "running"
    IN_FORCE = "in_force"
    JUDGED = "judged"
    DROPPED = "dropped"


class ImprovementHappened(StrEnum):
    """What a line of the history says."""

    PROPOSED = "proposed"
    CHANGED = "changed"
    DUE_MOVED = "due_moved"
    STARTED = "started"
    IN_FORCE = "in_force"
    TASK_DONE = "task_done"
    TASK_UNDONE = "task_undone"
    LATE = "late"
    JUDGED = "judged"
    DECIDED = "decided"
    DROPPED = "dropped"
    TOLD_DEPARTMENT = "told_department"
    TOLD_RESIDENTS = "told_residents"
    FILE_ADDED = "file_added"
    KNOWN = "known"
    WORDED = "worded"


class ReviewKind(StrEnum):
    """Why a day stands in the calendar of reviews."""

    DUE = "due"
    VERDICT = "verdict"


@dataclass(frozen=True)
class Scope:
    """Which cases an improvement is about; what is empty does not narrow. A cause stands for those below it, too."""

    category: str | None = None
    subcategory: str | None = None
    cause: str | None = None
    building_id: int | None = None


@dataclass(frozen=True)
class TaskDraft:
    """One thing to do; ``id`` names one that is there already."""

    text: str
    long_term: bool = False
    id: int | None = None


@dataclass(frozen=True)
class ImprovementDraft:
    """A row as it is being written. Every column of process.md, section 5. ``target_percent`` 1 to 100."""

    title: str
    category: str | None
    period_from: date
    period_to: date
    due_on: date
    target_percent: int
    subcategory: str | None = None
    cause: str | None = None
    building_id: int | None = None
    root_cause: str = ""
    whys: tuple[str, ...] = ()
    plan_short: str = ""
    plan_long: str = ""
    difficulty: int = 2
    owner_id: int | None = None
    department: str = ""
    department_owner: str = ""
    when_overdue: str = ""
    evidence: str = ""
    ask: str = ""
    ask_minor: int = 0
    tasks: tuple[TaskDraft, ...] = ()
    warning_id: int | None = None

    @property
    def scope(self) -> Scope:
        """Which cases it is about."""
        return Scope(self.category, self.subcategory, self.cause, self.building_id)


@dataclass(frozen=True)
class Windows:
    """The Mondays of the weeks that are compared: four before and four after the day on which a plan came into force.

    ``left_out`` is the Monday of the week in between, which belongs to neither; ``None`` where the plan came into force
    on a Monday, so that its week is the first one after.
    """

    before: tuple[date, ...]
    after: tuple[date, ...]
    left_out: date | None = None


@dataclass(frozen=True)
class Judgement:
    """Two counts, what they were counted among, and what the test says.

    Exposures are homes lived in, counted on the Monday of each week and added up (divide by four for the average);
    both are 0 where no homes are known, and then weeks are compared as they are. ``drop_percent`` of the rate, empty
    without cases before; ``p_value`` one-sided: how often chance alone would give so few after. ``weeks``: the counts
    of the eight weeks, those before first; ``left_out`` is the Monday of the week that is in neither.
    """

    verdict: Verdict
    before: int
    after: int
    before_exposure: int
    after_exposure: int
    drop_percent: float | None
    p_value: float
    weeks: tuple[tuple[date, int], ...] = ()
    left_out: date | None = None


@dataclass(frozen=True)
class Preview:
    """What the figures say so far: ``judgement`` counts only what has happened; it is a verdict once ``complete``.

    ``ready_on`` is the first day on which four weeks have passed.
    """

    judgement: Judgement
    ready_on: date
    complete: bool


@dataclass(frozen=True)
class TaskRow:
    """One thing to do."""

    id: int
    row_version: int
    text: str
    long_term: bool
    done_at: datetime | None
    done_by: str

    @property
    def done(self) -> bool:
        """Whether it is ticked off."""
        return self.done_at is not None


@dataclass(frozen=True)
class ImprovementRow:
    """One line of the register. ``late_days`` is 0 while it is in time.

    ``told`` names who heard last of its being late, at ``told_at``; ``rung`` is how high that is (1 owner, 2 manager,
    3 director). ``proposer`` wrote it; ``owner`` answers for it. ``causes`` are all that its cause stands for: itself
    and those below it.
    """

    id: int
    row_version: int
    title: str
    category: str | None
    subcategory: str | None
    cause: str | None
    building_id: int | None
    building: str
    root_cause: str
    period_from: date
    period_to: date
    period_count: int
    plan_short: str
    plan_long: str
    difficulty: int
    owner_id: int | None
    owner: str
    department: str
    department_owner: str
    due_on: date
    effective_on: date | None
    target_percent: int
    state: str
    tasks: int
    tasks_done: int
    late_days: int
    rung: int
    verdict: str | None
    judged_at: datetime | None
    before: int | None
    after: int | None
    before_exposure: int | None
    after_exposure: int | None
    p_value: float | None
    ask: str
    ask_minor: int
    decision: str | None
    warning_id: int | None
    told_department_at: datetime | None
    told_residents_at: datetime | None
    group: ImprovementGroup
    told: str
    told_at: datetime | None = None
    proposer: str = ""
    causes: tuple[str, ...] = ()

    @property
    def scope(self) -> Scope:
        """Which cases it is about."""
        return Scope(self.category, self.subcategory, self.cause, self.building_id)

    @property
    def drop_percent(self) -> float | None:
        """The measured drop of the rate in percent; negative where it rose, ``None`` before the verdict."""
        if not self.before or self.after is None:
            return None
        weight = 1.0
        if self.before_exposure and self.after_exposure:
            weight = self.before_exposure / self.after_exposure
        return 100 * (1 - self.after / self.before * weight)


@dataclass(frozen=True)
class HistoryRow:
    """A line of the history."""

    at: datetime
    staff: str
    kind: str
    text: str
    facts: Mapping[str, object]


@dataclass(frozen=True)
class ImprovementFile:
    """Everything of one improvement."""

    row: ImprovementRow
    whys: tuple[str, ...]
    when_overdue: str
    evidence: str
    decided_by: str
    decided_at: datetime | None
    tasks: tuple[TaskRow, ...]
    history: tuple[HistoryRow, ...]
    files: tuple[AttachmentRow, ...]
    judgement: Judgement | None
    preview: Preview | None


@dataclass(frozen=True)
class Review:
    """Something falls on a day: a plan is due, or its four weeks are over and it is judged."""

    day: date
    kind: ReviewKind
    improvement_id: int
    title: str
    owner: str
    department: str
    late: bool = False


@dataclass(frozen=True)
class Concerned:
    """The cases that an improvement is about, the newest first, and who is to hear what came of it.

    ``cases`` are those of its period and of the weeks of its verdict. ``residents`` are the ids of those whose
    complaints led to it (see ``addressing``), ``others`` how many of these complaints name nobody to write to.
    """

    cases: tuple[int, ...]
    residents: tuple[int, ...]
    others: int


@dataclass(frozen=True)
class Head:
    """What the page says first: the verdicts of the quarter, and how many plans are late."""

    judged: int
    achieved: int
    not_achieved: int
    not_enough: int
    late: int
    asked: int
