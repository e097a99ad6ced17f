"""Calendar rules: iCalendar RRULE in the property's local time. The reckoning is python-dateutil's. No database.

A rule gives days, at most one occurrence a day; the minute of the day is the plan's own. A wall clock time that a day
leaves out in spring is taken an hour later, one that it shows twice in autumn is taken the first time. As in the
standard, days that do not exist (31 June, 29 February, a fifth Monday) are left out, and a first day that the rule
does not name is no occurrence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from models.core.errors import UserProblem
from models.crew.rules import check_note, named
from models.recurring.kinds import Frequency, PlanDraft

LONGEST_RULE = 300
HORIZON_YEARS = 50
FARTHEST_START = timedelta(days=10 * 366)
MOST_TIMES = 5000
MOST_AHEAD = 366
LONGEST_WORK = 24 * 60
_MOST_INTERVAL = {
    Frequency.DAILY: 3660,
    Frequency.WEEKLY: 520,
    Frequency.MONTHLY: 120,
    Frequency.YEARLY: 10,
}
_PART = re.compile(r"([A-Z]+)=([A-Z0-9+,-]+)")
_KNOWN = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS",
                    "BYYEARDAY", "BYWEEKNO"})  # fmt: skip
_TOO_FINE = frozenset({"BYHOUR", "BYMINUTE", "BYSECOND"})
_MOST_OF = {"BYMONTHDAY": 31, "BYMONTH": 12, "BYYEARDAY": 366, "BYWEEKNO": 53, "BYSETPOS": 366}
_FINE_FREQUENCIES = frozenset({"HOURLY", "MINUTELY", "SECONDLY"})
_UNTIL = re.compile(r"(\d{8})(?:T(\d{6})(Z?))?")
_END_OF_DAY = time(23, 59, 59)

# The calendar repeats itself every 400 years to the day of the week. The library looks for a next occurrence until the
# end of the year 9999; put near that end, a rule that never comes true is found out in a moment instead of seconds.
_CYCLE = 400
_LATE = 9900


@dataclass(frozen=True)
class Occurrence:
    """One time of a plan: the local day by which it is known, and the instant at which it is to be done."""

    day: date
    at: datetime


@dataclass(frozen=True)
class _Rule:
    """A rule taken apart: what the library reads, the last local moment, how many times."""

    parts: tuple[tuple[str, str], ...]
    frequency: Frequency
    until: datetime | None
    count: int | None


def tidy_rule(text: str) -> str:
    """The one spelling of a rule: capitals, no blanks, without the word RRULE."""
    return re.sub(r"\s+", "", text).upper().removeprefix("RRULE:").strip(";")


def check_rule(text: str, starts_on: date, zone: ZoneInfo) -> str:
    """A rule put right. Raises ``plan.rule``, ``.too_fine``, ``.interval``, ``.count``, ``.two_ends``, ``.end_before``,
    ``.never``.
    """
    rule = tidy_rule(text)
    read = _read(rule, zone)
    if read.until is not None and read.until.date() < starts_on:
        raise UserProblem("plan.end_before", until=read.until.date(), since=starts_on)
    if next(_days(read, starts_on, text), None) is None:
        raise UserProblem("plan.never", years=HORIZON_YEARS)
    return rule


def _read(rule: str, zone: ZoneInfo) -> _Rule:
    """Take a rule apart; only what is understood here goes on to the library."""
    if not rule or len(rule) > LONGEST_RULE:
        raise UserProblem("plan.rule", text=rule[:LONGEST_RULE])
    parts: dict[str, str] = {}
    for piece in rule.split(";"):
        found = _PART.fullmatch(piece)
        if found is None or found[1] in parts:
            raise UserProblem("plan.rule", text=piece)
        parts[found[1]] = found[2]
    if parts.get("FREQ") in _FINE_FREQUENCIES or _TOO_FINE & parts.keys():
        raise UserProblem("plan.too_fine")
    if parts.keys() - _KNOWN or parts.get("FREQ", "").lower() not in set(Frequency):
        raise UserProblem("plan.rule", text=rule)
    frequency = Frequency(parts["FREQ"].lower())
    interval = _number(parts.get("INTERVAL", "1"), rule)
    if not 1 <= interval <= _MOST_INTERVAL[frequency]:
        raise UserProblem("plan.interval", most=_MOST_INTERVAL[frequency])
    if "COUNT" in parts and "UNTIL" in parts:
        raise UserProblem("plan.two_ends")
    count = _number(parts["COUNT"], rule) if "COUNT" in parts else None
    if count is not None and not 1 <= count <= MOST_TIMES:
        raise UserProblem("plan.count", most=MOST_TIMES)
    until = _until(parts["UNTIL"], zone) if "UNTIL" in parts else None
    _check_days(parts, frequency, rule)
    plain = tuple((name, value) for name, value in parts.items() if name not in ("UNTIL", "COUNT"))
    return _Rule(plain, frequency, until, count)


def _check_days(parts: dict[str, str], frequency: Frequency, rule: str) -> None:
    """Refuse what the standard forbids and the library leaves out without a word: then work would come every day."""
    for name, most in _MOST_OF.items():
        for value in parts[name].split(",") if name in parts else ():
            if not 1 <= _number(value.lstrip("+-"), rule) <= most:
                raise UserProblem("plan.rule", text=f"{name}={value}")
    counted = any(
        char.isdecimal() for char in parts.get("BYDAY", "")
    )  # the second Monday: of a month, of a year
    if counted and (frequency in (Frequency.DAILY, Frequency.WEEKLY) or "BYWEEKNO" in parts):
        raise UserProblem("plan.rule", text=f"BYDAY={parts['BYDAY']}")


def _number(text: str, rule: str) -> int:
    if not text.isdecimal() or len(text) > len(str(10**9)):
        raise UserProblem("plan.rule", text=rule)
    return int(text)


def _until(text: str, zone: ZoneInfo) -> datetime:
    """The last local moment; a day alone means its end, a moment in UTC is brought to the property's clock."""
    found = _UNTIL.fullmatch(text)
    try:
        if found is None:
            raise ValueError(text)
        day = datetime.strptime(found[1], "%Y%m%d").replace(tzinfo=None)  # noqa: DTZ007  (local by what it means)
        if found[2] is None:
            return datetime.combine(day, _END_OF_DAY)
        moment = datetime.combine(day, datetime.strptime(found[2], "%H%M%S").time())  # noqa: DTZ007
        return moment.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None) if found[3] else moment
    except (ValueError, OverflowError) as error:
        raise UserProblem("plan.rule", text=f"UNTIL={text}") from error


def _days(rule: _Rule, starts_on: date, text: str, minute: int = 0) -> Iterator[date]:
    """The days of a rule, to its end or to the horizon. Raises ``plan.rule`` for what the library cannot read."""
    from dateutil.rrule import rrulestr  # type: ignore[import-untyped]  # 15 ms, only where work comes back

    shift = max(0, (_LATE - starts_on.year) // _CYCLE) * _CYCLE
    begin = datetime.combine(starts_on.replace(year=starts_on.year + shift), time())
    try:
        found = rrulestr(";".join(f"{name}={value}" for name, value in rule.parts), dtstart=begin)
        horizon = starts_on.year + HORIZON_YEARS
        for number, moment in enumerate(found):
            day = moment.date().replace(year=moment.year - shift)
            over = rule.until is not None and _wall(day, minute) > rule.until
            if over or day.year > horizon or (rule.count is not None and number >= rule.count):
                return
            yield day
    except (ValueError, TypeError, LookupError, OverflowError, AttributeError) as error:
        # The library says in many ways that a part makes no sense (BYDAY=XX, BYMONTH=13, BYSETPOS=0).
        raise UserProblem("plan.rule", text=text) from error


def _wall(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(minute // 60, minute % 60))


def instant_of(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """The instant of a minute of a local day; one that the day leaves out is as much later as clocks jump."""
    return _wall(day, minute).replace(tzinfo=zone).astimezone(UTC)


def occurrences(
    rule: str,
    starts_on: date,
    at_minute: int,
    zone: ZoneInfo,
    after: date | None = None,
    until: date | None = None,
) -> Iterator[Occurrence]:
    """The times of a rule in order, on days after ``after`` and up to ``until``. Raises what ``check_rule`` raises."""
    for day in _days(_read(tidy_rule(rule), zone), starts_on, rule, at_minute):
        if until is not None and day > until:
            return
        if after is None or day > after:
            yield Occurrence(day, instant_of(day, at_minute, zone))


def making_time(occurrence: Occurrence, at_minute: int, ahead_days: int, zone: ZoneInfo) -> datetime:
    """When the order of an occurrence is to be made: so many days before, at the same time on the wall."""
    return instant_of(occurrence.day - timedelta(days=ahead_days), at_minute, zone)


def preview(draft: PlanDraft, zone: ZoneInfo, n: int = 12, after: date | None = None) -> tuple[datetime, ...]:
    """The first ``n`` times of a draft, after a day. Raises ``plan.*`` for what is no rule."""
    rule = check_rule(draft.rule, draft.starts_on, zone)
    found = occurrences(rule, draft.starts_on, draft.at_minute, zone, after)
    return tuple(one.at for one in islice(found, n))


def check_plan(draft: PlanDraft, today: date, zone: ZoneInfo) -> PlanDraft:
    """A plan put right. Raises ``plan.no_title``, ``.title_long``, ``.no_skill``, ``.estimate``, ``.minute``,
    ``.ahead``, ``.far`` and what ``check_rule`` raises.
    """
    title = named(draft.title, "plan.no_title", "plan.title_long")
    if not draft.skill:
        raise UserProblem("plan.no_skill")
    if not 1 <= draft.estimate_minutes <= LONGEST_WORK:
        raise UserProblem("plan.estimate")
    if not 0 <= draft.at_minute < LONGEST_WORK:
        raise UserProblem("plan.minute")
    if not 0 <= draft.ahead_days <= MOST_AHEAD:
        raise UserProblem("plan.ahead", most=MOST_AHEAD)
    if abs(draft.starts_on - today) > FARTHEST_START:
        raise UserProblem("plan.far", day=draft.starts_on)
    rule = check_rule(draft.rule, draft.starts_on, zone)
    return replace(
        draft, title=title, text=check_note(draft.text), safety=check_note(draft.safety), rule=rule
    )
