"""Writes of common parts. What orders take and bring back is booked by ``models.repairs`` through ``moving``."""

from __future__ import annotations

from models.core.action import action
from models.core.errors import UserProblem
from models.core.permissions import Permission
from models.core.work import Work
from models.crew.rules import check_rates
from models.stock import rules
from models.stock.kinds import MoveKind, PartDraft, PartRow
from models.stock.moving import move
from models.stock.queries import part, part_by_code
from models.stock.tables import Part


@action("part.add", needs=Permission.MANAGE_CREW)
def add_part(work: Work, draft: PartDraft) -> int:
    """Add a part; returns the id. Raises ``part.*``; ``part.twice`` names the part that has the code."""
    checked = rules.check_part(draft)
    _check_code_free(work, checked.code, None)
    part_id = work.insert(
        Part,
        code=checked.code,
        name=checked.name,
        unit=checked.unit,
        count=0,
        minimum=checked.minimum,
        price_minor=checked.price_minor,
    )
    work.touch("part", part_id)
    if checked.count:
        move(work, part(work.store, part_id), MoveKind.COUNTED, checked.count)
    return part_id


@action("part.change", needs=Permission.MANAGE_CREW)
def change_part(work: Work, part_id: int, version: int | None, draft: PartDraft) -> None:
    """Change what a part is called, costs and how many there should be; its count only changes by moves."""
    before = part(work.store, part_id)
    checked = rules.check_part(draft)
    _check_code_free(work, checked.code, part_id)
    work.update(
        Part,
        part_id,
        version,
        code=checked.code,
        name=checked.name,
        unit=checked.unit,
        minimum=checked.minimum,
        price_minor=checked.price_minor,
    )
    work.touch("part", part_id)
    work.fact(minimum=checked.minimum, before=before.minimum)


@action("part.retire", needs=Permission.MANAGE_CREW)
def retire_part(work: Work, part_id: int, version: int | None) -> None:
    """A part is not kept any more; its history stays."""
    _in_use(work, part_id)
    work.update(Part, part_id, version, active=False)
    work.touch("part", part_id)


@action("part.restore", needs=Permission.MANAGE_CREW)
def restore_part(work: Work, part_id: int, version: int | None) -> None:
    """A part is kept again."""
    part(work.store, part_id)
    work.update(Part, part_id, version, active=True)
    work.touch("part", part_id)


@action("part.count", needs=Permission.MANAGE_CREW)
def count_part(work: Work, part_id: int, version: int | None, count: int, text: str = "") -> int:
    """Somebody counted: so many there are; returns by how many the count changed. Nothing changed is worth noting."""
    row = part(work.store, part_id)
    rules.check_count(count)
    move(work, row, MoveKind.COUNTED, count - row.count, version=version, text=text)
    work.fact(count=count, change=count - row.count)
    return count - row.count


@action("part.bought", needs=Permission.MANAGE_CREW)
def bought(
    work: Work,
    part_id: int,
    version: int | None,
    pieces: int,
    price_minor: int | None = None,
    text: str = "",
) -> None:
    """Pieces came in; with ``price_minor`` (one piece) the part costs that from now on."""
    row = _in_use(work, part_id)
    rules.check_pieces(pieces)
    if price_minor is not None:
        check_rates("part.price", price_minor)
    move(work, row, MoveKind.BOUGHT, pieces, version=version, price_minor=price_minor, text=text)
    if price_minor is not None and price_minor != row.price_minor:
        work.note(Part, part_id, price_minor=price_minor)
    work.fact(pieces=pieces)


@action("part.lost", needs=Permission.MANAGE_CREW)
def lost(work: Work, part_id: int, version: int | None, pieces: int, text: str = "") -> None:
    """Pieces are lost or broken."""
    rules.check_pieces(pieces)
    move(work, part(work.store, part_id), MoveKind.LOST, -pieces, version=version, text=text)
    work.fact(pieces=pieces)


def _in_use(work: Work, part_id: int) -> PartRow:
    row = part(work.store, part_id)
    if not row.active:
        raise UserProblem("part.retired", name=row.name)
    return row


def _check_code_free(work: Work, code: str, own_id: int | None) -> None:
    taken = part_by_code(work.store, code)
    if taken is not None and taken.id != own_id:
        raise UserProblem("part.twice", mark=code, name=taken.name)
