"""What the desk is told each morning and each minute: things to do, how many, and six measures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.complaints.kinds import CaseRow
from models.desk.rules import Interval, wilson


class DeskScope(StrEnum):
    """Whose work is shown."""

    MINE = "mine"
    ALL = "all"


class DeskGroup(StrEnum):
    """The headings of the list, in their order."""

    OVERDUE = "overdue"
    SOON = "soon"
    PROMISES = "promises"
    FOLLOW_UPS = "follow_ups"
    APPROVALS = "approvals"
    LATER = "later"


class Need(StrEnum):
    """What kind of thing is to be done."""

    STEP = "step"
    PROMISE = "promise"
    FOLLOW_UP = "follow_up"
    REMEDY = "remedy"
    PROPOSAL = "proposal"


@dataclass(frozen=True)
class DeskItem:
    """One thing to do. ``id`` is the case's, the promise's, the remedy's or the proposal's.

    ``kind`` is the code of the step, the promise or the remedy; ``since`` is when its clock began, and ``due`` is
    ``None`` for what only waits. ``calls`` counts the follow-up calls until now.
    """

    need: Need
    group: DeskGroup
    id: int
    case: CaseRow
    kind: str
    since: datetime
    due: datetime | None
    text: str = ""
    amount_minor: int = 0
    calls: int = 0

    @property
    def key(self) -> tuple[str, int]:
        """What stays the same while the list is fetched again."""
        return self.need.value, self.id


@dataclass(frozen=True)
class Desk:
    """The list of one person or of everybody. ``counts`` are exact, also where the items were cut short."""

    items: tuple[DeskItem, ...]
    counts: Mapping[DeskGroup, int]
    totals: Mapping[DeskScope, int]

    @property
    def overdue(self) -> int:
        """How many are late."""
        return self.counts.get(DeskGroup.OVERDUE, 0)


ENOUGH = 5


@dataclass(frozen=True)
class Share:
    """So many of so many; under five cases nothing is said (figures.md, section 4)."""

    good: int
    n: int

    @property
    def value(self) -> float | None:
        """The share, or ``None`` when there are too few."""
        return self.good / self.n if self.n >= ENOUGH else None

    @property
    def interval(self) -> Interval | None:
        """Its Wilson 95 % interval, or ``None`` when there are too few."""
        return wilson(self.good, self.n) if self.n >= ENOUGH else None


@dataclass(frozen=True)
class Tiles:
    """The six measures of the present week, which begins on Monday, at the property.

    ``on_time``: resolved in the week and in time, of those and of the open ones that fell due in the week.
    ``satisfied``: of the cases that answered in the week, by their last answer. ``repeats``: of the new cases.
    """

    received_week: int
    received_today: int
    on_time: Share
    satisfied: Share
    repeats: Share
    overdue: int
    longest_overdue: datetime | None
    awaiting: int
    awaiting_since: datetime | None


ON_TIME_GOAL = 0.95
SATISFIED_GOAL = 0.95
REPEATS_GOAL = 0.05
