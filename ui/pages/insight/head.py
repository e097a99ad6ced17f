"""The head of the page: which days, which cases, by what the Pareto weighs, and the printed summary."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from models.insights.kinds import PeriodKind, Slice
from ui.language import TextsHolder
from ui.theme.current import theme
from ui.widgets.chips import FilterChip
from ui.widgets.choices import Segmented
from ui.widgets.controls import Button, IconButton, QuietButton
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.themed import Themed

KEYS: Mapping[PeriodKind, str] = {
    PeriodKind.DAY: "D",
    PeriodKind.WEEK: "W",
    PeriodKind.MONTH: "M",
    PeriodKind.QUARTER: "Q",
    PeriodKind.YEAR: "Y",
    PeriodKind.FREE: "O",
}


class InsightHead(Themed, QWidget):
    """``kind_wanted`` a kind of period, ``turned`` so many periods on."""

    kind_wanted = Signal(object)
    turned = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = Label("", "page", parent=self)
        self.kinds = Segmented(equal=False, parent=self)
        self.before, self.after = (
            IconButton("chevron-left", parent=self),
            IconButton("chevron-right", parent=self),
        )
        self.name = Label("", "body", strong=True, parent=self)
        self.days = ElidedLabel("", "body", parent=self)
        self.slices = DropButton("", "building-2", "F", parent=self)
        self.weight = DropButton("", None, "G", parent=self)
        self.print = Button("", "printer", "Ctrl+P", parent=self)
        self.chips = SliceChips(self)
        parts: tuple[tuple[QWidget, str], ...] = (
            (self.kinds, "period"), (self.before, "before"), (self.after, "after"), (self.name, "name"),
            (self.days, "days"), (self.slices, "slices"), (self.weight, "weight"), (self.print, "print"),
        )  # fmt: skip
        for widget, name in parts:
            widget.setObjectName(f"insight.{name}")
        self._buttons = (self.slices, self.weight, self.print)
        self._below: list[QWidget] = []
        self._lay_out()
        self.before.clicked.connect(self._earlier)
        self.after.clicked.connect(self._later)
        self.kinds.changed.connect(self.kind_wanted)
        self.follow_theme()

    def _lay_out(self) -> None:
        self._row, self._second = QHBoxLayout(), QHBoxLayout()
        days: tuple[QWidget, ...] = (self.title, self.kinds, self.before, self.name, self.days, self.after)
        for widget in days:
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self._place_buttons()
        self._second.addWidget(self.chips, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._row)
        column.addLayout(self._second)

    def _earlier(self) -> None:
        self.turned.emit(-1)

    def _later(self) -> None:
        self.turned.emit(1)

    def fit(self) -> None:
        """What has no room beside the days stands in the second line, with the cases that are chosen."""
        gap, room = theme().px(8), self.width() - 2 * theme().px(24)
        dates = (self.title, self.kinds, self.before, self.name, self.days, self.after)
        used = sum(one.sizeHint().width() + gap for one in dates if not one.isHidden())
        below: list[QWidget] = []
        for button in reversed(self._buttons):
            used += button.sizeHint().width() + gap
            if used - gap > room or below:
                below.insert(0, button)
        if below != self._below:
            self._below = below
            self._place_buttons()
            self.retheme()

    def _place_buttons(self) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            self._second.removeWidget(button)
            if button not in self._below:
                self._row.addWidget(button)
        for at, moved in enumerate(self._below):
            self._second.insertWidget(at, moved, 0, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def retheme(self) -> None:
        px = theme().px
        self._row.setContentsMargins(px(24), px(14), px(24), 0)
        self._row.setSpacing(px(8))
        second = self._below or self.chips.has_any()
        self._second.setContentsMargins(px(24), px(8) if second else 0, px(24), px(8))
        self._second.setSpacing(px(8))

    def show_period(self, kind: PeriodKind, name: str, days: str, is_last: bool) -> None:
        """Say which days are looked at; beyond the last there is nothing yet."""
        self.kinds.set_value(kind)
        self.name.set_text(name)
        self.days.set_text(days)
        self.days.setVisible(bool(days))
        self.after.setEnabled(not is_last)
        self.fit()

    def show_chips(self, chips: Mapping[Slice, str]) -> None:
        """Which cases are looked at."""
        self.chips.show_chips(chips, self.slices)
        self.retheme()

    def retranslate(self, texts: TextsHolder) -> None:
        """Set the words that do not depend on what is looked at."""
        t = texts.t
        self.title.set_text(t("Insight"))
        self.kinds.set_options([(kind, texts.word("period_kind", kind)) for kind in PeriodKind])
        self.kinds.setAccessibleName(t("Length of the period"))
        self.before.set_name(t("Earlier"))
        self.after.set_name(t("Later"))
        self.chips.clear.set_text(t("Clear"))


class SliceChips(Themed, QWidget):
    """What narrows the cases, each with its cross."""

    removed = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._chips: dict[Slice, FilterChip] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = FlowLayout(self)
        self.clear = QuietButton("", size="small", parent=self)
        self.clear.setObjectName("insight.clear")
        self.clear.clicked.connect(self._cleared)
        self._flow.addWidget(self.clear)
        self.clear.hide()

    def has_any(self) -> bool:
        """Whether the cases are narrowed at all."""
        return bool(self._chips)

    def chip(self, slice_: object) -> FilterChip | None:
        """The chip of a slice, if it is in force."""
        return next((chip for one, chip in self._chips.items() if one == slice_), None)

    def show_chips(self, chips: Mapping[Slice, str], home: QWidget) -> None:
        """These, and no others; those that stay keep the focus, after the last one it goes home."""
        for slice_ in [one for one in self._chips if one not in chips]:
            gone = self._chips.pop(slice_)
            if gone.hasFocus():
                (self.clear if chips else home).setFocus(Qt.FocusReason.OtherFocusReason)
            self._flow.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for slice_, words in chips.items():
            if slice_ not in self._chips:
                self._chips[slice_] = self._made(slice_)
            self._chips[slice_].set_text(words)
        self._flow.removeWidget(self.clear)
        self._flow.addWidget(self.clear)
        self.clear.setVisible(bool(chips))
        self.updateGeometry()

    def _made(self, slice_: Slice) -> FilterChip:
        chip = FilterChip("", self)
        chip.setObjectName(f"insight.chip.{slice_.value}")
        chip.removed.connect(partial(self.removed.emit, slice_))
        chip.clicked.connect(partial(self._opened, slice_))
        chip.show()
        self._flow.addWidget(chip)
        return chip

    def _cleared(self) -> None:
        self.removed.emit(None)

    def _opened(self, slice_: Slice, _checked: bool = False) -> None:
        self.opened.emit(slice_)


class DropButton(Button):
    """A button that drops a menu of its page, and shows it."""

    def _has_menu(self) -> bool:
        return True
