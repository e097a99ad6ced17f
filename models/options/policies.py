"""Changing targets and calendars. Each change makes a version; cases keep the one that they were promised under."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from models.core.action import action
from models.core.errors import ChangedMeanwhile, UserProblem
from models.core.permissions import Permission
from models.core.work import Work
from models.options.differences import calendar_difference, difference
from models.options.kinds import PolicyRow, TargetsDraft
from models.options.policy_rules import check_calendar, check_days, check_targets
from models.options.putting import put_option, put_policy
from models.options.queries import current_policy, policy_version, settings
from models.timing.kinds import Calendar, DayException
from models.timing.policy import Policy


@action("policy.save", needs=Permission.MANAGE_OPTIONS)
def save_policy(work: Work, policy: Policy) -> int:
    """Make these the targets and calendars of new cases; older cases keep theirs. Returns the version's id."""
    check_targets(policy)
    check_calendar(policy.office)
    return put_policy(work, policy)


@action("policy.save_targets", needs=Permission.MANAGE_OPTIONS)
def save_targets(work: Work, draft: TargetsDraft, based_on: int | None = None) -> int:
    """Make these the targets of new cases, on the calendars in force. Returns the version's id.

    ``based_on`` is the version that the person saw; ``ChangedMeanwhile`` when the targets are others by now.
    """
    row = _unchanged(work, based_on, _targets_of)
    kept = {severity: dict(table) for severity, table in draft.targets.items()}
    policy = replace(row.policy, name=draft.name, targets=kept, round_the_clock=draft.round_the_clock)
    check_targets(policy)
    work.fact(changes=len(difference(row.policy, policy)))
    return _put(work, row, policy)


@action("calendar.save", needs=Permission.MANAGE_OPTIONS)
def save_calendar(work: Work, office: Calendar, based_on: int | None = None) -> int:
    """Make these the office hours and exceptions of new cases, on the clock of the property. As ``save_targets``."""
    row = _unchanged(work, based_on, _office_of)
    moved = replace(office, timezone=settings(work.store).property_timezone)
    check_calendar(moved)
    work.fact(changes=len(calendar_difference(row.policy.office, moved)))
    return _put(work, row, replace(row.policy, office=moved))


@action("calendar.confirm_year", needs=Permission.MANAGE_OPTIONS)
def confirm_year(
    work: Work,
    year: int,
    days: Mapping[date, DayException],
    based_on: int | None = None,
    *,
    country: str | None = None,
    complete: bool = True,
) -> int:
    """Make these the only exceptions of a year. Returns the id of the version in force.

    ``complete``: the table of the year is published and looked through, so nobody is reminded of it any more.
    """
    row = _unchanged(work, based_on, lambda policy: days_of_year(policy.office, year))
    for day in days:
        if day.year != year:
            raise UserProblem("calendar.other_year", date=day, year=str(year))
    others = {day: one for day, one in row.policy.office.exceptions.items() if day.year != year}
    office = replace(row.policy.office, exceptions=dict(sorted({**others, **days}.items())))
    check_days(office.exceptions)
    held = settings(work.store)
    known = held.calendar_confirmed_years
    if country is not None and country.upper() != held.calendar_country:
        put_option(work, "calendar.country", country)
        known = ()  # what was confirmed were the tables of another country
    wanted = {*known, year} if complete else {*known} - {year}
    if wanted != set(held.calendar_confirmed_years):
        put_option(work, "calendar.confirmed_years", sorted(wanted))
    work.fact(year=year, days=len(days), changes=len(calendar_difference(row.policy.office, office)))
    return _put(work, row, replace(row.policy, office=office))


def days_of_year(office: Calendar, year: int) -> dict[date, DayException]:
    """The exceptions of one year."""
    return {day: one for day, one in office.exceptions.items() if day.year == year}


def _put(work: Work, row: PolicyRow, policy: Policy) -> int:
    """Write the next version, unless nothing is different."""
    return row.id if policy == row.policy else put_policy(work, policy)


def _unchanged(work: Work, based_on: int | None, part: Callable[[Policy], object]) -> PolicyRow:
    """The version in force; refuses when somebody changed the part meanwhile that is about to be written."""
    row = current_policy(work.store)
    if based_on not in (None, row.id):
        seen = policy_version(work.store, int(based_on or 0)).policy
        if part(seen) != part(row.policy):
            raise ChangedMeanwhile("policy_version", row.id)
    return row


def _targets_of(policy: Policy) -> object:
    return policy.name, policy.targets, policy.round_the_clock


def _office_of(policy: Policy) -> object:
    return policy.office
