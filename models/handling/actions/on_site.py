"""Somebody is on site for an incident, and so for everybody who complained of it: said once, noted with each case."""

from __future__ import annotations

from datetime import datetime

from models.complaints.tables import Complaint, Event
from models.core.action import action
from models.core.clock import from_millis, to_millis
from models.core.errors import ChangedMeanwhile, UserProblem
from models.core.permissions import Permission
from models.core.work import Work
from models.handling import reckoning  # noqa: F401  whatever is written about a case, its clocks follow
from models.incidents.joining import incident_of, must_be_live
from models.incidents.kinds import IncidentState
from models.incidents.tables import Incident
from models.store.fields import canonical

_EVENT = ("complaint_id", "at", "staff_id", "kind", "text", "facts")


@action("incident.arrived", needs=Permission.HANDLE)
def arrived_for_all(work: Work, incident_id: int, version: int | None, at: datetime | None = None) -> int:
    """Note that somebody is, or was at ``at``, on site for an incident; returns for how many cases that was news.

    For who complained later, somebody was there from the beginning; what joins later gets it when it joins. Raises
    ``on_site.future``, ``incident.on_site_early``, ``incident.on_site_known``, ``incident.over``,
    ``incident.not_declared``; ``ChangedMeanwhile`` when the incident is not what the person saw.
    """
    incident = incident_of(work, incident_id)
    must_be_live(incident)
    if incident.state != IncidentState.OPEN:
        raise UserProblem("incident.not_declared")
    if version is not None and incident.row_version != version:
        raise ChangedMeanwhile("incident", incident_id)
    if incident.on_site_at is not None:
        raise UserProblem("incident.on_site_known")
    moment = _moment(work, incident, at)
    work.note(Incident, incident_id, on_site_at=moment)
    cases = _arrive(work, incident_id, moment)
    work.touch("incident", incident_id)
    work.fact(incident=incident_id, arrived=to_millis(moment), cases=cases)
    return cases


def _moment(work: Work, incident: Incident, at: datetime | None) -> datetime:
    """People name the minute: the one in which it began is not before it."""
    moment = at or work.now
    if moment > work.now:
        raise UserProblem("on_site.future")
    if moment < incident.started_at.replace(second=0, microsecond=0):
        raise UserProblem("incident.on_site_early")
    return moment


def _arrive(work: Work, incident_id: int, moment: datetime) -> int:
    """A fact and a line in the history for each open case that has none."""
    rows = work.store.rows(
        """SELECT id, max(received_at, ?) FROM complaint
        WHERE incident_id = ? AND closed_at IS NULL AND on_site_at IS NULL ORDER BY id""",
        (to_millis(moment), incident_id),
    )
    now, who = to_millis(work.now), work.actor.staff_id
    for case_id, since in rows:
        work.note(Complaint, case_id, on_site_at=from_millis(since))
        work.touch("case", case_id)
    events = (
        (case_id, now, who, "on_site", "", canonical({"arrived": since, "incident": incident_id}))
        for case_id, since in rows
    )
    work.insert_many(Event, _EVENT, events)
    return len(rows)
