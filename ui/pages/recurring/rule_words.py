"""Calendar rules in words. Free of Qt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from models.recurring.kinds import Frequency
from models.recurring.patterns import LAST, Nth, Pattern, pattern_of
from resources.texts import N_, Texts
from ui.shared.week_words import weekday_names

_NTH = {
    1: N_("the first {weekday}"),
    2: N_("the second {weekday}"),
    3: N_("the third {weekday}"),
    4: N_("the fourth {weekday}"),
    LAST: N_("the last {weekday}"),
}


def rule_words(texts: Texts, rule: str, starts_on: date) -> str:
    """``Every month on the first Mon, until 31 Dec 2027``; what is beyond patterns as it is written."""
    pattern = pattern_of(rule, starts_on)
    if pattern is None:
        return rule
    words = _EVERY[pattern.frequency](texts, pattern, starts_on)
    if pattern.count is not None:
        return texts.n("{words}, {n} time", "{words}, {n} times", pattern.count, words=words)
    if pattern.until is not None:
        return texts.t("{words}, until {day}", words=words, day=texts.date(pattern.until, year=True))
    return words


def on_words(texts: Texts, on: int | Nth) -> str:
    """``the first Mon``, ``day 20``, ``the last day`` of a month."""
    if isinstance(on, Nth):
        return texts.t(_NTH[on.nth], weekday=weekday_names(texts)[on.weekday])
    if on == LAST:
        return texts.t("the last day")
    return texts.t("day {day}", day=on)


def _daily(texts: Texts, pattern: Pattern, _starts_on: date) -> str:
    if pattern.interval == 1:
        return texts.t("Every day")
    return texts.n("Every {n} day", "Every {n} days", pattern.interval)


def _weekly(texts: Texts, pattern: Pattern, starts_on: date) -> str:
    names = weekday_names(texts)
    chosen = sorted(pattern.weekdays) or [starts_on.weekday()]
    days = texts.list_of(names[day] for day in chosen)
    if pattern.interval == 1:
        return texts.t("Every week on {days}", days=days)
    return texts.n("Every {n} week on {days}", "Every {n} weeks on {days}", pattern.interval, days=days)


def _monthly(texts: Texts, pattern: Pattern, starts_on: date) -> str:
    on = on_words(texts, starts_on.day if pattern.on is None else pattern.on)
    if pattern.interval == 1:
        return texts.t("Every month on {day}", day=on)
    return texts.n("Every {n} month on {day}", "Every {n} months on {day}", pattern.interval, day=on)


def _yearly(texts: Texts, pattern: Pattern, starts_on: date) -> str:
    day = texts.date(starts_on)
    if pattern.interval == 1:
        return texts.t("Every year on {day}", day=day)
    return texts.n("Every {n} year on {day}", "Every {n} years on {day}", pattern.interval, day=day)


_EVERY: dict[Frequency, Callable[[Texts, Pattern, date], str]] = {
    Frequency.DAILY: _daily,
    Frequency.WEEKLY: _weekly,
    Frequency.MONTHLY: _monthly,
    Frequency.YEARLY: _yearly,
}
