"""Every write announces what it changed, is undone by an action, and tells conflicts kindly."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from shiboken6 import delete

from models.core.action import Outcome
from models.core.changes import Changes
from models.core.errors import ChangedMeanwhile, UserProblem
from models.core.session import Session
from models.options.actions import change_options
from models.options.queries import settings
from tests.ui.conftest import MakeDesk
from tests.ui.helpers import DeskUnderTest
from tests.ui.shell.stubs import STUBS
from ui.messages import Kind
from ui.operations import SaveState, Undo


@pytest.fixture
def shell(make_desk: MakeDesk) -> DeskUnderTest:
    return make_desk(STUBS)


def rename(shell: DeskUnderTest, name: str, **how: object) -> None:
    values = {"property.name": name}
    shell.context.operations.run(shell.window, change_options, values, **how)  # type: ignore[arg-type]
    shell.settle()


def stored_name(shell: DeskUnderTest) -> str:
    found: list[str] = []
    shell.context.jobs.query(shell.window, lambda s: settings(s.store).property_name, found.append)
    shell.settle()
    return found[0]


def conflict(session: Session) -> Outcome[None]:
    raise ChangedMeanwhile("case", 3)


def test_a_write_is_announced_before_its_answer_and_the_bar_says_saved(shell: DeskUnderTest) -> None:
    heard: list[object] = []
    states: list[SaveState] = []
    shell.context.operations.changed.connect(heard.append)
    shell.context.operations.state.connect(states.append)
    rename(shell, "云山雅苑", done=lambda _: heard.append("done"))
    assert isinstance(heard[0], Changes)
    assert heard[0].touches("setting")
    assert heard[1] == "done"
    assert states == [SaveState.SAVING, SaveState.SAVED]
    assert shell.window.frame.status.saved_words() == "已保存"
    assert stored_name(shell) == "云山雅苑"


def test_the_write_happens_even_when_the_page_is_gone(shell: DeskUnderTest) -> None:
    page = QWidget()
    came: list[object] = []
    shell.context.operations.run(page, change_options, {"property.name": "云山雅苑"}, done=came.append)
    delete(page)
    shell.settle()
    assert stored_name(shell) == "云山雅苑"
    assert came == []


def test_undo_runs_the_action_that_takes_it_back(shell: DeskUnderTest) -> None:
    back = Undo("改名了。", change_options, ({"property.name": "翠湖花园"},))
    rename(shell, "云山雅苑", undo=lambda _: back)
    assert [offer.text for offer in shell.recorder.offers] == ["改名了。"]
    shell.find("side.today").setFocus()
    shell.press("Ctrl+Z")
    shell.settle()
    assert stored_name(shell) == "翠湖花园"


def test_a_conflict_is_told_kindly_and_the_page_looks_again(shell: DeskUnderTest) -> None:
    heard: list[Changes] = []
    shell.context.operations.changed.connect(heard.append)
    shell.context.operations.run(shell.window, conflict)
    shell.settle()
    assert [(m.kind, m.text) for m in shell.recorder.told] == [
        (Kind.WARNING, "您写的时候，有人改动了这一条。")
    ]
    assert heard[0].touches("case", 3)
    assert "没有保存" in shell.window.frame.status.saved_words()


def test_a_problem_shown_beside_its_field_is_not_told_again(shell: DeskUnderTest) -> None:
    seen: list[UserProblem] = []

    def beside(problem: UserProblem) -> bool:
        seen.append(problem)
        return True

    shell.context.operations.run(
        shell.window, change_options, {"property.timezone": "Nowhere"}, failed=beside
    )
    shell.settle()
    assert len(seen) == 1
    assert shell.recorder.told == []


def test_changes_made_by_another_window_arrive(shell: DeskUnderTest, make_desk: MakeDesk) -> None:
    live = shell.desk.live
    assert live is not None
    live.look()
    shell.settle()
    heard: list[Changes] = []
    shell.context.operations.changed.connect(heard.append)
    live.look()
    shell.settle()
    assert heard == []
    shell.write_as_another_process("云山雅苑")
    live.look()
    shell.settle()
    assert heard
    assert heard[0].touches("setting")
    assert shell.context.desk.property_name == "云山雅苑"
