"""What is left of a time, and how pressing it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.timing.kinds import Target
from resources.texts import load
from ui.shared.due import due_clock, left_words, spent_words

START = datetime(2026, 11, 20, 0, 12, tzinfo=UTC)
DUE = START + timedelta(hours=4)
QUARTER = 60  # minutes: the last quarter of four hours


@given(minutes=st.integers(min_value=-600, max_value=600))
def test_the_ring_empties_as_time_goes_by(minutes: int) -> None:
    now = DUE - timedelta(minutes=minutes)
    clock = due_clock(START, DUE, now)
    assert 0 <= clock.fraction <= 1
    if minutes < 0:
        assert (clock.state, clock.fraction) == ("overdue", 0)
    elif minutes <= QUARTER:
        assert clock.state == "soon"
    else:
        assert clock.state == "ok"
    assert clock.fraction >= due_clock(START, DUE, now + timedelta(minutes=1)).fraction


def test_a_time_that_is_over_before_it_began_is_late_and_nothing_breaks() -> None:
    assert due_clock(DUE, START, DUE).state == "overdue"
    assert due_clock(START, START, START - timedelta(hours=1)).state == "ok"


def test_the_last_quarter_of_an_hour_is_always_pressing() -> None:
    short = START + timedelta(minutes=20)
    assert due_clock(START, short, short - timedelta(minutes=15)).state == "soon"
    assert due_clock(START, short, short - timedelta(minutes=16)).state == "ok"


def test_words_in_both_languages() -> None:
    zh, en = load("zh_CN"), load("en")
    assert left_words(zh, DUE, DUE - timedelta(minutes=46)) == "剩 46 分"
    assert left_words(zh, DUE, DUE + timedelta(minutes=46)) == "超 46 分"
    assert left_words(en, DUE, DUE + timedelta(minutes=46)) == "46 min over"


def test_what_a_step_took_stands_beside_its_target() -> None:
    zh = load("zh_CN")
    assert spent_words(zh, timedelta(minutes=4), Target(minutes=15)) == "4 / 15 分"
    assert spent_words(zh, timedelta(minutes=38), Target(minutes=240)) == "38 分 / 4 时"
    assert spent_words(zh, timedelta(hours=30), Target(days=3)) == "1 天 6 时 / 3 个工作日"
    assert spent_words(zh, timedelta(minutes=5), None) == "5 分"
