"""Staff as they are entered and as they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models.core.permissions import Role
from models.escalation.kinds import Level


@dataclass(frozen=True)
class Sealed:
    """A password that was checked and hashed; only ``models.accounts.passwords.seal`` makes one."""

    hash: str


@dataclass(frozen=True)
class StaffDraft:
    """Somebody who is to sign in. ``limit_minor`` replaces the authority limit of the role, ``level`` its place on the
    ladder of escalations.
    """

    login: str
    name: str
    role: Role
    language: str | None = None
    limit_minor: int | None = None
    level: Level | None = None


@dataclass(frozen=True)
class StaffRow:
    """A member of staff. ``limit_minor`` is the limit that holds, ``own_limit_minor`` the personal one.

    ``own_level`` is the personal place on the ladder; without one it is that of the role.
    """

    id: int
    row_version: int
    login: str
    name: str
    role: Role
    language: str | None
    active: bool
    has_password: bool
    locked_until: datetime | None
    last_sign_in_at: datetime | None
    limit_minor: int
    own_limit_minor: int | None
    created_at: datetime
    own_level: Level | None = None

    def locked(self, now: datetime) -> bool:
        """Whether signing in is paused at ``now`` after too many failures."""
        return self.locked_until is not None and now < self.locked_until


@dataclass(frozen=True)
class SetupDraft:
    """What the first run asks for. Without an administrator the store stays its owner's.

    Without ``report_languages`` reports are printed in ``language`` alone.
    """

    property_name: str
    language: str = "zh_CN"
    timezone: str = "Asia/Shanghai"
    currency: str = "CNY"
    calendar: str = "office"
    policy: str = "cn-property"
    administrator: StaffDraft | None = None
    password: Sealed | None = None
    demo: bool = False
    report_languages: tuple[str, ...] = ()
