"""Common parts: the list at the left, the chosen one and what moved it at the right."""

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
from ui.pages.parts.book import PartsBook
from ui.pages.parts.data import Shelf, looking_for
from ui.shared.places_and_money import money_sign
from ui.widgets.controls import PrimaryButton
from ui.widgets.page_head import PageHead


class PartsPage(Page):
    """Everybody looks; who manages the crew changes."""

    topics = frozenset({"part", "setting"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("parts")
        self._shelf = Shelf()
        self._part: int | None = None
        self.add = PrimaryButton(icon="plus", key="A")
        self.add.setObjectName("parts.add")
        self.head = PageHead(self.add)
        self.book = PartsBook(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.book, 1)
        self.add.clicked.connect(self.book.add)
        self.book.asked.connect(self.refresh)
        self.connect_to(context.desk.changed, self._rights_changed)
        self._add_commands()
        self.retranslate()
        self._rights_changed()

    def _add_commands(self) -> None:
        add, book = self.context.commands.add, self.book
        add(book.list, Command("parts.add", N_("Add a part"), "A", book.add, scope=Scope.PANE, hint=True,
                               icon="plus", enabled=self._may))  # fmt: skip
        add(self, Command("parts.save", N_("Save"), "Ctrl+S", book.save, scope=Scope.PAGE, enabled=self._may))
        add(
            self,
            Command("parts.search", N_("Search parts"), "Ctrl+F", self._search, scope=Scope.PAGE, hint=True),
        )

    def shown(self, **params: object) -> None:
        part = str(params.get("id", ""))  # a link brings it as text
        if part.isdecimal():
            self._part = int(part)
            self.mark_stale()
        self.book.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        self.query(looking_for(*self.book.question()), self._show, key="parts")

    def retranslate(self) -> None:
        texts = self.context.texts
        self.head.set_title(texts.t("Parts"))
        self._say_line()
        self.add.set_text(texts.t("Add a part"))
        self.book.retranslate()

    def hints(self) -> Sequence[Hint]:
        return (Hint(("↑", "↓"), N_("choose")), Hint(("Enter",), N_("change")))

    def panes(self) -> Sequence[QWidget]:
        return (self.book.search, self.book.list, self.book.panel)

    def escape(self) -> bool:
        if self.book.escape():
            return True
        if self.book.search.text():
            self.book.search.clear()
            self.refresh()
            return True
        return False

    def _show(self, found: Shelf) -> None:
        self._shelf = found
        sign, digits = money_sign(self.context.texts.current, found.currency)
        self.book.take_currency(found.currency, sign, digits)
        if self._part is not None:
            self.book.keep()
            self.book.shown, self._part = self._part, None
            self.book.show_rows(found.rows)
            self.book.show_again()
        else:
            self.book.show_rows(found.rows)
        self._say_line()

    def _say_line(self) -> None:
        texts, short = self.context.texts, self._shelf.short
        if short:
            self.head.set_sentence(texts.n("{n} part is short.", "{n} parts are short.", short))
        else:
            self.head.set_sentence(texts.t("Nothing is short."))

    def _search(self) -> None:
        self.book.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.book.search.selectAll()

    def _may(self) -> bool:
        return self.context.desk.may(Permission.MANAGE_CREW)

    def _rights_changed(self) -> None:
        self.add.setVisible(self._may())
        self.book.show_panel()
