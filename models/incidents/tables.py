"""Tables of incidents."""

from __future__ import annotations

from typing import Any

import peewee

from models.store.base import Table, Versioned
from models.store.fields import InstantField


class Incident(Versioned):
    """An outage, or one cause behind many complaints. ``say`` is the line for who asks.

    ``place_id`` is where: everything below that place, between two floors where they are given; for a home it means
    the homes of its place line. Empty means the whole property.
    """

    state: Any = peewee.CharField()
    kind: Any = peewee.CharField()
    title: Any = peewee.CharField()
    say: Any = peewee.TextField(default="")
    category: Any = peewee.CharField(null=True)
    subcategory: Any = peewee.CharField(null=True)
    place_id: Any = peewee.IntegerField(null=True)
    floor_from: Any = peewee.IntegerField(null=True)
    floor_to: Any = peewee.IntegerField(null=True)
    major: Any = peewee.BooleanField(default=False)
    started_at: Any = InstantField()
    expected_until: Any = InstantField(null=True)
    on_site_at: Any = InstantField(null=True)
    proposed_at: Any = InstantField(null=True)
    declared_at: Any = InstantField(null=True)
    declared_by: Any = peewee.IntegerField(null=True)
    ended_at: Any = InstantField(null=True)
    ended_by: Any = peewee.IntegerField(null=True)
    note: Any = peewee.TextField(default="")


class IncidentUpdate(Table):
    """What all residents of an incident were told, once."""

    incident_id: Any = peewee.IntegerField(index=True)
    at: Any = InstantField()
    staff_id: Any = peewee.IntegerField(null=True)
    channel: Any = peewee.CharField()
    text: Any = peewee.TextField()
