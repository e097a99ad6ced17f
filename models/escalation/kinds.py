"""Levels of the ladder, and escalations as the people concerned see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Level(StrEnum):
    """Who must know, from the handler of the case upwards."""

    HANDLER = "handler"
    SUPERVISOR = "supervisor"
    MANAGER = "manager"
    DIRECTOR = "director"


class Cause(StrEnum):
    """What made somebody have to know."""

    CLOCK = "clock"
    PROMISE = "promise"
    LIFE_SAFETY = "life_safety"
    MAJOR = "major"
    LAPSE = "lapse"


# The percentage of a target that is used up -> who must know (figures.md, section 1). 75 stands for the warning: at
# 75 %, or 15 minutes before the time is up, whichever comes first.
LADDER: tuple[tuple[int, Level], ...] = (
    (75, Level.HANDLER), (100, Level.SUPERVISOR), (150, Level.MANAGER), (200, Level.DIRECTOR),
)  # fmt: skip


class InboxState(StrEnum):
    """What of the inbox is wanted."""

    OPEN = "open"
    KNOWN = "known"


@dataclass(frozen=True)
class EscalationRow:
    """One escalation with the case that it is about. ``name`` is the name of the clock, ``promise`` what was promised.

    ``at`` is when it was so, ``raised_at`` when the program noticed. ``who`` is the resident, as far as known.
    ``ended_at`` is when the clock stopped or the promise was settled. ``also``: what else waits for the same person of
    the same case, where this one, the gravest, stands for all of them.
    """

    id: int
    row_version: int
    complaint_id: int
    reference: str
    title: str
    severity: str
    handler_id: int | None
    handler: str
    cause: str
    name: str
    percent: int
    level: str
    repeats: int
    at: datetime
    raised_at: datetime
    due_at: datetime | None
    acknowledged_at: datetime | None
    acknowledged_by: str
    note: str
    who: str = ""
    promise: str = ""
    ended_at: datetime | None = None
    life_safety: bool = False
    major: bool = False
    also: tuple[int, ...] = ()


@dataclass(frozen=True)
class Told:
    """What a notice needs: which escalation, how often it has been said, and of which case. No resident in it."""

    id: int
    repeats: int
    reference: str
    title: str
    cause: str
    name: str
    percent: int
    level: str
    handler_id: int | None
