"""What is for whom, and who may say that they know."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.accounts.actions import deactivate
from models.complaints.actions import assign, set_flags
from models.complaints.kinds import Channel, Flag, Severity
from models.core.clock import SetClock
from models.core.errors import NotAllowed, UserProblem
from models.core.permissions import Role
from models.core.session import NOBODY, OWNER, Session
from models.escalation.actions import acknowledge
from models.escalation.kinds import InboxState
from models.escalation.queries import inbox, inbox_by_case, of_case, told, waiting_count
from models.handling import actions
from models.handling.kinds import ContactDraft
from models.sweep.actions import sweep
from tests.cases import WHOLE
from tests.models.conftest import MakeSession


def late(session: Session, clock: SetClock, *, minutes: int, severity: Severity = Severity.S2) -> int:
    """A case that came by mail and was left alone for so long; returns its id."""
    case_id = actions.record(session, replace(WHOLE, channel=Channel.EMAIL, severity=severity)).value.id
    clock.advance(minutes=minutes)
    sweep(session)
    return case_id


def seen(session: Session) -> list[tuple[str, int, str]]:
    """What is in somebody's inbox: clock, rung, level."""
    return [(row.name, row.percent, row.level) for row in inbox(session).rows]


def test_warnings_go_to_the_handler_and_breaches_up(session: MakeSession, clock: SetClock) -> None:
    desk, other = session(Role.FRONT_DESK), session(Role.FRONT_DESK, "other")
    supervisor, manager = session(Role.COORDINATOR), session(Role.MANAGER)
    late(desk, clock, minutes=16)  # first response within 15 minutes: warned at once, late by one
    assert seen(desk) == [("first_response", 75, "handler")]
    assert seen(supervisor) == [("first_response", 100, "supervisor")]
    assert seen(other) == seen(manager) == []
    assert [waiting_count(one) for one in (desk, supervisor, other, manager)] == [1, 1, 0, 0]


def test_a_case_that_changes_hands_takes_its_warnings_along(session: MakeSession, clock: SetClock) -> None:
    desk, other = session(Role.FRONT_DESK), session(Role.FRONT_DESK, "other")
    case_id = late(desk, clock, minutes=5)
    assign(session(Role.COORDINATOR), case_id, None, other.actor.staff_id or 0)
    assert not [row for row in seen(desk) if row[0] == "first_response"]
    assert ("first_response", 75, "handler") in seen(other)


def test_where_nobody_stands_the_next_one_up_hears_of_it(session: MakeSession, clock: SetClock) -> None:
    desk, manager = session(Role.FRONT_DESK), session(Role.MANAGER)
    late(desk, clock, minutes=16)
    assert seen(manager) == [("first_response", 100, "supervisor")]
    supervisor = session(Role.COORDINATOR)
    assert seen(manager) == []
    deactivate(session(), supervisor.actor.staff_id or 0, 1)
    assert seen(manager) == [("first_response", 100, "supervisor")]


def test_the_owner_of_a_store_without_staff_sees_all(session: MakeSession, clock: SetClock) -> None:
    owner = Session(session().store, OWNER, clock)
    late(owner, clock, minutes=16)
    assert ("first_response", 75, "handler") in seen(owner)


def test_nobody_sees_nothing(session: MakeSession, clock: SetClock) -> None:
    desk = session(Role.FRONT_DESK)
    late(desk, clock, minutes=16)
    nobody = Session(desk.store, NOBODY, clock)
    assert (waiting_count(nobody), inbox(nobody).rows, told(nobody)) == (0, (), ())
    with pytest.raises(NotAllowed):
        acknowledge(nobody, [1])


def test_only_its_level_or_above_may_say_so(session: MakeSession, clock: SetClock) -> None:
    desk, supervisor, manager = session(Role.FRONT_DESK), session(Role.COORDINATOR), session(Role.MANAGER)
    late(desk, clock, minutes=16)
    breach = inbox(supervisor).rows[0]
    with pytest.raises(UserProblem, match=r"escalation\.not_yours"):
        acknowledge(desk, [inbox(desk).rows[0].id, breach.id])
    assert waiting_count(desk) == 1, "nothing of it was written"
    assert acknowledge(manager, [breach.id]).value == 1
    assert waiting_count(supervisor) == 0


def test_who_heard_of_it_first_may_say_so_when_silence_has_climbed(
    session: MakeSession, clock: SetClock
) -> None:
    desk, supervisor = session(Role.FRONT_DESK), session(Role.COORDINATOR)
    session(Role.MANAGER)
    case_id = late(desk, clock, minutes=16)
    breach = inbox(supervisor).rows[0]
    clock.advance(minutes=30)  # nobody sweeps: the deed itself finds that half an hour has been silent
    assert acknowledge(supervisor, [breach.id]).value == 1
    rows = {(row.name, row.percent): row for row in of_case(desk.store, case_id)}
    first, later = rows["first_response", 100], rows["first_response", 150]
    assert (first.level, first.repeats, first.acknowledged_by) == ("manager", 1, "Coordinator")
    for who, one in ((desk, first), (supervisor, later)):  # below those who heard first
        with pytest.raises(UserProblem, match=r"escalation\.not_yours"):
            acknowledge(who, [one.id])


def test_to_whom_it_goes_for_want_of_others_may_say_so(session: MakeSession, clock: SetClock) -> None:
    desk, supervisor = session(Role.FRONT_DESK), session(Role.COORDINATOR)
    actions.record(desk, replace(WHOLE, severity=Severity.S1))
    rows = inbox(supervisor).rows
    assert [row.level for row in rows] == ["manager"], "nobody stands higher"
    with pytest.raises(UserProblem, match=r"escalation\.not_yours"):
        acknowledge(desk, [rows[0].id])
    assert acknowledge(supervisor, [rows[0].id]).value == 1


def test_another_front_desk_may_not_take_a_warning(session: MakeSession, clock: SetClock) -> None:
    desk, other = session(Role.FRONT_DESK), session(Role.FRONT_DESK, "other")
    late(desk, clock, minutes=5)
    with pytest.raises(UserProblem, match=r"escalation\.not_yours"):
        acknowledge(other, [inbox(desk).rows[0].id])


def test_the_note_and_the_name_stay(session: MakeSession, clock: SetClock) -> None:
    desk, supervisor = session(Role.FRONT_DESK), session(Role.COORDINATOR)
    case_id = late(desk, clock, minutes=16)
    breach = inbox(supervisor).rows[0]
    outcome = acknowledge(supervisor, [breach.id], " 已派赵磊 ")
    assert outcome.changes.touches("escalation", breach.id)
    row = inbox(supervisor, InboxState.KNOWN).rows[0]
    assert (row.id, row.note, row.acknowledged_by) == (breach.id, "已派赵磊", "Coordinator")
    assert row.acknowledged_at == clock.now()
    events = desk.store.rows(
        "SELECT kind, text, staff_id FROM event WHERE complaint_id = ? ORDER BY id", (case_id,)
    )
    assert events[-1] == ("escalation_known", "已派赵磊", supervisor.actor.staff_id)
    assert acknowledge(session(Role.MANAGER), [breach.id], "我也知道").value == 0
    assert inbox(supervisor, InboxState.KNOWN).rows[0].note == "已派赵磊"


def test_who_knows_is_left_in_peace(session: MakeSession, clock: SetClock) -> None:
    desk, supervisor = session(Role.FRONT_DESK), session(Role.COORDINATOR)
    late(desk, clock, minutes=16)
    acknowledge(supervisor, [row.id for row in inbox(supervisor).rows])
    clock.advance(hours=5)
    sweep(desk)
    first = next(row for row in of_case(desk.store, 1) if (row.name, row.percent) == ("first_response", 100))
    assert (first.level, first.repeats) == ("supervisor", 0)


def test_doing_the_work_acknowledges_ones_own_warning(session: MakeSession, clock: SetClock) -> None:
    desk, supervisor = session(Role.FRONT_DESK), session(Role.COORDINATOR)
    case_id = late(desk, clock, minutes=16)
    actions.log_contact(desk, case_id, ContactDraft("我们马上来"))
    assert waiting_count(desk) == 0
    assert waiting_count(supervisor) == 1, "that it was late is for a person to know"
    clock.advance(hours=2)
    sweep(desk)
    late_one = next(
        row for row in of_case(desk.store, case_id) if row.percent == 100 and row.name == "first_response"
    )
    assert (late_one.level, late_one.repeats) == ("supervisor", 0), "but silence about it climbs no more"


def test_pages_continue_where_the_last_one_ended(session: MakeSession, clock: SetClock) -> None:
    desk, supervisor = session(Role.FRONT_DESK), session(Role.COORDINATOR)
    for _ in range(5):
        actions.record(desk, replace(WHOLE, channel=Channel.EMAIL, severity=Severity.S2, no_repeat=True))
        clock.advance(seconds=20)
    clock.advance(minutes=16)
    sweep(desk)
    whole = [row.id for row in inbox(supervisor, limit=50).rows]
    for state in (InboxState.OPEN, InboxState.KNOWN):
        paged, key = [], None
        while True:
            page = inbox(supervisor, state, key, limit=2)
            paged += [row.id for row in page.rows]
            key = page.next_key
            if key is None:
                break
        assert len(whole) == 5
        assert paged == (whole if state is InboxState.OPEN else whole[::-1])
        for row_id in whole if state is InboxState.OPEN else ():
            acknowledge(supervisor, [row_id])
            clock.advance(seconds=1)


def test_s1_is_with_the_manager_at_once(session: MakeSession, clock: SetClock) -> None:
    desk, manager = session(Role.FRONT_DESK), session(Role.MANAGER)
    case_id = actions.record(desk, replace(WHOLE, severity=Severity.S1)).value.id
    rows = inbox(manager).rows
    assert [(row.cause, row.level, row.at) for row in rows] == [("life_safety", "manager", clock.now())]
    actions.log_contact(desk, case_id, ContactDraft("我们马上来"))
    assert waiting_count(manager) == 1, "once for each case, whatever happens with it"


def test_a_notice_carries_no_resident(session: MakeSession, clock: SetClock) -> None:
    desk = session(Role.FRONT_DESK)
    late(desk, clock, minutes=5)
    found = told(desk)
    assert found
    assert all("陈建国" not in repr(one) and "138" not in repr(one) for one in found)


def test_of_one_clock_the_highest_rung_is_shown_and_stands_for_the_lower(
    session: MakeSession, clock: SetClock
) -> None:
    desk, director = session(Role.FRONT_DESK), session()
    case_id = late(desk, clock, minutes=31)  # nobody stands between: all three rungs are with the director
    assert seen(director) == [("first_response", 100, "supervisor"), ("first_response", 150, "manager"),
                              ("first_response", 200, "director")]  # fmt: skip
    clock.advance(hours=2)  # silence has carried all of them to the top
    sweep(desk)
    rows = [row for row in inbox(director).rows if row.name == "first_response"]
    assert [(row.percent, row.level) for row in rows] == [(200, "director")]
    assert waiting_count(director) == len({row.complaint_id for row in inbox(director).rows})
    acknowledge(director, [rows[0].id], "我来")
    known = [
        row for row in of_case(desk.store, case_id) if row.name == "first_response" and row.acknowledged_at
    ]
    assert [(row.percent, row.note) for row in known] == [(100, "我来"), (150, "我来"), (200, "我来")]
    events = desk.store.rows("SELECT count(*) FROM event WHERE kind = 'escalation_known'")
    assert events == [(1,)], "said once"


def test_higher_speaks_before_later_and_later_before_earlier(session: MakeSession, clock: SetClock) -> None:
    """What came first is not the gravest: first who must know, then how late it is."""
    director = session(Role.ADMINISTRATOR, "director")
    desk = session(Role.FRONT_DESK)
    case_id = late(desk, clock, minutes=16)

    def speaks() -> tuple[str, str, int, str]:
        row = inbox_by_case(director).rows[0]
        return row.cause, row.name, row.percent, row.level

    assert speaks() == ("clock", "first_response", 100, "supervisor")
    set_flags(desk, case_id, None, frozenset({Flag.MEDIA}))
    assert speaks() == ("major", "", 0, "manager"), "later, no per cent, but higher"
    clock.advance(minutes=7)
    sweep(desk)
    assert speaks() == ("clock", "first_response", 150, "manager"), "as high, and later"


def test_a_case_is_one_line_and_its_gravest_speaks(session: MakeSession, clock: SetClock) -> None:
    director = session(Role.ADMINISTRATOR, "director")
    first = late(session(Role.FRONT_DESK), clock, minutes=0, severity=Severity.S1)
    second = late(session(Role.FRONT_DESK, "other"), clock, minutes=300, severity=Severity.S1)
    raw = inbox(director, limit=500).rows
    found = inbox_by_case(director).rows
    assert len(raw) > 2
    assert sorted(row.complaint_id for row in found) == [first, second]
    assert waiting_count(director) == 2
    for row in found:
        same = [one for one in raw if one.complaint_id == row.complaint_id]
        assert sorted((row.id, *row.also)) == sorted(one.id for one in same)
        assert row.cause == "life_safety"
    pages = [inbox_by_case(director, limit=1)]
    pages.append(inbox_by_case(director, pages[0].next_key, 1))
    assert [page.rows[0] for page in pages] == list(found)
    assert pages[1].next_key is None
    acknowledge(director, (found[0].id, *found[0].also))
    assert waiting_count(director) == 1
