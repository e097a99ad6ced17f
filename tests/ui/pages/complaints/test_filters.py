"""Filters as chips, and views that people keep."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from models.core.permissions import Role
from tests.ui.pages.complaints.conftest import Listing, OpenListing
from ui.pages.complaints.saved import fetch_views


def filter_by(listing: Listing, field: str, code: object) -> None:
    """F, and down to the line."""
    listing.press("F")
    listing.pick(f"complaints.filters.{field}", f"complaints.filters.{field}.{code}")
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    listing.desk.settle()


def test_a_filter_becomes_a_chip_and_the_chip_takes_it_away(listing: Listing) -> None:
    filter_by(listing, "severities", "s2")
    assert listing.chips() == ["S2 紧急"]
    assert set(listing.cases()) == {"lift", "tap", "leak"}
    filter_by(listing, "channels", "visit")
    assert listing.chips() == ["S2 紧急", "渠道：来访"]
    assert listing.cases() == ["tap"]
    chip = listing.desk.find("complaints.chip.severities")
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 14, chip.height() // 2))
    listing.desk.settle()
    assert listing.chips() == ["渠道：来访"]
    listing.desk.find("complaints.chip.channels").setFocus()
    listing.press("Delete")
    assert listing.chips() == []
    assert len(listing.cases()) == 4
    assert listing.desk.find("complaints.filter").hasFocus(), "the focus does not fall into nothing"


def test_several_values_of_a_field_are_ticked_without_the_menu_closing(listing: Listing) -> None:
    listing.press("F")
    menu = listing.menu()
    severities = next(
        m for m in menu.findChildren(QMenu) if m.objectName() == "complaints.filters.severities"
    )
    severities.popup(listing.page.mapToGlobal(QPoint(300, 200)))
    for name in ("s2", "s3"):
        action = next(a for a in severities.actions() if a.objectName().endswith(name))
        QTest.mouseClick(
            severities, Qt.MouseButton.LeftButton, pos=severities.actionGeometry(action).center()
        )
    assert severities.isVisible()
    severities.close()
    menu.close()
    listing.desk.settle()
    assert listing.chips() == ["S2 紧急和S3 一般"]
    assert len(listing.cases()) == 4


def test_by_building_handler_risk_and_origin(listing: Listing) -> None:
    filter_by(listing, "place", listing.estate.homes["5"])
    assert listing.chips() == ["5号楼"]
    assert listing.cases() == ["tap"]
    listing.desk.click("complaints.filter.clear")
    filter_by(listing, "handler", listing.estate.colleague)
    assert listing.chips() == ["处理人：李想"]
    assert listing.page.list.is_empty()
    listing.desk.click("complaints.filter.clear")
    filter_by(listing, "flag", "media")
    assert listing.cases() == ["lift"]
    listing.desk.click("complaints.filter.clear")
    filter_by(listing, "imported", "no")
    assert len(listing.cases()) == 4


def test_by_one_home_that_is_typed(listing: Listing) -> None:
    listing.press("F")
    listing.pick("complaints.filters.place", "complaints.filters.place.other")
    listing.desk.type("9-9999")
    listing.press("Return")
    label = listing.desk.find("complaints.home").label  # type: ignore[attr-defined]
    assert label.has_error
    listing.desk.find("complaints.home.unit").clear()  # type: ignore[attr-defined]
    listing.desk.type("3-1502")
    listing.press("Return")
    assert listing.chips() == ["3-1502"]
    assert listing.cases() == ["leak"]


def test_by_days(listing: Listing) -> None:
    listing.press("7")
    filter_by(listing, "period", "7d")
    assert listing.chips() == ["接收时间：近 7 天"]
    assert set(listing.cases()) == {"leak", "tap", "lift", "noise"}
    listing.press("F")
    listing.pick("complaints.filters.period", "complaints.filters.period.other")
    listing.desk.type("2026-11-01")
    listing.press("Tab", "Tab")
    listing.desk.find("complaints.days.last").setFocus()
    listing.desk.type("2026-11-12")
    listing.press("Return")
    assert listing.cases() == ["bill"]
    assert listing.chips() == ["接收时间：11月1日 – 11月12日"]


def test_a_view_is_kept_renamed_and_deleted(listing: Listing) -> None:
    filter_by(listing, "severities", "s2")
    listing.press("Ctrl+S")
    listing.press("Return")
    dialog = listing.desk.find("complaints.save_view")
    assert dialog.label.has_error, "a view needs a name"  # type: ignore[attr-defined]
    listing.desk.type("紧急的")
    listing.press("Return")
    saved = listing.page.saved.rows[0]
    assert (saved.name, saved.shared) == ("紧急的", False)
    assert listing.tabs()[f"saved:{saved.id}"] == ("紧急的", True)
    listing.press("1")
    assert listing.chips() == []
    listing.desk.click(f"complaints.views.saved:{saved.id}")
    listing.desk.settle()
    assert listing.chips() == ["S2 紧急"]
    assert set(listing.cases()) == {"lift", "tap", "leak"}
    listing.desk.click("complaints.views.more")
    listing.pick("complaints.views.menu.rename")
    listing.desk.press("Ctrl+A")
    listing.desk.type("急事")
    listing.press("Return")
    assert listing.tabs()[f"saved:{saved.id}"] == ("急事", True)
    listing.desk.click("complaints.views.more")
    listing.pick("complaints.views.menu.delete")
    assert not list(listing.page.saved.rows)
    assert f"saved:{saved.id}" not in listing.tabs()
    listing.press("Ctrl+Z")
    assert [row.name for row in listing.page.saved.rows] == ["急事"]


def test_a_view_for_everybody_needs_the_right(open_listing: OpenListing) -> None:
    listing = open_listing(role=Role.FRONT_DESK)
    listing.press("Ctrl+S")
    dialog = listing.desk.find("complaints.save_view")
    assert not dialog.shared.isVisible()  # type: ignore[attr-defined]
    listing.desk.type("我的单子")
    listing.press("Return")
    kept = listing.read(fetch_views)
    assert [(row.name, row.shared) for row in kept] == [("我的单子", False)]


def test_a_shared_view(listing: Listing) -> None:
    listing.desk.click("complaints.views.add")
    listing.desk.type("大家的")
    listing.desk.find("complaints.save_view.shared").click()  # type: ignore[attr-defined]
    listing.desk.click("complaints.save_view.take")
    listing.desk.settle()
    assert [row.shared for row in listing.page.saved.rows] == [True]


def test_another_page_may_ask_for_a_view_or_for_filters(listing: Listing) -> None:
    listing.desk.go("complaints", view="closed")
    assert listing.cases() == ["bill"]
    listing.desk.go(
        "complaints", filters={"view": "open", "place": [listing.estate.homes["3-1602"], "3-1602"]}
    )
    assert set(listing.cases()) == {"noise", "lift"}
    assert listing.chips() == ["3-1602"]
