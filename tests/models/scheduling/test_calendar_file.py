"""Calendars for phones: read back by another library and by a strict reader, over changes of the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from models.core.clock import SetClock
from models.core.errors import Unknown
from models.core.permissions import Role
from models.core.session import Session
from models.crew.actions import add_absence
from models.crew.kinds import AbsenceDraft, AbsenceKind, AbsenceRow
from models.repairs import actions as repairs
from models.scheduling import calendar_entries
from models.scheduling.actions import place
from models.scheduling.calendar_entries import Entry
from models.scheduling.calendar_file import technician_calendar, written
from models.scheduling.kinds import Move
from resources.texts import load
from tests.models.conftest import MakeSession
from tests.models.scheduling import rfc5545
from tests.models.scheduling.test_actions import NOW, at, to
from tests.repairs import a_technician, an_order

SHANGHAI = ZoneInfo("Asia/Shanghai")
EN = load("en")
WEEK = (at(0), at(0, 7))


def an_entry(start: datetime, minutes: int = 60, **facts: Any) -> Entry:
    plain: dict[str, Any] = {
        "uid": "1-a@redress", "sequence": 1, "title": "New hose", "place": "3-1602", "notes": ("W2611-0001",),
        "access": "key", "starts_at": start, "ends_at": start + timedelta(minutes=minutes), "cancelled": False,
    }  # fmt: skip
    return Entry(**{**plain, **facts})


def events(content: bytes) -> dict[str, rfc5545.Part]:
    """The events of a file that the strict reader accepts, by UID; another library must see the same ones."""
    strict = {one.value("UID"): one for one in rfc5545.read(content).parts if one.kind == "VEVENT"}
    other = vobject.readOne(content.decode())
    assert {one.uid.value for one in other.contents.get("vevent", [])} == set(strict)
    return strict


def by_other_library(content: bytes) -> dict[str, tuple[Any, Any]]:
    """When another library finds the events to begin and end, by UID."""
    found = vobject.readOne(content.decode()).vevent_list
    return {one.uid.value: (one.dtstart.value, one.dtend.value) for one in found}


def of(session: Session, technician_id: int) -> dict[str, rfc5545.Part]:
    return events(technician_calendar(session, technician_id, *WEEK, EN))


def uid(session: Session, technician_id: int, order_id: int) -> str:
    own = session.store.rows("SELECT uid FROM work_order WHERE id = ?", (order_id,))[0][0]
    return f"{technician_id}-{own}"


def test_what_a_phone_sees(session: MakeSession) -> None:
    desk = session(Role.COORDINATOR)
    zhao = a_technician(desk)
    one = an_order(
        desk, title="Pressure test; new hose, 2 m", where_text="back\\yard", contact_name="周桂兰",
        contact_phone="138 0013 8000", text="two\nlines", safety="close the valve", access_note="dog",
    )  # fmt: skip
    place(desk, (to(one, zhao, at(15)),))
    content = technician_calendar(desk, zhao, *WEEK, EN)
    found = events(content)[uid(desk, zhao, one)]
    assert found.text("SUMMARY") == "back\\yard Pressure test; new hose, 2 m"
    assert found.text("DESCRIPTION").split("\n")[1:] == [
        "two", "lines", "周桂兰 138 0013 8000", "dog", "close the valve", "Any time",
    ]  # fmt: skip
    assert (found.value("STATUS"), found.value("SEQUENCE")) == ("CONFIRMED", "1")
    assert found.lines["DTSTART"] == [(";TZID=Asia/Shanghai", "20261120T150000")]
    start, end = by_other_library(content)[uid(desk, zhao, one)]
    assert (start, end) == (at(15), at(17))
    assert "赵磊" in rfc5545.read(content).text("X-WR-CALNAME")
    with pytest.raises(Unknown):
        technician_calendar(desk, 99, *WEEK, EN)


def test_updates_and_cancellations_keep_their_name(session: MakeSession, clock: SetClock) -> None:
    desk = session(Role.COORDINATOR)
    zhao, he = a_technician(desk), a_technician(desk, "何勇")
    moved, given_away, taken_off, gone, next_week = (an_order(desk, estimate_minutes=30) for _ in range(5))
    orders = (moved, given_away, taken_off, gone, next_week)
    place(desk, tuple(to(one, zhao, at(9 + n, 3), 30) for n, one in enumerate(orders)))
    before = of(desk, zhao)
    assert set(before) == {uid(desk, zhao, one) for one in orders}
    clock.advance(minutes=1)
    place(desk, (to(moved, zhao, at(16, 3), 30), to(given_away, he, at(9, 3), 30), to(taken_off, None)))
    place(desk, (to(next_week, zhao, at(9, 10), 30),))
    repairs.cancel(desk, gone, None, "twice")
    after = of(desk, zhao)
    assert set(after) == set(before)
    for name, event in after.items():
        assert int(event.value("SEQUENCE")) > int(before[name].value("SEQUENCE"))
        assert event.value("DTSTAMP") > before[name].value("DTSTAMP")
    states = {one: after[uid(desk, zhao, one)].value("STATUS") for one in orders}
    assert states == {
        moved: "CONFIRMED", given_away: "CANCELLED", taken_off: "CANCELLED", gone: "CANCELLED", next_week: "CONFIRMED",
    }  # fmt: skip
    assert after[uid(desk, zhao, moved)].value("DTSTART") == "20261123T160000"
    assert after[uid(desk, zhao, next_week)].value("DTSTART") == "20261130T090000"
    assert after[uid(desk, zhao, given_away)].value("DTSTART") == before[uid(desk, zhao, given_away)].value(
        "DTSTART"
    )
    assert [event.value("STATUS") for event in of(desk, he).values()] == ["CONFIRMED"]
    place(desk, (to(taken_off, zhao, at(9, 4), 30),))
    again = of(desk, zhao)[uid(desk, zhao, taken_off)]
    assert again.value("STATUS") == "CONFIRMED"
    assert int(again.value("SEQUENCE")) > int(after[uid(desk, zhao, taken_off)].value("SEQUENCE"))


def test_waiting_is_cancelled_too(session: MakeSession) -> None:
    desk = session(Role.COORDINATOR)
    zhao = a_technician(desk)
    one = an_order(desk)
    place(desk, (to(one, zhao, at(15)),))
    repairs.no_access(desk, one, None, True, "nobody opened")
    found = of(desk, zhao)[uid(desk, zhao, one)]
    assert (found.value("STATUS"), found.value("SEQUENCE")) == ("CANCELLED", "2")


def test_days_away_are_days_and_hours_away_are_hours(session: MakeSession) -> None:
    desk = session(Role.COORDINATOR)
    zhao = a_technician(desk)
    midnight = at(0, 3).replace(minute=0)
    add_absence(desk, AbsenceDraft(zhao, AbsenceKind.LEAVE, midnight, midnight + timedelta(days=2)))
    add_absence(desk, AbsenceDraft(zhao, AbsenceKind.TRAINING, at(9, 6), at(12, 6), "fire; safety"))
    content = technician_calendar(desk, zhao, *WEEK, EN)
    leave, training = sorted(events(content).values(), key=lambda one: one.value("DTSTART"))
    assert (leave.lines["DTSTART"], leave.lines["DTEND"]) == (
        [(";VALUE=DATE", "20261123")], [(";VALUE=DATE", "20261125")],
    )  # fmt: skip
    assert leave.value("SUMMARY") == "Leave"
    assert by_other_library(content)[leave.value("UID")] == (date(2026, 11, 23), date(2026, 11, 25))
    assert training.text("DESCRIPTION") == "fire; safety"
    assert by_other_library(content)[training.value("UID")] == (at(9, 6), at(12, 6))


def test_an_empty_calendar_is_one_all_the_same(session: MakeSession) -> None:
    desk = session(Role.COORDINATOR)
    found = rfc5545.read(technician_calendar(desk, a_technician(desk), *WEEK, EN))
    assert [part.kind for part in found.parts] == ["VTIMEZONE"]


CHANGES = [
    ("Europe/London", "2026-03-29T00:30Z"), ("Europe/London", "2026-10-25T00:30Z"),
    ("Australia/Lord_Howe", "2026-04-04T14:30Z"), ("America/New_York", "2026-11-01T05:00Z"),
    ("Asia/Shanghai", "2026-11-20T06:00Z"), ("Asia/Kathmandu", "2026-01-01T00:00Z"),
    ("Africa/Casablanca", "2026-02-15T00:00Z"), ("Europe/Dublin", "2026-10-24T22:00Z"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "around"), CHANGES)
def test_every_hour_around_a_change_of_the_clock_is_the_right_instant(name: str, around: str) -> None:
    """As the file's own VTIMEZONE has it, read by the strict reader; and by another library where the hour is clear."""
    zone = ZoneInfo(name)
    starts = [datetime.fromisoformat(around) + timedelta(minutes=30 * n) for n in range(-12, 13)]
    entries = [an_entry(start, 30, uid=f"{n}@redress") for n, start in enumerate(starts)]
    content = written("x", entries, [], zone, NOW, EN)
    found = rfc5545.read(content)
    changes = rfc5545.offsets(next(one for one in found.parts if one.kind == "VTIMEZONE"))
    parts, seen = events(content), by_other_library(content)
    for n, start in enumerate(starts):
        local = datetime.fromisoformat(parts[f"{n}@redress"].value("DTSTART"))
        possible = {local - after for _, _, after in changes} | {local - before for _, before, _ in changes}
        plain = start.replace(tzinfo=None)
        assert plain in possible
        in_force = [after for onset, before, after in changes if onset - before <= plain]
        assert plain + in_force[-1] == local, (start, local)
        clear = (plain + in_force[-1]).replace(tzinfo=zone, fold=1).astimezone(UTC) == start
        clear = clear and (plain + in_force[-1]).replace(tzinfo=zone, fold=0).astimezone(UTC) == start
        if clear:
            assert seen[f"{n}@redress"][0].astimezone(UTC) == start


nasty = st.text(st.characters(codec="utf-8"), max_size=120)


@settings(max_examples=40)
@given(nasty, nasty, st.lists(nasty, max_size=3))
def test_any_words_come_back_whole(title: str, where: str, notes: list[str]) -> None:
    kept = [calendar_entries.plain(one) for one in (title, where, *notes)]
    entry = an_entry(NOW, title=kept[0], place=kept[1], notes=tuple(one for one in kept[2:] if one))
    away = AbsenceRow(1, 3, 1, "sick", NOW, NOW + timedelta(hours=1), where)
    content = written(calendar_entries.plain(title), [entry], [("absence@redress", away)], SHANGHAI, NOW, EN)
    parts = {one.value("UID"): one for one in rfc5545.read(content).parts if one.kind == "VEVENT"}
    found = parts["1-a@redress"]
    assert found.text("SUMMARY") == " ".join(one for one in (kept[1], kept[0]) if one)
    assert found.text("LOCATION") == kept[1]
    assert found.text("DESCRIPTION") == "\n".join((*entry.notes, "Key at the desk"))
    assert parts["absence@redress"].value("SEQUENCE") == "2"


def test_slots_that_were_given_are_read_through_an_index(session: MakeSession) -> None:
    desk = session(Role.COORDINATOR)
    for statement, params in ((calendar_entries.GIVEN, (1,)), (calendar_entries.STANDING, (1, 1, 2, 3))):
        steps = [str(row[3]) for row in desk.store.rows(f"EXPLAIN QUERY PLAN {statement}", params)]
        assert any("order_event_given" in step or "work_order_of_technician" in step for step in steps), steps
        assert not any(step.startswith("SCAN") for step in steps), steps


def test_the_same_moment_gives_the_same_bytes(session: MakeSession) -> None:
    desk = session(Role.COORDINATOR)
    zhao = a_technician(desk)
    one = an_order(desk)
    place(desk, (Move(one, zhao, at(15), at(17)),))
    assert technician_calendar(desk, zhao, *WEEK, EN) == technician_calendar(desk, zhao, *WEEK, EN)
