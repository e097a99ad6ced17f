"""Beside the editors of targets and calendars: what changes, and what would be promised now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.core.errors import UserProblem
from models.timing.policy import Policy
from models.timing.presets import SEVERITIES
from ui.context import Context
from ui.pages.options.timing_words import Line, promised_lines
from ui.theme.current import theme
from ui.widgets.cards import Card, FactRow, Separator
from ui.widgets.controls import PrimaryButton, QuietButton
from ui.widgets.labels import Label
from ui.widgets.segmented import Segmented
from ui.widgets.themed import Themed

MOST_LINES = 10


class ChangesCard(Card):
    """What differs from the version in force, and the buttons that keep it or put it back."""

    save_wanted = Signal()
    cancel_wanted = Signal()
    counted = Signal(int, bool)

    def __init__(self, context: Context, name: str, parent: QWidget | None = None) -> None:
        super().__init__("", "surface", parent)
        self.setObjectName(f"options.{name}.changes")
        self._context = context
        self._lines: tuple[Line, ...] = ()
        self._calm = Label("", token="muted", wrap=True)
        self.facts = FactRow(label_width=104)
        self._more = Label("", "small", "muted")
        self._promise = Label("", "small", "muted", wrap=True)
        self.save, self.cancel = PrimaryButton(key="Ctrl+S"), QuietButton()
        self.save.setObjectName(f"options.{name}.save")
        self.cancel.setObjectName(f"options.{name}.cancel")
        self.save.clicked.connect(self.save_wanted)
        self.cancel.clicked.connect(self.cancel_wanted)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.save)
        row.addWidget(self.cancel)
        row.addStretch(1)
        for widget in (self._calm, self.facts, self._more, self._promise):
            self.body.addWidget(widget)
        self.body.addLayout(row)

    def show_lines(self, lines: Sequence[Line], *, dirty: bool) -> None:
        """Show what changes; ``dirty``: there is something to keep or to put back."""
        self._lines = tuple(lines)
        texts, shown = self._context.texts, self._lines[:MOST_LINES]
        self.facts.set_facts([(one.what, f"{one.before} → {one.after}") for one in shown])
        self.facts.setVisible(bool(shown))
        rest = len(self._lines) - len(shown)
        self._more.set_text(texts.n("and {n} more", "and {n} more", rest) if rest else "")
        self._more.setVisible(bool(rest))
        self._calm.set_text(texts.t("Nothing is changed yet."))
        self._calm.setVisible(not shown)
        self._promise.setVisible(dirty)
        self.save.setEnabled(dirty)
        self.cancel.setVisible(dirty)
        self.set_heading(texts.t("What changes"), str(len(self._lines)) if self._lines else "")
        self.counted.emit(len(self._lines), dirty)

    def retranslate(self) -> None:
        """Set the standing words; ``show_lines`` sets the others."""
        t = self._context.texts.t
        self._promise.set_text(t("New cases get these; open ones keep what they were promised."))
        self.save.set_text(t("Save as a new version"))
        self.cancel.set_text(t("Put back"))

    def words(self) -> list[str]:
        """The lines as they are shown."""
        return [f"{one.what}: {one.before} → {one.after}" for one in self._lines]


class ChangesFoot(Themed, QWidget):
    """How much changes, with the same buttons, where the card is out of sight."""

    def __init__(self, context: Context, card: ChangesCard, name: str) -> None:
        super().__init__()
        self.setObjectName(f"options.{name}.foot")
        self._context = context
        self._wanted = self._dirty = False
        self._words = Label("")
        self.save, self.cancel = PrimaryButton(key="Ctrl+S"), QuietButton()
        self.save.setObjectName(f"options.{name}.foot.save")
        self.cancel.setObjectName(f"options.{name}.foot.cancel")
        self.save.clicked.connect(card.save_wanted)
        self.cancel.clicked.connect(card.cancel_wanted)
        card.counted.connect(self._count)
        self._row = QHBoxLayout()
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self.cancel)
        self._row.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Separator())
        column.addLayout(self._row)
        self.hide()
        self.follow_theme()

    def retheme(self) -> None:
        px = theme().px
        self._row.setContentsMargins(px(24), px(8), px(24), px(8))
        self._row.setSpacing(px(8))

    def set_wanted(self, on: bool) -> None:
        """Whether the card is out of sight."""
        self._wanted = on
        self.setVisible(on and self._dirty)

    def _count(self, lines: int, dirty: bool) -> None:
        texts, self._dirty = self._context.texts, dirty
        self._words.set_text(texts.n("{n} thing changes.", "{n} things change.", lines))
        self.save.set_text(texts.t("Save as a new version"))
        self.cancel.set_text(texts.t("Put back"))
        self.setVisible(self._wanted and dirty)


class PromisedCard(Card):
    """When everything would fall due for a complaint that came in at this moment."""

    def __init__(self, context: Context, name: str, parent: QWidget | None = None) -> None:
        super().__init__("", "raised", parent)
        self.setObjectName(f"options.{name}.promised")
        self._context = context
        self._policy: Policy | None = None
        self.severity = Segmented([(one, "") for one in SEVERITIES])
        self.severity.setObjectName(f"options.{name}.severity")
        self.severity.set_value("s3")
        self.severity.changed.connect(self._show)
        self.facts = FactRow(label_width=130)
        self._problem = Label("", token="s1", wrap=True)
        for widget in (self.severity, self.facts, self._problem):
            self.body.addWidget(widget)

    def show_policy(self, policy: Policy | None, problem: str = "") -> None:
        """Reckon with these targets and calendars; or say why that is not possible."""
        self._policy = policy
        self._show(problem=problem)

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts = self._context.texts
        self.severity.set_options([(one, one.upper()) for one in SEVERITIES])
        self.severity.setAccessibleName(texts.t("Severity"))
        self._show()

    def _show(self, _severity: object = None, problem: str = "") -> None:
        context, lines = self._context, []
        texts, now, zone = context.texts, context.clock.now(), context.desk.zone
        self.set_heading(texts.t("Received now, promised by"), texts.current.datetime(now, zone))
        try:
            if self._policy is not None and not problem:
                severity = str(self.severity.value())
                lines = promised_lines(texts.current, self._policy, severity, now, zone)
        except UserProblem as found:
            problem = texts.problem(found)
        self.facts.set_facts(lines)
        self._problem.set_text(problem)
        self._problem.setVisible(bool(problem))
        self.facts.setVisible(bool(lines))
