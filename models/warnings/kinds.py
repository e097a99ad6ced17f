"""Early warnings as people see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class WarningRule(StrEnum):
    """What was watched (figures.md, section 5): two statistics, and rules that need none."""

    EXCEEDANCE = "exceedance"
    DRIFT = "drift"
    SAME_LINE = "same_line"
    RESIDENT_AGAIN = "resident_again"
    ASSET_AGAIN = "asset_again"
    REPEAT_CHAIN = "repeat_chain"
    LOW_SATISFACTION = "low_satisfaction"
    LIFE_SAFETY = "life_safety"
    PUBLIC_WORDS = "public_words"
    ON_TIME_LOW = "on_time_low"
    NO_CONTACT = "no_contact"


class WarningLevel(StrEnum):
    """How grave: amber may be chance, red hardly."""

    AMBER = "amber"
    RED = "red"


class WarningView(StrEnum):
    """Which warnings a list shows."""

    OPEN = "open"
    KNOWN = "known"
    ALL = "all"


@dataclass(frozen=True)
class WarningRow:
    """One card. Names of buildings and places are as people say them; no resident's name.

    ``weeks``: of an exceedance the 12 weeks before the seven days, of a drift the 12 weeks up to the last one; ``None``
    are weeks that were left out. ``cases``: how many are kept behind it. ``dropped`` is why the improvement was dropped
    that was proposed from it: then another may follow.
    """

    id: int
    row_version: int
    rule: str
    stream: str
    level: str
    category: str | None
    building_id: int | None
    building: str
    place_id: int | None
    place: str
    resident_id: int | None
    at: datetime
    since: datetime
    until: datetime
    observed: int
    total: int | None
    expected: float | None
    limit: int | None
    probability: float | None
    alpha: float | None
    weeks: tuple[int | None, ...]
    cases: int
    owner_id: int | None
    owner: str
    due_at: datetime
    acknowledged_at: datetime | None
    acknowledged_by: str
    note: str
    incident_id: int | None
    improvement_id: int | None
    dropped: str = ""

    @property
    def has_improvement(self) -> bool:
        """Whether an improvement of it is in the register that was not dropped."""
        return self.improvement_id is not None and not self.dropped


@dataclass(frozen=True)
class NightRow:
    """One look at all streams; ``day`` is the last of the seven that were looked at, ``evaluated_at`` the moment.

    ``expected``: so many streams chance alone puts over their limits at one look; ``weekly``: so many new alarms it
    gives in a week.
    """

    day: date
    evaluated_at: datetime
    streams: int
    expected: float
    weekly: float
    raised: int


class Risk(StrEnum):
    """Why somebody should be called (process.md, section 6)."""

    REPEATS = "repeats"
    BROKEN_PROMISES = "broken_promises"
    LOW_MOOD = "low_mood"
    NO_CONTACT = "no_contact"


@dataclass(frozen=True)
class RiskReason:
    """One reason, with its figure: so many cases, promises, working days; and the cases behind it."""

    risk: Risk
    count: int
    cases: tuple[int, ...]


@dataclass(frozen=True)
class ResidentRisk:
    """A resident whom somebody should call, with every reason; there is no score. ``last_contact_at`` may be empty."""

    resident_id: int
    name: str
    unit: str
    reasons: tuple[RiskReason, ...]
    last_contact_at: datetime | None
