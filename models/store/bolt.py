"""A connection that takes no writes until it is unbolted: outside an action nothing may change the store.

And no half characters: whatever text is handed over here, it is stored and searched whole (``models.core.characters``).

``PRAGMA query_only`` would say the same to the engine, but each turn of it makes the engine forget every statement that
it has prepared: an action and the reads after it took twice as long. So it is asked here, of every statement.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from models.core.characters import is_whole, whole

_READS = re.compile(
    r"""\s*(?:
    (?:SELECT|VALUES|EXPLAIN|COMMIT|END|ROLLBACK|SAVEPOINT|RELEASE)\b
    | BEGIN\b (?!\s+(?:IMMEDIATE|EXCLUSIVE))
    | PRAGMA\b (?!\s+(?:user_version|application_id)\s*[=(])
    | WITH\b (?!.*\b(?:(?:INSERT|REPLACE)\s+(?:INTO|OR)|DELETE\s+FROM|UPDATE\s.*\bSET)\b)
    )""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)


@lru_cache(maxsize=1024)
def only_reads(statement: str) -> bool:
    """Whether a statement changes nothing. What is not known to read counts as a write."""
    return _READS.match(statement) is not None


class BoltedConnection(sqlite3.Connection):
    """Its cursors refuse what writes while it is ``bolted``; each thread has its own. Not bolted at first."""

    bolted = False

    def cursor(self, factory: Any = None) -> Any:
        """A cursor that asks first."""
        return super().cursor(factory or _Cursor)


class _Cursor(sqlite3.Cursor):
    """Asks before it runs anything."""

    connection: BoltedConnection

    def execute(self, statement: str, params: Any = (), /) -> _Cursor:
        """Run one statement; ``OperationalError`` where it may not."""
        self._ask(statement)
        try:
            return super().execute(statement, params)
        except UnicodeEncodeError:  # told while the values are bound: nothing has happened yet
            return super().execute(statement, _bindable(params))

    def executemany(self, statement: str, rows: Iterable[Any], /) -> _Cursor:
        """Run one statement for many rows; ``OperationalError`` where it may not."""
        self._ask(statement)
        return super().executemany(statement, map(_bindable, rows))

    def _ask(self, statement: str) -> None:
        if self.connection.bolted and not only_reads(statement):
            raise sqlite3.OperationalError("attempt to write a readonly database")


def _bindable(params: Any) -> Any:
    """Values with every text whole; the same object where they are already."""
    values = params.values() if isinstance(params, Mapping) else params
    if all(is_whole(one) for one in values if isinstance(one, str)):
        return params
    if isinstance(params, Mapping):
        return {name: _whole(one) for name, one in params.items()}
    return tuple(map(_whole, params))


def _whole(value: object) -> object:
    return whole(value) if isinstance(value, str) else value
