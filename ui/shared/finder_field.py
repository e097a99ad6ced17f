"""A field that finds a home or a person while typing; its value is an id."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from models.core.session import Session
from models.directory.kinds import Found
from models.directory.queries import find
from ui.context import Context
from ui.theme.current import theme
from ui.widgets.fields import LineField
from ui.widgets.themed import Themed

_SHOWN = 6
_ROW = 28


class FinderField(Themed, QWidget):
    """``what`` is "place" or "resident". Arrows choose among what was found, Enter takes it."""

    changed = Signal(object)
    committed = Signal()
    grown = Signal()

    def __init__(
        self,
        context: Context,
        name: str,
        what: str,
        fits: Callable[[Found], bool] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._what, self._fits = context, what, fits
        self._value: int | None = None
        self._labels: dict[int, str] = {}
        self._wants = False
        self.line = LineField(icon="search")
        self.line.setObjectName(name)
        self.found = QListWidget()
        self.found.setObjectName(f"{name}.found")
        self.found.setProperty("popup", True)
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.line)
        column.addWidget(self.found)
        self.setFocusProxy(self.line)
        self.line.changed.connect(self._typed)
        self.line.installEventFilter(self)
        self.found.itemClicked.connect(self._clicked)
        self.follow_theme()

    def retranslate(self) -> None:
        """Set all words."""
        t = self._context.texts.t
        self.line.setAccessibleName(self.accessibleName())
        self.found.setAccessibleName(t("Found"))
        words = t("Unit or place") if self._what == "place" else t("Name, phone or unit")
        self.line.set_placeholder(words)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def value(self) -> object:
        return self._value

    def set_value(self, value: object) -> None:
        """Only an id that was shown before, or nothing, can be set."""
        if value != self._value:
            known = isinstance(value, int) and value in self._labels
            self.show_choice(value if known else None, self._labels[value] if known else "")  # type: ignore[arg-type, index]

    def know(self, labels: Mapping[int, str]) -> None:
        """Learn what ids are called, so that they can be set."""
        self._labels.update(labels)

    def show_choice(self, ident: int | None, label: str) -> None:
        """Show what is chosen."""
        self._value = ident
        if ident is not None:
            self._labels[ident] = label
        self.line.set_value(label)
        if ident is None:
            self.line.set_trailing("")
        else:
            self.line.set_trailing(" ", "ok", "check")

    def set_error_state(self, wrong: bool) -> None:
        self.line.set_error_state(wrong)

    def _typed(self, text: object) -> None:
        self._value = None
        self.line.set_trailing("")
        words = str(text)
        if not words:
            self._show(())
        else:
            self._context.jobs.query(self, partial(_find, words), partial(self._answered, words), key="find")
        self.changed.emit(None)

    def _answered(self, words: str, found: Sequence[Found]) -> None:
        if words != self.line.text().strip() or self._value is not None:
            return
        fitting = [one for one in found if one.what == self._what and (self._fits is None or self._fits(one))]
        self._show(fitting[:_SHOWN])
        if self._wants:
            self._wants = False
            self._take_current()

    def _show(self, found: Sequence[Found]) -> None:
        self.found.clear()
        for one in found:
            item = QListWidgetItem(f"{one.label}   {one.detail}".strip())
            ident = one.place_id if self._what == "place" else one.resident_id
            item.setData(Qt.ItemDataRole.UserRole, (ident, one.label))
            self.found.addItem(item)
        self.found.setCurrentRow(0)
        self._size_list()
        was = self.found.isVisible()
        self.found.setVisible(bool(found))
        if found or was:
            self.grown.emit()

    def retheme(self) -> None:
        self._size_list()

    def _size_list(self) -> None:
        px = theme().px
        self.found.setFixedHeight(px(_ROW) * self.found.count() + px(12))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._value is None and self.line.text().strip():
            if self.found.isVisible():
                self._take_current()
            else:
                self._wants = True  # the answer is still on its way
            return True
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.found.isVisible():
            step = 1 if key == Qt.Key.Key_Down else -1
            self.found.setCurrentRow(max(0, min(self.found.count() - 1, self.found.currentRow() + step)))
            return True
        if key == Qt.Key.Key_Escape and self.found.isVisible():
            self._show(())
            return True
        if key == Qt.Key.Key_Tab and self.found.isVisible() and self._value is None:
            self._take_current()
        return False

    def _clicked(self, item: QListWidgetItem) -> None:
        self._take(item)

    def _take_current(self) -> None:
        item = self.found.currentItem()
        if item is not None:
            self._take(item)

    def _take(self, item: QListWidgetItem) -> None:
        ident, label = item.data(Qt.ItemDataRole.UserRole)
        self._show(())
        self.show_choice(ident, label)
        self.changed.emit(ident)
        self.committed.emit()


def _find(words: str, session: Session) -> Sequence[Found]:
    return find(session, words)
