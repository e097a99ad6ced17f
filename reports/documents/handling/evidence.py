"""The evidence: photographs with their checksums, other files as lines, and at the end every checksum in full."""

from __future__ import annotations

from reportlab.platypus import CondPageBreak, Flowable

from models.complaints.kinds import AttachmentRow
from reports.checksum import shortened
from reports.documents.heads import brief
from reports.documents.told import Told
from reports.layout.blocks import Heading, room_for_heading
from reports.layout.figures import Photo, Photos, readable
from reports.layout.grid import Column, Grid
from reports.layout.styles import BODY, LABEL, SMALL
from reports.layout.text import Span, Spans
from reports.voice import label, pair

_ACROSS = 4
_ROW = 90
_KILO = 1024


def evidence(told: Told) -> list[Flowable]:
    """Photographs four to a row, then the files that are no pictures. Numbers are those of the list of checksums."""
    voice, rows = told.voice, told.file.attachments
    if not rows:
        return []
    photos, files = [], []
    for number, row in enumerate(rows, 1):
        image = readable(row.thumbnail)
        if image is None:
            files.append(_file(told, number, row))
        else:
            photos.append(Photo(image, _caption(told, number, row)))
    heading = Heading(
        voice.t("Evidence"),
        voice.t("originals kept")[-1],
        pair(voice.n("{n} file", "{n} files", len(rows)), LABEL, LABEL),
    )
    made: list[Flowable] = [
        CondPageBreak(_ROW + room_for_heading() if photos else room_for_heading()),
        heading,
    ]
    made += [Photos(photos[at : at + _ACROSS], _ACROSS) for at in range(0, len(photos), _ACROSS)]
    if files:
        columns = (Column(14), Column(58), Column(70), Column(share=1), Column(50, align="right"), Column(80))
        made.append(Grid(columns, None, files))
    return made


def _name(row: AttachmentRow) -> str:
    return row.note.strip() or row.name


def _kind(told: Told, row: AttachmentRow) -> list[Span]:
    """What a file shows, and of which work order."""
    order = [Span(f" {row.order}", BODY)] if row.order else []
    return [*pair(told.voice.word(row.labels, row.kind)), *order]


def _caption(told: Told, number: int, row: AttachmentRow) -> list[Span]:
    of_order = [*_kind(told, row), Span(" ", BODY)] if row.order else []
    return [
        Span(f"{number}  {told.voice.moment(row.added_at)} ", BODY),
        *of_order,
        Span(brief(_name(row), 60), BODY),
        Span(f"\nSHA-256 {shortened(row.sha256)}", SMALL),
    ]


def _file(told: Told, number: int, row: AttachmentRow) -> list[Spans]:
    return [
        [Span(str(number), LABEL)],
        [Span(told.voice.moment(row.added_at), BODY)],
        _kind(told, row),
        [Span(_name(row), BODY)],
        [Span(_size(told, row.size), BODY)],
        [Span(f"SHA-256 {shortened(row.sha256)}", SMALL)],
    ]


def _size(told: Told, count: int) -> str:
    """A file size as people read it."""
    if count < _KILO * _KILO:
        return f"{told.voice.first.number(max(1, round(count / _KILO)))} KB"
    return f"{told.voice.first.number(count / _KILO / _KILO, 1)} MB"


def digests(told: Told) -> list[Flowable]:
    """Every file with its whole checksum, so that an original can be proved to be the one meant."""
    voice, rows = told.voice, told.file.attachments
    if not rows:
        return []
    columns = (Column(14), Column(share=1), Column(46, align="right"), Column(62), Column(234))
    names = (voice.t("File"), voice.t("Size"), voice.t("Added by"), voice.t("Checksum (SHA-256)"))
    header: list[Spans] = [[], *map(label, names)]
    cells: list[list[Spans]] = [
        [
            [Span(str(number), LABEL)],
            [Span(row.name, LABEL)],
            [Span(_size(told, row.size), LABEL)],
            [Span(row.added_by, LABEL)],
            [Span(row.sha256, SMALL)],
        ]
        for number, row in enumerate(rows, 1)
    ]
    return [
        CondPageBreak(room_for_heading()),
        Heading(voice.t("Checksums of the evidence")),
        Grid(columns, header, cells),
    ]
