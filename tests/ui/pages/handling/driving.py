"""Short ways to say what a journey does and looks at."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from models.accounts.queries import actor
from models.complaints.queries import case_row
from models.core.session import Session
from models.handling.kinds import CaseFile
from models.handling.queries import case_file
from tests.ui.helpers import DeskUnderTest
from tests.ui.pages.handling.scene import ask
from ui.pages.handling.page import CasePage


def step(desk: DeskUnderTest, case_id: int) -> int:
    return int(ask(desk, lambda session: case_row(session.store, case_id).step))


def file(desk: DeskUnderTest, case_id: int) -> CaseFile:
    return ask(desk, lambda session: case_file(session.store, case_id))


def focus() -> str:
    widget: object = QApplication.focusWidget()
    return widget.objectName() if isinstance(widget, QWidget) else ""


def finish(desk: DeskUnderTest) -> None:
    desk.press("Ctrl+Return")
    desk.settle()


def sit_down(desk: DeskUnderTest, who: Session) -> None:
    assert who.actor.staff_id is not None
    staff_id = who.actor.staff_id
    desk.context.desk.sign_in(ask(desk, lambda session: actor(session.store, staff_id)))
    desk.settle()


def page_of(desk: DeskUnderTest) -> CasePage:
    screen = desk.context.navigation.screen
    assert isinstance(screen, CasePage)
    return screen
