"""The columns of the list: words, widths, groups, order; and how a row is painted."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from models.complaints.kinds import Sort
from resources.texts import N_
from ui.language import TextsHolder
from ui.pages.complaints.lines import CaseLine
from ui.shared.case_rows import paint_due
from ui.theme.current import theme
from ui.theme.lettering import paint_hits, paint_text
from ui.theme.paint import paint_avatar, paint_steps, paint_tag
from ui.theme.palette import Theme
from ui.widgets.lists import Column, ListRow, RowDelegate, RowState

SORTS: Mapping[str, Sort] = {
    "severity": Sort.SEVERITY,
    "reference": Sort.REFERENCE,
    "received": Sort.RECEIVED,
    "due": Sort.DUE,
}
SORTED_COLUMN = {sort: column for column, sort in SORTS.items()}

TITLES: Mapping[str, str] = {
    "severity": N_("Severity"),
    "reference": N_("Reference"),
    "title": N_("What happened"),
    "category": N_("Category"),
    "unit": N_("Unit"),
    "resident": N_("Resident"),
    "channel": N_("Channel"),
    "kind": N_("Kind"),
    "steps": N_("Steps"),
    "status": N_("Status"),
    "handler": N_("Handler"),
    "received": N_("Received"),
    "due": N_("Next due"),
}
# group, width, bold, colour; the title takes what is left
_SHAPES: Mapping[str, tuple[str, int, bool, str]] = {
    "severity": (N_("Case"), 40, False, "text"),
    "reference": (N_("Case"), 84, False, "muted"),
    "title": (N_("Case"), 200, False, "text"),
    "category": (N_("Case"), 112, False, "muted"),
    "unit": (N_("Home"), 66, True, "text"),
    "resident": (N_("Home"), 108, False, "muted"),
    "channel": (N_("Receipt"), 84, False, "muted"),
    "kind": (N_("Receipt"), 84, False, "muted"),
    "steps": (N_("Progress"), 102, False, "muted"),
    "status": (N_("Progress"), 74, False, "muted"),
    "handler": (N_("Progress"), 32, False, "muted"),
    "received": (N_("Clock"), 96, False, "muted"),
    "due": (N_("Clock"), 116, False, "muted"),
}
_MOST_BARS = 200
_WITHOUT_TITLE = ("severity", "handler")


def columns(texts: TextsHolder, names: tuple[str, ...]) -> tuple[Column, ...]:
    """The columns of these names, in the language of now."""
    made = []
    for name in names:
        group, width, strong, token = _SHAPES[name]
        title = "" if name in _WITHOUT_TITLE else texts.t(TITLES[name])
        made.append(
            Column(
                name,
                title,
                width,
                stretch=name == "title",
                group=texts.t(group),
                strong=strong,
                token=token,
                sortable=name in SORTS,
            )
        )
    return tuple(made)


class CaseDelegate(RowDelegate):
    """Paints a case at once: tag, words with their hits, the eight segments, who handles it, the clock."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bars: dict[tuple[str, int, Theme, float], QPixmap] = {}

    def paint_row(self, painter: QPainter, rect: QRectF, row: ListRow, state: RowState) -> None:
        line = row.row
        if self.view is None or not isinstance(line, CaseLine):
            return
        for column, text in zip(self.view.paged.columns, row.cells, strict=False):
            spot = self.cell_rect(column.key, rect)
            if spot.isEmpty():
                continue
            paint = _PAINTERS.get(column.key)
            if paint is not None:
                paint(painter, spot, line)
            elif column.key == "steps":
                self._paint_steps(painter, spot, line.case.steps)
            else:
                paint_text(painter, spot, text, column.token, "body", column.strong)

    def _paint_steps(self, painter: QPainter, spot: QRectF, steps: str) -> None:
        """Eight little boxes for each row are dear; cases look alike, so the bar is kept as a picture."""
        shown = theme()
        width, height = min(int(spot.width()), shown.px(90)), shown.px(5)
        ratio = painter.device().devicePixelRatio()
        key = (steps, width, shown, ratio)
        bar = self._bars.get(key)
        if bar is None:
            if len(self._bars) >= _MOST_BARS:
                self._bars.clear()
            bar = self._bars[key] = _bar(steps, width, height, ratio)
        painter.drawPixmap(QPointF(spot.left(), round(spot.center().y() - height / 2)), bar)


def _bar(steps: str, width: int, height: int, ratio: float) -> QPixmap:
    bar = QPixmap(round(width * ratio), round(height * ratio))
    bar.setDevicePixelRatio(ratio)
    bar.fill(Qt.GlobalColor.transparent)
    painter = QPainter(bar)
    paint_steps(painter, QRectF(0, 0, width, height), steps)
    painter.end()
    return bar


def _tag(painter: QPainter, spot: QRectF, line: CaseLine) -> None:
    paint_tag(painter, spot, line.tag, line.case.severity)


def _reference(painter: QPainter, spot: QRectF, line: CaseLine) -> None:
    paint_hits(painter, spot, line.case.reference, line.reference_hits, token="muted")


def _title(painter: QPainter, spot: QRectF, line: CaseLine) -> None:
    paint_hits(painter, spot, line.case.title, line.title_hits)


def _unit(painter: QPainter, spot: QRectF, line: CaseLine) -> None:
    paint_hits(painter, spot, line.unit, line.unit_hits, strong=True)


def _resident(painter: QPainter, spot: QRectF, line: CaseLine) -> None:
    paint_hits(painter, spot, line.resident, line.resident_hits, token="muted")


def _handler(painter: QPainter, spot: QRectF, line: CaseLine) -> None:
    if line.initials:
        side = theme().px(22)
        disc = QRectF(spot.left() - theme().px(2), spot.center().y() - side / 2, side, side)
        paint_avatar(painter, disc, line.initials, None, line.mine)


def _due(painter: QPainter, spot: QRectF, line: CaseLine) -> None:
    paint_due(painter, spot, line.due)


_PAINTERS: Mapping[str, Callable[[QPainter, QRectF, CaseLine], None]] = {
    "severity": _tag,
    "reference": _reference,
    "title": _title,
    "unit": _unit,
    "resident": _resident,
    "handler": _handler,
    "due": _due,
}
