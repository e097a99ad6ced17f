"""The first page of each list, and of searches, against the bare statement that fetches the same rows."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from models.complaints.kinds import CaseFilter, Sort, View
from models.complaints.listing import case_page, list_sql
from models.store.database import Store
from models.store.search import SearchIndex
from models.store.search_documents import CASES
from models.store.search_query import parse
from tests import factories
from tests.bench.dataset import big_store
from tests.bench.figures import Figure, turn_by_turn

CASES_IN_STORE = 100_000
_LISTS = (
    ("open, by due time", CaseFilter(view=View.OPEN, sort=Sort.DUE, descending=False)),
    ("mine", CaseFilter(view=View.MINE, sort=Sort.DUE, descending=False)),
    ("overdue", CaseFilter(view=View.OVERDUE, sort=Sort.DUE, descending=False)),
    ("all, newest first", CaseFilter()),
    ("closed this week", CaseFilter(view=View.CLOSED, sort=Sort.CLOSED)),
    ("one category, open", CaseFilter(view=View.OPEN, categories=frozenset({"leak"}))),
    ("search: one character", CaseFilter(search="水")),
    ("search: two characters", CaseFilter(search="漏水")),
    ("search: four characters", CaseFilter(search="漏水滴到")),
    ("search: two words", CaseFilter(search="kitchen drips")),
    ("search: open cases only", CaseFilter(view=View.OPEN, search="电梯")),
)


def bench(cases: int = CASES_IN_STORE) -> list[Figure]:
    """Figures of every list at so many cases. The floor runs the same statement by hand and takes the tuples."""
    with tempfile.TemporaryDirectory() as name:
        store = big_store(Path(name), cases)
        clock = factories.a_clock()
        index = SearchIndex(store.execute, CASES)
        figures = []
        with closing(sqlite3.connect(store.path)) as bare:
            for what, wanted in _LISTS:
                fragment, params = index.match_sql(parse(wanted.search), column="c.id")
                statement, values = list_sql(wanted, 1, clock.now(), None, 65, (fragment, list(params)))
                figures.append(turn_by_turn(what, _page(store, wanted), _bare(bare, statement, values)))
        store.disconnect()
    return figures


def _page(store: Store, wanted: CaseFilter) -> Callable[[], object]:
    now = factories.a_clock().now()
    return lambda: case_page(store, wanted, 1, now)


def _bare(bare: sqlite3.Connection, statement: str, values: tuple[object, ...]) -> Callable[[], object]:
    return lambda: bare.execute(statement, values).fetchall()
