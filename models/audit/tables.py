"""The table of the audit trail."""

from __future__ import annotations

from typing import Any

import peewee

from models.store.base import Table
from models.store.fields import InstantField


class AuditEntry(Table):
    """One action. ``digest`` covers the entry and the digest before it, so that a change anywhere shows."""

    at: Any = InstantField()
    staff_id: Any = peewee.IntegerField(null=True)
    action: Any = peewee.CharField()
    touched: Any = peewee.TextField()
    facts: Any = peewee.TextField()
    previous: Any = peewee.CharField()
    digest: Any = peewee.CharField()
