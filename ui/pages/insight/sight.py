"""What is looked at: a period, a cut of the cases, what the Pareto weighs, how deep it was opened. Free of Qt."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from models.core.errors import UserProblem
from models.insights.identifiers import read, write
from models.insights.kinds import Asked, Cut, FigureId, Period, PeriodKind, Slice, SliceValue, Weight
from models.insights.periods import after, before, period

DRILL = (Slice.CATEGORY, Slice.SUBCATEGORY, Slice.CAUSE)
# By what the Pareto table can begin, and by what a trend can be told apart.
FIRST = (
    Slice.CATEGORY, Slice.SUBCATEGORY, Slice.CAUSE, Slice.RESPONSIBLE, Slice.BUILDING, Slice.CHANNEL, Slice.HANDLER,
)  # fmt: skip
LINES: tuple[Slice | None, ...] = (None, Slice.CATEGORY, Slice.KIND, Slice.SEVERITY)
_WHOLE = "received"


@dataclass(frozen=True)
class Sight:
    """``first`` is by what the Pareto table begins, ``trail`` what was opened in it since, outermost first."""

    period: Period
    cut: Cut = field(default_factory=Cut)
    weight: Weight = Weight.COUNT
    first: Slice = Slice.CATEGORY
    trail: tuple[SliceValue, ...] = ()
    lines: Slice | None = None

    def asked(self, now: datetime) -> Asked:
        """The question for everything but the Pareto table."""
        return Asked(self.period, self.cut, now)

    # -- the Pareto table and the way into it

    @property
    def ladder(self) -> tuple[Slice, ...]:
        """By what the table is made at each depth; what the cut has settled already is left out."""
        rest = DRILL[DRILL.index(self.first) + 1 :] if self.first in DRILL else DRILL
        settled = {one for one, _ in self.cut.values if len(self.cut.of(one)) == 1}
        return tuple(one for one in (self.first, *rest) if one not in settled) or (self.first,)

    @property
    def by(self) -> Slice:
        """By what the table is made now."""
        return self.ladder[min(len(self.trail), len(self.ladder) - 1)]

    @property
    def inner_cut(self) -> Cut:
        """The cases that the table is made of now."""
        cut = self.cut
        for slice_, value in zip(self.ladder, self.trail, strict=False):
            cut = cut.having(slice_, value)
        return cut

    def can_open(self, value: SliceValue) -> bool:
        """Whether there is another table below a row; otherwise its cases are opened."""
        return value is not None and len(self.trail) + 1 < len(self.ladder)

    def opened(self, value: SliceValue) -> Sight:
        """One level down."""
        return replace(self, trail=(*self.trail, value))

    def up_to(self, depth: int) -> Sight:
        """Back to a level; 0 is the whole."""
        return replace(self, trail=self.trail[:depth])

    # -- what is asked for

    def at(self, fresh: Period) -> Sight:
        """The same of another period."""
        return replace(self, period=fresh)

    def narrowed(self, slice_: Slice, value: SliceValue) -> Sight:
        """Only cases of one value; the Pareto table begins anew."""
        return replace(self, cut=self.cut.having(slice_, value), trail=())

    def widened(self, slice_: Slice | None = None) -> Sight:
        """Without one slice, or without all of them."""
        return replace(self, cut=Cut() if slice_ is None else self.cut.without(slice_), trail=())

    def lacking(self, slice_: Slice, value: SliceValue) -> Sight:
        """Without one value of a slice; its others stay."""
        others = [one for one in self.cut.of(slice_) if one != value]
        return replace(self, cut=self.cut.having(slice_, *others), trail=())

    # -- as a parameter of the page

    @property
    def figure(self) -> str:
        """Period and cut as an identifier."""
        return write(FigureId(_WHOLE, self.period, self.cut))

    def of(self, figure: str) -> Sight:
        """Look where an identifier looks; one that cannot be read changes nothing."""
        try:
            wanted = read(figure)
        except UserProblem:
            return self
        if (wanted.period, wanted.cut) == (self.period, self.cut):
            return self  # come back: what was opened stays open
        return replace(self, period=wanted.period, cut=wanted.cut, trail=())


def first_sight(today: date) -> Sight:
    """The week of yesterday: on a Monday the week that has just ended."""
    return Sight(period(PeriodKind.WEEK, today - timedelta(days=1)))


def turned(shown: Period, steps: int) -> Period:
    """So many periods on, or back."""
    for _ in range(abs(steps)):
        shown = after(shown) if steps > 0 else before(shown)
    return shown


def of_kind(kind: PeriodKind, shown: Period, today: date) -> Period:
    """The period of another kind that holds the end of this one, or today if that comes first."""
    last = shown.end - timedelta(days=1)
    day = today if shown.first <= today < last else last
    return period(kind, day)
