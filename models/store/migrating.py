"""Bringing a store to the present schema. By itself: a store that is there already needs nothing of this to open."""

from __future__ import annotations

from pathlib import Path

from playhouse.migrations import Runner

from models.store import sql
from models.store.database import Store
from models.store.search import SearchIndex
from models.store.search_documents import CASES, DIRECTORY


def migrate(store: Store, migrations: Path, version: tuple[int, int]) -> None:
    """Run what is missing of the numbered migrations, make the indexes, and note the version."""
    sql.allow_writing(store.database, True)
    try:
        sql.mark(store.database)
        Runner(store.database, str(migrations)).up()
        for kind in (CASES, DIRECTORY):  # derived and numbered by themselves, so no migration's business
            SearchIndex(store.execute, kind).create()
        sql.set_schema_version(store.database, version)
        sql.tidy(store.database, full=True)
    finally:
        sql.allow_writing(store.database, False)
