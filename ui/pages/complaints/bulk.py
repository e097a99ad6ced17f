"""What is done with one case or with many: hand over, close, merge, classify, note a conversation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from models.complaints.actions import assign
from models.complaints.merged import survivor_reference
from models.core.action import Outcome
from models.core.changes import Changes
from models.core.permissions import Permission
from models.core.session import Session
from models.handling.actions import classify, close_many, declassify, log_contact, merge, unmerge_many
from models.handling.kinds import Classified, ContactDraft, TakenBack
from resources.texts import Texts
from ui.base.page import Page
from ui.messages import Kind
from ui.operations import Undo
from ui.pages.complaints.choices import Choices
from ui.pages.complaints.classifying import ClassifyDialog, Wish
from ui.pages.complaints.dialogs import Refusal, RefusedDialog
from ui.pages.complaints.lines import CaseLine
from ui.pages.complaints.merging import MergeDialog, MergeWish
from ui.pages.complaints.preview_data import Preview
from ui.pages.complaints.state import Named
from ui.shared.contact_dialog import ContactDialog


def hand_over(session: Session, handlers: Mapping[int, int]) -> Outcome[int]:
    """Give each case to its person; one action a case. Returns how many."""
    changes = Changes()
    for complaint_id, handler_id in handlers.items():
        changes |= assign(session, complaint_id, None, handler_id).changes
    return Outcome(len(handlers), changes)


def owed_words(texts: Texts, gaps: Iterable[str]) -> str:
    """What a case owes, as words; a gap without a label is the code of a problem."""
    known = texts.words("gap")
    return texts.list_of(known[gap] if gap in known else texts.problem(gap, {}) for gap in gaps)


class CaseWork(QObject):
    """Does it, and tells what came of it. ``done_with`` says that the marks have served."""

    done_with = Signal()
    classified = Signal(tuple)
    kept_open = Signal(list)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page

    def assign_menu(self, choices: Choices, chosen: Callable[[Named], None], at: QPoint) -> QMenu:
        """Drop the people to whom cases can be handed."""
        context = self._page.context
        me = context.desk.actor.staff_id
        menu = QMenu(self._page)
        menu.setObjectName("complaints.assign")
        people = sorted(choices.staff, key=lambda one: one.id != me)
        for person in people:
            if person.id == me or context.desk.may(Permission.ASSIGN):
                words = context.texts.t("{name} (me)", name=person.name) if person.id == me else person.name
                action = menu.addAction(words)
                action.setObjectName(f"complaints.assign.{person.id}")
                action.triggered.connect(partial(_choose, chosen, person))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)
        return menu

    def assign(self, lines: Iterable[CaseLine], person: Named) -> None:
        """Hand these cases to somebody; can be taken back."""
        before = {line.case.id: line.case.handler_id for line in lines}
        wanted = {one: person.id for one, handler in before.items() if handler != person.id}
        if not wanted:
            self.done_with.emit()
            return
        back = {one: handler for one, handler in before.items() if one in wanted and handler is not None}
        self._page.run(
            hand_over, wanted, done=self._handed_over, undo=partial(self._undo_of, person.name, back)
        )

    def _undo_of(self, name: str, back: Mapping[int, int], count: int) -> Undo:
        words = self._page.context.texts.n(
            "{n} case given to {name}.", "{n} cases given to {name}.", count, name=name
        )
        return Undo(words, hand_over, (back,))

    def _handed_over(self, _count: int) -> None:
        self.done_with.emit()

    def close_cases(self, titles: Mapping[int, str]) -> None:
        """Close what owes nothing; say of the rest what is missing."""
        self._page.run(close_many, tuple(titles), done=partial(self._closed, dict(titles)))

    def _closed(self, titles: Mapping[int, str], refused: Mapping[int, tuple[str, ...]]) -> None:
        context = self._page.context
        closed = len(titles) - len(refused)
        if not refused:
            context.messages.tell(
                Kind.DONE, context.texts.n("{n} case was closed.", "{n} cases were closed.", closed)
            )
            self.done_with.emit()
            return
        self.kept_open.emit(list(refused))
        told = [
            Refusal(titles[one], owed_words(context.texts.current, gaps)) for one, gaps in refused.items()
        ]
        RefusedDialog(context, self._page, closed, told).open()

    def merge(self, lines: Iterable[CaseLine]) -> MergeDialog:
        """Ask which of these is carried on, and merge the others into it; can be taken back."""
        rows = [line.case for line in lines]
        dialog = MergeDialog(self._page.context, self._page, rows)
        dialog.answered.connect(partial(self._merge, tuple(row.id for row in rows)))
        dialog.open()
        return dialog

    def _merge(self, ids: tuple[int, ...], wish: object) -> None:
        if isinstance(wish, MergeWish):
            undo = partial(self._unmerge, wish.reference)
            self._page.run(merge, wish.survivor_id, ids, wish.reason, done=self._merged, undo=undo)

    def _unmerge(self, reference: str, merges: tuple[int, ...]) -> Undo:
        words = self._page.context.texts.n(
            "{n} case merged into {reference}.",
            "{n} cases merged into {reference}.",
            len(merges),
            reference=reference,
        )
        return Undo(words, unmerge_many, (merges,))

    def _merged(self, _merges: tuple[int, ...]) -> None:
        self.done_with.emit()

    def classify(self, ids: tuple[int, ...], choices: Choices, begin: str) -> ClassifyDialog:
        """Ask what these cases are, beginning at one of the fields, and write it; can be taken back."""
        dialog = ClassifyDialog(self._page.context, self._page, len(ids), choices, begin)
        dialog.answered.connect(partial(self._classify, ids))
        dialog.open()
        return dialog

    def _classify(self, ids: tuple[int, ...], wish: object) -> None:
        if isinstance(wish, Wish):
            done = partial(self._classified, ids)
            self._page.run(classify, ids, done=done, undo=self._declassify, **wish.named())

    def _declassify(self, done: tuple[Classified, ...]) -> Undo | None:
        words = self._page.context.texts.n("{n} case classified.", "{n} cases classified.", len(done))
        return Undo(words, declassify, (done,), self._taken_back) if done else None

    def _taken_back(self, came: TakenBack) -> None:
        """Say of which cases something stays; the others are as they were."""
        context = self._page.context
        if came.stay:
            words = context.texts.n(
                "{references} stays as it is: it was merged or sorted anew meanwhile.",
                "{references} stay as they are: they were merged or sorted anew meanwhile.",
                len(came.stay),
                references=context.texts.current.list_of(came.stay),
            )
            context.messages.tell(Kind.NOTE, words)

    def _classified(self, ids: tuple[int, ...], _done: tuple[Classified, ...]) -> None:
        self.classified.emit(ids)

    def call(self, preview: Preview) -> QWidget:
        """Ask how the conversation went; the number is there to be dialled."""
        dialog = ContactDialog(self._page.context, self._page, preview.title, preview.who, preview.phone)
        dialog.answered.connect(partial(self._called, preview.id))
        dialog.open()
        return dialog

    def _called(self, case_id: int, draft: object) -> None:
        if isinstance(draft, ContactDraft):
            self._page.run(log_contact, case_id, draft, done=partial(self._noted, case_id))

    def _noted(self, case_id: int, _contact: int) -> None:
        self._page.query(partial(_carried_on_as, case_id), self._tell_noted)

    def _tell_noted(self, survivor: str) -> None:
        context = self._page.context
        words = (
            context.texts.t(
                "The conversation is noted in {reference}, where this case is carried on.", reference=survivor
            )
            if survivor
            else context.texts.t("The conversation is noted.")
        )
        context.messages.tell(Kind.DONE, words)


def _carried_on_as(case_id: int, session: Session) -> str:
    return survivor_reference(session.store, case_id)


def _choose(chosen: Callable[[Named], None], person: Named, _checked: bool = False) -> None:
    chosen(person)
