"""Lines that the report of the work grows by: a part, a reading, somebody's time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.crew.kinds import TechnicianRow
from models.stock.kinds import PartRow
from resources.texts import Texts
from ui.theme.current import theme
from ui.widgets.fields import ChoiceField, LineField
from ui.widgets.growing_lines import GrowingLines
from ui.widgets.number_field import NumberField
from ui.widgets.span_field import SpanField

MOST_PIECES = 999


class _Row(QWidget):
    """Fields side by side; ``changed`` of any of them is its own."""

    changed = Signal(object)

    def _lay_out(self, names: Sequence[str], *fields: tuple[QWidget, int]) -> None:
        self._parts = tuple(zip(names, (field for field, _ in fields), strict=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(6))
        for field, stretch in fields:
            row.addWidget(field, stretch)
        self.first, self.last = fields[0][0], fields[-1][0]
        self.setFocusProxy(self.first)
        self.objectNameChanged.connect(self._name_parts)

    def _name_parts(self, name: str) -> None:
        for part, field in self._parts:
            field.setObjectName(f"{name}.{part}")

    def _tell(self, _value: object) -> None:
        self.changed.emit(self.value())

    def value(self) -> object:
        """What it says."""
        raise NotImplementedError


class PartLine(_Row):
    """The value is (part id or None, pieces or None)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.part, self.pieces = ChoiceField(), NumberField(1, most=MOST_PIECES)
        self.pieces.set_value(1)
        self.pieces.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.pieces.setFixedWidth(theme().px(64))
        self._lay_out(("part", "pieces"), (self.part, 1), (self.pieces, 0))
        self.part.changed.connect(self._tell)
        self.pieces.changed.connect(self._tell)

    def value(self) -> tuple[int | None, int | None]:
        part, pieces = self.part.value(), self.pieces.value()
        whole = isinstance(pieces, int) and 1 <= pieces <= MOST_PIECES
        return (int(str(part)) if part is not None else None, int(str(pieces)) if whole else None)

    def set_value(self, value: object) -> None:
        part, pieces = value if isinstance(value, tuple | list) else (None, 1)
        self.part.set_value(None if part is None else str(part))
        self.pieces.set_value(pieces)

    def is_empty(self) -> bool:
        return not self.part.currentText().strip()


class ReadingLine(_Row):
    """The value is (name, value, unit)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.figure, self.unit = LineField(), LineField(), LineField()
        self._lay_out(("name", "value", "unit"), (self.name, 3), (self.figure, 2), (self.unit, 1))
        for field in (self.name, self.figure, self.unit):
            field.changed.connect(self._tell)

    def value(self) -> tuple[str, str, str]:
        return str(self.name.value()), str(self.figure.value()), str(self.unit.value())

    def set_value(self, value: object) -> None:
        said = value if isinstance(value, tuple | list) else ("", "", "")
        for field, words in zip((self.name, self.figure, self.unit), said, strict=True):
            field.set_value(words)

    def is_empty(self) -> bool:
        return not any(self.value())


class LabourLine(_Row):
    """The value is (technician id or None, from, to), local times."""

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.who, self.span = ChoiceField(), SpanField(now)
        self._lay_out(("who", "span"), (self.who, 2), (self.span, 3))
        self.last = self.span.end
        self.who.changed.connect(self._tell)
        self.span.changed.connect(self._tell)

    def value(self) -> tuple[int | None, datetime | None, datetime | None]:
        who = self.who.value()
        return (int(str(who)) if who is not None else None, *self.span.span())

    def set_value(self, value: object) -> None:
        who, begin, end = value if isinstance(value, tuple | list) else (None, None, None)
        self.who.set_value(None if who is None else str(who))
        self.span.set_value((begin, end))

    def is_empty(self) -> bool:
        return not self.who.currentText().strip() and self.span.is_empty()


class PartLines(GrowingLines[PartLine]):
    """Parts from the store."""

    def __init__(self, parts: Sequence[PartRow], parent: QWidget | None = None) -> None:
        self._parts, self._words = parts, ("", "", "")
        super().__init__(PartLine, parent)

    def speak(self, texts: Texts) -> None:
        """Set all words."""
        self._words = texts.t("Part"), texts.t("Pieces"), texts.t("Part from the store")
        self._options = [(str(one.id), part_label(texts, one), one.code) for one in self._parts]
        self.dress_all()

    def dress(self, line: PartLine) -> None:
        value = line.value()
        line.part.set_options(self._options)
        line.set_value(value)
        line.part.setAccessibleName(self._words[0])
        line.pieces.setAccessibleName(self._words[1])
        line.part.set_placeholder(self._words[2])


class ReadingLines(GrowingLines[ReadingLine]):
    """What was measured."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._words = ("", "", "")
        super().__init__(ReadingLine, parent)

    def speak(self, texts: Texts) -> None:
        """Set all words."""
        self._words = texts.t("What was measured"), texts.t("Value"), texts.t("Unit of measure")
        self.dress_all()

    def dress(self, line: ReadingLine) -> None:
        for field, words in zip((line.name, line.figure, line.unit), self._words, strict=True):
            field.setAccessibleName(words)
            field.set_placeholder(words)


class LabourLines(GrowingLines[LabourLine]):
    """Who worked how long."""

    def __init__(
        self, people: Sequence[TechnicianRow], now: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        self._options = [(str(one.id), one.name) for one in people]
        self._words = ("", "", "", "")
        super().__init__(lambda: LabourLine(now), parent)

    def speak(self, texts: Texts) -> None:
        """Set all words."""
        self._words = (
            texts.t("Who worked"),
            texts.t("Worked from"),
            texts.t("Worked until"),
            texts.t("Choose the day in a calendar"),
        )
        self.dress_all()

    def dress(self, line: LabourLine) -> None:
        value = line.value()
        line.who.set_options(self._options)
        line.set_value(value)
        line.who.setAccessibleName(self._words[0])
        line.who.set_placeholder(self._words[0])
        line.span.set_names(*self._words[1:])
        line.span.set_placeholders(self._words[1], self._words[2])


def part_label(texts: Texts, row: PartRow) -> str:
    """``Hose 1/2" · 4 left``"""
    return texts.t("{part} · {n} left", part=row.name, n=texts.number(row.count))
