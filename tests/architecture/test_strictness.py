"""The surroundings of the tests are strict: what tests/conftest.py promises, tried on tests that deserve to fail."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis.strategies import integers

from tests.architecture.source import ROOT

_TRIALS = """
import logging, os, socket, threading, warnings
import platformdirs, pytest
from PySide6.QtCore import QTimer, qWarning

def test_bad_warning():
    warnings.warn("old", DeprecationWarning, stacklevel=1)

def test_bad_log():
    logging.getLogger("models.x").warning("odd")

def test_bad_qt():
    qWarning("odd")

def _boom():
    raise ValueError("in a slot")

def test_bad_slot(qtbot):
    QTimer.singleShot(0, _boom)
    qtbot.wait(20)

def test_bad_thread():
    thread = threading.Thread(target=_boom)
    thread.start()
    thread.join()

def test_bad_network():
    with socket.socket() as line:
        line.connect(("192.0.2.1", 80))

def test_bad_lookup():
    socket.getaddrinfo("example.org", 80)

@pytest.mark.logs("never said")
def test_bad_promise():
    pass

@pytest.mark.logs("odd")
def test_good_log():
    logging.getLogger("models.x").warning("odd")

@pytest.mark.qt_messages("odd")
def test_good_qt():
    qWarning("odd")

def test_good_home(data_home):
    assert platformdirs.user_data_dir("redress").startswith(str(data_home))

def test_good_screen(qapp):
    assert qapp.platformName() == "offscreen"
"""


def _tried(trial: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run a file of trials under the project's own settings, in a process of its own."""
    settings = ("-c", "pyproject.toml", "--rootdir", str(ROOT), "-p", "tests.conftest")
    return subprocess.run(
        [sys.executable, "-m", "pytest", *settings, "-q", "-p", "no:cacheprovider", *options, str(trial)],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_every_kind_of_noise_fails(tmp_path: Path) -> None:
    trial = tmp_path / "test_trial.py"
    trial.write_text(_TRIALS, encoding="utf-8")
    run = _tried(trial, "-rA", "-p", "no:randomly")
    lines = [line for line in run.stdout.splitlines() if "::test_" in line]
    red = {_name(line) for line in lines if line.startswith(("FAILED", "ERROR"))}
    green = {_name(line) for line in lines if line.startswith("PASSED")} - red
    assert {name for name in red | green if name.startswith("test_bad")} == red, run.stdout
    assert {name for name in red | green if name.startswith("test_good")} == green, run.stdout
    assert len(red | green) == _TRIALS.count("def test_")


def _name(line: str) -> str:
    return line.split("::")[1].split(maxsplit=1)[0]


def test_noise_after_the_last_test_fails_too(tmp_path: Path) -> None:
    trial = tmp_path / "test_trial.py"
    trial.write_text(
        "import pytest\nfrom PySide6.QtCore import qWarning\n"
        "@pytest.fixture(scope='session', autouse=True)\ndef late():\n    yield\n    qWarning('too late')\n"
        "def test_fine():\n    pass\n",
        encoding="utf-8",
    )
    run = _tried(trial)
    assert run.returncode == 1
    assert "too late" in run.stderr


def _examples() -> list[int]:
    found: list[int] = []

    @settings(max_examples=300)
    @given(integers())
    def draw(number: int) -> None:
        found.append(number)

    draw()
    return found


@pytest.mark.skipif("REDRESS_WANDER" in os.environ, reason="looks for new examples wherever it can")
def test_examples_are_the_same_whatever_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _examples()
    monkeypatch.syspath_prepend(tmp_path)
    numbers = {6_000_000_000 + n * 7919 for n in range(100)}
    (tmp_path / "newly_loaded.py").write_text(f"NUMBERS = {sorted(numbers)}\n", encoding="utf-8")
    importlib.import_module("newly_loaded")
    assert _examples() == before
    assert not numbers & set(before)
