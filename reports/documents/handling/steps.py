"""The eight steps: the picture of progress, and every go at every step with who, when, how long, by when, and what."""

from __future__ import annotations

from collections import Counter

from reportlab.platypus import CondPageBreak, Flowable

from models.handling.kinds import StepRow, StepState
from models.handling.steps import STEPS
from reports.documents.handling.facts import facts_of
from reports.documents.told import Told
from reports.layout.blocks import Heading, Text, room_for_heading
from reports.layout.figures import Segments
from reports.layout.grid import Column, Grid
from reports.layout.styles import BODY, LABEL, MUTED, SOON, STRONG
from reports.layout.text import Span, Spans
from reports.voice import DASH, join, label, pair
from resources.texts import local

_COLUMNS = (
    Column(7),
    Column(80),
    Column(34),
    Column(50),
    Column(46),
    Column(30),
    Column(46),
    Column(share=1),
)


def steps(told: Told) -> list[Flowable]:
    """The section of the steps. Imported history says that nobody recorded them instead of showing an empty table."""
    voice, rows = told.voice, told.file.steps
    if told.row.imported and not rows:
        said = voice.t("Imported from earlier records. The steps were not recorded then.")
        source = [Span(f"  {told.detail.source_key}", LABEL)] if told.detail.source_key else []
        return [Heading(voice.t("The eight steps")), Text([*pair(said), *source])]
    names = [[Span(f"{step.number} ", LABEL), *label(voice.word("step", step.code))] for step in STEPS]
    heading = Heading(voice.t("The eight steps"), voice.t("who, when, how long, by when")[-1], _summary(told))
    made: list[Flowable] = [CondPageBreak(room_for_heading() + 30), heading, Segments(told.row.steps, names)]
    if rows:
        made.append(Grid(_COLUMNS, _header(told), [_row(told, row) for row in rows], gap=5))
    ahead = [step.code for step in STEPS if told.row.steps[step.number - 1] == StepState.LOCKED]
    if ahead:
        later = voice.words("step", ahead)
        made.append(Text([*label(voice.t("Still ahead")), Span("  ", LABEL), *pair(later, MUTED)], before=3))
    return made


def _summary(told: Told) -> Spans:
    """How many goes were in time, late, skipped, sent back."""
    voice = told.voice
    counts: Counter[str] = Counter(kind for kind in map(_judged, told.file.steps) if kind)
    said = [
        voice.n("{n} in time", "{n} in time", counts["in_time"]) if counts["in_time"] else (),
        voice.n("{n} late", "{n} late", counts["late"]) if counts["late"] else (),
        voice.n("{n} skipped", "{n} skipped", counts["skipped"]) if counts["skipped"] else (),
        voice.n("{n} sent back", "{n} sent back", counts["returned"]) if counts["returned"] else (),
    ]
    return join([pair(one, MUTED) for one in said], told.comma, MUTED)


def _judged(step: StepRow) -> str | None:
    """What one go counts as in the summary."""
    if step.state == StepState.SKIPPED:
        return "skipped"
    if step.state == StepState.RETURNED:
        return "returned"
    if step.due_at is None or step.finished_at is None:
        return None
    return "in_time" if step.finished_at <= step.due_at else "late"


def _header(told: Told) -> list[Spans]:
    voice = told.voice
    return [
        [],
        label(voice.p("report", "Step")),
        label(voice.p("report", "Who")),
        label(voice.p("report", "When")),
        label(voice.p("report", "Taken")),
        label(voice.p("report", "Due")),
        label(voice.t("In time")),
        label(voice.p("report", "Facts")),
    ]


def _row(told: Told, step: StepRow) -> list[Spans]:
    voice = told.voice
    done = step.finished_at
    taken = [Span(voice.first.duration(done - step.started_at), BODY)] if done else []
    skipped = step.state == StepState.SKIPPED
    return [
        [Span(str(step.step), LABEL)],
        _name(told, step),
        [Span(step.finished_by or step.owner or DASH, BODY)],
        [Span(voice.moment(done or step.started_at), BODY)],
        [Span(DASH, MUTED)] if skipped else taken,
        [Span(DASH if skipped else _due(told, step), MUTED)],
        _state(told, step),
        facts_of(told, step),
    ]


def _due(told: Told, step: StepRow) -> str:
    """When the step was due; the time alone when it is the day that stands beside it."""
    if step.due_at is None:
        return DASH
    due = local(step.due_at, told.voice.zone)
    shown = local(step.finished_at or step.started_at, told.voice.zone)
    return told.voice.first.time(due) if due.date() == shown.date() else told.voice.moment(step.due_at)


def _name(told: Told, step: StepRow) -> Spans:
    """The step, and which go at it this was."""
    again = " " + told.voice.first.t("round {n}", n=step.round) if step.round > 1 else ""
    return [*pair(told.voice.word("step", step.code), STRONG), Span(again, MUTED)]


def _state(told: Told, step: StepRow) -> Spans:
    voice = told.voice
    match step.state:
        case StepState.SKIPPED:
            return pair(voice.word("step_state", step.state), MUTED)
        case StepState.RETURNED:
            return pair(voice.word("step_state", step.state), SOON, SOON)
        case StepState.CURRENT:
            return join(
                [pair(voice.word("step_state", step.state), STRONG), told.in_time(None, step.due_at)], " "
            )
    judged = told.in_time(step.finished_at, step.due_at)
    return judged or pair(voice.word("step_state", step.state), MUTED)
