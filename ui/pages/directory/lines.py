"""Small lines and cards of the page of a home: people, pressable lines, chips of the place line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from models.directory.kinds import Person
from ui.language import TextsHolder
from ui.theme import fonts
from ui.theme.current import theme
from ui.theme.lettering import RIGHT, text_width
from ui.theme.paint import paint_box, paint_icon, paint_ring, paint_text
from ui.widgets.cards import Avatar, Card, Separator
from ui.widgets.controls import LinkButton
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.marks import Icon, Tag
from ui.widgets.themed import Themed

CONTACT_ICONS = {"phone": "phone", "email": "bell", "messaging": "message-square-text"}


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


class FactLine(QWidget):
    """An icon, words, and something quiet at the right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon, self._words = Icon("info", "muted", 16), Label("", wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._right = ElidedLabel("", "small", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        row.addWidget(self._right)

    def show_fact(self, icon: str, words: str, right: str, token: str = "muted") -> None:
        """Show it."""
        self._icon.set_icon(icon, token)
        self._words.set_text(words)
        self._right.set_text(right)
        self._right.setVisible(bool(right))


class PersonCard(Card):
    """A person: sign, name, as what, contacts, what to mind; what can be done with them."""

    opened = Signal(object)
    change_wanted = Signal(object)
    move_out_wanted = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName(name)
        self.person: Person | None = None
        self._avatar = Avatar("", px=36)
        self.name = LinkButton(strong=True)
        self.name.setObjectName(f"{name}.open")
        self._plain = ElidedLabel("", strong=True)
        self._as = ElidedLabel("", "small", "muted")
        self._care = Tag()
        self.change, self.out = LinkButton(), LinkButton()
        self.change.setObjectName(f"{name}.change")
        self.out.setObjectName(f"{name}.move_out")
        self._facts: list[FactLine] = []
        self._rule = Separator()
        self._lay_out()
        self.name.clicked.connect(self._open)
        self.change.clicked.connect(self._change)
        self.out.clicked.connect(self._move_out)

    def _lay_out(self) -> None:
        px = theme().px
        words = QVBoxLayout()
        words.setSpacing(0)
        first = QHBoxLayout()
        first.setSpacing(px(6))
        first.addWidget(self.name)
        first.addWidget(self._plain, 1)
        first.addWidget(self._care)
        first.addStretch(1)
        words.addLayout(first)
        words.addWidget(self._as)
        head = QHBoxLayout()
        head.setSpacing(px(10))
        head.addWidget(self._avatar)
        head.addLayout(words, 1)
        self.body.addLayout(head)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(px(6))
        self.body.addLayout(self._lines)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, px(2), 0, 0)
        foot.addWidget(self.change)
        foot.addWidget(self.out)
        foot.addStretch(1)
        self.body.addWidget(self._rule)
        self.body.addLayout(foot)

    def show_person(
        self, texts: TextsHolder, person: Person, line: str, *, leads: bool, may: bool
    ) -> None:
        """Show somebody. ``leads``: the name opens the person's own page."""
        self.person = person
        row = person.resident
        self._avatar.set_initials(row.name.strip()[:1].upper())
        self.name.set_text(row.name)
        self.name.setAccessibleName(row.name)
        self._plain.set_text(row.name)
        self.name.setVisible(leads)
        self._plain.setVisible(not leads)
        self._as.set_text(line)
        self._care.set_tag(texts.word("flag", "vulnerable") if row.vulnerable else "", "soon")
        self._care.setVisible(row.vulnerable)
        self._show_facts(texts, person)
        self.change.set_text(texts.t("Change"))
        self.out.set_text(texts.t("Move out"))
        stay = person.residency
        self.change.setVisible(may)
        self.out.setVisible(may and leads and stay is not None and stay.present)
        self._rule.setVisible(may)
        self.setAccessibleName(f"{row.name}, {line}")

    def _show_facts(self, texts: TextsHolder, person: Person) -> None:
        row = person.resident
        facts = [(CONTACT_ICONS.get(one.kind, "info"), one.value, one.label, "muted") for one in person.contacts]
        if not facts:
            facts.append(("phone", texts.t("No number is known"), "", "muted"))
        facts += [("info", hint, "", "muted") for hint in row.hints.splitlines() if hint.strip()]
        if row.access_needs:
            facts.append(("circle-alert", row.access_needs, "", "soon"))
        more = [row.age_group or "", row.occupation or ""]
        if row.language:
            more.append(texts.t("speaks {language}", language=_LANGUAGES.get(row.language, row.language)))
        if any(more):
            facts.append(("users", " · ".join(filter(None, more)), "", "muted"))
        while len(self._facts) < len(facts):
            line = FactLine(self)
            self._facts.append(line)
            self._lines.addWidget(line)
        for at, line in enumerate(self._facts):
            line.setVisible(at < len(facts))
            if at < len(facts):
                line.show_fact(*facts[at])

    def _open(self) -> None:
        if self.person is not None:
            self.opened.emit(self.person.resident.id)

    def _change(self) -> None:
        if self.person is not None:
            self.change_wanted.emit(self.person)

    def _move_out(self) -> None:
        if self.person is not None and self.person.residency is not None:
            self.move_out_wanted.emit(self.person.residency)


_LANGUAGES = {"zh_CN": "中文", "en": "English"}


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
