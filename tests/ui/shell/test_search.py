"""The search box and the list that drops from it."""

from __future__ import annotations

import pytest

from tests.ui.conftest import MakeDesk
from tests.ui.helpers import DeskUnderTest
from tests.ui.shell.stubs import STUBS
from ui.palette import PaletteEntry
from ui.shell.search_box import SearchBox


@pytest.fixture
def shell(make_desk: MakeDesk) -> DeskUnderTest:
    return make_desk(STUBS)


def search(shell: DeskUnderTest) -> SearchBox:
    return shell.window.frame.top.search


def ask(shell: DeskUnderTest, words: str) -> list[PaletteEntry]:
    shell.press("Ctrl+K")
    shell.type(words)
    search(shell)._ask()
    shell.settle()
    found = search(shell).list
    assert found is not None
    return found.entries()


def test_typing_finds_homes_and_offers_to_search(shell: DeskUnderTest) -> None:
    entries = ask(shell, "15")
    assert [entry.title for entry in entries] == ["1-1501", "3-1502", "在全部投诉里找“15”"]
    assert entries[0].hits == ((2, 2),)
    shell.shot("shell-search-zh")


def test_arrows_and_enter_go_where_the_line_leads(shell: DeskUnderTest) -> None:
    ask(shell, "15")
    shell.press("Down", "Return")
    assert shell.context.navigation.current == "case"
    assert shell.context.navigation.params == {"unit": "3-1502"}
    assert not search(shell).list_is_open()


def test_enter_before_the_answer_waits_for_the_answer_to_what_is_typed(shell: DeskUnderTest) -> None:
    shell.press("Ctrl+K")
    shell.type("3-15")
    shell.press("Return")
    shell.settle()
    assert shell.context.navigation.params == {"unit": "3-1502"}


def test_an_empty_box_offers_pages_and_commands(shell: DeskUnderTest) -> None:
    shell.press("Ctrl+K")
    shell.settle()
    found = search(shell).list
    assert found is not None
    assert "今日" in [entry.title for entry in found.entries()]


def test_a_command_is_done_by_its_name(shell: DeskUnderTest) -> None:
    entries = ask(shell, "登记")
    assert entries[-1].command == "shell.record"
    shell.press("Up")
    shell.press(*["Down"] * 5, "Return")
    assert shell.context.navigation.current == "intake"


def test_escape_closes_the_list_and_gives_the_focus_back(shell: DeskUnderTest) -> None:
    shell.go("today")
    shell.go("complaints")
    field = shell.find("stub.field")
    field.setFocus()
    ask(shell, "15")
    shell.press("Esc")
    assert not search(shell).list_is_open()
    assert shell.window.focusWidget() is field
    assert shell.context.navigation.current == "complaints", "Escape must not also go back"
    assert search(shell).text() == "15", "what was typed is kept"


def test_an_answer_to_older_words_is_not_shown(shell: DeskUnderTest) -> None:
    ask(shell, "15")
    search(shell).setText("30")
    search(shell).show_found("15", ())
    found = search(shell).list
    assert found is not None
    assert found.isVisible()
