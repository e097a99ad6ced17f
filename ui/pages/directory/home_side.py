"""The left column of a home's page: people, hints, homes or history, the same place line, what lies below."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.directory.kinds import PlaceNode, ResidencyRow
from ui.language import TextsHolder
from ui.pages.directory.home_data import HomeView
from ui.pages.directory.lines import LineList, LineLook, PlaceChips
from ui.pages.directory.person_card import FactLine, PersonCard
from ui.pages.directory.words import PLACE_ICONS, period, person_words, place_name
from ui.theme.current import theme
from ui.widgets.cards import Card, SectionHead
from ui.widgets.controls import LinkButton
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Label
from ui.widgets.themed import Themed

_MOST_BELOW = 60


class HomeSide(Themed, QWidget):
    """Shows a ``HomeView``; says what is wanted."""

    place_wanted = Signal(object)
    resident_wanted = Signal(object)
    change_person = Signal(object)
    move_out = Signal(object)
    change_stay = Signal(object)
    add_wanted = Signal()
    move_in_wanted = Signal()

    def __init__(self, texts: TextsHolder, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, self._name = texts, name
        self.cards: list[PersonCard] = []
        self.people_head, self.history_head = SectionHead(), SectionHead()
        self.line_head, self.below_head = SectionHead(), SectionHead()
        self.nobody = Label("", token="muted", wrap=True)
        self.hints = Card()
        self._hint_lines: list[FactLine] = []
        self.history, self.below = LineList(f"{name}.history"), LineList(f"{name}.below")
        self.chips = PlaceChips(f"{name}.line")
        self.add, self.move_in = LinkButton(icon="plus"), LinkButton()
        self.add.setObjectName(f"{name}.add")
        self.move_in.setObjectName(f"{name}.move_in")
        self._lay_out()
        self.add.clicked.connect(self.add_wanted)
        self.move_in.clicked.connect(self.move_in_wanted)
        self.history.chosen.connect(self._stay_chosen)
        self.below.chosen.connect(self.place_wanted)
        self.chips.chosen.connect(self.place_wanted)
        self.follow_theme()

    def _lay_out(self) -> None:
        self._links = QWidget()
        links = FlowLayout(self._links, theme().px(12), 0)
        links.addWidget(self.add)
        links.addWidget(self.move_in)
        self._people = QVBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.people_head)
        self._column.addWidget(self.nobody)
        self._column.addLayout(self._people)
        self._column.addWidget(self._links)
        self._column.addWidget(self.hints)
        for head, body in (
            (self.line_head, self.chips),
            (self.below_head, self.below),
            (self.history_head, self.history),
        ):
            self._column.addSpacing(4)
            self._column.addWidget(head)
            self._column.addWidget(body)
        self._column.addStretch(1)

    def retheme(self) -> None:
        px = theme().px
        self._column.setContentsMargins(px(24), px(12), px(16), px(20))
        self._column.setSpacing(px(8))
        self._people.setSpacing(px(8))

    def minimumSizeHint(self) -> QSize:
        # The column keeps its width; words in it give way.
        return QSize(0, super().minimumSizeHint().height())

    def show_home(self, view: HomeView, *, may: bool) -> None:
        """Show everything."""
        texts = self._texts
        alone = view.person is not None
        self.people_head.set_heading(texts.t("Person") if alone else texts.t("Who lives here"))
        self.people_head.set_count(None if alone else len(view.people))
        active_home = view.place is not None and view.place.active
        self.add.set_text(texts.t("Add somebody"))
        self.add.setVisible(may and not alone and active_home)
        self.move_in.set_text(texts.t("Move in"))
        self.move_in.setVisible(may and (alone or active_home))
        homely = alone or bool(view.people) or (view.place is not None and view.place.kind == "unit")
        self.people_head.setVisible(homely)
        self._links.setVisible(may and homely)
        self._show_people(view, may=may)
        self._show_hints(view)
        self._show_line(view)
        self._show_below(view)
        self._show_history(view, may=may)

    def _show_people(self, view: HomeView, *, may: bool) -> None:
        texts = self._texts
        people = (view.person,) if view.person is not None else view.people
        self.nobody.setVisible(not people and self.people_head.isVisibleTo(self))
        self.nobody.set_text(texts.t("Nobody is known to live here."))
        while len(self.cards) < len(people):
            self.cards.append(self._make_card())
        for at, card in enumerate(self.cards):
            card.setVisible(at < len(people))
            if at < len(people):
                words = person_words(texts.current, people[at], view.today)
                card.show_person(texts, people[at], words, leads=view.person is None, may=may)

    def _make_card(self) -> PersonCard:
        card = PersonCard(f"{self._name}.person{len(self.cards)}", self)
        card.opened.connect(self.resident_wanted)
        card.change_wanted.connect(self.change_person)
        card.move_out_wanted.connect(self.move_out)
        self._people.addWidget(card)
        return card

    def _show_hints(self, view: HomeView) -> None:
        hints = view.place.hints.splitlines() if view.place is not None else []
        hints = [hint for hint in hints if hint.strip()]
        self.hints.setVisible(bool(hints))
        self.hints.set_heading(self._texts.t("Good to know on the way there"))
        while len(self._hint_lines) < len(hints):
            line = FactLine(self.hints)
            self._hint_lines.append(line)
            self.hints.body.addWidget(line)
        for at, line in enumerate(self._hint_lines):
            line.setVisible(at < len(hints))
            if at < len(hints):
                line.show_fact("circle-gauge", hints[at], "")

    def _show_line(self, view: HomeView) -> None:
        texts = self._texts
        shown = len(view.line) > 1
        self.line_head.setVisible(shown)
        self.chips.setVisible(shown)
        self.line_head.set_heading(texts.t("Same place line"))
        self.line_head.set_count(len(view.line))
        self.line_head.set_note(texts.t("above and below one another"))
        here = view.place.id if view.place is not None and view.person is None else 0
        chips = []
        for row in view.line:
            count = view.line_open.get(row.id, 0)
            state = texts.n("{n} open", "{n} open", count) if count else texts.t("none open")
            chips.append((row.id, row.label, count, row.id == here, f"{row.label}, {state}"))
        self.chips.show_places(chips)

    def _show_below(self, view: HomeView) -> None:
        nodes = view.below[:_MOST_BELOW]
        self.below_head.setVisible(bool(nodes))
        self.below.setVisible(bool(nodes))
        self.below_head.set_heading(self._texts.t("Lies in it"))
        self.below_head.set_count(len(view.below))
        self.below.show_lines([(node.place.id, self._node_look(view, node)) for node in nodes])

    def _node_look(self, view: HomeView, node: PlaceNode) -> LineLook:
        texts = self._texts
        people = texts.n("{n} person", "{n} people", node.people) if node.people else ""
        count = view.line_open.get(node.place.id, 0)
        right = texts.n("{n} open", "{n} open", count) if count else ""
        icon = PLACE_ICONS.get(node.place.kind, "house")
        return LineLook(
            place_name(texts.current, node.place), people, right, "soon" if count else "muted", icon
        )

    def _show_history(self, view: HomeView, *, may: bool) -> None:
        texts = self._texts
        stays = view.stays if view.person is not None else [one for one in view.stays if not one.present]
        self.history_head.setVisible(bool(stays))
        self.history.setVisible(bool(stays))
        self.history_head.set_heading(
            texts.t("Homes") if view.person is not None else texts.t("Before and after")
        )
        self.history_head.set_count(len(stays))
        self.history.show_lines([(stay, self._stay_look(view, stay)) for stay in stays])

    def _stay_look(self, view: HomeView, stay: ResidencyRow) -> LineLook:
        texts = self._texts
        when = period(texts.current, stay, view.today)
        kind = texts.word("resident_kind", stay.kind)
        if view.person is not None:
            token = "text" if stay.present else "muted"
            return LineLook(stay.place_label, kind, when or texts.t("at present"), token, "house")
        return LineLook(stay.resident_name, kind, when, icon="users")

    def _stay_chosen(self, stay: object) -> None:
        if isinstance(stay, ResidencyRow):
            self.change_stay.emit(stay)
