"""Tables of places and residents."""

from __future__ import annotations

from typing import Any

import peewee

from models.store.base import Versioned
from models.store.fields import DayField, InstantField


class Place(Versioned):
    """A node of the place tree: property, building, floor or staircase, unit, common part, asset.

    ``label`` is what people say ("3-1502"), ``lookup`` the same folded for finding ("31502"). ``path`` holds the
    ids from the root down ("/1/4/19/"). ``line`` is the place line that shares a riser ("3/02": the homes above
    and below one another); empty where there is none.
    """

    parent_id: Any = peewee.IntegerField(null=True, index=True)
    property_id: Any = peewee.IntegerField(null=True, index=True)
    kind: Any = peewee.CharField()
    code: Any = peewee.CharField()
    name: Any = peewee.CharField(default="")
    label: Any = peewee.CharField()
    lookup: Any = peewee.CharField(index=True)
    path: Any = peewee.CharField(default="", index=True)
    line: Any = peewee.CharField(default="", index=True)
    floor: Any = peewee.IntegerField(null=True)
    hints: Any = peewee.TextField(default="")
    active: Any = peewee.BooleanField(default=True)


class Resident(Versioned):
    """A person who lives, owns or works here."""

    name: Any = peewee.CharField()
    language: Any = peewee.CharField(null=True)
    access_needs: Any = peewee.TextField(default="")
    hints: Any = peewee.TextField(default="")
    vulnerable: Any = peewee.BooleanField(default=False)
    age_group: Any = peewee.CharField(null=True)
    occupation: Any = peewee.CharField(null=True)
    created_at: Any = InstantField()
    erased_at: Any = InstantField(null=True)


class ContactPoint(Versioned):
    """A telephone number or an address of a resident; ``digits`` are the bare digits of a number."""

    resident_id: Any = peewee.IntegerField(index=True)
    kind: Any = peewee.CharField()
    value: Any = peewee.CharField()
    digits: Any = peewee.CharField(default="", index=True)
    label: Any = peewee.CharField(default="")
    position: Any = peewee.IntegerField(default=0)


class Residency(Versioned):
    """Who lives where, as what, from when to when; an open end is the present."""

    resident_id: Any = peewee.IntegerField(index=True)
    place_id: Any = peewee.IntegerField(index=True)
    kind: Any = peewee.CharField()
    since: Any = DayField(null=True)
    until: Any = DayField(null=True)
