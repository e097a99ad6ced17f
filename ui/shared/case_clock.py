"""The clock of a case as a list shows it: ring, words, and what is read out. Free of Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from models.complaints.kinds import CaseRow, ClockGroup
from models.timing.presets import NEVER_PAUSED
from resources.texts import Texts
from ui.shared.due import DueClock, due_clock

_NEAR = timedelta(days=6)


@dataclass(frozen=True)
class DueLook:
    """What stands in the due column: the ring, the words in their colour, the words that are read out."""

    fraction: float
    state: str
    words: str
    token: str
    spoken: str


@dataclass(frozen=True)
class CaseLine:
    """A case and its clock, as a list shows them."""

    case: CaseRow
    due: DueLook


NO_CLOCK = DueLook(0.0, "", "", "muted", "")


def due_look(texts: Texts, case: CaseRow, now: datetime, zone: tzinfo) -> DueLook:
    """The clock of one case, now."""
    if case.closed_at is not None:
        day = case.closed_at.astimezone(zone)
        words = texts.date(day, year=day.year != now.astimezone(zone).year)
        said = (
            texts.t("Merged {day}", day=words)
            if case.status == "merged"
            else texts.t("Closed {day}", day=words)
        )
        return DueLook(0.0, "done", words, "muted", said)
    if case.next_due_at is None:
        return NO_CLOCK
    clock = next_clock(case, case.next_due_at, now)
    if clock.state == "paused" and case.paused_until is not None:
        words = texts.t("until {when}", when=_moment(texts, case.paused_until, now, zone))
        return DueLook(clock.fraction, clock.state, words, "muted", texts.t("waits {until}", until=words))
    words = due_words(texts, clock.state, case.next_due_at, now, zone)
    strong = clock.state in ("soon", "overdue")
    spoken = texts.t("due {when}", when=words) if clock.state != "overdue" else words
    return DueLook(clock.fraction, clock.state, words, clock.token if strong else "muted", spoken)


def next_clock(case: CaseRow, due: datetime, now: datetime) -> DueClock:
    """The ring of the clock that a case shows: it warns at its own time, and stands still while the case waits."""
    waits = None if case.next_due_kind in NEVER_PAUSED else case.paused_until
    return due_clock(case.next_since or case.received_at, due, now, case.next_warns_at, waits)


def clock_group(case: CaseRow, now: datetime, tomorrow: datetime) -> ClockGroup:
    """The heading that a case stands under."""
    if case.closed_at is not None:
        return ClockGroup.CLOSED
    if case.next_due_at is None:
        return ClockGroup.NO_CLOCK
    if case.next_due_at < now:
        return ClockGroup.OVERDUE
    return ClockGroup.TODAY if case.next_due_at < tomorrow else ClockGroup.LATER


def end_of_day(now: datetime, zone: tzinfo) -> datetime:
    """When the present day ends where the property stands."""
    local = now.astimezone(zone)
    return (local + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)


def short_duration(texts: Texts, length: timedelta) -> str:
    """``46 min``, ``19 h``, ``3 d``: in the largest unit alone, for narrow columns."""
    length = abs(length)
    for unit in (timedelta(days=1), timedelta(hours=1)):
        if length >= unit:
            return texts.duration(length // unit * unit)
    return texts.duration(length)


def due_words(texts: Texts, state: str, due: datetime, now: datetime, zone: tzinfo) -> str:
    """What stands beside a ring: what is left when it is soon, how much over, else the moment."""
    left = due - now
    if state == "overdue":
        return texts.t("{time} over", time=short_duration(texts, left))
    if state == "soon" and left < timedelta(days=1):
        return texts.duration(left)
    return _moment(texts, due, now, zone)


def _moment(texts: Texts, at: datetime, now: datetime, zone: tzinfo) -> str:
    """``15:50`` of today, ``Mon 10:00`` of the days to come, a date of later ones."""
    moment, today = at.astimezone(zone), now.astimezone(zone)
    if moment.date() == today.date():
        return texts.time(moment)
    if at - now < _NEAR:
        return f"{texts.weekday(moment)} {texts.time(moment)}"
    return texts.date(moment, year=moment.year != today.year)
