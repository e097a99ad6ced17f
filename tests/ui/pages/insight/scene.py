"""Half a year of an estate with three buildings: calm weeks, then one with too many leaks in building 3."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from models.core.clock import to_millis
from models.core.permissions import Role
from models.store.database import Store
from models.store.opening import open_store
from tests.ui.conftest import NOON
from tests.ui.helpers import prepare_store

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 11, 16, 9, tzinfo=ZONE)
_WEEK = timedelta(days=7)
# The week of the pictures, up to Friday noon: category, sub-category, cause, building (its place in the scene).
NEWS: tuple[tuple[str | None, str | None, str | None, int], ...] = (
    *[("leak", "leak.from_above", "installation", 2)] * 8,
    *[("leak", "leak.pipe", "wear", 0)] * 4,
    *[("leak", "leak.pipe", None, 1)] * 2,
    *[("lift", "lift.stopped", "maintenance", 1)] * 6,
    *[("noise", "noise.renovation", "third_party", 0)] * 4,
    *[("parking", "parking.taken", "misuse", 1)] * 2,
    ("pets", "pets.loose", "misuse", 2),
    (None, None, None, 0),
)
OUTCOMES = (*["satisfied"] * 6, *["fairly_satisfied"] * 2, "dissatisfied", "not_reached")
_CALM = (("leak", 0), ("lift", 1), ("noise", 2), ("leak", 1), ("parking", 0))


@dataclass(frozen=True)
class Scene:
    """Where it is, who sits there, and the ids of its buildings."""

    folder: Path
    staff_id: int
    buildings: tuple[int, int, int]


def make(folder: Path, clock: Any) -> Scene:
    """Put rows into a fresh store, bare: what is shown of them is the matter here, not how they came."""
    staff_id = prepare_store(folder, clock, Role.MANAGER)
    store = open_store(folder, clock)
    try:
        with store.writing():
            buildings = _estate(store)
            _cases(store, buildings, staff_id)
        return Scene(folder, staff_id, buildings)
    finally:
        store.disconnect()


def put(store: Store, table: str, **values: Any) -> int:
    """One row."""
    marks = ", ".join("?" * len(values))
    statement = f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})"
    return int(store.execute(statement, tuple(values.values())).lastrowid)


def _estate(store: Store) -> tuple[int, int, int]:
    root = store.rows("SELECT id FROM place WHERE kind = 'property'")[0][0]
    made = []
    for code in ("1", "2", "3"):
        building = put(
            store,
            "place",
            parent_id=root,
            property_id=root,
            kind="building",
            code=code,
            label=code,
            lookup=code,
        )
        store.execute("UPDATE place SET path = ? WHERE id = ?", (f"/{root}/{building}/", building))
        made.append(building)
    return made[0], made[1], made[2]


def _cases(store: Store, buildings: tuple[int, int, int], staff_id: int) -> None:
    weeks = [(week, moment) for week in range(30, 0, -1) for moment in _moments(week)]
    for number, (week, at) in enumerate(weeks):
        usual, where = _CALM[number % len(_CALM)]
        made = case(store, number, at, buildings[where], staff_id, usual, resolved=at + timedelta(days=1))
        if week <= 6:
            _followed(store, made, at + timedelta(days=2), OUTCOMES[number % len(OUTCOMES)])
    for nth, (category, sub, cause, where) in enumerate(NEWS):
        moment = MONDAY + timedelta(hours=3 * nth)
        resolved = moment + timedelta(hours=20) if nth % 2 else None
        made = case(
            store, 1000 + nth, moment, buildings[where], staff_id, category, sub, cause, resolved,
            severity="s2" if nth < 3 else "s3",
        )  # fmt: skip
        put(
            store, "step_record", complaint_id=made, step=2 if nth % 4 else 5, round=1, state="d" if resolved else "c",
            started_at=to_millis(moment), finished_at=None if resolved is None else to_millis(resolved), facts="{}",
        )  # fmt: skip
        if resolved is not None and resolved < NOON:
            _followed(store, made, resolved + timedelta(hours=1), OUTCOMES[nth % len(OUTCOMES)])


def _moments(week: int) -> Iterator[datetime]:
    """Four, five or six cases a week."""
    for number in range(4 + week % 3):
        yield MONDAY - week * _WEEK + timedelta(hours=7 * number)


def case(
    store: Store,
    number: int,
    at: datetime,
    building: int,
    handler: int,
    category: str | None,
    sub: str | None = None,
    cause: str | None = None,
    resolved: datetime | None = None,
    severity: str = "s3",
) -> int:
    """One case."""
    due, ended = to_millis(at + timedelta(days=3)), None if resolved is None else to_millis(resolved)
    return put(
        store, "complaint", reference=f"2611-{number:04}", kind="complaint",
        status="open" if ended is None else "closed",
        title=f"case {number}", channel="phone" if number % 3 else "visit", received_at=to_millis(at),
        recorded_at=to_millis(at), handler_id=handler, severity=severity, category=category, subcategory=sub,
        cause=cause, flags="", place_id=building, building_id=building, place_kind="unit", resident_kind="owner",
        property_id=store.rows("SELECT property_id FROM place WHERE id = ?", (building,))[0][0],
        resolved_at=ended, closed_at=ended, resolve_due_at=due, next_due_at=due if ended is None else None,
        first_response_at=to_millis(at), follow_up_owed=True, reopened=0, steps="clllllll", step=1, reckoned_at=1,
        imported=False,
    )  # fmt: skip


def _followed(store: Store, case: int, at: datetime, outcome: str) -> None:
    put(
        store, "follow_up", complaint_id=case, at=to_millis(at), attempt=1, outcome=outcome, second_look=False
    )
