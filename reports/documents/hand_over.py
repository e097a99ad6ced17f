"""The sheet that one shift hands to the next (A4): what is open, promised and due, who is there, what to know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from reportlab.platypus import CondPageBreak, Flowable

from models.shifts.kinds import DutyRow, Shift
from models.shifts.saying import about, day_words, hours, is_late, kind, when
from models.shifts.sheet_kinds import Part, Sheet, SheetLine
from reports.checksum import checksum
from reports.documents.heads import TitleBlock, cell, foot, owner, page_of
from reports.layout import paper
from reports.layout.blocks import Heading, Rule, Text, room_for_heading
from reports.layout.figures import Signatures
from reports.layout.grid import Column, Grid
from reports.layout.styles import BODY, LABEL, LATE, MUTED, REFERENCE, STRONG, SUBJECT, TITLE, TITLE_BESIDE
from reports.layout.text import Span, Spans
from reports.voice import DASH, Said, Voice, join, label, pair, written
from resources.texts import Texts

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
        footer=foot(voice, sheet.as_of, sheet_checksum(sheet)),
        page=partial(page_of, voice),
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


def _shift(voice: Voice, shift: Shift) -> Said:
    return voice.each(lambda texts: shift.label(texts.language))


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
    right = [
        label(voice.t("Shift")),
        [Span(shift[0], REFERENCE), *(Span(" " + other, LABEL) for other in shift[1:])],
        [Span(f"{sheet.spell.day.isoformat()}  {hours(sheet.spell.shift)}", BODY)],
    ]
    left = [pair(title, TITLE, TITLE_BESIDE), [Span("  ".join(day), SUBJECT)]]
    return [TitleBlock(f"{title[0]} {day[0]}", owner(sheet.property_name), left, right), Rule("text", 0.8)]


def _people(sheet: Sheet, voice: Voice) -> list[Flowable]:
    """Who is there now, who comes, who is on call."""
    duty = sheet.duty

    def named(name: Said, rows: tuple[DutyRow, ...]) -> list[Span]:
        between = "、" if voice.first.language.startswith("zh") else ", "
        return cell(name, written(between.join(row.name for row in rows), STRONG))

    cells = [
        named(voice.t("At the desk, this shift"), duty.desk),
        named(voice.t("On call, this shift"), duty.on_call),
        named(voice.t("At the desk, next shift"), duty.next_desk),
        named(voice.t("On call, next shift"), duty.next_on_call),
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
    moment = [Span(_moment(line, voice), LATE if late else STRONG)] if line.at is not None else []
    grave = [Span(line.severity.upper() + "  ", STRONG)] if line.severity in ("s1", "s2") else []
    said = join([pair(voice.each(lambda texts: kind(texts, line))), written(line.text)], ": ")
    who = [Span(about(voice.first, line), BODY)]
    if line.phone:
        who.insert(0, Span(line.phone + "  ", STRONG))
    return [moment, said, [*grave, *who], [Span(line.reference, BODY)], [Span(line.handler, MUTED)]]


def _moment(line: SheetLine, voice: Voice) -> str:
    """``11-20 14:00``, or with the end of a time that was agreed: ``11-20 14:00–16:00``."""
    assert line.at is not None
    begin = voice.moment(line.at)
    return begin if line.until is None else f"{begin}–{voice.first.time_at(line.until, voice.zone)}"


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
