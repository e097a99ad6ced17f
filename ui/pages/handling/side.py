"""The side column: promises, proposals, remedies, work orders, evidence, history, people."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import Context
from ui.pages.handling.evidence import Evidence
from ui.pages.handling.orders import Orders
from ui.pages.handling.promises import Promises
from ui.pages.handling.proposals import Ledger, Proposals
from ui.pages.handling.standings import Standings
from ui.pages.handling.timeline import People, Timeline
from ui.pages.handling.view import CaseView
from ui.theme.current import theme
from ui.widgets.planes import Scroller


class SideColumn(QWidget):
    """Holds the sections; each shows the same case."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("case.side")
        px = theme().px
        self.standings = Standings("case.standings.side")
        self.promises = Promises(context)
        self.proposals = Proposals(context)
        self.ledger = Ledger(context)
        self.orders = Orders(context)
        self.evidence = Evidence(context)
        self.timeline = Timeline(context)
        self.people = People(context)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(px(20), px(12), px(24), px(16))
        column.setSpacing(px(10))
        column.addWidget(self.standings)
        for section in self.sections():
            column.addWidget(section)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.scroller = Scroller(inner)
        outer.addWidget(self.scroller)

    def sections(self) -> tuple[Promises, Proposals, Ledger, Orders, Evidence, Timeline, People]:
        """All sections, top to bottom."""
        return (
            self.promises, self.proposals, self.ledger, self.orders, self.evidence, self.timeline, self.people,
        )  # fmt: skip

    def show_case(self, view: CaseView) -> None:
        """Show a case."""
        for section in self.sections():
            section.show_case(view)

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        for section in self.sections():
            section.retranslate()
