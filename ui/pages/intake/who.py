"""The left column: who it is, where they live, and what is known of the home."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from models.complaints.kinds import CaseRow
from models.directory.kinds import Found, HomeCard, PlaceKind
from models.directory.units import looks_like_unit
from ui.context import Context
from ui.pages.intake.finder import Finder
from ui.pages.intake.home_card import HomeCardView
from ui.pages.intake.home_cases import HomeCases
from ui.pages.intake.homes import FurtherHomes
from ui.pages.intake.lookups import Home, home_of, is_phone
from ui.pages.intake.people import ELSE
from ui.theme.current import theme
from ui.widgets.choices import Check
from ui.widgets.fields import LabeledField, LineField
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Label
from ui.widgets.themed import Themed


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
        self.finder = Finder(context, "intake.unit", parent=self)
        self.teaching = Label("", "small", "muted", wrap=True, parent=self)
        self.card = HomeCardView(context, self)
        self.cases = HomeCases(context, self)
        self.name, self.phone = self._field("caller_name"), self._field("caller_phone")
        self.reporter, self.reporter_phone = self._field("reporter_name"), self._field("reporter_phone")
        self.behalf, self.anonymous, self.group = (
            self._check("on_behalf"),
            self._check("anonymous"),
            self._check("group"),
        )
        self.homes = FurtherHomes(context, self)
        self._lay_out()
        self._wire()
        self._show_parts()
        self.follow_theme()

    def _field(self, name: str) -> LabeledField:
        line = LineField()
        line.setObjectName(f"intake.{name}")
        line.changed.connect(self._edited)
        return LabeledField("", line, parent=self)

    def _check(self, name: str) -> Check:
        check = Check(parent=self)
        check.setObjectName(f"intake.{name}")
        check.changed.connect(self._checked)
        return check

    def _lay_out(self) -> None:
        self._caller, self._reporter = (
            _pair(self, self.name, self.phone),
            _pair(self, self.reporter, self.reporter_phone),
        )
        self._checks = QWidget(self)
        checks = FlowLayout(self._checks, gap=14, row_gap=6)
        for check in (self.behalf, self.anonymous, self.group):
            checks.addWidget(check)
        self._box = QVBoxLayout(self)
        for widget in (self.finder, self.teaching, self.card, self._caller, self.cases):
            self._box.addWidget(widget)
        self._box.addWidget(self._checks)
        self._box.addWidget(self._reporter)
        self._box.addWidget(self.homes)
        self._box.addStretch(1)

    def _wire(self) -> None:
        self.finder.taken.connect(self._taken)
        self.finder.typed.connect(self._typed)
        self.finder.passed_on.connect(self._passed_on)
        self.card.caller.connect(self._caller_chosen)
        self.cases.repeat_wanted.connect(self._link)
        self.homes.changed.connect(self.changed)

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
            "somebody_else": self.card.people.value() == ELSE, "caller_name": self.name.field.value(),  # type: ignore[attr-defined]
            "caller_phone": self.phone.field.value(), "on_behalf": self.behalf.value(),  # type: ignore[attr-defined]
            "reporter_name": self.reporter.field.value(), "reporter_phone": self.reporter_phone.field.value(),  # type: ignore[attr-defined]
            "anonymous": self.anonymous.value(), "group": self.group.value(), "homes": self.homes.homes(),
            "repeat_of_id": self._repeat[0] if self._repeat else None,
            "repeat_of": self._repeat[1] if self._repeat else "",
        }  # fmt: skip

    def load(self, values: dict[str, Any]) -> None:
        """Show what a draft kept; an empty one empties the column."""
        self._place_id, self._resident_id = values.get("place_id"), values.get("resident_id")
        self._unit_as_place = str(values.get("unit_as_place") or "")
        self._unknown = bool(values.get("unknown"))
        repeat = values.get("repeat_of_id")
        self._repeat = (int(repeat), str(values.get("repeat_of") or "")) if repeat else None
        self._home = Home(_NO_CARD)
        self.finder.set_text(str(values.get("unit_text") or ""))
        pairs = (
            (self.name, "caller_name"), (self.phone, "caller_phone"),
            (self.reporter, "reporter_name"), (self.reporter_phone, "reporter_phone"),
        )  # fmt: skip
        for labeled, key in pairs:
            labeled.field.set_value(values.get(key) or "")  # type: ignore[attr-defined]
        for check, key in ((self.behalf, "on_behalf"), (self.anonymous, "anonymous"), (self.group, "group")):
            check.set_value(values.get(key))
        self.homes.set_homes(list(values.get("homes") or []))
        self.card.show_card(None, None)
        self.cases.show_cases((), None)
        self._show_parts()
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
        self.context.jobs.query(self, fetch, partial(self._came, else_calls), key="home")

    def look_again(self) -> None:
        """Something was changed elsewhere: fetch the home anew."""
        if self._place_id is not None or self._resident_id is not None:
            self.take(self._place_id, self._resident_id, else_calls=self.card.people.value() == ELSE)

    def _came(self, else_calls: bool, home: Home) -> None:
        card = home.card
        self._home = home
        self._place_id = card.place.id if card.place else None
        known = [person.resident.id for person in card.people]
        caller = self._resident_id if self._resident_id in known else (known[0] if known else ELSE)
        caller = ELSE if else_calls else caller
        self._resident_id = caller or None
        self._unknown, self._unit_as_place = False, ""
        self.finder.set_text(
            card.place.label if card.place else (card.people[0].resident.name if known else "")
        )
        self.card.show_card(card, caller)
        self.cases.show_cases(home.cases, self._repeat[0] if self._repeat else None)
        self._show_parts()
        self.retranslate()
        self.home_changed.emit()
        self.changed.emit()

    def _taken(self, found: Found) -> None:
        self._repeat = None
        self.take(found.place_id, found.resident_id)
        self.move_on.emit()

    def _typed(self, _text: str) -> None:
        """Other words than those of the home that was taken: nobody is taken any more."""
        had = self._place_id is not None or self._resident_id is not None
        self._place_id = self._resident_id = self._repeat = None
        self._unknown, self._unit_as_place = False, ""
        if had:
            self._home = Home(_NO_CARD)
            self.card.show_card(None, None)
            self.cases.show_cases((), None)
            self._show_parts()
            self.home_changed.emit()
        self.finder.line.set_trailing("")
        self.changed.emit()

    def _passed_on(self, text: str) -> None:
        """Enter on words that nobody knows: they are kept as what they look like, and the caller is asked for."""
        if self._place_id is None and self._resident_id is None and text:
            self._unknown = True
            if is_phone(text):
                self._fill(self.phone, text)
            elif looks_like_unit(text):
                self._unit_as_place = text
            else:
                self._fill(self.name, text)
            self._show_parts()
            self.changed.emit()
        self.move_on.emit()

    def _fill(self, labeled: LabeledField, text: str) -> None:
        if not labeled.field.value():  # type: ignore[attr-defined]
            labeled.field.set_value(text)  # type: ignore[attr-defined]

    def _caller_chosen(self, resident_id: int) -> None:
        self._resident_id = resident_id or None
        self._show_parts()
        self.home_changed.emit()
        self.changed.emit()

    def _link(self, row: CaseRow | None) -> None:
        self._repeat = None if row is None else (row.id, row.reference)
        self.cases.show_cases(self._home.cases, row.id if row else None)
        self.changed.emit()

    def _checked(self, _value: object) -> None:
        self._show_parts()
        self.changed.emit()

    def _edited(self, _value: object) -> None:
        self.changed.emit()

    def _show_parts(self) -> None:
        anonymous = bool(self.anonymous.value())
        no_one = self.card.people.value() == ELSE if self.home_card is not None else self._unknown
        self._caller.setVisible(no_one and not anonymous)
        self._reporter.setVisible(bool(self.behalf.value()))
        self.homes.setVisible(bool(self.group.value()))
        self.card.setVisible(self.home_card is not None)
        self.teaching.setVisible(self.home_card is None and not self._unknown)

    def fields(self) -> list[QWidget]:
        """Where Enter goes, in order; the finder leads on by itself."""
        return [
            self.finder.line, self.name.field, self.phone.field, self.reporter.field, self.reporter_phone.field,
        ]  # fmt: skip

    def gap_field(self, gap: str) -> QWidget | None:
        """The field that answers a gap."""
        if gap == "who" and self._caller.isVisible():
            return self.name.field
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
        self.name.set_label(texts.t("Name of the caller"))
        self.phone.set_label(texts.t("Their phone"))
        self.reporter.set_label(texts.t("Who calls for them"))
        self.reporter_phone.set_label(texts.t("Their phone"))
        self.reporter_phone.field.setAccessibleName(texts.t("Phone of who calls for them"))
        self.behalf.set_text(texts.t("Calls for &someone else"))
        self.anonymous.set_text(texts.t("Anon&ymous"))
        self.group.set_text(texts.t("Severa&l homes"))
        for part in (self.card, self.cases, self.homes):
            part.retranslate()
        self._show_place()

    def _show_place(self) -> None:
        place, trail = self._home.card.place, self._home.card.trail
        if place is None:
            self.finder.line.set_trailing("")
            return
        above = [one.label for one in trail if one.kind not in (PlaceKind.PROPERTY, PlaceKind.FLOOR)][-1:]
        texts = self.context.texts
        if place.floor is not None:
            above.append(texts.t("floor {n}", n=place.floor))
        words = texts.current.list_of(above[:1]) if len(above) < 2 else texts.t("{building}, {floor}",
            building=above[0], floor=above[1])  # fmt: skip
        self.finder.line.set_trailing(words or texts.word("place_kind", place.kind), "ok", "check")


_NO_CARD = HomeCard(None, (), (), None, (), 0, ())


def _pair(parent: QWidget, left: QWidget, right: QWidget) -> QWidget:
    """Two fields side by side that are shown and hidden together."""
    both = QWidget(parent)
    grid = QGridLayout(both)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(10)
    grid.addWidget(left, 0, 0)
    grid.addWidget(right, 0, 1)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return both
