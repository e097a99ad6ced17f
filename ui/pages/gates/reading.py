"""What the sign-in page reads on the database thread. Free of Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from models.accounts import queries
from models.accounts.kinds import StaffRow
from models.core.permissions import Role
from models.core.session import Session
from ui.pages.gates.people import Person

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class SignInData:
    """Who may sign in. ``ownerless``: nobody can, and the first administrator is still to be made.

    ``unarmed`` is the administrator who has no password yet, if there is one.
    """

    people: tuple[Person, ...] = ()
    latest: int = 0
    demo: bool = False
    ownerless: bool = False
    unarmed: Person | None = None

    def helper(self, person: Person | None) -> str:
        """The administrator who can set a new password for ``person``."""
        able = (p.name for p in self.people if p.role is Role.ADMINISTRATOR and p.has_password)
        return next((name for name in able if person is None or name != person.name), "")


def sign_in_data(session: Session) -> SignInData:
    """Ask the store who may sign in."""
    store = session.store
    rows = queries.staff(store, inactive=False)
    demo = queries.is_demo(store)
    unarmed = [row for row in rows if row.role is Role.ADMINISTRATOR and not row.has_password]
    latest = max(rows, key=_last_seen, default=None)
    return SignInData(
        people=tuple(Person.of(row) for row in rows),
        latest=latest.id if latest is not None else 0,
        demo=demo,
        ownerless=not demo and not queries.has_administrator_with_password(store),
        unarmed=Person.of(unarmed[0]) if unarmed else None,
    )


def _last_seen(row: StaffRow) -> datetime:
    return row.last_sign_in_at or _LONG_AGO
