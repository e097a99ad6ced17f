"""The lines of the sheet in words, the same on the screen and on paper."""

from __future__ import annotations

from datetime import datetime, tzinfo

from models.shifts.kinds import DutyRow, Shift, Spell
from models.shifts.sheet_kinds import Part, SheetLine
from resources.texts import Texts


def clock_text(minute: int) -> str:
    """``07:00``"""
    return f"{minute // 60:02}:{minute % 60:02}"


def hours(shift: Shift) -> str:
    """``07:00–15:00``"""
    return f"{clock_text(shift.start)}–{clock_text(shift.end)}"


def day_words(texts: Texts, spell: Spell) -> str:
    """The day that a shift begins on."""
    return texts.long_date(spell.day)


def people(texts: Texts, rows: tuple[DutyRow, ...]) -> str:
    """Names, or that nobody is written down."""
    return texts.list_of([row.name for row in rows]) if rows else texts.t("nobody written down")


_KINDS = {
    Part.PROMISES: "promise_kind",
    Part.APPOINTMENTS: "order_state",
    Part.WORK: "order_state",
    Part.PAUSED: "pause_reason",
    Part.INCIDENTS: "incident_kind",
}


def kind(texts: Texts, line: SheetLine) -> str:
    """What kind of thing it is: a clock, a promise, what is waited for, an escalation, how work stands."""
    if line.part in _KINDS:
        return texts.word(_KINDS[line.part], line.kind)
    if line.part is Part.SECOND_LOOKS:
        return texts.word("event", "second_look")
    if line.part is Part.ESCALATIONS:
        return _escalation(texts, line)
    return texts.word("target", line.kind) if line.kind else texts.t("open")


def what(texts: Texts, line: SheetLine) -> str:
    """What is to be done or known: its kind, and the words that somebody wrote about it."""
    said = kind(texts, line)
    return texts.t("{what}: {words}", what=said, words=line.text) if line.text.strip() else said


def _escalation(texts: Texts, line: SheetLine) -> str:
    level = texts.word("level", line.level)
    if line.cause != "clock":
        cause = texts.word("escalation_cause", line.cause)
    else:
        cause = texts.t("{what} {percent}", what=texts.word("target", line.kind), percent=f"{line.percent} %")
    return texts.t("{cause}, for the {level}", cause=cause, level=level)


def when(texts: Texts, line: SheetLine, now: datetime, zone: tzinfo) -> str:
    """By when, until when, or since when."""
    if line.at is None:
        return ""
    near = abs((line.at.astimezone(zone).date() - now.astimezone(zone).date()).days) <= 1
    # A weekday alone could be of the week before or of this one.
    local = line.at.astimezone(zone)
    at = texts.when(line.at, zone, now) if near else f"{texts.date(local)} {texts.time(local)}"
    if line.until is not None:
        return f"{at}–{texts.time_at(line.until, zone)}"
    if line.part is Part.ESCALATIONS:
        return texts.t("since {time}", time=at)
    if line.part in (Part.PAUSED, Part.INCIDENTS, Part.WORK):
        return texts.t("until {time}", time=at)
    return texts.t("by {time}", time=at)


def is_late(line: SheetLine, now: datetime) -> bool:
    """Whether its time is over."""
    over = line.until or line.at
    return line.part not in (Part.ESCALATIONS, Part.PAUSED) and over is not None and over < now


def about(texts: Texts, line: SheetLine) -> str:
    """The home, the person, and what it is about."""
    title = " ".join(line.title.split())
    if line.part is Part.INCIDENTS:
        return title or line.unit
    who = "  ".join(part for part in (line.unit, line.resident) if part.strip())
    return " · ".join(part for part in (who, title) if part)
