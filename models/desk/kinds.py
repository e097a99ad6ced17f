"""What the desk is told each morning and each minute: things to do, how many, and six measures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.complaints.kinds import CaseRow
from models.insights.stats import wilson


class DeskScope(StrEnum):
    """Whose work is shown; ``put_off`` is what this person wants to see later."""

    MINE = "mine"
    ALL = "all"
    PUT_OFF = "put_off"


class DeskGroup(StrEnum):
    """The headings of the list, in their order."""

    OVERDUE = "overdue"
    SOON = "soon"
    PROMISES = "promises"
    VISITS = "visits"
    FOLLOW_UPS = "follow_ups"
    APPEALS = "appeals"
    APPROVALS = "approvals"
    LATER = "later"
    WAITING = "waiting"


class Need(StrEnum):
    """What kind of thing is to be done."""

    STEP = "step"
    PROMISE = "promise"
    FOLLOW_UP = "follow_up"
    SECOND_LOOK = "second_look"
    APPEAL = "appeal"
    REMEDY = "remedy"
    PROPOSAL = "proposal"
    WAIT = "wait"
    APPOINTMENT = "appointment"


@dataclass(frozen=True)
class Visit:
    """An appointment with a resident: which order it is of, when somebody comes, and who; ``""`` while nobody is sent.

    ``version`` is that of the order.
    """

    order_id: int
    reference: str
    state: str
    version: int
    from_at: datetime
    to_at: datetime
    technician: str = ""
    reminded: bool = False


@dataclass(frozen=True)
class DeskItem:
    """One thing to do. ``id`` is that of the case, or of the promise, appeal, remedy, proposal or appointment.

    ``kind`` is the name of the clock, or the code of the promise, the remedy or what is waited for; ``since`` is when
    its clock began, ``warns`` when it is due soon; ``due`` is ``None`` for what has no time. ``calls`` counts the calls
    until now, ``planned`` is when the next one was to be, ``version`` is that of the promise or the appeal. A visit is
    due when its time is over; it stands in the list by when it begins.
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
    warns: datetime | None = None
    version: int | None = None
    planned: datetime | None = None
    visit: Visit | None = None

    @property
    def at(self) -> datetime:
        """By what it stands in the list: when a visit begins, when anything else is due, else since when it waits."""
        return self.visit.from_at if self.visit is not None else self.due or self.since

    @property
    def key(self) -> tuple[str, int]:
        """What stays the same while the list is fetched again."""
        return self.need.value, self.id

    @property
    def occasion(self) -> str:
        """What is put off when this is: of a case only the clock that it shows now, not what comes after it."""
        return f"{self.need.value}:{self.kind}" if self.need is Need.STEP else self.need.value


@dataclass(frozen=True)
class Desk:
    """The list of one person or of everybody. ``counts`` are exact, also where the items were cut short.

    ``told`` counts what waits in this person's inbox, which is a page of its own. ``shared`` says that the
    work of colleagues of the same shift is among one's own.
    """

    items: tuple[DeskItem, ...]
    counts: Mapping[DeskGroup, int]
    totals: Mapping[DeskScope, int]
    told: int = 0
    shared: bool = False

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
    def interval(self) -> tuple[float, float] | None:
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


ON_TIME_GOAL = 0.95
SATISFIED_GOAL = 0.95
REPEATS_GOAL = 0.05
