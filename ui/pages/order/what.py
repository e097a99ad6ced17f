"""What is to be done: the words, what it takes, how one gets in, what else belongs to it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.texts import Texts
from ui.context import Context
from ui.pages.order.view import OrderView
from ui.shared.order_words import access_words, skill_and_time
from ui.theme.current import theme
from ui.widgets.cards import FactRow, SectionHead
from ui.widgets.controls import LinkButton
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Label


class What(QWidget):
    """``opened`` carries the id of another order that belongs to this one, ``plan_wanted`` that of its plan."""

    opened = Signal(int)
    plan_wanted = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("order.what")
        self._context = context
        self._view: OrderView | None = None
        self.head = SectionHead()
        self.text = Label("", "words", wrap=True)
        self.text.setObjectName("order.what.text")
        self.safety = Label("", "body", "soon", strong=True, wrap=True)
        self.safety.setObjectName("order.what.safety")
        self.facts = FactRow(label_width=84)
        self.plan = LinkButton(icon="calendar-clock", parent=self)
        self.plan.setObjectName("order.plan")
        self.plan.clicked.connect(self._to_plan)
        self.links: list[LinkButton] = []
        self._row = FlowLayout(gap=theme().px(14), row_gap=theme().px(2))
        self._row.addWidget(self.plan)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        for widget in (self.head, self.text, self.safety, self.facts):
            column.addWidget(widget)
        column.addLayout(self._row)

    def show_order(self, view: OrderView) -> None:
        """Show an order."""
        self._view = view
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts, view = self._context.texts.current, self._view
        self.head.set_heading(texts.t("What is to be done"))
        if view is None:
            return
        row, file = view.row, view.file
        self.text.set_text(file.text)
        self.text.setVisible(bool(file.text))
        self.safety.set_text(texts.t("Mind: {words}", words=file.safety))
        self.safety.setVisible(bool(file.safety))
        skill = skill_and_time(texts, view.skill(texts.language), row.estimate_minutes)
        facts = [
            (texts.t("Needs"), skill),
            (texts.t("Getting in"), access_words(texts, row, file.access_note)),
            (texts.t("To know"), " · ".join(part for part in (file.access_needs, *file.hints) if part)),
            (texts.t("Parts"), file.parts_text),
            (texts.t("Remedy"), file.remedy),
        ]
        self.facts.set_facts([fact for fact in facts if fact[1]])
        self.plan.set_text(texts.t("Recurring work"))
        self.plan.setVisible(file.plan_id is not None)
        self._show_links(texts, view)

    def _show_links(self, texts: Texts, view: OrderView) -> None:
        file = view.file
        shown = [
            (*one, texts.t("Split from {reference}", reference=one[1])) for one in (file.part_of,) if one
        ]
        shown += [
            (*one, texts.t("Comes back for {reference}", reference=one[1]))
            for one in (file.return_of,)
            if one
        ]
        found = [(one[0], one[2]) for one in shown]
        for order_id, reference, state in file.related:
            found.append((order_id, f"{reference} · {texts.word('order_state', state)}"))
        while len(self.links) < len(found):
            link = LinkButton(icon="wrench", parent=self)
            link.setObjectName(f"order.related.{len(self.links) + 1}")
            link.clicked.connect(partial(self._open, len(self.links)))
            self.links.append(link)
            self._row.addWidget(link)
        self._targets = [one[0] for one in found]
        for index, link in enumerate(self.links):
            link.setVisible(index < len(found))
            if index < len(found):
                link.set_text(found[index][1])

    def _to_plan(self) -> None:
        if self._view is not None and self._view.file.plan_id is not None:
            self.plan_wanted.emit(self._view.file.plan_id)

    def _open(self, index: int) -> None:
        self.opened.emit(self._targets[index])
