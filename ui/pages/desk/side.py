"""The right column: record a complaint, go on with what was put aside, what was promised for today."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.context import Context
from ui.language import TextsHolder
from ui.pages.desk.beside import Beside
from ui.pages.desk.feed import Answer
from ui.pages.desk.hand_over import HandOverCard
from ui.pages.desk.outages import OutageCards
from ui.theme import fonts
from ui.theme.current import theme
from ui.theme.lettering import text_width
from ui.theme.paint import key_size, paint_box, paint_icon, paint_key, paint_text
from ui.widgets.cards import Card, Scroller
from ui.widgets.keys import key_text
from ui.widgets.labels import Label
from ui.widgets.themed import Themed

WIDTH = 316
_SHOWN = 5


class RecordButton(Themed, QPushButton):
    """The large filled button: what it does, how it begins, its key."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("today.record")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._note, self._key = "", key_text("Ctrl+N")
        self.follow_theme()

    def set_words(self, title: str, note: str) -> None:
        """Set both lines."""
        self._note = note
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"{note} {self._key}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(280), theme().px(60))

    def paintEvent(self, event: QPaintEvent) -> None:
        shown, rect = theme(), self.rect().toRectF()
        px = shown.px
        painter = QPainter(self)
        plane = "fill-press" if self.isDown() else "fill-hover" if self.underMouse() else "fill"
        if self.hasFocus():
            paint_box(painter, rect, None, shown.color("focus"), px(10), 2)
            paint_box(painter, rect.adjusted(3, 3, -3, -3), shown.color(plane), None, px(8))
        else:
            paint_box(painter, rect, shown.color(plane), None, px(10))
        side = px(22)
        paint_icon(painter, "square-pen", "on-fill", px(16), (self.height() - side) / 2, side)
        key = key_size(self._key)
        spot = QRectF(self.width() - px(16) - key.width(), 0, key.width(), self.height())
        paint_key(painter, spot, self._key, on="fill")
        left = px(16) + side + px(12)
        room = spot.left() - left - px(8)
        heading, small = fonts.line_height("heading"), fonts.line_height("small")
        top = (self.height() - heading - small) / 2
        paint_text(painter, QRectF(left, top, room, heading), self.text(), "on-fill", "heading")
        paint_text(painter, QRectF(left, top + heading, room, small), self._note, "on-fill", "small")
        painter.end()


class BesideLine(Themed, QPushButton):
    """One line of a card, which leads somewhere."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.beside: Beside | None = None
        self.follow_theme()

    def set_beside(self, beside: Beside, spoken: str) -> None:
        """Show a line."""
        self.beside = beside
        self.setText(beside.words)
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        shown, px = theme(), theme().px
        if self.beside is None:
            return
        painter = QPainter(self)
        rect = self.rect().toRectF()
        plane = shown.color("hover") if self.underMouse() else None
        paint_box(painter, rect, plane, shown.color("focus") if self.hasFocus() else None, px(7), 2)
        token = "overdue" if self.beside.late else "text"
        spot = rect.adjusted(px(6), 0, -px(6), 0)
        lead = max(text_width(self.beside.lead, fonts.font("body", True)), px(40))
        paint_text(painter, spot, self.beside.lead, token, "body", True)
        paint_text(painter, spot.adjusted(lead + px(8), 0, 0, 0), self.beside.words, "muted")
        painter.end()


class BesideCard(Card):
    """A few lines under a heading; hidden while there are none."""

    wanted = Signal(object)

    def __init__(self, name: str, icon: str, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.setObjectName(name)
        self.set_icon(icon)
        self.body.setSpacing(0)
        self.lines: list[BesideLine] = []
        self._rest = Label("", "small", "muted", parent=self)
        self._rest.hide()
        self.body.addWidget(self._rest)
        self.hide()

    def retheme(self) -> None:
        super().retheme()
        self.body.setSpacing(0)

    def show_lines(self, besides: tuple[Beside, ...], rest: str) -> None:
        """Show these and no others; ``rest`` says how many there are beyond them."""
        while len(self.lines) < len(besides):
            line = BesideLine(self)
            line.setObjectName(f"{self.objectName()}.{len(self.lines) + 1}")
            line.clicked.connect(partial(self._chosen, line))
            self.body.insertWidget(len(self.lines), line)
            self.lines.append(line)
        for at, line in enumerate(self.lines):
            if at < len(besides):
                line.set_beside(besides[at], f"{besides[at].lead} {besides[at].words}")
            line.setVisible(at < len(besides))
        self._rest.set_text(rest)
        self._rest.setVisible(bool(rest))
        self.setVisible(bool(besides))

    def _chosen(self, line: BesideLine, _checked: bool = False) -> None:
        if line.beside is not None:
            self.wanted.emit(line.beside)


class SideColumn(Themed, QWidget):
    """The cards, one under the other."""

    wanted = Signal(object)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("today.side")
        inside = QWidget(self)
        self.record = RecordButton(inside)
        self.warnings = BesideCard("today.warnings", "triangle-alert", inside)
        self.outages = OutageCards(inside)
        self.hand_over = HandOverCard(context, inside)
        self.drafts = BesideCard("today.drafts", "folder", inside)
        self.promises = BesideCard("today.promises", "phone-outgoing", inside)
        self.repairs = BesideCard("today.repairs", "wrench", inside)
        self._cards = QVBoxLayout(inside)
        for widget in (
            self.record, self.warnings, self.outages, self.hand_over, self.repairs, self.drafts, self.promises,
        ):  # fmt: skip
            self._cards.addWidget(widget)
        self._cards.addStretch(1)
        self.outages.wanted.connect(self._open_incident)
        for card in (self.warnings, self.drafts, self.promises, self.repairs):
            card.wanted.connect(self.wanted)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(Scroller(inside, self))
        self.follow_theme()

    def retheme(self) -> None:
        px = theme().px
        self._cards.setContentsMargins(px(20), px(16), 0, px(16))
        self._cards.setSpacing(px(12))

    def retranslate(self, texts: TextsHolder) -> None:
        """Set the words that do not depend on what there is."""
        self.setAccessibleName(texts.t("Beside"))
        self.record.set_words(texts.t("Record a complaint"), texts.t("The home first; the rest follows"))

    def _open_incident(self, ident: int) -> None:
        self.wanted.emit(Beside("incidents", (("id", ident),), "", ""))

    def show_answer(self, texts: TextsHolder, answer: Answer) -> None:
        """Show what there is; a card without lines is not there."""
        drafts, promises, warnings = (
            answer.drafts[:_SHOWN],
            answer.promises[:_SHOWN],
            answer.warnings[:_SHOWN],
        )
        self.warnings.set_heading(texts.t("Warnings"), texts.current.number(answer.warned.count))
        self.warnings.set_heading_token("overdue" if answer.warned.grave else "text")
        self.warnings.show_lines(warnings, _rest(texts, answer.warned.count - len(warnings)))
        self.outages.show_rows(texts.current, answer.outages, answer.now, answer.question.zone)
        self.drafts.set_heading(texts.t("Drafts put aside"), texts.current.number(len(answer.drafts)))
        self.drafts.show_lines(drafts, _rest(texts, len(answer.drafts) - len(drafts)))
        self.promises.set_heading(texts.t("Promised for today"), texts.current.number(answer.promised))
        self.promises.show_lines(promises, _rest(texts, answer.promised - len(promises)))
        self.repairs.set_heading(texts.t("Repairs"), texts.current.number(answer.repairs.count))
        self.repairs.show_lines(answer.repairs.lines, answer.repairs.rest)


def _rest(texts: TextsHolder, n: int) -> str:
    return texts.n("and {n} more", "and {n} more", n) if n > 0 else ""
