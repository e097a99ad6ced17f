"""What somebody has to know, in one sentence that names the person and the time. Free of Qt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo

from models.escalation.kinds import Cause, EscalationRow, Level, Told
from resources.texts import N_, Texts

# What a clock is about, fit for the beginning of a sentence.
_ABOUT: Mapping[str, str] = {
    "first_response": N_("First response to {who}"),
    "hand_over": N_("Handing on the case of {who}"),
    "on_site": N_("The visit to {who}"),
    "contained": N_("Making it safe for {who}"),
    "soothe": N_("The soothing talk with {who}"),
    "apologise": N_("The apology to {who}"),
    "gather": N_("Finding the cause for {who}"),
    "plan_told": N_("The plan for {who}"),
    "confirm": N_("Agreement with {who}"),
    "progress_told": N_("Word on progress to {who}"),
    "resolved": N_("The solution for {who}"),
    "follow_up": N_("The follow-up call to {who}"),
    "investigated": N_("The investigation for {who}"),
    "summary_told": N_("The written summary for {who}"),
    "works_begun": N_("The start of works for {who}"),
    "further_works": N_("The further works for {who}"),
    "stage1_answered": N_("The answer to {who}"),
    "stage1_extended": N_("The answer to {who}"),
    "stage2_acknowledged": N_("Word on the appeal to {who}"),
    "stage2_answered": N_("The second answer to {who}"),
    "stage2_extended": N_("The second answer to {who}"),
}


def sentence(texts: Texts, row: EscalationRow, now: datetime, zone: tzinfo) -> str:
    """What is so, as it stands now."""
    who = row.who or texts.t("the resident")
    match row.cause:
        case Cause.CLOCK:
            return _clock(texts, row, who, now)
        case Cause.PROMISE:
            return _promise(texts, row, who, now, zone)
        case Cause.LIFE_SAFETY:
            return texts.t("A matter of life safety, reported by {who}.", who=who)
        case Cause.MAJOR:
            return texts.t("A major case, reported by {who}.", who=who)
        case _:
            return texts.t(
                "{who} has not answered for 14 days, and something is owed before the case can close.",
                who=who,
            )


def _clock(texts: Texts, row: EscalationRow, who: str, now: datetime) -> str:
    what = texts.t(_ABOUT.get(row.name, _ABOUT["resolved"]), who=who)
    if row.due_at is None:
        return texts.t("{what} is no longer promised.", what=what)
    if row.ended_at is not None:
        late = row.ended_at - row.due_at
        if row.ended_at <= row.due_at:
            return texts.t("{what} was in time.", what=what)
        return texts.t("{what} came {time} late.", what=what, time=texts.duration(late))
    if now <= row.due_at:
        return texts.t("{what} is due in {time}.", what=what, time=texts.duration(row.due_at - now))
    return texts.t("{what} is {time} late.", what=what, time=texts.duration(now - row.due_at))


def _promise(texts: Texts, row: EscalationRow, who: str, now: datetime, zone: tzinfo) -> str:
    if row.due_at is None:
        return texts.t("A promise to {who} has passed.", who=who)
    when = texts.when(row.due_at, zone, now)
    if row.ended_at is not None:
        return texts.t(
            "{who} was promised “{what}” by {when}; that is settled.", who=who, what=row.promise, when=when
        )
    late = texts.duration(now - row.due_at)
    return texts.t(
        "{who} was promised “{what}” by {when}, {late} ago.", who=who, what=row.promise, when=when, late=late
    )


def to_whom(texts: Texts, row: EscalationRow) -> str:
    """Whom it is for, and how often silence has made it climb."""
    if row.level == Level.HANDLER:
        return texts.p("escalation", "Warning")
    level = texts.word("level", row.level)
    if row.cause == Cause.CLOCK:
        level = f"{level} · {texts.percent(row.percent / 100)}"
    if not row.repeats:
        return level
    return texts.t("{level}, said again {n}×", level=level, n=row.repeats)


def tone(row: EscalationRow, now: datetime) -> str:
    """The colour of its icon: red is late or grave, amber soon, grey what has ended."""
    if row.acknowledged_at is not None or row.ended_at is not None:
        return "muted"
    return (
        "overdue" if row.level != Level.HANDLER or (row.due_at is not None and now > row.due_at) else "soon"
    )


def notice(texts: Texts, told: Told) -> str:
    """The heading of a notice: no resident, no words of theirs."""
    match told.cause:
        case Cause.CLOCK if told.level == Level.HANDLER:
            return texts.t("Due soon: {target}", target=texts.word("target", told.name, inside=True))
        case Cause.CLOCK:
            return texts.t("Late: {target}", target=texts.word("target", told.name, inside=True))
        case Cause.PROMISE:
            return texts.t("The time of a promise has passed")
        case Cause.LIFE_SAFETY:
            return texts.t("Life safety")
        case Cause.MAJOR:
            return texts.t("Major case")
        case _:
            return texts.t("No answer for 14 days")
