"""Who is on duty: putting, removing, copying a week, asking who is there."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.accounts.actions import deactivate
from models.core.clock import SetClock
from models.core.errors import NotAllowed, Unknown, UserProblem
from models.core.permissions import Role
from models.core.session import OWNER, Session
from models.options.actions import change_options
from models.shifts import actions, queries
from models.shifts.kinds import Post
from models.shifts.rules import to_option
from models.store.database import Store
from tests.factories import a_staff_member
from tests.models.conftest import MakeSession

FRIDAY, DESK, CALL = date(2026, 11, 20), Post.DESK, Post.ON_CALL


@pytest.fixture
def people(store: Store, clock: SetClock, estate: int) -> list[int]:
    """Three people of the front desk."""
    return [
        a_staff_member(store, clock, login=f"p{n}", name=name)
        for n, name in enumerate(("王敏", "李想", "周凯"))
    ]


def names(rows: object) -> list[str]:
    return [row.name for row in rows]  # type: ignore[attr-defined]


def test_who_is_there_and_who_comes(session: MakeSession, people: list[int]) -> None:
    boss = session(Role.COORDINATOR)
    for shift, post, who in (("early", DESK, 0), ("early", DESK, 1), ("early", CALL, 2), ("late", DESK, 2)):
        actions.put(boss, FRIDAY, shift, post, people[who])
    found = queries.on_duty(boss.store, boss.clock.now())  # 14:20
    assert found.now is not None
    assert (found.now.shift.code, found.next.shift.code) == ("early", "late")
    assert (names(found.desk), names(found.on_call)) == (["王敏", "李想"], ["周凯"])
    assert (names(found.next_desk), names(found.next_on_call)) == (["周凯"], [])
    assert names(found.beside(people[0])) == ["李想"]
    assert found.has(people[0])
    assert not found.has(people[2])


def test_the_night_is_that_of_the_day_before(
    session: MakeSession, people: list[int], clock: SetClock
) -> None:
    boss = session()
    actions.put(boss, FRIDAY, "night", DESK, people[0])
    clock.instant = datetime(2026, 11, 20, 21, tzinfo=UTC)  # Saturday 05:00 in Shanghai
    assert names(queries.on_duty(boss.store, clock.now()).desk) == ["王敏"]
    clock.advance(hours=2)
    assert names(queries.on_duty(boss.store, clock.now()).desk) == []


def test_putting_twice_and_removing(session: MakeSession, people: list[int]) -> None:
    boss = session()
    assert (
        actions.put(boss, FRIDAY, "early", DESK, people[0]).value
        == actions.put(boss, FRIDAY, "early", DESK, people[0]).value
    )
    actions.remove(boss, FRIDAY, "early", DESK, people[0])
    actions.remove(boss, FRIDAY, "early", DESK, people[0])
    assert queries.roster(boss.store, FRIDAY, 1) == ()


def test_a_cell_is_replaced_whole(session: MakeSession, people: list[int]) -> None:
    boss = session()
    actions.assign(boss, FRIDAY, "early", DESK, (people[0], people[1]))
    actions.assign(boss, FRIDAY, "early", DESK, (people[2], people[1], people[2]))
    assert sorted(names(queries.roster(boss.store, FRIDAY, 1))) == sorted(["李想", "周凯"])


def test_a_week_like_the_one_before(session: MakeSession, people: list[int], store: Store) -> None:
    boss, monday = session(), date(2026, 11, 23)
    for who in people:
        actions.put(boss, FRIDAY, "early", DESK, who)
    actions.put(boss, FRIDAY + timedelta(days=7), "early", DESK, people[1])
    deactivate(boss, people[2], 1)
    assert actions.copy_week(boss, monday).value == 1
    assert actions.copy_week(boss, monday).value == 0
    rows = queries.roster(store, monday)
    assert sorted(names(rows)) == sorted(["李想", "王敏"])
    assert {row.day for row in rows} == {FRIDAY + timedelta(days=7)}


def test_who_has_left_is_not_there(session: MakeSession, people: list[int]) -> None:
    boss = session()
    actions.put(boss, FRIDAY, "early", DESK, people[0])
    deactivate(boss, people[0], 1)
    assert names(queries.on_duty(boss.store, boss.clock.now()).desk) == []
    with pytest.raises(UserProblem) as refused:
        actions.put(boss, FRIDAY, "late", DESK, people[0])
    assert refused.value.code == "account.inactive"


def test_what_cannot_be(session: MakeSession, people: list[int]) -> None:
    boss = session()
    with pytest.raises(Unknown):
        actions.put(boss, FRIDAY, "early", DESK, 999)
    with pytest.raises(UserProblem) as refused:
        actions.put(boss, FRIDAY, "noon", DESK, people[0])
    assert refused.value.code == "shift.unknown"


def test_the_front_desk_reads_the_roster_and_writes_none(session: MakeSession, people: list[int]) -> None:
    desk = session(Role.FRONT_DESK)
    for act in (actions.put, actions.remove):
        with pytest.raises(NotAllowed):
            act(desk, FRIDAY, "early", DESK, people[0])
    with pytest.raises(NotAllowed):
        actions.assign(desk, FRIDAY, "early", DESK, ())
    with pytest.raises(NotAllowed):
        actions.copy_week(desk, FRIDAY)
    with pytest.raises(NotAllowed):
        change_options(desk, {"shifts": to_option(queries.shifts(desk.store))})


def test_shifts_of_ones_own(session: MakeSession, people: list[int]) -> None:
    boss = session()
    day = [{"code": "day", "zh": "白班", "en": "Day", "start": 480, "end": 1200}]
    change_options(boss, {"shifts": day})
    found = queries.on_duty(boss.store, boss.clock.now())
    assert found.now is not None
    assert found.now.shift.zh == "白班"
    assert found.next.day == FRIDAY + timedelta(days=1)
    late = boss.clock.now() + timedelta(hours=7)
    assert queries.on_duty(boss.store, late).now is None
    assert queries.giving(boss.store, late).day == FRIDAY


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.booleans(),
            st.integers(0, 2),
            st.sampled_from(["early", "late"]),
            st.sampled_from(Post),
            st.integers(0, 2),
        ),
        max_size=20,
    )
)
def test_a_roster_is_what_was_put_and_not_removed(
    store: Store, clock: SetClock, people: list[int], deeds: list[tuple[bool, int, str, Post, int]]
) -> None:
    owner = Session(store, OWNER, clock)
    actions_left: set[tuple[date, str, Post, int]] = set()
    for row in queries.roster(store, FRIDAY, 3):
        actions.remove(owner, row.day, row.shift, row.post, row.staff_id)
    for put, day, shift, post, who in deeds:
        place = (FRIDAY + timedelta(days=day), shift, post, people[who])
        (actions.put if put else actions.remove)(owner, *place)
        (actions_left.add if put else actions_left.discard)(place)
    assert {(r.day, r.shift, r.post, r.staff_id) for r in queries.roster(store, FRIDAY, 3)} == actions_left
