"""The dialog around the form of an incident, and the deeds that begin with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from models.core.errors import UserProblem
from models.incidents import actions
from models.incidents.kinds import IncidentDraft, IncidentRow, IncidentState
from resources.texts import N_
from ui.base.dialog import Dialog
from ui.base.form import FieldProblem
from ui.base.page import Page
from ui.context import Context
from ui.messages import Kind
from ui.shared.incident_form import IncidentForm
from ui.shared.incident_words import incident_title
from ui.theme.current import theme
from ui.widgets.controls import PrimaryButton, QuietButton
from ui.widgets.labels import Label
from ui.widgets.planes import Scroller

_FIELD_OF = {
    "incident.no_title": "title",
    "incident.no_say": "say",
    "incident.floors": "floor_from",
    "incident.past": "expected_until",
}
_ACCEPT = (N_("One cause behind several complaints"), N_("Accept it"))
_CHANGE = (N_("Change what was declared"), N_("Keep it"))


class IncidentDialog(Dialog):
    """``submitted`` carries the draft; what was typed stays when it is refused. All words are msgids."""

    WIDTH = 560
    submitted = Signal(object)

    def __init__(self, context: Context, parent: QWidget, heading: str, save: str) -> None:
        super().__init__(context, parent)
        self.setObjectName("incident.dialog")
        self._heading, self._save = heading, save
        self.heading = Label("", "heading", wrap=True)
        self.form = IncidentForm(context)
        self.error = Label("", "small", "s1", wrap=True)
        self.error.setObjectName("incident.error")
        self.error.hide()
        self._scroller = Scroller(self.form)
        for widget in (self.heading, self._scroller, self.error):
            self.body.addWidget(widget, 1 if widget is self._scroller else 0)
        self.cancel, self.save = QuietButton(), PrimaryButton(key="Ctrl+Return")
        self.cancel.setObjectName("incident.cancel")
        self.save.setObjectName("incident.save")
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self.submit)
        self.on_key("Ctrl+Return", self.submit)
        self.add_button(self.cancel)
        self.add_button(self.save)
        self.form.submitted.connect(self._commit)
        self.form.changed.connect(self._forgive)
        self.form.grown.connect(self.fit)

    def retranslate(self) -> None:
        t = self.context.texts.t
        self.heading.set_text(t(self._heading))
        self.setWindowTitle(t(self._heading))
        self.cancel.set_text(t("Cancel"))
        self.save.set_text(t(self._save))
        self.form.retranslate()

    def fit(self) -> None:
        """As high as the form needs, but no higher than the window."""
        px = theme().px
        layout = self.form.layout()
        assert layout is not None
        layout.activate()
        inner = px(self.WIDTH) - 2 * px(24) - px(12)
        tall = max(layout.totalHeightForWidth(inner), layout.totalSizeHint().height()) + px(150)
        if self.error.isVisibleTo(self):
            tall += self.error.heightForWidth(inner)
        window = self.parentWidget()
        most = max(px(360), (window.height() if window is not None else 0) - px(60))
        self.resize(px(self.WIDTH), min(tall, most))

    def open(self) -> None:
        super().open()
        self.form.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Hand the draft over, or lead to what is missing."""
        if not self.save.is_busy():
            self.form.commit()
            self.fit()

    def _commit(self, draft: object) -> None:
        self.save.set_busy(True)
        self.submitted.emit(draft)

    def refuse(self, problem: UserProblem) -> bool:
        """Say why it was not done, beside its field where it has one."""
        self.save.set_busy(False)
        words = self.context.texts.problem(problem)
        field = _FIELD_OF.get(problem.code)
        if field is not None:
            self.form.show_problems([FieldProblem(field, words)])
        else:
            self.error.set_text(words)
            self.error.show()
        self.fit()
        return True

    def _forgive(self) -> None:
        self.error.hide()


def declare(
    page: Page, draft: IncidentDraft | None = None, place: str = "", done: Callable[[int], None] | None = None
) -> IncidentDialog:
    """Ask what is off, and declare it. ``draft`` is what is known so far, ``place`` what its place is called."""
    dialog = IncidentDialog(page.context, page, N_("Declare an outage"), N_("Declare it"))
    if draft is None:
        dialog.form.show_incident(None)
    else:
        dialog.form.begin(draft, place)
    dialog.submitted.connect(partial(_declare, page, dialog, done))
    dialog.open()
    return dialog


def _declare(
    page: Page, dialog: IncidentDialog, done: Callable[[int], None] | None, draft: IncidentDraft
) -> None:
    def was_declared(incident_id: int) -> None:
        dialog.accept()
        texts = page.context.texts
        page.context.messages.tell(Kind.DONE, texts.t("Declared. Whoever asks now hears the same."))
        if done is not None:
            done(incident_id)

    page.run(actions.declare, draft, done=was_declared, failed=dialog.refuse)


def change(page: Page, row: IncidentRow) -> IncidentDialog:
    """Change what was declared; or, where it is only proposed, accept it under a name."""
    proposed = row.state == IncidentState.PROPOSED
    heading, save = _ACCEPT if proposed else _CHANGE
    dialog = IncidentDialog(page.context, page, heading, save)
    dialog.form.show_incident(row)
    if proposed and not row.title:
        dialog.form.title.set_value(incident_title(page.context.texts.current, row))
    action = actions.accept if proposed else actions.change

    def submit(draft: IncidentDraft) -> None:
        page.run(action, row.id, row.row_version, draft, done=was_changed, failed=dialog.refuse)

    def was_changed(_value: object) -> None:
        dialog.accept()

    dialog.submitted.connect(submit)
    dialog.open()
    return dialog
