"""Pictures, names for those who listen, both languages, narrow windows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from tests.ui.pages.directory.conftest import OpenTown, Town

LOOKS = [("zh_CN", "light", (1440, 868)), ("en", "dark", (1440, 868)), ("en_XA", "light", (1024, 680))]


@pytest.mark.parametrize(("language", "theme", "size"), LOOKS)
def test_pictures(open_town: OpenTown, language: str, theme: str, size: tuple[int, int]) -> None:
    town = open_town(language=language, theme=theme, size=size)
    tag = f"{language}-{theme}-{size[0]}"
    town.desk.go("residents")
    town.desk.shot(f"residents-{tag}")
    town.home("3-1602")
    town.desk.shot(f"place-{tag}")
    town.person("周桂兰")
    town.desk.shot(f"resident-{tag}")
    assert town.desk.window.width() == size[0]
    for page in (town.residents, town.home("3-1602"), town.person("周桂兰")):
        for widget in page.findChildren(QAbstractButton):
            if widget.isVisible() and widget.width():
                right = widget.mapTo(page, QPoint(widget.width(), 0)).x()
                assert right <= page.width(), widget.objectName()


def spoken(widget: QWidget) -> str:
    words = getattr(widget, "text", str)()
    return widget.accessibleName() or str(words)


def test_every_control_has_a_name_and_is_spoken_of(town: Town) -> None:
    pages: list[QWidget] = [town.desk.go("residents")]
    pages += [town.home("3-1602"), town.person("周桂兰")]
    for page in pages:
        page_name = page.objectName()
        town.desk.go(page_name, **({} if page_name == "residents" else {"id": 1}))
        for kind in (QAbstractButton, QLineEdit):
            for widget in page.findChildren(kind):
                if widget.isVisible() and not widget.objectName().startswith("qt_"):
                    assert widget.objectName().startswith(f"{page_name}."), widget
                    assert spoken(widget), widget.objectName()


@pytest.mark.parametrize("deed", ["add_somebody", "change", "move_somebody_in"])
def test_dialogs_speak_both_languages_while_open(town: Town, deed: str) -> None:
    page = town.home("3-1602")
    getattr(page.deeds, deed)()
    town.desk.settle()
    dialog = town.dialog()
    before = [dialog.windowTitle(), *[held.label.text() for held in dialog.form._held.values()]]  # type: ignore[attr-defined]
    town.desk.context.texts.set("en")
    town.desk.settle()
    after = [dialog.windowTitle(), *[held.label.text() for held in dialog.form._held.values()]]  # type: ignore[attr-defined]
    assert all(old != new for old, new in zip(before, after, strict=True))
    for kind in (QAbstractButton, QLineEdit):
        for widget in dialog.findChildren(kind):
            if widget.isVisible() and widget.objectName() not in ("", "calendar"):
                assert widget.objectName().startswith("directory."), widget
                assert spoken(widget), widget.objectName()
    dialog.reject()
    town.desk.settle()


def test_the_page_follows_language_and_theme(town: Town) -> None:
    page = town.home("3-1602")
    town.desk.context.texts.set("en")
    town.desk.settle()
    assert town.cells(page.cases.model)[0] == "[Open 2]"
    assert page.head.record.text() == "Record a complaint"
    picture = page.grab().toImage().pixelColor(500, 500)
    town.desk.context.theme.set("dark")
    town.desk.settle()
    assert page.grab().toImage().pixelColor(500, 500) != picture
