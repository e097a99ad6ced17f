"""Cases that come to an incident or leave it, inside a running action. No action of its own."""

from __future__ import annotations

from collections.abc import Iterable

from models.complaints.rules import MAJOR_FLAGS, flags_of
from models.complaints.tables import Complaint
from models.complaints.timeline import add_event
from models.core.clock import from_millis, to_millis
from models.core.errors import Unknown, UserProblem
from models.core.work import Work
from models.directory.rows import today_of
from models.incidents.households import reports
from models.incidents.kinds import IncidentState
from models.incidents.rules import is_major
from models.incidents.tables import Incident


def incident_of(work: Work, incident_id: int) -> Incident:
    """The incident inside the running transaction; raises ``Unknown("incident")``."""
    found = work.store.get(Incident, incident_id)
    if found is None:
        raise Unknown("incident", incident_id)
    return found


def must_be_live(incident: Incident) -> None:
    """Refuse to change what has ended or was dismissed."""
    if incident.ended_at is not None:
        raise UserProblem("incident.over")


def come_in(work: Work, case: Complaint, incident: Incident, *, by_itself: bool = False) -> None:
    """A case comes to an incident and takes over that it is major; ``by_itself``: nobody said so, the rule did.

    The case keeps its version: whoever is writing in it is not disturbed.
    """
    if case.incident_id == incident.id:
        return
    if case.incident_id is not None:
        go_out(work, case)
    work.note(Complaint, case.id, incident_id=incident.id)
    case.incident_id = incident.id
    add_event(work, case.id, "incident_joined", incident=incident.id, by_itself=by_itself)
    _is_visited(work, case, incident)
    work.touch("incident", incident.id)
    if incident.major:
        make_major(work, (case,))
    else:
        weigh(work, incident)


def _is_visited(work: Work, case: Complaint, incident: Incident) -> None:
    """Who is on site for the incident is on site for its cases, whenever they come."""
    if incident.on_site_at is None or case.on_site_at is not None or case.closed_at is not None:
        return
    case.on_site_at = max(incident.on_site_at, case.received_at)
    work.note(Complaint, case.id, on_site_at=case.on_site_at)
    add_event(work, case.id, "on_site", arrived=to_millis(case.on_site_at), incident=incident.id)


def go_out(work: Work, case: Complaint, reason: str = "", *, by_itself: bool = False) -> None:
    """A case leaves its incident; it stays major only where its own flags make it so.

    Somebody who was on site for the incident was not there for this case. Whom a person took out is not gathered
    again by itself: the two have different events.
    """
    kind = "incident_released" if by_itself else "incident_left"
    incident_id = case.incident_id
    flagged = not MAJOR_FLAGS.isdisjoint(flags_of(case.flags))
    left = work.store.rows("SELECT major, on_site_at FROM incident WHERE id = ?", (incident_id,))
    inherited, there = left[0]
    major = flagged or (bool(case.major) and not inherited)
    if there is not None and case.on_site_at == max(from_millis(there), case.received_at):
        case.on_site_at = None
    work.note(Complaint, case.id, incident_id=None, major=major, on_site_at=case.on_site_at)
    case.incident_id, case.major = None, major
    add_event(work, case.id, kind, text=reason.strip(), incident=incident_id)
    work.touch("incident", incident_id)


def release(work: Work, incident: Incident, reason: str = "", *, by_itself: bool = False) -> int:
    """Let all cases of an incident go; returns how many there were."""
    members = cases_of(work, incident.id)
    for case in members:
        go_out(work, case, reason, by_itself=by_itself)
    return len(members)


def cases_of(work: Work, incident_id: int, *, only_open: bool = False) -> tuple[Complaint, ...]:
    """The cases of an incident as the transaction sees them."""
    more = " AND closed_at IS NULL" if only_open else ""
    ids = work.store.rows(f"SELECT id FROM complaint WHERE incident_id = ?{more} ORDER BY id", (incident_id,))
    found = (work.store.get(Complaint, row[0]) for row in ids)
    return tuple(case for case in found if case is not None)


def weigh(work: Work, incident: Incident) -> bool:
    """Three households within 7 days make an incident and its open cases major; whether it is major now."""
    if incident.major:
        return True
    told = reports(work.store, "c.incident_id = :incident", today_of(work.session), incident=incident.id)
    if not is_major(told):
        return False
    work.note(Incident, incident.id, major=True)
    incident.major = True
    work.touch("incident", incident.id)
    make_major(work, cases_of(work, incident.id, only_open=True))
    return True


def make_major(work: Work, cases: Iterable[Complaint]) -> None:
    """Open cases become major. That the manager hears of it follows when the cases are settled."""
    for case in cases:
        if not case.major and case.closed_at is None:
            work.note(Complaint, case.id, major=True)
            case.major = True
            work.touch("case", case.id)


def end_it(work: Work, incident: Incident, state: IncidentState, note: str) -> None:
    """An incident is over, or was none."""
    work.note(
        Incident, incident.id, state=state, ended_at=work.now, ended_by=work.actor.staff_id, note=note.strip()
    )
    work.touch("incident", incident.id)
