"""Counts that are the sum of their moves and never below nothing; lists like by hand."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from models.core.action import action
from models.core.errors import ChangedMeanwhile, NotAllowed, Unknown, UserProblem
from models.core.paging import Key
from models.core.permissions import Role
from models.core.session import Session
from models.core.work import Work
from models.repairs.kinds import OrderDraft
from models.repairs.making import make_order
from models.stock import actions, moving, queries
from models.stock.kinds import PartDraft, PartRow
from models.stock.rules import MOST, folded_code
from tests.models.conftest import MakeSession

TAP = PartDraft("P-014", "水龙头芯", "个", 10, 4, 12_50)


@action("test.order", needs=None)
def _order(work: Work) -> int:
    return make_order(work, OrderDraft("换水龙头", severity="s3", skill="plumbing"))


@action("test.book", needs=None)
def _book(work: Work, part_id: int, order_id: int, pieces: int) -> int:
    return moving.book(work, part_id, order_id, pieces)


@action("test.bring_back", needs=None)
def _bring_back(work: Work, part_id: int, order_id: int, pieces: int) -> int:
    return moving.bring_back(work, part_id, order_id, pieces)


@action("test.bring_all_back", needs=None)
def _bring_all_back(work: Work, order_id: int) -> int:
    return moving.bring_all_back(work, order_id)


def refused(code: str, call: Any, *args: object) -> UserProblem:
    with pytest.raises(UserProblem) as caught:
        call(*args)
    assert caught.value.code == code
    return caught.value


def summed(session: Session, part_id: int) -> int:
    return int(session.store.rows("SELECT sum(change) FROM stock_move WHERE part_id = ?", (part_id,))[0][0])


def test_bought_counted_lost(session: MakeSession) -> None:
    desk = session()
    part = actions.add_part(desk, TAP).value
    actions.bought(desk, part, None, 5, 13_00, "五金店")
    assert actions.count_part(desk, part, None, 12, "盘点").value == -3
    actions.lost(desk, part, None, 9)
    row = queries.part(desk, part)
    assert (row.count, row.price_minor, row.short) == (3, 13_00, True)
    kinds = [(move.kind, move.change, move.price_minor) for move in queries.moves(desk, part).rows]
    assert kinds == [
        ("lost", -9, 13_00), ("counted", -3, 13_00), ("bought", 5, 13_00), ("counted", 10, 12_50),
    ]  # fmt: skip
    assert queries.moves(desk, part).rows[2].text == "五金店"
    assert summed(desk, part) == 3


def test_orders_take_and_bring_back(session: MakeSession) -> None:
    desk = session()
    part, order = actions.add_part(desk, TAP).value, _order(desk).value
    _book(desk, part, order, 7)
    actions.bought(desk, part, None, 1, 20_00)
    problem = refused("part.not_enough", _book, desk, part, order, 5)
    assert problem.facts == {"name": "水龙头芯", "count": 4}
    assert queries.taken_by(desk, order) == {part: 7}
    _bring_back(desk, part, order, 2)
    refused("part.not_taken", _bring_back, desk, part, order, 6)
    back = queries.moves(desk, part).rows[0]
    assert (back.kind, back.change, back.price_minor) == ("brought_back", 2, 12_50)  # as it was paid
    assert back.reference.startswith("W2611-")
    assert _bring_all_back(desk, order).value == 1
    assert queries.taken_by(desk, order) == {}
    assert queries.part(desk, part).count == 11 == summed(desk, part)
    refused("part.no_pieces", _book, desk, part, order, 0)
    refused("part.no_pieces", _book, desk, part, order, -3)
    with pytest.raises(Unknown):
        _book(desk, 99, order, 1)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"code": " \u200b"}, "part.no_code"),
        ({"code": "—"}, "part.no_code"),
        ({"code": "X" * 41}, "part.code_long"),
        ({"name": " "}, "part.no_name"),
        ({"name": "长" * 81}, "part.name_long"),
        ({"count": -1}, "part.below_zero"),
        ({"minimum": -1}, "part.below_zero"),
        ({"count": MOST + 1}, "part.too_many"),
        ({"price_minor": -1}, "part.price"),
    ],
)
def test_parts_that_cannot_be(session: MakeSession, fields: dict[str, Any], code: str) -> None:
    desk = session()
    refused(code, actions.add_part, desk, replace(TAP, **fields))
    assert queries.parts(desk).rows == ()


def test_a_code_is_given_once(session: MakeSession) -> None:
    desk = session()
    assert folded_code(" p－０１４ ") == "P-014"
    part = actions.add_part(desk, TAP).value
    problem = refused("part.twice", actions.add_part, desk, replace(TAP, code=" p-014\n", name="另一种"))
    assert problem.facts == {"mark": "P-014", "name": "水龙头芯"}
    actions.change_part(desk, part, None, replace(TAP, name="水龙头阀芯"))  # its own code is not in its way
    other = actions.add_part(desk, replace(TAP, code="P-015")).value
    refused("part.twice", actions.change_part, desk, other, None, TAP)
    assert queries.part_by_code(desk, "P-015") == queries.part(desk, other)


def test_counts_that_cannot_be(session: MakeSession) -> None:
    desk = session()
    part = actions.add_part(desk, TAP).value
    refused("part.below_zero", actions.count_part, desk, part, None, -1)
    refused("part.too_many", actions.count_part, desk, part, None, MOST + 1)
    refused("part.not_enough", actions.lost, desk, part, None, 11)
    refused("part.no_pieces", actions.bought, desk, part, None, 0)
    refused("part.price", actions.bought, desk, part, None, 1, -5)
    refused("part.too_many", actions.bought, desk, part, None, MOST)
    assert (queries.part(desk, part).count, summed(desk, part)) == (10, 10)


def test_somebody_else_counted_meanwhile(session: MakeSession) -> None:
    desk = session()
    part = actions.add_part(desk, TAP).value
    seen = queries.part(desk, part)
    actions.bought(desk, part, seen.row_version, 2)
    with pytest.raises(ChangedMeanwhile):
        actions.count_part(desk, part, seen.row_version, 9)
    assert (queries.part(desk, part).count, summed(desk, part)) == (12, 12)


def test_retired_parts(session: MakeSession) -> None:
    desk = session()
    part, order = actions.add_part(desk, replace(TAP, count=1)).value, _order(desk).value
    assert queries.short_count(desk) == 1
    _book(desk, part, order, 1)
    actions.retire_part(desk, part, None)
    assert (queries.parts(desk).rows, queries.short_count(desk)) == ((), 0)
    assert [row.id for row in queries.parts(desk, retired=True).rows] == [part]
    refused("part.retired", actions.retire_part, desk, part, None)
    refused("part.retired", _book, desk, part, order, 1)
    refused("part.retired", actions.bought, desk, part, None, 1)
    _bring_back(desk, part, order, 1)  # what comes back is taken all the same
    actions.restore_part(desk, part, None)
    assert [row.id for row in queries.short_parts(desk)] == [part]


def everything(session: Session, **how: Any) -> list[PartRow]:
    found: list[PartRow] = []
    after: Key | None = None
    while True:
        page = queries.parts(session, after=after, limit=3, **how)
        found += page.rows
        if (after := page.next_key) is None:
            return found


def test_lists_like_by_hand(session: MakeSession) -> None:
    desk, chance = session(), random.Random(11)
    names = ("阀芯", "门吸", "LED tube", "led bulb", "1-pipe", "阀芯")
    for n in range(23):
        draft = PartDraft(f"P-{n:03d}", chance.choice(names), "", chance.randrange(6), chance.randrange(6))
        ident = actions.add_part(desk, draft).value
        if n % 7 == 6:
            actions.retire_part(desk, ident, None)
    rows = [queries.part(desk, n) for n in range(1, 24)]
    for text in ("", "led", "p-01", "阀 P-0", "nothing"):
        for short in (False, True):
            expected = sorted(
                (
                    row
                    for row in rows
                    if row.active
                    and (row.short or not short)
                    and all(one in (row.name + "\n" + row.code).casefold() for one in text.casefold().split())
                ),
                key=lambda row: (not row.short, row.name, row.id),
            )
            assert everything(desk, text=text, short=short) == expected
    assert queries.short_count(desk) == sum(row.short for row in rows)
    moves, after = [], None
    while True:
        page = queries.moves(desk, after=after, limit=4)
        moves += [move.id for move in page.rows]
        if (after := page.next_key) is None:
            break
    assert moves == sorted(moves, reverse=True)
    assert len(moves) == sum(row.count > 0 for row in rows)


def test_random_moves_never_go_below_nothing(session: MakeSession) -> None:
    desk, chance = session(), random.Random(5)
    part, orders = actions.add_part(desk, TAP).value, [_order(desk).value for _ in range(2)]
    count, taken = 10, dict.fromkeys(orders, 0)
    for _ in range(80):
        order, pieces = chance.choice(orders), chance.randrange(1, 7)
        kind = chance.choice(("book", "back", "lost", "bought", "count"))
        before = (count, dict(taken))
        call: Callable[[], Any]
        match kind:
            case "book":
                call = partial(_book, desk, part, order, pieces)
                count, taken[order] = count - pieces, taken[order] + pieces
            case "back":
                call = partial(_bring_back, desk, part, order, pieces)
                count, taken[order] = count + pieces, taken[order] - pieces
            case "lost":
                call = partial(actions.lost, desk, part, None, pieces)
                count -= pieces
            case "bought":
                call = partial(actions.bought, desk, part, None, pieces)
                count += pieces
            case _:
                call = partial(actions.count_part, desk, part, None, pieces)
                count = pieces
        if count < 0 or min(taken.values()) < 0:
            count, taken = before
            with pytest.raises(UserProblem):
                call()
        else:
            call()
        assert queries.part(desk, part).count == count == summed(desk, part)
    assert queries.taken_by(desk, orders[0]).get(part, 0) == taken[orders[0]]


def test_who_may(session: MakeSession) -> None:
    with pytest.raises(NotAllowed):
        actions.add_part(session(Role.FRONT_DESK), TAP)
    part = actions.add_part(session(Role.COORDINATOR), TAP).value
    for call in (actions.bought, actions.lost, actions.count_part):
        with pytest.raises(NotAllowed):
            call(session(Role.FRONT_DESK), part, None, 1)
