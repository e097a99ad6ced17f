from __future__ import annotations

from dataclasses import replace

import pytest

from models.core.clock import SetClock
from models.core.errors import NotAllowed, Unknown, UserProblem
from models.core.permissions import Role
from models.core.session import OWNER, Session
from models.options import actions, queries
from models.store.database import Store
from models.timing.policy import Policy, preset
from tests import factories
from tests.models.conftest import MakeSession


def lunch(policy: Policy) -> Policy:
    """The same policy with an hour's lunch."""
    day = ((9 * 60, 12 * 60), (13 * 60, 18 * 60))
    return replace(policy, office=replace(policy.office, week=(day,) * 5 + ((), ())))


def test_before_set_up_there_is_no_policy(store: Store) -> None:
    with pytest.raises(Unknown):
        queries.current_policy(store)


def test_set_up_takes_the_preset_as_version_one(store: Store, clock: SetClock, estate: int) -> None:
    row = queries.current_policy(store)
    assert (row.name, row.version, row.created_at, row.created_by) == ("cn-property", 1, clock.now(), None)
    assert row.policy == preset("cn-property", "office", "Asia/Shanghai")


def test_an_unknown_preset_leaves_nothing(store: Store, clock: SetClock) -> None:
    with pytest.raises(UserProblem) as problem:
        factories.an_estate(store, clock, replace(factories.setup_draft(), policy="moon"))
    assert problem.value.code == "policy.unknown"
    assert not queries.is_set_up(store)


def test_saving_makes_the_next_version_and_keeps_the_old(store: Store, session: MakeSession) -> None:
    chief = session()
    first = queries.current_policy(store)
    outcome = actions.save_policy(chief, lunch(first.policy))
    second = queries.current_policy(store)
    assert (second.id, second.version, second.created_by) == (outcome.value, 2, chief.actor.staff_id)
    assert second.policy == lunch(first.policy)
    assert queries.policy_version(store, first.id) == first
    other = actions.save_policy(chief, replace(first.policy, name="ours")).value
    assert (queries.policy_version(store, other).name, queries.policy_version(store, other).version) == (
        "ours",
        1,
    )
    assert [row.id for row in queries.policy_versions(store)] == [other, second.id, first.id]
    assert outcome.changes.touches("policy_version", second.id)
    with pytest.raises(Unknown):
        queries.policy_version(store, 99)


def test_a_policy_is_read_into_the_same_object(store: Store, estate: int) -> None:
    """Its calendars keep the days that they have laid out: reading it anew each time would lay them out again."""
    assert queries.current_policy(store).policy is queries.current_policy(store).policy


def test_moving_the_clock_on_the_wall_moves_the_office_hours(
    store: Store, clock: SetClock, estate: int
) -> None:
    owner = Session(store, OWNER, clock)
    actions.save_policy(owner, lunch(queries.current_policy(store).policy))
    actions.change_option(owner, "property.phone", "0571 8888")
    assert queries.current_policy(store).version == 2
    actions.change_options(owner, {"property.timezone": "Europe/London", "property.currency": "GBP"})
    moved = queries.current_policy(store)
    assert moved.version == 3
    assert (moved.policy.office.timezone, moved.policy.always.timezone) == ("Europe/London", "Europe/London")
    assert moved.policy.office.week == queries.policy_version(store, moved.id - 1).policy.office.week


def test_only_who_may_changes_the_targets(store: Store, session: MakeSession) -> None:
    with pytest.raises(NotAllowed):
        actions.save_policy(session(Role.MANAGER), queries.current_policy(store).policy)
