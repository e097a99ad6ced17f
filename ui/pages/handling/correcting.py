"""Correcting what was recorded at receipt, once the first step is done."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from models.complaints.actions import correct
from models.core.errors import UserProblem
from ui.base.dialog import Dialog
from ui.context import Context
from ui.pages.handling.finishing import unit_id
from ui.pages.handling.forms.receive import ReceiveForm
from ui.pages.handling.view import CaseView
from ui.theme.current import theme
from ui.widgets.controls import Button, PrimaryButton
from ui.widgets.labels import Label
from ui.widgets.planes import Scroller


class CorrectDialog(Dialog):
    """All facts of receipt; only what differs is written."""

    WIDTH = 560

    def __init__(self, context: Context, parent: QWidget, view: CaseView) -> None:
        super().__init__(context, parent)
        self.setObjectName("case.dialog.correct")
        self._view = view
        self.heading = Label("", "heading")
        self.form = ReceiveForm(context)
        self.form.show_case(view)
        self.form.known.hide()
        self.form.open_all()
        scroller = Scroller(self.form)
        scroller.setMinimumHeight(theme().px(460))
        self.error = Label("", "small", "s1", wrap=True, parent=self)
        self.error.hide()
        self.body.addWidget(self.heading)
        self.body.addWidget(scroller, 1)
        self.body.addWidget(self.error)
        self.cancel, self.ok = Button(), PrimaryButton(key="Ctrl+Return")
        self.cancel.setObjectName("case.correct.cancel")
        self.ok.setObjectName("case.correct.ok")
        self.cancel.clicked.connect(self.reject)
        self.ok.clicked.connect(self._save)
        self.on_key("Ctrl+Return", self._save)
        self.add_button(self.cancel)
        self.add_button(self.ok)

    def retranslate(self) -> None:
        t = self.context.texts.t
        self.heading.set_text(t("Correct what was recorded"))
        self.setWindowTitle(t("Correct what was recorded"))
        self.cancel.set_text(t("Cancel"))
        self.ok.set_text(t("Correct it"))

    def _save(self) -> None:
        fields: dict[str, Any] = self.form.corrections()
        if not fields:
            self.accept()
            return
        where = str(fields.get("where_text") or "")

        def found(place: int | None) -> None:
            if place is not None:
                fields["place_id"] = place
                fields.pop("where_text", None)
            self.context.operations.run(
                self, correct, self._view.id, self._view.version, done=self._saved, failed=self._refused,
                **fields,
            )  # fmt: skip

        if where:
            self.context.jobs.query(self, lambda session: unit_id(where, session), found)
        else:
            found(None)

    def _saved(self, _: Any) -> None:
        self.accept()

    def _refused(self, problem: UserProblem) -> bool:
        self.error.set_text(self.context.texts.problem(problem))
        self.error.show()
        return True
