"""The rules that people choose without knowing the standard: a pattern for each, and back. No database.

Whatever the standard can say beyond these stays as it was written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from models.recurring.kinds import Frequency
from models.recurring.rules import tidy_rule

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST = -1


@dataclass(frozen=True)
class Nth:
    """The first to fourth, or the last, of a weekday in a month; Monday is 0."""

    nth: int
    weekday: int


@dataclass(frozen=True)
class Pattern:
    """A simple rule. ``weekdays`` are of weeks (empty: that of the first day), ``on`` is of months.

    ``on`` is a day of the month (-1 is the last one) or an ``Nth``. ``count`` or ``until`` end it.
    """

    frequency: Frequency = Frequency.MONTHLY
    interval: int = 1
    weekdays: frozenset[int] = frozenset()
    on: int | Nth | None = None
    count: int | None = None
    until: date | None = None


def usual_on(starts_on: date) -> tuple[int | Nth, ...]:
    """What a first day suggests for months: its day, its weekday counted from the front and from the end, the last."""
    nth = (starts_on.day - 1) // len(WEEKDAYS) + 1
    front = (Nth(nth, starts_on.weekday()),) if nth <= 4 else ()
    return starts_on.day, *front, Nth(LAST, starts_on.weekday()), LAST


def rule_of(pattern: Pattern, starts_on: date) -> str:
    """The pattern as the standard writes it."""
    parts = [f"FREQ={pattern.frequency.upper()}"]
    if pattern.interval != 1:
        parts.append(f"INTERVAL={pattern.interval}")
    if pattern.frequency is Frequency.WEEKLY:
        days = sorted(pattern.weekdays) or [starts_on.weekday()]
        parts.append("BYDAY=" + ",".join(WEEKDAYS[day] for day in days))
    if pattern.frequency is Frequency.MONTHLY:
        parts.append(_on_text(starts_on.day if pattern.on is None else pattern.on))
    if pattern.frequency is Frequency.YEARLY:
        parts.append(f"BYMONTH={starts_on.month};BYMONTHDAY={starts_on.day}")
    if pattern.count is not None:
        parts.append(f"COUNT={pattern.count}")
    elif pattern.until is not None:
        parts.append(f"UNTIL={pattern.until:%Y%m%d}")
    return ";".join(parts)


def _on_text(on: int | Nth) -> str:
    return f"BYDAY={on.nth}{WEEKDAYS[on.weekday]}" if isinstance(on, Nth) else f"BYMONTHDAY={on}"


def pattern_of(rule: str, starts_on: date) -> Pattern | None:
    """The pattern of a rule; ``None`` for one that says more than patterns can."""
    try:
        parts = dict(piece.split("=", 1) for piece in tidy_rule(rule).split(";"))
        made = _pattern(parts, starts_on)
    except (ValueError, KeyError):
        return None
    # What was understood must say the same again: anything left over is beyond patterns.
    return made if _same(rule_of(made, starts_on), parts, made, starts_on) else None


def _pattern(parts: dict[str, str], starts_on: date) -> Pattern:
    frequency = Frequency(parts["FREQ"].lower())
    weekly, monthly = frequency is Frequency.WEEKLY, frequency is Frequency.MONTHLY
    days = parts["BYDAY"].split(",") if weekly and "BYDAY" in parts else []
    until = parts.get("UNTIL")
    return Pattern(
        frequency,
        int(parts.get("INTERVAL", "1")),
        frozenset(WEEKDAYS.index(day) for day in days) if weekly else frozenset(),
        _on(parts, starts_on) if monthly else None,
        int(parts["COUNT"]) if "COUNT" in parts else None,
        None if until is None else datetime.strptime(until, "%Y%m%d").date(),  # noqa: DTZ007  a day has no zone
    )


def _on(parts: dict[str, str], starts_on: date) -> int | Nth:
    if "BYDAY" in parts:
        return Nth(int(parts["BYDAY"][:-2]), WEEKDAYS.index(parts["BYDAY"][-2:]))
    return int(parts.get("BYMONTHDAY", starts_on.day))


def _same(again: str, parts: dict[str, str], made: Pattern, starts_on: date) -> bool:
    """Whether a rule written anew says what was read; what the first day implies may have been left unsaid."""
    written = dict(piece.split("=", 1) for piece in again.split(";"))
    implied = {"INTERVAL": "1", "WKST": "MO"}
    if made.frequency is Frequency.WEEKLY:
        implied["BYDAY"] = WEEKDAYS[starts_on.weekday()]
        for days in (parts, written):
            if "BYDAY" in days:
                days["BYDAY"] = ",".join(sorted(days["BYDAY"].split(",")))
    if made.frequency in (Frequency.MONTHLY, Frequency.YEARLY) and "BYDAY" not in parts:
        implied |= {"BYMONTHDAY": str(starts_on.day)}
    if made.frequency is Frequency.YEARLY:
        implied |= {"BYMONTH": str(starts_on.month)}
    return {**implied, **parts} == {**implied, **written}
