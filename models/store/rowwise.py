"""Statements about single rows by their id, written once for each shape and kept.

The query builder takes longer to write such a statement than the engine takes to run it, and every action runs
several. Values pass through the fields' own conversions, so that a column reads the same however it was asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import peewee

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


@lru_cache(maxsize=64)
def _converted(table: type[Table]) -> tuple[tuple[int, Any], ...]:
    """The columns whose values are not used as the engine keeps them: place and conversion."""
    plain = (peewee.AutoField, peewee.IntegerField, peewee.CharField, peewee.TextField)
    return tuple(
        (place, field.python_value) for place, field in enumerate(table.fields()) if type(field) not in plain
    )


def to_row(table: type[Table], values: Sequence[object]) -> Any:
    """An instance of the table from the values of ``columns_of``; nothing of it counts as changed."""
    converted = list(values)
    for place, conversion in _converted(table):
        if converted[place] is not None:
            converted[place] = conversion(converted[place])
    row: Any = table(__no_default__=1)
    row.__data__.update(zip(columns_of(table), converted, strict=True))
    return row
