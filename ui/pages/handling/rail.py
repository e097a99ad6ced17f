"""The words of the rail: for each step its state, how long it took, whose it is. Free of Qt's widgets."""

from __future__ import annotations

from models.handling.kinds import ProposalState, StepRow, StepState
from models.handling.steps import PROPOSE, STEPS
from resources.texts import Texts
from ui.pages.handling.clock_words import running_pause, warns_at
from ui.pages.handling.view import CaseView
from ui.shared.due import due_clock, spent_words
from ui.widgets.rail import RailStep

_NAMES = {
    StepState.DONE: "done",
    StepState.CURRENT: "current",
    StepState.LOCKED: "locked",
    StepState.SKIPPED: "skipped",
    StepState.RETURNED: "returned",
}


def rail_steps(texts: Texts, view: CaseView) -> list[RailStep]:
    """The eight steps of a case as the rail shows them."""
    return [_step(texts, view, step.number, step.code) for step in STEPS]


def _step(texts: Texts, view: CaseView, number: int, code: str) -> RailStep:
    state = StepState(view.file.case.row.steps[number - 1])
    record = view.record(number)
    name = texts.word("step", code)
    line, token = _first_line(texts, view, state, record, number)
    owner = _second_line(texts, view, state, record)
    said = texts.word("step_state", state)
    spoken = ", ".join(part for part in (f"{number} {name}", said, line, owner) if part and part != "—")
    return RailStep(number, name, _NAMES[state], line, owner, token, spoken)


def _first_line(
    texts: Texts, view: CaseView, state: StepState, record: StepRow | None, number: int
) -> tuple[str, str]:
    if record is None or state is StepState.LOCKED:
        return "—", "muted"
    if state is StepState.SKIPPED:
        return texts.t("skipped · {reason}", reason=record.reason), "muted"
    if state is StepState.RETURNED:
        return _returned(texts, view, number), "soon"
    end = record.finished_at or view.now
    words = spent_words(texts, end - view.began(number), view.target(number))
    if state is StepState.CURRENT:
        if record.round > 1:
            words = texts.t("{spent} · round {n}", spent=words, n=record.round)
        return words, _pressing(view, record)
    late = record.due_at is not None and record.finished_at is not None and record.finished_at > record.due_at
    return words, "overdue" if late else "muted"


def _pressing(view: CaseView, record: StepRow) -> str:
    if record.due_at is None:
        return "muted"
    if running_pause(view) is not None:
        return "muted"
    warns = warns_at(view, record.step)
    state = due_clock(view.began(record.step), record.due_at, view.now, warns).state
    return state if state in ("soon", "overdue") else "muted"


def _returned(texts: Texts, view: CaseView, number: int) -> str:
    refused = [one for one in view.file.proposals if one.state == ProposalState.REFUSED]
    if number == PROPOSE and refused:
        return texts.t("v{version} refused, once more", version=refused[-1].version)
    return texts.t("to be done again")


def _second_line(texts: Texts, view: CaseView, state: StepState, record: StepRow | None) -> str:
    handler = view.file.case.row.handler
    if record is None:
        return handler
    if state is StepState.SKIPPED:
        return texts.t("agreed by {name}", name=record.finished_by) if record.finished_by else ""
    if state is StepState.DONE:
        return record.finished_by or record.owner
    return record.owner or handler
