"""How each language writes dates and lists in this application.

Babel knows the names of days and months; which of them stand where is a matter of the house style
(``Fri 20 Nov 08:12``, ``11月20日 周五 08:12``), so the patterns are given here.
"""

from __future__ import annotations

from dataclasses import dataclass

from .languages import CHINESE, ENGLISH


@dataclass(frozen=True, slots=True)
class Style:
    """Patterns in the notation of Unicode CLDR, and the pieces of a list."""

    locale: str
    day: str
    day_of_year: str
    weekday: str
    weekday_and_day: str
    month: str
    list_comma: str
    list_last: str


STYLES: dict[str, Style] = {
    ENGLISH: Style(
        locale="en",
        day="d MMM",
        day_of_year="d MMM y",
        weekday="EEE",
        weekday_and_day="EEE d MMM",
        month="MMM y",
        list_comma=", ",
        list_last=" and ",
    ),
    CHINESE: Style(
        locale="zh_Hans_CN",
        day="M月d日",
        day_of_year="y年M月d日",
        weekday="EEE",
        weekday_and_day="M月d日 EEE",
        month="y年M月",
        list_comma="、",
        list_last="和",
    ),
}


def style_of(language: str) -> Style:
    """The style of a language; the English one where there is none."""
    return STYLES.get(language, STYLES[ENGLISH])
