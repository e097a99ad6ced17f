"""Writes of the eight steps and of all that hangs on them."""

from __future__ import annotations

from models.handling.actions.contacts import (
    carried_out,
    follow_up,
    log_contact,
    make_promise,
    move_promise,
    settle_promise,
)
from models.handling.actions.offers import (
    answer_proposal,
    approve_proposal,
    offer_proposal,
    save_proposal,
)
from models.handling.actions.pauses import arrived, pause, resume
from models.handling.actions.receiving import record
from models.handling.actions.remedies import approve_remedy, carry_out_remedy, decline_remedy, grant_remedy
from models.handling.actions.steps import (
    close,
    close_many,
    finish_step,
    reopen,
    return_to,
    save_step,
    set_severity,
    skip_step,
)

__all__ = [
    "answer_proposal",
    "approve_proposal",
    "approve_remedy",
    "arrived",
    "carried_out",
    "carry_out_remedy",
    "close",
    "close_many",
    "decline_remedy",
    "finish_step",
    "follow_up",
    "grant_remedy",
    "log_contact",
    "make_promise",
    "move_promise",
    "offer_proposal",
    "pause",
    "record",
    "reopen",
    "resume",
    "return_to",
    "save_proposal",
    "save_step",
    "set_severity",
    "settle_promise",
    "skip_step",
]
