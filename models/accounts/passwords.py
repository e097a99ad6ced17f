"""Hashing passwords with Argon2id.

A hash takes some 50 ms and 32 MiB on purpose, so it is made and compared before a transaction begins, never inside
one. Comparing takes the same time for a name that nobody has.
"""

from __future__ import annotations

import functools
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from models.accounts.kinds import Sealed
from models.accounts.rules import MINIMUM_LENGTH, password_problem
from models.core.characters import whole
from models.core.errors import UserProblem

_HASHER = PasswordHasher(time_cost=3, memory_cost=32 * 1024, parallelism=1)


def seal(password: str, *names: str) -> Sealed:
    """Check and hash a new password; ``names`` are the login and name that it must not be.

    Raises ``UserProblem``: ``account.password_short``, ``account.password_long``, ``account.password_is_name``.
    """
    problem = password_problem(password, names)
    if problem is not None:
        raise UserProblem(problem, minimum=MINIMUM_LENGTH)
    return Sealed(_HASHER.hash(_spelled(password)))


def matches(known: str | None, password: str) -> bool:
    """Whether the password belongs to the hash; no hash costs the same time and never matches."""
    try:
        _HASHER.verify(_nobodys_hash() if known is None else known, _spelled(password))
    except (VerificationError, InvalidHashError):
        return False
    return known is not None


def renewed(known: str, password: str) -> Sealed | None:
    """A hash of the same, right password under today's parameters, when ``known`` was made under older ones."""
    return Sealed(_HASHER.hash(_spelled(password))) if _HASHER.check_needs_rehash(known) else None


@functools.cache
def _nobodys_hash() -> str:
    return _HASHER.hash("nobody signs in with this")


def _spelled(password: str) -> str:
    """The same characters, however the keyboard composed them."""
    return unicodedata.normalize("NFKC", whole(password))
