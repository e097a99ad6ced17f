"""Who somebody is, how to reach them, and what to mind; with the home they move into when they are new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.directory.kinds import (
    ContactDraft,
    Person,
    PlaceRow,
    ResidencyDraft,
    ResidentDraft,
    ResidentKind,
)
from resources.texts import LANGUAGES
from ui.base.form import FieldProblem, Form
from ui.context import Context
from ui.pages.directory.contacts_field import ContactsField
from ui.shared.day_field import DayField
from ui.shared.finder_field import FinderField
from ui.theme.current import theme
from ui.widgets.choices import Check, Segmented
from ui.widgets.fields import ChoiceField, LabeledField, LineField, TextField


@dataclass(frozen=True)
class NewResident:
    """A resident as typed, and the home, where one was given."""

    resident: ResidentDraft
    home: ResidencyDraft | None = None


class ResidentForm(Form[NewResident]):
    """A person. ``new`` adds the home: where, as what, since when."""

    grown = Signal()

    def __init__(self, context: Context, *, new: bool, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._new = new
        self.name, self.language = LineField(), ChoiceField()
        self.contacts = ContactsField(context.texts, "directory.resident.contacts")
        self.hints, self.access_needs = TextField(lines=2, max_lines=5), LineField()
        self.age_group, self.occupation, self.vulnerable = LineField(), LineField(), Check("")
        self.place_id = FinderField(context, "directory.resident.place_id", "place")
        self.kind, self.since = Segmented(), DayField(context, "directory.resident.since")
        self.contacts.grown.connect(self.grown)
        self.place_id.grown.connect(self.grown)
        names = ["name", "contacts", "hints", "access_needs", "language", "age_group", "occupation"]
        self._held: dict[str, LabeledField] = {}
        for name in [*names, *(("place_id", "kind", "since") if new else ())]:
            field = getattr(self, name)
            if not field.objectName() and name not in ("place_id", "since"):
                field.setObjectName(f"directory.resident.{name}")
            self._held[name] = LabeledField("", field)
            self.bind(name, self._held[name])
        self.vulnerable.setObjectName("directory.resident.vulnerable")
        self.bind("vulnerable", self.vulnerable)
        self._lay_out()
        self.setFocusProxy(self.name)

    def _lay_out(self) -> None:
        px, held = theme().px, self._held
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, px(4), 0)
        column.setSpacing(px(12))
        column.addWidget(held["name"])
        if self._new:
            home = QHBoxLayout()
            home.setSpacing(px(12))
            home.addWidget(held["place_id"], 3)
            home.addWidget(held["since"], 2)
            column.addLayout(home)
            column.addWidget(held["kind"])
        column.addWidget(held["contacts"])
        column.addWidget(held["hints"])
        needs = QHBoxLayout()
        needs.setSpacing(px(12))
        needs.addWidget(held["access_needs"], 3)
        needs.addWidget(held["language"], 2)
        column.addLayout(needs)
        rest = QHBoxLayout()
        rest.setSpacing(px(12))
        rest.addWidget(held["age_group"], 1)
        rest.addWidget(held["occupation"], 1)
        column.addLayout(rest)
        column.addWidget(self.vulnerable)
        column.addStretch(1)

    def retranslate(self) -> None:
        texts = self.context.texts
        t = texts.t
        words = {
            "name": t("&Name"),
            "place_id": t("&Home"),
            "since": t("Lives here sin&ce"),
            "kind": texts.p("resident", "&As"),
            "contacts": t("&Phones and e-mail, the best one first"),
            "hints": t("Good to kn&ow"),
            "access_needs": t("Needs when we &visit"),
            "language": t("&Language"),
            "age_group": t("A&ge group"),
            "occupation": t("Occ&upation"),
        }
        for name, label in words.items():
            if name in self._held:
                self._held[name].set_label(label)
        self.language.set_options([("", t("not known")), *LANGUAGES.items()])
        kinds = [(str(kind), texts.word("resident_kind", kind)) for kind in ResidentKind]
        self.kind.set_options(kinds)
        self.vulnerable.set_text(t("Needs particular care"))
        self.vulnerable.set_note(t("old, ill, alone with small children"))
        self.hints.setPlaceholderText(t("Dog in the home. Ring first."))
        self.access_needs.set_placeholder(t("wheelchair, hard of hearing …"))
        for field in (self.contacts, self.place_id, self.since):
            field.retranslate()

    def begin(self, place: PlaceRow | None) -> None:
        """Empty fields for somebody new, perhaps at a home."""
        self.set_values({"kind": str(ResidentKind.OWNER), "language": "", "contacts": ()})
        self.place_id.show_choice(place.id if place else None, place.label if place else "")
        self.mark_clean()

    def show_person(self, person: Person) -> None:
        """Fill in somebody."""
        row = person.resident
        contacts = tuple(ContactDraft(one.kind, one.value, one.label) for one in person.contacts)
        self.set_values(
            {
                "name": row.name,
                "contacts": contacts,
                "hints": row.hints,
                "access_needs": row.access_needs,
                "language": row.language or "",
                "age_group": row.age_group or "",
                "occupation": row.occupation or "",
                "vulnerable": row.vulnerable,
            }
        )

    def draft(self) -> NewResident:
        values = self.values()
        resident = ResidentDraft(
            values["name"],
            values["language"] or None,
            values["access_needs"],
            values["hints"],
            bool(values["vulnerable"]),
            values["age_group"] or None,
            values["occupation"] or None,
            values["contacts"],
        )
        place_id = values.get("place_id")
        if place_id is None:
            return NewResident(resident)
        return NewResident(resident, ResidencyDraft(place_id, values["kind"] or "owner", values["since"]))

    def problems(self) -> Sequence[FieldProblem]:
        t, values, found = self.context.texts.t, self.values(), []
        if not values["name"]:
            found.append(FieldProblem("name", t("Enter the name.")))
        if self._new and self.place_id.line.text().strip() and values["place_id"] is None:
            found.append(FieldProblem("place_id", t("No such home. Choose one of those that are found.")))
        if self._new and not self.since.is_valid():
            found.append(FieldProblem("since", t("Please write a day, such as 2026-11-01.")))
        return found
