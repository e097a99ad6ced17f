"""What people say about when it happened."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.pages.intake.when_words import spot, understand

NOW = datetime(2026, 11, 20, 14, 20)  # noqa: DTZ001  a Friday, wall time


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("昨晚", at(19, 20)),
        ("昨晚10点", at(19, 22)),
        ("昨天晚上十点半", at(19, 22, 30)),
        ("昨天", at(19, 0)),
        ("前天下午", at(18, 15)),
        ("今早", at(20, 8)),
        ("早上", at(20, 8)),
        ("刚才", at(20, 14, 20)),
        ("周四 22:00", at(19, 22)),
        ("星期五", at(20, 0)),
        ("上周五", at(13, 0)),
        ("三天前", at(17, 14, 20)),
        ("半小时前", at(20, 13, 50)),
        ("2小时了", at(20, 12, 20)),
        ("11月3日", at(3, 0)),
        ("11-19 22:00", at(19, 22)),
        ("Thu 22:00", at(19, 22)),
        ("Thu 22:00, still on", at(19, 22)),
        ("since last night", at(19, 21)),
        ("yesterday evening at 8pm", at(19, 20)),
        ("this morning", at(20, 8)),
        ("two days ago", at(18, 14, 20)),
        ("half an hour ago", at(20, 13, 50)),
        ("last friday", at(13, 0)),
        ("22:00", at(19, 22)),
        ("13:05", at(20, 13, 5)),
        ("2200", at(19, 22)),
        ("10 pm", at(19, 22)),
        ("just now", at(20, 14, 20)),
        ("２２：００", at(19, 22)),
    ],
)
def test_what_is_meant(text: str, moment: datetime) -> None:
    assert understand(text, NOW) == moment


@pytest.mark.parametrize("text", ["", "很久了", "always", "25:00", "13-45", "whenever it rains"])
def test_what_says_no_time(text: str) -> None:
    assert understand(text, NOW) is None


@pytest.mark.parametrize(
    ("words", "phrase"),
    [
        ("厨房顶昨晚开始滴水，滴到灶台上，早上还在滴", "昨晚"),
        ("从前天下午起没有热水", "前天下午"),
        ("Water is dripping since last night, still on", "last night"),
        ("It broke two days ago", "two days ago"),
        ("电梯三天前就坏了", "三天前"),
        ("The monitor sunk", ""),
        ("没有热水", ""),
        ("你们上次补的胶没用", ""),
    ],
)
def test_times_in_running_words(words: str, phrase: str) -> None:
    assert spot(words) == phrase


@given(st.text(max_size=40))
def test_never_in_the_future_and_never_broken(text: str) -> None:
    moment = understand(text, NOW)
    assert moment is None or moment <= NOW
    assert spot(text) in text


@given(st.integers(min_value=1, max_value=60))
def test_some_days_ago(days: int) -> None:
    assert understand(f"{days}天前", NOW) == NOW - timedelta(days=days)
