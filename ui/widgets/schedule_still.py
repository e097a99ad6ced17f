"""What stands still while something is carried over a schedule: painted once, and then only where it differs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QPainter, QPixmap, QRegion

from ui.widgets.schedule_kinds import Slot

_COARSEST = 20  # pixels of the widget


@dataclass(frozen=True)
class Ground:
    """What a picture shows. Two with the same ``what``, size and ratio differ by their offset and offers alone.

    ``offset`` is how far it is scrolled, in pixels of the widget; ``offers`` are the free places on top.
    """

    what: object
    size: QSize
    ratio: float
    offset: int
    offers: tuple[Slot, ...]

    @property
    def grain(self) -> int:
        """The fewest pixels of the widget that are whole pixels of the screen; 0 where that would be too many."""
        return next((n for n in range(1, _COARSEST + 1) if (n * self.ratio).is_integer()), 0)

    @property
    def area(self) -> QRect:
        """What is painted: all of the widget, and as far beyond as whole pixels go."""
        return self.aligned(QRect(QPoint(), self.size))

    def aligned(self, rect: QRect) -> QRect:
        """A rectangle made larger until its borders lie between pixels of the screen."""
        grain = self.grain or 1
        left, top = rect.left() // grain * grain, rect.top() // grain * grain
        right, bottom = -(-(rect.right() + 1) // grain) * grain, -(-(rect.bottom() + 1) // grain) * grain
        return QRect(left, top, right - left, bottom - top)


class Still:
    """A picture that is kept. It scrolls with what it shows, and what is new is painted into it.

    ``paint`` paints everything that is within a region; the painter is clipped to it. ``places`` are the rectangles of
    some offers, as they are scrolled now.
    """

    def __init__(
        self, paint: Callable[[QPainter, QRegion], None], places: Callable[[tuple[Slot, ...]], list[QRect]]
    ) -> None:
        self._paint, self._places = paint, places
        self._shown: Ground | None = None
        self._picture = QPixmap()

    def forget(self) -> None:
        """Nothing is carried any more, or everything stands elsewhere."""
        self._shown, self._picture = None, QPixmap()

    def picture(self, ground: Ground) -> QPixmap:
        """The picture of a ground, painted anew where it differs from the one before."""
        before, self._shown = self._shown, ground
        if before == ground:
            return self._picture
        region = None if before is None else self._moved(before, ground)
        if region is None:
            region = QRegion(ground.area)
            self._picture = QPixmap((ground.area.size().toSizeF() * ground.ratio).toSize())
            self._picture.setDevicePixelRatio(ground.ratio)
        region &= ground.area
        if not region.isEmpty():
            painter = QPainter(self._picture)
            painter.setClipRegion(region)
            self._paint(painter, region)
            painter.end()
        return self._picture

    def _moved(self, before: Ground, now: Ground) -> QRegion | None:
        """Move what stays in sight; returns where something else stands now, ``None`` where that is everywhere."""
        by, high = before.offset - now.offset, now.area.height()
        same = (before.what, before.size, before.ratio) == (now.what, now.size, now.ratio)
        if not same or not now.grain or by % now.grain or abs(by) >= high:
            return None
        region = QRegion()
        if by:
            self._picture.scroll(0, int(by * now.ratio), self._picture.rect())
            region += QRect(0, high + by if by < 0 else 0, now.area.width(), abs(by))
        if before.offers != now.offers:
            for rect in (*self._places(before.offers), *self._places(now.offers)):
                region += now.aligned(rect)
        return region
