"""Tables of work orders."""

from __future__ import annotations

from typing import Any

import peewee

from models.store.base import Table, Versioned
from models.store.fields import DayField, FactsField, InstantField


class WorkOrder(Versioned):
    """A piece of work at a place, for a case or for none.

    ``starts_at``, ``ends_at`` and ``technician_id`` are its slot. ``due_at`` is the case's own time to resolve, brought
    into line by ``handling.reckoning``; of orders without a case it is their own. ``part_of_id`` is the order that this
    one was split from, ``return_of_id`` the one whose work was not right. ``uid`` and ``sequence`` name it in
    calendars. ``occurrence`` is the local day of a recurring plan. ``first_time``: the first visit was enough.
    """

    reference: Any = peewee.CharField(unique=True)
    uid: Any = peewee.CharField(unique=True)
    kind: Any = peewee.CharField()
    state: Any = peewee.CharField()
    waits_for: Any = peewee.CharField(null=True)
    waits_until: Any = InstantField(null=True)
    complaint_id: Any = peewee.IntegerField(null=True)
    remedy_id: Any = peewee.IntegerField(null=True)
    plan_id: Any = peewee.IntegerField(null=True)
    occurrence: Any = DayField(null=True)
    part_of_id: Any = peewee.IntegerField(null=True)
    return_of_id: Any = peewee.IntegerField(null=True)
    title: Any = peewee.CharField()
    text: Any = peewee.TextField(default="")
    place_id: Any = peewee.IntegerField(null=True)
    where_text: Any = peewee.CharField(default="")
    resident_id: Any = peewee.IntegerField(null=True)
    contact_name: Any = peewee.CharField(default="")
    contact_phone: Any = peewee.CharField(default="")
    severity: Any = peewee.CharField()
    skill: Any = peewee.CharField()
    estimate_minutes: Any = peewee.IntegerField()
    parts_text: Any = peewee.TextField(default="")
    safety: Any = peewee.TextField(default="")
    access: Any = peewee.CharField()
    access_note: Any = peewee.TextField(default="")
    pets: Any = peewee.BooleanField(default=False)
    due_at: Any = InstantField(null=True)
    technician_id: Any = peewee.IntegerField(null=True)
    starts_at: Any = InstantField(null=True)
    ends_at: Any = InstantField(null=True)
    override_reason: Any = peewee.CharField(default="")
    override_by: Any = peewee.IntegerField(null=True)
    sequence: Any = peewee.IntegerField(default=0)
    created_at: Any = InstantField()
    created_by: Any = peewee.IntegerField(null=True)
    on_the_way_at: Any = InstantField(null=True)
    started_at: Any = InstantField(null=True)
    finished_at: Any = InstantField(null=True)
    outcome: Any = peewee.CharField(null=True)
    words: Any = peewee.TextField(default="")
    first_time: Any = peewee.BooleanField(null=True)
    checked_at: Any = InstantField(null=True)
    checked_by: Any = peewee.IntegerField(null=True)
    cancelled_at: Any = InstantField(null=True)
    closing_reason: Any = peewee.CharField(default="")


class HomeWindow(Table):
    """When the resident can be at home; an order without any may be done at any time."""

    work_order_id: Any = peewee.IntegerField()
    from_at: Any = InstantField()
    to_at: Any = InstantField()


class Appointment(Versioned):
    """A time between which somebody was promised to come. Moving it settles this row and makes another."""

    work_order_id: Any = peewee.IntegerField()
    from_at: Any = InstantField()
    to_at: Any = InstantField()
    state: Any = peewee.CharField()
    channel: Any = peewee.CharField(default="phone")
    made_at: Any = InstantField()
    made_by: Any = peewee.IntegerField(null=True)
    reminded_at: Any = InstantField(null=True)
    settled_at: Any = InstantField(null=True)
    settled_by: Any = peewee.IntegerField(null=True)
    note_left: Any = peewee.BooleanField(default=False)
    note: Any = peewee.TextField(default="")


class Labour(Versioned):
    """Time that somebody worked on an order, and what it cost."""

    work_order_id: Any = peewee.IntegerField()
    technician_id: Any = peewee.IntegerField()
    started_at: Any = InstantField()
    ended_at: Any = InstantField()
    rate_minor: Any = peewee.BigIntegerField(default=0)
    cost_minor: Any = peewee.BigIntegerField(default=0)
    added_at: Any = InstantField()
    added_by: Any = peewee.IntegerField(null=True)


class OrderCost(Versioned):
    """What an order cost beside labour and parts of our own: an invoice, material bought for it, a fee."""

    work_order_id: Any = peewee.IntegerField()
    kind: Any = peewee.CharField()
    contractor_id: Any = peewee.IntegerField(null=True)
    number: Any = peewee.CharField(default="")
    amount_minor: Any = peewee.BigIntegerField()
    text: Any = peewee.TextField(default="")
    added_at: Any = InstantField()
    added_by: Any = peewee.IntegerField(null=True)


class Reading(Table):
    """Something that was measured: a meter, a pressure."""

    work_order_id: Any = peewee.IntegerField()
    name: Any = peewee.CharField()
    value: Any = peewee.CharField()
    unit: Any = peewee.CharField(default="")
    at: Any = InstantField()
    staff_id: Any = peewee.IntegerField(null=True)


class OrderEvent(Table):
    """A line of an order's history. Facts are codes and numbers; ``text`` is what a person wrote."""

    work_order_id: Any = peewee.IntegerField()
    at: Any = InstantField()
    staff_id: Any = peewee.IntegerField(null=True)
    kind: Any = peewee.CharField()
    text: Any = peewee.TextField(default="")
    facts: Any = FactsField(null=True)
