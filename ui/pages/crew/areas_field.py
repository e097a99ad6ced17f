"""Places below which somebody works: found while typing, each one a chip that can be taken off."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import Context
from ui.shared.finder_field import FinderField
from ui.widgets.choices import FilterChip
from ui.widgets.flow import FlowLayout


class AreasField(QWidget):
    """The value is the tuple of place ids, sorted. Their labels are handed in with ``know``."""

    changed = Signal(object)
    committed = Signal()

    def __init__(self, context: Context, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._labels: dict[int, str] = {}
        self._chosen: tuple[int, ...] = ()
        self._chips: list[FilterChip] = []
        self.finder = FinderField(context, name, "place")
        self._name = name
        self._bed = QWidget()
        self._flow = FlowLayout(self._bed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._bed)
        column.addWidget(self.finder)
        self.setFocusProxy(self.finder)
        self.finder.changed.connect(self._found)

    def retranslate(self) -> None:
        """Set all words."""
        self.finder.setAccessibleName(self.accessibleName())
        self.finder.retranslate()
        self._show()

    def know(self, labels: Mapping[int, str]) -> None:
        """Learn what places are called."""
        self._labels.update(labels)
        self._show()

    def value(self) -> object:
        return self._chosen

    def set_value(self, value: object) -> None:
        ids = value if isinstance(value, (tuple, list, set, frozenset)) else ()
        self._put(tuple(sorted(int(one) for one in ids)))

    def set_error_state(self, wrong: bool) -> None:
        self.finder.set_error_state(wrong)

    def _found(self, place: object) -> None:
        if not isinstance(place, int):
            return
        self._labels[place] = self.finder.line.text()
        self.finder.show_choice(None, "")
        if place not in self._chosen:
            self._put(tuple(sorted((*self._chosen, place))))
            self.changed.emit(self._chosen)
            self.committed.emit()

    def _put(self, ids: tuple[int, ...]) -> None:
        if ids != self._chosen:
            self._chosen = ids
            self._show()

    def _show(self) -> None:
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for place in self._chosen:
            chip = FilterChip(self._labels.get(place, str(place)), self._bed)
            chip.setObjectName(f"{self._name}.{place}")
            chip.removed.connect(partial(self._remove, place))
            self._flow.addWidget(chip)
            chip.show()
            self._chips.append(chip)
        self._bed.setVisible(bool(self._chosen))

    def _remove(self, place: int) -> None:
        self._put(tuple(one for one in self._chosen if one != place))
        self.finder.setFocus()
        self.changed.emit(self._chosen)
        self.committed.emit()
