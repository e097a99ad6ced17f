"""Pages of a PDF one below the other; pictures of them are asked for as they come into sight."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ui.theme.current import theme

GAP = 16
_POINTS_AT_100 = 96 / 72
_KEPT = 12


class Sheets(QAbstractScrollArea):
    """Knows the sizes of the pages (in points) and shows what it has; never draws a PDF itself."""

    wanted = Signal(int, float)  # page from 0, pixels a point
    page_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._images: dict[int, QImage] = {}
        self._asked: set[int] = set()
        self._fit = True
        self._page = -1
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def set_pages(self, sizes: Sequence[tuple[float, float]]) -> None:
        """Show another document; what was drawn of the last one goes."""
        self._sizes = tuple(sizes)
        self._forget()
        self._page = -1
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self._scrolled()

    def set_fit(self, fit: bool) -> None:
        """Fit the width, or show at 100 %."""
        if fit != self._fit:
            self._fit = fit
            self._forget()
            self._lay_out()
            self._scrolled()

    def set_image(self, number: int, scale: float, image: QImage) -> None:
        """Take the picture of a page; one of another size than is shown now is left."""
        if number >= len(self._sizes) or abs(scale - self._drawn_scale()) > 0.001:
            return
        if len(self._images) >= _KEPT:
            farthest = max(self._images, key=lambda one: abs(one - number))
            del self._images[farthest]
            self._asked.discard(farthest)
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._images[number] = image
        self.viewport().update()

    def page(self) -> int:
        """The page in the middle of what is shown, from 0; -1 without any."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        inside = [number for number, box in enumerate(self._boxes()) if box.top() <= middle]
        return inside[-1] if inside else -1

    def has_drawn(self) -> bool:
        """Whether every page in sight has its picture."""
        seen = self._in_sight()
        return bool(seen) and all(number in self._images for number in seen)

    def _forget(self) -> None:
        self._images.clear()
        self._asked.clear()

    def _scale(self) -> float:
        """Pixels a point on the screen."""
        if not self._fit or not self._sizes:
            return _POINTS_AT_100 * theme().scale
        widest = max(width for width, _ in self._sizes)
        room = self.viewport().width() - 2 * theme().px(GAP)
        return max(0.3, min(room / widest, 2.0))

    def _drawn_scale(self) -> float:
        return self._scale() * self.devicePixelRatioF()

    def _boxes(self) -> list[QRect]:
        """The place of each page, from the top of the document."""
        scale, gap = self._scale(), theme().px(GAP)
        boxes, top = [], gap
        for width, height in self._sizes:
            wide, high = round(width * scale), round(height * scale)
            left = max(gap, (self.viewport().width() - wide) // 2) - self.horizontalScrollBar().value()
            boxes.append(QRect(left, top, wide, high))
            top += high + gap
        return boxes

    def _lay_out(self) -> None:
        boxes, gap = self._boxes(), theme().px(GAP)
        high = boxes[-1].bottom() + gap if boxes else 0
        wide = max((box.width() for box in boxes), default=0) + 2 * gap
        view = self.viewport().size()
        self.verticalScrollBar().setRange(0, max(0, high - view.height()))
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(theme().px(48))
        self.horizontalScrollBar().setRange(0, max(0, wide - view.width()))
        self.horizontalScrollBar().setPageStep(view.width())

    def _in_sight(self) -> list[int]:
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        return [n for n, box in enumerate(self._boxes()) if box.bottom() >= top and box.top() <= bottom]

    def _scrolled(self) -> None:
        for number in self._in_sight():
            if number not in self._asked:
                self._asked.add(number)
                self.wanted.emit(number, self._drawn_scale())
        if self.page() != self._page:
            self._page = self.page()
            self.page_changed.emit(self._page)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fit:
            self._forget()
        self._lay_out()
        self._scrolled()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme().color("window"))
        top = self.verticalScrollBar().value()
        boxes = self._boxes()
        for number in self._in_sight():
            box = boxes[number].translated(0, -top)
            # Paper is white in every theme.
            painter.fillRect(box, Qt.GlobalColor.white)
            if number in self._images:
                painter.drawImage(box.topLeft(), self._images[number])
            painter.setPen(theme().color("line"))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
        painter.end()
