"""What holds for every chart: words stand apart and inside, marks are where their values say, everywhere the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources.charts.kinds import (
    SERIES,
    Chart,
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
)
from resources.charts.layout import has_values, lay_out, natural_height
from resources.charts.lettering import Ruler
from resources.charts.shapes import NO_MARK, Path, Picture, Rect
from tests.resources.charts.drawn import (
    PAPER,
    SCREEN,
    any_chart,
    controls,
    mark,
    names,
    outside,
    overlapping,
    pareto_of,
    paretos,
    texts_of,
)


def laid(chart: Chart, width: float, height: float, ruler: Ruler) -> Picture:
    """A chart at a width, as tall as it grows or as is given."""
    return lay_out(chart, width, natural_height(chart, width, ruler) or height, ruler)


@given(any_chart, st.integers(60, 900), st.integers(50, 400))
def test_words_stand_apart_and_everything_inside(chart: Chart, width: int, height: int) -> None:
    for ruler in (SCREEN, PAPER):
        picture = laid(chart, width, height, ruler)
        assert not overlapping(picture)
        assert not outside(picture)


@given(any_chart, st.integers(300, 900), st.integers(120, 400))
def test_the_same_marks_on_paper_and_on_the_screen(chart: Chart, width: int, height: int) -> None:
    screen, paper = laid(chart, width, height, SCREEN), laid(chart, width * 0.5, height * 0.6, PAPER)
    assert [spot.mark for spot in screen.spots] == [spot.mark for spot in paper.spots]
    drawn = [{shape.mark for shape in one.shapes if shape.mark != NO_MARK} for one in (screen, paper)]
    if has_values(chart):
        there = {at for at, one in enumerate(chart.marks) if one.value}
        assert there <= drawn[0]
        assert there <= drawn[1]
        assert there <= {spot.mark for spot in screen.spots}


@given(any_chart, st.integers(300, 900), st.integers(120, 400))
def test_every_mark_is_found_where_it_stands_and_by_the_arrows(chart: Chart, width: int, height: int) -> None:
    picture = laid(chart, width, height, SCREEN)
    for at, spot in enumerate(picture.spots):
        found = picture.spot_at(*spot.hit.middle)
        assert found is not None
        assert found.hit.holds(*spot.hit.middle)
        assert found == spot or isinstance(chart, LineChart)  # there several share a column
        for rows, columns in ((0, 1), (1, 0)):
            there = picture.beside(at, rows, columns)
            if there != at and columns:
                assert picture.beside(there, 0, -columns) == at
    reached, wave = set[int](), [0] if picture.spots else []
    while wave:
        at = wave.pop()
        if at not in reached:
            reached.add(at)
            wave += [picture.beside(at, *way) for way in ((0, 1), (0, -1), (1, 0), (-1, 0))]
    assert len(reached) == len(picture.spots)


@given(paretos, st.integers(320, 800), st.integers(140, 320))
def test_pareto_bars_are_as_tall_as_their_values_and_say_them(
    chart: ParetoChart, width: int, height: int
) -> None:
    for ruler, part in ((SCREEN, 1.0), (PAPER, 0.62)):
        picture = lay_out(chart, width * part, height * part, ruler)
        if not chart.total:
            assert not texts_of(picture)
            continue
        bars = {shape.mark: shape.box for shape in picture.shapes if isinstance(shape, Rect)}
        tall = [bars[at].h for at, bar in enumerate(chart.bars) if bar.role is not Role.OTHER]
        assert tall == sorted(tall, reverse=True)
        assert len({round(box.bottom, 3) for box in bars.values()}) == 1
        said = {text.mark: text.words for text in texts_of(picture) if text.strong and text.mark >= 0}
        shown = {text.words for text in texts_of(picture)}
        for at, bar in enumerate(chart.bars):
            assert said.get(at) in (bar.shown, chart.reached_words), (at, bar)
            assert bar.shown in shown, (at, bar)


def test_the_golden_week_of_the_drawing_stands_as_drawn() -> None:
    chart = pareto_of(
        [("Leak", 21), ("Lift", 11), ("Noise", 8), ("Parking", 6), ("Cleaning", 4), ("Access", 3), ("Fees", 2),
         ("Pets", 1)], 1,
    )  # fmt: skip
    picture = lay_out(chart, 568, 215, SCREEN)
    words = {text.words: text for text in texts_of(picture)}
    assert {"0", "15", "30", "45", "80%", "100%", "80.7%"} <= set(words)
    assert words["21"].token == "surface"  # the line stands on this bar: its value is inside
    assert words["11"].token == "text"
    assert chart.reached == 3
    tall = {shape.mark: shape.box.h for shape in picture.shapes if isinstance(shape, Rect)}
    parts = [tall[at] / (chart.bars[at].value or 1) for at in range(8)]
    assert max(parts) - min(parts) < 0.01
    bars = {shape.mark: shape for shape in picture.shapes if isinstance(shape, Rect)}
    assert [bars[at].fill for at in (0, 3, 4, 8)] == ["c1", "c1", "step-locked", None]
    assert bars[8].dotted
    assert abs(bars[0].box.h / bars[1].box.h - 21 / 11) < 0.01
    assert abs(words["80%"].box.middle[1] - (words["0"].box.middle[1] - (
        words["0"].box.middle[1] - words["45"].box.middle[1]) * 45.6 / 45)) < 0.01  # fmt: skip


LONG = (
    "Leak", "Network and parcels", "HEAT/HOT WATER", "Estate management", "Alterations", "Neighbours",
    "Illegal parking", "Noise - residential", "Unsanitary condition", "Grounds and shared facilities", "Security",
    "Service",
)  # fmt: skip
CHINESE = (
    "漏水", "网络快递", "暖气空调热水", "业委会与管理", "装修违建", "绿化公共设施", "邻里纠纷", "排水下水道",
    "房屋质量保修", "公共区域照明与应急灯", "停车", "噪音",
)  # fmt: skip


@pytest.mark.parametrize("named", [LONG, CHINESE])
@pytest.mark.parametrize(("ruler", "width", "height", "most"), [
    (SCREEN, 540, 224, 13), (SCREEN, 880, 224, 13), (PAPER, 300, 172, 10),
])  # fmt: skip
def test_long_names_below_bars_and_above_columns_are_not_cut(
    named: tuple[str, ...], ruler: Ruler, width: int, height: int, most: int
) -> None:
    """As many and as long as the page and the paper have them, in their room there."""
    kept = named[: most - 1]
    pareto = pareto_of([(name, 40 - at) for at, name in enumerate(kept)], 3)
    cells = tuple(mark(name, 1.0) for name in kept[:10])
    heat = HeatTable(columns=kept[:10], rows=(HeatRow("Building 3", cells, mark("Building 3", 10.0)),))
    for chart, wanted in ((pareto, kept), (heat, kept[:10])):
        picture = laid(chart, width, height, ruler)
        assert not overlapping(picture)
        assert not outside(picture)
        said = "".join("".join(text.words for text in texts_of(picture)).split())
        assert "…" not in said
        for name in wanted:
            pieces = name.replace("/", "/ ").split()
            assert all(piece in said for piece in pieces), name
    # There is room for the bars still.
    tall = max(shape.box.h for shape in laid(pareto, width, height, ruler).shapes if isinstance(shape, Rect))
    assert tall > 0.4 * height * 40 / pareto.total


def test_no_target_strikes_out_that_there_is_too_little_to_tell() -> None:
    few = Mark("2024", None, "n/a")
    spreads = (*[Spread(few, None, None, "n=0")] * 3, Spread(mark("2026", 92.3), 90.9, 93.5, "n=1,624"))
    chart = IntervalChart(spreads=spreads, target=Level(95, "target 95", "ok", dashed=True))
    for height in range(120, 320, 20):
        picture = lay_out(chart, 300, height, SCREEN)
        lines = [shape for shape in picture.shapes if isinstance(shape, Path) and shape.token == "ok"]
        told = [text.box for text in texts_of(picture) if text.words == "n/a"]
        assert len(told) == 3
        assert all(not box.y < line.points[0][1] < box.bottom for box in told for line in lines)


def test_names_are_broken_evenly() -> None:
    """No line has one character of a name left over."""
    pareto = pareto_of([(name, 9) for name in ("费用账单", "房屋质量保修", "供电照明", "排水下水道")], 0)
    picture = lay_out(pareto, 250, 160, SCREEN)
    said = {text.mark: list[str]() for text in texts_of(picture) if not text.strong}
    for text in sorted(texts_of(picture), key=lambda one: one.box.y):
        if not text.strong:
            said[text.mark].append(text.words)
    assert [said[at] for at in range(4)] == [
        ["费用", "账单"],
        ["房屋质", "量保修"],
        ["供电", "照明"],
        ["排水下", "水道"],
    ]


def test_few_columns_do_not_grow_into_boards_and_what_is_put_together_makes_nothing_paler() -> None:
    row = HeatRow(
        "Building 3", (mark("Leak", 2.0), mark("others", 60.0, Role.OTHER)), mark("Building 3", 62.0)
    )
    picture = laid(HeatTable(columns=("Leak", "9 others"), rows=(row,)), 800, 0, SCREEN)
    cells = [
        shape for shape in picture.shapes if isinstance(shape, Rect) and shape.fill in ("heat4", "heat1")
    ]
    assert [cell.fill for cell in cells] == ["heat4", "heat1"]
    assert all(cell.box.w <= 96 for cell in cells)
    assert max(text.box.right for text in texts_of(picture)) < 400, "the sum stands beside its cells"


def test_lines_that_end_together_are_all_named() -> None:
    series = tuple(
        Series(f"Kind {at}", role, (mark("W1", 4.0), mark("W2", 5.0 + at / 10)))
        for at, role in enumerate(SERIES)
    )
    picture = lay_out(LineChart(series=series), 420, 140, SCREEN)
    named = [text.words for text in texts_of(picture) if text.words.startswith("Kind")]
    assert sorted(named) == [f"Kind {at}" for at in range(6)]
    heights = [text.box.y for text in texts_of(picture) if text.words.startswith("Kind")]
    assert heights == sorted(heights, reverse=True)  # in the order in which the lines end


@given(controls(), st.integers(200, 700), st.integers(100, 300))
def test_the_last_week_is_named_and_alarms_say_their_figure(
    chart: ControlChart, width: int, height: int
) -> None:
    picture = lay_out(chart, width, height, SCREEN)
    last = chart.points[-1]
    assert any(text.words == last.tick and text.strong for text in texts_of(picture))
    if last.role is Role.ALARM:
        assert any(text.words == last.shown and text.token == "overdue" for text in texts_of(picture))
    if chart.limits[-1] is not None:
        assert any(text.words == chart.limit_words for text in texts_of(picture))


def test_figures_that_have_no_room_are_left_out_whole() -> None:
    cells = tuple(mark("", 12345.0) for _ in range(12))
    heat = HeatTable(columns=("A",) * 12, rows=(HeatRow("Tower", cells, mark("", 12345.0)),) * 3)
    for width in range(110, 900, 40):
        picture = laid(heat, width, 0, SCREEN)
        assert not overlapping(picture)
        assert not outside(picture)
        said = {text.words for text in texts_of(picture) if text.mark != NO_MARK}
        assert said in ({"12,345"}, {"12,345", ""})
        assert (sum(text.words == "12,345" for text in texts_of(picture)) == 39) == (width > 540)


@given(names, st.floats(20, 200), st.integers(1, 4))
def test_broken_lines_fit_and_lose_nothing_but_the_end(words: str, room: float, most: int) -> None:
    lines = SCREEN.wrap(words, room, most=most)
    assert len(lines) <= most
    assert all(SCREEN.width(line) <= room + 0.02 for line in lines)
    whole, said = "".join(words.split()), "".join("".join(lines).split())
    assert said == whole or (said.endswith("…") and whole.startswith(said[:-1])) or room < 30
