"""A place to sign with the mouse, a pen or a finger; who cannot draw writes the name instead."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import fonts
from ui.theme.current import theme
from ui.theme.lettering import CENTRE
from ui.theme.paint import paint_box, paint_line, paint_text
from ui.widgets.themed import Themed

WIDE, TALL = 720, 240  # of the picture that is kept
_HEIGHT = 150
_INK, _PAPER = QColor(20, 24, 32), QColor(255, 255, 255)

Stroke = list[QPointF]


class SignaturePad(Themed, QWidget):
    """Strokes are kept as shares of its width and height, so that any size shows the same. Delete clears it."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strokes: list[Stroke] = []
        self._invitation = ""
        self._name = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.follow_theme()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(_HEIGHT * 3), theme().px(_HEIGHT))

    def set_invitation(self, text: str) -> None:
        """What stands on the empty pad."""
        self._invitation = text
        self.update()

    def set_name(self, name: str) -> None:
        """The name of who signs; it stands in for the strokes where there are none."""
        self._name = name.strip()
        self.update()

    @property
    def is_drawn(self) -> bool:
        """Whether somebody drew on it."""
        return bool(self._strokes)

    @property
    def is_empty(self) -> bool:
        """Whether there is neither a stroke nor a name."""
        return not self._strokes and not self._name

    def clear(self) -> None:
        """Wipe it; the name stays."""
        if self._strokes:
            self._strokes.clear()
            self.update()
            self.changed.emit()

    def strokes(self) -> list[list[list[float]]]:
        """What was drawn, as shares of width and height, fit for JSON."""
        return [[[round(at.x(), 4), round(at.y(), 4)] for at in stroke] for stroke in self._strokes]

    def set_strokes(self, strokes: list[list[list[float]]]) -> None:
        """Draw again what ``strokes`` gave."""
        self._strokes = [[QPointF(*at) for at in stroke] for stroke in strokes if stroke]
        self.update()
        self.changed.emit()

    def image(self) -> QImage:
        """The signature as a picture: dark on white in every theme, with the name below."""
        image = QImage(WIDE, TALL, QImage.Format.Format_RGB32)
        image.fill(_PAPER)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(_INK)
        name = QRectF(16, TALL - 44, WIDE - 32, 36)
        if self._strokes:
            self._paint_strokes(painter, QRectF(16, 8, WIDE - 32, TALL - 60), _INK, 4.0)
            painter.setFont(_sized(20))
            painter.drawText(name, CENTRE, self._name)
        else:
            painter.setFont(_sized(56))
            painter.drawText(QRectF(16, 8, WIDE - 32, TALL - 60), CENTRE, self._name)
        painter.end()
        return image

    # The hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._strokes.append([self._share(event.position())])
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._strokes and event.buttons() & Qt.MouseButton.LeftButton:
            self._strokes[-1].append(self._share(event.position()))
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._strokes:
            self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
        else:
            super().keyPressEvent(event)

    def _share(self, at: QPointF) -> QPointF:
        return QPointF(
            min(1.0, max(0.0, at.x() / max(1, self.width()))),
            min(1.0, max(0.0, at.y() / max(1, self.height()))),
        )

    # The picture

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = theme()
        painter = QPainter(self)
        rect = self.rect().toRectF()
        focus = self.hasFocus()
        border, width = ("focus", 2.0) if focus else ("control", 1.0)
        paint_box(painter, rect, shown.color("surface"), shown.color(border), shown.px(7), width)
        low = self.height() - shown.px(34)
        paint_line(painter, shown.px(24), low, self.width() - shown.px(24), low, "line-strong")
        if self._strokes:
            self._paint_strokes(painter, rect, shown.color("text"), 2.2)
        elif self._name:
            painter.setFont(fonts.font("page"))
            painter.setPen(shown.color("text"))
            painter.drawText(QRectF(0, 0, rect.width(), low), CENTRE, self._name)
        else:
            paint_text(
                painter, QRectF(0, 0, rect.width(), low), self._invitation, "muted", "body", None, CENTRE
            )
        painter.end()

    def _paint_strokes(self, painter: QPainter, rect: QRectF, ink: QColor, width: float) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        round_cap, round_join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(ink, width, Qt.PenStyle.SolidLine, round_cap, round_join))
        for stroke in self._strokes:
            points = [
                QPointF(rect.left() + p.x() * rect.width(), rect.top() + p.y() * rect.height())
                for p in stroke
            ]
            path = QPainterPath(points[0])
            for point in points[1:]:
                path.lineTo(point)
            if len(points) == 1:  # a dot is a stroke, too
                path.lineTo(points[0] + QPointF(0.1, 0.1))
            painter.drawPath(path)


def _sized(px: int) -> QFont:
    font = fonts.font("page")
    font.setPixelSize(px)
    return font
