"""The sheet that one shift hands to the next (A4): what is open, promised and due, who is there, what to know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from reportlab.platypus import CondPageBreak, Flowable

from models.shifts.kinds import DutyRow, Shift
from models.shifts.saying import about, day_words, hours, is_late, kind, when
from models.shifts.sheet_kinds import Part, Sheet, SheetLine
from reports.checksum import checksum, grouped
from reports.layout import paper
from reports.layout.blocks import Block, Heading, Rule, Text, mark, room_for_heading
from reports.layout.figures import Signatures, draw_mark
from reports.layout.grid import Column, Grid
from reports.layout.styles import BODY, LABEL, LATE, MUTED, REFERENCE, STRONG, SUBJECT, TITLE, TITLE_BESIDE
from reports.layout.text import Line, Span, Spans, draw_lines, height_of, set_lines
from reports.voice import DASH, Said, Voice, join, label, pair, written
from resources.texts import Texts

_MARK = 13
_RIGHT = 150
_BOX = "□"
_REFERENCE, _WHEN, _WHAT, _HANDLER = 48, 58, 104, 44
_BESIDE = 26  # more room for what is to be done, where two languages share it
_MOST = 30  # lines of a part; whoever wants more looks at the screen


def hand_over_sheet(sheet: Sheet, texts: Sequence[Texts]) -> paper.Paper:
    """The sheet of one shift. Two texts stand side by side. The same sheet gives the same paper."""
    if not texts:
        raise ValueError("a sheet needs a language")
    voice = Voice(texts, sheet.zone, "")
    title = voice.t("Hand-over sheet")
    shift = " ".join(_shift(voice, sheet.spell.shift))
    day = day_words(voice.first, sheet.spell)
    part = paper.Part(
        title=f"{title[0]} {day}",
        running=[Span(f"{title[0]}  ", STRONG), Span(f"{shift} {day}", MUTED)],
        footer=_footer(sheet, voice),
        page=partial(_page_of, voice),
        blocks=partial(_blocks, sheet, voice, title),
    )
    return paper.Paper(
        title=f"{title[0]} {sheet.spell.day.isoformat()} {shift}",
        author=sheet.property_name,
        subject=f"{shift} {day}",
        keywords=(sheet.spell.day.isoformat(), sheet.spell.shift.code),
        language=texts[0].language,
        parts=(part,),
    )


def sheet_checksum(sheet: Sheet) -> str:
    """The checksum of what the sheet says: who has read a note is no part of it."""
    return checksum(replace(sheet, notes=tuple(replace(one, read=False) for one in sheet.notes)))


def _footer(sheet: Sheet, voice: Voice) -> list[Span]:
    parts = (
        (*voice.t("Data as of"), voice.moment(sheet.as_of, year=True)),
        (*voice.p("report", "checksum"), f"sha256 {grouped(sheet_checksum(sheet))}"),
    )
    return [Span(" · ".join(" ".join(part) for part in parts), LABEL)]


def _page_of(voice: Voice, number: int, total: int) -> list[Span]:
    said = voice.each(lambda t: t.t("Page {page} of {pages}", page=t.number(number), pages=t.number(total)))
    return [Span("   ".join(said), LABEL)]


def _shift(voice: Voice, shift: Shift) -> Said:
    return voice.each(lambda texts: shift.label(texts.language))


class _Head(Block):
    """Whose sheet this is; at the right which shift, and its hours."""

    def __init__(self, outline: str, place: Spans, left: Sequence[Spans], right: Sequence[Spans]) -> None:
        super().__init__(0, 8)
        self._outline, self._place, self._left, self._right = outline, place, left, right

    def height_at(self, width: float) -> float:
        self._right_lines: list[Line] = [line for spans in self._right for line in set_lines(spans, _RIGHT)]
        room = width - _RIGHT - 14
        self._place_lines = set_lines(self._place, room - _MARK - 6)
        self._left_lines = [line for spans in self._left for line in set_lines(spans, room)]
        left = height_of(self._place_lines) + 6 + height_of(self._left_lines)
        return max(left, height_of(self._right_lines))

    def draw(self) -> None:
        canvas, top = self.canv, self.height
        mark(canvas, self._outline, 0, top)
        draw_mark(canvas, 0, top - _MARK, _MARK)
        draw_lines(canvas, self._place_lines, _MARK + 6, top - 0.5, self.width)
        draw_lines(canvas, self._left_lines, 0, top - height_of(self._place_lines) - 6, self.width)
        draw_lines(canvas, self._right_lines, self.width - _RIGHT, top, _RIGHT, "right")


def _blocks(sheet: Sheet, voice: Voice, title: Said) -> list[Flowable]:
    made: list[Flowable] = [*_head(sheet, voice, title), *_people(sheet, voice), *_word(sheet, voice)]
    made += _notes(sheet, voice)
    for part in Part:
        made += _part(sheet, part, voice)
    if sheet.is_empty:
        made.append(Text(pair(voice.t("Nothing waits for the next shift.")), before=10))
    return [*made, *_signatures(sheet, voice)]


def _head(sheet: Sheet, voice: Voice, title: Said) -> list[Flowable]:
    shift = _shift(voice, sheet.spell.shift)
    day = voice.each(lambda texts: day_words(texts, sheet.spell))
    place: list[Span] = [Span(sheet.property_name.strip()[:60] or DASH, STRONG)]
    right = [
        label(voice.t("Shift")),
        [Span(shift[0], REFERENCE), *(Span(" " + other, LABEL) for other in shift[1:])],
        [Span(f"{sheet.spell.day.isoformat()}  {hours(sheet.spell.shift)}", BODY)],
    ]
    left = [pair(title, TITLE, TITLE_BESIDE), [Span("  ".join(day), SUBJECT)]]
    return [_Head(f"{title[0]} {day[0]}", place, left, right), Rule("text", 0.8)]


def _people(sheet: Sheet, voice: Voice) -> list[Flowable]:
    """Who is there now, who comes, who is on call."""
    duty = sheet.duty

    def cell(name: Said, rows: tuple[DutyRow, ...]) -> list[Span]:
        first, *others = label(name)
        names = "、" if voice.first.language.startswith("zh") else ", "
        said = names.join(row.name for row in rows)
        return [Span(first.text + "\n", first.style), *others, Span(said or DASH, STRONG)]

    cells = [
        cell(voice.t("At the desk, this shift"), duty.desk),
        cell(voice.t("On call, this shift"), duty.on_call),
        cell(voice.t("At the desk, next shift"), duty.next_desk),
        cell(voice.t("On call, next shift"), duty.next_on_call),
    ]
    return [Grid([Column(share=1)] * 4, None, [cells], ruled=False, gap=14, before=5, after=4), Rule()]


def _word(sheet: Sheet, voice: Voice) -> list[Flowable]:
    """What whoever gave the shift said, and whether it was taken."""
    given = sheet.given
    if given is None:
        return []
    told = [f"{given.given_by} {voice.moment(given.at)}".strip()]
    taken = f"{given.taken_by} {voice.moment(given.taken_at)}".strip() if given.taken_at else DASH
    spans = join(
        [[*label(voice.t("Handed over")), Span("  " + told[0], BODY)],
         [*label(voice.t("Taken over")), Span("  " + taken, BODY)]], "     "
    )  # fmt: skip
    made: list[Flowable] = [Text(spans, before=6)]
    if given.text.strip():
        made.append(Text(written(given.text), bar=True, before=4))
    return made


def _notes(sheet: Sheet, voice: Voice) -> list[Flowable]:
    if not sheet.notes:
        return []
    rows: list[list[Spans]] = [
        [
            [Span(_BOX, BODY)],
            written(note.text),
            [Span(note.reference, BODY)] if note.reference else [],
            [Span(f"{note.written_by} {voice.moment(note.written_at)}".strip(), MUTED)],
        ]
        for note in sheet.notes
    ]
    columns = [Column(10), Column(share=1), Column(_REFERENCE), Column(96, align="right")]
    return [Heading(_named(voice, "notes"), before=11), Grid(columns, None, rows)]


def _named(voice: Voice, part: str) -> Said:
    return voice.each(lambda texts: texts.word("part", part))


def _part(sheet: Sheet, part: Part, voice: Voice) -> list[Flowable]:
    lines, total = sheet.lines[part][:_MOST], sheet.totals[part]
    if not lines:
        return []
    of = ""
    if len(lines) < total:
        of = " · ".join(voice.t("{shown} of {total} are shown.", shown=len(lines), total=total))
    note = [Span(of if of else str(total), LABEL)]
    if part is Part.INCIDENTS:
        columns = [Column(share=0.6), Column(_WHEN), Column(share=1)]
        rows = [_incident(sheet, line, voice) for line in lines]
    else:
        columns = [
            Column(_WHEN),
            Column(_WHAT),
            Column(share=1),
            Column(_REFERENCE),
            Column(46, align="right"),
        ]
        rows = [_line(sheet, line, voice) for line in lines]
    return [
        CondPageBreak(room_for_heading()),
        Heading(_named(voice, part.value), note=note, before=11),
        Grid(columns, None, rows),
    ]


def _line(sheet: Sheet, line: SheetLine, voice: Voice) -> list[Spans]:
    late = is_late(line, sheet.as_of)
    moment = [Span(voice.moment(line.at), LATE if late else STRONG)] if line.at is not None else []
    grave = [Span(line.severity.upper() + "  ", STRONG)] if line.severity in ("s1", "s2") else []
    said = join([pair(voice.each(lambda texts: kind(texts, line))), written(line.text)], ": ")
    who = [Span(about(voice.first, line), BODY)]
    if line.phone:
        who.insert(0, Span(line.phone + "  ", STRONG))
    return [moment, said, [*grave, *who], [Span(line.reference, BODY)], [Span(line.handler, MUTED)]]


def _incident(sheet: Sheet, line: SheetLine, voice: Voice) -> list[Spans]:
    until = when(voice.first, line, sheet.as_of, sheet.zone) if line.at is not None else ""
    title = about(voice.first, line) or " ".join(voice.t("One cause"))
    return [
        [Span(title, STRONG)],
        [Span(until, MUTED)] if until else [],
        [Span(f"“{line.text.strip()}”", BODY)] if line.text.strip() else [],
    ]


def _signatures(sheet: Sheet, voice: Voice) -> list[Flowable]:
    given = sheet.given
    signers = [
        (label(voice.t("Handed over by")), written(given.given_by if given else "")),
        (label(voice.t("Taken over by")), written(given.taken_by if given else "")),
    ]
    return [Signatures(signers, [Span(" ".join(voice.t("Date")), LABEL)])]
