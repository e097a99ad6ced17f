"""What can honestly be warned of now: several homes with one cause, grave cases that nobody knows, missing holidays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models.core.permissions import Permission
from models.core.session import Session
from models.desk.parts import Statement
from models.incidents.kinds import IncidentRow, IncidentState
from models.incidents.queries import live
from models.options.queries import missing_holidays
from models.store.database import Store

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
    """Everything that is warned of now; ``live`` are all outages, those that are only proposed among them."""

    live: tuple[IncidentRow, ...]
    grave: tuple[GraveCase, ...]
    missing_year: int | None

    @property
    def proposed(self) -> tuple[IncidentRow, ...]:
        """What somebody should accept or dismiss."""
        return tuple(row for row in self.live if row.state == IncidentState.PROPOSED)

    @property
    def count(self) -> int:
        """How many warnings there are."""
        return len(self.proposed) + len(self.grave) + (self.missing_year is not None)


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
    return DeskWarnings(live(session), grave_cases(store), year)
