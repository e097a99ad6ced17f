"""Pictures of the page, in both languages and themes, in a large window and in the smallest, and larger type."""

from __future__ import annotations

import pytest

from tests.ui.pages.repairs.conftest import OpenIt, Scene
from ui.theme.current import theme


@pytest.mark.parametrize(
    ("language", "look", "size"),
    [("en", "light", (1440, 868)), ("zh_CN", "dark", (1440, 868)), ("en_XA", "light", (1024, 648))],
)
def test_pictures(open_it: OpenIt, scene: Scene, language: str, look: str, size: tuple[int, int]) -> None:
    bench = open_it(language=language, theme=look, size=size)
    for view in ("day", "week", "month", "board", "list"):
        bench.desk.go("repairs", view=view)
        bench.desk.shot(f"repairs-{view}-{language}-{look}", size)
        assert bench.page.width() <= bench.desk.window.width()
    bench.desk.go("repairs", view="week")
    bench.lift(bench.card(scene.hose))
    bench.desk.shot(f"repairs-carried-{language}-{look}", size)
    bench.press("Escape")


def test_larger_type_fits_the_smallest_window(open_it: OpenIt, scene: Scene) -> None:
    bench = open_it(size=(1024, 648))
    bench.desk.context.theme.set("light", 1.25)
    bench.desk.settle()
    assert theme().scale == 1.25
    grid = bench.page.calendar.grid
    assert grid.shown.scale == 1.25
    assert grid.viewport().width() > 500
    assert bench.desk.window.width() == 1024
    bench.desk.shot("repairs-large", (1024, 648))
    bench.desk.context.theme.set("light", 1.0)
    bench.desk.settle()
    assert grid.shown.scale == 1.0
