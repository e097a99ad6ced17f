"""What somebody of the staff is called and may do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.accounts.kinds import StaffDraft, StaffRow
from models.core.errors import UserProblem
from models.core.permissions import Role
from models.escalation.kinds import Level
from models.escalation.rules import ROLE_LEVELS
from resources.texts import LANGUAGES
from ui.base.form import FieldProblem, Form
from ui.context import Context
from ui.pages.team.data import Team, role_limit
from ui.shared.places_and_money import money_sign
from ui.widgets.fields import ChoiceField, LabeledField, LineField, MoneyField

_FIELD_OF = {
    "account.login_unfit": "login",
    "account.login_taken": "login",
    "account.name_missing": "name",
    "account.limit_negative": "limit",
    "account.limit_above_own": "limit",
    "account.own_role": "role",
    "account.last_administrator": "role",
}
AS_COMPUTER = "computer"
AS_ROLE = "role"


class StaffForm(Form[StaffDraft]):
    """Name, sign-in name, role, limit, place on the ladder and language."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._team = Team()
        self._sign = "¥"
        self._roles: tuple[Role, ...] = tuple(Role)
        self.limit = MoneyField()
        self.fields = {
            "name": LabeledField("", LineField()),
            "login": LabeledField("", LineField()),
            "role": LabeledField("", ChoiceField()),
            "limit": LabeledField("", self.limit),
            "level": LabeledField("", ChoiceField()),
            "language": LabeledField("", ChoiceField()),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for name, field in self.fields.items():
            field.field.setObjectName(f"team.{name}")
            column.addWidget(field)
            self.bind(name, field)
        self.changed.connect(self._hint_role)

    def set_team(self, team: Team, roles: Iterable[Role]) -> None:
        """Take the currency, and the roles that the person at the desk may give."""
        self._team, self._roles = team, tuple(roles)
        self._sign, digits = money_sign(self.context.texts.current, team.currency)
        self.limit.set_currency(self._sign, digits)
        self._set_options()

    def retranslate(self) -> None:
        t = self.context.texts.t
        words = {
            "name": t("&Name"),
            "login": t("&Sign-in name"),
            "role": self.context.texts.p("staff", "&Role"),
            "limit": t("May grant on the spot up &to"),
            "level": t("Hears of late cases &as"),
            "language": t("&Language of the window"),
        }
        for name, label in words.items():
            self.fields[name].set_label(label)
        self._set_options()

    def load_row(self, row: StaffRow | None) -> None:
        """Show somebody, or empty fields for somebody new."""
        values: dict[str, object]
        if row is None:
            values = {
                "name": "",
                "login": "",
                "role": Role.FRONT_DESK,
                "limit": None,
                "level": AS_ROLE,
                "language": AS_COMPUTER,
            }
        else:
            values = {
                "name": row.name,
                "login": row.login,
                "role": row.role,
                "limit": row.own_limit_minor,
                "level": row.own_level or AS_ROLE,
                "language": row.language or AS_COMPUTER,
            }
        self.set_values(values)
        self._hint_role()

    def take(self, values: dict[str, object]) -> None:
        """Fill in what was typed before and not saved: it counts as typed."""
        clean = self._clean
        self.set_values(values)
        self._clean = clean
        self._hint_role()

    def draft(self) -> StaffDraft:
        values = self.values()
        language, level = values["language"], values["level"]
        return StaffDraft(
            login=values["login"],
            name=values["name"],
            role=Role(values["role"]),
            language=None if language in (None, AS_COMPUTER) else language,
            limit_minor=values["limit"],
            level=None if level in (None, AS_ROLE) else Level(level),
        )

    def problems(self) -> Sequence[FieldProblem]:
        texts, values = self.context.texts, self.values()
        found = []
        if not values["name"]:
            found.append(FieldProblem("name", texts.current.problem("account.name_missing")))
        if not values["login"] or any(letter.isspace() for letter in values["login"]):
            found.append(FieldProblem("login", texts.current.problem("account.login_unfit")))
        if values["role"] is None:
            found.append(FieldProblem("role", texts.t("Choose one from the list.")))
        if not self.limit.is_valid():
            found.append(FieldProblem("limit", texts.t("This is no sum. Write it like 200 or 1,500.50.")))
        return found

    def tell(self, problem: UserProblem) -> bool:
        """Say a problem that the store found beside its field; ``False`` when it belongs to none."""
        field = _FIELD_OF.get(problem.code)
        if field is None:
            return False
        self.show_problems([FieldProblem(field, self.context.texts.problem(problem))])
        return True

    def set_own(self, on: bool) -> None:
        """One's own role and place on the ladder are for somebody else to change."""
        for name in ("role", "level"):
            self.fields[name].field.setEnabled(not on)

    def _set_options(self) -> None:
        texts = self.context.texts
        roles = [(role, texts.word("role", role)) for role in self._roles]
        self.fields["role"].field.set_options(roles)  # type: ignore[attr-defined]
        languages = [(AS_COMPUTER, texts.t("As the computer has it")), *LANGUAGES.items()]
        self.fields["language"].field.set_options(languages)  # type: ignore[attr-defined]
        self._hint_role()

    def _hint_role(self) -> None:
        role = self.values()["role"]
        texts = self.context.texts
        usual_level = "" if role is None else texts.word("level", ROLE_LEVELS[Role(role)])
        levels = [(level, texts.word("level", level)) for level in Level]
        as_role = texts.t("{level}, as the role has it", level=usual_level)
        self.fields["level"].field.set_options([(AS_ROLE, as_role), *levels])  # type: ignore[attr-defined]
        if role is None:
            self.limit.set_placeholder("")
            return
        usual = role_limit(Role(role), self._team, texts.current).lstrip(self._sign).strip()
        self.limit.set_placeholder(texts.t("{limit}, as the role has it", limit=usual))
