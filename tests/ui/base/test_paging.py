"""What follows the first page of a list comes as it is wanted, and belongs to the question that was asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QModelIndex
from pytestqt.qtbot import QtBot

from models.core.clock import SystemClock
from models.core.errors import UserProblem
from models.core.paging import Page
from models.core.session import NOBODY, Session
from ui.base.paging import Pager
from ui.jobs import Jobs
from ui.widgets.list_model import Column, ListRow, PagedModel

COUNT = 130
END = QModelIndex()


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    session = Session(None, NOBODY, SystemClock())  # type: ignore[arg-type]  # nothing here reads a store
    made = Jobs(lambda: session)
    yield made
    made.close()


@pytest.fixture
def model(qtbot: QtBot) -> PagedModel:
    return PagedModel((Column("name", "", 100),))


def rows(name: str, first: int, limit: int = PagedModel.PAGE) -> Page[ListRow]:
    last = min(COUNT, first + limit)
    found = tuple(ListRow((f"{name} {at}",), at, at) for at in range(first, last))
    return Page(found, None if last == COUNT else (last, last))


def after(name: str, answer: Page[ListRow]) -> Callable[[Session], Page[ListRow]]:
    assert answer.next_key is not None
    key = answer.next_key[1]
    return lambda session: rows(name, key)


def shown(model: PagedModel) -> list[str]:
    found = (model.row_at(at) for at in range(model.rowCount()))
    return [row.cells[0] for row in found if row is not None]


def test_pages_follow_one_another_to_the_end(jobs: Jobs, model: PagedModel) -> None:
    pages = Pager[Page[ListRow]](jobs, model)
    pages.begin(rows("a", 0), partial(after, "a"))
    assert (model.rowCount(), pages.reach(), pages.reach(same=False)) == (64, 64, 64)
    while model.canFetchMore(END):
        model.fetchMore(END)
        jobs.wait_idle()
    assert shown(model) == [f"a {at}" for at in range(COUNT)]
    assert (pages.reach(), pages.reach(same=False)) == (COUNT, 64)


def test_what_comes_after_another_question_was_asked_is_thrown_away(jobs: Jobs, model: PagedModel) -> None:
    pages = Pager[Page[ListRow]](jobs, model)
    pages.begin(rows("old", 0), partial(after, "old"))
    model.fetchMore(END)
    pages.begin(rows("new", 0), partial(after, "new"))
    jobs.wait_idle()
    assert shown(model) == [f"new {at}" for at in range(64)]
    model.fetchMore(END)
    jobs.wait_idle()
    assert shown(model) == [f"new {at}" for at in range(128)]


def test_lines_are_made_of_every_page(jobs: Jobs, model: PagedModel) -> None:
    def loud(answer: Page[ListRow]) -> list[ListRow]:
        return [ListRow((row.cells[0].upper(),), row.row, row.key) for row in answer.rows]

    pages = Pager[Page[ListRow]](jobs, model, loud)
    pages.begin(rows("a", 0), partial(after, "a"))
    model.fetchMore(END)
    jobs.wait_idle()
    assert shown(model) == [f"A {at}" for at in range(128)]


def test_a_page_that_cannot_be_had_ends_the_list_and_is_told(jobs: Jobs, model: PagedModel) -> None:
    def broken(_answer: Page[ListRow]) -> Callable[[Session], Page[ListRow]]:
        def fn(_session: Session) -> Page[ListRow]:
            raise UserProblem("store.busy")

        return fn

    told: list[str] = []
    jobs.problem.connect(lambda problem: told.append(problem.code))
    pages = Pager[Page[ListRow]](jobs, model)
    pages.begin(rows("a", 0), broken)
    model.fetchMore(END)
    jobs.wait_idle()
    assert told == ["store.busy"]
    assert (model.rowCount(), model.is_done) == (64, True)
