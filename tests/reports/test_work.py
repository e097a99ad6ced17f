"""The work orders of a case on paper: what was done, what was agreed and what it cost, photos with their order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from models.complaints.kinds import FileDraft
from models.core.clock import SetClock
from models.core.session import Session
from models.handling import actions as handling
from models.handling.kinds import RemedyDraft
from models.handling.reporting import report_cases
from models.repairs import actions
from models.repairs.kinds import (
    AppointmentDraft,
    CostDraft,
    CostKind,
    DoneDraft,
    FileKind,
    Outcome,
    WaitsFor,
)
from models.scheduling import actions as scheduling
from models.store.database import Store
from reports.documents.handling_report import handling_report
from reports.render import to_bytes
from resources.texts import load
from tests import cases, factories
from tests.repairs import a_technician, an_order, slot
from tests.reports.cases import a_photo
from tests.reports.reading import fonts_of, squeezed, text_of


@pytest.fixture
def clock() -> SetClock:
    return factories.a_clock()


@pytest.fixture
def store(tmp_path: Path, clock: SetClock) -> Iterator[Store]:
    opened = factories.a_store(tmp_path / "data", clock)
    factories.an_estate(opened, clock)
    yield opened
    opened.disconnect()


@pytest.fixture
def desk(store: Store, clock: SetClock) -> Session:
    return factories.a_session(store, clock)


def repaired(desk: Session, clock: SetClock) -> int:
    """A case with three orders: one done and found not right, its return visit that waits, one that was cancelled."""
    case, technician = cases.a_case(desk), a_technician(desk)
    cases.walk(desk, desk, case, 4)
    remedy = handling.grant_remedy(desk, case, None, RemedyDraft("repair", 150_00, "修好厨房顶")).value
    one = an_order(desk, case, remedy_id=remedy)
    gone = an_order(desk, case, title="补柜门")
    slot(desk, one, technician)
    now = clock.now()
    actions.agree(desk, one, None, AppointmentDraft(now + timedelta(hours=1), now + timedelta(hours=3)))
    actions.attach_file(desk, one, FileDraft("a.jpg", a_photo(), note="漏点"), FileKind.BEFORE)
    clock.advance(hours=2)
    done = DoneDraft(Outcome.FIXED, clock.now() - timedelta(hours=1), clock.now(), "换了软管和角阀")
    actions.done(desk, one, None, done)
    actions.add_cost(desk, one, CostDraft(CostKind.MATERIAL, 35_50, text="角阀"))
    back = actions.check(desk, one, None, "接头还渗水", False).value
    assert back is not None
    actions.wait(desk, back, None, WaitsFor.PARTS, None, "等角阀")
    actions.cancel(desk, gone, None, "业主自己补了")
    return case


def told(store: Store, case: int, *languages: str) -> str:
    pdf = to_bytes(handling_report(report_cases(store, [case]), [load(one) for one in languages]))
    assert all(fonts_of(pdf).values())
    return text_of(pdf)


@pytest.mark.parametrize("languages", [("zh_CN",), ("en",), ("zh_CN", "en")])
def test_everything_about_the_work_is_told(
    store: Store, desk: Session, clock: SetClock, languages: tuple[str, ...]
) -> None:
    said = told(store, repaired(desk, clock), *languages)
    written = (
        "W2611-0001",
        "W2611-0002",
        "W2611-0003",
        "换了软管和角阀",
        "接头还渗水",
        "等角阀",
        "业主自己补了",
        "补柜门",
    )
    assert [words for words in written if squeezed(words) not in said] == []
    for money in ("¥150", "¥95.50", "¥60", "¥35.50"):  # agreed, actual, labour, other
        assert squeezed(money) in said
    for code in ("order_made", "before_from", "not_fixed", "waits_for", "appointment_made", "order_state"):
        assert code not in said
    words = {"zh_CN": ("工单", "实际费用", "修前"), "en": ("Workorders", "Actualcost", "Before")}
    for language in languages:
        assert [word for word in words[language] if squeezed(word).lower() not in said.lower()] == []


def test_a_case_without_work_says_nothing_of_it(store: Store, desk: Session) -> None:
    said = told(store, cases.a_case(desk), "en")
    assert squeezed("Work orders") not in said
    assert squeezed("Actual cost") not in said


def test_an_invoice_changes_the_checksum(store: Store, desk: Session, clock: SetClock) -> None:
    case = repaired(desk, clock)
    before = told(store, case, "en")
    actions.add_cost(desk, an_order(desk, case), CostDraft(CostKind.OTHER, 1_00))
    assert told(store, case, "en") != before


def test_open_work_is_still_outstanding(store: Store, desk: Session, clock: SetClock) -> None:
    case, technician = cases.a_case(desk), a_technician(desk, "何勇")
    one = an_order(desk, case, title="查立管")
    slot(desk, one, technician)
    line = squeezed("Work order W2611-0001 查立管 Scheduled 20 Nov 2026 15:20 何勇")
    assert line in told(store, case, "en").replace("20Nov15:20", "20Nov202615:20")
    actions.cancel(desk, one, None, "不用了")
    assert line not in told(store, case, "en").replace("20Nov15:20", "20Nov202615:20")


def test_parts_say_of_what_and_whether_they_were_put_back(store: Store, desk: Session) -> None:
    """A part that was put back is cancelled without a reason: the paper says what became of it."""
    case = cases.a_case(desk)
    one = an_order(desk, case)
    scheduling.join(desk, scheduling.split(desk, one, None, 60).value)
    scheduling.split(desk, one, None, 60)
    said = told(store, case, "en")
    back, part = squeezed("put back into W2611-0001"), squeezed("part of W2611-0001")
    assert (said.count(back), said.count(part)) == (2, 3), "in the table and in the timeline"
