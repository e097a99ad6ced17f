"""Who is at the desk, and at which property: the state that decides what the window shows."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from enum import Enum

from PySide6.QtCore import QObject, Signal

from models.core.permissions import Permission
from models.core.session import NOBODY, Actor, Session


class Phase(Enum):
    """What the window is about."""

    STARTING = "starting"
    FIRST_RUN = "first_run"
    SIGNED_OUT = "sign_in"
    LOCKED = "lock"
    OPEN = "open"


class DeskState(QObject):
    """The session in use. Signing in, out, locking and unlocking all pass here."""

    changed = Signal()
    signed_in = Signal()
    signed_out = Signal()
    locked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._phase = Phase.STARTING
        self.property_name = ""
        self.zone: tzinfo = UTC
        self.backup_at: datetime | None = None

    @property
    def session(self) -> Session:
        """The session in use; before anybody signed in it acts as nobody."""
        if self._session is None:
            raise RuntimeError("the store is not open yet")
        return self._session

    @property
    def has_session(self) -> bool:
        """Whether the store is open."""
        return self._session is not None

    @property
    def phase(self) -> Phase:
        """What the window is about."""
        return self._phase

    @property
    def actor(self) -> Actor:
        """Who sits at the desk."""
        return NOBODY if self._session is None else self._session.actor

    def may(self, permission: Permission | None) -> bool:
        """Whether the person at the desk holds ``permission``; ``None`` asks for nothing."""
        return permission is None or self.actor.may(permission)

    def opened(self, session: Session, *, needs_setup: bool) -> None:
        """The store is open. Whoever the session acts for is at the desk at once; nobody has yet to sign in."""
        self._session = session
        if session.actor == NOBODY:
            self._enter(Phase.FIRST_RUN if needs_setup else Phase.SIGNED_OUT)
        else:
            self._enter(Phase.OPEN)
            self.signed_in.emit()

    def describe(self, property_name: str, zone: tzinfo) -> None:
        """Take the property's name and its time zone."""
        if (property_name, zone) != (self.property_name, self.zone):
            self.property_name, self.zone = property_name, zone
            self.changed.emit()

    def note_backup(self, at: datetime) -> None:
        """A snapshot was made and proven at ``at``."""
        self.backup_at = at
        self.changed.emit()

    def sign_in(self, actor: Actor) -> None:
        """Begin to act as ``actor``."""
        if actor.staff_id != self.actor.staff_id:
            self.sign_out()
        old = self.session
        self._session = Session(old.store, actor, old.clock)
        self._enter(Phase.OPEN)
        self.signed_in.emit()

    def refresh_actor(self, actor: Actor) -> None:
        """Take over changed rights or a changed name of the person who is signed in."""
        old = self.session
        self._session = Session(old.store, actor, old.clock)
        self.changed.emit()

    def sign_out(self) -> None:
        """Nobody acts any more; the sign-in page shows."""
        if self._phase in (Phase.OPEN, Phase.LOCKED):
            old = self.session
            self._session = Session(old.store, NOBODY, old.clock)
            self._enter(Phase.SIGNED_OUT)
            self.signed_out.emit()

    def lock(self) -> None:
        """Cover everything until the same person gives the password again."""
        if self._phase is Phase.OPEN:
            self._enter(Phase.LOCKED)
            self.locked.emit()

    def unlock(self) -> None:
        """The same person is back; everything is as it was."""
        if self._phase is Phase.LOCKED:
            self._enter(Phase.OPEN)

    def _enter(self, phase: Phase) -> None:
        self._phase = phase
        self.changed.emit()
