"""The state machine of the eight steps: pure, over the letters that ``Complaint.steps`` keeps.

A letter a step: d done, c current, l locked, s skipped, r returned (done before, owed again). While a case is open
exactly one step is current and every step before it is done or skipped. Each function returns the next state or
raises ``UserProblem``; nothing else in the program changes the letters.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.core.errors import UserProblem
from models.handling.kinds import StepState
from models.handling.steps import GATHER, LAST, PROPOSE, step_of

START = "c" + "l" * (LAST - 1)
UNRECORDED = "l" * LAST
_SETTLED = frozenset({StepState.DONE, StepState.SKIPPED})
_REDO_FROM = GATHER  # who goes back to gather or later has to propose and confirm anew


@dataclass(frozen=True)
class Progress:
    """Where a case stands. ``steps`` holds one letter a step."""

    steps: str

    @property
    def current(self) -> int:
        """The number of the current step; 0 when there is none (closed, or imported as closed)."""
        return self.steps.find(StepState.CURRENT) + 1

    def state(self, number: int) -> StepState:
        """The state of one step."""
        return StepState(self.steps[number - 1])

    @property
    def complete(self) -> bool:
        """Whether every step is done or skipped."""
        return all(StepState(letter) in _SETTLED for letter in self.steps)

    def replaced(self, changes: dict[int, StepState]) -> Progress:
        """These steps in other states."""
        letters = list(self.steps)
        for number, state in changes.items():
            letters[number - 1] = state.value
        return Progress("".join(letters))

    def _settle(self, state: StepState) -> Progress:
        """Settle the current step and move on to the first step that is still owed."""
        settled = self.replaced({self.current: state})
        owed = next((n for n in range(1, LAST + 1) if settled.state(n) not in _SETTLED), 0)
        return settled.replaced({owed: StepState.CURRENT}) if owed else settled

    def finish(self, number: int) -> Progress:
        """Finish the current step. Raises ``step.order`` for any other step, ``case.not_open`` when none is."""
        self._must_be_current(number)
        return self._settle(StepState.DONE)

    def skip(self, number: int, reason: str) -> Progress:
        """Skip the current step. Raises ``step.order``, ``step.not_skippable``, ``step.reason_missing``."""
        self._must_be_current(number)
        if not step_of(number).skippable:
            raise UserProblem("step.not_skippable", step=("word", "step", step_of(number).code))
        _owe_reason(reason)
        return self._settle(StepState.SKIPPED)

    def return_to(self, number: int, reason: str) -> Progress:
        """Go back to an earlier step for a reason; what follows from it is owed again.

        From *gather* on everything after the step is owed again, because a new cause or offer needs a new answer.
        Before that, only the step itself and the one that was left.
        """
        current = self.current
        if not current:
            raise UserProblem("case.not_open")
        if not 1 <= number < current:
            raise UserProblem("step.not_earlier")
        _owe_reason(reason)
        changes = {current: StepState.RETURNED, number: StepState.CURRENT}
        if number >= _REDO_FROM:
            changes |= dict.fromkeys(range(number + 1, current), StepState.RETURNED)
        return self.replaced(changes)

    def reopen(self, number: int, reason: str) -> Progress:
        """Open a closed case again at *gather* or *propose*. Raises ``reopen.step``, ``reopen.not_closed``."""
        if self.current:
            raise UserProblem("reopen.not_closed")
        if number not in (GATHER, PROPOSE):
            raise UserProblem("reopen.step")
        _owe_reason(reason)
        earlier = {n: StepState.SKIPPED for n in range(1, number) if self.state(n) not in _SETTLED}
        later = dict.fromkeys(range(number + 1, LAST + 1), StepState.RETURNED)
        return self.replaced({**earlier, number: StepState.CURRENT, **later})

    def _must_be_current(self, number: int) -> None:
        if not self.current:
            raise UserProblem("case.not_open")
        if number != self.current:
            raise UserProblem("step.order", current=("word", "step", step_of(self.current).code))


def _owe_reason(reason: str) -> None:
    if not reason.strip():
        raise UserProblem("step.reason_missing")
