"""What was typed into a form for several rows and not saved: kept while others are looked at, and over a crash."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal

from ui.base.drafts import DraftKeeper
from ui.context import Context

Values = dict[str, Any]


class Unsaved(QObject):
    """Values by row. ``current`` says which row is being typed into, and what; it is kept with the others."""

    came_back = Signal()

    def __init__(
        self, owner: QObject, context: Context, kind: str, current: Callable[[], tuple[int, Values] | None]
    ) -> None:
        super().__init__(owner)
        self._rows: dict[int, Values] = {}
        self._current = current
        self._asked = False
        self._keeper = DraftKeeper(self, context, kind, self._packed)
        self.touch, self.flush = self._keeper.touch, self._keeper.flush

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def __iter__(self) -> Iterator[int]:
        return iter(self._rows)

    def put(self, key: int, values: Values) -> None:
        """Keep what was typed for a row."""
        self._rows[key] = values

    def take(self, key: int) -> Values | None:
        """Give back what was typed for a row; from now on the form has it."""
        return self._rows.pop(key, None)

    def restore(self) -> None:
        """Ask once for what a crash left behind."""
        if not self._asked:
            self._asked = True
            self._keeper.restore(self.give_back)

    def give_back(self, data: Values | None) -> None:
        """Take what a crash left behind; what is typed now counts more."""
        for key, values in (data or {}).items():
            self._rows.setdefault(int(key), unpack(values))
        if self._rows:
            self.came_back.emit()

    def _packed(self) -> Values:
        rows = dict(self._rows)
        if (now := self._current()) is not None:
            rows[now[0]] = now[1]
        return {str(key): pack(values) for key, values in rows.items()}


def pack(values: Any) -> Any:
    """Values as JSON can carry them; ``unpack`` gives them back."""
    if isinstance(values, dict):
        return {str(key): pack(value) for key, value in values.items()}
    if isinstance(values, (list, tuple, set, frozenset)):
        return [pack(value) for value in values]
    return {"day": values.isoformat()} if isinstance(values, date) else values


def unpack(values: Any) -> Any:
    """Values as the form had them; lists come back as tuples."""
    if isinstance(values, dict):
        if set(values) == {"day"}:
            return date.fromisoformat(values["day"])
        return {key: unpack(value) for key, value in values.items()}
    return tuple(unpack(value) for value in values) if isinstance(values, list) else values
