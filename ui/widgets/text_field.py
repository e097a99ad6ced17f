"""A field for the words that people say: grows, lets Tab leave, marks found places."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QTextEdit, QWidget

from ui.theme import fonts
from ui.theme.current import theme
from ui.widgets.line_field import mark_error
from ui.widgets.themed import Themed

_PADDING = 8  # above and below the text, the border included


class TextField(Themed, QPlainTextEdit):
    """Several lines of plain text. A picture pasted while writing goes out by `image_pasted`."""

    changed = Signal(object)
    committed = Signal()
    image_pasted = Signal(QImage)

    def __init__(
        self, placeholder: str = "", lines: int = 3, max_lines: int = 8, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._lines, self._max_lines = lines, max(lines, max_lines)
        self._quiet = False
        self._committed = ""
        self._hits: tuple[tuple[int, int], ...] = ()
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        # Words wrap; while a window is being resized Qt would bring up a bar for a moment, and keep it.
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self._tell_changed)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.follow_theme()

    def value(self) -> object:
        return self.toPlainText().strip()

    def set_value(self, value: object) -> None:
        text = "" if value is None else str(value)
        self._committed = text.strip()
        if text in (self.toPlainText(), self.value()):
            return
        self._quiet = True
        self.setPlainText(text)
        self._quiet = False

    def set_placeholder(self, text: str) -> None:
        if text != self.placeholderText():
            self.setPlaceholderText(text)

    def set_error_state(self, wrong: bool) -> None:
        mark_error(self, wrong)

    def insert_words(self, text: str) -> None:
        """Put words in at the cursor, as if typed; undo takes them out again."""
        self.textCursor().insertText(text)

    def set_hits(self, hits: Sequence[tuple[int, int]]) -> None:
        """Mark places (start, length) as found."""
        fresh = tuple(hits)
        if fresh != self._hits:
            self._hits = fresh
            self._mark_hits()

    def _mark_hits(self) -> None:
        look = QTextCharFormat()
        look.setBackground(theme().color("hit"))
        look.setForeground(theme().color("on-hit"))
        marks = []
        last = self.document().characterCount() - 1
        for start, length in self._hits:
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(min(start, last))
            cursor.setPosition(min(start + length, last), QTextCursor.MoveMode.KeepAnchor)
            # The stubs know these two fields as read-only; Qt means them to be set.
            mark.cursor = cursor  # type: ignore[attr-defined,misc,unused-ignore]
            mark.format = look  # type: ignore[attr-defined,misc,unused-ignore]
            marks.append(mark)
        self.setExtraSelections(marks)

    def _tell_changed(self) -> None:
        if not self._quiet:
            self.changed.emit(self.value())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        text = self.toPlainText().strip()
        if text != self._committed:
            self._committed = text
            self.committed.emit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasImage() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasImage() and not source.hasText():
            image = source.imageData()
            if isinstance(image, QImage):
                self.image_pasted.emit(image)
            return
        super().insertFromMimeData(source)

    def retheme(self) -> None:
        self.setFont(fonts.font("words"))
        self._mark_hits()
        self._grow()

    def _grow(self) -> None:
        lines = round(self.document().documentLayout().documentSize().height())
        shown = max(self._lines, min(self._max_lines, lines))
        # A bar only where words are really out of sight: rounding must not bring it up.
        policy = (
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if lines > shown else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setVerticalScrollBarPolicy(policy)
        height = shown * self.fontMetrics().lineSpacing() + 2 * theme().px(_PADDING) + 2
        if height != self.height():
            self.setFixedHeight(height)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(120), self.height())
