"""What is done with people: saving, passwords, access."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from models.accounts import actions
from models.accounts.kinds import StaffDraft, StaffRow
from models.core.errors import UserProblem
from models.core.permissions import Permission, Role
from ui.base.page import Page
from ui.messages import Kind
from ui.operations import Undo
from ui.pages.team.panel import PersonPanel
from ui.shared.password_dialog import PasswordDialog


class Deeds(QObject):
    """Writes for the page; each action looks at the rights again."""

    added = Signal(int)
    right_refused = Signal()

    def __init__(self, page: Page, panel: PersonPanel) -> None:
        super().__init__(page)
        self._page, self._panel = page, panel
        self._context = page.context

    def save(self) -> None:
        """Write the form, or say what is missing."""
        form = self._panel.form
        problems = form.problems()
        if problems:
            form.show_problems(problems)
            return
        row = self._panel.person
        if row is None:
            self._page.run(actions.add_staff, form.draft(), done=self._added, failed=form.tell)
        elif form.is_dirty():
            self._page.run(
                actions.change_staff,
                row.id,
                row.row_version,
                form.draft(),
                done=self._saved,
                failed=form.tell,
            )

    def _added(self, staff_id: object) -> None:
        assert isinstance(staff_id, int)
        draft = self._panel.form.draft()
        self._panel.form.mark_clean()
        self.added.emit(staff_id)
        self._open_password(staff_id, draft)

    def _saved(self, _value: object) -> None:
        self._panel.form.mark_clean()
        self._context.messages.tell(Kind.DONE, self._context.texts.t("Saved"))

    def ask_password(self) -> None:
        """Ask for a password."""
        row = self._panel.person
        if row is not None:
            self._open_password(row.id, row)

    def _open_password(self, staff_id: int, person: StaffDraft | StaffRow) -> None:
        dialog = PasswordDialog(self._context, self._page, staff_id, (person.login, person.name))
        dialog.answered.connect(self._password_set)
        dialog.open()

    def _password_set(self, _staff_id: object) -> None:
        self._context.messages.tell(Kind.DONE, self._context.texts.t("The password is set."))

    def set_access(self, on: bool) -> None:
        """End somebody's access, or give it back; either can be undone."""
        row = self._panel.person
        if row is None:
            return
        action = actions.reactivate if on else actions.deactivate
        back = actions.deactivate if on else actions.reactivate
        texts = self._context.texts
        words = (
            texts.t("{name} has access again.", name=row.name)
            if on
            else texts.t("{name} has no access any more.", name=row.name)
        )

        def undo(_value: object) -> Undo:
            return Undo(words, back, (row.id, row.row_version + 1))

        self._page.run(action, row.id, row.row_version, undo=undo)

    def release(self) -> None:
        """Let somebody try again at once."""
        row = self._panel.person
        if row is not None:
            self._page.run(actions.release_lock, row.id)

    def set_right(self, right: Permission, role: Role, on: bool) -> None:
        """Give a right to a role, or take it."""
        self._page.run(actions.grant if on else actions.revoke, role, right, failed=self._right_refused)

    def _right_refused(self, _problem: UserProblem) -> bool:
        self.right_refused.emit()
        return False
