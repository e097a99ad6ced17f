"""Reads of common parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from models.core.clock import from_millis
from models.core.errors import Unknown
from models.core.paging import PAGE_SIZE, Key, Page
from models.directory.rows import Source, store_of
from models.stock.kinds import MoveRow, PartRow

_PART = "p.id, p.row_version, p.code, p.name, p.unit, p.count, p.minimum, p.price_minor, p.active"
_SHORT = "p.active AND p.count < p.minimum"  # as in the index part_short
_MOVE = """m.id, m.part_id, p.name, p.unit, m.work_order_id, COALESCE(o.reference, ''), m.kind, m.change,
    m.price_minor, m.text, m.at, COALESCE(s.name, '')"""
_MOVES = """stock_move m JOIN part p ON p.id = m.part_id LEFT JOIN work_order o ON o.id = m.work_order_id
    LEFT JOIN staff s ON s.id = m.staff_id"""


def parts(
    source: Source,
    text: str = "",
    short: bool = False,
    after: Key | None = None,
    limit: int = PAGE_SIZE,
    retired: bool = False,
) -> Page[PartRow]:
    """Parts in use whose code or name holds ``text``, those that are short first, then by name. By keyset.

    With ``short`` only those that are short; with ``retired`` only those that are not kept any more.
    """
    wanted, params = ["NOT p.active" if retired else "p.active"], list[object]()
    if short:
        wanted.append(_SHORT)
    for word in text.split():
        wanted.append("(instr(lower(p.name), lower(?)) OR instr(lower(p.code), lower(?)))")
        params += [word, word]
    rank = f"CASE WHEN {_SHORT} THEN 0 ELSE 1 END"
    if after is not None:
        # The key holds rank and name together: a rank is one figure.
        bound = str(after[0])
        wanted.append(f"({rank}, p.name, p.id) > (?, ?, ?)")
        params += [int(bound[:1]), bound[1:], after[1]]
    found = store_of(source).rows(
        f"SELECT {_PART} FROM part p WHERE {' AND '.join(wanted)} ORDER BY {rank}, p.name, p.id LIMIT ?",
        (*params, limit + 1),
    )
    rows = tuple(_part(row) for row in found[:limit])
    if len(found) <= limit:
        return Page(rows, None)
    last = rows[-1]
    return Page(rows, (f"{0 if last.short else 1}{last.name}", last.id))


def part(source: Source, part_id: int) -> PartRow:
    """One part; raises ``Unknown("part")``."""
    found = store_of(source).rows(f"SELECT {_PART} FROM part p WHERE p.id = ?", (part_id,))
    if not found:
        raise Unknown("part", part_id)
    return _part(found[0])


def part_by_code(source: Source, code: str) -> PartRow | None:
    """The part of a code in its one spelling (``rules.folded_code``)."""
    found = store_of(source).rows(f"SELECT {_PART} FROM part p WHERE p.code = ?", (code,))
    return _part(found[0]) if found else None


def short_parts(source: Source, limit: int = PAGE_SIZE) -> tuple[PartRow, ...]:
    """Parts of which there are fewer than there should be, by name."""
    found = store_of(source).rows(
        f"SELECT {_PART} FROM part p WHERE {_SHORT} ORDER BY p.name, p.id LIMIT ?", (limit,)
    )
    return tuple(_part(row) for row in found)


def short_count(source: Source) -> int:
    """How many parts are short."""
    return int(store_of(source).rows(f"SELECT count(*) FROM part p WHERE {_SHORT}")[0][0])


def moves(
    source: Source, part_id: int | None = None, after: Key | None = None, limit: int = PAGE_SIZE
) -> Page[MoveRow]:
    """What changed the count of one part, or of any, the latest first. By keyset."""
    wanted, params = ["1"], list[object]()
    if part_id is not None:
        wanted, params = ["m.part_id = ?"], [part_id]
    if after is not None:
        wanted.append("m.id < ?")
        params.append(after[1])
    found = store_of(source).rows(
        f"SELECT {_MOVE} FROM {_MOVES} WHERE {' AND '.join(wanted)} ORDER BY m.id DESC LIMIT ?",
        (*params, limit + 1),
    )
    rows = tuple(_move(row) for row in found[:limit])
    return Page(rows, (None, rows[-1].id) if len(found) > limit else None)


def taken_by(source: Source, work_order_id: int) -> dict[int, int]:
    """Pieces of each part that an order took and did not bring back, by part."""
    found = store_of(source).rows(
        """SELECT part_id, -sum(change) FROM stock_move WHERE work_order_id = ?
        GROUP BY part_id HAVING sum(change) <> 0 ORDER BY part_id""",
        (work_order_id,),
    )
    return {part_id: int(pieces) for part_id, pieces in found}


def _part(values: Sequence[Any]) -> PartRow:
    read = list(values)
    read[8] = bool(read[8])
    return PartRow(*read)


def _move(values: Sequence[Any]) -> MoveRow:
    read = list(values)
    read[10] = from_millis(read[10])
    return MoveRow(*read)
