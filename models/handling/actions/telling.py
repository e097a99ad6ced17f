"""One update to everybody behind an incident: said once, noted with every open case."""

from __future__ import annotations

from datetime import datetime

from models.complaints.tables import Complaint, Event
from models.complaints.timeline import case_text
from models.core.action import action
from models.core.clock import to_millis
from models.core.errors import ChangedMeanwhile, UserProblem
from models.core.permissions import Permission
from models.core.work import Work
from models.handling.tables import Contact
from models.incidents.joining import incident_of, must_be_live
from models.incidents.kinds import Told
from models.incidents.tables import IncidentUpdate
from models.store.fields import canonical
from models.store.search import SearchIndex
from models.store.search_documents import CASES, Document

_CONTACT = ("complaint_id", "at", "staff_id", "direction", "channel", "reached", "summary")
_EVENT = ("complaint_id", "at", "staff_id", "kind", "text", "facts")


@action("incident.tell_all", needs=Permission.HANDLE)
def tell_all(work: Work, incident_id: int, version: int | None, text: str, channel: str) -> Told:
    """Note that everybody behind an incident was told ``text``: progress counts as told for each open case.

    Raises ``contact.empty``, ``incident.over``; ``ChangedMeanwhile`` when the incident is not what the person saw.
    """
    text = text.strip()
    if not text:
        raise UserProblem("contact.empty")
    incident = incident_of(work, incident_id)
    must_be_live(incident)
    if version is not None and incident.row_version != version:
        raise ChangedMeanwhile("incident", incident_id)
    update_id = work.insert(
        IncidentUpdate,
        incident_id=incident_id,
        at=work.now,
        staff_id=work.actor.staff_id,
        channel=channel,
        text=text,
    )
    rows = work.store.rows(
        """SELECT id, first_response_at IS NULL FROM complaint
        WHERE incident_id = ? AND closed_at IS NULL ORDER BY id""",
        (incident_id,),
    )
    ids = [row[0] for row in rows]
    unheard = [row[0] for row in rows if row[1]]
    _note(work, ids, text, channel, canonical({"incident": incident_id, "update": update_id}))
    _first_words(work, unheard, work.now)
    for one in ids:
        work.touch("case", one)
    _reindex(work, ids)
    work.touch("incident", incident_id)
    work.fact(incident=incident_id, update=update_id, cases=len(ids), channel=channel)
    return Told(update_id, len(ids), len(unheard))


def _note(work: Work, ids: list[int], text: str, channel: str, facts: str) -> None:
    """A contact and a line in the history for each case."""
    at, who = to_millis(work.now), work.actor.staff_id
    contacts = ((one, at, who, "to_resident", channel, True, text) for one in ids)
    work.insert_many(Contact, _CONTACT, contacts)
    events = ((one, at, who, "incident_update", text, facts) for one in ids)
    work.insert_many(Event, _EVENT, events)


def _first_words(work: Work, ids: list[int], at: datetime) -> None:
    """For some it is the first that they hear from us."""
    for one in ids:
        work.note(Complaint, one, first_response_at=at)


def _reindex(work: Work, ids: list[int]) -> None:
    """Bring the search index up to date with all of them at once."""
    documents = (Document.of(one, *case_text(work.store, one)) for one in ids)
    SearchIndex(work.store.execute, CASES).put_many(documents)
