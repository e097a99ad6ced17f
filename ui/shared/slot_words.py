"""Words about work orders and slots: how long, whose, what speaks against one and for another. Free of Qt."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from models.repairs.kinds import OrderRow, Window
from models.scheduling.kinds import Objection, Slot
from resources.texts import Texts

_NEAR = timedelta(days=6)


def hours_words(texts: Texts, minutes: int) -> str:
    """``2 h``, ``2.5 h``, ``45 min``: for narrow places."""
    if minutes % 30 or minutes < 30:
        return texts.duration(timedelta(minutes=minutes))
    return texts.t("{n} h", n=texts.number(minutes / 60 if minutes % 60 else minutes // 60))


def place_of(row: OrderRow) -> str:
    """Where it is, in a word: the place, what was typed of it, or the reference."""
    return row.place or row.where_text or row.reference


def span_words(texts: Texts, start: datetime, end: datetime, zone: tzinfo) -> str:
    """``15:00–17:00``"""
    return f"{texts.time_at(start, zone)}–{texts.time_at(end, zone)}"


def home_words(texts: Texts, row: OrderRow, now: datetime, zone: tzinfo) -> str:
    """When one gets in: ``home Fri 14:00–18:00``, ``key at the desk``, ``home any time``."""
    if row.window is not None:
        return texts.t("agreed {when}", when=_window(texts, row.window, now, zone))
    coming = [one for one in row.windows if one[1] > now]
    if coming:
        return texts.t("home {when}", when=_window(texts, coming[0], now, zone))
    if row.access == "any_time":
        return texts.t("home any time")
    return texts.word("access", row.access, inside=True)


def _window(texts: Texts, window: Window, now: datetime, zone: tzinfo) -> str:
    start, end = window[0].astimezone(zone), window[1].astimezone(zone)
    near = abs(window[0] - now) < _NEAR
    day = texts.weekday(start) if near else texts.date(start)
    if (end - start) >= timedelta(hours=10):
        return texts.t("{day} all day", day=day)
    if start.minute == 0 and end.minute == 0 and start.date() == end.date():
        return f"{day} {start.hour}–{end.hour}"
    return f"{day} {texts.time(start)}–{texts.time(end)}"


def objection_words(texts: Texts, objection: Objection, zone: tzinfo) -> str:
    """The sentence of what speaks against a slot."""
    return texts.problem(objection.sentence, objection.facts, zone)


def slot_title(texts: Texts, slot: Slot, today: datetime, zone: tzinfo) -> str:
    """``He Yong 15:00``, with the day where it is another one than ``today``."""
    start, day = slot.starts_at.astimezone(zone), today.astimezone(zone).date()
    at = texts.time(start)
    return (
        f"{slot.technician} {at}" if start.date() == day else f"{slot.technician} {texts.weekday(start)} {at}"
    )


def slot_note(texts: Texts, slot: Slot) -> str:
    """Why it is a good one: the first two reasons, and the way there."""
    said = [texts.word("slot_reason", reason) for reason in slot.reasons[:2]]
    if slot.travel_minutes:
        said.append(texts.t("{m} min on the way", m=slot.travel_minutes))
    return " · ".join(said)


def free_note(texts: Texts, slot: Slot, zone: tzinfo) -> str:
    """``free 3 h`` or ``ends 18:00``: what a way out leaves room for."""
    if slot.free_until is not None and slot.free_until > slot.ends_at:
        minutes = (slot.free_until - slot.starts_at) // timedelta(minutes=1)
        return texts.t("free {time}", time=hours_words(texts, minutes))
    return texts.t("ends {time}", time=texts.time_at(slot.ends_at, zone))
