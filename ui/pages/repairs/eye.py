"""What the calendar is looked at with: language, zone, which days, and the people and days of it by position."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from functools import cached_property

from models.repairs.kinds import OrderRow
from models.scheduling.kinds import Plan, Week
from resources.texts import Texts
from ui.widgets.schedule_kinds import DAY_MINUTES, Scope
from ui.widgets.schedule_layout import Layout

MINUTE = timedelta(minutes=1)
SUNDAY = 6


@dataclass(frozen=True)
class Eye:
    """Which days are shown, to whom. ``day`` is any day of the week or month."""

    texts: Texts
    zone: tzinfo
    scope: Scope
    day: date
    scale: float = 1.0

    @property
    def first(self) -> date:
        """The first day that is fetched."""
        if self.scope is Scope.DAY:
            return self.day
        if self.scope is Scope.MONTH:
            return self.day.replace(day=1)
        return self.day - timedelta(days=self.day.weekday())

    @property
    def count(self) -> int:
        """How many days are fetched."""
        if self.scope is Scope.MONTH:
            return (_next_month(self.first) - self.first).days
        return 1 if self.scope is Scope.DAY else SUNDAY + 1

    @property
    def start(self) -> datetime:
        """The moment at which they begin."""
        return midnight(self.first, self.zone)

    @property
    def end(self) -> datetime:
        """The moment at which they end."""
        return midnight(self.first + timedelta(days=self.count), self.zone)

    def turned(self, steps: int) -> date:
        """A day so many days, weeks or months away."""
        if self.scope is Scope.MONTH:
            there = self.first
            for _ in range(abs(steps)):
                there = _next_month(there) if steps > 0 else (there - timedelta(days=1)).replace(day=1)
            return there
        return self.day + timedelta(days=steps * (1 if self.scope is Scope.DAY else 7))


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def midnight(day: date, zone: tzinfo) -> datetime:
    """When a local day begins."""
    return datetime.combine(day, time(), zone)


def at_minute(day: date, minute: int, zone: tzinfo) -> datetime:
    """When the clock on the wall shows a minute of a day; the last one is the next midnight."""
    if minute >= DAY_MINUTES:
        return midnight(day + timedelta(days=1), zone)
    return datetime.combine(day, time(minute // 60, minute % 60), zone)


def minute_of(at: datetime, day: date, zone: tzinfo) -> int:
    """Which minute of a local day the clock on the wall shows, cut to that day."""
    local = at.astimezone(zone)
    if local.date() != day:
        return 0 if local.date() < day else DAY_MINUTES
    return local.hour * 60 + local.minute


@dataclass(frozen=True)
class Picture:
    """The calendar at one moment: what was read, and how it is laid out. Made away from the GUI thread."""

    eye: Eye
    now: datetime
    week: Week
    days: tuple[date, ...]
    layout: Layout
    plan: Plan | None = None
    skills: dict[str, str] = field(default_factory=dict)

    @cached_property
    def lanes(self) -> dict[int, int]:
        """The position of each technician."""
        return {lane.key: at for at, lane in enumerate(self.layout.sheet.lanes)}

    @cached_property
    def columns(self) -> dict[date, int]:
        """The position of each day."""
        return {day: at for at, day in enumerate(self.days)}

    @cached_property
    def orders(self) -> dict[int, OrderRow]:
        """The orders by id."""
        return {row.id: row for row in self.week.orders}

    def technician(self, lane: int) -> int:
        """Whose lane it is."""
        return self.layout.sheet.lanes[lane].key

    def first_stop(self) -> int:
        """Where the keys begin: the first of today, else the first of all."""
        today = self.columns.get(self.now.astimezone(self.eye.zone).date(), 0)
        return self.layout.first.get((0, today), 0)

    def stop_near(self, technician_id: int, day: date) -> int:
        """The first stop of a person's day; where that day is not in sight, of the one that was gone to, or today."""
        today = self.now.astimezone(self.eye.zone).date()
        near = (self.columns[one] for one in (day, self.eye.day, today) if one in self.columns)
        column = next(near, 0)
        return self.layout.first.get((self.lanes.get(technician_id, 0), column), 0)
