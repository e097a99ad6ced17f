from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from models.accounts import actions, queries
from models.accounts.kinds import Sealed, StaffDraft, StaffRow
from models.core.clock import SetClock
from models.core.errors import ChangedMeanwhile, NotAllowed, Unknown, UserProblem
from models.core.permissions import Permission, Role
from models.core.session import Session
from models.escalation.kinds import Level
from models.store.database import Store
from tests import factories
from tests.models.conftest import MakeSession

LI = StaffDraft("Li", " 李强 ", Role.COORDINATOR, "en", 300_00)
HASH = Sealed("$argon2id$never compared here")


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(UserProblem) as problem:
        act()
    return problem.value.code


def row(store: Store, staff_id: int | None) -> StaffRow:
    assert staff_id is not None
    return queries.staff_member(store, staff_id)


def test_somebody_is_added_and_found(store: Store, clock: SetClock, session: MakeSession) -> None:
    outcome = actions.add_staff(session(), LI, HASH)
    found = row(store, outcome.value)
    assert (found.login, found.name, found.role, found.language) == ("li", "李强", Role.COORDINATOR, "en")
    assert (found.limit_minor, found.own_limit_minor, found.has_password) == (300_00, 300_00, True)
    assert found.created_at == clock.now()
    assert not found.locked(clock.now())
    assert outcome.changes.touches("staff", outcome.value)
    assert queries.find_staff(store, "LI") == found == queries.find_staff(store, "李强")
    assert queries.find_staff(store, "nobody") is None
    assert queries.staff_names(store)[outcome.value] == "李强"
    with pytest.raises(Unknown):
        queries.staff_member(store, 99)


def test_a_login_is_taken_once_and_for_all(store: Store, session: MakeSession) -> None:
    chief = session()
    li = actions.add_staff(chief, LI).value
    assert (
        code_of(lambda: actions.add_staff(chief, StaffDraft("ＬＩ", "Li", Role.MANAGER)))
        == "account.login_taken"
    )
    actions.deactivate(chief, li, 1)
    assert (
        code_of(lambda: actions.add_staff(chief, StaffDraft("li", "Li", Role.MANAGER)))
        == "account.login_taken"
    )


def test_changing_somebody(store: Store, session: MakeSession) -> None:
    chief = session()
    li = actions.add_staff(chief, LI, HASH).value
    actions.change_staff(chief, li, 1, StaffDraft("li", "李强强", Role.MANAGER))
    found = row(store, li)
    assert (found.name, found.role, found.own_limit_minor, found.row_version) == (
        "李强强",
        Role.MANAGER,
        None,
        2,
    )
    assert found.has_password
    with pytest.raises(ChangedMeanwhile):
        actions.change_staff(chief, li, 1, LI)
    other = actions.add_staff(chief, StaffDraft("zhao", "赵", Role.FRONT_DESK)).value
    assert code_of(lambda: actions.change_staff(chief, other, 1, LI)) == "account.login_taken"
    with pytest.raises(Unknown):
        actions.change_staff(chief, 99, 1, LI)


def test_who_left_stands_last_or_not_at_all(store: Store, session: MakeSession) -> None:
    chief = session(login="zz")
    li = actions.add_staff(chief, LI).value
    actions.deactivate(chief, li, 1)
    assert [one.login for one in queries.staff(store)] == ["zz", "li"]
    assert [one.login for one in queries.staff(store, inactive=False)] == ["zz"]
    actions.reactivate(chief, li, 2)
    assert len(queries.staff(store, inactive=False)) == 2


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.COORDINATOR, Role.MANAGER])
def test_only_administrators_manage_staff(store: Store, session: MakeSession, role: Role) -> None:
    other = session(role)
    someone = factories.a_staff_member(store, other.clock, login="li")
    for act in (
        lambda: actions.add_staff(other, LI),
        lambda: actions.change_staff(other, someone, 1, LI),
        lambda: actions.set_password(other, someone, HASH),
        lambda: actions.deactivate(other, someone, 1),
        lambda: actions.reactivate(other, someone, 1),
        lambda: actions.release_lock(other, someone),
        lambda: actions.grant(other, role, Permission.MANAGE_STAFF),
        lambda: actions.revoke(other, role, Permission.VIEW),
    ):
        assert code_of(act) == "not_allowed"


def test_nobody_climbs_by_managing_staff(store: Store, clock: SetClock, session: MakeSession) -> None:
    chief = session()
    actions.grant(chief, Role.MANAGER, Permission.MANAGE_STAFF)
    manager = session(Role.MANAGER)
    assert manager.actor.staff_id is not None
    assert manager.actor.may(Permission.MANAGE_STAFF)
    li = actions.add_staff(manager, LI).value
    own = manager.actor.staff_id
    assert chief.actor.staff_id is not None
    boss = chief.actor.staff_id
    for act in (
        lambda: actions.add_staff(manager, StaffDraft("x", "X", Role.ADMINISTRATOR)),
        lambda: actions.change_staff(manager, own, 1, StaffDraft("m", "M", Role.ADMINISTRATOR)),
        lambda: actions.change_staff(manager, boss, 1, LI),
        lambda: actions.set_password(manager, boss, HASH),
        lambda: actions.release_lock(manager, boss),
        lambda: actions.deactivate(manager, boss, 1),
        lambda: actions.grant(manager, Role.MANAGER, Permission.MANAGE_OPTIONS),
        lambda: actions.revoke(manager, Role.FRONT_DESK, Permission.VIEW),
    ):
        assert code_of(act) == "not_allowed"
    actions.deactivate(manager, li, 1)


def test_everybody_sets_their_own_password(store: Store, session: MakeSession) -> None:
    desk = session(Role.FRONT_DESK)
    assert desk.actor.staff_id is not None
    actions.set_password(desk, desk.actor.staff_id, HASH)
    assert row(store, desk.actor.staff_id).has_password


def test_the_last_administrator_stays(store: Store, session: MakeSession) -> None:
    chief = session()
    boss = chief.actor.staff_id
    assert boss is not None
    demoted = StaffDraft("chief", "Chief", Role.MANAGER)
    assert code_of(lambda: actions.deactivate(chief, boss, 1)) == "account.last_administrator"
    assert code_of(lambda: actions.change_staff(chief, boss, 1, demoted)) == "account.last_administrator"
    second = actions.add_staff(chief, StaffDraft("second", "Second", Role.ADMINISTRATOR)).value
    actions.change_staff(chief, boss, 1, demoted)
    assert code_of(lambda: actions.deactivate(chief, second, 1)) == "account.last_administrator"


def test_one_without_a_password_cannot_follow_one_who_has_it(store: Store, session: MakeSession) -> None:
    """Otherwise anybody who starts the program would be the owner again."""
    chief = session()
    boss = chief.actor.staff_id
    assert boss is not None
    actions.set_password(chief, boss, HASH)
    second = actions.add_staff(chief, StaffDraft("second", "Second", Role.ADMINISTRATOR)).value
    assert code_of(lambda: actions.deactivate(chief, boss, 2)) == "account.last_administrator"
    actions.set_password(chief, second, HASH)
    actions.deactivate(chief, boss, 2)
    assert queries.has_administrator_with_password(store)


def test_a_lock_is_released_by_an_administrator_and_by_a_new_password(
    store: Store, clock: SetClock, session: MakeSession
) -> None:
    chief = session()
    releases: tuple[Callable[[int], object], ...] = (
        lambda one: actions.release_lock(chief, one),
        lambda one: actions.set_password(chief, one, HASH),
    )
    for number, release in enumerate(releases):
        li = factories.a_staff_member(store, clock, login=f"li{number}")
        with store.writing():
            store.execute(
                "UPDATE staff SET failed_attempts = 5, locked_until = 9999999999999 WHERE id = ?", (li,)
            )
        assert row(store, li).locked(clock.now())
        release(li)
        assert not row(store, li).locked(clock.now())
        assert store.rows("SELECT failed_attempts FROM staff WHERE id = ?", (li,)) == [(0,)]


def test_rights_are_given_to_roles_and_taken_back(
    store: Store, clock: SetClock, session: MakeSession
) -> None:
    chief = session()
    assert actions.grant(chief, Role.FRONT_DESK, Permission.EXPORT).changes.touches("role_grant")
    assert not actions.grant(chief, Role.FRONT_DESK, Permission.EXPORT).changes
    assert session(Role.FRONT_DESK).actor.may(Permission.EXPORT)
    actions.revoke(chief, Role.FRONT_DESK, Permission.EXPORT)
    actions.revoke(chief, Role.FRONT_DESK, Permission.EXPORT)
    assert not session(Role.FRONT_DESK).actor.may(Permission.EXPORT)


def test_administrators_keep_what_they_need_to_give_it_back(store: Store, session: MakeSession) -> None:
    chief: Session = session()
    for permission in (Permission.MANAGE_STAFF, Permission.MANAGE_OPTIONS):
        act = lambda right=permission: actions.revoke(chief, Role.ADMINISTRATOR, right)  # noqa: E731
        assert code_of(act) == "account.right_kept"
    actions.revoke(chief, Role.ADMINISTRATOR, Permission.APPROVE_REMEDY)
    with pytest.raises(NotAllowed):
        actions.revoke(session(Role.MANAGER), Role.MANAGER, Permission.VIEW)


# -- limits and the ladder


@pytest.fixture
def keeper(clock: SetClock, session: MakeSession) -> Session:
    """A coordinator who looks after the staff, and is no administrator."""
    actions.grant(session(), Role.COORDINATOR, Permission.MANAGE_STAFF)
    return session(Role.COORDINATOR)


def test_nobody_raises_their_own_limit(store: Store, keeper: Session) -> None:
    own = keeper.actor.staff_id
    assert own is not None
    row = queries.staff_member(store, own)
    draft = StaffDraft(row.login, row.name, row.role)
    for more in (500_01, 10_000_00):
        raised = replace(draft, limit_minor=more)
        assert code_of(partial(actions.change_staff, keeper, own, 1, raised)) == "account.limit_above_own"
    for other in (replace(draft, role=Role.MANAGER), replace(draft, level=Level.DIRECTOR)):
        assert code_of(partial(actions.change_staff, keeper, own, 1, other)) == "account.own_role"
    assert queries.staff_member(store, own) == row
    actions.change_staff(keeper, own, 1, replace(draft, limit_minor=300_00))
    assert queries.staff_member(store, own).limit_minor == 300_00
    again = replace(draft, limit_minor=None)
    assert code_of(lambda: actions.change_staff(keeper, own, 2, again)) == "account.limit_above_own"


def test_nobody_gives_others_more_than_they_have(store: Store, keeper: Session, session: MakeSession) -> None:
    for draft in (
        StaffDraft("a", "A", Role.MANAGER),
        StaffDraft("b", "B", Role.FRONT_DESK, limit_minor=500_01),
    ):
        assert code_of(partial(actions.add_staff, keeper, draft)) == "account.limit_above_own"
    added = actions.add_staff(keeper, StaffDraft("c", "C", Role.FRONT_DESK, limit_minor=500_00)).value
    actions.change_staff(session(), added, 1, StaffDraft("c", "C", Role.FRONT_DESK, limit_minor=900_00))
    actions.change_staff(keeper, added, 2, StaffDraft("c", "Chen", Role.FRONT_DESK, limit_minor=900_00))
    assert queries.staff_member(store, added).name == "Chen"  # what an administrator gave may stay


def test_a_place_on_the_ladder_is_kept_and_given_back(store: Store, session: MakeSession) -> None:
    chief = session()
    draft = StaffDraft("zhao", "赵总", Role.MANAGER, level=Level.DIRECTOR)
    added = actions.add_staff(chief, draft).value
    assert queries.staff_member(store, added).own_level is Level.DIRECTOR
    actions.change_staff(chief, added, 1, replace(draft, level=None))
    assert queries.staff_member(store, added).own_level is None
