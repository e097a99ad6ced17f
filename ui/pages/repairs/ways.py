"""The small card over the calendar: a heading, a sentence, and ways to go on, each with its key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import fonts
from ui.theme.current import theme
from ui.theme.lettering import RIGHT
from ui.theme.paint import key_size, paint_box, paint_icon, paint_key, paint_text, text_width
from ui.widgets.labels import Label
from ui.widgets.marks import Icon
from ui.widgets.planes import Plane, Separator
from ui.widgets.themed import Themed

WIDTH = 256
MOST = 9
_OFF = 10


@dataclass(frozen=True)
class Way:
    """One way to go on: what is done, why, and what is handed back when it is chosen."""

    title: str
    note: str
    value: object
    icon: str = "check"
    token: str = "ok"


class WayButton(Themed, QPushButton):
    """One line of the card."""

    def __init__(self, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._way, self._key = Way("", "", None), key
        self.setFlat(True)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(key)
        self.follow_theme()

    def show_way(self, way: Way) -> None:
        """Say what it leads to."""
        self._way = way
        self.setAccessibleName(f"{way.title}, {way.note}" if way.note else way.title)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = text_width(self._way.title, fonts.font("body", True)) + text_width(
            self._way.note, fonts.font("small")
        )
        return QSize(words + theme().px(74), theme().px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        shown, rect = theme(), self.rect().toRectF()
        px = shown.px
        painter = QPainter(self)
        if self.hasFocus() or self.underMouse():
            paint_box(painter, rect, shown.color("hover"), None, px(5))
        if self.hasFocus():
            paint_box(painter, rect, None, shown.color("focus"), px(5), 2)
        side = px(13)
        paint_icon(painter, self._way.icon, self._way.token, px(4), rect.center().y() - side / 2, side)
        key = QRectF(rect.right() - key_size(self._key).width() - px(4), rect.top(), px(20), rect.height())
        paint_key(painter, key, self._key)
        words = QRectF(px(24), 0, key.left() - px(32), rect.height())
        taken = paint_text(painter, words, self._way.title, "text", "body", True)
        note = words.adjusted(taken + px(10), 0, 0, 0)
        if note.width() > px(20):
            paint_text(painter, note, self._way.note, "muted", "small", None, RIGHT)
        painter.end()


class WaysCard(Plane):
    """Stands over the page beside what it is about; the page decides when, and for how long."""

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__("surface", 9, parent)
        self.setObjectName(name)
        self._over = parent
        self.icon = Icon("circle-slash", "s1", 15)
        self.title, self.sentence = Label("", "body", strong=True, wrap=True), Label("", "body", wrap=True)
        self._rule = Separator()
        self._column = QVBoxLayout(self)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.title, 1)
        self._ways = QVBoxLayout()
        self._ways.setSpacing(0)
        self._column.addLayout(head)
        self._column.addWidget(self.sentence)
        self._column.addWidget(self._rule)
        self._column.addLayout(self._ways)
        self.buttons: list[WayButton] = []
        self._kept: list[WayButton] = []
        self._shown: tuple[str, str, tuple[Way, ...]] = ("", "", ())
        self.hide()
        self.follow_theme()

    def retheme(self) -> None:
        pad = theme().px(12)
        self._column.setContentsMargins(pad, pad, pad, theme().px(8))
        self._column.setSpacing(theme().px(6))

    def tell(self, title: str, sentence: str, ways: Sequence[Way], *, grave: bool) -> None:
        """Say what there is; the same again costs nothing."""
        fresh = (title, sentence, tuple(ways[:MOST]))
        if fresh == self._shown:
            return
        self._shown = fresh
        self.set_tone("danger" if grave else "accent")
        self.icon.set_icon("circle-slash" if grave else "calendar-clock", "s1" if grave else "accent")
        self.title.set_text(title)
        self.title.set_token("s1" if grave else "text")
        self.sentence.set_text(sentence)
        self.sentence.setVisible(bool(sentence))
        self._rule.setVisible(bool(ways))
        self.setAccessibleName(f"{title}. {sentence}")
        self._fill(fresh[2])
        self._fit()

    def _fill(self, ways: Sequence[Way]) -> None:
        """Lines are kept and said anew: while something is carried they change with every step."""
        while len(self._kept) < len(ways):
            at = len(self._kept)
            made = WayButton(str(at + 1), self)
            made.setObjectName(f"{self.objectName()}.{at + 1}")
            made.clicked.connect(partial(self.choose, at))
            self._ways.addWidget(made)
            self._kept.append(made)
        for at, button in enumerate(self._kept):
            button.setVisible(at < len(ways))
            if at < len(ways):
                button.show_way(ways[at])
        self.buttons = self._kept[: len(ways)]

    def _fit(self) -> None:
        wide = max([theme().px(WIDTH), *(one.sizeHint().width() + theme().px(24) for one in self.buttons)])
        wide = min(wide, self._over.width() - theme().px(16))
        self._column.activate()
        self.resize(wide, self._column.totalHeightForWidth(wide))

    def stand_beside(self, rect: QRect) -> None:
        """Show it at the left of a rectangle of the screen, or at its right where there is no room."""
        here = QRect(self._over.mapFromGlobal(rect.topLeft()), rect.size())
        off, room = theme().px(_OFF), self._over.rect()
        x = here.left() - self.width() - off
        if x < off:
            x = here.right() + off
        x = max(off, min(x, room.width() - self.width() - off))
        y = max(off, min(here.top(), room.height() - self.height() - off))
        if self.pos() != QPoint(x, y):
            self.move(x, y)
        if not self.isVisible():
            self.show()
        self.raise_()

    def take_keys(self) -> None:
        """Give the first way the focus."""
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, at: int) -> None:
        """Go a way by its number, from 0."""
        if 0 <= at < len(self._shown[2]):
            self.chosen.emit(self._shown[2][at].value)

    def count(self) -> int:
        """How many ways there are."""
        return len(self._shown[2])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if text.isdigit() and 1 <= int(text) <= self.count():
            self.choose(int(text) - 1)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose(next((n for n, one in enumerate(self.buttons) if one.hasFocus()), -1))
        else:
            super().keyPressEvent(event)
