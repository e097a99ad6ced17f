"""The sheet, against a plain reading of whatever stands in the tables; its statements, by their plans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.core.clock import SetClock, to_millis
from models.core.permissions import Role
from models.core.session import OWNER, Session
from models.handling.actions.contacts import make_promise
from models.handling.actions.pauses import pause
from models.handling.clock_kinds import PauseDraft, PauseReason
from models.handling.kinds import PromiseDraft
from models.incidents.actions import declare
from models.incidents.kinds import IncidentDraft
from models.repairs.actions import agree, start
from models.repairs.actions import done as repairs_done
from models.repairs.kinds import AppointmentDraft, DoneDraft, Outcome
from models.shifts.saying import about, is_late, what, when
from models.shifts.sheet import SHOWN, lines, sheet, wanted
from models.shifts.sheet_kinds import Part
from models.store.database import Store
from resources.texts import load
from tests import factories
from tests.cases import a_case
from tests.models.conftest import MakeSession
from tests.repairs import a_technician, an_order, slot

NOW = factories.NOON
UNTIL = NOW + timedelta(hours=9)
_MINUTE = st.integers(-900, 900)


@dataclass(frozen=True)
class Case:
    """A case with what hangs on it; times are minutes from now."""

    severity: str
    life: bool
    major: bool
    closed: bool
    due: int | None
    kind: str
    look: int | None
    looked: bool
    merged: bool
    promises: tuple[tuple[int, bool], ...]
    pauses: tuple[tuple[int, bool], ...]
    told: tuple[tuple[int, bool], ...]


_MAYBE = st.integers(0, 4).map(lambda n: n == 0)
_HANGING = st.lists(st.tuples(_MINUTE, _MAYBE), max_size=3).map(tuple)
CASES = st.lists(
    st.builds(
        Case, st.sampled_from(["s1", "s2", "s3"]), _MAYBE, _MAYBE, _MAYBE, st.none() | _MINUTE,
        st.sampled_from(["resolved", "progress_told", "follow_up"]), st.none() | _MINUTE, _MAYBE, _MAYBE,
        _HANGING, _HANGING, _HANGING,
    ),
    max_size=6,
)  # fmt: skip


def at(minutes: int | None) -> int | None:
    return None if minutes is None else to_millis(NOW + timedelta(minutes=minutes))


def insert(store: Store, table: str, **values: object) -> None:
    names, marks = ", ".join(values), ", ".join("?" * len(values))
    store.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(values.values()))


def fill(store: Store, cases: list[Case]) -> None:
    """Put the rows in, the hanging ones numbered case * 10 + their place."""
    with store.writing():
        for table in ("escalation", "pause", "promise", "complaint"):
            store.execute(f"DELETE FROM {table}")
        for number, case in enumerate(cases, 1):
            insert(
                store, "complaint", id=number, reference=f"2611-{number:04d}", kind="complaint", channel="phone",
                status="closed" if case.closed else "open", received_at=at(-number), recorded_at=at(-number),
                severity=case.severity, life_safety=case.life, major=case.major, next_due_at=at(case.due),
                next_due_kind=case.kind, closed_at=at(-1) if case.closed else None, second_look_at=at(case.look),
                second_look_done_at=at(-1) if case.looked else None,
                merged_into_id=1 if case.merged and number > 1 else None,
            )  # fmt: skip
            for place, (minute, over) in enumerate(case.promises):
                insert(store, "promise", id=number * 10 + place, complaint_id=number, kind="call", text="",
                       due_at=at(minute), state="kept" if over else "open", made_at=at(-900))  # fmt: skip
            for place, (minute, over) in enumerate(case.pauses):
                insert(store, "pause", id=number * 10 + place, complaint_id=number, reason="parts",
                       started_at=at(-900), ends_at=at(minute), ended_at=at(-1) if over else None)  # fmt: skip
            for place, (minute, over) in enumerate(case.told):
                insert(store, "escalation", id=number * 10 + place, complaint_id=number, cause="clock", level="manager",
                       once=f"{number}/{place}", at=at(minute), raised_at=at(minute),
                       acknowledged_at=at(0) if over else None)  # fmt: skip


def plainly(cases: list[Case]) -> dict[Part, list[int]]:
    """The ids of each part, read by hand in the order of their times."""
    found: dict[Part, list[tuple[object, int]]] = {part: [] for part in Part}
    for number, case in enumerate(cases, 1):
        due = 10**9 if case.due is None else case.due
        grave = case.severity == "s1" or case.life or case.major
        if case.look is not None and case.look < 540 and not case.looked and not (case.merged and number > 1):
            found[Part.SECOND_LOOKS].append((case.look, number))
        if case.closed:
            continue
        if grave:
            found[Part.CRITICAL].append(((case.severity, due), number))
        elif case.due is not None and case.kind != "follow_up" and due < 540:
            found[Part.LATE if due < 0 else Part.DUE].append((due, number))
        if case.due is not None and case.kind == "follow_up" and due < 540:
            found[Part.FOLLOW_UPS].append((due, number))
        for place, (minute, over) in enumerate(case.promises):
            if minute < 540 and not over:
                found[Part.PROMISES].append((minute, number * 10 + place))
        for place, (minute, over) in enumerate(case.pauses):
            if minute > 0 and not over:
                found[Part.PAUSED].append((minute, number * 10 + place))
        told = [(minute, number * 10 + place) for place, (minute, over) in enumerate(case.told) if not over]
        if told:
            found[Part.ESCALATIONS].append(max(told))
    return {part: [ident for _, ident in sorted(rows)] for part, rows in found.items()}


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CASES)
def test_every_part_is_what_a_plain_reading_finds(store: Store, cases: list[Case]) -> None:
    fill(store, cases)
    found, totals = lines(store, NOW, UNTIL)
    expected = plainly(cases)
    assert {part: [line.id for line in found[part]] for part in Part} == expected
    assert totals == {part: len(ids) for part, ids in expected.items()}


def test_long_parts_are_cut_and_counted(store: Store) -> None:
    case = Case("s3", False, False, False, 5, "resolved", None, False, False, (), (), ())
    fill(store, [case] * (SHOWN + 7))
    found, totals = lines(store, NOW, UNTIL)
    assert (len(found[Part.DUE]), totals[Part.DUE]) == (SHOWN, SHOWN + 7)


def test_every_statement_reads_an_index(store: Store) -> None:
    for part, one in wanted(to_millis(NOW), to_millis(UNTIL)).items():
        for statement, params in (one.rows(), one.count()):
            plan = [row[3] for row in store.rows(f"EXPLAIN QUERY PLAN {statement}", params)]
            whole = [step for step in plan if step.startswith("SCAN") and "USING INDEX" not in step
                     and "USING COVERING INDEX" not in step]  # fmt: skip
            assert not whole, (part, plan)


def test_a_real_desk(session: MakeSession, clock: SetClock) -> None:
    desk = session()
    owner = Session(desk.store, OWNER, clock)
    promised, waiting = a_case(desk), a_case(desk)
    soon = clock.now() + timedelta(hours=1)
    make_promise(desk, promised, PromiseDraft("告诉检测结果", soon))
    make_promise(desk, promised, PromiseDraft("赵师傅上门", soon + timedelta(hours=1), "visit"))
    pause(desk, waiting, None, PauseDraft(PauseReason.PARTS, clock.now() + timedelta(days=2), "等软管"))
    declare(owner, IncidentDraft("3号楼停水", say="水泵在换件", expected_until=soon))
    found = sheet(desk)
    call, visit = found.lines[Part.PROMISES]
    assert call.phone == "138 6021 7745"
    assert visit.phone == ""  # only who has to ring needs the number
    zh, en = load("zh_CN"), load("en")
    assert what(zh, call) == "回电：告诉检测结果"
    assert when(en, call, found.as_of, found.zone) == "by today 15:20"
    assert "陈建国" in about(zh, call)
    (paused,) = found.lines[Part.PAUSED]
    assert (paused.complaint_id, what(zh, paused)) == (waiting, "等配件：等软管")
    (water,) = found.lines[Part.INCIDENTS]
    assert (about(zh, water), water.text) == ("3号楼停水", "水泵在换件")
    assert not is_late(water, found.as_of)
    assert is_late(water, soon + timedelta(minutes=1))


def test_who_is_expected_and_what_is_under_way(session: MakeSession, clock: SetClock) -> None:
    desk, boss = session(), session(Role.COORDINATOR)
    now, hour = clock.now(), timedelta(hours=1)
    zhao, case = a_technician(boss), a_case(desk)
    ends = sheet(desk).until
    for begin in (now + hour, now - hour, now - 3 * hour, ends + hour):
        clock.instant = min(now, begin - hour)
        order = an_order(desk, case if begin > now else None, contact_phone="137 0000 1111", title="换软管")
        agree(desk, order, None, AppointmentDraft(begin, begin + 2 * hour))
    clock.instant = now
    order = an_order(desk)
    slot(desk, order, zhao, now - 2 * hour, 60)
    start(desk, order, None)
    done = an_order(desk)
    slot(desk, done, zhao, now - 5 * hour, 60)
    start(desk, done, None, now - 5 * hour)
    clock.advance(minutes=1)
    repairs_done(desk, done, None, DoneDraft(Outcome.FIXED, now - 5 * hour, now - 4 * hour))
    found = sheet(desk)
    late, under_way, coming = found.lines[Part.APPOINTMENTS]  # the fourth is expected after the next shift
    assert [is_late(one, found.as_of) for one in (late, under_way, coming)] == [True, False, False]
    assert (coming.phone, coming.complaint_id, late.complaint_id) == ("137 0000 1111", case, None)
    en = load("en")
    assert when(en, coming, found.as_of, found.zone) == "today 15:20–17:20"
    assert what(en, coming) == "To schedule"
    (working,) = found.lines[Part.WORK]
    assert (working.id, working.handler, what(en, working)) == (order, "赵磊", "Working")
    assert is_late(working, found.as_of)
    assert when(en, working, found.as_of, found.zone) == "until today 13:20"
