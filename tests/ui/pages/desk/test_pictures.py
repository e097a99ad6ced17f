"""Pictures of the day, to look at beside the drawings."""

from __future__ import annotations

import pytest

from models.core.clock import SetClock
from models.core.permissions import Role
from tests.ui.conftest import MakeDesk
from tests.ui.pages.desk.scene import the_morning


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
def test_the_day_is_drawn(
    make_desk: MakeDesk, clock: SetClock, language: str, theme: str, size: tuple[int, int]
) -> None:
    desk = make_desk(role=Role.MANAGER, language=language, theme=theme, size=size)
    the_morning(desk, clock)
    assert desk.find("today.list").isVisible()
    desk.shot(f"today-{language}-{theme}-{size[0]}")
    desk.press("2")
    desk.shot(f"today-all-{language}-{theme}-{size[0]}")


def test_an_empty_day_is_drawn(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.go("today")
    assert desk.find("today.empty").isVisible()
    desk.shot("today-empty")
