"""The face of the schedule: paints what is in sight, and what is carried over it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QRegion
from PySide6.QtWidgets import QWidget

from ui.theme.current import theme
from ui.theme.paint import paint_line
from ui.widgets.schedule_kinds import Aim, Carried, Cell, Scope, Shade, Slot, Spot
from ui.widgets.schedule_layout import SMALL, Box, Layout
from ui.widgets.schedule_paint import (
    forget,
    paint_aim,
    paint_block,
    paint_dim,
    paint_lane,
    paint_offer,
    paint_ring,
    paint_rules,
    paint_shade,
)
from ui.widgets.schedule_still import Ground, Still
from ui.widgets.schedule_view import ScheduleView

_NEAR = 28  # pixels from the border where carrying scrolls


class ScheduleCanvas(ScheduleView):
    """Paints lanes, days and blocks, and nothing that is out of sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.carried: Carried | None = None
        self._still = Still(self._paint_still, self._places_of)
        self.shades: dict[Cell, list[Shade]] = {}

    def retheme(self) -> None:
        forget()
        super().retheme()

    def show_layout(self, layout: Layout) -> None:
        self.shades = {}
        for shade in layout.sheet.shades:
            self.shades.setdefault((shade.lane, shade.day), []).append(shade)
        self._still.forget()
        super().show_layout(layout)

    def set_carried(self, carried: Carried | None) -> None:
        """Show what is carried over it; only what differs is painted anew."""
        before, self.carried = self.carried, carried
        same = before is not None and carried is not None and before.free is carried.free
        if not same or before is None or carried is None or before.dimmed != carried.dimmed:
            self.viewport().update()
            return
        for aim in (before.aim, carried.aim):
            if aim is not None and before.aim != carried.aim:
                self.viewport().update(self.aim_rect(aim).toAlignedRect().adjusted(-2, -2, 2, 2))

    # -- places

    def spot_at(self, point: QPoint) -> Spot | None:
        """What is at a point of the screen; nothing where the schedule is not in sight."""
        here = self.viewport().mapFromGlobal(point)
        if not self.viewport().rect().contains(here):
            return None
        offered = self.offered_at(here)
        if offered is not None:
            return Spot(offered.lane, offered.day, offered.start)
        return self.shown.spot(here.x(), here.y() + self.verticalOffset(), self.viewport().width())

    def offered_at(self, here: QPoint) -> Slot | None:
        if self.carried is None or self.shown.sheet.scope is Scope.DAY:  # there every place has its own time
            return None
        for slot in self._in_sight(self.carried.free):
            if self.slot_rect(slot).contains(here.toPointF()):
                return slot
        return None

    def _in_sight(self, slots: tuple[Slot, ...]) -> Iterator[Slot]:
        """Those of people who are in sight; there are many more."""
        top, tops = self.verticalOffset(), self.shown.tops
        bottom = top + self.viewport().height()
        return (slot for slot in slots if tops[slot.lane] < bottom and tops[slot.lane + 1] > top)

    def slot_rect(self, slot: Slot | Aim) -> QRectF:
        """Where a free place stands: along the hours, or at the foot of its cell."""
        width, shown = self.viewport().width(), self.shown
        box = shown.cell_box(slot.lane, slot.day, width)
        pad = shown.px(4)
        if shown.sheet.scope is Scope.DAY:
            left, right = shown.along(slot.start, width), shown.along(slot.end, width)
            return self.place(Box(left, box.y + pad, max(4.0, right - left), box.h - 2 * pad))
        high = shown.px(SMALL)
        pieces = shown.cells.get((slot.lane, slot.day), ())
        foot = max((top + tall for _at, top, tall in pieces), default=0)
        top = min(foot + pad, box.h - high - 2) if shown.sheet.scope is Scope.WEEK else (box.h - high) / 2
        more = shown.px(36) if box.h - top - 2 >= shown.px(40) and slot.end - slot.start >= 120 else high
        return self.place(Box(box.x + pad, box.y + top, box.w - 2 * pad, more))

    def aim_rect(self, aim: Aim) -> QRectF:
        """Where what is carried would stand."""
        if self.shown.sheet.scope is not Scope.WEEK:
            return self.slot_rect(aim)
        if self.carried is not None and any(
            (slot.lane, slot.day, slot.start) == (aim.lane, aim.day, aim.start) for slot in self.carried.free
        ):
            return self.slot_rect(aim)
        box = self.shown.cell_box(aim.lane, aim.day, self.viewport().width())
        high, pad = self.shown.px(SMALL), self.shown.px(4)
        y = self.shown.height_of(aim.lane, aim.day, aim.start)
        for _at, top, tall in self.shown.cells.get((aim.lane, aim.day), ()):
            if top < y < top + tall:  # what is in the way stays readable
                y = top + tall + pad / 2
        y = min(y, box.h - high - 2)
        return self.place(Box(box.x + pad, box.y + max(0.0, y), box.w - 2 * pad, high))

    def scroll_near(self, point: QPoint) -> None:
        """Scroll when something is carried to the upper or lower border."""
        y = self.viewport().mapFromGlobal(point).y()
        near, bar = theme().px(_NEAR), self.verticalScrollBar()
        if y < near:
            bar.setValue(bar.value() - theme().px(16))
        elif y > self.viewport().height() - near:
            bar.setValue(bar.value() + theme().px(16))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if self.carried is None:
            self.viewport().scroll(0, dy)
        else:
            self.viewport().update()

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        if self.carried is None:
            self._still.forget()
            self._paint(painter, event.region())
        else:
            # What is carried about leaves the rest as it is: that is painted once and kept.
            painter.drawPixmap(QPoint(0, 0), self._kept())
            if self.carried.aim is not None:
                paint_aim(
                    painter, self.aim_rect(self.carried.aim), self.carried.aim.words, self.carried.aim.fits
                )
        self._paint_chosen(painter, event.rect())
        painter.end()

    def _kept(self) -> QPixmap:
        """Everything but what is aimed at, as it stands now."""
        view, carried = self.viewport(), self.carried
        assert carried is not None
        ground = Ground(
            (theme(), carried.dimmed),
            view.size(),
            view.devicePixelRatioF(),
            self.verticalOffset(),
            carried.free,
        )
        return self._still.picture(ground)

    def _places_of(self, slots: tuple[Slot, ...]) -> list[QRect]:
        """Where free places stand, borders included."""
        return [self.slot_rect(slot).toAlignedRect().adjusted(-2, -2, 2, 2) for slot in self._in_sight(slots)]

    def _paint_still(self, painter: QPainter, region: QRegion) -> None:
        self._paint(painter, region)
        self._paint_carried(painter, region.boundingRect())

    def _paint(self, painter: QPainter, region: QRegion) -> None:
        shown, offset, area = self.shown, self.verticalOffset(), region.boundingRect()
        painter.fillRect(area, theme().color("surface"))
        self._paint_days(painter, area.adjusted(0, -1, 0, 1))  # half a pixel must not be missing from a line
        first = shown.lane_at(max(0, area.top() + offset))
        for lane in range(max(0, first), len(shown.sheet.lanes)):
            if first < 0 or shown.tops[lane] - offset > area.bottom():
                break
            self._paint_lane(painter, region, lane)

    def _paint_days(self, painter: QPainter, area: QRect) -> None:
        shown, width = self.shown, self.viewport().width()
        bottom = min(area.bottom(), shown.height - self.verticalOffset() if shown.sheet.scope is Scope.DAY
                     else area.bottom())  # fmt: skip
        for at, day in enumerate(shown.sheet.days):
            left, wide = shown.column(at, width)
            if day.today and shown.sheet.scope is not Scope.DAY:
                painter.fillRect(QRectF(left, area.top(), wide, area.height()), theme().color("raised"))
            paint_line(painter, round(left), area.top(), round(left), bottom)
        if shown.sheet.scope is Scope.DAY:
            paint_rules(painter, shown.sheet, shown.names(width), width, area.top(), bottom)

    def _paint_lane(self, painter: QPainter, region: QRegion, lane: int) -> None:
        shown, width, offset = self.shown, self.viewport().width(), self.verticalOffset()
        top, bottom = shown.tops[lane] - offset, shown.tops[lane + 1] - offset
        names = shown.names(width)
        if region.intersects(QRect(0, top, names, bottom - top)):
            paint_lane(painter, QRectF(0, top, names, bottom - top), shown.sheet.lanes[lane])
        for day in range(len(shown.sheet.days)):
            left, wide = shown.column(day, width)
            if region.intersects(QRect(int(left), top, int(wide) + 1, bottom - top)):
                self._paint_cell(painter, lane, day)
        paint_line(painter, 0, bottom - 1, width, bottom - 1)

    def _paint_cell(self, painter: QPainter, lane: int, day: int) -> None:
        shown, width = self.shown, self.viewport().width()
        sheet, top = shown.sheet, shown.tops[lane]
        if sheet.scope is Scope.DAY:
            self._paint_off_hours(painter, lane)
        for shade in self.shades.get((lane, day), ()):
            paint_shade(painter, self._shade_rect(shade), shade)
        for piece in shown.cells[lane, day]:
            block = sheet.blocks[piece[0]]
            box = self.place(shown.piece_box(piece, block, top, width))
            paint_block(painter, box, block, sheet.scope)

    def _paint_off_hours(self, painter: QPainter, lane: int) -> None:
        """Before, between and after the hours of somebody's day."""
        spans = self.shown.sheet.hours.get((lane, 0), ())
        if not spans:
            return
        begin, end = self.shown.sheet.axis
        edges = [begin, *(edge for span in spans for edge in span), end]
        for first, last in zip(edges[::2], edges[1::2], strict=True):
            if first < last:
                painter.fillRect(self._shade_rect(Shade(lane, 0, first, last, "")), theme().color("raised"))

    def _shade_rect(self, shade: Shade) -> QRectF:
        shown, width = self.shown, self.viewport().width()
        box = shown.cell_box(shade.lane, shade.day, width)
        if shown.sheet.scope is not Scope.DAY:
            return self.place(box) if shade.whole else self._strip(box, shade)
        begin, end = shown.sheet.axis
        left, right = (shown.along(max(begin, min(end, at)), width) for at in (shade.start, shade.end))
        return self.place(Box(left, box.y + 1, max(0.0, right - left), box.h - 2))

    def _strip(self, box: Box, shade: Shade) -> QRectF:
        """Somebody who is away for a part of the day: a strip at the foot of the cell."""
        pad, high = self.shown.px(4), self.shown.px(SMALL)
        return self.place(Box(box.x + pad, box.y + box.h - high - pad, box.w - 2 * pad, high))

    def _paint_carried(self, painter: QPainter, area: QRect) -> None:
        carried, shown = self.carried, self.shown
        assert carried is not None
        for lane in carried.dimmed:
            top = shown.tops[lane] - self.verticalOffset()
            rect = QRectF(0, top, self.viewport().width(), shown.tops[lane + 1] - shown.tops[lane] - 1)
            if rect.intersects(area.toRectF()):
                paint_dim(painter, rect)
        for slot in self._in_sight(carried.free):
            rect = self.slot_rect(slot)
            if rect.intersects(area.toRectF()):
                paint_offer(painter, rect, slot.words)

    def _paint_chosen(self, painter: QPainter, area: QRect) -> None:
        stop = self.stop()
        if stop is None or not self.hasFocus() or self.carried is not None:
            return
        rect = self.place(self.shown.box(stop, self.viewport().width()))
        if stop.block < 0:
            rect = rect.adjusted(3, 3, -3, -4)
        if rect.adjusted(-3, -3, 3, 3).intersects(area.toRectF()):
            paint_ring(painter, rect)
