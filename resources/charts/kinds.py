"""What a chart says, without saying how it is painted. All words are in the reader's language already.

A chart is frozen and hashable: its geometry is kept by size. ``marks`` are its values in reading order, the same on
paper and on screen; each can be named, pointed at and opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a mark is for, which decides its colour and shape."""

    PLAIN = "plain"  # the chart's own colour
    VITAL = "vital"  # of the vital few
    REST = "rest"  # there, and not to be looked at first
    OTHER = "other"  # what is left over: dotted
    NOW = "now"  # the period asked for
    BEFORE = "before"
    AFTER = "after"
    ALARM = "alarm"  # over its limit: red and ringed
    OUTAGE = "outage"  # not counted: hollow
    GOOD = "good"
    FAIR = "fair"
    BAD = "bad"
    QUIET = "quiet"  # grey, with a value that counts little
    FAINT = "faint"
    SECOND = "second"  # further series of a chart with several
    THIRD = "third"
    FOURTH = "fourth"
    FIFTH = "fifth"
    SIXTH = "sixth"


SERIES = (Role.PLAIN, Role.SECOND, Role.THIRD, Role.FOURTH, Role.FIFTH, Role.SIXTH)


@dataclass(frozen=True, slots=True)
class Mark:
    """One value. ``label`` is what it is of, ``shown`` the value in words or figures; nothing is shown for ``None``.

    ``link`` is the identifier of the figure behind it, empty where nothing can be opened. ``spoken`` replaces
    "label, shown" where more is to be said; ``tick`` replaces the label on an axis; ``note`` stands beside the mark.
    """

    label: str
    value: float | None
    shown: str
    link: str = ""
    role: Role = Role.PLAIN
    spoken: str = ""
    tick: str = ""
    note: str = ""

    @property
    def said(self) -> str:
        """What a reader of the screen says, and what stands in the tip."""
        return self.spoken or ", ".join(part for part in (self.label, self.shown, self.note) if part)


class KeyShape(StrEnum):
    """How a key of the legend looks."""

    BOX = "box"
    LINE = "line"
    DASHES = "dashes"
    DOTS = "dots"
    FRAME = "frame"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of a legend: a shape in a colour (a token of the theme), and words."""

    words: str
    token: str
    shape: KeyShape = KeyShape.BOX
    grave: bool = False  # its words are red and strong


@dataclass(frozen=True, slots=True)
class Table:
    """The same values as a table. ``cells`` are plain text; ``right`` says which columns hold figures.

    ``links`` has one link for each row (or nothing at all).
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Level:
    """A line across: a target, a limit, what is usual. ``first`` to ``last`` are columns; ``None``: all of them."""

    value: float
    words: str
    token: str = "muted"
    dashed: bool = False
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Axis:
    """The axis of values: from ``bottom`` to ``top`` (``None``: what fits), and what follows each figure on it."""

    bottom: float | None = 0
    top: float | None = None
    suffix: str = ""
    shown: bool = True


@dataclass(frozen=True, kw_only=True)
class Chart:
    """What all charts have. ``beside`` stands muted after the title, ``remark`` at the right of it or below.

    ``empty`` is the sentence where there is nothing to show.
    """

    title: str = ""
    beside: str = ""
    remark: str = ""
    empty: str = ""
    legend: tuple[Key, ...] = ()
    table: Table = Table((), ())

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Every value in reading order."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class ParetoChart(Chart):
    """Bars in falling order and the running share of them all, on one scale: ``total`` stands at 100 %.

    ``running`` has the share (0 to 1) up to each bar; ``reached`` is the bar at which the ``level`` is passed.
    """

    bars: tuple[Mark, ...]
    running: tuple[float, ...]
    total: float
    level: float = 0.8
    level_words: str = "80%"
    whole_words: str = "100%"
    reached: int | None = None
    reached_words: str = ""

    @property
    def marks(self) -> tuple[Mark, ...]:
        return self.bars


@dataclass(frozen=True, kw_only=True)
class ControlChart(Chart):
    """A count for each week in order, with what was to be expected. ``limits`` and ``smooth`` go with the points.

    A point with the role ``ALARM`` is ringed and shows its value, one with ``OUTAGE`` is hollow and shows its note.
    """

    points: tuple[Mark, ...]
    limits: tuple[float | None, ...] = ()
    smooth: tuple[float | None, ...] = ()
    usual: Level | None = None
    limit_words: str = ""
    axis: Axis = Axis()

    @property
    def marks(self) -> tuple[Mark, ...]:
        return self.points


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One line of a heat table; ``total`` is its sum with a bar."""

    label: str
    cells: tuple[Mark, ...]
    total: Mark


@dataclass(frozen=True, kw_only=True)
class HeatTable(Chart):
    """Counts in two directions. A cell with the role ``ALARM`` is framed in red; one with ``OTHER`` is put together
    from several, and does not make the others paler. Grows downwards with its rows.

    ``part``: only the rows from the first up to the second of these are drawn, as they stand among them all.
    """

    columns: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    total_words: str = ""
    part: tuple[int, int] | None = None

    @property
    def marks(self) -> tuple[Mark, ...]:
        return tuple(mark for row in self.rows for mark in (*row.cells, row.total))


@dataclass(frozen=True, slots=True)
class Spread:
    """A share with its interval; ``below`` stands under its tick ("n=36")."""

    mark: Mark
    low: float | None
    high: float | None
    below: str = ""


@dataclass(frozen=True, kw_only=True)
class IntervalChart(Chart):
    """Shares as points on their intervals, against a target."""

    spreads: tuple[Spread, ...]
    target: Level | None = None
    axis: Axis = Axis(None, 100)

    @property
    def marks(self) -> tuple[Mark, ...]:
        return tuple(spread.mark for spread in self.spreads)


@dataclass(frozen=True, kw_only=True)
class Strip(Chart):
    """Parts of a whole in one strip, named below it with their values. ``foot`` is a sentence under them."""

    parts: tuple[Mark, ...]
    foot: str = ""

    @property
    def marks(self) -> tuple[Mark, ...]:
        return self.parts


@dataclass(frozen=True, kw_only=True)
class Sparkline(Chart):
    """A few values without axis; the last one has a dot."""

    points: tuple[Mark, ...]

    @property
    def marks(self) -> tuple[Mark, ...]:
        return self.points


@dataclass(frozen=True, kw_only=True)
class ColumnChart(Chart):
    """Columns in order of time, with lines across. ``change`` is the first column after something changed."""

    columns: tuple[Mark, ...]
    levels: tuple[Level, ...] = ()
    change: int | None = None
    change_words: str = ""
    values: bool = False
    axis: Axis = Axis()

    @property
    def marks(self) -> tuple[Mark, ...]:
        return self.columns


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a bar chart. ``beyond`` is a second value further out, as a line with an end (the P90)."""

    mark: Mark
    beyond: float | None = None
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BarChart(Chart):
    """Bars that lie, one in each row, the value behind. ``heads`` names the columns of figures at the right.

    With a ``value_head`` the values stand in a column of that name: what stands behind a bar would be taken for the
    length of its line.
    Grows downwards with its rows; ``part`` as in heat tables.
    """

    bars: tuple[Bar, ...]
    heads: tuple[str, ...] = ()
    value_head: str = ""
    part: tuple[int, int] | None = None

    @property
    def marks(self) -> tuple[Mark, ...]:
        return tuple(bar.mark for bar in self.bars)


@dataclass(frozen=True, slots=True)
class Series:
    """One line of several: its name and its values, one for each tick."""

    label: str
    role: Role
    points: tuple[Mark, ...]


@dataclass(frozen=True, kw_only=True)
class LineChart(Chart):
    """Several lines over the same weeks, each named at its end."""

    series: tuple[Series, ...]
    axis: Axis = Axis()

    @property
    def marks(self) -> tuple[Mark, ...]:
        return tuple(mark for series in self.series for mark in series.points)
