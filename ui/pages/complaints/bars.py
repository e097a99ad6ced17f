"""The bars above the list: title and buttons, views, filters, and what can be done with marked cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from ui.language import TextsHolder
from ui.theme.current import theme
from ui.widgets.chips import FilterChip
from ui.widgets.choices import ViewTabs
from ui.widgets.controls import Button, IconButton, PaintedButton, QuietButton
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Label
from ui.widgets.themed import Themed


class Heading(Themed, QWidget):
    """The title of the page and its two buttons."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = Label("", "page")
        self.title.setObjectName("complaints.title")
        self.export = Button("", "folder", "E")
        self.export.setObjectName("complaints.export")
        self.print = Button("", "printer", "Ctrl+P")
        self.print.setObjectName("complaints.print")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.title, 1)
        row.addWidget(self.export)
        row.addWidget(self.print)

    def retranslate(self, texts: TextsHolder) -> None:
        """Set all words."""
        self.title.set_text(texts.t("Complaints"))
        self.export.set_text(texts.t("Export"))
        self.print.set_text(texts.t("Print reports"))


class _Sideways(QScrollArea):
    """Lets what is too wide slide, without a bar; what gets the focus or is chosen comes into sight."""

    def __init__(self, inside: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self._inside = inside
        self.setWidget(inside)
        inside.setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        return self._inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(120), self._inside.sizeHint().height())


class ViewBar(Themed, QWidget):
    """The views as tabs; all of them in a menu, for when they do not fit; and the way to keep another."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.tabs = ViewTabs(parent=self)
        self.tabs.setObjectName("complaints.views")
        self._slide = _Sideways(self.tabs, self)
        self.all = IconButton("chevron-down", px=16, parent=self)
        self.all.setObjectName("complaints.views.more")
        self.add = IconButton("plus", px=16, parent=self)
        self.add.setObjectName("complaints.views.add")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._slide, 1)
        row.addWidget(self.all)
        row.addWidget(self.add)
        self.tabs.installEventFilter(self)

    def retranslate(self, texts: TextsHolder) -> None:
        """Set all words."""
        self.tabs.setAccessibleName(texts.t("Views"))
        self.all.set_name(texts.t("All views"))
        self.add.set_name(texts.t("Save view"))

    def show_views(self, options: Sequence[tuple[str, str, int | None]], chosen: str) -> None:
        """Show the tabs, one of them chosen and in sight."""
        self.tabs.set_options(options)
        self.tabs.set_value(chosen)
        self.tabs.set_icon("search", "search")
        part = self.tabs.button(chosen)
        if part is not None:
            self._slide.ensureWidgetVisible(part, theme().px(40), 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._slide.updateGeometry()
        return False


class FilterBar(Themed, QWidget):
    """The filters in force as chips, the way to more, how many cases there are, and the order."""

    removed = Signal(str)
    opened = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._chips: dict[str, FilterChip] = {}
        self._left = QWidget(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._left.setSizePolicy(policy)
        self._flow = FlowLayout(self._left)
        self.add = Button("", "plus", "F", "small")
        self.add.setObjectName("complaints.filter")
        self.clear = QuietButton("", size="small")
        self.clear.setObjectName("complaints.filter.clear")
        self._flow.addWidget(self.add)
        self._flow.addWidget(self.clear)
        self.count = Label("", "small", "muted")
        self.count.setObjectName("complaints.count")
        self.order = QuietButton("", "rows-3", size="small")
        self.order.setObjectName("complaints.order.button")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._left, 1)
        self._row.addWidget(self.count)
        self._row.addWidget(self.order)
        self.follow_theme()

    def retheme(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme().px(10))

    def retranslate(self, texts: TextsHolder) -> None:
        """Set the words that do not depend on the filters."""
        self.add.set_text(texts.t("Filter"))
        self.clear.set_text(texts.t("Clear"))

    def chip(self, name: str) -> FilterChip | None:
        """The chip of a field, if it is in force."""
        return self._chips.get(name)

    def show_chips(self, chips: Mapping[str, str]) -> None:
        """Show these chips in this order, and no others; those that stay keep the focus."""
        for name in [name for name in self._chips if name not in chips]:
            gone = self._chips.pop(name)
            if gone.hasFocus():
                self.add.setFocus(Qt.FocusReason.OtherFocusReason)
            self._flow.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for name, words in chips.items():
            self._chip(name).set_text(words)
        for widget in (*(self._chips[name] for name in chips), self.add, self.clear):
            self._flow.removeWidget(widget)
            self._flow.addWidget(widget)
        self.clear.setVisible(bool(chips))
        self._left.updateGeometry()

    def _chip(self, name: str) -> FilterChip:
        if name not in self._chips:
            chip = FilterChip("", self._left)
            chip.setObjectName(f"complaints.chip.{name}")
            chip.removed.connect(partial(self.removed.emit, name))
            chip.clicked.connect(partial(self._opened, name))
            self._chips[name] = chip
            chip.show()
        return self._chips[name]

    def _opened(self, name: str, _checked: bool = False) -> None:
        self.opened.emit(name)


class BulkBar(Themed, QWidget):
    """What can be done with the marked cases."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.count = Label("", strong=True, token="accent")
        self.count.setObjectName("complaints.marked")
        self.assign = self._button("assign", "A")
        self.close_cases = self._button("close", "X")
        self.merge = self._button("merge", "M")
        self.classify = self._button("classify", "T")
        self.print = self._button("print", "R")
        self.export = self._button("export", "E")
        self.clear = QuietButton("", None, "Esc", "small")
        self.clear.setObjectName("complaints.bulk.clear")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        flow = FlowLayout(self)
        for part in (
            self.count, self.assign, self.close_cases, self.merge, self.classify, self.print, self.export, self.clear,
        ):  # fmt: skip
            flow.addWidget(part)
        self.hide()
        self.follow_theme()

    def retheme(self) -> None:
        self.count.setFixedHeight(self.assign.sizeHint().height())  # its words stand level with theirs

    def retranslate(self, texts: TextsHolder) -> None:
        """Set the words that do not depend on the marks."""
        self.assign.set_text(texts.t("Assign"))
        self.close_cases.set_text(texts.t("Close cases"))
        self.merge.set_text(texts.p("verb", "Merge"))
        self.classify.set_text(texts.t("Classify"))
        self.print.set_text(texts.t("Reports"))
        self.export.set_text(texts.t("Export"))
        self.clear.set_text(texts.t("Unmark"))

    def _button(self, name: str, key: str) -> PaintedButton:
        button = Button("", None, key, "small", self)
        button.setObjectName(f"complaints.bulk.{name}")
        return button
