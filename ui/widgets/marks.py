"""The shared pictures as small widgets: key hint, tag, avatar, step bar, clock ring, icon."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.current import theme
from ui.theme.paint import (
    key_size,
    paint_avatar,
    paint_icon,
    paint_key,
    paint_ring,
    paint_steps,
    paint_tag,
    tag_size,
)
from ui.widgets.keys import key_text
from ui.widgets.themed import Themed


class _Mark(Themed, QWidget):
    """Something painted at its own size, with a name for those who listen instead of look."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.follow_theme()

    def _renew(self, spoken: str | None = None) -> None:
        if spoken is not None:
            self.setAccessibleName(spoken)
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint(painter, self.rect().toRectF())
        painter.end()

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the mark."""


class KeyHint(_Mark):
    """A key as it is printed on the keyboard."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        self._key = key_text(key)
        super().__init__(parent)
        self.setAccessibleName(self._key)

    def set_key(self, key: str) -> None:
        shown = key_text(key)
        if shown != self._key:
            self._key = shown
            self._renew(shown)

    def sizeHint(self) -> QSize:
        return key_size(self._key).toSize()

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        paint_key(painter, rect.topLeft(), self._key)


class Tag(_Mark):
    """A word in a small box: severity, repeat."""

    def __init__(self, text: str = "", kind: str = "neutral", parent: QWidget | None = None) -> None:
        self._text, self._kind = text, kind
        super().__init__(parent)
        self.setAccessibleName(text)

    def text(self) -> str:
        return self._text

    def set_tag(self, text: str, kind: str = "neutral") -> None:
        if (text, kind) != (self._text, self._kind):
            self._text, self._kind = text, kind
            self._renew(text)

    def sizeHint(self) -> QSize:
        return tag_size(self._text).toSize() if self._text else QSize(0, 0)

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        if self._text:
            paint_tag(painter, QPointF(0, 0), self._text, self._kind)


class Avatar(_Mark):
    """A person's initials on a disc."""

    def __init__(
        self, initials: str = "", mine: bool = False, px: int = 26, parent: QWidget | None = None
    ) -> None:
        self._initials, self._mine, self._px = initials, mine, px
        super().__init__(parent)

    def set_initials(self, text: str, mine: bool = False) -> None:
        if (text, mine) != (self._initials, self._mine):
            self._initials, self._mine = text, mine
            self._renew()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(self._px), theme().px(self._px))

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        paint_avatar(painter, rect, self._initials, None, self._mine)


class StepBar(_Mark):
    """The eight-segment bar; without a width it takes what there is."""

    def __init__(
        self,
        states: str = "llllllll",
        height: int = 5,
        width: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._states, self._height, self._width = states, height, width
        super().__init__(parent)
        wide = QSizePolicy.Policy.Fixed if width else QSizePolicy.Policy.Expanding
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)

    def set_states(self, letters: str, accessible: str = "") -> None:
        if letters != self._states or accessible != self.accessibleName():
            self._states = letters
            self._renew(accessible)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(self._width or 94), theme().px(self._height))

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        gap = theme().px(2 if self._width else 4)
        paint_steps(painter, rect, self._states, None, gap)


class Ring(_Mark):
    """The clock of a promise: what is left of its time."""

    def __init__(self, px: int = 22, parent: QWidget | None = None) -> None:
        self._px, self._fraction, self._state = px, 1.0, "ok"
        super().__init__(parent)

    def set_clock(self, fraction: float, state: str, accessible: str = "") -> None:
        if (fraction, state, accessible) != (self._fraction, self._state, self.accessibleName()):
            self._fraction, self._state = fraction, state
            self._renew(accessible)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(self._px), theme().px(self._px))

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        paint_ring(painter, rect, self._fraction, self._state)


class Icon(_Mark):
    """A Lucide icon in a colour of the theme."""

    def __init__(self, name: str, token: str = "muted", px: int = 16, parent: QWidget | None = None) -> None:
        self._name, self._token, self._px = name, token, px
        super().__init__(parent)

    def set_icon(self, name: str, token: str = "muted") -> None:
        if (name, token) != (self._name, self._token):
            self._name, self._token = name, token
            self._renew()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(self._px), theme().px(self._px))

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        paint_icon(painter, self._name, self._token, 0, 0, theme().px(self._px))
