"""Changing targets and calendars part by part, and confirming the holidays of a year."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import pytest

from models.core.clock import SetClock
from models.core.errors import ChangedMeanwhile, NotAllowed, UserProblem
from models.core.permissions import Role
from models.core.session import OWNER, Session
from models.options import actions
from models.options.countries import country_of
from models.options.kinds import PolicyRow, TargetsDraft
from models.options.policies import days_of_year
from models.options.queries import current_policy, missing_holidays, policy_version, policy_versions, settings
from models.store.database import Store
from models.timing.business import due
from models.timing.kinds import DayException, DayKind, Target
from models.timing.official import as_exceptions, official_days
from models.timing.policy import preset
from tests import factories
from tests.models.conftest import MakeSession

NEW_YEAR = date(2027, 1, 1)
CLOSED = DayException(DayKind.CLOSED, (), "元旦")


def code_of(act: Callable[[], Any]) -> str:
    with pytest.raises(UserProblem) as problem:
        act()
    return problem.value.code


def draft_of(row: PolicyRow, **cells: Target | None) -> TargetsDraft:
    """The targets of a version with other S3 targets."""
    table = {**row.policy.targets["s3"], **cells}
    s3 = {name: one for name, one in table.items() if one is not None}
    return TargetsDraft(row.name, {**row.policy.targets, "s3": s3}, row.policy.round_the_clock)


def test_other_targets_are_for_new_cases_and_the_calendar_stays(store: Store, session: MakeSession) -> None:
    chief = session()
    first = current_policy(store)
    saved = actions.save_targets(chief, draft_of(first, resolved=Target(days=5)), first.id)
    second = current_policy(store)
    assert (saved.value, second.version, second.created_by) == (second.id, 2, chief.actor.staff_id)
    assert second.policy.target("s3", "resolved") == Target(days=5)
    assert second.policy.office == first.policy.office
    assert policy_version(store, first.id) == first


def test_the_same_again_makes_no_version(store: Store, session: MakeSession) -> None:
    chief, row = session(), current_policy(store)
    assert actions.save_targets(chief, draft_of(row), row.id).value == row.id
    assert actions.save_calendar(chief, row.policy.office, row.id).value == row.id
    assert len(policy_versions(store)) == 1


def test_two_people_may_change_targets_and_calendar_at_once(store: Store, session: MakeSession) -> None:
    chief, first = session(), current_policy(store)
    lunch = (((540, 720), (780, 1080)),) * 5 + ((), ())
    actions.save_calendar(chief, replace(first.policy.office, week=lunch), first.id)
    actions.save_targets(chief, draft_of(first, resolved=Target(days=5)), first.id)
    both = current_policy(store).policy
    assert (both.office.week, both.target("s3", "resolved")) == (lunch, Target(days=5))
    with pytest.raises(ChangedMeanwhile):
        actions.save_targets(chief, draft_of(first, resolved=Target(days=9)), first.id)
    with pytest.raises(ChangedMeanwhile):
        actions.save_calendar(chief, first.policy.office, first.id)
    with pytest.raises(ChangedMeanwhile):
        actions.save_calendar(chief, replace(first.policy.office, week=((),) * 6 + (((0, 60),),)), first.id)
    assert current_policy(store).policy == both


@pytest.mark.parametrize(
    ("severity", "name", "wanted", "code"),
    [
        ("s3", "resolved", Target(), "target.nothing"),
        ("s3", "resolved", Target(days=401), "target.too_long"),
        ("s3", "resolved", Target(minutes=400 * 24 * 60 + 1), "target.too_long"),
        ("s3", "resolved", Target(weeks=61), "target.too_long"),
        ("s3", "moon", Target(days=1), "policy.wrong"),
        ("s9", "resolved", Target(days=1), "policy.wrong"),
        ("s1", "first_response", None, "policy.first_response"),
        ("s2", "first_response", None, "policy.first_response"),
    ],
)
def test_targets_that_nobody_could_keep_are_refused(
    store: Store, session: MakeSession, severity: str, name: str, wanted: Target | None, code: str
) -> None:
    chief, row = session(), current_policy(store)
    targets = {key: dict(table) for key, table in row.policy.targets.items()}
    targets.setdefault(severity, {}).pop(name, None)
    if wanted is not None:
        targets[severity][name] = wanted
    draft = TargetsDraft(row.name, targets, row.policy.round_the_clock)
    assert code_of(lambda: actions.save_targets(chief, draft)) == code
    assert code_of(lambda: actions.save_policy(chief, replace(row.policy, targets=targets))) == code
    assert current_policy(store) == row


def test_slight_cases_need_no_first_response(store: Store, session: MakeSession) -> None:
    actions.save_targets(session(), draft_of(current_policy(store), first_response=None))
    assert current_policy(store).policy.target("s3", "first_response") is None


def test_calendars_that_never_open_or_say_too_much_are_refused(store: Store, session: MakeSession) -> None:
    chief, row = session(), current_policy(store)
    office = row.policy.office
    never = replace(office, week=((),) * 7)
    once = replace(never, exceptions={NEW_YEAR: DayException(DayKind.OPEN, ((540, 600),))})
    wordy = replace(office, exceptions={NEW_YEAR: DayException(DayKind.CLOSED, (), "x" * 121)})
    many = {date.fromordinal(NEW_YEAR.toordinal() + n): CLOSED for n in range(3001)}
    for calendar, code in (
        (never, "calendar.never_opens"),
        (once, "calendar.never_opens"),
        (wordy, "calendar.label"),
        (replace(office, exceptions=many), "calendar.too_many"),
    ):
        for act in (
            partial(actions.save_calendar, chief, calendar),
            partial(actions.save_policy, chief, replace(row.policy, office=calendar)),
        ):
            assert code_of(act) == code
    assert current_policy(store) == row


def test_hours_are_those_of_the_clock_on_the_wall(store: Store, session: MakeSession) -> None:
    foreign = preset("cn-property", "daily", "Europe/London").office
    actions.save_calendar(session(), foreign)
    office = current_policy(store).policy.office
    assert (office.timezone, office.week) == ("Asia/Shanghai", foreign.week)


# -- the holidays of a year


def test_a_year_is_confirmed_with_its_working_weekends(store: Store, session: MakeSession) -> None:
    chief, first = session(), current_policy(store)
    rows = official_days("CN", 2026, "zh").rows
    assert missing_holidays(store, chief.clock.now()) == 2026
    actions.confirm_year(chief, 2026, as_exceptions(rows), first.id, country="CN")
    row = current_policy(store)
    assert (row.version, settings(store).calendar_confirmed_years) == (2, (2026,))
    assert missing_holidays(store, chief.clock.now()) == 2027  # it is 20 November
    friday = datetime(2026, 10, 9, 9, tzinfo=UTC)  # 17:00; the next day is a Saturday that is worked
    assert due(row.policy.office, friday, Target(minutes=120)) == datetime(2026, 10, 10, 2, tzinfo=UTC)
    assert due(first.policy.office, friday, Target(minutes=120)) == datetime(2026, 10, 12, 2, tzinfo=UTC)


def test_a_year_takes_the_place_of_its_own_days_and_of_no_others(store: Store, session: MakeSession) -> None:
    chief = session()
    others = {date(2026, 12, 31): CLOSED, date(2027, 5, 1): CLOSED}
    actions.save_calendar(chief, replace(current_policy(store).policy.office, exceptions=others))
    actions.confirm_year(chief, 2027, {NEW_YEAR: CLOSED}, complete=False)
    office = current_policy(store).policy.office
    assert list(office.exceptions) == [date(2026, 12, 31), NEW_YEAR]
    assert days_of_year(office, 2027) == {NEW_YEAR: CLOSED}
    assert settings(store).calendar_confirmed_years == ()
    version = current_policy(store).id
    assert actions.confirm_year(chief, 2027, {NEW_YEAR: CLOSED}).value == version
    assert settings(store).calendar_confirmed_years == (2027,)
    actions.confirm_year(chief, 2027, {NEW_YEAR: CLOSED}, complete=False)
    assert settings(store).calendar_confirmed_years == ()


def test_years_of_another_country_are_asked_for_again(store: Store, session: MakeSession) -> None:
    chief = session()
    for year, country in ((2026, "CN"), (2027, "CN"), (2027, "GB-ENG")):
        actions.confirm_year(chief, year, {}, country=country)
    assert settings(store).calendar_confirmed_years == (2027,)
    actions.confirm_year(chief, 2026, {}, country="gb-eng")
    assert settings(store).calendar_confirmed_years == (2026, 2027)


def test_a_day_of_another_year_is_refused(store: Store, session: MakeSession) -> None:
    chief = session()
    assert code_of(lambda: actions.confirm_year(chief, 2026, {NEW_YEAR: CLOSED})) == "calendar.other_year"
    assert code_of(lambda: actions.confirm_year(chief, 2027, {}, country="Moon")) == "option.unfit"
    assert settings(store).calendar_confirmed_years == ()


def test_a_year_that_somebody_changed_meanwhile_is_looked_at_again(
    store: Store, session: MakeSession
) -> None:
    chief, first = session(), current_policy(store)
    actions.confirm_year(chief, 2026, {}, first.id)
    actions.confirm_year(chief, 2027, {NEW_YEAR: CLOSED}, first.id)
    actions.confirm_year(chief, 2026, {date(2026, 12, 31): CLOSED}, first.id)
    with pytest.raises(ChangedMeanwhile):
        actions.confirm_year(chief, 2027, {}, first.id)


@pytest.mark.parametrize(
    ("now", "confirmed", "year"),
    [
        (datetime(2026, 10, 31, 15, 59, tzinfo=UTC), [2026], None),
        (datetime(2026, 10, 31, 16, 0, tzinfo=UTC), [2026], 2027),  # 1 November on the wall in Shanghai
        (datetime(2026, 12, 31, 16, 0, tzinfo=UTC), [2026], 2027),
        (datetime(2026, 11, 20, tzinfo=UTC), [2026, 2027], None),
        (datetime(2026, 3, 1, tzinfo=UTC), [], 2026),
    ],
)
def test_a_missing_year_is_asked_for_from_november(
    store: Store, session: MakeSession, now: datetime, confirmed: list[int], year: int | None
) -> None:
    actions.change_option(session(), "calendar.confirmed_years", confirmed)
    assert missing_holidays(store, now) == year


def test_who_wants_no_table_is_not_reminded(store: Store, session: MakeSession) -> None:
    actions.change_option(session(), "calendar.country", "")
    assert missing_holidays(store, factories.NOON) is None


def test_only_who_may_changes_them(store: Store, session: MakeSession) -> None:
    manager, row = session(Role.MANAGER), current_policy(store)
    with pytest.raises(NotAllowed):
        actions.save_targets(manager, draft_of(row))
    with pytest.raises(NotAllowed):
        actions.save_calendar(manager, row.policy.office)
    with pytest.raises(NotAllowed):
        actions.confirm_year(manager, 2026, {})


# -- the country


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("Asia/Shanghai", "CN"),
        ("Europe/London", "GB"),
        ("Asia/Hong_Kong", "HK"),
        ("UTC", "CN"),
        ("Nowhere", "CN"),
    ],
)
def test_the_country_is_that_of_the_clock(zone: str, country: str) -> None:
    assert country_of(zone) == country


def test_set_up_says_the_country(store: Store, clock: SetClock) -> None:
    factories.an_estate(store, clock, replace(factories.setup_draft(), timezone="Europe/London"))
    assert settings(store).calendar_country == "GB"
    actions.change_option(Session(store, OWNER, clock), "calendar.country", "gb-eng")
    assert settings(store).calendar_country == "GB-ENG"
