"""The head of a page: what stands where, and what happens when there is little room."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.widgets.helpers import shown
from ui.widgets.controls import Button
from ui.widgets.page_head import PageHead
from ui.widgets.tabs import ViewTabs

LONG = "Two are out on the way, one waits for a part, and nobody has been given the lift of building 3 yet."


def test_buttons_stand_beside_the_title_and_tabs_below(qtbot: QtBot) -> None:
    add, more = Button("Add one"), Button("Import…")
    tabs = ViewTabs((("week", "This week", None),))
    head = PageHead(more, add, tabs=tabs)
    head.set_title("Repairs")
    head.set_sentence("Nothing is late.")
    shown(qtbot, head, width=700)
    assert head.title.geometry().top() < add.geometry().bottom()
    assert head.title.geometry().right() < more.geometry().left() < add.geometry().left()
    assert head.title.geometry().bottom() <= head.sentence.geometry().top()
    assert head.sentence.geometry().bottom() < tabs.geometry().top()


def test_a_long_sentence_goes_on_below_instead_of_widening_the_page(qtbot: QtBot) -> None:
    head = PageHead(Button("Add one"))
    head.set_sentence("")
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(head)
    column.addStretch(1)
    window = shown(qtbot, page, width=360, height=300)
    one_line = head.sentence.height()
    assert one_line > 0  # nothing jumps when the sentence comes
    head.set_sentence(LONG)
    qtbot.waitUntil(lambda: head.sentence.height() >= 2 * one_line)
    assert window.width() == 360


def test_a_head_that_is_made_takes_the_focus_from_nobody(qtbot: QtBot) -> None:
    window = shown(qtbot, Button("Here"))
    assert window.isActiveWindow()
    before = len(QApplication.topLevelWidgets())
    head = PageHead(sentence=False)
    assert head.sentence.isHidden()
    other = PageHead(parent=window)
    QApplication.processEvents()
    assert window.isActiveWindow()
    assert not other.sentence.isHidden()
    assert len(QApplication.topLevelWidgets()) == before + 1
