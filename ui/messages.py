"""The one voice for telling and asking. It says what to say; the window's ``Voice`` shows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Signal

from models.core.errors import ChangedMeanwhile, UserProblem
from ui.language import TextsHolder

_OF_THE_DESK = "store."  # what stands in everybody's way does not go with a page


class Kind(Enum):
    """How a message is meant."""

    DONE = "done"
    NOTE = "note"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True)
class Choice:
    """One way to answer. ``grave`` ones erase something; their button is never the default."""

    id: str
    label: str
    grave: bool = False


@dataclass(frozen=True)
class Message:
    """Something told. ``act`` is the way out that ``choice`` names.

    A ``passing`` one is about what was just tried: it goes with the next thing that is done, and with the page.
    """

    kind: Kind
    text: str
    detail: str = ""
    choice: Choice | None = None
    act: Callable[[], None] | None = None
    passing: bool = False


@dataclass(frozen=True)
class Question:
    """Something asked. ``done`` gets the id of the choice; the last choice is what Escape means."""

    text: str
    choices: tuple[Choice, ...]
    done: Callable[[str], None]
    detail: str = ""


@dataclass(frozen=True)
class UndoOffer:
    """Something that was just done and can be taken back."""

    text: str
    undo: Callable[[], None]


class Messages(QObject):
    """Tells and asks. Nothing else in the application opens a message."""

    told = Signal(object)
    asked = Signal(object)
    undo_offered = Signal(object)
    cleared = Signal()

    def __init__(self, texts: TextsHolder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts

    def tell(
        self,
        kind: Kind,
        text: str,
        detail: str = "",
        choice: Choice | None = None,
        act: Callable[[], None] | None = None,
        passing: bool = False,
    ) -> None:
        """Say ``text``; done things fade by themselves, the rest stays until put away unless it is ``passing``."""
        self.told.emit(Message(kind, text, detail, choice, act, passing))

    def problem(self, problem: UserProblem) -> None:
        """Say what stands in the way, kindly."""
        if isinstance(problem, ChangedMeanwhile):
            self.tell(
                Kind.WARNING,
                self._texts.t("Somebody changed this while you were writing."),
                self._texts.t("Nothing is lost. Look at both and choose."),
            )
        else:
            passing = not problem.code.startswith(_OF_THE_DESK)
            self.tell(Kind.PROBLEM, self._texts.problem(problem), passing=passing)

    def ask(
        self, text: str, choices: Sequence[Choice], done: Callable[[str], None], detail: str = ""
    ) -> None:
        """Ask, and hand the id of the chosen answer to ``done``."""
        self.asked.emit(Question(text, tuple(choices), done, detail))

    def undo(self, text: str, undo: Callable[[], None]) -> None:
        """Say what was done and offer to take it back."""
        self.undo_offered.emit(UndoOffer(text, undo))

    def clear(self) -> None:
        """Put everything away: another person sits down."""
        self.cleared.emit()
