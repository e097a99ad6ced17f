"""What one set of targets and calendars has otherwise than another. No database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.timing.kinds import Calendar, DayException, Span, Target
from models.timing.policy import Policy
from models.timing.presets import SEVERITIES, TARGETS


@dataclass(frozen=True)
class TargetChange:
    """A target that is new, gone or another."""

    severity: str
    name: str
    before: Target | None
    after: Target | None


@dataclass(frozen=True)
class ClockChange:
    """A severity that is counted day and night from now on, or no longer."""

    severity: str
    around: bool


@dataclass(frozen=True)
class WeekChange:
    """A weekday (0 is Monday) with other hours."""

    weekday: int
    before: tuple[Span, ...]
    after: tuple[Span, ...]


@dataclass(frozen=True)
class DayChange:
    """A day that is an exception now, is none any more, or another one."""

    day: date
    before: DayException | None
    after: DayException | None


@dataclass(frozen=True)
class Difference:
    """All that differs; false when nothing does. ``zone`` is (before, after), or ``None`` where it is the same."""

    targets: tuple[TargetChange, ...] = ()
    clocks: tuple[ClockChange, ...] = ()
    week: tuple[WeekChange, ...] = ()
    days: tuple[DayChange, ...] = ()
    zone: tuple[str, str] | None = None

    def __len__(self) -> int:
        return sum(map(len, (self.targets, self.clocks, self.week, self.days))) + (self.zone is not None)


def difference(before: Policy, after: Policy) -> Difference:
    """What changes between two policies: targets by row, weekdays, and days in order."""
    targets = tuple(
        TargetChange(severity, name, old, new)
        for name in TARGETS
        for severity in SEVERITIES
        if (old := before.target(severity, name)) != (new := after.target(severity, name))
    )
    clocks = tuple(
        ClockChange(severity, severity in after.round_the_clock)
        for severity in SEVERITIES
        if (severity in before.round_the_clock) != (severity in after.round_the_clock)
    )
    calendar = calendar_difference(before.office, after.office)
    return Difference(targets, clocks, calendar.week, calendar.days, calendar.zone)


def calendar_difference(before: Calendar, after: Calendar) -> Difference:
    """What changes between two calendars."""
    pairs = zip(before.week, after.week, strict=True)
    week = tuple(WeekChange(at, old, new) for at, (old, new) in enumerate(pairs) if old != new)
    days = tuple(
        DayChange(day, before.exceptions.get(day), after.exceptions.get(day))
        for day in sorted({*before.exceptions, *after.exceptions})
        if before.exceptions.get(day) != after.exceptions.get(day)
    )
    same_zone = before.timezone == after.timezone
    return Difference(week=week, days=days, zone=None if same_zone else (before.timezone, after.timezone))
