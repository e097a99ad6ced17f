from __future__ import annotations

from models.core.permissions import AUTHORITY_LIMITS, ROLE_DEFAULTS, Permission, Role
from models.core.session import NOBODY, OWNER


def test_every_role_has_defaults_and_a_limit() -> None:
    assert set(ROLE_DEFAULTS) == set(AUTHORITY_LIMITS) == set(Role)


def test_rights_and_limits_grow_from_desk_to_administrator() -> None:
    desk, coordinator, manager, administrator = Role
    assert (
        ROLE_DEFAULTS[desk]
        <= ROLE_DEFAULTS[coordinator]
        <= ROLE_DEFAULTS[manager]
        <= ROLE_DEFAULTS[administrator]
    )
    assert ROLE_DEFAULTS[administrator] == frozenset(Permission)
    limits = [AUTHORITY_LIMITS[role] for role in Role]
    assert limits == sorted(limits)


def test_the_desk_can_do_the_work_but_not_bend_it() -> None:
    desk = ROLE_DEFAULTS[Role.FRONT_DESK]
    assert {Permission.RECORD, Permission.HANDLE, Permission.FOLLOW_UP} <= desk
    assert not desk & {
        Permission.SKIP_STEP,
        Permission.LOWER_LIFE_SAFETY,
        Permission.APPROVE_REMEDY,
        Permission.FOLLOW_UP_MAJOR,
        Permission.MANAGE_STAFF,
        Permission.MANAGE_OPTIONS,
    }


def test_the_owner_may_do_everything_and_nobody_nothing() -> None:
    assert all(OWNER.may(permission) for permission in Permission)
    assert OWNER.limit_minor > 0
    assert not any(NOBODY.may(permission) for permission in Permission)
