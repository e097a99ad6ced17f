"""The page of a home or a person: what it shows, where it leads."""

from __future__ import annotations

from datetime import timedelta

from models.complaints.actions import comment
from models.core.session import OWNER, Session
from models.directory.actions import add_place
from models.directory.kinds import PlaceDraft, PlaceKind
from models.handling.actions import make_promise
from models.handling.kinds import PromiseDraft
from tests.factories import NOON
from tests.ui.pages.directory.conftest import Town


def test_open_cases_first_by_due_time_then_the_past(town: Town) -> None:
    page = town.home("3-1602")
    references = town.estate.references
    assert town.cells(page.cases.model, 1) == [
        "[未结 2]",
        references["noise"],
        references["lift"],
        "[以往 1]",
        references["bill"],
    ]
    assert page.title() == "3-1602"
    town.press("Down", "Return")
    assert town.desk.context.navigation.current == "case"
    assert town.desk.context.navigation.params["id"] == town.estate.cases["lift"]
    town.press("Esc")
    row = page.cases.view.current()
    assert row is not None
    assert row.key == town.estate.cases["lift"], "coming back finds the place"


def test_a_building_shows_the_cases_of_all_its_homes(town: Town) -> None:
    page = town.home("3")
    assert len([cell for cell in town.cells(page.cases.model) if not cell.startswith("[")]) == 4
    assert not page.side.people_head.isVisible()
    assert [line.text() for line in page.side.below.lines] == ["3-1502", "3-1602"]
    page.side.below.lines[0].click()
    town.desk.settle()
    assert page.title() == "3-1502"


def test_open_promises_lead_to_their_case(town: Town) -> None:
    def promise(session: Session) -> None:
        owner = Session(session.store, OWNER, session.clock)
        due = NOON + timedelta(hours=2)
        make_promise(owner, town.estate.cases["leak"], PromiseDraft("回电告知试压结果", due))

    assert not town.home("3-1502").promises_head.isVisible()
    town.ask(promise)
    town.desk.go("residents")
    page = town.home("3-1502")
    page.mark_stale()
    town.desk.settle()
    assert page.promises.lines[0].text() == "回电告知试压结果"
    page.promises.lines[0].click()
    assert town.desk.context.navigation.params["id"] == town.estate.cases["leak"]
    assert town.person("周桂兰").promises.lines[0].isVisible()


def test_homes_above_and_below_with_their_open_cases(town: Town) -> None:
    def build(session: Session) -> None:
        owner = Session(session.store, OWNER, session.clock)
        add_place(owner, PlaceDraft(town.estate.homes["3"], PlaceKind.UNIT, "1402"))

    town.ask(build)
    page = town.home("3-1502")
    chips = [
        (chip.text(), chip._open, chip.isEnabled()) for chip in page.side.chips.chips if chip.isVisible()
    ]
    assert chips == [("3-1602", 2, True), ("3-1502", 1, False), ("3-1402", 0, True)]
    page.side.chips.chips[0].click()
    town.desk.settle()
    assert page.title() == "3-1602"
    assert page.view is not None
    assert page.view.place is not None
    assert page.view.place.id == town.estate.homes["3-1602"]


def test_a_person_shows_homes_numbers_and_cases(town: Town) -> None:
    page = town.person("陈建国")
    card = page.side.cards[0]
    assert [line._words.text() for line in card._facts if line.isVisible()] == ["139 0000 1234"]
    assert [line.text() for line in page.side.history.lines if line.isVisible()] == ["3-1602"]
    assert town.cells(page.cases.model)[0] == "[未结 2]"
    page.side.history.lines[0].click()
    town.desk.settle()
    assert town.desk.context.navigation.current == "place"


def test_a_complaint_begins_here(town: Town) -> None:
    town.person("周桂兰")
    town.press("N")
    navigation = town.desk.context.navigation
    assert navigation.current == "intake"
    assert navigation.params == {
        "place_id": town.estate.homes["3-1502"],
        "resident_id": town.estate.residents["周桂兰"],
    }


def test_what_changes_elsewhere_shows_at_once(town: Town) -> None:
    page = town.home("3-1502")
    before = page.view
    town.desk.context.operations.run(page, comment, town.estate.cases["leak"], "阀门已关")
    town.desk.settle()
    assert page.view is not before


def test_a_home_that_is_gone_is_told_with_a_way_back(town: Town) -> None:
    town.press("F7")
    page = town.desk.go("place", id=99999)
    assert page.gone.isVisible()  # type: ignore[attr-defined]
    assert town.desk.recorder.told == []
    town.press("Esc")
    assert town.desk.context.navigation.current == "residents"


def test_the_search_box_and_links_lead_here(town: Town) -> None:
    assert town.desk.context.navigation.open_link(f"redress:place/{town.estate.homes['3-1502']}")
    town.desk.settle()
    screen = town.desk.context.navigation.screen
    assert screen is not None
    assert screen.title() == "3-1502"
