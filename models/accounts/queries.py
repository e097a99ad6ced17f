"""Who works here and what they may do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.accounts.kinds import StaffRow
from models.accounts.rules import fold_login, limit_of
from models.accounts.tables import RoleGrant, Staff
from models.core.errors import Unknown, UserProblem
from models.core.permissions import Permission, Role
from models.core.session import Actor
from models.escalation.kinds import Level
from models.options.standing import is_set_up, settings
from models.store.database import Store

__all__ = ["is_set_up"]


def staff(store: Store, *, inactive: bool = True) -> tuple[StaffRow, ...]:
    """Everybody who signs in, those who left last, by name."""
    query = Staff.select().order_by(Staff.active.desc(), Staff.name, Staff.id)
    if not inactive:
        query = query.where(Staff.active)
    return tuple(_row(one) for one in query)


def staff_member(store: Store, staff_id: int) -> StaffRow:
    """One member of staff; raises ``Unknown``."""
    found = Staff.get_or_none(Staff.id == staff_id)
    if found is None:
        raise Unknown("staff", staff_id)
    return _row(found)


def find_staff(store: Store, login_or_name: str) -> StaffRow | None:
    """The person with that sign-in name, or else with that name; ``account.ambiguous_name`` when several have it."""
    found = Staff.get_or_none(Staff.login == fold_login(login_or_name))
    if found is not None:
        return _row(found)
    named = list(Staff.select().where(Staff.name == login_or_name.strip()).limit(2))
    if len(named) > 1:
        raise UserProblem("account.ambiguous_name", name=login_or_name)
    return _row(named[0]) if named else None


def staff_names(store: Store) -> Mapping[int, str]:
    """The name of everybody who ever signed in, by id."""
    return dict(store.rows("SELECT id, name FROM staff"))


def password_hash(store: Store, staff_id: int) -> str | None:
    """The stored hash, for comparing only."""
    rows = store.rows("SELECT password_hash FROM staff WHERE id = ?", (staff_id,))
    return rows[0][0] if rows else None


def role_permissions(store: Store) -> Mapping[Role, frozenset[Permission]]:
    """What each role may do here."""
    granted: dict[Role, set[Permission]] = {role: set() for role in Role}
    known = {str(permission) for permission in Permission}
    stored: Any = RoleGrant.select(RoleGrant.role, RoleGrant.permission).tuples()
    for role, permission in stored:
        if permission in known:  # a newer version may have granted what this one does not know
            granted[Role(role)].add(Permission(permission))
    return {role: frozenset(held) for role, held in granted.items()}


def permissions_of(store: Store, role: Role) -> frozenset[Permission]:
    """What one role may do here."""
    return role_permissions(store)[role]


def is_demo(store: Store) -> bool:
    """Whether this is the demo estate."""
    return settings(store).demo


def has_administrator_with_password(store: Store) -> bool:
    """Whether somebody can sign in and manage the rest; until then the store is its owner's."""
    return Staff.select().where(_ABLE).exists()


def is_last_administrator(store: Store, staff_id: int) -> bool:
    """Whether nobody could take over from this administrator.

    One with a password can be followed only by another with a password: otherwise the store would fall back to
    its owner, that is to anybody who starts the program.
    """
    person = staff_member(store, staff_id)
    able = _ABLE if person.has_password else (Staff.role == Role.ADMINISTRATOR) & Staff.active
    return (
        person.role is Role.ADMINISTRATOR and not Staff.select().where(able & (Staff.id != staff_id)).exists()
    )


def actor(store: Store, staff_id: int) -> Actor:
    """A member of staff as one who acts, with the rights of the moment; refuses those who left."""
    person = staff_member(store, staff_id)
    if not person.active:
        raise UserProblem("account.inactive", name=person.name)
    return Actor(
        staff_id=person.id,
        login=person.login,
        name=person.name,
        role=person.role,
        permissions=permissions_of(store, person.role),
        limit_minor=person.limit_minor,
        language=person.language,
    )


_LEVELS = frozenset(map(str, Level))
_ABLE = (Staff.role == Role.ADMINISTRATOR) & Staff.active & Staff.password_hash.is_null(False)


def _row(one: Any) -> StaffRow:
    role = Role(one.role)
    return StaffRow(
        id=one.id,
        row_version=one.row_version,
        login=one.login,
        name=one.name,
        role=role,
        language=one.language,
        active=one.active,
        has_password=one.password_hash is not None,
        locked_until=one.locked_until,
        last_sign_in_at=one.last_sign_in_at,
        limit_minor=limit_of(role, one.limit_minor),
        own_limit_minor=one.limit_minor,
        created_at=one.created_at,
        own_level=Level(one.level) if one.level in _LEVELS else None,
    )
