"""The card of the home: who lives there, how to reach them, what to mind."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.directory.kinds import HomeCard, Person, PlaceKind
from ui.context import Context
from ui.pages.intake.people import ELSE, PeopleChoice
from ui.theme.current import theme
from ui.widgets.cards import Avatar, Icon, Plane, Separator
from ui.widgets.labels import ElidedLabel, Label

_MOST_PEOPLE, _MOST_HINTS = 5, 5


class _HintLine(QWidget):
    """An icon and a line to mind."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.icon = Icon("info", "muted", 16, self)
        self.words = Label("", wrap=True, parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        column = QVBoxLayout()
        column.setContentsMargins(0, 1, 0, 0)
        column.addWidget(self.icon)
        column.addStretch(1)
        row.addLayout(column)
        row.addWidget(self.words, 1)


class HomeCardView(Plane):
    """Shows a home; ``caller`` tells who of them is on the line (``ELSE``: somebody who is not in the directory)."""

    caller = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("surface", 10, parent)
        self.setObjectName("intake.home")
        self._context = context
        self._card: HomeCard | None = None
        self._avatar = Avatar("", mine=True, px=34, parent=self)
        self._name = ElidedLabel("", "lead", strong=True, parent=self)
        self._about = ElidedLabel("", "small", "muted", parent=self)
        self.people = PeopleChoice(self)
        self.people.setObjectName("intake.caller")
        self.people.changed.connect(self._chosen)
        self._line = Separator(parent=self)
        self._hints = [_HintLine(self) for _ in range(_MOST_HINTS)]
        self._lay_out()
        self.follow_theme()

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._about)
        self._head = QHBoxLayout()
        self._head.addWidget(self._avatar)
        self._head.addLayout(names, 1)
        self._box = QVBoxLayout(self)
        self._box.addLayout(self._head)
        self._box.addWidget(self.people)
        self._box.addWidget(self._line)
        for hint in self._hints:
            self._box.addWidget(hint)

    def retheme(self) -> None:
        px = theme().px
        self._head.setSpacing(px(10))
        self._box.setContentsMargins(px(13), px(11), px(13), px(12))
        self._box.setSpacing(px(8))

    @property
    def card(self) -> HomeCard | None:
        """The home that is shown."""
        return self._card

    def show_card(self, card: HomeCard | None, caller: int | None) -> None:
        """Show a home with its caller chosen."""
        self._card = card
        self.setVisible(card is not None)
        if card is None:
            self.people.set_value(None)
            return
        self.people.set_value(caller)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        self.people.setAccessibleName(self._context.texts.t("Who is calling"))
        if self._card is None:
            return
        texts = self._context.texts
        people = self._card.people[:_MOST_PEOPLE]
        lines = [(p.resident.id, p.resident.name, self._kind(p), p.phone) for p in people]
        self.people.set_people([*lines, (ELSE, texts.t("Somebody else"), "", "")])
        self._show_head()
        self._show_hints()

    def _kind(self, person: Person) -> str:
        if person.residency is None:
            return ""
        return self._context.texts.current.word("resident_kind", person.residency.kind, inside=True)

    def caller_person(self) -> Person | None:
        """Who of the home is on the line."""
        people = self._card.people if self._card else ()
        return next((person for person in people if person.resident.id == self.people.value()), None)

    def _show_head(self) -> None:
        texts, person, card = self._context.texts, self.caller_person(), self._card
        assert card is not None
        if person is None:
            empty = not card.people
            label = card.place.label if card.place else ""
            self._avatar.set_initials(label[:1], mine=True)
            self._name.set_text(texts.t("Somebody else") if not empty else label)
            self._about.set_text(
                texts.t("nobody is registered here; ask for the name")
                if empty
                else texts.t("not in the directory; ask for name and number")
            )
            return
        self._avatar.set_initials(person.resident.name[:1], mine=True)
        self._name.set_text(person.resident.name)
        stay = person.residency
        kind = self._kind(person)
        if stay is not None and stay.since is not None:
            self._about.set_text(texts.t("{kind}, lives here since {year}", kind=kind, year=stay.since.year))
        else:
            self._about.set_text(kind)

    def _show_hints(self) -> None:
        card, person = self._card, self.caller_person()
        assert card is not None
        found: list[tuple[str, str]] = []
        if person is not None:
            found += [
                ("message-circle-heart", person.resident.access_needs),
                ("clock", person.resident.hints),
            ]
        if card.place is not None:
            found.append(("house", card.place.hints))
        found += [("building-2", place.hints) for place in card.trail if place.kind != PlaceKind.PROPERTY]
        shown = [(icon, text.strip()) for icon, text in found if text.strip()][:_MOST_HINTS]
        for index, line in enumerate(self._hints):
            line.setVisible(index < len(shown))
            if index < len(shown):
                line.icon.set_icon(shown[index][0])
                line.words.set_text(shown[index][1])
        self._line.setVisible(bool(shown))

    def _chosen(self, resident_id: object) -> None:
        self.retranslate()
        assert isinstance(resident_id, int)
        self.caller.emit(resident_id)
