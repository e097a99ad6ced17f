"""Killed in the middle of catching up, or two at once: nothing is lost and nothing twice."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from models.audit.queries import verify
from models.core.clock import SetClock, from_millis
from models.store.database import Store
from models.store.opening import open_store
from tests.models.sweep.month import QUIET
from tests.models.sweep.test_month import played, written

CHUNK = 6
KILLS = 6


@pytest.fixture(scope="module")
def asleep(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """The folder of a store that nobody has swept for a week, and what time it is."""
    folder = tmp_path_factory.mktemp("asleep") / "data"
    store, _ = played(folder, 4, 12, (12, 7, 9), sweeps=False)
    store.disconnect()
    return folder, QUIET[1]


def run(folder: Path, now: int, steps: int = 0) -> subprocess.Popen[bytes]:
    """Another program that catches up."""
    arguments = [str(folder), str(now), str(steps), str(CHUNK)]
    return subprocess.Popen([sys.executable, "-m", "tests.models.sweep.dying", *arguments])


def caught_up(folder: Path, now: int) -> list[list[tuple[object, ...]]]:
    """What is written in the end; the chain of the audit trail holds, and nothing is left to do."""
    store: Store = open_store(folder, SetClock(from_millis(now)))
    found = written(store)
    found.append(store.rows("SELECT id, action, touched, facts FROM audit_entry"))
    assert verify(store) is None, "the chain of the audit trail is broken"
    store.disconnect()
    return found


def test_killed_again_and_again_it_ends_up_the_same(asleep: tuple[Path, int], tmp_path: Path) -> None:
    folder, now = asleep
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    shutil.copytree(folder, whole)
    shutil.copytree(folder, broken)
    assert run(whole, now).wait() == 0
    chance = random.Random(11)
    ends = [run(broken, now, chance.randrange(30, 500)).wait() for _ in range(KILLS)]
    assert ends.count(9) >= KILLS - 1, ends
    assert run(broken, now).wait() == 0
    expected = caught_up(whole, now)
    sweeps = [row for row in expected[-1] if row[1] == "sweep.run"]
    assert len(sweeps) > KILLS, "there was enough to do to be killed in the middle of it"
    assert caught_up(broken, now) == expected


def test_two_at_once_do_what_one_does(asleep: tuple[Path, int], tmp_path: Path) -> None:
    folder, now = asleep
    alone, both = tmp_path / "alone", tmp_path / "both"
    shutil.copytree(folder, alone)
    shutil.copytree(folder, both)
    assert run(alone, now).wait() == 0
    two = [run(both, now), run(both, now)]
    assert [one.wait() for one in two] == [0, 0]
    expected = caught_up(alone, now)
    assert len(expected[0]) > 30
    assert caught_up(both, now) == expected
