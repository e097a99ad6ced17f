"""The head of an order: what it is, where, whose, and by when."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from models.repairs.kinds import OPEN
from resources.texts import Texts
from ui.context import Context
from ui.pages.order.view import OrderView
from ui.shared.due import due_clock, left_words
from ui.shared.order_words import STATE_TAGS, state_words, where_words
from ui.theme.current import theme
from ui.widgets.controls import IconButton, LinkButton
from ui.widgets.icon_words import IconWords
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.marks import Ring, Tag

_TAGS = 4


class OrderHead(QWidget):
    """Title, tags, place, person, phone, case, due time. Says what is wanted; the page does it."""

    back = Signal()
    print_wanted = Signal()
    menu_wanted = Signal()
    case_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._view: OrderView | None = None
        self.setObjectName("order.head")
        self.back_link = LinkButton(icon="chevron-left", strong=True)
        self.back_link.setObjectName("order.back")
        self.line = ElidedLabel("", "small", "muted")
        self.line.setObjectName("order.line")
        self.print, self.more = IconButton("printer", px=15), IconButton("ellipsis", px=15)
        self.print.setObjectName("order.print")
        self.more.setObjectName("order.more")
        self.heading = ElidedLabel("", "page")
        self.heading.setObjectName("order.title")
        self.tags = [Tag() for _ in range(_TAGS)]
        self.where, self.who, self.phone = (
            IconWords("house"),
            IconWords("users-round"),
            IconWords("phone", elides=False),
        )
        self.case = LinkButton(icon="message-square-text", key="G")
        self.case.setObjectName("order.case")
        self.ring = Ring(40)
        self.due_label, self.due, self.due_at = (
            Label("", "small", "muted"),
            Label("", "heading"),
            Label("", "small", "muted"),
        )
        for button, signal in (
            (self.back_link, self.back),
            (self.print, self.print_wanted),
            (self.more, self.menu_wanted),
            (self.case, self.case_wanted),
        ):
            button.clicked.connect(signal)
        self._lay_out()

    def _lay_out(self) -> None:
        px = theme().px
        words = QVBoxLayout()
        words.setSpacing(px(3))
        for parts, space in (
            ((self.back_link, self.line, self.print, self.more), 4),
            ((self.heading, *self.tags), 8),
            ((self.where, self.who, self.phone, self.case), 16),
        ):
            line = QHBoxLayout()
            line.setSpacing(px(space))
            for widget in parts:
                line.addWidget(widget)
            line.addStretch(1)
            words.addLayout(line)
        clock = QGridLayout()
        clock.setHorizontalSpacing(px(12))
        clock.setVerticalSpacing(px(2))
        clock.addWidget(self.ring, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        for number, label in enumerate((self.due_label, self.due, self.due_at)):
            clock.addWidget(label, number, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(24))
        whole.addLayout(words, 1)
        whole.addLayout(clock)

    def show_order(self, view: OrderView) -> None:
        """Show an order."""
        self._view = view
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts = self._context.texts.current
        back = self._context.navigation.previous_title(self._context.texts.t)
        self.back_link.set_text(back or texts.t("Back"))
        self.back_link.setVisible(self._context.navigation.can_go_back)
        self.print.set_name(texts.t("Print the job slip (Ctrl+P)"))
        self.more.set_name(texts.t("More about this order"))
        if self._view is not None:
            self._say(texts, self._view)

    def _say(self, texts: Texts, view: OrderView) -> None:
        row, file = view.row, view.file
        made = texts.t(
            "made {when} by {name}",
            when=texts.when(row.created_at, view.zone, view.now),
            name=file.created_by or texts.t("the house itself"),
        )
        parts = (row.reference, texts.word("order_kind", row.kind), made)
        lead = "·  " if self._context.navigation.can_go_back else ""
        self.line.set_text(lead + "  ·  ".join(part for part in parts if part))
        self.heading.set_text(row.title)
        tags = [
            (texts.word("severity_tag", row.severity), row.severity),
            (state_words(texts, row), STATE_TAGS[row.state]),
        ]
        if file.return_of is not None:
            tags.append((texts.t("Return visit of {reference}", reference=file.return_of[1]), "soon"))
        if file.part_of is not None:
            tags.append((texts.t("Part of {reference}", reference=file.part_of[1]), "neutral"))
        for tag, shown in zip(self.tags, [*tags, *[("", "neutral")] * _TAGS], strict=False):
            tag.set_tag(*shown)
            tag.setVisible(bool(shown[0]))
        self.where.show_words(row.place, row.where_text if row.where_text != row.place else "")
        self.where.setVisible(bool(where_words(row)))
        self.who.show_words("", row.resident or file.contact_name)
        self.phone.show_words("", file.contact_phone)
        self.case.setVisible(row.complaint_id is not None)
        self.case.set_text(texts.t("Case {reference}", reference=row.case_reference))
        self.tick(view)

    def tick(self, view: OrderView) -> None:
        """Bring the clock up to date."""
        self._view = view
        texts, row = self._context.texts.current, view.row
        ended = row.finished_at or view.file.cancelled_at
        shown = row.due_at is not None or ended is not None
        self.ring.setVisible(shown)
        self.due_label.set_text(texts.t("Due") if row.due_at is not None and row.state in OPEN else "")
        self.due.set_text("")
        self.due_at.set_text("")
        if row.state not in OPEN:
            self.ring.set_clock(1.0, "done", state_words(texts, row))
            self.due_label.set_text(state_words(texts, row))
            self.due.set_text(texts.when(ended, view.zone, view.now) if ended is not None else "")
            self.due.set_token("ok" if view.file.cancelled_at is None else "muted")
        elif row.due_at is not None:
            clock = due_clock(row.created_at, row.due_at, view.now)
            left = left_words(texts, row.due_at, view.now)
            self.ring.set_clock(clock.fraction, clock.state, left)
            self.due.set_text(left)
            self.due.set_token(clock.token)
            self.due_at.set_text(texts.t("by {when}", when=texts.when(row.due_at, view.zone, view.now)))
