"""The person who is chosen: the form, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.accounts.kinds import StaffRow
from models.core.permissions import Role
from ui.context import Context
from ui.pages.team.data import Team, seen, state_of
from ui.pages.team.form import StaffForm
from ui.shell.person import initials
from ui.theme.current import theme
from ui.widgets.cards import Avatar, Scroller, Separator
from ui.widgets.controls import Button, GraveButton, PrimaryButton, QuietButton
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.themed import Themed

WIDTH = 340


class PersonPanel(Themed, QWidget):
    """Asks for what the buttons mean; the page does it."""

    save_wanted = Signal()
    cancel_wanted = Signal()
    password_wanted = Signal()
    access_wanted = Signal(bool)
    release_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("team.panel")
        self.context = context
        self._row: StaffRow | None = None
        self._team = Team()
        self.form = StaffForm(context)
        self.avatar = Avatar(px=40)
        self._name, self._line = ElidedLabel("", "heading"), Label("", "small", "muted", wrap=True)
        self.save = PrimaryButton(key="Ctrl+S")
        self.cancel = QuietButton()
        self.password = Button()
        self.release = Button()
        self.access = GraveButton()
        self._end = True
        self._wire()
        self._lay_out()
        self.follow_theme()

    def _wire(self) -> None:
        for name in ("save", "cancel", "password", "release", "access"):
            getattr(self, name).setObjectName(f"team.{name}")
        self.save.clicked.connect(self.save_wanted)
        self.cancel.clicked.connect(self.cancel_wanted)
        self.password.clicked.connect(self.password_wanted)
        self.release.clicked.connect(self.release_wanted)
        self.access.clicked.connect(self._access_clicked)
        self.form.changed.connect(self._show_buttons)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._line)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.avatar, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        keep = QHBoxLayout()
        keep.setSpacing(8)
        keep.addWidget(self.save)
        keep.addWidget(self.cancel)
        keep.addStretch(1)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setSpacing(16)
        self._column.addLayout(head)
        self._column.addWidget(self.form)
        self._column.addLayout(keep)
        self._rule = Separator()
        self._column.addWidget(self._rule)
        for button in (self.release, self.password, self.access):
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Separator(vertical=True))
        row.addWidget(Scroller(inside), 1)

    def retheme(self) -> None:
        px = theme().px
        self.setFixedWidth(px(WIDTH))
        self._column.setContentsMargins(px(24), px(24), px(24), px(24))

    @property
    def person(self) -> StaffRow | None:
        """Who is shown; ``None`` for somebody new."""
        return self._row

    def show_person(self, row: StaffRow | None, team: Team, *, load: bool) -> None:
        """Show somebody, or the fields for somebody new; ``load`` fills the form anew."""
        self._row, self._team = row, team
        administrator = self.context.desk.actor.role is Role.ADMINISTRATOR
        may_touch = administrator or row is None or row.role is not Role.ADMINISTRATOR
        roles = [role for role in Role if administrator or role is not Role.ADMINISTRATOR]
        self.form.set_team(team, roles if may_touch else tuple(Role))
        if load:
            self.form.load_row(row)
        self.form.setEnabled(may_touch)
        actor = self.context.desk.actor
        self.form.set_own(not administrator and row is not None and row.id == actor.staff_id)
        self._may_touch = may_touch
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts, row = self.context.texts, self._row
        t = texts.t
        self.form.retranslate()
        self.save.set_text(t("Save"))
        self.cancel.set_text(t("Cancel"))
        self.password.set_text(t("Set a password …"))
        self.release.set_text(t("Let them try again now"))
        self._end = row is None or row.active
        self.access.set_text(t("End access") if self._end else t("Give access back"))
        if row is None:
            self._name.set_text(t("Somebody new"))
            self._line.set_text(t("They can sign in once they have a password."))
        else:
            self._name.set_text(row.name)
            self._line.set_text(self._about(row))
        self.avatar.set_initials(initials(row.name) if row is not None else "+")
        self._show_buttons()

    def _about(self, row: StaffRow) -> str:
        texts, desk, now = self.context.texts, self.context.desk, self.context.clock.now()
        words = texts.t("Last here: {when}", when=seen(row, texts.current, now, desk.zone))
        state, _ = state_of(row, self._team, texts.current, now, desk.zone)
        if not self._may_touch:
            state = texts.t("Only administrators change administrators.")
        return f"{words}\n{state}" if state else words

    _may_touch = True

    def _show_buttons(self) -> None:
        row, may = self._row, self._may_touch
        dirty = row is None or self.form.is_dirty()
        self.save.setVisible(may and dirty)
        self.cancel.setVisible(may and dirty)
        there = row is not None and may
        now = self.context.clock.now()
        self.password.setVisible(there and row is not None and row.active)
        self.access.setVisible(there)
        self.release.setVisible(there and row is not None and row.locked(now))
        self._rule.setVisible(there)

    def _access_clicked(self) -> None:
        self.access_wanted.emit(not self._end)
