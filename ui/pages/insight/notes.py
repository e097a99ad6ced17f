"""The sentence below a chart; where it tells a figure, it opens the cases behind it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from ui.theme import fonts
from ui.theme.current import theme
from ui.theme.paint import paint_box
from ui.widgets.themed import Themed

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_BY_MOUSE, _NOT = Qt.TextInteractionFlag.LinksAccessibleByMouse, Qt.TextInteractionFlag.NoTextInteraction


class Note(Themed, QLabel):
    """``opened`` carries the link of the sentence; by mouse, or by Tab and Enter."""

    opened = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words, self._token, self._link = "", "muted", ""
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.linkActivated.connect(self.opened)
        self.follow_theme()

    def show_note(self, words: str, token: str = "muted", link: str = "") -> None:
        """Say something; nothing is shown for no words."""
        if (words, token, link) != (self.words, self._token, self._link):
            self.words, self._token, self._link = words, token, link
            self.setAccessibleName(words)
            self.setTextInteractionFlags(_BY_MOUSE if link else _NOT)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if link else Qt.FocusPolicy.NoFocus)
            self.retheme()
        self.setVisible(bool(words))

    def retheme(self) -> None:
        self.setFont(fonts.font("small"))
        palette, shown = self.palette(), theme()
        palette.setColor(QPalette.ColorRole.WindowText, shown.color(self._token))
        palette.setColor(QPalette.ColorRole.Link, shown.color("accent"))
        self.setPalette(palette)
        self.setText(self._markup())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt would first have one choose the link by another Tab."""
        if event.key() in _ENTER and self._link:
            self.opened.emit(self._link)
        else:
            event.ignore()  # letters are commands

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter, shown = QPainter(self), theme()
            paint_box(
                painter,
                self.rect().toRectF().adjusted(1, 1, -1, -1),
                None,
                shown.color("focus"),
                shown.px(4),
                2,
            )
            painter.end()

    def _markup(self) -> str:
        """Colours stand in the text: Qt forgets those of the palette for what it has laid out already."""
        words = escape(self.words)
        if not self._link:
            return words
        style = f"color:{theme().hex('accent')};text-decoration:none"
        return f'<a href="{escape(self._link)}" style="{style}">{words}</a>'
