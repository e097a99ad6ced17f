"""What a warning says: where, how much against what is usual, and how likely that is by chance. Free of Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import floor, log10

from models.insights.stats import ewma, ewma_limit
from models.warnings.kinds import NightRow, ResidentRisk, Risk, RiskReason, WarningRow, WarningRule
from resources.texts import Texts
from resources.texts.places import building_name

_RARE = 100_000


def headline(row: WarningRow, texts: Texts) -> str:
    """What was watched: ``More than usual``."""
    return texts.word("warning_rule", row.rule)


def where(row: WarningRow, texts: Texts, kinds: Mapping[str, str]) -> str:
    """``Building 3 · Leaks``; ``All cases`` where nothing narrows it. ``kinds`` are categories by code."""
    if row.rule == WarningRule.RESIDENT_AGAIN:
        return texts.t("One resident")
    return counted(texts, row.place or building_name(texts, row.building), row.category, kinds)


def counted(texts: Texts, place: str, category: str | None, kinds: Mapping[str, str]) -> str:
    """Which cases are counted: those of a place as it is called, of a category, or both; ``All cases`` without any."""
    kind = kinds.get(category, category) if category else ""
    return " · ".join(filter(None, (place, kind))) or texts.t("All cases")


def reckoning(row: WarningRow, texts: Texts) -> str:
    """One sentence: observed against expected, the limit, the probability."""
    return _SENTENCES[WarningRule(row.rule)](row, texts)


def behind(row: WarningRow, texts: Texts) -> str:
    """How many cases are behind it; a card that rose further keeps those that its seven days have left behind."""
    earlier = row.cases - row.observed
    if row.rule != WarningRule.EXCEEDANCE or earlier <= 0:
        return texts.number(row.cases)
    return texts.t(
        "{n}, {earlier} of them from before these days",
        n=texts.number(row.cases), earlier=texts.number(earlier),
    )  # fmt: skip


def chance(probability: float, texts: Texts) -> str:
    """``by chance once in 300 weeks``: to two digits, for people."""
    if probability * _RARE < 1:
        return texts.t("by chance less than once in {n} weeks", n=texts.number(_RARE))
    times = 1 / probability
    step = 10 ** max(0, floor(log10(times)) - 1)
    n = int(times / step + 0.5) * step
    return texts.n("by chance once in {n} week", "by chance once in {n} weeks", n)


def _exceedance(row: WarningRow, texts: Texts) -> str:
    usual = texts.number(row.expected or 0.0, 1)
    words = texts.t(
        "{n} in seven days; usually {usual} a week, the limit is {limit}",
        n=row.observed, usual=usual, limit=row.limit or 0,
    )  # fmt: skip
    return texts.t("{words}: {chance}.", words=words, chance=chance(row.probability or 0.0, texts))


def smoothed(row: WarningRow) -> tuple[float, float]:
    """The smoothed count of a drift at its last week, and its limit."""
    mean = row.expected or 0.0
    return ewma(row.weeks, mean)[-1] if row.weeks else mean, ewma_limit(mean)


def _drift(row: WarningRow, texts: Texts) -> str:
    line, most = smoothed(row)
    return texts.t(
        "{n} in the last week. The smoothed count has risen from {usual} to {line} a week, over its limit of {limit}.",
        n=row.observed, usual=texts.number(row.expected or 0.0, 1), line=texts.number(line, 1),
        limit=texts.number(most, 1),
    )  # fmt: skip


def _same_line(row: WarningRow, texts: Texts) -> str:
    if row.stream.startswith("place "):  # a common part or a piece of equipment stands by itself
        return texts.n(
            "{n} home reports the same within seven days.", "{n} homes report the same within seven days.", row.observed
        )  # fmt: skip
    return texts.n(
        "{n} home of one line reports it within seven days.", "{n} homes of one line report it within seven days.",
        row.observed,
    )  # fmt: skip


def _resident(row: WarningRow, texts: Texts) -> str:
    return texts.n(
        "{n} case of one resident within 30 days.", "{n} cases of one resident within 30 days.", row.observed
    )


def _asset(row: WarningRow, texts: Texts) -> str:
    return texts.n(
        "{n} repair of one piece of equipment within 30 days.", "{n} repairs of one piece of equipment within 30 days.",
        row.observed,
    )  # fmt: skip


def _chain(row: WarningRow, texts: Texts) -> str:
    return texts.n(
        "The same trouble was reported {n} time.", "The same trouble was reported {n} times.", row.observed
    )


def _satisfaction(row: WarningRow, texts: Texts) -> str:
    return texts.n(
        "{n} resident of one building was dissatisfied within seven days.",
        "{n} residents of one building were dissatisfied within seven days.",
        row.observed,
    )


def _life(_row: WarningRow, texts: Texts) -> str:
    return texts.t("A life may be in danger: severity S1.")


def _public(_row: WarningRow, texts: Texts) -> str:
    return texts.t(
        "Media, a petition or a court were mentioned, or it came through the government's hotline."
    )


def _on_time(row: WarningRow, texts: Texts) -> str:
    n = row.total or 0
    share = texts.percent(row.observed / n if n else 0.0, 1)
    return texts.t(
        "{count} of {n} were in time within seven days, {share}; less than 85 % is told.",
        count=row.observed, n=n, share=share,
    )  # fmt: skip


def _silent(row: WarningRow, texts: Texts) -> str:
    return texts.t(
        "{count} of {n} open cases: no word to the resident for three working days or more.",
        count=row.observed, n=row.total or 0,
    )  # fmt: skip


_SENTENCES: Mapping[WarningRule, Callable[[WarningRow, Texts], str]] = {
    WarningRule.EXCEEDANCE: _exceedance,
    WarningRule.DRIFT: _drift,
    WarningRule.SAME_LINE: _same_line,
    WarningRule.RESIDENT_AGAIN: _resident,
    WarningRule.ASSET_AGAIN: _asset,
    WarningRule.REPEAT_CHAIN: _chain,
    WarningRule.LOW_SATISFACTION: _satisfaction,
    WarningRule.LIFE_SAFETY: _life,
    WarningRule.PUBLIC_WORDS: _public,
    WarningRule.ON_TIME_LOW: _on_time,
    WarningRule.NO_CONTACT: _silent,
}


def false_alarms(night: NightRow | None, texts: Texts) -> str:
    """How many false alarms to expect: the sentence at the foot of the page."""
    if night is None:
        return texts.t("Nothing has been looked at yet.")
    if night.weekly <= 0:
        return texts.t("There is too little history to judge by yet: four weeks are the least.")
    streams = texts.n("{n} count is watched", "{n} counts are watched", night.streams)
    if night.weekly >= 1:
        often = texts.t("about {n} false alarms a week", n=texts.number(night.weekly, 1))
    else:
        weeks = max(1, round(1 / night.weekly))
        often = texts.n("about one false alarm a week", "about one false alarm in {n} weeks", weeks)
    return texts.t(
        "{streams} with exact limits from the 12 weeks before. Chance alone gives {often}, though all is as ever.",
        streams=streams, often=often,
    )  # fmt: skip


def reason(one: RiskReason, texts: Texts) -> str:
    """Why somebody should call: ``2 repeats``."""
    return _REASONS[one.risk](one.count, texts)


def reasons(one: ResidentRisk, texts: Texts) -> str:
    """All reasons of a resident."""
    return " · ".join(reason(each, texts) for each in one.reasons)


_REASONS: Mapping[Risk, Callable[[int, Texts], str]] = {
    Risk.REPEATS: lambda n, texts: texts.n(
        "{n} open case repeats an earlier one", "{n} open cases repeat earlier ones", n
    ),
    Risk.BROKEN_PROMISES: lambda n, texts: texts.n("{n} promise missed", "{n} promises missed", n),
    Risk.LOW_MOOD: lambda n, texts: texts.n("low mood in {n} case", "low mood in {n} cases", n),
    Risk.NO_CONTACT: lambda n, texts: texts.n(
        "no word for {n} working day", "no word for {n} working days", n
    ),
}
