"""Moments at which something falls due by itself, and what a sweep did about them."""

from __future__ import annotations

from dataclasses import astuple, dataclass, replace
from enum import IntEnum

from models.core.permissions import Role
from models.core.session import Actor

# The program acts for nobody: what it does bears no person's name.
PROGRAM = Actor(None, "", "", Role.FRONT_DESK, frozenset())


class What(IntEnum):
    """What a moment is, in the order in which moments of one millisecond are taken.

    What ends by itself comes first: a clock that stops at the very moment at which it falls due has been in time.
    """

    PAUSE = 0
    LAPSE = 1
    PROMISE = 2
    RUNG = 3
    SILENCE = 4
    ASTRAY = 5
    RECURRING = 6
    IMPROVEMENT = 7


@dataclass(frozen=True, order=True)
class Moment:
    """A row that something is due of; ``at`` in milliseconds since 1970, as the store has it."""

    at: int
    what: What
    id: int


@dataclass(frozen=True)
class Swept:
    """What a sweep did. ``held`` are resolutions that may not lapse yet, ``quieted`` escalations that do not
    matter any more, ``made`` orders of recurring work, ``pressed`` improvements that somebody heard are late,
    ``judged`` improvements, ``nights`` that were looked at for what announces itself, ``alarms`` that this gave;
    ``more`` says that it is to go on.
    """

    reckoned: int = 0
    resumed: int = 0
    lapsed: int = 0
    held: int = 0
    missed: int = 0
    warned: int = 0
    escalated: int = 0
    climbed: int = 0
    quieted: int = 0
    made: int = 0
    pressed: int = 0
    judged: int = 0
    nights: int = 0
    alarms: int = 0
    more: bool = False

    def __add__(self, other: Swept) -> Swept:
        """Both together; whether there is more is what the later one says."""
        both = zip(astuple(self)[:-1], astuple(other)[:-1], strict=True)
        return replace(Swept(*(a + b for a, b in both)), more=other.more)

    @property
    def count(self) -> int:
        """How many things were done."""
        return sum(astuple(self)[:-1])
