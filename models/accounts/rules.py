"""What a password must be, when failures lock, and what nobody may do to an account."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import timedelta

from models.core.errors import UserProblem
from models.core.permissions import AUTHORITY_LIMITS, Permission, Role

MINIMUM_LENGTH = 10
MAXIMUM_LENGTH = 1000  # only so that nobody can make the desk hash a book
MAX_TRIES = 5
LOCK_MINUTES = (1, 5, 15, 60)  # after the first, second, third ... run of failures; the last one repeats

# Without these an administrator could not mend what was taken away.
KEPT_BY_ADMINISTRATORS = frozenset({Permission.MANAGE_STAFF, Permission.MANAGE_OPTIONS})


def fold_login(text: str) -> str:
    """The one spelling of a sign-in name: width and case folded, no blanks around it."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def password_problem(password: str, names: Iterable[str] = ()) -> str | None:
    """The code of what is wrong with a new password: too short, too long, or the person's own name."""
    if len(password) < MINIMUM_LENGTH:
        return "account.password_short"
    if len(password) > MAXIMUM_LENGTH:
        return "account.password_long"
    if fold_login(password) in {fold_login(name) for name in names}:
        return "account.password_is_name"
    return None


def lock_for(failures: int) -> timedelta | None:
    """How long the account is locked after so many failures in a row; ``None`` when it is not."""
    if failures <= 0 or failures % MAX_TRIES:
        return None
    run = min(failures // MAX_TRIES, len(LOCK_MINUTES)) - 1
    return timedelta(minutes=LOCK_MINUTES[run])


def tries_left(failures: int) -> int:
    """How many failures remain before the next lock."""
    return MAX_TRIES - failures % MAX_TRIES


def limit_of(role: Role, own: int | None) -> int:
    """The authority limit that holds: the personal one, or that of the role."""
    return AUTHORITY_LIMITS[role] if own is None else own


def check_person(login: str, name: str, limit_minor: int | None) -> None:
    """Refuse a draft that nobody could sign in with or tell apart."""
    if not login or any(letter.isspace() for letter in login):
        raise UserProblem("account.login_unfit", login=login)
    if not name.strip():
        raise UserProblem("account.name_missing")
    if limit_minor is not None and limit_minor < 0:
        raise UserProblem("account.limit_negative")
