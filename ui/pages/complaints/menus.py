"""The menus and small dialogs of the list: filters, order and columns, views."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ui.base.page import Page
from ui.pages.complaints.controls import ListControls
from ui.pages.complaints.dialogs import DaysDialog, HomeDialog
from ui.pages.complaints.filter_menu import FilterMenu, OrderMenu
from ui.pages.complaints.saved import SavedViews
from ui.pages.complaints.state import Filters, ListState, Named
from ui.pages.complaints.view_words import VIEWS

INSIGHT = "insight"


class ListMenus(QObject):
    """Asks, and says what is wanted; the page decides."""

    state_wanted = Signal(object)
    view_wanted = Signal(object)

    def __init__(self, page: Page, controls: ListControls, saved: SavedViews) -> None:
        super().__init__(page)
        self._page, self._controls, self._saved = page, controls, saved
        bar = controls.filters
        controls.views.add.clicked.connect(self.save_view)
        controls.views.all.clicked.connect(self.list_views)
        bar.add.clicked.connect(self.add_filter)
        bar.clear.clicked.connect(self._clear)
        bar.removed.connect(self._remove)
        bar.opened.connect(self._open_chip)
        bar.order.clicked.connect(self.choose_order)

    @property
    def _state(self) -> ListState:
        return self._controls.state

    def save_view(self) -> None:
        """Ask for a name, and keep the list as it is under it."""
        self._saved.ask_to_save(self._state)

    def _want_filters(self, filters: Filters) -> None:
        self.state_wanted.emit(replace(self._state, filters=filters))

    def _clear(self) -> None:
        self._want_filters(Filters())

    def _remove(self, name: str) -> None:
        self._want_filters(self._state.filters.without(name))

    def _open_chip(self, name: str) -> None:
        """The menu of a chip; a figure is looked at where it comes from."""
        navigation = self._page.context.navigation
        if name == "figure" and INSIGHT in navigation.specs:
            navigation.navigate(INSIGHT, figure=self._state.filters.figure)
        else:
            self.add_filter(name)

    def add_filter(self, name: object = "") -> None:
        """Drop the menu of filters, or that of one chip."""
        menu = FilterMenu(
            self._page.context.texts.current, self._controls.choices, self._state.filters, self._page
        )
        menu.changed.connect(self._want_filters)
        menu.other_days.connect(self._ask_days)
        menu.other_home.connect(self._ask_home)
        name = name if isinstance(name, str) else ""
        shown, under = menu.menu_of(name), self._controls.filters.chip(name) or self._controls.filters.add
        shown.aboutToHide.connect(menu.deleteLater)
        if shown is not menu:
            menu.aboutToHide.connect(menu.deleteLater)
        _drop(shown, under)

    def choose_order(self) -> None:
        """Drop the menu of order and columns."""
        menu = OrderMenu(self._page.context.texts.current, self._state, self._page)
        menu.changed.connect(self.state_wanted)
        menu.aboutToHide.connect(menu.deleteLater)
        _drop(menu, self._controls.filters.order)

    def list_views(self) -> None:
        """Drop all views as a menu, with what can be done with a saved one."""
        texts = self._page.context.texts
        menu = QMenu(self._page)
        menu.setObjectName("complaints.views.menu")
        named = [(view.value, texts.word("view", view)) for view in VIEWS]
        named += [(f"saved:{row.id}", row.name) for row in self._saved.rows]
        for code, words in named:
            action = _add(menu, code, words)
            action.setCheckable(True)
            action.setChecked(code == self._controls.tab())
            action.triggered.connect(partial(self._view_chosen, code))
        present = self._saved.row(self._state.saved)
        if present is not None:
            menu.addSeparator()
            rename = _add(menu, "rename", texts.t("Rename “{name}” …", name=present.name))
            rename.triggered.connect(partial(self._rename, present.id))
            delete = _add(menu, "delete", texts.t("Delete “{name}”", name=present.name))
            delete.triggered.connect(partial(self._delete, present.id))
        menu.aboutToHide.connect(menu.deleteLater)
        _drop(menu, self._controls.views.all)

    def _view_chosen(self, code: str, _checked: bool = False) -> None:
        self.view_wanted.emit(code)

    def _rename(self, view_id: int, _checked: bool = False) -> None:
        self._saved.ask_to_rename(view_id)

    def _delete(self, view_id: int, _checked: bool = False) -> None:
        self._saved.delete(view_id)

    def _ask_days(self) -> None:
        dialog = DaysDialog(self._page.context, self._page, self._state.filters.period)
        dialog.answered.connect(self._days_chosen)
        dialog.open()

    def _days_chosen(self, period: object) -> None:
        self._want_filters(replace(self._state.filters, period=str(period)))

    def _ask_home(self) -> None:
        dialog = HomeDialog(self._page.context, self._page)
        dialog.answered.connect(self._home_chosen)
        dialog.open()

    def _home_chosen(self, place: object) -> None:
        if isinstance(place, Named):
            self._want_filters(replace(self._state.filters, place=place))


def _add(menu: QMenu, code: str, words: str) -> QAction:
    action = menu.addAction(words)
    action.setObjectName(f"{menu.objectName()}.{code}")
    return action


def _drop(menu: QMenu, under: QWidget) -> None:
    menu.popup(under.mapToGlobal(QPoint(0, under.height() + 2)))
