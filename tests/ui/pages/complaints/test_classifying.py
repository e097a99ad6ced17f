"""Sorting from the list: by keys alone, one after the other, many at once, and taken back."""

from __future__ import annotations

from models.complaints.queries import case_detail
from models.core.permissions import Role
from models.core.session import Session
from models.handling.actions import merge
from tests.ui.pages.complaints.conftest import Listing, OpenListing


def sorted_as(listing: Listing, *names: str) -> list[tuple[str | None, ...]]:
    """Category, sub-category, cause, who answers for it, and the cause in words."""

    def read(session: Session) -> list[tuple[str | None, ...]]:
        found = [case_detail(session.store, listing.estate.cases[name]) for name in names]
        return [
            (one.row.category, one.row.subcategory, one.cause, one.responsible, one.cause_text)
            for one in found
        ]

    return listing.read(read)


def test_unclassified_is_worked_off_by_keys(listing: Listing) -> None:
    """T, a few letters, Enter takes what was found, Enter writes it, and the next one is chosen."""
    listing.press("8")
    assert listing.tabs()["unclassified"] == ("未归类 5", True)
    assert listing.cases() == ["leak", "tap", "lift", "noise", "bill"]
    listing.press("Down")
    listing.press("T")
    assert listing.desk.find("complaints.classify").isVisible()
    listing.desk.type("屋面")
    listing.press("Return")
    assert sorted_as(listing, "tap") == [("leak", None, None, None, "")], "nothing is written yet"
    listing.press("Return")
    assert sorted_as(listing, "tap") == [("leak", "leak.roof_wall", None, None, "")]
    assert listing.cases() == ["leak", "lift", "noise", "bill"]
    assert listing.chosen() == "lift"
    assert listing.tabs()["unclassified"] == ("未归类 4", True)
    assert listing.desk.window.focusWidget() is listing.view
    listing.press("T")
    listing.desk.type("pipe")  # a Chinese desk finds English words as well
    listing.press("Return", "Return")
    assert listing.chosen() == "noise"
    assert listing.desk.recorder.offers[-1].text == "1 件已归类。"
    listing.press("Ctrl+Z")
    assert sorted_as(listing, "lift") == [("leak", None, None, None, "")]
    assert listing.cases() == ["leak", "lift", "noise", "bill"]
    # The last of the list: the one above it is next.
    listing.press("End", "T")
    listing.desk.type("屋面")
    listing.press("Tab")
    listing.desk.type("密封圈")
    listing.press("Tab")
    listing.desk.type(listing.desk.context.texts.word("responsible", "contractor"))
    listing.press("Return", "Return")
    assert sorted_as(listing, "bill") == [("leak", "leak.roof_wall", "wear.seals", "contractor", "")]
    assert listing.cases() == ["leak", "lift", "noise"]
    assert listing.chosen() == "noise"


def test_marked_cases_are_classified_at_once_and_taken_back(listing: Listing) -> None:
    names = ("lift", "leak")
    listing.choose("lift")
    listing.press("Space", "Down", "Space")
    listing.desk.click("complaints.bulk.classify")
    dialog = listing.desk.find("complaints.classify")
    assert dialog.heading.text() == "为 2 件归类"  # type: ignore[attr-defined]
    cause = listing.desk.find("complaints.classify.cause")
    listing.desk.type("没有及时告知", cause)
    listing.press("Tab")
    usual = listing.desk.find("complaints.classify.usual")
    assert sorted_as(listing, *names) == [("leak", None, None, None, "")] * 2
    listing.desk.type("没人通知停水", listing.desk.find("complaints.classify.cause_text"))
    usual.button("own_staff").click()  # type: ignore[attr-defined]
    assert not usual.isVisible()
    listing.press("Return")
    told = ("leak", None, "process.not_told", "own_staff", "没人通知停水")
    assert sorted_as(listing, *names) == [told] * 2
    assert listing.page.list.marked() == ()
    assert listing.desk.recorder.offers[-1].text == "2 件已归类。"
    listing.press("Ctrl+Z")
    assert sorted_as(listing, *names) == [("leak", None, None, None, "")] * 2


def test_of_what_was_merged_meanwhile_it_is_said_that_it_stays(listing: Listing) -> None:
    listing.choose("lift")
    listing.press("Space", "Down", "Space")
    listing.desk.click("complaints.bulk.classify")
    listing.desk.type("没有及时告知", listing.desk.find("complaints.classify.cause"))
    listing.press("Tab", "Return")
    ids = listing.estate.cases
    listing.read(lambda session: merge(session, ids["tap"], [ids["leak"]], "same water"))
    listing.press("Ctrl+Z")
    assert sorted_as(listing, "lift") == [("leak", None, None, None, "")]
    assert sorted_as(listing, "leak")[0][2] == "process.not_told"
    reference = listing.read(lambda session: case_detail(session.store, ids["leak"]).row.reference)
    assert listing.desk.recorder.texts()[-1] == f"{reference} 保持现状：其间已被合并或重新归类。"


def test_nothing_chosen_and_nothing_allowed(listing: Listing, open_listing: OpenListing) -> None:
    listing.choose("leak")
    listing.press("T")
    dialog = listing.desk.find("complaints.classify")
    listing.press("Return")
    assert dialog.isVisible()
    assert dialog.labels["kind"].has_error  # type: ignore[attr-defined]
    listing.press("Esc")
    assert sorted_as(listing, "leak") == [("leak", None, None, None, "")]
    assert not listing.desk.recorder.offers

    clerk = open_listing(role=Role.FRONT_DESK)
    clerk.choose("leak")
    clerk.press("Space")
    assert not clerk.page.controls.bulk.classify.isVisible()
    clerk.press("T")
    assert not clerk.desk.window.findChildren(type(dialog))


def test_a_merged_case_is_named(listing: Listing) -> None:
    leak, tap = listing.estate.cases["leak"], listing.estate.cases["tap"]
    listing.read(lambda session: merge(session, tap, [leak], "same water"))
    listing.press("7")
    listing.page.refresh()
    listing.desk.settle()
    listing.choose("leak")
    listing.press("T")
    listing.desk.type("屋面")
    listing.press("Return", "Return")
    assert any(listing.estate.references["leak"] in words for words in listing.desk.recorder.texts())
    assert sorted_as(listing, "leak", "tap") == [("leak", None, None, None, "")] * 2
