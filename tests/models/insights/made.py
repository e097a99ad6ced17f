"""Rows of any kind, put into the tables bare: the measures must be right about whatever stands there."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from models.store.database import Store

DAY, MINUTE = 86_400_000, 60_000
SEVERITIES = ("s1", "s2", "s3", "s4")
KINDS = ("complaint", "complaint", "request", "suggestion", "compliment")
CATEGORIES = ("leak", "noise", "lift", "fees", None, "")
OUTCOMES = ("satisfied", "fairly_satisfied", "dissatisfied", "not_reached", "declined")
CLOCKS = ("first_response", "resolved", "progress_told", "follow_up", "stage2_acknowledged")
FLAGS = ("", "", " media ", " legal vulnerable ", " petition ", " injury ")

# Cases resolved at once: whether they were reopened, after how many days they came again, and what became of that.
QUICK = ((0, None, ""), (1, None, ""), (0, 3, "open"), (0, 3, "merged"), (0, 29.99, "open"), (0, 30, "open"),
         (0, 30.01, "open"))  # fmt: skip


class Made:
    """Random rows between two instants (milliseconds)."""

    def __init__(self, store: Store, seed: int, since: int, until: int) -> None:
        self.store, self.chance = store, random.Random(seed)
        self.since, self.until = since, until
        self.places: list[int] = []
        self.staff = [row[0] for row in store.rows("SELECT id FROM staff")]

    def fill(self, cases: int) -> None:
        """An estate of three buildings, its residencies, and so many cases with all that hangs on them."""
        with self.store.writing():
            self._estate()
            first = self._id("complaint")
            for ident in range(first, first + cases):
                self._case(ident, first)
            for reopened, days, status in QUICK * 3:
                self._quick(reopened, days, status)
            for _ in range(30):
                self._improvement()
            for ident in range(1, 30):
                self._warning(ident, range(first, first + cases))

    def _id(self, table: str) -> int:
        return int(self.store.rows(f"SELECT COALESCE(max(id), 0) + 1 FROM {table}")[0][0])

    def _put(self, table: str, **values: Any) -> int:
        marks = ", ".join("?" * len(values))
        statement = f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})"
        return int(self.store.execute(statement, tuple(values.values())).lastrowid)

    def _moment(self) -> int:
        """Any."""
        return self._often(self.chance.randrange(self.since, self.until))

    def _often(self, at: int) -> int:
        """The same, or the beginning of its day at the property, where periods begin and end."""
        east = 8 * 60 * MINUTE
        return at - (at + east) % DAY if self.chance.random() < 0.1 else at

    def _maybe(self, odds: float, make: Callable[[], Any]) -> Any:
        return make() if self.chance.random() < odds else None

    def _after(self, at: int, most: int = 12 * DAY) -> int:
        return max(at, self._often(at + self.chance.randrange(most)))

    def _estate(self) -> None:
        self.buildings = []
        root = self.store.rows("SELECT id FROM place WHERE kind = 'property'")[0][0]
        resident = self._put("resident", name="Chen", created_at=0)
        for number in range(3):
            building = self._place("building", f"{number}", root, f"/{root}/")
            self.buildings.append(building)
            for home in range(12):
                unit = self._place("unit", f"{number}-{home}", building, f"/{root}/{building}/")
                self.places.append(unit)
                for _ in range(self.chance.randrange(3)):
                    days = sorted(
                        f"2026-{self.chance.randrange(10, 13)}-{self.chance.randrange(1, 29):02}"
                        for _ in "ab"
                    )
                    since, until = self._maybe(0.8, lambda: days[0]), self._maybe(0.5, lambda: days[1])  # noqa: B023
                    self._put(
                        "residency",
                        resident_id=resident,
                        place_id=unit,
                        kind="owner",
                        since=since,
                        until=until,
                    )
        self._place("unit", "gate", root, f"/{root}/")

    def _place(self, kind: str, code: str, parent: int, above: str) -> int:
        ident = self._put(
            "place", parent_id=parent, property_id=1, kind=kind, code=code, label=code, lookup=code
        )
        self.store.execute("UPDATE place SET path = ? WHERE id = ?", (f"{above}{ident}/", ident))
        return ident

    def _case(self, ident: int, first: int) -> None:
        chance = self.chance
        received = self._moment()
        resolved = self._maybe(0.6, lambda: self._after(received))
        closed = self._maybe(0.7, lambda: self._after(resolved, 5 * DAY)) if resolved else None
        closed = self._after(received) if resolved is None and chance.random() < 0.3 else closed
        quick = resolved is not None and chance.random() < 0.3
        first_response = self._maybe(
            0.8, lambda: resolved - 20 * MINUTE if quick else self._after(received, DAY)
        )
        status = (
            chance.choice(["merged", "cancelled"])
            if chance.random() < 0.1
            else "closed"
            if closed
            else "open"
        )
        category = chance.choice(CATEGORIES)
        imported = chance.random() < 0.2
        recorded = self._after(received, 9 * DAY) if imported else received
        self._put(
            "complaint", id=ident, reference=f"x-{ident}", kind=chance.choice(KINDS), status=status, title="t",
            channel=chance.choice(["phone", "hotline", "app"]), received_at=received, recorded_at=recorded,
            handler_id=self._maybe(0.8, lambda: chance.choice(self.staff)), severity=chance.choice(SEVERITIES),
            category=category, subcategory=self._maybe(0.5, lambda: f"{category}.x"),
            cause=self._maybe(0.4, lambda: chance.choice(["wear", "misuse"])), flags=chance.choice(FLAGS),
            responsible=self._maybe(0.4, lambda: "nobody"), first_response_at=first_response, resolved_at=resolved,
            closed_at=closed, resolve_due_at=self._maybe(0.8, lambda: chance.choice([resolved, self._after(received)])),
            imported=imported,
            next_due_at=None if closed else self._maybe(0.8, lambda: self._after(received, 30 * DAY)),
            follow_up_owed=chance.random() < 0.8, reopened=int(chance.random() < 0.1), steps="clllllll", reckoned_at=1,
            repeat_of_id=self._maybe(0.2, lambda: chance.randrange(first, ident) if ident > first else None),
            building_id=self._maybe(0.8, lambda: chance.choice(self.buildings)), place_kind="unit",
            resident_kind=self._maybe(0.7, lambda: chance.choice(["owner", "tenant"])), property_id=1,
            age_group=self._maybe(0.3, lambda: "senior"), occupation=self._maybe(0.3, lambda: "厨师 / 店主"),
        )  # fmt: skip
        self._clocks(ident, received, first_response, closed)
        self._pauses(ident, received, resolved)
        self._deeds(ident, received)

    def _quick(self, reopened: int, days: float | None, status: str) -> None:
        received, first = self._moment(), self._id("complaint")
        rows: list[tuple[Any, ...]] = [(first, received, received + 30 * MINUTE, "closed", reopened, None)]
        if days is not None:
            rows.append((first + 1, received + 30 * MINUTE + round(days * DAY), None, status, 0, first))
        for ident, came, gone, state, back, before in rows:
            self._put(
                "complaint", id=ident, reference=f"x-{ident}", kind="complaint", status=state, title="t",
                channel="phone", received_at=came, recorded_at=came, severity="s3", category="noise",
                first_response_at=came, resolved_at=gone, closed_at=gone, reopened=back, repeat_of_id=before,
                reckoned_at=1, steps="clllllll",
            )  # fmt: skip

    def _clocks(self, ident: int, received: int, spoke: int | None, closed: int | None) -> None:
        for name in CLOCKS:
            if self.chance.random() < 0.4:
                continue
            start, due = received, self._after(received, 6 * DAY)
            stop = self._maybe(0.6, lambda: self._after(received))
            if name == "first_response":
                stop = min((one for one in (spoke, closed) if one is not None), default=None)
                due = stop if stop is not None and self.chance.random() < 0.15 else due
            counted = None if stop is None else self.chance.choice([None, stop - start, (stop - start) // 3])
            self._put(
                "clock", complaint_id=ident, name=name, started_at=start, warns_at=start, due_at=due, stopped_at=stop,
                counted=counted,
            )  # fmt: skip

    def _pauses(self, ident: int, received: int, resolved: int | None) -> None:
        at = received - DAY // 4
        for _ in range(self.chance.choice([0, 0, 1, 2, 3])):
            start = at + self.chance.randrange(2 * DAY)
            end = max(start + 1, self._after(start, 2 * DAY))
            if resolved is None and self.chance.random() < 0.3:
                back = self.chance.choice([end, start + 14 * DAY, start + 14 * DAY + 1])
                self._put(
                    "pause",
                    complaint_id=ident,
                    reason="reopened",
                    started_at=start,
                    ends_at=back,
                    ended_at=back,
                )
                return
            ended = self._maybe(0.5, lambda: start + (end - start) // 2)  # noqa: B023
            self._put(
                "pause", complaint_id=ident, reason="parts", started_at=start, ends_at=end, ended_at=ended
            )
            at = end

    def _deeds(self, ident: int, received: int) -> None:
        chance, mine = self.chance, {"complaint_id": ident}
        for step in chance.sample(range(1, 9), chance.randrange(1, 7)):
            begun = self._after(received, 3 * DAY)
            done = self._maybe(0.8, lambda: self._after(begun))  # noqa: B023
            state = chance.choice("ddddsr") if done is not None else "c"
            due = self._maybe(0.8, lambda: self._after(received))
            self._put("step_record", **mine, step=step, round=chance.choice([1, 1, 2]), state=state, started_at=begun,
                      finished_at=done, due_at=due, facts="{}")  # fmt: skip
        for attempt in range(chance.choice([0, 0, 1, 2, 3])):
            self._put("follow_up", **mine, at=self._after(received, 20 * DAY), attempt=attempt,
                      outcome=chance.choice(OUTCOMES), second_look=chance.random() < 0.2)  # fmt: skip
        for _ in range(chance.choice([0, 0, 1, 2])):
            state = chance.choice(["granted", "carried_out", "awaiting_approval", "declined"])
            self._put("remedy", **mine, kind="refund", amount_minor=chance.randrange(90_000), state=state,
                      granted_at=self._after(received))  # fmt: skip
        for number in range(chance.choice([0, 0, 1, 2])):
            at = self._after(received)
            level = chance.choice(["handler", "handler", "supervisor", "director"])
            self._put(
                "escalation",
                **mine,
                once=f"x{ident}.{number}",
                cause="clock",
                level=level,
                at=at,
                raised_at=at,
            )
        if chance.random() < 0.2:
            self._put("appeal", **mine, stage=chance.choice([1, 2]), asked_at=self._after(received, 20 * DAY))

    def _improvement(self) -> None:
        chance = self.chance
        judged = self._maybe(0.6, self._moment)
        verdict = (
            chance.choice(["achieved", "achieved", "not_achieved", "not_enough_data"]) if judged else None
        )
        day = f"2026-11-{chance.randrange(1, 29):02}"
        self._put(
            "improvement", title="i", category=chance.choice(CATEGORIES) or None,
            building_id=self._maybe(0.3, lambda: chance.choice(self.buildings)), period_from="2026-11-02",
            period_to="2026-11-08", due_on=f"2026-11-{chance.randrange(1, 29):02}",
            effective_on=self._maybe(0.5, lambda: day),
            target_percent=30, state=chance.choice(["running", "judged", "dropped"]), created_at=0, verdict=verdict,
            judged_at=judged,
        )  # fmt: skip

    def _warning(self, ident: int, cases: range) -> None:
        at = self._moment()
        known = self._maybe(0.5, lambda: self._after(at, 3 * DAY))
        warning = self._put(
            "warning", once=f"x{ident}", rule="exceedance", stream="x", level=self.chance.choice(["red", "amber"]),
            at=at, raised_at=at, since=at, until=at, observed=3, due_at=at, acknowledged_at=known,
        )  # fmt: skip
        for case in sorted(self.chance.sample(cases, 4)):
            self._put("warning_case", warning_id=warning, complaint_id=case)
