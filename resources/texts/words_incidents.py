"""The labels of incidents: outages and causes that many complaints share."""

from __future__ import annotations

from .marks import P_

INCIDENTS: dict[str, str] = {
    "incident_state.proposed": P_("incident_state", "Proposed"),
    "incident_state.open": P_("incident_state", "Going on"),
    "incident_state.ended": P_("incident_state", "Over"),
    "incident_state.dismissed": P_("incident_state", "Dismissed"),
    "incident_kind.outage": P_("incident_kind", "Outage"),
    "incident_kind.shared_cause": P_("incident_kind", "Shared cause"),
    "event.incident_joined": P_("event", "Joined to an incident"),
    "event.incident_left": P_("event", "Taken out of the incident"),
    "event.incident_released": P_("event", "No longer part of the incident"),
    "event.incident_update": P_("event", "Everybody was told"),
    "action.incident.declare": P_("action", "Incident declared"),
    "action.incident.change": P_("action", "Incident changed"),
    "action.incident.accept": P_("action", "Proposed incident accepted"),
    "action.incident.dismiss": P_("action", "Proposed incident dismissed"),
    "action.incident.end": P_("action", "Incident ended"),
    "action.incident.resume": P_("action", "Incident goes on after all"),
    "action.incident.join": P_("action", "Case joined to an incident"),
    "action.incident.leave": P_("action", "Case taken out of an incident"),
    "action.incident.arrived": P_("action", "Arrival on site for an incident"),
    "action.incident.tell_all": P_("action", "Everybody of an incident told"),
}
