"""A new password, typed twice; one's own asks for the old one first."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from models.accounts import signing
from models.accounts.rules import MINIMUM_LENGTH, password_problem
from models.core.action import Outcome
from models.core.errors import UserProblem
from models.core.session import Session
from ui.base.dialog import Dialog
from ui.context import Context
from ui.shared.password import PasswordBox, refusal
from ui.widgets.controls import PrimaryButton, QuietButton
from ui.widgets.labels import Label


class PasswordDialog(Dialog):
    """Sets a password; answers with the id of whose it is. Hashing takes its time on the database thread."""

    WIDTH = 420

    def __init__(
        self, context: Context, parent: QWidget, staff_id: int, names: tuple[str, str], *, own: bool = False
    ) -> None:
        super().__init__(context, parent)
        self.setObjectName("password")
        self._staff_id, self._names, self._own = staff_id, names, own
        self._title = Label("", "heading")
        self._note = Label("", "small", "muted", wrap=True)
        self.old = PasswordBox("password.old", context.texts)
        self.new = PasswordBox("password.new", context.texts)
        self.again = PasswordBox("password.again", context.texts)
        self.old.setVisible(own)
        for widget in (self._title, self._note, self.old, self.new, self.again):
            self.body.addWidget(widget)
        self.aside = QuietButton()
        self.aside.setObjectName("password.aside")
        self.aside.clicked.connect(self.reject)
        self.go = PrimaryButton(key="Return")
        self.go.setObjectName("password.go")
        self.go.clicked.connect(self.submit)
        self.add_button(self.aside)
        self.add_button(self.go)

    def retranslate(self) -> None:
        t = self.context.texts.t
        self._title.set_text(
            t("Your new password") if self._own else t("A password for {name}", name=self._names[1])
        )
        self.setWindowTitle(self._title.text())
        self._note.set_text(
            t("At least {minimum} characters; a short sentence is easy to remember.", minimum=MINIMUM_LENGTH)
        )
        self.old.say(t("&Old password"))
        self.new.say(t("&New password"))
        self.again.say(t("New password &again"))
        self.aside.set_text(t("Cancel"))
        self.go.set_text(t("Set the password"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.aside.hasFocus():
            self.submit()
        else:
            super().keyPressEvent(event)

    def submit(self) -> None:
        """Set it, or say what is wrong."""
        texts = self.context.texts
        code = password_problem(self.new.text(), self._names)
        if code is not None:
            self._wrong(self.new, texts.current.problem(code, {"minimum": MINIMUM_LENGTH}))
        elif self.new.text() != self.again.text():
            self._wrong(self.again, texts.t("The two passwords differ. Type the second one again."))
        elif not self.go.is_busy():
            self.go.set_busy(True, texts.t("One moment …"))
            self.context.operations.run(self, self._write(), done=self._was_set, failed=self._failed)

    def _write(self) -> partial[Outcome[None]]:
        if self._own:
            return partial(_change, old=self.old.text(), new=self.new.text())
        return partial(signing.give_password, staff_id=self._staff_id, new=self.new.text())

    def _was_set(self, _value: object) -> None:
        self.answer(self._staff_id)

    def _failed(self, problem: UserProblem) -> bool:
        self.go.set_busy(False)
        box = self.old if problem.code in ("account.wrong_password", "account.locked") else self.new
        self._wrong(box, refusal(self.context.texts.current, problem, self.context.desk.zone))
        return True

    def _wrong(self, box: PasswordBox, words: str) -> None:
        box.set_error(words)
        self.fit()
        box.input.setFocus(Qt.FocusReason.OtherFocusReason)
        box.input.selectAll()


def _change(session: Session, old: str, new: str) -> Outcome[None]:
    return signing.change_password(session, old, new)
