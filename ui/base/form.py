"""Forms: they load a draft, give it back, say what is missing, and save only when asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.base.values import change_signal, inner, read, write
from ui.context import Context

D = TypeVar("D")


@dataclass(frozen=True)
class FieldProblem:
    """What is wrong with one field, already in words."""

    field: str
    text: str


class Form(QWidget, Generic[D]):
    """Base of every form. Subclasses build fields, ``bind`` them and write ``draft``."""

    changed = Signal()
    submitted = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._fields: dict[str, QWidget] = {}
        self._clean: dict[str, Any] = {}
        self._loading = False
        # The receiver is this very widget: Qt drops the connection when it goes.
        context.texts.changed.connect(self.retranslate)

    def bind(self, name: str, field: QWidget) -> None:
        """Let ``field`` (an input, or a labelled field around one) carry the value called ``name``."""
        if name in self._fields:
            raise ValueError(f"two fields are called {name}")
        self._fields[name] = field
        self._clean[name] = read(inner(field))
        change_signal(inner(field)).connect(self._edited)

    def load(self, draft: D) -> None:
        """Show ``draft``; a dataclass fills the fields that bear its names."""
        if is_dataclass(draft):
            self.set_values({f.name: getattr(draft, f.name) for f in fields(draft)})

    def draft(self) -> D:
        """What the form says now."""
        raise NotImplementedError

    def problems(self) -> Sequence[FieldProblem]:
        """What stands in the way of ``commit``; nothing when all is well."""
        return ()

    def retranslate(self) -> None:
        """Set all words, in the language of now."""

    def field(self, name: str) -> QWidget:
        """The field that carries ``name``."""
        return self._fields[name]

    def values(self) -> dict[str, Any]:
        """All values by name."""
        return {name: read(inner(field)) for name, field in self._fields.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Fill the fields that are named; the form counts as clean afterwards."""
        self._loading = True
        try:
            for name, value in values.items():
                if name in self._fields:
                    write(inner(self._fields[name]), value)
        finally:
            self._loading = False
        self.clear_problems()
        self.mark_clean()

    def renew(self, load: Callable[[], None]) -> None:
        """Load afresh what was changed elsewhere; what was edited here stays, and counts as edited."""
        mine = {name: value for name, value in self.values().items() if value != self._clean.get(name)}
        load()
        clean = self._clean
        self.set_values(mine)
        self._clean = clean

    def is_dirty(self) -> bool:
        """Whether anything differs from what was loaded or last marked clean."""
        return self.values() != self._clean

    def mark_clean(self) -> None:
        """What the form says now is saved."""
        self._clean = self.values()

    def commit(self) -> bool:
        """Submit the draft, or show what is missing and lead there."""
        problems = self.problems()
        if problems:
            self.show_problems(problems)
            return False
        self.clear_problems()
        self.submitted.emit(self.draft())
        return True

    def show_problems(self, problems: Sequence[FieldProblem]) -> None:
        """Say each problem beside its field and put the focus on the first."""
        self.clear_problems()
        first = None
        for problem in problems:
            field = self._fields.get(problem.field)
            if field is None:
                continue
            _set_error(field, problem.text)
            first = first or field
        if first is not None:
            inner(first).setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_problems(self) -> None:
        """Take all problems away."""
        for field in self._fields.values():
            _set_error(field, None)

    def _edited(self, *_: object) -> None:
        if not self._loading:
            self.changed.emit()


def _set_error(field: QWidget, text: str | None) -> None:
    if hasattr(field, "set_error"):
        field.set_error(text)
    elif hasattr(field, "set_error_state"):
        field.set_error_state(text is not None)
        field.setToolTip(text or "")
