"""Periods, slices, measures and figures: what is asked, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class PeriodKind(StrEnum):
    """How long a period is. Weeks are those of ISO 8601, from Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    FREE = "free"


@dataclass(frozen=True)
class Period:
    """Days of the property's calendar: from ``first`` up to, but without, ``end``. ``insights.periods`` makes them."""

    kind: PeriodKind
    first: date
    end: date


class Slice(StrEnum):
    """By what cases are told apart. The value names the column of the case, as it was when the case was recorded."""

    PROPERTY = "property_id"
    BUILDING = "building_id"
    PLACE_KIND = "place_kind"
    RESIDENT_KIND = "resident_kind"
    AGE_GROUP = "age_group"
    OCCUPATION = "occupation"
    CATEGORY = "category"
    SUBCATEGORY = "subcategory"
    CAUSE = "cause"
    RESPONSIBLE = "responsible"
    CHANNEL = "channel"
    HANDLER = "handler_id"
    SEVERITY = "severity"
    KIND = "kind"


SliceValue = str | int | None


@dataclass(frozen=True)
class Cut:
    """Which cases are meant: for each slice one value (``None``: those where it is not known). Empty: all of them.

    A slice that stands here several times means any of these values.
    """

    values: tuple[tuple[Slice, SliceValue], ...] = ()

    def having(self, slice_: Slice, *values: SliceValue) -> Cut:
        """The same, narrowed to one value of a slice, or to any of several."""
        cut = self.without(slice_)
        for value in values:
            cut = cut.adding(slice_, value)
        return cut

    def adding(self, slice_: Slice, value: SliceValue) -> Cut:
        """The same, with one more value of a slice."""
        values = {*self.values, (slice_, value)}
        return Cut(tuple(sorted(values, key=lambda one: (one[0].value, one[1] is None, str(one[1])))))

    def of(self, slice_: Slice) -> tuple[SliceValue, ...]:
        """The values of a slice that are meant; empty: any."""
        return tuple(value for one, value in self.values if one is slice_)

    def only(self, slice_: Slice) -> SliceValue:
        """The one value of a slice that is meant; ``None`` where it is not known, and where there are others."""
        values = self.of(slice_)
        return values[0] if len(values) == 1 else None

    def without(self, slice_: Slice) -> Cut:
        """The same with any value of a slice."""
        return Cut(tuple(one for one in self.values if one[0] is not slice_))


class Unit(StrEnum):
    """What the value of a measure is."""

    CASES = "cases"
    SHARE = "share"
    DURATION = "duration"
    MONEY = "money"
    RATE = "rate"


class Better(StrEnum):
    """Which way is good."""

    MORE = "more"
    LESS = "less"
    NEITHER = "neither"


@dataclass(frozen=True)
class Measure:
    """One measure (figures.md, section 4), said in words once, for everybody who shows it.

    ``key`` is its code and the head of every figure's identifier. ``title``, ``sentence`` (what it tells),
    ``formula`` (how it is reckoned, with the event that puts a case into the period) and ``leaves_out`` are msgids.
    ``target`` is in the unit of the value: a share 0 to 1; ``None`` where there is none or it goes by severity.
    ``parts`` are what can be opened besides all, hit and miss; each is a figure of ``Value.extra`` as well. One that is
    not ``told`` stands behind a chart, not in tables and papers by itself. ``by_now``: of the cases of a period it
    tells what has become of them by the moment of asking, also when the period is over.
    """

    key: str
    title: str
    sentence: str
    formula: str
    leaves_out: str
    unit: Unit
    better: Better = Better.NEITHER
    target: float | None = None
    parts: tuple[str, ...] = ()
    told: bool = True
    by_now: bool = False


@dataclass(frozen=True)
class FigureId:
    """Names a figure for good: typed into the search box or given to the command line it opens the cases behind it.

    ``part`` is one of ``insights.identifiers.PARTS``: ``all`` (what was counted among), ``hit`` (what was counted),
    ``miss`` (the others). Written ``on_time@2026-W47``, ``received@2026-W47/building_id=12/category=leak``,
    ``on_time@2026-W47#miss``.
    """

    measure: str
    period: Period
    cut: Cut = Cut()
    part: str = "hit"


@dataclass(frozen=True)
class Value:
    """The value of a measure over a period. ``n`` is always there; ``value`` is ``None`` where n is below 5 for a share
    or a duration (it is then printed "n/a (n=…)"), or where nothing can be reckoned.

    ``count`` of ``n`` for shares (``value`` = count / n); seconds for durations (``value`` the median, ``p90``,
    ``mean``); minor units for money. ``low`` and ``high`` are the Wilson 95 % interval of a share. ``extra`` are
    further figures of the same measure, by name: gross handling time, attempts, answered, the oldest ...
    """

    measure: str
    period: Period
    cut: Cut
    n: int
    count: int | None = None
    value: float | None = None
    p90: float | None = None
    mean: float | None = None
    low: float | None = None
    high: float | None = None
    extra: Mapping[str, float | None] = field(default_factory=dict)

    @property
    def figure(self) -> FigureId:
        """Its name."""
        return FigureId(self.measure, self.period, self.cut)


@dataclass(frozen=True)
class Compared:
    """A value beside that of the period before and that of the same period a year ago."""

    now: Value
    before: Value | None
    year_ago: Value | None


class Weight(StrEnum):
    """By what a Pareto table weighs (figures.md, section 6)."""

    COUNT = "count"
    OPEN_HOURS = "open_hours"
    REMEDY_COST = "remedy_cost"
    SEVERITY_POINTS = "severity_points"


@dataclass(frozen=True)
class ParetoRow:
    """One row: integers only; ``share`` and ``cumulative`` are fractions of all, made at the end.

    ``label`` is a code or a text of the table's own; ``other`` marks "other / unclassified", always last, never vital.
    """

    label: str
    weight: int
    running: int
    share: float
    cumulative: float
    vital: bool
    other: bool = False
    growth: int = 0


@dataclass(frozen=True)
class Pareto:
    """A Pareto table. ``flat``: the top fifth of causes holds under half, the rule does not apply here.

    ``unclassified`` is the share of "other / unclassified"; over 0.1 there is a warning instead of advice.
    ``enough`` is false below 20 cases, of which no row is vital. ``unlisted`` is what a stated total has more than the
    rows.
    """

    rows: tuple[ParetoRow, ...]
    total: int
    vital: int
    flat: bool
    unclassified: float
    enough: bool
    unlisted: int = 0


@dataclass(frozen=True)
class TrendPoint:
    """One week of a stream. ``limit`` and ``expected`` come from the 12 weeks before; empty where there are too few.

    ``smooth`` is the EWMA. ``outage``: a declared outage lies in this week, it is in nobody's baseline. Weeks that were
    over before the store's first case are not ``known``: nobody can say that nothing happened in them.
    """

    monday: date
    count: int
    expected: float | None
    limit: int | None
    smooth: float | None
    outage: bool
    over: bool
    known: bool = True


@dataclass(frozen=True)
class StepTime:
    """One step. Of the cases received in the period so many ``entered`` it and ``left`` it by now, done or skipped.

    ``waiting_now``: how many of all cases stand at it at the end of the period (or now). ``median_s`` and ``p90_s``:
    how long, in seconds, day and night, the ``n`` goes lasted that were done in the period; ``None`` below 5.
    """

    step: int
    entered: int
    left: int
    waiting_now: int
    median_s: float | None
    p90_s: float | None
    n: int = 0


@dataclass(frozen=True)
class Workload:
    """What one handler received and resolved in the period, and has open at its end. ``None``: nobody's."""

    handler_id: int | None
    handler: str
    received: int
    resolved: int
    open: int


@dataclass(frozen=True)
class Asked:
    """What somebody wants to know: a period, a cut of the cases, as of a moment."""

    period: Period
    cut: Cut = Cut()
    as_of: datetime | None = None
