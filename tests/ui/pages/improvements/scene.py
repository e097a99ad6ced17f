"""The register of the picture: a late plan, three that run, five that were judged; cases and homes behind them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from models.accounts.kinds import StaffDraft
from models.core.clock import SetClock
from models.core.permissions import Role
from models.core.session import OWNER, Session
from models.improvements import actions, queries
from models.improvements.kinds import ImprovementDraft, TaskDraft
from models.store.database import Store
from models.sweep.actions import sweep
from tests.models.improvements.made import GOLDEN_DAY, a_complaint, a_place, at, golden_weeks, homes
from tests.ui.helpers import add_person

PERIOD = (date(2026, 9, 14), date(2026, 10, 11))


@dataclass(frozen=True)
class Scene:
    """Ids of rows by what they are about."""

    late: int
    running: int
    asked: int
    golden: int
    chance: int
    few: int
    building: int


def _draft(title: str, category: str, root: str, now: str, later: str, **more: object) -> ImprovementDraft:
    made = ImprovementDraft(
        title=title, category=category, period_from=PERIOD[0], period_to=PERIOD[1], due_on=date(2026, 10, 16),
        target_percent=50, root_cause=root, plan_short=now, plan_long=later, difficulty=1,
        department="Maintenance", department_owner="Zhao Lei",
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def _weeks(store: Store, category: str, before: int, after: int) -> None:
    for number in range(before):
        a_complaint(store, at(PERIOD[0] + timedelta(days=number % 28)), category=category)
    for number in range(after):
        a_complaint(store, at(date(2026, 10, 19) + timedelta(days=number % 28)), category=category)


def make(store: Store, clock: SetClock) -> Scene:
    """Fill a store that was set up."""
    session = Session(store, OWNER, clock)
    now = clock.instant
    wang = add_person(session, StaffDraft("wang", "Wang Min", Role.COORDINATOR))
    li = add_person(session, StaffDraft("li", "Li Xiang", Role.FRONT_DESK))
    add_person(session, StaffDraft("liu", "Liu Jing", Role.MANAGER))
    root = store.rows("SELECT id FROM place WHERE kind = 'property'")[0][0]
    building = a_place(store, "building", "3", root, root)
    homes(store, building, 40)
    golden_weeks(store, building_id=building)
    _weeks(store, "lift", 14, 8)
    _weeks(store, "noise", 6, 2)
    _weeks(store, "cleaning", 12, 10)
    clock.instant = now - timedelta(days=40)

    def put(draft: ImprovementDraft, owner: int = wang) -> int:
        return actions.propose(session, replace(draft, owner_id=owner)).value

    golden = put(
        _draft(
            "shower tray joints", "leak", "Acid silicone peels from acrylic trays", "Re-seal 64 trays",
            "Change purchase list, teach tilers",
            whys=("The joint opens after six months.", "The silicone does not hold on acrylic.",
                  "The purchase list names one silicone for all."),
            tasks=(TaskDraft("Re-seal the trays of 3A"), TaskDraft("Re-seal the trays of 3B"),
                   TaskDraft("New purchase list", long_term=True)),
        )
    )  # fmt: skip
    chance = put(
        _draft(
            "doors open again",
            "lift",
            "Sensor strips dirty",
            "Clean at each service",
            "New strips",
            target_percent=40,
        )
    )
    few = put(
        _draft(
            "bill not understood", "noise", "Two charges under one name", "Plain words", "One line a charge"
        )
    )
    late = put(
        _draft("bins full on Sunday", "cleaning", "No round between Sat and Mon", "Sunday round", "Bigger bins",
               due_on=date(2026, 11, 11), department="Cleaning"),
        li,
    )  # fmt: skip
    running = put(
        _draft("riser hoses, Building 3", "leak", "Hoses older than eight years", "Check all 36 hoses", "Yearly check",
               due_on=date(2026, 12, 18), difficulty=2, target_percent=60,
               tasks=tuple(TaskDraft(f"Floor {floor}") for floor in range(1, 6)))
    )  # fmt: skip
    asked = put(
        _draft("cards fail in the cold", "lift", "Readers of batch 2019", "Spare cards", "Change 22 readers",
               due_on=date(2026, 12, 4), difficulty=3, ask="Change 22 readers", ask_minor=880_000),
        li,
    )  # fmt: skip
    clock.instant = now - timedelta(days=34)
    for one in (golden, chance, few):
        actions.put_in_force(session, one, None, GOLDEN_DAY)
    actions.task_done(session, queries.improvement(session, running).tasks[0].id, True)
    clock.instant = now
    sweep(session)
    return Scene(late, running, asked, golden, chance, few, building)
