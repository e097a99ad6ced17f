"""The charts: the way down the Pareto table, what can be turned, tables, copies, files, the cases behind figures."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import python_calamine
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget

from models.accounts.kinds import StaffDraft
from models.core.clock import SetClock, to_millis
from models.core.permissions import Permission, Role
from models.core.session import OWNER, Session
from models.insights.kinds import Slice
from models.store.opening import open_store
from resources.charts.kinds import LineChart
from tests.ui.conftest import NOON
from tests.ui.helpers import add_person
from tests.ui.pages.insight.conftest import Look, LookAt
from tests.ui.pages.insight.scene import Scene, case, put
from ui.pages.insight.reckoned import ReckonedDialog
from ui.widgets.controls import LinkButton


def figure(look: Look) -> str:
    """The figure whose cases are shown."""
    assert look.desk.context.navigation.current == "complaints"
    return str(look.desk.context.navigation.params["figure"])


def test_down_the_pareto_table_to_the_cases_and_up_again(look: Look) -> None:
    pareto = look.page.sheet.pareto
    pareto.view.setFocus()
    look.press("Return")
    assert look.marks("pareto") == {"From above": "8", "Pipe": "6"}
    assert pareto.crumbs() == ["All", "Leak"]
    look.press("Right", "Left", "Return")
    assert look.marks("pareto") == {"Poor installation": "8"}
    look.press("Return")
    assert figure(look) == "received@2026-W47/category=leak/cause=installation/subcategory=leak.from_above"
    look.press("Escape")
    assert look.desk.context.navigation.current == "insight"
    assert pareto.crumbs() == ["All", "Leak", "From above"]
    look.press("Backspace")
    assert pareto.crumbs() == ["All", "Leak"]
    look.press("Escape")
    assert (pareto.crumbs(), look.marks("pareto")["Lift"]) == ([], "6")


def test_the_mouse_goes_down_and_a_level_leads_back(look: Look) -> None:
    look.open_mark("pareto", "Leak")
    look.open_mark("pareto", "Pipe")
    assert look.marks("pareto") == {"Wear and age": "4", "not classified": "2"}
    top = look.desk.find("insight.pareto.level.0")
    assert isinstance(top, LinkButton)
    top.click()
    look.desk.settle()
    assert look.page.sheet.pareto.crumbs() == []
    look.open_mark("pareto", "not classified")
    assert figure(look) == "received@2026-W47/category="


def test_what_shares_a_bar_or_a_column_opens_together(look_at: LookAt, scene: Scene, clock: SetClock) -> None:
    """Sixteen kinds: the chart and the table each put the rarest together; behind them are exactly their cases."""
    store = open_store(scene.folder, clock)
    many = (
        "bins",
        "billing",
        "cleaning",
        "drainage",
        "fees",
        "gas",
        "greenery",
        "heating",
        "pests",
        "power",
        "smell",
    )
    with store.writing():
        for nth, kind in enumerate(many):
            case(store, 5000 + nth, NOON - timedelta(hours=1 + nth), scene.buildings[0], scene.staff_id, kind)
    store.disconnect()
    look = look_at()
    assert look.chart("pareto").chart is not None
    others = {name: int(n) for name, n in look.marks("pareto").items() if name.endswith("others")}
    assert others == {"5 others": 5}
    look.open_mark("pareto", "5 others")
    assert look.figure().count("/category=") == 5
    assert look.listed() == 5
    chip = look.desk.find("complaints.chip.figure")
    assert "+4" in str(getattr(chip, "text")())  # noqa: B009
    look.press("Escape")
    cell = look.marks("heat")["Building 1, others"]
    look.open_mark("heat", "Building 1, others")
    assert look.listed() == int(cell) > 4
    # Back on the page with the same cases: everything is of them, and the chip takes them away again.
    look.desk.go("insight", figure=look.figure())
    assert look.tile("received").startswith(f"{cell} cases")
    assert sum(map(int, look.marks("pareto").values())) == int(cell)
    narrowed = look.page.head.chips.chip(Slice.CATEGORY)
    assert narrowed is not None
    assert "+" in narrowed.text()
    kinds = look.page.steering.sight.cut.of(Slice.CATEGORY)
    narrowed.click()
    look.choose(f"insight.slices.menu.category.{kinds[0]}")
    assert look.page.steering.sight.cut.of(Slice.CATEGORY) == kinds[1:], "one is taken back, the others stay"
    assert look.tile("received").startswith(f"{int(cell) - 1} cases")


def test_it_weighs_and_begins_otherwise(look: Look) -> None:
    look.press("G")
    look.choose("insight.weights.severity_points")
    assert look.marks("pareto")["Leak"] == "34"  # three of fourteen are urgent
    look.press("B")
    look.choose("insight.first.building_id")
    assert look.page.sheet.pareto.part is not None
    assert look.page.sheet.pareto.part.chart.title == "Where to begin, by building"
    assert set(look.marks("pareto")) == {"Building 1", "Building 2", "Building 3"}
    look.open_mark("pareto", "Building 2")
    assert look.page.sheet.pareto.crumbs() == ["All", "Building 2"]
    assert list(look.marks("pareto")) == ["Lift", "Parking", "Leak"]


def test_advice_where_the_rule_holds_and_the_trend_is_split(look: Look) -> None:
    note = look.page.sheet.pareto.note
    assert note.words == "Begin here: Leak, Lift and Noise hold 85.7%."
    look.press("L")
    look.choose("insight.lines.severity")
    chart = look.chart("trend").chart
    assert isinstance(chart, LineChart)
    assert [one.label for one in chart.series] == ["S3 Ordinary", "S2 Urgent"]
    assert [one.points[-1].shown for one in chart.series] == ["25", "3"]
    assert chart.series[1].points[-1].link == "received@2026-W47/severity=s2"
    look.chart("trend").setFocus()
    look.press("V", "Home", "Return")
    assert (figure(look), look.listed()) == ("received@2026-W47", 28)
    look.press("Escape", "V")
    look.press("[")
    assert note.words == "Too few cases to say which few matter: it takes 20."


def test_every_figure_leads_to_its_cases(look: Look) -> None:
    look.click("insight.tile.on_time")
    assert (figure(look), look.listed()) == ("on_time@2026-W47", 14)
    look.press("Escape")
    look.open_mark("heat", "Building 3, Leak")
    assert (figure(look), look.listed()) == ("received@2026-W47/building_id=4/category=leak", 8)
    look.press("Escape")
    look.open_mark("trend", "Week 46, from 9 Nov")
    assert (figure(look), look.listed()) == ("received@2026-W46", 5)
    look.press("Escape")
    look.open_mark("outcomes", "Fairly satisfied")
    assert (figure(look), look.listed()) == ("satisfaction@2026-W47#fairly_satisfied", 2)
    look.press("Escape")
    assert (look.marks("waiting")["Isolate"], look.marks("waiting")["Gather"]) == ("7", "7")
    look.open_mark("waiting", "Gather")
    assert (figure(look), look.listed()) == ("waiting@2026-W47#step_5", 7)
    look.press("Escape")
    look.open_mark("workload", "王敏")
    assert (figure(look), look.listed()) == ("backlog@2026-W47/handler_id=2", 14)
    look.press("Escape")
    look.page.sheet.measures.list.setFocus()
    look.press("Home", "Return")
    assert (figure(look), look.listed()) == ("received@2026-W47", 28)
    look.press("Escape", "End", "Return")
    assert figure(look) == "warnings@2026-W47"
    look.press("Escape")


def test_the_warnings_of_the_period_open_on_their_page(
    look_at: LookAt, scene: Scene, clock: SetClock
) -> None:
    store = open_store(scene.folder, clock)
    with store.writing():
        for nth, days in enumerate((1, 2, 9)):
            at = to_millis(clock.now() - timedelta(days=days))
            put(
                store, "warning", once=f"{nth}", rule="life_safety", stream=f"x{nth}", level="red", at=at, raised_at=at,
                since=at, until=at, observed=1, due_at=at, building_id=scene.buildings[0],
            )  # fmt: skip
    store.disconnect()
    look = look_at()
    look.click("insight.tile.warnings")
    navigation = look.desk.context.navigation
    assert (navigation.current, navigation.params) == ("warnings", {"period": "2026-W47"})
    assert look.desk.find("warnings.period").isVisible()
    look.press("Escape", "[")
    assert look.tile("warnings").startswith("1 warning ")
    look.click("insight.tile.warnings")
    assert navigation.params == {"period": "2026-W46"}
    look.press("Escape")
    look.page.steering.narrow(Slice.BUILDING, scene.buildings[0])
    look.desk.settle()
    look.click("insight.tile.warnings")  # that page would show those of other buildings as well
    assert figure(look) == f"warnings@2026-W46/building_id={scene.buildings[0]}"


def test_steps_and_estimates_lead_to_the_cases_they_are_reckoned_from(
    look_at: LookAt, scene: Scene, clock: SetClock
) -> None:
    store = open_store(scene.folder, clock)
    with store.writing():
        ((one, received),) = store.rows("SELECT id, received_at FROM complaint WHERE title = 'case 1000'")
        put(
            store, "remedy", row_version=1, complaint_id=one, kind="compensation", amount_minor=42_050, state="granted",
            granted_at=received + 1, text="", on_the_spot=False,
        )  # fmt: skip
    store.disconnect()
    look = look_at()
    times = look.marks("steps")
    assert times["Soothe"] == "n/a"
    look.open_mark("steps", "Isolate")
    assert figure(look) == "steps_done@2026-W47#step_2"
    assert look.listed() == 14, "those whose step was done"
    look.press("Escape")
    for label in ("say nothing, 24 for each", "reach the top, 8 in 100"):
        look.open_mark("estimates", label)
        assert (figure(look), look.listed()) == ("received@2026-W47", 28)
        look.press("Escape")
    note = look.page.sheet.panes_by_name["estimates"].note
    assert note.words == "Measured: remedies of ¥420.50, ¥1,502 for 100 cases."
    note.setFocus(Qt.FocusReason.TabFocusReason)
    look.press("Return")
    assert (figure(look), look.listed()) == ("remedy_cost@2026-W47", 1)
    look.press("Escape")
    answered = look.page.sheet.panes_by_name["outcomes"].note
    answered.setFocus(Qt.FocusReason.TabFocusReason)
    look.press("Return")
    assert (figure(look), look.listed()) == ("satisfaction@2026-W47#all", 11)


def test_a_table_a_picture_and_the_data(look: Look) -> None:
    pane = look.page.sheet.panes_by_name["heat"]
    pane.view.setFocus()
    look.press("Ctrl+C")
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[:2] == ["Building\tCategory\tCases", "Building 3\tLeak\t8"]
    look.page.sheet.scroller.ensureWidgetVisible(pane)
    look.click("insight.heat.more")
    look.choose("insight.heat.menu.table")
    assert pane.is_table
    pane.table.setFocus()
    look.press("Down", "Return")
    assert (figure(look), look.listed()) == ("received@2026-W47/building_id=3/category=lift", 6)
    look.press("Escape")
    look.click("insight.heat.more")
    look.choose("insight.heat.menu.picture")
    assert not QGuiApplication.clipboard().image().isNull()


def test_a_table_goes_into_a_file_with_real_figures(look: Look, tmp_path: Path) -> None:
    sheet = look.page.sheet
    saved = {}
    for name, pane in sheet.panes_by_name.items():
        pane.export()
        saved[name] = save(look, tmp_path / f"{name}.xlsx")
    sheet.measures.export()
    measures = save(look, tmp_path / "measures.xlsx")
    assert saved["trend"][-1][:3] == ["2026-W47", date(2026, 11, 16), 28.0]
    assert saved["pareto"][1][:4] == ["Leak", 14.0, 14 / 28, 14 / 28]
    assert ["Building 3", "Leak", 8.0] in saved["heat"]
    assert saved["satisfaction"][-1][:4] == [date(2026, 11, 16), 11.0, 11.0, 1.0]
    on_time = next(row for row in measures if row[-1] == "on_time@2026-W47")
    assert (on_time[1], on_time[3:6]) == (14 / 19, [14.0, 19.0, 0.95])


def save(look: Look, path: Path) -> list[list[object]]:
    """Answer the dialog, and read what was written."""
    dialog = look.desk.find("insight.export.file")
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.close()
    look.desk.settle()
    rows = python_calamine.load_workbook(str(path)).get_sheet_by_index(0).to_python()
    return [[one.date() if isinstance(one, datetime) else one for one in row] for row in rows]


def test_who_may_not_export_is_not_offered_it(look_at: LookAt, scene: Scene) -> None:
    store = open_store(scene.folder, SetClock(NOON))
    with store.writing():
        store.execute(
            "DELETE FROM role_grant WHERE role = ? AND permission = ?", ("front_desk", Permission.EXPORT)
        )
    plain = add_person(Session(store, OWNER, SetClock(NOON)), StaffDraft("zhouyu", "周雨", Role.FRONT_DESK))
    store.disconnect()
    look = look_at(staff_id=plain)
    menu = look.page.sheet.pareto.menu()
    assert [action.objectName().rpartition(".")[2] for action in menu.actions()] == [
        "table",
        "picture",
        "data",
    ]
    menu.deleteLater()


def test_f1_says_how_the_figure_in_hand_is_reckoned(look: Look) -> None:
    look.desk.find("insight.tile.repeat_rate").setFocus()
    look.press("F1")
    dialog = look.desk.find("insight.reckoned")
    assert isinstance(dialog, ReckonedDialog)
    text = dialog.texts["repeat_rate"]
    assert text.hasFocus()
    assert not text.visibleRegion().isEmpty()
    assert text.lines[0].text().startswith("Reckoned: New cases of the period that repeat a closed one")
    assert text.lines[1].text() == "Target: 5%"
    look.press("Escape")
    assert QApplication.activeModalWidget() is None


def test_tab_goes_from_chart_to_chart_and_the_summary_of_the_period_is_printed(look: Look) -> None:
    look.desk.find("insight.tile.warnings").setFocus()
    met: list[str] = []
    while not met or met[-1] != "insight.measures":
        look.desk.press("Tab")
        met.append(_name(QApplication.focusWidget()))
        assert len(met) < 20
    charts = (
        "pareto",
        "trend",
        "heat",
        "satisfaction",
        "outcomes",
        "waiting",
        "steps",
        "workload",
        "estimates",
    )
    wanted = [f"insight.{name}.chart" for name in charts]
    wanted.insert(5, "insight.outcomes.note")
    assert met == [*wanted, "insight.measures.more", "insight.measures"]
    look.press("[", "Ctrl+P")
    navigation = look.desk.context.navigation
    assert (navigation.current, navigation.params) == ("report", {"kind": "weekly", "period": "2026-W46"})


def test_the_keys_turn_a_chart_into_its_table_and_open_its_menu(look: Look) -> None:
    pane = look.page.sheet.panes_by_name["heat"]
    pane.view.setFocus()
    look.press("V")
    assert pane.is_table
    assert pane.table.hasFocus()
    look.press("Down", "Return")
    assert look.listed() > 0
    look.press("Escape", "V")
    assert (pane.is_table, pane.view.hasFocus()) == (False, True)
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(pane.view, QContextMenuEvent(reason, QPoint(0, 0), QPoint(0, 0)))
    look.choose("insight.heat.menu.table")
    assert pane.is_table


def test_a_menu_begins_where_it_stands(look: Look) -> None:
    look.press("L")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.activeAction().objectName() == "insight.lines.None"
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    look.desk.settle()
    assert isinstance(look.chart("trend").chart, LineChart)
    look.press("F")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.activeAction() is menu.actions()[0]
    menu.close()


def _name(widget: QWidget | None) -> str:
    return "" if widget is None or isinstance(widget, QMenu) else widget.objectName()
