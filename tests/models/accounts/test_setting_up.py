from __future__ import annotations

import pytest

from models.accounts import actions, queries, signing
from models.accounts.kinds import SetupDraft, StaffDraft
from models.audit import queries as audit
from models.core.clock import SetClock
from models.core.errors import UserProblem
from models.core.permissions import ROLE_DEFAULTS, Permission, Role
from models.core.session import OWNER, Session
from models.options import queries as options
from models.store.database import Store
from tests import factories

CHIEF = StaffDraft("Chief", "陈主任", Role.ADMINISTRATOR, "zh_CN")


def test_an_empty_store_is_its_owners(store: Store, clock: SetClock) -> None:
    assert not queries.is_set_up(store)
    assert signing.default_session(store, clock).actor == OWNER
    assert audit.check(store).count == 0


def test_set_up_leaves_everything_that_work_needs(store: Store, clock: SetClock) -> None:
    place_id = factories.an_estate(store, clock, factories.setup_draft("翠湖花园", "en", CHIEF))
    assert queries.is_set_up(store)
    assert options.settings(store).property_name == "翠湖花园"
    assert options.settings(store).property_language == "en"
    assert options.settings(store).report_languages == ("en",)
    assert queries.role_permissions(store) == ROLE_DEFAULTS
    assert options.current_policy(store).version == 1
    assert len(options.categories(store)) > 50
    assert [(one.login, one.name, one.role) for one in queries.staff(store)] == [
        ("chief", "陈主任", Role.ADMINISTRATOR)
    ]
    root = store.rows("SELECT id, kind, label, path, property_id, parent_id FROM place")
    assert root == [(place_id, "property", "翠湖花园", f"/{place_id}/", place_id, None)]
    (entry,) = audit.entries(store).rows
    assert (entry.action, entry.staff_id) == ("account.set_up", None)


def test_twice_is_refused(store: Store, clock: SetClock, estate: int) -> None:
    with pytest.raises(UserProblem) as problem:
        factories.an_estate(store, clock)
    assert problem.value.code == "account.already_set_up"
    assert audit.check(store).count == 1


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (SetupDraft("  "), "option.missing"),
        (SetupDraft("翠湖", language="fr"), "option.unfit"),
        (SetupDraft("翠湖", timezone="Mars/Base"), "option.unfit"),
        (SetupDraft("翠湖", currency="money"), "option.unfit"),
    ],
)
def test_unfit_answers_leave_nothing_behind(
    store: Store, clock: SetClock, draft: SetupDraft, code: str
) -> None:
    with pytest.raises(UserProblem) as problem:
        factories.an_estate(store, clock, draft)
    assert problem.value.code == code
    assert not queries.is_set_up(store)
    assert store.rows("SELECT count(*) FROM role_grant") == [(0,)]


def test_the_first_person_is_an_administrator(store: Store, clock: SetClock) -> None:
    desk = StaffDraft("desk", "Desk", Role.FRONT_DESK)
    with pytest.raises(ValueError, match="administrator"):
        factories.an_estate(store, clock, factories.setup_draft(administrator=desk))


def test_until_a_password_exists_the_store_stays_its_owners(store: Store, clock: SetClock) -> None:
    factories.an_estate(store, clock, factories.setup_draft(administrator=CHIEF))
    session = signing.default_session(store, clock)
    assert session.actor == OWNER
    signing.give_password(session, queries.staff(store)[0].id, factories.PASSWORD)
    assert queries.has_administrator_with_password(store)
    with pytest.raises(UserProblem) as problem:
        signing.default_session(store, clock)
    assert problem.value.code == "account.sign_in_needed"


def test_in_the_demo_estate_its_administrator_acts(store: Store, clock: SetClock) -> None:
    factories.an_estate(store, clock, factories.setup_draft(administrator=CHIEF, demo=True))
    assert queries.is_demo(store)
    assert signing.default_session(store, clock).actor.login == "chief"
    signing.give_password(Session(store, OWNER, clock), 1, factories.PASSWORD)
    with pytest.raises(UserProblem):
        signing.default_session(store, clock)


def test_a_right_that_a_newer_version_granted_is_passed_over(
    store: Store, clock: SetClock, estate: int
) -> None:
    with store.writing():
        store.execute("INSERT INTO role_grant (role, permission) VALUES ('manager', 'time_travel')")
    assert queries.permissions_of(store, Role.MANAGER) == ROLE_DEFAULTS[Role.MANAGER]
    actions.revoke(Session(store, OWNER, clock), Role.MANAGER, Permission.EXPORT)
    assert Permission.EXPORT not in queries.permissions_of(store, Role.MANAGER)
