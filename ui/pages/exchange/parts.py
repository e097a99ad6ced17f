"""The parts of the import page: what to read, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.texts import Texts
from ui.pages.exchange.reading import COMPLAINTS, DIRECTORY, Outcome
from ui.theme.current import theme
from ui.widgets.cards import FactRow
from ui.widgets.choices import Segmented
from ui.widgets.controls import Button
from ui.widgets.fields import ChoiceField, LabeledField, TextField
from ui.widgets.labels import Label

_REASONS_SHOWN = 500


class Choosing(QWidget):
    """What is read, by which mapping, and from where: chosen, or dropped here."""

    dropped = Signal(str)
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.what = Segmented([(COMPLAINTS, ""), (DIRECTORY, "")])
        self.what.setObjectName("import.what")
        self.what.set_value(COMPLAINTS)
        self.mapping = ChoiceField()
        self.mapping.setObjectName("import.mapping")
        self.mapping_box = LabeledField("", self.mapping)
        self.mapping_box.setMaximumWidth(theme().px(420))
        self.choose = Button(icon="folder", key="Ctrl+O")
        self.choose.setObjectName("import.choose")
        self.file = Label("", token="muted", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        row.addWidget(self.what)
        row.addWidget(self.choose)
        row.addWidget(self.file, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme().px(12))
        box.addLayout(row)
        box.addWidget(self.mapping_box)
        self.what.changed.connect(self._what_changed)
        self.mapping.changed.connect(self._tell)

    def _what_changed(self, what: object) -> None:
        self.mapping_box.setVisible(what == COMPLAINTS)
        self.changed.emit()

    def _tell(self, _value: object) -> None:
        self.changed.emit()

    def mapping_name(self) -> str | None:
        """The mapping that was chosen; ``None`` to go by the headers."""
        value = self.mapping.value()
        return str(value) if value else None

    def speak(self, texts: Texts) -> None:
        """Set all words."""
        t = texts.t
        self.what.set_options([(COMPLAINTS, t("Past complaints")), (DIRECTORY, t("Units and residents"))])
        self.what.setAccessibleName(t("What to read in"))
        self.mapping_box.set_label(t("&Which column means what"))
        names = [
            ("", t("Found by the headers")),
            ("nyc311", "NYC 311"),
            ("plain", t("Plain headers, Chinese or English")),
        ]
        self.mapping.set_options(names)
        if self.mapping.value() is None:
            self.mapping.set_value("")
        self.choose.set_text(t("Choose a file…"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.dropped.emit(files[0])


class Result(QWidget):
    """How many rows, of what kind, and why the rest was not taken."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = Label("", "lead", strong=True, wrap=True)
        self.sentence.setObjectName("import.sentence")
        self.facts = FactRow(label_width=140)
        self.reasons_label = Label("", "small", "muted")
        self.reasons = TextField(lines=6, max_lines=14)
        self.reasons.setObjectName("import.reasons")
        self.reasons.setReadOnly(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme().px(12))
        for widget in (self.sentence, self.facts, self.reasons_label):
            box.addWidget(widget)
        box.addWidget(self.reasons)
        box.addStretch(1)
        self._outcome: Outcome | None = None

    def show_outcome(self, outcome: Outcome | None, texts: Texts) -> None:
        """Show what came of a file, or nothing."""
        self._outcome = outcome
        self.setVisible(outcome is not None)
        if outcome is None:
            return
        self.sentence.set_text(sentence_of(outcome, texts))
        t = texts.t
        facts = [(t("Rows"), texts.number(outcome.rows)), (t("Taken"), texts.number(outcome.accepted))]
        facts += [
            (t("Known already"), texts.number(outcome.known)),
            (t("Not taken"), texts.number(len(outcome.rejects))),
        ]
        if outcome.mapping:
            facts.append((t("Mapping"), outcome.mapping))
        if outcome.types:
            nameless = t("without a category")
            kinds = "; ".join(f"{name or nameless} {texts.number(n)}" for name, n in outcome.types)
            facts.append((t("Most frequent"), kinds))
        self.facts.set_facts(facts)
        self._show_reasons(outcome, texts)

    def _show_reasons(self, outcome: Outcome, texts: Texts) -> None:
        lines = [texts.problem(note.code, note.facts) for note in outcome.notes]
        lines += [
            texts.t("Line {line}: {reason}", line=one.line, reason=texts.problem(one.code, one.facts))
            for one in outcome.rejects[:_REASONS_SHOWN]
        ]
        left = len(outcome.rejects) - _REASONS_SHOWN
        if left > 0:
            lines.append(texts.n("and {n} more row", "and {n} more rows", left))
        self.reasons_label.set_text(texts.t("What to look at, row by row"))
        self.reasons.setAccessibleName(texts.t("What to look at, row by row"))
        self.reasons.setPlainText("\n".join(lines))
        self.reasons.setVisible(bool(lines))
        self.reasons_label.setVisible(bool(lines))


def sentence_of(outcome: Outcome, texts: Texts) -> str:
    """What happened, or would happen, in one sentence."""
    name = outcome.path.name
    if outcome.cancelled:
        return texts.n(
            "Stopped. {n} row is in and stays.", "Stopped. {n} rows are in and stay.", outcome.accepted
        )
    if outcome.trial:
        return texts.n(
            "{n} row of {file} would be taken. Nothing is written yet.",
            "{n} rows of {file} would be taken. Nothing is written yet.",
            outcome.accepted,
            file=name,
        )
    return texts.n("{n} row of {file} is in.", "{n} rows of {file} are in.", outcome.accepted, file=name)
