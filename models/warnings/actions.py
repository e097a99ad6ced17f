"""Writes of warnings: looking now, saying that one is known, giving it to somebody, opening an incident from it."""

from __future__ import annotations

from models.complaints.tables import Complaint
from models.core.action import action
from models.core.errors import Unknown, UserProblem
from models.core.permissions import Permission
from models.core.work import Work
from models.incidents.actions import declared
from models.incidents.joining import come_in, incident_of
from models.incidents.kinds import IncidentDraft
from models.warnings import tables
from models.warnings.evaluating import evaluate

_OPEN_CASES = """SELECT c.id FROM warning_case m JOIN complaint c ON c.id = m.complaint_id
    WHERE m.warning_id = ? AND c.closed_at IS NULL AND c.incident_id IS NULL ORDER BY c.id"""


@action("warning.look", needs=Permission.ANSWER_WARNINGS)
def look_now(work: Work) -> tuple[int, ...]:
    """Look at everything as of now; the ids of what was raised."""
    return evaluate(work, work.now)


@action("warning.acknowledge", needs=Permission.ANSWER_WARNINGS)
def acknowledge(work: Work, warning_id: int, version: int | None, note: str) -> None:
    """Somebody knows and says what is done about it. Raises ``warning.no_note``, ``warning.known``."""
    known = _of(work, warning_id)
    if known.acknowledged_at is not None:
        raise UserProblem("warning.known")
    if not note.strip():
        raise UserProblem("warning.no_note")
    work.update(
        tables.Warning,
        warning_id,
        version,
        acknowledged_at=work.now,
        acknowledged_by=work.actor.staff_id,
        note=note.strip(),
    )
    _touched(work, warning_id)


@action("warning.give", needs=Permission.ANSWER_WARNINGS)
def give(work: Work, warning_id: int, version: int | None, owner_id: int | None) -> None:
    """It is for somebody else to answer; ``None``: nobody's."""
    _of(work, warning_id)
    if owner_id is not None and not work.store.rows(
        "SELECT 1 FROM staff WHERE id = ? AND active", (owner_id,)
    ):
        raise Unknown("staff", owner_id)
    work.update(tables.Warning, warning_id, version, owner_id=owner_id)
    _touched(work, warning_id)
    work.fact(owner=owner_id)


@action("warning.open_incident", needs=Permission.ANSWER_WARNINGS)
def open_incident(work: Work, warning_id: int, version: int | None, draft: IncidentDraft) -> int:
    """What announced itself is an incident: it is declared, the open cases behind the warning join it.

    The warning is known by that; its note is the incident's title. Returns the id of the incident. Raises what
    ``incidents.actions.declare`` raises, and ``warning.has_incident``.
    """
    work.require(Permission.RECORD)
    known = _of(work, warning_id)
    if known.incident_id is not None:
        raise UserProblem("warning.has_incident")
    incident_id = declared(work, draft)
    incident = incident_of(work, incident_id)
    for (case_id,) in work.store.rows(_OPEN_CASES, (warning_id,)):
        case = work.store.get(Complaint, case_id)
        if case is not None:
            come_in(work, case, incident)
    fields: dict[str, object] = {"incident_id": incident_id}
    if known.acknowledged_at is None:
        who = work.actor.staff_id
        fields |= {"acknowledged_at": work.now, "acknowledged_by": who, "note": draft.title.strip()}
    work.update(tables.Warning, warning_id, version, **fields)
    _touched(work, warning_id)
    return incident_id


def _of(work: Work, warning_id: int) -> tables.Warning:
    found = work.store.get(tables.Warning, warning_id)
    if found is None:
        raise Unknown("warning", warning_id)
    return found


def _touched(work: Work, warning_id: int) -> None:
    work.touch("warning", warning_id)
    work.fact(warning=warning_id)
