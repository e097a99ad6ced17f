"""Rules of repeating events, followed no further than anybody asks.

The library searches on to the year 9999 for a day that never comes, the 30th of February, and that takes it eight
seconds for each such rule of a file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from dateutil.rrule import rrule, rrulestr  # type: ignore[import-untyped]  # comes with icalendar


class _Beyond(Exception):
    """The search has left the last year that is asked for."""


class _Followed(rrule):  # type: ignore[misc]
    """A rule that asks before each year whether to go on: the library reads its weeks there."""

    ask: Callable[[], None]

    @property
    def _byweekno(self) -> Any:
        self.ask()
        return self.__dict__["_byweekno"]


def beginnings(
    text: str, begin: datetime, until: datetime, patience: Callable[[], None]
) -> Iterator[datetime]:
    """What a rule adds to an event that first began at ``begin``, up to ``until``, in order.

    ``patience`` is called at least once for each year of the search and may raise. ``ValueError`` for no rule.
    """
    rule = rrulestr(text, dtstart=begin)
    left = until.year - begin.year + 2  # years that are looked at, and once at the start

    def ask() -> None:
        nonlocal left
        patience()
        if left < 0:
            raise _Beyond
        left -= 1

    rule.__class__, rule.ask = _Followed, ask
    try:
        for at in rule:
            if at > until:
                return
            yield at
    except _Beyond:
        return
