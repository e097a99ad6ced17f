"""While the window is open the summary of last week goes into its folder by itself, off the GUI thread, once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDeadlineTimer

from models.core.clock import SetClock
from models.core.session import Session
from models.options.actions import change_option
from models.options.queries import settings
from tests.reports.reading import text_of
from tests.ui.conftest import MakeDesk
from tests.ui.helpers import DeskUnderTest, MessageRecorder
from ui.application import Rooms


def put(desk: DeskUnderTest, folder: Path) -> None:
    """Choose the folder as an administrator does."""
    desk.context.operations.run(desk.window, change_option, "weekly.folder", str(folder))
    desk.settle()


def asked(desk: DeskUnderTest, query: Callable[[Session], Any]) -> Any:
    found: list[Any] = []
    desk.context.jobs.query(desk.desk, query, found.append)
    desk.settle()
    return found[0]


def test_it_is_put_there_once_the_folder_is_chosen_and_the_week_is_noted(
    make_desk: MakeDesk, tmp_path: Path, clock: SetClock
) -> None:
    desk = make_desk(Rooms(()))
    recorder = MessageRecorder(desk.context.messages)
    folder = tmp_path / "summaries"
    folder.mkdir()
    put(desk, folder)
    (written,) = folder.iterdir()
    assert written.name == "redress-2026-W46-zh_CN.pdf"
    assert "第46周" in text_of(written.read_bytes())
    assert asked(desk, lambda s: settings(s.store).weekly_written) == "2026-W46"
    assert any("2026-W46" in text for text in recorder.texts())
    written.unlink()
    desk.desk.sweeper.look()
    desk.settle()
    assert not list(folder.iterdir())
    clock.advance(days=3)  # Monday, 14:20
    desk.desk.sweeper.look()
    desk.settle()
    assert [one.name for one in folder.iterdir()] == ["redress-2026-W47-zh_CN.pdf"]


def test_a_folder_that_is_gone_is_said_once_and_tried_when_another_is_chosen(
    make_desk: MakeDesk, tmp_path: Path, clock: SetClock
) -> None:
    desk = make_desk(Rooms(()))
    recorder = MessageRecorder(desk.context.messages)
    put(desk, tmp_path / "gone")
    said = [text for text in recorder.texts() if str(tmp_path / "gone") in text]
    assert len(said) == 1
    for waited in (False, True, True):
        clock.instant += timedelta(minutes=20)
        if waited:  # a quarter of an hour later it is tried again
            desk.desk.filer._again = QDeadlineTimer(0)
        desk.desk.sweeper.look()
        desk.settle()
        assert not desk.desk.filer._again.hasExpired()
    assert len([text for text in recorder.texts() if "gone" in text]) == 1
    put(desk, tmp_path)
    assert (tmp_path / "redress-2026-W46-zh_CN.pdf").exists()
