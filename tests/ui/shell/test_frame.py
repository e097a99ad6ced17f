"""The frame: what it shows, and what its keys do."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from models.core.permissions import Role
from tests.ui.conftest import MakeDesk
from tests.ui.helpers import DeskUnderTest
from tests.ui.shell.stubs import STUBS, CaseStub, StubPage
from ui.shell.side_item import SideItem
from ui.shell.status_bar import HintStrip


@pytest.fixture
def shell(make_desk: MakeDesk) -> DeskUnderTest:
    return make_desk(STUBS)


def page(shell: DeskUnderTest) -> StubPage:
    screen = shell.context.navigation.screen
    assert isinstance(screen, StubPage)
    return screen


def lit(shell: DeskUnderTest) -> list[str]:
    return [item.page_id for item in shell.window.findChildren(SideItem) if item.isChecked()]


def hints(shell: DeskUnderTest) -> list[str]:
    strip = shell.find("status.keys")
    assert isinstance(strip, HintStrip)
    return [" ".join(keys) for keys, _ in strip.hints]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh_CN", "en", "en_XA"])
def test_the_frame_has_the_measures_of_the_look(make_desk: MakeDesk, language: str, theme: str) -> None:
    shell = make_desk(STUBS, language=language, theme=theme)
    shell.shot(f"shell-today-{language}-{theme}")
    assert shell.find("side").width() == 204
    assert shell.find("top").height() == 52
    assert shell.find("status").height() == 28
    assert shell.find("search").size().toTuple() == (440, 34)
    sheet = shell.find("sheet")
    assert sheet.mapTo(shell.window, sheet.rect().bottomRight()).x() == 1440 - 8 - 1
    shell.shot(f"shell-small-{language}-{theme}", (1024, 648))
    assert shell.find("side").width() == 56
    assert shell.window.size().toTuple() == (1024, 648)


def test_function_keys_go_to_their_pages(shell: DeskUnderTest) -> None:
    for key, wanted in (("F3", "complaints"), ("F8", "insights"), ("F2", "today")):
        shell.press(key)
        assert shell.context.navigation.current == wanted
        assert lit(shell) == [wanted]


def test_clicking_a_side_item_goes_there_and_lights_it(shell: DeskUnderTest) -> None:
    shell.click("side.repairs")
    assert shell.context.navigation.current == "repairs"
    assert lit(shell) == ["repairs"]


def test_a_refused_click_leaves_the_light_where_it_was(shell: DeskUnderTest) -> None:
    shell.go("case", id=1)
    case = page(shell)
    assert isinstance(case, CaseStub)
    case.stays = True
    shell.click("side.repairs")
    assert lit(shell) == ["complaints"]


def test_an_inner_page_lights_the_item_it_belongs_to_and_names_the_window(shell: DeskUnderTest) -> None:
    shell.go("case", reference="2611-0187")
    assert lit(shell) == ["complaints"]
    assert shell.window.windowTitle() == "安诉 · 2611-0187"


def test_record_is_left_out_where_the_page_has_its_own(shell: DeskUnderTest) -> None:
    shell.go("today")
    assert not shell.window.frame.top.record.isVisible()
    shell.go("complaints")
    assert shell.window.frame.top.record.isVisible()
    shell.press("Ctrl+N")
    assert shell.context.navigation.current == "intake"
    assert not shell.window.frame.top.record.isVisible()


def test_escape_puts_away_first_and_goes_back_then(shell: DeskUnderTest) -> None:
    shell.go("today")
    shell.go("case", id=1)
    case = page(shell)
    assert isinstance(case, CaseStub)
    case.open_thing = True
    shell.press("Esc")
    assert shell.context.navigation.current == "case"
    shell.press("Esc")
    assert shell.context.navigation.current == "today"
    shell.press("Esc")
    assert shell.context.navigation.current == "today"


def test_the_status_bar_lists_the_keys_that_work_now(shell: DeskUnderTest) -> None:
    shell.go("today")
    assert hints(shell) == ["↑ ↓", "F6", "F1"]
    shell.go("case", id=1)
    shell.settle()
    assert hints(shell) == ["Ctrl S", "F6", "F1", "Esc"]


def test_a_page_command_works_wherever_the_focus_is_but_only_while_the_page_shows(
    shell: DeskUnderTest,
) -> None:
    shell.go("case", id=1)
    case = page(shell)
    assert isinstance(case, CaseStub)
    shell.find("side.today").setFocus()
    shell.press("Ctrl+S")
    assert case.kept == 1
    shell.go("today")
    shell.press("Ctrl+S")
    assert case.kept == 1


def test_f6_carries_the_focus_round(shell: DeskUnderTest) -> None:
    shell.go("complaints")
    seen: list[str] = []
    shell.find("side.complaints").setFocus()
    for _ in range(3):
        shell.press("F6")
        focus = shell.window.focusWidget()
        assert isinstance(focus, QWidget)
        seen.append(focus.objectName())
    assert seen == ["search", "stub.field", "side.complaints"]


def test_f5_fetches_again(shell: DeskUnderTest) -> None:
    shell.go("complaints")
    before = page(shell).log.count("refresh")
    shell.press("F5")
    shell.settle()
    assert page(shell).log.count("refresh") == before + 1


def test_counts_come_home_and_are_read_out(shell: DeskUnderTest) -> None:
    item = shell.find("side.today")
    assert isinstance(item, SideItem)
    assert item.count is not None
    assert item.count.n == 11
    assert item.accessibleName() == "今日，11"


def test_what_may_not_be_opened_is_not_offered(make_desk: MakeDesk) -> None:
    shell = make_desk(STUBS, Role.FRONT_DESK)
    item = shell.window.frame.side.findChild(QWidget, "side.options")
    assert isinstance(item, QWidget)
    assert not item.isVisible()
    assert not shell.context.navigation.navigate("options")
    assert shell.recorder.texts()


def test_the_language_changes_while_running(shell: DeskUnderTest) -> None:
    shell.go("today")
    shell.desk.wiring.menu.language_wanted.emit("en")
    shell.settle()
    assert shell.window.windowTitle() == "Redress · Today"
    assert page(shell).heading.text() == "Today"
    assert shell.find("side.complaints").accessibleName() == "Complaints, 37"
    assert shell.context.preferences.language == "en"


def test_the_theme_and_the_size_change_while_running(shell: DeskUnderTest) -> None:
    shell.desk.wiring.menu.theme_wanted.emit("dark")
    assert shell.context.theme.current.is_dark
    shell.desk.wiring.menu.scale_wanted.emit(125)
    shell.settle()
    assert shell.find("side").width() in (255, 70)
    assert shell.context.preferences.scale == 125


def test_f10_opens_the_menu_and_f1_lists_the_keys(shell: DeskUnderTest) -> None:
    shell.press("F10")
    assert shell.desk.wiring.menu.isVisible()
    assert shell.desk.wiring.menu.actions()[0].text() == "语言"
    shell.desk.wiring.menu.hide()
    shell.press("F1")
    dialog = shell.find("keys")
    shell.click("keys.close")
    shell.settle()
    assert not any(top is dialog for top in QApplication.topLevelWidgets())


def test_every_control_of_the_frame_has_a_name(shell: DeskUnderTest) -> None:
    shell.go("complaints")
    for name in ("search", "top.bell", "side.person", "side.today"):
        assert shell.find(name).accessibleName(), name
