"""What was offered, given and promised: proposals in every version, the remedy ledger, the promises."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import CondPageBreak, Flowable

from models.handling.kinds import (
    OfferRow,
    PromiseRow,
    PromiseState,
    ProposalRow,
    ProposalState,
    RemedyRow,
    RemedyState,
)
from reports.documents.told import CHECK, Told, by_when, labelled
from reports.layout.blocks import Heading, room_for_heading
from reports.layout.grid import Column, Grid
from reports.layout.styles import BODY, LABEL, LATE, MUTED, OK, SOON, STRONG, Style
from reports.layout.text import Span, Spans
from reports.voice import DASH, join, label, pair, written

_ANSWERS: dict[str, Style] = {
    ProposalState.ACCEPTED: OK,
    ProposalState.ACCEPTED_WITH_CHANGES: OK,
    ProposalState.REFUSED: LATE,
}
_SPENT = frozenset({RemedyState.GRANTED, RemedyState.CARRIED_OUT})


def proposals(told: Told) -> list[Flowable]:
    """Every version that was offered, with its answer."""
    voice, rows = told.voice, told.file.proposals
    if not rows:
        return []
    columns = (
        Column(14),
        Column(share=1.7),
        Column(44, align="right"),
        Column(54),
        Column(62),
        Column(66),
        Column(share=1),
    )
    header = [
        [],
        label(voice.p("report", "Offer")),
        label(voice.t("Cost")),
        label(voice.p("report", "Made")),
        label(voice.t("Valid until")),
        label(voice.p("report", "Answer")),
        label(voice.p("report", "Note")),
    ]
    heading = Heading(voice.t("Proposals"), voice.t("every version")[-1])
    return [
        CondPageBreak(room_for_heading()),
        heading,
        Grid(columns, header, [_proposal(told, row) for row in rows]),
    ]


def _proposal(told: Told, row: ProposalRow) -> list[Spans]:
    voice = told.voice
    style = _ANSWERS.get(row.state, SOON)
    lines = [written(row.summary, STRONG)]
    lines += [_offer(told, offer) for offer in row.offers]
    made = [
        Span(voice.moment(row.offered_at or row.made_at), BODY),
        Span(f"\n{row.made_by}" if row.made_by else "", LABEL),
    ]
    approved = labelled(voice.t("approved by"), row.approved_by, BODY) if row.approved_by else []
    answered = [Span(f"{voice.moment(row.answered_at)} ", BODY)] if row.answered_at else []
    way = pair(voice.word("answer_way", row.answer_way)) if row.answer_way else []
    words = written(row.answer_text)
    return [
        [Span(f"v{row.version}", STRONG)],
        join(lines, "\n"),
        [Span(voice.money(row.cost_minor), BODY)],
        made,
        [Span(voice.moment(row.valid_until), BODY)],
        pair(voice.word("proposal_state", row.state), style, style),
        join([[*answered, *way], words, approved], told.comma),
    ]


def _offer(told: Told, offer: OfferRow) -> list[Span]:
    """One remedy on a line of its own: what, then who, with what, by when."""
    voice = told.voice
    cost = voice.money(offer.cost_minor) if offer.cost_minor else ""
    details = [part.strip() for part in (offer.doer, offer.resources, offer.timetable, cost) if part.strip()]
    spans = pair(voice.word("remedy", offer.remedy))
    if offer.text.strip():
        spans.append(Span(told.colon + offer.text.strip(), BODY))
    return [*spans, Span("  " + " · ".join(details), LABEL)] if details else spans


def remedies(told: Told) -> list[Flowable]:
    """The ledger: what was given, by whom, and what it comes to."""
    voice, rows = told.voice, told.file.remedies
    if not rows:
        return []
    total = sum(row.amount_minor for row in rows if row.state in _SPENT)
    spent = bool(told.file.orders)  # only work costs anything beyond what was agreed
    actual = (Column(50, align="right"),) if spent else ()
    columns = (Column(share=1.6), Column(50, align="right"), *actual, Column(100), Column(100), Column(80))
    header = [
        label(voice.p("report", "Remedy")),
        label(voice.t("Amount")),
        *([label(voice.t("Actual cost"))] if spent else []),
        label(voice.p("report", "Granted")),
        label(voice.t("Approved")),
        label(voice.p("report", "State")),
    ]
    note = [*pair(voice.t("Total"), MUTED), Span(f" {voice.money(total)}", STRONG)]
    heading = Heading(voice.t("Remedies"), note=note)
    return [
        CondPageBreak(room_for_heading()),
        heading,
        Grid(columns, header, [_remedy(told, row) for row in rows]),
    ]


def _remedy(told: Told, row: RemedyRow) -> list[Spans]:
    voice = told.voice
    what = pair(voice.word("remedy", row.kind))
    if row.text.strip():
        what.append(Span(told.colon + row.text.strip(), BODY))
    if row.on_the_spot:
        what.append(Span("  " + " ".join(voice.t("on the spot")), LABEL))
    approved = f"{voice.moment(row.approved_at)} {row.approved_by}".strip() if row.approved_at else DASH
    state = pair(voice.word("remedy_state", row.state), MUTED)
    carried = [Span(f" {voice.moment(row.carried_out_at)}", MUTED)] if row.carried_out_at else []
    return [
        what,
        [Span(voice.money(row.amount_minor), BODY)],
        *(
            [[Span(voice.money(row.actual_minor) if row.actual_minor else DASH, BODY)]]
            if told.file.orders
            else []
        ),
        [Span(f"{voice.moment(row.granted_at)} {row.granted_by}".strip(), BODY)],
        [Span(approved, BODY)],
        [*state, *carried],
    ]


def promises(told: Told) -> list[Flowable]:
    """What was promised and whether it was kept, two to a row."""
    voice, rows = told.voice, told.file.promises
    if not rows:
        return []
    kept = sum(row.state == PromiseState.KEPT for row in rows)
    said = [
        voice.each(lambda t: t.t("{made} made, {kept} kept", made=t.number(len(rows)), kept=t.number(kept)))
    ]
    late = sum(_late(told, row) for row in rows)
    broken = sum(row.state == PromiseState.BROKEN for row in rows)
    said += [voice.n("{n} late", "{n} late", late)] if late else []
    said += [voice.n("{n} broken", "{n} broken", broken)] if broken else []
    note = join([pair(one, MUTED) for one in said], told.comma, MUTED)
    columns = (Column(share=1), Column(74, align="right"), Column(share=1), Column(74, align="right"))
    cells = [cell for row in rows for cell in _promise(told, row)]
    cells += [[], []] * (len(rows) % 2)
    pairs: Sequence[Sequence[Spans]] = [cells[at : at + 4] for at in range(0, len(cells), 4)]
    heading = Heading(voice.t("Promises"), note=note)
    return [CondPageBreak(room_for_heading()), heading, Grid(columns, None, pairs, gap=10)]


def _late(told: Told, row: PromiseRow) -> bool:
    """Kept too late, or still open although its time has passed."""
    match row.state:
        case PromiseState.KEPT:
            return row.settled_at is not None and row.settled_at > row.due_at
        case PromiseState.OPEN:
            return told.case.as_of > row.due_at
    return False


def _promise(told: Told, row: PromiseRow) -> list[Spans]:
    """What by when, and how it went."""
    voice = told.voice
    what = by_when(told, row.due_at)
    what.append(Span(f"  {row.text.strip() or ' '.join(voice.word('promise_kind', row.kind))}", BODY))
    settled = [Span(f"{voice.moment(row.settled_at)} ", BODY)] if row.settled_at else []
    match row.state:
        case PromiseState.KEPT:
            in_time = row.settled_at is None or row.settled_at <= row.due_at
            return [
                what,
                [*settled, *([Span(CHECK, OK)] if in_time else told.in_time(row.settled_at, row.due_at))],
            ]
        case PromiseState.OPEN:
            late = told.in_time(None, row.due_at)
            return [what, late or pair(voice.word("promise_state", row.state), SOON, SOON)]
        case PromiseState.BROKEN:
            return [what, [*settled, *pair(voice.word("promise_state", row.state), LATE, LATE)]]
    return [what, [*settled, *pair(voice.word("promise_state", row.state), MUTED)]]
