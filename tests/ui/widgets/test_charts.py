"""A chart on the screen: seen, pointed at, walked by keys, heard, opened, copied."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace
from time import perf_counter

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from resources.charts.kinds import Chart, HeatTable, ParetoChart, Role, Sparkline
from resources.charts.shapes import Path, Text
from resources.texts import load
from tests.chart_samples import charts
from tests.ui import gallery_charts
from tests.ui.widgets.helpers import focus, shown
from ui.shared.chart_words import chart_words
from ui.theme import ThemeHolder
from ui.theme.current import theme
from ui.widgets.cards import Scroller
from ui.widgets.chart_panel import ChartPanel, Legend, Spark, as_text
from ui.widgets.chart_view import ChartView
from ui.widgets.labels import ElidedLabel

EN = load("en")
CHARTS = charts(EN)


def view_of(qtbot: QtBot, name: str, width: int = 568, height: int = 240) -> ChartView:
    view = ChartView()
    view.set_chart(CHARTS[name])
    shown(qtbot, view, width=width, height=height)
    return view


def press(view: ChartView, *keys: Qt.Key) -> str:
    """The label of the mark after these keys."""
    for key in keys:
        QTest.keyClick(view, key)
    mark = view.mark()
    assert mark is not None
    return mark.label


def point_at(view: ChartView, mark: int) -> QPoint:
    spot = view.spot_of(mark)
    assert spot is not None
    return QPoint(round(spot.hit.middle[0]), round(spot.hit.middle[1]))


def colours(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name().upper()
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    }


def test_arrows_go_from_mark_to_mark_and_enter_opens(qtbot: QtBot) -> None:
    view, opened = view_of(qtbot, "pareto"), list[str]()
    view.opened.connect(lambda link: opened.append(link))
    focus(view)
    assert press(view) == "Leak"
    assert press(view, Qt.Key.Key_Right) == "Lift"
    assert press(view, Qt.Key.Key_End) == "Other"
    assert press(view, Qt.Key.Key_Right, Qt.Key.Key_Left) == "Pets"
    assert press(view, Qt.Key.Key_Down) == "Other"  # one row: every arrow moves along it
    assert press(view, Qt.Key.Key_Home) == "Leak"
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened == ["received@2026-W47/leak"]


def test_keys_begin_at_the_alarm_and_letters_stay_commands(qtbot: QtBot) -> None:
    view, heard = view_of(qtbot, "control"), list[int]()
    focus(view)
    assert press(view).startswith("Week 47")
    window = view.window()
    window.keyPressEvent = lambda event: heard.append(event.key())  # type: ignore[method-assign]
    QTest.keyClick(view, Qt.Key.Key_C)
    assert heard == [int(Qt.Key.Key_C)]


def test_a_heat_table_is_walked_in_two_directions(qtbot: QtBot) -> None:
    view = view_of(qtbot, "heat", height=300)
    focus(view)
    assert press(view) == "Building 3, Leak"  # the cell over its limit
    assert press(view, Qt.Key.Key_Down, Qt.Key.Key_Right) == "Building 4, Lift"
    assert press(view, Qt.Key.Key_End) == "Building 4"  # the sum
    assert press(view, Qt.Key.Key_Up, Qt.Key.Key_Home) == "Building 3, Leak"


def test_readers_of_the_screen_hear_label_and_value(qtbot: QtBot) -> None:
    view = view_of(qtbot, "control")
    heard = QAccessible.queryAccessibleInterface(view)
    assert heard is not None
    assert heard.text(QAccessible.Text.Name) == "Cases a week 26 weeks"
    assert heard.childCount() == 26
    last = heard.child(25)
    assert last is not None
    said = last.text(QAccessible.Text.Name)
    assert said == "Week 47, from 16 Nov, 57 cases, usual 39, limit 56, over its limit"
    spot = view.spot_of(25)
    assert spot is not None
    assert view.visualRect(view.model_of_marks.index(25, 0)).contains(QPoint(*map(round, spot.box.middle)))


@pytest.mark.parametrize("name", [name for name in CHARTS if name != "spark"])
def test_pointing_shows_what_a_mark_says_inside_the_chart(qtbot: QtBot, name: str) -> None:
    view = view_of(qtbot, name, width=420, height=280)
    view.clearFocus()
    marks = CHARTS[name].marks
    for at in (0, len(marks) // 2, len(marks) - 1):
        point = point_at(view, at)
        QTest.mouseMove(view.viewport(), point)
        assert view.pointed is not None
        found = view.pointed
        assert found.hit.holds(point.x(), point.y())
        assert marks[found.mark].shown in view.words_of(found)
        assert view.viewport().rect().toRectF().contains(view.bubble_of(found))
    before = view.grab().toImage()
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert view.pointed is None
    assert view.grab().toImage() != before


def test_a_click_opens_what_has_a_link_and_nothing_else(qtbot: QtBot) -> None:
    chart = CHARTS["pareto"]
    assert isinstance(chart, ParetoChart)
    view, opened = view_of(qtbot, "pareto"), list[str]()
    view.opened.connect(lambda link: opened.append(link))
    view.set_chart(replace(chart, bars=(replace(chart.bars[0], link=""), *chart.bars[1:])))
    QTest.mouseMove(view.viewport(), point_at(view, 1))
    assert view.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_at(view, 1))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_at(view, 0))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.RightButton, pos=point_at(view, 1))
    assert opened == ["received@2026-W47/lift"]


def test_it_follows_theme_and_scale_and_shows_the_ring_of_the_keys(qtbot: QtBot, holder: ThemeHolder) -> None:
    view = view_of(qtbot, "pareto")
    light = view.shown
    assert view.shown is light  # reckoned once
    assert theme().hex("c1").upper() in colours(view.grab().toImage())
    holder.set("dark")
    assert theme().hex("c1").upper() in colours(view.grab().toImage())
    holder.set("light", 1.25)
    QApplication.processEvents()
    larger = view.shown
    assert max(s.box.h for s in larger.shapes if isinstance(s, Text)) > max(
        s.box.h for s in light.shapes if isinstance(s, Text)
    )
    assert {spot.mark for spot in larger.spots} == {spot.mark for spot in light.spots}
    view.clearFocus()
    ring = theme().hex("focus").upper()
    assert ring not in colours(view.grab().toImage())
    focus(view)
    assert ring in colours(view.grab().toImage())


def test_the_same_values_stand_in_the_table_and_on_the_clipboard(qtbot: QtBot) -> None:
    panel, opened = ChartPanel(), list[str]()
    panel.setObjectName("insight.pareto")
    panel.set_words(chart_words(EN))
    panel.set_chart(CHARTS["pareto"])
    panel.opened.connect(lambda link: opened.append(link))
    shown(qtbot, panel, width=568, height=320)
    focus(panel.view)
    entries = {action.objectName(): action for action in panel.menu().actions()}
    entries["insight.pareto.menu.table"].trigger()
    QApplication.processEvents()
    assert panel.is_table
    assert panel.table.hasFocus()
    assert panel.table.paged.rowCount() == 9
    first = panel.table.current()
    assert first is not None
    assert first.cells == ("Leak", "21", "36.8%", "36.8%")
    QTest.keyClick(panel.table, Qt.Key.Key_Return)
    assert opened == ["received@2026-W47/leak"]
    panel.toggle_table()
    assert panel.view.hasFocus()
    QTest.keyClick(panel.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    rows = QGuiApplication.clipboard().text().splitlines()
    assert rows[0] == "\tCases\tShare\tCumulative share"
    assert rows[4] == "Parking\t6\t10.5%\t80.7%"
    assert len(rows) == 10
    entries["insight.pareto.menu.picture"].trigger()
    image = QGuiApplication.clipboard().image()
    assert image.width() >= 2 * 568
    assert {"#FFFFFF", "#2F7C8B"} <= colours(image)


def test_a_picture_for_other_documents_is_dark_on_white_in_the_dark_too(
    qtbot: QtBot, holder: ThemeHolder
) -> None:
    holder.set("dark")
    view = view_of(qtbot, "heat", height=300)
    assert view.image().pixelColor(0, 0) == QColor("#FFFFFF")
    assert view.image(1).height() < view.image(2).height()


def test_charts_that_grow_have_the_height_of_their_rows(qtbot: QtBot) -> None:
    chart = CHARTS["heat"]
    assert isinstance(chart, HeatTable)
    many = replace(chart, rows=chart.rows * 22)
    view = ChartView()
    view.set_chart(many)
    scroller = Scroller(view)
    shown(qtbot, scroller, width=420, height=300)
    assert view.height() >= len(many.rows) * 24
    focus(view)
    view.choose(len(many.marks) - 1)
    QApplication.processEvents()
    spot = view.spot_of(len(many.marks) - 1)
    assert spot is not None
    middle = view.mapTo(scroller.viewport(), QPoint(*map(round, spot.box.middle)))
    assert scroller.viewport().rect().contains(middle)
    took = []
    for _ in range(3):
        started = perf_counter()
        view.viewport().repaint()
        took.append(perf_counter() - started)
    assert min(took) < 0.03  # what is out of sight is not painted


def test_nothing_to_show_is_said_and_cannot_be_reached(qtbot: QtBot) -> None:
    chart = CHARTS["pareto"]
    assert isinstance(chart, ParetoChart)
    view = view_of(qtbot, "pareto")
    view.set_chart(replace(chart, bars=(), running=(), total=0, reached=None))
    assert [s.words for s in view.shown.shapes if isinstance(s, Text)] == ["Nothing to show for this time."]
    assert view.focusPolicy() == Qt.FocusPolicy.NoFocus
    view.set_chart(None)
    assert not view.shown.shapes
    assert view.mark() is None
    view.grab()


def test_the_place_of_the_keys_stays_with_its_mark(qtbot: QtBot) -> None:
    chart = CHARTS["pareto"]
    assert isinstance(chart, ParetoChart)
    view = view_of(qtbot, "pareto")
    focus(view)
    press(view, Qt.Key.Key_Right, Qt.Key.Key_Right)
    view.set_chart(replace(chart, total=chart.total + 1))
    mark = view.mark()
    assert mark is not None
    assert mark.label == "Noise"


def test_the_line_of_a_tile_ends_in_its_colour(qtbot: QtBot) -> None:
    spark, chart = Spark(), CHARTS["spark"]
    assert isinstance(chart, Sparkline)
    spark.set_chart(chart)
    shown(qtbot, spark)
    assert theme().hex("overdue").upper() in {
        spark.grab().toImage().pixelColor(x, y).name().upper() for x in range(66) for y in range(28)
    }
    assert spark.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_every_chart_paints_within_a_frame(qtbot: QtBot) -> None:
    for name in CHARTS:
        if name == "spark":
            continue
        view = view_of(qtbot, name, height=260)
        view.grab()
        took = []
        for n in range(3):
            view.resize(view.width() - n, view.height())
            started = perf_counter()
            view.grab()
            took.append(perf_counter() - started)
        assert min(took) < 0.03, name


def test_data_keep_their_columns_whatever_was_written() -> None:
    chart: Chart = CHARTS["pareto"]
    table = replace(chart.table, rows=(("a\tb\nc", "1", "2", "3"),))
    assert as_text(table) == "\tCases\tShare\tCumulative share\na b c\t1\t2\t3\n"


def test_an_alarm_is_ringed_and_outages_are_hollow(qtbot: QtBot) -> None:
    view = view_of(qtbot, "control")
    shapes = [shape for shape in view.shown.shapes if not isinstance(shape, Path)]
    assert [m.role for m in CHARTS["control"].marks].count(Role.ALARM) == 1
    alarm = [shape for shape in shapes if shape.mark == 25]
    assert [getattr(s, "line", None) for s in alarm][:1] == ["overdue"]
    assert any(isinstance(s, Text) and (s.words, s.token) == ("57", "overdue") for s in alarm)
    outage = [shape for shape in shapes if shape.mark == 12]
    assert any(isinstance(s, Text) and s.words == "outage, not counted" for s in outage)
    assert getattr(outage[0], "fill", None) == "surface"


def test_charts_are_freed_with_their_window(qtbot: QtBot, holder: ThemeHolder) -> None:
    window = gallery_charts.page(EN)
    window.show()
    parts = window.findChildren(QWidget)
    ends = [weakref.ref(part) for part in parts if type(part).__module__.startswith("ui.")]
    assert len(ends) > 60
    holder.set("dark")
    for panel in window.findChildren(ChartPanel):
        panel.toggle_table()
        panel.menu().close()
    window.close()
    window.deleteLater()
    del window, parts, panel
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    gc.collect()
    assert [type(end()).__name__ for end in ends if end() is not None] == []


def test_where_the_head_is_narrow_the_legend_stands_below_and_the_title_stays(qtbot: QtBot) -> None:
    panel = ChartPanel()
    panel.set_chart(CHARTS["heat"])
    window = shown(qtbot, panel, width=620, height=320)

    def seen() -> list[str]:
        QApplication.processEvents()
        there = [
            one for one in panel.children() if isinstance(one, (ElidedLabel, Legend)) and one.isVisible()
        ]
        for one in there:
            assert panel.rect().contains(one.geometry())
        return [one.accessibleName() for one in sorted(there, key=lambda one: (one.y() // 20, one.x()))]

    title, beside, legend = "Building × category", "a cell opens its cases", "Building 3, Leak: 6 ≥ limit 5"
    assert seen() == [title, beside, legend]
    window.resize(400, 320)
    assert seen() == [title, beside, legend]
    assert panel.view.y() > 50
    window.resize(262, 320)
    assert seen() == [title, legend]
    window.resize(620, 320)
    assert seen() == [title, beside, legend]
    assert panel.view.y() < 50
