"""How a report ends: what is still owed, the timeline, the signatures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from reportlab.platypus import CondPageBreak, Flowable

from models.complaints.kinds import EventRow
from models.core.clock import from_millis
from models.handling.kinds import PromiseState, RemedyState
from models.handling.steps import STEPS
from models.repairs.kinds import OPEN
from reports.documents.told import Told, by_when
from reports.layout.blocks import Heading, Text, room_for_heading
from reports.layout.figures import Signatures
from reports.layout.grid import Column, Grid
from reports.layout.styles import BODY, LABEL, MUTED, SOON, STRONG
from reports.layout.text import Span, Spans
from reports.voice import in_language, join, label, pair, written
from resources.texts import Texts

STEP_CODES = tuple(step.code for step in STEPS)


def outstanding(told: Told) -> list[Flowable]:
    """What is still to be done: facts of the current step, remedies and work not carried out, promises, due times."""
    voice = told.voice
    lines = [*_step_gaps(told), *_remedies(told), *_orders(told), *_promises(told), *_due_times(told)]
    heading = Heading(voice.t("Still outstanding"))
    if not lines:
        return [heading, Text(pair(voice.t("Nothing is outstanding."), MUTED))]
    return [
        CondPageBreak(room_for_heading()),
        heading,
        Grid([Column(share=1)], None, [[line] for line in lines]),
    ]


def _step_gaps(told: Told) -> Iterator[Spans]:
    voice, current = told.voice, told.file.current()
    if current is None or told.row.closed_at is not None:
        return
    gaps = voice.words("gap", told.file.gaps)
    step = pair(voice.word("step", current.code), STRONG)
    yield [*step, Span(told.colon, MUTED), *pair(gaps or voice.t("nothing is missing"))]


def _remedies(told: Told) -> Iterator[Spans]:
    voice = told.voice
    for remedy in told.file.remedies:
        if remedy.state in (RemedyState.GRANTED, RemedyState.AWAITING_APPROVAL):
            what = pair(voice.word("remedy", remedy.kind), STRONG)
            amount = [Span(voice.money(remedy.amount_minor), BODY)] if remedy.amount_minor else []
            state = pair(voice.word("remedy_state", remedy.state), MUTED)
            yield join([what, written(remedy.text), amount, state], " ")


def _promises(told: Told) -> Iterator[Spans]:
    voice = told.voice
    for promise in told.file.promises:
        if promise.state == PromiseState.OPEN:
            what = written(promise.text)
            by = by_when(told, promise.due_at)
            yield join([pair(voice.t("Promise"), STRONG), what, by, told.in_time(None, promise.due_at)], " ")


def _orders(told: Told) -> Iterator[Spans]:
    """Work for which somebody still comes: which, where it stands, when."""
    voice = told.voice
    for row in (one.row for one in told.file.orders):
        if row.state in OPEN:
            what = [*pair(voice.t("Work order"), STRONG), Span(f" {row.reference}", STRONG)]
            state = pair(voice.word("order_state", row.state), MUTED)
            reason = pair(voice.word("waits_for", row.waits_for), SOON, SOON) if row.waits_for else []
            when = [Span(voice.moment(row.starts_at), BODY)] if row.starts_at is not None else []
            yield join([what, written(row.title), state, reason, when, written(row.technician)], " ")


def _due_times(told: Told) -> Iterator[Spans]:
    row, voice = told.row, told.voice
    if row.closed_at is not None:
        return
    if row.next_due_at is not None:
        kind = pair(voice.word("target", row.next_due_kind)) if row.next_due_kind else []
        yield join([pair(voice.t("Next due"), STRONG), kind, *_by(told, row.next_due_at)], " ")
    if row.resolve_due_at is not None and row.resolved_at is None:
        yield join([pair(voice.t("To be resolved"), STRONG), *_by(told, row.resolve_due_at)], " ")


def _by(told: Told, due: datetime) -> list[list[Span]]:
    return [by_when(told, due), told.in_time(None, due)]


def timeline(told: Told) -> list[Flowable]:
    """Everything that happened, oldest first."""
    voice, rows = told.voice, told.file.events
    if not rows:
        return []
    columns = (Column(78), Column(56), Column(130), Column(share=1))
    header = [
        label(voice.p("report", "When")),
        label(voice.p("report", "Who")),
        label(voice.p("report", "What")),
        label(voice.t("Details")),
    ]
    cells: list[list[Spans]] = [
        [
            [Span(voice.moment(row.at, year=True), BODY)],
            [Span(row.staff, BODY)],
            pair(voice.word("event", row.kind)),
            _details(told, row),
        ]
        for row in rows
    ]
    note = pair(voice.n("{n} entry", "{n} entries", len(rows)), LABEL, LABEL)
    return [
        CondPageBreak(room_for_heading()),
        Heading(voice.t("Timeline"), note=note),
        Grid(columns, header, cells),
    ]


# How a fact of an event is said; facts that are not here are ids, which mean nothing on paper.
_KINDS = {
    "answer": "answer",
    "way": "answer_way",
    "outcome": "follow_outcome",
    "result": "outcome",
    "waits_for": "waits_for",
    "channel": "channel",
    "validity": "validity",
    "upheld": "upheld",
    "name": "target",
    "level": "level",
}
_PEOPLE = frozenset({"handler_changed", "appeal_assigned"})
_REASONS = {"closed": "close_reason", "paused": "pause_reason", "resumed": "pause_reason"}
_MOMENTS = ("until", "arrived")  # to when the clocks stand still, and when somebody came
_SPANS = (("before_from", "before_to"), ("from_at", "to_at"), ("starts_at", "ends_at"))  # when somebody comes
_SIDES = {"severity_changed": "severity", "flags_changed": "flag"}


def _details(told: Told, row: EventRow) -> list[Span]:
    """An event's facts and words."""
    voice, facts = told.voice, row.facts
    parts: list[list[Span]] = []
    if row.step is not None and 1 <= row.step <= len(STEP_CODES):
        parts.append(pair(voice.word("step", STEP_CODES[row.step - 1])))
    if isinstance(facts.get("version"), int):
        parts.append([Span(f"v{facts['version']}", BODY)])
    if isinstance(facts.get("reference"), str) and facts["reference"]:
        parts.append([Span(str(facts["reference"]), BODY)])
    parts.append(_change(told, row))
    parts += [
        pair(voice.word(kind, facts[name]))
        for name, kind in _KINDS.items()
        if isinstance(facts.get(name), str)
    ]
    if row.kind in _REASONS and isinstance(facts.get("reason"), str):
        parts.append(pair(voice.word(_REASONS[row.kind], facts["reason"])))
    parts += [
        [Span(voice.moment(from_millis(when), year=True), BODY)]
        for name in _MOMENTS
        if isinstance(when := facts.get(name), int)
    ]
    parts += [
        [Span(f"{voice.moment(from_millis(begin), year=True)} – {voice.moment(from_millis(end))}", BODY)]
        for first, last in _SPANS
        if isinstance(begin := facts.get(first), int) and isinstance(end := facts.get(last), int)
    ]
    if facts.get("fine") is False:
        parts.append(pair(voice.t("not right")))
    for name, said in (
        ("return_of", voice.t("return visit for")),
        ("part_of", voice.t("part of")),
        ("whole", voice.t("put back into")),
    ):
        if isinstance(facts.get(name), str):
            parts.append([*pair(said), Span(f" {facts[name]}", BODY)])
    amount = facts.get("amount_minor")
    if isinstance(amount, int) and amount:
        parts.append([Span(voice.money(amount), BODY)])
    parts.append(written(row.text))
    return join(parts, told.comma, MUTED)


def _change(told: Told, row: EventRow) -> list[Span]:
    """``from → to`` of a change of severity, handler or flags."""
    before, after = row.facts.get("before"), row.facts.get("after")
    if row.kind in ("promise_moved", "call_moved") and isinstance(before, int) and isinstance(after, int):
        return [Span(" → ".join(told.voice.moment(from_millis(one)) for one in (before, after)), BODY)]
    if row.kind == "follow_up_corrected":
        return pair(told.voice.each(lambda t: f"{_side(t, 'follow_outcome', before)} →"))
    if row.kind in _PEOPLE:
        names = [told.name_of(before), told.name_of(after)]
        return [Span(" → ".join(name for name in names if name), BODY)] if any(names) else []
    if row.kind == "classified":
        classes = told.voice.each(lambda t: _classes(told, t, before, after))
        return pair(classes) if any(classes) else []
    kind = _SIDES.get(row.kind)
    if kind is None:
        return []
    return pair(told.voice.each(lambda t: f"{_side(t, kind, before)} → {_side(t, kind, after)}"))


def _classes(told: Told, texts: Texts, before: object, after: object) -> str:
    """``Leak → from above · Wear and age``: what a case was taken for, and what for now."""
    sides = [side if isinstance(side, dict) else {} for side in (before, after)]
    kinds, causes = told.case.kinds, told.case.causes
    said = []
    for names, known in (
        (("subcategory", "category"), kinds),
        (("cause",), causes),
        (("responsible",), None),
    ):
        codes = [next((str(side[name]) for name in names if side.get(name)), "") for side in sides]
        if any(name in sides[1] for name in names):
            words = [_class(texts, code, known) for code in codes if code]
            said.append(" → ".join(dict.fromkeys(words)))
    return " · ".join(filter(None, said))


def _class(texts: Texts, code: str, known: Mapping[str, Mapping[str, str]] | None) -> str:
    if known is None:
        return texts.word("responsible", code)
    return in_language(known.get(code, {}), texts) or code


def _side(texts: Texts, kind: str, value: object) -> str:
    codes = value if isinstance(value, list) else [value] if value else []
    return texts.list_of(texts.word(kind, code) for code in codes) or "–"


def signatures(told: Told) -> list[Flowable]:
    """Lines for the resident, the handler and the manager."""
    voice, row = told.voice, told.row
    manager = next((one.approved_by for one in reversed(told.file.proposals) if one.approved_by), "")
    who = row.resident if not told.detail.anonymous else ""
    signers = [
        (label(voice.p("report", "Resident")), [Span(who, BODY)]),
        (label(voice.t("Handled by")), [Span(row.handler, BODY)]),
        (label(voice.p("report", "Manager")), [Span(manager, BODY)]),
    ]
    return [Signatures(signers, label(voice.t("Date")))]
