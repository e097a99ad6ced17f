"""Signing in and out, locking and unlocking.

Passwords are compared and hashed before a transaction begins. What came of it is written by small actions of their
own, which look again at the row: somebody else may have locked or ended the account meanwhile.
"""

from __future__ import annotations

import math
from datetime import timedelta

from models.accounts import actions, passwords, queries, rules
from models.accounts.kinds import Sealed, StaffRow
from models.accounts.tables import Staff
from models.core.action import Outcome, action
from models.core.clock import Clock
from models.core.errors import UserProblem
from models.core.session import NOBODY, OWNER, Session
from models.core.work import Work
from models.store.database import Store


def sign_in(store: Store, clock: Clock, name: str, password: str) -> Session:
    """A session of the person with that sign-in name, or else with that name.

    Raises ``UserProblem``: ``account.wrong_password`` (``tries_left``; ``None`` for a name that nobody has),
    ``account.locked`` (``until``), ``account.inactive``, ``account.no_password``, ``account.ambiguous_name``.
    """
    door = Session(store, NOBODY, clock)
    person = queries.find_staff(store, name)
    if person is None:
        passwords.matches(None, password)
        _stranger(door)
        raise UserProblem("account.wrong_password", tries_left=None, limit=rules.MAX_TRIES)
    if not person.has_password:
        return demo_session(store, clock, person.login)
    sealed = _proved(door, person, password)
    session = Session(store, queries.actor(store, person.id), clock)
    _signed_in(session, sealed)
    return session


def unlock(session: Session, password: str) -> Session:
    """The same person again after the idle lock, with the rights of the moment. Problems as in ``sign_in``."""
    if session.actor.staff_id is None:
        return session
    person = queries.staff_member(session.store, session.actor.staff_id)
    if person.has_password:
        sealed = _proved(Session(session.store, NOBODY, session.clock), person, password)
        _unlocked(session, sealed)
    return refreshed(session)


def refreshed(session: Session) -> Session:
    """The session with the rights of the moment; refuses people whose access has ended."""
    if session.actor.staff_id is None:
        return session
    return Session(session.store, queries.actor(session.store, session.actor.staff_id), session.clock)


def demo_session(store: Store, clock: Clock, name: str | None = None) -> Session:
    """A session without a password: only in the demo estate, for its staff that have none.

    Without ``name`` the demo administrator's. Raises ``account.no_password`` or ``account.sign_in_needed``.
    """
    person = _demo_administrator(store) if name is None else queries.find_staff(store, name)
    if person is None:
        raise UserProblem("account.sign_in_needed")
    if person.has_password or not queries.is_demo(store):
        raise UserProblem("account.no_password", name=person.name)
    session = Session(store, queries.actor(store, person.id), clock)
    _signed_in(session, None)
    return session


def default_session(store: Store, clock: Clock) -> Session:
    """Who acts when nobody said who: the owner until an administrator with a password exists.

    In the demo estate its administrator. Raises ``account.sign_in_needed``.
    """
    if not queries.is_set_up(store):
        return Session(store, OWNER, clock)
    if queries.has_administrator_with_password(store):
        raise UserProblem("account.sign_in_needed")
    if queries.is_demo(store) and _demo_administrator(store) is not None:
        return demo_session(store, clock)
    return Session(store, OWNER, clock)


@action("account.signed_out", needs=None)
def sign_out(work: Work) -> None:
    """Note that the person has left the desk."""
    _touch_self(work)


def change_password(session: Session, old: str, new: str) -> Outcome[None]:
    """Change one's own password; the old one must be right, and wrong tries count."""
    if session.actor.staff_id is None:
        raise UserProblem("account.no_password", name=session.actor.name)
    person = queries.staff_member(session.store, session.actor.staff_id)
    if person.has_password:
        _proved(Session(session.store, NOBODY, session.clock), person, old)
    return give_password(session, person.id, new)


def give_password(session: Session, staff_id: int, new: str) -> Outcome[None]:
    """Set a password as one who may: hash it first, then write it."""
    person = queries.staff_member(session.store, staff_id)
    return actions.set_password(session, staff_id, passwords.seal(new, person.login, person.name))


def _demo_administrator(store: Store) -> StaffRow | None:
    people = queries.staff(store, inactive=False)
    return next((one for one in people if one.role == OWNER.role and not one.has_password), None)


def _proved(door: Session, person: StaffRow, password: str) -> Sealed | None:
    """Compare the password; a renewed hash when it is right and due, ``UserProblem`` when it is wrong."""
    _refuse_locked(person, door)
    known = queries.password_hash(door.store, person.id)
    if known is not None and passwords.matches(known, password):
        return passwords.renewed(known, password)
    failures = _sign_in_failed(door, person.id).value
    if rules.lock_for(failures) is not None:
        _refuse_locked(queries.staff_member(door.store, person.id), door)
    raise UserProblem("account.wrong_password", tries_left=rules.tries_left(failures), limit=rules.MAX_TRIES)


def _refuse_locked(person: StaffRow, door: Session) -> None:
    now = door.clock.now()
    if person.locked_until is not None and person.locked(now):
        minutes = math.ceil((person.locked_until - now) / timedelta(minutes=1))
        raise UserProblem("account.locked", until=person.locked_until, n=minutes)


@action("account.signed_in", needs=None)
def _signed_in(work: Work, sealed: Sealed | None) -> None:
    _welcome(work, sealed)


@action("account.unlocked", needs=None)
def _unlocked(work: Work, sealed: Sealed | None) -> None:
    _welcome(work, sealed)


@action("account.sign_in_failed", needs=None)
def _sign_in_failed(work: Work, staff_id: int) -> int:
    """Count a failure, and lock when it is one too many; returns how many in a row there were."""
    found = Staff.get_by_id(staff_id)
    failures = int(found.failed_attempts) + 1
    pause = rules.lock_for(failures)
    until = found.locked_until if pause is None else work.now + pause
    work.note(Staff, staff_id, failed_attempts=failures, locked_until=until)
    work.touch("staff", staff_id)
    work.fact(failures=failures, locked=pause is not None)
    return failures


@action("account.stranger", needs=None)
def _stranger(work: Work) -> None:
    """Note that somebody tried a name that nobody has; the name stays out: it may be a mistyped password."""


def _welcome(work: Work, sealed: Sealed | None) -> None:
    found = Staff.get_by_id(work.actor.staff_id)
    if found.locked_until is not None and work.now < found.locked_until:
        raise UserProblem("account.locked", until=found.locked_until, n=1)
    if not found.active:
        raise UserProblem("account.inactive", name=found.name)
    changes = {} if sealed is None else {"password_hash": sealed.hash}
    work.note(Staff, found.id, failed_attempts=0, locked_until=None, last_sign_in_at=work.now, **changes)
    _touch_self(work)


def _touch_self(work: Work) -> None:
    if work.actor.staff_id is not None:
        work.touch("staff", work.actor.staff_id)
