"""Several households in one case: further homes, found like the first."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.directory.kinds import Found
from ui.context import Context
from ui.pages.intake.finder import Finder
from ui.widgets.chips import FilterChip
from ui.widgets.flow import FlowLayout

Home = tuple[int, str]


class FurtherHomes(QWidget):
    """A finder, and below it the homes that were taken; a cross takes one out."""

    changed = Signal()
    finished = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._homes: list[Home] = []
        self._chips: list[FilterChip] = []
        self.finder = Finder(context, "intake.homes", "field", self)
        self.finder.taken.connect(self._take)
        self.finder.passed_on.connect(self._pass_on)
        self._row = QWidget(self)
        self._flow = FlowLayout(self._row)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.finder)
        box.addWidget(self._row)

    def homes(self) -> list[Home]:
        """Id and label of every further home."""
        return list(self._homes)

    def set_homes(self, homes: list[Home]) -> None:
        """Show homes."""
        self._homes = [(int(ident), str(label)) for ident, label in homes]
        self.finder.set_text("")
        self._show()

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts = self._context.texts
        self.finder.set_label(texts.t("Further homes"))
        self.finder.retranslate_error()
        for chip, (_, label) in zip(self._chips, self._homes, strict=True):
            chip.setAccessibleName(texts.t("{home}: take out", home=label))

    def _take(self, found: Found) -> None:
        self.finder.set_text("")
        if found.place_id is None or found.place_id in [ident for ident, _ in self._homes]:
            return
        label = found.label if found.what == "place" else found.detail.partition(" · ")[0]
        self._homes.append((found.place_id, label))
        self._show()
        self.changed.emit()

    def _remove(self, ident: int) -> None:
        self._homes = [home for home in self._homes if home[0] != ident]
        self._show()
        self.finder.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _show(self) -> None:
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for ident, label in self._homes:
            chip = FilterChip(label, self._row)
            chip.setObjectName(f"intake.homes.{ident}")
            chip.removed.connect(partial(self._remove, ident))
            chip.show()
            self._chips.append(chip)
            self._flow.addWidget(chip)
        self._row.setVisible(bool(self._chips))
        self.retranslate()

    def _pass_on(self, text: str) -> None:
        if not text:
            self.finished.emit()
