"""Setting up, and looking after the people who sign in.

Signing in itself is in ``signing``: it compares passwords before it writes.
"""

from __future__ import annotations

from typing import Any

from models.accounts import rules
from models.accounts.kinds import Sealed, StaffDraft
from models.accounts.queries import is_last_administrator
from models.accounts.setting_up import set_up
from models.accounts.staffing import check_login_free, staff_fields, staff_in
from models.accounts.tables import RoleGrant, Staff
from models.core.action import action
from models.core.errors import NotAllowed, Unknown, UserProblem
from models.core.permissions import Permission, Role
from models.core.work import Work
from models.options.standing import settings

__all__ = [
    "add_staff",
    "change_staff",
    "deactivate",
    "grant",
    "reactivate",
    "release_lock",
    "revoke",
    "set_password",
    "set_up",
]


@action("account.add_staff", needs=Permission.MANAGE_STAFF)
def add_staff(work: Work, draft: StaffDraft, password: Sealed | None = None) -> int:
    """Add somebody who signs in; without a password they cannot until one is given."""
    _may_touch(work, draft.role)
    _within_own_limit(work, rules.limit_of(draft.role, draft.limit_minor), None)
    return staff_in(work, draft, password)


@action("account.change_staff", needs=Permission.MANAGE_STAFF)
def change_staff(work: Work, staff_id: int, version: int, draft: StaffDraft) -> None:
    """Change what somebody is called and may do; the last administrator stays one."""
    found = _find(staff_id)
    _may_touch(work, Role(found.role))
    _may_touch(work, draft.role)
    _not_by_oneself(work, found, draft)
    _within_own_limit(work, rules.limit_of(draft.role, draft.limit_minor), found)
    if draft.role is not Role.ADMINISTRATOR:
        _not_the_last(work, found)
    fields = staff_fields(draft)
    check_login_free(str(fields["login"]), staff_id)
    work.update(Staff, staff_id, version, **fields)
    work.touch("staff", staff_id)
    work.fact(role=draft.role)


@action("account.set_password", needs=None)
def set_password(work: Work, staff_id: int, password: Sealed) -> None:
    """Set one's own password, or with the right to manage staff somebody else's; unlocks the account."""
    found = _find(staff_id)
    if staff_id != work.actor.staff_id:
        work.require(Permission.MANAGE_STAFF)
        _may_touch(work, Role(found.role))
    work.update(Staff, staff_id, None, password_hash=password.hash, failed_attempts=0, locked_until=None)
    work.touch("staff", staff_id)


@action("account.release_lock", needs=Permission.MANAGE_STAFF)
def release_lock(work: Work, staff_id: int) -> None:
    """Let somebody try again at once after too many failures."""
    _may_touch(work, Role(_find(staff_id).role))
    work.update(Staff, staff_id, None, failed_attempts=0, locked_until=None)
    work.touch("staff", staff_id)


@action("account.deactivate", needs=Permission.MANAGE_STAFF)
def deactivate(work: Work, staff_id: int, version: int) -> None:
    """End somebody's access; what they did stays theirs. Never that of the last administrator."""
    found = _find(staff_id)
    _may_touch(work, Role(found.role))
    _not_the_last(work, found)
    work.update(Staff, staff_id, version, active=False)
    work.touch("staff", staff_id)


@action("account.reactivate", needs=Permission.MANAGE_STAFF)
def reactivate(work: Work, staff_id: int, version: int) -> None:
    """Give somebody their access back."""
    _may_touch(work, Role(_find(staff_id).role))
    work.update(Staff, staff_id, version, active=True)
    work.touch("staff", staff_id)


@action("account.grant", needs=Permission.MANAGE_STAFF)
def grant(work: Work, role: Role, permission: Permission) -> None:
    """Let a role do something; nothing happens when it already may."""
    _only_administrators(work)
    if _granted(role, permission) is None:
        work.touch("role_grant", work.insert(RoleGrant, role=role, permission=permission))
    work.fact(role=role, permission=permission)


@action("account.revoke", needs=Permission.MANAGE_STAFF)
def revoke(work: Work, role: Role, permission: Permission) -> None:
    """Take a right from a role; administrators keep those that they need to give it back."""
    _only_administrators(work)
    if role is Role.ADMINISTRATOR and permission in rules.KEPT_BY_ADMINISTRATORS:
        raise UserProblem("account.right_kept", permission=permission)
    found = _granted(role, permission)
    if found is not None:
        work.delete(RoleGrant, found)
        work.touch("role_grant", found)
    work.fact(role=role, permission=permission)


def _find(staff_id: int) -> Any:
    found = Staff.get_or_none(Staff.id == staff_id)
    if found is None:
        raise Unknown("staff", staff_id)
    return found


def _granted(role: Role, permission: Permission) -> int | None:
    found = RoleGrant.get_or_none((RoleGrant.role == role) & (RoleGrant.permission == permission))
    return None if found is None else int(found.id)


def _may_touch(work: Work, role: Role) -> None:
    """Administrators are made, changed and ended by administrators alone: nobody climbs by managing staff."""
    if role is Role.ADMINISTRATOR:
        _only_administrators(work)


def _only_administrators(work: Work) -> None:
    if work.actor.role is not Role.ADMINISTRATOR:
        raise NotAllowed(Permission.MANAGE_STAFF)


def _within_own_limit(work: Work, wanted: int, found: Any) -> None:
    """Nobody but administrators gives more than they have; who has more already may keep it."""
    if work.actor.role is Role.ADMINISTRATOR:
        return
    me = Staff.get_or_none(Staff.id == work.actor.staff_id)
    own = rules.limit_of(work.actor.role, None if me is None else me.limit_minor)
    kept = 0 if found is None else rules.limit_of(Role(found.role), found.limit_minor)
    if wanted > max(own, kept):
        currency = settings(work.store).property_currency
        raise UserProblem("account.limit_above_own", limit=("money", own, currency))


def _not_by_oneself(work: Work, found: Any, draft: StaffDraft) -> None:
    """One's own role and place on the ladder are for somebody else to change."""
    if work.actor.role is Role.ADMINISTRATOR or found.id != work.actor.staff_id:
        return
    if (draft.role, draft.level) != (found.role, found.level):
        raise UserProblem("account.own_role")


def _not_the_last(work: Work, found: Any) -> None:
    if found.active and is_last_administrator(work.store, found.id):
        raise UserProblem("account.last_administrator", name=found.name)
