"""What the list shows: groups of the clock, views, orders, columns, figures; and that it stays where it is."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from models.complaints.actions import set_flags
from models.complaints.kinds import Flag, Sort, View
from resources.texts import load
from tests.ui.pages.complaints.bulk_data import add_many
from tests.ui.pages.complaints.conftest import Listing, OpenListing
from ui.pages.complaints.view_words import VIEW_KEYS, VIEWS
from ui.shared.case_clock import short_duration
from ui.widgets.lists import PagedModel


def test_open_cases_stand_by_the_clock_under_their_headings(listing: Listing) -> None:
    assert listing.shown() == ["[已超时 1]", "noise", "[今天到期 2]", "lift", "leak", "[以后 1]", "tap"]
    assert listing.line("noise").due.words == "超 46 分"
    assert listing.line("lift").due.words == "7 分"
    assert (listing.line("leak").due.words, listing.line("leak").due.token) == ("15:50", "muted")
    assert listing.line("tap").due.words == "周六 16:20"
    assert listing.page.controls.filters.count.text() == "4 / 5 件"


def test_the_tabs_say_how_many(listing: Listing) -> None:
    assert listing.tabs() == {
        "open": ("处理中 4", True),
        "mine": ("我的 4", False),
        "overdue": ("已超时 1", False),
        "resolved": ("待回访 0", False),
        "repeats": ("重复投诉 0", False),
        "closed": ("本周结案 1", False),
        "all": ("全部", False),
        "unclassified": ("未归类 5", False),
    }


def test_digits_choose_views(listing: Listing) -> None:
    listing.press("3")
    assert listing.cases() == ["noise"]
    listing.press("6")
    assert listing.shown() == ["bill"], "in the order of closing there are no groups"
    listing.press("7")
    assert set(listing.cases()) == {"leak", "tap", "lift", "noise", "bill"}
    assert listing.cases()[0] == "leak", "the newest first"
    listing.press("1")
    assert listing.tabs()["open"][1]


def test_a_tab_is_chosen_with_the_mouse(listing: Listing) -> None:
    listing.desk.click("complaints.views.overdue")
    listing.desk.settle()
    assert listing.cases() == ["noise"]


def test_a_click_on_the_head_orders_and_a_second_one_turns(listing: Listing) -> None:
    head = listing.view.head
    for descending in (False, True):
        spot = QPoint(head.sectionViewportPosition(0) + 20, head.height() - 8)
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        listing.desk.settle()
        severities = [listing.line(name).case.severity for name in listing.cases()]
        assert severities == sorted(severities, reverse=descending)
    assert listing.page.showing.state.sort is Sort.SEVERITY
    assert listing.page.controls.filters.order.text() == "按等级排序"
    assert not [row for row in listing.shown() if row.startswith("[")]


def test_who_comes_to_the_page_has_the_rows_under_the_keys(open_listing: OpenListing) -> None:
    listing = open_listing(real=True)
    assert listing.view.hasFocus()
    listing.page.controls.heading.export.setFocus()
    listing.page.shown()  # asked for again while one is here: the focus stays
    assert not listing.view.hasFocus()
    listing.press("F2", "F3")
    assert listing.view.hasFocus()


def test_order_and_columns_by_keyboard(listing: Listing) -> None:
    listing.press("O")
    listing.pick("complaints.order.sort.received")
    assert listing.page.showing.state.sort is Sort.RECEIVED
    assert listing.cases() == ["noise", "lift", "tap", "leak"]
    listing.press("O")
    listing.pick("complaints.order.column.category")
    assert "category" in listing.page.showing.state.columns
    at = listing.page.showing.state.columns.index("category")
    row = listing.page.list.model.row_at(0)
    assert row is not None
    assert row.cells[at] == "漏水"


def test_groups_can_be_switched_off(listing: Listing) -> None:
    listing.press("O")
    listing.pick("complaints.order.grouped")
    assert listing.shown() == ["noise", "lift", "leak", "tap"]


def test_time_passes_and_a_case_moves_to_the_overdue(listing: Listing) -> None:
    listing.choose("leak")
    listing.clock.instant += timedelta(minutes=10)
    listing.page._minute.timeout.emit()
    listing.desk.settle()
    assert listing.shown() == ["[已超时 2]", "noise", "lift", "[今天到期 1]", "leak", "[以后 1]", "tap"]
    assert listing.chosen() == "leak"


def test_a_change_by_somebody_else_keeps_what_is_chosen_and_where_it_is_scrolled_to(
    open_listing: OpenListing,
) -> None:
    listing = open_listing(before=partial(add_many, 200))
    listing.press("7")
    listing.choose("leak")
    bar = listing.view.verticalScrollBar()
    for _ in range(4):
        listing.view.scrollToBottom()
        listing.desk.settle()
    bar.setValue(bar.maximum() - 300)
    place, top = bar.value(), listing.page.list.model.row_at(listing.view.rowAt(0))
    assert top is not None
    listing.page.run(set_flags, listing.estate.cases["leak"], None, frozenset({Flag.LEGAL}))
    listing.desk.settle()
    assert listing.line("leak").case.flags == ("legal",)
    assert listing.chosen() == "leak"
    assert bar.value() == place
    now = listing.page.list.model.row_at(listing.view.rowAt(0))
    assert now is not None
    assert now.key == top.key


def test_a_hidden_list_asks_again_when_it_is_shown(listing: Listing) -> None:
    listing.desk.go("report", ids=[1])
    listing.page.run(set_flags, listing.estate.cases["tap"], None, frozenset({Flag.INJURY}))
    listing.desk.settle()
    listing.press("F3")
    assert listing.line("tap").case.flags == ("injury",)


def test_many_cases_come_page_by_page_without_gaps(open_listing: OpenListing) -> None:
    listing = open_listing(before=partial(add_many, 300))
    listing.press("7")
    model = listing.page.list.model
    assert model.rowCount() == PagedModel.PAGE
    assert listing.page.controls.filters.count.text() == "305 / 305 件"
    for _ in range(10):
        listing.view.scrollToBottom()
        listing.desk.settle()
    ids = [line.case.id for line in listing.page.list.lines()]
    assert len(ids) == len(set(ids)) == 305
    received = [line.case.received_at for line in listing.page.list.lines()]
    assert received == sorted(received, reverse=True)


def test_words_follow_the_language(listing: Listing) -> None:
    listing.desk.context.texts.set("en")
    listing.desk.settle()
    assert listing.shown()[:2] == ["[Overdue 1]", "noise"]
    assert listing.line("noise").due.words == "46 min over"
    assert listing.tabs()["mine"] == ("Mine 4", False)
    assert listing.page.controls.filters.count.text() == "4 of 5"
    assert listing.page.preview.open.text() == "Open"


def test_an_empty_view_says_so_and_filters_can_be_cleared_from_there(listing: Listing) -> None:
    listing.press("5")
    assert listing.page.list.is_empty()
    assert listing.page.list.empty.accessibleName().startswith("这里暂时没有投诉")
    assert listing.page.preview.shown is None
    listing.press("1", "F")
    listing.pick("complaints.filters.flag", "complaints.filters.flag.injury")
    assert listing.page.list.is_empty()
    listing.desk.click("complaints.empty.clear")
    listing.desk.settle()
    assert len(listing.cases()) == 4


def test_the_side_bar_counts_open_cases(listing: Listing) -> None:
    count = listing.desk.find("side.complaints").count  # type: ignore[attr-defined]
    assert count.n == 4


def test_durations_in_a_narrow_column_have_one_unit() -> None:
    english = load("en")
    told = {
        timedelta(minutes=46): "46 min",
        timedelta(hours=19, minutes=26): "19 h",
        timedelta(days=-3, hours=-5): "3 d",
    }
    assert {length: short_duration(english, length) for length in told} == told


def test_views_are_told_in_their_order() -> None:
    assert set(VIEWS) == set(View) == set(VIEW_KEYS)
