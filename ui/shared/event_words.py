"""Sentences of a case's timeline, made from the kind and the facts of an event. Free of Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo

from models.complaints.kinds import EventRow
from models.core.clock import from_millis
from models.handling.kinds import CaseFile
from models.handling.steps import step_of
from resources.texts import Texts


@dataclass(frozen=True)
class Lookup:
    """What events name by id only."""

    staff: Mapping[int, str] = field(default_factory=dict)
    promises: Mapping[int, str] = field(default_factory=dict)
    parties: Mapping[int, str] = field(default_factory=dict)
    currency: str = "CNY"
    zone: tzinfo = UTC
    kinds: Mapping[str, str] = field(default_factory=dict)
    causes: Mapping[str, str] = field(default_factory=dict)


def lookup_of(
    file: CaseFile,
    staff: Mapping[int, str],
    currency: str,
    zone: tzinfo = UTC,
    kinds: Mapping[str, str] | None = None,
    causes: Mapping[str, str] | None = None,
) -> Lookup:
    """The names that the events of one case refer to; ``kinds`` and ``causes`` by code, in the reader's language."""
    return Lookup(
        staff,
        {promise.id: promise.text for promise in file.promises},
        {party.id: " ".join(filter(None, (party.unit, party.name))) for party in file.case.parties},
        currency,
        zone,
        kinds or {},
        causes or {},
    )


def event_sentence(texts: Texts, event: EventRow, names: Lookup) -> str:
    """What happened, as a short sentence in the reader's language."""
    say = _SENTENCES.get(event.kind)
    if say is not None:
        return say(texts, event, names)
    return _with(texts, texts.word("event", event.kind), event.text)


def _with(texts: Texts, words: str, more: str) -> str:
    return texts.t("{what}: {words}", what=words, words=more) if more else words


def _step(texts: Texts, event: EventRow) -> str:
    return texts.word("step", step_of(event.step).code) if event.step else ""


def _money(texts: Texts, event: EventRow, names: Lookup) -> str:
    amount = event.facts.get("amount_minor")
    return texts.money(amount, names.currency) if isinstance(amount, int) else ""


def _named(table: Mapping[int, str], key: object) -> str:
    return table.get(key, "") if isinstance(key, int) else ""


def _recorded(texts: Texts, event: EventRow, _: Lookup) -> str:
    channel = event.facts.get("channel")
    return _with(texts, texts.word("event", "recorded"), texts.word("channel", channel) if channel else "")


def _finished(texts: Texts, event: EventRow, _: Lookup) -> str:
    return texts.t("{step}: done", step=_step(texts, event))


def _skipped(texts: Texts, event: EventRow, _: Lookup) -> str:
    return texts.t("{step} skipped: {reason}", step=_step(texts, event), reason=event.text)


def _returned(texts: Texts, event: EventRow, _: Lookup) -> str:
    return texts.t("Back to {step}: {reason}", step=_step(texts, event), reason=event.text)


def _reopened(texts: Texts, event: EventRow, _: Lookup) -> str:
    return texts.t("Opened again at {step}: {reason}", step=_step(texts, event), reason=event.text)


def _offered(texts: Texts, event: EventRow, _: Lookup) -> str:
    return texts.t("Proposal v{version} told to the resident", version=event.facts.get("version"))


def _withdrawn(texts: Texts, event: EventRow, _: Lookup) -> str:
    return _with(
        texts, texts.t("Proposal v{version} withdrawn", version=event.facts.get("version")), event.text
    )


def _answered(texts: Texts, event: EventRow, _: Lookup) -> str:
    answer = texts.word("answer", event.facts.get("answer"))
    head = texts.t("Proposal v{version}", version=event.facts.get("version"))
    return _with(texts, _with(texts, head, answer), event.text)


def _granted(texts: Texts, event: EventRow, names: Lookup) -> str:
    kind = texts.word("remedy", event.facts.get("kind_of"))
    given = " ".join(filter(None, (kind, _money(texts, event, names))))
    if event.facts.get("within") is False:
        given = _with(texts, given, texts.word("remedy_state", "awaiting_approval"))
    return _with(texts, given, event.text)


def _approved(texts: Texts, event: EventRow, names: Lookup) -> str:
    version = event.facts.get("version")
    if version is not None:
        return texts.t("Proposal v{version} approved", version=version)
    return _with(texts, texts.word("event", "remedy_approved"), _money(texts, event, names))


def _declined(texts: Texts, event: EventRow, names: Lookup) -> str:
    return texts.t("Remedy declined, {money}: {reason}", money=_money(texts, event, names), reason=event.text)


def _given_out(texts: Texts, event: EventRow, names: Lookup) -> str:
    return _with(texts, texts.t("Remedy carried out"), _money(texts, event, names))


def _promise(texts: Texts, event: EventRow, names: Lookup) -> str:
    what = event.text if event.kind == "promise_made" else _named(names.promises, event.facts.get("promise"))
    said = _with(texts, texts.word("event", event.kind), what)
    return said if event.kind == "promise_made" else _with(texts, said, event.text)


def _contact(texts: Texts, event: EventRow, _: Lookup) -> str:
    channel = texts.word("channel", event.facts.get("channel", "phone"))
    if event.facts.get("reached") is False:
        channel = texts.t("{channel}, not reached", channel=channel)
    return _with(texts, channel, event.text)


def _called(texts: Texts, event: EventRow, _: Lookup) -> str:
    outcome = texts.word("follow_outcome", event.facts.get("outcome"))
    return _with(texts, _with(texts, texts.word("event", event.kind), outcome), event.text)


def _corrected_call(texts: Texts, event: EventRow, _: Lookup) -> str:
    before, after = (texts.word("follow_outcome", event.facts.get(key)) for key in ("before", "outcome"))
    return _with(texts, _with(texts, texts.word("event", event.kind), f"{before} → {after}"), event.text)


def _appeal_given(texts: Texts, event: EventRow, names: Lookup) -> str:
    return texts.t("Appeal given to {name}", name=_named(names.staff, event.facts.get("after")))


def _appeal_answered(texts: Texts, event: EventRow, _: Lookup) -> str:
    said = _with(texts, texts.word("event", event.kind), texts.word("upheld", event.facts.get("upheld")))
    return _with(texts, said, event.text)


def _merged(texts: Texts, event: EventRow, _: Lookup) -> str:
    reference = str(event.facts.get("reference", ""))
    match event.kind:
        case "merged":
            said = texts.t("Merged into {reference}", reference=reference)
        case "merged_in":
            said = texts.t("{reference} merged into this case", reference=reference)
        case "unmerged":
            said = texts.t("Taken out of {reference} again", reference=reference)
        case _:
            said = texts.t("{reference} taken out again", reference=reference)
    return _with(texts, said, event.text)


def _repeat(texts: Texts, event: EventRow, _: Lookup) -> str:
    reference = str(event.facts.get("reference", ""))
    if event.kind == "repeat_unlinked":
        return (
            texts.t("Not a repeat of {reference}", reference=reference)
            if reference
            else texts.t("Not a repeat")
        )
    return texts.t(
        "Repeats {reference}: case {n} of a chain", reference=reference, n=event.facts.get("chain")
    )


def _joined(texts: Texts, event: EventRow, names: Lookup) -> str:
    return _with(texts, texts.word("event", "joined"), _named(names.parties, event.facts.get("party")))


def _gathered(texts: Texts, event: EventRow, _: Lookup) -> str:
    if event.facts.get("by_itself"):
        return texts.t("Gathered with others: three households with one cause within 7 days")
    return texts.word("event", "incident_joined")


def _handed(texts: Texts, event: EventRow, names: Lookup) -> str:
    return texts.t("Handed to {name}", name=_named(names.staff, event.facts.get("after")))


def _severity(texts: Texts, event: EventRow, _: Lookup) -> str:
    before, after = (texts.word("severity_tag", event.facts.get(key)) for key in ("before", "after"))
    return _with(texts, f"{before} → {after}", event.text)


def _flags(texts: Texts, event: EventRow, _: Lookup) -> str:
    after = event.facts.get("after")
    flags = [texts.word("flag", flag) for flag in after] if isinstance(after, list) else []
    return _with(texts, texts.word("event", "flags_changed"), texts.list_of(flags) or "—")


def _classified(texts: Texts, event: EventRow, names: Lookup) -> str:
    """``Classified: Leak → Leak › Pipe · Wear and age · Contractor: the hose``."""
    before, after = event.facts.get("before"), event.facts.get("after")
    if not isinstance(before, dict) or not isinstance(after, dict):
        return _with(texts, texts.word("event", "classified"), event.text)
    tables = ((("subcategory", "category"), names.kinds), (("cause",), names.causes))
    changes = [
        " → ".join(
            dict.fromkeys(filter(None, (_most_exact(side, fields, table) for side in (before, after))))
        )
        for fields, table in tables
        if any(name in after for name in fields)
    ]
    if "responsible" in after:
        sides = [
            texts.word("responsible", side["responsible"]) for side in (before, after) if side["responsible"]
        ]
        changes.append(" → ".join(sides))
    said = " · ".join(filter(None, changes))
    return _with(texts, _with(texts, texts.word("event", "classified"), said), event.text)


def _most_exact(side: Mapping[str, object], fields: tuple[str, ...], table: Mapping[str, str]) -> str:
    code = next((str(side[name]) for name in fields if side.get(name)), "")
    return table.get(code, code)


def _validity(texts: Texts, event: EventRow, _: Lookup) -> str:
    return _with(texts, texts.word("validity", event.facts.get("validity")), event.text)


def _closed(texts: Texts, event: EventRow, _: Lookup) -> str:
    reason = event.facts.get("reason")
    return _with(texts, texts.word("event", "closed"), texts.word("close_reason", reason) if reason else "")


def _paused(texts: Texts, event: EventRow, _: Lookup) -> str:
    reason = event.facts.get("reason")
    words = texts.word("event", event.kind)
    return _with(texts, _with(texts, words, texts.word("pause_reason", reason) if reason else ""), event.text)


def _escalated(texts: Texts, event: EventRow, _: Lookup) -> str:
    level = texts.word("level", event.facts.get("level"), inside=True)
    name = event.facts.get("name")
    match event.facts.get("cause"):
        case "clock":
            about = texts.word("target", name)
        case "promise":
            about = texts.word("event", "promise_missed")
        case "lapse":
            about = texts.t("No answer for 14 days")
        case "major":
            about = texts.t("Major case")
        case _:
            about = texts.t("Life safety")
    if event.kind == "escalation_known":
        return _with(texts, texts.t("The {level} knows: {about}", level=level, about=about), event.text)
    if event.facts.get("silent"):
        return texts.t(
            "Nobody had said that they know, so the {level} was told: {about}", level=level, about=about
        )
    return texts.t("The {level} was told: {about}", level=level, about=about)


def _order(texts: Texts, event: EventRow, names: Lookup) -> str:
    """What happened to a work order: which, how it ended or what it waits for, when somebody comes, and the words."""
    facts = event.facts
    said = texts.word("event", event.kind)
    if event.kind == "order_checked" and facts.get("fine") is False:
        said = texts.t("Work checked and found not right")
    if facts.get("return_of"):
        visit, first = facts.get("reference"), facts.get("return_of")
        said = texts.t("Return visit {visit} for {reference}", visit=visit, reference=first)
    elif isinstance(facts.get("part_of"), str):
        part, whole = facts.get("reference"), facts.get("part_of")
        said = texts.t("{part} split from {reference}", part=part, reference=whole)
    elif isinstance(facts.get("whole"), str):
        part, whole = facts.get("reference"), facts.get("whole")
        said = texts.t("{part} put back into {reference}", part=part, reference=whole)
    else:
        said = texts.t("{what}, {reference}", what=said, reference=facts.get("reference", ""))
    if facts.get("result"):
        said = _with(texts, said, texts.word("outcome", facts["result"]))
    if facts.get("waits_for"):
        said = _with(texts, said, texts.word("waits_for", facts["waits_for"]))
    if event.kind == "no_access" and facts.get("note_left"):
        said = _with(texts, said, texts.t("a note was left"))
    return _with(texts, _with(texts, said, _span(texts, event, names)), event.text)


def _span(texts: Texts, event: EventRow, names: Lookup) -> str:
    for begin, end in (("from_at", "to_at"), ("starts_at", "ends_at")):
        first, last = event.facts.get(begin), event.facts.get(end)
        if isinstance(first, int) and isinstance(last, int):
            start = texts.datetime(from_millis(first), names.zone)
            return f"{start}–{texts.time_at(from_millis(last), names.zone)}"
    return ""


def _comment(_texts: Texts, event: EventRow, _: Lookup) -> str:
    return event.text


_SENTENCES: Mapping[str, Callable[[Texts, EventRow, Lookup], str]] = {
    "recorded": _recorded,
    "step_finished": _finished,
    "step_skipped": _skipped,
    "step_returned": _returned,
    "reopened": _reopened,
    "proposal_offered": _offered,
    "proposal_answered": _answered,
    "proposal_withdrawn": _withdrawn,
    "remedy_granted": _granted,
    "remedy_approved": _approved,
    "remedy_declined": _declined,
    "remedy_carried_out": _given_out,
    "promise_made": _promise,
    "promise_kept": _promise,
    "promise_broken": _promise,
    "promise_withdrawn": _promise,
    "promise_moved": _promise,
    "contact_made": _contact,
    "follow_up_called": _called,
    "follow_up_corrected": _corrected_call,
    "second_look": _called,
    "appeal_assigned": _appeal_given,
    "appeal_answered": _appeal_answered,
    "merged": _merged,
    "merged_in": _merged,
    "unmerged": _merged,
    "unmerged_out": _merged,
    "repeat_linked": _repeat,
    "repeat_unlinked": _repeat,
    "joined": _joined,
    "incident_joined": _gathered,
    "handler_changed": _handed,
    "severity_changed": _severity,
    "flags_changed": _flags,
    "classified": _classified,
    "validity_decided": _validity,
    "closed": _closed,
    "paused": _paused,
    "resumed": _paused,
    "comment": _comment,
    "escalated": _escalated,
    "escalation_known": _escalated,
    "promise_missed": _promise,
    "order_made": _order,
    "order_scheduled": _order,
    "order_unscheduled": _order,
    "order_waits": _order,
    "order_done": _order,
    "order_corrected": _order,
    "order_checked": _order,
    "order_cancelled": _order,
    "no_access": _order,
    "appointment_made": _order,
    "appointment_moved": _order,
    "appointment_dropped": _order,
    "appointment_missed": _order,
}
