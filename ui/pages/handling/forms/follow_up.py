"""Step 8, *follow up*: carried out, asked after by somebody else, learned from, closed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.handling.kinds import ANSWERED, FactValue, FollowOutcome, FollowUpDraft
from models.handling.rules import fact_gaps, record_gaps
from models.handling.steps import BY_CODE, CLOSE_REASONS, LAPSED
from resources.texts import N_
from ui.context import Context
from ui.pages.handling.asking import REOPEN_AT
from ui.pages.handling.asking_after import STAGE2
from ui.pages.handling.forms.base import CaseForm
from ui.pages.handling.view import CaseView
from ui.theme.current import theme
from ui.widgets.cards import SectionHead
from ui.widgets.choices import Segmented
from ui.widgets.controls import Button
from ui.widgets.fields import ChoiceField, LineField, TextField
from ui.widgets.labels import Label
from ui.widgets.notices import Notice

OUTCOMES = tuple(str(outcome) for outcome in FollowOutcome)
_CALL = frozenset({"follow_up_call", "solved"})


class FollowUpForm(CaseForm):
    """Three parts, one after the other: the work, the call, the closing."""

    step = "follow_up"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._heads: dict[str, SectionHead] = {}
        self._calls = 0
        self._add_work()
        self._add_call()
        self.column.addWidget(self._head("closing"))
        self.put("lessons", N_("What we &learned"), TextField(lines=2))
        self.reason = ChoiceField()
        self.put("close_reason", N_("Why it can be close&d"), self.reason)
        self.outcome.changed.connect(self._show_call_fields)
        self.solved.changed.connect(self._show_call_fields)
        self.retranslate()

    def _head(self, name: str) -> SectionHead:
        head = SectionHead(rule=True)
        head.setObjectName(f"case.follow_up.{name}")
        self._heads[name] = head
        return head

    def _add_work(self) -> None:
        self.column.addWidget(self._head("work"))
        self.words = TextField(lines=2)
        self.put("carried_out", N_("What was carried &out"), self.words, N_("by whom, and when"))
        self.done_button = Button(icon="check")
        self.done_button.setObjectName("case.follow_up.done")
        self.done_button.clicked.connect(self._want_carried_out)
        self.column.addWidget(self.done_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_call(self) -> None:
        self.column.addWidget(self._head("call"))
        self.calls = Label("", token="muted", wrap=True)
        self.column.addWidget(self.calls)
        self.others = Notice("info")
        self.others.setObjectName("case.follow_up.others")
        self.column.addWidget(self.others)
        self.call_box = QWidget()
        inner = CallFields(self, self.call_box)
        self.outcome, self.solved, self.back_to = inner.outcome, inner.solved, inner.back_to
        self.next_at, self.said, self.log = inner.next_at, inner.said, inner.log
        self.solved_box, self.back_box, self.next_box = inner.solved_box, inner.back_box, inner.next_box
        self.log.clicked.connect(self._want_call)
        self.column.addWidget(self.call_box)

    # The case

    def show_case(self, case: object) -> None:
        super().show_case(case)
        self._show_call_fields()

    def prepare(self, case: CaseView, first: bool) -> None:
        # What has become a record need not be written again.
        if not first and len(case.file.follow_ups) != self._calls:
            for name in ("outcome", "solved", "said", "next_at", "back_to"):
                self.put_value(name, None)
        self._calls = len(case.file.follow_ups)

    def defaults(self) -> Mapping[str, FactValue]:
        events = self.view.file.events if self.view and self.is_resolved() else ()
        done = [event.text for event in events if event.kind == "carried_out"]
        return {"carried_out": done[-1]} if done else {}

    def is_resolved(self) -> bool:
        """Whether the work has been carried out."""
        return bool(self.view and self.view.file.case.row.resolved_at)

    def may_call(self) -> bool:
        """Whether the person at the desk may make the follow-up call."""
        view, actor = self.view, self.context.desk.actor
        if view is None:
            return False
        return actor.name in view.callers or (actor.staff_id is None and actor.staff_id not in view.handlers)

    def call_draft(self) -> FollowUpDraft:
        """The call as the action takes it."""
        outcome = FollowOutcome(str(self.outcome.value()))
        solved = {"yes": True, "no": False}.get(str(self.solved.value())) if outcome in ANSWERED else None
        way = str(self.back_to.value()) if self._is_unhappy() else ""
        back = BY_CODE[way].number if way in REOPEN_AT else None
        moment = self.next_at.value() if outcome == FollowOutcome.NOT_REACHED else None
        after = moment.replace(tzinfo=self.context.desk.zone) if isinstance(moment, datetime) else None
        return FollowUpDraft(
            outcome, solved, str(self.said.value()), "phone", after, back, to_stage2=way == STAGE2
        )

    def has_call(self) -> bool:
        """Whether a call has been written that is not recorded yet."""
        return self.outcome.value() is not None

    def gaps(self) -> tuple[str, ...]:
        if self.view is None:
            return ()
        facts = {**self._base, **self.facts()}
        owed = fact_gaps(self.number, facts)
        first = tuple(name for name in owed if name == "carried_out")
        # A call that has been written is no silence: it is recorded first.
        beside = record_gaps(self.number, self.view.state(), None if self.has_call() else facts)
        return (*first, *beside, *(name for name in owed if name not in (*first, *beside)))

    def lead_to(self, gap: str) -> bool:
        if gap == "carried_out_at":
            self.done_button.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if gap in _CALL:
            if not self.may_call():
                return False
            if self.outcome.value() is None or gap == "follow_up_call":
                return super().lead_to("outcome")
            return super().lead_to("solved")
        return super().lead_to(gap)

    def focus_gap(self, gap: str) -> bool:
        return super().focus_gap("outcome" if gap in _CALL else gap)

    def call_gap(self) -> str:
        """The field that a written call still owes, or nothing."""
        answered = self.outcome.value() in {str(one) for one in ANSWERED}
        if answered and self.solved.value() is None:
            return "solved"
        if answered and self.solved.value() == "no" and self.back_to.value() is None:
            return "back_to"
        if self._is_unhappy() and self.back_to.value() == STAGE2 and not self.said.value():
            return "said"
        return ""

    # Words

    def say(self) -> None:
        texts = self.context.texts
        for name, title in (
            ("work", texts.t("The work")),
            ("call", texts.t("The follow-up call")),
            ("closing", texts.t("Closing")),
        ):
            self._heads[name].set_heading(title)
        self.outcome.set_options([(code, texts.word("follow_outcome", code)) for code in OUTCOMES])
        self.solved.set_options([("yes", texts.t("Yes, truly solved")), ("no", texts.t("No"))])
        ways = [(code, texts.word("step", code)) for code in REOPEN_AT]
        if self.view is None or self.view.file.after.appeal is None:
            ways.append((STAGE2, texts.t("Stage 2")))
        self.back_to.set_options(ways)
        silent = self.view is not None and self.view.state().silent
        reasons = (*CLOSE_REASONS, LAPSED) if silent else CLOSE_REASONS
        self.reason.set_options([(code, texts.word("close_reason", code)) for code in reasons])
        spared = texts.t("Nobody answered for 14 days: then neither a call nor lessons are owed.")
        self._heads["closing"].set_note(spared if silent else "")
        self.done_button.set_text(texts.t("It is done: resolved"))
        self.log.set_text(texts.t("Record this call"))
        if self.view is not None:
            self._say_work(self.view)
            self._say_calls(self.view)
            self._show_call_fields()

    def _say_work(self, view: CaseView) -> None:
        texts, at = self.context.texts.current, view.file.case.row.resolved_at
        note = texts.t("resolved {when}", when=texts.when(at, view.zone, view.now)) if at else ""
        self._heads["work"].set_note(note)
        self.done_button.setVisible(at is None)

    def _say_calls(self, view: CaseView) -> None:
        texts = self.context.texts.current
        lines = [
            " · ".join(
                filter(
                    None,
                    (
                        texts.t("Second look") if call.second_look else "",
                        texts.when(call.at, view.zone, view.now),
                        texts.word("follow_outcome", call.outcome),
                        call.staff,
                        call.words,
                    ),
                )
            )
            for call in view.file.follow_ups
        ]
        self.calls.set_text("\n".join(lines))
        self.calls.setVisible(bool(lines))
        if not self.is_resolved():
            self.others.set_message(texts.t("First the work, then the call."))
        else:
            names = texts.list_of(view.callers)
            self.others.set_message(
                texts.t("Somebody else asks whether it is solved."),
                texts.t("Nobody follows up on their own work. {names} can make this call.", names=names)
                if names
                else texts.t("Nobody follows up on their own work. Ask a colleague or a manager."),
            )

    def _show_call_fields(self, *_: object) -> None:
        owed = bool(self.view and _CALL & set(record_gaps(self.number, self.view.state())))
        ready = self.is_resolved() and self.may_call()
        self.others.setVisible(owed and not ready)
        self.call_box.setVisible(owed and ready)
        outcome = self.outcome.value()
        answered = outcome in {str(one) for one in ANSWERED}
        self.solved_box.setVisible(answered)
        self.back_box.setVisible(self._is_unhappy())
        self.next_box.setVisible(outcome == FollowOutcome.NOT_REACHED)
        self.log.setVisible(outcome is not None)

    def _is_unhappy(self) -> bool:
        """The resident is not content: the work begins again, or somebody else answers; in one step."""
        answered = self.outcome.value() in {str(one) for one in ANSWERED}
        unhappy = self.outcome.value() == FollowOutcome.DISSATISFIED
        return answered and (self.solved.value() == "no" or unhappy)

    def _want_carried_out(self) -> None:
        self.wants.emit("carried_out")

    def _want_call(self) -> None:
        self.wants.emit("call")


class CallFields:
    """The fields of a call, laid out in a box of their own so that they can be put away together."""

    def __init__(self, form: CaseForm, box: QWidget) -> None:
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(10))
        self.outcome, self.solved, self.back_to = Segmented(), Segmented(), Segmented()
        self.next_at, self.said = form.when_field(), LineField()
        column.addWidget(form.add("outcome", N_("How the call &ended"), self.outcome))
        self.solved_box = form.add("solved", N_("Is it truly &solved"), self.solved)
        self.back_box = form.add("back_to", N_("&Back to, or on to"), self.back_to)
        self.next_box = form.add("next_at", N_("&Next attempt"), self.next_at)
        pair = QHBoxLayout()
        pair.setSpacing(theme().px(12))
        pair.addWidget(self.solved_box, 1)
        pair.addWidget(self.back_box, 1)
        column.addLayout(pair)
        column.addWidget(self.next_box)
        column.addWidget(form.add("said", N_("What the resident sa&id"), self.said))
        self.log = Button(icon="phone")
        self.log.setObjectName("case.follow_up.log")
        column.addWidget(self.log, 0, Qt.AlignmentFlag.AlignLeft)
