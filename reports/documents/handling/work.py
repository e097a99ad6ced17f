"""The work orders of a case: what was to be done, what was done and by whom, and what it cost."""

from __future__ import annotations

from datetime import timedelta

from reportlab.platypus import CondPageBreak, Flowable

from models.repairs.case_kinds import WorkDone, added_up
from models.repairs.kinds import Costs, OrderState, Outcome
from reports.documents.told import Told
from reports.layout.blocks import Heading, room_for_heading
from reports.layout.grid import Column, Grid
from reports.layout.styles import BODY, LABEL, LATE, MUTED, OK, SOON, STRONG, Style
from reports.layout.text import Span, Spans
from reports.voice import DASH, join, label, pair, written

_OUTCOMES: dict[str, Style] = {
    Outcome.FIXED: OK,
    Outcome.TEMPORARY: SOON,
    Outcome.NOT_FIXED: LATE,
    Outcome.NOTHING_FOUND: MUTED,
}


def work(told: Told) -> list[Flowable]:
    """Every order in the order in which it was made; what they cost together stands beside the heading."""
    voice, rows = told.voice, told.file.orders
    if not rows:
        return []
    columns = (Column(62), Column(share=1.6), Column(96), Column(92), Column(86, align="right"))
    header = [
        label(voice.t("Work order")),
        label(voice.p("report", "Work")),
        label(voice.p("report", "Done by")),
        label(voice.p("report", "State")),
        label(voice.t("Actual cost")),
    ]
    total = added_up(rows).total_minor
    note = [*pair(voice.t("Actual cost"), MUTED), Span(f" {voice.money(total)}", STRONG)]
    return [
        CondPageBreak(room_for_heading()),
        Heading(voice.t("Work orders"), note=note),
        Grid(columns, header, [_row(told, one) for one in rows]),
    ]


def _row(told: Told, one: WorkDone) -> list[Spans]:
    return [
        [Span(one.row.reference, STRONG)],
        join(_what(told, one), "\n"),
        _who(told, one),
        _state(told, one),
        _cost(told, one.costs),
    ]


def _what(told: Told, one: WorkDone) -> list[list[Span]]:
    """The work in a line, then where it comes from, what was done, and why it ended otherwise."""
    voice = told.voice
    lines = [[Span(one.row.title, BODY)]]
    joined = one.row.state == OrderState.CANCELLED and not one.closing_reason  # anything else owes a reason
    part = voice.t("put back into") if joined else voice.t("part of")
    for said, reference in ((part, one.part_of), (voice.t("return visit for"), one.return_of)):
        if reference:
            lines.append([*pair(said, LABEL, LABEL), Span(f" {reference}", LABEL)])
    agreed = next((line for line in told.file.remedies if line.id == one.remedy_id), None)
    if agreed is not None and not one.part_of and not one.return_of:  # what was agreed stands once
        spans = pair(voice.p("report", "agreed"), LABEL, LABEL)
        lines.append([*spans, Span(f" {voice.money(agreed.amount_minor)}", LABEL)])
    return [*lines, *(spans for spans in (written(one.words), written(one.closing_reason, MUTED)) if spans)]


def _who(told: Told, one: WorkDone) -> list[Span]:
    """The technician, when the work was or will be done, and how long it took."""
    voice, row = told.voice, one.row
    begin, end = one.started_at or row.starts_at, row.finished_at or row.ends_at
    lines = [[Span(row.technician, BODY)]] if row.technician else []
    if begin is not None and row.state != OrderState.CANCELLED:
        until = f" – {voice.moment(end)}" if end is not None else ""
        lines.append([Span(f"{voice.moment(begin)}{until}", BODY)])
    if one.minutes:
        lines.append(pair(voice.duration(timedelta(minutes=one.minutes)), LABEL, LABEL))
    return join(lines, "\n") or [Span(DASH, MUTED)]


def _state(told: Told, one: WorkDone) -> list[Span]:
    voice = told.voice
    spans = pair(voice.word("order_state", one.row.state), MUTED)
    if one.row.waits_for:
        spans += [Span("\n", BODY), *pair(voice.word("waits_for", one.row.waits_for), SOON, SOON)]
    if one.outcome:
        style = _OUTCOMES.get(one.outcome, BODY)
        spans += [Span("\n", BODY), *pair(voice.word("outcome", one.outcome), style, style)]
    if one.checked_at is not None:
        spans.append(Span(f"\n{voice.moment(one.checked_at)} {one.checked_by}".rstrip(), LABEL))
    return spans


def _cost(told: Told, costs: Costs) -> list[Span]:
    """The sum, and what it is made of where that is more than one thing."""
    voice = told.voice
    if not costs.total_minor:
        return [Span(DASH, MUTED)]
    named = (
        (voice.p("cost", "labour"), costs.labour_minor),
        (voice.p("cost", "parts"), costs.parts_minor),
        (voice.p("cost", "invoices and other"), costs.other_minor),
    )
    parts = [
        [*pair(said, LABEL, LABEL), Span(f" {voice.money(sum_)}", LABEL)] for said, sum_ in named if sum_
    ]
    whole = [Span(voice.money(costs.total_minor), STRONG)]
    return join([whole, *parts], "\n") if len(parts) > 1 else whole
