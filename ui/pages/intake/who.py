"""The left column: who it is, where they live, and what is known of the home."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.complaints.kinds import CaseRow
from models.directory.kinds import Found, HomeCard, PlaceKind
from models.directory.units import looks_like_unit
from ui.context import Context
from ui.pages.intake.caller import CallerParts
from ui.pages.intake.finder import Finder
from ui.pages.intake.home_card import HomeCardView
from ui.pages.intake.home_cases import HomeCases
from ui.pages.intake.lookups import Home, home_of, is_phone
from ui.pages.intake.people import ELSE
from ui.theme.current import theme
from ui.widgets.labels import Label
from ui.widgets.themed import Themed

_NO_CARD = HomeCard(None, (), (), None, (), 0, ())


class WhoPane(Themed, QWidget):
    """``changed``: something was written; ``home_changed``: another home or caller; ``move_on``: next field."""

    changed = Signal()
    home_changed = Signal()
    move_on = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("intake.who")
        self.context = context
        self._home = Home(_NO_CARD)
        self._place_id: int | None = None
        self._resident_id: int | None = None
        self._unit_as_place = ""
        self._unknown = False
        self._repeat: tuple[int, str] | None = None
        self._no_repeat = False
        self._by_rule: int | None = None
        self.finder = Finder(context, "intake.unit", parent=self)
        self.teaching = Label("", "small", "muted", wrap=True, parent=self)
        self.card = HomeCardView(context, self)
        self.cases = HomeCases(context, self)
        self.caller = CallerParts(context, self)
        self.homes = self.caller.homes
        self._lay_out()
        self.finder.taken.connect(self._taken)
        self.finder.typed.connect(self._typed)
        self.finder.passed_on.connect(self._passed_on)
        self.card.caller.connect(self._caller_chosen)
        self.cases.repeat_wanted.connect(self._link)
        self.caller.changed.connect(self.changed)
        self._show_parts()
        self.follow_theme()

    def _lay_out(self) -> None:
        self._box = QVBoxLayout(self)
        more = self.caller
        for widget in (
            self.finder, self.teaching, self.card, more.caller_row, self.cases, more.check_row, more.reporter_row,
            more.homes,
        ):  # fmt: skip
            self._box.addWidget(widget)
        self._box.addStretch(1)

    def retheme(self) -> None:
        px = theme().px
        self._box.setContentsMargins(0, 0, px(4), px(8))
        self._box.setSpacing(px(14))

    # -- what it says

    def values(self) -> dict[str, Any]:
        """What stands here, as a draft keeps it."""
        return {
            "unit_text": self.finder.text(), "unit_as_place": self._unit_as_place, "place_id": self._place_id,
            "resident_id": self._resident_id, "unknown": self._unknown,
            "somebody_else": self.card.people.value() == ELSE, **self.caller.values(),
            "repeat_of_id": self._repeat[0] if self._repeat else None,
            "repeat_of": self._repeat[1] if self._repeat else "", "no_repeat": self._no_repeat,
        }  # fmt: skip

    def load(self, values: dict[str, Any]) -> None:
        """Show what a draft kept; an empty one empties the column."""
        self._place_id, self._resident_id = values.get("place_id"), values.get("resident_id")
        self._unit_as_place = str(values.get("unit_as_place") or "")
        self._unknown = bool(values.get("unknown"))
        repeat = values.get("repeat_of_id")
        self._repeat = (int(repeat), str(values.get("repeat_of") or "")) if repeat else None
        self._no_repeat = bool(values.get("no_repeat"))
        self.finder.set_text(str(values.get("unit_text") or ""))
        self.caller.load(values)
        self._show_nobody()
        if self._place_id is not None or self._resident_id is not None:
            self.take(self._place_id, self._resident_id, else_calls=bool(values.get("somebody_else")))

    @property
    def place_id(self) -> int | None:
        """The home that was taken."""
        return self._place_id

    @property
    def home_card(self) -> HomeCard | None:
        """What is known of the home that was taken."""
        return None if self._home.card is _NO_CARD else self._home.card

    @property
    def label(self) -> str:
        """What the home is called."""
        place = self._home.card.place
        return place.label if place else self.finder.text()

    # -- what happens

    def take(self, place_id: int | None, resident_id: int | None, *, else_calls: bool = False) -> None:
        """Fetch a home and show it."""
        self._place_id, self._resident_id = place_id, resident_id
        fetch = partial(home_of, place_id, resident_id)
        came = partial(self._came, (place_id, resident_id), else_calls)
        self.context.jobs.query(self, fetch, came, key="home")

    def look_again(self) -> None:
        """Something was changed elsewhere: fetch the home anew."""
        if self._place_id is not None or self._resident_id is not None:
            self.take(self._place_id, self._resident_id, else_calls=self.card.people.value() == ELSE)

    def _came(self, asked: tuple[int | None, int | None], else_calls: bool, home: Home) -> None:
        if asked != (self._place_id, self._resident_id):
            return  # somebody typed on meanwhile
        card = self._take_card(home)
        known = [person.resident.id for person in card.people]
        caller = self._resident_id if self._resident_id in known else (known[0] if known else ELSE)
        caller = ELSE if else_calls else caller
        self._resident_id = caller or None
        first = card.people[0].resident.name if known else ""
        self.finder.set_text(card.place.label if card.place else first)
        self.card.show_card(card, caller)
        self.cases.show_cases(home.cases, self._linked())
        self._show_parts()
        self._show_place()
        self.home_changed.emit()
        self.changed.emit()

    def _take_card(self, home: Home) -> HomeCard:
        self._home = home
        self._place_id = home.card.place.id if home.card.place else None
        self._unknown, self._unit_as_place = False, ""
        return home.card

    def _show_nobody(self) -> None:
        self._home = Home(_NO_CARD)
        self.card.show_card(None, None)
        self.cases.show_cases((), None)
        self._show_parts()
        self._show_place()

    def _taken(self, found: Found) -> None:
        self._repeat, self._no_repeat, self._by_rule = None, False, None
        self.take(found.place_id, found.resident_id)
        self.move_on.emit()

    def _typed(self, _text: str) -> None:
        """Other words than those of the home that was taken: nobody is taken any more."""
        had = self._place_id is not None or self._resident_id is not None
        self._place_id = self._resident_id = self._repeat = self._by_rule = None
        self._no_repeat = False
        self._unknown, self._unit_as_place = False, ""
        if had:
            self._show_nobody()
            self.home_changed.emit()
        self._show_place()
        self.changed.emit()

    def _passed_on(self, text: str) -> None:
        """Enter on words that nobody knows: they are kept as what they look like, and the caller is asked for."""
        if self._place_id is None and self._resident_id is None and text:
            self._unknown = True
            if is_phone(text):
                self.caller.fill("caller_phone", text)
            elif looks_like_unit(text):
                self._unit_as_place = text
            else:
                self.caller.fill("caller_name", text)
            self._show_parts()
            self.finder.set_error(None)
            self._show_place()
            self.changed.emit()
        self.move_on.emit()

    def _caller_chosen(self, resident_id: int) -> None:
        self._resident_id = resident_id or None
        self._show_parts()
        self.home_changed.emit()
        self.changed.emit()

    def show_rule(self, by_rule: int | None) -> None:
        """Say which case this repeats by the rule; it holds while nobody decides otherwise."""
        self._by_rule = by_rule
        self.cases.show_cases(self._home.cases, self._linked())

    def _linked(self) -> int | None:
        """The case that this will be a repeat of."""
        if self._repeat is not None:
            return self._repeat[0]
        return None if self._no_repeat else self._by_rule

    def _link(self, row: CaseRow | None) -> None:
        self._repeat = None if row is None else (row.id, row.reference)
        self._no_repeat = row is None
        self.cases.show_cases(self._home.cases, self._linked())
        self.changed.emit()

    def _show_parts(self) -> None:
        known = self.home_card is not None
        self.caller.ask_for_caller(self.card.people.value() == ELSE if known else self._unknown)
        self.card.setVisible(known)
        self.teaching.setVisible(not known and not self._unknown)

    def fields(self) -> list[QWidget]:
        """Where Enter goes, in order; the finder leads on by itself."""
        return [self.finder.line, *self.caller.lines.values()]

    def gap_field(self, gap: str) -> QWidget | None:
        """The field that answers a gap."""
        if gap == "who" and self.caller.caller_row.isVisible():
            return self.caller.lines["caller_name"]
        return self.finder.line if gap in ("who", "where") else None

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts = self.context.texts
        self.finder.set_label(texts.t("&Unit, phone or name"))
        self.finder.retranslate_error()
        self.teaching.set_text(
            texts.t(
                "A unit, a name, its initials or the end of a phone number finds the home. Enter takes the first."
            )
        )
        for part in (self.card, self.cases, self.caller):
            part.retranslate()
        self._show_place()

    def _show_place(self) -> None:
        place, trail = self._home.card.place, self._home.card.trail
        if place is None:
            unknown = self.context.texts.t("not in the directory") if self._unknown else ""
            self.finder.line.set_trailing(unknown)
            return
        texts = self.context.texts
        above = [one.label for one in trail if one.kind not in (PlaceKind.PROPERTY, PlaceKind.FLOOR)][-1:]
        building = above[0] if above else ""
        if building and place.floor is not None:
            words = texts.t(
                "{building}, {floor}", building=building, floor=texts.t("floor {n}", n=place.floor)
            )
        else:
            words = building or texts.word("place_kind", place.kind)
        self.finder.line.set_trailing(words, "ok", "check")
