"""Sentences of an order's history, made from the kind and the facts of an event. Free of Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo

from models.core.clock import from_millis
from models.repairs.kinds import OrderEventRow
from resources.texts import N_, Texts
from ui.shared.order_words import window_words


@dataclass(frozen=True)
class OrderNames:
    """What events name by id only, and whose clock and money they are told in."""

    now: datetime
    technicians: Mapping[int, str] = field(default_factory=dict)
    parts: Mapping[int, str] = field(default_factory=dict)
    orders: Mapping[int, str] = field(default_factory=dict)
    currency: str = "CNY"
    zone: tzinfo = UTC


Say = Callable[[Texts, OrderEventRow, OrderNames], str]
# The words of the fields that a change names.
FIELDS: Mapping[str, str] = {
    "title": N_("title"),
    "text": N_("description"),
    "kind": N_("kind of work"),
    "place_id": N_("place"),
    "where_text": N_("where"),
    "resident_id": N_("resident"),
    "contact_name": N_("contact"),
    "contact_phone": N_("phone"),
    "severity": N_("severity"),
    "skill": N_("skill"),
    "estimate_minutes": N_("estimated time"),
    "parts_text": N_("parts"),
    "safety": N_("safety"),
    "access": N_("access"),
    "access_note": N_("note on access"),
    "pets": N_("pets"),
    "due_at": N_("due time"),
    "windows": N_("times at home"),
    "remedy_id": N_("remedy"),
}


def order_event_sentence(texts: Texts, event: OrderEventRow, names: OrderNames) -> str:
    """What happened, as a short sentence in the reader's language."""
    say = _SENTENCES.get(event.kind)
    words = say(texts, event, names) if say else texts.word("order_event", event.kind)
    return texts.t("{what}: {words}", what=words, words=event.text) if event.text else words


def _moment(facts: Mapping[str, object], name: str) -> datetime | None:
    value = facts.get(name)
    return from_millis(value) if isinstance(value, int) else None


def _span(texts: Texts, event: OrderEventRow, names: OrderNames, begin: str, end: str) -> str:
    first, last = _moment(event.facts, begin), _moment(event.facts, end)
    if first is None or last is None:
        return ""
    return window_words(texts, (first, last), names.zone, names.now)


def _named(table: Mapping[int, str], key: object) -> str:
    return table.get(key, "") if isinstance(key, int) else ""


def _number(event: OrderEventRow, name: str) -> int:
    value = event.facts.get(name)
    return value if isinstance(value, int) else 0


def _who_when(texts: Texts, event: OrderEventRow, names: OrderNames) -> str:
    who = _named(names.technicians, event.facts.get("technician"))
    return " ".join(part for part in (who, _span(texts, event, names, "starts_at", "ends_at")) if part)


def _with(texts: Texts, words: str, more: str) -> str:
    return texts.t("{what}: {words}", what=words, words=more) if more else words


def _scheduled(texts: Texts, event: OrderEventRow, names: OrderNames) -> str:
    return _with(texts, texts.word("order_event", event.kind), _who_when(texts, event, names))


def _made(texts: Texts, event: OrderEventRow, names: OrderNames) -> str:
    source = event.facts.get("return_of")
    if source:
        return texts.t("Made as a return visit of {reference}", reference=source)
    if event.facts.get("part_of"):
        whole = _named(names.orders, event.facts.get("part_of"))
        return texts.t("Split from {reference}", reference=whole or "–")
    return texts.word("order_event", "made")


def _changed(texts: Texts, event: OrderEventRow, names: OrderNames) -> str:
    named = event.facts.get("fields")
    fields = [texts.t(FIELDS[one]) for one in named if one in FIELDS] if isinstance(named, list) else []
    return _with(texts, texts.t("Changed"), texts.list_of(fields) if fields else "")


def _on_the_way(texts: Texts, event: OrderEventRow, names: OrderNames) -> str:
    who = _named(names.technicians, event.facts.get("technician")) or texts.t("Somebody")
    return texts.t("{who} is on the way", who=who)


def _started(texts: Texts, event: OrderEventRow, names: OrderNames) -> str:
    who = _named(names.technicians, event.facts.get("technician")) or texts.t("Somebody")
    return texts.t("{who} is there and begins", who=who)


def _waits(texts: Texts, event: OrderEventRow, names: OrderNames) -> str:
    what = texts.word("waits_for", str(event.facts.get("waits_for") or "parts"), inside=True)
    until = _moment(event.facts, "until")
    if until is None:
        return texts.t("Waits for {what}", what=what)
    return texts.t(
        "Waits for {what} until {until}", what=what, until=texts.when(until, names.zone, names.now)
    )


def _done(texts: Texts, event: OrderEventRow, names: OrderNames) -> str:
    outcome = event.facts.get("outcome")
    return _with(texts, texts.word("order_state", "done"), texts.word("outcome", outcome) if outcome else "")


def _checked(texts: Texts, event: OrderEventRow, names: OrderNames) -> str:
    return texts.t("Checked: it is right") if event.facts.get("fine") else texts.t("Checked: it is not right")


def _returned(texts: Texts, event: OrderEventRow, names: OrderNames) -> str:
    return texts.t("Somebody comes again, {reference}", reference=event.facts.get("reference") or "–")


def _split(texts: Texts, event: OrderEventRow, names: OrderNames) -> str:
    rest = _named(names.orders, event.facts.get("part"))
    return texts.t("Split: the rest is {reference}", reference=rest or "–")


def _appointment_made(texts: Texts, event: OrderEventRow, names: OrderNames) -> str:
    return _with(texts, texts.t("Agreed with the resident"), _span(texts, event, names, "from_at", "to_at"))


def _appointment_moved(texts: Texts, event: OrderEventRow, names: OrderNames) -> str:
    before, after = (
        _span(texts, event, names, *one) for one in (("before_from", "before_to"), ("from_at", "to_at"))
    )
    return texts.t("The appointment of {before} moved to {after}", before=before or "–", after=after or "–")


def _appointment_kept(texts: Texts, event: OrderEventRow, names: OrderNames) -> str:
    late = _number(event, "late_minutes")
    if not late:
        return texts.t("Came as agreed")
    return texts.t("Came {time} late", time=texts.duration(timedelta(minutes=late)))


def _no_access(texts: Texts, event: OrderEventRow, names: OrderNames) -> str:
    if event.facts.get("note_left"):
        return texts.t("Nobody opened; a note was left")
    return texts.t("Nobody opened")


def _file_added(texts: Texts, event: OrderEventRow, names: OrderNames) -> str:
    return _with(
        texts,
        texts.t("A file was added"),
        texts.word("file_kind", str(event.facts.get("kind_of") or "photo")),
    )


def _labour(texts: Texts, event: OrderEventRow, names: OrderNames) -> str:
    time = texts.duration(timedelta(minutes=_number(event, "minutes")))
    who = _named(names.technicians, event.facts.get("technician")) or texts.t("Somebody")
    if event.kind == "labour_removed":
        return texts.t("{time} of {who} were taken out", time=time, who=who)
    return texts.t("{time} of {who} were noted", time=time, who=who)


def _cost(texts: Texts, event: OrderEventRow, names: OrderNames) -> str:
    kind = texts.word("cost_kind", str(event.facts.get("kind_of") or "other"))
    money = texts.money(_number(event, "amount_minor"), names.currency)
    if event.kind == "cost_removed":
        return texts.t("{kind} of {money} was taken out", kind=kind, money=money)
    return texts.t("{kind} of {money} was added", kind=kind, money=money)


def _part(texts: Texts, event: OrderEventRow, names: OrderNames) -> str:
    part = _named(names.parts, event.facts.get("part")) or "–"
    pieces = texts.number(_number(event, "pieces"))
    if event.kind == "part_brought_back":
        return texts.t("{pieces} × {part} came back", pieces=pieces, part=part)
    return texts.t("{pieces} × {part} taken from the store", pieces=pieces, part=part)


_SENTENCES: Mapping[str, Say] = {
    "made": _made,
    "changed": _changed,
    "scheduled": _scheduled,
    "moved": _scheduled,
    "split": _split,
    "on_the_way": _on_the_way,
    "started": _started,
    "waits": _waits,
    "done": _done,
    "checked": _checked,
    "returned": _returned,
    "appointment_made": _appointment_made,
    "appointment_moved": _appointment_moved,
    "appointment_kept": _appointment_kept,
    "no_access": _no_access,
    "file_added": _file_added,
    "labour_added": _labour,
    "labour_removed": _labour,
    "cost_added": _cost,
    "cost_removed": _cost,
    "part_booked": _part,
    "part_brought_back": _part,
}
