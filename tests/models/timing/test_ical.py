from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from models.core.errors import UserProblem
from models.timing import ical
from models.timing.ical import from_ical
from models.timing.kinds import DayException, DayKind

ZONE = ZoneInfo("Asia/Shanghai")
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def file(*events: str) -> bytes:
    """A calendar file; each event's lines are parted by blanks in front of capitals, as ``DTSTART…|SUMMARY:…``."""
    body = [f"BEGIN:VEVENT|UID:{number}|{event}|END:VEVENT" for number, event in enumerate(events)]
    return "|".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//T//T//EN", *body, "END:VCALENDAR", ""]).replace(
        "|", "\r\n"
    ).encode()  # fmt: skip


def read(*events: str) -> dict[str, tuple[str, str, str]]:
    """The exceptions as ``MM-DD -> (kind, hours, label)``."""
    found = from_ical(file(*events), ZONE, *YEAR)
    return {
        f"{day:%m-%d}": (one.kind.value, " ".join(f"{a}-{b}" for a, b in one.hours), one.label)
        for day, one in found.items()
    }


def test_a_holiday_of_several_days_ends_before_its_last_date() -> None:
    assert read("DTSTART;VALUE=DATE:20261001|DTEND;VALUE=DATE:20261003|SUMMARY:国庆节") == {
        "10-01": ("closed", "", "国庆节"), "10-02": ("closed", "", "国庆节"),
    }  # fmt: skip


def test_an_event_without_an_end_is_one_day() -> None:
    assert list(read("DTSTART;VALUE=DATE:20261001|SUMMARY:x")) == ["10-01"]
    assert list(read("DTSTART;VALUE=DATE:20261001|DURATION:P2D|SUMMARY:x")) == ["10-01", "10-02"]


@pytest.mark.parametrize(
    "summary",
    ["SUMMARY:国庆节（班）", "SUMMARY:春节 补班", "SUMMARY:中秋节调休上班", "SUMMARY:Labour Day (working day)",
     "SUMMARY:国庆节|X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY"],
)  # fmt: skip
def test_worked_weekends_are_known_by_their_names(summary: str) -> None:
    assert read(f"DTSTART;VALUE=DATE:20261010|{summary}")["10-10"][0] == "open"


def test_a_worked_day_wins_over_a_holiday() -> None:
    holiday = "DTSTART;VALUE=DATE:20261009|DTEND;VALUE=DATE:20261012|SUMMARY:国庆节"
    worked = "DTSTART;VALUE=DATE:20261010|SUMMARY:国庆节（班）"
    for events in ((holiday, worked), (worked, holiday)):
        assert [kind for kind, _, _ in read(*events).values()] == ["closed", "open", "closed"]


def test_times_close_hours_in_the_zone_of_the_property() -> None:
    assert read(
        "DTSTART:20261120T010000Z|DTEND:20261120T030000Z|SUMMARY:Drill",
        "DTSTART:20261120T153000|DTEND:20261120T170000|SUMMARY:Meeting",
        "DTSTART;TZID=Europe/London:20261201T150000|DTEND;TZID=Europe/London:20261201T173000|SUMMARY:Late",
    ) == {
        "11-20": ("closed", "540-660 930-1020", "Drill"),
        "12-01": ("closed", "1380-1440", "Late"),
        "12-02": ("closed", "0-90", "Late"),
    }


def test_a_whole_day_closes_more_than_some_hours() -> None:
    hours = "DTSTART:20261120T153000|DTEND:20261120T170000|SUMMARY:Meeting"
    whole = "DTSTART;VALUE=DATE:20261120|SUMMARY:Closed"
    assert read(hours, whole)["11-20"][1] == read(whole, hours)["11-20"][1] == ""


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("RRULE:FREQ=YEARLY", ["12-25"]),
        ("RRULE:FREQ=YEARLY;UNTIL=20251231", []),
        ("RRULE:FREQ=YEARLY;UNTIL=20271231T000000Z", ["12-25"]),
        ("RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", ["11-26"]),
        ("RRULE:FREQ=WEEKLY;UNTIL=20260110T000000Z", ["01-02", "01-09"]),
        ("RRULE:FREQ=YEARLY|EXDATE;VALUE=DATE:20261225", []),
        ("RDATE;VALUE=DATE:20260704,20260705", ["07-04", "07-05"]),
    ],
)
def test_events_that_repeat(rule: str, days: list[str]) -> None:
    start = "20201225"  # a Friday
    assert list(read(f"DTSTART;VALUE=DATE:{start}|{rule}|SUMMARY:x")) == days


def test_a_long_event_that_began_before_the_limits_counts_within_them() -> None:
    found = read("DTSTART;VALUE=DATE:20241228|DTEND;VALUE=DATE:20250103|RRULE:FREQ=YEARLY|SUMMARY:x")
    assert list(found) == ["01-01", "01-02", "12-28", "12-29", "12-30", "12-31"]


def test_what_was_cancelled_or_has_no_date_is_left_out() -> None:
    assert read("DTSTART;VALUE=DATE:20261001|STATUS:CANCELLED|SUMMARY:x", "SUMMARY:y") == {}


def test_several_calendars_in_one_file() -> None:
    content = file("DTSTART;VALUE=DATE:20261001|SUMMARY:a") + file("DTSTART;VALUE=DATE:20261002|SUMMARY:b")
    assert from_ical(content, ZONE, *YEAR) == {
        date(2026, 10, 1): DayException(DayKind.CLOSED, (), "a"),
        date(2026, 10, 2): DayException(DayKind.CLOSED, (), "b"),
    }


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "ical.unreadable"),
        (b"not a calendar", "ical.unreadable"),
        (b"\xff\xfe\x00\x01", "ical.unreadable"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:whenever\r\n", "ical.unreadable"),
        (file("DTSTART:whenever|SUMMARY:x"), "ical.unreadable"),
        (file("DTSTART;VALUE=DATE:20260101|RRULE:FREQ=YEARLY;BYDAY=XX|SUMMARY:x"), "ical.unreadable"),
        (file("DTSTART:20260101T000000|RRULE:FREQ=SECONDLY|SUMMARY:x"), "ical.too_fine"),
        (
            file("DTSTART;VALUE=DATE:20260101|RRULE:FREQ=DAILY;BYHOUR=1,2;BYSECOND=1,2|SUMMARY:x"),
            "ical.too_fine",
        ),
        (b"BEGIN:VCALENDAR\r\n" * 20000, "ical.unreadable"),
        (b"x" * (ical.MOST_BYTES + 1), "ical.too_large"),
        (file("DTSTART;VALUE=DATE:00010101|DTEND;VALUE=DATE:99990101|SUMMARY:x"), "ical.too_long"),
    ],
)
def test_what_cannot_be_read_is_told(content: bytes, code: str) -> None:
    with pytest.raises(UserProblem) as problem:
        from_ical(content, ZONE, *YEAR)
    assert problem.value.code == code


def test_calendars_within_calendars_bring_nothing_down() -> None:
    deep = b"BEGIN:VCALENDAR\r\n" * 5000 + b"END:VCALENDAR\r\n" * 5000
    assert from_ical(deep, ZONE, *YEAR) == {}


def test_a_file_of_too_many_events_is_refused() -> None:
    event = b"BEGIN:VEVENT\r\nEND:VEVENT\r\n" * (ical.MOST_EVENTS + 1)
    with pytest.raises(UserProblem, match=r"ical\.too_large"):
        from_ical(b"BEGIN:VCALENDAR\r\n" + event + b"END:VCALENDAR\r\n", ZONE, *YEAR)


NEVER = "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"


@pytest.mark.parametrize(
    "rule", [NEVER, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MONTHLY;BYDAY=MO;BYMONTHDAY=31;BYMONTH=4"]
)
def test_a_rule_is_followed_no_further_than_it_is_asked_for(rule: str) -> None:
    """Some hundred of them in one file would take a quarter of an hour to the year 9999."""
    events = [f"DTSTART;VALUE=DATE:20200101|RRULE:{rule}|SUMMARY:x"] * 60
    whole = "DTSTART;VALUE=DATE:20201225|RRULE:FREQ=YEARLY|SUMMARY:y"
    assert list(read(*events, whole)) == ["12-25"]


def test_every_day_of_a_rule_is_found_up_to_the_last() -> None:
    for rule in ("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "FREQ=YEARLY;BYMONTHDAY=" +
                 ",".join(map(str, range(1, 32)))):  # fmt: skip
        for begin in ("20260101", "20251231", "19991231", "16000301"):
            assert len(read(f"DTSTART;VALUE=DATE:{begin}|RRULE:{rule}|SUMMARY:x")) == 365
    assert list(read("DTSTART;VALUE=DATE:20280101|RRULE:FREQ=DAILY|SUMMARY:x")) == []


def test_nobody_waits_for_rules_that_never_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not for one of them either, where it began long ago."""
    monkeypatch.setattr(ical, "PATIENCE", 0.02)
    with pytest.raises(UserProblem, match=r"ical\.too_large"):
        from_ical(file(f"DTSTART;VALUE=DATE:00010101|RRULE:{NEVER}|SUMMARY:x"), ZONE, *YEAR)


def test_a_name_is_one_line_and_not_without_end() -> None:
    label = read(f"DTSTART;VALUE=DATE:20261001|SUMMARY:a\\nb{'x' * 5000}")["10-01"][2]
    assert label.startswith("a b")
    assert (len(label), label[-1]) == (80, "…")
