"""The head of a home's page: the way back, what it is called, where it lies, what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.directory.kinds import PlaceRow
from ui.language import TextsHolder
from ui.pages.directory.home_data import HomeView
from ui.pages.directory.words import person_words, place_line, place_name
from ui.theme.current import theme
from ui.widgets.controls import Button, IconButton, LinkButton, PrimaryButton
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.marks import Tag
from ui.widgets.themed import Themed

_TRAIL = 4


class HomeHead(Themed, QWidget):
    """Says what is wanted; the page does it."""

    back = Signal()
    record_wanted = Signal()
    change_wanted = Signal()
    menu_wanted = Signal()
    place_wanted = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = name
        self._places: tuple[PlaceRow, ...] = ()
        self.back_link = LinkButton(icon="chevron-left", strong=True)
        self.back_link.setObjectName(f"{name}.back")
        self.dot = Label("·", token="muted")
        self.trail = [LinkButton(icon="chevron-right" if at else None) for at in range(_TRAIL)]
        self.title, self.line, self.tag = ElidedLabel("", "page"), ElidedLabel("", token="muted"), Tag()
        self.title.setObjectName(f"{name}.title")
        self.record = PrimaryButton(icon="square-pen", key="N")
        self.change, self.more = Button(key="E"), IconButton("ellipsis")
        for part in ("record", "change", "more"):
            getattr(self, part).setObjectName(f"{name}.{part}")
        self._lay_out()
        self.back_link.clicked.connect(self.back)
        self.record.clicked.connect(self.record_wanted)
        self.change.clicked.connect(self.change_wanted)
        self.more.clicked.connect(self.menu_wanted)
        for at, link in enumerate(self.trail):
            link.setObjectName(f"{name}.trail.{at}")
            link.clicked.connect(self._trail_clicked)
        self.follow_theme()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(2)
        first.addWidget(self.back_link)
        first.addWidget(self.dot)
        for link in self.trail:
            first.addWidget(link)
        first.addStretch(1)
        second = QHBoxLayout()
        second.setSpacing(10)
        second.addWidget(self.title)
        second.addWidget(self.tag)
        second.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(first)
        words.addLayout(second)
        words.addWidget(self.line)
        self._row = QHBoxLayout(self)
        self._row.addLayout(words, 1)
        for widget in (self.more, self.change, self.record):
            self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignBottom)

    def retheme(self) -> None:
        px = theme().px
        self._row.setContentsMargins(px(24), px(14), px(24), px(14))
        self._row.setSpacing(px(8))

    def retranslate(self, texts: TextsHolder) -> None:
        """Set the words that do not depend on whose page it is."""
        self.record.set_text(texts.t("Record a complaint"))
        self.change.set_text(texts.p("verb", "Change"))
        self.more.set_name(texts.t("More"))

    def show_back(self, words: str) -> None:
        """What the way back is called."""
        self.back_link.set_text(words)
        self.back_link.setVisible(bool(words))

    def show_home(self, texts: TextsHolder, view: HomeView, *, may: bool) -> None:
        """Show whose page it is."""
        place, person = view.place, view.person
        if person is not None:
            self.title.set_text(person.resident.name)
            home = person.residency.place_label if person.residency is not None else ""
            words = person_words(texts.current, person, view.today)
            self.line.set_text(" · ".join(filter(None, (home, words))))
            self._show_trail(texts, (*view.trail, place) if place is not None else ())
            self._tag(texts.word("flag", "vulnerable") if person.resident.vulnerable else "", "soon")
        elif place is not None:
            name = place_name(texts.current, place)
            self.title.set_text(f"{name} {place.name}" if _has_name(place) else name)
            self.line.set_text(place_line(texts.current, view.trail, place))
            self._show_trail(texts, view.trail)
            self._tag("" if place.active else texts.t("out of use"), "neutral")
        for button in (self.change, self.more):
            button.setVisible(may)
        self.record.setVisible(place is None or place.active)

    def show_nothing(self) -> None:
        """What was asked for is gone."""
        self.title.set_text("")
        self.line.set_text("")
        self._places = ()
        for link in (*self.trail, self.dot):
            link.hide()
        self._tag("", "neutral")
        for button in (self.change, self.more, self.record):
            button.hide()

    def _tag(self, words: str, kind: str) -> None:
        self.tag.set_tag(words, kind)
        self.tag.setVisible(bool(words))

    def _show_trail(self, texts: TextsHolder, places: tuple[PlaceRow, ...]) -> None:
        self._places = places[-_TRAIL:]
        self.dot.setVisible(bool(places) and self.back_link.isVisibleTo(self))
        for at, link in enumerate(self.trail):
            link.setVisible(at < len(self._places))
            if at < len(self._places):
                link.set_text(place_name(texts.current, self._places[at]))

    def _trail_clicked(self) -> None:
        sender = self.sender()
        for link, place in zip(self.trail, self._places, strict=False):
            if link is sender:
                self.place_wanted.emit(place.id)


def _has_name(place: PlaceRow) -> bool:
    return place.kind == "unit" and bool(place.name) and place.name not in place.label
