from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.core.errors import UserProblem
from models.timing.hours import hours_text, read_hours
from models.timing.kinds import DAY, Span


@st.composite
def days(draw: st.DrawFn) -> tuple[Span, ...]:
    """Intervals of a day, in order; they may touch."""
    marks = sorted(draw(st.sets(st.integers(0, DAY), min_size=2, max_size=8)))
    return tuple((a, b) for a, b in zip(marks[::2], marks[1::2], strict=False))


@given(days())
def test_hours_are_read_back(spans: tuple[Span, ...]) -> None:
    assert read_hours(hours_text(spans)) == spans


@given(st.text(alphabet="0123456789:-, ~–至;；。x", max_size=24))
def test_any_line_is_hours_or_refused_in_words(text: str) -> None:
    code = ""
    spans: tuple[Span, ...] = ()
    try:
        spans = read_hours(text)
    except UserProblem as problem:
        code = problem.code
    assert code in {"", "calendar.hours", "calendar.interval", "calendar.overlap"}
    assert read_hours(hours_text(spans)) == spans


@pytest.mark.parametrize(
    "text",
    [
        "9-12 13:30-18",
        "09:00-12:00, 13:30-18:00",
        "09：00—12：00；13：30－18：00",
        "9至12、13:30到18:00",
        "13:30-18,9-12",
        "9:00 – 12:00 和 13:30 – 18:00",
        "9-12 and 13:30-18",
    ],
)
def test_people_write_hours_in_many_ways(text: str) -> None:
    assert read_hours(text) == ((540, 720), (810, 1080))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("nine to five", "calendar.hours"),
        ("9", "calendar.hours"),
        ("9-12-13", "calendar.hours"),
        ("9-1213-18", "calendar.hours"),
        ("9:75-12", "calendar.hours"),
        ("9-12 x", "calendar.hours"),
        ("22-6", "calendar.interval"),
        ("9-9", "calendar.interval"),
        ("9-24:01", "calendar.interval"),
        ("9-12 11-13", "calendar.overlap"),
    ],
)
def test_what_is_no_stretch_of_hours_is_refused(text: str, code: str) -> None:
    with pytest.raises(UserProblem) as problem:
        read_hours(text)
    assert problem.value.code == code


def test_nothing_is_closed_24_is_the_end_of_the_day_and_stretches_may_touch() -> None:
    assert read_hours("  ") == ()
    assert read_hours("0-24") == ((0, DAY),)
    assert read_hours("9-12 12-18") == ((540, 720), (720, 1080))
