"""A bug leaves a trace without anybody's data."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QtMsgType, qWarning
from pytestqt.qtbot import QtBot

from tests.ui.conftest import MakeDesk
from tests.ui.shell.stubs import STUBS
from ui.crash import LOG_BYTES, LOG_NAME, CrashLog, describe
from ui.preferences import FILE_NAME, Preferences


@pytest.fixture
def log(tmp_path: Path, qtbot: QtBot) -> Iterator[CrashLog]:
    before = (sys.excepthook, threading.excepthook)
    made = CrashLog(tmp_path)
    made.install()
    yield made
    made.uninstall()
    assert (sys.excepthook, threading.excepthook) == before


def fail(name: str) -> None:
    raise KeyError(name)


def caught(name: str) -> BaseException:
    try:
        try:
            fail(name)
        except KeyError as inner:
            raise RuntimeError(f"no {name}") from inner
    except RuntimeError as error:
        kept: BaseException = error
    return kept


def test_the_log_tells_where_and_what_kind_and_no_names(log: CrashLog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(log.happened) as told:
        log.report(caught("周桂兰 138 6021 7745"))
    text = log.path.read_text("utf-8")
    assert told.args == [str(log.path)]
    assert "builtins.RuntimeError" in text
    assert "because of" in text
    assert "builtins.KeyError" in text
    assert "test_crash.py:" in text
    assert " fail" in text
    assert "周桂兰" not in text
    assert "7745" not in text


def test_bugs_of_other_threads_and_words_of_qt_arrive(log: CrashLog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(log.happened):
        thread = threading.Thread(target=fail, args=("x",))
        thread.start()
        thread.join()
    qWarning('cannot open "周桂兰.jpg"')
    text = log.path.read_text("utf-8")
    assert "builtins.KeyError" in text
    assert QtMsgType.QtWarningMsg.name in text
    assert "周桂兰" not in text


def test_an_old_log_is_turned_over(tmp_path: Path) -> None:
    (tmp_path / LOG_NAME).write_bytes(b"x" * (LOG_BYTES + 1))
    log = CrashLog(tmp_path)
    assert log.path.stat().st_size == 0
    assert (tmp_path / LOG_NAME).with_suffix(".old.log").stat().st_size == LOG_BYTES + 1
    log.uninstall()


def test_describing_stops_at_from_none() -> None:
    def tell() -> None:
        try:
            fail("x")
        except KeyError:
            raise LookupError from None

    with pytest.raises(LookupError) as told:
        tell()
    assert "because of" not in describe(told.value)


def test_settings_of_the_window_survive_and_nonsense_does_not(tmp_path: Path) -> None:
    Preferences(tmp_path).set(language="zh_CN", theme="dark", scale=125)
    again = Preferences(tmp_path)
    assert (again.language, again.theme, again.scale) == ("zh_CN", "dark", 125)
    for nonsense in ('{"scale": 7, "language": 3, "shape": 1}', "[1]", "{"):
        (tmp_path / FILE_NAME).write_text(nonsense, encoding="utf-8")
        broken = Preferences(tmp_path)
        assert (broken.language, broken.theme, broken.scale) == ("", "", 100)
    Preferences(None).set(theme="dark")


def test_the_window_remembers_its_place(make_desk: MakeDesk) -> None:
    shell = make_desk(STUBS)
    shell.window.close()
    assert Preferences(shell.folder).geometry
