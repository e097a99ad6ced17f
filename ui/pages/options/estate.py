"""The property: its name, where its clock and its money are, what is printed in, when the desk locks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.core.errors import UserProblem
from models.core.session import Session
from models.options.actions import change_options
from models.options.kinds import Settings
from models.options.queries import settings
from resources.texts import LANGUAGES, Texts
from ui.base.form import FieldProblem, Form
from ui.base.page import Page
from ui.context import Context
from ui.messages import Kind
from ui.pages.options.section import Column, Section
from ui.shared.folder_field import FolderField
from ui.shared.places_and_money import CURRENCIES, ChoiceWords, choice_words
from ui.widgets.controls import PrimaryButton, QuietButton
from ui.widgets.fields import ChoiceField, LabeledField, LineField
from ui.widgets.segmented import Segmented

BOTH = "both"
REPORTS = ("zh_CN", "en", BOTH)
KEYS = {
    "name": "property.name",
    "address": "property.address",
    "phone": "property.phone",
    "timezone": "property.timezone",
    "currency": "property.currency",
    "language": "property.language",
    "reports": "report.languages",
    "minutes": "idle_lock_minutes",
    "folder": "weekly.folder",
}
_NAMES = {key: name for name, key in KEYS.items()}


class EstateForm(Form[Mapping[str, object]]):
    """The draft is options by key, as ``change_options`` takes them."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._words_in: tuple[str, str] | None = None
        self.fields = {
            "name": LabeledField("", LineField()),
            "address": LabeledField("", LineField()),
            "phone": LabeledField("", LineField()),
            "timezone": LabeledField("", ChoiceField()),
            "currency": LabeledField("", ChoiceField()),
            "language": LabeledField("", Segmented(LANGUAGES.items())),
            "reports": LabeledField("", Segmented([(code, "") for code in REPORTS])),
            "minutes": LabeledField("", LineField()),
            "folder": LabeledField("", FolderField()),
        }
        self.folder: FolderField = self.fields["folder"].field  # type: ignore[assignment]
        for name, field in self.fields.items():
            field.field.setObjectName(f"options.property.{name}")
            self.bind(name, field)
        self.fields["minutes"].field.setMaximumWidth(160)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        pair = QHBoxLayout()
        pair.setSpacing(12)
        pair.addWidget(self.fields["timezone"], 1)
        pair.addWidget(self.fields["currency"], 1)
        for name in ("name", "address", "phone"):
            column.addWidget(self.fields[name])
        column.addLayout(pair)
        for name in ("language", "reports", "folder", "minutes"):
            column.addWidget(self.fields[name])

    def retranslate(self) -> None:
        t = self.context.texts.t
        labels = {
            "name": t("&Name of the property"),
            "address": t("&Address"),
            "phone": t("&Phone of the desk"),
            "timezone": t("&Time zone"),
            "currency": t("&Currency"),
            "language": t("&Language of the property"),
            "reports": t("Print &reports in"),
            "minutes": t("Lock after so many quiet &minutes"),
            "folder": t("Put the summary of the week into this &folder every Monday"),
        }
        for name, label in labels.items():
            self.fields[name].set_label(label)
        self.folder.set_words(t("Choose…"), t("Folder for the weekly summary"))
        both = t("Both, side by side")
        self.fields["reports"].field.set_options([*LANGUAGES.items(), (BOTH, both)])  # type: ignore[attr-defined]

    def show_settings(self, found: Settings) -> None:
        """Fill the fields; zones and currencies get their names away from the GUI thread."""
        languages = found.report_languages
        self.set_values(
            {
                "name": found.property_name,
                "address": found.property_address,
                "phone": found.property_phone,
                "timezone": found.property_timezone,
                "currency": found.property_currency,
                "language": found.property_language,
                "reports": BOTH if len(languages) > 1 else languages[0],
                "minutes": str(found.idle_lock_minutes),
                "folder": found.weekly_folder,
            }
        )

    def ask_words(self, currency: str) -> None:
        """Name the zones and currencies in the language of now."""
        texts = self.context.texts.current
        if self._words_in != (texts.language, currency):
            self._words_in = (texts.language, currency)
            self.context.jobs.work(self, _Words(texts, currency), self._take_words, key="words")

    def draft(self) -> Mapping[str, object]:
        """Only what differs from what was loaded."""
        values = self.values()
        return {
            KEYS[name]: self._value(name, value)
            for name, value in values.items()
            if value != self._clean[name]
        }

    def problems(self) -> Sequence[FieldProblem]:
        texts, values = self.context.texts, self.values()
        found = []
        if not values["name"]:
            found.append(FieldProblem("name", texts.t("Give the property its name; it heads every report.")))
        choose = texts.t("Choose one from the list.")
        found += [FieldProblem(name, choose) for name in ("timezone", "currency") if not values[name]]
        if not values["minutes"].isdecimal():
            facts = {"least": 1, "most": 240}
            found.append(FieldProblem("minutes", texts.current.problem("option.out_of_range", facts)))
        return found

    def put_back(self) -> None:
        """Show again what is saved."""
        self.set_values(dict(self._clean))

    def tell(self, problem: UserProblem) -> bool:
        """Say a problem that the store found beside its field."""
        name = _NAMES.get(str(problem.facts.get("option")))
        if name is None:
            return False
        self.show_problems([FieldProblem(name, self.context.texts.problem(problem))])
        return True

    def _value(self, name: str, value: Any) -> object:
        if name == "minutes":
            return int(value)
        if name == "reports":
            first = str(self.values()["language"])
            both = [first, *(code for code in LANGUAGES if code != first)]
            return both if value == BOTH else [value]
        return value

    def _take_words(self, words: ChoiceWords) -> None:
        self.fields["timezone"].field.set_options(words.zones)  # type: ignore[attr-defined]
        self.fields["currency"].field.set_options(words.currencies)  # type: ignore[attr-defined]


class _Words:
    """The names of zones and currencies; the currency in use is always among them."""

    def __init__(self, texts: Texts, currency: str) -> None:
        self._texts = texts
        self._codes = CURRENCIES if currency in CURRENCIES else (currency, *CURRENCIES)

    def __call__(self) -> ChoiceWords:
        return choice_words(self._texts, self._codes)


class EstateSection(Section):
    """The form with its buttons."""

    topics = frozenset({"setting"})

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.setObjectName("options.property")
        self._currency = "CNY"
        self.form = EstateForm(self.context)
        self.keep = PrimaryButton(key="Ctrl+S")
        self.keep.setObjectName("options.property.save")
        self.cancel = QuietButton()
        self.cancel.setObjectName("options.property.cancel")
        self.keep.clicked.connect(self.save)
        self.cancel.clicked.connect(self.escape)
        self.form.changed.connect(self._show_buttons)
        column = Column(self)
        column.body.addWidget(self.form)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.keep)
        row.addWidget(self.cancel)
        row.addStretch(1)
        column.body.addLayout(row)

    def refresh(self) -> None:
        self.page.query(_settings, self._show, key="settings")

    def start(self) -> None:
        self.form.fields["name"].field.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        self.form.retranslate()
        self.form.ask_words(self._currency)
        self.keep.set_text(self.context.texts.t("Save"))
        self.cancel.set_text(self.context.texts.t("Cancel"))
        self._show_buttons()

    def escape(self) -> bool:
        if not self.form.is_dirty():
            return False
        self.form.put_back()
        self._show_buttons()
        return True

    def save(self) -> None:
        if self.form.is_dirty():
            problems = self.form.problems()
            if problems:
                self.form.show_problems(problems)
            else:
                self.page.run(change_options, self.form.draft(), done=self._saved, failed=self.form.tell)

    def _show(self, found: Settings) -> None:
        self._currency = found.property_currency
        self.form.ask_words(self._currency)
        if not self.form.is_dirty() or not self.form.values()["name"]:
            self.form.show_settings(found)
        self._show_buttons()

    def _saved(self, _value: object) -> None:
        self.form.mark_clean()
        self.form.clear_problems()
        self._show_buttons()
        self.context.messages.tell(Kind.DONE, self.context.texts.t("Saved"))

    def _show_buttons(self) -> None:
        dirty = self.form.is_dirty()
        self.keep.setEnabled(dirty)
        self.cancel.setVisible(dirty)


def _settings(session: Session) -> Settings:
    return settings(session.store)
