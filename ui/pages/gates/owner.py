"""A store that commands have set up and nobody can sign in to: the first administrator is made here."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.accounts.kinds import StaffDraft
from models.core.errors import UserProblem
from ui.context import Context
from ui.pages.gates.administrator import AdministratorForm
from ui.pages.gates.begun import Began, begin_as_owner
from ui.pages.gates.people import Person
from ui.widgets.controls import PrimaryButton
from ui.widgets.labels import Label


class OwnerPane(QWidget):
    """Until somebody can sign in, whoever starts the program is the owner of the data."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._title = Label("", "heading")
        self._words = Label("", token="muted", wrap=True)
        self.form = AdministratorForm(context, "owner")
        self.form.submitted.connect(self._make)
        self.go = PrimaryButton(key="Return")
        self.go.setObjectName("owner.go")
        self.go.clicked.connect(self.submit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for widget in (self._title, self._words, self.form, self.go):
            column.addWidget(widget)
        column.addStretch(1)

    def offer(self, person: Person | None) -> None:
        """Begin with the administrator who has no password yet, if there is one."""
        if person is not None and not self.form.is_dirty():
            self.form.offer(person.name, person.login)
        self.form.name.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        t = self.context.texts.t
        self._title.set_text(t("The first administrator"))
        self._words.set_text(t("Nobody can sign in here yet. Say who looks after this desk."))
        self.go.set_text(t("Sign in"))
        self.form.retranslate()

    def submit(self) -> None:
        """Make the administrator, or say what is missing."""
        if not self.go.is_busy():
            self.form.commit()

    def _make(self, draft: StaffDraft) -> None:
        self.go.set_busy(True, self.context.texts.t("One moment …"))
        make = partial(begin_as_owner, draft=draft, password=self.form.password_text())
        self.context.jobs.query(self, make, self._made, self._failed)

    def _made(self, began: Began) -> None:
        self.go.set_busy(False)
        self.context.desk.sign_in(began.session.actor)

    def _failed(self, problem: UserProblem) -> bool:
        self.go.set_busy(False)
        return self.form.tell(problem)
