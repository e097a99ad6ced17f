"""The protocol of a form for one of the eight steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal

from ui.base.form import Form


class StepForm(Form[dict[str, Any]]):
    """A step's form: it says which step it is and which facts it has; the case page finishes, skips, returns.

    ``wants`` asks the case page for something outside the form: ``"remedy"``, ``"promise"``, ``"evidence"``.
    """

    step = ""
    wants = Signal(str)

    def title(self) -> str:
        """The heading, in the language of now."""
        raise NotImplementedError

    def show_case(self, case: object) -> None:
        """Take what the step needs to know of the case: who, what was said, earlier rounds."""

    def facts(self) -> dict[str, Any]:
        """The facts entered so far, by the names that ``models.handling`` gives them."""
        return self.values()

    def draft(self) -> dict[str, Any]:
        """The same as ``facts``."""
        return self.facts()

    def insert_phrase(self, words: str) -> bool:
        """Put a phrase of the coach card into the field for words; ``False`` when there is none."""
        return False


@dataclass(frozen=True)
class StepSpec:
    """Where the form of a step is found: ``"module:Class"``, imported when the step is first shown."""

    step: str
    factory: str
