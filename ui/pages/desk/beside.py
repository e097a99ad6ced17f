"""A line of the right column. Free of Qt."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Beside:
    """A line of a card: where it leads, what it says."""

    page: str
    params: tuple[tuple[str, object], ...]
    lead: str
    words: str
    late: bool = False
