"""Orders of a case in any order of events: states, history, costs, photos and reports agree everywhere, no orphan."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from models.audit.queries import verify
from models.complaints.kinds import FileDraft, Severity
from models.complaints.queries import attachments
from models.core.clock import to_millis
from models.core.permissions import Role
from models.core.session import Session
from models.handling import actions as handling
from models.handling.kinds import RemedyDraft
from models.handling.queries import case_file
from models.handling.reporting import report_cases
from models.repairs import actions
from models.repairs.case_kinds import added_up
from models.repairs.kinds import (
    MOVABLE,
    OPEN,
    AppointmentDraft,
    CostDraft,
    CostKind,
    DoneDraft,
    FileKind,
    OrderFilter,
    Outcome,
)
from models.repairs.queries import (
    board_counts,
    costs_of_case,
    order_file,
    order_page,
    order_rows,
    orders_of_case,
    remedy_costs,
    side_count,
)
from models.repairs.states import BY_DEED, Deed, deeds_of, may
from models.scheduling import actions as scheduling
from models.stock.actions import add_part, change_part
from models.stock.kinds import PartDraft
from models.stock.queries import part
from models.store.doctor import examine
from reports.documents.handling_report import handling_report
from reports.render import to_bytes
from resources.texts import load
from tests import cases, factories
from tests.models.repairs.conftest import Yard, refused
from tests.models.repairs.test_states import BY_SCHEDULING, DEEDS
from tests.repairs import a_technician, an_order, slot
from tests.reports.cases import a_photo
from tests.reports.reading import text_of

RATE = 100  # minor units a minute: 60 an hour
APART = BY_SCHEDULING | {Deed.DONE}
WITH_SLOT = frozenset({"scheduled", "on_the_way", "working"})


@dataclass
class Kept:
    """What should be known of an order."""

    case: int
    state: str = "ready"
    return_of: int | None = None
    part_of: int | None = None
    minutes: int = 0
    prices: list[int] = field(default_factory=list)  # of the pieces that it has, in the order of taking
    other: int = 0
    photos: int = 0
    deeds: int = 0
    touched: bool = False
    begun_at: int | None = None  # minutes on the clock

    @property
    def cost(self) -> int:
        return self.minutes * RATE + sum(self.prices) + self.other


class Work(RuleBasedStateMachine):
    """A case with three orders and a duplicate with one; the clock goes on by minutes."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.clock = factories.a_clock()
        self.store = factories.a_store(Path(self._folder.name) / "data", self.clock)
        factories.an_estate(self.store, self.clock)
        self.desk = factories.a_session(self.store, self.clock)
        self.colleague: Session = factories.a_session(self.store, self.clock, Role.ADMINISTRATOR, "colleague")
        self.kept: dict[int, Kept] = {}
        self.minute, self.price, self.invoices = 0, 10_00, 0
        self.merge: tuple[int, list[int]] | None = None
        self.closed = False

    @initialize()
    def begin(self) -> None:
        self.technician = a_technician(self.desk, rate_minor=60 * RATE)
        self.hose = add_part(self.desk, PartDraft("P-1", "软管", count=1000, price_minor=self.price)).value
        self.case = cases.a_case(self.desk)
        self.twin = cases.a_case(self.desk, severity=Severity.S4)
        self.yard = Yard(self.desk, self.technician, self.case)
        cases.walk(self.desk, self.colleague, self.case, 4)
        self.remedy = handling.grant_remedy(
            self.desk, self.case, None, RemedyDraft("repair", 90_00, "换")
        ).value
        for case in (self.case, self.case, self.case, self.twin):
            self.kept[an_order(self.desk, case, remedy_id=self.remedy if case == self.case else None)] = Kept(
                case
            )
        self._walk_on()

    def _walk_on(self) -> None:
        """Bring the case to its last step, with the resident content."""
        for step in range(case_file(self.store, self.case).case.row.step, 9):
            cases.ready(self.desk, self.colleague, self.case, step)
            if step < 8:
                handling.finish_step(self.desk, self.case, None, cases.FACTS[step])

    def _pick(self, number: int) -> int:
        return sorted(self.kept)[number % len(self.kept)]

    @rule(minutes=st.integers(1, 90))
    def wait(self, minutes: int) -> None:
        self.clock.advance(minutes=minutes)
        self.minute += minutes

    def _among(self, number: int, states: frozenset[str]) -> int | None:
        """One of the orders that stand at one of these states."""
        there = [one for one, kept in sorted(self.kept.items()) if kept.state in states]
        return there[number % len(there)] if there else None

    @rule(number=st.integers(0, 9))
    def place(self, number: int) -> None:
        one = self._among(number, frozenset(BY_DEED[Deed.PLACE].sources) - {"scheduled"})
        if one is not None:
            slot(self.desk, one, self.technician)
            self.kept[one].state = "scheduled"

    @rule(number=st.integers(0, 9))
    def start(self, number: int) -> None:
        one = self._among(number, frozenset(BY_DEED[Deed.START].sources))
        if one is not None:
            self._do(one, Deed.START)

    @rule(number=st.integers(0, 9), which=st.integers(0, 9))
    def deed(self, number: int, which: int) -> None:
        one = self._pick(number)
        allowed = [deed for deed in deeds_of(self.kept[one].state) if deed not in APART]
        if allowed:
            self._do(one, allowed[which % len(allowed)])

    @rule(number=st.integers(0, 9), deed=st.sampled_from(sorted(set(Deed) - APART)))
    def wrong(self, number: int, deed: Deed) -> None:
        one = self._pick(number)
        if not may(self.kept[one].state, deed):
            before = order_file(self.store, one)
            with refused("order.state"):
                DEEDS[deed](self.yard, one, None)
            assert order_file(self.store, one) == before

    def _do(self, one: int, deed: Deed) -> None:
        kept = self.kept[one]
        DEEDS[deed](self.yard, one, order_file(self.store, one).row.row_version)
        if kept.state == "working":
            kept.minutes += self.minute - (kept.begun_at or 0)
        elif deed == Deed.CANCEL and not kept.minutes:
            kept.prices.clear()
        kept.begun_at = self.minute if deed == Deed.START else None
        kept.state = BY_DEED[deed].target
        kept.deeds += 1

    @rule(number=st.integers(0, 9), outcome=st.sampled_from(Outcome), pieces=st.integers(0, 2))
    def done(self, number: int, outcome: Outcome, pieces: int) -> None:
        one = self._among(number, WITH_SLOT)
        if one is None:
            return
        kept = self.kept[one]
        self.wait(5)  # nobody is done in no time
        begun = self.clock.now() - timedelta(
            minutes=self.minute - kept.begun_at if kept.begun_at is not None else 5
        )
        used = ((self.hose, pieces),) if pieces else ()
        actions.done(self.desk, one, None, DoneDraft(outcome, begun, self.clock.now(), "已处理", used))
        kept.minutes += round((self.clock.now() - begun).total_seconds() / 60)
        kept.prices += [self.price] * pieces
        kept.state, kept.begun_at = "done", None
        kept.deeds += 1

    @rule(number=st.integers(0, 9), pieces=st.integers(1, 3), back=st.booleans())
    def parts(self, number: int, pieces: int, back: bool) -> None:
        one = self._pick(number)
        kept = self.kept[one]
        if back:
            if pieces > len(kept.prices):
                with refused("part.not_taken"):
                    actions.bring_back(self.desk, one, self.hose, pieces)
            else:
                actions.bring_back(self.desk, one, self.hose, pieces)
                del kept.prices[-pieces:]
        elif kept.state in ("draft", "cancelled"):
            with refused("order.state" if kept.state == "draft" else "order.over"):
                actions.book_part(self.desk, one, self.hose, pieces)
        else:
            actions.book_part(self.desk, one, self.hose, pieces)
            kept.prices += [self.price] * pieces
            kept.touched = True

    @rule(price=st.integers(0, 30_00))
    def dearer(self, price: int) -> None:
        change_part(self.desk, self.hose, None, PartDraft("P-1", "软管", price_minor=price))
        self.price = price

    @rule(number=st.integers(0, 9), amount=st.integers(1, 900_00))
    def invoice(self, number: int, amount: int) -> None:
        one = self._pick(number)
        self.invoices += 1
        self.kept[one].touched = True
        actions.add_cost(self.desk, one, CostDraft(CostKind.MATERIAL, amount, number=f"FP-{self.invoices}"))
        self.kept[one].other += amount

    @rule(number=st.integers(0, 9), kind=st.sampled_from(FileKind))
    def photo(self, number: int, kind: FileKind) -> None:
        one = self._pick(number)
        actions.attach_file(self.desk, one, FileDraft("a.jpg", a_photo()), kind)
        self.kept[one].photos += 1
        self.kept[one].touched = True

    @rule(number=st.integers(0, 9))
    def promise(self, number: int) -> None:
        one = self._pick(number)
        if self.kept[one].state in OPEN - {"working"} and order_file(self.store, one).row.window is None:
            ahead = self.clock.now() + timedelta(hours=3)
            self.kept[one].touched = True
            actions.agree(self.desk, one, None, AppointmentDraft(ahead, ahead + timedelta(hours=1)))

    @rule(number=st.integers(0, 9))
    def come_back(self, number: int) -> None:
        one = self._pick(number)
        kept = self.kept[one]
        standing = [other for other in self.kept.values() if other.return_of == one and other.state in OPEN]
        code = (
            "order.state" if kept.state not in ("done", "checked")
            else "order.return_open" if standing
            else "case.closed" if self.closed and kept.case == self.case
            else ""
        )  # fmt: skip
        if code:
            with refused(code):
                actions.make_return(self.desk, one, "又漏了")
        elif len(self.kept) < 8:
            made = actions.make_return(self.desk, one, "又漏了").value
            self.kept[made] = Kept(kept.case, return_of=one)

    @rule(number=st.integers(0, 9), minutes=st.integers(0, 130))
    def split(self, number: int, minutes: int) -> None:
        one = self._among(number, frozenset(MOVABLE))
        if one is None or len(self.kept) >= 8:
            return
        row = order_file(self.store, one).row
        whole = row.estimate_minutes
        if row.starts_at is not None and row.ends_at is not None:
            whole = round((row.ends_at - row.starts_at).total_seconds() / 60)
        if not 0 < minutes < whole:
            with refused("order.split_where"):
                scheduling.split(self.desk, one, None, minutes)
            return
        made = scheduling.split(self.desk, one, None, minutes).value
        self.kept[made] = Kept(self.kept[one].case, part_of=one)
        assert order_file(self.store, made).row.estimate_minutes == whole - minutes

    @rule(number=st.integers(0, 9))
    def join(self, number: int) -> None:
        one = self._among(number, frozenset(MOVABLE))
        if one is None or (kept := self.kept[one]).part_of is None or kept.deeds or kept.touched:
            return
        if any(other.part_of == one for other in self.kept.values()):
            return
        whole = self.kept[kept.part_of]
        if whole.state in MOVABLE - {"scheduled"}:
            assert scheduling.join(self.desk, one).value == kept.part_of
            kept.state = "cancelled"

    @precondition(lambda self: self.merge is None and not self.closed)
    @rule()
    def merge_in(self) -> None:
        carried = [one for one, kept in self.kept.items() if kept.case == self.twin]
        (made,) = handling.merge(self.desk, self.case, [self.twin], "同一处").value
        self.merge = made, carried
        for one in carried:
            self.kept[one].case = self.case

    @precondition(lambda self: self.merge is not None and not self.closed)
    @rule()
    def take_out(self) -> None:
        assert self.merge is not None
        made, carried = self.merge
        handling.unmerge(self.desk, made, None)
        going = set(carried)
        for one, kept in sorted(self.kept.items()):
            if one in going or {kept.return_of, kept.part_of} & going:
                going.add(one)
                kept.case = self.twin
        self.merge = None

    @precondition(lambda self: not self.closed)
    @rule()
    def close(self) -> None:
        waiting = any(kept.state in OPEN for kept in self.kept.values() if kept.case == self.case)
        if waiting:
            with refused("step.gaps"):
                handling.finish_step(self.desk, self.case, None, cases.FACTS[8])
        else:
            assert handling.finish_step(self.desk, self.case, None, cases.FACTS[8]).value == 0
            self.closed = True

    @precondition(lambda self: self.closed)
    @rule()
    def reopen(self) -> None:
        handling.reopen(self.desk, self.case, None, 5, "又漏了")
        self.closed = False
        self._walk_on()

    @invariant()
    def orders_agree(self) -> None:
        if not self.kept:
            return
        rows = {row.id: row for row in order_rows(self.store, sorted(self.kept))}
        assert {one: row.state for one, row in rows.items()} == {
            one: kept.state for one, kept in self.kept.items()
        }
        for one, kept in self.kept.items():
            file, row = order_file(self.store, one), rows[one]
            assert file.row == row
            assert file.total.total_minor == kept.cost
            assert (sum(use.count for use in file.parts), len(file.files)) == (len(kept.prices), kept.photos)
            assert (row.waits_for is not None) == (row.state == "waiting")
            assert (row.starts_at is not None) == (row.technician_id is not None)
            assert row.starts_at is not None or row.state not in WITH_SLOT
            assert row.starts_at is None or row.state not in ("draft", "ready", "waiting")
            assert row.window is None or row.state in OPEN - {"working"}
            assert len(file.events) >= kept.deeds + 1
        counted = board_counts(self.store)
        assert sum(counted.values()) == sum(
            kept.state not in ("checked", "cancelled") for kept in self.kept.values()
        )
        assert side_count(self.store) == counted["ready"]
        assert part(self.store, self.hose).count == 1000 - sum(
            len(kept.prices) for kept in self.kept.values()
        )

    @invariant()
    def cases_agree(self) -> None:
        for case in (self.case, self.twin) if self.kept else ():
            mine = {one: kept for one, kept in self.kept.items() if kept.case == case}
            file, spent = case_file(self.store, case), sum(kept.cost for kept in mine.values())
            assert [row.id for row in orders_of_case(self.store, case)] == sorted(mine)
            assert [work.row for work in file.orders] == list(orders_of_case(self.store, case))
            assert {row.id for row in order_page(self.store, OrderFilter(complaint_id=case)).rows} == set(
                mine
            )
            split = remedy_costs(self.store, case)
            by_remedy = {one: costs.total_minor for one, costs in split.by_remedy.items()}
            assert costs_of_case(self.store, case) == added_up(file.orders)
            assert (
                added_up(file.orders).total_minor == spent == sum(by_remedy.values()) + split.rest.total_minor
            )
            assert all(line.actual_minor == by_remedy.get(line.id, 0) for line in file.remedies)
            assert report_cases(self.store, [case])[0].file == file
            photos = {work.row.reference: self.kept[work.row.id].photos for work in file.orders}
            shown = [shot.order for shot in attachments(self.store, case)]
            assert {reference: shown.count(reference) for reference in photos} == photos
            assert len(shown) == sum(photos.values())
            waiting = [work.row for work in file.orders if work.row.state in OPEN]
            assert file.case.row.closed_at is None or not waiting
            assert all(row.due_at == file.case.row.resolve_due_at for row in waiting)
            told = [event for event in file.events if event.kind in ("order_done", "order_cancelled")]
            own = [event for event in told if event.facts["order"] in mine]
            ended = [kept for kept in mine.values() if kept.state in ("done", "checked", "cancelled")]
            if self.merge is None and case == self.case:
                assert len(own) == len(ended)

    def teardown(self) -> None:
        assert verify(self.store) is None
        assert examine(self.store).findings == ()
        if self.kept:
            pdf = text_of(to_bytes(handling_report(report_cases(self.store, [self.case]), [load("en")])))
            file = case_file(self.store, self.case)
            assert all(work.row.reference in pdf for work in file.orders)
            assert to_millis(report_cases(self.store, [self.case])[0].as_of) <= to_millis(self.clock.now())
        self.store.disconnect()
        self._folder.cleanup()


Work.TestCase.settings = settings(max_examples=6, stateful_step_count=50, deadline=None)
TestWork = Work.TestCase
