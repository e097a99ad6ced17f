"""Pictures of the register in all dress; nothing is clipped that must not be."""

from __future__ import annotations

import pytest

from tests.ui.pages.improvements.conftest import OpenDesk
from tests.ui.pages.improvements.scene import Scene


@pytest.mark.parametrize(
    ("language", "theme", "size"),
    [("en", "light", (1440, 868)), ("zh_CN", "dark", (1440, 868)), ("en_XA", "light", (1024, 680))],
)
def test_pictures(open_it: OpenDesk, scene: Scene, language: str, theme: str, size: tuple[int, int]) -> None:
    desk = open_it({"id": scene.golden}, language, theme=theme, size=size)
    desk.shot(f"improvements_{language}_{theme}_{size[0]}")
