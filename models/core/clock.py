"""Where the time comes from. Everything asks a clock, so that tests and demos can set it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


def to_millis(instant: datetime) -> int:
    """Milliseconds since 1970 UTC of an aware instant; a naive one is a bug."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return (instant - EPOCH) // MILLISECOND


def from_millis(millis: int) -> datetime:
    """The aware UTC instant of ``millis`` milliseconds since 1970."""
    return EPOCH + timedelta(milliseconds=millis)


class Clock(Protocol):
    """Tells the present instant, aware, in UTC, to the millisecond."""

    def now(self) -> datetime:
        """The present instant."""
        ...


@dataclass(frozen=True)
class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """The present instant, cut to the millisecond that the store keeps."""
        return from_millis(to_millis(datetime.now(UTC)))


@dataclass
class SetClock:
    """A clock that stands still until it is told otherwise: for tests, demos and replays."""

    instant: datetime

    def now(self) -> datetime:
        """The instant that was set."""
        return self.instant

    def advance(self, **amount: float) -> datetime:
        """Move on by ``timedelta(**amount)`` and return the new instant."""
        self.instant += timedelta(**amount)
        return self.instant
