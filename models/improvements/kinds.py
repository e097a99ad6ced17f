"""Improvements as people write and see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


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


class Decision(StrEnum):
    """What a manager said to what was asked."""

    YES = "yes"
    NO = "no"


class ImprovementView(StrEnum):
    """The tabs of the register."""

    ALL = "all"
    LATE = "late"
    RUNNING = "running"
    JUDGED = "judged"
    FROM_WARNING = "from_warning"


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


@dataclass(frozen=True)
class Judgement:
    """Two counts, what they were counted among (homes lived in, once a week), and what the test says.

    ``drop_percent`` of the rate, empty without cases before; ``p_value`` one-sided: how often chance alone would give
    so few after. ``weeks``: the counts of the eight weeks, those before first; ``left_out`` is the Monday of the week
    in which the plan came into force, when it is in neither.
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
class TaskRow:
    """One thing to do."""

    id: int
    row_version: int
    text: str
    long_term: bool
    done_at: datetime | None
    done_by: str


@dataclass(frozen=True)
class ImprovementRow:
    """One line of the register. ``late_days`` is 0 while it is in time."""

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

    @property
    def drop_percent(self) -> float | None:
        """The measured drop of the rate in percent; negative where it rose, ``None`` before the verdict."""
        if not self.before or self.after is None or not self.before_exposure or not self.after_exposure:
            return None
        return 100 * (1 - (self.after / self.after_exposure) / (self.before / self.before_exposure))


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
    judgement: Judgement | None
