"""Calendars and instants to try things on."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from models.timing.kinds import Calendar, DayException, DayKind, Span, merged

SHANGHAI = "Asia/Shanghai"
ZONES = (
    SHANGHAI,
    "Europe/London",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "America/Havana",
)

# All of these zones but Shanghai change their clocks within two weeks of one of these days.
CHANGES = (date(2026, 3, 8), date(2026, 3, 29), date(2026, 4, 5), date(2026, 4, 24), date(2026, 10, 4),
           date(2026, 10, 25), date(2026, 10, 30), date(2026, 11, 1), date(2026, 12, 31))  # fmt: skip


def span(text: str) -> Span:
    """``09-18`` or ``09:30-12``."""
    start, end = ((int(part[:2]) * 60 + int(part[3:] or 0)) for part in text.split("-"))
    return start, end


def weekly(days: str, *hours: str, zone: str = SHANGHAI, **exceptions: DayException) -> Calendar:
    """A calendar with the same hours on the given days (0 is Monday); exceptions as ``d2026_11_11=closed()``."""
    spans = tuple(span(one) for one in hours)
    week = tuple(spans if str(number) in days else () for number in range(7))
    dated = {date.fromisoformat(name[1:].replace("_", "-")): one for name, one in exceptions.items()}
    return Calendar(zone, week, dated)


def closed(*hours: str, label: str = "") -> DayException:
    return DayException(DayKind.CLOSED, tuple(span(one) for one in hours), label)


def opened(*hours: str) -> DayException:
    return DayException(DayKind.OPEN, tuple(span(one) for one in hours))


def at(text: str, zone: str = SHANGHAI) -> datetime:
    """A local time of a zone, as an instant."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def wall(instant: datetime, zone: str = SHANGHAI) -> str:
    """What the clock on the wall shows."""
    return f"{instant.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


@st.composite
def spans(draw: st.DrawFn, least: int = 0) -> tuple[Span, ...]:
    """The hours of a day: none, some with a break, into the night, all day."""
    marks = draw(
        st.lists(
            st.one_of(st.integers(0, 1440), st.sampled_from((0, 60, 90, 120, 150, 180, 540, 1080, 1440))),
            min_size=2 * least, max_size=6, unique=True,
        )
    )  # fmt: skip
    ordered = sorted(marks)
    return merged(tuple(zip(ordered[::2], ordered[1::2], strict=False)))


@st.composite
def calendars(draw: st.DrawFn, around: date) -> Calendar:
    """Calendars that are open at least once a week, with exceptions around a day."""
    week = [draw(spans()) for _ in range(7)]
    week[draw(st.integers(0, 6))] = draw(spans(least=1))
    days = st.integers(-10, 15).map(lambda number: around + timedelta(days=number))
    kinds = st.builds(DayException, st.sampled_from(DayKind), spans(), st.just("a day"))
    return Calendar(draw(st.sampled_from(ZONES)), tuple(week), draw(st.dictionaries(days, kinds, max_size=8)))


@st.composite
def situations(draw: st.DrawFn) -> tuple[Calendar, datetime]:
    """A calendar and an instant near a change of the clock, or near the new year."""
    around = draw(st.sampled_from(CHANGES))
    minutes = draw(st.integers(-3 * 1440, 3 * 1440))
    return draw(calendars(around)), datetime(around.year, around.month, around.day, tzinfo=UTC) + timedelta(
        minutes=minutes
    )
