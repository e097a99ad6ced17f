"""The list of parts and the one that is chosen, with what moved it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout

from models.core.permissions import Permission
from models.stock import actions
from models.stock.kinds import PartDraft, PartRow
from resources.texts import Texts
from ui.base.page import Page
from ui.pages.parts.asking import Asking
from ui.pages.parts.form import PartForm
from ui.pages.parts.moves import MoveList
from ui.shared.book import Book
from ui.theme.paint import RIGHT, paint_text
from ui.widgets.choices import Segmented
from ui.widgets.controls import Button, QuietButton
from ui.widgets.fields import LineField
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Label
from ui.widgets.lists import Column, ListRow, RowDelegate, RowState

_ROW = 44


class PartDelegate(RowDelegate):
    """Name and code in the first column; the count of what is short is red."""

    def paint_row(self, painter: QPainter, rect: QRectF, row: ListRow, state: RowState) -> None:
        part = row.row
        assert isinstance(part, PartRow)
        name = self.cell_rect("name", rect)
        ink = "text" if part.active else "faint"
        paint_text(painter, self.line_of(name, 0), row.cells[0], ink, "body", True)
        paint_text(painter, self.line_of(name, 1), row.cells[4], "muted", "small")
        for at, key, token in (
            (1, "count", "overdue" if part.short else ink),
            (2, "minimum", "muted"),
            (3, "state", "soon"),
        ):
            spot = self.cell_rect(key, rect)
            if spot.isEmpty():
                continue
            if key == "state":
                paint_text(painter, spot, row.cells[at], token, "small")
            else:
                strong = key == "count" and part.short
                paint_text(painter, spot, row.cells[at], token, "body", strong, RIGHT)


class PartsBook(Book):
    """Parts, the short ones first. ``asked`` says that another question is put to the store."""

    asked = Signal()

    def __init__(self, page: Page) -> None:
        form = PartForm(page.context)
        delegate = PartDelegate()
        delegate.set_heights(row=_ROW)
        super().__init__(page, "parts", form, delegate)
        self._prices = form
        self.search = LineField(icon="search")
        self.search.setObjectName("parts.search")
        self.which = Segmented(equal=False)
        self.which.setObjectName("parts.which")
        self.which.set_value("all")
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 6, 12, 6)
        bar.setSpacing(12)
        bar.addWidget(self.search, 1)
        bar.addWidget(self.which)
        self.above.addLayout(bar)
        self.moves = MoveList(page)
        self.stock = Label("", "lead")
        self.stock.setObjectName("parts.stock")
        self._buttons: dict[str, Button] = {}
        self._asking = Asking(self)
        self._add_deeds()
        self.search.changed.connect(self._ask)
        self.which.changed.connect(self._ask)

    def _add_deeds(self) -> None:
        asking = self._asking
        row = FlowLayout(None, 8)
        deeds: dict[str, Callable[[], None]] = {
            "count": asking.count,
            "bought": asking.bought,
            "lost": asking.lost,
        }
        for name, deed in deeds.items():
            button = Button(size="small")
            button.setObjectName(f"parts.do_{name}")
            button.clicked.connect(deed)
            self._buttons[name] = button
            row.addWidget(button)
        self.panel.below.addWidget(self.stock)
        self.panel.below.addLayout(row)
        self.panel.below.addWidget(self.moves)
        self.retire = QuietButton()
        self.retire.setObjectName("parts.retire")
        self.retire.clicked.connect(self._retire)
        self.panel.add_deed(self.retire)

    def _ask(self, _value: object) -> None:
        self.asked.emit()

    def question(self) -> tuple[str, str]:
        """What is looked for, and among which parts: all, short, retired."""
        return self.search.text().strip(), str(self.which.value())

    def take_currency(self, currency: str, sign: str, digits: int) -> None:
        """Prices are in the property's currency."""
        self._asking.currency = currency
        self._prices.set_currency(sign, digits)

    def may(self) -> bool:
        return self.context.desk.may(Permission.MANAGE_CREW)

    def columns(self) -> tuple[Column, ...]:
        t = self.context.texts.t
        return (
            Column("name", t("Part"), 240, stretch=True, strong=True, sortable=False),
            Column("state", "", 96, sortable=False),
            Column("minimum", t("At least"), 76, align="right", sortable=False),
            Column("count", t("There are"), 84, align="right", sortable=False),
        )

    def cells(self, row: Any, unsaved: bool) -> tuple[str, ...]:
        texts = self.context.texts.current
        state = texts.t("Not saved yet") if unsaved else texts.t("Short") if row.short else ""
        least = texts.number(row.minimum) if row.minimum else ""
        return row.name, pieces_words(texts, row), least, state, row.code

    def head(self, row: Any | None) -> tuple[str, str]:
        texts = self.context.texts
        if row is None:
            return texts.t("A new part"), ""
        if not row.active:
            return row.name, texts.t("Not kept any more")
        if row.short:
            missing = counted_in(texts.current, row.minimum - row.count, row)
            return row.name, texts.t("{count} too few", count=missing)
        return row.name, ""

    def show_deeds(self, row: Any | None) -> None:
        t = self.context.texts.t
        there, may = row is not None, self.may()
        self._buttons["count"].set_text(t("Count …"))
        self._buttons["bought"].set_text(t("Bought …"))
        self._buttons["lost"].set_text(t("Lost or broken …"))
        active = row is None or row.active
        for button in self._buttons.values():
            button.setVisible(there and may and active)
        self.retire.set_text(t("Do not keep it any more") if active else t("Keep it again"))
        self.retire.setVisible(there and may)
        self.stock.setVisible(there)
        self.moves.setVisible(there)
        if row is not None:
            self.stock.set_text(
                t("{count} in the store room", count=pieces_words(self.context.texts.current, row))
            )
            self.moves.show_part(row.id)

    def write(self, row: Any | None, draft: Any) -> None:
        assert isinstance(draft, PartDraft)
        if row is None:
            self.page.run(actions.add_part, draft, done=self.added, failed=self.form.tell)
        else:
            self.page.run(
                actions.change_part, row.id, row.row_version, draft, done=self.saved, failed=self.form.tell
            )

    def _retire(self) -> None:
        row = self.row
        if row is None:
            return
        forth, back = actions.retire_part, actions.restore_part
        texts = self.context.texts
        words = texts.t("{name} is not kept any more.", name=row.name)
        if not row.active:
            forth, back = back, forth
            words = texts.t("{name} is kept again.", name=row.name)
        self.turn(row, forth, back, words)

    def retranslate(self) -> None:
        t = self.context.texts.t
        self.search.set_placeholder(t("Name or code"))
        self.search.setAccessibleName(t("Search parts"))
        self.which.setAccessibleName(t("Which parts"))
        self.which.set_options(
            (("all", t("All")), ("short", t("Short")), ("retired", t("Not kept any more")))
        )
        self.list.setAccessibleName(t("Parts"))
        self.moves.retranslate()
        super().retranslate()


def pieces_words(texts: Texts, row: PartRow) -> str:
    """``12``, ``12 m``."""
    return counted_in(texts, row.count, row)


def counted_in(texts: Texts, count: int, row: PartRow) -> str:
    """Pieces with what they are counted in."""
    number = texts.number(count)
    return f"{number} {row.unit}" if row.unit else number
