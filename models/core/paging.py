"""Pages of any list: keyset, never OFFSET."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")

PAGE_SIZE = 64

Key = tuple[int | str | None, int]


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of rows. ``next_key`` continues after the last row; ``None`` means that the list ends here."""

    rows: tuple[Row, ...]
    next_key: Key | None
