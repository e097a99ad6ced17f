"""Writing down what is off: what, where, until when, and the line to say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.core.permissions import Permission
from models.core.session import Session
from models.incidents.kinds import IncidentDraft, IncidentKind, IncidentRow
from models.options.kinds import CategoryRow
from models.options.queries import categories
from ui.base.form import FieldProblem, Form
from ui.context import Context
from ui.shared.finder_field import FinderField
from ui.theme.current import theme
from ui.widgets.choices import Segmented
from ui.widgets.fields import ChoiceField, DateTimeField, LabeledField, LineField, TextField

_FLOOR_WIDTH = 72


def _kinds(session: Session) -> tuple[CategoryRow, ...]:
    return tuple(categories(session.store))


class IncidentForm(Form[IncidentDraft]):
    """The fields of an incident. ``grown``: it needs another height."""

    grown = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._categories: tuple[CategoryRow, ...] = ()
        self.kind = Segmented()
        self.title = LineField()
        self.say = TextField(lines=2)
        self.category = ChoiceField()
        self.place_id = FinderField(context, "incident.place", "place")
        self.place_id.grown.connect(self.grown)
        self.floor_from, self.floor_to = LineField(), LineField()
        self.started_at, self.expected_until = self._when(), self._when()
        self._held: dict[str, LabeledField] = {}
        for name in ("kind", "title", "say", "category", "place_id", "floor_from", "floor_to", "started_at",
                     "expected_until"):  # fmt: skip
            field = getattr(self, name)
            if name != "place_id":
                field.setObjectName(f"incident.{name}")
            self._held[name] = LabeledField("", field)
            self.bind(name, self._held[name])
        self._lay_out()
        self._held["kind"].setVisible(context.desk.may(Permission.ASSIGN))
        self.kind.set_value(IncidentKind.OUTAGE.value)
        self.setFocusProxy(self.title)
        context.jobs.query(self, _kinds, self._categories_came, key="categories")

    def _when(self) -> DateTimeField:
        return DateTimeField(now=self._local_now)

    def _local_now(self) -> datetime:
        return self.context.clock.now().astimezone(self.context.desk.zone).replace(tzinfo=None)

    def _lay_out(self) -> None:
        px, held = theme().px, self._held
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, px(4), 0)
        column.setSpacing(px(12))
        for row in (("kind",), ("title",), ("place_id", "floor_from", "floor_to"), ("category",),
                    ("started_at", "expected_until"), ("say",)):  # fmt: skip
            line = QHBoxLayout()
            line.setSpacing(px(12))
            for name in row:
                line.addWidget(held[name], 0 if name.startswith("floor") else 1)
            column.addLayout(line)
        for name in ("floor_from", "floor_to"):
            held[name].setFixedWidth(px(_FLOOR_WIDTH))
        column.addStretch(1)

    # -- what it says

    def show_incident(self, row: IncidentRow | None, place: str = "") -> None:
        """Fill in an incident; without one, one that begins now."""
        if row is None:
            self.set_values({"started_at": self._local_now().replace(second=0, microsecond=0)})
            return
        self.begin(
            IncidentDraft(
                row.title, IncidentKind(row.kind), row.say, row.category, row.subcategory, row.place_id,
                row.floor_from, row.floor_to, row.started_at, row.expected_until,
            ),
            place or row.place,
        )  # fmt: skip

    def begin(self, draft: IncidentDraft, place: str = "") -> None:
        """Fill in what is known so far; ``place`` is what the place is called."""
        self.place_id.show_choice(draft.place_id, place if draft.place_id is not None else "")
        self.set_values(
            {
                "kind": draft.kind.value,
                "title": draft.title,
                "say": draft.say,
                "category": draft.subcategory or draft.category,
                "floor_from": "" if draft.floor_from is None else str(draft.floor_from),
                "floor_to": "" if draft.floor_to is None else str(draft.floor_to),
                "started_at": self._local(draft.started_at or self.context.clock.now()),
                "expected_until": self._local(draft.expected_until),
            }
        )

    def draft(self) -> IncidentDraft:
        values = self.values()
        code = str(values["category"]) if values["category"] else None
        return IncidentDraft(
            title=str(values["title"]),
            kind=IncidentKind(str(values["kind"] or IncidentKind.OUTAGE)),
            say=str(values["say"]),
            category=code.partition(".")[0] if code else None,
            subcategory=code if code and "." in code else None,
            place_id=values["place_id"],
            floor_from=_floor(values["floor_from"]),
            floor_to=_floor(values["floor_to"]),
            started_at=self._instant(values["started_at"]),
            expected_until=self._instant(values["expected_until"]),
        )

    def problems(self) -> Sequence[FieldProblem]:
        t = self.context.texts.t
        found = []
        if self.place_id.value() is None and self.place_id.line.text().strip():
            found.append(FieldProblem("place_id", t("Nothing of that name; choose one from the list.")))
        values = self.values()
        found += [
            FieldProblem(name, t("A number"))
            for name in ("floor_from", "floor_to")
            if str(values[name]).strip() and _floor(values[name]) is None
        ]
        found += [
            FieldProblem(name, t("Please write a time, such as 16:30."))
            for name, field in (("started_at", self.started_at), ("expected_until", self.expected_until))
            if not field.is_valid()
        ]
        return found

    def _local(self, moment: datetime | None) -> datetime | None:
        return None if moment is None else moment.astimezone(self.context.desk.zone).replace(tzinfo=None)

    def _instant(self, local: object) -> datetime | None:
        if not isinstance(local, datetime):
            return None
        return local.replace(tzinfo=self.context.desk.zone).astimezone(UTC)

    # -- words

    def _categories_came(self, found: tuple[CategoryRow, ...]) -> None:
        self._categories = found
        self._offer()

    def _offer(self) -> None:
        language = self.context.texts.language
        tops = {row.code: row for row in self._categories if not row.parent_code}
        options = []
        for row in self._categories:
            own = row.zh if language.startswith("zh") else row.en
            above = tops.get(row.parent_code or "")
            label = f"{above.zh if language.startswith('zh') else above.en} › {own}" if above else own
            options.append((row.code, label, f"{row.zh} {row.en}"))
        value = self.category.value()
        self.category.set_options(options)
        self.category.set_value(value)

    def retranslate(self) -> None:
        texts = self.context.texts
        t = texts.t
        words = {
            "kind": t("&Kind of incident"),
            "title": t("What is off, and &where, in one line"),
            "say": t("The line to &say"),
            "category": t("&Category"),
            "place_id": t("For whic&h homes"),
            "floor_from": t("&From floor"),
            "floor_to": t("to"),
            "started_at": t("S&ince"),
            "expected_until": t("Expected &until"),
        }
        for name, label in words.items():
            self._held[name].set_label(label)
        self.kind.set_options([(kind.value, texts.word("incident_kind", kind)) for kind in IncidentKind])
        self.title.set_placeholder(t("Water is off in Building 3"))
        self.say.setPlaceholderText(t("The pump is being changed; I will tell you the moment it is back."))
        self.place_id.retranslate()
        self.place_id.line.set_placeholder(t("building, lift or unit (its riser); empty: everywhere"))
        self.expected_until.set_placeholder(t("nobody knows yet"))
        for field in (self.started_at, self.expected_until):
            field.set_calendar_name(t("Choose the day in a calendar"))
        self._offer()


def _floor(text: object) -> int | None:
    plain = str(text or "").strip()
    return int(plain) if plain.lstrip("-").isdigit() else None
