"""Charts made by chance, and what holds for every picture of a chart."""

from __future__ import annotations

import string
from dataclasses import replace

from hypothesis import strategies as st

from resources.charts.kinds import (
    SERIES,
    Axis,
    Bar,
    BarChart,
    Chart,
    ColumnChart,
    ControlChart,
    HeatRow,
    HeatTable,
    IntervalChart,
    Level,
    LineChart,
    Mark,
    ParetoChart,
    Role,
    Series,
    Spread,
    Strip,
)
from resources.charts.lettering import Ruler
from resources.charts.shapes import Box, Dot, Path, Picture, Rect, Size, Text

_LETTERS = {Size.TICK: 11.0, Size.NAME: 12.0}
_AWAY = 0.011


def _ruler(unit: float) -> Ruler:
    def measure(words: str, size: Size, strong: bool) -> float:
        wide = sum(1.0 if char >= "\u2e80" else 0.56 for char in words)
        return wide * _LETTERS[size] * unit * (1.06 if strong else 1)

    return Ruler(unit, {Size.TICK: 14 * unit, Size.NAME: 16 * unit}, measure)


SCREEN, PAPER = _ruler(1), _ruler(0.62)

names = st.one_of(
    st.sampled_from(
        ["漏", "渗漏水", "公共区域照明与应急灯", "Leak", "Water from above, again", "Lift", "W47", ""]
    ),
    st.text(string.ascii_letters + " 楼栋号水", max_size=40),
)
counts = st.one_of(st.integers(0, 9), st.integers(0, 200), st.integers(0, 2_000_000))
weeks = st.one_of(st.integers(0, 5), st.integers(20, 60))


def mark(label: str, value: float | None, role: Role = Role.PLAIN, note: str = "", tick: str = "") -> Mark:
    """A mark that shows its value as a whole number."""
    return Mark(
        label, value, "" if value is None else f"{value:,.0f}", f"link/{label}", role, note=note, tick=tick
    )


def pareto_of(weights: list[tuple[str, int]], other: int) -> ParetoChart:
    """Bars in falling order and what is left over."""
    order = sorted(weights, key=lambda one: -one[1])
    total = sum(n for _, n in order) + other
    running, shares, bars = 0, list[float](), list[Mark]()
    reached = None
    for at, (label, n) in enumerate(order):
        vital = running * 5 < total * 4 and n > 0
        running += n
        shares.append(running / total if total else 0)
        bars.append(mark(label, float(n), Role.VITAL if vital else Role.REST))
        reached = at if vital else reached
    bars.append(mark("other", float(other), Role.OTHER))
    words = f"{shares[reached]:.1%}" if reached is not None else ""
    return ParetoChart(
        bars=tuple(bars),
        running=(*shares, 1.0 if total else 0),
        total=total,
        reached=reached,
        reached_words=words,
    )


paretos = st.builds(pareto_of, st.lists(st.tuples(names, counts), max_size=12), st.integers(0, 50))


@st.composite
def controls(draw: st.DrawFn) -> ControlChart:
    n = draw(st.integers(1, 53))
    values = draw(st.lists(st.one_of(weeks, counts), min_size=n, max_size=n))
    roles = draw(
        st.lists(st.sampled_from([Role.PLAIN] * 5 + [Role.ALARM, Role.OUTAGE]), min_size=n, max_size=n)
    )
    limits = draw(st.lists(st.one_of(st.none(), st.integers(3, 90)), min_size=n, max_size=n))
    note = draw(names)
    return ControlChart(
        points=tuple(
            mark(f"Week {at}", float(value), role, note if role is Role.OUTAGE else "", f"W{at % 53 + 1}")
            for at, (value, role) in enumerate(zip(values, roles, strict=True))
        ),
        limits=tuple(None if limit is None else float(limit) for limit in limits),
        smooth=tuple(float(value) for value in values),
        usual=draw(st.one_of(st.none(), st.just(Level(38.6, "usual 39")))),
        limit_words="limit 56",
    )


@st.composite
def heats(draw: st.DrawFn) -> HeatTable:
    columns = draw(st.lists(names, min_size=1, max_size=10))
    most = draw(st.sampled_from([1, 9, 300]))
    rows = draw(st.lists(names, min_size=1, max_size=12))
    lines = []
    for label in rows:
        cells = tuple(mark(label, float(draw(st.integers(0, most)))) for _ in columns)
        if draw(st.integers(0, 4)) == 0:
            cells = (replace(cells[0], role=Role.ALARM), *cells[1:])
        lines.append(HeatRow(label, cells, mark(label, sum(cell.value or 0 for cell in cells))))
    return HeatTable(columns=tuple(columns), rows=tuple(lines), total_words=draw(names))


@st.composite
def intervals(draw: st.DrawFn) -> IntervalChart:
    spreads = []
    for at in range(draw(st.integers(1, 14))):
        low, value, high = sorted(draw(st.lists(st.floats(0, 100), min_size=3, max_size=3)))
        few = draw(st.integers(0, 5)) == 0
        label = f"W{at + 30}"
        shown = Mark(label, None, "n/a") if few else replace(mark(label, value), role=Role.NOW)
        spreads.append(Spread(shown, None if few else low, None if few else high, f"n={draw(counts)}"))
    target = draw(st.one_of(st.none(), st.just(Level(95, "target 95", "ok", dashed=True))))
    return IntervalChart(spreads=tuple(spreads), target=target)


@st.composite
def columns(draw: st.DrawFn) -> ColumnChart:
    values = draw(st.lists(counts, min_size=1, max_size=16))
    change = draw(st.one_of(st.none(), st.integers(0, len(values) - 1)))
    roles = st.sampled_from([Role.BEFORE, Role.AFTER, Role.ALARM])
    level = Level(draw(st.integers(0, 100)), draw(names), "soon", True, change, None)
    return ColumnChart(
        columns=tuple(mark(f"W{at}", float(value), draw(roles)) for at, value in enumerate(values)),
        levels=(level,) if draw(st.booleans()) else (), change=change, change_words=draw(names),
        values=draw(st.booleans()), axis=Axis(shown=draw(st.booleans())),
    )  # fmt: skip


@st.composite
def bar_charts(draw: st.DrawFn) -> BarChart:
    heads = tuple(draw(st.lists(names, max_size=3)))
    return BarChart(
        bars=tuple(
            Bar(mark(draw(names), float(draw(counts))), draw(st.one_of(st.none(), st.floats(0, 1e6))),
                tuple(f"{draw(counts):,}" for _ in heads))
            for _ in range(draw(st.integers(1, 9)))
        ),
        heads=heads, value_head=draw(st.sampled_from(["", "Median"])),
    )  # fmt: skip


@st.composite
def lines(draw: st.DrawFn) -> LineChart:
    n = draw(st.integers(1, 30))
    return LineChart(
        series=tuple(
            Series(draw(names), role, tuple(mark(f"W{at}", float(draw(weeks))) for at in range(n)))
            for role in SERIES[: draw(st.integers(1, 6))]
        )
    )


strips = st.builds(
    lambda values, label, foot: Strip(
        parts=tuple(mark(label, float(v), role) for v, role in zip(values, SERIES, strict=False)), foot=foot
    ),
    st.lists(counts, min_size=1, max_size=5), names, names,
)  # fmt: skip

any_chart: st.SearchStrategy[Chart] = st.one_of(
    paretos, controls(), heats(), intervals(), columns(), bar_charts(), lines(), strips
)


def texts_of(picture: Picture) -> list[Text]:
    """All words."""
    return [shape for shape in picture.shapes if isinstance(shape, Text)]


def overlapping(picture: Picture) -> list[tuple[str, str]]:
    """Words that stand over one another; rounding does not count."""
    found = []
    some = sorted(texts_of(picture), key=lambda text: text.box.y)
    for at, text in enumerate(some):
        box = text.box.grown(-_AWAY)
        for other in some[at + 1 :]:
            if other.box.y >= text.box.bottom:
                break
            if box.meets(other.box):
                found.append((text.words, other.words))
    return found


def outside(picture: Picture) -> list[object]:
    """Shapes that reach beyond the edge."""
    return [shape for shape in picture.shapes if not _inside(_extent(shape), picture)]


def _extent(shape: object) -> Box:
    match shape:
        case Text(box) | Rect(box):
            return box
        case Dot(x, y, r):
            return Box(x - r, y - r, 2 * r, 2 * r)
        case Path(points):
            xs, ys = [x for x, _ in points], [y for _, y in points]
            return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    raise TypeError(type(shape).__name__)


def _inside(box: Box, picture: Picture) -> bool:
    return (
        box.x >= -_AWAY
        and box.y >= -_AWAY
        and box.right <= picture.width + _AWAY
        and box.bottom <= picture.height + _AWAY
    )
