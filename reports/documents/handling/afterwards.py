"""What comes after the work: the chain of repeats, the second stage, the cases that were merged into this one."""

from __future__ import annotations

from reportlab.platypus import CondPageBreak, Flowable

from models.complaints.kinds import ChainLink
from models.handling.kinds import AppealRow, MergedRow, Upheld
from reports.documents.told import Told, labelled
from reports.layout.blocks import Heading, Text, room_for_heading
from reports.layout.grid import Column, Grid
from reports.layout.styles import BODY, LABEL, LATE, MUTED, OK, SOON, STRONG, Style
from reports.layout.text import Span, Spans
from reports.voice import DASH, join, label, pair, written

_UPHELD: dict[str, Style] = {Upheld.YES: OK, Upheld.PARTLY: SOON, Upheld.NO: LATE}


def chain(told: Told) -> list[Flowable]:
    """The cases that this one repeats, and those that repeat it, with their dates; and the manager's review."""
    voice, after = told.voice, told.file.after
    if len(after.chain) < 2:
        return []
    columns = (Column(14), Column(62), Column(share=1), Column(78), Column(78), Column(90))
    header = [
        [],
        label(voice.t("Reference")),
        label(voice.p("report", "Title")),
        label(voice.p("report", "Received")),
        label(voice.p("report", "Closed")),
        label(voice.t("Cause")),
    ]
    note = pair(voice.n("{n} case", "{n} cases", len(after.chain)), LABEL, LABEL)
    made: list[Flowable] = [
        CondPageBreak(room_for_heading()),
        Heading(voice.t("Chain of repeats"), note=note),
        Grid(columns, header, [_link(told, link) for link in after.chain]),
    ]
    if after.reviewed_at is not None:
        when = f"{voice.moment(after.reviewed_at, year=True)} {after.reviewed_by}".strip()
        made.append(Text(labelled(voice.t("Reviewed by a manager"), when, BODY), before=3))
    return made


def _link(told: Told, link: ChainLink) -> list[Spans]:
    voice, here = told.voice, STRONG if link.id == told.row.id else BODY
    return [
        [Span(str(link.chain), LABEL)],
        [Span(link.reference, here)],
        written(link.title, here),
        [Span(voice.moment(link.received_at, year=True), BODY)],
        [Span(voice.moment(link.closed_at, year=True), BODY)],
        pair(told.cause(link.cause)) or [Span(DASH, MUTED)],
    ]


def appeal(told: Told) -> list[Flowable]:
    """The second stage: when it was asked, by whom it was answered, and how."""
    voice, row = told.voice, told.file.after.appeal
    if row is None:
        return []
    columns = (Column(96), Column(110), Column(share=1))
    lines = [
        (voice.t("Asked"), row.asked_at, row.asked_by, written(row.words)),
        (voice.t("Acknowledged"), row.acknowledged_at, row.acknowledged_by, []),
        (voice.t("Given more time"), row.extended_at, "", written(row.extended_reason)),
        (voice.p("report", "Answered"), row.answered_at, row.answered_by, _answer(told, row)),
    ]
    cells: list[list[Spans]] = [
        [label(name), [Span(f"{voice.moment(when, year=True)} {who}".strip(), BODY)], words]
        for name, when, who, words in lines
        if when is not None
    ]
    if row.answered_at is None:
        waits = labelled(voice.t("Handled by"), row.handler or DASH, BODY)
        cells.append([pair(voice.t("Not answered yet"), SOON, SOON), [], waits])
    heading = Heading(voice.t("Second stage: appeal"))
    return [CondPageBreak(room_for_heading()), heading, Grid(columns, None, cells)]


def _answer(told: Told, row: AppealRow) -> Spans:
    upheld = (
        pair(told.voice.word("upheld", row.upheld), _UPHELD.get(row.upheld or "", BODY)) if row.upheld else []
    )
    return join([upheld, written(row.answer)], told.colon)


def merged(told: Told) -> list[Flowable]:
    """The duplicates that were merged into this case."""
    voice, rows = told.voice, told.file.after.merged
    if not rows:
        return []
    columns = (Column(62), Column(share=1), Column(120), Column(share=1))
    header = [
        label(voice.t("Reference")),
        label(voice.p("report", "Title")),
        label(voice.t("Merged")),
        label(voice.t("Reason")),
    ]
    heading = Heading(voice.t("Merged into this case"))
    cells = [_merged(told, row) for row in rows]
    return [CondPageBreak(room_for_heading()), heading, Grid(columns, header, cells)]


def _merged(told: Told, row: MergedRow) -> list[Spans]:
    when = f"{told.voice.moment(row.at, year=True)} {row.staff}".strip()
    return [[Span(row.reference, STRONG)], written(row.title), [Span(when, BODY)], written(row.reason)]
