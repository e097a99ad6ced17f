"""Rules that need no statistics: each at its edge, one side and the other; and nothing is told twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from models.core.clock import SetClock
from models.core.permissions import Role
from models.core.session import Session
from models.warnings import queries
from models.warnings.actions import look_now
from models.warnings.evaluating import found_at
from models.warnings.kinds import Risk, WarningRow
from models.warnings.risk import residents_at_risk
from tests.models.conftest import MakeSession
from tests.models.warnings.made import DAY, Made

Plant = Callable[[Made, SetClock, int], None]


def home(made: Made, number: int, line: str = "1/02") -> int:
    return made.place("unit", f"1-{number:02d}02", line=line)


def resident(made: Made, name: str = "陈建国") -> int:
    return made.put("resident", name=name, created_at=made.store.rows("SELECT 1")[0][0])


def same_line(made: Made, clock: SetClock, n: int) -> None:
    for number in range(n):
        made.case(clock.now() - DAY * number, category="leak", place_id=home(made, number))


def same_home_twice(made: Made, clock: SetClock, n: int) -> None:
    """Homes count, not calls: the last home calls again and again."""
    same_line(made, clock, n)
    again = made.store.rows("SELECT max(id) FROM place")[0][0]
    for _ in range(3):
        made.case(clock.now(), category="leak", place_id=again)


def resident_again(made: Made, clock: SetClock, n: int) -> None:
    who = resident(made)
    for number in range(n):
        made.case(clock.now() - 14 * DAY * number, resident_id=who, category="noise")


def asset_again(made: Made, clock: SetClock, n: int) -> None:
    lift = made.place("asset", "1号梯")
    plain = {"kind": "repair", "state": "done", "title": "电梯", "severity": "s3", "skill": "lift",
             "estimate_minutes": 60, "access": "any_time", "place_id": lift}  # fmt: skip
    for number in range(n):
        at = clock.now() - 20 * DAY * number
        made.put("work_order", reference=f"W-{number}", uid=f"{number}", created_at=at, **plain)
    made.put(
        "work_order",
        reference="W-plan",
        uid="plan",
        created_at=clock.now(),
        cancelled_at=clock.now(),
        **plain,
    )


def chain(made: Made, clock: SetClock, n: int) -> None:
    last = None
    for number in range(n):
        at = clock.now() - 20 * DAY * (n - 1 - number)
        last = made.case(at, category="leak", repeat_of_id=last, chain=number + 1)


def dissatisfied(made: Made, clock: SetClock, n: int) -> None:
    building = made.place("building", "2")
    for number in range(n):
        case = made.case(
            clock.now() - 40 * DAY, building_id=building, resident_id=resident(made, f"R{number}")
        )
        made.put("follow_up", complaint_id=case, at=clock.now() - DAY, attempt=1, outcome="dissatisfied")


def one_dissatisfied_twice(made: Made, clock: SetClock, n: int) -> None:
    """Residents count: one of them says it about several cases."""
    dissatisfied(made, clock, n - 1)
    case = made.store.rows("SELECT max(id) FROM complaint")[0][0]
    made.put("follow_up", complaint_id=case, at=clock.now(), attempt=2, outcome="dissatisfied")


def late(made: Made, clock: SetClock, n: int) -> None:
    """Ten fell due in the week, ``n`` of them were not resolved in time."""
    for number in range(10):
        due = clock.now() - DAY - timedelta(minutes=number)
        done = due + timedelta(hours=1 if number < n else -1)
        made.case(
            clock.now() - 9 * DAY,
            resolve_due_at=due,
            resolved_at=done,
            status="closed",
            closed_at=clock.now(),
        )


def silent(made: Made, clock: SetClock, n: int) -> None:
    """Ten are open; the last word to ``n`` of them was on Monday morning, more than three working days ago."""
    monday = clock.now() - 4 * DAY - timedelta(hours=4)
    for number in range(10):
        case = made.case(clock.now() - 20 * DAY, status="open", closed_at=None)
        at = (
            monday if number < n else monday + DAY + timedelta(hours=9)
        )  # Tuesday after hours counts from Wednesday
        made.put("contact", complaint_id=case, at=at, direction="out", channel="phone", reached=1)


def grave(made: Made, clock: SetClock, n: int) -> None:
    made.case(clock.now(), severity="s1" if n else "s2")


def made_grave(made: Made, clock: SetClock, n: int) -> None:
    """Long ago it was an ordinary case; the day before yesterday, or eight days ago, somebody raised it."""
    case = made.case(clock.now() - 30 * DAY, severity="s1", status="open", closed_at=None)
    to_s1(made, case, clock.now() - DAY * (2 if n else 8))


def to_s1(made: Made, case: int, at: datetime, after: str = "s1") -> None:
    facts = f'{{"before":"s3","after":"{after}"}}'
    made.put("event", complaint_id=case, at=at, kind="severity_changed", facts=facts)


def public(made: Made, clock: SetClock, n: int) -> None:
    made.case(clock.now(), flags=" media " if n else " injury ")


def hotline(made: Made, clock: SetClock, n: int) -> None:
    made.case(clock.now(), channel="hotline" if n else "phone")


def words(made: Made, clock: SetClock, n: int) -> None:
    made.case(clock.now() - DAY, words="再不修我就打12345" if n else "再不修我就不交物业费")


EDGES: tuple[tuple[str, Plant, int], ...] = (
    ("same_line", same_line, 3),
    ("same_line", same_home_twice, 3),
    ("resident_again", resident_again, 3),
    ("asset_again", asset_again, 2),
    ("repeat_chain", chain, 3),
    ("low_satisfaction", dissatisfied, 2),
    ("low_satisfaction", one_dissatisfied_twice, 3),
    ("on_time_low", late, 2),
    ("no_contact", silent, 3),
    ("life_safety", grave, 1),
    ("life_safety", made_grave, 1),
    ("public_words", public, 1),
    ("public_words", hotline, 1),
    ("public_words", words, 1),
)


@pytest.mark.parametrize(("rule", "plant", "enough"), EDGES, ids=[plant.__name__ for _, plant, _ in EDGES])
@pytest.mark.parametrize("short", [0, 1], ids=["enough", "one short"])
def test_a_rule_holds_at_its_edge_and_is_told_once(
    made: Made, session: MakeSession, clock: SetClock, rule: str, plant: Plant, enough: int, short: int
) -> None:
    plant(made, clock, enough - short)
    desk = session(Role.COORDINATOR)
    found = [row for row in raised(desk) if row.rule == rule]
    assert len(found) == 1 - short
    assert [row.rule for row in raised(desk) if row.rule == rule] == []
    clock.advance(days=8)  # after seven quiet days nothing new has happened either
    again = [row.rule for row in raised(desk) if row.rule == rule]
    assert again == (["no_contact"] if rule == "no_contact" else []), "who is silent is told of once a week"
    for row in found:
        assert row.cases == len(queries.cases(made.store, row.id))
        assert row.owner == desk.actor.name


def test_a_case_is_grave_from_when_it_became_so(made: Made, session: MakeSession, clock: SetClock) -> None:
    """The night before somebody raised it does not know of it; raised anew it is told anew."""
    now, plain = clock.now(), {"severity": "s1", "status": "open", "closed_at": None}
    came = made.case(now - 3 * DAY, **plain)
    to_s1(made, came, now - DAY / 2)
    lowered = made.case(now - 30 * DAY, **{**plain, "severity": "s2"})
    to_s1(made, lowered, now - 2 * DAY)
    closed = made.case(now - 30 * DAY, severity="s1", closed_at=now - 9 * DAY)
    to_s1(made, closed, now - 10 * DAY)

    def grave(at: datetime) -> list[str]:
        return [one.once for one in found_at(made.store, at) if one.rule == "life_safety"]

    event = made.store.rows("SELECT min(id) FROM event")[0][0]
    assert grave(now - DAY) == []
    assert grave(now) == [f"{came}:{event}"], "once, though it came within these days as well"
    desk = session(Role.COORDINATOR)
    assert [row.stream for row in raised(desk) if row.rule == "life_safety"] == [f"case:{came}"]
    to_s1(made, came, now + 9 * DAY)
    clock.advance(days=10)
    assert [row.stream for row in raised(desk) if row.rule == "life_safety"] == [f"case:{came}"]


def raised(session: Session) -> list[WarningRow]:
    return [queries.warning(session.store, one) for one in look_now(session).value]


def test_residents_at_risk_come_with_every_reason(made: Made, clock: SetClock, session: MakeSession) -> None:
    """The one with two reasons first; who is content is not among them; resolved cases owe no word."""
    plain: dict[str, Any] = {"status": "open", "closed_at": None}
    both, one, none, solved = (resident(made, name) for name in ("甲", "乙", "丙", "丁"))
    first = made.case(clock.now() - 8 * DAY, resident_id=both, mood="furious", **plain)
    made.put("promise", complaint_id=first, kind="call", text="回电", due_at=clock.now() - DAY, state="open",
             made_at=clock.now() - 2 * DAY, missed_at=clock.now() - DAY)  # fmt: skip
    made.put("contact", complaint_id=first, at=clock.now(), direction="out", channel="phone", reached=1)
    made.case(clock.now() - 8 * DAY, resident_id=one, **plain)
    made.case(clock.now(), resident_id=none, **plain)
    made.case(clock.now() - 8 * DAY, resident_id=solved, **{**plain, "resolved_at": clock.now() - 7 * DAY})
    found = residents_at_risk(session(Role.COORDINATOR).store, clock.now())
    said = {row.name: {reason.risk: reason.count for reason in row.reasons} for row in found}
    assert list(said) == ["甲", "乙"]
    assert said["甲"] == {Risk.BROKEN_PROMISES: 1, Risk.LOW_MOOD: 1}
    # received on Thursday the 12th at 14:20: Friday, and Monday to Thursday have passed in full
    assert said["乙"] == {Risk.NO_CONTACT: 5}
