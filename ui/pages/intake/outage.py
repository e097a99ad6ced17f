"""The amber line above the form: what is known to be off where the caller lives, what to say, and joining it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.incidents.kinds import IncidentRow
from ui.context import Context
from ui.shared.incident_words import OUTAGE, incident_icon, incident_title, said, until_words, where_words
from ui.theme.current import theme
from ui.widgets.controls import Button
from ui.widgets.labels import RichLabel
from ui.widgets.marks import Icon
from ui.widgets.planes import Plane

_GAP = "\u2002"  # the label makes one of two plain blanks


class OutageLine(Plane):
    """``wanted``: Alt+J, the caller belongs to it; ``taken_back``: after all not.

    What was joined stays joined when the home turns out to lie elsewhere: then the incident is larger than was thought.
    """

    wanted = Signal()
    taken_back = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("soon", 7, parent)
        self.setObjectName("intake.outage")
        self._context = context
        self._found: tuple[IncidentRow, ...] = ()
        self._joined: int | None = None
        self._icon = Icon(OUTAGE, "soon", 17, self)
        self.words = RichLabel((), wrap=True, parent=self)
        self.words.setObjectName("intake.outage.words")
        self.join = Button("", key="Alt+J", size="small", parent=self)
        self.join.setObjectName("intake.outage.join")
        self.join.clicked.connect(self.press)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.words, 1)
        self._row.addWidget(self.join)
        self.hide()
        self.follow_theme()

    def retheme(self) -> None:
        px = theme().px
        self._row.setContentsMargins(px(14), px(8), px(8), px(8))
        self._row.setSpacing(px(10))

    # -- what it knows

    @property
    def incident(self) -> IncidentRow | None:
        """The incident that is shown: the one that was joined, else the likeliest."""
        joined = next((row for row in self._found if row.id == self._joined), None)
        return joined or (self._found[0] if self._found else None)

    @property
    def joined(self) -> int | None:
        """The incident that the complaint will belong to."""
        return self._joined

    def may_join(self) -> bool:
        """Whether Alt+J means anything."""
        return self.incident is not None

    def show_found(self, found: Sequence[IncidentRow]) -> None:
        """Show what concerns the caller now."""
        self._found = tuple(found)
        if self._joined is not None and self._joined not in {row.id for row in self._found}:
            self._joined = None  # it has ended meanwhile
        self.retranslate()

    def take(self) -> IncidentRow | None:
        """Belong to what is shown."""
        row = self.incident
        self._joined = row.id if row is not None else None
        self.retranslate()
        return row

    def values(self) -> dict[str, Any]:
        """What stands here, as a draft keeps it."""
        return {"incident_id": self._joined}

    def load(self, values: dict[str, Any]) -> None:
        """Show what a draft kept; an empty one belongs to nothing."""
        kept = values.get("incident_id")
        self._joined = int(kept) if kept else None
        self._found = ()
        self.retranslate()

    def press(self) -> None:
        """Join, or take that back."""
        if self._joined is None:
            self.wanted.emit()
            return
        self._joined = None
        self.retranslate()
        self.taken_back.emit()

    # -- words

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        row, texts = self.incident, self._context.texts
        self.setVisible(row is not None)
        if row is None:
            return
        self._icon.set_icon(incident_icon(row), "soon")
        self.words.set_parts(self._parts(row))
        joins = self._joined is not None
        self.join.set_text(texts.t("Not this one") if joins else self._join_words(row))
        self.join.set_key("" if joins else "Alt+J")
        self.join.setAccessibleName(f"{self.join.text()} {incident_title(texts.current, row)}")
        self.setAccessibleName(self.words.plain())

    def _join_words(self, row: IncidentRow) -> str:
        texts = self._context.texts
        return texts.t("Join the outage") if row.kind == "outage" else texts.t("Join this cause")

    def _parts(self, row: IncidentRow) -> list[tuple[str, str, bool]]:
        texts, now, zone = self._context.texts, self._context.clock.now(), self._context.desk.zone
        words = texts.current
        if self._joined is not None:
            head = texts.t("Belongs to")
        else:
            head = texts.t("Known outage") if row.kind == "outage" else texts.t("Known cause")
        about, until = incident_title(words, row), until_words(words, row, now, zone)
        if row.place not in about:
            about = texts.t("{what}, {more}", what=about, more=where_words(words, row))
        if until:
            about = texts.t("{what}, {more}", what=about, more=until)
        parts = [(head, "text", True), (_GAP + about, "text", False)]
        if row.say:
            parts.append((_GAP + texts.t("Say: {words}", words=said(words, row.say)), "muted", False))
        rest = len(self._found) - 1
        if rest > 0 and self._joined is None:
            parts.append((_GAP + texts.n("and {n} more", "and {n} more", rest), "muted", False))
        return parts
