"""A small estate with cases in every group of the clock, recorded through the real door."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from models.accounts.kinds import StaffDraft
from models.accounts.queries import actor
from models.complaints.kinds import Channel, ComplaintDraft, Flag, Severity, Status
from models.complaints.tables import Complaint
from models.core.clock import SetClock
from models.core.permissions import Role
from models.core.session import OWNER, Session
from models.directory.actions import add_place, add_resident
from models.directory.kinds import ContactDraft, PlaceDraft, PlaceKind, ResidencyDraft, ResidentDraft
from models.handling.actions import record
from models.store.opening import open_store
from tests.cases import hold_still
from tests.factories import NOON
from tests.ui.helpers import add_person, made_once

LEAK = "厨房顶昨晚开始滴水，滴到灶台上，柜门都泡胀了。"
TAP = "No water at the kitchen tap since this morning."
LIFT = "电梯又停在十五楼，老人下不了楼。"
NOISE = "楼上半夜装修，吵得睡不着。"
BILL = "上个月的水费收了两次。"


@dataclass
class Estate:
    """What was made, by name."""

    cases: dict[str, int] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict)
    homes: dict[str, int] = field(default_factory=dict)
    residents: dict[str, int] = field(default_factory=dict)
    colleague: int = 0


@made_once
def settle(folder: Path, clock: SetClock, staff_id: int) -> Estate:
    """Fill the store: five cases, of which one is overdue, two fall due today, one later, one is closed."""
    store = open_store(folder, clock)
    estate = Estate()
    try:
        owner = Session(store, OWNER, clock)
        estate.colleague = add_person(owner, StaffDraft("lixiang", "李想", Role.FRONT_DESK))
        _people(owner, estate)
        me = Session(store, actor(store, staff_id), clock)
        _cases(me, clock, estate)
    finally:
        clock.instant = NOON
        store.disconnect()
    return estate


def _people(owner: Session, estate: Estate) -> None:
    root = owner.store.rows("SELECT id FROM place WHERE kind = 'property'")[0][0]
    for building, unit, name, phone in (
        ("3", "1502", "周桂兰", "138 6021 7745"),
        ("3", "1602", "陈建国", "139 0000 1234"),
        ("5", "0602", "Anna Kowalska", "137 5555 6666"),
    ):
        if building not in estate.homes:
            draft = PlaceDraft(root, PlaceKind.BUILDING, building, f"{building}号楼")
            estate.homes[building] = add_place(owner, draft).value
        home = add_place(owner, PlaceDraft(estate.homes[building], PlaceKind.UNIT, unit)).value
        estate.homes[f"{building}-{unit}"] = home
        person = ResidentDraft(name, contacts=(ContactDraft("phone", phone),))
        estate.residents[name] = add_resident(owner, person, ResidencyDraft(home)).value


def _cases(me: Session, clock: SetClock, estate: Estate) -> None:
    _record(me, clock, estate, "bill", 24 * 9, BILL, "3-1602", "陈建国", Severity.S4)
    _record(me, clock, estate, "noise", 30, NOISE, "3-1602", "陈建国", Severity.S3)
    _record(
        me, clock, estate, "lift", 3, LIFT, "3-1602", "陈建国", Severity.S2, flags=frozenset({Flag.MEDIA})
    )
    _record(me, clock, estate, "tap", 2, TAP, "5-0602", "Anna Kowalska", Severity.S2, channel=Channel.VISIT)
    _record(me, clock, estate, "leak", 1, LEAK, "3-1502", "周桂兰", Severity.S2)
    with me.store.writing():
        _clock(me, estate, "noise", -46)
        _clock(me, estate, "lift", 7)
        _clock(me, estate, "leak", 90)
        _clock(me, estate, "tap", 60 * 26)
        closed = {"status": Status.CLOSED, "closed_at": NOON - timedelta(days=2), "next_due_at": None}
        me.store.update(Complaint, estate.cases["bill"], None, {**closed, "step": 0, "steps": "d" * 8})
        hold_still(me)


def _clock(me: Session, estate: Estate, name: str, minutes: int) -> None:
    due = NOON + timedelta(minutes=minutes)
    times = {"next_due_at": due, "next_warns_at": due - timedelta(minutes=15)}
    me.store.update(Complaint, estate.cases[name], None, times)


def _record(
    me: Session,
    clock: SetClock,
    estate: Estate,
    name: str,
    hours: int,
    words: str,
    unit: str,
    who: str,
    severity: Severity,
    channel: Channel = Channel.PHONE,
    flags: frozenset[Flag] = frozenset(),
) -> None:
    clock.instant = NOON - timedelta(hours=hours)
    draft = ComplaintDraft(
        words,
        channel=channel,
        place_id=estate.homes[unit],
        resident_id=estate.residents[who],
        happened_text="昨晚",
        asks_for="尽快修好",
        category="leak",
        severity=severity,
        flags=flags,
    )
    made = record(me, draft).value
    estate.cases[name], estate.references[name] = made.id, made.reference
