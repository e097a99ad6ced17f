"""Pictures of the case page, to look at beside the drawings."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from models.core.clock import SetClock
from models.core.permissions import Role
from tests.ui.pages.handling.conftest import CaseDesk
from tests.ui.pages.handling.scene import the_picture


@pytest.mark.parametrize(
    ("language", "theme", "size"),
    [
        ("zh_CN", "light", (1440, 868)),
        ("zh_CN", "dark", (1440, 868)),
        ("en", "light", (1440, 868)),
        ("en", "dark", (1024, 648)),
        ("en_XA", "light", (1440, 868)),
    ],
)
def test_the_case_page_is_drawn(
    case_desk: CaseDesk, clock: SetClock, language: str, theme: str, size: tuple[int, int]
) -> None:
    desk = case_desk(Role.FRONT_DESK, language=language, theme=theme, size=size)
    case_id = the_picture(desk, clock)
    page = desk.go("case", id=case_id)
    heading = page.findChild(QWidget, "case.title")
    assert heading is not None
    assert heading.isVisible()
    desk.shot(f"case-{language}-{theme}-{size[0]}")
