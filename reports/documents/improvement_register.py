"""The improvement register (A4, landscape): every column, in the groups of the page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby

from reportlab.platypus import CondPageBreak, Flowable

from models.improvements.kinds import ImprovementGroup, ImprovementRow, ImprovementState
from models.improvements.printing import RegisterLine, RegisterSheet
from models.improvements.saying import drop_words, told_words, verdict_sentence
from models.improvements.verdict import ready_on
from reports.checksum import checksum
from reports.documents.heads import TitleBlock, brief, foot, owner, page_of
from reports.documents.improvement_lines import Reporter, judgement_of, verdict_style
from reports.layout.blocks import Heading, Rule, Text, room_for_heading
from reports.layout.grid import Column, Grid
from reports.layout.paper import A4, Paper, Part
from reports.layout.styles import LABEL, MUTED, REFERENCE, STRONG, SUBJECT, TITLE, TITLE_BESIDE, Style
from reports.layout.text import Span, Spans
from reports.voice import DASH, Said, join, label, pair
from resources.texts import Texts

_PLAIN, _BOLD, _QUIET = Style(7, 9.6), Style(7, 9.6, bold=True), Style(7, 9.6, "muted")
_LATE = Style(7, 9.6, "overdue", bold=True)
_LONG, _SHORT = 420, 60  # the most characters of a text, and of a name
_COLUMNS = (
    Column(share=1.15), Column(share=1.05), Column(40, align="right"), Column(share=1.25), Column(share=1.1),
    Column(36), Column(50), Column(share=0.85), Column(34, align="right"), Column(share=0.95),
    Column(54, align="right"), Column(share=1.25),
)  # fmt: skip


def improvement_register(sheet: RegisterSheet, texts: Sequence[Texts]) -> Paper:
    """The register as it stands. Two texts stand side by side. The same register gives the same paper."""
    if not texts:
        raise ValueError("a register needs a language")
    voice = Reporter(sheet.house, texts)
    title, day = voice.t("Improvement register"), sheet.day.isoformat()
    part = Part(
        title=f"{title[0]} {day}",
        running=[Span(f"{title[0]}  ", STRONG), Span(day, MUTED)],
        footer=foot(voice, sheet.as_of, checksum(sheet)),
        page=partial(page_of, voice),
        blocks=partial(_blocks, sheet, voice, title),
    )
    return Paper(
        title=f"{title[0]} {day}",
        author=sheet.house.name,
        subject=voice.word("improvement_view", sheet.view)[0],
        keywords=(day, sheet.house.name),
        language=texts[0].language,
        parts=(part,),
        size=(A4[1], A4[0]),
    )


def _blocks(sheet: RegisterSheet, voice: Reporter, title: Said) -> list[Flowable]:
    right: list[Spans] = [
        label(voice.t("State of")),
        [Span(sheet.day.isoformat(), REFERENCE)],
        pair(voice.n("{n} improvement", "{n} improvements", len(sheet.lines))),
    ]
    left = [
        pair(title, TITLE, TITLE_BESIDE),
        pair(voice.word("improvement_view", sheet.view), SUBJECT, MUTED),
    ]
    made: list[Flowable] = [
        TitleBlock(
            f"{title[0]} {sheet.day.isoformat()}", owner(sheet.house.name, sheet.house.address), left, right
        ),
        Rule("text", 0.8),
    ]
    if not sheet.lines:
        return [*made, Text(pair(voice.t("There is no improvement here yet.")), before=10)]
    for group, lines in groupby(sheet.lines, key=lambda line: line.row.group):
        made += _group(voice, group, tuple(lines))
    return made


def _group(voice: Reporter, group: ImprovementGroup, lines: tuple[RegisterLine, ...]) -> list[Flowable]:
    note = [Span(voice.first.number(len(lines)), LABEL)]
    grid = Grid(_COLUMNS, _header(voice), [_row(voice, line) for line in lines], gap=6)
    heading = Heading(voice.word("improvement_group", group), note=note, before=10)
    return [CondPageBreak(room_for_heading() + 30), heading, grid]


def _header(voice: Reporter) -> list[Spans]:
    said = (
        voice.t("Sub-type"), voice.t("Root cause"), voice.t("Cases in the period"), voice.t("Plan now"),
        voice.t("Plan later"), voice.t("Difficulty"), voice.t("Due"), voice.t("Responsible: front office, department"),
        voice.t("Target drop"), voice.t("When it is overdue"), voice.t("Measured drop"), voice.t("Verdict"),
    )  # fmt: skip
    return [pair(one, LABEL, LABEL) for one in said]


def _row(voice: Reporter, line: RegisterLine) -> list[Spans]:
    row, first = line.row, voice.first
    return [
        _about(voice, row),
        pair(voice.root(row), _PLAIN, _QUIET) or _none(),
        [Span(first.number(row.period_count), _BOLD), Span(f"\n{_period(row)}", LABEL)],
        _plan(voice, row),
        _text(row.plan_long),
        pair(voice.word("effort", row.difficulty), _PLAIN, _QUIET),
        _due(voice, row),
        _who(row),
        [Span(drop_words(first, float(row.target_percent)), _PLAIN)],
        _overdue(voice, line),
        _drop(voice, row),
        _verdict(voice, row),
    ]


def _none() -> list[Span]:
    return [Span(DASH, _QUIET)]


def _text(text: str) -> list[Span]:
    return [Span(brief(text, _LONG), _PLAIN)] if text.strip() else _none()


def _about(voice: Reporter, row: ImprovementRow) -> list[Span]:
    return join([pair(voice.name(row), _BOLD, _QUIET), pair(voice.scope(row), LABEL, LABEL)], "\n")


def _period(row: ImprovementRow) -> str:
    return f"{row.period_from:%m-%d} – {row.period_to:%m-%d}"


def _plan(voice: Reporter, row: ImprovementRow) -> list[Span]:
    """What is done now, how far it is, and what a manager is asked."""
    parts = [_text(row.plan_short)]
    if row.tasks:
        parts.append(pair(voice.t("{done} of {n} done", done=row.tasks_done, n=row.tasks), LABEL, LABEL))
    if row.ask:
        asked = voice.first.t("Asked: {ask}", ask=brief(row.ask, 120))
        cost = f" {voice.money(row.ask_minor)}" if row.ask_minor else ""
        answer = (
            voice.word("improvement_decision", row.decision) if row.decision else voice.t("waits for a yes")
        )
        parts.append([Span(f"{asked}{cost} · ", LABEL), *pair(answer, LABEL, LABEL)])
    return join(parts, "\n")


def _due(voice: Reporter, row: ImprovementRow) -> list[Span]:
    late = voice.n("{n} day late", "{n} days late", row.late_days) if row.late_days else ()
    return join([[Span(row.due_on.isoformat(), _PLAIN)], pair(late, _LATE, _LATE)], "\n")


def _who(row: ImprovementRow) -> list[Span]:
    department = " · ".join(brief(one, _SHORT) for one in (row.department, row.department_owner) if one)
    parts = [[Span(brief(row.owner, _SHORT), _PLAIN)] if row.owner else _none()]
    return join([*parts, [Span(department, _QUIET)] if department else _none()], "\n")


def _overdue(voice: Reporter, line: RegisterLine) -> list[Span]:
    """What was agreed to happen, and who was told."""
    told = told_words(voice.first, line.row, voice.zone) if line.row.late_days else ""
    return join([_text(line.when_overdue), [Span(told, _LATE)] if told else []], "\n")


def _drop(voice: Reporter, row: ImprovementRow) -> list[Span]:
    judged = judgement_of(row)
    if judged is None:
        return _none()
    counts = voice.first.t(
        "{before} before, {after} after",
        before=voice.first.number(judged.before), after=voice.first.number(judged.after),
    )  # fmt: skip
    return [Span(drop_words(voice.first, judged.drop_percent, 1), _BOLD), Span(f"\n{counts}", LABEL)]


def _verdict(voice: Reporter, row: ImprovementRow) -> list[Span]:
    judged, first = judgement_of(row), voice.first
    if judged is not None:
        look = verdict_style(row.verdict)
        word = pair(voice.word("verdict", row.verdict), Style(7, 9.6, look.colour, bold=True), _QUIET)
        numbers = f"p={first.number(judged.p_value, 3)}" if judged.p_value >= 0.001 else "p<0.001"
        return join(
            [
                word,
                [Span(verdict_sentence(first, judged, row.target_percent), LABEL)],
                [Span(numbers, LABEL)],
            ],
            "\n",
        )
    if row.state == ImprovementState.IN_FORCE and row.effective_on is not None:
        since = voice.t("in force {day}", day=row.effective_on.isoformat())
        ready = voice.t("Verdict on {day}", day=ready_on(row.effective_on).isoformat())
        return join([pair(since, _PLAIN, _QUIET), pair(ready, LABEL, LABEL)], "\n")
    return pair(voice.word("improvement_state", row.state), _QUIET, _QUIET)
