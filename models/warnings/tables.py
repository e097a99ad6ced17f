"""Tables of early warnings."""

from __future__ import annotations

from typing import Any

import peewee

from models.store.base import Table, Versioned
from models.store.fields import DayField, FactsField, InstantField


class Warning(Versioned):  # noqa: A001  the field's word; nobody here warns of Python
    """Something announces itself: a stream of cases over its limit, or a rule that holds.

    ``once`` names the occasion, so that nothing is raised twice. ``stream`` is what was watched (``total``,
    ``category:leak``, ``building:12``, ``cell:12:leak``, ``resident:7`` ...). ``since`` to ``until`` is the window,
    ``at`` the moment of which it is true, ``raised_at`` when the program noticed. ``observed`` cases (of ``total``, for
    shares) against ``expected`` and ``limit_count``; ``probability`` is that of so many by chance, ``alpha`` the level
    that was asked for. ``weeks`` are the counts of the 12 weeks before, the oldest first.
    """

    once: Any = peewee.CharField(unique=True)
    rule: Any = peewee.CharField()
    stream: Any = peewee.CharField()
    level: Any = peewee.CharField()
    category: Any = peewee.CharField(null=True)
    building_id: Any = peewee.IntegerField(null=True)
    place_id: Any = peewee.IntegerField(null=True)
    resident_id: Any = peewee.IntegerField(null=True)
    at: Any = InstantField()
    raised_at: Any = InstantField()
    since: Any = InstantField()
    until: Any = InstantField()
    observed: Any = peewee.IntegerField()
    total: Any = peewee.IntegerField(null=True)
    expected: Any = peewee.FloatField(null=True)
    limit_count: Any = peewee.IntegerField(null=True)
    probability: Any = peewee.FloatField(null=True)
    alpha: Any = peewee.FloatField(null=True)
    weeks: Any = FactsField(null=True)
    owner_id: Any = peewee.IntegerField(null=True)
    due_at: Any = InstantField()
    acknowledged_at: Any = InstantField(null=True)
    acknowledged_by: Any = peewee.IntegerField(null=True)
    note: Any = peewee.TextField(default="")
    incident_id: Any = peewee.IntegerField(null=True)
    improvement_id: Any = peewee.IntegerField(null=True)


class WarningCase(Table):
    """A case behind a warning, as it was when the warning was raised."""

    warning_id: Any = peewee.IntegerField()
    complaint_id: Any = peewee.IntegerField(index=True)

    class Meta:
        indexes = ((("warning_id", "complaint_id"), True),)


class Night(Table):
    """One look at all streams, nightly or asked for; ``day`` is the last of the seven days that were looked at.

    ``evaluated_at`` is the moment of which it is true. ``expected``: how many streams chance alone was expected to put
    over their limits at that look; ``weekly``: how many new alarms it was expected to give in a week.
    """

    day: Any = DayField(unique=True)
    evaluated_at: Any = InstantField()
    streams: Any = peewee.IntegerField()
    expected: Any = peewee.FloatField()
    weekly: Any = peewee.FloatField(default=0)
    raised: Any = peewee.IntegerField()
