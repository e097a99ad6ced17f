"""Targets, hours, days and what changes between two versions, in words. Free of Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo

from models.core.errors import UserProblem
from models.options.differences import Difference
from models.options.policy_rules import check_target
from models.timing.kinds import DayException, DayKind, Span, Target, clock_text, target
from models.timing.policy import Policy
from models.timing.presets import SEVERITIES, TARGETS
from resources.texts import Texts

MONDAY = date(2024, 1, 1)
Place = tuple[str, str]  # a target, a severity
_HOUR = 60


@dataclass(frozen=True)
class Line:
    """One thing that changes: what, from what, to what."""

    what: str
    before: str
    after: str


def amount_words(texts: Texts, wanted: Target) -> str:
    """``30 min``, ``24 h``, ``3 working days``, ``12 weeks``: hours stay hours, for not every day has 24 that count."""
    if wanted.weeks:
        return texts.n("{n} week", "{n} weeks", wanted.weeks)
    if wanted.days:
        return texts.n("{n} working day", "{n} working days", wanted.days)
    hours, minutes = divmod(wanted.minutes, _HOUR)
    if hours and minutes:
        return texts.t("{hours} h {minutes} min", hours=hours, minutes=minutes)
    return texts.t("{hours} h", hours=hours) if hours else texts.t("{minutes} min", minutes=minutes)


def read_amount(text: str) -> Target:
    """A target that may be promised; raises ``UserProblem`` ``target.*``."""
    wanted = target(text)
    check_target(wanted)
    return wanted


def cells_of(policy: Policy) -> dict[Place, str]:
    """What stands in the table."""
    return {
        (name, severity): str(wanted)
        for severity in SEVERITIES
        for name, wanted in policy.targets.get(severity, {}).items()
    }


def with_cells(policy: Policy, cells: Mapping[Place, str], around: Iterable[str], name: str) -> Policy:
    """The policy as the table has it; cells that cannot be read are left out."""
    targets: dict[str, dict[str, Target]] = {severity: {} for severity in SEVERITIES}
    for one in TARGETS:
        for severity in SEVERITIES:
            text = cells.get((one, severity), "")
            if text and (wanted := _readable(text)) is not None:
                targets[severity][one] = wanted
    return replace(policy, name=name, targets=targets, round_the_clock=frozenset(around))


def _readable(text: str) -> Target | None:
    try:
        return read_amount(text)
    except UserProblem:
        return None


def hours_words(texts: Texts, spans: tuple[Span, ...]) -> str:
    """``09:00–12:00 and 13:30–18:00``, or that it is closed."""
    hours = texts.list_of(f"{clock_text(start)}–{clock_text(end)}" for start, end in spans)
    return hours or texts.p("calendar", "closed")


def weekday_words(texts: Texts, weekday: int) -> str:
    """``Mon``, ``Tue`` …"""
    return texts.weekday(MONDAY + timedelta(days=weekday))


def day_words(texts: Texts, one: DayException | None) -> str:
    """What a day is: ``Day off · National Day``, ``Working day 09:00–18:00``, or like its weekday."""
    if one is None:
        return texts.t("as usual")
    kind = texts.word("day_kind", one.kind)
    if one.kind is DayKind.CLOSED and one.hours:
        kind = texts.p("calendar", "closed")
    hours = hours_words(texts, one.hours) if one.hours else ""
    return " · ".join(part for part in (" ".join(filter(None, (kind, hours))), one.label) if part)


def difference_lines(texts: Texts, found: Difference) -> list[Line]:
    """All that changes, one line each."""
    none = texts.t("nothing promised")
    lines = [
        Line(
            texts.t(
                "{target}, {severity}",
                target=texts.word("target", one.name),
                severity=one.severity.upper(),
            ),
            amount_words(texts, one.before) if one.before is not None else none,
            amount_words(texts, one.after) if one.after is not None else none,
        )
        for one in found.targets
    ]
    office, around = texts.t("in office hours"), texts.t("day and night")
    for clock in found.clocks:
        before, after = (office, around) if clock.around else (around, office)
        lines.append(Line(texts.word("severity_tag", clock.severity), before, after))
    if found.zone is not None:
        lines.append(Line(texts.t("Time zone"), *found.zone))
    lines += [
        Line(weekday_words(texts, one.weekday), hours_words(texts, one.before), hours_words(texts, one.after))
        for one in found.week
    ]
    lines += [
        Line(texts.date(one.day, year=True), day_words(texts, one.before), day_words(texts, one.after))
        for one in found.days
    ]
    return lines


def promised_lines(
    texts: Texts, policy: Policy, severity: str, now: datetime, zone: tzinfo
) -> list[tuple[str, str]]:
    """What a complaint received now would be promised: target and when. Raises ``UserProblem``."""
    promised = policy.promises(severity, now)
    return [(texts.word("target", name), texts.datetime(at, zone)) for name, at in promised.items()]
