"""Pictures of the team page, for people to look at."""

from __future__ import annotations

import pytest

from tests.ui.pages.team.conftest import MakeTeam

LOOKS = [("zh_CN", "light", (1440, 868)), ("en", "dark", (1440, 868)), ("en_XA", "light", (1024, 648))]


@pytest.mark.parametrize(("language", "theme", "size"), LOOKS)
def test_gallery(make_team: MakeTeam, language: str, theme: str, size: tuple[int, int]) -> None:
    team = make_team(language=language, theme=theme, size=size)
    tag = f"{language}-{theme}-{size[0]}"
    team.shot(f"team-people-{tag}")
    team.press("A")
    team.shot(f"team-new-{tag}")
    team.click("team.tabs.rights")
    team.shot(f"team-rights-{tag}")
