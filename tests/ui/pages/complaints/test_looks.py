"""Pictures, names for those who listen, themes, narrow windows, and keys that do not eat what is typed."""

from __future__ import annotations

from functools import partial
from time import perf_counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from models.complaints.kinds import View
from tests.ui.pages.complaints.bulk_data import add_many
from tests.ui.pages.complaints.conftest import Listing, OpenListing
from ui.pages.complaints.state import ListState


@pytest.mark.parametrize(("language", "theme"), [("zh_CN", "light"), ("en", "light"), ("zh_CN", "dark")])
def test_picture(open_listing: OpenListing, language: str, theme: str) -> None:
    listing = open_listing(real=True, language=language, theme=theme, before=partial(add_many, 40))
    listing.desk.go("complaints", search="水")
    listing.desk.shot(f"complaints-{language}-{theme}")


def test_picture_with_marks_and_menu(listing: Listing) -> None:
    listing.press("Space", "Down", "Space")
    listing.desk.shot("complaints-marked")


@pytest.mark.parametrize("language", ["zh_CN", "en", "en_XA"])
def test_nothing_is_wider_than_the_smallest_window(open_listing: OpenListing, language: str) -> None:
    listing = open_listing(size=(1024, 680))
    listing.desk.context.texts.set(language)
    listing.desk.settle()
    listing.desk.shot(f"complaints-small-{language}")
    assert listing.desk.window.width() == 1024
    page = listing.page
    for widget in (page.controls.heading, page.controls.views, page.controls.filters, page.list):
        right = widget.mapTo(page, widget.rect().topRight()).x()
        assert right <= page.width(), widget
    listing.press("Space")
    bar = page.controls.bulk
    last = bar.clear.mapTo(page, bar.clear.rect().topRight()).x()
    assert last <= page.width()


def test_in_a_narrow_window_the_preview_is_a_view_of_its_own(open_listing: OpenListing) -> None:
    listing = open_listing(size=(1024, 680))
    assert not listing.page.preview.isVisible()
    listing.press("P")
    assert listing.page.preview.isVisible()
    assert not listing.view.isVisible()
    listing.press("Esc")
    assert listing.view.isVisible()
    assert listing.view.hasFocus()
    listing.desk.window.resize(1440, 868)
    listing.desk.settle()
    assert listing.page.preview.isVisible()
    assert listing.view.isVisible()


def test_every_control_has_a_name_and_is_spoken_of(listing: Listing) -> None:
    listing.press("F")
    listing.pick("complaints.filters.flag", "complaints.filters.flag.media")
    kinds = (QAbstractButton, QLineEdit)
    controls = [w for kind in kinds for w in listing.page.findChildren(kind) if w.isVisible()]
    assert len(controls) > 12
    for control in [*controls, listing.view, listing.page.preview]:
        assert control.objectName().startswith("complaints."), control
        assert control.accessibleName() or getattr(control, "text", str)(), control.objectName()


def test_f6_walks_through_tabs_rows_and_preview(listing: Listing) -> None:
    seen: list[str] = []
    for _ in range(6):
        focus = listing.desk.window.focusWidget()
        assert isinstance(focus, QWidget)
        seen.append(focus.objectName())
        listing.press("F6")
    assert "complaints.list" in seen
    assert any(name.startswith("complaints.views.") for name in seen)
    assert any(name.startswith("complaints.preview") for name in seen)


def test_letters_that_are_typed_into_the_search_box_are_no_commands(listing: Listing) -> None:
    listing.press("Ctrl+K")
    listing.desk.type("fcrxae137")
    listing.desk.settle()
    assert listing.desk.window.frame.top.search.text() == "fcrxae137"
    assert listing.page.showing.state == ListState(view=View.OPEN)


def test_the_theme_follows(listing: Listing) -> None:
    before = listing.page.grab().toImage().pixelColor(300, 300)
    listing.desk.context.theme.set("dark")
    listing.desk.settle()
    assert listing.page.grab().toImage().pixelColor(300, 300) != before


def test_moving_through_thousands_of_rows_asks_nothing_of_the_gui_thread_but_painting(
    open_listing: OpenListing,
) -> None:
    listing = open_listing(before=partial(add_many, 3000))
    listing.press("7")
    model = listing.page.list.model
    while not model.is_done:
        listing.view.scrollToBottom()
        listing.desk.settle()
    assert model.rowCount() == 3005
    begun = perf_counter()
    cells = [model.data(model.index(row, 2)) for row in range(3005)]
    assert len(cells) == 3005
    assert perf_counter() - begun < 0.5, "data() is a look-up"
    QTest.keyClick(listing.view, Qt.Key.Key_End)
    line = listing.page.list.line()
    assert line is not None
    assert line.case.received_at == min(one.case.received_at for one in listing.page.list.lines())
