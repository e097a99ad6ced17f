"""Rules against days counted by hand, by a slow reckoning, and against every bad rule that we could think of."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import islice
from time import perf_counter
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.core.errors import UserProblem
from models.recurring.kinds import PlanDraft
from models.recurring.rules import (
    HORIZON_YEARS,
    check_plan,
    check_rule,
    making_time,
    occurrences,
    preview,
    tidy_rule,
)

SHANGHAI, BERLIN, APIA = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin"), ZoneInfo("Pacific/Apia")
TODAY = date(2026, 11, 20)


def days(rule: str, start: date = TODAY, n: int = 6, zone: ZoneInfo = SHANGHAI) -> list[str]:
    return [f"{one.day:%Y-%m-%d}" for one in islice(occurrences(rule, start, 540, zone), n)]


def refused(rule: str, start: date = TODAY) -> str:
    with pytest.raises(UserProblem) as caught:
        check_rule(rule, start, SHANGHAI)
    return caught.value.code


@pytest.mark.parametrize(
    ("rule", "start", "expected"),
    [
        ("FREQ=DAILY;INTERVAL=3", TODAY, ["2026-11-20", "2026-11-23", "2026-11-26"]),
        ("FREQ=WEEKLY;BYDAY=MO,TH", TODAY, ["2026-11-23", "2026-11-26", "2026-11-30"]),
        ("FREQ=MONTHLY;BYDAY=1MO", TODAY, ["2026-12-07", "2027-01-04", "2027-02-01"]),
        ("FREQ=MONTHLY;BYDAY=5MO", TODAY, ["2026-11-30", "2027-03-29", "2027-05-31"]),
        ("FREQ=MONTHLY;BYMONTHDAY=31", TODAY, ["2026-12-31", "2027-01-31", "2027-03-31"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", TODAY, ["2026-11-30", "2026-12-31", "2027-01-31"]),
        ("FREQ=YEARLY", date(2024, 2, 29), ["2024-02-29", "2028-02-29", "2032-02-29"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", TODAY, ["2026-11-30", "2026-12-31", "2027-01-29"]),
        ("FREQ=DAILY;COUNT=2", TODAY, ["2026-11-20", "2026-11-21"]),
        ("FREQ=WEEKLY;UNTIL=20261204", TODAY, ["2026-11-20", "2026-11-27", "2026-12-04"]),
        # 01:00 UTC of the 27th is 09:00 there, the very minute of the work; a second before is too early.
        ("FREQ=WEEKLY;UNTIL=20261127T010000Z", TODAY, ["2026-11-20", "2026-11-27"]),
        ("FREQ=WEEKLY;UNTIL=20261127T005959Z", TODAY, ["2026-11-20"]),
        ("FREQ=WEEKLY;UNTIL=20261127T090000", TODAY, ["2026-11-20", "2026-11-27"]),
    ],
)
def test_days_counted_by_hand(rule: str, start: date, expected: list[str]) -> None:
    assert days(rule, start, 3) == expected


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("", "plan.rule"),
        ("every monday", "plan.rule"),
        ("FREQ=HOURLY", "plan.too_fine"),
        ("FREQ=SECONDLY;COUNT=5", "plan.too_fine"),
        ("FREQ=DAILY;BYHOUR=9,10,11", "plan.too_fine"),
        ("FREQ=DAILY;INTERVAL=0", "plan.interval"),
        ("FREQ=YEARLY;INTERVAL=999999999", "plan.interval"),
        ("FREQ=DAILY;INTERVAL=" + "9" * 200, "plan.rule"),
        ("FREQ=DAILY;INTERVAL=-1", "plan.rule"),
        ("FREQ=DAILY;COUNT=0", "plan.count"),
        ("FREQ=DAILY;COUNT=1000000000", "plan.count"),
        ("FREQ=DAILY;COUNT=2;UNTIL=20270101", "plan.two_ends"),
        ("FREQ=DAILY;UNTIL=20261119", "plan.end_before"),
        ("FREQ=DAILY;UNTIL=20261131", "plan.rule"),
        ("FREQ=DAILY;UNTIL=99999999T999999Z", "plan.rule"),
        ("FREQ=DAILY;FREQ=WEEKLY", "plan.rule"),
        ("FREQ=FORTNIGHTLY", "plan.rule"),
        ("INTERVAL=2", "plan.rule"),
        ("FREQ=WEEKLY;BYDAY=XX", "plan.rule"),
        ("FREQ=MONTHLY;BYMONTHDAY=0;BYSETPOS=0", "plan.rule"),
        ("FREQ=YEARLY;BYMONTH=13", "plan.rule"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "plan.rule"),  # the library makes every day of it
        ("FREQ=MONTHLY;BYMONTHDAY=5,40", "plan.rule"),
        ("FREQ=YEARLY;BYMONTHDAY=-32", "plan.rule"),
        ("FREQ=YEARLY;BYWEEKNO=0", "plan.rule"),
        ("FREQ=WEEKLY;BYDAY=1MO", "plan.rule"),  # and every Monday of these
        ("FREQ=DAILY;BYDAY=2MO,TU", "plan.rule"),
        ("FREQ=YEARLY;BYWEEKNO=5;BYDAY=1MO", "plan.rule"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "plan.never"),
        ("FREQ=WEEKLY;BYMONTH=2;BYDAY=MO;BYSETPOS=7", "plan.never"),
        ("FREQ=MONTHLY;BYDAY=6MO", "plan.never"),
        ("FREQ=DAILY;BYEASTER=0", "plan.rule"),
        ("DTSTART:19700101\nRRULE:FREQ=DAILY", "plan.rule"),
        ("FREQ=DAILY;X-EVIL=1", "plan.rule"),
        ("FREQ=DAILY;BYMONTHDAY=" + ",".join(["1"] * 300), "plan.rule"),
        ("FREQ=DAILY;COUNT=²", "plan.rule"),
        ("频率=每天", "plan.rule"),
    ],
)
def test_hostile_rules_are_refused_in_a_moment(rule: str, code: str) -> None:
    before = perf_counter()
    assert refused(rule) == code
    assert perf_counter() - before < 3  # seconds; left to itself the library looks until the year 9999


def test_a_leap_day_that_its_own_years_never_have() -> None:
    assert refused("FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", date(2027, 1, 1)) == "plan.never"
    assert check_rule("FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", date(2028, 1, 1), SHANGHAI)


def test_a_rule_has_one_spelling() -> None:
    assert tidy_rule(" rrule:freq=weekly ; byday=mo;\n") == "FREQ=WEEKLY;BYDAY=MO"
    assert check_rule("rrule:freq=daily", TODAY, SHANGHAI) == "FREQ=DAILY"


def test_the_wall_clock_stays_when_the_clocks_change() -> None:
    found = list(islice(occurrences("FREQ=DAILY", date(2026, 3, 28), 540, BERLIN), 3))
    assert [one.at.astimezone(BERLIN).hour for one in found] == [9, 9, 9]
    assert [one.at.hour for one in found] == [8, 7, 7]  # in UTC


def test_an_hour_that_is_left_out_or_comes_twice() -> None:
    spring = next(occurrences("FREQ=DAILY", date(2026, 3, 29), 150, BERLIN))
    assert f"{spring.at.astimezone(BERLIN):%d %H:%M}" == "29 03:30"  # 02:30 does not exist that day
    autumn = list(islice(occurrences("FREQ=DAILY", date(2026, 10, 25), 150, BERLIN), 2))
    assert [f"{one.at:%d %H:%M}" for one in autumn] == ["25 00:30", "26 01:30"]  # the first 02:30, in UTC


def test_a_day_that_the_calendar_left_out() -> None:
    """Samoa had no 30 December 2011; the occurrence keeps its day and is reached with the next one."""
    found = list(islice(occurrences("FREQ=DAILY", date(2011, 12, 29), 540, APIA), 3))
    assert [one.day.day for one in found] == [29, 30, 31]
    assert found[1].at == found[2].at


def test_after_and_until_bound_the_days() -> None:
    found = occurrences("FREQ=DAILY", TODAY, 540, SHANGHAI, TODAY, date(2026, 11, 22))
    assert [one.day.day for one in found] == [21, 22]


def test_orders_are_made_days_before_at_the_same_time_on_the_wall() -> None:
    one = next(occurrences("FREQ=DAILY", date(2026, 3, 30), 540, BERLIN))
    assert making_time(one, 540, 7, BERLIN) == datetime(
        2026, 3, 23, 8, tzinfo=UTC
    )  # before the clocks change


def test_it_stops_at_the_horizon() -> None:
    found = list(occurrences("FREQ=YEARLY", TODAY, 540, SHANGHAI))
    assert [one.day.year for one in found] == list(range(2026, 2026 + HORIZON_YEARS + 1))


# A slow reckoning, written from the words of the standard: every day is asked whether the rule means it.

_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def slow(freq: str, interval: int, weekdays: frozenset[int], start: date, n: int) -> list[date]:
    found, day = list[date](), start
    while len(found) < n and day.year <= start.year + HORIZON_YEARS:
        if _in_step(freq, interval, start, day) and _meant(freq, weekdays, start, day):
            found.append(day)
        day += timedelta(days=1)
    return found


def _in_step(freq: str, interval: int, start: date, day: date) -> bool:
    if freq == "DAILY":
        return (day - start).days % interval == 0
    if freq == "WEEKLY":
        monday = start - timedelta(days=start.weekday())
        return (day - monday).days // 7 % interval == 0
    months = (day.year - start.year) * 12 + day.month - start.month
    return months % interval == 0 if freq == "MONTHLY" else (day.year - start.year) % interval == 0


def _meant(freq: str, weekdays: frozenset[int], start: date, day: date) -> bool:
    if weekdays:
        return day.weekday() in weekdays
    if freq == "DAILY":
        return True
    if freq == "WEEKLY":
        return day.weekday() == start.weekday()
    return day.day == start.day and (freq == "MONTHLY" or day.month == start.month)


@given(
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.integers(1, 9),
    st.frozensets(st.integers(0, 6), max_size=3),
    st.dates(date(2020, 1, 1), date(2030, 12, 31)),
)
def test_like_the_slow_reckoning(freq: str, interval: int, weekdays: frozenset[int], start: date) -> None:
    rule = f"FREQ={freq};INTERVAL={interval}"
    if weekdays:
        rule += ";BYDAY=" + ",".join(_NAMES[one] for one in sorted(weekdays))
    assert [one.day for one in islice(occurrences(rule, start, 0, SHANGHAI), 8)] == slow(
        freq, interval, weekdays, start, 8
    )


@given(st.text(alphabet="FREQ=DAILYWKMOTHUNCBY;,-+0123456789\n :üé¹", max_size=60))
def test_whatever_is_typed_is_a_rule_or_a_problem(text: str) -> None:
    for typed in (text, f"FREQ=MONTHLY;{text}"):
        assert _outcome(typed) == "rule" or _outcome(typed).startswith("plan.")


def _outcome(typed: str) -> str:
    try:
        check_rule(typed, TODAY, SHANGHAI)
    except UserProblem as problem:
        return problem.code
    return "rule"


def test_preview_begins_after_a_day() -> None:
    draft = PlanDraft("电梯月检", "lift", "FREQ=MONTHLY;BYDAY=1MO;COUNT=3", TODAY)
    found = preview(draft, SHANGHAI, after=date(2026, 12, 7))
    assert [f"{one.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" for one in found] == [
        "2027-01-04 09:00",
        "2027-02-01 09:00",
    ]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"title": " \n "}, "plan.no_title"),
        ({"title": "长" * 200}, "plan.title_long"),
        ({"skill": ""}, "plan.no_skill"),
        ({"estimate_minutes": 0}, "plan.estimate"),
        ({"estimate_minutes": 1441}, "plan.estimate"),
        ({"at_minute": 1440}, "plan.minute"),
        ({"ahead_days": -1}, "plan.ahead"),
        ({"ahead_days": 400}, "plan.ahead"),
        ({"starts_on": date(1999, 1, 1)}, "plan.far"),
        ({"starts_on": date(9999, 12, 31)}, "plan.far"),
        ({"text": "长" * 5000}, "crew.note_long"),
    ],
)
def test_plans_that_cannot_be(fields: dict[str, object], code: str) -> None:
    given_draft = {"title": "月检", "skill": "lift", "rule": "FREQ=MONTHLY", "starts_on": TODAY, **fields}
    with pytest.raises(UserProblem) as caught:
        check_plan(PlanDraft(**given_draft), TODAY, SHANGHAI)  # type: ignore[arg-type]
    assert caught.value.code == code
