"""Typing into a table of cells: the field over the cell, and below it what is wrong."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QTableView, QWidget

from ui.theme.current import theme
from ui.widgets.cell_parts import SPOKEN, CellEditor, CellModel, Place
from ui.widgets.labels import Label
from ui.widgets.marks import Icon
from ui.widgets.planes import Plane

_STEPS = {"enter": (1, 0), "down": (1, 0), "up": (-1, 0), "tab": (0, 1), "backtab": (0, -1)}
_WIDTH = 280


class Bubble(Plane):
    """What is wrong with a cell, below it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("error", 7, parent)
        self.words = Label("", "small", "s1", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.setSpacing(6)
        row.addWidget(Icon("circle-alert", "s1", 14), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()


class CellTyping(QObject):
    """One field at a time. ``typed`` says what a cell is to hold; ``stepped`` which neighbour comes next."""

    typed = Signal(object, str)
    stepped = Signal(int, int)

    def __init__(self, table: QTableView, cells: CellModel) -> None:
        super().__init__(table)
        self._table, self._cells = table, cells
        self.bubble = Bubble(table.viewport())
        self.editor: CellEditor | None = None
        self.figures = True  # what is typed needs no input method
        self._at: Place | None = None

    def open(self, letter: str = "") -> None:
        """Begin at the chosen cell; a letter takes the place of what stands there."""
        table = self._table
        place, index = self._place(), table.currentIndex()
        if place is None or self.editor is not None:
            return
        self._at = place
        editor = CellEditor("", parent=table.viewport())
        editor.setObjectName(f"{table.objectName()}.editor")
        if self.figures:
            hints = Qt.InputMethodHint.ImhLatinOnly | Qt.InputMethodHint.ImhNoPredictiveText
            editor.setInputMethodHints(hints)
        editor.setAccessibleName(str(self._cells.data(index, SPOKEN)))
        editor.setText(letter or self._cells.texts.get(place, ""))
        editor.setGeometry(table.visualRect(index))
        editor.changed.connect(self._typed)
        editor.left.connect(self.leave)
        self.editor = editor
        editor.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if letter:
            editor.setCursorPosition(len(letter))
        else:
            editor.selectAll()
        self._typed()

    def _typed(self, _text: object = None) -> None:
        """Say beside the field what the text means, or what is wrong with it."""
        if self.editor is None or self._at is None:
            return
        text = self.editor.text().strip()
        found = self._cells.reader(self._at, text) if text else None
        self.editor.set_error_state(bool(found and found.problem))
        self.editor.set_trailing(found.words if found and not found.problem else "")
        self.explain()

    def leave(self, how: str) -> None:
        """End as the keys say; Enter stays where a text cannot be read."""
        editor, place, table = self.editor, self._at, self._table
        if editor is None or place is None:
            return
        text = editor.text().strip()
        if how == "enter" and text and self._cells.reader(place, text).problem:
            editor.selectAll()
            return
        self.close()
        if how != "focus":
            table.setFocus(Qt.FocusReason.OtherFocusReason)
        if how != "escape":
            self.typed.emit(place, text)
        if how in _STEPS:
            self.stepped.emit(*_STEPS[how])
        self.explain()

    def close(self) -> None:
        """Take the field away."""
        editor, self.editor, self._at = self.editor, None, None
        if editor is not None:
            editor.left.disconnect(self.leave)
            editor.hide()
            editor.deleteLater()

    def explain(self) -> None:
        """Show what is wrong with the cell that is typed into or chosen."""
        table = self._table
        place, problem = self._at or self._place(), ""
        if place is not None and (self.editor is not None or table.hasFocus()):
            text = self.editor.text().strip() if self.editor is not None else self._cells.texts.get(place, "")
            problem = self._cells.reader(place, text).problem if text else ""
        self.bubble.setVisible(bool(problem))
        self.bubble.words.set_text(problem)
        for widget in (table, self.editor):
            if widget is not None:
                widget.setAccessibleDescription(problem)
        if problem:
            self._place_bubble()

    def _place(self) -> Place | None:
        index = self._table.currentIndex()
        return self._cells.place(index) if index.isValid() else None

    def _place_bubble(self) -> None:
        px, area = theme().px, self._table.viewport()
        rect = self._table.visualRect(self._table.currentIndex())
        layout = self.bubble.layout()
        assert layout is not None
        height = max(layout.totalHeightForWidth(px(_WIDTH)), px(30))
        left = min(rect.left(), area.width() - px(_WIDTH))
        below = rect.bottom() + 3
        top = below if below + height <= area.height() else rect.top() - height - 3
        self.bubble.setGeometry(max(0, left), max(0, top), px(_WIDTH), height)
        self.bubble.raise_()
