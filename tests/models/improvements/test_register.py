"""The improvement register: a row's way from proposal to verdict, who may do what, who hears when it is late."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from models.complaints.kinds import FileDraft
from models.core.clock import MILLISECOND, SetClock, to_millis
from models.core.errors import ChangedMeanwhile, NotAllowed, UserProblem
from models.core.permissions import Role
from models.core.session import Session
from models.improvements import actions, queries
from models.improvements.kinds import (
    ImprovementDecision,
    ImprovementGroup,
    ImprovementState,
    ImprovementView,
    ReviewKind,
    TaskDraft,
    Verdict,
)
from models.improvements.knowing import late_of
from models.improvements.past import stood
from models.store import doctor
from models.store.database import Store
from models.sweep.actions import sweep
from models.sweep.moments import next_moment
from tests.models.conftest import MakeSession
from tests.models.improvements.made import (
    DRAFT,
    GOLDEN_DAY,
    GOLDEN_WEEKS,
    TODAY,
    ZONE,
    a_complaint,
    a_place,
    at,
    golden_weeks,
    homes,
)


@pytest.fixture
def desk(session: MakeSession) -> Session:
    """The front desk."""
    return session(Role.FRONT_DESK, "wang")


def local(day: date, hour: int = 0) -> datetime:
    """An hour of a day at the property."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZONE).astimezone(UTC)


def kinds(desk: Session, improvement_id: int) -> list[str]:
    """What the history says, the oldest first."""
    return [one.kind for one in reversed(queries.improvement(desk, improvement_id).history)]


def test_the_golden_row_from_proposal_to_verdict(
    desk: Session, store: Store, clock: SetClock, estate: int
) -> None:
    """Judged by itself when four weeks are over, with homes counted once a week; told, and nothing more falls due."""
    clock.instant = local(date(2026, 10, 12), 9)
    building = a_place(store, "building", "3", estate, estate)
    homes(store, building, 1142)
    homes(store, building, 14, since=date(2026, 10, 19))  # the first Monday after
    homes(store, building, 5, until=date(2026, 9, 14))  # moved out on the first Monday before
    draft = replace(DRAFT, tasks=(TaskDraft("换 64 处"), TaskDraft("改采购单", long_term=True)))
    golden_weeks(store)
    a_complaint(store, at(date(2026, 10, 2)), kind="compliment")
    a_complaint(store, at(date(2026, 10, 2)), status="merged")
    a_complaint(store, at(date(2026, 10, 2)), category="noise")
    row_id = actions.propose(desk, draft).value
    assert queries.row(desk, row_id).period_count == 22
    first = queries.improvement(desk, row_id).tasks[0]
    actions.task_done(desk, first.id, True, first.row_version)
    assert queries.row(desk, row_id).state == ImprovementState.RUNNING
    clock.instant = local(GOLDEN_DAY, 15)
    actions.put_in_force(desk, row_id, None, GOLDEN_DAY)
    with pytest.raises(UserProblem) as early:
        actions.judge(desk, row_id, None)
    assert (early.value.code, early.value.facts) == ("improvement.too_early", {"day": date(2026, 11, 16)})
    assert next_moment(store) == local(date(2026, 11, 16))
    clock.instant = local(TODAY, 14)
    assert sweep(desk).value.judged == 1
    found = queries.improvement(desk, row_id)
    judged = found.judgement
    assert judged is not None
    assert judged.verdict is Verdict.ACHIEVED
    assert (judged.before, judged.after) == (22, 9)
    assert (judged.before_exposure, judged.after_exposure) == (4 * 1142, 4 * 1156)
    assert tuple(n for _, n in judged.weeks) == GOLDEN_WEEKS
    assert judged.left_out == date(2026, 10, 12)
    assert judged.drop_percent is not None
    assert f"{judged.drop_percent:.1f} {100 * judged.p_value:.1f}" == "59.6 1.4"
    assert found.row.drop_percent == pytest.approx(judged.drop_percent)
    assert found.row.judged_at == local(date(2026, 11, 16))
    assert found.row.told_residents_at is None
    assert next_moment(store) is None
    assert kinds(desk, row_id) == ["proposed", "started", "task_done", "in_force", "judged"]
    assert doctor.examine(store).ok


def test_a_late_plan_climbs_to_owner_manager_and_director(
    session: MakeSession, store: Store, clock: SetClock
) -> None:
    desk, boss = session(Role.FRONT_DESK, "li"), session(Role.MANAGER, "liu")
    director = session(Role.ADMINISTRATOR, "guan")
    due = date(2026, 11, 11)
    clock.instant = local(date(2026, 11, 2), 9)
    row_id = actions.propose(desk, replace(DRAFT, due_on=due, owner_id=desk.actor.staff_id)).value
    clock.instant = local(due, 23)
    assert sweep(desk).value.pressed == 0  # its due day is not over
    assert queries.late_count(desk) == 0
    clock.instant = local(TODAY, 14)
    assert sweep(desk).value.pressed == 2
    row = queries.row(desk, row_id)
    assert (row.late_days, row.rung, row.group, row.told) == (9, 2, ImprovementGroup.LATE, "Manager")
    late = [one for one in queries.improvement(desk, row_id).history if one.kind == "late"]
    assert [(one.at, one.facts["to"]) for one in late] == [
        (local(date(2026, 11, 18)), [boss.actor.staff_id]),
        (local(date(2026, 11, 12)), [desk.actor.staff_id]),
    ]
    assert [one.id for one in late_of(boss)] == [row_id]
    assert late_of(director) == ()
    clock.instant = local(date(2026, 12, 1), 9)
    assert sweep(desk).value.pressed == 1
    assert queries.row(desk, row_id).rung == 3
    assert [one.id for one in late_of(director)] == [row_id]
    assert next_moment(store) is None
    # Another due day starts the ladder anew; what was told stays in the history.
    actions.change(desk, row_id, None, replace(DRAFT, due_on=date(2026, 12, 4), owner_id=desk.actor.staff_id))
    row = queries.row(desk, row_id)
    assert (row.late_days, row.rung, row.group) == (0, 0, ImprovementGroup.PROPOSED)
    assert kinds(desk, row_id)[-1] == "due_moved"  # and nothing else was changed
    assert next_moment(store) == local(date(2026, 12, 5))
    actions.drop(desk, row_id, row.row_version, "改走物业大会")
    assert next_moment(store) is None


def test_what_was_late_when_it_was_written_down_is_told_then(session: MakeSession, clock: SetClock) -> None:
    """Nobody is told before there was a row, and nobody is left out; without an owner a manager hears first."""
    desk, boss = session(Role.FRONT_DESK, "li"), session(Role.MANAGER, "liu")
    session(Role.COORDINATOR, "wang")  # stands below a manager
    row_id = actions.propose(desk, replace(DRAFT, due_on=date(2026, 10, 30))).value
    clock.advance(minutes=5)
    assert sweep(desk).value.pressed == 3
    late = [one for one in queries.improvement(desk, row_id).history if one.kind == "late"]
    assert {one.at for one in late} == {local(TODAY, 14) + timedelta(minutes=20)}
    assert late[-1].facts["to"] == [boss.actor.staff_id]


def test_a_manager_decides_and_a_no_needs_a_reason(session: MakeSession, clock: SetClock) -> None:
    desk, boss = session(Role.FRONT_DESK, "li"), session(Role.MANAGER, "liu")
    draft = replace(DRAFT, ask="换 22 个读卡器", ask_minor=880_000)
    row_id = actions.propose(desk, draft).value
    waiting = stood(desk, clock.now() + MILLISECOND, TODAY).asked
    assert [(one.id, one.proposer, one.owner) for one in waiting] == [(row_id, desk.actor.name, "")]
    assert queries.head(desk).asked == 1
    with pytest.raises(UserProblem, match="undecided"):
        actions.start(desk, row_id, None)
    with pytest.raises(UserProblem, match="no_reason"):
        actions.drop(desk, row_id, None, "")
    with pytest.raises(NotAllowed):
        actions.decide(desk, row_id, None, ImprovementDecision.YES)
    with pytest.raises(UserProblem, match="no_reason"):
        actions.decide(boss, row_id, None, ImprovementDecision.NO, " ")
    actions.decide(boss, row_id, None, ImprovementDecision.YES, "先换一半")
    found = queries.improvement(desk, row_id)
    assert (found.row.decision, found.decided_by) == ("yes", "Manager")
    actions.start(desk, row_id, found.row.row_version)
    actions.change(desk, row_id, None, replace(draft, ask_minor=990_000))  # another question: no answer yet
    assert queries.row(desk, row_id).decision is None


def test_what_is_in_force_is_measured_by_what_was_said(desk: Session, store: Store) -> None:
    row_id = actions.propose(desk, DRAFT).value
    with pytest.raises(UserProblem, match="not_yet"):
        actions.put_in_force(desk, row_id, None, TODAY + timedelta(days=1))
    with pytest.raises(UserProblem, match="not_in_force"):
        actions.told_department(desk, row_id, None)
    actions.put_in_force(desk, row_id, None, date(2026, 11, 2))
    for moved in ({"target_percent": 40}, {"category": "noise"}, {"building_id": 1}, {"cause": "wear"}):
        with pytest.raises(UserProblem, match="fixed"):
            actions.change(desk, row_id, None, replace(DRAFT, **moved))
    actions.change(desk, row_id, None, replace(DRAFT, plan_short="换胶，两周内"))
    a_complaint(store, at(date(2026, 11, 3)))
    so_far = queries.improvement(desk, row_id).preview
    assert so_far is not None
    assert (so_far.complete, so_far.ready_on, so_far.judgement.after) == (False, date(2026, 11, 30), 1)
    assert so_far.judgement.left_out is None  # it began on a Monday
    assert [(one.day, one.kind) for one in queries.reviews(desk, TODAY, date(2026, 12, 1))] == [
        (date(2026, 11, 30), ReviewKind.VERDICT)
    ]
    actions.put_in_force(desk, row_id, None, date(2026, 9, 1))  # a slip set right: four weeks are long over
    assert actions.judge(desk, row_id, None).value is Verdict.NOT_ENOUGH_DATA
    assert actions.judge(desk, row_id, None).value is Verdict.NOT_ENOUGH_DATA  # as the cases stand today
    quiet = actions.propose(desk, replace(DRAFT, category="noise")).value
    actions.put_in_force(desk, quiet, None, TODAY)
    with pytest.raises(UserProblem, match="nobody"):
        actions.told_residents(desk, quiet, None)


def test_residents_concerned_are_counted_once(desk: Session, store: Store, estate: int) -> None:
    building = a_place(store, "building", "3", estate, estate)
    homes(store, building, 2)
    homes(store, a_place(store, "building", "5", estate, estate), 7)
    for resident in (1, 1, 3, None):
        a_complaint(store, at(date(2026, 9, 20)), resident_id=resident, building_id=building)
    a_complaint(store, at(date(2026, 9, 20)), resident_id=4)  # of no building
    row_id = actions.propose(desk, replace(DRAFT, building_id=building)).value
    actions.put_in_force(desk, row_id, None, GOLDEN_DAY)
    found = queries.concerned(desk, row_id)
    assert (len(found.cases), sorted(found.residents), found.others) == (4, [1, 3], 1)
    so_far = queries.improvement(desk, row_id).preview
    assert so_far is not None
    assert so_far.judgement.before_exposure == 4 * 2  # of that building alone
    assert actions.told_residents(desk, row_id, None).value == 2
    actions.told_department(desk, row_id, None, "给工程部看了数")
    assert kinds(desk, row_id)[-2:] == ["told_residents", "told_department"]


def test_causes_stand_for_what_lies_below_them(desk: Session, store: Store) -> None:
    with store.writing():
        store.execute(
            "INSERT INTO cause (code, parent_code, zh, en) VALUES ('wear.hose', 'wear', '软管', 'Hose')"
        )
    for cause in ("wear", "wear.hose", "weather", None):
        a_complaint(store, at(date(2026, 9, 20)), cause=cause)
    draft = replace(DRAFT, category=None, cause="wear")
    assert queries.row(desk, actions.propose(desk, draft).value).period_count == 2
    narrow = replace(draft, cause="wear.hose")
    assert queries.row(desk, actions.propose(desk, narrow).value).period_count == 1


def test_the_register_by_groups_and_tabs(desk: Session, clock: SetClock) -> None:
    """Late first, then by when it is due; what was judged last; nothing twice and nothing lost across pages."""
    ids = {}
    for name, due in (("late", 5), ("later", 2), ("soon", 25), ("far", 29)):
        ids[name] = actions.propose(desk, replace(DRAFT, title=name, due_on=date(2026, 11, due))).value
    actions.start(desk, ids["far"], None)
    ids["force"] = actions.propose(desk, replace(DRAFT, title="force")).value
    actions.put_in_force(desk, ids["force"], None, date(2026, 11, 16))
    for name, day in (("old", 1), ("older", 2)):
        ids[name] = actions.propose(desk, replace(DRAFT, title=name)).value
        actions.put_in_force(desk, ids[name], None, date(2026, 9, day))
        clock.advance(minutes=1)
        actions.judge(desk, ids[name], None)
    ids["gone"] = actions.propose(desk, replace(DRAFT, title="gone")).value
    actions.drop(desk, ids["gone"], None, "不值得")
    titles, after = [], None
    while True:
        page = queries.page(desk, ImprovementView.ALL, after, limit=2)
        titles += [row.title for row in page.rows]
        after = page.next_key
        if after is None:
            break
    assert titles == ["later", "late", "soon", "far", "force", "older", "old", "gone"]
    assert queries.counts(desk) == {
        ImprovementView.ALL: 8, ImprovementView.LATE: 2, ImprovementView.RUNNING: 3,
        ImprovementView.JUDGED: 2, ImprovementView.FROM_WARNING: 0,
    }  # fmt: skip
    for view, n in queries.counts(desk).items():
        assert len(queries.page(desk, view).rows) == n
    head = queries.head(desk)
    assert (head.judged, head.not_enough, head.late) == (2, 2, 2)
    since = clock.now() - timedelta(minutes=2)
    assert [one.title for one in queries.between(desk.store, since, clock.now() + timedelta(1))] == [
        "older",
        "old",
    ]


def test_a_warning_leads_to_one_improvement(desk: Session, store: Store) -> None:
    with store.writing():
        store.execute(
            "INSERT INTO warning (once, rule, stream, level, at, raised_at, since, until, observed, due_at) "
            "VALUES ('x', 'exceedance', 'total', 'amber', 0, 0, 0, 0, 5, 0)"
        )
    row_id = actions.propose(desk, replace(DRAFT, warning_id=1)).value
    assert store.rows("SELECT improvement_id FROM warning") == [(row_id,)]
    with pytest.raises(UserProblem) as twice:
        actions.propose(desk, replace(DRAFT, warning_id=1))
    assert (twice.value.code, twice.value.facts) == ("improvement.of_warning", {"title": DRAFT.title})
    assert queries.counts(desk)[ImprovementView.FROM_WARNING] == 1
    actions.drop(desk, row_id, None, "误报")
    again = actions.propose(desk, replace(DRAFT, warning_id=1)).value
    assert store.rows("SELECT improvement_id FROM warning") == [(again,)]


def test_tasks_are_kept_as_they_stand_when_a_plan_is_changed(desk: Session) -> None:
    one, two, three = TaskDraft("一"), TaskDraft("二"), TaskDraft("三", long_term=True)
    row_id = actions.propose(desk, replace(DRAFT, tasks=(one, two, three))).value
    first, second, third = queries.improvement(desk, row_id).tasks
    actions.task_done(desk, second.id, True)
    with pytest.raises(ChangedMeanwhile):
        actions.task_done(desk, second.id, False, second.row_version)
    kept = (
        TaskDraft("二，改了", id=second.id),
        TaskDraft("三", True, third.id),
        TaskDraft("新", id=first.id + 99),
    )
    actions.change(desk, row_id, None, replace(DRAFT, tasks=kept))
    tasks = queries.improvement(desk, row_id).tasks
    assert [(task.text, task.long_term, task.done) for task in tasks] == [
        ("二，改了", False, True), ("新", False, False), ("三", True, False),
    ]  # fmt: skip
    row = queries.row(desk, row_id)
    assert (row.tasks, row.tasks_done) == (3, 1)


def test_evidence_is_kept_by_its_digest(desk: Session, store: Store, tmp_path: Path) -> None:
    row_id = actions.propose(desk, DRAFT).value
    actions.attach_file(desk, row_id, FileDraft("照片.png", b"\x89PNG\r\n\x1a\nxx"))
    file = queries.improvement(desk, row_id).files[0]
    assert (file.name, file.media_type, file.kind) == ("照片.png", "image/png", "document")
    assert doctor.examine(store).ok


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"title": "  "}, "no_title"),
        ({"title": "长" * 121}, "long"),
        ({"category": None}, "no_scope"),
        ({"category": "nothing"}, "unknown.category"),
        ({"cause": "nothing"}, "unknown.cause"),
        ({"owner_id": 99}, "unknown.staff"),
        ({"building_id": 99}, "unknown.place"),
        ({"period_to": date(2026, 9, 1)}, "backwards"),
        ({"due_on": date(1926, 9, 1)}, "improvement.day"),
        ({"target_percent": 0}, "target"),
        ({"target_percent": 101}, "target"),
        ({"difficulty": 4}, "difficulty"),
        ({"ask_minor": -1}, "cost"),
        ({"whys": ("为什么",) * 6}, "whys"),
        ({"tasks": (TaskDraft("做"),) * 31}, "too_many"),
    ],
)
def test_what_a_row_must_have(desk: Session, wrong: dict[str, object], code: str) -> None:
    with pytest.raises(UserProblem, match=code):
        actions.propose(desk, replace(DRAFT, **wrong))  # type: ignore[arg-type]
    assert queries.counts(desk)[ImprovementView.ALL] == 0


def test_both_days_of_a_period_are_counted_whole(desk: Session, store: Store) -> None:
    for received in (at(date(2026, 9, 14), 0), at(date(2026, 10, 11), 23)):
        a_complaint(store, received)
    a_complaint(store, at(date(2026, 9, 13), 23))
    a_complaint(store, at(date(2026, 10, 12), 0))
    assert queries.row(desk, actions.propose(desk, DRAFT).value).period_count == 2


def test_a_case_received_at_the_edge_of_a_week_is_counted_once(desk: Session, store: Store) -> None:
    """Midnight belongs to the week that begins; the day before it to the one that ends."""
    row_id = actions.propose(desk, DRAFT).value
    midnight = to_millis(local(date(2026, 10, 19)))
    for received in (midnight - 1, midnight):
        a_complaint(store, received)
    actions.put_in_force(desk, row_id, None, GOLDEN_DAY)
    found = queries.improvement(desk, row_id).preview
    assert found is not None
    assert found.judgement.after == 1


@pytest.mark.parametrize(
    "damage",
    [
        "verdict = NULL", "effective_on = NULL", "p_value = NULL", "state = 'dropped'", "next_at = 1", "rung = 4",
        "decision = 'yes'", "period_to = '2026-01-01'",
    ],
)  # fmt: skip
def test_a_row_that_contradicts_itself_is_found(desk: Session, store: Store, damage: str) -> None:
    row_id = actions.propose(desk, DRAFT).value
    actions.put_in_force(desk, row_id, None, date(2026, 9, 1))
    actions.judge(desk, row_id, None)
    assert doctor.examine(store).ok
    with store.writing():
        store.execute(f"UPDATE improvement SET {damage}")
    found = doctor.examine(store).findings
    assert [(one.code, one.facts) for one in found] == [("improvement.contradicts", {"title": DRAFT.title})]
