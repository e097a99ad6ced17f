"""The program notices that several households report one cause, inside the action that brought the last of them.

``consider`` is called for a case whenever something happened to it. It costs a few statements where there is nothing to
consider, and it changes nothing when it is called again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from models.complaints.tables import Complaint, Event
from models.core.clock import from_millis, to_millis
from models.core.work import Work
from models.directory.rows import today_of
from models.escalation.raising import grave
from models.incidents.households import LINE_CASES, LINE_CHOSEN, line_of, reports, shared_place
from models.incidents.joining import come_in, end_it, go_out, incident_of, make_major, release, weigh
from models.incidents.kinds import IncidentKind, IncidentState
from models.incidents.queries import concerning
from models.incidents.rules import SPAN, Ground, gathered, is_major
from models.incidents.tables import Incident

# A home may join a case that was received some time before: so far back others are looked for.
LOOK_BACK = timedelta(days=30) + SPAN

_FACTS = """SELECT c.category, c.kind, c.status, c.place_id, c.received_at, c.imported, c.major,
    i.id, i.state, i.category, i.place_id, i.major, c.subcategory
    FROM complaint c LEFT JOIN incident i ON i.id = c.incident_id AND i.ended_at IS NULL
    WHERE c.id = ? AND c.closed_at IS NULL AND (c.incident_id IS NULL) = (i.id IS NULL)"""

_PROPOSED = """SELECT i.id FROM incident i JOIN place q ON q.id = i.place_id
    WHERE i.ended_at IS NULL AND i.state = 'proposed' AND i.category = ?
    AND (i.place_id = ? OR (q.line = ? AND q.line <> '' AND q.property_id = ?)) ORDER BY i.id LIMIT 1"""

_MEMBERS = "SELECT id FROM complaint WHERE incident_id = ?"

CHOSEN = f"""{LINE_CHOSEN} AND (c.incident_id IS NULL OR c.incident_id = :incident)
    AND NOT EXISTS (SELECT 1 FROM event e WHERE e.complaint_id = c.id AND e.kind = 'incident_left')"""


@dataclass(frozen=True)
class _Cause:
    """A category and a shared place."""

    category: str
    ground: Ground

    def is_that_of(self, work: Work, category: str | None, place_id: int | None) -> bool:
        """Whether an incident that was proposed for this category and place is about it."""
        if self.category != category or not self.ground.line:
            return self.category == category and self.ground.place_id == place_id
        found = work.store.rows("SELECT line, property_id FROM place WHERE id = ?", (place_id,))
        return found == [(self.ground.line, self.ground.property_id)]


def consider(work: Work, complaint_id: int) -> None:
    """Gather a case with others of its cause, take it out where it no longer fits, make major what has become so."""
    found = work.store.rows(_FACTS, (complaint_id,))
    if not found:
        return
    v = found[0]
    if v[7] is not None:
        settled = bool(v[11]) and bool(v[6])
        fits = v[8] != IncidentState.PROPOSED
        if not fits:
            own = _cause(work, v[0], v[3], v[12])
            fits = own is not None and own.is_that_of(work, v[9], v[10])
        _inside(work, complaint_id, v[7], fits=fits, settled=settled)
    elif v[1] in ("complaint", "request") and not v[5]:
        own = _cause(work, v[0], v[3], v[12])
        if own is not None:
            _outside(work, complaint_id, own, v[3], from_millis(v[4]))


def _cause(work: Work, category: str | None, place_id: int | None, kind: str | None) -> _Cause | None:
    """``None`` where it shares nothing with others."""
    ground = shared_place(work.store, place_id, category, kind)
    return None if ground is None or category is None else _Cause(category, ground)


def _inside(work: Work, complaint_id: int, incident_id: int, *, fits: bool, settled: bool) -> None:
    """The case belongs to a live incident already. ``settled``: both are major, nothing is left to find."""
    if fits and settled:
        return
    incident = incident_of(work, incident_id)
    case = work.store.get(Complaint, complaint_id)
    assert case is not None
    if fits:
        if weigh(work, incident):
            make_major(work, (case,))
            _alert(work, incident_id)
        return
    if not _came_by_itself(work, complaint_id):
        return
    go_out(work, case, by_itself=True)
    left = reports(work.store, "c.incident_id = :incident", today_of(work.session), incident=incident_id)
    if not is_major(left):
        release(work, incident, by_itself=True)
        end_it(work, incident, IncidentState.DISMISSED, "")
    _outside_again(work, case)


def _came_by_itself(work: Work, complaint_id: int) -> bool:
    """Whether the rule gathered the case; what a person put in, only a person takes out."""
    found = work.store.rows(
        "SELECT id FROM event WHERE complaint_id = ? AND kind = 'incident_joined' ORDER BY id DESC LIMIT 1",
        (complaint_id,),
    )
    event = work.store.get(Event, found[0][0]) if found else None
    return event is not None and bool((event.facts or {}).get("by_itself"))


def _outside_again(work: Work, case: Complaint) -> None:
    """What no longer fits may belong elsewhere: it is asked for anew, now that it belongs to nothing."""
    if case.category is not None and case.place_id is not None:
        consider(work, case.id)


def _outside(work: Work, complaint_id: int, cause: _Cause, place_id: int, received: datetime) -> None:
    """The case belongs to nothing: see whether it is one of three households."""
    ground = cause.ground
    proposed = work.store.rows(_PROPOSED, (cause.category, ground.place_id, ground.line, ground.property_id))
    incident_id = proposed[0][0] if proposed else None
    wanted = {
        **line_of(ground, cause.category),
        "since": to_millis(received - LOOK_BACK),
        "incident": incident_id,
    }
    told = reports(work.store, CHOSEN, today_of(work.session), LINE_CASES, **wanted)
    together = gathered(told, complaint_id)
    if not together:
        return
    if incident_id is None:
        if any(row.state == IncidentState.OPEN and row.category in (None, cause.category)
               for row in concerning(work.session, place_id, cause.category)):  # fmt: skip
            return  # a person has declared it: whether this case is part of it is for people to say
        started = min(one.at for one in told if one.case_id in together)
        incident_id = _propose(work, cause, started, together)
    incident = incident_of(work, incident_id)
    members = {row[0] for row in work.store.rows(_MEMBERS, (incident_id,))}
    for one in sorted(together - members):
        case = work.store.get(Complaint, one)
        if case is not None:
            come_in(work, case, incident, by_itself=True)
    _alert(work, incident_id)


def _propose(work: Work, cause: _Cause, started: datetime, cases: frozenset[int]) -> int:
    incident_id = work.insert(
        Incident,
        state=IncidentState.PROPOSED,
        kind=IncidentKind.SHARED_CAUSE,
        title="",  # words are made at the edge, from cause and place, until a person finds better ones
        category=cause.category,
        place_id=cause.ground.place_id,
        major=True,
        started_at=started,
        proposed_at=work.now,
    )
    work.touch("incident", incident_id)
    work.fact(proposed=incident_id, gathered=len(cases))
    return incident_id


def _alert(work: Work, incident_id: int) -> None:
    """Cases that were settled before they became major: the manager hears of the incident, once for all of them."""
    ids = work.store.rows(
        """SELECT id FROM complaint WHERE incident_id = ? AND major AND closed_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM escalation WHERE once = 'incident:' || ?) ORDER BY id""",
        (incident_id, incident_id),
    )
    for (one,) in ids:
        case = work.store.get(Complaint, one)
        if case is not None and grave(work, case):
            return
