"""Hands and eyes for pages with a list and the form of the chosen row beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from models.core.session import OWNER, Session
from tests.ui.helpers import DeskUnderTest
from ui.widgets.lists import RowView


def ask(desk: DeskUnderTest, fn: Callable[[Session], Any]) -> Any:
    """What ``fn(session)`` says, on the database thread."""
    found: list[Any] = []
    desk.context.jobs.query(desk.window, fn, found.append)
    desk.settle()
    return found[0]


def as_owner(fn: Callable[[Session], Any]) -> Callable[[Session], Any]:
    """Do it as the owner of the store, who may everything."""
    return lambda session: fn(Session(session.store, OWNER, session.clock))


def rows(desk: DeskUnderTest, name: str) -> RowView:
    """The list of that name."""
    found = desk.find(name)
    assert isinstance(found, RowView)
    return found


def names(desk: DeskUnderTest, name: str) -> list[str]:
    """The first cell of each row that is loaded."""
    view = rows(desk, name)
    found = [view.paged.row_at(at) for at in range(view.paged.rowCount())]
    return [row.cells[0] for row in found if row is not None]


def choose(desk: DeskUnderTest, wanted: str, name: str) -> None:
    """Go down the list to the row with that first cell."""
    view = rows(desk, name)
    view.setFocus()
    desk.press("Home")
    for _ in range(30):
        row = view.current()
        if row is not None and row.cells[0] == wanted:
            desk.settle()
            return
        desk.press("Down")
    raise AssertionError(wanted)


def line(desk: DeskUnderTest, name: str) -> QLineEdit:
    """A field of one line."""
    found = desk.find(name)
    assert isinstance(found, QLineEdit)
    return found


def write(desk: DeskUnderTest, name: str, text: str) -> None:
    """Replace what stands in a field."""
    field = line(desk, name)
    field.setFocus()
    field.selectAll()
    desk.type(text)


def words(desk: DeskUnderTest, name: str) -> str:
    """What a label or a button says."""
    return str(desk.find(name).text())  # type: ignore[attr-defined]


def visible(desk: DeskUnderTest, name: str) -> bool:
    """Whether something of that name is in sight."""
    return any(one.objectName() == name and one.isVisible() for one in desk.window.findChildren(QWidget))
