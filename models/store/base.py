"""What all tables share.

Tables are bound to whichever store is open through one proxy: a process serves one store at a time.
"""

from __future__ import annotations

from typing import Any

import peewee

database_proxy: Any = peewee.DatabaseProxy()


class Table(peewee.Model):
    """A table. Outside its room's queries and actions nobody sees an instance of it."""

    id: Any = peewee.AutoField()

    class Meta:
        database = database_proxy
        legacy_table_names = False

    @classmethod
    def topic(cls) -> str:
        """The table's name."""
        return str(cls._meta.table_name)

    @classmethod
    def announced(cls) -> str:
        """The topic under which changes of its rows are announced: the name, unless people call it otherwise."""
        return cls.topic()

    @classmethod
    def fields(cls) -> tuple[Any, ...]:
        """The fields in the order of their columns."""
        return tuple(cls._meta.sorted_fields)


class Versioned(Table):
    """A table whose rows people edit: each edit bumps ``row_version``, and a stale one is refused."""

    row_version: Any = peewee.IntegerField(default=1)
