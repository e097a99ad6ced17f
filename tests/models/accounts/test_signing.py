from __future__ import annotations

from datetime import timedelta

import pytest
from argon2 import PasswordHasher

from models.accounts import actions, passwords, queries, signing
from models.accounts.kinds import Sealed
from models.audit import queries as audit
from models.core.clock import SetClock
from models.core.errors import UserProblem
from models.core.permissions import AUTHORITY_LIMITS, ROLE_DEFAULTS, Permission, Role
from models.core.session import OWNER, Session
from models.options import actions as options
from models.store.database import Store
from tests import factories
from tests.factories import NOON, PASSWORD

# Cheap parameters: five wrong tries would otherwise cost half a second in each test. Signing in renews it.
CHEAP = Sealed(PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD))


@pytest.fixture
def wang(store: Store, clock: SetClock, estate: int) -> int:
    """Wang Fang of the front desk, who has a password."""
    owner = Session(store, OWNER, clock)
    staff_id = factories.a_staff_member(store, clock, login="wang", name="王芳")
    actions.set_password(owner, staff_id, CHEAP)
    return staff_id


def refused(store: Store, clock: SetClock, name: str = "wang", password: str = "wrong wrong") -> UserProblem:
    with pytest.raises(UserProblem) as problem:
        signing.sign_in(store, clock, name, password)
    return problem.value


@pytest.mark.parametrize("name", ["wang", "WANG", " ｗang ", "王芳", "王芳 "])
def test_signing_in_by_login_or_name(store: Store, clock: SetClock, wang: int, name: str) -> None:
    clock.advance(minutes=3)
    actor = signing.sign_in(store, clock, name, PASSWORD).actor
    assert (actor.staff_id, actor.login, actor.name, actor.role) == (wang, "wang", "王芳", Role.FRONT_DESK)
    assert actor.permissions == ROLE_DEFAULTS[Role.FRONT_DESK]
    assert actor.limit_minor == AUTHORITY_LIMITS[Role.FRONT_DESK]
    assert queries.staff_member(store, wang).last_sign_in_at == NOON + timedelta(minutes=3)
    entry = audit.entries(store).rows[0]
    assert (entry.action, entry.staff_id, entry.touched) == ("account.signed_in", wang, (("staff", wang),))


def test_the_personal_limit_goes_along(store: Store, clock: SetClock, estate: int) -> None:
    factories.a_staff_member(store, clock, login="li", password=PASSWORD, limit_minor=1_00)
    assert signing.sign_in(store, clock, "li", PASSWORD).actor.limit_minor == 1_00


def test_wrong_passwords_count_down_and_lock(store: Store, clock: SetClock, wang: int) -> None:
    left = [refused(store, clock).facts["tries_left"] for _ in range(4)]
    assert left == [4, 3, 2, 1]
    fifth = refused(store, clock)
    assert (fifth.code, fifth.facts) == ("account.locked", {"until": NOON + timedelta(minutes=1), "n": 1})
    assert refused(store, clock, password=PASSWORD).code == "account.locked"
    clock.advance(seconds=59)
    assert refused(store, clock, password=PASSWORD).code == "account.locked"
    clock.advance(seconds=1)
    assert signing.sign_in(store, clock, "wang", PASSWORD).actor.staff_id == wang
    assert refused(store, clock).facts["tries_left"] == 4


def test_each_further_run_locks_longer(store: Store, clock: SetClock, wang: int) -> None:
    waits = []
    for _ in range(5):
        for _ in range(4):
            assert refused(store, clock).code == "account.wrong_password"
        problem = refused(store, clock)
        waits.append(problem.facts["n"])
        clock.advance(minutes=float(str(problem.facts["n"])))
    assert waits == [1, 5, 15, 60, 60]


def test_a_locked_try_costs_nothing_and_writes_nothing(store: Store, clock: SetClock, wang: int) -> None:
    for _ in range(5):
        refused(store, clock)
    count = audit.check(store).count
    refused(store, clock)
    assert audit.check(store).count == count


def test_an_unknown_name_says_no_more_than_a_wrong_password(store: Store, clock: SetClock, wang: int) -> None:
    problem = refused(store, clock, "nobody")
    assert (problem.code, problem.facts) == ("account.wrong_password", {"tries_left": None, "limit": 5})
    entry = audit.entries(store).rows[0]
    assert (entry.action, entry.facts) == ("account.stranger", {})


def test_the_name_typed_never_reaches_the_trail(store: Store, clock: SetClock, wang: int) -> None:
    refused(store, clock, "my secret password")
    refused(store, clock, "wang", "my secret password")
    assert "secret" not in str(store.rows("SELECT * FROM audit_entry"))


def test_two_of_one_name_use_the_login(store: Store, clock: SetClock, wang: int) -> None:
    factories.a_staff_member(store, clock, login="wang2", name="王芳")
    assert refused(store, clock, "王芳", PASSWORD).code == "account.ambiguous_name"
    assert signing.sign_in(store, clock, "wang", PASSWORD).actor.staff_id == wang


def test_who_left_cannot_come_back(store: Store, clock: SetClock, wang: int) -> None:
    session = signing.sign_in(store, clock, "wang", PASSWORD)
    owner = Session(store, OWNER, clock)
    actions.deactivate(owner, wang, queries.staff_member(store, wang).row_version)
    assert refused(store, clock, password=PASSWORD).code == "account.inactive"
    assert refused(store, clock, password="wrong wrong").code == "account.wrong_password"
    with pytest.raises(UserProblem) as problem:
        signing.refreshed(session)
    assert problem.value.code == "account.inactive"


def test_without_a_password_only_the_demo_estate_lets_in(store: Store, clock: SetClock, estate: int) -> None:
    factories.a_staff_member(store, clock, login="li", name="Li")
    assert refused(store, clock, "li", "").code == "account.no_password"
    options.change_option(Session(store, OWNER, clock), "demo", True)
    assert signing.sign_in(store, clock, "li", "").actor.login == "li"
    assert signing.demo_session(store, clock, "Li").actor.login == "li"
    with pytest.raises(UserProblem) as problem:
        signing.demo_session(store, clock)
    assert problem.value.code == "account.sign_in_needed"


def test_a_password_holds_in_the_demo_estate_too(store: Store, clock: SetClock, wang: int) -> None:
    options.change_option(Session(store, OWNER, clock), "demo", True)
    with pytest.raises(UserProblem) as problem:
        signing.demo_session(store, clock, "wang")
    assert problem.value.code == "account.no_password"
    assert refused(store, clock).code == "account.wrong_password"


def test_signing_in_renews_an_old_hash(store: Store, clock: SetClock, wang: int) -> None:
    signing.sign_in(store, clock, "wang", PASSWORD)
    renewed = queries.password_hash(store, wang)
    assert renewed is not None
    assert renewed != CHEAP.hash
    assert passwords.matches(renewed, PASSWORD)
    signing.sign_in(store, clock, "wang", PASSWORD)
    assert queries.password_hash(store, wang) == renewed


def test_signing_in_is_no_edit_of_the_person(store: Store, clock: SetClock, wang: int) -> None:
    before = queries.staff_member(store, wang).row_version
    refused(store, clock)
    signing.sign_in(store, clock, "wang", PASSWORD)
    assert queries.staff_member(store, wang).row_version == before


def test_unlocking_takes_the_own_password_and_brings_fresh_rights(
    store: Store, clock: SetClock, wang: int
) -> None:
    session = signing.sign_in(store, clock, "wang", PASSWORD)
    actions.grant(Session(store, OWNER, clock), Role.FRONT_DESK, Permission.EXPORT)
    assert not session.actor.may(Permission.EXPORT)
    with pytest.raises(UserProblem) as problem:
        signing.unlock(session, "wrong wrong")
    assert problem.value.facts["tries_left"] == 4
    assert signing.unlock(session, PASSWORD).actor.may(Permission.EXPORT)
    assert audit.entries(store).rows[0].action == "account.unlocked"


def test_the_owner_unlocks_without_a_password(store: Store, clock: SetClock) -> None:
    session = Session(store, OWNER, clock)
    assert signing.unlock(session, "") is session
    assert signing.refreshed(session) is session


def test_signing_out_is_noted(store: Store, clock: SetClock, wang: int) -> None:
    outcome = signing.sign_out(signing.sign_in(store, clock, "wang", PASSWORD))
    assert outcome.changes.touches("staff", wang)
    assert audit.entries(store).rows[0].action == "account.signed_out"


def test_changing_the_own_password_takes_the_old_one(store: Store, clock: SetClock, wang: int) -> None:
    session = signing.sign_in(store, clock, "wang", PASSWORD)
    with pytest.raises(UserProblem) as problem:
        signing.change_password(session, "wrong wrong", "an even quieter lift")
    assert problem.value.code == "account.wrong_password"
    with pytest.raises(UserProblem) as problem:
        signing.change_password(session, PASSWORD, "short")
    assert problem.value.code == "account.password_short"
    signing.change_password(session, PASSWORD, "an even quieter lift")
    assert refused(store, clock, password=PASSWORD).code == "account.wrong_password"
    assert signing.sign_in(store, clock, "wang", "an even quieter lift").actor.staff_id == wang


def test_the_owner_has_no_password_to_change(store: Store, clock: SetClock) -> None:
    with pytest.raises(UserProblem) as problem:
        signing.change_password(Session(store, OWNER, clock), "", "an even quieter lift")
    assert problem.value.code == "account.no_password"


def test_a_lock_set_while_the_password_was_compared_holds(store: Store, clock: SetClock, wang: int) -> None:
    """Another desk locks the account between our look and our write."""
    session = Session(store, queries.actor(store, wang), clock)
    for _ in range(5):
        refused(store, clock)
    with pytest.raises(UserProblem) as problem:
        signing._signed_in(session, None)
    assert problem.value.code == "account.locked"
