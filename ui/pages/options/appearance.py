"""How it looks on this computer, and one's own password."""

from __future__ import annotations

from PySide6.QtCore import Qt

from models.accounts.queries import staff_member
from models.core.session import Session
from resources.texts import LANGUAGES
from ui.base.page import Page
from ui.messages import Kind
from ui.pages.options.section import Column, Section
from ui.preferences import SCALES
from ui.shared.password_dialog import PasswordDialog
from ui.shell.appearance import apply_theme
from ui.widgets.cards import Separator
from ui.widgets.choices import Check
from ui.widgets.controls import Button
from ui.widgets.fields import LabeledField
from ui.widgets.labels import Label
from ui.widgets.segmented import Segmented

AS_SYSTEM = "system"
THEMES = (AS_SYSTEM, "light", "dark")


class AppearanceSection(Section):
    """Everything here holds at once and for this computer alone."""

    topics = frozenset({"staff"})

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.setObjectName("options.look")
        self.language = Segmented(LANGUAGES.items())
        self.theme = Segmented([(code, "") for code in THEMES])
        self.scale = Segmented([(n, f"{n} %") for n in SCALES])
        self._fields = {
            "language": LabeledField("", self.language),
            "theme": LabeledField("", self.theme),
            "scale": LabeledField("", self.scale),
        }
        self.notices = Check()
        self.notices.setObjectName("options.notices")
        self._note = Label("", "small", "muted", wrap=True)
        self._you = Label("", strong=True)
        self.password = Button()
        self.password.setObjectName("options.password")
        column = Column(self, 400)
        for name, field in self._fields.items():
            field.field.setObjectName(f"options.{name}")
            column.body.addWidget(field)
        self._rule = Separator()
        for widget in (self.notices, self._note, self._rule, self._you):
            column.body.addWidget(widget)
        column.body.addWidget(self.password, 0, Qt.AlignmentFlag.AlignLeft)
        self._has_password = False
        self._wire()

    def _wire(self) -> None:
        self.language.changed.connect(self._speak)
        self.theme.changed.connect(self._dress)
        self.scale.changed.connect(self._resize)
        self.notices.changed.connect(self._notify)
        self.password.clicked.connect(self._change_password)
        self.connect_to(self.context.preferences.changed, self._show)

    def refresh(self) -> None:
        self.page.query(_has_password, self._show_password, key="password")

    def start(self) -> None:
        self.language.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        t = self.context.texts.t
        self._fields["language"].set_label(t("&Language"))
        self._fields["theme"].set_label(t("&Colours"))
        self._fields["scale"].set_label(t("&Size"))
        words = {AS_SYSTEM: t("As the system"), "light": t("Light"), "dark": t("Dark")}
        self.theme.set_options([(code, words[code]) for code in THEMES])
        self.notices.set_text(t("&Notices in the system tray, without a sound"))
        self._note.set_text(t("These hold at once, for whoever sits at this computer."))
        self._you.set_text(self.context.desk.actor.name)
        self.password.set_text(t("Change my password …"))
        self._show()

    def _show(self) -> None:
        chosen = self.context.preferences
        self.language.set_value(self.context.texts.language)
        self.theme.set_value(chosen.theme or AS_SYSTEM)
        self.scale.set_value(chosen.scale)
        self.notices.set_value(chosen.notices)

    def _show_password(self, has: bool) -> None:
        self._has_password = has
        for widget in (self._rule, self._you, self.password):
            widget.setVisible(has)

    def _speak(self, language: object) -> None:
        self.context.preferences.set(language=str(language))
        self.context.texts.set(str(language))

    def _dress(self, code: object) -> None:
        self.context.preferences.set(theme="" if code == AS_SYSTEM else str(code))
        apply_theme(self.context.theme, self.context.preferences)

    def _resize(self, percent: object) -> None:
        assert isinstance(percent, int)
        self.context.preferences.set(scale=percent)
        apply_theme(self.context.theme, self.context.preferences)

    def _notify(self, wanted: object) -> None:
        self.context.preferences.set(notices=bool(wanted))

    def _change_password(self) -> None:
        actor = self.context.desk.actor
        if actor.staff_id is None:
            return
        names = (actor.login, actor.name)
        dialog = PasswordDialog(self.context, self.page, actor.staff_id, names, own=True)
        dialog.answered.connect(self._password_set)
        dialog.open()

    def _password_set(self, _staff_id: object) -> None:
        self.context.messages.tell(Kind.DONE, self.context.texts.t("The password is set."))


def _has_password(session: Session) -> bool:
    staff_id = session.actor.staff_id
    return staff_id is not None and staff_member(session.store, staff_id).has_password
