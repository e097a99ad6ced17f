"""One of a few: all of them in sight, side by side in one frame."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.theme import fonts
from ui.theme.current import theme
from ui.theme.lettering import CENTRE
from ui.theme.paint import paint_box, paint_line, paint_text, text_width
from ui.widgets.roving import PartButton, RovingGroup

_HEIGHT = 32
_PAINTED = {"accent": ("selected", "accent"), "neutral": ("s3-soft", "text")}


class _Segment(PartButton):
    """One segment; the frame around all is painted by the group."""

    def __init__(self, code: object, parent: Segmented) -> None:
        super().__init__(code, parent)
        self._group = parent
        self.first = self.last = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.follow_theme()

    def sizeHint(self) -> QSize:
        # Room for the strong face, so that choosing moves nothing.
        width = text_width(self.text(), fonts.font("body", True))
        return QSize(width + theme().px(20), theme().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(text_width(self.text(), fonts.font("body", True)) + theme().px(8), theme().px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = theme()
        painter = QPainter(self)
        rect = self.rect().toRectF()
        plane, ink = self._group.colours()
        if self.isChecked() or (self.underMouse() and self.isEnabled()):
            radius = shown.px(7) - 1.0
            left, right = (radius if self.first else 0.0), (radius if self.last else 0.0)
            inner = rect.adjusted(1 if self.first else 0, 1, -1 if self.last else 0, -1)
            fill = shown.color(plane if self.isChecked() else "hover")
            paint_box(painter, inner, fill, None, (left, right, right, left))
        if not self.first:
            paint_line(painter, 0, 1, 0, self.height() - 2, "line-strong")
        token = "faint" if not self.isEnabled() else ink if self.isChecked() else "muted"
        spot = rect.adjusted(3, 0, -3, 0)
        paint_text(painter, spot, self.text(), token, "body", self.isChecked(), CENTRE)
        if self._group.focused_part() is not None:
            self._group.paint_ring_part(painter, self)
        painter.end()


class Segmented(RovingGroup):
    """An exclusive choice. Arrows choose at once, digits 1 to 9 too; the value is a code, or None."""

    changed = Signal(object)
    committed = Signal()

    def __init__(
        self,
        options: Iterable[tuple[object, str]] = (),
        prefix: str = "",
        tone: str = "accent",
        equal: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._options: tuple[tuple[object, str], ...] = ()
        self._prefix, self._tone, self._equal = prefix, tone, equal
        self._value: object = None
        self._row = QHBoxLayout(self)
        self._row.setSpacing(0)
        self._row.setContentsMargins(0, 0, 0, 0)
        horizontal = QSizePolicy.Policy.Expanding if equal else QSizePolicy.Policy.Fixed
        self.setSizePolicy(horizontal, QSizePolicy.Policy.Fixed)
        self.objectNameChanged.connect(self._name_parts)
        self.follow_theme()
        self.set_options(options)

    def set_options(self, options: Iterable[tuple[object, str]]) -> None:
        """Set codes and labels; the same codes in other words keep buttons, value and focus."""
        fresh = tuple((code, label) for code, label in options)
        if fresh == self._options:
            return
        if [code for code, _ in fresh] != [code for code, _ in self._options]:
            self._rebuild([code for code, _ in fresh])
        self._options = fresh
        for part, (_, label) in zip(self._parts, fresh, strict=True):
            part.set_words(label)
            part.updateGeometry()
        self._show_value()

    def _rebuild(self, codes: list[object]) -> None:
        for part in self._parts:
            self._row.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []
        for index, code in enumerate(codes):
            segment = _Segment(code, self)
            segment.first, segment.last = index == 0 and not self._prefix, index == len(codes) - 1
            segment.chosen.connect(self._choose)
            self._parts.append(segment)
            self._row.addWidget(segment, int(self._equal))
        self._take_place()
        self._name_parts()

    def set_prefix(self, text: str) -> None:
        """Show a word in front, inside the frame."""
        if text != self._prefix:
            self._prefix = text
            self.retheme()

    def button(self, code: object) -> PartButton | None:
        return self.part_for(code)

    def value(self) -> object:
        return self._value

    def set_value(self, value: object) -> None:
        if value != self._value:
            self._value = value
            self._show_value()

    def set_error_state(self, wrong: bool) -> None:
        if bool(self.property("error")) != wrong:
            self.setProperty("error", wrong)
            self.update()

    def colours(self) -> tuple[str, str]:
        return _PAINTED[self._tone]

    def _show_value(self) -> None:
        for part in self._parts:
            part.setChecked(part.code == self._value)
        chosen = [index for index, part in enumerate(self._parts) if part.isChecked()]
        self._be_reached(chosen[0] if chosen else 0)

    def _choose(self, code: object) -> None:
        news = code != self._value
        self._value = code
        self._show_value()
        if news:
            self.changed.emit(code)
            self.committed.emit()

    def _walk(self, index: int) -> None:
        # From nothing chosen, the first arrow chooses where it stands.
        at = index if self._value is not None else self._reach
        self._be_reached(at, take_focus=True)
        self._choose(self._parts[at].code)

    def _strike(self, index: int) -> None:
        self._be_reached(index, take_focus=True)
        self._choose(self._parts[index].code)

    def _prefix_width(self) -> int:
        return text_width(self._prefix, fonts.font("small")) + theme().px(20) if self._prefix else 0

    def retheme(self) -> None:
        self._row.setContentsMargins(self._prefix_width(), 0, 0, 0)
        self.setFixedHeight(theme().px(_HEIGHT))
        for index, part in enumerate(self._parts):
            if isinstance(part, _Segment):
                part.first = index == 0 and not self._prefix
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = theme()
        painter = QPainter(self)
        border = "s1" if self.property("error") else "line-strong"
        rect = self.rect().toRectF()
        ground = shown.color("surface" if self.isEnabled() else "sunken")
        paint_box(painter, rect, ground, shown.color(border), shown.px(7))
        if self._prefix:
            spot = QRectF(1, 1, self._prefix_width() - 1, self.height() - 2)
            corner = shown.px(7) - 1.0
            paint_box(painter, spot, shown.color("raised"), None, (corner, 0.0, 0.0, corner))
            paint_text(painter, spot, self._prefix, "muted", "small", None, CENTRE)
        if self.focused_part() is not None:
            paint_box(painter, rect, None, shown.color("focus"), shown.px(7), 2)
        painter.end()

    def paint_ring_part(self, painter: QPainter, part: QWidget) -> None:
        """Paint the piece of the focus ring that lies over one segment."""
        ring = self.rect().toRectF().translated(-part.x(), -part.y())
        paint_box(painter, ring, None, theme().color("focus"), theme().px(7), 2)
