"""Who must know, and how long silence may last. Pure decisions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from models.core.permissions import Role
from models.escalation.kinds import LADDER, Cause, Level
from models.timing.business import due
from models.timing.kinds import Target, target
from models.timing.policy import Policy

LEVELS: tuple[Level, ...] = tuple(Level)
TOP = LEVELS[-1]

# Where somebody stands on the ladder unless it is said otherwise of that person.
ROLE_LEVELS: dict[Role, Level] = {
    Role.FRONT_DESK: Level.HANDLER,
    Role.COORDINATOR: Level.SUPERVISOR,
    Role.MANAGER: Level.MANAGER,
    Role.ADMINISTRATOR: Level.DIRECTOR,
}

# How long nobody may have said that they know, before the next level hears of it: the grave ones day and night, the
# others in office hours.
SILENCE: dict[str, Target] = {
    "s1": target("15m"), "s2": target("30m"), "s3": target("4h"), "s4": target("1wd"),
}  # fmt: skip
_DAY_AND_NIGHT = frozenset({"s1", "s2"})
REPEATS_AT_TOP = 3

_FIRST: dict[str, Level] = {
    Cause.PROMISE: Level.SUPERVISOR,
    Cause.LIFE_SAFETY: Level.MANAGER,
    Cause.MAJOR: Level.MANAGER,
    Cause.LAPSE: Level.MANAGER,
}


def level_of(role: str, own: str | None) -> Level:
    """Where somebody stands: what was said of that person, or what goes with the role."""
    return Level(own) if own in LEVELS else ROLE_LEVELS[Role(role)]


def first_level(cause: str, percent: int) -> Level:
    """Who hears first of something."""
    return _FIRST.get(cause) or dict(LADDER)[percent]


def higher(level: str) -> Level:
    """The next level up; the top stays the top."""
    return LEVELS[min(LEVELS.index(Level(level)) + 1, len(LEVELS) - 1)]


def told(cause: str, percent: int, level: str) -> tuple[Level, ...]:
    """Who has heard of an escalation that is with ``level`` now: from whoever heard first up to there."""
    return LEVELS[LEVELS.index(first_level(cause, percent)) : LEVELS.index(Level(level)) + 1]


def may_take(own: Level, levels: Collection[str], heard: Sequence[Level]) -> bool:
    """Whether somebody who stands at ``own``, to whom ``levels`` come, may say that what was ``heard`` is known.

    Whoever was told of it on its way up may, and whoever stands above the first of them.
    """
    return LEVELS.index(own) >= LEVELS.index(heard[0]) or not set(levels).isdisjoint(heard)


def holder(level: str, held: Collection[str]) -> Level:
    """Where an escalation goes: its level; when nobody stands there the next one up, else the highest there is."""
    at = LEVELS.index(Level(level))
    above = (one for one in LEVELS[at:] if one in held)
    below = (one for one in reversed(LEVELS[:at]) if one in held)
    return next(above, None) or next(below, TOP)


def levels_for(own: Level, held: Collection[str]) -> tuple[Level, ...]:
    """The levels whose escalations go to those who stand at ``own``."""
    return tuple(level for level in LEVELS if holder(level, {*held, own}) == own)


def silence_ends(policy: Policy, severity: str, since: datetime) -> datetime:
    """When silence that began at ``since`` has lasted too long."""
    calendar = policy.always if severity in _DAY_AND_NIGHT else policy.office
    return due(calendar, since, SILENCE[severity])


def climbs(cause: str, percent: int, repeats: int) -> bool:
    """Whether silence makes it climb, or repeat, once more.

    A warning does not climb: what follows it is the target itself, at 100 %. At the top there are three repeats.
    """
    first = first_level(cause, percent)
    return first is not Level.HANDLER and repeats < len(LEVELS) - 1 - LEVELS.index(first) + REPEATS_AT_TOP
