"""All keys in one registry: what they do, where they work, and which of them work now."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class Scope(Enum):
    """Where a command's keys work."""

    WINDOW = "window"
    PAGE = "page"
    PANE = "pane"


@dataclass(frozen=True)
class Command:
    """One thing that can be done. ``title`` is a msgid; ``keys`` are portable key sequences.

    ``hint`` lists it in the status bar while it works, ``palette`` under "Do" in the search box.
    """

    id: str
    title: str
    keys: str | tuple[str, ...]
    slot: Callable[[], Any]
    scope: Scope = Scope.WINDOW
    hint: bool | Callable[[], bool] = False
    palette: bool = False
    icon: str = ""
    enabled: Callable[[], bool] | None = None

    @property
    def sequences(self) -> tuple[str, ...]:
        """The key sequences, the one to show first."""
        return (self.keys,) if isinstance(self.keys, str) and self.keys else tuple(self.keys)

    @property
    def hinted(self) -> bool:
        """Whether the status bar lists it at this moment."""
        return bool(self.sequences) and (self.hint if isinstance(self.hint, bool) else self.hint())

    @property
    def first_key(self) -> str:
        """The key sequence to show, or empty."""
        return self.sequences[0] if self.sequences else ""


class Binding(QObject):
    """A command with its owner; dies with the owner, and its keys with it."""

    def __init__(self, command: Command, owner: QWidget) -> None:
        super().__init__(owner)
        self.command = command
        self.owner = owner
        self.keys = frozenset(QKeySequence(keys).toString() for keys in command.sequences)
        pane = command.scope is Scope.PANE
        self._shortcuts = []
        for keys in command.sequences:
            shortcut = QShortcut(QKeySequence(keys), owner)
            shortcut.setContext(
                Qt.ShortcutContext.WidgetWithChildrenShortcut if pane else Qt.ShortcutContext.WindowShortcut
            )
            shortcut.activated.connect(self.fire)
            self._shortcuts.append(shortcut)

    def usable(self) -> bool:
        """Whether its keys would do something now."""
        if not (self.owner.isVisible() and self.owner.isEnabled()):
            return False
        if self.command.scope is Scope.PANE and not _focus_is_inside(self.owner):
            return False
        return self.command.enabled is None or self.command.enabled()

    def fire(self) -> None:
        """Do it, if it can be done now."""
        if self.command.enabled is None or self.command.enabled():
            self.command.slot()

    def meets(self, other: Binding) -> bool:
        """Whether both could answer to the same key press."""
        if not (self.owner.isAncestorOf(other.owner) or other.owner.isAncestorOf(self.owner)):
            apart = self.owner is not other.owner
            return not apart or Scope.WINDOW in (self.command.scope, other.command.scope)
        return True


class Commands(QObject):
    """The registry. ``changed`` says that other keys work than before."""

    changed = Signal()
    help_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bindings: list[Binding] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._tidy)

    def add(self, owner: QWidget, *commands: Command) -> None:
        """Register commands of ``owner``; they go when it goes."""
        for command in commands:
            binding = Binding(command, owner)
            try:
                self._refuse_clash(binding)
            except ValueError:
                binding.setParent(None)
                raise
            binding.destroyed.connect(self.look_again)
            self._bindings.append(binding)
        self.look_again()

    def look_again(self) -> None:
        """What works may have changed: focus moved, a page came up, something was chosen."""
        self._soon.start()

    def usable(self) -> list[Command]:
        """The commands that work now, those of the innermost owner first."""
        live = [binding for binding in self._live() if binding.usable()]
        order = {Scope.PANE: 0, Scope.PAGE: 1, Scope.WINDOW: 2}
        return [b.command for b in sorted(live, key=lambda b: order[b.command.scope])]

    def hints(self) -> list[Command]:
        """Those of ``usable`` that the status bar lists."""
        return [command for command in self.usable() if command.hinted]

    def trigger(self, command_id: str) -> bool:
        """Do a command by its name, if it works now."""
        for binding in self._live():
            if binding.command.id == command_id and binding.usable():
                binding.fire()
                return True
        return False

    def find(self, command_id: str) -> Command | None:
        """A registered command, usable or not."""
        return next((b.command for b in self._live() if b.command.id == command_id), None)

    def _live(self) -> Iterable[Binding]:
        return [binding for binding in self._bindings if isValid(binding) and isValid(binding.owner)]

    def _tidy(self) -> None:
        self._bindings = list(self._live())
        self.changed.emit()

    def _refuse_clash(self, new: Binding) -> None:
        for old in self._live():
            both = new.keys & old.keys
            if both and new.meets(old):
                raise ValueError(f"{new.command.id} and {old.command.id} both want {', '.join(sorted(both))}")


def _focus_is_inside(owner: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and (focus is owner or owner.isAncestorOf(focus))
