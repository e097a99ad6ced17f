"""The menus of the list: filters to add, and the order with its columns."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from models.complaints.kinds import Flag, Sort
from resources.texts import N_, Texts
from ui.pages.complaints.choices import PERIODS, TITLES, Choices, set_options
from ui.pages.complaints.columns import TITLES as COLUMN_TITLES
from ui.pages.complaints.state import ALL_COLUMNS, ALWAYS, SETS, Filters, ListState, Named, columns_of

SORT_TITLES = {
    Sort.DUE: N_("Next due"),
    Sort.RECEIVED: N_("Received"),
    Sort.SEVERITY: N_("Severity"),
    Sort.REFERENCE: N_("Reference"),
    Sort.CLOSED: N_("Closed"),
}


class StayMenu(QMenu):
    """A menu of which several lines can be ticked before it closes."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._ticked(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (event.key() == Qt.Key.Key_Space and self._ticked(self.activeAction())):
            super().keyPressEvent(event)

    @staticmethod
    def _ticked(action: QAction | None) -> bool:
        if action is None or not action.isCheckable() or not action.isEnabled():
            return False
        action.trigger()
        return True


class FilterMenu(QMenu):
    """Everything that narrows the list. Emits the filters as they become."""

    changed = Signal(object)
    other_days = Signal()
    other_home = Signal()

    def __init__(self, texts: Texts, choices: Choices, filters: Filters, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("complaints.filters")
        self._texts, self._choices, self._filters = texts, choices, filters
        self.fields: dict[str, QMenu] = {}
        for name in (*SETS, "categories"):
            self._set_menu(name)
        self._place_menu()
        self._named_menu("handler", choices.staff)
        self._period_menu()
        self._imported_menu()
        self._flag_menu()

    def menu_of(self, name: str) -> QMenu:
        """The menu of one field, to be dropped from its chip."""
        return self.fields.get(name, self)

    def _submenu(self, name: str, menu: QMenu) -> QMenu:
        menu.setTitle(self._texts.t(TITLES[name]))
        menu.setObjectName(f"complaints.filters.{name}")
        self.addMenu(menu)
        self.fields[name] = menu
        return menu

    def _add(self, menu: QMenu, code: object, words: str, checked: bool) -> QAction:
        action = menu.addAction(words)
        action.setObjectName(f"{menu.objectName()}.{code}")
        action.setCheckable(True)
        action.setChecked(checked)
        return action

    def _set_menu(self, name: str) -> None:
        menu = self._submenu(name, StayMenu(self))
        chosen = getattr(self._filters, name)
        for code, words in set_options(self._texts, self._choices, name):
            action = self._add(menu, code, words, code in chosen)
            action.triggered.connect(partial(self._toggle, name, code))

    def _one_of(self, menu: QMenu, name: str, options: list[tuple[str, str, object]]) -> None:
        """Lines of which one can hold; the one that holds can be taken back."""
        chosen = getattr(self._filters, name)
        for code, words, value in options:
            action = self._add(menu, code, words, value == chosen)
            action.triggered.connect(partial(self._choose, name, value))

    def _named_menu(self, name: str, options: tuple[Named, ...]) -> QMenu:
        menu = self._submenu(name, QMenu(self))
        self._one_of(menu, name, [(str(one.id), one.name, one) for one in options])
        return menu

    def _place_menu(self) -> None:
        menu = self._named_menu("place", self._choices.buildings)
        other = menu.addAction(self._texts.t("A home …"))
        other.setObjectName("complaints.filters.place.other")
        other.triggered.connect(self.other_home)

    def _period_menu(self) -> None:
        menu = self._submenu("period", QMenu(self))
        options: list[tuple[str, str, object]] = [
            (code, self._texts.t(words), code) for code, words in PERIODS.items()
        ]
        self._one_of(menu, "period", options)
        other = menu.addAction(self._texts.t("Other days …"))
        other.setObjectName("complaints.filters.period.other")
        other.triggered.connect(self.other_days)

    def _imported_menu(self) -> None:
        t = self._texts.t
        menu = self._submenu("imported", QMenu(self))
        self._one_of(menu, "imported", [("yes", t("Imported"), True), ("no", t("Not imported"), False)])

    def _flag_menu(self) -> None:
        menu = self._submenu("flag", QMenu(self))
        words = self._texts.words("flag")
        self._one_of(menu, "flag", [(str(flag), words[flag], flag.value) for flag in Flag])

    def _toggle(self, name: str, code: str) -> None:
        self._filters = self._filters.toggled(name, code)
        self.changed.emit(self._filters)

    def _choose(self, name: str, value: object) -> None:
        if getattr(self._filters, name) == value:
            self._filters = self._filters.without(name)
        else:
            self._filters = replace(self._filters, **{name: value})  # type: ignore[arg-type]
        self.changed.emit(self._filters)


class OrderMenu(StayMenu):
    """Order, direction, grouping, and which columns are shown."""

    changed = Signal(object)

    def __init__(self, texts: Texts, state: ListState, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("complaints.order")
        self._state = state
        group = QActionGroup(self)
        for sort, title in SORT_TITLES.items():
            action = self._add(f"sort.{sort}", texts.t(title), state.sort is sort)
            group.addAction(action)
            action.triggered.connect(partial(self._sort, sort))
        self.addSeparator()
        self._add("descending", texts.t("Last first"), state.descending).triggered.connect(self._turn)
        self.grouping = self._add("grouped", texts.t("Grouped by clock"), state.grouped)
        self.grouping.setEnabled(state.sort is Sort.DUE)
        self.grouping.triggered.connect(self._group)
        self.addSeparator()
        self.addSection(texts.t("Columns"))
        for name in ALL_COLUMNS:
            if name not in ALWAYS:
                action = self._add(f"column.{name}", texts.t(COLUMN_TITLES[name]), name in state.columns)
                action.triggered.connect(partial(self._column, name))

    def _add(self, code: str, words: str, checked: bool) -> QAction:
        action = self.addAction(words)
        action.setObjectName(f"complaints.order.{code}")
        action.setCheckable(True)
        action.setChecked(checked)
        return action

    def _take(self, state: ListState) -> None:
        self._state = state
        self.grouping.setEnabled(state.sort is Sort.DUE)
        self.changed.emit(state)

    def _sort(self, sort: Sort) -> None:
        self._take(self._state.ordered(sort, self._state.descending))

    def _turn(self) -> None:
        self._take(self._state.ordered(self._state.sort, not self._state.descending))

    def _group(self) -> None:
        self._take(replace(self._state, grouped=not self._state.grouped))

    def _column(self, name: str) -> None:
        names = set(self._state.columns) ^ {name}
        self._take(replace(self._state, columns=columns_of(sorted(names))))
