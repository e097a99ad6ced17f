"""Column types that the store adds to peewee's own."""

from __future__ import annotations

import json
from datetime import date, datetime

import peewee

from models.core.characters import whole
from models.core.clock import from_millis, to_millis


class InstantField(peewee.BigIntegerField):
    """An aware UTC instant, kept as milliseconds since 1970: it compares, sorts and indexes as a number."""

    def db_value(self, value: datetime | int | None) -> int | None:
        """Instant to milliseconds; a number is taken as it is."""
        return to_millis(value) if isinstance(value, datetime) else value

    def python_value(self, value: int | None) -> datetime | None:
        """Milliseconds to instant."""
        return None if value is None else from_millis(value)


class DayField(peewee.CharField):
    """A calendar day, kept as ISO text."""

    def db_value(self, value: date | str | None) -> str | None:
        """Day to ISO text."""
        return value.isoformat() if isinstance(value, date) else value

    def python_value(self, value: str | None) -> date | None:
        """ISO text to day."""
        return None if value is None else date.fromisoformat(value)


class FactsField(peewee.TextField):
    """A small JSON value, kept as canonical text (sorted keys, no blanks) so that equal facts are equal bytes."""

    def db_value(self, value: object) -> str | None:
        """Value to canonical JSON; ``None`` stays NULL."""
        return None if value is None else canonical(value)

    def python_value(self, value: str | None) -> object:
        """Canonical JSON to value."""
        return None if value is None else json.loads(value)


def canonical(value: object) -> str:
    """The one JSON text of a value: sorted keys, no blanks, real characters, and whole ones."""
    return whole(
        json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    )
