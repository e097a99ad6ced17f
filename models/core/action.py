"""The one door for every write.

``@action("complaint.record", needs=Permission.RECORD)`` turns a function over ``Work`` into one over
``Session``. The decorator checks the permission, brings the store up to now, opens the transaction, settles what the
change entails, appends the audit entry and hands back what changed. Bodies share work through plain functions over
``Work``, never by calling another action: one action, one transaction, one audit entry.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Concatenate, Generic, ParamSpec, TypeVar

from models.core.catching_up import catch_up
from models.core.changes import Changes
from models.core.errors import NotAllowed
from models.core.permissions import Permission
from models.core.session import Session
from models.core.settling import settle
from models.core.work import Work

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Outcome(Generic[T]):
    """What an action returned and what it touched."""

    value: T
    changes: Changes


class Action(Generic[P, T]):
    """A write that can be called with a session; its name stands in the audit trail."""

    def __init__(
        self, name: str, needs: Permission | None, trail: bool, body: Callable[Concatenate[Work, P], T]
    ) -> None:
        self.name = name
        self.needs = needs
        self.trail = trail
        self.body = body
        functools.update_wrapper(self, body)

    def check(self, session: Session) -> None:
        """Refuse who may not: for work that is done before the transaction, such as keeping a file's bytes."""
        if self.needs is not None and not session.actor.may(self.needs):
            raise NotAllowed(self.needs)

    def __call__(self, session: Session, *args: P.args, **kwargs: P.kwargs) -> Outcome[T]:
        """Run the action; raises ``UserProblem`` with nothing written, or returns with all of it on disk."""
        self.check(session)
        earlier = Changes() if self.needs is None else catch_up(session)
        with session.store.writing():
            work = Work(session, session.clock.now())
            value = self.body(work, *args, **kwargs)
            settle(work)
            if self.trail:
                work.close(self.name)
        return Outcome(value, earlier | work.changes())


REGISTRY: dict[str, Permission | None] = {}


def action(
    name: str, *, needs: Permission | None, trail: bool = True
) -> Callable[[Callable[Concatenate[Work, P], T]], Action[P, T]]:
    """Declare a write.

    ``needs=None`` is for what must work before anybody is signed in, or asks for its permission in the body.
    ``trail=False`` leaves no audit entry. It is for drafts alone: they are a person's own unfinished notes, saved
    every two seconds, not records; thousands a day would bury what the trail is kept for. A test holds that list.
    """

    def declare(body: Callable[Concatenate[Work, P], T]) -> Action[P, T]:
        if name in REGISTRY:
            raise ValueError(f"two actions are called {name}")
        REGISTRY[name] = needs
        return Action(name, needs, trail, body)

    return declare
