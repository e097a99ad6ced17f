"""Which summary is due for the folder: Mondays from six on, once, the last one only."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.core.clock import SetClock
from models.core.errors import UserProblem
from models.insights.periods import write
from models.options.actions import change_option
from models.store.database import Store
from models.summaries.filing import file_name, filing_due, last_monday, note_filed
from tests import factories

MONDAY = datetime(2026, 11, 22, 22, 0, tzinfo=UTC)  # Monday 23 November, 06:00 in Shanghai


def week(store: Store, clock: SetClock) -> str:
    found = filing_due(factories.a_session(store, clock))
    return "" if found is None else write(found.period)


def test_nothing_without_a_folder(store: Store, clock: SetClock, estate: int) -> None:
    assert week(store, clock) == ""


def test_the_week_before_from_monday_at_six_and_only_once(store: Store, clock: SetClock, estate: int) -> None:
    session = factories.a_session(store, clock)
    change_option(session, "weekly.folder", "/summaries")
    clock.instant = MONDAY - timedelta(milliseconds=1)
    assert week(store, clock) == "2026-W46"  # that of last Monday was never written
    note_filed(session, "2026-W46")
    assert week(store, clock) == ""
    clock.instant = MONDAY
    assert week(store, clock) == "2026-W47"
    note_filed(session, "2026-W47")
    for days in (0, 3, 6):
        clock.instant = MONDAY + timedelta(days=days)
        assert week(store, clock) == ""
    clock.instant = MONDAY + timedelta(weeks=5)  # four Mondays were missed
    assert week(store, clock) == "2026-W52"
    clock.instant = MONDAY + timedelta(weeks=6)
    assert week(store, clock) == "2026-W53"
    clock.instant = MONDAY + timedelta(weeks=7)
    assert week(store, clock) == "2027-W01"


def test_a_clock_that_ran_ahead_does_not_silence_the_weeks_to_come(
    store: Store, clock: SetClock, estate: int
) -> None:
    session = factories.a_session(store, clock)
    change_option(session, "weekly.folder", "/summaries")
    note_filed(session, "2031-W02")
    assert week(store, clock) == "2026-W46"


def test_the_file_is_called_by_its_week_and_languages(store: Store, clock: SetClock, estate: int) -> None:
    session = factories.a_session(store, clock)
    change_option(session, "weekly.folder", "/summaries")
    change_option(session, "report.languages", ["en", "zh_CN"])
    found = filing_due(session)
    assert found is not None
    assert file_name(found) == "redress-2026-W46-en-zh_CN.pdf"


@pytest.mark.parametrize("path", ["summaries", "../x", "a\nb", "x" * 2000])
def test_a_folder_is_a_whole_path(store: Store, clock: SetClock, estate: int, path: str) -> None:
    with pytest.raises(UserProblem) as caught:
        change_option(factories.a_session(store, clock), "weekly.folder", path)
    assert caught.value.code in ("option.folder", "option.unfit")


def test_windows_paths_are_whole_paths_too(store: Store, clock: SetClock, estate: int) -> None:
    for path in ("C:\\Reports", "\\\\server\\share\\week", "/srv/week", ""):
        change_option(factories.a_session(store, clock), "weekly.folder", path)


@given(st.datetimes(timezones=st.just(UTC)))
def test_the_last_monday_whose_six_has_come(moment: datetime) -> None:
    moment = moment.replace(year=2000 + moment.year % 100)
    found = last_monday(moment)
    assert found.weekday() == 0
    six = datetime(found.year, found.month, found.day, 6, tzinfo=UTC)
    assert six <= moment < six + timedelta(days=7)
