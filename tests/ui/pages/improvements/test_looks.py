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


@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("zh_CN", "dark")])
def test_pictures_of_dialogs(open_it: OpenDesk, scene: Scene, language: str, theme: str) -> None:
    desk = open_it({"id": scene.asked}, language, theme=theme)
    dialogs = {
        "E": "improvements.form.dialog", "N": "improvements.from", "R": "improvements.reviews",
        "F1": "improvements.help", "D": "improvements.dialog.decide", "X": "improvements.dialog.drop",
    }  # fmt: skip
    for key, name in dialogs.items():
        desk.press(key)
        desk.settle()
        dialog = desk.find(name)
        assert dialog.width() <= desk.window.width()
        assert dialog.height() <= desk.window.height()
        assert dialog.grab().save(str(desk.shot(f"improvements_{key}_{language}_{theme}")))
        desk.press("Escape")
        desk.settle()
