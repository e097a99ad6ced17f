"""Pictures of the page of recurring work, for people to look at."""

from __future__ import annotations

import pytest

from tests.ui.pages.recurring.conftest import MakeRecurring

LOOKS = [("zh_CN", "light", (1440, 868)), ("en", "dark", (1440, 868)), ("en_XA", "light", (1024, 648))]


@pytest.mark.parametrize(("language", "theme", "size"), LOOKS)
def test_gallery(make_recurring: MakeRecurring, language: str, theme: str, size: tuple[int, int]) -> None:
    desk = make_recurring(language=language, theme=theme, size=size)
    tag = f"{language}-{theme}-{size[0]}"
    desk.shot(f"recurring-{tag}")
    desk.press("A")
    desk.click("recurring.rule.often.weekly")
    desk.click("recurring.rule.ends.until")
    desk.shot(f"recurring-new-{tag}")
