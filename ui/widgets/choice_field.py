"""A choice from a list that is found by typing; the value is a code, the words are for people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QStandardItem,
    QStandardItemModel,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QCompleter, QLineEdit, QSizePolicy, QWidget

from ui.theme import fonts
from ui.theme.current import theme
from ui.theme.icons import icon
from ui.theme.paint import paint_icon
from ui.widgets.line_field import mark_error
from ui.widgets.themed import Themed

CODE_ROLE = int(Qt.ItemDataRole.UserRole)
FIND_ROLE = CODE_ROLE + 1


@dataclass(frozen=True)
class Option:
    """One choice: its code, its label, other words that find it, its icon."""

    code: object
    label: str
    keywords: str = ""
    icon: str | None = None


OptionLike = Option | tuple[object, str] | tuple[object, str, str]


def options_of(options: Iterable[OptionLike]) -> tuple[Option, ...]:
    """Return options however they were written."""
    return tuple(option if isinstance(option, Option) else Option(*option) for option in options)


def _distance(label: str, typed: str) -> int:
    """How far a label is from what was typed: it begins so, a word in it does, or it only holds it somewhere."""
    if label.startswith(typed):
        return 0
    return 1 if f" {typed}" in label else 2


class _Finder(QCompleter):
    """Finds by label and keywords, but puts the label into the field."""

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return str(index.data(Qt.ItemDataRole.DisplayRole) or "")

    def popup_list(self) -> QAbstractItemView:
        view = self.popup()
        assert view is not None
        return view


class ChoiceField(Themed, QComboBox):
    """A combo box in which typing filters; words that fit nothing go back to the last choice."""

    changed = Signal(object)
    committed = Signal()

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options: tuple[Option, ...] = ()
        self._value: object = None
        self._rows = QStandardItemModel(self)
        self.setModel(self._rows)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._finder = _Finder(self._rows, self)
        self._finder.setCompletionRole(FIND_ROLE)
        self._finder.setFilterMode(Qt.MatchFlag.MatchContains)
        self._finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(self._finder)
        self._finder.popup_list().setProperty("popup", True)
        self._finder.popup_list().installEventFilter(self)
        # The class has two signals of this name; the stubs know one.
        self._finder.activated[QModelIndex].connect(self._found)  # type: ignore[index]
        self.activated.connect(self._picked)
        self._edit().editingFinished.connect(self._settle)
        self.set_placeholder(placeholder)
        self.follow_theme()

    def _edit(self) -> QLineEdit:
        edit = self.lineEdit()
        assert edit is not None
        return edit

    def set_options(self, options: Iterable[OptionLike]) -> None:
        """Set the choices; the value stays, shown in the new words."""
        fresh = options_of(options)
        if fresh == self._options:
            return
        self._options = fresh
        self._fill()

    def _fill(self) -> None:
        self._rows.clear()
        for option in self._options:
            item = QStandardItem(option.label)
            item.setEditable(False)
            item.setData(option.code, CODE_ROLE)
            item.setData(f"{option.label} {option.keywords}".strip(), FIND_ROLE)
            if option.icon:
                item.setIcon(icon(option.icon, "muted", 16))
            self._rows.appendRow(item)
        self._show_value()

    def value(self) -> object:
        return self._meant()

    def set_value(self, value: object) -> None:
        self._value = value
        self._show_value()

    def label(self) -> str:
        """Return the words of the present choice, or nothing."""
        return next((option.label for option in self._options if option.code == self._value), "")

    def _show_value(self) -> None:
        row = next((i for i, option in enumerate(self._options) if option.code == self._value), -1)
        if row != self.currentIndex():
            self.setCurrentIndex(row)
        if self._edit().text() != self.label():
            self._edit().setText(self.label())
        if not self.hasFocus():
            self._edit().setCursorPosition(0)  # long words show their beginning

    def set_placeholder(self, text: str) -> None:
        if text != self._edit().placeholderText():
            self._edit().setPlaceholderText(text)

    def set_error_state(self, wrong: bool) -> None:
        mark_error(self, wrong)

    def _found(self, index: QModelIndex) -> None:
        self._take(index.data(CODE_ROLE))

    def _picked(self, row: int) -> None:
        if 0 <= row < len(self._options):
            self._take(self._options[row].code)

    def _take(self, code: object) -> None:
        news = code != self._value
        self._value = code
        self._show_value()
        if news:
            self.changed.emit(code)
            self.committed.emit()

    def _fits(self) -> list[Option]:
        """Return the options that the typed words may mean: exactly those words, else the best beginning first."""
        typed = self._edit().text().strip().casefold()
        exact = [option for option in self._options if option.label.casefold() == typed]
        found = [o for o in self._options if typed in f"{o.label} {o.keywords}".casefold()]
        return exact or sorted(found, key=lambda option: _distance(option.label.casefold(), typed))

    def _meant(self) -> object:
        """Return what the field means as it stands: the only fit, nothing, or still the last choice."""
        typed = self._edit().text().strip()
        if typed.casefold() == self.label().casefold():
            return self._value
        if not typed:
            return None
        fits = self._fits()
        return fits[0].code if len({option.code for option in fits}) == 1 else self._value

    def _settle(self) -> None:
        self._take(self._meant())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            typed = self._edit().text().strip()
            fits = self._fits()
            if typed and fits and typed.casefold() != self.label().casefold():
                self._take(fits[0].code)
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The completer swallows the loss of focus while its list is open; the end of the list makes up for it.
        if event.type() == QEvent.Type.Hide and not self.hasFocus():
            self._settle()
        return False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._settle()

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling a page must not change what is under the mouse.
        event.ignore()

    def retheme(self) -> None:
        self.setFont(fonts.font("body"))
        self.setIconSize(QSize(theme().px(16), theme().px(16)))
        self.setFixedHeight(theme().px(34))
        if any(option.icon for option in self._options):
            self._fill()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = theme().px(16)
        painter = QPainter(self)
        token = "muted" if self.isEnabled() else "faint"
        left = self.width() - side - theme().px(9)
        paint_icon(painter, "chevron-down", token, left, (self.height() - side) / 2, side)
        painter.end()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(90), theme().px(34))
