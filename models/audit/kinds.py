"""The audit trail as it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class EntryFilter:
    """Which entries to show; ``action`` also finds all that begin with it and a dot ("account")."""

    staff_id: int | None = None
    action: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    record: tuple[str, int] | None = None


@dataclass(frozen=True)
class EntryRow:
    """One action: when, by whom, on what. ``staff_name`` is ``None`` for the owner and the program itself."""

    seq: int
    at: datetime
    staff_id: int | None
    staff_name: str | None
    action: str
    touched: tuple[tuple[str, int], ...]
    facts: Mapping[str, object]
