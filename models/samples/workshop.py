"""The workshop of the demo estate: who carries repairs out, what lies in store, and one order from day to day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from models.core.errors import UserProblem
from models.core.session import Session
from models.crew import actions as crew
from models.crew.kinds import AbsenceDraft, AbsenceKind, ContractorDraft, Hours, TechnicianDraft
from models.recurring.actions import add_plan
from models.recurring.kinds import PlanDraft
from models.repairs import actions
from models.repairs.drafting import from_case
from models.repairs.kinds import Access, CostDraft, CostKind, DoneDraft, OrderDraft, Outcome, WaitsFor
from models.samples.cast import ZONE
from models.samples.scenes import Scene, Stage
from models.scheduling.actions import place
from models.scheduling.kinds import Move
from models.stock.actions import add_part
from models.stock.kinds import PartDraft
from resources.samples import repairs

PLANNER, BOSS = "zhou", "liu"
PLANNED_AT = (17, 30)  # the day before
OPENED = timedelta(days=13)
WAY = timedelta(minutes=15)  # from one home to the next
VISITOR = "郑涛"
REST = 2  # the day of the week that is free: the day after tomorrow
_DAY, _LONG = ((8 * 60 + 30, 17 * 60 + 30),), ((7 * 60, 18 * 60),)
_WORDS = ("已修好，试过", "换件后正常", "已处理，业主在场确认", "修好，现场已清理")
Spec = Mapping[str, Any]


class Workshop:
    """Technicians and parts by name, contractors, and the orders that are told of."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.data = stage, repairs()
        self.crew: dict[str, int] = {}
        self.firms: dict[str, int] = {}
        self.parts: dict[str, int] = {}
        self.ids: dict[str, int] = {}

    @property
    def planner(self) -> Session:
        """The coordinator."""
        return self.stage.cast[PLANNER]

    def begin(self, spec: Spec) -> datetime:
        """When an order of the plan begins; it waits for the visit that was agreed with a resident."""
        hour, minute = map(int, spec["at"].split(":"))
        begin = self.stage.on_day(-spec["day"], hour, minute)
        first, last = (at.astimezone(ZONE) for at in self.visit)
        busy = begin - WAY < last and first < begin + timedelta(minutes=spec["minutes"]) + WAY
        return last + WAY if busy and spec["who"] == VISITOR else begin

    @property
    def visit(self) -> tuple[datetime, datetime]:
        """The appointment of today: in two hours, on a quarter of an hour, as people agree on times."""
        begin = self.stage.ago(-2, minutes=-10).replace(second=0, microsecond=0)
        begin += timedelta(minutes=-begin.minute % 15)
        return begin, begin + timedelta(hours=1)

    # -- who and what

    def open(self) -> Scene:
        """People, parts and recurring work, two weeks before the present."""
        yield self.stage.now - OPENED
        for one in self.data["contractor"]:
            draft = ContractorDraft(
                one["name"], one["contact"], one["phone"], since=self._day(-200), until=self._day(500),
                rate_minor=one["rate"] * 100, call_out_minor=one["call_out"] * 100,
            )  # fmt: skip
            self.firms[one["name"]] = crew.add_contractor(self.planner, draft).value
        for number, one in enumerate(self.data["technician"]):
            self.crew[one["name"]] = crew.add_technician(self.planner, self._technician(number, one)).value
        for one in self.data["away"]:
            begin, end = self.stage.on_day(-one["first"], 0), self.stage.on_day(-one["last"] - 1, 0)
            draft_away = AbsenceDraft(self.crew[one["name"]], AbsenceKind(one["kind"]), begin, end)
            crew.add_absence(self.planner, draft_away)
        for one in self.data["part"]:
            part = PartDraft(
                one["code"], one["name"], one["unit"], one["count"], one["minimum"], one["price"] * 100
            )
            self.parts[one["code"]] = add_part(self.planner, part).value
        for one in self.data["plan"]:
            add_plan(self.planner, self._plan(one))

    def _technician(self, number: int, one: Spec) -> TechnicianDraft:
        firm = self.firms.get(one.get("contractor", ""))
        return TechnicianDraft(
            one["name"], one["phone"], number % 6 + 1, firm, firm is not None,
            self._hours(_DAY if firm is None else _LONG),
            one.get("rate", 0) * 100, skills=frozenset(one["skills"]),
        )  # fmt: skip

    def _hours(self, day: tuple[tuple[int, int], ...]) -> Hours:
        free = (self._day(0).weekday() + REST) % 7
        return tuple(() if number == free else day for number in range(7))

    def _day(self, days: int) -> Any:
        return self.stage.on_day(-days, 12).date()

    def _plan(self, one: Spec) -> PlanDraft:
        return PlanDraft(
            one["title"], one["skill"], one["rule"], self._day(one["day"]), place_id=self._place(one["where"]),
            estimate_minutes=one["minutes"], technician_id=self.crew[one["who"]], ahead_days=6,
        )  # fmt: skip

    def _place(self, name: str) -> int:
        found = self.planner.store.rows("SELECT id FROM place WHERE ? IN (code, label) ORDER BY id", (name,))
        return int(found[0][0])

    # -- orders

    def make(self, spec: Spec) -> int:
        """An order of a home, or of a part of the estate that all share."""
        home = self.stage.homes.get(spec.get("home", ""))
        draft = OrderDraft(
            spec["title"], skill=spec["skill"], severity=spec.get("severity", "s4"),
            estimate_minutes=spec["minutes"], where_text=spec.get("where", ""),
        )  # fmt: skip
        if home is not None:
            person = home.people[0] if home.people else None
            access = Access.RESIDENT_PRESENT if home.people else Access.KEY
            draft = replace(draft, place_id=home.place_id, resident_id=person, access=access)
        return actions.make(self.planner, draft).value

    def of_case(self, label: str, subcategory: str, login: str, **fields: Any) -> int:
        """An order of the latest case of a home, as its handler makes it."""
        session, home = self.stage.cast[login], self.stage.homes[label]
        found = session.store.rows(
            "SELECT max(id) FROM complaint WHERE resident_id = ? AND subcategory = ?",
            (home.people[0], subcategory),
        )
        draft = from_case(session.store, int(found[0][0]), session.clock.now())
        return actions.make(session, replace(draft, **fields)).value

    def slot(self, order: int, name: str, begin: datetime, minutes: int) -> None:
        """Plan it; where nobody works at that hour, the manager answers for it."""
        move = Move(order, self.crew[name], begin, begin + timedelta(minutes=minutes))
        try:
            place(self.planner, (move,))
        except UserProblem as problem:
            if not problem.code.startswith("slot."):
                raise
            place(self.stage.cast[BOSS], (move,), "抢修，不能等到白天")

    def done(self, order: int, begin: datetime, words: str = "", parts: Spec | None = None) -> None:
        """It is done now, as the technician tells it."""
        now = self.stage.cast.clock.instant
        used = tuple((self.parts[code], pieces) for code, pieces in (parts or {}).items())
        draft = DoneDraft(Outcome.FIXED, begin, now, words or _WORDS[order % len(_WORDS)], used)
        actions.done(self.planner, order, None, draft)

    def wait(self, order: int, what: WaitsFor, until: datetime, words: str) -> None:
        """It has to wait."""
        actions.wait(self.planner, order, None, what, until, words)

    # -- a day

    def plans(self) -> list[Spec]:
        """What comes back by itself, as orders of the day on which it first does."""
        return [{**one, "at": "09:00"} for one in self.data["plan"]]

    def day(self, day: int) -> Scene:
        """The orders of a day, planned at once on the evening before; those to come are planned already."""
        yield self.stage.on_day(max(1, 1 - day), *PLANNED_AT)
        made = {_key(one): self.make(one) for one in self.data["order"] if one["day"] == day}
        found = self.planner.store.rows("SELECT title, id FROM work_order WHERE plan_id IS NOT NULL")
        made |= {_key(one): dict(found)[one["title"]] for one in self.plans() if one["day"] == day}
        self.ids |= made
        specs = [one for one in (*self.data["order"], *self.plans()) if one["day"] == day]
        slots = (
            (self.ids[_key(one)], self.crew[one["who"]], self.begin(one), one["minutes"]) for one in specs
        )
        moves = [
            Move(order, who, begin, begin + timedelta(minutes=length)) for order, who, begin, length in slots
        ]
        place(self.planner, moves)

    def finish(self, spec: Spec) -> Scene:
        """Begun in time, done a little earlier than planned; the firm's invoice comes with it; checked next morning."""
        odd = len(spec["title"]) + spec["minutes"] // 30
        begin = self.begin(spec) + timedelta(minutes=odd % 7)
        yield begin
        order = self.ids[_key(spec)]
        if spec["day"] >= 0:
            actions.start(self.planner, order, None)
        yield begin + timedelta(minutes=spec["minutes"] - 10 - odd % 4 * 5)
        self.done(order, begin, parts=spec.get("parts"))
        if "invoice" in spec:
            firm = next(iter(self.firms.values()))
            cost = CostDraft(CostKind.INVOICE, spec["invoice"] * 100, firm, f"GA-{order:04d}", spec["title"])
            actions.add_cost(self.planner, order, cost)
        if spec["day"] < 0:
            yield self.stage.on_day(-spec["day"] - 1, 8, 40)
            actions.check(self.planner, order, None, "", fine=True)


def _key(spec: Spec) -> str:
    return f"{spec['day']} {spec['at']} {spec['who']}"


def local_hour(stage: Stage, hour: int) -> datetime:
    """That hour of today, or of tomorrow where it is over."""
    today = stage.on_day(0, hour)
    return today if today.astimezone(ZONE) > stage.now.astimezone(ZONE) else stage.on_day(-1, hour)
