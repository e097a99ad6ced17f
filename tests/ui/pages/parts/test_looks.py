"""Pictures of the page of parts, for people to look at."""

from __future__ import annotations

import pytest

from tests.ui.pages.parts.conftest import MakeParts

LOOKS = [("zh_CN", "light", (1440, 868)), ("en", "dark", (1440, 868)), ("en_XA", "light", (1024, 648))]


@pytest.mark.parametrize(("language", "theme", "size"), LOOKS)
def test_gallery(make_parts: MakeParts, language: str, theme: str, size: tuple[int, int]) -> None:
    desk = make_parts(language=language, theme=theme, size=size)
    tag = f"{language}-{theme}-{size[0]}"
    desk.shot(f"parts-{tag}")
    desk.press("A")
    desk.shot(f"parts-new-{tag}")
