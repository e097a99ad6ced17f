"""A dialog around one form of the directory; what was typed stays when it is refused."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.core.errors import UserProblem
from resources.texts import Texts
from ui.base.form import FieldProblem, Form
from ui.context import Context
from ui.pages.directory.words import FIELD_OF, problem_words
from ui.shared import form_dialog

Say = Callable[[Texts], str]


class FormDialog(form_dialog.FormDialog[Form[Any]]):
    """``submitted`` carries the draft; whoever opened the dialog ends it with ``accept`` or ``refuse``.

    ``basis`` is the row as it was read last: its version goes with what is saved.
    """

    WIDTH = 520
    submitted = Signal(object)

    def __init__(
        self, context: Context, parent: QWidget, name: str, form: Form[Any], heading: Say, save: Say
    ) -> None:
        super().__init__(context, parent, f"directory.{name}", form)
        self.setObjectName(f"directory.{name}")
        self.save.setDefault(True)
        self.basis: Any = None
        self._say_heading, self._say_save = heading, save

    def retranslate(self) -> None:
        texts = self.context.texts.current
        self.heading.set_text(self._say_heading(texts))
        self.save.set_text(self._say_save(texts))
        super().retranslate()

    def write(self, draft: object) -> None:
        self.submitted.emit(draft)

    def beside_a_field(self, problem: UserProblem) -> bool:
        field = FIELD_OF.get(problem.code)
        if field is None or field not in self.form.values():
            return False
        self.form.show_problems([FieldProblem(field, self.words_of(problem))])
        return True

    def words_of(self, problem: UserProblem) -> str:
        return problem_words(self.context.texts.current, problem)

    def renew(self, show: Callable[[Any], None], row: Callable[[Any], Any], found: Any) -> None:
        """Take over what a colleague saved: into the fields nobody touched here, and as the ground to save on."""
        self.form.renew(partial(show, found))
        self.basis = row(found)
        self.fit()
