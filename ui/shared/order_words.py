"""Words about work orders: how one stands, when somebody comes, how one gets in, what it cost. Free of Qt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, tzinfo

from models.repairs.kinds import OPEN, AppointmentRow, OrderRow, OrderState, Window
from resources.texts import Texts
from ui.shared.slot_words import hours_words

S = OrderState
_DAY = 24 * 60
# Colour means act: what is under way is teal, what waits is amber, what is done is green.
STATE_TAGS: Mapping[str, str] = {
    S.DRAFT: "neutral",
    S.READY: "accent",
    S.SCHEDULED: "neutral",
    S.ON_THE_WAY: "accent",
    S.WORKING: "accent",
    S.WAITING: "soon",
    S.DONE: "ok",
    S.CHECKED: "ok",
    S.CANCELLED: "neutral",
}
STATE_ICONS: Mapping[str, tuple[str, str]] = {
    S.DRAFT: ("square-pen", "muted"),
    S.READY: ("circle-dashed", "accent"),
    S.SCHEDULED: ("calendar-clock", "muted"),
    S.ON_THE_WAY: ("chevron-right", "accent"),
    S.WORKING: ("wrench", "accent"),
    S.WAITING: ("circle-pause", "soon"),
    S.DONE: ("check", "ok"),
    S.CHECKED: ("check", "ok"),
    S.CANCELLED: ("x", "muted"),
}


def state_words(texts: Texts, row: OrderRow) -> str:
    """``Scheduled``; of what waits also for what: ``Waiting: parts``."""
    words = texts.word("order_state", row.state)
    if row.state != S.WAITING or not row.waits_for:
        return words
    return texts.t("{what}: {words}", what=words, words=texts.word("waits_for", row.waits_for, inside=True))


def day_words(texts: Texts, at: datetime, zone: tzinfo, now: datetime) -> str:
    """``today``, ``Tue 24 Nov``; with the year where it is another one."""
    day, today = at.astimezone(zone).date(), now.astimezone(zone).date()
    if abs(day - today) <= timedelta(days=1):
        return texts.relative_day(day, today)
    if day.year != today.year:
        return texts.date(day, year=True)
    return texts.long_date(day)


def window_words(texts: Texts, window: Window, zone: tzinfo, now: datetime) -> str:
    """``today 14:00–16:00``, or both days where it goes on into another one."""
    begin, end = window[0].astimezone(zone), window[1].astimezone(zone)
    first = f"{day_words(texts, begin, zone, now)} {texts.time(begin)}"
    if begin.date() == end.date():
        return f"{first}–{texts.time(end)}"
    return f"{first} – {day_words(texts, end, zone, now)} {texts.time(end)}"


def slot_words(texts: Texts, row: OrderRow, zone: tzinfo, now: datetime) -> str:
    """``Zhao Lei · today 14:00–16:00``, or that nobody comes yet."""
    if row.starts_at is None or row.ends_at is None:
        return texts.t("no slot yet")
    when = window_words(texts, (row.starts_at, row.ends_at), zone, now)
    return texts.t("{who} · {when}", who=row.technician, when=when) if row.technician else when


def access_words(texts: Texts, row: OrderRow, note: str = "") -> str:
    """How one gets in: ``Resident at home · pets at home · ring twice``."""
    parts = [texts.word("access", row.access)]
    if row.pets:
        parts.append(texts.t("pets at home"))
    if note:
        parts.append(note)
    return " · ".join(parts)


def where_words(row: OrderRow) -> str:
    """Where it is: the place and what was typed of it."""
    return " · ".join(part for part in (row.place, row.where_text) if part)


def skill_and_time(texts: Texts, skill: str, minutes: int) -> str:
    """``Plumbing, 2 h``"""
    return texts.t("{skill}, {time}", skill=skill, time=hours_words(texts, minutes))


def length_words(texts: Texts, minutes: int) -> str:
    """``1 h 30 min``; longer than a day in hours too, so that a field can read it again."""
    if minutes >= _DAY and minutes % 30 == 0:
        return hours_words(texts, minutes)
    return texts.duration(timedelta(minutes=minutes))


def stands_words(texts: Texts, row: OrderRow, zone: tzinfo, now: datetime) -> str:
    """One sentence on how an order stands, naming who and when."""
    who = row.technician or texts.t("Somebody")
    if (
        row.starts_at is not None
        and row.ends_at is not None
        and row.state in (S.SCHEDULED, S.READY, S.WAITING)
    ):
        when = window_words(texts, (row.starts_at, row.ends_at), zone, now)
        late = row.ends_at < now
        return (
            texts.t("{who} was to come {when}.", who=who, when=when)
            if late
            else texts.t("{who} comes {when}.", who=who, when=when)
        )
    said: Mapping[str, str] = {
        S.DRAFT: texts.t("Still a draft: it cannot be scheduled yet."),
        S.READY: texts.t("Nobody comes yet: find a slot."),
        S.ON_THE_WAY: texts.t("{who} is on the way.", who=who),
        S.WORKING: texts.t("{who} is at work.", who=who),
        S.WAITING: texts.t(
            "It waits for {what}.", what=texts.word("waits_for", row.waits_for or "parts", inside=True)
        ),
        S.DONE: texts.t("Done; somebody still has to check it."),
        S.CHECKED: texts.t("Done and checked."),
        S.CANCELLED: texts.t("Cancelled."),
    }
    return said.get(row.state, state_words(texts, row))


def appointment_words(texts: Texts, row: AppointmentRow, zone: tzinfo, now: datetime) -> str:
    """``today 14:00–16:00 · Agreed``"""
    when = window_words(texts, (row.from_at, row.to_at), zone, now)
    return texts.t("{when} · {state}", when=when, state=texts.word("appointment_state", row.state))


def is_open(row: OrderRow) -> bool:
    """Whether there is anything left to do but to check it."""
    return row.state in OPEN
