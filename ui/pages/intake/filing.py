"""Recording what stands in the form, or letting the caller join a case that is open."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from models.complaints.kinds import CaseRow, ComplaintDraft, Recorded
from models.core.errors import UserProblem
from models.handling.actions import record
from ui.context import Context
from ui.messages import Kind
from ui.operations import AnyAction
from ui.pages.intake.columns import Columns
from ui.pages.intake.drafting import DraftBook
from ui.pages.intake.receipt import Values, complaint_of, gaps_of, is_blank, party_of
from ui.pages.intake.recording import join_case


class Filing(QObject):
    """Says what is missing and does the writes. ``filed`` carries the case."""

    filed = Signal(int)

    def __init__(
        self,
        owner: QObject,
        context: Context,
        columns: Columns,
        drafts: DraftBook,
        values: Callable[[], Values],
    ) -> None:
        super().__init__(owner)
        self._context, self._columns, self._drafts, self._values = context, columns, drafts, values
        self._warned: Values | None = None  # what stood there when they were warned
        self._running = False
        columns.near.joined.connect(self.join)
        columns.red.finished.connect(self.record)
        columns.foot.record.connect(self.record)

    def edited(self) -> None:
        """Something was written: a warning that was given is no longer about this."""
        if self._warned is not None and self._values() != self._warned:
            self._warned = None
        self._columns.what.fields.words_label.set_error(None)
        self.show_gaps()

    def show_gaps(self) -> None:
        """Say what is missing."""
        values = self._values()
        gaps, what = gaps_of(self._draft(values)), self._columns.what
        self._columns.foot.show_gaps(
            gaps, what.category, blank=is_blank(values), warned=self._warned is not None
        )

    def _draft(self, values: Values) -> ComplaintDraft:
        now, zone, what = self._context.clock.now(), self._context.desk.zone, self._columns.what
        return complaint_of(values, what.weight, now, zone, what.fields.files.files())

    def record(self, *, complete: bool = True) -> None:
        """Record; when something is missing, first lead there, and the second time record what there is.

        Not ``complete``: what is missing beyond the words may be asked later, as for the tenth caller of an outage.
        """
        if self._running:
            return
        fields = self._columns.what.fields
        # The words of the last key strokes count, too.
        self._columns.what.guess_now()
        draft = self._draft(self._values())
        gaps = gaps_of(draft)
        if "words" in gaps:
            fields.words_label.set_error(self._context.texts.problem(UserProblem("complaint.no_words")))
            self._focus(fields.words)
        elif fields.files.busy:
            self._context.messages.tell(
                Kind.NOTE, self._context.texts.t("A file is still being read. One moment.")
            )
        elif gaps and complete and self._warned is None and self._columns.red.kind is None:
            self._warned = self._values()
            self._focus(self._columns.who.gap_field(gaps[0]) or fields.field_of(gaps[0]) or fields.words)
            self.show_gaps()
        else:
            self._run(record, draft, self._columns.red.note(), self._drafts.key, done=self._recorded)

    def join(self, row: CaseRow) -> None:
        """Let the caller join a case."""
        if self._running:
            return
        files, note = self._columns.what.fields.files.files(), self._columns.red.note()
        arguments = (row.id, party_of(self._values()), files, note, self._drafts.key)
        self._run(join_case, *arguments, done=partial(self._joined, row, self._columns.who.label))

    def _run(self, action: AnyAction, *arguments: object, done: Callable[..., None]) -> None:
        self._set_running(True)
        self._context.operations.run(self, action, *arguments, done=done, failed=self._failed)

    def _focus(self, widget: QWidget) -> None:
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_running(self, running: bool) -> None:
        self._running = running
        self._columns.foot.button.set_busy(running, self._context.texts.t("Saving …"))

    def _recorded(self, recorded: Recorded) -> None:
        self._finish(
            self._context.texts.t("{reference} is recorded.", reference=recorded.reference), recorded.id
        )

    def _joined(self, row: CaseRow, home: str, case_id: int) -> None:
        texts = self._context.texts
        who = home or texts.t("The caller")
        self._finish(texts.t("{home} has joined {reference}.", home=who, reference=row.reference), case_id)

    def _finish(self, told: str, case_id: int) -> None:
        self._set_running(False)
        self._warned = None
        self._drafts.clear()
        self._context.messages.tell(Kind.DONE, told)
        self.filed.emit(case_id)

    def _failed(self, _problem: UserProblem) -> bool:
        self._set_running(False)
        self._drafts.keeper.touch()
        return False
