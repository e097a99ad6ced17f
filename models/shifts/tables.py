"""Tables of shifts and their hand-over."""

from __future__ import annotations

from typing import Any

import peewee

from models.store.base import Table, Versioned
from models.store.fields import FactsField, InstantField


class Duty(Versioned):
    """Who is on a shift of a day (``2026-11-20``), at the desk or on call."""

    day: Any = peewee.CharField()
    shift: Any = peewee.CharField()
    post: Any = peewee.CharField()
    staff_id: Any = peewee.IntegerField()

    class Meta:
        indexes = ((("day", "shift", "post", "staff_id"), True),)


class HandOver(Versioned):
    """A shift handed over. ``facts`` are ids and counts of the sheet as it was given."""

    day: Any = peewee.CharField()
    shift: Any = peewee.CharField()
    at: Any = InstantField()
    given_by: Any = peewee.IntegerField(null=True)
    text: Any = peewee.TextField(default="")
    facts: Any = FactsField()
    taken_at: Any = InstantField(null=True)
    taken_by: Any = peewee.IntegerField(null=True)


class HandOverNote(Versioned):
    """A line for the next shift; it stays until somebody ticks it off."""

    text: Any = peewee.TextField()
    complaint_id: Any = peewee.IntegerField(null=True)
    written_at: Any = InstantField()
    written_by: Any = peewee.IntegerField(null=True)
    done_at: Any = InstantField(null=True)
    done_by: Any = peewee.IntegerField(null=True)


class NoteRead(Table):
    """Somebody has read a note."""

    note_id: Any = peewee.IntegerField()
    staff_id: Any = peewee.IntegerField()
    at: Any = InstantField()

    class Meta:
        indexes = ((("note_id", "staff_id"), True),)
