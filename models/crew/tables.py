"""Tables of who carries out repairs."""

from __future__ import annotations

from typing import Any

import peewee

from models.store.base import Table, Versioned
from models.store.fields import DayField, FactsField, InstantField


class Skill(Versioned):
    """What somebody can do: plumbing, lifts. ``code`` stands in orders; the words are in both languages."""

    code: Any = peewee.CharField(unique=True)
    zh: Any = peewee.CharField()
    en: Any = peewee.CharField()
    active: Any = peewee.BooleanField(default=True)
    position: Any = peewee.IntegerField(default=0)


class Contractor(Versioned):
    """A firm that works for the property, from one day to another. Rates are minor units an hour, and a visit."""

    name: Any = peewee.CharField()
    contact: Any = peewee.CharField(default="")
    phone: Any = peewee.CharField(default="")
    email: Any = peewee.CharField(default="")
    since: Any = DayField(null=True)
    until: Any = DayField(null=True)
    rate_minor: Any = peewee.BigIntegerField(default=0)
    call_out_minor: Any = peewee.BigIntegerField(default=0)
    note: Any = peewee.TextField(default="")
    active: Any = peewee.BooleanField(default=True)


class Technician(Versioned):
    """Who carries out repairs; does not sign in.

    ``hours`` are seven lists of [from, to] minutes of the day, Monday first; empty means the office calendar.
    ``by_call`` has no fixed hours: any time that is agreed. ``colour`` is 1 to 6 of the theme's chart colours.
    ``rate_minor`` an hour; a contractor's people cost what their contract says. ``base_id`` is where a day begins.
    """

    name: Any = peewee.CharField()
    phone: Any = peewee.CharField(default="")
    colour: Any = peewee.IntegerField(default=1)
    contractor_id: Any = peewee.IntegerField(null=True)
    by_call: Any = peewee.BooleanField(default=False)
    hours: Any = FactsField(null=True)
    rate_minor: Any = peewee.BigIntegerField(default=0)
    base_id: Any = peewee.IntegerField(null=True)
    note: Any = peewee.TextField(default="")
    position: Any = peewee.IntegerField(default=0)
    active: Any = peewee.BooleanField(default=True)
    left_on: Any = DayField(null=True)


class TechnicianSkill(Table):
    """One thing that a technician can do."""

    technician_id: Any = peewee.IntegerField()
    skill: Any = peewee.CharField()

    class Meta:
        indexes = ((("technician_id", "skill"), True),)


class TechnicianArea(Table):
    """A place below which a technician works; none means everywhere."""

    technician_id: Any = peewee.IntegerField()
    place_id: Any = peewee.IntegerField()

    class Meta:
        indexes = ((("technician_id", "place_id"), True),)


class Absence(Versioned):
    """A time in which a technician is not to be scheduled."""

    technician_id: Any = peewee.IntegerField()
    kind: Any = peewee.CharField()
    starts_at: Any = InstantField()
    ends_at: Any = InstantField()
    text: Any = peewee.TextField(default="")
