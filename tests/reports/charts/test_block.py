"""Charts on paper: searchable words in embedded fonts, vectors only, cut between rows, the same bytes each time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw
import pytest
from reportlab.platypus import Flowable

from reports.charts.block import Beside, ChartBlock
from reports.charts.painting import RULER
from reports.layout.fonts import ready
from reports.layout.paper import Paper, Part
from reports.layout.styles import SMALL
from reports.layout.text import Span
from reports.render import to_bytes
from resources.charts.kinds import BarChart, Chart, HeatTable, ParetoChart
from resources.charts.layout import lay_out
from resources.charts.shapes import Rect, Text
from resources.texts import load
from tests.chart_samples import charts
from tests.reports.reading import fonts_of, pages_of, squeezed, text_of
from tests.resources.charts.drawn import overlapping

EN, ZH = charts(load("en")), charts(load("zh_CN"))


def printed(*blocks: Flowable) -> bytes:
    foot = [Span("x", SMALL)]
    part = Part(
        "charts", foot, foot, lambda page, pages: [Span(f"{page}/{pages}", SMALL)], lambda: _fresh(blocks)
    )
    return to_bytes(Paper("charts", "", "", (), "en", (part,)))


def _fresh(blocks: Sequence[Flowable]) -> list[Flowable]:
    return [ChartBlock(b.chart, 120, head=True) if isinstance(b, ChartBlock) else b for b in blocks]


def kinds_of(pdf: bytes) -> Counter[int]:
    """How many objects of each kind are on all pages."""
    document = pdfium.PdfDocument(pdf)
    try:
        return Counter(thing.type for page in document for thing in page.get_objects(max_depth=4))
    finally:
        document.close()


@pytest.mark.parametrize("made", [EN, ZH], ids=["en", "zh"])
def test_all_charts_stand_on_paper_with_words_that_can_be_found(made: dict[str, Chart]) -> None:
    blocks = [ChartBlock(chart, 120) for name, chart in made.items() if name != "spark"]
    pdf = printed(*blocks)
    assert pdf == printed(*blocks)
    fonts = fonts_of(pdf)
    assert fonts
    assert all(fonts.values()), fonts
    found = text_of(pdf)
    for name, chart in made.items():
        assert squeezed(chart.title) in found, name
        for key in chart.legend:
            assert squeezed(key.words) in found, key.words
    for words in ("80.7%", "57", "24"):
        assert words in found
    kinds = kinds_of(pdf)
    assert kinds[pdfium_raw.FPDF_PAGEOBJ_PATH] > 300
    assert kinds[pdfium_raw.FPDF_PAGEOBJ_IMAGE] == 0


def test_words_on_paper_stand_apart_in_the_real_fonts() -> None:
    ready()
    for made in (EN, ZH, charts(load("en_XA"))):
        for name, chart in made.items():
            block = ChartBlock(chart, 120)
            for width in (150.0, 240.0, 330.0, 525.0):
                block.height_at(width)
                picture = block.picture
                assert not overlapping(picture), (name, width)
                texts = [shape for shape in picture.shapes if isinstance(shape, Text)]
                assert all(t.box.x >= -0.01 and t.box.right <= width + 0.02 for t in texts), (name, width)


def test_two_hundred_buildings_are_cut_between_rows_and_none_is_lost() -> None:
    heat = EN["heat"]
    assert isinstance(heat, HeatTable)
    rows = tuple(replace(heat.rows[at % 9], label=f"Tower {at:03}") for at in range(200))
    pages = [squeezed(page) for page in pages_of(printed(ChartBlock(replace(heat, rows=rows))))]
    assert len(pages) > 3
    assert sorted(f"Tower{at:03}" for at in range(200)) == sorted(
        name for page in pages for name in (f"Tower{at:03}" for at in range(200)) if name in page
    )
    assert all("Leak" in page for page in pages)  # the names of the columns come again
    assert sum("limit5" in page for page in pages) == 1  # the legend once, at the end
    assert "limit5" in pages[-1]


def test_a_part_of_a_chart_keeps_the_measure_of_the_whole() -> None:
    ready()
    whole = EN["buildings"]
    assert isinstance(whole, BarChart)
    bars = tuple(replace(whole.bars[0], mark=replace(whole.bars[0].mark, value=float(n))) for n in (9, 3, 3))
    chart = replace(whole, bars=bars)
    block = ChartBlock(chart)
    first, rest = block.split(400, block.height_at(400) - 20)
    first.height_at(400)
    rest.height_at(400)
    assert [spot.mark for spot in (*first.picture.spots, *rest.picture.spots)] == [0, 1, 2]
    full = lay_out(chart, 400, 200, RULER)

    def wide(shapes: Sequence[object], mark: int) -> float:
        return next(s.box.w for s in shapes if isinstance(s, Rect) and s.mark == mark)

    assert wide(rest.picture.shapes, 2) == pytest.approx(wide(full.shapes, 2))
    assert wide(first.picture.shapes, 0) == pytest.approx(3 * wide(full.shapes, 2))


def test_charts_beside_one_another_are_as_tall_as_the_tallest() -> None:
    ready()
    left, right = ChartBlock(EN["pareto"], 130), ChartBlock(EN["heat"])
    beside = Beside([left, right], (0.6, 0.4), gap=20)
    tall = beside.height_at(520)
    assert tall == max(left.height_at(300), right.height_at(200))
    found = text_of(printed(beside))
    assert "80.7%" in found
    assert squeezed("Building 3, Leak: 6 ≥ limit 5") in found


def test_an_empty_chart_says_so_and_shows_no_legend() -> None:
    chart = EN["pareto"]
    assert isinstance(chart, ParetoChart)
    found = text_of(printed(ChartBlock(replace(chart, bars=(), running=(), total=0, reached=None), 60)))
    assert squeezed("Nothing to show for this time.") in found
    assert squeezed("vital few") not in found


def test_what_a_font_lacks_is_a_box_and_never_breaks_the_page() -> None:
    heat = EN["heat"]
    assert isinstance(heat, HeatTable)
    odd = replace(heat.rows[0], label="楼 🏢 \u202eB\tx\ny")
    assert "□" in text_of(printed(ChartBlock(replace(heat, rows=(odd,)))))


def test_words_are_as_wide_as_was_reckoned() -> None:
    block = ChartBlock(EN["pareto"], 120)
    document = pdfium.PdfDocument(printed(block))
    block.height_at(525)
    reader = document[0].get_textpage()
    wide = {shape.words: shape.box.w for shape in block.picture.shapes if isinstance(shape, Text)}
    for words in ("Cleaning", "80.7%", "100%"):
        found = reader.search(words, match_case=True).get_next()
        assert found is not None
        boxes = [reader.get_charbox(found[0] + at, loose=True) for at in range(len(words))]
        assert boxes[-1][2] - boxes[0][0] == pytest.approx(wide[words], rel=0.03), words
    reader.close()
    document.close()


def test_a_name_that_is_too_long_for_all_of_its_lines_says_that_it_goes_on() -> None:
    ready()
    chart = ZH["pareto"]
    assert isinstance(chart, ParetoChart)
    bars = tuple(
        replace(bar, label=f"{at}翠湖花园第三期北区十八号楼水泵房" * 2) for at, bar in enumerate(chart.bars)
    )
    for width in (240.0, 300.0, 340.0, 525.0):
        block = ChartBlock(replace(chart, bars=bars), 120)
        block.height_at(width)
        words = [shape.words for shape in block.picture.shapes if isinstance(shape, Text)]
        assert sum(word.endswith("…") for word in words) == len(bars), width
