"""The small dialogs of an incident: a few words why, telling everybody, choosing a case that belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from models.complaints.kinds import CaseRow, Channel
from models.core.errors import UserProblem
from resources.texts import N_
from ui.base.dialog import Dialog
from ui.context import Context
from ui.theme.current import theme
from ui.widgets.choices import Segmented
from ui.widgets.controls import PrimaryButton, QuietButton
from ui.widgets.fields import DateTimeField, LabeledField, LineField, TextField
from ui.widgets.labels import Label

_CHANNELS = (Channel.MESSAGING, Channel.PHONE, Channel.VISIT, Channel.EMAIL)


class _Asking(Dialog):
    """A heading, a note, what is asked, two buttons; Ctrl+Enter submits. All words are msgids."""

    WIDTH = 460
    submitted = Signal(object)

    def __init__(self, context: Context, parent: QWidget, name: str, heading: str, save: str) -> None:
        super().__init__(context, parent)
        self.setObjectName(f"incidents.{name}.dialog")
        self._words = (heading, save)
        self.heading = Label("", "heading", wrap=True)
        self.note = Label("", token="muted", wrap=True)
        self.error = Label("", "small", "s1", wrap=True)
        self.error.setObjectName(f"incidents.{name}.error")
        self.error.hide()
        self.body.addWidget(self.heading)
        self.body.addWidget(self.note)
        self.cancel, self.save = QuietButton(), PrimaryButton(key="Ctrl+Return")
        self.cancel.setObjectName(f"incidents.{name}.cancel")
        self.save.setObjectName(f"incidents.{name}.save")
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self.submit)
        self.on_key("Ctrl+Return", self.submit)
        self.add_button(self.cancel)
        self.add_button(self.save)

    def retranslate(self) -> None:
        t = self.context.texts.t
        self.heading.set_text(t(self._words[0]))
        self.setWindowTitle(t(self._words[0]))
        self.cancel.set_text(t("Cancel"))
        self.save.set_text(t(self._words[1]))
        self.note.setVisible(bool(self.note.text()))

    def submit(self) -> None:
        """Hand over what stands here."""

    def refuse(self, problem: UserProblem) -> bool:
        """Say why it was not done; what was written stays."""
        self.save.set_busy(False)
        self.refuse_words(self.context.texts.problem(problem))
        return True

    def refuse_words(self, words: str) -> None:
        """Say what is wrong, under the fields."""
        self.error.set_text(words)
        self.error.show()
        self.fit()

    def send(self, value: object) -> None:
        """Hand over, once."""
        if not self.save.is_busy():
            self.save.set_busy(True)
            self.error.hide()
            self.submitted.emit(value)


class WordsDialog(_Asking):
    """Asks for a few words; ``submitted`` carries them."""

    def __init__(
        self, context: Context, parent: QWidget, name: str, heading: str, save: str, label: str
    ) -> None:
        super().__init__(context, parent, name, heading, save)
        self._label = label
        self.words = TextField(lines=3)
        self.words.setObjectName(f"incidents.{name}.words")
        self.words_label = LabeledField("", self.words)
        self.body.addWidget(self.words_label)
        self.body.addWidget(self.error)

    def retranslate(self) -> None:
        super().retranslate()
        self.words_label.set_label(self.context.texts.t(self._label))

    def open(self) -> None:
        super().open()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        self.send(str(self.words.value()))


class TellDialog(_Asking):
    """What everybody is told, and how; ``submitted`` carries (words, channel)."""

    def __init__(self, context: Context, parent: QWidget, words: str, cases: str) -> None:
        super().__init__(context, parent, "tell", N_("Tell everybody"), N_("They were told"))
        self._cases = cases
        self.channel = Segmented()
        self.channel.setObjectName("incidents.tell.channel")
        self.channel_label = LabeledField("", self.channel)
        self.words = TextField(lines=3)
        self.words.setObjectName("incidents.tell.words")
        self.words.set_value(words)
        self.words_label = LabeledField("", self.words)
        for widget in (self.channel_label, self.words_label, self.error):
            self.body.addWidget(widget)
        self._offer()
        self.channel.set_value(Channel.MESSAGING.value)

    def _offer(self) -> None:
        texts = self.context.texts
        self.channel.set_options([(one.value, texts.word("channel", one)) for one in _CHANNELS])

    def retranslate(self) -> None:
        t = self.context.texts.t
        self.note.set_text(
            t("One message for {cases}: it is noted in each, and counts as told.", cases=self._cases)
        )
        super().retranslate()
        self._offer()
        self.channel_label.set_label(t("&How"))
        self.words_label.set_label(t("What was &said"))

    def open(self) -> None:
        super().open()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.words.selectAll()

    def submit(self) -> None:
        self.send((str(self.words.value()), str(self.channel.value())))


class ArrivedDialog(_Asking):
    """Since when somebody is on site; ``submitted`` carries the time, or ``None`` for now."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent, "arrived", N_("Somebody is on site"), N_("Note it"))
        self.when = DateTimeField(now=self._local_now)
        self.when.setObjectName("incidents.arrived.when")
        self._offered = self._local_now().replace(second=0, microsecond=0)
        self.when.set_value(self._offered)
        self.when_label = LabeledField("", self.when)
        self.body.addWidget(self.when_label)
        self.body.addWidget(self.error)

    def _local_now(self) -> datetime:
        return self.context.clock.now().astimezone(self.context.desk.zone).replace(tzinfo=None)

    def retranslate(self) -> None:
        t = self.context.texts.t
        self.note.set_text(t("It is noted in each of its open cases, and in those that join later."))
        super().retranslate()
        self.when_label.set_label(t("&Since when"))

    def open(self) -> None:
        super().open()
        self.when.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        said = self.when.value()
        if not isinstance(said, datetime):
            self.refuse_words(self.context.texts.t("Write since when, such as 14:05."))
        else:
            self.send(None if said == self._offered else said.replace(tzinfo=self.context.desk.zone))


class CaseDialog(_Asking):
    """Chooses a case: from those that may belong here, or by its reference. ``submitted``: an id or a reference."""

    def __init__(self, context: Context, parent: QWidget, cases: Sequence[CaseRow]) -> None:
        super().__init__(context, parent, "case", N_("Which case belongs to it?"), N_("Join it"))
        self.reference = LineField(icon="search")
        self.reference.setObjectName("incidents.case.reference")
        self.reference_label = LabeledField("", self.reference)
        self.found = QListWidget()
        self.found.setObjectName("incidents.case.found")
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for case in cases:
            item = QListWidgetItem("   ".join(filter(None, (case.reference, case.unit, case.title))))
            item.setData(Qt.ItemDataRole.UserRole, case.id)
            self.found.addItem(item)
        self.found.setVisible(bool(cases))
        self.found.setCurrentRow(0)
        self.found.setFixedHeight(theme().px(30) * min(max(len(cases), 1), 6) + theme().px(12))
        self.found.itemActivated.connect(self.submit)
        self.reference.returnPressed.connect(self.submit)
        for widget in (self.found, self.reference_label, self.error):
            self.body.addWidget(widget)

    def retranslate(self) -> None:
        t = self.context.texts.t
        any_found = self.found.count() > 0
        self.note.set_text(t("These are open there, with the same trouble.") if any_found else "")
        super().retranslate()
        self.found.setAccessibleName(t("Cases that may belong to it"))
        self.reference_label.set_label(t("Or by its &reference") if any_found else t("Its &reference"))
        self.reference.set_placeholder("2611-0187")

    def open(self) -> None:
        super().open()
        field = self.found if self.found.count() else self.reference
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self, _item: object = None) -> None:
        typed = str(self.reference.value()).strip()
        chosen = self.found.currentRow()
        if typed:
            self.send(typed)
        elif chosen >= 0:
            self.send(int(self.found.item(chosen).data(Qt.ItemDataRole.UserRole)))
        else:
            self.reference.setFocus(Qt.FocusReason.OtherFocusReason)
