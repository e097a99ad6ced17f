"""The tables that the code sees are those that the migrations make."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import peewee
import pytest

import models
from models.store.base import Table, Versioned
from models.store.database import Store

ROOT = Path(models.__file__).parent
for _file in sorted(ROOT.glob("*/tables.py")):
    importlib.import_module(f"models.{_file.parent.name}.tables")


def tables() -> list[type[Table]]:
    found: list[type[Table]] = []
    waiting = [Table]
    while waiting:
        for table in waiting.pop().__subclasses__():
            waiting.append(table)
            if table is not Versioned:
                found.append(table)
    return sorted(found, key=lambda table: table.topic())


def test_there_are_tables() -> None:
    assert len(tables()) >= 20
    assert len({table.topic() for table in tables()}) == len(tables())


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.topic())
def test_columns_and_what_may_be_empty_agree(store: Store, table: type[Table]) -> None:
    in_file = {row[1]: not row[3] and not row[5] for row in store.rows(f"PRAGMA table_info({table.topic()})")}
    in_code = {field.column_name: bool(field.null) for field in table._meta.sorted_fields}
    assert in_code == in_file


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.topic())
def test_defaults_agree(store: Store, table: type[Table]) -> None:
    """Bulk work leaves columns out and takes the engine's default: it must be the one of the code."""
    info = {row[1]: row[4] for row in store.rows(f"PRAGMA table_info({table.topic()})")}
    for field in table._meta.sorted_fields:
        if field.default is None:
            continue
        text = info[field.column_name]
        assert text is not None, f"{field.column_name} has no default in the file"
        assert store.rows(f"SELECT {text}")[0][0] == field.db_value(field.default), field.column_name


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.topic())
def test_what_is_unique_in_the_code_is_unique_in_the_file(store: Store, table: type[Table]) -> None:
    unique = set()
    for _, name, is_unique, _, only_some in store.rows(f"PRAGMA index_list({table.topic()})"):
        if is_unique and not only_some:  # what only some rows must not share, the classes cannot say
            unique.add(tuple(row[2] for row in store.rows(f"PRAGMA index_info({name})")))
    wanted = {(field.column_name,) for field in table._meta.sorted_fields if field.unique}
    wanted |= {tuple(columns) for columns, is_unique in table._meta.indexes if is_unique}
    assert wanted == unique


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.topic())
def test_ids_are_never_used_again(store: Store, table: type[Table]) -> None:
    made = store.rows("SELECT sql FROM sqlite_master WHERE name = ?", (table.topic(),))[0][0]
    assert "AUTOINCREMENT" in made
    assert isinstance(table._meta.primary_key, peewee.AutoField)


def test_every_table_of_the_file_has_a_class(store: Store) -> None:
    made = {row[0] for row in store.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    engine = re.compile(r"sqlite_.*|schema_migration|search_state|(case|directory)_(text|terms|index\w*)")
    assert {name for name in made if not engine.fullmatch(name)} == {table.topic() for table in tables()}
