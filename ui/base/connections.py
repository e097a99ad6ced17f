"""Connections that are known and can be taken back, all at once."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, SignalInstance
from shiboken6 import isValid


class Connections:
    """Keeps the connections that something made to signals of longer-lived objects."""

    def __init__(self) -> None:
        self._made: list[tuple[SignalInstance, Callable[..., Any]]] = []

    def add(self, signal: SignalInstance, slot: Callable[..., Any]) -> None:
        """Connect and remember."""
        if getattr(slot, "__name__", "") == "<lambda>":
            raise TypeError("a lambda cannot be disconnected; give a method")
        signal.connect(slot)
        self._made.append((signal, slot))

    def clear(self) -> None:
        """Disconnect all of them."""
        for signal, slot in self._made:
            receiver = getattr(slot, "__self__", None)
            if isinstance(receiver, QObject) and not isValid(receiver):
                continue  # gone already, and the connection with it
            with contextlib.suppress(RuntimeError):  # the sender is gone
                signal.disconnect(slot)
        self._made.clear()

    def __len__(self) -> int:
        return len(self._made)
