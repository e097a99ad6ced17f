"""Everything that the page of an order shows, fetched in one go on the database thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from models.core.session import Session
from models.crew.kinds import ContractorRow, SkillRow, TechnicianRow
from models.crew.queries import contractors, skills, technicians
from models.options.queries import settings
from models.repairs.kinds import AppointmentRow, OrderFile, OrderRow, OrderState
from models.repairs.queries import order_file, order_id
from models.scheduling.kinds import Move, Objection
from models.scheduling.queries import check
from models.stock.queries import part

_OF_PARTS = ("part_booked", "part_brought_back")
_PLACED = (OrderState.SCHEDULED, OrderState.ON_THE_WAY)


@dataclass(frozen=True)
class OrderView:
    """An order as the page shows it, at one moment. ``objections`` speak against the slot that it has."""

    file: OrderFile
    now: datetime
    zone: tzinfo
    currency: str
    skills: Mapping[str, SkillRow]
    technicians: tuple[TechnicianRow, ...]
    contractors: tuple[ContractorRow, ...]
    parts: Mapping[int, str]
    objections: tuple[Objection, ...] = ()

    @property
    def row(self) -> OrderRow:
        """Its line."""
        return self.file.row

    @property
    def id(self) -> int:
        """The order."""
        return self.file.row.id

    @property
    def version(self) -> int:
        """The row version that is in sight."""
        return self.file.row.row_version

    @property
    def appointment(self) -> AppointmentRow | None:
        """The one that stands."""
        return next((one for one in reversed(self.file.appointments) if one.state == "agreed"), None)

    @property
    def crew(self) -> tuple[TechnicianRow, ...]:
        """The technicians who work here."""
        return tuple(one for one in self.technicians if one.active)

    def skill(self, language: str) -> str:
        """The word of the skill that it needs."""
        row = self.skills.get(self.row.skill)
        return row.label(language) if row is not None else self.row.skill


def load_view(session: Session, wanted: int | None, reference: str) -> OrderView:
    """Fetch an order by its id or its reference. Raises ``Unknown("work_order")``."""
    store = session.store
    file = order_file(store, wanted if wanted is not None else order_id(store, reference))
    options, now = settings(store), session.clock.now()
    return OrderView(
        file,
        now,
        options.zone,
        options.property_currency,
        {one.code: one for one in skills(session, all=True)},
        technicians(session, all=True),
        contractors(session, all=True),
        _part_names(session, file),
        _objections(session, file.row, now),
    )


def _part_names(session: Session, file: OrderFile) -> dict[int, str]:
    named = {one.part_id: one.name for one in file.parts}
    told = {event.facts.get("part") for event in file.events if event.kind in _OF_PARTS}
    for one in told:
        if isinstance(one, int) and one not in named:
            named[one] = part(session, one).name
    return named


def _objections(session: Session, row: OrderRow, now: datetime) -> tuple[Objection, ...]:
    """What speaks against the slot by now: somebody fell ill, the resident is in at another time."""
    if row.state not in _PLACED or row.starts_at is None or row.starts_at < now:
        return ()
    move = Move(row.id, row.technician_id, row.starts_at, row.ends_at)
    return check(session.store, (move,), now).get(row.id, ())
