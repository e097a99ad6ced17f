"""How a desk begins, on the database thread: set up, or taken over by its first administrator. Free of Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace

from models.accounts import queries, signing
from models.accounts.actions import add_staff
from models.accounts.kinds import SetupDraft, StaffDraft
from models.accounts.passwords import seal
from models.accounts.setting_up import set_up
from models.core.permissions import Role
from models.core.session import Session
from models.options.kinds import Settings
from models.options.queries import settings


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
