"""Bugs: written to a log without anybody's data, and shown with the log's path.

The log holds where (file, line, function) and what kind (the exception's type), never messages, values or
local variables: those may name a resident.
"""

from __future__ import annotations

import faulthandler
import re
import sys
import threading
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler

LOG_NAME = "redress.log"
LOG_BYTES = 512 * 1024
_QUOTED = re.compile(r'"[^"]*"')


def describe(error: BaseException) -> str:
    """Where and what kind, with its causes, without a word of content."""
    lines: list[str] = []
    seen: BaseException | None = error
    while seen is not None:
        lines.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        frames = traceback.extract_tb(seen.__traceback__)
        lines.extend(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
        if seen is not None:
            lines.append("because of")
    return "\n".join(lines)


class CrashLog(QObject):
    """Takes over every way in which a bug can show itself. ``happened`` arrives on the GUI thread."""

    happened = Signal(str)
    _heard = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / LOG_NAME
        self._turn_over()
        self._file: TextIO = self.path.open("a", encoding="utf-8")
        self._lock = threading.Lock()
        self._before: tuple[Any, Any, Any] | None = None
        self._heard.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Listen from now on."""
        self._before = (sys.excepthook, threading.excepthook, qInstallMessageHandler(self._from_qt))
        sys.excepthook = self._from_main
        threading.excepthook = self._from_thread
        faulthandler.enable(self._file)

    def uninstall(self) -> None:
        """Give back what was there before."""
        if self._before is not None:
            faulthandler.disable()
            sys.excepthook, threading.excepthook, heard = self._before
            qInstallMessageHandler(heard)
            self._before = None
        self._file.close()

    def report(self, error: BaseException) -> None:
        """Write a bug down and have it shown; may be called on any thread."""
        self._write("bug", describe(error))
        self._heard.emit()

    def _from_main(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.report(error.with_traceback(trace))

    def _from_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.report(args.exc_value)

    def _from_qt(self, kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
        if kind is not QtMsgType.QtDebugMsg:
            words = _QUOTED.sub('"…"', message or "")
            self._write(f"qt {kind.name}", f"{context.category}: {words}")

    def _write(self, kind: str, text: str) -> None:
        with self._lock:
            if not self._file.closed:
                self._file.write(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {kind}\n{text}\n")
                self._file.flush()

    def _tell(self) -> None:
        self.happened.emit(str(self.path))

    def _turn_over(self) -> None:
        """Keep one older log; none grows for ever."""
        if self.path.is_file() and self.path.stat().st_size > LOG_BYTES:
            self.path.replace(self.path.with_suffix(".old.log"))
