"""From the schedule to technicians, parts and recurring work."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMenu

from tests.ui.conftest import MakeDesk


@pytest.mark.parametrize(("steps", "page"), [(1, "crew"), (2, "parts"), (3, "recurring")])
def test_the_menu_of_the_schedule_leads_there_and_escape_back(
    make_desk: MakeDesk, steps: int, page: str
) -> None:
    desk = make_desk()
    desk.go("repairs")
    button = desk.find("repairs.rooms")
    assert button.accessibleName() == "更多"
    button.setFocus()
    desk.press("Space")
    menu = desk.find("repairs.rooms.menu")
    assert isinstance(menu, QMenu)
    desk.press(*["Down"] * steps, "Return")
    desk.settle()
    assert desk.context.navigation.current == page
    desk.press("Esc")
    desk.settle()
    assert desk.context.navigation.current == "repairs"
