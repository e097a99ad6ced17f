"""Writes of work orders."""

from __future__ import annotations

from models.repairs.actions.appointments import (
    agree,
    drop_appointment,
    miss_appointment,
    move_appointment,
    no_access,
    remind,
)
from models.repairs.actions.carrying import check, correct_done, done, on_the_way, start
from models.repairs.actions.files import attach_file
from models.repairs.actions.making import change, make, make_return, ready
from models.repairs.actions.spending import (
    add_cost,
    add_labour,
    add_reading,
    book_part,
    bring_back,
    remove_cost,
    remove_labour,
    remove_reading,
)
from models.repairs.actions.waiting import approve_wait, cancel, go_on, wait

__all__ = [
    "add_cost",
    "add_labour",
    "add_reading",
    "agree",
    "approve_wait",
    "attach_file",
    "book_part",
    "bring_back",
    "cancel",
    "change",
    "check",
    "correct_done",
    "done",
    "drop_appointment",
    "go_on",
    "make",
    "make_return",
    "miss_appointment",
    "move_appointment",
    "no_access",
    "on_the_way",
    "ready",
    "remind",
    "remove_cost",
    "remove_labour",
    "remove_reading",
    "start",
    "wait",
]
