"""The menus of the page: which cases, by what the Pareto weighs, how the trend is told apart."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from models.insights.kinds import Cut, Slice, SliceValue
from resources.texts import Texts
from ui.pages.insight.names import CHOOSABLE, Names


class SliceMenu(QMenu):
    """A menu for each slice that tells cases apart here; ``chosen`` carries slice and value."""

    chosen = Signal(object, object)

    def __init__(self, texts: Texts, names: Names, cut: Cut, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("insight.slices.menu")
        self._names = names
        self._menus: dict[Slice, QMenu] = {}
        for slice_ in CHOOSABLE:
            options, held = list(names.options.get(slice_, ())), cut.of(slice_)
            offered = [value for value, _ in options]
            options += [(value, names.say(slice_, value)) for value in held if value not in offered]
            if slice_ is Slice.PROPERTY and len(options) < 2:
                continue
            if options:
                self._add(slice_, texts.word("slice", slice_), options, held)

    def menu_of(self, slice_: Slice | None) -> QMenu:
        """The menu of one slice, to be dropped from its chip."""
        return self if slice_ is None else self._menus.get(slice_, self)

    def _add(
        self,
        slice_: Slice,
        title: str,
        options: Sequence[tuple[SliceValue, str]],
        held: Sequence[SliceValue],
    ) -> None:
        menu = QMenu(title, self)
        menu.setObjectName(f"{self.objectName()}.{slice_.value}")
        for value, words in options:
            action = self._under(menu, slice_, value).addAction(words.replace("&", "&&"))
            action.setObjectName(f"{menu.objectName()}.{value}")
            action.setCheckable(True)
            action.setChecked(value in held)
            action.triggered.connect(partial(self._choose, slice_, value))
        self._menus[slice_] = menu
        self.addMenu(menu)

    def _under(self, menu: QMenu, slice_: Slice, value: SliceValue) -> QMenu:
        """Sub-categories are many: those of one category share a menu."""
        if slice_ is not Slice.SUBCATEGORY or value is None:
            return menu
        top = str(value).partition(".")[0]
        name = f"{menu.objectName()}.{top}"
        found = menu.findChild(QMenu, name)
        if found is None:
            found = QMenu(self._names.say(Slice.CATEGORY, top).replace("&", "&&"), menu)
            found.setObjectName(name)
            menu.addMenu(found)
        return found

    def _choose(self, slice_: Slice, value: SliceValue, _checked: bool = False) -> None:
        self.chosen.emit(slice_, value)


class OneOfMenu(QMenu):
    """One of a few; ``chosen`` carries its code."""

    chosen = Signal(object)

    def __init__(
        self, name: str, options: Sequence[tuple[object, str]], held: object, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        for code, words in options:
            action = QAction(words, self)
            action.setObjectName(f"{name}.{code}")
            action.setCheckable(True)
            action.setChecked(code == held)
            action.triggered.connect(partial(self._choose, code))
            self.addAction(action)

    def _choose(self, code: object, _checked: bool = False) -> None:
        self.chosen.emit(code)


def drop(menu: QMenu, under: QWidget, whole: QMenu | None = None) -> None:
    """Show a menu below a widget, the keys on what holds; it goes when it closes, with the one that it belongs to."""
    menu.aboutToHide.connect((whole or menu).deleteLater)
    menu.popup(under.mapToGlobal(QPoint(0, under.height() + 2)))
    held = next((one for one in menu.actions() if one.isChecked()), None)
    if held is not None:
        menu.setActiveAction(held)
    else:  # by a key, as a line that was made active by name would open what is below it
        down = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
        QCoreApplication.sendEvent(menu, down)
