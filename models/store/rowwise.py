"""Statements about single rows by their id, written once for each shape and kept.

The query builder takes longer to write such a statement than the engine takes to run it, and every action runs
several. Values pass through the fields' own conversions, so that a column reads the same however it was asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from models.store.base import Table


@lru_cache(maxsize=512)
def insert_sql(table: type[Table], columns: tuple[str, ...]) -> str:
    """Insert one row; columns left out take the engine's default."""
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {table.topic()} ({', '.join(columns)}) VALUES ({marks})"


@lru_cache(maxsize=512)
def update_sql(table: type[Table], columns: tuple[str, ...], bump: bool, checked: bool) -> str:
    """Update one row by id; ``bump`` moves its version on, ``checked`` asks for the version that was seen."""
    changes = [f"{column} = ?" for column in columns]
    if bump:
        changes.append("row_version = row_version + 1")
    return f"UPDATE {table.topic()} SET {', '.join(changes)} WHERE id = ?{' AND row_version = ?' if checked else ''}"


@lru_cache(maxsize=64)
def select_sql(table: type[Table]) -> str:
    """Read one row by id, in the order of ``columns_of``."""
    return f"SELECT {', '.join(columns_of(table))} FROM {table.topic()} WHERE id = ?"


@lru_cache(maxsize=64)
def columns_of(table: type[Table]) -> tuple[str, ...]:
    """The columns of a table in their order."""
    return tuple(field.column_name for field in table.fields())


@lru_cache(maxsize=64)
def _fields(table: type[Table]) -> Mapping[str, Any]:
    return {field.column_name: field for field in table.fields()}


def to_values(table: type[Table], fields: Mapping[str, object]) -> list[object]:
    """Python values as the engine keeps them, in the order of ``fields``. An unknown column is a ``KeyError``."""
    known = _fields(table)
    return [known[name].db_value(value) for name, value in fields.items()]


def to_row(table: type[Table], values: Sequence[object]) -> Any:
    """An instance of the table from the values of ``columns_of``."""
    known = _fields(table)
    pairs = zip(known.items(), values, strict=True)
    return table(**{name: field.python_value(value) for (name, field), value in pairs})
