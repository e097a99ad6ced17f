"""Tables of the improvement register."""

from __future__ import annotations

from typing import Any

import peewee

from models.store.base import Table, Versioned
from models.store.fields import DayField, FactsField, InstantField


class Improvement(Versioned):
    """One row of the register (process.md, section 5): a sub-cause, what is done about it, and whether that helped.

    ``category`` to ``building_id`` say which cases it is about; ``period_count`` were there between
    ``period_from`` and ``period_to`` (both included) when it was proposed. ``target_percent`` is the drop that is
    wanted. ``effective_on`` is the day from which the plan is in force; the verdict compares the four weeks before with
    the four weeks after it. ``ask`` is what a manager is asked to decide, ``ask_minor`` what it would cost. ``rung`` is
    how far up being late was told (0 nobody, 1 owner, 2 manager, 3 director), ``next_at`` when the next one hears.
    """

    title: Any = peewee.CharField()
    category: Any = peewee.CharField(null=True)
    subcategory: Any = peewee.CharField(null=True)
    cause: Any = peewee.CharField(null=True)
    building_id: Any = peewee.IntegerField(null=True)
    root_cause: Any = peewee.TextField(default="")
    whys: Any = FactsField(null=True)
    period_from: Any = DayField()
    period_to: Any = DayField()
    period_count: Any = peewee.IntegerField(default=0)
    plan_short: Any = peewee.TextField(default="")
    plan_long: Any = peewee.TextField(default="")
    difficulty: Any = peewee.IntegerField(default=2)
    owner_id: Any = peewee.IntegerField(null=True)
    department: Any = peewee.CharField(default="")
    department_owner: Any = peewee.CharField(default="")
    due_on: Any = DayField()
    effective_on: Any = DayField(null=True)
    target_percent: Any = peewee.IntegerField()
    when_overdue: Any = peewee.TextField(default="")
    evidence: Any = peewee.TextField(default="")
    ask: Any = peewee.TextField(default="")
    ask_minor: Any = peewee.BigIntegerField(default=0)
    decision: Any = peewee.CharField(null=True)
    decided_at: Any = InstantField(null=True)
    decided_by: Any = peewee.IntegerField(null=True)
    state: Any = peewee.CharField()
    created_at: Any = InstantField()
    created_by: Any = peewee.IntegerField(null=True)
    warning_id: Any = peewee.IntegerField(null=True)
    verdict: Any = peewee.CharField(null=True)
    judged_at: Any = InstantField(null=True)
    before_count: Any = peewee.IntegerField(null=True)
    after_count: Any = peewee.IntegerField(null=True)
    before_exposure: Any = peewee.IntegerField(null=True)
    after_exposure: Any = peewee.IntegerField(null=True)
    p_value: Any = peewee.FloatField(null=True)
    told_department_at: Any = InstantField(null=True)
    told_residents_at: Any = InstantField(null=True)
    rung: Any = peewee.IntegerField(default=0)
    next_at: Any = InstantField(null=True)


class ImprovementTask(Versioned):
    """One thing to do, of the short-term or the long-term plan."""

    improvement_id: Any = peewee.IntegerField()
    position: Any = peewee.IntegerField(default=0)
    long_term: Any = peewee.BooleanField(default=False)
    text: Any = peewee.TextField()
    done_at: Any = InstantField(null=True)
    done_by: Any = peewee.IntegerField(null=True)


class ImprovementEvent(Table):
    """A line of the history. Facts are codes and numbers; ``text`` is what a person wrote."""

    improvement_id: Any = peewee.IntegerField()
    at: Any = InstantField()
    staff_id: Any = peewee.IntegerField(null=True)
    kind: Any = peewee.CharField()
    text: Any = peewee.TextField(default="")
    facts: Any = FactsField(null=True)
