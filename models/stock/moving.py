"""Changing a count inside an action. Every change is a move; the count is the sum of its moves and never below nothing.

Plain functions over ``Work``: orders book parts with them inside actions of their own.
"""

from __future__ import annotations

from models.core.errors import UserProblem
from models.core.work import Work
from models.stock import rules
from models.stock.kinds import MoveKind, PartRow
from models.stock.queries import part, taken_by
from models.stock.tables import Part, StockMove


def book(work: Work, part_id: int, order_id: int, pieces: int) -> int:
    """An order takes pieces; returns the id of the move. Raises ``part.not_enough``, ``part.no_pieces``, ``.retired``.

    What it cost is the price of that day.
    """
    row = part(work.store, part_id)
    rules.check_pieces(pieces)
    if not row.active:
        raise UserProblem("part.retired", name=row.name)
    return move(work, row, MoveKind.BOOKED, -pieces, order_id=order_id)


def bring_back(work: Work, part_id: int, order_id: int, pieces: int) -> int:
    """An order brings pieces back that it took; returns the id of the (last) move. Raises ``part.not_taken``.

    Those that were taken last come back first, each at the price at which it was taken.
    """
    row = part(work.store, part_id)
    rules.check_pieces(pieces)
    taken = taken_by(work.store, order_id).get(part_id, 0)
    if pieces > taken:
        raise UserProblem("part.not_taken", name=row.name, count=taken)
    last = 0
    for price, count in _latest(work, part_id, order_id, pieces):
        row = part(work.store, part_id)
        last = move(work, row, MoveKind.BROUGHT_BACK, count, order_id=order_id, price_minor=price)
    return last


def bring_all_back(work: Work, order_id: int) -> int:
    """An order that is not done after all brings back whatever it took; returns how many parts that were."""
    taken = taken_by(work.store, order_id)
    for part_id, pieces in taken.items():
        bring_back(work, part_id, order_id, pieces)
    return len(taken)


def _latest(work: Work, part_id: int, order_id: int, pieces: int) -> list[tuple[int, int]]:
    """The pieces that an order took last and still has, as (price of one, how many)."""
    held: list[tuple[int, int]] = []
    for change, price in work.store.rows(
        "SELECT change, price_minor FROM stock_move WHERE work_order_id = ? AND part_id = ? ORDER BY id",
        (order_id, part_id),
    ):
        if change < 0:
            held.append((price, -change))
        else:
            _off_the_top(held, change)
    return _off_the_top(held, pieces)


def _off_the_top(held: list[tuple[int, int]], pieces: int) -> list[tuple[int, int]]:
    """Take so many pieces off the end, and say which they were."""
    taken: list[tuple[int, int]] = []
    while pieces and held:
        price, count = held.pop()
        used = min(count, pieces)
        taken.append((price, used))
        pieces -= used
        if used < count:
            held.append((price, count - used))
    return taken


def move(
    work: Work,
    row: PartRow,
    kind: MoveKind,
    change: int,
    *,
    version: int | None = None,
    order_id: int | None = None,
    price_minor: int | None = None,
    text: str = "",
) -> int:
    """Change a count; ``row`` was read inside this transaction. Raises ``part.not_enough``, ``part.too_many``."""
    if row.count + change < 0:
        raise UserProblem("part.not_enough", name=row.name, count=row.count)
    rules.check_count(row.count + change)
    work.update(Part, row.id, version, count=row.count + change)
    move_id = work.insert(
        StockMove,
        part_id=row.id,
        work_order_id=order_id,
        kind=kind,
        change=change,
        price_minor=row.price_minor if price_minor is None else price_minor,
        text=rules.reason(text),
        at=work.now,
        staff_id=work.actor.staff_id,
    )
    work.touch("part", row.id)
    return move_id
