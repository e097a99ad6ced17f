"""Tables of common parts."""

from __future__ import annotations

from typing import Any

import peewee

from models.store.base import Table, Versioned
from models.store.fields import InstantField


class Part(Versioned):
    """A common part in the store room. ``count`` follows from its moves; below ``minimum`` it is short."""

    code: Any = peewee.CharField(unique=True)
    name: Any = peewee.CharField()
    unit: Any = peewee.CharField(default="")
    count: Any = peewee.IntegerField(default=0)
    minimum: Any = peewee.IntegerField(default=0)
    price_minor: Any = peewee.BigIntegerField(default=0)
    active: Any = peewee.BooleanField(default=True)


class StockMove(Table):
    """A change of the count: counted, bought, booked by an order, brought back. ``price_minor`` is for one piece."""

    part_id: Any = peewee.IntegerField()
    work_order_id: Any = peewee.IntegerField(null=True)
    kind: Any = peewee.CharField()
    change: Any = peewee.IntegerField()
    price_minor: Any = peewee.BigIntegerField(default=0)
    text: Any = peewee.TextField(default="")
    at: Any = InstantField()
    staff_id: Any = peewee.IntegerField(null=True)
