"""Incidents as people declare and see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class IncidentState(StrEnum):
    """Where an incident stands. ``proposed``: the program noticed it, nobody has decided yet."""

    PROPOSED = "proposed"
    OPEN = "open"
    ENDED = "ended"
    DISMISSED = "dismissed"


LIVE = (IncidentState.PROPOSED, IncidentState.OPEN)


class IncidentKind(StrEnum):
    """What it is: something is off for everybody there, or several complaints have one cause."""

    OUTAGE = "outage"
    SHARED_CAUSE = "shared_cause"


@dataclass(frozen=True)
class IncidentDraft:
    """An incident as the desk writes it down.

    ``place_id``: everything below that place, between the two floors where they are given; a home means its place
    line; nothing means the whole property. ``started_at`` is ``None`` for "now".
    """

    title: str
    kind: IncidentKind = IncidentKind.OUTAGE
    say: str = ""
    category: str | None = None
    subcategory: str | None = None
    place_id: int | None = None
    floor_from: int | None = None
    floor_to: int | None = None
    started_at: datetime | None = None
    expected_until: datetime | None = None


@dataclass(frozen=True)
class IncidentRow:
    """One incident with its figures: cases, those of them that are open, and the households behind them."""

    id: int
    row_version: int
    state: str
    kind: str
    title: str
    say: str
    category: str | None
    subcategory: str | None
    category_zh: str
    category_en: str
    place_id: int | None
    place: str
    place_kind: str
    place_path: str
    place_line: str
    property_id: int | None
    floor_from: int | None
    floor_to: int | None
    major: bool
    started_at: datetime
    expected_until: datetime | None
    proposed_at: datetime | None
    declared_at: datetime | None
    declared_by: str
    ended_at: datetime | None
    ended_by: str
    note: str
    on_site_at: datetime | None
    cases: int
    open_cases: int
    households: int

    def category_label(self, language: str) -> str:
        """The kind of trouble in the language of the reader."""
        return self.category_zh if language.startswith("zh") else self.category_en

    @property
    def is_live(self) -> bool:
        """Whether it still gathers cases."""
        return self.ended_at is None


@dataclass(frozen=True)
class UpdateRow:
    """What everybody was told."""

    id: int
    at: datetime
    staff: str
    channel: str
    text: str


@dataclass(frozen=True)
class Told:
    """What telling everybody came to: the update, the open cases it went to, and those whose first word it was."""

    update_id: int
    cases: int
    first: int
