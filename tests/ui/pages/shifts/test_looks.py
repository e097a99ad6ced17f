"""Pictures of the page, in both languages and themes, in a large window and in the smallest."""

from __future__ import annotations

import pytest

from tests.ui.pages.shifts.conftest import OpenDesk


@pytest.mark.parametrize(("language", "theme"), [("zh_CN", "light"), ("en", "dark"), ("en_XA", "light")])
def test_pictures(open_it: OpenDesk, language: str, theme: str) -> None:
    desk = open_it(language=language, theme=theme)
    for tab in ("sheet", "roster", "past", "shifts"):
        desk.go("shifts", tab=tab)
        desk.shot(f"shifts-{tab}-{language}-{theme}", (1440, 868) if theme == "light" else (1024, 648))
