"""The receipt that the resident is handed at the desk (A5): what was written down, what comes next, whom to call."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from models.handling.kinds import PromiseState
from models.handling.reporting import ReportCase
from reports.documents.handling import head
from reports.documents.handling_report import footer, words
from reports.documents.heads import cell, page_of
from reports.documents.told import Told, by_when
from reports.layout.blocks import Heading, Rule, Text
from reports.layout.figures import Signatures
from reports.layout.grid import Column, Grid
from reports.layout.paper import A5, Paper, Part
from reports.layout.styles import BODY, LABEL, MUTED, STRONG
from reports.layout.text import Span, Spans
from reports.voice import Said, Voice, join, label, pair, written
from resources.texts import Texts

_MARGIN = 30


def receipt(cases: Sequence[ReportCase], texts: Sequence[Texts]) -> Paper:
    """One receipt for each case. Two texts stand side by side."""
    if not cases or not texts:
        raise ValueError("a receipt needs a case and a language")
    told = [Told(case, Voice(texts, case.zone, case.currency)) for case in cases]
    title = told[0].voice.t("Receipt of your complaint")
    references = tuple(one.row.reference for one in told)
    return Paper(
        title=f"{title[0]} {references[0]}",
        author=cases[0].property_name,
        subject=head.subject(told[0]),
        keywords=references,
        language=texts[0].language,
        parts=tuple(_part(one, title) for one in told),
        size=A5,
        margin=_MARGIN,
    )


def _part(told: Told, title: Said) -> Part:
    return Part(
        title=told.row.reference,
        running=[Span(told.row.reference + "  ", STRONG), Span(" ".join(title), MUTED)],
        footer=footer(told),
        page=lambda number, total: page_of(told.voice, number, total),
        blocks=lambda: _blocks(told, title),
    )


def _blocks(told: Told, title: Said) -> list[Flowable]:
    return [
        *head.head(told, title),
        *_glance(told),
        *words(told),
        *_next(told),
        *_promises(told),
        *_whom_to_call(told),
        *_signatures(told),
    ]


def _glance(told: Told) -> list[Flowable]:
    """Who, where, when, what about, how pressing."""
    row, detail, voice = told.row, told.detail, told.voice
    where = " · ".join(part for part in (row.unit, detail.where_text.strip()) if part)
    cells = [
        cell(voice.p("report", "Resident"), head.resident(told)),
        cell(voice.p("report", "Unit"), written(where, STRONG)),
        cell(voice.p("report", "Received"), written(voice.moment(row.received_at, year=True), STRONG)),
        cell(voice.t("Category"), pair(told.category(), STRONG)),
        cell(voice.t("Severity"), pair(voice.word("severity", row.severity), STRONG)),
        cell(voice.t("Recorded by"), written(detail.recorded_by, STRONG)),
    ]
    rows = [cells[:3], cells[3:]]
    return [Grid([Column(share=1)] * 3, None, rows, ruled=False, gap=12, before=4, after=3), Rule()]


def _next(told: Told) -> list[Flowable]:
    """What happens next, and by when."""
    row, voice = told.row, told.voice
    lines: list[Spans] = []
    if row.closed_at is not None:
        lines.append(
            join(
                [
                    pair(voice.word("status", row.status), STRONG),
                    written(voice.moment(row.closed_at, year=True)),
                ],
                " ",
            )
        )
    else:
        current = told.file.current()
        what = voice.t("We look into it")
        if row.next_due_kind is not None:
            what = voice.word("target", row.next_due_kind)
        elif current is not None:
            what = voice.word("step_title", current.code)
        due = by_when(told, row.next_due_at, year=True) if row.next_due_at else []
        lines.append(join([pair(what, STRONG), due], "  "))
        if row.resolve_due_at is not None:
            settled = pair(voice.t("We mean to have it resolved"), STRONG)
            lines.append(join([settled, by_when(told, row.resolve_due_at, year=True)], "  "))
        if row.next_due_at is not None or row.resolve_due_at is not None:
            lines.append(pair(voice.t("We ring you before these times if we need longer.")))
    return [
        Heading(voice.t("What happens next"), before=9),
        Grid([Column(share=1)], None, [[line] for line in lines]),
    ]


def _promises(told: Told) -> list[Flowable]:
    """What this resident was told, and by when."""
    voice = told.voice
    rows = [row for row in told.file.promises if row.state in (PromiseState.OPEN, PromiseState.KEPT)]
    if not rows:
        return []
    cells: list[list[Spans]] = [
        [
            written(row.text) or pair(voice.word("promise_kind", row.kind)),
            by_when(told, row.due_at),
            pair(voice.word("promise_state", row.state), MUTED),
        ]
        for row in rows
    ]
    columns = [Column(share=1), Column(110), Column(60, align="right")]
    return [Heading(voice.t("What we promised you"), before=9), Grid(columns, None, cells)]


def _whom_to_call(told: Told) -> list[Flowable]:
    """The desk's phone and address, and what to say: the reference."""
    voice, case = told.voice, told.case
    lines: list[list[Span]] = []
    if case.property_phone.strip():
        lines.append([*label(voice.t("Phone of the desk")), Span(f"  {case.property_phone.strip()}", STRONG)])
    if told.row.handler:
        lines.append([*label(voice.t("Handled by")), Span(f"  {told.row.handler}", BODY)])
    lines.append(pair(voice.t("Please give the reference {reference}.", reference=told.row.reference)))
    return [Heading(voice.t("Whom to call"), before=9), Text(join(lines, "\n"))]


def _signatures(told: Told) -> list[Flowable]:
    voice = told.voice
    resident = "" if told.detail.anonymous else told.row.resident
    signers = [
        (label(voice.p("report", "Resident")), [Span(resident, BODY)]),
        (label(voice.t("Recorded by")), [Span(told.detail.recorded_by, BODY)]),
    ]
    return [Signatures(signers, [Span(" ".join(voice.t("Date")), LABEL)])]
