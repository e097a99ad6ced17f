"""The head of the page with its clock, the drafts put aside, and the bar at the foot."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.options.kinds import DraftRow
from resources.phrases import containment
from ui.context import Context
from ui.theme.current import theme
from ui.widgets.cards import Icon, Ring
from ui.widgets.chips import FilterChip
from ui.widgets.controls import PrimaryButton, QuietButton
from ui.widgets.labels import ElidedLabel, Label, RichLabel
from ui.widgets.themed import Themed

GOAL = timedelta(seconds=60)
_WARN = timedelta(seconds=45)
_MOST_DRAFTS = 4
_TITLE = 14


class Head(Themed, QWidget):
    """What this is, and how long it has taken."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._begun: datetime | None = None
        self._title = Label("", "page", parent=self)
        self._note = ElidedLabel("", "body", "muted", parent=self)
        self._ring = Ring(20, self)
        self._time = RichLabel((), wrap=False, parent=self)
        self._time.setObjectName("intake.time")
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._show_time)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._title)
        self._row.addWidget(self._note, 1, Qt.AlignmentFlag.AlignBottom)
        self._row.addWidget(self._ring)
        self._row.addWidget(self._time)
        self.follow_theme()

    def retheme(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme().px(10))
        self._note.setFixedHeight(theme().px(23))

    def run(self, begun: datetime | None, *, running: bool = True) -> None:
        """Count from ``begun``; nothing has begun with ``None``."""
        self._begun = begun
        if begun is not None and running:
            self._tick.start()
        else:
            self._tick.stop()
        self._show_time()

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts = self._context.texts
        self._title.set_text(texts.t("Record a complaint"))
        self._note.set_text(texts.t("draft kept as you type"))
        self._show_time()

    def _show_time(self) -> None:
        texts = self._context.texts
        spent = self._context.clock.now() - self._begun if self._begun else timedelta()
        seconds = max(0, int(spent.total_seconds()))
        clock = f"{seconds // 60}:{seconds % 60:02d}"
        goal = int(GOAL.total_seconds())
        state = "soon" if spent > _WARN else "ok"
        spoken = texts.t("{time} of {goal} s", time=clock, goal=goal)
        self._ring.set_clock(max(0.0, 1 - seconds / goal), state, spoken)
        self._time.set_parts(
            [(clock, "text", True), (" " + texts.t("of {goal} s", goal=goal), "muted", False)]
        )


class _DraftChip(FilterChip):
    """A draft: Enter goes on with it, Delete throws it away."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class DraftStrip(Themed, QWidget):
    """What was put aside or survived a crash: Enter takes one up, Delete throws it away."""

    resumed = Signal(object)
    thrown_away = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("intake.drafts")
        self._context = context
        self._drafts: tuple[DraftRow, ...] = ()
        self._chips: list[_DraftChip] = []
        self._icon = Icon("folder", "muted", 16, self)
        self._label = Label("", "small", "muted", parent=self)
        self._rest = Label("", "small", "muted", parent=self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._label)
        self._row.addWidget(self._rest)
        self._row.addStretch(1)
        self.hide()

    def show_drafts(self, drafts: tuple[DraftRow, ...]) -> None:
        """Show the latest of them."""
        self._drafts = drafts
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for index, draft in enumerate(drafts[:_MOST_DRAFTS]):
            chip = _DraftChip("", self)
            chip.setObjectName(f"intake.drafts.{index + 1}")
            chip.clicked.connect(partial(self.resumed.emit, draft))
            chip.removed.connect(partial(self.thrown_away.emit, draft))
            chip.show()
            self._chips.append(chip)
            self._row.insertWidget(2 + index, chip)
        self.setVisible(bool(drafts))
        self.retranslate()

    def focus_first(self) -> None:
        """Put the focus on the latest draft."""
        if self._chips:
            self._chips[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def first(self) -> DraftRow | None:
        """The latest draft."""
        return self._drafts[0] if self._drafts else None

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts = self._context.texts
        self._label.set_text(texts.t("Put aside (Alt+D)"))
        rest = len(self._drafts) - len(self._chips)
        self._rest.setVisible(rest > 0)
        self._rest.set_text(texts.n("and {n} more", "and {n} more", max(rest, 0)))
        for chip, draft in zip(self._chips, self._drafts, strict=False):
            name = self._name(draft)
            chip.set_text(name)
            chip.setAccessibleName(texts.t("Go on with {draft}", draft=name))

    def _name(self, draft: DraftRow) -> str:
        texts, now, zone = self._context.texts, self._context.clock.now(), self._context.desk.zone
        body = draft.body if isinstance(draft.body, dict) else {}
        words = str(body.get("words") or "").strip().replace("\n", " ")
        cut = words if len(words) <= _TITLE else words[: _TITLE - 1] + "…"
        who = str(body.get("unit_text") or body.get("caller_name") or body.get("caller_phone") or "")
        said = " ".join(part for part in (who, cut) if part) or texts.t("without words")
        return f"{said} · {texts.current.when(draft.saved_at, zone, now)}"


class FootBar(Themed, QWidget):
    """What is still missing, and what can be done."""

    record = Signal()
    aside = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._gaps: tuple[str, ...] = ()
        self._category: str | None = None
        self._warned = False
        self._blank = True
        self._icon = Icon("check", "ok", 16, self)
        self.words = ElidedLabel("", parent=self)
        self.words.setObjectName("intake.gaps")
        self.put_aside = QuietButton("", key="Esc", parent=self)
        self.put_aside.setObjectName("intake.aside")
        self.put_aside.clicked.connect(self.aside)
        self.button = PrimaryButton("", key="Ctrl+Return", parent=self)
        self.button.setObjectName("intake.record")
        self.button.clicked.connect(self.record)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(8)
        self._row.addWidget(self._icon)
        self._row.addWidget(self.words, 1)
        self._row.addWidget(self.put_aside)
        self._row.addWidget(self.button)
        self.follow_theme()

    def retheme(self) -> None:
        px = theme().px
        self._row.setContentsMargins(0, px(11), px(4), px(12))

    def show_gaps(self, gaps: tuple[str, ...], category: str | None, *, blank: bool, warned: bool) -> None:
        """Say what is missing; ``warned``: they want to record it nevertheless."""
        self._gaps, self._category, self._blank, self._warned = gaps, category, blank, warned
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts = self._context.texts
        self.put_aside.set_text(texts.t("Put aside"))
        self.put_aside.setEnabled(not self._blank)
        self.button.set_text(texts.t("Record") if self._gaps else texts.t("Record, start step 2"))
        self.words.set_text(self._sentence())
        if not self._gaps:
            self._icon.set_icon("check", "ok")
        else:
            self._icon.set_icon(
                "circle-alert" if self._warned else "circle-dashed", "soon" if self._warned else "muted"
            )
        self.words.set_token("soon" if self._warned else "muted")

    def _sentence(self) -> str:
        texts = self._context.texts
        if not self._gaps:
            action = next(iter(containment(self._category).actions), None)
            if action is None:
                return texts.t("Nothing missing. Next step: isolate.")
            return texts.t(
                "Nothing missing. Next step: isolate. {action}", action=action.text(texts.language)
            )
        words = texts.current
        missing = words.list_of([words.word("gap", gap, inside=True) for gap in self._gaps])
        if self._warned:
            return texts.t("Still missing: {gaps}. Ctrl+Enter again records it as it is.", gaps=missing)
        return texts.t("Still missing: {gaps}.", gaps=missing)
