"""Pictures of the case page, to look at beside the drawings."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from models.core.clock import SetClock
from models.core.permissions import Role
from models.handling.actions import finish_step
from tests.ui.pages.handling.conftest import CaseDesk
from tests.ui.pages.handling.driving import page_of
from tests.ui.pages.handling.scene import (
    GATHER,
    ISOLATE,
    OFFERS,
    SOOTHE,
    accept,
    apology,
    ask,
    colleague_calls,
    correct_all,
    do,
    offer,
    recorded,
    the_picture,
    walk,
)


@pytest.mark.parametrize(
    ("language", "theme", "size"),
    [
        ("zh_CN", "light", (1440, 868)),
        ("zh_CN", "dark", (1440, 868)),
        ("en", "light", (1440, 868)),
        ("en", "dark", (1024, 648)),
        ("en_XA", "light", (1440, 868)),
    ],
)
def test_the_case_page_is_drawn(
    case_desk: CaseDesk, clock: SetClock, language: str, theme: str, size: tuple[int, int]
) -> None:
    desk = case_desk(Role.FRONT_DESK, language=language, theme=theme, size=size)
    case_id = the_picture(desk, clock)
    page = desk.go("case", id=case_id)
    heading = page.findChild(QWidget, "case.title")
    assert heading is not None
    assert heading.isVisible()
    desk.shot(f"case-{language}-{theme}-{size[0]}")


@pytest.mark.parametrize(("language", "theme"), [("zh_CN", "light"), ("en", "dark")])
def test_every_step_is_drawn(case_desk: CaseDesk, language: str, theme: str) -> None:
    desk = case_desk(Role.MANAGER, language=language, theme=theme)
    case_id = recorded(desk, asks_for="", mood=None, happened_text="")
    page = desk.go("case", id=case_id)
    for number in range(1, 9):
        desk.shot(f"step-{number}-{language}")
        facts: dict[int, dict[str, Any]] = {2: ISOLATE, 3: SOOTHE, 5: GATHER}
        if number == 1:
            do(desk, correct_all, case_id)
            do(desk, finish_step, case_id, None, {})
        elif number in facts:
            do(desk, finish_step, case_id, None, facts[number])
        elif number == 4:
            do(desk, finish_step, case_id, None, ask(desk, apology))
        elif number == 6:
            ask(desk, lambda session: offer(session, case_id, OFFERS))
            do(desk, finish_step, case_id, None, {})
        elif number == 7:
            ask(desk, lambda session: accept(session, case_id))
            do(desk, finish_step, case_id, None, {})
    colleague_calls(desk, case_id)
    desk.shot(f"step-9-{language}")
    assert page.isVisible()


@pytest.mark.parametrize("size", [(1440, 868), (1120, 700), (1024, 648)])
@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 6, 7, 8])
def test_nothing_is_pushed_out_of_sight_by_long_words(
    case_desk: CaseDesk, number: int, size: tuple[int, int]
) -> None:
    desk = case_desk(language="en_XA", size=size)
    case_id = recorded(desk, **({"asks_for": "", "mood": None} if number == 1 else {}))
    if number > 2:
        ask(desk, lambda session: walk(session, case_id, number))
    desk.go("case", id=case_id)
    page = page_of(desk)
    for scroller in (page.pane.scroller, page.side.scroller):
        inside = scroller.widget()
        assert inside is not None
        if scroller.isVisible():
            assert inside.minimumSizeHint().width() <= scroller.viewport().width()
    assert page.frame.whole.minimumSizeHint().width() <= page.width()
