"""What a figure is called, for good: written on paper, typed into the search box, given to the command line.

``on_time@2026-W47``, ``received@2026-W47/building_id=12/category=leak``, ``on_time@2026-W47#miss``. A slice without a
value (``cause=``) means the cases of which it is not known, a slice that is named again another value that will do:
``received@2026-W47/category=leak/category=lift``. Signs that a name is built of are written ``%2F``.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from models.core.errors import UserProblem
from models.insights.kinds import Cut, FigureId, Slice, SliceValue
from models.insights.measures import MEASURES
from models.insights.periods import parse
from models.insights.periods import write as write_period

# What was counted among, what was counted, the others. Some measures have further parts (``Measure.parts``).
PARTS = ("all", "hit", "miss")

# What slices are called: by the column, or shortly.
SLICES = {code: one for one in Slice for code in (one.value, one.value.removesuffix("_id"))}
NUMBERS = frozenset({Slice.PROPERTY, Slice.BUILDING, Slice.HANDLER})
_NUMBERS_END = 2**63  # the store keeps no larger ones
_USUAL = "hit"
_SIGNS = re.compile(r"[%/#=@\s\x00-\x1f\x7f]")


def looks_like(text: str) -> bool:
    """Whether this may be meant as a figure; ``read`` says whether it is one."""
    head, at, rest = text.strip().partition("@")
    return bool(at and rest) and head.lower() in MEASURES and not any(map(str.isspace, rest))


def write(figure: FigureId) -> str:
    """The identifier of a figure."""
    cut = "".join(f"/{slice_.value}={_written(value)}" for slice_, value in figure.cut.values)
    part = "" if figure.part == _USUAL else f"#{figure.part}"
    return f"{figure.measure}@{write_period(figure.period)}{cut}{part}"


def _written(value: SliceValue) -> str:
    return "" if value is None else _SIGNS.sub(lambda sign: quote(sign[0], safe=""), str(value))


def read(text: str) -> FigureId:
    """The figure of an identifier. Raises ``UserProblem("figure.unknown", text=…)``, ``period.unknown``."""
    whole, _, part = text.strip().partition("#")
    head, at, rest = whole.partition("@")
    key, wanted = head.strip().lower(), part.strip().lower() or _USUAL
    if not at or key not in MEASURES or wanted not in (*PARTS, *MEASURES[key].parts):
        raise _unknown(text)
    span, *cuts = rest.split("/")
    cut = Cut()
    for one in cuts:
        slice_, value = read_cut(one)
        if slice_ is None or (slice_ in NUMBERS and isinstance(value, str)):
            raise _unknown(text)
        cut = cut.adding(slice_, value)
    return FigureId(key, parse(span), cut, wanted)


def read_cut(text: str) -> tuple[Slice | None, SliceValue]:
    """One ``slice=value``, as the command line takes it too. ``building=12`` is ``building_id=12``.

    ``None`` for a slice that there is not; what should be a number and is none, or one too long for any, stays a text.
    """
    name, equals, value = text.partition("=")
    slice_ = SLICES.get(name.strip().lower()) if equals else None
    given = unquote(value)
    if slice_ not in NUMBERS or not given:
        return slice_, given or None
    try:
        number = int(given)
    except ValueError:
        return slice_, given
    return slice_, number if abs(number) < _NUMBERS_END else given


def _unknown(text: str) -> UserProblem:
    return UserProblem("figure.unknown", text=text.strip())
