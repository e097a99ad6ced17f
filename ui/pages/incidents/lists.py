"""The list of the page: what is proposed first, then what goes on, then the past."""

from __future__ import annotations

from models.incidents.kinds import IncidentRow, IncidentState
from ui.shared.case_list import TwoLines
from ui.shared.incident_words import incident_icon
from ui.widgets.lists import ListRow

_OVER = {IncidentState.ENDED: "check", IncidentState.DISMISSED: "x"}


class Signs(TwoLines):
    """Of an incident what it is, whether somebody has to decide, and whether it is over."""

    def sign(self, row: ListRow) -> tuple[str, str]:
        incident = row.row
        assert isinstance(incident, IncidentRow)
        if not incident.is_live:
            return _OVER[IncidentState(incident.state)], "faint"
        waits = incident.state == IncidentState.PROPOSED or incident.major
        return incident_icon(incident), "soon" if waits else "muted"

    def is_over(self, row: ListRow) -> bool:
        return isinstance(row.row, IncidentRow) and not row.row.is_live
