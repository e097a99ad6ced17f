"""Pictures of the page of technicians, for people to look at."""

from __future__ import annotations

import pytest

from tests.ui.pages.crew.conftest import MakeCrew
from tests.ui.pages.crew.test_people import choose

LOOKS = [("zh_CN", "light", (1440, 868)), ("en", "dark", (1440, 868)), ("en_XA", "light", (1024, 648))]


@pytest.mark.parametrize(("language", "theme", "size"), LOOKS)
def test_gallery(make_crew: MakeCrew, language: str, theme: str, size: tuple[int, int]) -> None:
    desk = make_crew(language=language, theme=theme, size=size)
    tag = f"{language}-{theme}-{size[0]}"
    choose(desk, "赵磊")
    desk.shot(f"crew-{tag}")
    choose(desk, "郑涛")
    desk.press("L")
    desk.settle()
    desk.find("crew.dialog.leave").grab().save(str(desk.shot(f"crew-leave-{tag}")))
    desk.press("Esc")
    desk.click("crew.tabs.firms")
    desk.shot(f"crew-firms-{tag}")
    desk.click("crew.tabs.skills")
    desk.shot(f"crew-skills-{tag}")
