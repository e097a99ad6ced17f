"""Who acts, on which store, by which clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.core.clock import Clock
from models.core.permissions import AUTHORITY_LIMITS, ROLE_DEFAULTS, Permission, Role

if TYPE_CHECKING:  # the store knows the core, not the other way round; only its name is needed here
    from models.store.database import Store


@dataclass(frozen=True)
class Actor:
    """A person who acts, with what that person may do.

    ``staff_id`` is ``None`` for the owner of a store that nobody has set up and for the program itself.
    ``limit_minor`` is the authority limit for remedies, in minor units of the property's currency.
    """

    staff_id: int | None
    login: str
    name: str
    role: Role
    permissions: frozenset[Permission]
    limit_minor: int = 0
    language: str | None = None

    def may(self, permission: Permission) -> bool:
        """Whether this person holds ``permission``."""
        return permission in self.permissions


OWNER = Actor(
    staff_id=None,
    login="owner",
    name="owner",
    role=Role.ADMINISTRATOR,
    permissions=ROLE_DEFAULTS[Role.ADMINISTRATOR],
    limit_minor=AUTHORITY_LIMITS[Role.ADMINISTRATOR],
)
NOBODY = Actor(None, "", "", Role.FRONT_DESK, frozenset())


@dataclass(frozen=True)
class Session:
    """One signed-in person at one store. Frozen: switching users makes a new one."""

    store: Store
    actor: Actor
    clock: Clock
