"""Stores, people and sessions for tests: real ones, made through the real doors."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from models.accounts import actions, passwords, queries
from models.accounts.kinds import Sealed, SetupDraft, StaffDraft
from models.core.clock import Clock, SetClock
from models.core.permissions import Role
from models.core.session import OWNER, Session
from models.store.database import DATABASE_NAME, Store
from models.store.opening import open_store
from models.sweep import actions as sweeping  # noqa: F401  as in the window: time comes before deeds

NOON = datetime(2026, 11, 20, 6, 20, tzinfo=UTC)  # a Friday, 14:20 in Shanghai
PASSWORD = "a quiet lift at last"


def a_clock() -> SetClock:
    """A clock that stands at ``NOON``."""
    return SetClock(NOON)


@cache
def _empty() -> bytes:
    """The file of a store that nobody has set up: migrating takes ten times as long as copying."""
    with TemporaryDirectory() as name:
        store = open_store(Path(name), a_clock())
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        store.disconnect()
        return store.path.read_bytes()


@cache
def _set_up(now: datetime) -> bytes:
    """The file of a store as ``an_estate`` leaves it."""
    with TemporaryDirectory() as name:
        clock = SetClock(now)
        store = a_store(Path(name), clock)
        an_estate(store, clock)
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        content = store.path.read_bytes()  # before it is closed: then it would know how many rows there are
        store.disconnect()
        return content


def an_estate_in(folder: Path, clock: Clock) -> None:
    """Put the file of a store that was set up at this moment into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / DATABASE_NAME).write_bytes(_set_up(clock.now()))


def a_store(folder: Path, clock: Clock | None = None) -> Store:
    """An open store that nobody has set up."""
    path = folder / DATABASE_NAME
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_empty())
    return open_store(folder, clock or a_clock())


def setup_draft(
    property_name: str = "翠湖花园",
    language: str = "zh_CN",
    administrator: StaffDraft | None = None,
    password: Sealed | None = None,
    demo: bool = False,
) -> SetupDraft:
    """What the first run asks for."""
    return SetupDraft(property_name, language, administrator=administrator, password=password, demo=demo)


def an_estate(store: Store, clock: Clock, draft: SetupDraft | None = None) -> int:
    """Set the store up, without an administrator unless the draft has one; returns the property's place id."""
    return actions.set_up(Session(store, OWNER, clock), draft or setup_draft()).value


def a_staff_member(
    store: Store,
    clock: Clock,
    role: Role = Role.FRONT_DESK,
    login: str | None = None,
    name: str | None = None,
    password: str | None = None,
    limit_minor: int | None = None,
) -> int:
    """Add somebody who signs in; hashing a password takes a moment, so there is none unless asked for."""
    draft = StaffDraft(login or role.value, name or role.value.title(), role, limit_minor=limit_minor)
    sealed = None if password is None else passwords.seal(password, draft.login, draft.name)
    return actions.add_staff(Session(store, OWNER, clock), draft, sealed).value


def a_session(
    store: Store, clock: Clock, role: Role = Role.ADMINISTRATOR, login: str | None = None
) -> Session:
    """A session of somebody in that role, added when there is nobody of that name yet. The store must be set up."""
    found = queries.find_staff(store, login or role.value)
    staff_id = a_staff_member(store, clock, role, login) if found is None else found.id
    return Session(store, queries.actor(store, staff_id), clock)
