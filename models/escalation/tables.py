"""Tables of escalations."""

from __future__ import annotations

from typing import Any

import peewee

from models.store.base import Versioned
from models.store.fields import InstantField


class Escalation(Versioned):
    """Somebody up the ladder has to know. ``at`` is when it was so, ``raised_at`` when the program noticed.

    ``once`` names the occasion, so that nothing is raised twice (``clock:12:150``, ``incident:5``, ``grave:3:major``).
    ``cause`` is what happened (a clock, a promise, a grave case), ``level`` who must know. ``next_at`` is when silence
    makes it climb; ``repeats`` counts how often it has.
    """

    complaint_id: Any = peewee.IntegerField(index=True)
    once: Any = peewee.CharField(unique=True)
    cause: Any = peewee.CharField()
    clock_id: Any = peewee.IntegerField(null=True)
    promise_id: Any = peewee.IntegerField(null=True)
    name: Any = peewee.CharField(default="")
    percent: Any = peewee.IntegerField(default=0)
    level: Any = peewee.CharField()
    repeats: Any = peewee.IntegerField(default=0)
    at: Any = InstantField()
    raised_at: Any = InstantField()
    next_at: Any = InstantField(null=True)
    acknowledged_at: Any = InstantField(null=True)
    acknowledged_by: Any = peewee.IntegerField(null=True)
    note: Any = peewee.TextField(default="")
