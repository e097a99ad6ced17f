"""The page of a desk."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tests.ui.helpers import DeskUnderTest
from ui.pages.intake.page import IntakePage


def page_of(desk: DeskUnderTest) -> IntakePage:
    """The intake page, made already."""
    found = desk.window.findChild(QWidget, "intake")
    assert isinstance(found, IntakePage)
    return found
