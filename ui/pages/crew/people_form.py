"""What somebody is called, can do, and when and where they work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.crew.kinds import COLOURS, TechnicianDraft, TechnicianRow
from resources.texts import N_
from ui.base.form import FieldProblem
from ui.context import Context
from ui.pages.crew.areas_field import AreasField
from ui.pages.crew.data import Crew
from ui.pages.crew.hours_field import BY_CALL, OFFICE, OWN, HoursField, as_typed
from ui.shared.book import RowForm
from ui.shared.finder_field import FinderField
from ui.shared.places_and_money import money_sign
from ui.shared.week_words import weekday_names
from ui.widgets.choices import Chips
from ui.widgets.fields import ChoiceField, LabeledField, LineField, MoneyField, TextField
from ui.widgets.swatches import Swatches

OURS = 0
_LABELS = {
    "name": N_("Na&me of the person"),
    "phone": N_("P&hone"),
    "firm": N_("&Works for"),
    "skills": N_("&Skills"),
    "hours": N_("Working h&ours"),
    "areas": N_("Works onl&y at"),
    "base": N_("The day be&gins at"),
    "colour": N_("Colou&r in the schedule"),
    "rate": N_("Rate for an ho&ur"),
    "note": N_("Remar&k"),
}


class PeopleForm(RowForm):
    """Hours are told as the office's, one's own, or by call."""

    FIELD_OF = {
        "technician.no_name": "name",
        "technician.name_long": "name",
        "technician.twice": "name",
        "contact.phone": "phone",
        "contractor.ended": "firm",
        "technician.rate": "rate",
        "technician.no_hours": "hours",
        "calendar.interval": "hours",
        "calendar.overlap": "hours",
        "crew.note_long": "note",
    }

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._crew = Crew()
        self.rate, self.hours = MoneyField(), HoursField("crew.hours")
        self.skills, self.swatches = Chips(), Swatches(COLOURS)
        self.areas = AreasField(context, "crew.area")
        self.base = FinderField(context, "crew.base_line", "place")
        kinds: dict[str, QWidget] = {
            "name": LineField(),
            "phone": LineField(),
            "firm": ChoiceField(),
            "skills": self.skills,
            "hours": self.hours,
            "areas": self.areas,
            "base": self.base,
            "colour": self.swatches,
            "rate": self.rate,
            "note": TextField(lines=2),
        }
        self.fields = {name: LabeledField("", field) for name, field in kinds.items()}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for name, field in self.fields.items():
            field.field.setObjectName(f"crew.{name}")
            column.addWidget(field)
            self.bind(name, field)
        self.changed.connect(self._hint)

    def set_crew(self, crew: Crew) -> None:
        """Take firms, skills, places and the currency."""
        self._crew = crew
        self.rate.set_currency(*money_sign(self.context.texts.current, crew.currency))
        self.areas.know(crew.places)
        self.base.know(crew.places)
        self._set_options()

    def retranslate(self) -> None:
        texts = self.context.texts
        for name, label in _LABELS.items():
            self.fields[name].set_label(texts.t(label))
        ways = (
            (OFFICE, texts.t("As the office")),
            (OWN, texts.t("Own hours")),
            (BY_CALL, texts.t("By call")),
        )
        self.hours.set_words(ways, weekday_names(texts.current), texts.t("free"))
        self.swatches.set_names([texts.t("Colour {n}", n=n) for n in range(1, COLOURS + 1)])
        self.areas.retranslate()
        self.base.retranslate()
        self._set_options()
        self._hint()

    def _set_options(self) -> None:
        texts, crew = self.context.texts, self._crew
        firms = [(row.id, row.name) for row in crew.firms if row.active or self._has_firm(row.id)]
        self.fields["firm"].field.set_options([(OURS, texts.t("Ourselves")), *firms])  # type: ignore[attr-defined]
        chosen = set(self.skills.values())
        self.skills.set_options(
            [(row.code, row.label(texts.language)) for row in crew.skills if row.active or row.code in chosen]
        )

    def _has_firm(self, firm_id: int) -> bool:
        return any(row.contractor_id == firm_id for row in self._crew.people)

    def _hint(self) -> None:
        texts, values = self.context.texts, self.values()
        everywhere = "" if values["areas"] else texts.t("everywhere")
        self.fields["areas"].set_hint(everywhere)
        self.fields["skills"].set_hint(
            "" if values["skills"] else texts.t("nothing yet: no order fits"), "soon"
        )
        firm = texts.t("orders cost what the firm's contract says") if values["firm"] else ""
        self.fields["rate"].set_hint(firm)

    def load_row(self, row: Any | None) -> None:
        assert row is None or isinstance(row, TechnicianRow)
        taken = [one.colour for one in self._crew.people if one.active]
        free = min(range(1, COLOURS + 1), key=lambda colour: (taken.count(colour), colour))
        # Retired skills are offered to whoever has them.
        self.skills.set_values(row.skills if row else ())
        self._set_options()
        self.set_values(
            {
                "name": row.name if row else "",
                "phone": row.phone if row else "",
                "firm": (row.contractor_id or OURS) if row else OURS,
                "skills": tuple(row.skills) if row else (),
                "hours": as_typed(row.hours if row else None, row.by_call if row else False),
                "areas": tuple(row.areas) if row else (),
                "base": row.base_id if row else None,
                "colour": row.colour if row else free,
                "rate": row.rate_minor if row and row.rate_minor else None,
                "note": row.note if row else "",
            }
        )
        self._hint()

    def draft(self) -> TechnicianDraft:
        values = self.values()
        return TechnicianDraft(
            name=values["name"],
            phone=values["phone"],
            colour=values["colour"] or 1,
            contractor_id=values["firm"] or None,
            by_call=values["hours"][0] == BY_CALL,
            hours=self.hours.hours(),
            rate_minor=values["rate"] or 0,
            base_id=values["base"],
            note=values["note"],
            skills=frozenset(values["skills"]),
            areas=frozenset(values["areas"]),
        )

    def problems(self) -> Sequence[FieldProblem]:
        texts, values = self.context.texts, self.values()
        found = []
        if not values["name"]:
            found.append(FieldProblem("name", texts.current.problem("technician.no_name")))
        if values["firm"] is None:
            found.append(FieldProblem("firm", texts.t("Choose one from the list.")))
        wrong = self.hours.wrong()
        if wrong is not None:
            found.append(FieldProblem("hours", texts.problem(wrong)))
        elif values["hours"][0] == OWN and not any(values["hours"][1]):
            found.append(FieldProblem("hours", texts.current.problem("technician.no_hours")))
        if self.base.line.text().strip() and values["base"] is None:
            found.append(FieldProblem("base", texts.t("Choose one from the list.")))
        if not self.rate.is_valid():
            found.append(FieldProblem("rate", texts.t("This is no sum. Write it like 200 or 1,500.50.")))
        return found
