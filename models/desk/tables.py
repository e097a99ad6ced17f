"""Tables of the list of what needs somebody now."""

from __future__ import annotations

from typing import Any

import peewee

from models.store.base import Table
from models.store.fields import InstantField


class Snooze(Table):
    """A thing to do that somebody wants to see later."""

    staff_id: Any = peewee.IntegerField(default=0)
    need: Any = peewee.CharField()
    item_id: Any = peewee.IntegerField()
    until: Any = InstantField()

    class Meta:
        indexes = ((("staff_id", "need", "item_id"), True),)
