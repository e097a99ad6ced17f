"""The list of the cases behind a figure: opened from elsewhere and from the search box, counted, exported, put away."""

from __future__ import annotations

import csv
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from models.core.clock import SetClock
from models.insights.kinds import Slice
from models.store.opening import open_store
from resources.texts import load
from resources.texts.places import building_name
from tests.ui.pages.complaints.conftest import Listing, OpenListing
from tests.ui.pages.complaints.estate import Estate
from tests.ui.pages.complaints.test_search import ask
from ui.pages.complaints.figures import Names, figure_words
from ui.pages.complaints.state import Filters, ListState, from_body, to_body

WEEK = "received@2026-W47"


def test_a_building_with_a_number_is_said_to_be_one() -> None:
    names: Names = {Slice.BUILDING: {3: "3", 4: "Garage"}}
    told = [figure_words(load("en"), f"{WEEK}/building_id={one}", names) for one in (3, 4)]
    assert told == ["Received · 2026-W47 · Building 3", "Received · 2026-W47 · Garage"]


def look_at(listing: Listing, figure: str) -> None:
    listing.desk.context.navigation.navigate("complaints", figure=figure)
    listing.desk.settle()


def test_a_figure_shows_its_cases_and_says_so(listing: Listing) -> None:
    look_at(listing, WEEK)
    assert listing.chips() == ["受理 · 2026-W47 背后的投诉"]
    assert set(listing.cases()) == {"noise", "lift", "tap", "leak"}, "not the bill, nine days ago"
    assert listing.page.controls.filters.count.text() == "4 / 5 件"
    look_at(listing, "overdue@2026-W47")
    assert listing.cases() == ["noise"]
    look_at(listing, "received@2026/channel=phone/occupation=/subcategory=")
    assert listing.chips() == ["受理 · 2026 · 电话 · 职业：不清楚 · 子类：不清楚 背后的投诉"]
    assert "tap" not in listing.cases(), "somebody came with that"
    look_at(listing, "escalation_outside@2026-W47#miss")
    assert listing.chips() == ["对外升级 · 2026-W47 · 其余的 背后的投诉"]
    assert set(listing.cases()) == {"noise", "tap", "leak"}, "but the lift, which the press knows of"


def retired(folder: Path, clock: SetClock, _estate: Estate) -> None:
    store = open_store(folder, clock)
    with store.writing():
        store.execute("UPDATE category SET active = 0 WHERE code IN ('leak', 'leak.pipe')")
        store.execute("UPDATE cause SET active = 0 WHERE code = 'wear'")
        store.execute("UPDATE place SET active = 0 WHERE kind = 'building'")
        store.execute("UPDATE staff SET active = 0 WHERE id = 3")
    store.disconnect()


def test_what_can_no_longer_be_chosen_keeps_its_name_in_the_chips(open_listing: OpenListing) -> None:
    """Retired categories and causes, people who left, buildings that are gone: figures go on speaking of them."""
    listing = open_listing(before=retired)
    places = "SELECT kind, id, label FROM place WHERE kind IN ('property', 'building') ORDER BY id DESC"
    found = {
        kind: (one, label) for kind, one, label in listing.read(lambda session: session.store.rows(places))
    }
    (estate, name), (building, label) = found["property"], found["building"]
    cut = f"/property={estate}/building={building}/category=leak/cause=wear/handler=3"
    look_at(listing, f"received@2026-W47{cut}")
    (chip,) = listing.chips()
    for words in (name, building_name(load("zh_CN"), label), "漏水", "老化磨损", "李想"):
        assert words in chip, words
    listing.desk.context.navigation.navigate("complaints", filters={"categories": ["leak"]})
    listing.desk.settle()
    assert listing.chips() == ["漏水"]


def test_the_chip_puts_it_away_and_it_stays_away(listing: Listing) -> None:
    look_at(listing, WEEK)
    listing.desk.find("complaints.chip.figure").setFocus()
    listing.press("Delete")
    assert listing.chips() == []
    assert len(listing.cases()) == 5
    listing.desk.context.navigation.navigate("case", id=1)
    listing.desk.settle()
    listing.desk.context.navigation.back()
    listing.desk.settle()
    assert listing.chips() == [], "coming back does not bring it back"


def test_coming_back_to_a_figure_finds_it(listing: Listing) -> None:
    look_at(listing, WEEK)
    listing.desk.context.navigation.navigate("case", id=1)
    listing.desk.settle()
    listing.press("2")
    listing.desk.context.navigation.back()
    listing.desk.settle()
    assert len(listing.cases()) == 4
    listing.press("1")
    assert listing.chips() == [], "another view is another list"


def test_what_names_no_figure_changes_nothing(listing: Listing) -> None:
    before = listing.cases()
    look_at(listing, "height@2026-W47")
    assert (listing.chips(), listing.cases()) == ([], before)


def test_the_search_box_knows_figures(listing: Listing) -> None:
    first = ask(listing, " Received@2026-w47 ")[0]
    assert (first.title, first.detail, first.params) == ("受理 · 2026-W47 背后的投诉", "4", {"figure": WEEK})
    leak = ask(listing, "received@2026-W47/subcategory=leak.from_above/category=leak/cause=wear/handler=3")[0]
    assert leak.title == "受理 · 2026-W47 · 漏水 · 老化磨损 · 李想 · 楼上漏下 背后的投诉"
    assert not [one for one in ask(listing, "height@2026-W47") if "figure" in one.params]
    ask(listing, "overdue@2026-W47")
    listing.press("Return")
    assert listing.cases() == ["noise"]


def test_the_search_box_says_what_is_wrong_with_a_figure(listing: Listing) -> None:
    """An unknown value would have no cases: that is said, with the values nearest to it, not shown as an empty list."""
    leek, *_ = ask(listing, "received@2026-W47/category=leek")
    assert leek.title.startswith("类别里没有“leek”。最接近的有：leak (漏水)")
    week, *_ = ask(listing, "received@2026-W54")
    assert "2026-W54" in week.title
    before = listing.cases()
    listing.press("Return")
    assert listing.cases() == before


def test_exactly_these_are_exported(listing: Listing, tmp_path: Path) -> None:
    look_at(listing, "on_time@2026-W47#all")
    cases = listing.cases()
    listing.desk.click("complaints.export")
    dialog = listing.desk.find("complaints.export.file")
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "figure.csv"))
    dialog.close()
    listing.desk.settle()
    with (tmp_path / "figure.csv").open(encoding="utf-8-sig", newline="") as stream:
        references = {row["reference"] for row in csv.DictReader(stream)}
    assert references == {listing.estate.references[name] for name in cases}


def test_a_saved_view_keeps_its_figure() -> None:
    state = ListState().behind("on_time@2026-W47#miss")
    assert from_body(to_body(state)) == state
    assert from_body({"figure": "height@2026"}).filters == Filters()
