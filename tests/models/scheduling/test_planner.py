"""*Plan the day*: never against a rule, never worse than first come, first served, never above what was proved."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest

from models.scheduling.kinds import Job
from models.scheduling.plan_data import Data, Mode, Spot, made
from models.scheduling.plan_greedy import Tableau, first_come, gravest_first
from models.scheduling.plan_search import Routes
from models.scheduling.plan_solver import Solver
from models.scheduling.planner import Solved, solve
from models.scheduling.worth import EARLY, LATE, LATE_DAY, MOST_LATE_DAYS, PLACED, POINTS, early, placed
from tests.models.scheduling.checker import Given, wrong
from tests.models.scheduling.test_rules import NOW, ZONE, a_job, a_roster, at, standing
from tests.scheduling_data import MONDAY, Instance, instance, technician

SECONDS = 1.0


def slots(solved: Solved) -> list[Given]:
    data = solved.data
    made_slots = []
    for spot in solved.spots:
        job = data.jobs[spot.mode.job]
        start = data.instant(spot.start)
        who = data.gaps[spot.mode.gap].technician_id
        end = start + timedelta(minutes=job.minutes)
        made_slots.append(
            Given(
                job.order_id,
                who,
                start,
                end,
                job.skill,
                job.place_path,
                job.severity,
                job.windows,
                job.appointment,
            )
        )
    return made_slots


def plan_of(world: Instance, seconds: float = SECONDS) -> Solved:
    return solve(world.jobs, world.roster, world.start, world.end, world.now, seconds)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_plan_keeps_every_rule_and_beats_first_come(seed: int) -> None:
    world = instance(seed, 8, 50, MONDAY + timedelta(days=1), 2)
    solved = plan_of(world)
    roster = world.roster
    found = slots(solved)
    assert wrong([*standing(roster), *found], roster.people, roster.absences, roster.office) == []
    assert all(world.now <= one.start and one.end <= world.end for one in found)
    assert len({one.order for one in found}) == len(found)
    assert solved.first_come_value < solved.value <= solved.bound
    assert solved.value == independent_worth(solved)


def independent_worth(solved: Solved) -> int:
    """The worth of a plan added up from its slots, as the words of ``models.scheduling.worth`` have it."""
    data, total = solved.data, 0
    zone = data.roster.office.zone
    steps = data.steps
    for one in slots(solved):
        job = next(job for job in data.jobs if job.order_id == one.order)
        points = {"s1": 8, "s2": 4, "s3": 2, "s4": 1}[job.severity]
        late_days = 0
        if job.due_at is not None:
            late_days = (one.start.astimezone(zone).date() - job.due_at.astimezone(zone).date()).days
        late = job.due_at is not None and one.end > job.due_at
        worth = 60_000 - 5_000 * min(6, max(0, late_days)) if late else 100_000
        step = (one.start - data.start) // timedelta(minutes=5)
        total += points * worth + points * max(1, 2_000 // steps) * (steps - step)
        day = one.start.astimezone(zone).date()
        others = [(b.ends_at, b.place_path) for b in data.roster.busy.get(one.technician, ())
                  if b.ends_at <= one.start and b.starts_at.astimezone(zone).date() == day]  # fmt: skip
        others += [(o.end, o.path) for o in slots(solved) if o.technician == one.technician
                   and o.end <= one.start and o.start.astimezone(zone).date() == day]  # fmt: skip
        if others:
            total -= 100 * _minutes(max(others)[1], one.path)
    return total


def _minutes(one: str, other: str) -> int:
    if not one or not other:
        return 10
    a, b = one.split("/"), other.split("/")
    return 0 if a == b else 30 if a[1] != b[1] else 5 if a[2] == b[2] else 10


def every_plan(data: Data, gap: int, jobs: Sequence[int]) -> Iterator[tuple[frozenset[int], int]]:
    """All sequences of a gap, each order as early as it can, by trying."""
    for count in range(len(jobs) + 1):
        for row in permutations(jobs, count):
            spots: list[Spot] = []
            at_step, last = 0, -1
            for job in row:
                way = data.way(last, job) if last >= 0 else 0
                mode = next(
                    (m for m in sorted(data.modes[job], key=lambda m: m.lo)
                     if m.gap == gap and m.hi >= at_step + way), None,
                )  # fmt: skip
                if mode is None:
                    break
                start = max(mode.lo, at_step + way)
                spots.append(Spot(mode, start))
                at_step, last = start + data.lengths[job], job
            else:
                yield frozenset(row), data.worth(spots)


def test_a_small_plan_is_the_best_there_is() -> None:
    """Two technicians, six orders that do not all fit: every plan there is, tried one by one."""
    roster = a_roster(technician(1), technician(2))
    homes = ["/1/10/1001/", "/1/10/1002/", "/1/11/1101/", "/2/10/1001/", "", "/1/10/1001/"]
    jobs = [
        a_job(order_id=n, minutes=minutes, severity=severity, place_path=homes[n], due_at=due, windows=windows)
        for n, (minutes, severity, due, windows) in enumerate(
            (
                (120, "s3", at(11), ()), (100, "s2", None, ()), (75, "s4", at(10), ()), (90, "s4", None, ()),
                (60, "s1", at(10), ((at(9.5), at(12)),)), (55, "s3", None, ((at(9), at(12)),)),
            )
        )
    ]  # fmt: skip
    data = made(jobs, roster, at(9), at(12), NOW)
    best_of: list[dict[frozenset[int], int]] = []
    for gap in range(len(data.gaps)):
        best: dict[frozenset[int], int] = {}
        for own, worth in every_plan(data, gap, range(len(jobs))):
            best[own] = max(worth, best.get(own, 0))
        best_of.append(best)
    assert len(best_of) == 2
    most = max(
        one + other
        for own, one in best_of[0].items()
        for others, other in best_of[1].items()
        if not own & others
    )
    solved = solve(jobs, roster, at(9), at(12), NOW, SECONDS)
    assert len(solved.spots) < len(jobs)
    assert solved.value == most
    assert most <= solved.bound
    assert Solver(1, lambda: False).bound(data, time.monotonic() + 2) >= most


def test_the_bound_allows_for_what_just_fits() -> None:
    """Two orders with the way between them fill their time to the minute: the first needs no way."""
    jobs = [
        a_job(order_id=1, minutes=95, place_path="/1/10/1001/"),
        a_job(order_id=2, minutes=75, place_path="/1/11/1101/"),
        a_job(order_id=3, minutes=170, place_path="/1/12/1201/", severity="s4"),
    ]
    data = made(jobs, a_roster(), at(9), at(12), NOW)
    value = gravest_first(data).value()
    assert set(gravest_first(data).spot) == {0, 1}
    assert value <= Solver(1, lambda: False).bound(data, time.monotonic() + 2) < value * 1.01


def test_the_bound_knows_what_rules_each_other_out() -> None:
    """Before the promised time there is no room for the other order, and after it nobody is in any more."""
    jobs = [
        a_job(
            order_id=1, minutes=20, appointment=(at(9) + timedelta(minutes=20), at(9) + timedelta(minutes=25))
        ),
        a_job(order_id=2, minutes=25, windows=((at(9), at(10)),)),
    ]
    data = made(jobs, a_roster(), at(9), at(12), NOW)
    value = gravest_first(data).value()
    assert len(gravest_first(data).spot) == 1
    assert value <= Solver(1, lambda: False).bound(data, time.monotonic() + 2) < value * 1.02


def test_somebody_comes_when_it_was_promised() -> None:
    promised = a_job(minutes=90, appointment=(at(10), at(11)), severity="s4")
    other = a_job(order_id=2, minutes=120, windows=((at(9), at(11.25)),))
    solved = solve([promised, other], a_roster(), at(9), at(12), NOW, 0.3)
    assert [
        (solved.data.jobs[one.mode.job].order_id, solved.data.instant(one.start)) for one in solved.spots
    ] == [(2, at(9))]  # the heavier one leaves no time for the promise
    alone = made([promised], a_roster(), at(9), at(12), NOW)
    assert [(alone.instant(mode.lo), alone.instant(mode.hi)) for mode in alone.modes[0]] == [
        (at(10), at(10.5))
    ]
    short = made([replace(promised, minutes=30)], a_roster(), at(9), at(12), NOW)
    assert [short.instant(mode.hi) for mode in short.modes[0]] == [at(11) - timedelta(minutes=5)]


def test_the_solver_combines_what_was_seen() -> None:
    columns = {
        (0, frozenset({1, 2})): (10, (1, 2)), (0, frozenset({1})): (6, (1,)), (1, frozenset({2, 3})): (9, (3, 2)),
        (1, frozenset({3})): (4, (3,)),
    }  # fmt: skip
    assert Solver(1, lambda: False).combine(columns, [(), ()], time.monotonic() + 2) == [(1,), (3, 2)]


def test_a_plan_that_nobody_waits_for_ends_at_once() -> None:
    world = instance(1, 6, 40, MONDAY + timedelta(days=1), 2)
    solved = solve(world.jobs, world.roster, world.start, world.end, world.now, 60.0, cancelled=lambda: True)
    assert solved.seconds < 20
    assert solved.value >= solved.first_come_value


def test_nothing_to_plan_and_nobody_to_do_it() -> None:
    nothing = solve([], a_roster(), at(9), at(12), NOW, 0.2)
    assert (nothing.spots, nothing.value, nothing.bound) == ((), 0, 0)
    nobody = solve([a_job()], replace(a_roster(), people={}), at(9), at(12), NOW, 0.2)
    assert (nobody.spots, nobody.value, nobody.bound) == ((), 0, 0)
    empty = solve([a_job(minutes=0), a_job(order_id=2, minutes=3000)], a_roster(), at(9), at(12), NOW, 0.2)
    assert empty.spots == ()


def test_first_come_takes_them_in_their_turn_and_gravest_first_does_not() -> None:
    jobs = [a_job(order_id=1, minutes=120, severity="s4"), a_job(order_id=2, minutes=120, severity="s1")]
    data = made(jobs, a_roster(), at(9), at(12), NOW)
    assert set(first_come(data).spot) == {0}
    assert set(gravest_first(data).spot) == {1}


def test_sequences_start_as_early_as_they_can_and_the_worth_agrees() -> None:
    world = instance(4, 6, 40, MONDAY + timedelta(days=1), 1)
    data = made(world.jobs, world.roster, world.start, world.end, world.now)
    routes = Routes(data, gravest_first(data).spot.values())
    assert routes.rows
    for gap, row in enumerate(routes.rows):
        found = routes.starts(gap, row)
        assert found is not None
        spots = [Spot(_mode(data, gap, job, start), start) for job, start in zip(row, found[1], strict=True)]
        assert found[0] == data.worth(spots) == routes.worth[gap]
        assert Tableau(data, spots).value() == found[0]


def _mode(data: Data, gap: int, job: int, start: int) -> Mode:
    return next(mode for mode in data.modes[job] if mode.gap == gap and mode.lo <= start <= mode.hi)


def test_what_a_slot_is_worth() -> None:
    due = at(12)
    assert placed(POINTS["s2"], due, at(11), at(12), ZONE) == 4 * PLACED
    assert placed(1, due, at(11.5), at(12.5), ZONE) == LATE
    assert placed(1, due, at(9, 2), at(10, 2), ZONE) == LATE - 2 * LATE_DAY
    assert placed(1, due, at(9, 30), at(10, 30), ZONE) == LATE - MOST_LATE_DAYS * LATE_DAY > 0
    assert placed(1, None, at(9), at(10), ZONE) == PLACED
    assert 0 < early(1, 287, 288) < early(1, 0, 288) <= EARLY
    assert early(1, 0, 5000) == 5000


def test_an_order_goes_before_what_is_less_grave_even_late() -> None:
    """Half a day for one of two: the grave one is late and still counts more."""
    jobs: list[Job] = [
        a_job(order_id=1, minutes=180, severity="s4"), a_job(order_id=2, minutes=180, severity="s2", due_at=at(8, -1)),
    ]  # fmt: skip
    solved = solve(jobs, a_roster(), at(9), at(12), NOW, 0.3)
    assert [solved.data.jobs[spot.mode.job].order_id for spot in solved.spots] == [2]
