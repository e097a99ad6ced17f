"""What the page asks about the whole register: from what to begin, what falls on which day, how it is judged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QObject

from models.core.permissions import Permission
from models.improvements.kinds import ImprovementDraft, Review
from ui.base.page import Page
from ui.pages.improvements.choosing import FromCauseDialog
from ui.pages.improvements.form_dialog import propose, propose_from_warning
from ui.pages.improvements.help import JudgingHelp
from ui.pages.improvements.reviews import ReviewsDialog, calendar
from ui.pages.improvements.start import Candidate, candidates


class Asking(QObject):
    """``went`` is told which row to show afterwards."""

    def __init__(self, page: Page, went: Callable[[int], None]) -> None:
        super().__init__(page)
        self._page, self._went, self._context = page, went, page.context

    def may_improve(self) -> bool:
        """Whether this person keeps the register."""
        return self._context.desk.may(Permission.IMPROVE)

    def from_cause(self) -> None:
        """Begin a row with what most complaints are about."""
        if self.may_improve():
            self._page.query(partial(candidates, self._context.texts.current), self._offer, key="candidates")

    def from_warning(self, warning_id: int) -> None:
        """Begin a row with what a warning proposes."""
        if self.may_improve():
            propose_from_warning(self._page, warning_id, self._went)

    def _offer(self, found: tuple[Candidate, ...]) -> None:
        if self._page.isVisible():
            dialog = FromCauseDialog(self._context, self._page, found)
            dialog.answered.connect(self._begin)
            dialog.open()

    def _begin(self, draft: ImprovementDraft | None) -> None:
        propose(self._page, draft, self._went)

    def reviews(self) -> None:
        """What falls on which day."""
        self._page.query(calendar, self._show_reviews, key="reviews")

    def _show_reviews(self, found: tuple[tuple[Review, ...], date]) -> None:
        if self._page.isVisible():
            dialog = ReviewsDialog(self._context, self._page, *found)
            dialog.opened.connect(self._went)
            dialog.open()

    def help(self) -> None:
        """How an improvement is judged."""
        JudgingHelp(self._context, self._page).open()
