"""Classifying the marked cases or the chosen one, and going on with the next where they leave the list by it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from models.complaints.kinds import View
from models.core.permissions import Permission
from ui.base.page import Page
from ui.pages.complaints.bulk import CaseWork
from ui.pages.complaints.case_list import CaseList
from ui.pages.complaints.controls import ListControls
from ui.pages.complaints.showing import Showing


class Sorter(QObject):
    """Asks what the cases are; ``CaseWork`` writes it."""

    def __init__(
        self, page: Page, work: CaseWork, rows: CaseList, controls: ListControls, showing: Showing
    ) -> None:
        super().__init__(page)
        self._page, self._work, self._rows = page, work, rows
        self._controls, self._showing = controls, showing
        work.classified.connect(self._go_on)

    def may(self) -> bool:
        """Whether this person may say what cases were about."""
        return self._page.context.desk.may(Permission.CLASSIFY)

    def can_classify(self) -> bool:
        """Whether there is one to say it of."""
        return self.may() and bool(self._rows.meant())

    def classify(self) -> None:
        """Ask; where all have a kind, the question begins with the cause."""
        if self.can_classify():
            rows = [line.case for line in self._rows.meant_lines()]
            begin = "cause" if rows and all(row.category and row.subcategory for row in rows) else "kind"
            self._work.classify(self._rows.meant(), self._controls.choices, begin)

    def _go_on(self, ids: tuple[int, ...]) -> None:
        """Where cases leave the list by being sorted, the next one is chosen before they are gone."""
        state = self._showing.state
        if state.view is View.UNCLASSIFIED or state.filters.figure:
            self._rows.choose_after(ids)
        self._rows.view.clear_marks()
