"""Periods: weeks of ISO 8601, the edges of years, clocks put forward at midnight; and the names of figures."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.core.errors import UserProblem
from models.insights import identifiers, periods
from models.insights.identifiers import NUMBERS, PARTS, looks_like, read, read_cut
from models.insights.kinds import Cut, FigureId, Period, PeriodKind, Slice, SliceValue
from models.insights.measures import MEASURES
from models.insights.periods import after, before, bounds, free, parse, period, write, year_ago

DAYS = st.dates(date(1950, 1, 1), date(2200, 1, 1))
# Zones that put their clocks forward or back at midnight, skip a day, or stand at an odd distance from Greenwich.
ZONES = ("Asia/Shanghai", "Africa/Cairo", "America/Havana", "Asia/Beirut", "Pacific/Apia", "Asia/Kathmandu",
         "America/New_York", "Asia/Tehran", "Australia/Lord_Howe", "Atlantic/Azores")  # fmt: skip
ONE_DAY = timedelta(days=1)


@st.composite
def any_period(draw: st.DrawFn) -> Period:
    kind, day = draw(st.sampled_from(PeriodKind)), draw(DAYS)
    if kind is PeriodKind.FREE:
        return free(day, day + timedelta(days=draw(st.integers(0, 800))))
    return period(kind, day)


@pytest.mark.parametrize(
    ("text", "first", "end"),
    [
        ("2026-11-20", "2026-11-20", "2026-11-21"),
        ("2026-W47", "2026-11-16", "2026-11-23"),
        ("2026-W53", "2026-12-28", "2027-01-04"),
        ("2020-W53", "2020-12-28", "2021-01-04"),
        ("2021-W01", "2021-01-04", "2021-01-11"),
        ("2025-W01", "2024-12-30", "2025-01-06"),
        ("2026-11", "2026-11-01", "2026-12-01"),
        ("2026-12", "2026-12-01", "2027-01-01"),
        ("2026-Q4", "2026-10-01", "2027-01-01"),
        ("2024-Q1", "2024-01-01", "2024-04-01"),
        ("2026", "2026-01-01", "2027-01-01"),
        ("2026-11-01..2026-11-20", "2026-11-01", "2026-11-21"),
        (" 2026-w7 ", "2026-02-09", "2026-02-16"),
        ("2026q2", "2026-04-01", "2026-07-01"),
    ],
)
def test_periods_are_written_as_people_write_them(text: str, first: str, end: str) -> None:
    found = parse(text)
    assert (found.first.isoformat(), found.end.isoformat()) == (first, end)


@pytest.mark.parametrize(
    "text",
    ["", "week", "2026-W54", "2025-W53", "2026-W00", "2026-13", "2026-Q5", "2026-11-31", "26-11", "1800", "3000",
     "2026-11-20..2026-11-01", "2026-11..2026-12", "2026-11-01..", "2026-W47#x", "٢٠٢٦"],
)  # fmt: skip
def test_what_is_no_period_is_told(text: str) -> None:
    with pytest.raises(UserProblem) as problem:
        parse(text)
    assert problem.value.code == "period.unknown"
    assert str(problem.value.facts["text"]) in text


@pytest.mark.parametrize(
    ("first", "last"),
    [("2026-01-01", "9999-12-31"), ("0001-01-01", "0001-01-02"), ("2026-11-20", "2026-11-01")],
)
def test_days_that_the_calendar_cannot_step_from_are_told(first: str, last: str) -> None:
    with pytest.raises(UserProblem) as problem:
        free(date.fromisoformat(first), date.fromisoformat(last))
    assert problem.value.code == "period.unknown"


@given(any_period())
def test_what_is_written_is_read_again(one: Period) -> None:
    assert parse(write(one)) == one
    assert parse(write(one).lower()) == one


@given(any_period())
def test_periods_lie_one_after_another(one: Period) -> None:
    earlier, later = before(one), after(one)
    assert earlier.end == one.first < one.end == later.first
    assert before(later) == one if one.kind is not PeriodKind.FREE else before(later).first == one.first
    assert {earlier.kind, later.kind} == {one.kind}
    row = periods.last(one, 4)
    assert row[-2:] == (earlier, one)
    assert [a.end for a in row[:-1]] == [b.first for b in row[1:]]


@given(st.sampled_from([kind for kind in PeriodKind if kind is not PeriodKind.FREE]), DAYS)
def test_a_period_of_a_kind_is_the_one_around_its_days(kind: PeriodKind, day: date) -> None:
    one = period(kind, day)
    assert one.first <= day < one.end
    assert period(kind, one.first) == period(kind, one.end - ONE_DAY) == one
    assert after(one) == period(kind, one.end)
    if kind is PeriodKind.WEEK:
        assert write(one) == f"{day.isocalendar().year}-W{day.isocalendar().week:02}"


@given(any_period())
def test_a_year_ago_is_the_same_period_of_the_year_before(one: Period) -> None:
    ago = year_ago(one)
    assert ago.kind is one.kind
    assert 355 <= (one.first - ago.first).days <= 373
    match one.kind:
        case PeriodKind.WEEK:
            now, then = one.first.isocalendar(), ago.first.isocalendar()
            assert then.year == now.year - 1
            assert then.week == now.week or (now.week, then.week) == (53, 52)
        case PeriodKind.MONTH | PeriodKind.QUARTER | PeriodKind.YEAR:
            assert (ago.first.month, ago.first.year) == (one.first.month, one.first.year - 1)
        case _:
            assert (ago.first.month, ago.first.day) in {(one.first.month, one.first.day), (2, 28)}


def test_week_53_has_week_52_a_year_ago() -> None:
    assert write(year_ago(parse("2026-W53"))) == "2025-W52"
    assert write(year_ago(parse("2027-W01"))) == "2026-W01"
    assert write(year_ago(parse("2024-02-29"))) == "2023-02-28"
    assert write(year_ago(parse("2024-02-29..2024-02-29"))) == "2023-02-28..2023-02-28"
    assert write(before(parse("2027-W01"))) == "2026-W53"
    assert write(period(PeriodKind.WEEK, date(2026, 12, 31))) == "2026-W53"
    assert [write(after(parse(one))) for one in ("2026-W53", "2027-W01")] == ["2027-W01", "2027-W02"]


@given(any_period(), st.sampled_from(ZONES))
def test_a_period_holds_exactly_the_instants_of_its_days(one: Period, name: str) -> None:
    """From its first instant to the first of the next: none is in two periods, none in none."""
    zone = ZoneInfo(name)
    start, end = bounds(one, zone)
    assert start.tzinfo is UTC
    assert start < end or (
        name == "Pacific/Apia" and one.first == date(2011, 12, 30)
    )  # a day that was left out
    assert bounds(after(one), zone)[0] == end
    for moment, inside in ((start, True), (start - timedelta(milliseconds=1), False), (end, False)):
        day = moment.astimezone(zone).date()
        assert (one.first <= day < one.end) is inside or date(2011, 12, 30) in (
            one.first,
            one.end,
            one.end - ONE_DAY,
        )


@pytest.mark.parametrize(
    ("zone", "day", "start", "hours"),
    [
        (
            "Africa/Cairo",
            "2024-04-26",
            "2024-04-25T22:00",
            23,
        ),  # put forward at midnight: the day begins at one
        ("America/Havana", "2024-03-10", "2024-03-10T05:00", 23),
        ("America/Havana", "2024-11-03", "2024-11-03T04:00", 25),
        (
            "Africa/Cairo",
            "2024-10-31",
            "2024-10-30T21:00",
            25,
        ),  # put back at midnight: its last hour comes twice
        ("Asia/Shanghai", "2026-11-20", "2026-11-19T16:00", 24),
    ],
)
def test_days_on_which_the_clocks_are_changed(zone: str, day: str, start: str, hours: int) -> None:
    first, end = bounds(parse(day), ZoneInfo(zone))
    assert first == datetime.fromisoformat(start).replace(tzinfo=UTC)
    assert (end - first) / timedelta(hours=1) == hours


# Names of figures

_TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12).filter(lambda text: text.strip())


@st.composite
def any_figure(draw: st.DrawFn) -> FigureId:
    cut = Cut()
    for slice_ in draw(st.lists(st.sampled_from(Slice), max_size=3)):
        value: SliceValue = draw(st.integers(-5, 10**9)) if slice_ in NUMBERS else draw(_TEXT)
        cut = cut.adding(slice_, draw(st.sampled_from([None, value])))
    key = draw(st.sampled_from(sorted(MEASURES)))
    return FigureId(key, draw(any_period()), cut, draw(st.sampled_from([*PARTS, *MEASURES[key].parts])))


@given(any_figure())
def test_the_name_of_a_figure_leads_back_to_it(figure: FigureId) -> None:
    name = identifiers.write(figure)
    assert read(name) == read(f"  {name} ") == figure
    assert looks_like(name)
    assert not set(name) & set(" \n\t")


def test_names_as_they_stand_on_paper() -> None:
    week = parse("2026-W47")
    assert identifiers.write(FigureId("on_time", week)) == "on_time@2026-W47"
    assert identifiers.write(FigureId("on_time", week, Cut(), "miss")) == "on_time@2026-W47#miss"
    cut = Cut().having(Slice.CATEGORY, "leak").having(Slice.BUILDING, 12).having(Slice.CAUSE, None)
    assert (
        identifiers.write(FigureId("received", week, cut))
        == "received@2026-W47/building_id=12/category=leak/cause="
    )
    job = Cut().having(Slice.OCCUPATION, "厨师 / 店主#1")
    assert (
        identifiers.write(FigureId("received", week, job))
        == "received@2026-W47/occupation=厨师%20%2F%20店主%231"
    )
    typed = FigureId("received", week, Cut().having(Slice.OCCUPATION, "教师\u3000兼职\u00a0x"))
    assert read(identifiers.write(typed)) == typed, "blanks that are not ASCII"
    assert read("Received@2026-w47/Building=12") == FigureId(
        "received", week, Cut().having(Slice.BUILDING, 12)
    )
    assert read_cut("handler=3") == (Slice.HANDLER, 3)


def test_a_slice_that_is_named_again_means_any_of_its_values() -> None:
    week = parse("2026-W47")
    cut = Cut().having(Slice.CATEGORY, "lift", None, "leak").having(Slice.BUILDING, 3)
    name = "received@2026-W47/building_id=3/category=leak/category=lift/category="
    assert identifiers.write(FigureId("received", week, cut)) == name
    typed = read("received@2026-W47/category=lift/building=3/category=/category=leak/category=lift")
    assert typed.cut == cut, "in whatever order, and as often as one likes"
    assert cut.of(Slice.CATEGORY) == ("leak", "lift", None)
    assert (cut.only(Slice.BUILDING), cut.only(Slice.CATEGORY), cut.of(Slice.CAUSE)) == (3, None, ())
    assert cut.having(Slice.CATEGORY, "pets").of(Slice.CATEGORY) == ("pets",)
    assert cut.having(Slice.CATEGORY) == cut.without(Slice.CATEGORY) == Cut().having(Slice.BUILDING, 3)


@pytest.mark.parametrize(
    "text",
    ["", "on_time", "on_time@", "height@2026-W47", "on_time@2026-W54", "on_time@2026-W47#over_7",
     "on_time@2026-W47/x=1", "on_time@2026-W47/building_id=twelve", f"on_time@2026-W47/building_id={2**63}",
     "on_time@2026-W47/building_id",
     "leak in the kitchen"],
)  # fmt: skip
def test_what_names_no_figure_is_told(text: str) -> None:
    with pytest.raises(UserProblem) as problem:
        read(text)
    assert problem.value.code in {"figure.unknown", "period.unknown"}


def test_words_are_not_taken_for_a_figure() -> None:
    for text in ("leak", "chen@2026.com", "3-1502", "on_time @ 2026-W47", "li@mail.cn", ""):
        assert not looks_like(text)
