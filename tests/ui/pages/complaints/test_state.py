"""What is shown, as it is kept in a saved view."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from models.complaints.kinds import Flag, Severity, Sort, Status, View
from ui.pages.complaints.state import (
    ALL_COLUMNS,
    ALWAYS,
    PERIODS,
    Filters,
    ListState,
    Named,
    bounds,
    columns_of,
    from_body,
    period_of,
    to_body,
    wanted,
)

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 20, 6, 20, tzinfo=UTC)

NAMED = st.none() | st.builds(Named, st.integers(1, 99), st.text(max_size=5))
DAYS = st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))
STATES = st.builds(
    ListState,
    view=st.sampled_from(View),
    search=st.text(max_size=8),
    filters=st.builds(
        Filters,
        statuses=st.frozensets(st.sampled_from([s.value for s in Status])),
        severities=st.frozensets(st.sampled_from([s.value for s in Severity])),
        categories=st.frozensets(st.text(max_size=4), max_size=3),
        place=NAMED,
        handler=NAMED,
        resident=NAMED,
        period=st.sampled_from(["", *PERIODS]) | st.builds(period_of, DAYS, DAYS),
        imported=st.sampled_from([None, True, False]),
        flag=st.sampled_from(["", *(flag.value for flag in Flag)]),
    ),
    sort=st.sampled_from(Sort),
    descending=st.booleans(),
    grouped=st.booleans(),
    columns=st.frozensets(st.sampled_from(ALL_COLUMNS), min_size=1).map(
        lambda names: columns_of(sorted(names))
    ),
    saved=st.just(None),
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@given(state=STATES)
def test_a_saved_view_comes_back_as_it_was(state: ListState) -> None:
    assert from_body(to_body(state)) == state


@given(body=ANYTHING, key=st.sampled_from(sorted(to_body(ListState()))), value=ANYTHING)
def test_a_body_of_another_version_never_breaks_the_list(body: object, key: str, value: object) -> None:
    for odd in (body, {key: value}):
        state = from_body(odd)
        assert set(ALWAYS) <= set(state.columns) <= set(ALL_COLUMNS)
        wanted(state, NOW, ZONE)


def test_days_are_those_of_the_property() -> None:
    midnight = datetime(2026, 11, 20, tzinfo=ZONE)
    assert bounds("today", NOW, ZONE) == (midnight, None)
    assert bounds("7d", NOW, ZONE)[0] == datetime(2026, 11, 14, tzinfo=ZONE)
    assert bounds("month", NOW, ZONE)[0] == datetime(2026, 11, 1, tzinfo=ZONE)
    assert bounds("2026-11-01/2026-11-15", NOW, ZONE) == (
        datetime(2026, 11, 1, tzinfo=ZONE),
        datetime(2026, 11, 16, tzinfo=ZONE),
    )
    assert bounds("/2026-11-15", NOW, ZONE)[0] is None
    assert bounds("", NOW, ZONE) == (None, None)


def test_the_earlier_day_comes_first() -> None:
    assert period_of(date(2026, 11, 5), date(2026, 11, 1)) == "2026-11-01/2026-11-05"
    assert period_of(None, None) == ""


def test_groups_belong_to_the_order_of_the_clock() -> None:
    assert ListState().shows_groups
    assert not ListState().ordered(Sort.RECEIVED, True).shows_groups
