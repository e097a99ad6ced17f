"""The state machine against a slow reckoning of its own: a list of states and the rules read aloud."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.core.errors import UserProblem
from models.handling.progress import START, UNRECORDED, Progress

MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("finish"), st.integers(0, 9)),
        st.tuples(st.just("skip"), st.integers(0, 9)),
        st.tuples(st.just("return"), st.integers(-1, 9)),
        st.tuples(st.just("reopen"), st.integers(0, 9)),
    ),
    max_size=40,
)


class Slow:
    """Eight words in a list."""

    def __init__(self) -> None:
        self.states = ["current"] + ["locked"] * 7

    def current(self) -> int:
        return self.states.index("current") + 1 if "current" in self.states else 0

    def go_on(self) -> None:
        for place, state in enumerate(self.states):
            if state in ("locked", "returned"):
                self.states[place] = "current"
                return

    def apply(self, move: str, number: int) -> bool:
        at = self.current()
        if move in ("finish", "skip"):
            if at == 0 or number != at or (move == "skip" and number == 1):
                return False
            self.states[at - 1] = "done" if move == "finish" else "skipped"
            self.go_on()
        elif move == "return":
            if at == 0 or not 1 <= number < at:
                return False
            if number >= 5:
                for place in range(number, at - 1):
                    self.states[place] = "returned"
            self.states[at - 1] = "returned"
            self.states[number - 1] = "current"
        else:
            if at or number not in (5, 6):
                return False
            for place in range(number, 8):
                self.states[place] = "returned"
            self.states[number - 1] = "current"
        return True

    def letters(self) -> str:
        return "".join(state[0] for state in self.states)


def moved(progress: Progress, move: str, number: int) -> Progress:
    match move:
        case "finish":
            return progress.finish(number)
        case "skip":
            return progress.skip(number, "a reason")
        case "return":
            return progress.return_to(number, "a reason")
        case _:
            return progress.reopen(number, "a reason")


@given(MOVES)
def test_every_sequence_of_moves(moves: list[tuple[str, int]]) -> None:
    progress, slow = Progress(START), Slow()
    for move, number in moves:
        before = slow.letters()
        if slow.apply(move, number):
            progress = moved(progress, move, number)
        else:
            with pytest.raises(UserProblem):
                moved(progress, move, number)
            assert slow.letters() == before
        assert progress.steps == slow.letters()


@given(MOVES)
def test_one_current_step_and_all_before_it_settled(moves: list[tuple[str, int]]) -> None:
    progress = Progress(START)
    for move, number in moves:
        try:
            progress = moved(progress, move, number)
        except UserProblem:
            continue
        at = progress.current
        assert progress.steps.count("c") == (1 if at else 0)
        assert set(progress.steps[: at - 1 if at else 8]) <= {"d", "s"}
        assert progress.complete == (at == 0)


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_skipping_returning_and_reopening_owe_a_reason(reason: str) -> None:
    at_three = Progress("ddclllll")
    closed = Progress("dddddddd")
    for move, number in ((at_three.skip, 3), (at_three.return_to, 2), (closed.reopen, 5)):
        with pytest.raises(UserProblem) as caught:
            move(number, reason)
        assert caught.value.code == "step.reason_missing"


def test_imported_history_reopens_with_the_unrecorded_steps_skipped() -> None:
    assert Progress(UNRECORDED).reopen(6, "again").steps == "ssssscrr"
