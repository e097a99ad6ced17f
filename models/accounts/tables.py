"""Tables of staff and their rights."""

from __future__ import annotations

from typing import Any

import peewee

from models.store.base import Table, Versioned
from models.store.fields import InstantField


class Staff(Versioned):
    """A person who signs in. ``login`` is folded to lower case; names are never reused."""

    login: Any = peewee.CharField(unique=True)
    name: Any = peewee.CharField()
    role: Any = peewee.CharField()
    language: Any = peewee.CharField(null=True)
    password_hash: Any = peewee.CharField(null=True)
    active: Any = peewee.BooleanField(default=True)
    failed_attempts: Any = peewee.IntegerField(default=0)
    locked_until: Any = InstantField(null=True)
    last_sign_in_at: Any = InstantField(null=True)
    limit_minor: Any = peewee.BigIntegerField(null=True)
    created_at: Any = InstantField()
    level: Any = peewee.CharField(null=True)


class RoleGrant(Table):
    """A permission that a role holds in this store."""

    role: Any = peewee.CharField()
    permission: Any = peewee.CharField()

    class Meta:
        indexes = ((("role", "permission"), True),)
