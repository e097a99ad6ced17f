"""Leaving the desk to somebody else: what was written is kept, and the trail says who left."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.context import Context
from ui.navigation import resolve

# Imported when somebody leaves: the window paints before the store's libraries are there.
SIGN_OUT = "models.accounts.signing:sign_out"


def leave(context: Context, owner: QObject) -> None:
    """Sign the person at the desk out; drafts are saved in that person's name first."""
    screen = context.navigation.screen
    if screen is not None:
        screen.hidden()
    context.operations.run(owner, resolve(SIGN_OUT))
    context.desk.sign_out()
