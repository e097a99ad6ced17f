"""Writes of the eight steps and of all that hangs on them."""

from __future__ import annotations

from models.handling.actions.appeals import (
    acknowledge_appeal,
    answer_appeal,
    ask_appeal,
    assign_appeal,
    extend_appeal,
)
from models.handling.actions.classifying import classify, declassify
from models.handling.actions.contacts import log_contact, make_promise, move_promise, settle_promise
from models.handling.actions.follow_ups import carried_out, correct_follow_up, follow_up, move_call
from models.handling.actions.merging import merge, unmerge, unmerge_many
from models.handling.actions.offers import (
    answer_proposal,
    approve_proposal,
    offer_proposal,
    save_proposal,
)
from models.handling.actions.pauses import arrived, pause, resume
from models.handling.actions.receiving import record
from models.handling.actions.remedies import approve_remedy, carry_out_remedy, decline_remedy, grant_remedy
from models.handling.actions.reviews import review
from models.handling.actions.second_looks import second_look
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
from models.handling.actions.withdrawing import withdraw_proposal

__all__ = [
    "acknowledge_appeal",
    "answer_appeal",
    "answer_proposal",
    "approve_proposal",
    "approve_remedy",
    "arrived",
    "ask_appeal",
    "assign_appeal",
    "carried_out",
    "carry_out_remedy",
    "classify",
    "close",
    "close_many",
    "correct_follow_up",
    "declassify",
    "decline_remedy",
    "extend_appeal",
    "finish_step",
    "follow_up",
    "grant_remedy",
    "log_contact",
    "make_promise",
    "merge",
    "move_call",
    "move_promise",
    "offer_proposal",
    "pause",
    "record",
    "reopen",
    "resume",
    "return_to",
    "review",
    "save_proposal",
    "save_step",
    "second_look",
    "set_severity",
    "settle_promise",
    "skip_step",
    "unmerge",
    "unmerge_many",
    "withdraw_proposal",
]
