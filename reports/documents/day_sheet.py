"""What one technician does on one day (A4): the jobs in the order of the way, with boxes to tick."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from reportlab.platypus import Flowable

from models.crew.kinds import AbsenceRow
from models.repairs.kinds import OrderFile
from models.scheduling.printing import DaySheet
from reports.checksum import checksum
from reports.documents.heads import TitleBlock, brief, foot, owner, page_of
from reports.documents.work_order import skill, span_of, where
from reports.layout.blocks import Rule, Text
from reports.layout.figures import Signatures
from reports.layout.grid import Column, Grid
from reports.layout.paper import A4, Paper, Part
from reports.layout.styles import BODY, LABEL, MUTED, REFERENCE, STRONG, SUBJECT, TITLE, TITLE_BESIDE
from reports.layout.text import Span, Spans
from reports.voice import Said, Voice, join, label, pair, written
from resources.texts import Texts

_BOX = "□"


def day_sheets(sheets: Sequence[DaySheet], texts: Sequence[Texts]) -> Paper:
    """One sheet for each technician and day. Two texts stand side by side."""
    if not sheets or not texts:
        raise ValueError("a day sheet needs a technician and a language")
    house = sheets[0].house
    voice = Voice(texts, house.zone, house.currency)
    title = voice.t("Day sheet")
    names = "、".join(dict.fromkeys(sheet.person.name for sheet in sheets))
    return Paper(
        title=f"{title[0]} {brief(names, 60)} {sheets[0].day.isoformat()}",
        author=house.name,
        subject=brief(names, 120),
        keywords=(sheets[0].day.isoformat(),),
        language=texts[0].language,
        parts=tuple(_part(sheet, voice, title) for sheet in sheets),
        size=A4,
    )


def _part(sheet: DaySheet, voice: Voice, title: Said) -> Part:
    day = voice.first.long_date(sheet.day)
    return Part(
        title=f"{sheet.person.name} {day}",
        running=[Span(sheet.person.name + "  ", STRONG), Span(day, MUTED)],
        footer=foot(voice, sheet.as_of, checksum(sheet)),
        page=partial(page_of, voice),
        blocks=partial(_blocks, sheet, voice, title),
    )


def _blocks(sheet: DaySheet, voice: Voice, title: Said) -> list[Flowable]:
    person, house = sheet.person, sheet.house
    days = voice.each(lambda texts: texts.long_date(sheet.day))
    minutes = sum(file.row.estimate_minutes for file in sheet.orders)
    jobs = voice.n("{n} job", "{n} jobs", len(sheet.orders))
    length = voice.duration(timedelta(minutes=minutes)) if sheet.orders else ()
    said = " · ".join(" ".join(one) for one in (jobs, length) if one)
    right = [
        label(voice.t("Technician")),
        [Span(brief(person.name, 40), REFERENCE)],
        [Span(person.phone, BODY)],
    ]
    left = [pair(title, TITLE, TITLE_BESIDE), [Span("  ".join(days), SUBJECT)], [Span(said, LABEL)]]
    outline = f"{person.name} {days[0]}"
    made: list[Flowable] = [
        TitleBlock(outline, owner(house.name, house.phone), left, right),
        Rule("text", 0.8),
    ]
    made += [Text(_away(one, voice), before=5) for one in sheet.away]
    if not sheet.orders:
        return [*made, Text(pair(voice.t("Nothing is scheduled on this day.")), before=10)]
    columns = [Column(12), Column(62), Column(share=1), Column(share=1.2), Column(66)]
    header = [
        [],
        label(voice.p("slip", "When")),
        label(voice.p("slip", "Where")),
        label(voice.t("What is to be done")),
        label(voice.t("Reference")),
    ]
    rows = [_row(file, sheet, voice) for file in sheet.orders]
    signer = [(label(voice.t("Technician")), written(person.name))]
    return [
        *made,
        Grid(columns, header, rows, before=6),
        Signatures(signer, [Span(" ".join(voice.t("Date")), LABEL)]),
    ]


def _away(one: AbsenceRow, voice: Voice) -> list[Span]:
    begin, end = one.starts_at.astimezone(voice.zone), one.ends_at.astimezone(voice.zone)
    when = f"{voice.first.long_date(begin)} {begin:%H:%M} – {voice.first.long_date(end)} {end:%H:%M}"
    return [*pair(voice.word("absence_kind", one.kind), STRONG), Span("  " + when, BODY)]


def _row(file: OrderFile, sheet: DaySheet, voice: Voice) -> list[Spans]:
    row = file.row
    times = span_of(row.starts_at, row.ends_at, voice)
    grave = [Span(row.severity.upper() + " ", STRONG)] if row.severity in ("s1", "s2") else []
    contact = join([written(row.resident), written(file.contact_phone, STRONG)], "  ")
    access = join(
        [
            pair(voice.word("access", row.access)),
            written(file.access_note),
            pair(voice.t("Pets in the home")) if row.pets else [],
        ],
        " · ",
    )
    place = join([written(where(row), STRONG), contact, access], "\n")
    needs = pair(skill(sheet.house.skills, voice, row.skill), MUTED)
    work = join([[*grave, *written(row.title, STRONG)], written(brief(file.text, 240)), needs], "\n")
    safety = written("\n".join(filter(None, (file.safety, file.parts_text))))
    agreed = span_of(*row.window, voice) if row.window else ""
    when = [Span(times, STRONG)]
    if agreed:
        when += [Span("\n" + " ".join(voice.p("slip", "agreed")) + " ", LABEL), Span(agreed, BODY)]
    return [[Span(_BOX, BODY)], when, place, join([work, safety], "\n"), [Span(row.reference, BODY)]]
