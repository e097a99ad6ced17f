"""Work that comes back by itself: the plans at the left, the chosen one with its next days at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.core.permissions import Permission
from resources.texts import N_
from ui.base.page import Page
from ui.base.screen import Hint
from ui.commands import Command, Scope
from ui.context import Context
from ui.pages.recurring.book import RecurringBook
from ui.pages.recurring.data import Plans, plans_of
from ui.widgets.controls import PrimaryButton
from ui.widgets.page_head import PageHead


class RecurringPage(Page):
    """Everybody looks; who manages the crew changes."""

    topics = frozenset({"recurring_plan", "skill", "technician", "place", "setting", "work_order"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("recurring_page")
        self._plans = Plans()
        self._wanted: int | None = None
        self.add = PrimaryButton(icon="plus", key="A")
        self.add.setObjectName("recurring.add")
        self.head = PageHead(self.add)
        self.book = RecurringBook(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.book, 1)
        self.add.clicked.connect(self.book.add)
        self.connect_to(context.desk.changed, self._rights_changed)
        add, book = context.commands.add, self.book
        add(book.list, Command("recurring.add", N_("Add recurring work"), "A", book.add, scope=Scope.PANE, hint=True,
                               icon="plus", enabled=self._may))  # fmt: skip
        add(
            self,
            Command("recurring.save", N_("Save"), "Ctrl+S", book.save, scope=Scope.PAGE, enabled=self._may),
        )
        self.retranslate()
        self._rights_changed()

    def shown(self, **params: object) -> None:
        wanted = str(params.get("id", ""))  # a link brings it as text
        if wanted.isdecimal():
            self._wanted = int(wanted)
            self.mark_stale()
        self.book.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        self.query(plans_of, self._show, key="plans")

    def retranslate(self) -> None:
        texts = self.context.texts
        self.head.set_title(texts.t("Recurring work"))
        self._say_line()
        self.add.set_text(texts.t("Add recurring work"))
        self.book.retranslate()

    def hints(self) -> Sequence[Hint]:
        return (Hint(("↑", "↓"), N_("choose")), Hint(("Enter",), N_("change")))

    def panes(self) -> Sequence[QWidget]:
        return (self.book.list, self.book.panel)

    def escape(self) -> bool:
        return self.book.escape()

    def _show(self, found: Plans) -> None:
        self._plans = found
        if self._wanted is not None:
            self.book.keep()
            self.book.shown = self._wanted
        self.book.show_plans(found)
        if self._wanted is not None:
            self._wanted = None
            self.book.show_again()
        self._say_line()

    def _say_line(self) -> None:
        texts, running = self.context.texts, self._plans.running
        words = texts.n("{n} plan makes orders by itself.", "{n} plans make orders by themselves.", running)
        self.head.set_sentence(words if running else texts.t("Nothing comes back by itself yet."))

    def _may(self) -> bool:
        return self.context.desk.may(Permission.MANAGE_CREW)

    def _rights_changed(self) -> None:
        self.add.setVisible(self._may())
        self.book.show_panel()
