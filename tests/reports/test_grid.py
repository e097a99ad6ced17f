"""Tables that run over several pages."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from reports.layout.blocks import Text
from reports.layout.grid import Column, Grid
from reports.layout.paper import A5, Paper, Part
from reports.layout.styles import BODY, LABEL
from reports.layout.text import Span, Spans
from reports.render import to_bytes
from tests.reports.reading import pages_of, squeezed


def _paper(*blocks: object) -> Paper:
    def page(number: int, total: int) -> list[Span]:
        return [Span(f"{number}/{total}", LABEL)]

    part = Part("one", [Span("running", LABEL)], [Span("footer", LABEL)], page, lambda: list(blocks))
    return Paper("title", "author", "subject", ("key",), "en", (part,), A5, 30)


def _rows(texts: Sequence[str]) -> list[list[Spans]]:
    return [[[Span(str(number), BODY)], [Span(text, BODY)]] for number, text in enumerate(texts)]


_COLUMNS = (Column(40), Column(share=1))
_HEADER = ([Span("Number", LABEL)], [Span("What", LABEL)])


def test_the_header_comes_again_on_every_page_and_every_row_comes_once() -> None:
    texts = [f"row{number}." for number in range(120)]
    pages = pages_of(to_bytes(_paper(Grid(_COLUMNS, _HEADER, _rows(texts)))))
    assert len(pages) > 2
    assert all("Number" in page for page in pages)
    assert [sum(text in page for page in pages) for text in texts] == [1] * 120


def test_a_row_taller_than_a_page_is_cut_between_lines() -> None:
    words = [f"w{number:04}" for number in range(3000)]
    pages = pages_of(to_bytes(_paper(Grid(_COLUMNS, _HEADER, _rows(["first", " ".join(words), "last"])))))
    assert len(pages) > 3
    told = "".join(pages)
    assert all(told.count(word) == 1 for word in words)
    assert told.index("w0000") < told.index("w2999") < told.index("last")


def test_a_long_text_flows_over_pages() -> None:
    pages = pages_of(to_bytes(_paper(Text([Span("漏" * 9000, BODY)], bar=True))))
    assert len(pages) > 4
    assert squeezed("".join(pages)).count("漏") == 9000


def test_pages_are_numbered_over_the_whole_document() -> None:
    pages = pages_of(to_bytes(_paper(Grid(_COLUMNS, None, _rows(["x"] * 200)))))
    assert all(f"{number}/{len(pages)}" in page for number, page in enumerate(pages, 1))
    assert "running" not in pages[0]
    assert all("running" in page for page in pages[1:])


def test_shares_divide_what_fixed_columns_leave() -> None:
    grid = Grid((Column(100), Column(share=3), Column(share=1)), None, [], gap=10)
    assert grid.widths(500) == pytest.approx([100, 285, 95])
