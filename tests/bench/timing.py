"""Due times with a year of exceptions loaded. A line times 1,000 calls: milliseconds are microseconds a call.

The floor is what no reckoner can do without: a start into local time, and its answer back into an instant.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random

from models.timing.business import due, explain, open_time, warning_at
from models.timing.kinds import Calendar, DayException, DayKind, Pause, target
from models.timing.reckoner import reckoner
from tests.bench.figures import Figure, turn_by_turn

CALLS = 1000
MOST_MICROSECONDS = 50
_DAY = ((9 * 60, 12 * 60), (13 * 60 + 30, 18 * 60))


def calendar() -> Calendar:
    """Office hours with a lunch break and an exception on every day of the year, in a zone that changes its clocks."""
    random = Random(7)
    exceptions = {
        date(2026, 1, 1) + timedelta(days=day): DayException(
            random.choice(list(DayKind)), random.choice(((), ((10 * 60, 16 * 60),))), f"day {day}"
        )
        for day in range(365)
    }
    return Calendar("Europe/London", (_DAY,) * 5 + ((), ()), exceptions)


def bench() -> list[Figure]:
    """Due times of minutes, hours and working days, with a pause, the warning, the open time, and the reasons."""
    table, random = calendar(), Random(7)
    starts = [
        datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=random.randrange(330 * 86_400))
        for _ in range(CALLS)
    ]
    zone = table.zone

    def floor() -> None:
        for start in starts:
            datetime.fromtimestamp(start.astimezone(zone).timestamp() + 3600, UTC)

    def every(one: Callable[[datetime], object], chosen: Sequence[datetime] = starts) -> Callable[[], None]:
        def run() -> None:
            for start in chosen:
                one(start)

        return run

    pauses = [Pause(start + timedelta(hours=2), start + timedelta(hours=30)) for start in starts[:1]]
    lengths = {text: target(text) for text in ("30m", "24h", "200h", "3wd", "7wd")}
    figures = [
        turn_by_turn(f"due in {text}", every(lambda start, one=one: due(table, start, one)), floor)  # type: ignore[misc]
        for text, one in lengths.items()
    ]
    day = lengths["24h"]
    others = {
        "due in 24h, paused once": lambda start: due(table, start, day, pauses),
        "warning of 24h": lambda start: warning_at(table, start, day),
        "open time of 30 days": lambda start: open_time(table, start, start + timedelta(days=30)),
        "reasons of 24h": lambda start: explain(table, start, day),
    }
    figures += [turn_by_turn(what, every(one), floor, rounds=10) for what, one in others.items()]
    fresh = turn_by_turn(
        "laying out one year of a new calendar (once)",
        lambda: reckoner(calendar()).opening(0),
        calendar,
        rounds=10,
    )
    return [*figures, fresh]
