"""A dialog around one form: a heading, the form, two buttons; what was typed stays when it is refused."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from models.core.errors import UserProblem
from resources.texts import Texts
from ui.base.dialog import Dialog
from ui.base.form import FieldProblem, Form
from ui.context import Context
from ui.pages.directory.words import FIELD_OF, problem_words
from ui.theme.current import theme
from ui.widgets.controls import Button, PrimaryButton
from ui.widgets.labels import Label
from ui.widgets.planes import Scroller

Say = Callable[[Texts], str]


class FormDialog(Dialog):
    """``submitted`` carries the draft; whoever opened the dialog ends it with ``accept`` or ``refuse``.

    ``basis`` is the row as it was read last: its version goes with what is saved.
    """

    WIDTH = 520
    submitted = Signal(object)

    def __init__(
        self, context: Context, parent: QWidget, name: str, form: Form[Any], heading: Say, save: Say
    ) -> None:
        super().__init__(context, parent)
        self.setObjectName(f"directory.{name}")
        self.basis: Any = None
        self.form, self._say_heading, self._say_save = form, heading, save
        self._heading = Label("", "heading", wrap=True)
        self._error = Label("", "small", "s1", wrap=True)
        self._error.setObjectName(f"directory.{name}.error")
        self._error.hide()
        self._scroller = Scroller(form)
        for widget in (self._heading, self._scroller, self._error):
            self.body.addWidget(widget, 1 if widget is self._scroller else 0)
        self.cancel, self.save = Button(), PrimaryButton(key="Ctrl+Return")
        self.cancel.setObjectName(f"directory.{name}.cancel")
        self.save.setObjectName(f"directory.{name}.save")
        self.save.setDefault(True)
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self.submit)
        self.on_key("Ctrl+Return", self.submit)
        self.add_button(self.cancel)
        self.add_button(self.save)
        form.submitted.connect(self._commit)
        form.changed.connect(self._forgive)
        grown = getattr(form, "grown", None)
        if grown is not None:
            grown.connect(self.fit)

    def retranslate(self) -> None:
        texts = self.context.texts
        self._heading.set_text(self._say_heading(texts.current))
        self.setWindowTitle(self._heading.text())
        self.cancel.set_text(texts.t("Cancel"))
        self.save.set_text(self._say_save(texts.current))
        self.form.retranslate()

    def fit(self) -> None:
        """As high as the form needs, but no higher than the window."""
        px = theme().px
        width = px(self.WIDTH)
        inner = width - 2 * px(24) - px(12)
        layout = self.form.layout()
        assert layout is not None
        layout.activate()
        tall = max(layout.totalHeightForWidth(inner), layout.totalSizeHint().height())
        rest = px(150) + (self._error.heightForWidth(inner) if self._error.isVisibleTo(self) else 0)
        window = self.parentWidget()
        most = max(px(320), (window.height() if window is not None else 0) - px(80))
        self.resize(width, min(tall + rest, most))

    def open(self) -> None:
        super().open()
        self.form.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Hand the draft over, or lead to what is missing."""
        if not self.save.is_busy():
            self.form.commit()
            self.fit()

    def _commit(self, draft: object) -> None:
        self.save.set_busy(True)
        self.submitted.emit(draft)

    def refuse(self, problem: UserProblem) -> bool:
        """Tell why it was not done, beside its field where it has one; everything typed stays."""
        self.save.set_busy(False)
        words = problem_words(self.context.texts.current, problem)
        field = FIELD_OF.get(problem.code)
        if field is not None and field in self.form.values():
            self.form.show_problems([FieldProblem(field, words)])
        else:
            self._error.set_text(words)
            self._error.show()
        self.fit()
        return True

    def renew(self, show: Callable[[Any], None], row: Callable[[Any], Any], found: Any) -> None:
        """Take over what a colleague saved: into the fields nobody touched here, and as the ground to save on."""
        self.form.renew(partial(show, found))
        self.basis = row(found)
        self.fit()

    def _forgive(self) -> None:
        self._error.hide()
