"""Writes of the crew: technicians, contractors, skills and leave.

Letting a technician go also frees the slots that lie after the last day: ``scheduling.actions.let_go`` does both.
"""

from __future__ import annotations

from datetime import date

from models.core.action import action
from models.core.errors import UserProblem
from models.core.permissions import Permission
from models.core.work import Work
from models.crew import keeping, rules
from models.crew.kinds import AbsenceDraft, ContractorDraft, TechnicianDraft
from models.crew.queries import absence, contractor, skills, technician
from models.crew.tables import Absence, Contractor, Skill, Technician


@action("technician.add", needs=Permission.MANAGE_CREW)
def add_technician(work: Work, draft: TechnicianDraft) -> int:
    """Add a technician; returns the id. Raises ``technician.*``, ``contact.phone``, ``unknown.*``."""
    return keeping.technician_in(work, draft)


@action("technician.change", needs=Permission.MANAGE_CREW)
def change_technician(work: Work, technician_id: int, version: int | None, draft: TechnicianDraft) -> None:
    """Change a technician. Slots that are booked stay; the schedule says where they do not fit any more."""
    keeping.change_technician_in(work, technician_id, version, draft)


@action("technician.take_back", needs=Permission.MANAGE_CREW)
def take_back(work: Work, technician_id: int, version: int | None) -> None:
    """Somebody who was let go works here again. Raises ``technician.not_gone``, ``technician.twice``."""
    row = technician(work.store, technician_id)
    if row.active:
        raise UserProblem("technician.not_gone", name=row.name)
    keeping.check_not_twice(work, row.name, row.phone, technician_id)
    work.update(Technician, technician_id, version, active=True, left_on=None)
    work.touch("technician", technician_id)


@action("contractor.add", needs=Permission.MANAGE_CREW)
def add_contractor(work: Work, draft: ContractorDraft) -> int:
    """Add a firm; returns the id. Raises ``contractor.*``, ``contact.*``."""
    fields = keeping.contractor_fields(work, draft, None)
    contractor_id = work.insert(Contractor, **fields)
    work.touch("contractor", contractor_id)
    return contractor_id


@action("contractor.change", needs=Permission.MANAGE_CREW)
def change_contractor(work: Work, contractor_id: int, version: int | None, draft: ContractorDraft) -> None:
    """Change a firm. Its people work from the contract's first day to its last."""
    contractor(work.store, contractor_id)
    work.update(Contractor, contractor_id, version, **keeping.contractor_fields(work, draft, contractor_id))
    keeping.touch_contractor(work, contractor_id)


@action("contractor.end", needs=Permission.MANAGE_CREW)
def end_contractor(work: Work, contractor_id: int, version: int | None, on: date) -> None:
    """``on`` is the contract's last day; the firm is not offered any more. Its people and its orders stay."""
    row = contractor(work.store, contractor_id)
    if not row.active:
        raise UserProblem("contractor.ended", name=row.name)
    rules.check_contract(row.since, on)
    work.update(Contractor, contractor_id, version, until=on, active=False)
    keeping.touch_contractor(work, contractor_id)


@action("contractor.renew", needs=Permission.MANAGE_CREW)
def renew_contractor(work: Work, contractor_id: int, version: int | None, until: date | None = None) -> None:
    """A firm whose contract was ended works again, to a last day or without end."""
    row = contractor(work.store, contractor_id)
    if row.active:
        raise UserProblem("contractor.not_ended", name=row.name)
    rules.check_contract(row.since, until)
    keeping.check_firm_not_twice(work, row.name, contractor_id)
    work.update(Contractor, contractor_id, version, until=until, active=True)
    keeping.touch_contractor(work, contractor_id)


@action("absence.add", needs=Permission.MANAGE_CREW)
def add_absence(work: Work, draft: AbsenceDraft) -> int:
    """A technician is away for a time; returns the id. Booked work stays where it is, and the schedule shows it.

    Raises ``absence.empty``, ``absence.too_long``, ``absence.far``, ``absence.overlap``, ``technician.gone``.
    """
    fields = keeping.absence_fields(work, draft, None)
    absence_id = work.insert(Absence, **fields)
    keeping.touch_absence(work, absence_id, draft.technician_id)
    return absence_id


@action("absence.change", needs=Permission.MANAGE_CREW)
def change_absence(work: Work, absence_id: int, version: int | None, draft: AbsenceDraft) -> None:
    """Another time or another reason."""
    before = absence(work.store, absence_id)
    work.update(Absence, absence_id, version, **keeping.absence_fields(work, draft, absence_id))
    keeping.touch_absence(work, absence_id, draft.technician_id)
    work.touch("technician", before.technician_id)


@action("absence.remove", needs=Permission.MANAGE_CREW)
def remove_absence(work: Work, absence_id: int, version: int | None) -> None:
    """They are there after all."""
    before = absence(work.store, absence_id)
    work.update(Absence, absence_id, version)  # refuses what somebody else has changed meanwhile
    work.delete(Absence, absence_id)
    keeping.touch_absence(work, absence_id, before.technician_id)
    work.fact(kind=before.kind)


@action("skill.add", needs=Permission.MANAGE_CREW)
def add_skill(work: Work, zh: str, en: str, code: str = "") -> int:
    """Something more that people can do; returns the id. Without ``code`` one is made of the English word."""
    known = skills(work.store, all=True)
    words = keeping.skill_words(zh, en, known, 0)
    made = rules.skill_code(code, words[1], (row.code for row in known))
    position = len(known) + 1
    skill_id = work.insert(Skill, code=made, zh=words[0], en=words[1], position=position)
    work.touch("skill", skill_id)
    work.fact(code=made)
    return skill_id


@action("skill.change", needs=Permission.MANAGE_CREW)
def change_skill(
    work: Work, skill_id: int, version: int | None, zh: str, en: str, active: bool = True
) -> None:
    """Other words, or not offered any more. The code stays: orders and technicians know the skill by it."""
    known = skills(work.store, all=True)
    keeping.must_know_skill(skill_id, known)
    words = keeping.skill_words(zh, en, known, skill_id)
    work.update(Skill, skill_id, version, zh=words[0], en=words[1], active=active)
    work.touch("skill", skill_id)
