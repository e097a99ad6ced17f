"""What is asked before something is done from the list: a few fields, one thing to do. What was typed stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from models.core.errors import UserProblem
from models.handling.kinds import ANSWERED, FollowOutcome, FollowUpDraft, PromiseState
from resources.texts import N_
from ui.base.dialog import Dialog
from ui.base.values import change_signal
from ui.context import Context
from ui.language import TextsHolder
from ui.widgets.choices import Segmented
from ui.widgets.controls import PrimaryButton, QuietButton
from ui.widgets.fields import DateTimeField, LabeledField, TextField
from ui.widgets.labels import Label

Speak = Callable[[TextsHolder], None]


class DeedDialog(Dialog):
    """A heading, whom it is about, fields, two buttons. ``submitted`` carries what ``result_of`` makes of the fields.

    All words are msgids; ``name`` is the stem of the object names (``today.move.why``). Whoever opened it closes it
    with ``accept`` once it is done, or hands the problem to ``refused``.
    """

    WIDTH = 480
    submitted = Signal(object)

    def __init__(self, context: Context, parent: QWidget, name: str, title: str, ok: str, about: str) -> None:
        super().__init__(context, parent)
        self.setObjectName(f"today.dialog.{name}")
        self._name, self._title, self._ok = name, title, ok
        self._labels: list[tuple[LabeledField, str]] = []
        self._speakers: list[Speak] = []
        self.heading = Label("", "heading", wrap=True)
        self.about = Label(about, token="muted", wrap=True)
        self.error = Label("", "small", "s1", wrap=True, parent=self)
        self.error.setObjectName(f"today.{name}.error")
        self.error.hide()
        self.cancel, self.ok = QuietButton(), PrimaryButton(key="Ctrl+Return")
        self.cancel.setObjectName(f"today.{name}.cancel")
        self.ok.setObjectName(f"today.{name}.ok")
        self.ok.setDefault(True)
        self.cancel.clicked.connect(self.reject)
        self.ok.clicked.connect(self._submit)
        self.on_key("Ctrl+Return", self._submit)
        self.body.addWidget(self.heading)
        self.body.addWidget(self.about)
        self.add_button(self.cancel)
        self.add_button(self.ok)

    def add(self, name: str, label: str, field: QWidget) -> LabeledField:
        """Add a field below the others."""
        field.setObjectName(f"today.{self._name}.{name}")
        held = LabeledField("", field)
        self._labels.append((held, label))
        self.body.addWidget(held)
        change_signal(field).connect(self._forgive)
        return held

    def choices(self, field: Segmented, options: Callable[[TextsHolder], list[tuple[str, str]]]) -> None:
        """The words of a choice, which follow the language."""
        self._speakers.append(lambda texts: field.set_options(options(texts)))

    def moment_field(self) -> DateTimeField:
        """A field for a time of the property."""
        return DateTimeField(now=self._local_now)

    def _local_now(self) -> datetime:
        return self.context.clock.now().astimezone(self.context.desk.zone).replace(tzinfo=None)

    def instant(self, field: DateTimeField) -> datetime | None:
        """What stands in a field, as an instant."""
        found = field.value()
        return found.replace(tzinfo=self.context.desk.zone) if isinstance(found, datetime) else None

    def retranslate(self) -> None:
        texts = self.context.texts
        self.heading.set_text(texts.t(self._title))
        self.setWindowTitle(texts.t(self._title))
        self.cancel.set_text(texts.t("Cancel"))
        self.ok.set_text(texts.t(self._ok))
        for held, label in self._labels:
            held.set_label(texts.t(label))
            if isinstance(held.field, DateTimeField):
                held.field.set_calendar_name(texts.t("Choose the day in a calendar"))
        for speak in self._speakers:
            speak(texts)

    def open(self) -> None:
        self.body.addWidget(self.error)
        super().open()
        first = next((held.field for held, _ in self._labels if not held.isHidden()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def refused(self, problem: UserProblem) -> bool:
        """Say why it was not done; everything typed stays."""
        self.refuse(self.context.texts.problem(problem))
        return True

    def refuse(self, words: str) -> None:
        """Say what is missing or why it was not done."""
        self.ok.set_busy(False)
        self.error.set_text(words)
        self.error.show()
        self.fit()

    def result_of(self) -> object | None:
        """What the fields say; ``None`` after having said what is missing."""
        raise NotImplementedError

    def _forgive(self, *_: object) -> None:
        self.error.hide()

    def _submit(self) -> None:
        if self.ok.is_busy():
            return
        result = self.result_of()
        if result is not None:
            self.ok.set_busy(True)
            self.submitted.emit(result)


class MoveDialog(DeedDialog):
    """Another time for a promise, and why. Carries ``(time, why)``."""

    def __init__(self, context: Context, parent: QWidget, about: str) -> None:
        super().__init__(context, parent, "move", N_("Agree on another time"), N_("Move it"), about)
        self.when, self.why = self.moment_field(), TextField(lines=2)
        self.add("when", N_("&By when"), self.when)
        self.add("why", N_("&Why, in a few words"), self.why)

    def result_of(self) -> object | None:
        texts, moment, why = self.context.texts, self.instant(self.when), str(self.why.value()).strip()
        if moment is None:
            self.refuse(texts.t("Write by when, such as 16:00 or 11-21 10:00."))
        elif not why:
            self.refuse(texts.t("Please say why, in a few words."))
        else:
            return moment, why
        return None


class SnoozeDialog(DeedDialog):
    """Until when a thing should not show. Carries the time."""

    def __init__(self, context: Context, parent: QWidget, about: str) -> None:
        super().__init__(context, parent, "snooze", N_("Remind me later"), N_("Put it off"), about)
        self.after, self.when = Segmented(), self.moment_field()
        self.after.set_value("15")
        self.choices(self.after, _after)
        self.add("after", N_("&In"), self.after)
        self._until = self.add("when", N_("&Until"), self.when)
        self._until.hide()
        self.after.changed.connect(self._chosen)

    def _chosen(self, code: object) -> None:
        self._until.setVisible(code == "until")
        self.fit()
        if code == "until":
            self.when.setFocus(Qt.FocusReason.OtherFocusReason)

    def result_of(self) -> object | None:
        code = str(self.after.value())
        if code != "until":
            return self.context.clock.now() + timedelta(minutes=int(code))
        moment = self.instant(self.when)
        if moment is None:
            self.refuse(self.context.texts.t("Write until when, such as 16:00."))
        return moment


def _after(texts: TextsHolder) -> list[tuple[str, str]]:
    minutes = texts.t("{n} min", n=15)
    return [("15", minutes), ("60", texts.t("{n} h", n=1)), ("until", texts.t("Until a time"))]


class SettleDialog(DeedDialog):
    """Whether a promise was kept. Carries ``(state, note)``."""

    def __init__(self, context: Context, parent: QWidget, about: str) -> None:
        super().__init__(context, parent, "settle", N_("Was it kept?"), N_("Settle it"), about)
        self.state, self.note = Segmented(), TextField(lines=2)
        self.state.set_value(PromiseState.KEPT.value)
        self.choices(self.state, _states)
        self.add("state", N_("&The promise was"), self.state)
        self.add("note", N_("&Note (needed when it was not kept)"), self.note)

    def result_of(self) -> object | None:
        state, note = PromiseState(str(self.state.value())), str(self.note.value()).strip()
        if state is not PromiseState.KEPT and not note:
            self.refuse(self.context.texts.t("Please say why, in a few words."))
            return None
        return state, note


def _states(texts: TextsHolder) -> list[tuple[str, str]]:
    settled = (PromiseState.KEPT, PromiseState.BROKEN, PromiseState.WITHDRAWN)
    return [(one.value, texts.word("promise_state", one)) for one in settled]


class ArrivedDialog(DeedDialog):
    """Since when somebody is on site; empty means now. Carries the time."""

    def __init__(self, context: Context, parent: QWidget, about: str) -> None:
        super().__init__(context, parent, "arrived", N_("Somebody is on site"), N_("Note it"), about)
        self.when = self.moment_field()
        self.when.set_value(self._local_now())
        self.add("when", N_("&Since when"), self.when)

    def result_of(self) -> object | None:
        moment = self.instant(self.when)
        if moment is None:
            self.refuse(self.context.texts.t("Write since when, such as 14:05."))
            return None
        return min(moment, self.context.clock.now())


class AcknowledgeDialog(DeedDialog):
    """The resident is told that the appeal has arrived. Carries the words, which may be empty."""

    def __init__(self, context: Context, parent: QWidget, about: str) -> None:
        title = N_("The resident knows that the appeal has arrived")
        super().__init__(context, parent, "acknowledge", title, N_("Note it"), about)
        self.words = TextField(lines=2)
        self.add("words", N_("What was &said"), self.words)

    def result_of(self) -> object | None:
        return str(self.words.value()).strip()


_THEN = {"gather": 5, "propose": 6}


class CallDialog(DeedDialog):
    """A follow-up call or a second look: how it ended, whether it is solved, and what follows. Carries a draft."""

    WIDTH = 600

    def __init__(self, context: Context, parent: QWidget, about: str, *, second_look: bool = False) -> None:
        title = N_("Look again after 28 days") if second_look else N_("Follow-up call")
        super().__init__(context, parent, "called", title, N_("Note it"), about)
        self.outcome, self.solved, self.then = Segmented(), Segmented(), Segmented()
        self.words = TextField(lines=2)
        self.choices(self.outcome, _outcomes)
        self.choices(self.solved, _yes_no)
        self.choices(self.then, _ways)
        self.add("outcome", N_("How the call &ended"), self.outcome)
        self._solved = self.add("solved", N_("Is it truly &solved"), self.solved)
        self._then = self.add("then", N_("What &follows"), self.then)
        self.add("words", N_("What the resident sa&id"), self.words)
        for field in (self.outcome, self.solved):
            field.changed.connect(self._fit_questions)
        self._fit_questions()

    def _fit_questions(self, *_: object) -> None:
        answered = self._answered()
        self._solved.setVisible(answered)
        self._then.setVisible(answered and self._unhappy())
        self.fit()

    def _answered(self) -> bool:
        return self.outcome.value() in {one.value for one in ANSWERED}

    def _unhappy(self) -> bool:
        return self.solved.value() == "no" or self.outcome.value() == FollowOutcome.DISSATISFIED.value

    def result_of(self) -> object | None:
        texts, code = self.context.texts, self.outcome.value()
        if code is None:
            self.refuse(texts.t("Please say how the call ended."))
            return None
        answered = self._answered()
        if answered and self.solved.value() is None:
            self.refuse(texts.t("Please say whether it is truly solved."))
            return None
        then = str(self.then.value() or "") if answered and self._unhappy() else ""
        if answered and self.solved.value() == "no" and not then:
            self.refuse(texts.t("Please say what follows, since it is not solved."))
            return None
        words = str(self.words.value()).strip()
        if then and not words:
            self.refuse(texts.t("Please write what the resident said, in a few words."))
            return None
        solved = {"yes": True, "no": False}.get(str(self.solved.value())) if answered else None
        return FollowUpDraft(
            FollowOutcome(str(code)), solved, words, back_to=_THEN.get(then), to_stage2=then == "stage2"
        )


def _outcomes(texts: TextsHolder) -> list[tuple[str, str]]:
    return [(one.value, texts.word("follow_outcome", one)) for one in FollowOutcome]


def _yes_no(texts: TextsHolder) -> list[tuple[str, str]]:
    return [("yes", texts.p("answer", "Yes")), ("no", texts.p("answer", "No"))]


def _ways(texts: TextsHolder) -> list[tuple[str, str]]:
    back = [(code, texts.t("Back to: {step}", step=texts.word("step", code))) for code in _THEN]
    return [*back, ("stage2", texts.t("Second stage"))]
