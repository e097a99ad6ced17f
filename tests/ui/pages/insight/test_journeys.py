"""What a manager does on the page, by keys and mouse."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from models.core.clock import SetClock, to_millis
from models.insights.kinds import Slice
from models.store.opening import open_store
from tests.ui.pages.insight.conftest import Look, LookAt
from tests.ui.pages.insight.scene import Scene, put
from ui.shared.day_field import DayField


def test_the_page_opens_on_the_week(look: Look) -> None:
    head, sheet = look.page.head, look.page.sheet
    assert (head.name.text(), head.days.text()) == ("Week 47", "16 Nov – 22 Nov, so far")
    assert sheet.sentence.plain().startswith(
        "More came in than usual: 28 against 5.0 a week; the limit is 12. "
    )
    assert "Leak in Building 3 stands out: 8 in 7 days" in sheet.sentence.plain()
    assert look.tile("received") == "28 cases | before 5, +23"
    assert look.tile("on_time") == "73.7 % · 14/19 | target 95, before 100.0, −26.3"
    assert look.tile("satisfaction") == "100.0 % · 11/11 | interval 74.1–100.0"
    assert look.tile("overdue").startswith("5 cases")
    said = sheet.tiles.tiles["on_time"].accessibleName()
    assert said == "On time: 73.7%, 14/19, target 95, before 100.0, −26.3"
    assert look.marks("pareto") == {
        "Leak": "14", "Lift": "6", "Noise": "4", "Parking": "2", "Pets": "1", "not classified": "1",
    }  # fmt: skip
    assert list(look.marks("trend").values())[-3:] == ["6", "5", "28"]
    assert look.marks("heat")["Building 3, Leak"] == "8"
    assert look.alarms("heat") == ["Building 1, Noise", "Building 3, Leak"]
    assert look.marks("outcomes")["Fairly satisfied"] == "2"
    assert sheet.panes_by_name["outcomes"].note.words == "11 of 13 answered, 84.6%"
    assert look.marks("workload") == {"王敏": "14"}
    assert look.marks("estimates")["say nothing, 24 for each"] == "672"
    row = sheet.measures.list.paged.row_at(0)
    assert row is not None
    assert row.cells[:2] == ("Received", "28")


def test_what_a_rule_counts_frames_no_cell(look_at: LookAt, scene: Scene, clock: SetClock) -> None:
    """Homes with one cause are at least three: that is no limit of the cases of a building and category."""
    store = open_store(scene.folder, clock)
    at = to_millis(clock.now()) - 1
    with store.writing():
        for building in scene.buildings:
            for category in ("leak", "lift", "noise", "parking"):
                put(
                    store, "warning", once=f"{building}:{category}", rule="same_line", stream="x", level="red", at=at,
                    raised_at=at, since=at, until=at, observed=3, limit_count=1, due_at=at, category=category,
                    building_id=building,
                )  # fmt: skip
    store.disconnect()
    assert look_at().alarms("heat") == ["Building 1, Noise", "Building 3, Leak"]


def test_keys_turn_the_period(look: Look) -> None:
    look.press("[")
    assert look.page.head.name.text() == "Week 46"
    assert look.page.head.days.text() == "9 Nov – 15 Nov"
    assert look.tile("received") == "5 cases | before 6, −1"
    look.press("]", "]")  # there is nothing after the present week
    assert look.page.head.name.text() == "Week 47"
    look.press("M")
    assert look.page.head.name.text() == "Nov 2026"
    assert look.tile("received").startswith("39 cases | before 19")
    assert look.alarms("heat") == []  # limits are those of seven days
    look.press("Q", "[", "Y")
    assert look.page.head.name.text() == "2026"
    look.press("D")
    assert look.page.head.name.text() == "Fri 20 Nov"
    look.press("[", "[", "[", "[", "W", "[", "T")
    assert look.page.head.name.text() == "Week 47"


def test_f6_brings_each_chart_into_sight_and_arrows_go_on_from_the_period_that_holds(look: Look) -> None:
    sheet = look.page.sheet
    viewport = sheet.scroller.viewport()
    for _ in range(9):
        look.press("F6")
        pane = sheet.pane_in_hand()
        if pane is not None:
            top = pane.mapTo(viewport, QPoint(0, 0)).y()
            assert top >= 0, pane.objectName()
            assert top + pane.height() <= viewport.height(), pane.objectName()
    assert pane is not None
    look.page.head.kinds.setFocus()
    look.press("Y")
    assert look.page.head.name.text() == "2026"
    look.press("Left")
    assert look.page.head.kinds.value() == "quarter"


def test_free_days_are_asked_for(look: Look) -> None:
    look.click("insight.period.free")
    first = look.desk.find("insight.days.first")
    look.desk.type("0001-01-01", _line(first))
    look.press("Ctrl+Return")
    error = look.desk.find("insight.days.error")
    assert isinstance(error, QLabel)
    assert "is not a period" in error.text()
    look.desk.type("2026-11-09", _line(first))
    look.desk.type("2026-11-02", _line(look.desk.find("insight.days.last")))
    look.press("Ctrl+Return")
    assert look.page.head.name.text() == "2 Nov – 9 Nov"
    assert look.tile("received") == "9 cases | before 4, +5"
    assert look.page.head.kinds.value() == "free"
    look.press("[")
    assert look.page.head.name.text() == "25 Oct – 1 Nov"


def _line(field: QWidget) -> QWidget:
    """The line of a field for days, emptied."""
    line = field.line if isinstance(field, DayField) else field
    if isinstance(line, QLineEdit):
        line.clear()
    return line


def test_a_slice_narrows_everything_and_its_chip_takes_it_back(look: Look) -> None:
    building = look.scene.buildings[2]
    look.press("F")
    look.choose("insight.slices.menu.building_id", f"insight.slices.menu.building_id.{building}")
    chip = look.page.head.chips.chip(Slice.BUILDING)
    assert chip is not None
    assert chip.text() == "Building 3"
    assert look.tile("received").startswith("9 cases")
    assert look.marks("pareto") == {"Leak": "8", "Pets": "1"}
    assert set(look.marks("heat")) >= {"Building 3, Leak"}
    look.press("F")
    look.choose(
        "insight.slices.menu.subcategory", "insight.slices.menu.subcategory.leak",
        "insight.slices.menu.subcategory.leak.from_above",
    )  # fmt: skip
    assert look.tile("received").startswith("8 cases")
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 18, chip.height() // 2))
    look.desk.settle()
    assert look.page.head.chips.chip(Slice.BUILDING) is None
    look.click("insight.clear")
    assert look.tile("received").startswith("28 cases")
    look.page.steering.narrow(Slice.CHANNEL, "phone")  # warnings know of no channels
    look.desk.settle()
    assert look.alarms("heat") == []
