"""What can honestly be warned of now: several homes with one cause, grave cases that nobody knows, missing holidays,
more cases than chance explains, plans that are late.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from models.core.permissions import Permission
from models.core.session import Session
from models.desk.parts import Statement
from models.improvements.kinds import ImprovementRow
from models.improvements.knowing import late_of
from models.incidents.kinds import IncidentRow, IncidentState
from models.incidents.queries import live
from models.options.queries import missing_holidays
from models.store.database import Store
from models.warnings.kinds import WarningRow
from models.warnings.queries import gravest, open_count

EARLY_SHOWN = 2  # the page of early warnings shows the others
# Escalations that nobody has acknowledged, by their index: few, however many there ever were.
_GRAVE = """SELECT c.id, c.reference, c.title, e.at FROM escalation e CROSS JOIN complaint c ON c.id = e.complaint_id
    WHERE e.acknowledged_at IS NULL AND e.cause IN ('life_safety', 'major') AND c.closed_at IS NULL
    GROUP BY c.id ORDER BY min(e.at), c.id"""


@dataclass(frozen=True)
class GraveCase:
    """A grave case of which nobody up the ladder has said that they know."""

    id: int
    reference: str
    title: str


@dataclass(frozen=True)
class DeskWarnings:
    """Everything that is warned of now; ``live`` are all outages, those that are only proposed among them.

    ``early`` are the gravest of so many early warnings that nobody has answered, ``kinds`` the categories that they
    name, by code and language. ``late`` are the plans of which this person was told that they are late.
    """

    live: tuple[IncidentRow, ...]
    grave: tuple[GraveCase, ...]
    missing_year: int | None
    early: tuple[WarningRow, ...] = ()
    early_count: int = 0
    late: tuple[ImprovementRow, ...] = ()
    kinds: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def proposed(self) -> tuple[IncidentRow, ...]:
        """What somebody should accept or dismiss."""
        return tuple(row for row in self.live if row.state == IncidentState.PROPOSED)

    @property
    def count(self) -> int:
        """How many warnings there are."""
        own = len(self.proposed) + len(self.grave) + (self.missing_year is not None)
        return own + self.early_count + len(self.late)


def grave_statement() -> Statement:
    """Grave cases that nobody has acknowledged."""
    return _GRAVE, ()


def grave_cases(store: Store) -> tuple[GraveCase, ...]:
    """The oldest first."""
    return tuple(GraveCase(*row[:3]) for row in store.rows(*grave_statement()))


def warnings(session: Session, now: datetime) -> DeskWarnings:
    """What is warned of now."""
    store = session.store
    # Only who can do something about the calendar is told of it.
    year = missing_holidays(store, now) if session.actor.may(Permission.MANAGE_OPTIONS) else None
    early = gravest(store, EARLY_SHOWN)
    count = open_count(store) if len(early) == EARLY_SHOWN else len(early)
    return DeskWarnings(
        live(session), grave_cases(store), year, early, count, late_of(session), _kinds(store, early)
    )


def _kinds(store: Store, early: tuple[WarningRow, ...]) -> dict[str, Mapping[str, str]]:
    """What the categories of these warnings are called."""
    codes = {row.category for row in early if row.category}
    if not codes:
        return {}
    found = store.rows(
        "SELECT code, zh, en FROM category WHERE code IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(codes)),),
    )
    return {code: {"zh_CN": zh, "en": en} for code, zh, en in found}
