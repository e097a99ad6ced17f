"""The finder: a field that knows homes and people by unit, name, initials or telephone number."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from models.directory.kinds import Found
from ui.context import Context
from ui.pages.intake.hit_list import HitList
from ui.pages.intake.lookups import Hits, find_homes
from ui.widgets.fields import LabeledField, LineField

_WAIT_MS = 30


class Finder(LabeledField):
    """Type, look, Enter. ``taken`` carries what was chosen; ``passed_on`` that Enter was pressed on unknown words."""

    taken = Signal(object)
    typed = Signal(str)
    passed_on = Signal(str)

    def __init__(
        self, context: Context, name: str, size: str = "large", parent: QWidget | None = None
    ) -> None:
        self.line = LineField("", None, size)
        self.line.setObjectName(name)
        super().__init__("", self.line, parent=parent)
        self._context = context
        self._hits: Hits | None = None
        self._waiting = False  # Enter came before the answer
        self._told = ""  # the words that are known to be unknown
        self._list: HitList | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._ask)
        self.line.changed.connect(self._typed)
        self.line.installEventFilter(self)

    def text(self) -> str:
        """What stands in the field."""
        return str(self.line.value())

    def set_text(self, text: str) -> None:
        """Put something into the field without looking for it."""
        self._timer.stop()
        self.line.set_value(text)
        self._hits, self._told = None, ""
        self.set_error(None)
        self.close_list()

    def close_list(self) -> bool:
        """Put the list away; ``False`` when there was none."""
        was = self._list is not None and not self._list.isHidden()
        if self._list is not None:
            self._list.hide()
        return was

    def retranslate_error(self) -> None:
        """Say again in the language of now what was not found."""
        if self._told and self._hits is not None and self._hits.problem is not None:
            self.set_error(self._context.texts.problem(self._hits.problem))

    def _drop_down(self) -> HitList:
        if self._list is None:
            self._list = HitList(_page_of(self))
            self._list.setObjectName(f"{self.line.objectName()}.found")
            self._list.chosen.connect(self._take)
        self._list.view.setAccessibleName(self.label.text().replace("&", ""))
        return self._list

    def _typed(self, _value: object) -> None:
        self._waiting = False
        self._told = ""
        self.set_error(None)
        self.typed.emit(self.text())
        if self.text():
            self._timer.start()
        else:
            self._timer.stop()
            self._hits = None
            self.close_list()

    def _ask(self) -> None:
        self._timer.stop()
        ask = partial(find_homes, self.text())
        self._context.jobs.query(self, ask, self._answered, key="find")

    def _answered(self, hits: Hits) -> None:
        if hits.text != self.text():
            return
        self._hits = hits
        if self._waiting:
            self._waiting = False
            self._enter()
        elif self.line.hasFocus():
            self._drop_down().show_found(hits.found, self.line, choose_first=not hits.near)

    def _enter(self) -> None:
        """Take the chosen hit, or the first; wait for the answer if it is not there yet; else say what is unknown."""
        if not self.text() or self._told == self.text():
            self._pass_on()
            return
        if self._hits is None or self._hits.text != self.text():
            self._waiting = True
            self._ask()
            return
        hits = self._hits
        chosen = self._list.current() if self._list is not None else None
        if chosen is None and hits.found and not hits.near:
            chosen = hits.found[0]
        if chosen is not None:
            self._take(chosen)
        elif hits.problem is not None:
            self._told = hits.text
            self.set_error(self._context.texts.problem(hits.problem))
            if hits.found:
                self._drop_down().show_found(hits.found, self._below(), choose_first=False)

    def _below(self) -> QWidget:
        self._box.activate()
        return self

    def _pass_on(self) -> None:
        chosen = self._list.current() if self._list is not None else None
        if chosen is not None:
            self._take(chosen)
            return
        self.close_list()
        self.passed_on.emit(self.text())

    def _take(self, found: Found) -> None:
        self._hits, self._told = None, ""
        self._timer.stop()
        self.set_error(None)
        self.close_list()
        self.taken.emit(found)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and watched is self.line:
            self.close_list()
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._leaves(event)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return False

    def _leaves(self, event: QKeyEvent) -> bool:
        """With nothing to take back here, Ctrl+Z belongs to the bar that offers to undo."""
        leaves = event.matches(QKeySequence.StandardKey.Undo) and not self.line.isUndoAvailable()
        if leaves:
            event.ignore()
        return leaves

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if (
            key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._enter()
            return True
        open_list = self._list is not None and not self._list.isHidden()
        if open_list and self._list is not None and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._list.move_by(1 if key == Qt.Key.Key_Down else -1)
            return True
        return False


def _page_of(widget: QWidget) -> QWidget:
    """The page that a field stands on: the list lies over it and goes with it."""
    while widget.objectName() != "intake" and (parent := widget.parentWidget()) is not None:
        widget = parent
    return widget
