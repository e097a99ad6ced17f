"""The watch hears what would bring a desk down in the afternoon."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel

from tests.ui.helpers import DeskUnderTest
from tests.ui.soak.watch import MIB, faults, look

LOST = 500  # what a bad binding loses in as many calls


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None, True and False cannot be lost there")
@pytest.mark.parametrize(("shared", "name"), [(None, "none"), (True, "true"), (False, "false")])
def test_a_binding_that_loses_references_is_heard(desk: DeskUnderTest, shared: object, name: str) -> None:
    before = look(desk)
    lose, give_back = ctypes.pythonapi.Py_DecRef, ctypes.pythonapi.Py_IncRef
    lose.argtypes = give_back.argtypes = [ctypes.py_object]
    for _ in range(LOST):
        lose(shared)
    try:
        heard = faults(before, look(desk))
    finally:
        for _ in range(LOST):
            give_back(shared)
    assert [one.partition(":")[0] for one in heard] == [name]
    assert "lost" in heard[0]


# Each keeps far more than the process may give back between the two looks.
def _keep_bytes(_desk: DeskUnderTest) -> object:
    return bytearray(b"x" * 96 * MIB)


def _keep_objects(_desk: DeskUnderTest) -> object:
    return [[n] for n in range(50_000)]


def _keep_numbers(_desk: DeskUnderTest) -> object:
    return [n * 0.5 for n in range(50_000)]


def _keep_qt_objects(desk: DeskUnderTest) -> object:
    for _ in range(400):
        QObject(desk.window)
    return None


def _keep_widgets(_desk: DeskUnderTest) -> object:
    return [QLabel() for _ in range(200)]


@pytest.mark.parametrize(
    ("keep", "name"),
    [
        (_keep_bytes, "resident"), (_keep_objects, "python_objects"), (_keep_numbers, "blocks"),
        (_keep_qt_objects, "qt_objects"), (_keep_widgets, "widgets"),
    ],
)  # fmt: skip
def test_what_piles_up_is_heard(
    desk: DeskUnderTest, keep: Callable[[DeskUnderTest], object], name: str
) -> None:
    before = look(desk)
    kept = keep(desk)
    heard = faults(before, look(desk))
    assert name in [one.partition(":")[0] for one in heard]
    del kept


def test_what_comes_once_is_no_leak(desk: DeskUnderTest) -> None:
    looks = [look(desk)]
    kept = [_keep_objects(desk), _keep_widgets(desk)]
    looks += [look(desk), look(desk)]
    assert faults(*looks[:2])
    assert faults(*looks) == []
    assert kept


def test_a_quiet_desk_is_quiet(desk: DeskUnderTest) -> None:
    look(desk)
    assert faults(look(desk), look(desk)) == []
