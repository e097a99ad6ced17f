"""Pictures of the options, for people to look at."""

from __future__ import annotations

import pytest

from tests.ui.pages.options.conftest import MakeOptions

LOOKS = [("zh_CN", "light", (1440, 868)), ("en", "dark", (1440, 868)), ("en_XA", "light", (1024, 648))]
SECTIONS = ("look", "property", "targets", "calendar", "categories", "causes", "coach", "trail")


@pytest.mark.parametrize(("language", "theme", "size"), LOOKS)
def test_gallery(make_options: MakeOptions, language: str, theme: str, size: tuple[int, int]) -> None:
    options = make_options(language=language, theme=theme, size=size)
    for section in SECTIONS:
        options.click(f"options.tabs.{section}")
        options.settle()
        if section == "trail":
            options.click("options.trail.verify")
            options.settle()
        options.shot(f"options-{section}-{language}-{theme}-{size[0]}")
