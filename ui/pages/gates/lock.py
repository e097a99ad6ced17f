"""The lock: the same person comes back, or another one takes over."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.accounts import signing
from models.accounts.queries import staff_member
from models.core.errors import UserProblem
from models.core.session import Session
from ui.context import Context
from ui.pages.gates.kept import kept_words
from ui.pages.gates.sheet import GatePage
from ui.shared.password import PasswordBox, refusal
from ui.shell.leaving import leave
from ui.shell.person import initials
from ui.widgets.cards import Avatar, Icon, Plane
from ui.widgets.controls import Button, PrimaryButton
from ui.widgets.labels import ElidedLabel, Label


class LockPage(GatePage):
    """Covers everything; what was being written is kept."""

    WIDTH = 340
    MARGIN = 26
    topics = frozenset({"draft", "staff"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("lock")
        self._since = context.clock.now()
        self._kept: str | None = None
        self._refused: UserProblem | None = None
        self._busy = False
        self._asks = True
        self.avatar = Avatar(px=40)
        self.kept = Plane("raised", 7)
        self.password = PasswordBox("lock.password", context.texts)
        self.go = PrimaryButton(key="Return")
        self.go.setObjectName("lock.go")
        self.change = Button()
        self.change.setObjectName("lock.change")
        self._lay_out()
        self.go.clicked.connect(self._try)
        self.change.clicked.connect(self._change_person)
        self.password.input.changed.connect(self._forget_refusal)
        self.retranslate()

    def _lay_out(self) -> None:
        self._name, self._line = ElidedLabel("", "heading"), Label("", token="muted")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._line)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.avatar)
        head.addLayout(words, 1)
        self._kept_label = Label("", wrap=True)
        kept = QHBoxLayout(self.kept)
        kept.setContentsMargins(12, 10, 12, 10)
        kept.setSpacing(10)
        kept.addWidget(Icon("check", "ok", 15), 0, Qt.AlignmentFlag.AlignTop)
        kept.addWidget(self._kept_label, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.go, 1)
        buttons.addWidget(self.change, 1)
        body = self.sheet.body
        body.setSpacing(16)
        body.addLayout(head)
        body.addWidget(self.kept)
        body.addWidget(self.password)
        body.addLayout(buttons)

    def shown(self, **params: object) -> None:
        self.password.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Ask what is being written, and whether the person has a password."""
        self.query(kept_words, self._show_kept, key="kept")
        self.query(_has_password, self._show_password, self._gone, key="person")

    def retranslate(self) -> None:
        texts, desk = self.context.texts, self.context.desk
        name = desk.actor.name
        self.avatar.set_initials(initials(name), mine=True)
        self._name.set_text(name)
        time = texts.current.time_at(self._since, desk.zone)
        self._line.set_text(texts.t("Locked since {time}", time=time))
        self.password.say(texts.t("&Password"))
        self.go.set_text(texts.t("Unlock"))
        self.change.set_text(texts.t("Change person"))
        self._say_kept()
        if self._refused is not None:
            self._say_refusal(self._refused)

    def enter(self) -> None:
        self._try()

    def _show_kept(self, where: str | None) -> None:
        self._kept = where
        self._say_kept()

    def _say_kept(self) -> None:
        t = self.context.texts.t
        words = t("Your words are kept.")
        if self._kept:
            words = t("Your words in {reference} are kept.", reference=self._kept)
        self._kept_label.set_text(words)
        self.kept.setVisible(self._kept is not None)

    def _show_password(self, asks: bool) -> None:
        self._asks = asks
        self.password.setVisible(asks)
        if not asks:
            self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _gone(self, _problem: UserProblem) -> bool:
        return True  # unlocking will say why

    def _try(self) -> None:
        if self._busy:
            return
        if self._asks and not self.password.text():
            self.password.set_error(self.context.texts.t("Type the password first."))
            return
        self._busy = True
        self.go.set_busy(True, self.context.texts.t("One moment …"))
        self.query(partial(_unlocked, password=self.password.text()), self._came_back, self._was_refused)

    def _came_back(self, session: Session) -> None:
        desk = self.context.desk
        if session.actor != desk.actor:
            desk.refresh_actor(session.actor)
        desk.unlock()

    def _was_refused(self, problem: UserProblem) -> bool:
        self._busy = False
        self.go.set_busy(False)
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

    def _change_person(self) -> None:
        leave(self.context, self.context.operations)


def _unlocked(session: Session, password: str) -> Session:
    """On the database thread: Argon2 takes its time."""
    return signing.unlock(session, password)


def _has_password(session: Session) -> bool:
    staff_id = session.actor.staff_id
    return staff_id is not None and staff_member(session.store, staff_id).has_password
