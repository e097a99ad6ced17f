"""Merging marked cases from the list: asked, done, taken back; what is noted on a merged case goes where it belongs."""

from __future__ import annotations

from models.complaints.kinds import View
from models.complaints.queries import case_row
from models.core.permissions import Role
from models.handling.actions import merge
from models.handling.queries import case_file
from tests.ui.pages.complaints.conftest import Listing, OpenListing


def mark_two(listing: Listing) -> None:
    listing.choose("noise")
    listing.press("Space", "Down", "Space")


def status(listing: Listing, name: str) -> str:
    return listing.read(lambda session: case_row(session.store, listing.estate.cases[name]).status)


def test_marked_cases_are_merged_into_the_gravest_and_taken_apart_again(listing: Listing) -> None:
    mark_two(listing)
    listing.press("M")
    dialog = listing.desk.find("complaints.merge")
    assert dialog.survivor.value() == listing.estate.cases["lift"]  # type: ignore[attr-defined]
    listing.press("Return")
    assert dialog.reason_label.has_error  # type: ignore[attr-defined]
    listing.desk.type("同一台电梯")
    listing.press("Return")
    listing.desk.settle()
    assert (status(listing, "noise"), status(listing, "lift")) == ("merged", "open")
    assert listing.page.list.marked() == ()
    assert listing.estate.cases["noise"] not in [line.case.id for line in listing.page.list.lines()]
    assert listing.desk.recorder.offers[-1].text == f"1 件已并入 {listing.estate.references['lift']}。"
    listing.press("Ctrl+Z")
    listing.desk.settle()
    assert status(listing, "noise") == "open"
    assert listing.line("noise").case.status == "open"


def test_what_is_refused_is_told_and_nothing_is_merged(listing: Listing) -> None:
    mark_two(listing)
    listing.press("M")
    dialog = listing.desk.find("complaints.merge")
    dialog.survivor.set_value(listing.estate.cases["noise"])  # type: ignore[attr-defined]
    listing.desk.type("同一件事")
    listing.press("Return")
    listing.desk.settle()
    assert (status(listing, "noise"), status(listing, "lift")) == ("open", "open")
    assert any(listing.estate.references["lift"] in words for words in listing.desk.recorder.texts())


def test_it_takes_two_marks(listing: Listing) -> None:
    listing.choose("noise")
    listing.press("Space")
    assert not listing.page.controls.bulk.merge.isEnabled()
    listing.press("Down", "Space")
    assert listing.page.controls.bulk.merge.isEnabled()


def test_a_call_about_a_merged_case_is_noted_where_it_is_carried_on(listing: Listing) -> None:
    leak, tap = listing.estate.cases["leak"], listing.estate.cases["tap"]
    listing.read(lambda session: merge(session, tap, [leak], "same water"))
    listing.page.showing.choose_view(View.CLOSED)
    listing.page.refresh()
    listing.desk.settle()
    listing.choose("leak")
    listing.press("C")
    listing.desk.type("又来电话")
    listing.press("Ctrl+Return")
    listing.desk.settle()
    file = listing.read(lambda session: case_file(session.store, tap))
    assert [one.summary for one in file.contacts] == ["又来电话"]
    assert any(listing.estate.references["tap"] in words for words in listing.desk.recorder.texts())


def test_everybody_who_handles_may_merge(open_listing: OpenListing) -> None:
    listing = open_listing(role=Role.FRONT_DESK)
    mark_two(listing)
    assert listing.page.controls.bulk.merge.isEnabled()
