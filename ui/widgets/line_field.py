"""A field of one line, and the one for passwords."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from ui.theme import fonts
from ui.theme.current import theme
from ui.theme.lettering import RIGHT, paint_text, text_width
from ui.theme.paint import paint_icon
from ui.widgets.controls import IconButton
from ui.widgets.themed import Themed

_HEIGHTS = {"field": 34, "large": 46}


def mark_error(field: QWidget, wrong: bool) -> None:
    """Give a field the red border, or take it away."""
    if bool(field.property("error")) != wrong:
        field.setProperty("error", wrong)
        field.style().unpolish(field)
        field.style().polish(field)
        field.update()


class LineField(Themed, QLineEdit):
    """One line of text. `changed` carries what the user typed; `committed` comes once after a change."""

    changed = Signal(object)
    committed = Signal()

    def __init__(
        self,
        placeholder: str = "",
        icon: str | None = None,
        size: str = "field",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._size = icon, size
        self._trailing, self._trailing_token = "", "muted"
        self._trailing_icon: str | None = None
        self._committed = ""
        self.setProperty("large", size == "large")
        self.setPlaceholderText(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textEdited.connect(self._tell_changed)
        self.editingFinished.connect(self._tell_committed)
        self.follow_theme()

    def value(self) -> object:
        return self.text().strip()

    def set_value(self, value: object) -> None:
        text = "" if value is None else str(value)
        self._committed = text.strip()
        if text != self.text() and text != self.value():
            self.setText(text)
            self.setCursorPosition(0)

    def set_placeholder(self, text: str) -> None:
        if text != self.placeholderText():
            self.setPlaceholderText(text)

    def set_trailing(self, text: str, token: str = "muted", icon: str | None = None) -> None:
        """Show a word inside the field at the right, such as what was recognised."""
        if (text, token, icon) != (self._trailing, self._trailing_token, self._trailing_icon):
            self._trailing, self._trailing_token, self._trailing_icon = text, token, icon
            self._make_room()
            self.update()

    def set_error_state(self, wrong: bool) -> None:
        mark_error(self, wrong)

    def _tell_changed(self) -> None:
        self.changed.emit(self.value())

    def _tell_committed(self) -> None:
        text = self.text().strip()
        if text != self._committed:
            self._committed = text
            self.committed.emit()

    def retheme(self) -> None:
        if self._size == "field":
            self.setFont(fonts.font("body"))
        else:
            self.setFont(fonts.font("page"))
        self.setFixedHeight(theme().px(_HEIGHTS[self._size]))
        self._make_room()

    def _trailing_width(self) -> int:
        if not self._trailing:
            return 0
        icon = theme().px(20) if self._trailing_icon else 0
        return text_width(self._trailing, fonts.font("small")) + icon + 2

    def _make_room(self) -> None:
        px = theme().px
        left = px(26) if self._icon else 0
        width = self._trailing_width()
        self.setTextMargins(left, 0, width + px(8) if width else 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._icon and not self._trailing:
            return
        px = theme().px
        painter = QPainter(self)
        side = px(16)
        top = (self.height() - side) / 2
        if self._icon:
            paint_icon(painter, self._icon, "muted", px(12), top, side)
        if self._trailing:
            width = self._trailing_width()
            spot = QRectF(self.width() - px(11) - width, 0, width, self.height())
            paint_text(painter, spot, self._trailing, self._trailing_token, "small", None, RIGHT)
            if self._trailing_icon:
                paint_icon(painter, self._trailing_icon, self._trailing_token, spot.x(), top, side)
        painter.end()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(60), self.height())


class PasswordField(LineField):
    """A password: hidden, with an eye to look at it and a word when Caps Lock is on."""

    caps_lock = Signal(bool)

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(placeholder, None, "field", parent)
        self._show_word = self._hide_word = ""
        self.caps_on = False
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = IconButton("eye", "", 16, self)
        self._eye.setObjectName("eye")
        self._eye.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._eye.setCursor(Qt.CursorShape.ArrowCursor)
        self._eye.clicked.connect(self._toggle)
        self.setTextMargins(0, 0, theme().px(28), 0)

    def value(self) -> object:
        # Blanks belong to a password.
        return self.text()

    def set_words(self, show: str, hide: str) -> None:
        """Give the eye its accessible names."""
        self._show_word, self._hide_word = show, hide
        self._name_eye()

    def _name_eye(self) -> None:
        hidden = self.echoMode() == QLineEdit.EchoMode.Password
        self._eye.set_name(self._show_word if hidden else self._hide_word)

    def _toggle(self) -> None:
        hidden = self.echoMode() == QLineEdit.EchoMode.Password
        mode = QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
        self._name_eye()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_CapsLock:
            self._note_caps(not self.caps_on)
        elif event.text().isalpha() and event.text().isascii():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._note_caps(event.text().isupper() != shifted)
        super().keyPressEvent(event)

    def _note_caps(self, on: bool) -> None:
        if on != self.caps_on:
            self.caps_on = on
            self.caps_lock.emit(on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = theme().px(28)
        self._eye.setGeometry(self.width() - side - 3, (self.height() - side) // 2, side, side)

    def _make_room(self) -> None:
        self.setTextMargins(0, 0, theme().px(28), 0)
