"""Tables of work that comes back."""

from __future__ import annotations

from typing import Any

import peewee

from models.store.base import Versioned
from models.store.fields import DayField, InstantField


class RecurringPlan(Versioned):
    """Work that comes back by a calendar rule.

    ``rule`` is an iCalendar RRULE, reckoned in local time from ``starts_on`` at minute ``at_minute`` of the day. Orders
    are made ``ahead_days`` before they are due; ``made_until`` is the last occurrence that was made,
    ``next_at`` when the next one is to be made, empty when the rule has ended.
    """

    title: Any = peewee.CharField()
    text: Any = peewee.TextField(default="")
    place_id: Any = peewee.IntegerField(null=True)
    skill: Any = peewee.CharField()
    estimate_minutes: Any = peewee.IntegerField()
    severity: Any = peewee.CharField(default="s4")
    safety: Any = peewee.TextField(default="")
    technician_id: Any = peewee.IntegerField(null=True)
    rule: Any = peewee.TextField()
    starts_on: Any = DayField()
    at_minute: Any = peewee.IntegerField(default=540)
    ahead_days: Any = peewee.IntegerField(default=14)
    made_until: Any = DayField(null=True)
    next_at: Any = InstantField(null=True)
    active: Any = peewee.BooleanField(default=True)
    created_at: Any = InstantField()
    created_by: Any = peewee.IntegerField(null=True)
