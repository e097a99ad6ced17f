"""Signing in: who, the password, Enter."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.core.errors import UserProblem
from models.core.session import Session
from ui.context import Context
from ui.navigation import resolve
from ui.pages.gates.foot import Foot
from ui.pages.gates.people import SOMEBODY_ELSE, PeopleList, Person
from ui.pages.gates.reading import SignInData, sign_in_data
from ui.pages.gates.sheet import GatePage
from ui.shared.password import PasswordBox, refusal
from ui.shell.brand import Brand
from ui.widgets.controls import PrimaryButton
from ui.widgets.fields import LabeledField, LineField
from ui.widgets.labels import ElidedLabel, Label

if TYPE_CHECKING:
    from ui.pages.gates.owner import OwnerPane

# Imported when they are wanted: the page is on the screen before.
SIGN_IN = "models.accounts.signing:sign_in"
OWNER_PANE = "ui.pages.gates.owner:OwnerPane"
VERSION = "ui.pages.gates.release:installed_version"
LOOK_AHEAD_MS = 250  # the page has been painted by then, and nobody has typed a password yet
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class SignInPage(GatePage):
    """The list of people, a password, and a foot with the language."""

    topics = frozenset({"staff"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("sign_in")
        self._data = SignInData()
        self._refused: UserProblem | None = None
        self._busy = self._focused = False
        self._chosen = -1
        self.people = PeopleList()
        self.people.setObjectName("sign_in.people")
        self.name = LabeledField("", LineField())
        self.name.field.setObjectName("sign_in.name")
        self.password = PasswordBox("sign_in.password", context.texts)
        self.password.input.installEventFilter(self)
        self.note = Label("", "small", "muted", wrap=True)
        self.go = PrimaryButton(key="Return")
        self.go.setObjectName("sign_in.go")
        self.foot = Foot(context)
        self.owner: OwnerPane | None = None
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.setInterval(LOOK_AHEAD_MS)
        self._ahead.timeout.connect(self._look_ahead)
        self._lay_out()
        self.people.current_row.connect(self._person_chosen)
        self.people.activated_row.connect(self._person_activated)
        self.go.clicked.connect(self._try)
        self.password.input.changed.connect(self._forget_refusal)
        self.connect_to(context.desk.changed, self.retranslate)
        self.retranslate()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        self._title, self._place = Label("", "page"), ElidedLabel("", token="muted")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._place)
        head.addWidget(Brand(40))
        head.addLayout(words, 1)
        self._pane = QWidget()
        column = QVBoxLayout(self._pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        # The planes of the rows reach a little beyond the text edge.
        row = QHBoxLayout()
        row.setContentsMargins(-10, 0, -10, 0)
        row.addWidget(self.people)
        column.addLayout(row)
        column.addSpacing(4)
        for widget in (self.name, self.password, self.note, self.go):
            column.addWidget(widget)
        column.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._pane)
        body = self.sheet.body
        body.addLayout(head)
        body.addSpacing(20)
        body.addWidget(self._stack)
        body.addSpacing(28)
        body.addWidget(self.foot)

    def refresh(self) -> None:
        """Ask who may sign in here."""
        self.query(sign_in_data, self._show, key="people")

    def retranslate(self) -> None:
        t, desk = self.context.texts.t, self.context.desk
        self._title.set_text(t("Redress"))
        self._place.set_text(t("{property}, front desk", property=desk.property_name))
        self.people.setAccessibleName(t("Who signs in"))
        self.name.set_label(t("Sign-in &name"))
        self.password.say(t("&Password"))
        self.go.set_text(t("Sign in"))
        if self._data.people:
            self.people.set_people(self._data.people, self.context.texts.current)
        self.foot.retranslate()
        if self.owner is not None:
            self.owner.retranslate()
        self._show_person()
        if self._refused is not None:
            self._say_refusal(self._refused)

    def enter(self) -> None:
        if self.owner is not None:
            self.owner.submit()
        else:
            self._try()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows choose the person while a password is typed."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                self.people.step(step)
                return True
        return False

    def _show(self, data: SignInData) -> None:
        self._data = data
        self._ahead.start()
        if data.ownerless:
            self._offer_ownership()
            return
        self.people.set_people(data.people, self.context.texts.current)
        if self.people.chosen() is None:
            self.people.select_key(data.latest)
        self._show_person()
        if not self._focused:
            self._focused = True
            self._focus()

    def _look_ahead(self) -> None:
        self.query(_loaded_ahead, self.foot.set_version, key="ahead")

    def _offer_ownership(self) -> None:
        if self.owner is None:
            self.owner = resolve(OWNER_PANE)(self.context)
            self.owner.retranslate()
            self._stack.removeWidget(self._pane)
            self._pane.hide()
            self._stack.addWidget(self.owner)
            self.owner.offer(self._data.unarmed)

    def _person_chosen(self, person: object) -> None:
        if not isinstance(person, Person) or person.id == self._chosen:
            return  # the list was only said in other words
        self._chosen = person.id
        self._refused = None
        for field in (self.name, self.password):
            field.set_error(None)
        self.password.clear()
        if not self._needs_password() and self.password.input.hasFocus():
            self.people.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_person()

    def _person_activated(self, person: object) -> None:
        if self._needs_password() or self._is_somebody_else():
            self._focus()
        else:
            self._try()

    def _show_person(self) -> None:
        """Show the fields that this person needs, and what to do without them."""
        t, person = self.context.texts.t, self.people.chosen()
        self.name.setVisible(self._is_somebody_else())
        self.password.setVisible(self._needs_password())
        open_to = person is not None and (person.has_password or self._data.demo)
        self.go.setVisible(open_to or person is None)
        words = ""
        if person is not None and not person.has_password:
            words = (
                t("The demo estate asks for no password.")
                if self._data.demo
                else t("{name} has no password yet. An administrator can give one.", name=person.name)
            )
        elif helper := self._data.helper(person):
            words = t("Forgotten it? {name} can set a new one for you.", name=helper)
        self.note.set_text(words)
        self.note.setVisible(bool(words))

    def _is_somebody_else(self) -> bool:
        person = self.people.chosen()
        return person is not None and person.id == SOMEBODY_ELSE

    def _needs_password(self) -> bool:
        person = self.people.chosen()
        return person is None or person.has_password

    def _focus(self) -> None:
        if self._is_somebody_else():
            target: QWidget = self.name.field
        elif self._needs_password():
            target = self.password.input
        else:
            target = self.people
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _try(self) -> None:
        person = self.people.chosen()
        if self._busy or person is None or self.go.isHidden():
            return
        name, password = self._credentials(person)
        if person.id == SOMEBODY_ELSE and not name:
            self.name.set_error(self.context.texts.t("Type the sign-in name or the name first."))
            self.name.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if person.id != SOMEBODY_ELSE and self._needs_password() and not password:
            self.password.set_error(self.context.texts.t("Type the password first."))
            self.password.input.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._set_busy(True)
        self.query(partial(_signed_in, name=name, password=password), self._came_in, self._was_refused)

    def _credentials(self, person: Person) -> tuple[str, str]:
        name = str(self.name.field.text()) if person.id == SOMEBODY_ELSE else person.login  # type: ignore[attr-defined]
        return name.strip(), self.password.text()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.go.set_busy(busy, self.context.texts.t("One moment …"))

    def _came_in(self, session: Session) -> None:
        self._set_busy(False)
        self.context.desk.sign_in(session.actor)

    def _was_refused(self, problem: UserProblem) -> bool:
        self._set_busy(False)
        self._refused = problem
        self._say_refusal(problem)
        self.password.input.selectAll()
        self.password.input.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _say_refusal(self, problem: UserProblem) -> None:
        self.password.setVisible(True)
        self.password.set_error(refusal(self.context.texts.current, problem, self.context.desk.zone))

    def _forget_refusal(self, _typed: object) -> None:
        self._refused = None
        self.password.set_error(None)


def _signed_in(session: Session, name: str, password: str) -> Session:
    """On the database thread: Argon2 takes its time."""
    entered: Session = resolve(SIGN_IN)(session.store, session.clock, name, password)
    return entered


def _loaded_ahead(_session: Session) -> str:
    """While the people are looked at: load what signing in needs, and tell which release this is."""
    resolve(SIGN_IN)
    version: str = resolve(VERSION)()
    return version
