"""Strict surroundings for every test.

Python warnings are errors (pyproject.toml). Here: any message of Qt and any log line at WARNING or above that a
test did not announce fails it; every test has its own data folder; nothing reaches beyond this machine; only
the bundled fonts exist, so that pictures come out the same everywhere.
"""

from __future__ import annotations

import atexit
import faulthandler
import logging
import os
import re
import shutil
import socket
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

from resources import fonts

_MEMORY = Path("/dev/shm")
_ROOM = 2 << 30


def _settle_in_memory() -> None:
    """Put the folders of tests where writing costs nothing, if this machine has such a place with room.

    The product syncs as ever. What a test kills is a process, and the files of a dead process are as whole in memory as
    they are on a disk.
    """
    if "TMPDIR" not in os.environ and os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM:
        os.environ["TMPDIR"] = tempfile.tempdir = str(_MEMORY)


_settle_in_memory()
_SCRATCH = Path(tempfile.mkdtemp(prefix="redress-tests-"))
atexit.register(shutil.rmtree, _SCRATCH, ignore_errors=True)

# All of this must stand before Qt is first imported.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["FONTCONFIG_FILE"] = str(fonts.fontconfig(_SCRATCH))
os.environ["QT_SCALE_FACTOR"] = "1"
os.environ.pop("QT_LOGGING_RULES", None)
if "utf" not in os.environ.get("LC_ALL", "").lower():
    os.environ["LC_ALL"] = "C.UTF-8"

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler  # noqa: E402

# The same examples every time: a red run must mean that the code changed. REDRESS_WANDER=1 looks for new ones.
settings.register_profile(
    "steady",
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("wander", deadline=None, max_examples=400)


def _only_constants_of_its_own() -> None:
    """Hypothesis mixes in constants from whatever modules of ours are loaded, and has no switch for it.

    A file by itself would then try other examples than the whole suite does, and a worker others than its neighbour.
    tests/architecture/test_strictness.py hears it when Hypothesis no longer does it this way.
    """
    nothing = providers._local_constants
    providers._get_local_constants = lambda: nothing


if os.environ.get("REDRESS_WANDER"):
    settings.load_profile("wander")
else:
    settings.load_profile("steady")
    _only_constants_of_its_own()


class _Heard(logging.Handler):
    """Everything that Qt and the log said since the last look."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.qt: list[str] = []
        self.log: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.log.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    def hear_qt(self, kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
        if message and message.startswith("This plugin does not support"):
            return  # the platform without a screen, about popups and limits of size
        self.qt.append(f"{kind.name} {context.category}: {message}")

    def take(self) -> tuple[list[str], list[str]]:
        taken = (self.qt[:], self.log[:])
        self.qt.clear()
        self.log.clear()
        return taken


_HEARD = _Heard()
_FAULTS = os.dup(2)


@pytest.hookimpl(trylast=True)
def pytest_runtest_setup() -> None:
    """A test whose window wrote its own crash file takes Python's away with it: a worker would die without a word."""
    if not faulthandler.is_enabled():
        faulthandler.enable(_FAULTS)


def pytest_configure() -> None:
    logging.getLogger().addHandler(_HEARD)
    qInstallMessageHandler(_HEARD.hear_qt)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest come first, or one worker sits at its last test while the others have gone home."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


_LATE: list[str] = []


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    """Collect what a worker heard after its last test (pytest-xdist)."""
    _LATE.extend(getattr(node, "workeroutput", {}).get("said_late", ()))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Whatever is said after the last test (when windows die, for instance) counts too."""
    qt, log = _HEARD.take()
    _LATE.extend([*qt, *log])
    qInstallMessageHandler(None)
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["said_late"] = _LATE
    elif _LATE:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        os.write(2, ("\nsaid after the last test:\n  " + "\n  ".join(_LATE) + "\n").encode())


def _unannounced(lines: list[str], request: pytest.FixtureRequest, marker: str) -> list[str]:
    patterns = [re.compile(mark.args[0]) for mark in request.node.iter_markers(marker)]
    return [line for line in lines if not any(pattern.search(line) for pattern in patterns)]


@pytest.fixture(autouse=True)
def _nothing_unexpected_is_said(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail on Qt messages and log lines unless marked `qt_messages("…")` or `logs("…")`; those must come."""
    yield
    qt, log = _HEARD.take()
    strays = _unannounced(qt, request, "qt_messages") + _unannounced(log, request, "logs")
    assert not strays, "said unexpectedly:\n" + "\n".join(strays)
    for marker, lines in (("qt_messages", qt), ("logs", log)):
        for mark in request.node.iter_markers(marker):
            assert any(re.search(mark.args[0], line) for line in lines), f"never said: {mark.args[0]}"


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("homes")


_NUMBERS = count(1)


@pytest.fixture(autouse=True)
def data_home(_homes: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give each test folders of its own where a user's data, settings and caches would go."""
    home = _homes / str(next(_NUMBERS))
    home.mkdir()
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    for name in ("APPDATA", "LOCAL_APPDATA"):
        monkeypatch.setenv(f"WIN_PD_OVERRIDE_{name}", str(home / name.lower()))
    for name in ("REDRESS_PASSWORD", "REDRESS_DATA"):
        monkeypatch.delenv(name, raising=False)
    yield home
    shutil.rmtree(home, ignore_errors=True)


_connect, _look_up = socket.socket.connect, socket.getaddrinfo
_HERE = ("", None, "127.0.0.1", "::1", "localhost")


def _local_connect(self: socket.socket, address: Any) -> None:
    host = address[0] if isinstance(address, tuple) else ""
    assert host in _HERE, f"a test wanted to connect to {host}"
    _connect(self, address)


def _local_look_up(host: Any, *rest: Any, **more: Any) -> Any:
    assert host in _HERE, f"a test asked where {host} is"
    return _look_up(host, *rest, **more)


@pytest.fixture(autouse=True)
def _offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test reach beyond this machine."""
    monkeypatch.setattr(socket.socket, "connect", _local_connect)
    monkeypatch.setattr(socket, "getaddrinfo", _local_look_up)
