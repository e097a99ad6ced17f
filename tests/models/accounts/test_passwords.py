from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from models.accounts import passwords
from models.core.errors import UserProblem


def test_a_sealed_password_matches_itself_and_nothing_else() -> None:
    sealed = passwords.seal("a quiet lift", "wang")
    assert sealed.hash.startswith("$argon2id$")
    assert "quiet" not in sealed.hash
    assert passwords.matches(sealed.hash, "a quiet lift")
    assert not passwords.matches(sealed.hash, "a quiet lifT")
    assert not passwords.matches(sealed.hash, "")
    assert passwords.seal("a quiet lift").hash != sealed.hash


def test_however_the_keyboard_composed_it() -> None:
    sealed = passwords.seal("Ａ café 1234")
    assert passwords.matches(sealed.hash, "A cafe\u0301 1234")


def test_nobody_and_nonsense_never_match() -> None:
    assert not passwords.matches(None, "nobody signs in with this")
    assert not passwords.matches("not a hash", "a quiet lift")


def test_unfit_passwords_are_not_sealed() -> None:
    with pytest.raises(UserProblem) as problem:
        passwords.seal("too short")
    assert (problem.value.code, problem.value.facts["minimum"]) == ("account.password_short", 10)
    with pytest.raises(UserProblem) as problem:
        passwords.seal("Administrator", "administrator")
    assert problem.value.code == "account.password_is_name"


def test_a_hash_of_older_parameters_is_renewed() -> None:
    old = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash("a quiet lift")
    sealed = passwords.renewed(old, "a quiet lift")
    assert sealed is not None
    assert passwords.matches(sealed.hash, "a quiet lift")
    assert passwords.renewed(sealed.hash, "a quiet lift") is None
