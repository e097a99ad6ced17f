"""Common parts, as drafts and rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class MoveKind(StrEnum):
    """Why a count changed."""

    COUNTED = "counted"
    BOUGHT = "bought"
    BOOKED = "booked"
    BROUGHT_BACK = "brought_back"
    LOST = "lost"


@dataclass(frozen=True)
class PartDraft:
    """A part as typed. ``count`` is only read when it is added; afterwards moves change it."""

    code: str
    name: str
    unit: str = ""
    count: int = 0
    minimum: int = 0
    price_minor: int = 0


@dataclass(frozen=True)
class PartRow:
    """A part as stored."""

    id: int
    row_version: int
    code: str
    name: str
    unit: str
    count: int
    minimum: int
    price_minor: int
    active: bool

    @property
    def short(self) -> bool:
        """Whether there are fewer than there should be."""
        return self.active and self.count < self.minimum


@dataclass(frozen=True)
class MoveRow:
    """One change of a count; ``reference`` is the order that it was for."""

    id: int
    part_id: int
    part: str
    unit: str
    work_order_id: int | None
    reference: str
    kind: str
    change: int
    price_minor: int
    text: str
    at: datetime
    by: str
