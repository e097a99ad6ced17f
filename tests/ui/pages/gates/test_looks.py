"""Pictures of the gates, for people to look at."""

from __future__ import annotations

import pytest

from models.options.actions import save_draft
from tests.ui.pages.gates.conftest import MakeGate, demo, ownerless, staffed
from tests.ui.pages.gates.test_first_run import ask
from tests.ui.pages.gates.test_sign_in import sign_in

LOOKS = [("zh_CN", "light", (1440, 868)), ("en", "dark", (1440, 868)), ("en_XA", "light", (1024, 648))]


@pytest.mark.parametrize(("language", "theme", "size"), LOOKS)
def test_gallery(make_gate: MakeGate, language: str, theme: str, size: tuple[int, int]) -> None:
    tag = f"{language}-{theme}-{size[0]}"
    first = make_gate(None, language=language, theme=theme, size=size)
    first.shot(f"gates-first-run-1-{tag}")
    first.press("Return")
    first.shot(f"gates-first-run-2-{tag}")
    first.type("翠湖花园", first.find("first_run.name"))
    first.press("Return")
    first.press("Return")
    first.shot(f"gates-first-run-3-{tag}")
    door = make_gate(staffed, language=language, theme=theme, size=size)
    door.type("X wrong")
    door.press("Return")
    door.settle()
    door.shot(f"gates-sign-in-{tag}")
    sign_in(door, "王敏")
    ask(door, lambda s: save_draft(s, "step", "2611-0187", {"words": "漏水"}))
    door.context.texts.set(language)
    door.context.desk.lock()
    door.settle()
    door.type("wrong")
    door.press("Return")
    door.settle()
    door.shot(f"gates-lock-{tag}")
    make_gate(demo, language=language, theme=theme, size=size).shot(f"gates-sign-in-demo-{tag}")
    make_gate(ownerless, language=language, theme=theme, size=size).shot(f"gates-owner-{tag}")
