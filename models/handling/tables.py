"""Tables of what is done for a complaint."""

from __future__ import annotations

from typing import Any

import peewee

from models.store.base import Table, Versioned
from models.store.fields import FactsField, InstantField


class StepRecord(Versioned):
    """One go at one step. A step that is returned to gets a further record with the next ``round``."""

    complaint_id: Any = peewee.IntegerField()
    step: Any = peewee.IntegerField()
    round: Any = peewee.IntegerField(default=1)
    state: Any = peewee.CharField()
    started_at: Any = InstantField()
    finished_at: Any = InstantField(null=True)
    owner_id: Any = peewee.IntegerField(null=True)
    finished_by: Any = peewee.IntegerField(null=True)
    due_at: Any = InstantField(null=True)
    reason: Any = peewee.TextField(default="")
    facts: Any = FactsField()

    class Meta:
        indexes = ((("complaint_id", "step", "round"), True),)


class Proposal(Versioned):
    """One version of what we offer, with the resident's answer to it."""

    complaint_id: Any = peewee.IntegerField()
    version: Any = peewee.IntegerField()
    state: Any = peewee.CharField()
    summary: Any = peewee.TextField(default="")
    cost_minor: Any = peewee.BigIntegerField(default=0)
    made_at: Any = InstantField()
    made_by: Any = peewee.IntegerField(null=True)
    valid_until: Any = InstantField(null=True)
    approved_at: Any = InstantField(null=True)
    approved_by: Any = peewee.IntegerField(null=True)
    offered_at: Any = InstantField(null=True)
    answered_at: Any = InstantField(null=True)
    answered_by: Any = peewee.IntegerField(null=True)
    answer_way: Any = peewee.CharField(null=True)
    answer_text: Any = peewee.TextField(default="")

    class Meta:
        indexes = ((("complaint_id", "version"), True),)


class Offer(Table):
    """One remedy of a proposal: what, for how much, by whom, with what, by when."""

    proposal_id: Any = peewee.IntegerField(index=True)
    position: Any = peewee.IntegerField()
    remedy: Any = peewee.CharField()
    text: Any = peewee.TextField(default="")
    cost_minor: Any = peewee.BigIntegerField(default=0)
    doer: Any = peewee.CharField(default="")
    resources: Any = peewee.CharField(default="")
    timetable: Any = peewee.CharField(default="")


class Remedy(Versioned):
    """A line of the remedy ledger: granted on the spot, or agreed in a proposal."""

    complaint_id: Any = peewee.IntegerField(index=True)
    proposal_id: Any = peewee.IntegerField(null=True)
    kind: Any = peewee.CharField()
    text: Any = peewee.TextField(default="")
    amount_minor: Any = peewee.BigIntegerField(default=0)
    on_the_spot: Any = peewee.BooleanField(default=False)
    state: Any = peewee.CharField()
    granted_at: Any = InstantField()
    granted_by: Any = peewee.IntegerField(null=True)
    approved_at: Any = InstantField(null=True)
    approved_by: Any = peewee.IntegerField(null=True)
    carried_out_at: Any = InstantField(null=True)


class Promise(Versioned):
    """Something a resident was told would happen by a time."""

    complaint_id: Any = peewee.IntegerField(index=True)
    kind: Any = peewee.CharField()
    text: Any = peewee.TextField()
    due_at: Any = InstantField()
    state: Any = peewee.CharField(default="open")
    made_at: Any = InstantField()
    made_by: Any = peewee.IntegerField(null=True)
    settled_at: Any = InstantField(null=True)
    settled_by: Any = peewee.IntegerField(null=True)
    missed_at: Any = InstantField(null=True)


class Contact(Table):
    """A conversation with the resident, or an attempt at one."""

    complaint_id: Any = peewee.IntegerField(index=True)
    at: Any = InstantField()
    staff_id: Any = peewee.IntegerField(null=True)
    direction: Any = peewee.CharField()
    channel: Any = peewee.CharField()
    reached: Any = peewee.BooleanField(default=True)
    summary: Any = peewee.TextField(default="")


class FollowUp(Table):
    """A follow-up call and its outcome."""

    complaint_id: Any = peewee.IntegerField(index=True)
    at: Any = InstantField()
    staff_id: Any = peewee.IntegerField(null=True)
    attempt: Any = peewee.IntegerField()
    channel: Any = peewee.CharField(default="phone")
    outcome: Any = peewee.CharField()
    solved: Any = peewee.BooleanField(null=True)
    words: Any = peewee.TextField(default="")
    next_at: Any = InstantField(null=True)
    second_look: Any = peewee.BooleanField(default=False)
    corrected_at: Any = InstantField(null=True)


class Clock(Table):
    """One target of one case, as it stands. A target that is owed again and again has a further ``round`` each time.

    ``rung`` is the highest percentage of the escalation ladder that has been climbed, ``next_at`` when the next one
    is due; it is empty once the clock has stopped or the ladder has ended. ``counted`` is how much time it
    counted until it stopped, in milliseconds of its calendar without pauses. Written by ``handling.reckoning`` and the
    sweep alone.
    """

    complaint_id: Any = peewee.IntegerField()
    name: Any = peewee.CharField()
    round: Any = peewee.IntegerField(default=1)
    started_at: Any = InstantField()
    warns_at: Any = InstantField()
    due_at: Any = InstantField()
    stopped_at: Any = InstantField(null=True)
    counted: Any = peewee.BigIntegerField(null=True)
    rung: Any = peewee.IntegerField(default=0)
    next_at: Any = InstantField(null=True)

    class Meta:
        indexes = ((("complaint_id", "name", "round"), True),)


class Pause(Versioned):
    """A time in which the clocks of a case stand still. ``ends_at`` is when it ends by itself."""

    complaint_id: Any = peewee.IntegerField(index=True)
    reason: Any = peewee.CharField()
    text: Any = peewee.TextField(default="")
    started_at: Any = InstantField()
    ends_at: Any = InstantField()
    ended_at: Any = InstantField(null=True)
    started_by: Any = peewee.IntegerField(null=True)
    ended_by: Any = peewee.IntegerField(null=True)


class Appeal(Versioned):
    """A resident who is not content with the answer asks for a second one, by somebody else."""

    complaint_id: Any = peewee.IntegerField()
    stage: Any = peewee.IntegerField(default=2)
    asked_at: Any = InstantField()
    asked_by: Any = peewee.IntegerField(null=True)
    words: Any = peewee.TextField(default="")
    handler_id: Any = peewee.IntegerField(null=True)
    acknowledged_at: Any = InstantField(null=True)
    acknowledged_by: Any = peewee.IntegerField(null=True)
    extended_at: Any = InstantField(null=True)
    extended_reason: Any = peewee.TextField(default="")
    answered_at: Any = InstantField(null=True)
    answered_by: Any = peewee.IntegerField(null=True)
    upheld: Any = peewee.CharField(null=True)
    answer: Any = peewee.TextField(default="")

    class Meta:
        indexes = ((("complaint_id", "stage"), True),)
