"""Writes of the directory. Versions are the ``row_version`` that the person saw."""

from __future__ import annotations

from datetime import date

from models.core.action import action
from models.core.permissions import Permission
from models.core.work import Work
from models.directory import moving, placing
from models.directory.kinds import PlaceDraft, ResidencyDraft, ResidentDraft


@action("place.add", needs=Permission.EDIT_DIRECTORY)
def add_place(work: Work, draft: PlaceDraft) -> int:
    """Add a place; returns its id. Raises ``place.no_code``, ``place.wrong_parent``, ``place.exists``."""
    return placing.place_in(work, draft)


@action("place.change", needs=Permission.EDIT_DIRECTORY)
def change_place(work: Work, place_id: int, version: int, draft: PlaceDraft) -> None:
    """Change a place or hang it elsewhere; the labels of everything below follow."""
    placing.change_in(work, place_id, version, draft)


@action("place.retire", needs=Permission.EDIT_DIRECTORY)
def retire_place(work: Work, place_id: int, version: int) -> None:
    """Take a place out of use; its history stays. Raises ``place.occupied``, ``place.has_children``."""
    placing.retire_in(work, place_id, version)


@action("place.restore", needs=Permission.EDIT_DIRECTORY)
def restore_place(work: Work, place_id: int, version: int) -> None:
    """Take a retired place into use again."""
    placing.restore_in(work, place_id, version)


@action("resident.add", needs=Permission.EDIT_DIRECTORY)
def add_resident(work: Work, draft: ResidentDraft, home: ResidencyDraft | None = None) -> int:
    """Add somebody, at home somewhere or not; returns the id. Raises ``resident.no_name``, ``contact.…``."""
    return moving.resident_in(work, draft, home)


@action("resident.change", needs=Permission.EDIT_DIRECTORY)
def change_resident(work: Work, resident_id: int, version: int, draft: ResidentDraft) -> None:
    """Change somebody; the contacts are replaced as a whole."""
    moving.change_resident_in(work, resident_id, version, draft)


@action("resident.move_in", needs=Permission.EDIT_DIRECTORY)
def move_in(work: Work, resident_id: int, draft: ResidencyDraft) -> int:
    """Let somebody live at a place; returns the id of the residency. Raises ``residency.twice``."""
    return moving.move_in_in(work, resident_id, draft)


@action("resident.move_out", needs=Permission.EDIT_DIRECTORY)
def move_out(work: Work, residency_id: int, version: int, until: date | None = None) -> None:
    """From ``until`` (today) on they no longer live there. Raises ``residency.backwards``."""
    moving.move_out_in(work, residency_id, version, until)


@action("resident.change_residency", needs=Permission.EDIT_DIRECTORY)
def change_residency(work: Work, residency_id: int, version: int, draft: ResidencyDraft) -> None:
    """Put a residency right: place, kind or days."""
    moving.change_residency_in(work, residency_id, version, draft)
