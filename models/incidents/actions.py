"""Writes of incidents: declaring, changing, joining, ending; deciding what the program proposed."""

from __future__ import annotations

from models.complaints.actions import case_of
from models.core.action import action
from models.core.errors import Unknown, UserProblem
from models.core.permissions import Permission
from models.core.work import Work
from models.incidents.joining import come_in, end_it, go_out, incident_of, must_be_live, release
from models.incidents.kinds import IncidentDraft, IncidentKind, IncidentState
from models.incidents.rules import check
from models.incidents.tables import Incident


@action("incident.declare", needs=Permission.RECORD)
def declare(work: Work, draft: IncidentDraft) -> int:
    """Say that something is off, or that several complaints have one cause.

    The desk declares outages; what cause complaints share is for who hands out the work. Raises ``incident.no_title``,
    ``incident.no_say``, ``incident.floors``, ``incident.past``, ``unknown.*``.
    """
    return declared(work, draft)


def declared(work: Work, draft: IncidentDraft) -> int:
    """The same as part of something larger."""
    if draft.kind != IncidentKind.OUTAGE:
        work.require(Permission.ASSIGN)
    check(draft, work.now)
    incident_id = work.insert(
        Incident,
        state=IncidentState.OPEN,
        kind=draft.kind,
        started_at=min(draft.started_at or work.now, work.now),
        declared_at=work.now,
        declared_by=work.actor.staff_id,
        **_plain(work, draft),
    )
    work.touch("incident", incident_id)
    work.fact(incident=incident_id, kind=draft.kind, category=draft.category, place=draft.place_id)
    return incident_id


@action("incident.change", needs=Permission.HANDLE)
def change(work: Work, incident_id: int, version: int | None, draft: IncidentDraft) -> None:
    """Correct what was declared: the line to say, until when, where. Its kind stays."""
    incident = incident_of(work, incident_id)
    must_be_live(incident)
    later = draft.expected_until != incident.expected_until
    check(draft, work.now if later else incident.started_at)
    started = min(draft.started_at or incident.started_at, work.now)
    work.update(Incident, incident_id, version, started_at=started, **_plain(work, draft))
    work.touch("incident", incident_id)
    work.fact(incident=incident_id)


@action("incident.accept", needs=Permission.ASSIGN)
def accept(work: Work, incident_id: int, version: int | None, draft: IncidentDraft) -> None:
    """What the program proposed is so: it gets a name and a line to say, and is open from now on."""
    incident = incident_of(work, incident_id)
    must_be_live(incident)
    if incident.state != IncidentState.PROPOSED:
        raise UserProblem("incident.not_proposed")
    check(draft, work.now)
    fields = {"state": IncidentState.OPEN, "kind": draft.kind, "declared_at": work.now,
              "declared_by": work.actor.staff_id, **_plain(work, draft)}  # fmt: skip
    work.update(Incident, incident_id, version, **fields)
    work.touch("incident", incident_id)
    work.fact(incident=incident_id, kind=draft.kind)


@action("incident.dismiss", needs=Permission.ASSIGN)
def dismiss(work: Work, incident_id: int, version: int | None, reason: str) -> None:
    """What the program proposed is not so: its cases go their own ways. Owes a reason."""
    incident = incident_of(work, incident_id)
    must_be_live(incident)
    if incident.state != IncidentState.PROPOSED:
        raise UserProblem("incident.not_proposed")
    if not reason.strip():
        raise UserProblem("step.reason_missing")
    work.update(Incident, incident_id, version, state=IncidentState.DISMISSED)
    released = release(work, incident, reason)
    end_it(work, incident, IncidentState.DISMISSED, reason)
    work.fact(incident=incident_id, released=released)


@action("incident.end", needs=Permission.ASSIGN)
def end(work: Work, incident_id: int, version: int | None, note: str) -> None:
    """It is over; ``note`` says what it was. Its cases stay with it and go on to be closed one by one."""
    incident = incident_of(work, incident_id)
    must_be_live(incident)
    if incident.state != IncidentState.OPEN:
        raise UserProblem("incident.not_declared")
    if not note.strip():
        raise UserProblem("incident.no_note")
    work.update(Incident, incident_id, version, state=IncidentState.ENDED)
    end_it(work, incident, IncidentState.ENDED, note)
    work.fact(incident=incident_id)


@action("incident.resume", needs=Permission.ASSIGN)
def resume(work: Work, incident_id: int) -> None:
    """It was not over after all: what was ended goes on. What was dismissed does not, for its cases have gone."""
    incident = incident_of(work, incident_id)
    if incident.state != IncidentState.ENDED:
        raise UserProblem("incident.not_ended")
    work.update(Incident, incident_id, None, state=IncidentState.OPEN, ended_at=None, ended_by=None)
    work.touch("incident", incident_id)
    work.fact(incident=incident_id)


@action("incident.join", needs=Permission.RECORD)
def join(work: Work, incident_id: int, complaint_id: int) -> None:
    """A case belongs to an incident; where it belonged to another, it leaves that one."""
    incident = incident_of(work, incident_id)
    must_be_live(incident)
    case = case_of(work, complaint_id)
    if case.closed_at is not None:
        raise UserProblem("case.closed", reference=case.reference)
    if case.incident_id == incident_id:
        raise UserProblem("incident.already", reference=case.reference)
    come_in(work, case, incident)
    work.fact(incident=incident_id, case=complaint_id)


@action("incident.leave", needs=Permission.HANDLE)
def leave(work: Work, complaint_id: int, reason: str = "") -> None:
    """A case has another cause after all: it leaves its incident and is not gathered again by itself."""
    case = case_of(work, complaint_id)
    if case.incident_id is None:
        raise UserProblem("incident.not_in", reference=case.reference)
    work.fact(incident=case.incident_id, case=complaint_id)
    go_out(work, case, reason)


def _plain(work: Work, draft: IncidentDraft) -> dict[str, object]:
    """The columns that are taken from the draft as they are."""
    for code in (draft.category, draft.subcategory):
        if code is not None and not work.store.rows("SELECT 1 FROM category WHERE code = ?", (code,)):
            raise Unknown("category", code)
    if draft.place_id is not None and not work.store.rows(
        "SELECT 1 FROM place WHERE id = ?", (draft.place_id,)
    ):
        raise Unknown("place", draft.place_id)
    return {
        "title": draft.title.strip(),
        "say": draft.say.strip(),
        "category": draft.category,
        "subcategory": draft.subcategory,
        "place_id": draft.place_id,
        "floor_from": draft.floor_from,
        "floor_to": draft.floor_to,
        "expected_until": draft.expected_until,
    }
