"""The side bar: whose desk this is, the pages, and the person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.language import TextsHolder
from ui.navigation import PageSpec, Place
from ui.shell.brand import Brand
from ui.shell.counts import Count
from ui.shell.person import PersonButton
from ui.shell.side_item import SideItem
from ui.theme.current import theme
from ui.widgets.cards import Separator
from ui.widgets.labels import ElidedLabel
from ui.widgets.themed import Themed

WIDE, NARROW = 204, 56


class SideBar(Themed, QWidget):
    """Pages with their counts and keys. Emits what is wanted; the window navigates."""

    page_wanted = Signal(str)

    def __init__(self, specs: Iterable[PageSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self._narrow = False
        self._specs = {spec.id: spec for spec in specs if spec.place in (Place.SIDE, Place.FOOT)}
        self._items = {spec.id: SideItem(spec.id, spec.icon, spec.key, self) for spec in self._specs.values()}
        self._brand = Brand(28, self)
        self._name = ElidedLabel("", "lead", "text", True, self)
        self._place = ElidedLabel("", "small", "muted", None, self)
        self._rule = Separator(parent=self)
        self.person = PersonButton(self)
        for item in self._items.values():
            item.clicked.connect(self._chosen)
        self._lay_out()
        self.follow_theme()

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._head = QHBoxLayout()
        self._words = QVBoxLayout()
        self._words.setSpacing(0)
        self._words.addStretch(1)
        self._words.addWidget(self._name)
        self._words.addWidget(self._place)
        self._words.addStretch(1)
        self._head.addWidget(self._brand)
        self._head.addLayout(self._words, 1)
        self._column.addLayout(self._head)
        self._add_items(Place.SIDE)
        self._column.addStretch(1)
        self._add_items(Place.FOOT)
        self._column.addSpacing(8)
        self._column.addWidget(self._rule)
        self._column.addSpacing(4)
        self._column.addWidget(self.person)

    def _add_items(self, place: Place) -> None:
        for spec in self._specs.values():
            if spec.place is place:
                self._column.addWidget(self._items[spec.id])

    def retheme(self) -> None:
        px = theme().px
        self.setFixedWidth(px(NARROW if self._narrow else WIDE))
        self._column.setContentsMargins(px(11), 0, px(9), 0)
        self._column.setSpacing(0)
        self._head.setContentsMargins(0 if self._narrow else px(7), px(10), 0, px(10))
        self._head.setSpacing(px(8))

    def set_narrow(self, narrow: bool) -> None:
        """Icons only, or everything."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._name.setVisible(not narrow)
            self._place.setVisible(not narrow)
            alignment = Qt.AlignmentFlag.AlignHCenter if narrow else Qt.AlignmentFlag.AlignLeft
            self._head.setAlignment(self._brand, alignment)
            for item in self._items.values():
                item.set_narrow(narrow)
            self.person.set_narrow(narrow)
            self.retheme()

    def retranslate(self, texts: TextsHolder, property_name: str) -> None:
        """Set all words."""
        self._name.set_text(texts.t("Redress"))
        self._place.set_text(property_name)
        for page_id, item in self._items.items():
            name = texts.t(self._specs[page_id].title)
            count = item.count
            spoken = name if count is None else texts.t("{name}, {n}", name=name, n=count.n)
            item.set_words(name, spoken)

    def set_allowed(self, allowed: Mapping[str, bool]) -> None:
        """Hide what the person may not open."""
        for page_id, item in self._items.items():
            item.setVisible(allowed.get(page_id, True))

    def set_counts(self, counts: Mapping[str, Count]) -> None:
        """Show how many wait on each page."""
        for page_id, item in self._items.items():
            item.set_count(counts.get(page_id))

    def light(self, page_id: str) -> None:
        """Show which page is open."""
        for item_id, item in self._items.items():
            item.setChecked(item_id == page_id)

    def first_item(self) -> QWidget:
        """Where F6 lands."""
        lit = (item for item in self._items.values() if item.isChecked())
        return next(lit, self.person)

    def _chosen(self) -> None:
        item = self.sender()
        if isinstance(item, SideItem):
            self.page_wanted.emit(item.page_id)
