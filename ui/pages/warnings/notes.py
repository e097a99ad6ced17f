"""Notes that were begun and not given: each is kept with its warning, also over another page and over a crash."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.context import Context
from ui.shared.unsaved import Unsaved, Values
from ui.widgets.fields import LineField

_NOTE = "note"


class Notes(QObject):
    """What is typed into ``field`` belongs to one warning: the one that ``turn_to`` names."""

    def __init__(self, owner: QObject, context: Context, field: LineField) -> None:
        super().__init__(owner)
        self._field, self._id = field, 0
        self._unsaved = Unsaved(self, context, "warning_notes", self._typing)
        self._unsaved.came_back.connect(self._give_back)
        self.flush = self._unsaved.flush
        field.textEdited.connect(self._edited)

    def turn_to(self, warning_id: int) -> None:
        """Another warning is shown: what was written for the last one stays with it."""
        if warning_id != self._id:
            if (typing := self._typing()) is not None:
                self._unsaved.put(*typing)
            self._id = warning_id
            self._field.set_value("")
        self._give_back()
        self._unsaved.restore()

    def given(self, warning_id: int) -> None:
        """The note of a warning has become its answer."""
        self._unsaved.take(warning_id)
        if warning_id == self._id:
            self._field.set_value("")
        self._unsaved.touch()
        self._unsaved.flush()

    def _edited(self) -> None:
        self._unsaved.touch()

    def _typing(self) -> tuple[int, Values] | None:
        written = self._field.text()
        return (self._id, {_NOTE: written}) if written and self._id else None

    def _give_back(self) -> None:
        if self._id in self._unsaved and not self._field.text():
            kept = self._unsaved.take(self._id) or {}
            self._field.set_value(str(kept.get(_NOTE, "")))
