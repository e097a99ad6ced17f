"""The list and the measures against a slow reading of the same tables, for any desk that Hypothesis thinks of."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.complaints.actions import assign
from models.complaints.kinds import CaseRow, Severity
from models.complaints.queries import case_row
from models.core.clock import SetClock
from models.core.errors import UserProblem
from models.core.permissions import Permission, Role
from models.core.session import OWNER, Session
from models.desk.actions import snooze, wake
from models.desk.kinds import DeskGroup, DeskItem, DeskScope, Need, Tiles
from models.desk.measures import tile_statements, tiles
from models.desk.queries import SHOWN, count_statements, desk, promises_of_today, statements
from models.desk.rules import horizon
from models.desk.warnings import grave_statement, warnings
from models.escalation.actions import acknowledge
from models.escalation.queries import inbox
from models.handling.actions import carried_out
from models.insights.kinds import Asked, Cut, PeriodKind
from models.insights.periods import bounds, period
from models.insights.queries import values
from models.shifts.actions import put
from models.shifts.kinds import Post
from models.shifts.queries import on_duty
from models.store import sql
from models.store.database import Store
from tests.cases import a_case as a_real_case
from tests.cases import walk
from tests.models.conftest import MakeSession
from tests.models.desk.made import NOW, Made, a_case, fill
from tests.models.desk.slow import Reader, last_answers

ZONE = ZoneInfo("Asia/Shanghai")
UNTIL = horizon(NOW, ZONE)
SMALL = ("SCAN CONSTANT ROW", "SCAN (subquery", "SCAN matter")
PERIODS = ("SCAN s", "SCAN 2 CONSTANT ROWS")  # the periods that are asked for, a line each
any_desk = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.fixture
def people(session: MakeSession) -> list[Session]:
    """Two of the front desk, a manager, and the owner, who is nobody of the staff."""
    made = [session(Role.FRONT_DESK), session(Role.FRONT_DESK, "second"), session(Role.MANAGER)]
    assert [one.actor.staff_id for one in made] == [1, 2, 3]
    return [*made, Session(made[0].store, OWNER, made[0].clock)]


@any_desk
@given(cases=st.lists(a_case(), max_size=6), who=st.integers(0, 3), scope=st.sampled_from(DeskScope))
def test_the_list_is_what_a_slow_reading_finds(
    people: list[Session], cases: list[Made], who: int, scope: DeskScope
) -> None:
    session = people[who]
    fill(session.store, cases)
    found = desk(session, scope, ZONE)
    items = [(item.need, item.id, item.group) for item in found.items]
    assert len({item.key for item in found.items}) == len(items)
    for one in DeskScope:
        slowly = Reader(session.store, session.actor, one, NOW, UNTIL).needs()
        assert found.totals[one] == len(slowly), (one, slowly, items)
        if one is scope:
            assert set(items) == slowly
    for group in DeskGroup:
        assert found.counts[group] == sum(item.group is group for item in found.items), group
    assert is_sorted(found.items)


def is_sorted(items: tuple[DeskItem, ...]) -> bool:
    order = list(DeskGroup)
    keys = [
        (order.index(item.group), item.visit.from_at if item.visit else item.due or item.since)
        for item in items
    ]
    return keys == sorted(keys)


@any_desk
@given(cases=st.lists(a_case(), max_size=12))
def test_the_measures_are_what_a_slow_reading_finds(people: list[Session], cases: list[Made]) -> None:
    store = people[0].store
    fill(store, cases)
    day, week = (bounds(period(kind, NOW.date()), ZONE)[0] for kind in (PeriodKind.DAY, PeriodKind.WEEK))
    found = tiles(store, NOW, ZONE)
    rows = [case_row(store, ident) for (ident,) in store.rows("SELECT id FROM complaint")]
    new = [row for row in rows if row.received_at >= week and row.status != "merged"]
    assert found.received_week == found.repeats.n == len(new)
    assert found.received_today == sum(row.received_at >= day for row in new)
    assert found.repeats.good == sum(row.repeat_of_id is not None for row in new)
    rows = [row for row in rows if row.status != "merged"]
    check_on_time(found, rows, week)
    late = [
        row.next_due_at for row in rows if row.closed_at is None and row.next_due_at and row.next_due_at < NOW
    ]
    assert (found.overdue, found.longest_overdue) == (len(late), min(late, default=None))
    answers = last_answers(store, week)
    assert found.satisfied.n == len(answers)
    assert found.satisfied.good == sum(answer != "dissatisfied" for answer in answers)
    same_as_in_insight(store, found)


def same_as_in_insight(store: Store, found: Tiles) -> None:
    """Today never says another number than the insight page."""
    told = values(store, Asked(period(PeriodKind.WEEK, NOW.date()), Cut(), NOW))
    assert (found.received_week, found.overdue) == (told["received"].n, told["overdue"].n)
    assert told["overdue"].extra["longest"] == (
        (NOW - found.longest_overdue).total_seconds() if found.longest_overdue else None
    )
    for share, key in (("on_time", "on_time"), ("satisfied", "satisfaction"), ("repeats", "repeat_rate")):
        shown = getattr(found, share)
        assert (shown.good, shown.n, shown.value) == (told[key].count, told[key].n, told[key].value)


def check_on_time(found: Tiles, rows: list[CaseRow], week: datetime) -> None:
    good = done = missed = 0
    for row in rows:
        if row.resolve_due_at is None:
            continue
        if row.resolved_at is not None and row.resolved_at >= week:
            done += 1
            good += row.resolved_at <= row.resolve_due_at
        elif row.resolved_at is None and row.closed_at is None:
            missed += week <= row.resolve_due_at < NOW
    assert (found.on_time.good, found.on_time.n) == (good, done + missed)


def test_promises_of_today(people: list[Session]) -> None:
    minutes = [9 * 60, 10 * 60, -20, *range(1, 8)]
    fill(people[0].store, [Made(promises=((one, 2, "open"), (one, 2, "kept"))) for one in minutes])
    found, count = promises_of_today(people[0].store, NOW, ZONE)
    assert count == 9  # the one after midnight is tomorrow's
    assert [item.due for item in found] == [NOW + timedelta(minutes=one) for one in (-20, 1, 2, 3, 4, 5)]


def test_a_long_list_is_cut_and_its_counts_are_not(people: list[Session]) -> None:
    fill(people[0].store, [Made(due=-5)] * (SHOWN + 7) + [Made(due=5, warns=-5)] * 3)
    found = desk(people[0], DeskScope.MINE, ZONE)
    assert len(found.items) == SHOWN + 3
    assert found.counts[DeskGroup.OVERDUE] == SHOWN + 7
    assert found.totals[DeskScope.MINE] == SHOWN + 10


def test_things_change_their_heading_with_the_clock(people: list[Session], clock: SetClock) -> None:
    fill(people[0].store, [Made(due=120, warns=40, promises=((130, 1, "open"),))])
    groups = []
    for _ in range(4):
        groups.append([item.group.value for item in desk(people[0], DeskScope.MINE, ZONE).items])
        clock.advance(minutes=44)
    assert groups == [
        ["promises", "later"],
        ["soon", "promises"],
        ["soon", "promises"],
        ["overdue", "overdue"],
    ]


def test_the_number_of_statements_is_fixed(people: list[Session], monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    rows = Store.rows

    def listening(self: Store, statement: str, params: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
        asked.append(statement)
        return rows(self, statement, params)

    for cases in ([], [Made(due=-5, promises=((5, 1, "open"),))] * 20):
        fill(people[0].store, cases)
        monkeypatch.setattr(Store, "rows", listening)
        asked.clear()
        desk(people[2], DeskScope.ALL, ZONE)
        assert len(asked) == 22
        tiles(people[0].store, NOW, ZONE)
        assert len(asked) == 26


@pytest.mark.parametrize("scope", list(DeskScope))
@pytest.mark.parametrize("who", [0, 2])
def test_every_statement_goes_by_an_index(people: list[Session], who: int, scope: DeskScope) -> None:
    database, actor = people[who].store.database, people[who].actor
    named = statements(actor, scope, NOW, UNTIL)
    named |= {f"counts {place}": one for place, one in enumerate(count_statements(actor, NOW, UNTIL))}
    named |= {f"measure {place}": one for place, (_, one) in enumerate(tile_statements(NOW, ZONE))}
    named["grave"] = grave_statement()
    plans = {name: sql.plan(database, *statement) for name, statement in named.items()}
    for name, plan in plans.items():
        scans = [line for line in plan.splitlines() if line.startswith("SCAN") and "INDEX" not in line]
        assert all(line.startswith(SMALL) or line in PERIODS for line in scans), (name, plan)
    mine = scope is DeskScope.MINE
    assert ("complaint_open_handler" if mine else "complaint_open_due") in plans["late steps"]
    assert "promise_open" in plans["promises"]
    assert "appointment_coming" in plans["appointments"]
    if who == 2 or not mine:
        assert "remedy_awaiting" in plans["remedies"]


def test_who_calls(people: list[Session]) -> None:
    fill(
        people[0].store,
        [
            Made(
                step=8,
                resolved=-60,
                due=60,
                kind="follow_up",
                calls=((-90, "satisfied"), (-30, "not_reached")),
            )
        ],
    )
    second = people[1]
    found = desk(second, DeskScope.MINE, ZONE)
    # One vain attempt since the work was done; an answer from before does not count.
    planned = NOW + timedelta(minutes=30)
    assert [(item.need, item.calls, item.planned) for item in found.items] == [(Need.FOLLOW_UP, 1, planned)]
    assert desk(people[0], DeskScope.MINE, ZONE).items == ()  # nobody follows up on their own work
    actor = replace(second.actor, permissions=second.actor.permissions - {Permission.FOLLOW_UP})
    assert desk(replace(second, actor=actor), DeskScope.MINE, ZONE).items == ()


def test_when_the_next_call_is_planned(people: list[Session]) -> None:
    """Of a call as of a second look: the last of its own calls says it, and only when it was vain."""
    call = Made(step=8, resolved=-600, due=60, kind="follow_up")
    look = replace(call, closed=-500, due=None, looks=-300)
    asked = ((-700, "not_reached"), (-90, "not_reached"), (-30, "not_reached"))
    fill(people[0].store, [
        replace(call, calls=asked), replace(call, calls=asked[:1]), replace(call, calls=((-30, "declined"),)),
        replace(look, calls=asked),
    ])  # fmt: skip
    with people[0].store.writing():
        people[0].store.execute("UPDATE follow_up SET second_look = 1 WHERE complaint_id = 4 AND attempt = 2")
    found = {item.case.id: (item.calls, item.planned) for item in desk(people[2], DeskScope.ALL, ZONE).items}
    assert found == {
        1: (2, NOW + timedelta(minutes=30)), 2: (0, None), 3: (1, None), 4: (1, NOW - timedelta(minutes=30)),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("case", "callers"),
    [
        (Made(handler=1), {2, 3}),
        (Made(handler=1, was=2), {3}),  # handed on: a change of name on the case washes nobody clean
        (Made(handler=3, was=1), {2}),
        (Made(handler=None), {1, 2, 3}),
        (Made(handler=1, major=True), {3}),
    ],
)
def test_whom_a_call_is_offered_to(people: list[Session], case: Made, callers: set[int]) -> None:
    fill(people[0].store, [replace(case, step=8, resolved=-60, due=60, kind="follow_up")])
    offered = {one.actor.staff_id for one in people[:3] if desk(one, DeskScope.MINE, ZONE).items}
    assert offered == callers


def test_a_change_of_handler_is_found_as_the_action_writes_it(session: MakeSession, estate: int) -> None:
    """The condition reads the facts as the store keeps them: it must fail if they are ever kept otherwise."""
    first, second, boss = session(Role.FRONT_DESK), session(Role.FRONT_DESK, "second"), session(Role.MANAGER)
    case = a_real_case(first)
    walk(first, second, case, 8)
    carried_out(first, case, None, "done")
    assert second.actor.staff_id is not None
    assign(boss, case, None, second.actor.staff_id)
    first.clock.advance(days=5)  # type: ignore[attr-defined]
    needs = {
        one.actor.login: [item.need for item in desk(one, DeskScope.MINE, ZONE).items]
        for one in (first, second, boss)
    }
    assert needs == {"front_desk": [], "second": [], "manager": [Need.FOLLOW_UP]}


@pytest.mark.parametrize(
    ("case", "waits"),
    [
        (Made(remedies=((500_000, 1, "awaiting_approval"),)), True),
        (Made(remedies=((500_001, 1, "awaiting_approval"),)), False),
        (Made(remedies=((30_000, 3, "awaiting_approval"),)), False),  # nobody approves their own
        (Made(remedies=((30_000, 1, "granted"),)), False),
        (Made(step=6, proposal=(20_001, 1, "draft", False)), True),
        (Made(step=6, proposal=(20_000, 1, "draft", False)), False),  # within its author's limit
        (Made(step=6, proposal=(500_001, 1, "draft", False)), False),
        (Made(step=6, proposal=(30_000, 1, "draft", True)), False),
        (Made(step=6, proposal=(30_000, 1, "offered", False)), False),
        (Made(step=7, proposal=(30_000, 1, "draft", False)), False),
    ],
)
def test_what_waits_for_the_manager(people: list[Session], case: Made, waits: bool) -> None:
    fill(people[0].store, [replace(case, handler=None)])
    assert bool(desk(people[2], DeskScope.MINE, ZONE).items) is waits
    assert not desk(people[1], DeskScope.MINE, ZONE).items


def test_what_is_due_this_very_moment_is_not_late_yet(people: list[Session]) -> None:
    moment = Made(due=0, warns=-9, promises=((0, 1, "open"),))
    fill(people[0].store, [moment, Made(step=8, resolved=-60, due=0, kind="follow_up", handler=2)])
    found = desk(people[0], DeskScope.MINE, ZONE)
    groups = [DeskGroup.SOON, DeskGroup.PROMISES, DeskGroup.FOLLOW_UPS]
    assert [item.group for item in found.items] == groups
    assert {group: n for group, n in found.counts.items() if n} == dict.fromkeys(groups, 1)


def test_it_is_soon_from_the_very_moment_of_its_warning(people: list[Session]) -> None:
    later = 3 * 24 * 60  # also where that is days before it falls due
    fill(people[0].store, [Made(due=later, warns=0), Made(due=later, warns=1)])
    found = desk(people[0], DeskScope.MINE, ZONE)
    assert [(item.id, item.group) for item in found.items] == [(1, DeskGroup.SOON)]
    assert found.totals[DeskScope.MINE] == 1


def test_who_handled_what_was_merged_does_not_call(people: list[Session]) -> None:
    owed = Made(step=8, resolved=-60, due=60, kind="follow_up", handler=3)
    fill(
        people[0].store,
        [owed, Made(handler=1, merged=True, into=1, closed=-5), Made(merged=True, into=2, closed=-5)],
    )
    store = people[0].store
    with store.writing():
        store.execute("UPDATE complaint SET handler_id = 2 WHERE id = 3")
    assert [desk(one, DeskScope.MINE, ZONE).items for one in people[:3]] == [(), (), ()]
    assert desk(people[0], DeskScope.ALL, ZONE).totals[DeskScope.ALL] == 1


def test_the_colleagues_of_a_shift_share_its_work_while_they_are_on_it(
    people: list[Session], clock: SetClock
) -> None:
    fill(people[0].store, [Made(due=-5, handler=2), Made(due=-5, handler=1), Made(due=-5, handler=3)])

    def mine() -> list[int]:
        return sorted(item.id for item in desk(people[0], DeskScope.MINE, ZONE).items)

    assert mine() == [2]
    spell = on_duty(people[0].store, clock.now()).now
    assert spell is not None
    for one in (1, 2):
        put(people[2], spell.day, spell.shift.code, Post.DESK, one)
    assert mine() == [1, 2]
    assert [item.id for item in desk(people[2], DeskScope.MINE, ZONE).items] == [
        3
    ]  # who is off duty is by themselves
    clock.instant = spell.end
    assert mine() == [2]


def set_kind(store: Store, kind: str) -> None:
    with store.writing():
        store.execute("UPDATE complaint SET next_due_kind = ? WHERE id = 1", (kind,))


def test_a_thing_put_off_comes_back_by_itself(people: list[Session], clock: SetClock) -> None:
    me, other = people[0], people[1]
    fill(me.store, [Made(due=30, warns=-5, handler=1), Made(due=40, warns=-5, handler=1)])
    first = desk(me, DeskScope.MINE, ZONE).items[0]
    snooze(me, first, clock.now() + timedelta(minutes=15))
    snooze(me, first, clock.now() + timedelta(minutes=20))  # chosen again: the later choice counts
    found = desk(me, DeskScope.MINE, ZONE)
    assert [item.id for item in found.items] == [2]
    assert found.totals == {DeskScope.MINE: 1, DeskScope.ALL: 1, DeskScope.PUT_OFF: 1}
    assert [item.id for item in desk(me, DeskScope.PUT_OFF, ZONE).items] == [1]
    assert desk(other, DeskScope.ALL, ZONE).totals[DeskScope.ALL] == 2  # a colleague sees it as before
    set_kind(me.store, "resolved")
    assert desk(me, DeskScope.MINE, ZONE).totals[DeskScope.MINE] == 2  # another clock was not put off
    set_kind(me.store, "progress_told")
    clock.advance(minutes=19)
    assert desk(me, DeskScope.MINE, ZONE).totals[DeskScope.MINE] == 1
    clock.advance(minutes=1)
    assert desk(me, DeskScope.MINE, ZONE).totals == {
        DeskScope.MINE: 2,
        DeskScope.ALL: 2,
        DeskScope.PUT_OFF: 0,
    }
    snooze(me, first, clock.now() + timedelta(hours=1))
    wake(me, first)
    assert desk(me, DeskScope.MINE, ZONE).totals[DeskScope.MINE] == 2
    assert me.store.rows("SELECT count(*) FROM snooze")[0][0] == 0


def test_what_cannot_be_put_off(people: list[Session], clock: SetClock) -> None:
    me = people[0]
    fill(me.store, [Made(due=-5, grave=True), Made(due=5, warns=-5, grave=True), Made(due=90, paused=60)])
    late, soon, waits = desk(me, DeskScope.MINE, ZONE).items
    codes = []
    hour = timedelta(hours=1)
    for item, length in ((late, hour), (waits, hour), (soon, timedelta()), (soon, timedelta(hours=25))):
        with pytest.raises(UserProblem) as caught:
            snooze(me, item, clock.now() + length)
        codes.append(caught.value.code)
    assert codes == ["snooze.life_safety", "snooze.waits", "snooze.past", "snooze.too_long"]
    snooze(me, soon, clock.now() + hour)
    clock.advance(minutes=6)  # once it is late it shows, whatever was put off
    assert [item.id for item in desk(me, DeskScope.MINE, ZONE).items if item.need is Need.STEP] == [1, 2]


def test_what_waits_is_not_late_and_a_clock_that_never_pauses_goes_on(people: list[Session]) -> None:
    fill(
        people[0].store,
        [Made(due=-5, paused=60), Made(due=-5, paused=-1), Made(due=-5, paused=60, kind="first_response")],
    )
    found = [(item.need, item.case.id) for item in desk(people[0], DeskScope.MINE, ZONE).items]
    assert found == [(Need.STEP, 3), (Need.STEP, 2), (Need.WAIT, 1)]  # s2 before s4


def test_warnings_say_what_is_known_now(session: MakeSession, estate: int) -> None:
    me, chief = session(Role.FRONT_DESK), session(Role.ADMINISTRATOR)
    quiet = warnings(me, me.clock.now())
    assert (quiet.count, quiet.missing_year) == (0, None)
    assert warnings(chief, me.clock.now()).missing_year == 2026  # whoever may see to it is told
    grave = a_real_case(me, severity=Severity.S1)
    found = warnings(me, me.clock.now())
    assert [one.id for one in found.grave] == [grave]
    waiting = inbox(chief).rows[0]
    acknowledge(chief, [waiting.id])
    assert warnings(me, me.clock.now()).grave == ()


def test_an_appointment_reminds_two_hours_before_and_is_late_when_nobody_settled_it(
    people: list[Session], clock: SetClock
) -> None:
    later = Made(handler=2, meetings=((121, 60, "agreed"), (121, 60, "cancelled")), closed=-5)
    fill(people[0].store, [later, Made(handler=1, meetings=((200, 10, "agreed"),))])
    groups = []
    for minutes in (0, 1, 120, 60, 1):
        clock.advance(minutes=minutes)
        found = desk(people[1], DeskScope.MINE, ZONE)
        groups.append([item.group.value for item in found.items])
        assert [group.value for group, n in found.counts.items() if n] == groups[-1]
    assert groups == [["visits"], ["soon"], ["soon"], ["soon"], ["overdue"]]
    whole = desk(people[2], DeskScope.MINE, ZONE).items  # who schedules sees all of them
    assert [item.visit.reference for item in whole if item.visit] == ["W-1", "W-3"]
    item = desk(people[1], DeskScope.MINE, ZONE).items[0]
    snooze(people[1], item, clock.now() + timedelta(minutes=5))
    assert desk(people[1], DeskScope.MINE, ZONE).totals[DeskScope.PUT_OFF] == 1
    grave = Made(handler=2, grave=True, meetings=((-60, 10, "agreed"),))
    fill(people[0].store, [grave])
    with pytest.raises(UserProblem, match="life_safety"):
        snooze(people[1], desk(people[1], DeskScope.ALL, ZONE).items[0], clock.now() + timedelta(minutes=5))


def test_what_is_put_off_is_counted_under_the_heading_it_stands_under(people: list[Session]) -> None:
    late = Made(promises=((-30, 1, "open"),), put_off=(("promise", 1, 60),))
    fill(people[0].store, [late, Made(meetings=((60, 60, "agreed"),), put_off=(("appointment", 1, 60),))])
    found = desk(people[0], DeskScope.PUT_OFF, ZONE)
    assert [item.group for item in found.items] == [DeskGroup.OVERDUE, DeskGroup.SOON]
    assert {group: n for group, n in found.counts.items() if n} == {DeskGroup.OVERDUE: 1, DeskGroup.SOON: 1}
