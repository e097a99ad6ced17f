"""A desk killed from outside at a moment that it did not choose: nothing acknowledged is lost, and little else."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest
from pytestqt.qtbot import QtBot

from models.core.clock import SetClock
from models.store.database import DATABASE_NAME
from models.store.doctor import examine
from models.store.opening import open_store
from tests.ui.helpers import open_desk, prepare_store
from tests.ui.pages.intake.page_of import page_of
from ui.application import Rooms
from ui.pages import COUNTS, PAGES, PROVIDERS

MAY_BE_LOST = 2.0  # seconds of a draft
TYPES_FOR = 4.3  # seconds, by the clock of the desk that is killed; no multiple of the time between two saves
ACKNOWLEDGED = 5


@dataclass(frozen=True)
class Estate:
    """A store that is set up, and who sits at it."""

    folder: Path
    staff_id: int


@pytest.fixture
def estate(tmp_path: Path, clock: SetClock) -> Estate:
    folder = tmp_path / "desk"
    return Estate(folder, prepare_store(folder, clock))


@contextmanager
def working(way: str, estate: Estate) -> Iterator[IO[str]]:
    """What another desk says while it works there; leaving kills it between two instructions."""
    command = [sys.executable, "-m", "tests.ui.soak.killed", way, str(estate.folder), str(estate.staff_id)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout
        finally:
            process.kill()


def numbers(text: str) -> set[int]:
    """The numbers that were typed into a text."""
    return {int(number) for number in re.findall(r"第(\d+)", text)}


def watched_until_killed(estate: Estate) -> dict[int, float]:
    """When each number was typed. At every moment the disk knows what is older than two seconds."""
    typed: dict[int, float] = {}
    with working("typing", estate) as said, closing(sqlite3.connect(estate.folder / DATABASE_NAME)) as disk:
        for line in said:
            moment, number = line.split()
            typed[int(number)] = float(moment)
            kept = numbers("".join(row[0] for row in disk.execute("SELECT body FROM draft")))
            assert older(typed, MAY_BE_LOST) <= kept
            if typed[int(number)] - typed[1] >= TYPES_FOR:
                break
    return typed


def older(typed: dict[int, float], seconds: float) -> set[int]:
    """What was typed so long before the last."""
    last = max(typed.values())
    return {number for number, moment in typed.items() if moment <= last - seconds}


def test_a_draft_loses_two_seconds_at_most(qtbot: QtBot, estate: Estate, clock: SetClock) -> None:
    typed = watched_until_killed(estate)
    clock.advance(minutes=3)
    desk = open_desk(estate.folder, clock, Rooms(PAGES, PROVIDERS, COUNTS), staff_id=estate.staff_id)
    desk.press("Ctrl+N")
    desk.settle()
    words = str(page_of(desk).what.fields.words.value())
    desk.close()
    assert older(typed, MAY_BE_LOST) <= numbers(words)
    assert words == "".join(f"第{number} " for number in sorted(numbers(words))).strip()


def test_what_was_acknowledged_is_on_the_disk(estate: Estate, clock: SetClock) -> None:
    acknowledged = []
    with working("recording", estate) as said:
        for line in said:
            acknowledged.append(line.split()[0])
            if len(acknowledged) == ACKNOWLEDGED:
                break  # by now it is writing the next one
    store = open_store(estate.folder, clock)
    try:
        kept = store.rows("SELECT reference, words FROM complaint ORDER BY id")
        assert [reference for reference, _ in kept[:ACKNOWLEDGED]] == acknowledged
        assert [words for _, words in kept[:ACKNOWLEDGED]] == [
            f"门禁坏了，第{n}次" for n in range(1, ACKNOWLEDGED + 1)
        ]
        assert len(set(acknowledged)) == ACKNOWLEDGED
        assert examine(store).ok
    finally:
        store.disconnect()
