from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.timing.business import at_open, at_share, due, needed, open_minutes, warning_at
from models.timing.clock import CaseClock, ClockPhase, pause_end
from models.timing.kinds import Calendar, Target, round_the_clock, target
from models.timing.presets import preset_calendar
from tests.models.timing.made import SHANGHAI, at, situations, wall, weekly

OFFICE = preset_calendar("office", SHANGHAI)
ALWAYS = round_the_clock(SHANGHAI)
FRIDAY = "2026-11-20 "


def clock(length: str, start: str = FRIDAY + "09:00", calendar: Calendar = OFFICE) -> CaseClock:
    return CaseClock(calendar, target(length), at(start))


def test_the_warning_is_counted_in_business_time() -> None:
    """Golden vector (b): an hour before Tuesday 11:00 is Tuesday 10:00, and not midnight."""
    calendar = weekly("01234", "08-18")
    start, wanted = at("2026-11-16 17:00"), target("4h")
    assert wall(warning_at(calendar, start, wanted)) == "2026-11-17 10:00"
    hour_before = needed(calendar, start, wanted) - timedelta(hours=1)
    assert wall(at_open(calendar, start, hour_before)) == "2026-11-17 10:00"


@pytest.mark.parametrize(
    ("length", "warns"),
    [("24h", "21 03:00"), ("60m", "20 09:45"), ("30m", "20 09:15"), ("15m", "20 09:00"), ("5m", "20 09:00")],
)
def test_the_warning_comes_at_three_quarters_or_a_quarter_of_an_hour_before(length: str, warns: str) -> None:
    assert wall(warning_at(ALWAYS, at(FRIDAY + "09:00"), target(length))) == f"2026-11-{warns}"


def test_a_warning_of_working_days() -> None:
    # Friday 09:00 to Monday 18:00 is worth 18 open hours, three quarters of them 13.5
    assert wall(warning_at(OFFICE, at(FRIDAY + "09:00"), target("1wd"))) == "2026-11-23 13:30"


def test_the_ladder_counts_on_beyond_the_due_time() -> None:
    start = at(FRIDAY + "14:00")
    shares = [wall(at_share(OFFICE, start, target("4h"), percent))[5:] for percent in (75, 100, 150, 200)]
    assert shares == ["11-20 17:00", "11-20 18:00", "11-23 11:00", "11-23 13:00"]


def test_a_clock_runs_warns_and_is_overdue() -> None:
    one = clock("4h")
    phases = {
        time: one.state(at(FRIDAY + time)).phase.value
        for time in ("09:00", "11:59", "12:00", "13:00", "13:01")
    }
    assert phases == {
        "09:00": "running", "11:59": "running", "12:00": "soon", "13:00": "soon", "13:01": "breached",
    }  # fmt: skip
    late = one.state(at("2026-11-23 10:00"))
    assert (late.used, late.left, late.over) == (timedelta(hours=10), timedelta(), timedelta(hours=6))
    assert late.share == pytest.approx(2.5)
    early = one.state(at(FRIDAY + "10:00"))
    assert (early.used, early.left, early.over, early.breached) == (
        timedelta(hours=1), timedelta(hours=3), timedelta(), False,
    )  # fmt: skip


def test_what_was_done_is_in_time_or_late_for_good() -> None:
    ends = clock("4h").due
    met = CaseClock(OFFICE, target("4h"), at(FRIDAY + "09:00"), (), ends)
    missed = CaseClock(OFFICE, target("4h"), at(FRIDAY + "09:00"), (), ends + timedelta(seconds=1))
    later = ends + timedelta(days=30)
    assert met.state(later).phase is ClockPhase.MET
    assert missed.state(later).phase is ClockPhase.MISSED
    assert missed.state(later).used == timedelta(hours=4, seconds=1)
    assert met.state(at(FRIDAY + "10:00")).phase is ClockPhase.RUNNING  # as it stood then


def test_a_pause_holds_the_clock_and_ends_by_itself() -> None:
    one = clock("4h").paused(at(FRIDAY + "11:00"), at("2026-11-23 12:00"), "parts", OFFICE)
    held = one.state(at(FRIDAY + "17:00"))
    assert (held.phase, held.used, held.paused_until) == (
        ClockPhase.PAUSED, timedelta(hours=2), at("2026-11-23 12:00"),
    )  # fmt: skip
    assert wall(one.due) == "2026-11-23 14:00"
    assert one.state(at("2026-11-23 12:00")).phase is ClockPhase.RUNNING
    early = one.resumed(at(FRIDAY + "12:00"))
    assert wall(early.due) == "2026-11-20 14:00"
    assert early.state(at(FRIDAY + "12:00")).phase is ClockPhase.RUNNING


def test_no_pause_lasts_longer_than_ten_working_days() -> None:
    assert wall(pause_end(OFFICE, at(FRIDAY + "11:00"), at("2027-03-01 12:00"))) == "2026-12-04 18:00"
    assert wall(pause_end(OFFICE, at(FRIDAY + "11:00"), at("2026-11-24 12:00"))) == "2026-11-24 12:00"


def test_a_pause_after_the_breach_freezes_what_is_over_and_keeps_the_breach() -> None:
    one = clock("2h").paused(at(FRIDAY + "12:00"), at("2026-11-24 12:00"), "parts", OFFICE)
    assert wall(one.due) == "2026-11-20 11:00"
    for when in (FRIDAY + "13:00", "2026-11-24 11:00"):
        state = one.state(at(when))
        assert (state.phase, state.breached, state.over) == (ClockPhase.PAUSED, True, timedelta(hours=1))
    assert one.state(at("2026-11-24 13:00")).over == timedelta(hours=2)


def test_a_change_of_severity_reckons_from_the_start_minus_the_pauses() -> None:
    one = clock("3wd").paused(at(FRIDAY + "10:00"), at(FRIDAY + "12:00"), "parts", OFFICE)
    graver = one.under(ALWAYS, target("24h"))
    assert wall(graver.due) == "2026-11-21 11:00"
    assert graver.started == one.started


def test_reopening_leaves_out_the_time_in_between() -> None:
    done = CaseClock(OFFICE, target("8h"), at(FRIDAY + "09:00"), (), at(FRIDAY + "12:00"))
    again = done.reopened(at("2026-11-25 15:00"))
    state = again.state(at("2026-11-25 16:00"))
    assert (state.phase, state.used) == (ClockPhase.RUNNING, timedelta(hours=4))
    assert wall(again.due) == "2026-11-26 11:00"
    assert clock("8h").reopened(at("2026-11-25 15:00")) == clock("8h")


@settings(max_examples=60, deadline=None)
@given(
    situations(),
    st.one_of(st.integers(1, 3000).map(Target), st.integers(1, 6).map(lambda n: Target(days=n))),
    st.integers(0, 9000), st.integers(0, 3000), st.integers(0, 20_000),
)  # fmt: skip
def test_used_and_left_agree_with_the_due_time(
    situation: tuple[Calendar, datetime], wanted: Target, after: int, length: int, seen: int
) -> None:
    calendar, start = situation
    begin = start + timedelta(minutes=after)
    one = CaseClock(calendar, wanted, start).paused(
        begin, begin + timedelta(minutes=length), "parts", calendar
    )
    now = start + timedelta(minutes=seen)
    state = one.state(now)
    assert state.used - state.over + state.left == needed(calendar, start, wanted)
    assert (state.left == timedelta()) == (now >= state.due)
    assert state.warns_at <= state.due
    assert state.breached == (now > state.due)
    if now < state.due and not state.paused_until:
        assert due(calendar, now, Target(minutes=0)) <= state.due
    assert open_minutes(calendar, start, state.due) * timedelta(minutes=1) >= needed(calendar, start, wanted)
