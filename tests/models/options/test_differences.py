"""What differs between two policies, against a slow way of finding it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

from hypothesis import given
from hypothesis import strategies as st

from models.options.differences import Difference, difference
from models.timing.kinds import Calendar, DayException, DayKind, Target
from models.timing.policy import Policy, from_body, preset, to_body
from models.timing.presets import SEVERITIES, TARGETS

FIRST = date(2026, 9, 28)
HOURS = st.sampled_from([(), ((540, 1080),), ((540, 720), (780, 1080)), ((0, 1440),)])
AMOUNTS = st.sampled_from(
    [None, Target(minutes=30), Target(minutes=60), Target(days=1), Target(days=7), Target(weeks=12)]
)
EXCEPTIONS = st.builds(
    DayException,
    st.sampled_from(DayKind),
    st.sampled_from([(), ((600, 660),)]),
    st.sampled_from(["", "国庆节"]),
)


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """Policies that often differ in little."""
    base = preset(draw(st.sampled_from(["cn-property", "hazard"])), "office", "Asia/Shanghai")
    targets = {severity: dict(base.targets[severity]) for severity in SEVERITIES}
    for severity, name, amount in draw(
        st.lists(st.tuples(st.sampled_from(SEVERITIES), st.sampled_from(TARGETS), AMOUNTS), max_size=4)
    ):
        targets[severity].pop(name, None)
        if amount is not None:
            targets[severity][name] = amount
    week = [*base.office.week]
    for weekday, hours in draw(st.lists(st.tuples(st.integers(1, 6), HOURS), max_size=2)):
        week[weekday] = hours
    days = draw(st.dictionaries(st.integers(0, 12), EXCEPTIONS, max_size=4))
    exceptions = {FIRST + timedelta(days=at): one for at, one in sorted(days.items())}
    zone = draw(st.sampled_from(["Asia/Shanghai", "Europe/London"]))
    around = draw(st.sets(st.sampled_from(SEVERITIES)))
    office = Calendar(zone, tuple(week), exceptions, "office")
    always = replace(base.always, timezone=zone)
    return replace(base, targets=targets, round_the_clock=frozenset(around), office=office, always=always)


def applied(policy: Policy, found: Difference) -> Policy:
    """The policy with every change made."""
    targets = {severity: dict(table) for severity, table in policy.targets.items()}
    for one in found.targets:
        assert targets[one.severity].pop(one.name, None) == one.before
        if one.after is not None:
            targets[one.severity][one.name] = one.after
    around = set(policy.round_the_clock)
    for clock in found.clocks:
        around ^= {clock.severity}
        assert (clock.severity in around) == clock.around
    week, exceptions = [*policy.office.week], dict(policy.office.exceptions)
    for day in found.week:
        assert week[day.weekday] == day.before
        week[day.weekday] = day.after
    for other in found.days:
        assert exceptions.pop(other.day, None) == other.before
        if other.after is not None:
            exceptions[other.day] = other.after
    zone = found.zone[1] if found.zone is not None else policy.office.timezone
    office = replace(policy.office, week=tuple(week), exceptions=exceptions, timezone=zone)
    return replace(policy, targets=targets, round_the_clock=frozenset(around), office=office)


def slow_count(before: Policy, after: Policy) -> int:
    """How many things differ, looked at one by one in what would be kept."""
    old, new = to_body(before), to_body(after)
    cells = sum(
        old["targets"][severity].get(name) != new["targets"][severity].get(name)
        for severity in SEVERITIES
        for name in TARGETS
    )
    clocks = sum((one in old["round_the_clock"]) != (one in new["round_the_clock"]) for one in SEVERITIES)
    week = sum(old["office"]["week"][day] != new["office"]["week"][day] for day in old["office"]["week"])
    by_day = [{row["date"]: row for row in body["office"]["exceptions"]} for body in (old, new)]
    days = sum(by_day[0].get(day) != by_day[1].get(day) for day in {*by_day[0], *by_day[1]})
    return int(cells + clocks + week + days + (before.office.timezone != after.office.timezone))


@given(policies(), policies())
def test_every_difference_is_found_and_nothing_else(before: Policy, after: Policy) -> None:
    found = difference(before, after)
    assert applied(before, found).targets == after.targets
    assert applied(before, found).office == after.office
    assert applied(before, found).round_the_clock == after.round_the_clock
    assert len(found) == slow_count(before, after)


@given(policies())
def test_nothing_differs_from_itself_and_a_policy_is_read_back_equal(policy: Policy) -> None:
    assert not difference(policy, policy)
    assert from_body(to_body(policy)) == policy


def test_the_order_is_that_of_the_table_and_of_the_days() -> None:
    one = preset("cn-property", "office", "Asia/Shanghai")
    later = {FIRST + timedelta(days=n): DayException(DayKind.CLOSED) for n in (5, 1)}
    targets = {**one.targets, "s4": {}, "s1": {}}
    other = replace(one, targets=targets, office=replace(one.office, exceptions=MappingProxyType(later)))
    found = difference(one, other)
    assert [(change.name, change.severity) for change in found.targets][:3] == [
        ("first_response", "s1"), ("first_response", "s4"), ("hand_over", "s1"),
    ]  # fmt: skip
    assert [change.day for change in found.days] == sorted(later)
