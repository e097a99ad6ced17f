"""The summary of a period: plain data, so that printing and writing tables need no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from models.improvements.kinds import ImprovementRow
from models.insights.commentary import Sentence
from models.insights.estimates import Iceberg
from models.insights.kinds import Compared, FigureId, Pareto, Period, StepTime, TrendPoint, Value
from models.warnings.kinds import WarningRow

TILES = ("received", "on_time", "satisfaction", "repeat_rate", "overdue", "warnings")


@dataclass(frozen=True)
class Estate:
    """Whose summary it is, on which clock and in which money. ``homes`` are lived in; ``rules`` name the targets.

    ``categories`` and ``buildings`` are the names behind codes and ids: by code in each language, by id.
    """

    name: str
    address: str
    zone: ZoneInfo
    currency: str
    homes: int
    rules: str
    categories: Mapping[str, Mapping[str, str]]
    buildings: Mapping[int, str]


@dataclass(frozen=True)
class OverdueRow:
    """A case that was overdue at the end, with who owes it. ``told`` is the highest level that has heard of it."""

    reference: str
    severity: str
    title: str
    where: str
    step: int
    due_at: datetime
    over_seconds: float
    owner: str
    told: str


@dataclass(frozen=True)
class BuildingRow:
    """A building with most cases. ``usual`` a week over the 12 weeks before, ``rate`` per 1,000 homes and month.

    ``often`` is the kind that comes most often there, with its count; empty where none has a kind.
    """

    building_id: int | None
    name: str
    count: int
    usual: float | None
    rate: float | None
    often: str | None
    often_count: int
    figure: FigureId


@dataclass(frozen=True)
class Repairs:
    """Work orders of the period: made, done, and right at the first visit among those where that is known.

    ``open`` were neither done nor cancelled at the end; ``waits`` says what for, with how many.
    """

    made: int
    done: int
    first_time: int
    first_time_known: int
    open: int
    waits: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Voiced:
    """What a resident said, without names and numbers. ``outcome`` is that of the follow-up call, if it was one."""

    outcome: str
    category: str | None
    words: str


@dataclass(frozen=True)
class Summary:
    """The summary of one period. ``over``: the period has ended, its figures stay; ``as_of`` is its end, or now.

    ``changed``: when a case last came in, was resolved, opened again or closed, somebody was called, or a case of the
    period went up the ladder. What has become by now of the cases of a period that is over (``Measure.by_now``) is told
    as of then.

    ``measures`` are all measures in their order. ``alarms``: how many warnings a week chance alone was expected to
    give. ``warnings`` are the red ones first, then in the order of their times.
    ``improvements`` were judged in the period; of one that was judged again later only the last verdict is known here.
    ``late`` ones were not in force at the end although they were due, ``asked`` is what waited for an answer then. Who
    is to answer a warning, and what a plan's other texts say, is as it is by now: history does not tell.
    ``places`` is how many buildings had cases; ``*_total`` how many rows there are, where only the first are here.
    """

    estate: Estate
    period: Period
    over: bool
    as_of: datetime
    changed: datetime
    measures: tuple[Compared, ...]
    sentences: tuple[Sentence, ...]
    pareto: Pareto
    trend: tuple[TrendPoint, ...]
    alarms: float | None
    warnings: tuple[WarningRow, ...]
    warnings_total: int
    buildings: tuple[BuildingRow, ...]
    places: int
    overdue: tuple[OverdueRow, ...]
    overdue_total: int
    steps: tuple[StepTime, ...]
    repairs: Repairs
    satisfaction: tuple[Value, ...]
    voices: tuple[Voiced, ...]
    voices_total: int
    improvements: tuple[ImprovementRow, ...]
    late: tuple[ImprovementRow, ...]
    asked: tuple[ImprovementRow, ...]
    compliments: tuple[Voiced, ...]
    compliments_total: int
    iceberg: Iceberg

    def measure(self, key: str) -> Compared:
        """One measure; raises ``KeyError``."""
        return next(one for one in self.measures if one.now.measure == key)


@dataclass(frozen=True)
class Filing:
    """A summary that is to be put into the folder: of which period, and where to."""

    period: Period
    folder: str
    languages: tuple[str, ...]
