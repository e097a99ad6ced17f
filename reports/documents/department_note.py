"""The note to the department (A4, one page): what residents said, what was found, the plan, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from reportlab.platypus import Flowable

from models.improvements.printing import NoteSheet
from models.improvements.saying import drop_words, target_words, verdict_sentence, weighed_sentence
from reports.charts.block import ChartBlock
from reports.charts.verdicts import verdict_chart
from reports.checksum import checksum
from reports.documents.heads import TitleBlock, brief, cell, foot, owner, page_of
from reports.documents.improvement_lines import Reporter, verdict_style
from reports.layout.blocks import Heading, Rule, Text
from reports.layout.grid import Column, Grid
from reports.layout.paper import Paper, Part
from reports.layout.styles import BODY, LABEL, MUTED, REFERENCE, STRONG, SUBJECT, TITLE, TITLE_BESIDE, Style
from reports.layout.text import Span, Spans
from reports.voice import DASH, Said, join, label, pair, written
from resources.texts import Texts

_CHART = 118
_QUOTE, _WHY, _PLAN, _NAME = 100, 64, 170, 24
_QUOTES, _TASKS = 3, 4
_VERDICT = Style(11, 15, bold=True)
_BETWEEN = 9  # above a heading


def department_note(sheet: NoteSheet, texts: Sequence[Texts]) -> Paper:
    """The note of one improvement; it names no resident. The same figures give the same paper."""
    if not texts:
        raise ValueError("a note needs a language")
    voice, row = Reporter(sheet.house, texts), sheet.file.row
    title, named = voice.t("Note to the department"), voice.name(sheet.file.row)[0]
    part = Part(
        title=f"{title[0]} {named}",
        running=[Span(f"{title[0]}  ", STRONG), Span(named, MUTED)],
        footer=foot(voice, sheet.as_of, checksum(sheet)),
        page=partial(page_of, voice),
        blocks=partial(_blocks, sheet, voice, title),
    )
    return Paper(
        title=f"{title[0]}: {named}",
        author=sheet.house.name,
        subject=named,
        keywords=tuple(filter(None, (named, row.department))),
        language=texts[0].language,
        parts=(part,),
    )


def _blocks(sheet: NoteSheet, voice: Reporter, title: Said) -> list[Flowable]:
    return [
        *_head(sheet, voice, title),
        *_said(sheet, voice),
        *_found(sheet, voice),
        *_plan(sheet, voice),
        *_came(sheet, voice),
        Text(
            pair(
                voice.t("Thank you for the work. What helped, and what did not, we tell the residents too.")
            ),
            before=8,
        ),
    ]


def _head(sheet: NoteSheet, voice: Reporter, title: Said) -> list[Flowable]:
    row = sheet.file.row
    to = " · ".join(brief(one, _NAME) for one in (row.department, row.department_owner) if one)
    right: list[Spans] = [
        label(voice.t("State of")),
        [Span(voice.moment(sheet.as_of, year=True)[: None if not voice.both else 10], REFERENCE)],
    ]
    left = [pair(title, TITLE, TITLE_BESIDE), pair(voice.name(row), SUBJECT, MUTED)]
    cells = [
        cell(voice.t("Department"), written(to, STRONG)),
        cell(voice.t("Front office"), written(brief(row.owner, _NAME), STRONG)),
        cell(
            voice.t("In force since"),
            [Span(voice.day(row.effective_on) if row.effective_on else DASH, STRONG)],
        ),
        cell(voice.t("Target drop"), [Span(drop_words(voice.first, float(row.target_percent)), STRONG)]),
    ]
    outline = f"{title[0]} {voice.name(row)[0]}"
    return [
        TitleBlock(outline, owner(sheet.house.name, sheet.house.address), left, right),
        Rule("text", 0.8),
        Grid(
            [Column(share=1.4)] + [Column(share=1)] * 3, None, [cells], ruled=False, gap=12, before=4, after=3
        ),
        Rule(),
    ]


def _said(sheet: NoteSheet, voice: Reporter) -> list[Flowable]:
    """How many complained of it, and some of what they said, without names."""
    note = [*pair(voice.n("{n} case", "{n} cases", sheet.cases), LABEL, LABEL)]
    if sheet.residents:
        note += [
            Span(" · ", LABEL),
            *pair(voice.n("{n} resident", "{n} residents", sheet.residents), LABEL, LABEL),
        ]
    made: list[Flowable] = [Heading(voice.t("What residents said"), note=note, before=_BETWEEN)]
    made.append(Text(pair(voice.scope(sheet.file.row), MUTED)))
    made += [
        Text([Span(f"“{brief(words, _QUOTE)}”  ", BODY), Span(voice.day(day), LABEL)], bar=True, before=3)
        for day, words in sheet.words[:_QUOTES]
    ]
    return made


def _found(sheet: NoteSheet, voice: Reporter) -> list[Flowable]:
    root = pair(voice.root(sheet.file.row), STRONG) or [Span(DASH, BODY)]
    whys = [
        [Span(f"{at}  ", LABEL), Span(brief(why, _WHY), BODY)]
        for at, why in enumerate(sheet.file.whys[:5], 1)
    ]
    return [Heading(voice.t("What was found"), before=_BETWEEN), Text(join([root, *whys], "\n"))]


def _plan(sheet: NoteSheet, voice: Reporter) -> list[Flowable]:
    """What is done now and later; and how far the tasks are."""
    row, tasks = sheet.file.row, sheet.file.tasks
    lines = [
        [*label(name), Span(f"  {brief(text, _PLAN)}", BODY)]
        for name, text in ((voice.t("Plan now"), row.plan_short), (voice.t("Plan later"), row.plan_long))
        if text.strip()
    ]
    shown = [f"{'✓' if task.done else '□'} {brief(task.text, _NAME)}" for task in tasks[:_TASKS]]
    if shown:
        lines.append([Span("   ".join(shown), BODY)])
    note: Spans = ()
    if tasks:
        note = pair(voice.t("{done} of {n} done", done=row.tasks_done, n=row.tasks), LABEL, LABEL)
    return [
        Heading(voice.t("What was planned"), note=note, before=_BETWEEN),
        Text(join(lines, "\n") or [Span(DASH, BODY)]),
    ]


def _came(sheet: NoteSheet, voice: Reporter) -> list[Flowable]:
    """The verdict with its numbers, and the weeks before and after."""
    made: list[Flowable] = [Heading(voice.t("What came of it"), before=_BETWEEN)]
    row, judged, preview = sheet.file.row, sheet.judged, sheet.file.preview
    if judged is None:
        return [*made, Text(pair(voice.t("The plan is not in force yet.")))]
    if preview is None:
        style = Style(_VERDICT.size, _VERDICT.leading, verdict_style(row.verdict).colour, bold=True)
        word = pair(voice.word("verdict", judged.verdict), style, TITLE_BESIDE)
        drop = [Span(f"   {drop_words(voice.first, judged.drop_percent, 1)} ", _VERDICT)]
        made.append(Text([*word, *drop, *pair(voice.each(lambda t: target_words(t, row)), MUTED)]))
        sentences = voice.each(lambda t: verdict_sentence(t, judged, row.target_percent))
    else:
        made.append(Text(pair(voice.t("Verdict on {day}", day=voice.day(preview.ready_on)), _VERDICT, MUTED)))
        sentences = voice.n(
            "{n} case in four weeks before, {after} after so far.",
            "{n} cases in four weeks before, {after} after so far.",
            judged.before, after=voice.first.number(judged.after),
        )  # fmt: skip
    until = sheet.day if preview is not None else None
    chart = verdict_chart(
        judged, row.target_percent, row.effective_on, voice.first, until=until,
        title=" ".join(voice.t("Cases a week")),
    )  # fmt: skip
    made.append(Text(pair(sentences, gap="\n")))
    made.append(Text(pair(voice.each(lambda t: weighed_sentence(t, judged)), LABEL, LABEL, gap="\n")))
    return [*made, ChartBlock(chart, _CHART, before=6)]
