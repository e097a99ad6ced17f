"""The states of a work order and what leads from one to another: the one table that actions, pages and tests read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from models.core.errors import UserProblem
from models.repairs.kinds import OrderState

S = OrderState


class Deed(StrEnum):
    """What changes the state of an order. ``place`` and ``take_back`` belong to scheduling.

    ``no_access`` leads to waiting, or back to the list where the next appointment is agreed at once.
    """

    READY = "ready"
    PLACE = "place"
    TAKE_BACK = "take_back"
    ON_THE_WAY = "on_the_way"
    START = "start"
    WAIT = "wait"
    GO_ON = "go_on"
    NO_ACCESS = "no_access"
    COME_AGAIN = "come_again"
    DONE = "done"
    CHECK = "check"
    CANCEL = "cancel"


@dataclass(frozen=True)
class Change:
    """From these states a deed leads to that one; ``reason`` says whether it owes a word of why."""

    deed: Deed
    sources: frozenset[OrderState]
    target: OrderState
    reason: bool = False


_UNDER_WAY = frozenset({S.ON_THE_WAY, S.WORKING})
_BOOKED = _UNDER_WAY | {S.SCHEDULED}

CHANGES: tuple[Change, ...] = (
    Change(Deed.READY, frozenset({S.DRAFT}), S.READY),
    Change(Deed.PLACE, frozenset({S.READY, S.WAITING, S.SCHEDULED}), S.SCHEDULED),
    Change(Deed.TAKE_BACK, frozenset({S.SCHEDULED}), S.READY),
    Change(Deed.ON_THE_WAY, frozenset({S.SCHEDULED}), S.ON_THE_WAY),
    Change(Deed.START, frozenset({S.SCHEDULED, S.ON_THE_WAY}), S.WORKING),
    Change(Deed.WAIT, _BOOKED | {S.DRAFT, S.READY}, S.WAITING, reason=True),
    Change(Deed.GO_ON, frozenset({S.WAITING}), S.READY),
    Change(Deed.NO_ACCESS, _BOOKED, S.WAITING, reason=True),
    Change(Deed.COME_AGAIN, _BOOKED, S.READY, reason=True),
    Change(Deed.DONE, _BOOKED | {S.READY, S.WAITING}, S.DONE),
    Change(Deed.CHECK, frozenset({S.DONE}), S.CHECKED),
    Change(Deed.CANCEL, frozenset({S.DRAFT, S.READY, S.WAITING}) | _BOOKED, S.CANCELLED, reason=True),
)
BY_DEED: Mapping[Deed, Change] = {change.deed: change for change in CHANGES}


def may(state: str, deed: Deed) -> bool:
    """Whether an order in this state can be changed so."""
    return state in BY_DEED[deed].sources


def deeds_of(state: str) -> tuple[Deed, ...]:
    """All that an order in this state allows, in the order of the table."""
    return tuple(change.deed for change in CHANGES if state in change.sources)


def after(state: str, deed: Deed, reason: str = "") -> OrderState:
    """The state that follows. Raises ``order.state`` where it cannot be, ``order.reason_missing`` without a word."""
    change = BY_DEED[deed]
    if state not in change.sources:
        raise UserProblem("order.state", state=("word", "order_state", str(state)))
    if change.reason and not reason.strip():
        raise UserProblem("order.reason_missing")
    return change.target
