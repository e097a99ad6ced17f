"""The card of a person."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.directory.kinds import Person
from resources.texts import LANGUAGES
from ui.language import TextsHolder
from ui.theme.current import theme
from ui.widgets.cards import Avatar, Card, Separator
from ui.widgets.controls import LinkButton
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.marks import Icon, Tag

CONTACT_ICONS = {"phone": "phone", "email": "square-pen", "messaging": "message-square-text"}

_LONG = 24


class FactLine(QWidget):
    """An icon, words, and something quiet at the right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon, self._words = Icon("info", "muted", 16), Label("", wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._long = ElidedLabel("")  # an address has no place to break
        self._right = ElidedLabel("", "small", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        row.addWidget(self._long, 1)
        row.addWidget(self._right)

    def show_fact(self, icon: str, words: str, right: str, token: str = "muted") -> None:
        """Show it."""
        self._icon.set_icon(icon, token)
        self._words.set_text(words)
        self._long.set_text(words)
        breaks = len(words) < _LONG or " " in words or not words.isascii()
        self._words.setVisible(breaks)
        self._long.setVisible(not breaks)
        self._right.set_text(right)
        self._right.setVisible(bool(right))


class PersonCard(Card):
    """A person: sign, name, as what, contacts, what to mind; what can be done with them."""

    opened = Signal(object)
    change_wanted = Signal(object)
    move_out_wanted = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName(name)
        self.person: Person | None = None
        self._avatar = Avatar("", px=36)
        self.name = LinkButton(strong=True)
        self.name.setObjectName(f"{name}.open")
        self._plain = ElidedLabel("", strong=True)
        self._as = ElidedLabel("", "small", "muted")
        self._care = Tag()
        self.change, self.out = LinkButton(), LinkButton()
        self.change.setObjectName(f"{name}.change")
        self.out.setObjectName(f"{name}.move_out")
        self._facts: list[FactLine] = []
        self._rule = Separator()
        self._lay_out()
        self.name.clicked.connect(self._open)
        self.change.clicked.connect(self._change)
        self.out.clicked.connect(self._move_out)

    def _lay_out(self) -> None:
        px = theme().px
        words = QVBoxLayout()
        words.setSpacing(0)
        first = QHBoxLayout()
        first.setSpacing(px(6))
        first.addWidget(self.name)
        first.addWidget(self._plain)
        first.addWidget(self._care)
        first.addStretch(1)
        first.setContentsMargins(0, 0, 0, 0)
        words.addLayout(first)
        words.addWidget(self._as)
        head = QHBoxLayout()
        head.setSpacing(px(10))
        head.addWidget(self._avatar)
        head.addLayout(words, 1)
        self.body.addLayout(head)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(px(6))
        self.body.addLayout(self._lines)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, px(2), 0, 0)
        foot.addWidget(self.change)
        foot.addWidget(self.out)
        foot.addStretch(1)
        self.body.addWidget(self._rule)
        self.body.addLayout(foot)

    def show_person(self, texts: TextsHolder, person: Person, line: str, *, leads: bool, may: bool) -> None:
        """Show somebody. ``leads``: the name opens the person's own page."""
        self.person = person
        row = person.resident
        self._avatar.set_initials(row.name.strip()[:1].upper())
        self.name.set_text(row.name)
        self.name.setAccessibleName(row.name)
        self._plain.set_text(row.name)
        self.name.setVisible(leads)
        self._plain.setVisible(not leads)
        self._as.set_text(line)
        self._care.set_tag(texts.word("flag", "vulnerable") if row.vulnerable else "", "soon")
        self._care.setVisible(row.vulnerable)
        self._show_facts(texts, person)
        self.change.set_text(texts.p("verb", "Change"))
        self.out.set_text(texts.t("Move out"))
        stay = person.residency
        self.change.setVisible(may)
        self.out.setVisible(may and leads and stay is not None and stay.present)
        self._rule.setVisible(may)
        self.setAccessibleName(f"{row.name}, {line}")

    def _show_facts(self, texts: TextsHolder, person: Person) -> None:
        row = person.resident
        facts = [
            (CONTACT_ICONS.get(one.kind, "info"), one.value, one.label, "muted") for one in person.contacts
        ]
        if not facts:
            facts.append(("phone", texts.t("No number is known"), "", "muted"))
        facts += [("info", hint, "", "muted") for hint in row.hints.splitlines() if hint.strip()]
        if row.access_needs:
            facts.append(("circle-alert", row.access_needs, "", "soon"))
        more = [row.age_group or "", row.occupation or ""]
        if row.language:
            more.append(texts.t("speaks {language}", language=LANGUAGES.get(row.language, row.language)))
        if any(more):
            facts.append(("users", " · ".join(filter(None, more)), "", "muted"))
        while len(self._facts) < len(facts):
            line = FactLine(self)
            self._facts.append(line)
            self._lines.addWidget(line)
        for at, line in enumerate(self._facts):
            line.setVisible(at < len(facts))
            if at < len(facts):
                line.show_fact(*facts[at])

    def _open(self) -> None:
        if self.person is not None:
            self.opened.emit(self.person.resident.id)

    def _change(self) -> None:
        if self.person is not None:
            self.change_wanted.emit(self.person)

    def _move_out(self) -> None:
        if self.person is not None and self.person.residency is not None:
            self.move_out_wanted.emit(self.person.residency)
