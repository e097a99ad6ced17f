"""Tables of what an administrator can set."""

from __future__ import annotations

from typing import Any

import peewee

from models.store.base import Table, Versioned
from models.store.fields import FactsField, InstantField


class Setting(Versioned):
    """One option of the property: ``property.name``, ``property.timezone``, ``calendar.office`` ..."""

    key: Any = peewee.CharField(unique=True)
    value: Any = FactsField()


class PolicyVersion(Table):
    """A set of targets and calendars. Never edited: a change makes the next version."""

    name: Any = peewee.CharField()
    version: Any = peewee.IntegerField()
    body: Any = FactsField()
    created_at: Any = InstantField()
    created_by: Any = peewee.IntegerField(null=True)

    class Meta:
        indexes = ((("name", "version"), True),)


class Category(Versioned):
    """A kind of complaint, in a tree of two levels; ``code`` of a child is ``parent.child``.

    ``origin`` is ``built_in`` (seeded at set-up), ``own`` (added here) or ``imported`` (named by a file).
    """

    code: Any = peewee.CharField(unique=True)
    parent_code: Any = peewee.CharField(null=True, index=True)
    zh: Any = peewee.CharField()
    en: Any = peewee.CharField()
    severity: Any = peewee.CharField(null=True)
    repair: Any = peewee.BooleanField(default=False)
    second_look: Any = peewee.BooleanField(default=False)
    active: Any = peewee.BooleanField(default=True)
    origin: Any = peewee.CharField(default="built_in")
    position: Any = peewee.IntegerField(default=0)


class Cause(Versioned):
    """Why something happened, in a tree of two levels; ``code`` of a child is ``parent.child``.

    ``responsible`` is who usually answers for it (``handling.steps.RESPONSIBLE``); ``origin`` as of a category.
    """

    code: Any = peewee.CharField(unique=True)
    parent_code: Any = peewee.CharField(null=True, index=True)
    zh: Any = peewee.CharField()
    en: Any = peewee.CharField()
    responsible: Any = peewee.CharField(null=True)
    active: Any = peewee.BooleanField(default=True)
    origin: Any = peewee.CharField(default="built_in")
    position: Any = peewee.IntegerField(default=0)


class Phrase(Versioned):
    """A coach phrase as edited here; it replaces the built-in one of the same key and language."""

    key: Any = peewee.CharField()
    language: Any = peewee.CharField()
    text: Any = peewee.TextField()

    class Meta:
        indexes = ((("key", "language"), True),)


class SavedView(Versioned):
    """A list as a person likes it: filters, sort, columns. Without ``staff_id`` it is everybody's."""

    staff_id: Any = peewee.IntegerField(null=True)
    page: Any = peewee.CharField()
    name: Any = peewee.CharField()
    body: Any = FactsField()
    position: Any = peewee.IntegerField(default=0)


class Counter(Table):
    """A running number, for instance of the references of one month."""

    name: Any = peewee.CharField(unique=True)
    value: Any = peewee.IntegerField()


class Draft(Table):
    """What somebody has typed and not yet recorded; one for each person, kind and key."""

    staff_id: Any = peewee.IntegerField(default=0)
    kind: Any = peewee.CharField()
    key: Any = peewee.CharField(default="")
    body: Any = FactsField()
    saved_at: Any = InstantField()

    class Meta:
        indexes = ((("staff_id", "kind", "key"), True),)
