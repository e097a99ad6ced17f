"""Who looks after the desk: name, sign-in name, a password twice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.accounts.kinds import StaffDraft
from models.accounts.rules import MINIMUM_LENGTH, password_problem
from models.core.errors import UserProblem
from models.core.permissions import Role
from models.store.search_names import readings
from ui.base.form import FieldProblem, Form
from ui.context import Context
from ui.shared.password import PasswordBox
from ui.widgets.fields import LabeledField, LineField
from ui.widgets.labels import Label

_FIELD_OF = {
    "account.login_unfit": "login",
    "account.login_taken": "login",
    "account.name_missing": "name",
    "account.password_short": "password",
    "account.password_long": "password",
    "account.password_is_name": "password",
}


class AdministratorForm(Form[StaffDraft]):
    """The first administrator. The password stays in its field and is asked for with ``password_text``."""

    def __init__(self, context: Context, prefix: str, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._own_login = False
        self.name = LabeledField("", LineField())
        self.login = LabeledField("", LineField())
        self.password = PasswordBox("", context.texts)
        self.again = PasswordBox("", context.texts)
        self.note = Label("", "small", "muted", wrap=True)
        self._lay_out()
        for name, field in (
            ("name", self.name),
            ("login", self.login),
            ("password", self.password),
            ("again", self.again),
        ):
            field.field.setObjectName(f"{prefix}.{name}")
            self.bind(name, field)
        self.name.field.changed.connect(self._suggest)  # type: ignore[attr-defined]
        self.login.field.changed.connect(self._login_typed)  # type: ignore[attr-defined]

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for pair in ((self.name, self.login), (self.password, self.again)):
            row = QHBoxLayout()
            row.setSpacing(12)
            for field in pair:
                row.addWidget(field, 1)
            column.addLayout(row)
        column.addWidget(self.note)
        column.addStretch(1)

    def retranslate(self) -> None:
        t = self.context.texts.t
        self.name.set_label(t("Your &name"))
        self.login.set_label(t("&Sign-in name"))
        self.password.say(t("&Password"))
        self.again.say(t("Password &again"))
        self.note.set_text(
            t(
                "At least {minimum} characters; a short sentence is easy to remember. Nobody can read it back, "
                "so keep it safe: another administrator could set a new one.",
                minimum=MINIMUM_LENGTH,
            )
        )

    def draft(self) -> StaffDraft:
        values = self.values()
        return StaffDraft(values["login"], values["name"], Role.ADMINISTRATOR)

    def password_text(self) -> str:
        """The password as typed."""
        return self.password.text()

    def problems(self) -> Sequence[FieldProblem]:
        texts, values = self.context.texts, self.values()
        found = []
        if not values["name"]:
            found.append(FieldProblem("name", texts.current.problem("account.name_missing")))
        login = values["login"]
        if not login or any(letter.isspace() for letter in login):
            found.append(FieldProblem("login", texts.current.problem("account.login_unfit")))
        code = password_problem(values["password"], (login, values["name"]))
        if code is not None:
            words = texts.current.problem(code, {"minimum": MINIMUM_LENGTH})
            found.append(FieldProblem("password", words))
        elif values["password"] != values["again"]:
            found.append(
                FieldProblem("again", texts.t("The two passwords differ. Type the second one again."))
            )
        return found

    def tell(self, problem: UserProblem) -> bool:
        """Say a problem that the store found beside its field; ``False`` when it belongs to none."""
        field = _FIELD_OF.get(problem.code)
        if field is None:
            return False
        self.show_problems([FieldProblem(field, self.context.texts.problem(problem))])
        return True

    def offer(self, name: str, login: str) -> None:
        """Begin with a person who is known already."""
        self._own_login = True
        self.set_values({"name": name, "login": login})

    def _login_typed(self, value: object) -> None:
        self._own_login = bool(value)

    def _suggest(self, value: object) -> None:
        """Offer a sign-in name until somebody types one; reading Chinese takes a dictionary, so not here."""
        if not self._own_login:
            name = str(value)
            self.context.jobs.work(self, _Reading(name), self._suggested, key="login")

    def _suggested(self, login: str) -> None:
        if not self._own_login:
            self.login.field.set_value(login)  # type: ignore[attr-defined]


class _Reading:
    """How a name is typed in Latin letters: 王敏 as wangmin, Liu Jing as liujing."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self) -> str:
        if self._name.isascii():
            return "".join(letter for letter in self._name.casefold() if letter.isalnum())
        found = readings(self._name)
        return found[0] if found else ""
