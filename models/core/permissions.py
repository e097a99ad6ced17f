"""What people may do. Roles hold permissions; an action asks for one."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """Who signs in (technicians and residents do not)."""

    FRONT_DESK = "front_desk"
    COORDINATOR = "coordinator"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """One right, checked in the action that needs it."""

    VIEW = "view"
    RECORD = "record"
    HANDLE = "handle"
    SKIP_STEP = "skip_step"
    REOPEN = "reopen"
    LOWER_LIFE_SAFETY = "lower_life_safety"
    GRANT_REMEDY = "grant_remedy"
    APPROVE_REMEDY = "approve_remedy"
    FOLLOW_UP = "follow_up"
    FOLLOW_UP_MAJOR = "follow_up_major"
    REVIEW = "review"
    ORDER_WORK = "order_work"
    SCHEDULE = "schedule"
    OVERRIDE_SCHEDULE = "override_schedule"
    CHECK_WORK = "check_work"
    MANAGE_CREW = "manage_crew"
    CLASSIFY = "classify"
    ANSWER_WARNINGS = "answer_warnings"
    IMPROVE = "improve"
    DECIDE_IMPROVEMENTS = "decide_improvements"
    ASSIGN = "assign"
    EDIT_DIRECTORY = "edit_directory"
    IMPORT = "import"
    EXPORT = "export"
    EDIT_PHRASES = "edit_phrases"
    MANAGE_OPTIONS = "manage_options"
    MANAGE_STAFF = "manage_staff"
    VIEW_AUDIT = "view_audit"


_DESK = frozenset(
    {
        Permission.VIEW,
        Permission.RECORD,
        Permission.HANDLE,
        Permission.GRANT_REMEDY,
        Permission.FOLLOW_UP,
        Permission.ORDER_WORK,
        Permission.IMPROVE,
        Permission.EDIT_DIRECTORY,
    }
)
_COORDINATOR = _DESK | {
    Permission.ASSIGN,
    Permission.SCHEDULE,
    Permission.CHECK_WORK,
    Permission.MANAGE_CREW,
    Permission.CLASSIFY,
    Permission.ANSWER_WARNINGS,
}
_MANAGER = _COORDINATOR | {
    Permission.SKIP_STEP,
    Permission.REOPEN,
    Permission.LOWER_LIFE_SAFETY,
    Permission.APPROVE_REMEDY,
    Permission.FOLLOW_UP_MAJOR,
    Permission.REVIEW,
    Permission.OVERRIDE_SCHEDULE,
    Permission.DECIDE_IMPROVEMENTS,
    Permission.IMPORT,
    Permission.EXPORT,
    Permission.EDIT_PHRASES,
    Permission.VIEW_AUDIT,
}

ROLE_DEFAULTS: dict[Role, frozenset[Permission]] = {
    Role.FRONT_DESK: _DESK | {Permission.REOPEN},
    Role.COORDINATOR: _COORDINATOR | {Permission.REOPEN},
    Role.MANAGER: _MANAGER,
    Role.ADMINISTRATOR: frozenset(Permission),
}

# Minor units that a role may grant on the spot, before anybody approves (process.md, "make good first").
AUTHORITY_LIMITS: dict[Role, int] = {
    Role.FRONT_DESK: 200_00,
    Role.COORDINATOR: 500_00,
    Role.MANAGER: 5_000_00,
    Role.ADMINISTRATOR: 5_000_00,
}
