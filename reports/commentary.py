"""The sentences of the commentary in words, and what a period is called. Two stars stand around what matters most."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from models.insights.commentary import Say, Sentence
from models.insights.kinds import Period, PeriodKind
from models.insights.measures import MEASURES
from reports.layout.styles import Style
from reports.layout.text import Span
from resources.texts import N_, NN_, Texts
from resources.texts.places import building_name

STRONG = "**"
_MOST_NAMES = 6
Named = Callable[[str], str]  # the label of a category

_WORDS: Mapping[Say, str | tuple[str, str]] = {
    Say.NOTHING: N_("No case came in."),
    Say.SO_FAR: NN_("**{n} case** has come in so far.", "**{n} cases** have come in so far."),
    Say.PLAIN: NN_(
        "**{n} case** came in; there is too little before to say what is usual.",
        "**{n} cases** came in; there is too little before to say what is usual.",
    ),
    Say.USUAL: NN_(
        "**{n} case** came in, about as usual ({usual} {each}).",
        "**{n} cases** came in, about as usual ({usual} {each}).",
    ),
    Say.MORE: N_("More came in than usual: **{n} against {usual}** {each}; the limit is {limit}."),
    Say.OUTAGE: N_("An outage was declared in this time."),
    Say.FEWER: N_("Fewer came in than usual: **{n} against {usual}** {each}."),
    Say.STANDS_OUT: N_(
        "**{category} in {building}** stands out: {n} in 7 days, usually {usual} a week; the limit is {limit}."
    ),
    Say.VITAL_FEW: NN_(
        "One kind makes up {share} of all, {count} of {n}: **{names}**.",
        "{vital} kinds make up {share} of all, {count} of {n}: **{names}**.",
    ),
    Say.FLAT: N_(
        "No few kinds stand out: the most frequent fifth of {kinds} kinds holds less than half of {n} cases."
    ),
    Say.UNCLASSIFIED: N_(
        "**{count} of {n} cases** have no kind yet or are filed under “other” ({share}): classify them before you "
        "draw conclusions from kinds."
    ),
    Say.TOO_FEW_KINDS: NN_(
        "{n} case is too few to say which kinds matter most.",
        "{n} cases are too few to say which kinds matter most.",
    ),
    Say.ALONE: N_("{measure}: **{share}** ({count} of {n})."),
    Say.TOO_FEW: N_("{measure}: {count} of {n}, too few for a percentage."),
    Say.ROSE: N_(
        "{measure} rose from {before_share} ({before_count} of {before_n}) to **{share}** ({count} of {n})."
    ),
    Say.FELL: N_(
        "{measure} fell from {before_share} ({before_count} of {before_n}) to **{share}** ({count} of {n})."
    ),
    Say.STEADY: N_(
        "{measure}: **{share}** ({count} of {n}), about as in {before} ({before_share}, {before_count} of {before_n})."
    ),
    Say.GOAL_MET: N_("The goal of {goal} is met."),
    Say.GOAL_MISSED: N_("The goal of {goal} is missed."),
    Say.GOAL_CHANCE: N_("The goal is {goal}; so small a difference may be chance."),
    Say.OVERDUE: NN_(
        "**{n} case is overdue**, by {longest}.", "**{n} cases are overdue**, the longest by {longest}."
    ),
    Say.NONE_OVERDUE: N_("No case is overdue."),
    Say.WARNINGS: NN_("**{n} warning** was raised.", "**{n} warnings** were raised."),
    Say.JUDGED: NN_(
        "{n} improvement was judged: {achieved} achieved, {not_achieved} not, {unclear} with too few cases to tell.",
        "{n} improvements were judged: {achieved} achieved, {not_achieved} not, {unclear} with too few cases to tell.",
    ),
}
_SHARE_LESS = N_(
    "**{count} of {n} cases** have no kind yet or are filed under “other”: classify them before you draw conclusions "
    "from kinds."
)
_MANY_KINDS = N_("{vital} of {kinds} kinds make up {share} of all, {count} of {n}.")


def sentence(texts: Texts, one: Sentence, kind: PeriodKind, named: Named) -> str:
    """One sentence in the language of the texts."""
    facts = _facts(texts, one.facts, kind, named)
    words: str | tuple[str, str] = _WORDS[one.kind]
    if one.kind is Say.UNCLASSIFIED and one.facts["share"] is None:
        words = _SHARE_LESS
    names = one.facts.get("names")
    if isinstance(names, tuple) and len(names) > _MOST_NAMES:
        words = _MANY_KINDS
    if isinstance(words, str):
        return texts.t(words, **facts)
    counted = "vital" if one.kind is Say.VITAL_FEW else "n"
    n = one.facts[counted]
    assert isinstance(n, int)
    return texts.n(*words, n, **facts)


def _facts(texts: Texts, facts: Mapping[str, Any], kind: PeriodKind, named: Named) -> dict[str, object]:
    """The facts as they are written in a sentence."""
    said: dict[str, object] = {
        "each": texts.word("period_each", kind),
        "before": texts.word("period_before", kind),
    }
    for name, value in facts.items():
        match name:
            case "share" | "before_share":
                said[name] = "" if value is None else texts.percent(value, 1)
            case "goal":
                said[name] = texts.percent(value)
            case "usual":
                said[name] = texts.number(round(float(value), 1), 0 if value >= 100 else 1)
            case "measure":
                said[name] = texts.t(MEASURES[value].title)
            case "category":
                said[name] = named(value)
            case "building":
                said[name] = building_name(texts, value)
            case "names":
                said[name] = texts.list_of(named(one) for one in value)
            case "longest":
                said[name] = texts.duration(timedelta(seconds=value or 0))
            case _:
                said[name] = texts.number(value) if isinstance(value, int) else value
    return said


def paragraph(
    texts: Texts, said: tuple[Sentence, ...], kind: PeriodKind, named: Named, style: Style, strong: Style
) -> list[Span]:
    """All sentences after one another, with what matters most in the strong style."""
    between = "" if texts.language.startswith("zh") else " "
    text = between.join(sentence(texts, one, kind, named) for one in said)
    return [Span(part, strong if at % 2 else style) for at, part in enumerate(text.split(STRONG)) if part]


def period_name(texts: Texts, period: Period) -> str:
    """``Week 47, 16 Nov to 22 Nov 2026``, ``Nov 2026``, ``Quarter 4 of 2026`` ..."""
    first, last = period.first, period.end - timedelta(days=1)
    days = {"first": texts.date(first, year=first.year != last.year), "last": texts.date(last, year=True)}
    match period.kind:
        case PeriodKind.DAY:
            return f"{texts.weekday(first)} {texts.date(first, year=True)}"
        case PeriodKind.WEEK:
            return texts.t("Week {week}, {first} to {last}", week=first.isocalendar().week, **days)
        case PeriodKind.MONTH:
            return texts.month(first)
        case PeriodKind.QUARTER:
            return texts.t("Quarter {quarter} of {year}", quarter=(first.month + 2) // 3, year=first.year)
        case PeriodKind.YEAR:
            return texts.t("The year {year}", year=first.year)
    return texts.t("{first} to {last}", **days)


def plain_sentences(
    texts: Texts, said: tuple[Sentence, ...], kind: PeriodKind, named: Named
) -> tuple[str, ...]:
    """The sentences without marks of what matters most."""
    return tuple(sentence(texts, one, kind, named).replace(STRONG, "") for one in said)
