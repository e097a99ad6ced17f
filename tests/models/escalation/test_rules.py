"""Who must know, and how long silence may last: pure decisions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.core.permissions import Role
from models.escalation.kinds import LADDER, Cause, Level
from models.escalation.rules import (
    LEVELS,
    TOP,
    climbs,
    first_level,
    higher,
    holder,
    level_of,
    levels_for,
    may_take,
    silence_ends,
    told,
)
from models.timing.policy import preset

HELD = st.sets(st.sampled_from(LEVELS))
LEVEL = st.sampled_from(LEVELS)
POLICY = preset("cn-property", "office", "Asia/Shanghai")
FRIDAY = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)  # 17:30 in Shanghai, half an hour before the office closes


def test_the_ladder_is_that_of_the_figures() -> None:
    assert LADDER == ((75, "handler"), (100, "supervisor"), (150, "manager"), (200, "director"))
    assert [first_level(Cause.CLOCK, percent) for percent, _ in LADDER] == list(Level)
    assert first_level(Cause.LIFE_SAFETY, 0) is Level.MANAGER
    assert first_level(Cause.MAJOR, 0) is Level.MANAGER
    assert first_level(Cause.PROMISE, 0) is Level.SUPERVISOR


@pytest.mark.parametrize(
    ("role", "own", "level"),
    [
        (Role.FRONT_DESK, None, Level.HANDLER),
        (Role.COORDINATOR, None, Level.SUPERVISOR),
        (Role.MANAGER, None, Level.MANAGER),
        (Role.ADMINISTRATOR, None, Level.DIRECTOR),
        (Role.FRONT_DESK, "manager", Level.MANAGER),
        (Role.MANAGER, "nobody knows this one", Level.MANAGER),
    ],
)
def test_where_somebody_stands(role: Role, own: str | None, level: Level) -> None:
    assert level_of(role, own) is level


@given(LEVEL, HELD)
def test_every_escalation_goes_to_somebody(level: Level, held: set[Level]) -> None:
    found = holder(level, held)
    at, above = (
        LEVELS.index(level),
        [one for one in LEVELS if one in held and LEVELS.index(one) >= LEVELS.index(level)],
    )
    if above:
        assert found is above[0]
    elif held:
        assert found is max(held, key=LEVELS.index)
        assert LEVELS.index(found) < at
    else:
        assert found is TOP


@given(HELD)
def test_no_level_is_nobodys_and_none_is_twice(held: set[Level]) -> None:
    given_out = [level for own in held for level in levels_for(own, held)]
    assert sorted(given_out) == sorted(LEVELS if held else [])
    assert all(own in levels_for(own, held) for own in held)


@given(LEVEL)
def test_it_only_goes_up(level: Level) -> None:
    assert LEVELS.index(higher(level)) == min(LEVELS.index(level) + 1, LEVELS.index(TOP))


@given(st.sampled_from(LADDER[1:]), LEVEL, HELD, LEVEL)
def test_whoever_heard_of_it_may_say_so_and_whoever_stands_above(
    rung: tuple[int, Level], now: Level, held: set[Level], own: Level
) -> None:
    percent, first = rung
    if LEVELS.index(now) < LEVELS.index(first):
        return
    heard = told(Cause.CLOCK, percent, now)
    assert (heard[0], heard[-1]) == (first, now)
    came = any(holder(level, {*held, own}) is own for level in heard)
    above = LEVELS.index(own) >= LEVELS.index(first)
    assert may_take(own, levels_for(own, held), heard) == (came or above)


def test_silence_climbs_to_the_top_and_repeats_there_three_times() -> None:
    for percent, level in LADDER:
        times = next(n for n in range(20) if not climbs(Cause.CLOCK, percent, n))
        to_the_top = LEVELS.index(TOP) - LEVELS.index(level)
        assert times == (0 if level is Level.HANDLER else to_the_top + 3)


def test_a_warning_does_not_climb() -> None:
    assert not climbs(Cause.CLOCK, 75, 0)


@pytest.mark.parametrize(
    ("severity", "until"),
    [
        ("s1", FRIDAY + timedelta(minutes=15)),
        ("s2", FRIDAY + timedelta(minutes=30)),
        (
            "s3",
            datetime(2026, 11, 23, 4, 30, tzinfo=UTC),
        ),  # half an hour on Friday, three and a half on Monday
        ("s4", datetime(2026, 11, 23, 10, 0, tzinfo=UTC)),  # the close of the next working day
    ],
)
def test_how_long_silence_may_last(severity: str, until: datetime) -> None:
    assert silence_ends(POLICY, severity, FRIDAY) == until


def test_grave_ones_do_not_wait_for_the_office() -> None:
    night = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
    assert silence_ends(POLICY, "s1", night) == night + timedelta(minutes=15)
