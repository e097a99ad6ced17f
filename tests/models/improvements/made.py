"""Cases and homes for the register, straight into the tables: what is counted needs no handling."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from models.core.clock import to_millis
from models.improvements.kinds import ImprovementDraft
from models.store.database import Store

ZONE = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 11, 20)  # a Friday; the clock of the tests stands at 14:20
GOLDEN_DAY = date(2026, 10, 16)
# W38 to W41, then W43 to W46: 22 before, 9 after, as in the register's picture.
GOLDEN_WEEKS = (6, 5, 5, 6, 3, 2, 2, 2)
DRAFT = ImprovementDraft(
    title="淋浴盆接缝",
    category="leak",
    period_from=date(2026, 9, 14),
    period_to=date(2026, 10, 11),
    due_on=date(2026, 11, 30),
    target_percent=50,
    root_cause="酸性胶粘不住亚克力",
    whys=("接缝半年就开", "胶粘不住", "采购单只有一种胶"),
    plan_short="换中性胶",
    plan_long="改采购单",
)


def at(day: date, hour: int = 12) -> int:
    """Milliseconds of an hour of a day at the property."""
    return to_millis(datetime(day.year, day.month, day.day, hour, tzinfo=ZONE).astimezone(UTC))


def a_place(store: Store, kind: str, label: str, parent: int | None = None, root: int | None = None) -> int:
    """A place below another; returns its id."""
    with store.writing():
        place_id = store.execute(
            "INSERT INTO place (parent_id, property_id, kind, code, label, lookup) VALUES (?, ?, ?, ?, ?, ?)",
            (parent, root, kind, label, label, label),
        ).lastrowid
        above = store.rows("SELECT path FROM place WHERE id = ?", (parent,))
        path = f"{above[0][0] if above else '/'}{place_id}/"
        store.execute("UPDATE place SET path = ? WHERE id = ?", (path, place_id))
    return int(place_id)


def homes(store: Store, building: int, n: int, since: date | None = None, until: date | None = None) -> None:
    """``n`` units below a building, each with a tenant and a family member who live there."""
    with store.writing():
        begun = int(store.rows("SELECT COALESCE(max(id), 0) FROM place")[0][0])
        path = store.rows("SELECT path FROM place WHERE id = ?", (building,))[0][0]
        people = int(store.rows("SELECT COALESCE(max(id), 0) FROM resident")[0][0])
        for number in range(1, n + 1):
            place_id = begun + number
            label = f"{place_id}"
            store.execute(
                "INSERT INTO place (id, parent_id, kind, code, label, lookup, path) VALUES (?, ?, 'unit', ?, ?, ?, ?)",
                (place_id, building, label, label, label, f"{path}{place_id}/"),
            )
            for kind in ("tenant", "family"):
                people += 1
                store.execute(
                    "INSERT INTO resident (id, name, created_at) VALUES (?, ?, 0)", (people, f"住户{people}")
                )
                store.execute(
                    "INSERT INTO residency (resident_id, place_id, kind, since, until) VALUES (?, ?, ?, ?, ?)",
                    (people, place_id, kind, since and since.isoformat(), until and until.isoformat()),
                )


def a_complaint(store: Store, received: int, **fields: Any) -> int:
    """A closed case, for counting; returns its id."""
    values: dict[str, Any] = {
        "kind": "complaint", "channel": "phone", "status": "closed", "received_at": received,
        "recorded_at": received, "closed_at": received, "severity": "s3", "category": "leak",
        "imported": 1, "steps": "llllllll", **fields,
    }  # fmt: skip
    with store.writing():
        number = store.rows("SELECT count(*) FROM complaint")[0][0]
        names = ", ".join(["reference", *values])
        marks = ", ".join("?" * (len(values) + 1))
        made = store.execute(
            f"INSERT INTO complaint ({names}) VALUES ({marks})", (f"X-{number + 1}", *values.values())
        )
    return int(made.lastrowid)


def golden_weeks(store: Store, **fields: Any) -> None:
    """The cases of the golden row; the week of the change has three more, which belong to neither side."""
    monday = date(2026, 9, 14)
    for number, count in zip((0, 1, 2, 3, 5, 6, 7, 8), GOLDEN_WEEKS, strict=True):
        for one in range(count):
            a_complaint(store, at(monday + timedelta(days=7 * number + one % 7)), **fields)
    for one in range(3):
        a_complaint(store, at(date(2026, 10, 13 + one)), **fields)
