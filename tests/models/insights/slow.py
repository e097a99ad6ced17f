"""The measures once more, from the words of figures.md, case by case over all rows in plain Python. It knows no SQL.

Everything is read into lists of dictionaries first. A moment is a number of milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from models.store.database import Store

Row = dict[str, Any]
ZONE = ZoneInfo("Asia/Shanghai")
DAY = 24 * 60 * 60 * 1000
TABLES = (
    "complaint", "clock", "pause", "follow_up", "step_record", "remedy", "escalation", "appeal", "category", "place",
    "residency", "warning", "warning_case", "improvement",
)  # fmt: skip
ANSWERED = {"satisfied", "fairly_satisfied", "dissatisfied"}
NOT_STOPPED_BY_WAITING = {"first_response", "stage2_acknowledged"}


def millis(day: date) -> int:
    """When a day begins."""
    return int(datetime(day.year, day.month, day.day, tzinfo=ZONE).astimezone(UTC).timestamp()) * 1000


@dataclass
class Found:
    """What was counted: the cases of each part, once for each thing counted, and how long or how much each was."""

    every: list[Any] = field(default_factory=list)
    hit: list[Any] = field(default_factory=list)
    parts: dict[str, list[Any]] = field(default_factory=dict)
    amounts: list[float] = field(default_factory=list)
    gross: list[float] = field(default_factory=list)
    extra: dict[str, Any] = field(default_factory=dict)

    def add(self, case: Any, hit: bool) -> None:
        """One more."""
        self.every.append(case)
        if hit:
            self.hit.append(case)


def percentile(values: Iterable[float], share: float) -> float:
    """As PERCENTILE.INC of a spreadsheet: between the two neighbours in proportion."""
    ordered = sorted(values)
    exact = share * (len(ordered) - 1)
    below = int(exact)
    rest = exact - below
    above = ordered[below + 1] if below + 1 < len(ordered) else ordered[below]
    return ordered[below] * (1 - rest) + above * rest


class Slow:
    """All rows of a store, and a period with its cut."""

    def __init__(self, store: Store) -> None:
        for table in TABLES:
            names = [row[1] for row in store.rows(f"PRAGMA table_info({table})")]
            rows = [
                dict(zip(names, row, strict=True)) for row in store.rows(f"SELECT * FROM {table} ORDER BY id")
            ]
            setattr(self, table, rows)
        self.by_case: dict[str, dict[int, list[Row]]] = {}
        for table in ("clock", "pause", "follow_up", "step_record", "remedy", "escalation", "appeal"):
            found: dict[int, list[Row]] = {}
            for row in getattr(self, table):
                found.setdefault(row["complaint_id"], []).append(row)
            self.by_case[table] = found

    def ask(
        self, first: date, end: date, as_of: int | None, cut: dict[str, tuple[Any, ...]], live: bool = False
    ) -> Slow:
        """Of these days, as of a moment (milliseconds), of the cases with these values."""
        self.first, self.end, self.cut, self.live = first, end, cut, live
        self.start, self.stop = millis(first), millis(end)
        self.as_of = as_of
        self.now = 1 << 60 if as_of is None else as_of
        self.over = self.now >= self.stop  # whether the period is over
        self.at = self.stop if self.over else self.now
        return self

    # -- what is so of a case

    def of(self, table: str, case: Row) -> list[Row]:
        return self.by_case[table].get(case["id"], [])

    def within(self, moment: int | None) -> bool:
        """Whether something happened in the period, as far as it has gone."""
        return moment is not None and self.start <= moment < self.stop and moment <= self.now

    def happened(self, moment: int | None) -> bool:
        """Whether something had happened when the period ended, or has by now."""
        return moment is not None and (moment < self.stop if self.over else moment <= self.now)

    def matches(self, row: Row) -> bool:
        """Whether a case is of the values that are wanted; of several of a kind, of any."""
        return all((row.get(name) or None) in wanted for name, wanted in self.cut.items())

    def is_ours(self, case: Row, due: int) -> bool:
        """Whether a time could be kept here: what was imported after it could not."""
        return not case["imported"] or case["recorded_at"] <= due

    def cases(self) -> Iterator[Row]:
        for case in self.complaint:  # type: ignore[attr-defined]
            if case["status"] != "merged" and case["kind"] != "compliment" and self.matches(case):
                yield case

    def received(self) -> Iterator[Row]:
        return (case for case in self.cases() if self.within(case["received_at"]))

    def helped(self) -> Iterator[Row]:
        return (case for case in self.cases() if case["status"] != "cancelled")

    def resolved(self) -> Iterator[Row]:
        return (case for case in self.helped() if self.within(case["resolved_at"]))

    def taken_back(self, case: Row) -> bool:
        """Whether it lay between a resolution and its reopening."""
        return any(
            one["reason"] == "reopened"
            and self.happened(one["started_at"])
            and not self.happened(one["ended_at"])
            for one in self.of("pause", case)
        )

    def is_unresolved(self, case: Row) -> bool:
        ended = (
            self.happened(case["resolved_at"]) or self.happened(case["closed_at"]) or self.taken_back(case)
        )
        return self.happened(case["received_at"]) and not ended

    # -- the measures

    def m_received(self, found: Found) -> None:
        for case in self.received():
            found.add(case["id"], True)

    def m_compliments(self, found: Found) -> None:
        for case in self.complaint:  # type: ignore[attr-defined]
            praise = case["kind"] == "compliment" and case["status"] != "merged"
            if praise and self.matches(case) and self.within(case["received_at"]):
                found.add(case["id"], True)

    def first_response(self, case: Row) -> tuple[Row, bool] | None:
        """The clock, and whether a person really spoke before it stopped."""
        for clock in self.of("clock", case):
            if clock["name"] == "first_response":
                spoke, stopped = case["first_response_at"], clock["stopped_at"]
                return clock, spoke is not None and stopped is not None and spoke <= stopped
        return None

    def m_first_response_time(self, found: Found) -> None:
        for case in self.cases():
            clock, spoke = self.first_response(case) or ({}, False)
            if spoke and self.within(clock["stopped_at"]) and clock["counted"] is not None:
                found.add(case["id"], True)
                found.amounts.append(clock["counted"] / 1000)

    def m_response_on_time(self, found: Found) -> None:
        for case in self.cases():
            clock, spoke = self.first_response(case) or (None, False)
            if clock is None:
                continue
            stopped, due = clock["stopped_at"], clock["due_at"]
            given = spoke and self.within(stopped)
            fell_due = self.start <= due < self.at
            ended_before = not spoke and stopped is not None and stopped <= due
            if self.is_ours(case, due) and (given or (fell_due and not ended_before)):
                found.add(case["id"], spoke and self.happened(stopped) and stopped <= due)

    def resolution(self, case: Row) -> int | None:
        """The resolution that stood at the end of the period (or stands now)."""
        if self.happened(case["resolved_at"]):
            at: int = case["resolved_at"]
            return at
        backs = [one for one in self.of("pause", case) if one["reason"] == "reopened"]
        return next(
            (
                one["started_at"]
                for one in backs
                if self.happened(one["started_at"]) and not self.happened(one["ended_at"])
            ),
            None,
        )

    def m_handling_time(self, found: Found) -> None:
        for case in self.helped():
            begin, end = case["received_at"], self.resolution(case)
            if end is None or not self.within(end):
                continue
            waited = 0
            for one in self.of("pause", case):
                last = one["ended_at"] if one["ended_at"] is not None else one["ends_at"]
                waited += max(0, min(last, end) - max(one["started_at"], begin))
            found.add(case["id"], True)
            found.amounts.append((end - begin - waited) / 1000)
            found.gross.append((end - begin) / 1000)

    def m_on_time(self, found: Found) -> None:
        for case in self.helped():
            due = case["resolve_due_at"]
            if due is None or not self.is_ours(case, due):
                continue
            resolved = self.resolution(case)
            if resolved is not None and self.within(resolved):
                found.add(case["id"], resolved <= due)
            elif self.start <= due < self.at and self.is_unresolved(case):
                found.add(case["id"], False)

    def m_handling_rate(self, found: Found) -> None:
        for case in self.helped():
            if self.within(case["received_at"]):
                found.add(case["id"], case["resolved_at"] is not None and case["resolved_at"] <= self.now)

    def m_step_compliance(self, found: Found) -> None:
        skipped = 0
        for case in self.cases():
            for go in self.of("step_record", case):
                due, done, begun = go["due_at"], go["finished_at"], go["started_at"]
                if (
                    due is None
                    or not self.happened(begun)
                    or not self.start <= max(due, begun)
                    or not due < self.at
                ):
                    continue
                if not self.is_ours(case, due):
                    continue  # it was read in when its time was over
                if due < begun and go["round"] > 1:
                    continue  # begun again after its time: it has none of its own
                if go["step"] == 8 and self.resolution(case) is None:
                    continue  # until the work is done the last step waits for it
                if go["state"] == "r" and done <= due:
                    continue  # left before it was due
                if done is None and case["closed_at"] is not None and case["closed_at"] < due:
                    continue  # the case ended before it was due
                skipped += go["state"] == "s"
                found.add(case["id"], go["state"] == "d" and done <= due and self.happened(done))
        found.extra["skipped"] = skipped

    def m_steps_done(self, found: Found) -> None:
        found.parts = {f"step_{step}": [] for step in range(1, 9)}
        for case in self.cases():
            for go in self.of("step_record", case):
                if go["state"] == "d" and self.within(go["finished_at"]):
                    found.add(case["id"], True)
                    found.parts[f"step_{go['step']}"].append(case["id"])

    def m_follow_up_rate(self, found: Found) -> None:
        attempts = 0
        for case in self.helped():
            if (
                not self.within(case["closed_at"])
                or not case["follow_up_owed"]
                or case["resolved_at"] is None
            ):
                continue
            if case["imported"] and not any(one["name"] == "follow_up" for one in self.of("clock", case)):
                continue
            calls = [
                one
                for one in self.of("follow_up", case)
                if not one["second_look"] and self.happened(one["at"])
            ]
            attempts += len(calls)
            found.add(case["id"], any(one["outcome"] != "not_reached" for one in calls))
        found.extra["attempts"] = attempts

    def m_satisfaction(self, found: Found) -> None:
        found.parts = {name: [] for name in (*ANSWERED, "asked", "not_reached", "declined")}
        for case in self.cases():
            calls = [
                one for one in self.of("follow_up", case) if not one["second_look"] and self.within(one["at"])
            ]
            if not calls:
                continue
            answers = [one for one in calls if one["outcome"] in ANSWERED]
            last = (answers or calls)[-1]["outcome"]
            found.parts["asked"].append(case["id"])
            found.parts[last].append(case["id"])
            if answers:
                found.add(case["id"], last != "dissatisfied")

    def m_repeat_rate(self, found: Found) -> None:
        for case in self.received():
            found.add(case["id"], case["repeat_of_id"] is not None)

    def m_reopen_rate(self, found: Found) -> None:
        for case in self.helped():
            backs = [
                one
                for one in self.of("pause", case)
                if one["reason"] == "reopened" and self.within(one["started_at"])
            ]
            soon = any(
                one["ended_at"] - one["started_at"] <= 14 * DAY and one["ended_at"] <= self.now
                for one in backs
            )
            if backs or self.within(case["resolved_at"]):
                found.add(case["id"], soon)

    def m_escalation_level2(self, found: Found) -> None:
        for case in self.received():
            levels = [one["level"] for one in self.of("escalation", case) if one["at"] <= self.now]
            found.add(case["id"], bool({"supervisor", "manager", "director"} & set(levels)))

    def m_escalation_stage2(self, found: Found) -> None:
        for case in self.received():
            asked = [
                one for one in self.of("appeal", case) if one["stage"] == 2 and one["asked_at"] <= self.now
            ]
            found.add(case["id"], bool(asked))

    def m_escalation_outside(self, found: Found) -> None:
        for case in self.received():
            flags = set(case["flags"].split())
            found.add(
                case["id"], case["channel"] == "hotline" or bool(flags & {"media", "petition", "legal"})
            )

    def m_first_contact(self, found: Found) -> None:
        repairs = {one["code"] for one in self.category if one["repair"]}  # type: ignore[attr-defined]
        for case in self.received():
            spoke, resolved = case["first_response_at"], case["resolved_at"]
            if case["status"] == "cancelled" or repairs & {case["category"], case["subcategory"]}:
                continue
            if case["imported"] and spoke is None:
                continue
            at_once = (
                spoke is not None
                and resolved is not None
                and resolved <= self.now
                and resolved - spoke <= 30 * 60 * 1000
                and not case["reopened"]
            )
            again = at_once and any(
                one["repeat_of_id"] == case["id"]
                and one["status"] != "merged"
                and one["received_at"] < resolved + 30 * DAY
                and one["received_at"] <= self.now
                for one in self.complaint  # type: ignore[attr-defined]
            )
            found.add(case["id"], at_once and not again)

    def m_intensity(self, found: Found) -> None:
        self.m_received(found)
        last = self.end - timedelta(days=1)
        passed = (self.end - self.first).days
        if not self.over:
            last = datetime.fromtimestamp(self.now / 1000, ZONE).date()
            passed = max(0, self.now - self.start) / DAY  # type: ignore[assignment]
        places = {one["id"]: one for one in self.place}  # type: ignore[attr-defined]
        homes = set()
        for one in self.residency:  # type: ignore[attr-defined]
            came = one["since"] is None or date.fromisoformat(one["since"]) <= last
            went = one["until"] is not None and date.fromisoformat(one["until"]) <= last
            if came and not went and self.home_matches(places[one["place_id"]], places):
                homes.add(one["place_id"])
        months = passed / 30.4375
        found.extra |= {
            "homes": len(homes),
            "rate": len(found.every) * 1000 / len(homes) / months if homes and months else None,
        }

    def home_matches(self, place: Row, places: dict[int, Row]) -> bool:
        if place["kind"] != "unit":
            return False
        above = [places[int(one)] for one in place["path"].strip("/").split("/")]
        buildings = {one["id"] for one in above if one["kind"] == "building"}
        if "building_id" in self.cut:
            wanted = self.cut["building_id"]
            if not buildings.intersection(wanted) and (buildings or None not in wanted):
                return False
        return "unit" in self.cut.get("place_kind", ("unit",))

    def m_backlog(self, found: Found) -> None:
        found.parts = {"over_7": [], "over_14": [], "over_30": []}
        oldest = None
        for case in self.cases():
            if self.is_unresolved(case):
                age = self.at - case["received_at"]
                oldest = max(oldest or 0, age)
                found.add(case["id"], True)
                for days in (7, 14, 30):
                    if age > days * DAY:
                        found.parts[f"over_{days}"].append(case["id"])
        found.extra["oldest"] = None if oldest is None else oldest / 1000

    def m_waiting(self, found: Found) -> None:
        found.parts = {f"step_{step}": [] for step in range(1, 9)}
        for case in self.cases():
            if not self.happened(case["received_at"]) or self.happened(case["closed_at"]):
                continue
            for record in self.of("step_record", case):
                if self.happened(record["started_at"]) and not self.happened(record["finished_at"]):
                    found.add(case["id"], True)
                    found.parts[f"step_{record['step']}"].append(case["id"])

    def m_overdue(self, found: Found) -> None:
        longest = []
        for case in self.cases():
            due = self.late_since(case)
            if due is not None:
                found.add(case["id"], True)
                longest.append((self.at - due) / 1000)
        found.extra["longest"] = max(longest, default=None)

    def late_since(self, case: Row) -> int | None:
        """Since when the case is late with what its list shows as due next."""
        if self.live:
            due: int | None = case["next_due_at"]
            return due if case["closed_at"] is None and due is not None and due < self.at else None
        if (
            not self.happened(case["received_at"])
            or self.happened(case["closed_at"])
            or self.taken_back(case)
        ):
            return None
        running = [
            one
            for one in self.of("clock", case)
            if self.happened(one["started_at"]) and not self.happened(one["stopped_at"])
        ]
        waits = any(
            one["reason"] != "reopened"
            and self.happened(one["started_at"])
            and (one["ends_at"] if one["ended_at"] is None else one["ended_at"]) > self.at
            for one in self.of("pause", case)
        )
        always = [one for one in running if one["name"] in NOT_STOPPED_BY_WAITING]
        shown = always if waits and always else running
        first = min((one["due_at"] for one in shown), default=None)
        return first if first is not None and first < self.at else None

    def m_remedy_cost(self, found: Found) -> None:
        for case in self.cases():
            for one in self.of("remedy", case):
                if one["state"] in ("granted", "carried_out") and self.within(one["granted_at"]):
                    found.add(case["id"], True)
                    found.amounts.append(one["amount_minor"])
        found.extra["received"] = len(list(self.received()))

    def m_improvement_success(self, found: Found) -> None:
        extra = {"not_enough_data": 0, "not_achieved": 0, "late": 0}
        today = self.end if self.over else datetime.fromtimestamp(self.now / 1000, ZONE).date()
        for one in self.improvement:  # type: ignore[attr-defined]
            known = {"category", "subcategory", "cause", "building_id"}
            if one["state"] == "dropped" or set(self.cut) - known or not self.matches(one):
                continue
            due = date.fromisoformat(one["due_on"])
            begun = None if one["effective_on"] is None else date.fromisoformat(one["effective_on"])
            if self.within(one["judged_at"]):
                if one["verdict"] in extra:
                    extra[one["verdict"]] += 1
                if one["verdict"] != "not_enough_data":
                    found.add(one["id"], one["verdict"] == "achieved")
            elif (
                self.first <= due < today
                and (begun is None or begun > (self.end - timedelta(days=1) if self.over else today))
                and not self.happened(one["judged_at"])
            ):
                extra["late"] += 1
                found.add(one["id"], False)
        found.extra = extra

    def m_warnings(self, found: Found) -> None:
        behind = {case["id"] for case in self.complaint if self.matches(case)}  # type: ignore[attr-defined]
        found.extra = {"red": 0, "amber": 0, "open": 0}
        for one in self.warning:  # type: ignore[attr-defined]
            cases = [each["complaint_id"] for each in self.warning_case if each["warning_id"] == one["id"]]  # type: ignore[attr-defined]
            if self.within(one["at"]) and (not self.cut or any(case in behind for case in cases)):
                found.add(one["id"], True)
                found.parts.setdefault("cases", []).extend(case for case in cases if case in behind)
                found.extra[one["level"]] += 1
                known = one["acknowledged_at"] is not None and one["acknowledged_at"] <= self.now
                found.extra["open"] += not known

    def measure(self, key: str) -> Found:
        """One measure of what was asked."""
        found = Found()
        reckon: Callable[[Found], None] = getattr(self, f"m_{key}")
        reckon(found)
        return found
