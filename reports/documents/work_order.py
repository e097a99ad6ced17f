"""The job slip that a technician takes along (A5): where, whom to ring, what to do, room to write what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial

from reportlab.platypus import Flowable

from models.crew.kinds import SkillRow
from models.repairs.kinds import OrderRow, Outcome
from models.scheduling.printing import Slip
from reports.checksum import checksum
from reports.documents.heads import TitleBlock, brief, cell, foot, owner, page_of
from reports.layout.blocks import Heading, Rule, Text
from reports.layout.figures import Photo, Photos, Signatures, WritingLines, readable
from reports.layout.grid import Column, Grid
from reports.layout.paper import A5, Paper, Part
from reports.layout.styles import BODY, LABEL, MUTED, REFERENCE, STRONG, SUBJECT, TITLE, TITLE_BESIDE
from reports.layout.text import Span, Spans
from reports.voice import Said, Voice, join, label, pair, written
from resources.texts import Texts

_MARGIN = 28
_BOX = "□ "
_PHOTOS = 3
_LINES = 3  # to write on


def work_order_slips(slips: Sequence[Slip], texts: Sequence[Texts]) -> Paper:
    """One slip for each order, in the order given. Two texts stand side by side."""
    if not slips or not texts:
        raise ValueError("a slip needs an order and a language")
    house = slips[0].house
    voice = Voice(texts, house.zone, house.currency)
    title = voice.t("Job slip")
    references = tuple(slip.file.row.reference for slip in slips)
    span = references[0] if len(references) == 1 else f"{references[0]} – {references[-1]}"
    return Paper(
        title=f"{title[0]} {span}",
        author=house.name,
        subject=" · ".join(brief(slip.file.row.title, 60) for slip in slips[:5]),
        keywords=references,
        language=texts[0].language,
        parts=tuple(_part(slip, voice, title) for slip in slips),
        size=A5,
        margin=_MARGIN,
    )


def _part(slip: Slip, voice: Voice, title: Said) -> Part:
    row = slip.file.row
    return Part(
        title=row.reference,
        running=[Span(row.reference + "  ", STRONG), Span(brief(row.title, 60), MUTED)],
        footer=foot(voice, slip.as_of, checksum(slip)),
        page=partial(page_of, voice),
        blocks=partial(_blocks, slip, voice, title),
    )


def _blocks(slip: Slip, voice: Voice, title: Said) -> list[Flowable]:
    return [
        *_head(slip, voice, title),
        *_glance(slip, voice),
        *_work(slip, voice),
        *_photos(slip, voice),
        *_to_fill_in(slip, voice),
    ]


def span_of(begin: datetime | None, end: datetime | None, voice: Voice) -> str:
    """``09:00–11:00``; nothing without a time."""
    if begin is None or end is None:
        return ""
    return f"{begin.astimezone(voice.zone):%H:%M}–{end.astimezone(voice.zone):%H:%M}"


def day_and_span(begin: datetime | None, end: datetime | None, voice: Voice) -> str:
    """``Sat 21 Nov 09:00–11:00``; nothing without a time."""
    if begin is None:
        return ""
    return f"{voice.first.long_date(begin.astimezone(voice.zone))} {span_of(begin, end, voice)}"


def _agreed(row: OrderRow, voice: Voice) -> str:
    return day_and_span(row.window[0], row.window[1], voice) if row.window else ""


def where(row: OrderRow) -> str:
    """The place and what was said about it."""
    said = row.where_text.strip()
    return row.place if said in ("", row.place) else " · ".join(part for part in (row.place, said) if part)


def skill(skills: Mapping[str, SkillRow], voice: Voice, code: str) -> Said:
    """The word of a skill in each language; the code of one that nobody knows any more."""
    found = skills.get(code)
    return voice.each(lambda texts: found.label(texts.language) if found else code)


def _head(slip: Slip, voice: Voice, title: Said) -> list[Flowable]:
    row, house = slip.file.row, slip.house
    right = [
        label(voice.t("Reference")),
        [Span(row.reference, REFERENCE)],
        label(voice.word("order_state", row.state)),
        [Span(row.case_reference, BODY)],
    ]
    left = [pair(title, TITLE, TITLE_BESIDE), [Span(brief(row.title, 90), SUBJECT)]]
    outline = f"{row.reference}  {brief(row.title, 60)}"
    return [
        TitleBlock(outline, owner(house.name, house.phone), left, right, row.reference),
        Rule("text", 0.8),
    ]


def _glance(slip: Slip, voice: Voice) -> list[Flowable]:
    """When and who; where and whom to ring; how one gets in."""
    file, row = slip.file, slip.file.row
    work = voice.duration(timedelta(minutes=row.estimate_minutes))
    contact = join([written(row.resident, STRONG), written(file.contact_phone, STRONG)], "  ", STRONG)
    due = written(voice.moment(row.due_at), STRONG) if row.due_at else []
    severity = [Span(row.severity.upper() + " ", STRONG), *pair(voice.word("severity", row.severity), BODY)]
    needs = join([pair(skill(slip.house.skills, voice, row.skill), STRONG), pair(work, STRONG)], "  ", STRONG)
    cells = [
        cell(voice.p("slip", "When"), written(day_and_span(row.starts_at, row.ends_at, voice), STRONG)),
        cell(voice.t("Technician"), written(row.technician, STRONG)),
        cell(voice.p("slip", "Where"), written(where(row), STRONG)),
        cell(voice.p("slip", "Whom to ring"), contact),
        cell(voice.t("Skill and time"), needs),
        cell(voice.p("slip", "Urgency"), join([severity, due], "  ", STRONG)),
        cell(voice.t("Getting in"), _access(slip, voice)),
        cell(
            voice.t("Agreed with the resident"),
            written(_agreed(row, voice), STRONG),
        ),
    ]
    rows = [cells[at : at + 2] for at in range(0, len(cells), 2)]
    return [
        Grid([Column(share=1.15), Column(share=1)], None, rows, ruled=False, gap=12, before=4, after=3),
        Rule(),
    ]


def _access(slip: Slip, voice: Voice) -> list[Span]:
    file, row = slip.file, slip.file.row
    said: list[Spans] = [pair(voice.word("access", row.access), STRONG), written(file.access_note)]
    if row.pets:
        said.append(pair(voice.t("Pets in the home"), STRONG))
    said.append(written(file.access_needs))
    return join(said, " · ")


def _work(slip: Slip, voice: Voice) -> list[Flowable]:
    """What is to be done, what to beware of, what to bring."""
    file = slip.file
    made: list[Flowable] = [Heading(voice.t("What is to be done"), before=7)]
    made.append(Text(written(file.text) or written(file.row.title)))
    for said, text in (
        (voice.t("Safety"), "\n".join((file.safety, *file.hints)).strip()),
        (voice.t("Parts to bring"), file.parts_text),
    ):
        if text.strip():
            made.append(Text([*label(said), Span("  " + text.strip(), STRONG)], bar=True, before=5))
    if file.remedy.strip():
        made.append(
            Text(
                [*label(voice.t("Agreed with the resident")), Span("  " + file.remedy.strip(), BODY)],
                before=5,
            )
        )
    return made


def _photos(slip: Slip, voice: Voice) -> list[Flowable]:
    """What the case brought along: seeing it before saves a way."""
    shown = [
        Photo(image, [Span(brief(file.note or file.name, 40), LABEL)])
        for file in (*slip.file.case_files, *slip.file.files)
        if file.kind != "signature" and (image := readable(file.thumbnail)) is not None
    ][:_PHOTOS]
    return [Heading(voice.t("Photos"), before=7), Photos(shown, columns=_PHOTOS)] if shown else []


def _to_fill_in(slip: Slip, voice: Voice) -> list[Flowable]:
    """Boxes and lines for the pen; the desk types them in afterwards."""
    times = [
        cell(voice.t("Arrived"), [Span("____:____", MUTED)]),
        cell(voice.p("slip", "Finished"), [Span("____:____", MUTED)]),
        cell(voice.t("Parts used"), [Span("________________________", MUTED)]),
        cell(voice.t("Readings"), [Span("________________", MUTED)]),
    ]
    columns = [Column(58), Column(58), Column(share=1.4), Column(share=1)]
    outcomes: list[Span] = []
    for outcome in Outcome:
        outcomes += [Span(_BOX, BODY), *pair(voice.word("outcome", outcome), BODY), Span("    ", BODY)]
    outcomes += [Span(_BOX, BODY), *pair(voice.word("appointment_state", "no_access"), BODY)]
    signers = [
        (label(voice.t("Technician")), written(slip.file.row.technician)),
        (label(voice.p("report", "Resident")), written(slip.file.row.resident)),
    ]
    return [
        Heading(voice.p("slip", "What was done"), before=8),
        Grid(columns, None, [times], ruled=False, gap=10),
        Text(outcomes, before=5),
        WritingLines(_LINES, before=2),
        Signatures(signers, [Span(" ".join(voice.t("Date")), LABEL)], before=8),
    ]
