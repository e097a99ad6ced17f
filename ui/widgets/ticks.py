"""Yes or no, and one of a few with an explanation each."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import fonts
from ui.theme.current import theme
from ui.theme.paint import paint_box, paint_icon, paint_text, text_width
from ui.widgets.keys import without_mnemonic
from ui.widgets.themed import Themed

_BOX = 17


class Check(Themed, QCheckBox):
    """A tick box with words, and a quiet note behind them."""

    changed = Signal(object)
    committed = Signal()

    def __init__(self, text: str = "", note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._note = note
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._tell)
        self.follow_theme()

    def set_text(self, text: str) -> None:
        if text != self.text():
            self.setText(text)

    def set_note(self, note: str) -> None:
        if note != self._note:
            self._note = note
            self.setAccessibleDescription(note)
            self.updateGeometry()
            self.update()

    def value(self) -> object:
        return self.isChecked()

    def set_value(self, value: object) -> None:
        self.setChecked(bool(value))

    def set_error_state(self, wrong: bool) -> None:
        if bool(self.property("error")) != wrong:
            self.setProperty("error", wrong)
            self.update()

    def _tell(self, checked: bool) -> None:
        self.changed.emit(checked)
        self.committed.emit()

    def retheme(self) -> None:
        self.setFont(fonts.font("body"))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        px = theme().px
        words = without_mnemonic(self.text())
        width = px(_BOX)
        if words:
            width += px(8) + text_width(words, fonts.font("body")) + 1
        if self._note:
            width += px(8) + text_width(self._note, fonts.font("small")) + 1
        return QSize(width, px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(_BOX), theme().px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        side = px(_BOX)
        box = QRectF(0, (self.height() - side) // 2, side, side)
        self._paint_box(painter, box)
        left = box.right() + px(8)
        words = without_mnemonic(self.text())
        token = "text" if self.isEnabled() else "faint"
        spot = QRectF(left, 0, self.width() - left, self.height())
        left += paint_text(painter, spot, words, token)
        if self._note:
            left += px(8)
            spot = QRectF(left, 0, self.width() - left, self.height())
            paint_text(painter, spot, self._note, "muted", "small")
        painter.end()

    def _paint_box(self, painter: QPainter, box: QRectF) -> None:
        shown = theme()
        radius = shown.px(4)
        on, focus = self.isChecked(), self.hasFocus()
        if not self.isEnabled():
            paint_box(painter, box, shown.color("sunken"), shown.color("line-strong"), radius)
        elif on:
            # The ring stays inside the box, with a line of the sheet between.
            inner = box.adjusted(3, 3, -3, -3) if focus else box
            plane = "fill-hover" if self.underMouse() else "fill"
            paint_box(painter, inner, shown.color(plane), None, 2 if focus else radius)
        else:
            plane = "hover" if self.underMouse() else "surface"
            border = "s1" if self.property("error") else "control"
            paint_box(painter, box, shown.color(plane), shown.color(border), radius)
        if focus:
            paint_box(painter, box, None, shown.color("focus"), radius, 2)
        if on:
            ink = "on-fill" if self.isEnabled() else "faint"
            side = round(box.width()) - (6 if focus else 4)
            inset = (box.width() - side) / 2
            paint_icon(painter, "check", ink, box.x() + inset, box.y() + inset, side)


class RadioCard(Themed, QRadioButton):
    """A choice with a title and a sentence that explains it."""

    def __init__(
        self, title: str = "", subtitle: str = "", code: object = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent)
        self.code = code
        self._subtitle = subtitle
        self.setAccessibleDescription(subtitle)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.follow_theme()

    def set_words(self, title: str, subtitle: str) -> None:
        if (title, subtitle) != (self.text(), self._subtitle):
            self.setText(title)
            self._subtitle = subtitle
            self.setAccessibleDescription(subtitle)
            self.updateGeometry()
            self.update()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def _subtitle_rect(self, width: int) -> QRect:
        px = theme().px
        room = QRect(0, 0, max(1, width - px(42) - px(14)), 10_000)
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
        return QFontMetrics(fonts.font("body")).boundingRect(room, flags, self._subtitle)

    def heightForWidth(self, width: int) -> int:
        below = self._subtitle_rect(width).height() if self._subtitle else 0
        return theme().px(12) * 2 + fonts.line_height("body") + below

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        width = max(self.width(), theme().px(240))
        return QSize(theme().px(240), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def retheme(self) -> None:
        self.setFont(fonts.font("body", True))

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = theme()
        px = shown.px
        painter = QPainter(self)
        rect = self.rect().toRectF()
        on, focus = self.isChecked(), self.hasFocus()
        plane = "selected" if on else "hover" if self.underMouse() else "surface"
        border = "focus" if on or focus else "line-strong"
        paint_box(painter, rect, shown.color(plane), shown.color(border), px(7), 2 if focus else 1)
        self._paint_dot(painter, QRectF(px(14), px(13), px(16), px(16)))
        left, width = px(42), self.width() - px(42) - px(14)
        title = QRectF(left, px(12), width, fonts.line_height("body"))
        paint_text(painter, title, self.text(), "text", "body", True)
        painter.setFont(fonts.font("body"))
        painter.setPen(shown.color("muted"))
        below = QRectF(left, px(12) + fonts.line_height("body"), width, self.height())
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(below, flags, self._subtitle)
        painter.end()

    def _paint_dot(self, painter: QPainter, box: QRectF) -> None:
        shown = theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shown.color("accent"))
            painter.drawEllipse(box)
            painter.setBrush(shown.color("surface"))
            third = box.width() * 0.32
            painter.drawEllipse(box.adjusted(third, third, -third, -third))
            return
        painter.setPen(QPen(shown.color("control"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))


class RadioCards(QWidget):
    """One of a few cards, one below the other; the value is a code, or None."""

    changed = Signal(object)
    committed = Signal()

    def __init__(
        self, options: Iterable[tuple[object, str, str]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._cards: list[RadioCard] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        self.objectNameChanged.connect(self._name_cards)
        self.set_options(options)

    def set_options(self, options: Iterable[tuple[object, str, str]]) -> None:
        """Set codes, titles and explanations; the same codes in other words keep the cards."""
        fresh = tuple(options)
        if [code for code, _, _ in fresh] != [card.code for card in self._cards]:
            self._rebuild(fresh)
        for card, (_, title, subtitle) in zip(self._cards, fresh, strict=True):
            card.set_words(title, subtitle)

    def _rebuild(self, options: tuple[tuple[object, str, str], ...]) -> None:
        chosen = self.value()
        for card in self._cards:
            self._box.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [RadioCard(title, subtitle, code, self) for code, title, subtitle in options]
        for card in self._cards:
            self._box.addWidget(card)
            card.clicked.connect(self._tell)
        self._name_cards()
        # A label's letter leads here only if there is a policy; the proxy keeps Tab away.
        self.setFocusProxy(None)  # type: ignore[arg-type]  # the stubs forget that None is allowed
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if self._cards:
            self.setFocusProxy(self._cards[0])
        self.set_value(chosen)

    def _name_cards(self) -> None:
        for card in self._cards:
            card.setObjectName(f"{self.objectName()}.{card.code}")

    def button(self, code: object) -> RadioCard | None:
        return next((card for card in self._cards if card.code == code), None)

    def value(self) -> object:
        return next((card.code for card in self._cards if card.isChecked()), None)

    def set_value(self, value: object) -> None:
        for card in self._cards:
            if card.code == value:
                card.setChecked(True)
                self.setFocusProxy(card)

    def set_error_state(self, wrong: bool) -> None:
        """One card is always chosen; nothing to mark."""

    def _tell(self) -> None:
        self.set_value(self.value())
        self.changed.emit(self.value())
        self.committed.emit()
