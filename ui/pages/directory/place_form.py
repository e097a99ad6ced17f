"""What a place is, what it is called, and where it hangs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.directory.kinds import Found, PlaceDraft, PlaceKind, PlaceRow
from models.directory.rules import may_hold
from ui.base.form import FieldProblem, Form
from ui.context import Context
from ui.pages.directory.words import place_name
from ui.shared.finder_field import FinderField
from ui.theme.current import theme
from ui.widgets.fields import ChoiceField, LabeledField, LineField, TextField


class PlaceForm(Form[PlaceDraft]):
    """A place; the label and the place line follow by themselves."""

    grown = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.kind, self.code, self.name, self.floor = ChoiceField(), LineField(), LineField(), LineField()
        self.parent_id = FinderField(context, "directory.place.parent_id", "place", self._holds)
        self.hints = TextField(lines=2, max_lines=5)
        self.parent_id.grown.connect(self.grown)
        names = ("kind", "parent_id", "code", "name", "floor", "hints")
        self._held: dict[str, LabeledField] = {}
        for name in names:
            field = getattr(self, name)
            if name != "parent_id":
                field.setObjectName(f"directory.place.{name}")
            self._held[name] = LabeledField("", field)
            self.bind(name, self._held[name])
        self._lay_out()
        self.setFocusProxy(self.code)

    def _lay_out(self) -> None:
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, px(4), 0)
        column.setSpacing(px(12))
        column.addLayout(_row(self._held["kind"], self._held["parent_id"]))
        column.addLayout(_row(self._held["code"], self._held["name"], self._held["floor"]))
        column.addWidget(self._held["hints"])
        column.addStretch(1)

    def retranslate(self) -> None:
        texts = self.context.texts
        t = texts.t
        words = {
            "kind": t("&Kind of place"),
            "parent_id": t("&Lies in"),
            "code": t("N&umber"),
            "name": t("&Name, if it has one"),
            "floor": t("&Floor"),
            "hints": t("Good to know on the &way there"),
        }
        for name, label in words.items():
            self._held[name].set_label(label)
        self.kind.set_options([(str(kind), texts.word("place_kind", kind)) for kind in PlaceKind])
        self.code.set_placeholder("1502")
        self.hints.setPlaceholderText(t("Water valve: corridor meter box, left"))
        self.parent_id.retranslate()

    def show_place(self, place: PlaceRow | None, above: PlaceRow | None, kind: str = "") -> None:
        """Fill in a place, or begin one below ``above``."""
        if place is None:
            self.set_values({"kind": kind or _usual(above), "code": "", "name": "", "floor": "", "hints": ""})
        else:
            floor = "" if place.floor is None else str(place.floor)
            code = "" if place.code == place.name else place.code
            self.set_values(
                {"kind": place.kind, "code": code, "name": place.name, "floor": floor, "hints": place.hints}
            )
        words = place_name(self.context.texts.current, above) if above else ""
        self.parent_id.show_choice(above.id if above else None, words)
        self.mark_clean()

    def draft(self) -> PlaceDraft:
        values = self.values()
        floor = values["floor"]
        return PlaceDraft(
            values["parent_id"],
            values["kind"] or PlaceKind.UNIT,
            values["code"],
            values["name"],
            int(floor) if floor else None,
            values["hints"],
        )

    def problems(self) -> Sequence[FieldProblem]:
        t, values = self.context.texts.t, self.values()
        found = []
        if values["parent_id"] is None and (
            self.parent_id.line.text().strip() or values["kind"] != "property"
        ):
            found.append(FieldProblem("parent_id", t("Choose the place in which it lies.")))
        if not values["code"] and not values["name"]:
            found.append(FieldProblem("code", t("Give the place a number or a name.")))
        if values["floor"] and not values["floor"].removeprefix("-").isdecimal():
            found.append(FieldProblem("floor", t("Write the floor as a number.")))
        return found

    def _holds(self, found: Found) -> bool:
        return may_hold(found.place_kind, str(self.kind.value() or PlaceKind.UNIT))


def _usual(above: PlaceRow | None) -> str:
    """What is mostly added below a place."""
    if above is None:
        return PlaceKind.PROPERTY
    return PlaceKind.BUILDING if above.kind == PlaceKind.PROPERTY else PlaceKind.UNIT


def _row(*fields: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme().px(12))
    for field in fields:
        row.addWidget(field, 1)
    return row
