"""What the gates read and do on the database thread. Free of Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

from models.accounts import queries, signing
from models.accounts.actions import add_staff
from models.accounts.kinds import SetupDraft, StaffDraft, StaffRow
from models.accounts.passwords import seal
from models.accounts.setting_up import set_up
from models.core.permissions import Role
from models.core.session import Session
from models.options.kinds import Settings
from models.options.queries import settings
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
    version: str = ""

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
        version=_version(),
    )


@dataclass(frozen=True)
class Began:
    """A desk that is ready: who sits down at it, and what it is called."""

    session: Session
    settings: Settings


def begin(session: Session, draft: SetupDraft, password: str) -> Began:
    """Set up an empty store and sign its first administrator in."""
    person = draft.administrator
    assert person is not None
    sealed = seal(password, person.login, person.name)
    set_up(session, replace(draft, password=sealed))
    return _began(signing.sign_in(session.store, session.clock, person.login, password))


def begin_as_owner(session: Session, draft: StaffDraft, password: str) -> Began:
    """Make the first administrator of a store that is its owner's until now, and sign them in.

    Somebody of that sign-in name who is an administrator without a password gets the password.
    """
    owner = signing.default_session(session.store, session.clock)
    known = queries.find_staff(session.store, draft.login)
    if known is not None and known.role is Role.ADMINISTRATOR and not known.has_password:
        signing.give_password(owner, known.id, password)
    else:
        add_staff(owner, draft, seal(password, draft.login, draft.name))
    return _began(signing.sign_in(session.store, session.clock, draft.login, password))


def _began(session: Session) -> Began:
    return Began(session, settings(session.store))


def _last_seen(row: StaffRow) -> datetime:
    return row.last_sign_in_at or _LONG_AGO


def _version() -> str:
    try:
        return version("redress")
    except PackageNotFoundError:  # started from a bare copy
        return ""
