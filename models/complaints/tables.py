"""Tables of complaints as received."""

from __future__ import annotations

from typing import Any

import peewee

from models.core.settling import must_settle
from models.store.base import Table, Versioned
from models.store.fields import FactsField, InstantField


class Complaint(Versioned):
    """One case, from the first ring to the end.

    ``steps`` is the picture of progress, a letter a step: d done, c current, l locked, s skipped, r returned.
    ``next_*`` is the clock that the lists show: which, since when, when it warns and when it falls due; it is written
    by ``handling.reckoning`` alone. ``reckoned_at`` is empty until the clocks of the case have been reckoned once.
    ``lapses_at`` is when a resolution that nobody answers closes by itself. ``chain`` counts the case and those that
    it repeats. ``property_id`` to ``occupation`` are what was so of the place and the resident when the case was
    recorded: past figures must not change when somebody moves or is erased. ``search`` text lives in the search index.
    """

    reference: Any = peewee.CharField(unique=True)
    kind: Any = peewee.CharField()
    channel: Any = peewee.CharField()
    status: Any = peewee.CharField()
    received_at: Any = InstantField()
    recorded_at: Any = InstantField()
    recorded_by: Any = peewee.IntegerField(null=True)
    handler_id: Any = peewee.IntegerField(null=True)
    resident_id: Any = peewee.IntegerField(null=True, index=True)
    place_id: Any = peewee.IntegerField(null=True)
    anonymous: Any = peewee.BooleanField(default=False)
    on_behalf: Any = peewee.BooleanField(default=False)
    group_case: Any = peewee.BooleanField(default=False)
    caller_name: Any = peewee.CharField(default="")
    caller_phone: Any = peewee.CharField(default="")
    where_text: Any = peewee.CharField(default="")
    happened_at: Any = InstantField(null=True)
    happened_text: Any = peewee.CharField(default="")
    title: Any = peewee.CharField(default="")
    words: Any = peewee.TextField(default="")
    asks_for: Any = peewee.TextField(default="")
    category: Any = peewee.CharField(null=True)
    subcategory: Any = peewee.CharField(null=True)
    severity: Any = peewee.CharField()
    severity_reason: Any = peewee.CharField(default="")
    life_safety: Any = peewee.BooleanField(default=False)
    major: Any = peewee.BooleanField(default=False)
    urgency: Any = peewee.IntegerField(default=2)
    impact: Any = peewee.CharField(default="unit")
    mood: Any = peewee.CharField(null=True)
    flags: Any = peewee.CharField(default="")
    validity: Any = peewee.CharField(default="undecided")
    validity_reason: Any = peewee.CharField(default="")
    step: Any = peewee.IntegerField(default=1)
    steps: Any = peewee.CharField(default="cl" + "l" * 6)
    next_due_at: Any = InstantField(null=True)
    next_due_kind: Any = peewee.CharField(null=True)
    resolve_due_at: Any = InstantField(null=True)
    first_response_at: Any = InstantField(null=True)
    resolved_at: Any = InstantField(null=True)
    closed_at: Any = InstantField(null=True)
    close_reason: Any = peewee.CharField(null=True)
    cause: Any = peewee.CharField(null=True)
    cause_text: Any = peewee.TextField(default="")
    responsible: Any = peewee.CharField(null=True)
    satisfaction: Any = peewee.CharField(null=True)
    lessons: Any = peewee.TextField(default="")
    reopened: Any = peewee.IntegerField(default=0)
    repeat_of_id: Any = peewee.IntegerField(null=True)
    merged_into_id: Any = peewee.IntegerField(null=True)
    policy_version_id: Any = peewee.IntegerField(null=True)
    imported: Any = peewee.BooleanField(default=False)
    source_batch_id: Any = peewee.IntegerField(null=True)
    source_key: Any = peewee.CharField(null=True, unique=True)
    next_warns_at: Any = InstantField(null=True)
    next_since: Any = InstantField(null=True)
    paused_until: Any = InstantField(null=True)
    reckoned_at: Any = InstantField(null=True)
    handed_over_at: Any = InstantField(null=True)
    on_site_at: Any = InstantField(null=True)
    follow_up_owed: Any = peewee.BooleanField(default=True)
    lapses_at: Any = InstantField(null=True)
    second_look_at: Any = InstantField(null=True)
    second_look_done_at: Any = InstantField(null=True)
    stage: Any = peewee.IntegerField(default=1)
    chain: Any = peewee.IntegerField(default=1)
    reviewed_at: Any = InstantField(null=True)
    reviewed_by: Any = peewee.IntegerField(null=True)
    incident_id: Any = peewee.IntegerField(null=True)
    property_id: Any = peewee.IntegerField(null=True)
    building_id: Any = peewee.IntegerField(null=True)
    place_kind: Any = peewee.CharField(null=True)
    resident_kind: Any = peewee.CharField(null=True)
    age_group: Any = peewee.CharField(null=True)
    occupation: Any = peewee.CharField(null=True)

    @classmethod
    def announced(cls) -> str:
        """People call it a case."""
        return "case"


class Party(Table):
    """Somebody else of the same case: a co-complainant who joined, a reporter on another's behalf."""

    complaint_id: Any = peewee.IntegerField(index=True)
    role: Any = peewee.CharField()
    resident_id: Any = peewee.IntegerField(null=True, index=True)
    place_id: Any = peewee.IntegerField(null=True)
    name: Any = peewee.CharField(default="")
    phone: Any = peewee.CharField(default="")
    words: Any = peewee.TextField(default="")
    joined_at: Any = InstantField()
    joined_by: Any = peewee.IntegerField(null=True)


class Attachment(Table):
    """A file or photo of a case, of a work order, of both, or of an improvement.

    The bytes lie in the store's folder by their SHA-256.
    """

    complaint_id: Any = peewee.IntegerField(null=True, index=True)
    work_order_id: Any = peewee.IntegerField(null=True)
    improvement_id: Any = peewee.IntegerField(null=True)
    sha256: Any = peewee.CharField(index=True)
    name: Any = peewee.CharField()
    media_type: Any = peewee.CharField()
    size: Any = peewee.BigIntegerField()
    kind: Any = peewee.CharField(default="photo")
    step: Any = peewee.IntegerField(null=True)
    note: Any = peewee.CharField(default="")
    thumbnail: Any = peewee.BlobField(null=True)
    added_at: Any = InstantField()
    added_by: Any = peewee.IntegerField(null=True)


class ImportBatch(Table):
    """One file that was read in."""

    file_name: Any = peewee.CharField()
    mapping: Any = peewee.CharField()
    started_at: Any = InstantField()
    staff_id: Any = peewee.IntegerField(null=True)
    accepted: Any = peewee.IntegerField(default=0)
    known: Any = peewee.IntegerField(default=0)
    rejected: Any = peewee.IntegerField(default=0)
    facts: Any = FactsField(null=True)


class Event(Table):
    """A line of the timeline. Facts are codes and numbers; ``text`` is what a person wrote."""

    complaint_id: Any = peewee.IntegerField()
    at: Any = InstantField()
    staff_id: Any = peewee.IntegerField(null=True)
    kind: Any = peewee.CharField()
    step: Any = peewee.IntegerField(null=True)
    text: Any = peewee.TextField(default="")
    facts: Any = FactsField(null=True)

    class Meta:
        indexes = ((("complaint_id", "at"), False),)


class Merge(Versioned):
    """A case that was found to be the same as another, and what to put back when that was wrong."""

    survivor_id: Any = peewee.IntegerField(index=True)
    merged_id: Any = peewee.IntegerField(index=True)
    at: Any = InstantField()
    staff_id: Any = peewee.IntegerField(null=True)
    reason: Any = peewee.TextField(default="")
    before: Any = FactsField()
    undone_at: Any = InstantField(null=True)
    undone_by: Any = peewee.IntegerField(null=True)


# Its due times follow from what happened to it; ``handling.reckoning`` says how.
must_settle(Complaint.announced())
