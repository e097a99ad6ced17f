"""Sessions with fewer rights, for tests of permissions."""

from __future__ import annotations

from dataclasses import replace

from models.core.permissions import Permission
from models.core.session import Session


def without(session: Session, *permissions: Permission) -> Session:
    """The same person without some rights."""
    actor = replace(session.actor, permissions=session.actor.permissions - set(permissions))
    return Session(session.store, actor, session.clock)
