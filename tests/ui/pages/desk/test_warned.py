"""Today's card of warnings: early warnings with their sentence, plans that are late, and where they lead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from models.core.clock import SetClock
from models.core.permissions import Role
from models.core.session import Session
from models.improvements import actions
from models.sweep.actions import sweep
from tests.models.desk.test_warned import warn
from tests.models.improvements.made import DRAFT
from tests.ui.conftest import MakeDesk
from tests.ui.pages.desk.test_journeys import page_of
from tests.ui.pages.handling.scene import ask


def test_early_warnings_and_late_plans_stand_on_the_card_and_lead_to_their_pages(
    make_desk: MakeDesk, clock: SetClock
) -> None:
    desk = make_desk(role=Role.MANAGER, language="en")

    def fill(session: Session) -> None:
        for number, level in enumerate(("amber", "red", "amber"), 1):
            warn(session.store, number, level=level)
        me = session.actor.staff_id
        actions.propose(session, replace(DRAFT, due_on=date(2026, 11, 11), owner_id=me))

    ask(desk, fill)
    clock.instant += timedelta(hours=1)
    ask(desk, sweep)
    desk.go("today")
    page_of(desk).mark_stale()
    desk.settle()
    card = page_of(desk).side.warnings
    shown = [line for line in card.lines if line.isVisible()]
    assert [line.beside.lead for line in shown if line.beside] == ["Leak", "Leak", "9 days late"]
    assert (
        shown[0].text().startswith("9 in seven days; usually 1.5 a week, the limit is 6: by chance once in")
    )
    assert shown[0].beside is not None
    assert shown[0].beside.late, "red"
    assert card._rest.text() == "and 1 more"
    assert page_of(desk).tiles.tiles[5].words.figure == "4"
    QTest.mouseClick(shown[2], Qt.MouseButton.LeftButton)
    desk.settle()
    assert (desk.context.navigation.current, desk.context.navigation.params["id"]) == ("improvements", 1)
    desk.go("today")
    desk.settle()
    QTest.mouseClick(shown[0], Qt.MouseButton.LeftButton)
    desk.settle()
    assert (desk.context.navigation.current, desk.context.navigation.params["id"]) == ("warnings", 2)
