"""What the page asks the store. Free of Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.core.session import Session
from models.crew.kinds import SkillRow, TechnicianRow
from models.crew.queries import skills, technicians
from models.recurring.kinds import PlanRow
from models.recurring.queries import plans


@dataclass(frozen=True)
class Plans:
    """All plans, and what a plan can choose from."""

    rows: tuple[PlanRow, ...] = ()
    skills: tuple[SkillRow, ...] = ()
    people: tuple[TechnicianRow, ...] = ()
    places: Mapping[int, str] = field(default_factory=dict)

    @property
    def running(self) -> int:
        """How many go on."""
        return sum(row.active and row.next_at is not None for row in self.rows)


def plans_of(session: Session) -> Plans:
    """Ask for everything at once: plans are few."""
    rows = plans(session, all=True)
    places = {row.place_id: row.place for row in rows if row.place_id is not None}
    return Plans(rows, skills(session, all=True), technicians(session), places)
