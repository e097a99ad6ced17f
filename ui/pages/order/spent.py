"""What was done and what it took: outcome, time, parts, costs, readings, each line with a way to take it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.repairs.kinds import OrderState
from models.repairs.rules import worked_minutes
from resources.texts import Texts
from ui.context import Context
from ui.pages.order.rights import allowed
from ui.pages.order.view import OrderView
from ui.shared.order_words import window_words
from ui.theme.current import theme
from ui.widgets.cards import SectionHead
from ui.widgets.controls import IconButton, LinkButton
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.marks import Icon

ADDS = (("labour", "L"), ("part", "U"), ("cost", "I"), ("reading", "R"))


@dataclass(frozen=True)
class SpentLine:
    """One line: what it is, what it cost, and how it is taken out (kind and id)."""

    icon: str
    words: str
    money: str
    kind: str
    row_id: int
    takes_out: str


class _Line(QWidget):
    """A line with its cross."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.icon = Icon("clock", "muted", 16)
        self.words, self.money = ElidedLabel(), Label("", strong=True)
        self.out = IconButton("x", px=14)
        self.out.setObjectName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        for widget in (self.icon, self.words, self.money, self.out):
            row.addWidget(widget, 1 if widget is self.words else 0)

    def show_line(self, line: SpentLine, may: bool) -> None:
        """Show a line."""
        self.icon.set_icon(line.icon)
        self.words.set_text(line.words)
        self.money.set_text(line.money)
        self.out.set_name(line.takes_out)
        self.out.setVisible(may)


class Spent(QWidget):
    """``wanted`` carries what is to be added; ``taken_out`` (kind, id) of a line."""

    wanted = Signal(str)
    taken_out = Signal(str, int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("order.spent")
        self._context = context
        self._view: OrderView | None = None
        self._lines: tuple[SpentLine, ...] = ()
        self.head = SectionHead()
        self.told = Label("", "words", wrap=True)
        self.told.setObjectName("order.spent.told")
        self.rows: list[_Line] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.links: dict[str, LinkButton] = {}
        adds = FlowLayout(gap=theme().px(14), row_gap=theme().px(2))
        for deed, key in ADDS:
            link = LinkButton(icon="plus", key=key)
            link.setObjectName(f"order.spent.{deed}")
            link.clicked.connect(partial(self.wanted.emit, deed))
            self.links[deed] = link
            adds.addWidget(link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(6))
        column.addWidget(self.head)
        column.addWidget(self.told)
        column.addLayout(self._list)
        column.addLayout(adds)

    def show_order(self, view: OrderView) -> None:
        """Show an order."""
        self._view = view
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts, view = self._context.texts.current, self._view
        self.head.set_heading(texts.t("What was done, and what it took"))
        words = {
            "labour": texts.t("Working time"),
            "part": texts.t("Part used"),
            "cost": texts.t("Invoice or cost"),
            "reading": texts.t("Reading"),
        }
        if view is None:
            return
        may = allowed(self._context.desk, view)
        for deed, link in self.links.items():
            link.set_text(words[deed])
            link.setVisible(deed in may)
        total = view.file.total.total_minor
        self.head.set_note(
            texts.t("in all {money}", money=texts.money(total, view.currency)) if total else ""
        )
        told = told_words(texts, view)
        self.told.set_text(told)
        self.told.setVisible(bool(told))
        self._fill(lines_of(texts, view), "labour" in may)
        self.setVisible(
            bool(told or self._lines or view.row.state not in (OrderState.DRAFT, OrderState.READY))
        )

    def _fill(self, lines: Sequence[SpentLine], may: bool) -> None:
        self._lines = tuple(lines)
        while len(self.rows) < len(lines):
            row = _Line(f"order.spent.out.{len(self.rows) + 1}", self)
            row.out.clicked.connect(partial(self._take_out, len(self.rows)))
            self.rows.append(row)
            self._list.addWidget(row)
        for index, row in enumerate(self.rows):
            row.setVisible(index < len(lines))
            if index < len(lines):
                row.show_line(lines[index], may)

    def _take_out(self, index: int) -> None:
        self.taken_out.emit(self._lines[index].kind, self._lines[index].row_id)


def told_words(texts: Texts, view: OrderView) -> str:
    """``Fixed, today 14:00–15:30. “New hose, tested.” The first visit was enough.``"""
    row, file = view.row, view.file
    if not file.outcome:
        return ""
    said = [texts.word("outcome", file.outcome)]
    if file.started_at is not None and row.finished_at is not None:
        said.append(window_words(texts, (file.started_at, row.finished_at), view.zone, view.now))
    lines = [" · ".join(said)]
    if file.words:
        lines.append(texts.t("“{words}”", words=file.words))
    if file.first_time is not None:
        enough = texts.t("One visit was enough.") if file.first_time else texts.t("One visit was not enough.")
        lines.append(enough)
    if file.checked_at is not None:
        when = texts.when(file.checked_at, view.zone, view.now)
        lines.append(texts.t("Checked by {name}, {when}", name=file.checked_by or "–", when=when))
    return "\n".join(lines)


def lines_of(texts: Texts, view: OrderView) -> list[SpentLine]:
    """All lines: time, parts, costs, readings."""
    file = view.file

    def money(minor: int) -> str:
        return texts.money(minor, view.currency) if minor else ""

    out = texts.t("Take it out")
    found = []
    for one in file.labour:
        minutes = worked_minutes(one.started_at, one.ended_at)
        time = texts.duration(timedelta(minutes=max(0, minutes)))
        when = window_words(texts, (one.started_at, one.ended_at), view.zone, view.now)
        words = f"{one.technician} · {time} · {when}"
        found.append(SpentLine("users", words, money(one.cost_minor), "labour", one.id, f"{out}: {words}"))
    for part in file.parts:
        words = f"{texts.number(part.count)} {part.unit} {part.name}".replace("  ", " ")
        back = texts.t("Bring back: {part}", part=part.name)
        found.append(SpentLine("wrench", words, money(part.cost_minor), "part", part.part_id, back))
    for cost in file.costs:
        parts = (texts.word("cost_kind", cost.kind), cost.contractor, cost.number, cost.text)
        words = " · ".join(part for part in parts if part)
        found.append(
            SpentLine("hand-coins", words, money(cost.amount_minor), "cost", cost.id, f"{out}: {words}")
        )
    for read in file.readings:
        words = f"{read.name} {read.value} {read.unit}".strip()
        when = texts.when(read.at, view.zone, view.now)
        found.append(
            SpentLine("circle-gauge", f"{words} · {when}", "", "reading", read.id, f"{out}: {words}")
        )
    return found
