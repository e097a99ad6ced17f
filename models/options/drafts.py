"""Keeping what somebody is typing, so that a crash costs two seconds of it at most."""

from __future__ import annotations

from models.core.action import action
from models.core.errors import NotAllowed
from models.core.permissions import Permission
from models.core.work import Work
from models.options.tables import Draft


@action("draft.save", needs=None, trail=False)
def save_draft(work: Work, kind: str, key: str, body: object) -> int:
    """Keep the words of one form; each person has their own."""
    _may_type(work)
    found = _mine(work, kind, key)
    if found is None:
        row_id = work.insert(
            Draft, staff_id=work.actor.staff_id or 0, kind=kind, key=key, body=body, saved_at=work.now
        )
    else:
        row_id = found
        work.update(Draft, row_id, None, body=body, saved_at=work.now)
    work.touch("draft", row_id)
    return row_id


@action("draft.forget", needs=None, trail=False)
def forget_draft(work: Work, kind: str, key: str = "") -> None:
    """Drop a draft: it was recorded, or thrown away."""
    _may_type(work)
    drop_draft(work, kind, key)


def drop_draft(work: Work, kind: str, key: str = "") -> None:
    """Drop a draft inside the very action that records it, so that it never comes back as a double."""
    found = _mine(work, kind, key)
    if found is not None:
        work.delete(Draft, found)
        work.touch("draft", found)


def _mine(work: Work, kind: str, key: str) -> int | None:
    mine = Draft.staff_id == (work.actor.staff_id or 0)
    found = Draft.select(Draft.id).where(mine & (Draft.kind == kind) & (Draft.key == key)).first()
    return None if found is None else int(found.id)


def _may_type(work: Work) -> None:
    if not (work.actor.may(Permission.RECORD) or work.actor.may(Permission.HANDLE)):
        raise NotAllowed(Permission.RECORD)
