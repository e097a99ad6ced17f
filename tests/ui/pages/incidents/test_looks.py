"""Pictures of the page, in both languages and themes, in a large window and in the smallest."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from tests.ui.pages.incidents.conftest import OpenDesk
from tests.ui.pages.incidents.scene import Scene


@pytest.mark.parametrize(("language", "theme"), [("zh_CN", "light"), ("en", "dark"), ("en_XA", "light")])
def test_pictures(open_it: OpenDesk, scene: Scene, language: str, theme: str) -> None:
    desk = open_it(language=language, theme=theme, params={"id": scene.water})
    desk.shot(f"incidents-{language}-{theme}")
    desk.go("incidents", id=scene.proposed)
    desk.shot(f"incidents-proposed-{language}-{theme}", (1024, 680))
    desk.press("A")
    desk.settle()
    dialog = desk.find("incident.dialog")
    assert dialog.grab().save(
        str(desk.shot(f"incidents-{language}").with_name(f"incident-dialog-{language}.png"))
    )
    desk.press("Esc")


@pytest.mark.parametrize("language", ["zh_CN", "en", "en_XA"])
def test_nothing_is_squeezed_in_the_smallest_window(open_it: OpenDesk, scene: Scene, language: str) -> None:
    desk = open_it(language=language, size=(1024, 680), params={"id": scene.water})
    detail = desk.find("incidents.detail")
    labels = [label for label in detail.findChildren(QLabel) if label.isVisible() and label.text()]
    assert len(labels) > 8
    squeezed = [label.text() for label in labels if label.height() < label.heightForWidth(label.width())]
    assert squeezed == []
    assert desk.find("incidents.cases").height() >= 100


@pytest.mark.parametrize(("key", "name"), [("T", "tell"), ("J", "case"), ("X", "end")])
@pytest.mark.parametrize(("language", "theme"), [("zh_CN", "dark"), ("en", "light")])
def test_dialogs(open_it: OpenDesk, scene: Scene, key: str, name: str, language: str, theme: str) -> None:
    desk = open_it(language=language, theme=theme, params={"id": scene.water})
    desk.press(key)
    desk.settle()
    dialog = desk.find(f"incidents.{name}.dialog")
    path = desk.shot(f"incidents-behind-{name}").with_name(f"incidents-{name}-{language}.png")
    assert dialog.grab().save(str(path))
    assert dialog.heading.text()  # type: ignore[attr-defined]
    desk.press("Esc")
