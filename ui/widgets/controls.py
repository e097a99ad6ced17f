"""Buttons: one filled one to a sheet, outlined, quiet and grave ones, links and icons; keys are shown on them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.theme import fonts
from ui.theme.current import theme
from ui.theme.lettering import CENTRE, LEFT
from ui.theme.paint import key_size, paint_box, paint_icon, paint_key, paint_text, text_width
from ui.widgets.keys import key_text, without_mnemonic
from ui.widgets.themed import Themed

_HEIGHTS = {"small": 26, "normal": 32, "large": 46}
_RADIUS = 7
_BUSY_AFTER_MS = 300


@dataclass(frozen=True)
class Look:
    """The tokens of one kind of button."""

    rest: str | None
    hover: str
    press: str
    border: str | None
    ink: str
    strong: bool = False
    hint: str = "surface"


_FILLED = Look("fill", "fill-hover", "fill-press", None, "on-fill", strong=True, hint="fill")
_PLAIN = Look("surface", "hover", "sunken", "line-strong", "text")
_QUIET = Look(None, "hover", "sunken", None, "muted")
_GRAVE = Look("surface", "s1-soft", "s1-soft", "line-strong", "s1")
TOAST = Look(None, "toast", "toast", None, "toast-accent", strong=True, hint="toast")


class PaintedButton(Themed, QPushButton):
    """A push button that paints its own face: icon, words, key hint, busy sign, chevron of its menu."""

    LOOK = _PLAIN
    PADDING = 14

    def __init__(
        self,
        text: str = "",
        icon: str | None = None,
        key: str = "",
        size: str = "normal",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._icon, self._key, self._size = icon, "", size
        self._busy, self._busy_text = False, ""
        self._busy_shown = False
        self._busy_timer = QTimer(self)
        self._busy_timer.setSingleShot(True)
        self._busy_timer.setInterval(_BUSY_AFTER_MS)
        self._busy_timer.timeout.connect(self._show_busy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.set_key(key)
        self.follow_theme()

    def set_text(self, text: str) -> None:
        if text != self.text():
            self.setText(text)

    def set_key(self, key: str) -> None:
        """Show a key sequence at the right; the shortcut itself is registered elsewhere."""
        shown = key_text(key)
        if shown != self._key:
            self._key = shown
            self.setAccessibleDescription(shown)
            self.updateGeometry()
            self.update()

    def set_icon(self, name: str | None) -> None:
        if name != self._icon:
            self._icon = name
            self.updateGeometry()
            self.update()

    def set_busy(self, busy: bool, text: str = "") -> None:
        """Take no clicks while busy; say so once it has lasted 300 ms. Focus stays."""
        if (busy, text) == (self._busy, self._busy_text):
            return
        self._busy, self._busy_text = busy, text
        self.blockSignals(busy)
        if busy:
            self._busy_timer.start()
        else:
            self._busy_timer.stop()
            self._busy_shown = False
        self.updateGeometry()
        self.update()

    def is_busy(self) -> bool:
        return self._busy

    def _show_busy(self) -> None:
        self._busy_shown = True
        self.updateGeometry()
        self.update()

    def retheme(self) -> None:
        self.setFont(self._font())

    def _font(self) -> QFont:
        role = {"small": "small", "large": "heading"}.get(self._size, "body")
        return fonts.font(role, self.LOOK.strong or self._size == "large")

    def _role(self) -> str:
        return {"small": "small", "large": "heading"}.get(self._size, "body")

    def _words(self) -> str:
        if self._busy_shown and self._busy_text:
            return self._busy_text
        return without_mnemonic(self.text())

    def _face_icon(self) -> str | None:
        return "loader" if self._busy_shown else self._icon

    def _has_menu(self) -> bool:
        # The stubs promise a menu, Qt gives None without one.
        menu: object = self.menu()
        return menu is not None

    def _content(self) -> tuple[int, int, int, int]:
        """Return the widths of icon, words, key hint and chevron, each with the gap before it."""
        px = theme().px
        words = self._words()
        icon = px(16) + (px(8) if words else 0) if self._face_icon() else 0
        key = int(key_size(self._key).width()) + px(2 if self.LOOK.hint == "fill" else 8) if self._key else 0
        chevron = px(14) + px(6) if self._has_menu() else 0
        return icon, text_width(words, self._font()) + 1 if words else 0, key, chevron

    def sizeHint(self) -> QSize:
        px = theme().px
        tail = px(self.PADDING if not self._key else 8)
        padding = px(self.PADDING) if self._words() else px(8)
        return QSize(
            sum(self._content()) + padding + (tail if self._words() else px(8)), px(_HEIGHTS[self._size])
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_face(painter, self.rect().toRectF())
        self._paint_content(painter)
        painter.end()

    def _paint_face(self, painter: QPainter, rect: QRectF) -> None:
        shown, look = theme(), self.LOOK
        radius = shown.px(_RADIUS)
        if not self.isEnabled():
            if look.rest is not None:
                paint_box(painter, rect, shown.color("sunken"), shown.color("line"), radius)
            return
        plane = look.press if self.isDown() else look.hover if self.underMouse() else look.rest
        fill = shown.color(plane) if plane else None
        if not self.hasFocus():
            paint_box(painter, rect, fill, shown.color(look.border) if look.border else None, radius)
        elif look.hint == "toast":
            paint_box(painter, rect, fill, shown.color("toast-accent"), radius, 2)
        elif look.hint == "fill":
            # The ring stays inside the button, with a line of the sheet between: nothing can clip it.
            paint_box(painter, rect, None, shown.color("focus"), radius, 2)
            paint_box(painter, rect.adjusted(3, 3, -3, -3), fill, None, radius - 3)
        else:
            paint_box(painter, rect, fill, shown.color("focus"), radius, 2)

    def _ink(self) -> str:
        return self.LOOK.ink if self.isEnabled() else "faint"

    def _paint_content(self, painter: QPainter) -> None:
        px = theme().px
        icon, words, key, chevron = self._content()
        height = float(self.height())
        slack = self.width() - self.sizeHint().width()
        x = px(self.PADDING if self._words() else 8) + slack / 2
        if icon:
            self._paint_icon(painter, x, (height - px(16)) / 2)
        text = QRectF(x + icon, 0, min(words, self.width() - x - icon), height)
        strong = self.LOOK.strong or self._size == "large"
        paint_text(painter, text, self._words(), self._ink(), self._role(), strong, LEFT)
        x += icon + words
        if key:
            gap = px(2 if self.LOOK.hint == "fill" else 8)
            hint = self.LOOK.hint if self.isEnabled() else "surface"
            paint_key(painter, QRectF(x + gap, 0, key - gap, height), self._key, on=hint)
        if chevron:
            right = self.width() - px(self.PADDING - 4) - px(14)
            paint_icon(painter, "chevron-down", self._ink(), right, (height - px(14)) / 2, px(14))

    def _paint_icon(self, painter: QPainter, x: float, y: float) -> None:
        side = theme().px(16)
        if not self._busy_shown:
            paint_icon(painter, self._icon or "", self._ink(), x, y, side)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().color(self._ink()), 1.75, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawArc(QRectF(x + 2, y + 2, side - 4, side - 4), 120 * 16, 280 * 16)


class PrimaryButton(PaintedButton):
    """The one filled button of a sheet."""

    LOOK = _FILLED


class Button(PaintedButton):
    """An outlined button."""


class QuietButton(PaintedButton):
    """A button without a frame, for what is seldom wanted."""

    LOOK = _QUIET
    PADDING = 10


class GraveButton(PaintedButton):
    """A button for what cannot be undone easily."""

    LOOK = _GRAVE


class LinkButton(PaintedButton):
    """Accent words without a frame; the plane appears under the mouse."""

    LOOK = Look(None, "hover", "sunken", None, "accent")
    PADDING = 4

    def __init__(
        self,
        text: str = "",
        icon: str | None = None,
        key: str = "",
        parent: QWidget | None = None,
        strong: bool = False,
    ) -> None:
        if strong:
            self.LOOK = Look(None, "hover", "sunken", None, "accent", strong=True)
        super().__init__(text, icon, key, "small", parent)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme().px(24))


class IconButton(PaintedButton):
    """A square button with an icon alone; its name is spoken and shown as tool tip."""

    LOOK = _QUIET

    def __init__(self, icon: str, name: str = "", px: int = 16, parent: QWidget | None = None) -> None:
        self._side, self._count = px, 0
        super().__init__("", icon, "", "normal", parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        if name != self.accessibleName():
            self.setAccessibleName(name)
            self.setToolTip(name)

    def set_count(self, count: int) -> None:
        """Show a small figure at the corner; 0 shows none."""
        if count != self._count:
            self._count = count
            self.update()

    def sizeHint(self) -> QSize:
        side = theme().px(self._side + 16)
        return QSize(side, side)

    def _paint_content(self, painter: QPainter) -> None:
        shown = theme()
        side = shown.px(self._side)
        left, top = (self.width() - side) / 2, (self.height() - side) / 2
        paint_icon(painter, self._icon or "", self._ink(), left, top, side)
        if self._count:
            text = str(self._count) if self._count < 100 else "99+"
            width = max(shown.px(15), text_width(text, fonts.font("tag")) + shown.px(6))
            spot = QRectF(self.width() - width, 0, width, shown.px(15))
            paint_box(painter, spot, shown.color("s1"), None, shown.px(15) / 2)
            paint_text(painter, spot, text, "on-s1", "tag", True, CENTRE)
