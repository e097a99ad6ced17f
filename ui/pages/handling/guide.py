"""Leads the person on the case page: to what is missing, to a phrase, to an explanation."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Signal

from models.complaints.kinds import AttachmentRow
from models.handling.kinds import RemedyState
from models.repairs.kinds import OPEN
from ui.messages import Kind
from ui.pages.handling.screen import CaseScreen
from ui.pages.handling.view import CaseView
from ui.shared.pictures import EvidenceDialog


class Guide(QObject):
    """Never changes anything itself; ``severity_wanted`` asks for the one thing that has no field."""

    severity_wanted = Signal()
    describe_wanted = Signal(object)

    def __init__(self, page: CaseScreen) -> None:
        super().__init__(page)
        self._page, self._context = page, page.context

    def lead_to(self, gap: str) -> bool:
        """Lead to what is missing, wherever it is, or say kindly where it comes from."""
        page = self._page
        form, view = page.pane.form, page.view
        if form is None or view is None:
            return False
        if not page.pane.shows_form():
            page.show_step(None)
        page.frame.show_tab("step")
        if gap == "severity":
            self.severity_wanted.emit()
        elif gap == "open_promises":
            page.frame.show_tab("about")
            page.side.promises.focus_first()
            self._say(self._context.texts.t("Say first whether what was promised has been kept."))
        elif gap == "remedies_awaiting":
            page.frame.show_tab("about")
            self._say(self._awaiting(view))
        elif gap == "open_orders":
            page.frame.show_tab("about")
            page.side.orders.focus_first()
            self._say(self._orders(view))
        elif gap in ("review", "root_cause", "appeal"):
            page.frame.show_tab("about")
            self._say(self._of_the_whole(gap))
        elif not form.lead_to(gap):
            self._say(self._elsewhere(gap, view))
        return True

    def _say(self, words: str) -> None:
        self._context.messages.tell(Kind.NOTE, words)

    def _awaiting(self, view: CaseView) -> str:
        texts = self._context.texts.current
        waiting = [one for one in view.file.remedies if one.state == RemedyState.AWAITING_APPROVAL]
        most = max((one.amount_minor for one in waiting), default=0)
        names = [one.name for one in view.approvers if one.limit_minor >= most]
        if not names:
            return texts.t("A remedy waits for a manager's approval.")
        return texts.t("A remedy waits for approval by {names}.", names=texts.list_of(names))

    def _orders(self, view: CaseView) -> str:
        texts = self._context.texts.current
        waiting = [one.row.reference for one in view.file.orders if one.row.state in OPEN]
        return texts.t(
            "Finish or cancel the open work orders first: {references}.", references=texts.list_of(waiting)
        )

    def _of_the_whole(self, gap: str) -> str:
        t = self._context.texts.t
        if gap == "appeal":
            return t("The appeal waits for its answer; the case closes after that.")
        if gap == "review":
            return t("It came back more than once: a manager has to review it before it closes.")
        return t("It came back more than once: go back to “Gather” and name the root cause with its whys.")

    def _elsewhere(self, gap: str, view: CaseView) -> str:
        texts = self._context.texts.current
        if gap in ("follow_up_call", "solved"):
            if not view.callers:
                return texts.t("Nobody follows up on their own work. Ask a colleague or a manager.")
            names = texts.list_of(view.callers)
            return texts.t("Nobody follows up on their own work. {names} can make this call.", names=names)
        return texts.t("Still missing: {what}.", what=texts.word("gap", gap, inside=True))

    # Phrases

    def put_next(self) -> None:
        """Ctrl+J: the next phrase of the coach goes into the words."""
        self.put_in(self._page.frame.coach.say.take_next())

    def put_in(self, words: str) -> None:
        """Put a phrase into the words of the form."""
        form = self._page.pane.form
        if words and form is not None and self._page.pane.shows_form():
            form.insert_phrase(words)

    def promise(self) -> None:
        """Open the line for a promise."""
        self._page.frame.show_tab("about")
        self._page.side.promises.open_line()

    # Looking

    def open_menu(self) -> None:
        """Drop the menu below its dots."""
        page = self._page
        if page.view is not None:
            page.menu.fill(page.view)
            more = page.frame.header.more
            page.menu.popup(more.mapToGlobal(QPoint(0, more.height())))

    def open_picture(self, row: AttachmentRow) -> None:
        """Show a file large."""
        dialog = EvidenceDialog(self._context, self._page, row)
        dialog.describe_wanted.connect(self.describe_wanted)
        dialog.open()
