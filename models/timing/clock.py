"""The clock of one promise: how it stands, pauses, a change of severity, reopening."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from models.timing.business import due, needed, open_time, warning_at
from models.timing.kinds import Calendar, Pause, Target, round_the_clock

PAUSE_AT_MOST = Target(days=10)
REOPENED = "reopened"  # the reason of the pause between a resolution and the reopening


class ClockPhase(StrEnum):
    """How a clock stands. ``met`` and ``missed`` are for good, unless the case is reopened."""

    RUNNING = "running"
    SOON = "soon"
    BREACHED = "breached"
    PAUSED = "paused"
    MET = "met"
    MISSED = "missed"


@dataclass(frozen=True)
class ClockState:
    """A clock at one moment. ``used``, ``left`` and ``over`` are open time outside pauses."""

    phase: ClockPhase
    due: datetime
    warns_at: datetime
    used: timedelta
    left: timedelta
    over: timedelta
    share: float
    breached: bool
    paused_until: datetime | None


@dataclass(frozen=True)
class CaseClock:
    """A target that began at ``started`` on a calendar. Pauses end when they ended, or when they shall end."""

    calendar: Calendar
    target: Target
    started: datetime
    pauses: Sequence[Pause] = ()
    stopped: datetime | None = None

    @property
    def due(self) -> datetime:
        """When it falls due as things stand; a pause that begins after that cannot move it any more."""
        return due(self.calendar, self.started, self.target, self.pauses)

    def state(self, now: datetime) -> ClockState:
        """How it stands at ``now``. A pause freezes what is over, and keeps the breach."""
        at = now if self.stopped is None else min(now, self.stopped)
        ends = self.due
        warns = warning_at(self.calendar, self.started, self.target, self.pauses)
        basis = round_the_clock(self.calendar.timezone) if self.target.weeks else self.calendar
        used = open_time(basis, self.started, at, self.pauses)
        worth = needed(self.calendar, self.started, self.target)
        nothing = timedelta()
        breached = at > ends
        pause = next((one for one in self.pauses if one.start <= at < one.end), None)
        return ClockState(
            phase=self._phase(at, warns, pause is not None, breached),
            due=ends,
            warns_at=warns,
            used=used,
            left=max(nothing, worth - used),
            over=max(nothing, used - worth),
            share=used / worth if worth else 1.0,
            breached=breached,
            paused_until=pause.end if pause is not None and self.stopped is None else None,
        )

    def _phase(self, at: datetime, warns: datetime, paused: bool, breached: bool) -> ClockPhase:
        if self.stopped is not None and at == self.stopped:
            return ClockPhase.MISSED if breached else ClockPhase.MET
        if paused:
            return ClockPhase.PAUSED
        if breached:
            return ClockPhase.BREACHED
        return ClockPhase.SOON if at >= warns else ClockPhase.RUNNING

    def paused(self, at: datetime, expected: datetime, reason: str, office: Calendar) -> CaseClock:
        """Stand still from ``at`` on, until ``expected`` or 10 working days later, whichever comes first."""
        pause = Pause(at, pause_end(office, at, expected), reason)
        return replace(self, pauses=(*self.pauses, pause))

    def resumed(self, at: datetime) -> CaseClock:
        """Go on at ``at``: the pauses in force end now, and those that were to come are dropped."""
        kept = tuple(replace(one, end=min(one.end, at)) for one in self.pauses if one.start < at)
        return replace(self, pauses=kept)

    def under(self, calendar: Calendar, target: Target) -> CaseClock:
        """The clock after a change of severity: from the original start, minus the pauses already taken."""
        return replace(self, calendar=calendar, target=target)

    def reopened(self, at: datetime) -> CaseClock:
        """The same clock goes on: the time between the resolution and the reopening is not counted."""
        if self.stopped is None:
            return self
        return replace(self, pauses=(*self.pauses, Pause(self.stopped, at, REOPENED)), stopped=None)


def pause_end(office: Calendar, start: datetime, expected: datetime) -> datetime:
    """When a pause ends by itself: as expected, but after 10 working days at the latest."""
    return min(expected, due(office, start, PAUSE_AT_MOST))
