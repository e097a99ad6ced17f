"""Clocks in words: how each stands, and why it falls due then. Free of Qt's widgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.handling.clock_kinds import ClockRow, PauseRow
from models.handling.steps import step_of
from models.timing.clock import ClockPhase
from models.timing.kinds import Explanation, Piece, Why
from resources.texts import Texts
from ui.pages.handling.view import CaseView
from ui.shared.due import due_clock, left_words

RESOLVED = "resolved"
_TOKENS = {
    ClockPhase.RUNNING: "text",
    ClockPhase.SOON: "soon",
    ClockPhase.BREACHED: "overdue",
    ClockPhase.PAUSED: "muted",
    ClockPhase.MET: "ok",
    ClockPhase.MISSED: "overdue",
}
_RINGS = {ClockPhase.MET: "done", ClockPhase.MISSED: "done", ClockPhase.PAUSED: "paused"}


@dataclass(frozen=True)
class ClockLook:
    """How one clock is shown: the ring, what is left, by when."""

    name: str
    fraction: float
    state: str
    words: str
    token: str
    by: str


def clock_name(texts: Texts, row: ClockRow) -> str:
    """What a clock is about; those that are owed again and again say which time it is."""
    name = texts.word("target", row.name)
    return texts.t("{name}, round {n}", name=name, n=row.round) if row.round > 1 else name


def clock_look(texts: Texts, view: CaseView, row: ClockRow) -> ClockLook:
    """How a clock stands at the moment in sight."""
    phase = row.phase(view.now)
    shown = due_clock(row.started_at, row.due_at, view.now, row.warns_at)
    by = texts.t("by {when}", when=texts.when(row.due_at, view.zone, view.now))
    match phase:
        case ClockPhase.MET | ClockPhase.MISSED:
            words = texts.word("clock_phase", phase)
            at = row.stopped_at or row.due_at
            by = texts.when(at, view.zone, view.now)
        case ClockPhase.PAUSED:
            words = texts.word("clock_phase", phase)
            until = row.paused_until or row.due_at
            by = texts.t("goes on {when}", when=texts.when(until, view.zone, view.now))
        case _:
            words = left_words(texts, row.due_at, view.now)
    fraction = 1.0 if row.stopped_at is not None else shown.fraction
    state = _RINGS.get(phase, shown.state)
    return ClockLook(texts.word("target", row.name), fraction, state, words, _TOKENS[phase], by)


def clock_of(view: CaseView, name: str) -> ClockRow | None:
    """The latest round of a clock."""
    return next((row for row in reversed(view.file.clocks) if row.name == name), None)


def warns_at(view: CaseView, number: int) -> datetime | None:
    """When the clock of a step warns, while it runs."""
    row = clock_of(view, view.clock_name(number) or "")
    return row.warns_at if row is not None and row.stopped_at is None else None


def next_clock_row(view: CaseView) -> ClockRow | None:
    """The clock beside the resolution that falls due next; that of the step in hand stands beside its heading."""
    own = step_of(view.step).clock if view.step else None
    running = [row for row in view.file.clocks if row.stopped_at is None and row.name != RESOLVED]
    others = [row for row in running if row.name != own]
    return min(others or running, key=lambda row: row.due_at, default=None)


def running_pause(view: CaseView) -> PauseRow | None:
    """The pause in which the case stands."""
    return next(
        (one for one in reversed(view.file.pauses) if one.ended_at is None and view.now < one.ends_at), None
    )


def why_lines(texts: Texts, view: CaseView, told: Explanation) -> list[tuple[str, str, str, bool]]:
    """The stretches from the start to the due time: when, how long, counted or why not; in order.

    Days that follow on each other and are left out for the same reason are one line.
    """
    return [
        (_span(texts, view, one), texts.duration(one.end - one.start), _reason(texts, one), one.counted)
        for one in _joined(told.pieces)
    ]


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        alike = last is not None and (last.why, last.label) == (piece.why, piece.label)
        if last is not None and alike and last.end == piece.start:
            found[-1] = Piece(last.start, piece.end, piece.why, piece.label)
        else:
            found.append(piece)
    return found


def _reason(texts: Texts, piece: Piece) -> str:
    match piece.why:
        case Why.PAUSED:
            return texts.word("pause_reason", piece.label) if piece.label else texts.word("why", piece.why)
        case Why.CLOSED_DAY | Why.OUTSIDE_HOURS if piece.label:
            return texts.t("{what}: {words}", what=texts.word("why", Why.CLOSED_DAY), words=piece.label)
        case Why.DAY_OFF:
            return texts.t("Weekend or day off")
        case _:
            return texts.word("why", piece.why)


def _span(texts: Texts, view: CaseView, piece: Piece) -> str:
    start, end = piece.start.astimezone(view.zone), piece.end.astimezone(view.zone)
    before = (piece.end - timedelta(microseconds=1)).astimezone(view.zone)
    midnight = end.date() != before.date()
    if start.date() == before.date():
        until = "24:00" if midnight else texts.time(end)
        return f"{_day(texts, view, start)} {texts.time(start)} – {until}"
    until = f"{_day(texts, view, before)} {'24:00' if midnight else texts.time(end)}"
    return f"{_day(texts, view, start)} {texts.time(start)} – {until}"


def _day(texts: Texts, view: CaseView, at: datetime) -> str:
    year = at.year != view.now.astimezone(view.zone).year
    return f"{texts.date(at, year=year)} {texts.weekday(at)}"
