"""Inserting staff inside an action that may: shared by set-up, staff management and sample data."""

from __future__ import annotations

from models.accounts import rules
from models.accounts.kinds import Sealed, StaffDraft
from models.accounts.tables import Staff
from models.core.errors import UserProblem
from models.core.work import Work


def staff_in(work: Work, draft: StaffDraft, password: Sealed | None = None) -> int:
    """Insert a member of staff and return the id."""
    fields = staff_fields(draft)
    check_login_free(str(fields["login"]), None)
    sealed = None if password is None else password.hash
    staff_id = work.insert(Staff, password_hash=sealed, created_at=work.now, **fields)
    work.touch("staff", staff_id)
    work.fact(role=draft.role)
    return staff_id


def staff_fields(draft: StaffDraft) -> dict[str, object]:
    """The columns of a checked draft."""
    login = rules.fold_login(draft.login)
    rules.check_person(login, draft.name, draft.limit_minor)
    return {
        "login": login,
        "name": draft.name.strip(),
        "role": draft.role,
        "language": draft.language,
        "limit_minor": draft.limit_minor,
        "level": draft.level,
    }


def check_login_free(login: str, but: int | None) -> None:
    """Refuse a sign-in name that somebody else has, or ever had."""
    taken = Staff.get_or_none(Staff.login == login)
    if taken is not None and taken.id != but:
        raise UserProblem("account.login_taken", login=login)
