"""Telling: banners, notices, emptiness, loading, and the bar that offers to undo."""

from __future__ import annotations

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QObject,
    QPropertyAnimation,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QGraphicsOpacityEffect,
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from ui.theme.current import theme
from ui.theme.paint import paint_box
from ui.widgets.controls import TOAST, Button, PaintedButton
from ui.widgets.labels import Label
from ui.widgets.marks import Icon
from ui.widgets.planes import Plane
from ui.widgets.themed import Themed

# kind: tone of the plane, icon, token of the icon
_KINDS = {
    "info": ("raised", "info", "muted"),
    "soon": ("soon", "triangle-alert", "soon"),
    "changed": ("soon", "users", "soon"),
    "error": ("error", "circle-alert", "s1"),
    "ok": ("ok", "circle-check", "ok"),
}


class _Message(Plane):
    """What banner and notice share: an icon, strong words, words, one action."""

    action = Signal()

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        tone, icon, token = _KINDS[kind]
        super().__init__(tone, 7, parent)
        self._kind = kind
        self._icon = Icon(icon, token, 17)
        self._title = Label("", strong=True)
        self._text = Label("", token="muted", wrap=True)
        self._button = Button("")
        self._button.setObjectName("action")
        self._button.hide()
        self._button.clicked.connect(self.action)

    def set_kind(self, kind: str) -> None:
        if kind != self._kind:
            self._kind = kind
            tone, icon, token = _KINDS[kind]
            self.set_tone(tone)
            self._icon.set_icon(icon, token)

    def set_message(self, title: str, text: str = "", icon: str | None = None) -> None:
        """Say what happened (strong), what is safe and what to do."""
        self._title.set_text(title)
        self._title.setVisible(bool(title))
        self._text.set_text(text)
        self._text.setVisible(bool(text))
        if icon:
            self._icon.set_icon(icon, _KINDS[self._kind][2])
        self.setAccessibleName(" ".join(part for part in (title, text) if part))

    def set_action(self, text: str, key: str = "") -> None:
        """Offer the way out; no text takes the button away."""
        self._button.set_text(text)
        self._button.set_key(key)
        self._button.setVisible(bool(text))


class Banner(_Message):
    """A message of one line across the sheet."""

    def __init__(self, kind: str = "info", parent: QWidget | None = None) -> None:
        super().__init__(kind, parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._title)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        # Where there are no further words, nothing but the title may take their room.
        self._button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)


class Notice(_Message):
    """A message of several lines with its way out at the right."""

    def __init__(self, kind: str = "error", parent: QWidget | None = None) -> None:
        super().__init__(kind, parent)
        self._title.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._text)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignTop)


class EmptyState(QWidget):
    """Nothing here: one icon, one line, and what comes next."""

    def __init__(self, icon: str = "inbox", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = Icon(icon, "muted", 22)
        self._title = Label("", strong=True, wrap=True)
        self._text = Label("", token="muted", wrap=True)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(24, 32, 24, 32)
        self._box.setSpacing(6)
        self._box.addStretch(1)
        self._box.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        self._box.addSpacing(4)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._box.addWidget(label)
        self._box.addStretch(1)

    def set_words(self, title: str, text: str = "") -> None:
        self._title.set_text(title)
        self._text.set_text(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(" ".join(part for part in (title, text) if part))

    def set_icon(self, name: str, token: str = "muted") -> None:
        self._icon.set_icon(name, token)

    def add_action(self, widget: QWidget) -> None:
        self._box.insertWidget(self._box.count() - 1, widget, 0, Qt.AlignmentFlag.AlignHCenter)


class Loading(QWidget):
    """Grey bars where rows will be; only when it takes longer than 200 ms, and they do not move."""

    AFTER_MS = 200
    _WIDTHS = (0.60, 0.76, 0.48, 0.68)

    def __init__(self, rows: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._shown = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(self.AFTER_MS)
        self._timer.timeout.connect(self._appear)

    def start(self) -> None:
        if not self._shown and not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
        if self._shown:
            self._shown = False
            self.update()

    def is_shown(self) -> bool:
        return self._shown

    def _appear(self) -> None:
        self._shown = True
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(240), theme().px(30) * self._rows)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._shown:
            return
        px = theme().px
        grey = theme().color("grid")
        painter = QPainter(self)
        tail = px(60)
        for row in range(self._rows):
            middle = px(30) * row + px(15)
            paint_box(painter, QRectF(0, middle - px(9), px(18), px(18)), grey, None, px(9))
            width = (self.width() - px(30) - tail - px(24)) * self._WIDTHS[row % 4]
            paint_box(painter, QRectF(px(30), middle - px(4), width, px(8)), grey, None, px(4))
            paint_box(painter, QRectF(self.width() - tail, middle - px(4), tail, px(8)), grey, None, px(4))
        painter.end()


class ToastButton(PaintedButton):
    """The word on the bar that takes something back."""

    LOOK = TOAST
    PADDING = 8


class Toast(Themed, QWidget):
    """A dark bar at the bottom left of its parent: what was done, and one way back."""

    undone = Signal()
    dismissed = Signal()
    _FADE_MS = 120

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = Label("", token="on-toast")
        self._button = ToastButton("")
        self._button.setObjectName("toast.undo")
        self._button.clicked.connect(self._undo)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.setSpacing(24)
        row.addWidget(self._words, 1)
        row.addWidget(self._button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)
        self._fade = QPropertyAnimation(self)
        self._above = 0
        parent.installEventFilter(self)
        self.hide()
        self.follow_theme()

    def show_message(self, text: str, action: str = "", key: str = "", seconds: int = 10) -> None:
        self._words.set_text(text)
        self._button.set_text(action)
        self._button.set_key(key)
        self._button.setVisible(bool(action))
        self.setAccessibleName(text)
        self._timer.start(seconds * 1000)
        self._settle()
        self.show()
        self.raise_()
        self._fade_in()

    def set_above(self, height: int) -> None:
        """Leave so much at the bottom of the parent in sight."""
        self._above = height

    def _fade_in(self) -> None:
        if not self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self):
            return
        effect = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(effect)
        self._fade.stop()
        self._fade.setTargetObject(effect)
        self._fade.setPropertyName(b"opacity")
        self._fade.setDuration(self._FADE_MS)
        self._fade.setEasingCurve(QEasingCurve.Type.OutQuad)
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(1.0)
        self._fade.start()

    def dismiss(self) -> None:
        """Take the bar away; what was done stays done."""
        self._timer.stop()
        if not self.isHidden():
            self.hide()
            self.dismissed.emit()

    def _undo(self) -> None:
        self._timer.stop()
        self.hide()
        self.undone.emit()

    def _settle(self) -> None:
        px = theme().px
        parent = self.parentWidget()
        if parent is None:
            return
        width = min(max(self.sizeHint().width(), px(280)), parent.width() - px(48))
        height = max(self.sizeHint().height(), px(40))
        room = self._above + px(8) if self._above else px(24)
        self.setGeometry(px(24), parent.height() - height - room, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._settle()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, self.rect().toRectF(), theme().color("toast"), None, theme().px(7))
        painter.end()
