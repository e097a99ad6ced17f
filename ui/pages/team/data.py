"""What the page asks the store. Free of Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from models.accounts.kinds import StaffRow
from models.accounts.queries import is_demo, role_permissions, staff
from models.core.permissions import AUTHORITY_LIMITS, Permission, Role
from models.core.session import Session
from models.options.queries import settings
from resources.texts import Texts


@dataclass(frozen=True)
class Team:
    """Everybody, and what the roles may do."""

    people: tuple[StaffRow, ...] = ()
    rights: Mapping[Role, frozenset[Permission]] = field(default_factory=dict)
    currency: str = "CNY"
    demo: bool = False

    def person(self, staff_id: int | None) -> StaffRow | None:
        """One of them."""
        return next((row for row in self.people if row.id == staff_id), None)

    @property
    def working(self) -> int:
        """How many have access."""
        return sum(row.active for row in self.people)


def team_of(session: Session) -> Team:
    """Ask for everything at once: teams are small."""
    store = session.store
    return Team(staff(store), role_permissions(store), settings(store).property_currency, is_demo(store))


def state_of(row: StaffRow, team: Team, texts: Texts, now: datetime, zone: tzinfo) -> tuple[str, str]:
    """What is special about somebody, with the colour of its words."""
    if not row.active:
        return texts.t("Access ended"), "faint"
    if row.locked(now) and row.locked_until is not None:
        return texts.t("Locked until {time}", time=texts.time_at(row.locked_until, zone)), "soon"
    if not row.has_password and not team.demo:
        return texts.t("No password yet"), "soon"
    return "", "muted"


def seen(row: StaffRow, texts: Texts, now: datetime, zone: tzinfo) -> str:
    """When somebody signed in last."""
    at = row.last_sign_in_at
    return texts.when(at, zone, now) if at is not None else texts.t("never")


def limit_words(row: StaffRow, team: Team, texts: Texts) -> str:
    """What somebody may grant on the spot."""
    return texts.money(row.limit_minor, team.currency)


def role_limit(role: Role, team: Team, texts: Texts) -> str:
    """What a role may grant on the spot."""
    return texts.money(AUTHORITY_LIMITS[role], team.currency)
