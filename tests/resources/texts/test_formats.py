"""Dates, numbers and money in the house style."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources.texts import Texts, load

NOW = dt.datetime(2026, 11, 20, 0, 12, tzinfo=dt.UTC)
ZONE = "Asia/Shanghai"


def ago(**length: int) -> dt.datetime:
    return NOW - dt.timedelta(**length)


@pytest.mark.parametrize(
    ("language", "short", "with_year", "day", "month"),
    [
        ("en", "Fri 20 Nov 08:12", "20 Nov 2026 08:12", "20 Nov", "Nov 2026"),
        ("zh_CN", "11月20日 周五 08:12", "2026年11月20日 08:12", "11月20日", "2026年11月"),
    ],
)
def test_dates(language: str, short: str, with_year: str, day: str, month: str) -> None:
    texts = load(language)
    assert texts.datetime(NOW, ZONE) == short
    assert texts.datetime(NOW, ZONE, year=True) == with_year
    assert texts.date(dt.date(2026, 11, 20)) == day
    assert texts.month(dt.date(2026, 11, 20)) == month
    assert texts.time_at(NOW, ZONE) == "08:12"


def test_the_day_is_that_of_the_property() -> None:
    """00:12 UTC is still the evening before in New York."""
    assert load("en").datetime(NOW, "America/New_York") == "Thu 19 Nov 19:12"


@pytest.mark.parametrize(
    ("start", "end", "english", "chinese"),
    [
        ("23T00:00", "24T00:00", "all day Mon 23 Nov", "11月23日 周一全天"),
        ("23T00:00", "26T00:00", "Mon 23 Nov to Wed 25 Nov", "11月23日 周一 至 11月25日 周三"),
        ("23T09:00", "23T12:00", "Mon 23 Nov 09:00–12:00", "11月23日 周一 09:00–12:00"),
        (
            "23T00:00",
            "24T12:00",
            "Mon 23 Nov 00:00 to Tue 24 Nov 12:00",
            "11月23日 周一 00:00 至 11月24日 周二 12:00",
        ),
    ],
)
def test_spans(start: str, end: str, english: str, chinese: str) -> None:
    zone = ZoneInfo("Asia/Shanghai")
    first, last = (dt.datetime.fromisoformat(f"2026-11-{one}").replace(tzinfo=zone) for one in (start, end))
    assert load("en").span(first, last, zone) == english
    assert load("zh_CN").span(first.astimezone(dt.UTC), last, zone) == chinese


def test_an_instant_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        load("en").datetime(dt.datetime(2026, 11, 20), ZONE)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("instant", "english", "chinese"),
    [
        (NOW, "today 08:12", "今天 08:12"),
        (ago(hours=9), "yesterday 23:12", "昨天 23:12"),
        (ago(days=-1), "tomorrow 08:12", "明天 08:12"),
        (ago(days=3), "Tue 08:12", "周二 08:12"),
        (ago(days=6), "Sat 08:12", "周六 08:12"),
        (ago(days=7), "13 Nov", "11月13日"),
        (ago(days=400), "16 Oct 2025", "2025年10月16日"),
    ],
)
def test_when(instant: dt.datetime, english: str, chinese: str) -> None:
    assert load("en").when(instant, ZONE, NOW) == english
    assert load("zh_CN").when(instant, ZONE, NOW) == chinese


@pytest.mark.parametrize(
    ("minutes", "english", "chinese"),
    [
        (0, "0 min", "0 分"),
        (0.5, "under 1 min", "不到 1 分"),
        (46.9, "46 min", "46 分"),
        (60, "1 h", "1 时"),
        (1072, "17 h 52 min", "17 时 52 分"),
        (1440, "1 d", "1 天"),
        (4560, "3 d 4 h", "3 天 4 时"),
        (-46, "46 min", "46 分"),
    ],
)
def test_durations(minutes: float, english: str, chinese: str) -> None:
    length = dt.timedelta(minutes=minutes)
    assert (load("en").duration(length), load("zh_CN").duration(length)) == (english, chinese)


@pytest.mark.parametrize(
    ("minor", "currency", "shown"),
    [
        (42000, "CNY", "¥420"),
        (50, "CNY", "¥0.50"),
        (5, "CNY", "¥0.05"),
        (0, "CNY", "¥0"),
        (-123456789, "CNY", "-¥1,234,567.89"),
        (1200, "GBP", "£12"),
        (12, "JPY", "¥12"),
    ],
)
def test_money(minor: int, currency: str, shown: str) -> None:
    assert load("en").money(minor, currency) == shown


@given(st.integers(-(10**15), 10**15))
def test_money_keeps_every_cent(minor: int) -> None:
    shown = load("zh_CN").money(minor, "CNY")
    whole, _, rest = shown.replace("¥", "").replace(",", "").partition(".")
    assert int(whole + (rest or "00")) == minor


@given(st.integers(-(10**12), 10**12))
def test_numbers_can_be_read_back(value: int) -> None:
    assert int(load("en").number(value).replace(",", "")) == value


def test_numbers_and_shares() -> None:
    texts = load("en")
    assert (texts.number(999), texts.number(1000), texts.number(-12345)) == ("999", "1,000", "-12,345")
    assert (texts.number(3.14159, 2), texts.number(7, 1)) == ("3.14", "7.0")
    assert (texts.percent(0.95), texts.percent(0.9537, 1)) == ("95%", "95.4%")


def test_lists() -> None:
    texts, chinese = load("en"), load("zh_CN")
    assert [texts.list_of(items) for items in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert chinese.list_of(["甲", "乙", "丙"]) == "甲、乙和丙"


def test_a_language_without_style_is_written_as_english() -> None:
    assert Texts("xx").date(dt.date(2026, 11, 20)) == "20 Nov"


@given(st.timedeltas(dt.timedelta(days=-9000), dt.timedelta(days=9000)))
def test_every_instant_can_be_told(distance: dt.timedelta) -> None:
    for language in ("en", "zh_CN", "en_XA"):
        assert load(language).when(NOW + distance, ZONE, NOW)
