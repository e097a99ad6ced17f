"""Merging duplicates: cases of one household, or of one matter, that were recorded twice.

* ``merge(session, survivor_id, ids, reason) -> tuple of merge ids``; a survivor that was merged itself stands for the
  case in which it is carried on. ``unmerge(session, merge_id, version)``, ``unmerge_many(session, merge_ids)``.
* ``suggested_survivor(rows)``: the gravest, then the earliest received.

What a merge does: the merged case gets the status ``merged`` and ``closed_at``, without a resolution and without a
closing reason, so that no figure counts it as handled; its steps stay as they are. Its clocks stop, whatever its
steps owe is owed by the survivor. The survivor keeps its own reference, ``received_at`` and promises of time; the
merged case's are those of a duplicate. Its complainant and its further people become co-complainants of the survivor,
unless they belong to it already. Its open promises, and remedies that are granted or wait for approval, are carried
over; so are all its work orders, with their files and costs and the remedies that they carry out, and the incident,
where the survivor has none, and whoever is on site for it. Contacts, comments and other files that it has stay with
it; later ones go to the survivor (``complaints.merged``).

Nothing grave is buried: a survivor must be at least as grave as what is merged into it, in severity, in being major and
in its flags (``merge.graver``). Both must be open; an appeal that waits belongs to its own case (``merge.appeal``).

``unmerge`` puts back what the merge took (``Merge.before``): status, moments, people, promises and remedies as they
are by then. It is possible while the survivor is open. Where A was merged into B and B into C, B is taken out of C
first, and brings A's things along.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from models.complaints.actions import add_party, case_of
from models.complaints.kinds import CaseRow, PartyDraft, PartyRole, Status
from models.complaints.merged import survivor_of
from models.complaints.rules import flags_of
from models.complaints.tables import Complaint, Merge, Party
from models.complaints.timeline import add_event, reindex
from models.core.action import action
from models.core.clock import to_millis
from models.core.errors import Unknown, UserProblem
from models.core.permissions import Permission
from models.core.work import Work
from models.handling.flow import must_be_open
from models.handling.tables import Appeal, Pause, Promise, Remedy
from models.incidents.joining import come_in, go_out, incident_of
from models.repairs.merging import bring_orders_back, carry_orders

# What of the merged case is put back as it was.
_KEPT = ("status", "resolved_at", "lapses_at", "second_look_at", "second_look_done_at")
_OPEN_REMEDIES = ("awaiting_approval", "granted")


def suggested_survivor(rows: Sequence[CaseRow]) -> int | None:
    """The case into which these are best merged: major and grave before others, then the one received first."""
    best = min(
        rows,
        key=lambda row: (not row.major, row.severity, -len(row.flags), row.received_at, row.id),
        default=None,
    )
    return None if best is None else best.id


@action("case.merge", needs=Permission.HANDLE)
def merge(work: Work, survivor_id: int, ids: Iterable[int], reason: str) -> tuple[int, ...]:
    """Merge cases into one.

    Raises ``merge.reason``, ``merge.nothing``, ``merge.same``, ``merge.graver``, ``merge.appeal``, ``case.closed``.
    """
    if not reason.strip():
        raise UserProblem("merge.reason")
    survivor = case_of(work, survivor_of(work.store, survivor_id))
    must_be_open(survivor)
    made = []
    for one in dict.fromkeys(ids):
        case = case_of(work, one)
        if survivor_of(work.store, one) == survivor.id:
            if one in (survivor.id, survivor_id):
                continue  # it stands among those that were marked
            raise UserProblem("merge.same", reference=case.reference, survivor=survivor.reference)
        must_be_open(case)
        _check_gravity(survivor, case)
        if Appeal.select().where((Appeal.complaint_id == one) & Appeal.answered_at.is_null()).exists():
            raise UserProblem("merge.appeal", reference=case.reference)
        made.append(_merge_one(work, survivor, case, reason.strip()))
    if not made:
        raise UserProblem("merge.nothing")
    reindex(work, survivor.id)
    work.fact(survivor=survivor.id, merges=made)
    return tuple(made)


def _check_gravity(survivor: Complaint, case: Complaint) -> None:
    graver = case.severity < survivor.severity or (case.major and not survivor.major)
    if graver or set(flags_of(case.flags)) - set(flags_of(survivor.flags)):
        raise UserProblem("merge.graver", reference=case.reference, survivor=survivor.reference)


def _merge_one(work: Work, survivor: Complaint, case: Complaint, reason: str) -> int:
    before: dict[str, Any] = {name: _plain(getattr(case, name)) for name in _KEPT}
    before["parties"] = _carry_people(work, survivor, case)
    before["promises"] = _carry(work, Promise, case.id, survivor.id, ("open",))
    before["remedies"] = _carry(work, Remedy, case.id, survivor.id, _OPEN_REMEDIES)
    before["remedies"] += _carry_worked_on(work, case.id, survivor.id)
    before["orders"] = carry_orders(work, case.id, survivor.id, survivor.reference)
    before["incident"] = case.incident_id if survivor.incident_id is None else None
    before["group_case"] = _own_group(survivor)
    running = (Pause.complaint_id == case.id) & Pause.ended_at.is_null()
    before["pauses"] = [row.id for row in Pause.select().where(running)]
    merge_id = work.insert(
        Merge,
        survivor_id=survivor.id,
        merged_id=case.id,
        at=work.now,
        staff_id=work.actor.staff_id,
        reason=reason,
        before=before,
    )
    gone = {"resolved_at": None, "lapses_at": None, "second_look_at": None, "second_look_done_at": None}
    work.update(
        Complaint, case.id, None, status=Status.MERGED, merged_into_id=survivor.id, closed_at=work.now, **gone
    )
    group = bool(before["parties"]) or survivor.group_case
    _hold(work, survivor, survivor.incident_id or before["incident"], group)
    add_event(work, case.id, "merged", text=reason, reference=survivor.reference, merge=merge_id)
    add_event(work, survivor.id, "merged_in", text=reason, reference=case.reference, merge=merge_id)
    reindex(work, case.id)
    return merge_id


def _hold(work: Work, survivor: Complaint, incident: int | None, group: bool) -> None:
    """What the survivor becomes by what it takes in or gives back; its own row keeps up for the next one.

    It comes to an incident, and leaves it, as every case does; what it leaves so may be gathered again.
    """
    if survivor.incident_id != incident:
        if survivor.incident_id is not None:
            go_out(work, survivor, by_itself=True)
        if incident is not None:
            come_in(work, survivor, incident_of(work, incident))
    survivor.group_case = group
    work.update(Complaint, survivor.id, None, group_case=group)


def _live(survivor_id: int) -> list[Merge]:
    """The merges into a case that have not been undone, in order."""
    here = (Merge.survivor_id == survivor_id) & Merge.undone_at.is_null()
    return list(Merge.select().where(here).order_by(Merge.id))


def _hold_still(work: Work, survivor: Complaint, other: Merge, incident: int | None) -> int | None:
    """What two merged cases had in common stays with the survivor when one of them is taken out; its incident."""
    case = case_of(work, other.merged_id)
    added = _carry_people(work, survivor, case)
    before = {**other.before, "parties": [*other.before["parties"], *added]}
    if incident is None and case.incident_id is not None:
        incident = before["incident"] = case.incident_id
    if before != other.before:
        work.note(Merge, other.id, before=before)
    return incident


def _own_group(survivor: Complaint) -> bool:
    """Whether the survivor was a group before anything was merged into it."""
    merges = _live(survivor.id)
    return bool(merges[0].before["group_case"] if merges else survivor.group_case)


def _plain(value: Any) -> Any:
    return to_millis(value) if hasattr(value, "tzinfo") else value


def _carry(work: Work, table: Any, source: int, target: int, states: Sequence[str]) -> list[int]:
    """Hand over what is still open; returns whose it was before."""
    rows = [row.id for row in table.select().where((table.complaint_id == source) & table.state.in_(states))]
    for one in rows:
        work.note(table, one, complaint_id=target)
    return rows


def _carry_worked_on(work: Work, source: int, target: int) -> list[int]:
    """A remedy that orders carry out goes with them, whatever became of it: what it costs stands beside it."""
    ids = [
        row[0]
        for row in work.store.rows(
            """SELECT id FROM remedy WHERE complaint_id = ? AND id IN
            (SELECT remedy_id FROM work_order WHERE complaint_id = ?) ORDER BY id""",
            (source, source),
        )
    ]
    for one in ids:
        work.note(Remedy, one, complaint_id=target)
    return ids


def _carry_people(work: Work, survivor: Complaint, case: Complaint) -> list[int]:
    """The people of the merged case join the survivor, unless they belong to it already; returns the new ones."""
    known = {_who(survivor.resident_id, survivor.place_id, survivor.caller_name, survivor.caller_phone)}
    known |= {_who(p.resident_id, p.place_id, p.name, p.phone) for p in _parties(survivor.id)}
    own = PartyDraft(
        PartyRole.CO_COMPLAINANT,
        case.resident_id,
        case.place_id,
        case.caller_name,
        case.caller_phone,
        case.words,
    )
    more = [
        PartyDraft(p.role, p.resident_id, p.place_id, p.name, p.phone, p.words) for p in _parties(case.id)
    ]
    added = []
    for person in (own, *more):
        who = _who(person.resident_id, person.place_id, person.name, person.phone)
        if who not in known:
            known.add(who)
            added.append(add_party(work, survivor.id, person))
    return added


def _who(resident_id: int | None, place_id: int | None, name: str, phone: str) -> tuple[object, ...]:
    """What tells two people apart: who they are, else what they are called and where they live."""
    return (
        ("resident", resident_id)
        if resident_id is not None
        else ("caller", place_id, name.strip(), phone.strip())
    )


def _parties(complaint_id: int) -> list[Party]:
    return list(Party.select().where(Party.complaint_id == complaint_id).order_by(Party.id))


@action("case.unmerge", needs=Permission.HANDLE)
def unmerge(work: Work, merge_id: int, version: int | None) -> int:
    """Take a case out of the one into which it was merged. Raises ``merge.undone``, ``merge.too_late``."""
    return _unmerge(work, merge_id, version)


@action("case.unmerge_many", needs=Permission.HANDLE)
def unmerge_many(work: Work, merge_ids: Iterable[int]) -> tuple[int, ...]:
    """Take several out again, the last one first; all of them or none."""
    return tuple(_unmerge(work, one, None) for one in sorted(merge_ids, reverse=True))


def _unmerge(work: Work, merge_id: int, version: int | None) -> int:
    done = Merge.get_or_none(Merge.id == merge_id)
    if done is None:
        raise Unknown("merge", merge_id)
    if done.undone_at is not None:
        raise UserProblem("merge.undone")
    survivor, case = case_of(work, done.survivor_id), case_of(work, done.merged_id)
    if survivor.closed_at is not None:
        raise UserProblem("merge.too_late", reference=survivor.reference)
    work.update(Merge, merge_id, version, undone_at=work.now, undone_by=work.actor.staff_id)
    before = done.before
    for party in before["parties"]:
        work.delete(Party, party)
    for table, name in ((Promise, "promises"), (Remedy, "remedies")):
        for one in before[name]:
            work.note(table, one, complaint_id=case.id)
    bring_orders_back(work, before.get("orders", ()), survivor.id, case.id, case.reference)
    for one in before["pauses"]:  # a merged case waits for nothing; now it waits again, as long as it was to
        work.note(Pause, one, ended_at=None, ended_by=None)
    restored = {name: before[name] for name in _KEPT}
    work.update(Complaint, case.id, None, merged_into_id=None, closed_at=None, **restored)
    incident = None if before["incident"] == survivor.incident_id else survivor.incident_id
    for other in _live(survivor.id):
        incident = _hold_still(work, survivor, other, incident)
    _hold(work, survivor, incident, before["group_case"] or bool(_parties(survivor.id)))
    add_event(work, case.id, "unmerged", reference=survivor.reference, merge=merge_id)
    add_event(work, survivor.id, "unmerged_out", reference=case.reference, merge=merge_id)
    work.fact(merge=merge_id, survivor=survivor.id, merged=case.id)
    reindex(work, case.id)
    reindex(work, survivor.id)
    return int(case.id)
