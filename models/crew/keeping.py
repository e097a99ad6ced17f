"""Writing the crew inside an action: what several actions, the demo estate and the schedule share."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from models.core.errors import Unknown, UserProblem
from models.core.work import Work
from models.crew import rules
from models.crew.kinds import AbsenceDraft, ContractorDraft, SkillRow, TechnicianDraft
from models.crew.queries import absences, contractor, contractors, skills, technician, technicians
from models.crew.tables import Technician, TechnicianArea, TechnicianSkill
from models.directory.phones import read_phone, region_of_zone
from models.directory.rows import marks, zone_name
from models.store.base import Table


def technician_in(work: Work, draft: TechnicianDraft) -> int:
    """Insert a technician; returns the id."""
    technician_id = work.insert(Technician, **_technician_fields(work, draft, None))
    _replace_links(work, technician_id, draft)
    work.touch("technician", technician_id)
    return technician_id


def change_technician_in(work: Work, technician_id: int, version: int | None, draft: TechnicianDraft) -> None:
    """Update a technician with skills and areas as a whole."""
    technician(work.store, technician_id)
    work.update(Technician, technician_id, version, **_technician_fields(work, draft, technician_id))
    _replace_links(work, technician_id, draft)
    work.touch("technician", technician_id)


def let_go_in(work: Work, technician_id: int, version: int | None, on: date) -> None:
    """``on`` is the last day that they work. Only marks it: whoever calls this frees the slots after that day.

    Raises ``technician.gone`` when they were let go before.
    """
    row = technician(work.store, technician_id)
    if not row.active:
        raise UserProblem("technician.gone", name=row.name, day=row.left_on)
    work.update(Technician, technician_id, version, active=False, left_on=on)
    work.touch("technician", technician_id)


def _technician_fields(work: Work, draft: TechnicianDraft, own_id: int | None) -> dict[str, object]:
    """The columns of a checked draft."""
    checked = rules.check_technician(draft)
    check_phone(work, checked.phone)
    check_not_twice(work, checked.name, checked.phone, own_id)
    before = technician(work.store, own_id) if own_id is not None else None
    if checked.contractor_id is not None:
        firm = contractor(work.store, checked.contractor_id)
        if not firm.active and (before is None or before.contractor_id != firm.id):
            raise UserProblem("contractor.ended", name=firm.name)
    _must_know("skill", checked.skills, {row.code for row in skills(work.store, all=True)})
    wanted = set(checked.areas) | ({checked.base_id} if checked.base_id is not None else set())
    _must_know("place", wanted, _places(work, wanted))
    return {
        "name": checked.name,
        "phone": checked.phone,
        "colour": checked.colour,
        "contractor_id": checked.contractor_id,
        "by_call": checked.by_call,
        "hours": checked.hours,
        "rate_minor": checked.rate_minor,
        "base_id": checked.base_id,
        "note": checked.note,
    }


def _places(work: Work, wanted: Collection[int]) -> set[int]:
    found = work.store.rows(
        f"SELECT id FROM place WHERE id IN ({marks(tuple(wanted))})", tuple(sorted(wanted))
    )
    return {ident for (ident,) in found}


def _must_know(topic: str, wanted: Collection[int | str], known: Collection[int | str]) -> None:
    for one in sorted(wanted, key=str):
        if one not in known:
            raise Unknown(topic, one)


def _replace_links(work: Work, technician_id: int, draft: TechnicianDraft) -> None:
    _replace(work, TechnicianSkill, "skill", technician_id, draft.skills)
    _replace(work, TechnicianArea, "place_id", technician_id, draft.areas)


def _replace(
    work: Work, table: type[Table], column: str, technician_id: int, wanted: Collection[int | str]
) -> None:
    """These and no others hang on a technician; what is there already stays."""
    there = dict(
        work.store.rows(f"SELECT {column}, id FROM {table.topic()} WHERE technician_id = ?", (technician_id,))
    )
    for one, row_id in there.items():
        if one not in wanted:
            work.delete(table, row_id)
    fresh = sorted((one for one in wanted if one not in there), key=str)
    work.insert_many(table, ("technician_id", column), [(technician_id, one) for one in fresh])


def check_phone(work: Work, phone: str) -> None:
    """Raises ``contact.phone`` for what nobody can call."""
    if phone:
        read_phone(phone, region_of_zone(zone_name(work.store)))


def check_not_twice(work: Work, name: str, phone: str, own_id: int | None) -> None:
    """Raises ``technician.twice``: two people may share a name, but not the name and the number."""
    digits = [char for char in phone if char.isdecimal()]
    for row in technicians(work.store):
        same = rules.folded(row.name) == rules.folded(name)
        if same and row.id != own_id and [char for char in row.phone if char.isdecimal()] == digits:
            raise UserProblem("technician.twice", name=row.name)


def contractor_fields(work: Work, draft: ContractorDraft, own_id: int | None) -> dict[str, object]:
    """The columns of a checked draft."""
    checked = rules.check_contractor(draft)
    check_phone(work, checked.phone)
    check_firm_not_twice(work, checked.name, own_id)
    return dict(vars(checked))


def check_firm_not_twice(work: Work, name: str, own_id: int | None) -> None:
    """Raises ``contractor.twice``."""
    for row in contractors(work.store):
        if row.id != own_id and rules.folded(row.name) == rules.folded(name):
            raise UserProblem("contractor.twice", name=row.name)


def touch_contractor(work: Work, contractor_id: int) -> None:
    """A firm has changed, and with it what its people may be given and what they cost."""
    work.touch("contractor", contractor_id)
    for row in technicians(work.store, all=True):
        if row.contractor_id == contractor_id:
            work.touch("technician", row.id)


def absence_fields(work: Work, draft: AbsenceDraft, own_id: int | None) -> dict[str, object]:
    """The columns of a checked draft."""
    rules.check_absence(draft, work.now)
    row = technician(work.store, draft.technician_id)
    if not row.active and own_id is None:
        raise UserProblem("technician.gone", name=row.name, day=row.left_on)
    for other in absences(work.store, draft.starts_at, draft.ends_at, draft.technician_id):
        if other.id != own_id:
            raise UserProblem(
                "absence.overlap",
                name=row.name,
                kind=("word", "absence_kind", other.kind),
                time=("span", other.starts_at, other.ends_at),
            )
    return {
        "technician_id": draft.technician_id,
        "kind": draft.kind,
        "starts_at": draft.starts_at,
        "ends_at": draft.ends_at,
        "text": rules.check_note(draft.text),
    }


def touch_absence(work: Work, absence_id: int, technician_id: int) -> None:
    """Somebody is there at other times than before."""
    work.touch("absence", absence_id)
    work.touch("technician", technician_id)


def skill_words(zh: str, en: str, known: Sequence[SkillRow], own_id: int) -> tuple[str, str]:
    """Both words, put right. Raises ``skill.no_name``, ``skill.name_long``, ``skill.twice``."""
    words = rules.skill_words(zh, en)
    for row in known:
        if row.id != own_id and row.active and rules.folded(row.zh) == rules.folded(words[0]):
            raise UserProblem("skill.twice", name=row.zh)
        if row.id != own_id and row.active and rules.folded(row.en) == rules.folded(words[1]):
            raise UserProblem("skill.twice", name=row.en)
    return words


def must_know_skill(skill_id: int, known: Sequence[SkillRow]) -> None:
    """Raises ``Unknown("skill")``."""
    if not any(row.id == skill_id for row in known):
        raise Unknown("skill", skill_id)
