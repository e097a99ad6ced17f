"""Where cases wait, how long steps take, and who carries what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from models.core.session import Session
from models.handling.steps import STEPS
from models.insights.kinds import Slice, StepTime
from models.insights.queries import steps, workload
from reports.charts.building import Load, step_times, step_waiting, workload_bars
from ui.pages.insight.parts import Grid, Part, Question

_HOUR = 3600


@dataclass(frozen=True)
class _Named:
    """A step by its code."""

    step: str
    entered: int
    waiting_now: int
    median_s: float | None
    p90_s: float | None
    n: int


def _found(question: Question, session: Session) -> tuple[StepTime, ...]:
    """Both charts of steps are made of one reading."""
    if "steps" not in question.kept:
        question.kept["steps"] = steps(session.store, question.asked(session))
    found: tuple[StepTime, ...] = question.kept["steps"]
    return found


def _named(found: tuple[StepTime, ...]) -> list[_Named]:
    codes = {step.number: step.code for step in STEPS}
    return [
        _Named(codes[one.step], one.entered, one.waiting_now, one.median_s, one.p90_s, one.n) for one in found
    ]


def waiting_part(question: Question, session: Session) -> Part:
    """Where cases wait, beside how many of those received in the period came that far."""
    texts, found = question.texts, _found(question, session)
    chart = step_waiting(
        _named(found),
        texts,
        partial(_link, question, "waiting"),
        title=texts.t("Where cases wait"),
        beside=texts.t("of all that are open"),
    )
    return Part(chart, _grid(question, found))


def steps_part(question: Question, session: Session) -> Part:
    """How long each step took."""
    texts, found = question.texts, _found(question, session)
    link = partial(_link, question, "steps_done")
    chart = step_times(_named(found), texts, link, title=texts.t("Time per step"))
    return Part(chart, _grid(question, found))


def _link(question: Question, measure: str, step: object) -> str:
    """The cases that stand at a step, or whose step was done."""
    number = next(one.number for one in STEPS if one.code == step)
    return question.figure(measure, f"step_{number}")


def _grid(question: Question, found: tuple[StepTime, ...]) -> Grid:
    t, word = question.texts.t, question.texts.word
    codes = {step.number: step.code for step in STEPS}
    heads = (
        t("Step"),
        t("Came to it"),
        t("Left it"),
        t("Waiting now"),
        t("Median hours"),
        t("P90 hours"),
        t("n"),
    )
    rows = tuple(
        (
            word("step", codes[one.step]), one.entered, one.left, one.waiting_now, _hours(one.median_s),
            _hours(one.p90_s), one.n,
        )
        for one in found
    )  # fmt: skip
    return Grid(t("Steps"), heads, rows)


def _hours(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds / _HOUR, 3)


def workload_part(question: Question, session: Session) -> Part:
    """Open cases of each handler, and what came and went in the period."""
    texts = question.texts
    found = workload(session.store, question.asked(session))
    nobody = texts.t("nobody")
    loads = [
        Load(one.handler_id, one.handler or nobody, one.open, one.received, one.resolved) for one in found
    ]

    def link(who: object) -> str:
        cut = question.sight.cut.having(Slice.HANDLER, who if isinstance(who, int) else None)
        return question.figure("backlog", cut=cut)

    chart = workload_bars(
        loads, texts, link, title=texts.t("Workload"), beside=texts.t("open cases by handler")
    )
    t = texts.t
    heads = (texts.word("slice", Slice.HANDLER), t("Open"), t("Received"), t("Resolved"))
    rows = tuple((one.handler or nobody, one.open, one.received, one.resolved) for one in found)
    return Part(chart, Grid(t("Workload"), heads, rows))
