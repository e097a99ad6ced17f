"""The table of targets with its head: which version, where to begin from, what is counted day and night."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from models.core.errors import UserProblem
from models.options.kinds import PolicyRow
from models.timing.policy import Policy
from models.timing.presets import SEVERITIES, TARGETS
from ui.context import Context
from ui.pages.options.timing_help import NO_LAW
from ui.pages.options.timing_words import Place, amount_words, cells_of, read_amount
from ui.pages.options.versioned_pane import VersionedPane
from ui.pages.options.versions import version_words
from ui.shared.policy_words import POLICIES, policy_word
from ui.widgets.cell_parts import Reading
from ui.widgets.cells import CellTable
from ui.widgets.chips import Chips
from ui.widgets.controls import Button, LinkButton
from ui.widgets.fields import LabeledField
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Label


class TargetsPane(VersionedPane):
    """What is typed; the section compares and keeps it."""

    edited = Signal()
    preset_wanted = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, "targets", parent)
        self._all = False
        self._kept: frozenset[str] = frozenset(TARGETS)
        self._no_law = Label("", "small", "muted", wrap=True)
        self.every = LinkButton()
        self._from = Label("", "small", "muted")
        self.presets = {name: Button(size="small") for name in POLICIES}
        self.table = CellTable()
        self.around = Chips([(one, "") for one in SEVERITIES])
        self._around = LabeledField("", self.around)
        self._around_note = Label("", "small", "muted", wrap=True)
        self._name()
        self._lay_out()
        self._wire()

    def _name(self) -> None:
        self.table.setObjectName("options.targets.table")
        self.around.setObjectName("options.targets.around")
        self.every.setObjectName("options.targets.every")
        for name, button in self.presets.items():
            button.setObjectName(f"options.targets.preset.{name}")

    def _lay_out(self) -> None:
        self._begin = QWidget()
        begin = FlowLayout(self._begin, 8)
        begin.addWidget(self._from)
        for button in self.presets.values():
            begin.addWidget(button)
        column = self.body
        column.setSpacing(8)
        for widget in (self._begin, self.notice):
            column.addWidget(widget)
        left = Qt.AlignmentFlag.AlignLeft
        column.addWidget(self.table, 0, left)
        column.addWidget(self.every, 0, left)
        column.addSpacing(6)
        for widget in (self._around, self._around_note, self._no_law):
            column.addWidget(widget)

    def _wire(self) -> None:
        self.table.changed.connect(self.edited)
        self.around.changed.connect(self._around_changed)
        self.every.clicked.connect(self._toggle_all)
        for name, button in self.presets.items():
            button.clicked.connect(partial(self._preset_clicked, name))

    def retranslate(self) -> None:
        texts = self.context.texts
        self._from.set_text(texts.t("Begin from"))
        for name, button in self.presets.items():
            button.set_text(policy_word(texts.current, name))
        self.table.setAccessibleName(texts.t("Targets"))
        self.table.set_reader(self._read)
        self._around.set_label(texts.t("Counted day and night"))
        self.around.set_options([(one, texts.word("severity_tag", one)) for one in SEVERITIES])
        self._around_note.set_text(
            texts.t("The others are counted in office hours, as the calendar has them.")
        )
        self._no_law.set_text(texts.t(NO_LAW))
        self._show_rows()
        super().retranslate()

    def load(self, policy: Policy, base: Policy) -> None:
        """Show the targets of a policy; ``base`` is the one in force."""
        self._kept = frozenset(
            name
            for name in TARGETS
            for severity in SEVERITIES
            if policy.target(severity, name) is not None or base.target(severity, name) is not None
        )
        self.table.set_texts(cells_of(policy), cells_of(base))
        self.around.set_values(sorted(policy.round_the_clock))
        self.say_problem("")
        self._show_rows()

    def _show_version(self, row: PolicyRow, day: str, who: str) -> None:
        texts = self.context.texts.current
        self._title.set_text(version_words(row, texts))
        self._since.set_text(
            texts.t(
                "In force since {day}, by {name}. Cases recorded before keep the version that they began with.",
                day=day,
                name=who,
            )
        )

    def set_read_only(self, on: bool) -> None:
        self.table.set_read_only(on)
        self.around.setEnabled(not on)
        self._begin.setVisible(not on)
        self.every.setVisible(not on)

    def _read(self, place: Place, text: str) -> Reading:
        texts = self.context.texts
        try:
            wanted = read_amount(text)
        except UserProblem as problem:
            return Reading(problem=texts.problem(problem))
        return Reading(amount_words(texts.current, wanted), text=str(wanted))

    def _show_rows(self) -> None:
        texts = self.context.texts
        names = [name for name in TARGETS if self._all or name in self._kept]
        self.table.set_heads(
            [(name, texts.word("target", name)) for name in names],
            [(one, texts.word("severity_tag", one)) for one in SEVERITIES],
        )
        rest = len(TARGETS) - len(self._kept)
        words = texts.n("Show {n} more target", "Show {n} more targets", rest)
        self.every.set_text(texts.t("Show only those in use") if self._all else words)

    def _toggle_all(self) -> None:
        self._all = not self._all
        self._show_rows()

    def _preset_clicked(self, name: str) -> None:
        self.preset_wanted.emit(name)

    def _around_changed(self, _values: object) -> None:
        self.edited.emit()
