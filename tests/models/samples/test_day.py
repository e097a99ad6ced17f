"""The day of the demo estate: the same lively desk, whatever the day and hour it is made at."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from models.accounts.queries import actor
from models.complaints.queries import case_detail
from models.core.clock import to_millis
from models.core.session import Session
from models.desk.kinds import Desk, DeskGroup, DeskScope
from models.desk.queries import desk
from models.options.standing import settings
from models.shifts.queries import notes, on_duty
from models.timing.official import official_days

ZONE = ZoneInfo("Asia/Shanghai")


def person(session: Session, login: str) -> Session:
    staff_id = session.store.rows("SELECT id FROM staff WHERE login = ?", (login,))[0][0]
    return Session(session.store, actor(session.store, staff_id), session.clock)


def day_of(session: Session, login: str) -> Desk:
    return desk(person(session, login), DeskScope.MINE, ZONE)


def test_the_front_desk_has_a_full_but_ordinary_day(made: Session) -> None:
    counts = day_of(made, "wang").counts
    assert (counts[DeskGroup.OVERDUE], counts[DeskGroup.SOON]) == (2, 3)
    assert (counts[DeskGroup.PROMISES], counts[DeskGroup.VISITS]) == (2, 2)
    assert 2 <= counts[DeskGroup.FOLLOW_UPS] <= 4
    assert counts[DeskGroup.LATER] + counts[DeskGroup.APPROVALS] <= 3


def test_one_of_the_follow_ups_is_a_second_look(made: Session) -> None:
    wang = person(made, "wang")
    looks = [item for item in day_of(made, "wang").items if item.need == "second_look"]
    assert len(looks) == 1
    assert looks[0].case.handler_id != wang.actor.staff_id


def test_the_manager_answers_an_appeal_and_the_coordinator_waits_for_a_part(made: Session) -> None:
    assert day_of(made, "liu").counts[DeskGroup.APPEALS] == 1
    assert day_of(made, "zhou").counts[DeskGroup.WAITING] == 1


def test_only_what_the_day_is_about_is_late(made: Session) -> None:
    now = to_millis(made.clock.now())
    late = "SELECT name FROM clock WHERE stopped_at IS NULL AND due_at < ? ORDER BY name"
    assert made.store.rows(late, (now,)) == [("first_response",), ("progress_told",)]


def test_few_escalations_wait_and_each_for_somebody_on_the_ladder(made: Session) -> None:
    waiting = made.store.rows(
        "SELECT level, count(*) FROM escalation WHERE acknowledged_at IS NULL GROUP BY level"
    )
    levels = dict(waiting)
    assert levels.pop("handler", 0) <= 3
    assert levels == {"supervisor": 1, "manager": 1}
    silent = "SELECT count(*) FROM escalation WHERE acknowledged_at IS NOT NULL AND level <> 'handler' AND note = ''"
    assert made.store.rows(silent) == [(0,)]


def test_the_kitchen_leaks_for_the_second_time(made: Session) -> None:
    (found,) = made.store.rows(
        """SELECT c.id FROM complaint c JOIN place p ON p.id = c.place_id
        WHERE p.label = '3-1502' AND c.closed_at IS NULL"""
    )
    detail = case_detail(made.store, found[0])
    assert (detail.row.step, detail.row.severity) == (3, "s2")
    assert made.store.rows("SELECT chain FROM complaint WHERE id = ?", found) == [(2,)]
    states = made.store.rows("SELECT state FROM proposal WHERE complaint_id = ? ORDER BY version", found)
    assert states == [("refused",), ("draft",)]


def test_one_incident_is_proposed_one_case_merged_and_nothing_else_gathered(made: Session) -> None:
    assert made.store.rows("SELECT state, count(*) FROM incident GROUP BY state ORDER BY state") == [
        ("ended", 1),
        ("open", 1),
        ("proposed", 1),
    ]
    assert made.store.rows("SELECT count(*) FROM merge WHERE undone_at IS NULL") == [(1,)]


def test_two_are_at_the_desk_and_two_notes_are_unread(made: Session) -> None:
    wang = person(made, "wang")
    duty = on_duty(made.store, made.clock.now())
    assert [row.name for row in duty.desk] == ["王敏", "李想"]
    assert duty.on_call
    assert duty.next_desk
    assert [note.read for note in notes(wang)] == [False, False]


def test_the_holidays_that_are_published_are_confirmed(made: Session) -> None:
    years = {2026, made.clock.now().astimezone(ZONE).year}
    published = {year for year in years if official_days("CN", year).official}
    assert 2026 in published
    assert set(settings(made.store).calendar_confirmed_years) == published
