from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.accounts import rules
from models.core.errors import UserProblem
from models.core.permissions import AUTHORITY_LIMITS, Role


@given(st.text(max_size=60))
def test_only_length_and_the_own_name_count(password: str) -> None:
    problem = rules.password_problem(password, ("administrator",))
    if len(password) < 10:
        assert problem == "account.password_short"
    elif password.strip().casefold() == "administrator":
        assert problem == "account.password_is_name"
    else:
        assert problem is None


@pytest.mark.parametrize("password", ["1234567890", "          ", "aaaaaaaaaa", "一二三四五六七八九十"])
def test_there_are_no_rules_of_composition(password: str) -> None:
    assert rules.password_problem(password) is None


@pytest.mark.parametrize("password", ["Administrator", " ADMINISTRATOR ", "ａｄｍｉｎｉｓｔｒａｔｏｒ"])
def test_the_own_name_is_refused_however_it_is_written(password: str) -> None:
    assert rules.password_problem(password, ("王芳", "administrator")) == "account.password_is_name"


def test_a_book_is_no_password() -> None:
    assert rules.password_problem("x" * 1001) == "account.password_long"


def test_the_schedule_of_locks() -> None:
    locks = {n: lock for n in range(31) if (lock := rules.lock_for(n)) is not None}
    minutes = {n: lock / timedelta(minutes=1) for n, lock in locks.items()}
    assert minutes == {5: 1, 10: 5, 15: 15, 20: 60, 25: 60, 30: 60}


@given(st.integers(0, 500))
def test_tries_left_count_down_to_the_lock(failures: int) -> None:
    left = rules.tries_left(failures)
    assert 1 <= left <= 5
    assert rules.lock_for(failures + left) is not None
    assert all(rules.lock_for(failures + more) is None for more in range(1, left))


@given(st.text())
def test_folding_a_login_twice_changes_nothing(text: str) -> None:
    once = rules.fold_login(text)
    assert rules.fold_login(once) == once


@pytest.mark.parametrize(
    ("login", "name", "limit", "code"),
    [
        ("", "王芳", None, "account.login_unfit"),
        ("wang fang", "王芳", None, "account.login_unfit"),
        ("wang", "  ", None, "account.name_missing"),
        ("wang", "王芳", -1, "account.limit_negative"),
    ],
)
def test_unfit_people_are_refused(login: str, name: str, limit: int | None, code: str) -> None:
    with pytest.raises(UserProblem) as problem:
        rules.check_person(login, name, limit)
    assert problem.value.code == code


def test_a_personal_limit_replaces_that_of_the_role() -> None:
    rules.check_person("王芳", "王芳", 0)
    assert rules.limit_of(Role.FRONT_DESK, None) == AUTHORITY_LIMITS[Role.FRONT_DESK]
    assert rules.limit_of(Role.MANAGER, 0) == 0
