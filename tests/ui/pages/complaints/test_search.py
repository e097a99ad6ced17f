"""The search box and what it leads to: any spelling of anything that is known of a case."""

from __future__ import annotations

import pytest

from tests.ui.pages.complaints.conftest import Listing
from ui.palette import PaletteEntry
from ui.shell.search_box import SearchBox


def box(listing: Listing) -> SearchBox:
    return listing.desk.window.frame.top.search


def ask(listing: Listing, words: str) -> list[PaletteEntry]:
    """Type into the search box; what it offers."""
    listing.desk.press("Ctrl+K")
    box(listing).clear()
    listing.desk.type(words)
    box(listing)._ask()
    listing.desk.settle()
    found = box(listing).list
    assert found is not None
    return found.entries()


def search(listing: Listing, words: str) -> list[str]:
    """Look for words and show all results."""
    entries = ask(listing, words)
    found = box(listing).list
    assert found is not None
    at = next(i for i, entry in enumerate(entries) if entry.params.get("search") == words)
    found.move_by(at)
    listing.press("Return")
    return listing.cases()


def test_enter_shows_all_results_of_words_that_are_no_home(listing: Listing) -> None:
    ask(listing, "滴水")
    listing.press("Return")
    assert listing.desk.context.navigation.params == {"search": "滴水"}
    assert listing.cases() == ["leak"]
    assert listing.tabs()["search"] == ("滴水 1", True)
    assert listing.line("leak").title_hits == ((7, 2),)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("水", {"leak", "tap", "lift", "noise", "bill"}),  # the category is a word too
        ("灶台", {"leak"}),
        ("電梯", {"lift"}),
        ("电梯 十五楼", {"lift"}),
        ("老人 电梯", {"lift"}),
        ("kitchen water", {"tap"}),
        ("KITCH", {"tap"}),
        ("zgl", {"leak"}),
        ("zhouguilan", {"leak"}),
        ("周桂兰", {"leak"}),
        ("kowalska", {"tap"}),
        ("7745", {"leak"}),
        ("13860217745", {"leak"}),
        ("5-0602", {"tap"}),
        ("31602", {"lift", "noise", "bill"}),
        ("夜装", {"noise"}),
        ("铁", set()),
    ],
)
def test_a_case_is_found_by(listing: Listing, words: str, names: set[str]) -> None:
    assert set(search(listing, words)) == names
    if not names:
        assert listing.page.list.is_empty()
        assert "铁" in listing.page.list.empty.accessibleName()


def test_an_exact_reference_opens_the_case(listing: Listing) -> None:
    ask(listing, listing.estate.references["lift"])
    listing.press("Return")
    assert listing.shown_with("case") == {"id": listing.estate.cases["lift"]}


def test_homes_and_people_come_before_cases(listing: Listing) -> None:
    entries = ask(listing, "3-1602")
    assert (entries[0].title, entries[0].page, entries[0].params) == (
        "3-1602",
        "place",
        {"id": listing.estate.homes["3-1602"]},
    )
    assert entries[0].detail == "陈建国，2 件未结"
    assert entries[0].hits == ((0, 6),)
    entries = ask(listing, "cjg")
    assert (entries[0].title, entries[0].page) == ("陈建国", "resident")
    listing.press("Return")
    assert listing.shown_with("resident") == {"id": listing.estate.residents["陈建国"]}


def test_a_case_is_opened_from_the_search_box(listing: Listing) -> None:
    entries = ask(listing, "滴水")
    assert entries[0].title == "“滴水”的全部结果"
    assert entries[0].detail == "1"
    assert entries[1].hits == ((7, 2),)
    listing.press("Down", "Return")
    assert listing.shown_with("case") == {"id": listing.estate.cases["leak"]}


def test_a_search_ends_with_escape_in_the_view_of_before(listing: Listing) -> None:
    listing.press("3")
    search(listing, "水")
    listing.desk.press("Esc")
    listing.desk.settle()
    assert listing.tabs()["overdue"][1]
    assert listing.cases() == ["noise"]
    assert "search" not in listing.tabs()


def test_coming_back_from_a_case_finds_the_search_as_it_was(listing: Listing) -> None:
    search(listing, "水")
    listing.choose("tap")
    listing.press("Return")
    assert listing.shown_with("case") == {"id": listing.estate.cases["tap"]}
    listing.press("Esc")
    assert listing.desk.context.navigation.current == "complaints"
    assert listing.page.showing.state.search == "水"
    assert listing.chosen() == "tap"


def test_f3_leaves_the_search(listing: Listing) -> None:
    search(listing, "水")
    listing.press("F3")
    assert listing.page.showing.state.search == ""
    assert listing.tabs()["open"][1]


def test_the_preview_shows_where_it_was_found(listing: Listing) -> None:
    search(listing, "灶台")
    preview = listing.page.preview
    assert preview.shown is not None
    assert preview.shown.heading_note == "1 处"
    texts = preview.places.texts()
    assert [label.lit() for label in texts] == [["灶台"]]
    assert texts[0].plain() == "厨房顶昨晚开始滴水，滴到灶台上，柜门都泡胀了。"
    assert "灶台" in texts[0].text()
    assert "background-color" in texts[0].text()


def test_names_found_by_their_reading_are_lit(listing: Listing) -> None:
    search(listing, "zgl")
    assert listing.line("leak").resident_hits == ((0, 3),)
    facts = listing.page.preview.shown
    assert facts is not None
    home = facts.facts[0]
    assert [home.value[start : start + length] for start, length in home.hits] == ["周桂兰"]


def test_the_figure_says_how_long_it_took(listing: Listing) -> None:
    search(listing, "滴水")
    words = listing.page.controls.filters.count.text()
    assert words.startswith("1 / 5 件")
