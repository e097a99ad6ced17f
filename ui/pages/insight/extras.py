"""What a measure says besides its value: its P90, its attempts, what is over 30 days old. Free of Qt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from models.insights.kinds import Unit, Value
from models.insights.measures import MEASURES
from resources.texts import N_
from ui.pages.insight.value_words import Tongue, amount, mean_money

# Further figures that are numbers of something; none of it is not said.
_NUMBERS: Mapping[str, str] = {
    "asked": N_("{n} asked"),
    "not_reached": N_("{n} not reached"),
    "declined": N_("{n} declined"),
    "attempts": N_("{n} attempts"),
    "skipped": N_("{n} skipped steps"),
    "over_7": N_("{n} over 7 days"),
    "over_14": N_("{n} over 14 days"),
    "over_30": N_("{n} over 30 days"),
    "homes": N_("{n} homes lived in"),
    "late": N_("{n} not in force by their date"),
    "not_enough_data": N_("{n} with too few cases"),
    "red": N_("{n} red"),
    "open": N_("{n} not answered"),
}
_LENGTHS: Mapping[str, str] = {
    "gross_median": N_("with pauses {time}"),
    "oldest": N_("the oldest {time}"),
    "longest": N_("the longest by {time}"),
}


def extra_words(tongue: Tongue, value: Value) -> str:
    """All of it in one line."""
    return " · ".join([*_of_durations(tongue, value), *_of_shares(tongue, value), *_further(tongue, value)])


def _of_durations(tongue: Tongue, value: Value) -> list[str]:
    if MEASURES[value.measure].unit is not Unit.DURATION or value.value is None:
        return []
    said = ((N_("P90 {time}"), value.p90), (N_("mean {time}"), value.mean))
    return [
        tongue.texts.t(words, time=amount(tongue, Unit.DURATION, seconds))
        for words, seconds in said
        if seconds is not None
    ]


def _of_shares(tongue: Tongue, value: Value) -> list[str]:
    if value.value is None or value.low is None or value.high is None:
        return []
    texts = tongue.texts
    low, high = texts.number(value.low * 100, 1), texts.number(value.high * 100, 1)
    return [texts.t("interval {low}–{high}", low=low, high=high)]


def _further(tongue: Tongue, value: Value) -> list[str]:
    texts, said = tongue.texts, []
    for name, found in value.extra.items():
        if not found:
            continue
        if name in _NUMBERS:
            said.append(texts.t(_NUMBERS[name], n=texts.number(round(found))))
        elif name in _LENGTHS:
            said.append(texts.t(_LENGTHS[name], time=texts.duration(timedelta(seconds=found))))
        elif name == "per_100_cases":
            said.append(texts.t("{money} for 100 cases", money=mean_money(tongue, found)))
    return said
