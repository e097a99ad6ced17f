"""The middle of the page: the form of the current step, or another step as it is read."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.handling.kinds import StepState
from models.handling.steps import step_of
from models.timing.presets import NEVER_PAUSED
from resources.texts import Texts
from ui.context import Context
from ui.navigation import resolve
from ui.pages.handling.clock_words import warns_at
from ui.pages.handling.forms import FORMS
from ui.pages.handling.forms.base import CaseForm
from ui.pages.handling.read_only import step_lines
from ui.pages.handling.view import CaseView
from ui.shared.due import due_clock, left_words
from ui.theme.current import theme
from ui.widgets.cards import FactRow
from ui.widgets.controls import LinkButton
from ui.widgets.fields import TextField
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.marks import Ring
from ui.widgets.notices import EmptyState, Notice
from ui.widgets.planes import Scroller

_FACTORIES = {spec.step: spec.factory for spec in FORMS}


class StepPane(QWidget):
    """Makes the form of a step when a case first comes to it; shows it until the case has moved on."""

    changed = Signal()
    wants = Signal(str)
    notice_answered = Signal()
    correct_wanted = Signal()
    image_pasted = Signal(QImage)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("case.step")
        self._context = context
        self._view: CaseView | None = None
        self._key: tuple[int, int, int] | None = None
        self.number = 0
        self.notice_kind = ""
        self.form: CaseForm | None = None
        self._forms: dict[str, CaseForm] = {}
        self.digit, self.heading = Label("", "heading"), ElidedLabel("", "heading")
        self.note = ElidedLabel("", "body", "muted")
        self.ring, self.left = Ring(18), Label("", strong=True)
        self.notice = Notice("changed")
        self.notice.setObjectName("case.notice")
        self.notice.hide()
        self.notice.action.connect(self.notice_answered)
        self.facts = FactRow(label_width=120)
        self.facts.setObjectName("case.facts")
        self.correct = LinkButton(icon="square-pen")
        self.correct.setObjectName("case.correct")
        self.correct.clicked.connect(self.correct_wanted)
        self.locked = EmptyState("lock")
        self._lay_out()

    def _lay_out(self) -> None:
        px = theme().px
        top = QHBoxLayout()
        top.setSpacing(px(12))
        top.addWidget(self.digit)
        top.addWidget(self.heading)
        top.addWidget(self.note, 1)
        top.addWidget(self.ring)
        top.addWidget(self.left)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(px(24), px(2), px(24), px(16))
        self._column.setSpacing(px(10))
        below: tuple[QWidget, ...] = (self.notice, self.facts, self.correct, self.locked)
        for part in below:
            self._column.addWidget(part)
        self._column.setAlignment(self.correct, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        head = QWidget()
        head.setLayout(top)
        top.setContentsMargins(px(24), px(16), px(24), 0)
        column.addWidget(head)
        self.scroller = Scroller(inner)
        column.addWidget(self.scroller, 1)

    def show_case(self, view: CaseView, number: int) -> bool:
        """Show a step of a case; ``True`` when another form came up for it."""
        same_case = self._view is not None and self._view.id == view.id
        self._view, self.number = view, number
        made = self._prepare_form(view)
        if not same_case:
            self.notice.hide()
        self.retranslate()
        return made

    def _prepare_form(self, view: CaseView) -> bool:
        key = (view.id, view.step, view.round_of(view.step)) if view.is_open else None
        made = key != self._key
        if made:
            if self.form is not None:
                self.form.hide()
            self._key = key
            self.form = None if key is None else self._form_for(step_of(view.step).code)
        if self.form is not None:
            self.form.show_case(view)
        return made

    def _form_for(self, code: str) -> CaseForm:
        """The form of a step, made once and used again for every case: nothing is owed from the one before."""
        form = self._forms.get(code)
        if form is None:
            made: CaseForm = resolve(_FACTORIES[code])(self._context, self)
            made.changed.connect(self._edited)
            made.wants.connect(self.wants)
            for field in made.findChildren(TextField):
                field.image_pasted.connect(self.image_pasted)
            self._column.insertWidget(1, made)
            self._forms[code] = form = made
        form.begin()
        return form

    def _edited(self) -> None:
        if self.form is not None and self.form.is_dirty():
            self.form.clear_problems()
        self.changed.emit()

    def shows_form(self) -> bool:
        """Whether the form is in sight, not a step that is only read."""
        return self.form is not None and self._view is not None and self.number == self._view.step

    def focus_form(self) -> None:
        """Take the focus to the first field of the form, or to its first gap."""
        form = self.form
        if form is None or not self.shows_form():
            return
        QTimer.singleShot(0, self, self._see_focus)
        if any(form.focus_gap(gap) for gap in form.gaps()[:1]):
            return
        widget = form.nextInFocusChain()
        while widget is not None and widget is not form:
            takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
            if form.isAncestorOf(widget) and takes and widget.isVisibleTo(form) and widget.isEnabled():
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            widget = widget.nextInFocusChain()

    def _see_focus(self) -> None:
        """Once everything has its place, what has the focus is in sight."""
        focus: object = self.focusWidget()
        if isinstance(focus, QWidget) and self.scroller.isAncestorOf(focus):
            self.scroller.ensureWidgetVisible(focus, 0, theme().px(24))

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts, view = self._context.texts.current, self._view
        if view is None:
            return
        code = step_of(self.number).code
        self.digit.set_text(str(self.number))
        self.heading.set_text(texts.word("step_title", code))
        state = StepState(view.file.case.row.steps[self.number - 1])
        form = self.shows_form()
        for one in self._forms.values():
            one.setVisible(form and one is self.form)
        lines = [] if form else step_lines(texts, view, self.number)
        self.facts.setVisible(bool(lines))
        self.facts.set_facts(lines)
        self.locked.setVisible(not form and not lines)
        self.correct.set_text(texts.t("Correct something that was recorded"))
        self.correct.setVisible(not form and self.number == 1 and view.is_open)
        self._say_locked(texts, state)
        self._say_note(texts, view, state)
        self.tick(view)

    def _say_locked(self, texts: Texts, state: StepState) -> None:
        if state is StepState.LOCKED:
            self.locked.set_icon("lock")
            self.locked.set_words(
                texts.t("This step comes later."), texts.t("It opens when the steps before it are done.")
            )
        else:
            self.locked.set_icon("circle-dashed")
            self.locked.set_words(texts.t("Nobody wrote anything down here."))

    def _say_note(self, texts: Texts, view: CaseView, state: StepState) -> None:
        record, parts = view.record(self.number), []
        if state is StepState.CURRENT and record is not None and record.round > 1:
            parts.append(texts.t("round {n}", n=record.round))
            back = [e for e in view.file.events if e.kind in ("step_returned", "reopened")]
            if back and back[-1].text:
                parts.append(texts.t("back here: {reason}", reason=back[-1].text))
        elif state is not StepState.CURRENT:
            parts.append(texts.word("step_state", state))
        self.note.set_text(" · ".join(parts))

    def tick(self, view: CaseView) -> None:
        """Bring the clock of the step up to date."""
        self._view = view
        record = view.current() if self.shows_form() else None
        due = record.due_at if record is not None else None
        self.ring.setVisible(due is not None)
        self.left.setVisible(due is not None)
        if record is not None and due is not None:
            texts = self._context.texts.current
            row = view.file.case.row
            waits = None if view.clock_name(self.number) in NEVER_PAUSED else row.paused_until
            warns = warns_at(view, self.number)
            clock = due_clock(view.began(self.number), due, view.now, warns, waits)
            words = left_words(texts, due, view.now)
            if clock.state == "paused":
                words = texts.word("clock_phase", "paused")
            self.ring.set_clock(clock.fraction, clock.state, words)
            self.left.set_text(words)
            self.left.set_token(clock.token)

    def tell(self, kind: str, title: str, text: str = "", action: str = "") -> None:
        """Say something above the form."""
        self.notice_kind = kind
        self.notice.set_kind(kind)
        self.notice.set_message(title, text)
        self.notice.set_action(action)
        self.notice.show()
