"""What time has brought about comes before what somebody does.

A clock may have run out, or a pause may have ended, since the store was last looked at. Whoever acts then finds it
noted, with its true time, as if somebody had looked all along: what happened never depends on how often one looks.
``models.sweep`` says how; a program that acts on cases imports it.
"""

from __future__ import annotations

from collections.abc import Callable

from models.core.changes import Changes
from models.core.session import Session

CatchUp = Callable[[Session], Changes]

_FIRST: list[CatchUp] = []


def comes_first(catch_up: CatchUp) -> CatchUp:
    """Run this before the body of every action that asks for a permission; signing in does not wait for it."""
    if _FIRST:
        raise ValueError("two want to come first")
    _FIRST.append(catch_up)
    return catch_up


def catch_up(session: Session) -> Changes:
    """Bring the store up to now; returns what that touched."""
    return _FIRST[0](session) if _FIRST else Changes()
