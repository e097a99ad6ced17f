"""Figures of measures in words: as a tile, in a table, spoken. Free of Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from models.insights.kinds import Better, Compared, Measure, Unit, Value
from models.insights.measures import MEASURES
from resources.texts import Texts

LEAST = 5  # shares and durations of fewer are not told
MINUS = "\u2212"


@dataclass(frozen=True)
class Tongue:
    """The language and the money of the words."""

    texts: Texts
    currency: str = "CNY"


def figure(tongue: Tongue, measure: Measure, value: Value | None) -> str:
    """``57``, ``93.3%``, ``2 h 5 min``, ``¥420``; ``n/a (n=3)`` where there are too few, a dash for nothing."""
    texts = tongue.texts
    if value is None or (value.value is None and not value.n):
        return "\u2013"
    if value.value is None:
        return texts.t("n/a (n={n})", n=value.n)
    return amount(tongue, measure.unit, value.value)


def amount(tongue: Tongue, unit: Unit, value: float) -> str:
    """A value in its unit; durations are seconds, money minor units."""
    texts = tongue.texts
    match unit:
        case Unit.SHARE:
            return texts.percent(value, 1)
        case Unit.DURATION:
            return texts.duration(timedelta(seconds=value))
        case Unit.MONEY:
            return texts.money(round(value), tongue.currency)
        case Unit.RATE:
            return texts.number(value, 1)
        case _:
            return texts.number(round(value))


def mean_money(tongue: Tongue, minor: float) -> str:
    """A mean of money, in whole units: what stands behind the point says nothing."""
    minors = round(1 / float(tongue.texts.amount(1, tongue.currency)))
    return tongue.texts.money(round(minor / minors) * minors, tongue.currency)


def bare(tongue: Tongue, unit: Unit, value: float) -> str:
    """The same for a tile: shares without their sign."""
    return tongue.texts.number(value * 100, 1) if unit is Unit.SHARE else amount(tongue, unit, value)


def parts(tongue: Tongue, value: Value) -> str:
    """``56/60`` where the value is a share, else what it was counted among."""
    texts = tongue.texts
    if value.count is not None:
        return f"{texts.number(value.count)}/{texts.number(value.n)}"
    return texts.t("n={n}", n=texts.number(value.n))


def change(tongue: Tongue, unit: Unit, now: Value, then: Value | None) -> str:
    """``+16``, ``−0.8`` (points of percent), empty where one of the two is not known."""
    if then is None or now.value is None or then.value is None:
        return ""
    if unit is Unit.SHARE:
        difference = round(now.value * 100, 1) - round(then.value * 100, 1)
        shown = tongue.texts.number(abs(difference), 1)
    else:
        difference = now.value - then.value
        shown = amount(tongue, unit, abs(difference))
    if not any(letter in "123456789" for letter in shown):
        return "±0"
    return f"{'+' if difference > 0 else MINUS}{shown}"


def target(tongue: Tongue, measure: Measure) -> str:
    """The target as people say it, empty without one."""
    if measure.target is None:
        return ""
    if measure.unit is Unit.SHARE:
        return tongue.texts.percent(measure.target, 0)
    return amount(tongue, measure.unit, measure.target)


def misses(measure: Measure, value: Value | None) -> bool:
    """Whether the target is missed."""
    if measure.target is None or value is None or value.value is None:
        return False
    if measure.better is Better.LESS:
        return value.value > measure.target
    return measure.better is Better.MORE and value.value < measure.target


@dataclass(frozen=True)
class TileWords:
    """One tile: ``figure`` large, ``beside`` and ``note`` small, ``hint`` everything else that is known of it."""

    key: str
    title: str
    figure: str = ""
    beside: str = ""
    note: str = ""
    hint: str = ""
    spoken: str = ""
    token: str = "text"


def tile_words(tongue: Tongue, found: Compared, before: str) -> TileWords:
    """A measure with what it is beside: target, the period before, a year ago."""
    texts, now = tongue.texts, found.now
    measure = MEASURES[now.measure]
    title = texts.t(measure.title)
    shown = texts.t("n/a") if now.value is None else bare(tongue, measure.unit, now.value)
    beside = _beside(tongue, measure, now)
    said = [
        texts.t("{when} {figure}", when=before, figure=figure(tongue, measure, found.before)),
        texts.t("a year ago {figure}", figure=figure(tongue, measure, found.year_ago)),
    ]
    goal = target(tongue, measure)
    notes = _notes(tongue, measure)
    if now.low is not None and now.high is not None and measure.key == "satisfaction":
        low, high = (bare(tongue, Unit.SHARE, one) for one in (now.low, now.high))
        notes = [texts.t("interval {low}–{high}", low=low, high=high)]
    elif found.before is not None and found.before.value is not None:
        notes.append(
            texts.t("{when} {figure}", when=before, figure=bare(tongue, measure.unit, found.before.value))
        )
    moved = change(tongue, measure.unit, now, found.before)
    note = texts.p("between figures", ", ").join([*notes, moved] if moved else notes)
    hint = "\n".join(
        [texts.t(measure.sentence), *([texts.t("Target {target}", target=goal)] if goal else []), *said]
    )
    counted = parts(tongue, now) if measure.unit is Unit.SHARE and now.value is not None else beside
    spoken = texts.t("{title}: {figure}", title=title, figure=figure(tongue, measure, now))
    for more in (counted, note):
        spoken = texts.t("{first}, {rest}", first=spoken, rest=more) if more else spoken
    token = "overdue" if measure.key == "overdue" and now.value else "text"
    return TileWords(measure.key, title, shown, beside, note, hint, spoken, token)


def _notes(tongue: Tongue, measure: Measure) -> list[str]:
    """The target without its sign: the figure above has it."""
    if measure.target is None or measure.unit is not Unit.SHARE:
        return []
    points = round(measure.target * 100, 1)
    shown = tongue.texts.number(points, None if points == round(points) else 1)
    return [tongue.texts.t("target {target}", target=shown)]


def _beside(tongue: Tongue, measure: Measure, now: Value) -> str:
    texts = tongue.texts
    if now.value is None:
        return texts.t("n={n}", n=now.n)
    match measure.unit:
        case Unit.SHARE:
            return f"% · {parts(tongue, now)}"
        case Unit.CASES if measure.key == "warnings":
            return texts.n("warning", "warnings", round(now.value))
        case Unit.CASES:
            return texts.n("case", "cases", round(now.value))
        case _:
            return parts(tongue, now)
