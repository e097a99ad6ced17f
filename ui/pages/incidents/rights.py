"""What may be done with an incident now: by where it stands, and by who looks."""

from __future__ import annotations

from models.core.permissions import Permission
from models.incidents.kinds import IncidentRow, IncidentState
from ui.desk_state import DeskState


def allowed(desk: DeskState, row: IncidentRow | None) -> frozenset[str]:
    """The deeds, by the names of their buttons."""
    if row is None or not row.is_live:
        return frozenset()
    handles, decides = desk.may(Permission.HANDLE), desk.may(Permission.ASSIGN)
    going = row.state == IncidentState.OPEN
    deeds = {
        "accept": decides and not going,
        "dismiss": decides and not going,
        "tell": handles and going and row.open_cases > 0,
        "arrived": handles and going and row.on_site_at is None,
        "change": handles and going,
        "join": desk.may(Permission.RECORD),
        "leave": handles,
        "end": decides and going,
    }
    return frozenset(name for name, may in deeds.items() if may)
