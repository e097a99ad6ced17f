"""What is owed of an order, of times, money and windows: pure decisions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from models.core.clock import EPOCH
from models.core.errors import UserProblem
from models.repairs.kinds import AppointmentDraft, OrderDraft, Outcome, Window

CORRECT_WITHIN = timedelta(hours=12)
MOST_MINUTES = (
    31 * 24 * 60
)  # an order is longer than a day only to be split; longer than a month is a slip of the hand
MOST_MINOR = 10**11  # a thousand million: what is more was typed with too many zeros
LONGEST_WINDOW = timedelta(days=1)
LONGEST_VISIT = timedelta(days=3)
LONG_AGO = timedelta(days=92)  # who tells of work a season late has written the wrong year
FARTHEST = timedelta(days=5 * 366)
OPENS_AGAIN = frozenset({Outcome.TEMPORARY, Outcome.NOT_FIXED})


def reference_of(month: date, number: int) -> str:
    """The reference of the ``number``-th order of a month: W2611-0042. It grows past four digits when it must."""
    return f"W{month:%y%m}-{number:04d}"


def check_draft(draft: OrderDraft) -> None:
    """Raises ``order.no_title``, ``order.no_skill``, ``order.no_time``, ``order.too_long``, ``order.window``."""
    if not draft.title.strip():
        raise UserProblem("order.no_title")
    if not draft.skill:
        raise UserProblem("order.no_skill")
    check_minutes(draft.estimate_minutes)
    check_windows(draft.windows)


def check_minutes(minutes: int) -> None:
    """Raises ``order.no_time``, ``order.too_long``."""
    if minutes <= 0:
        raise UserProblem("order.no_time")
    if minutes > MOST_MINUTES:
        raise UserProblem("order.too_long", days=MOST_MINUTES // (24 * 60))


def check_windows(windows: Sequence[Window]) -> None:
    """Raises ``order.window`` where a time at which the resident is in has no length."""
    if any(end <= begin for begin, end in windows):
        raise UserProblem("order.window")


def check_amount(amount_minor: int, *, nothing: bool = False) -> None:
    """Raises ``cost.negative``, ``cost.nothing``, ``cost.too_much``."""
    if amount_minor < 0:
        raise UserProblem("cost.negative")
    if amount_minor == 0 and not nothing:
        raise UserProblem("cost.nothing")
    if amount_minor > MOST_MINOR:
        raise UserProblem("cost.too_much")


def check_spent(started_at: datetime, finished_at: datetime, now: datetime) -> None:
    """Raises ``order.future``, ``order.long_ago``, ``order.backwards``, ``order.longer_than_a_visit``."""
    check_moment(max(started_at, finished_at), now)
    check_moment(started_at, now)
    if finished_at <= started_at:
        raise UserProblem("order.backwards")
    if finished_at - started_at > LONGEST_VISIT:
        raise UserProblem("order.longer_than_a_visit", days=LONGEST_VISIT.days)


def check_moment(at: datetime, now: datetime) -> None:
    """Raises ``order.future``, ``order.long_ago`` of a moment at which something was done."""
    if at > now:
        raise UserProblem("order.future")
    if at < now - LONG_AGO:
        raise UserProblem("order.long_ago", start=at)


def check_near(at: datetime | None, now: datetime) -> None:
    """Raises ``order.far`` of a time to come that lies years ahead."""
    if at is not None and at > now + FARTHEST:
        raise UserProblem("order.far", start=at)


def check_coming(windows: Sequence[Window], now: datetime) -> None:
    """Raises ``order.window_past``, ``order.far`` of times at home that were told just now."""
    for begin, end in windows:
        if end <= now:
            raise UserProblem("order.window_past", end=end)
        check_near(begin, now)


def check_appointment(draft: AppointmentDraft, now: datetime) -> None:
    """Raises ``appointment.empty``, ``appointment.too_long``, ``appointment.past``, ``appointment.far``."""
    if draft.to_at <= draft.from_at:
        raise UserProblem("appointment.empty")
    if draft.to_at - draft.from_at > LONGEST_WINDOW:
        raise UserProblem("appointment.too_long")
    if draft.to_at <= now:
        raise UserProblem("appointment.past")
    if draft.from_at > now + FARTHEST:
        raise UserProblem("appointment.far", start=draft.from_at)


def worked_minutes(started_at: datetime, ended_at: datetime) -> int:
    """How long somebody worked, by the minutes that clocks show: 14:00:40 to 15:42:10 is 1 h 42 min, never less."""
    minute = timedelta(minutes=1)
    return (ended_at - EPOCH) // minute - (started_at - EPOCH) // minute


def cost_of(rate_minor: int, started_at: datetime, ended_at: datetime) -> int:
    """What time costs at a rate an hour, in minor units, to the nearest one (a half goes up)."""
    millis = (ended_at - started_at) // timedelta(milliseconds=1)
    hour = 3_600_000
    return (rate_minor * millis * 2 + hour) // (2 * hour)
