"""How a schedule is painted: names, days, blocks, hatching, and what is carried over it."""

from __future__ import annotations

from functools import lru_cache
from math import floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen

from ui.theme import fonts
from ui.theme.current import theme
from ui.theme.lettering import baseline
from ui.theme.paint import paint_box, paint_icon, paint_line
from ui.widgets.schedule_kinds import Block, Day, Lane, Scope, Shade, Sheet

HEAD = 42
DIMMED = 0.55
_BAR = 3.0
_NARROW = 112  # a column in which time, place and sign have no room beside one another
# ground, bar, first words, second words
_TONES: dict[str, tuple[str, str, str, str]] = {
    "s1": ("s1-soft", "s1", "s1", "text"),
    "s2": ("s2-soft", "s2", "text", "text"),
    "s3": ("s3-soft", "s3", "text", "text"),
    "s4": ("surface", "s4", "text", "muted"),
    "done": ("raised", "line-strong", "muted", "muted"),
}
_HEAT = ("heat0", "heat1", "heat2", "heat3", "heat4")


@lru_cache(maxsize=512)
def _font(role: str, strong: bool, scale: float) -> tuple[QFont, QFontMetrics]:
    made = fonts.font(role, strong)
    return made, QFontMetrics(made)


@lru_cache(maxsize=8192)
def _cut(text: str, role: str, strong: bool, scale: float, width: int) -> tuple[str, int]:
    """A text cut to a width, and how wide it is then. The same blocks are painted again and again."""
    metrics = _font(role, strong, scale)[1]
    wide = metrics.horizontalAdvance(text)
    if wide <= width:
        return text, wide
    cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, width))
    return cut, metrics.horizontalAdvance(cut)


def words(
    painter: QPainter,
    rect: QRectF,
    text: str,
    token: str = "text",
    role: str = "small",
    strong: bool = False,
    right: bool = False,
) -> float:
    """Paint one line of words; like `paint_text`, remembering what was measured. Returns the width."""
    if not text or rect.width() < 1:
        return 0.0
    shown = theme()
    font, metrics = _font(role, strong, shown.scale)
    cut, wide = _cut(text, role, strong, shown.scale, int(rect.width()))
    painter.setFont(font)
    painter.setPen(shown.color(token))
    left = rect.right() - wide if right else rect.left()
    painter.drawText(QPointF(left, baseline(rect, metrics)), cut)
    return float(wide)


def forget() -> None:
    """The theme has changed: measure anew."""
    _font.cache_clear()
    _cut.cache_clear()


def paint_day(painter: QPainter, rect: QRectF, day: Day) -> None:
    """The head of a day: its name, and a word below it; today's is tinted."""
    px = theme().px
    if day.today:
        painter.fillRect(rect, theme().color("selected"))
    pad = px(8)
    spot = rect.adjusted(pad, 0, -px(2), 0)
    token = "accent" if day.today else "text"
    upper = QRectF(spot.left(), rect.top() + px(4), spot.width(), px(18))
    words(painter, upper, day.title, token, "small", True)
    lower = QRectF(spot.left(), rect.top() + px(22), spot.width(), px(16))
    words(painter, lower, day.note, "accent" if day.today else "muted")


def paint_lane(painter: QPainter, rect: QRectF, lane: Lane) -> None:
    """Who it is, what they can do, how much of their time is taken."""
    shown = theme()
    px = shown.px
    left, wide = rect.left() + px(14), rect.width() - px(14) - px(10)
    lines = 4 if rect.height() >= px(80) else 2
    top = rect.top() + (px(8) if lines > 2 else px(3))
    words(painter, QRectF(left, top, wide, px(19)), lane.name, "text", "body", True)
    words(painter, QRectF(left, top + px(19), wide, px(17)), lane.note, "muted")
    if lane.load is None:
        if rect.height() < px(56):
            return
        words(painter, QRectF(left, top + px(38), wide, px(16)), lane.load_words, "muted")
        return
    if rect.height() < px(56):
        return
    track = QRectF(left, top + px(43 if lines > 2 else 39), wide - px(6), px(4))
    paint_box(painter, track, shown.color("line"), None, 2)
    full = QRectF(track.left(), track.top(), track.width() * min(1.0, lane.load), track.height())
    if lane.load > 0:
        paint_box(painter, full, shown.color("ring-soon" if lane.load > 1 else "step-done"), None, 2)
    if lines > 2:
        words(painter, QRectF(left, top + px(51), wide, px(17)), lane.load_words, "muted")


def paint_block(painter: QPainter, rect: QRectF, block: Block, scope: Scope) -> None:
    """One order, or the short of a day."""
    if block.tone == "count":
        _paint_count(painter, rect, block)
    elif block.tone == "ghost":
        _paint_ghost(painter, rect, block)
    else:
        _paint_order(painter, rect, block, scope)


def _paint_order(painter: QPainter, rect: QRectF, block: Block, scope: Scope) -> None:
    shown = theme()
    ground, bar, first, second = _TONES["done" if block.done else block.tone]
    border = shown.color("line") if block.done or block.tone == "s4" else None
    paint_box(painter, rect, shown.color(ground), border, shown.px(4))
    strip = QRectF(rect.left(), rect.top(), _BAR, rect.height())
    paint_box(painter, strip, shown.color(bar), None, (2.0, 0.0, 0.0, 2.0))
    _paint_lines(painter, rect, block, first, second, scope)


def _paint_ghost(painter: QPainter, rect: QRectF, block: Block) -> None:
    shown = theme()
    paint_box(painter, rect, shown.color("accent-soft"), shown.color("accent"), shown.px(4), dashed=True)
    _paint_lines(painter, rect, block, "accent", "text", Scope.WEEK)


def _paint_lines(
    painter: QPainter, rect: QRectF, block: Block, first: str, second: str, scope: Scope
) -> None:
    px = theme().px
    left, right = rect.left() + px(8), rect.right() - px(6)
    tall = rect.height() >= px(34)
    line = QRectF(left, rect.top() + (px(2) if tall else 0), right - left, px(16) if tall else rect.height())
    narrow = tall and rect.width() < px(_NARROW)
    right = _paint_mark(painter, line, block, scope)
    taken = words(
        painter, QRectF(left, line.top(), right - left, line.height()), block.time, first, strong=True
    )
    after = left + taken + px(6)
    if right - after > px(14) and not narrow:
        words(painter, QRectF(after, line.top(), right - after, line.height()), block.title, first)
    if tall:
        below = QRectF(left, rect.top() + px(17), rect.right() - px(4) - left, px(16))
        # Where it is must not be cut: in a narrow column it has the second line to itself.
        words(painter, below, f"{block.title} {block.line}" if narrow else block.line, second)
        if scope is Scope.DAY and block.note:
            words(painter, below.translated(0, px(16)), block.note, "muted")


def _paint_mark(painter: QPainter, line: QRectF, block: Block, scope: Scope) -> float:
    """A check for what is done, else how long it takes; returns where the words must end."""
    px = theme().px
    side = px(13)
    top = floor(line.center().y() - side / 2)
    short = line.height() > px(17)  # a block of one line: its words need all of it
    if line.width() < px(40) or (short and line.width() < px(_NARROW - 14)):
        return line.right()
    if block.done:
        paint_icon(painter, "check", "ok", line.right() - side, top, side)
        return line.right() - side - px(3)
    if block.warned:
        paint_icon(painter, "triangle-alert", "soon", line.right() - side, top, side)
        return line.right() - side - px(3)
    plain, strong = (_font("small", one, theme().scale)[1].horizontalAdvance for one in (False, True))
    wanted = strong(block.time) + px(6) + plain(block.title) + px(6) + plain(block.note)
    if wanted > line.width() or scope is Scope.DAY:  # where it is comes before how long it takes
        return line.right()
    wide = words(painter, line, block.note, "muted", right=True)
    return line.right() - wide - px(4)


def _paint_count(painter: QPainter, rect: QRectF, block: Block) -> None:
    """A day of the month: how many, on a ground that deepens with the hours."""
    shown = theme()
    level = int(block.note or 0)
    paint_box(painter, rect, shown.color(_HEAT[max(0, min(4, level))]), shown.color("line"), shown.px(4))
    text = QRectF(rect.left(), rect.top(), rect.width(), rect.height())
    font, metrics = _font("small", True, shown.scale)
    painter.setFont(font)
    painter.setPen(shown.color("s1" if block.warned else "text"))
    wide = metrics.horizontalAdvance(block.title)
    painter.drawText(QPointF(text.center().x() - wide / 2, baseline(text, metrics)), block.title)


def paint_shade(painter: QPainter, rect: QRectF, shade: Shade) -> None:
    """Hatching with the reason in the middle."""
    shown = theme()
    pad = shown.px(4)
    box = rect.adjusted(pad, pad, -pad, -pad) if shade.whole else rect
    colour = QColor(shown.color("line-strong"))
    colour.setAlphaF(0.45)
    painter.save()
    paint_box(painter, box, shown.color("raised"), shown.color("line"), shown.px(4))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrushOrigin(box.topLeft())  # it scrolls with its cell
    painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), shown.px(4), shown.px(4))
    painter.restore()
    if not shade.words:
        return
    wide = _font("small", False, shown.scale)[1].horizontalAdvance(shade.words)
    pad = shown.px(6)
    high = shown.px(20)
    room = min(box.width() - 4, wide + 2 * pad)
    label = QRectF(box.center().x() - room / 2, box.center().y() - high / 2, room, high)
    paint_box(painter, label, shown.color("surface"), None, shown.px(4))
    words(painter, label.adjusted(pad, 0, -min(pad, 2), 0), shade.words, "text")


def paint_offer(painter: QPainter, rect: QRectF, text: str) -> None:
    """A free place: green, dashed, with a check."""
    _paint_dashed(painter, rect, text, "ok-soft", "ok", "check")


def paint_aim(painter: QPainter, rect: QRectF, text: str, fits: bool) -> None:
    """Where what is carried would go: green where it fits, red where it does not."""
    if fits:
        _paint_dashed(painter, rect, text, "ok-soft", "ok", "check", 2.0)
    else:
        _paint_dashed(painter, rect, text, "s1-soft", "s1", "circle-slash", 2.0)


def _paint_dashed(
    painter: QPainter, rect: QRectF, text: str, ground: str, ink: str, icon: str, width: float = 1.0
) -> None:
    shown = theme()
    px = shown.px
    paint_box(painter, rect, shown.color(ground), shown.color(ink), px(4), width, dashed=True)
    side = px(13)
    left = rect.left() + px(7)
    room = _font("small", False, shown.scale)[1].horizontalAdvance(text) + side + px(17)
    if rect.width() > room:
        paint_icon(painter, icon, ink, left, floor(rect.center().y() - side / 2), side)
        left += side + px(5)
    words(painter, QRectF(left, rect.top(), rect.right() - px(4) - left, rect.height()), text, ink)


def paint_ring(painter: QPainter, rect: QRectF) -> None:
    """The focus."""
    shown = theme()
    paint_box(painter, rect.adjusted(-1, -1, 1, 1), None, shown.color("focus"), shown.px(5), 2)


def paint_dim(painter: QPainter, rect: QRectF) -> None:
    """Let what cannot take it step back."""
    veil = QColor(theme().color("surface"))
    veil.setAlphaF(1 - DIMMED)
    painter.fillRect(rect, veil)


def paint_hours(painter: QPainter, rect: QRectF, sheet: Sheet, names: float) -> None:
    """The head of the day view: its hours."""
    px = theme().px
    begin, end = sheet.axis
    wide = rect.width() - names
    for hour in range(-(-begin // 60), end // 60 + 1):
        x = names + wide * (hour * 60 - begin) / max(1, end - begin)
        if x > rect.right() - px(24):
            break
        spot = QRectF(x + px(4), rect.top() + px(20), px(44), px(18))
        words(painter, spot, f"{hour:02d}:00", "muted")


def paint_rules(painter: QPainter, sheet: Sheet, names: float, width: float, top: int, bottom: int) -> None:
    """The hours and quarters of the day view, as lines from top to bottom."""
    shown = theme()
    begin, end = sheet.axis
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for minute in range(-(-begin // 60) * 60, end + 1, 60):
        x = round(names + (width - names) * (minute - begin) / max(1, end - begin))
        paint_line(painter, x, top, x, bottom)
    if sheet.now is not None and begin <= sheet.now <= end:
        x = round(names + (width - names) * (sheet.now - begin) / max(1, end - begin))
        painter.setPen(QPen(shown.color("accent"), 2))
        painter.drawLine(x, top, x, bottom)
