"""The outage of the demo estate: the water is off in building 3, and seven homes have asked."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from models.complaints.kinds import Channel, ComplaintDraft, Mood
from models.escalation.actions import acknowledge
from models.handling.actions.pauses import arrived
from models.handling.actions.receiving import record
from models.handling.actions.telling import tell_all
from models.incidents.actions import declare
from models.incidents.kinds import IncidentDraft
from models.samples.cast import Cast
from models.samples.homes import Home

BEGAN, LASTS = timedelta(minutes=100), timedelta(minutes=230)
_BUILDING, _LOW, _HIGH = "3", 10, 18
_ASKED = 7
_TOLD_ELSEWHERE = ("3-1502", "3-1602")
_WORDS = (
    ("家里没水了，什么时候来？", "No water at all. When will it be back?"),
    ("水龙头一滴水都没有，家里还有老人。", "Not a drop from the tap, and my mother is at home."),
    ("洗澡洗到一半停水了。", "The water stopped in the middle of my shower."),
)


def outage(cast: Cast, homes: list[Home], now: datetime, chance: random.Random) -> Iterator[datetime]:
    """Declared by the front desk; homes call one after the other; then all are told how it goes on."""
    desk = cast["zhou"]
    began = now - BEGAN
    yield began
    building = _building(cast, homes)
    draft = IncidentDraft(
        f"{_BUILDING}号楼 {_LOW}–{_HIGH} 层停水",
        say="水泵在换件，来水我第一时间告诉您。The pump is being changed; I will tell you the moment it is back.",
        category="water",
        place_id=building,
        floor_from=_LOW,
        floor_to=_HIGH,
        started_at=began,
        expected_until=began + LASTS,
    )
    incident = declare(desk, draft).value
    affected = _affected(cast, homes)
    for number, home in enumerate(chance.sample(affected, min(_ASKED, len(affected)))):
        yield cast.clock.instant + timedelta(minutes=chance.uniform(4, 11))
        side = int(home.english)
        case = record(
            desk,
            ComplaintDraft(
                chance.choice(_WORDS)[side],
                channel=Channel.PHONE,
                resident_id=home.people[0],
                place_id=home.place_id,
                happened_text=("刚才", "just now")[side],
                asks_for=("什么时候来水", "To know when it is back")[side],
                category="water",
                urgency=3,
                mood=chance.choice([Mood.WORRIED, Mood.UNHAPPY, Mood.CALM]),
                incident_id=incident,
            ),
        ).value
        arrived(desk, case.id, None)  # the pump room is being worked in
        if number in (_ASKED // 2, _ASKED - 1):
            yield cast.clock.instant + timedelta(minutes=3)
            _known(cast, incident)
    yield cast.clock.instant + timedelta(minutes=5)
    tell_all(
        desk,
        incident,
        None,
        "水泵零件已到，正在装。The part has come and is being fitted.",
        Channel.MESSAGING,
    )


def _known(cast: Cast, incident: int) -> None:
    """The manager knows of every home that has asked."""
    manager = cast["liu"]
    held = """SELECT e.id FROM escalation e JOIN complaint c ON c.id = e.complaint_id
        WHERE c.incident_id = ? AND e.acknowledged_at IS NULL AND e.level = 'manager' ORDER BY e.id"""
    waiting = [row[0] for row in manager.store.rows(held, (incident,))]
    if waiting:
        acknowledge(manager, waiting, "泵房在抢修，我在现场 At the pump room myself")


def _affected(cast: Cast, homes: list[Home]) -> list[Home]:
    """The homes above without water; those that have complained of it before would be repeats."""
    before = {
        row[0] for row in cast["zhou"].store.rows("SELECT place_id FROM complaint WHERE category = 'water'")
    }
    return [
        home
        for home in homes
        if home.people
        and _in_building(home)
        and _floor(home) >= _LOW
        and home.label not in _TOLD_ELSEWHERE
        and home.place_id not in before
    ]


def _in_building(home: Home) -> bool:
    return home.label.startswith(f"{_BUILDING}-")


def _floor(home: Home) -> int:
    code = home.label.rpartition("-")[2]
    return int(code[:-2])


def _building(cast: Cast, homes: list[Home]) -> int | None:
    store = cast["zhou"].store
    home = next(home for home in homes if _in_building(home))
    found = store.rows("SELECT parent_id FROM place WHERE id = ?", (home.place_id,))
    return int(found[0][0]) if found else None
