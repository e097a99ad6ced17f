"""The targets of the case: by when each was promised, whether it was met, and when the clocks stood still.

The steps in between stand in the table of steps; the rounds of progress are summed up in one line.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import CondPageBreak, Flowable

from models.handling.clock_kinds import ClockName, ClockRow, PauseRow
from models.timing.clock import ClockPhase
from reports.documents.told import Told, by_when
from reports.layout.blocks import Heading, room_for_heading
from reports.layout.grid import Column, Grid
from reports.layout.styles import BODY, MUTED
from reports.layout.text import Span, Spans
from reports.voice import join, pair, written

_ELSEWHERE = frozenset({ClockName.SOOTHE, ClockName.APOLOGISE, ClockName.GATHER, ClockName.CONFIRM})


def clocks(told: Told) -> list[Flowable]:
    """The targets, two to a row, and the pauses below them."""
    rows = [row for row in told.file.clocks if row.name not in _ELSEWHERE]
    if not rows:
        return []
    single = [row for row in rows if row.name != ClockName.PROGRESS_TOLD]
    cells: list[Spans] = [cell for row in single for cell in _target(told, row)]
    cells += _progress(told, [row for row in rows if row.name == ClockName.PROGRESS_TOLD])
    cells += [[], []] * (len(cells) // 2 % 2)
    columns = (Column(share=1), Column(128, align="right"), Column(share=1), Column(128, align="right"))
    lines = [cells[at : at + 4] for at in range(0, len(cells), 4)]
    heading = Heading(told.voice.p("report", "Targets"), note=_sum(told, rows))
    made: list[Flowable] = [CondPageBreak(room_for_heading()), heading, Grid(columns, None, lines, gap=10)]
    pauses = [[line] for line in _pauses(told)]
    return [*made, Grid([Column(share=1)], None, pauses)] if pauses else made


def _sum(told: Told, rows: list[ClockRow]) -> Spans:
    """How many were met and how many not, as of the last change of the case."""
    phases = [row.phase(told.case.as_of) for row in rows]
    met = phases.count(ClockPhase.MET)
    late = phases.count(ClockPhase.MISSED) + phases.count(ClockPhase.BREACHED)
    said = [told.voice.n("{n} in time", "{n} in time", met)]
    said += [told.voice.n("{n} late", "{n} late", late)] if late else []
    return join([pair(one, MUTED) for one in said], told.comma, MUTED)


def _target(told: Told, row: ClockRow) -> list[Spans]:
    name = pair(told.voice.word("target", row.name))
    if row.round > 1:
        again = told.voice.first.t("round {n}", n=row.round)
        name = [*name, Span(f" {again}", MUTED)]
    return [name, join([by_when(told, row.due_at), told.in_time(row.stopped_at, row.due_at)], " ")]


def _progress(told: Told, rows: list[ClockRow]) -> list[Spans]:
    """How often the resident was told, how often too late, and by when they hear next."""
    if not rows:
        return []
    name = pair(told.voice.word("target", ClockName.PROGRESS_TOLD))
    if len(rows) == 1 or rows[-1].stopped_at is None:
        return _target(told, rows[-1])
    late = sum(row.phase(told.case.as_of) is ClockPhase.MISSED for row in rows)
    said = [pair(told.voice.n("{n} round", "{n} rounds", len(rows)), MUTED)]
    said += [pair(told.voice.n("{n} late", "{n} late", late), MUTED)] if late else []
    return [name, join(said, told.comma, MUTED)]


def _pauses(told: Told) -> Iterator[Spans]:
    for row in told.file.pauses:
        yield join(
            [pair(told.voice.word("pause_reason", row.reason)), _span(told, row), written(row.text)], "  "
        )


def _span(told: Told, row: PauseRow) -> Spans:
    start, end = told.voice.moment(row.started_at), told.voice.moment(row.ended_at or row.ends_at)
    return [Span(f"{start} – {end}", BODY)]
