"""Lists that come page by page: what follows the first page is fetched as the list is scrolled to its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject

from models.core.errors import UserProblem
from models.core.paging import Key
from models.core.session import Session
from ui.jobs import Jobs
from ui.widgets.list_model import ListRow, PagedModel


class Answer(Protocol):
    """One page of a list; without a ``next_key`` the list ends with it."""

    @property
    def rows(self) -> Sequence[Any]: ...

    @property
    def next_key(self) -> Key | None: ...


A = TypeVar("A", bound=Answer)
After = Callable[[A], Callable[[Session], A]]  # what to ask for beyond an answer, on the database thread


class Pager(QObject, Generic[A]):
    """Goes on where an answer ended.

    ``lines(answer)`` makes its rows into lines; without it they are lines already. What comes after the list began
    anew is thrown away. Where a page cannot be had the list ends, and the problem is told.
    """

    def __init__(
        self,
        jobs: Jobs,
        model: PagedModel,
        lines: Callable[[A], Sequence[ListRow]] | None = None,
    ) -> None:
        super().__init__(model)
        self._jobs, self._model = jobs, model
        self._lines = lines or _as_they_are
        self._last: A | None = None
        self._after: After[A] | None = None
        model.more_wanted.connect(self._more)

    def begin(self, answer: A, after: After[A]) -> None:
        """Show the first page of a question in the place of everything; ``after`` knows the same question."""
        self._last, self._after = (
            answer,
            after,
        )  # before the rows: a list with room left asks for more at once
        self._model.replace_all(self._lines(answer), answer.next_key is None)

    def reach(self, same: bool = True) -> int:
        """How many rows to ask for at first: of the ``same`` question as many as are here."""
        return max(PagedModel.PAGE, self._model.rowCount()) if same else PagedModel.PAGE

    def _more(self, _last_row: object) -> None:
        answer, after = self._last, self._after
        if answer is None or after is None or answer.next_key is None:
            return
        generation = self._model.generation
        self._jobs.query(
            self,
            after(answer),
            partial(self._came, generation),
            partial(self._failed, generation),
            key="more",
        )

    def _came(self, generation: int, answer: A) -> None:
        if generation == self._model.generation:
            self._last = answer
            self._model.append(self._lines(answer), answer.next_key is None, generation)

    def _failed(self, generation: int, _problem: UserProblem) -> bool:
        self._model.append((), True, generation)
        return False


def by_key(ask: Callable[[Key | None, Session], A]) -> After[A]:
    """For questions of which nothing but the key goes on: ``ask(key, session)``."""
    return partial(_ask_on, ask)


def _ask_on(ask: Callable[[Key | None, Session], A], answer: A) -> Callable[[Session], A]:
    return partial(ask, answer.next_key)


def _as_they_are(answer: Answer) -> Sequence[ListRow]:
    return answer.rows
