"""The cards of what is off: what, until when, the line to say, and how many have asked. For the side of Today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.core.permissions import Permission
from models.incidents.kinds import IncidentRow, IncidentState
from resources.texts import Texts
from ui.base.page import Page
from ui.shared.incident_dialog import declare
from ui.shared.incident_words import count_words, incident_icon, incident_title, is_late, said, until_words
from ui.theme.current import theme
from ui.theme.paint import paint_box
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.marks import Icon
from ui.widgets.planes import Plane
from ui.widgets.themed import Themed

SHOWN = 3
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class OutageCard(Plane):
    """One incident; Enter or a click opens it."""

    opened = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__("surface", 10, parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.incident_id = 0
        self._icon = Icon("droplet-off", "muted", 17, self)
        self._title = ElidedLabel("", strong=True, parent=self)
        self._until = Label("", "small", "muted", parent=self)
        self.say = Label("", token="muted", wrap=True, parent=self)
        self._count = Label("", "small", "muted", wrap=True, parent=self)
        self._head = QHBoxLayout()
        self._head.addWidget(self._icon)
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._until)
        self._box = QVBoxLayout(self)
        self._box.addLayout(self._head)
        self._box.addWidget(self.say)
        self._box.addWidget(self._count)
        self.follow_theme()

    def retheme(self) -> None:
        px = theme().px
        self._box.setContentsMargins(px(14), px(12), px(14), px(12))
        self._box.setSpacing(px(5))
        self._head.setSpacing(px(8))

    def show_row(self, texts: Texts, row: IncidentRow, now: datetime, zone: tzinfo) -> None:
        """Show an incident."""
        self.incident_id = row.id
        proposed = row.state == IncidentState.PROPOSED
        title, until = incident_title(texts, row), until_words(texts, row, now, zone)
        self._icon.set_icon(incident_icon(row), "soon" if proposed else "muted")
        self._title.set_text(title)
        self._until.set_text(until)
        self._until.set_token("overdue" if is_late(row, now) else "muted")
        self._until.setVisible(bool(until))
        self.say.set_text(
            texts.t("One cause? Accept it or dismiss it.") if proposed else said(texts, row.say)
        )
        self._count.set_text(_asked(texts, row))
        spoken = (title, until, self.say.text(), self._count.text())
        self.setAccessibleName(", ".join(words for words in spoken if words))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit(self.incident_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.opened.emit(self.incident_id)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            paint_box(painter, self.rect().toRectF(), None, theme().color("focus"), theme().px(10), 2)
            painter.end()


class OutageCards(Themed, QWidget):
    """The latest of them, one under the other; not there while nothing is off. ``wanted`` carries an incident's id."""

    wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("today.outages")
        self.cards: list[OutageCard] = []
        self._rest = Label("", "small", "muted", parent=self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._rest)
        self.hide()
        self.follow_theme()

    def retheme(self) -> None:
        self._column.setSpacing(theme().px(12))

    def show_rows(self, texts: Texts, rows: Sequence[IncidentRow], now: datetime, zone: tzinfo) -> None:
        """Show these live incidents."""
        shown = rows[:SHOWN]
        while len(self.cards) < len(shown):
            card = OutageCard(f"today.outages.{len(self.cards) + 1}", self)
            card.opened.connect(self.wanted)
            self._column.insertWidget(len(self.cards), card)
            self.cards.append(card)
        for at, card in enumerate(self.cards):
            card.setVisible(at < len(shown))
            if at < len(shown):
                card.show_row(texts, shown[at], now, zone)
        rest = len(rows) - len(shown)
        self._rest.set_text(texts.n("and {n} more", "and {n} more", rest))
        self._rest.setVisible(rest > 0)
        self.setVisible(bool(rows))


def declare_outage(page: Page) -> None:
    """Ask what is off and declare it; its card follows."""
    if page.context.desk.may(Permission.RECORD):
        declare(page)


def _asked(texts: Texts, row: IncidentRow) -> str:
    """``7 households have asked, in 3 cases``: two figures that are not the same."""
    if not row.cases:
        return count_words(texts, row)
    cases = texts.n("{n} case", "{n} cases", row.cases)
    return texts.n(
        "{n} household has asked, {cases}", "{n} households have asked, {cases}", row.households, cases=cases
    )
