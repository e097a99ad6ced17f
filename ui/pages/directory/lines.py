"""Small lines of the page of a home: lines that lead somewhere, chips of the place line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import fonts
from ui.theme.current import theme
from ui.theme.lettering import RIGHT, text_width
from ui.theme.paint import paint_box, paint_icon, paint_ring, paint_text
from ui.widgets.flow import FlowLayout
from ui.widgets.themed import Themed


@dataclass(frozen=True)
class LineLook:
    """A line: strong words, quiet words, words at the right; an icon or a ring before them."""

    strong: str
    words: str = ""
    right: str = ""
    token: str = "muted"
    icon: str = ""
    ring: tuple[float, str] | None = None
    spoken: str = ""


class PressLine(Themed, QPushButton):
    """One line that leads somewhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = LineLook("")
        self.key: object = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.follow_theme()

    def show_look(self, look: LineLook) -> None:
        """Show other words."""
        self._look = look
        spoken = look.spoken or ", ".join(filter(None, (look.strong, look.words, look.right)))
        self.setText(look.strong)
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(80), theme().px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        shown, px, look = theme(), theme().px, self._look
        painter = QPainter(self)
        rect = self.rect().toRectF()
        if self.hasFocus():
            paint_box(painter, rect, None, shown.color("focus"), px(7), 2)
        elif self.underMouse():
            paint_box(painter, rect, shown.color("hover"), None, px(7))
        spot = rect.adjusted(px(8), 0, -px(8), 0)
        side = px(16)
        if look.ring is not None:
            spot_ring = spot.adjusted(0, (rect.height() - side) / 2, 0, 0)
            spot_ring.setSize(QSize(side, side).toSizeF())
            paint_ring(painter, spot_ring, *look.ring)
            spot.adjust(side + px(8), 0, 0, 0)
        elif look.icon:
            paint_icon(painter, look.icon, "muted", spot.left(), (rect.height() - side) / 2, side)
            spot.adjust(side + px(8), 0, 0, 0)
        if look.right:
            paint_text(painter, spot, look.right, look.token, "small", None, RIGHT)
            spot.adjust(0, 0, -text_width(look.right, fonts.font("small")) - px(10), 0)
        if look.strong:
            width = paint_text(painter, spot, look.strong, "text", "body", bool(look.words) and not look.ring)
            spot.adjust(width + px(8), 0, 0, 0)
        paint_text(painter, spot, look.words, "muted")
        painter.end()


class LineList(QWidget):
    """Lines one below the other; widgets are used again."""

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.lines: list[PressLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_lines(self, lines: Sequence[tuple[object, LineLook]]) -> None:
        """Show these (key, look), and no others; a key of ``None`` leads nowhere."""
        while len(self.lines) < len(lines):
            line = PressLine(self)
            line.setObjectName(f"{self.objectName()}.{len(self.lines)}")
            line.clicked.connect(self._clicked)
            self.lines.append(line)
            self._column.addWidget(line)
        for at, line in enumerate(self.lines):
            line.setVisible(at < len(lines))
            if at < len(lines):
                line.key = lines[at][0]
                line.setEnabled(line.key is not None)
                line.show_look(lines[at][1])

    def _clicked(self) -> None:
        line = self.sender()
        if isinstance(line, PressLine) and line.key is not None:
            self.chosen.emit(line.key)


class PlaceChips(QWidget):
    """The homes above and below, as small buttons; the present one cannot be pressed."""

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._flow = FlowLayout(self, theme().px(6), theme().px(6))
        self.chips: list[PlaceChip] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_places(self, places: Sequence[tuple[int, str, int, bool, str]]) -> None:
        """Show (id, label, open cases, present one, spoken)."""
        while len(self.chips) < len(places):
            chip = PlaceChip(self)
            chip.setObjectName(f"{self.objectName()}.{len(self.chips)}")
            chip.clicked.connect(self._clicked)
            self.chips.append(chip)
            self._flow.addWidget(chip)
        for at, chip in enumerate(self.chips):
            chip.setVisible(at < len(places))
            if at < len(places):
                chip.show_place(*places[at])
        self.updateGeometry()

    def _clicked(self) -> None:
        chip = self.sender()
        if isinstance(chip, PlaceChip):
            self.chosen.emit(chip.place_id)


class PlaceChip(Themed, QPushButton):
    """A home of the place line, with how many of its cases are open."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.place_id = 0
        self._open, self._here = 0, False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.follow_theme()

    def show_place(self, place_id: int, label: str, open_cases: int, here: bool, spoken: str) -> None:
        """Show a home."""
        self.place_id, self._open, self._here = place_id, open_cases, here
        self.setText(label)
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.setEnabled(not here)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        px = theme().px
        figure = text_width(str(self._open), fonts.font("small", True)) + px(5) if self._open else 0
        return QSize(text_width(self.text(), fonts.font("small", True)) + figure + px(20), px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        shown, px = theme(), theme().px
        painter = QPainter(self)
        rect = self.rect().toRectF()
        fill = "selected" if self._here else "hover" if self.underMouse() else "surface"
        border = "focus" if self.hasFocus() else "accent-line" if self._here else "line-strong"
        paint_box(painter, rect, shown.color(fill), shown.color(border), px(7), 2 if self.hasFocus() else 1)
        spot = rect.adjusted(px(10), 0, -px(8), 0)
        token = "accent" if self._here else "text"
        width = paint_text(painter, spot, self.text(), token, "small", self._here)
        if self._open:
            paint_text(painter, spot.adjusted(width + px(5), 0, 0, 0), str(self._open), "soon", "small", True)
        painter.end()
