"""The case page: head, rail, the step's form with its coach, the side column, the foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.core.changes import Changes
from models.core.errors import UserProblem
from models.core.session import Session
from models.handling.steps import LAST
from resources.texts import N_
from ui.base.screen import Hint
from ui.base.tabbing import tab_through
from ui.context import Context
from ui.pages.handling.commands import case_commands
from ui.pages.handling.correcting import CorrectDialog
from ui.pages.handling.foot_words import show_foot, show_gaps
from ui.pages.handling.forms.receive import ReceiveForm
from ui.pages.handling.frame import CaseFrame
from ui.pages.handling.guide import Guide
from ui.pages.handling.keeping import Keeping
from ui.pages.handling.matters import Matters
from ui.pages.handling.menu import CaseMenu
from ui.pages.handling.rail import rail_steps
from ui.pages.handling.screen import CaseScreen
from ui.pages.handling.view import CaseView, load_view
from ui.shared.pictures import pictures_of

MINUTE_MS = 60_000
# What else concerns the case in sight, by the records named.
_BESIDE = frozenset({"incident", "escalation"})
_WIDE_TOPICS = frozenset({"phrase", "setting", "staff", "role_grant", "category"})


class CasePage(CaseScreen):
    """One complaint and its eight steps."""

    topics = frozenset({"case"}) | _BESIDE | _WIDE_TOPICS

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("case")
        self._wanted: tuple[int | None, str] = (None, "")
        self._chosen: int | None = None
        self.frame = CaseFrame(context, self)
        self.pane, self.side, self.foot = self.frame.pane, self.frame.side, self.frame.foot
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.frame)
        self.keeping = Keeping(self)
        self.deeds = Matters(self)
        self.guide = Guide(self)
        self.menu = CaseMenu(context, self, self.deeds.do)
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self._tick)
        self._wire()
        context.commands.add(self, *case_commands(self, self.deeds, self.guide))
        self.retranslate()

    def _wire(self) -> None:
        deeds, guide, foot, side, frame = self.deeds, self.guide, self.foot, self.side, self.frame
        for signal, slot in (
            (frame.back_wanted, self.context.navigation.back),
            (frame.header.back, self.context.navigation.back),
            (frame.header.print_wanted, deeds.print_report),
            (frame.header.menu_wanted, guide.open_menu),
            (frame.header.why_wanted, partial(deeds.do, "clocks")),
            (frame.strip.wanted, deeds.do),
            (side.standings.wanted, deeds.do),
            (side.proposals.withdrawn, deeds.withdraw),
            (guide.describe_wanted, deeds.describe),
            (frame.rail.step_chosen, self.show_step),
            (frame.coach.put_in, guide.put_in),
            (self.pane.changed, self._edited),
            (self.pane.wants, deeds.do),
            (self.pane.notice_answered, self.keeping.answer_notice),
            (self.pane.correct_wanted, self.correct),
            (self.pane.image_pasted, side.evidence.take_image),
            (guide.severity_wanted, deeds.severity),
            (foot.gap_wanted, guide.lead_to),
            (foot.back_wanted, deeds.go_back),
            (foot.skip_wanted, deeds.skip),
            (foot.keep_wanted, deeds.keep),
            (foot.finish_wanted, deeds.finish),
            (foot.current_wanted, partial(self.show_step, None)),
            (foot.reopen_wanted, deeds.open_again),
            (side.promises.made, deeds.promise),
            (side.promises.chosen, deeds.settle),
            (side.ledger.approved, deeds.approve_line),
            (side.ledger.declined, deeds.decline_line),
            (side.ledger.given, deeds.give_line),
            (side.ledger.ordered, deeds.ordering.make_for),
            (side.orders.made, deeds.ordering.make),
            (side.orders.opened, deeds.ordering.open),
            (side.evidence.collected, deeds.add_evidence),
            (side.evidence.opened, guide.open_picture),
            (side.people.more.clicked, deeds.join),
        ):
            signal.connect(slot)

    # The life of the page

    def shown(self, **params: object) -> None:
        wanted, step = params.get("id"), str(params.get("step") or "")
        fresh = (int(str(wanted)) if wanted is not None else None, str(params.get("reference") or ""))
        row = self.view.file.case.row if self.view else None
        same = row is not None and (fresh[0] == row.id or (fresh[0] is None and fresh[1] == row.reference))
        if not same:
            self.keeping.flush()
            self._wanted, self._chosen = fresh, None
            self.frame.show_nothing()
            self.mark_stale()
        if step.isdigit() and 1 <= int(step) <= LAST:
            self._chosen = int(step)
            self.mark_stale()
        self._minute.start()

    def hidden(self) -> None:
        self.keeping.flush()
        self._minute.stop()

    def refresh(self) -> None:
        case_id, reference = self._wanted
        language = self.context.texts.language
        known = self.side.evidence.known()

        def fetch(session: Session) -> tuple[CaseView, dict[int, QImage]]:
            view = load_view(session, case_id, reference, language)
            return view, pictures_of(view.file.attachments, known)

        self.query(fetch, self._loaded, self._not_there, key="case")

    def affected_by(self, changes: Changes) -> bool:
        if changes.topics & _WIDE_TOPICS:
            return True
        if self.view is not None and not self.view.beside().isdisjoint(changes.ids):
            return True
        ids = {row_id for topic, row_id in changes.ids if topic == "case"}
        concerned = self.view is None or not ids or self.view.id in ids
        return "case" in changes.topics and concerned

    def _not_there(self, problem: UserProblem) -> bool:
        self.view = None
        self.frame.show_problem(self.context.texts.problem(problem))
        return True

    def _loaded(self, found: tuple[CaseView, dict[int, QImage]]) -> None:
        view, pictures = found
        self.side.evidence.take_pictures(pictures)
        another = self.view is None or self.view.id != view.id
        self.keeping.rescue(view)
        self.view = view
        self._wanted = (view.id, view.file.case.row.reference)
        if self._chosen == view.step:
            self._chosen = None
        made = self._show(view)
        self.be_busy(False)
        self.keeping.shown(view)
        if another:
            self.keeping.begin(view)
        if made or another:
            self.frame.take_focus(self.may_handle())
        self.title_changed.emit()
        self.hints_changed.emit()
        self.context.commands.look_again()

    def _show(self, view: CaseView) -> bool:
        done = [row.step for row in view.file.steps]
        number = self._chosen or view.step or (done[-1] if done else 1)
        self.frame.show_case()
        self.frame.header.show_case(view)
        self.frame.rail.set_steps(rail_steps(self.context.texts.current, view))
        self.frame.rail.set_shown(number)
        made = self.pane.show_case(view, number)
        self.side.show_case(view)
        self.say_standings(view)
        form = self.pane.form
        takes = self.pane.shows_form() and form is not None and form.words is not None
        self.frame.coach.show_step(view, number, takes)
        show_foot(self.context, self.foot, self.pane, view)
        tab_through(self.frame.whole)
        return made

    def retranslate(self) -> None:
        self.frame.retranslate()
        if self.view is not None:
            self._show(self.view)
            self.mark_stale()  # the property's own phrases are kept by language

    def _tick(self) -> None:
        """A minute has gone by."""
        if self.view is not None:
            self.view = replace(self.view, now=self.context.clock.now())
            self.frame.header.tick(self.view)
            self.pane.tick(self.view)
            self.say_standings(self.view)
            self.side.promises.show_case(self.view)
            self.frame.rail.set_steps(rail_steps(self.context.texts.current, self.view))

    # What the window asks

    def title(self) -> str:
        if self.view is None:
            return ""
        row = self.view.file.case.row
        return f"{row.reference} {row.title}"

    def hints(self) -> Sequence[Hint]:
        return (Hint(("Alt 1–8",), N_("see the steps")),) if self.view is not None else ()

    def panes(self) -> Sequence[QWidget]:
        return self.frame.panes()

    def help(self) -> bool:
        if self.view is not None:
            self.frame.toggle_coach()
        return self.view is not None

    def escape(self) -> bool:
        if self.frame.close_drawer() or self.side.promises.close_line():
            return True
        if self._chosen is not None and self.view is not None and self.view.is_open:
            self.show_step(None)
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Only what no field and no group wanted comes here: nobody is writing.
        number = event.key() - Qt.Key.Key_0
        if 1 <= number <= LAST and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.show_step(number)
        else:
            super().keyPressEvent(event)

    # What is done here

    def show_step(self, number: int | None) -> None:
        view = self.view
        if view is None:
            return
        current = number is None or number == view.step
        self._chosen = None if current else number
        self.frame.show_tab("step")
        self._show(view)
        self.frame.take_focus(self.may_handle())

    def correct(self) -> None:
        form = self.pane.form
        if self.view is None:
            return
        if isinstance(form, ReceiveForm):
            self.show_step(None)
            form.open_all()
        else:
            CorrectDialog(self.context, self, self.view).open()

    def moved_on(self) -> None:
        self._chosen = None
        self.keeping.moved_on()

    def changed_elsewhere(self) -> None:
        self.keeping.tell_changed()

    def keep_draft(self) -> None:
        self.keeping.flush()

    def forget_draft(self) -> None:
        self.keeping.forget()

    def lead_to(self, gap: str) -> bool:
        return self.guide.lead_to(gap)

    def _edited(self) -> None:
        self.keeping.touch()
        if self.view is not None:
            show_gaps(self.context, self.foot, self.pane, self.view)
