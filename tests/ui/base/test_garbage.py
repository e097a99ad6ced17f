"""Qt objects in cycles die on the GUI thread, whoever allocates."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.garbage import MANY, PATIENCE, THOROUGH, GarbageKeeper


class Knot(QObject):
    """Holds itself, and tells on which thread it dies."""

    def __init__(self, died: list[str]) -> None:
        super().__init__()
        self.me, self.died = self, died

    def __del__(self) -> None:
        self.died.append(threading.current_thread().name)


@pytest.fixture
def keeper(qtbot: QtBot) -> Iterator[GarbageKeeper]:
    made = GarbageKeeper(busy=lambda: False)
    made.start()
    yield made
    made.stop()


def allocate() -> None:
    kept = [[n] for n in range(gc.get_threshold()[0] * 3)]
    assert kept


def on_another_thread() -> None:
    thread = threading.Thread(target=allocate, name="worker")
    thread.start()
    thread.join()


def test_a_cycle_dies_here_and_not_on_the_thread_that_allocates(keeper: GarbageKeeper) -> None:
    died: list[str] = []
    Knot(died)
    on_another_thread()
    assert died == []
    allocate()
    keep = [[n] for n in range(gc.get_threshold()[0] * 3)]
    keeper.look()
    assert died == [threading.main_thread().name]
    assert keep


def test_nothing_is_collected_before_it_is_due(keeper: GarbageKeeper) -> None:
    gc.collect()
    died: list[str] = []
    Knot(died)
    keeper.look()
    assert died == []
    gc.collect()
    assert len(died) == 1


def test_python_gets_its_collection_back(qtbot: QtBot) -> None:
    keeper = GarbageKeeper(busy=lambda: False)
    keeper.start()
    assert not gc.isenabled()
    keeper.stop()
    assert gc.isenabled()


def test_while_a_file_is_read_in_nothing_is_walked_but_not_for_ever(keeper: GarbageKeeper) -> None:
    gc.collect()
    died: list[str] = []
    Knot(died)
    crowd = [[n] for n in range(MANY + 1000)]
    for _ in range(PATIENCE):
        keeper.look()
        assert died == []
    keeper.look()
    assert died == [threading.main_thread().name]
    assert crowd


def test_when_the_crowd_is_gone_the_next_look_collects(keeper: GarbageKeeper) -> None:
    gc.collect()
    died: list[str] = []
    Knot(died)
    crowd = [[n] for n in range(MANY + 1000)]
    keeper.look()
    assert died == []
    crowd.clear()
    kept = [[n] for n in range(gc.get_threshold()[0] * 3)]
    keeper.look()
    assert died == [threading.main_thread().name]
    assert kept


def full_look(keeper: GarbageKeeper) -> None:
    """A look when the oldest generation is due."""
    while gc.get_count()[2] <= gc.get_threshold()[2]:
        gc.collect(1)
    kept = [[n] for n in range(gc.get_threshold()[0] * 3)]
    keeper.look()
    assert kept


def test_what_a_full_collection_leaves_is_not_walked_again_until_the_thorough_one(
    keeper: GarbageKeeper,
) -> None:
    died: list[str] = []
    knot = Knot(died)
    full_look(keeper)
    assert gc.get_freeze_count() > 0
    assert len(gc.get_objects()) < gc.get_freeze_count()
    del knot
    later: list[str] = []
    Knot(later)
    full_look(keeper)
    assert (died, len(later)) == ([], 1)
    for _ in range(THOROUGH - 2):
        full_look(keeper)
    assert len(died) == 1


def test_while_something_is_under_way_even_the_young_wait_but_not_for_ever(qtbot: QtBot) -> None:
    gc.collect()
    keeper = GarbageKeeper(busy=lambda: True)
    keeper.start()
    died: list[str] = []
    Knot(died)
    young = [[n] for n in range(gc.get_threshold()[0] * 3)]
    for _ in range(PATIENCE):
        keeper.look()
    assert died == []
    keeper.look()
    assert len(died) == 1
    assert young
    keeper.stop()


def test_while_something_is_under_way_the_oldest_wait_but_not_for_ever(qtbot: QtBot) -> None:
    keeper = GarbageKeeper(busy=lambda: True)
    keeper.start()
    died: list[str] = []
    Knot(died)
    for _ in range(PATIENCE):
        full_look(keeper)
    kept = gc.get_freeze_count()
    full_look(keeper)
    assert gc.get_freeze_count() > kept
    assert len(died) == 1
    keeper.stop()


def test_what_was_there_at_the_start_is_not_walked(qtbot: QtBot) -> None:
    died: list[str] = []
    Knot(died)
    keeper = GarbageKeeper(busy=lambda: False)
    keeper.start()
    full_look(keeper)
    assert died == []
    keeper.stop()
    gc.collect()
    assert len(died) == 1
