"""Charts on the screen: their shapes painted in the colours of the theme, and the measure of their letters."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QImage, QPainter, QPen, QPolygonF

from resources.charts.kinds import Chart
from resources.charts.layout import lay_out, natural_height
from resources.charts.legends import lay_legend
from resources.charts.lettering import Ruler
from resources.charts.shapes import Box, Dot, Path, Picture, Rect, Shape, Size, Text
from ui.theme import current, fonts
from ui.theme.lettering import baseline
from ui.theme.paint import paint_box
from ui.theme.palette import Theme

_ROLES = {Size.TICK: "key", Size.NAME: "small"}
_SHARP = 1.5  # lines as thin as this stand on whole pixels
_BUBBLE_PAD = 8
_BUBBLE_AWAY = 6


@lru_cache(maxsize=64)
def _font(size: Size, strong: bool, scale: float) -> tuple[QFont, QFontMetrics]:
    made = fonts.font(_ROLES[size], strong)
    return made, QFontMetrics(made)


@lru_cache(maxsize=16384)
def _width(words: str, size: Size, strong: bool, scale: float) -> float:
    return QFontMetricsF(_font(size, strong, scale)[0]).horizontalAdvance(words)


@lru_cache(maxsize=8)
def _ruler_at(scale: float) -> Ruler:
    heights = {size: float(round((14 if size is Size.TICK else 16) * scale)) for size in Size}
    return Ruler(scale, heights, lambda words, size, strong: _width(words, size, strong, scale))


def ruler() -> Ruler:
    """The measure of letters at the present scale."""
    return _ruler_at(current.theme().scale)


def rect_of(box: Box) -> QRectF:
    """A box as Qt has it."""
    return QRectF(box.x, box.y, box.w, box.h)


def paint_picture(
    painter: QPainter, picture: Picture, theme: Theme | None = None, area: QRectF | None = None
) -> None:
    """Paint the shapes; those that lie wholly above or below an area are left out."""
    shown = theme or current.theme()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in picture.shapes:
        if area is None or _is_in(shape, area):
            _paint(painter, shape, shown)
    painter.restore()


def _is_in(shape: Shape, area: QRectF) -> bool:
    if isinstance(shape, Path):
        return True
    if isinstance(shape, Dot):
        return shape.y + 2 * shape.r >= area.top() and shape.y - 2 * shape.r <= area.bottom()
    return shape.box.bottom >= area.top() and shape.box.y <= area.bottom()


def _paint(painter: QPainter, shape: Shape, theme: Theme) -> None:
    match shape:
        case Text():
            _paint_text(painter, shape, theme)
        case Rect():
            _paint_rect(painter, shape, theme)
        case Path():
            _paint_path(painter, shape, theme)
        case Dot():
            _paint_dot(painter, shape, theme)


def _paint_text(painter: QPainter, text: Text, theme: Theme) -> None:
    font, metrics = _font(text.size, text.strong, theme.scale)
    painter.setFont(font)
    painter.setPen(theme.color(text.token))
    painter.drawText(QPointF(text.box.x, baseline(rect_of(text.box), metrics)), text.words)


def _paint_rect(painter: QPainter, shape: Rect, theme: Theme) -> None:
    left, right = round(shape.box.x), round(shape.box.right)
    top, bottom = round(shape.box.y), round(shape.box.bottom)
    rect = QRectF(left, top, max(1, right - left), max(1, bottom - top))
    fill = theme.color(shape.fill) if shape.fill else None
    line = theme.color(shape.line) if shape.line else None
    paint_box(painter, rect, fill, line, shape.radius, shape.width, shape.dotted)


def _paint_path(painter: QPainter, shape: Path, theme: Theme) -> None:
    pen = QPen(theme.color(shape.token), shape.width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if shape.dash:
        pen.setDashPattern([length / shape.width for length in shape.dash])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    points = [QPointF(x, y) for x, y in shape.points]
    if len(points) == 2 and shape.width <= _SHARP * theme.scale:
        first, last = points
        if first.y() == last.y():
            first.setY(floor(first.y()) + 0.5)
            last.setY(first.y())
        elif first.x() == last.x():
            first.setX(floor(first.x()) + 0.5)
            last.setX(first.x())
    painter.drawPolyline(QPolygonF(points))


def _paint_dot(painter: QPainter, shape: Dot, theme: Theme) -> None:
    painter.setPen(QPen(theme.color(shape.line), shape.width) if shape.line else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(theme.color(shape.fill) if shape.fill else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(shape.x, shape.y), shape.r, shape.r)


def bubble_rect(words: str, at: QRectF, width: float, height: float) -> QRectF:
    """Where the words of a mark stand: above it, below it where there is no room, kept inside."""
    measure, px = ruler(), current.theme().px
    lines = measure.wrap(words, width - 4 * px(_BUBBLE_PAD), Size.NAME, most=4)
    wide = ceil(max((measure.width(line, Size.NAME) for line in lines), default=0)) + 2 * px(_BUBBLE_PAD)
    high = len(lines) * measure.heights[Size.NAME] + px(_BUBBLE_PAD)
    left = min(max(0.0, at.center().x() - wide / 2), max(0.0, width - wide))
    top = at.top() - high - px(_BUBBLE_AWAY)
    if top < 0:
        top = at.bottom() + px(_BUBBLE_AWAY)
    if top + high > height:  # neither above nor below: beside
        top = max(0.0, min(at.center().y() - high / 2, height - high))
        right = at.right() + px(_BUBBLE_AWAY)
        left = right if right + wide <= width else max(0.0, at.left() - px(_BUBBLE_AWAY) - wide)
    return QRectF(floor(left), floor(top), wide, high)


def paint_bubble(painter: QPainter, words: str, rect: QRectF) -> None:
    """Paint the words of a mark."""
    theme, measure = current.theme(), ruler()
    pad, high = theme.px(_BUBBLE_PAD), measure.heights[Size.NAME]
    painter.save()
    paint_box(painter, rect, theme.color("toast"), None, theme.px(4))
    font, metrics = _font(Size.NAME, False, theme.scale)
    painter.setFont(font)
    painter.setPen(theme.color("on-toast"))
    for at, line in enumerate(measure.wrap(words, rect.width() - 2 * pad + 1, Size.NAME, most=4)):
        box = QRectF(rect.left() + pad, rect.top() + pad / 2 + at * high, rect.width(), high)
        painter.drawText(QPointF(box.left(), baseline(box, metrics)), line)
    painter.restore()


def chart_image(chart: Chart, width: int, height: int, sharp: float = 2) -> QImage:
    """A picture of a chart with its title and legend, for other documents: always as on paper, dark on white.

    ``width`` and ``height`` are those of the chart itself; ``sharp`` is how many pixels each of its pixels has.
    """
    theme = Theme("light", current.theme().scale)
    measure, pad = ruler(), theme.px(16)
    heading, line = fonts.font("lead", True), theme.px(20)
    legend = lay_legend(chart.legend, width, measure)
    tall = natural_height(chart, width, measure) or height
    head = line + theme.px(4) if chart.title else 0
    below = (legend.height + theme.px(8) if chart.legend else 0) + (line if chart.remark else 0)
    image = QImage(
        round((width + 2 * pad) * sharp),
        round((head + tall + below + 2 * pad) * sharp),
        QImage.Format.Format_RGB32,
    )
    image.setDevicePixelRatio(sharp)
    image.fill(theme.color("surface"))
    painter = QPainter(image)
    painter.translate(pad, pad)
    if chart.title:
        _paint_title(painter, chart, QRectF(0, 0, width, line), heading, theme)
    painter.translate(0, head)
    paint_picture(painter, lay_out(chart, width, tall, measure), theme)
    painter.translate(0, tall + theme.px(8))
    if chart.legend:
        paint_picture(painter, legend, theme)
        painter.translate(0, legend.height)
    if chart.remark:
        said = measure.fit(chart.remark, width, Size.NAME)
        box = Box(0, 0, width, line)
        _paint_text(painter, Text(box, said, Size.NAME, "muted"), theme)
    painter.end()
    return image


def _paint_title(painter: QPainter, chart: Chart, rect: QRectF, heading: QFont, theme: Theme) -> None:
    metrics = QFontMetrics(heading)
    painter.setFont(heading)
    painter.setPen(theme.color("text"))
    title = metrics.elidedText(chart.title, Qt.TextElideMode.ElideRight, int(rect.width()))
    painter.drawText(QPointF(rect.left(), baseline(rect, metrics)), title)
    left = rect.left() + metrics.horizontalAdvance(title) + theme.px(8)
    beside = ruler().fit(chart.beside, rect.right() - left, Size.NAME)
    if beside:
        _paint_text(painter, Text(Box(left, 0, 1, rect.height()), beside, Size.NAME, "muted"), theme)
