"""What the demo estate has learned by the Friday of a week that stands out: warnings, and the improvement register."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from models.accounts.queries import actor
from models.audit.queries import verify
from models.core.clock import MILLISECOND, SetClock
from models.core.session import OWNER, Session
from models.improvements import queries
from models.improvements.kinds import ImprovementGroup, ImprovementView, Verdict
from models.improvements.past import stood
from models.samples.estate import CASES, make_estate
from models.store.doctor import examine
from models.warnings import queries as warnings
from models.warnings.kinds import WarningView
from resources.samples import insight
from tests import factories

FRIDAY = datetime(2026, 11, 20, 14, 20, tzinfo=ZoneInfo("Asia/Shanghai"))
VERDICTS = {
    "访客过夜": (18, 16, Verdict.NOT_ACHIEVED),
    "账单看不懂": (6, 2, Verdict.NOT_ENOUGH_DATA),
    "清早施工": (16, 5, Verdict.ACHIEVED),
    "淋浴底盆接缝": (22, 9, Verdict.ACHIEVED),
    "门关了又开": (14, 8, Verdict.NOT_ACHIEVED),
}


@pytest.fixture(scope="module")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    clock = SetClock(FRIDAY.astimezone(UTC))
    store = factories.a_store(tmp_path_factory.mktemp("learning") / "one", clock)
    assert make_estate(Session(store, OWNER, clock), cases=CASES) is not None
    liu = store.rows("SELECT id FROM staff WHERE login = 'liu'")[0][0]
    yield Session(store, actor(store, liu), clock)
    store.disconnect()


@pytest.fixture
def made(_made: Session) -> Session:
    """The manager's session, the estate made once; other tests may have spoken to another store meanwhile."""
    _made.store.connect()
    return _made


def test_five_improvements_are_judged_as_their_cases_say(made: Session) -> None:
    rows = queries.page(made, ImprovementView.JUDGED).rows
    assert {row.title: (row.before, row.after, row.verdict) for row in rows} == VERDICTS
    assert all(row.period_count == row.before for row in rows)
    assert all(row.told_department_at is not None for row in rows)
    head = queries.head(made)
    assert (head.judged, head.achieved, head.not_achieved, head.not_enough) == (5, 2, 2, 1)


def test_one_plan_is_late_and_three_are_under_way(made: Session) -> None:
    rows = queries.page(made, ImprovementView.ALL).rows
    assert len(rows) == len(insight()["improvement"])
    (late,) = [row for row in rows if row.group is ImprovementGroup.LATE]
    assert (late.late_days, late.rung, late.told, late.period_count) == (9, 2, "刘静", 12)
    running = {
        row.title: (row.tasks_done, row.tasks) for row in rows if row.group is ImprovementGroup.RUNNING
    }
    assert running == {"3号楼立管软管": (1, 5), "天冷刷不开卡": (2, 5), "南门岗说话生硬": (4, 5)}
    asked = stood(made, FRIDAY + MILLISECOND, FRIDAY.date()).asked
    assert {row.title for row in asked} == {"周日垃圾桶满", "3号楼立管软管"}


def test_two_plans_were_drawn_from_warnings_of_these_nights(made: Session) -> None:
    rows = queries.page(made, ImprovementView.FROM_WARNING).rows
    found = {row.title: warnings.warning(made.store, row.warning_id or 0) for row in rows}
    leak, cards = found["3号楼立管软管"], found["天冷刷不开卡"]
    assert (leak.building, leak.category, leak.level) == ("3", "leak", "red")
    assert leak.limit is not None
    assert leak.observed >= leak.limit
    assert (cards.category, len(found)) == ("security", 2)


def test_warnings_are_answered_with_a_note_but_for_two_or_three(made: Session) -> None:
    waiting = warnings.page(made.store, WarningView.OPEN).rows
    assert 1 <= len(waiting) <= 3
    assert ("3", "leak") in {(row.building, row.category) for row in waiting}
    known = warnings.page(made.store, WarningView.KNOWN).rows
    assert len(known) >= 3
    assert all(row.note and row.acknowledged_by == row.owner for row in known)


def test_what_was_written_in_bulk_is_whole(made: Session) -> None:
    store = made.store
    assert examine(store).findings == ()
    assert verify(store) is None
    late = "SELECT count(*), sum(resolved_at > resolve_due_at) FROM complaint WHERE cause = 'wear.seals'"
    count, over = store.rows(f"{late} AND subcategory = 'leak.bathroom'")[0]
    assert count == sum(
        next(one for one in insight()["improvement"] if one["key"] == "trays")["count"].values()
    )
    assert over <= count * 0.25
    homes = "SELECT count(*) FROM complaint WHERE cause = 'wear.seals' AND subcategory = 'leak.bathroom'"
    assert store.rows(f"{homes} AND resident_id IS NULL") == [(0,)]
