"""What a schedule shows, as plain words and numbers: people down, days across, blocks in between. Free of Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

DAY_MINUTES = 1440
STEP = 15  # minutes; slots begin and end on these
Cell = tuple[int, int]  # position of the lane, position of the day


class Scope(Enum):
    """How much time is shown, and therefore how: blocks below one another, along the hours, or counted."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True)
class Lane:
    """Somebody: name, what they can do, how much of their time is taken (1.0 is all of it)."""

    key: int
    name: str
    note: str = ""
    load: float | None = None
    load_words: str = ""
    spoken: str = ""


@dataclass(frozen=True)
class Day:
    """A column. ``spoken`` is the day in full."""

    key: object
    title: str
    note: str = ""
    today: bool = False
    spoken: str = ""
    weekend: bool = False


@dataclass(frozen=True)
class Block:
    """Something that takes time: ``start`` and ``end`` are minutes of the local day.

    ``tone`` is a severity (s1 to s4), "done", "ghost" (proposed) or "count" (a day in short). ``fixed`` ones cannot
    be picked up.
    """

    key: object
    lane: int
    day: int
    start: int
    end: int
    time: str
    title: str
    line: str = ""
    note: str = ""
    tone: str = "s3"
    done: bool = False
    fixed: bool = False
    warned: bool = False
    spoken: str = ""

    @property
    def minutes(self) -> int:
        """How long it is."""
        return self.end - self.start


@dataclass(frozen=True)
class Shade:
    """Time that is not to be filled: leave, a day off. ``whole`` ones fill the cell."""

    lane: int
    day: int
    start: int
    end: int
    words: str
    whole: bool = True


@dataclass(frozen=True)
class Sheet:
    """Everything that is shown. ``hours`` are the working spans of a cell; ``axis`` is what the day view spans."""

    scope: Scope
    lanes: tuple[Lane, ...] = ()
    days: tuple[Day, ...] = ()
    blocks: tuple[Block, ...] = ()
    shades: tuple[Shade, ...] = ()
    hours: Mapping[Cell, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    axis: tuple[int, int] = (480, 1080)
    corner: str = ""
    empty: str = ""
    now: int | None = None


@dataclass(frozen=True)
class Spot:
    """A place on the schedule: whose, which day, which minute of it; the block that stands there; its edge.

    ``minute`` is on a quarter of an hour, ``exact`` is not.
    """

    lane: int
    day: int
    minute: int
    block: int = -1
    edge: bool = False
    exact: float = 0.0


@dataclass(frozen=True)
class Slot:
    """A free place that is offered while something is carried."""

    lane: int
    day: int
    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Aim:
    """Where what is carried would go, and whether it may. ``words`` stand in it."""

    lane: int
    day: int
    start: int
    end: int
    words: str
    fits: bool


@dataclass(frozen=True)
class Carried:
    """What the schedule shows while something is carried over it: who cannot take it, what is free, where it is."""

    dimmed: frozenset[int] = frozenset()
    free: tuple[Slot, ...] = ()
    aim: Aim | None = None
    key: object = None
