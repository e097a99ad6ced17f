"""The left side of the import page: what is read, from which file, by which mapping, and the numbers."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.mappings import names as mapping_names
from resources.texts import N_, Texts
from ui.pages.exchange.looking import COMPLAINTS, DIRECTORY, Looked
from ui.pages.exchange.reading import Outcome
from ui.pages.exchange.words import file_facts, outcome_facts
from ui.theme.current import theme
from ui.widgets.cards import Card, FactRow
from ui.widgets.choices import Segmented
from ui.widgets.controls import Button
from ui.widgets.fields import ChoiceField, LabeledField
from ui.widgets.labels import Label
from ui.widgets.themed import Themed

OWN_FILE = "own file"  # a mapping of one's own is asked for


class Choosing(Themed, QWidget):
    """Says what was chosen; the page looks into the file."""

    changed = Signal()
    mapping_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own = ""
        self.what = Segmented([(COMPLAINTS, ""), (DIRECTORY, "")])
        self.what.setObjectName("import.what")
        self.what.set_value(COMPLAINTS)
        self.choose = Button(icon="folder", key="Ctrl+O")
        self.choose.setObjectName("import.choose")
        self.mapping = ChoiceField()
        self.mapping.setObjectName("import.mapping")
        self.mapping_box = LabeledField("", self.mapping)
        self.file = Label("", strong=True, wrap=True)
        self.file.setObjectName("import.file_name")
        self.card, self.numbers = Card(tone="raised"), Card()
        self.facts, self.counts = FactRow(label_width=80), FactRow(label_width=120)
        self.card.body.addWidget(self.file)
        self.card.body.addWidget(self.facts)
        self.numbers.body.addWidget(self.counts)
        self._box = QVBoxLayout(self)
        for widget in (self.what, self.choose, self.card, self.mapping_box, self.numbers):
            self._box.addWidget(widget)
        self._box.addStretch(1)
        self.what.changed.connect(self._what_changed)
        self.mapping.changed.connect(self._mapping_changed)
        self.follow_theme()

    def retheme(self) -> None:
        px = theme().px
        self._box.setContentsMargins(px(24), px(16), px(20), px(16))
        self._box.setSpacing(px(12))

    def minimumSizeHint(self) -> QSize:
        # The column keeps its width; words in it give way.
        return QSize(0, super().minimumSizeHint().height())

    def _what_changed(self, _what: object) -> None:
        self.mapping_box.setVisible(self.what.value() == COMPLAINTS)
        self.changed.emit()

    def _mapping_changed(self, value: object) -> None:
        if value == OWN_FILE:
            self.mapping_wanted.emit()
        else:
            self.changed.emit()

    def take_mapping(self, path: str, texts: Texts) -> None:
        """A mapping file of one's own was chosen; empty: none was, by the headers then."""
        self._own = path
        self.retranslate(texts)
        self.mapping.set_value(path)
        self.changed.emit()

    def mapping_name(self) -> str | None:
        """The mapping that was chosen; ``None`` to go by the headers."""
        value = self.mapping.value()
        return str(value) if value and value != OWN_FILE and self.what.value() == COMPLAINTS else None

    def retranslate(self, texts: Texts) -> None:
        """Set the words that do not depend on the file."""
        t = texts.t
        self.what.set_options([(COMPLAINTS, t("Past complaints")), (DIRECTORY, t("Units and residents"))])
        self.what.setAccessibleName(t("What to read in"))
        self.mapping_box.set_label(t("&Which column means what"))
        own = [(self._own, self._own.replace("\\", "/").rpartition("/")[2])] if self._own else []
        named = [(name, _MAPPINGS.get(name, name)) for name in mapping_names()]
        named = [(name, t(label)) for name, label in named]
        self.mapping.set_options(
            [("", t("Found by the headers")), *named, *own, (OWN_FILE, t("A mapping file of our own…"))]
        )
        if self.mapping.value() is None:
            self.mapping.set_value("")
        self.choose.set_text(t("Choose a file…"))
        self.numbers.setAccessibleName(t("What came of it"))

    def show_file(self, looked: Looked | None, texts: Texts) -> None:
        """Show what kind of file it is."""
        self.card.setVisible(looked is not None)
        if looked is not None:
            self.file.set_text(looked.path.name)
            self.facts.set_facts(file_facts(texts, looked))
            if looked.problem is None and looked.what != self.what.value():
                self.what.set_value(looked.what)
                self.mapping_box.setVisible(looked.what == COMPLAINTS)

    def show_outcome(self, outcome: Outcome | None, texts: Texts) -> None:
        """Show the numbers."""
        self.numbers.setVisible(outcome is not None)
        if outcome is not None:
            self.counts.set_facts(outcome_facts(texts, outcome))


_MAPPINGS = {"nyc311": N_("NYC 311"), "plain": N_("Plain headers, Chinese or English")}
