"""Finding people and places by keys: tree, list, filter, views."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from models.core.session import OWNER, Session
from models.directory.actions import add_resident, move_out, retire_place
from models.directory.kinds import ResidencyDraft, ResidentDraft
from models.directory.queries import place, residents_of
from tests.ui.pages.directory.conftest import Town

EVERYBODY = ["Anna Kowalska", "周桂兰", "陈建国"]


def test_f7_shows_everybody_and_enter_opens_one(town: Town) -> None:
    town.press("F7")
    assert town.listed() == EVERYBODY
    assert town.residents.head.sentence.text() == "3 位住户 · 3 户"
    town.press("Down", "Return")
    assert town.desk.context.navigation.current == "resident"
    assert town.desk.context.navigation.params == {"id": town.estate.residents["周桂兰"]}
    town.press("Esc")
    assert town.desk.context.navigation.current == "residents"
    row = town.residents.list.view.current()
    assert row is not None
    assert row.cells[0] == "周桂兰"


def test_the_filter_finds_names_initials_phones_and_homes(town: Town) -> None:
    town.press("F7")
    town.press("F")
    for words, found in (("陈", ["陈建国"]), ("zgl", ["周桂兰"]), ("5555", ["Anna Kowalska"])):
        town.residents.words.clear()
        town.type(words)
        town.press("Return")
        assert town.listed() == found, words
        town.press("F")
    town.residents.words.clear()
    town.type("没有这个人")
    town.press("Return")
    assert town.residents.list.empty.isVisible()
    town.press("Esc")
    assert town.listed() == EVERYBODY


def test_letters_are_typed_into_the_filter_and_do_nothing_else(town: Town) -> None:
    town.press("F7")
    town.press("F")
    town.type("apif")
    assert town.residents.words.text() == "apif"
    assert town.no_dialog()


def test_the_tree_narrows_the_list_and_enter_opens_the_place(town: Town) -> None:
    town.press("F7")
    tree = town.residents.tree
    tree.setFocus()
    town.press("Down", "Down", "Down")  # everybody, the property, building 3, building 5
    assert tree.current() == town.estate.homes["5"]
    assert town.listed() == ["Anna Kowalska"]
    town.press("Up", "Right")  # building 3 unfolds
    town.press("Right")  # its first home
    assert tree.current() == town.estate.homes["3-1502"]
    assert town.listed() == ["周桂兰"]
    town.press("Return")
    assert town.desk.context.navigation.current == "place"
    town.press("Esc")
    assert tree.current() == town.estate.homes["3-1502"], "the tree stays as it was"


def test_the_tree_stays_unfolded_when_something_changes(town: Town) -> None:
    town.press("F7")
    tree = town.residents.tree
    tree.setFocus()
    town.press("Down", "Down", "Right")
    town.press("Right")
    new = ResidentDraft("郑涛")
    home = town.estate.homes["3-1502"]
    draft = ResidencyDraft(home)
    town.desk.context.operations.run(town.residents, add_resident, new, draft)
    town.desk.settle()
    assert tree.current() == home
    item = tree.places.find(home)
    assert item is not None
    assert item.node is not None
    assert item.node.people == 2
    assert town.listed() == ["周桂兰", "郑涛"]


def test_those_who_moved_out_and_places_out_of_use_have_their_views(town: Town) -> None:
    def leave(session: Session) -> None:
        owner = Session(session.store, OWNER, session.clock)
        home = town.estate.homes["5-0602"]
        stay = residents_of(session, home)[0].residency
        assert stay is not None
        move_out(owner, stay.id, stay.row_version)
        retire_place(owner, home, place(session, home).row_version)

    town.ask(leave)
    town.press("F7")
    assert town.listed() == ["周桂兰", "陈建国"]
    town.desk.click("residents.views.former")
    town.desk.settle()
    assert town.listed() == ["Anna Kowalska"]
    town.desk.click("residents.views.places")
    town.desk.settle()
    assert "5-0602" not in town.listed()
    assert "3-1502" in town.listed()
    town.desk.click("residents.views.retired")
    town.desk.settle()
    assert town.listed() == ["5-0602"]


def test_a_long_list_comes_page_by_page(town: Town) -> None:
    def crowd(session: Session) -> None:
        owner = Session(session.store, OWNER, session.clock)
        for number in range(150):
            add_resident(
                owner, ResidentDraft(f"住户{number:03}"), ResidencyDraft(town.estate.homes["3-1602"])
            )

    town.ask(crowd)
    town.press("F7")
    model = town.residents.list.model
    assert model.rowCount() == 64
    while not model.is_done:
        town.residents.list.view.scrollToBottom()
        town.desk.settle()
    assert town.listed() == sorted([*EVERYBODY, *(f"住户{number:03}" for number in range(150))])
    QTest.keyClick(town.residents.list.view, Qt.Key.Key_End)
    row = town.residents.list.view.current()
    assert row is not None
    assert row.cells[0] == "陈建国"
