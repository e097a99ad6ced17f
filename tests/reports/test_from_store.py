"""A case walked through the real doors and printed: nothing that the actions write is beyond the report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from models.complaints.kinds import Severity
from models.complaints.queries import case_row
from models.core.clock import SetClock
from models.core.permissions import Role
from models.handling import actions
from models.handling.clock_kinds import PauseDraft, PauseReason
from models.handling.kinds import ContactDraft
from models.handling.reporting import report_cases
from models.options.causes import add_cause
from models.options.kinds import CauseDraft, label
from models.options.queries import categories
from models.store.database import Store
from reports.documents.handling_report import handling_report
from reports.documents.receipt import receipt
from reports.render import to_bytes
from resources.texts import load
from tests import factories
from tests.cases import FACTS, a_case, ready
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


def _walked(store: Store, clock: SetClock) -> int:
    desk = factories.a_session(store, clock, Role.FRONT_DESK)
    other = factories.a_session(store, clock, Role.FRONT_DESK, "colleague")
    case_id = a_case(desk)
    for step in range(2, 9):
        clock.advance(minutes=20)
        ready(desk, other, case_id, step)
        actions.finish_step(desk, case_id, None, FACTS[step])
    return case_id


def test_a_walked_case_tells_every_written_fact(store: Store, clock: SetClock) -> None:
    case_id = _walked(store, clock)
    pdf = to_bytes(handling_report(report_cases(store, [case_id]), [load("zh_CN"), load("en")]))
    told = text_of(pdf)
    coded = ("cause", "responsible", "mood_before", "mood_after", "close_reason", "way")
    facts = [(name, value) for step in FACTS.values() for name, value in step.items() if name not in coded]
    written = [value for _, value in facts if isinstance(value, str)]
    assert written
    assert [value for value in written if squeezed(value) not in told] == []
    assert case_row(store, case_id).reference in told
    assert all(fonts_of(pdf).values())


def test_printing_twice_gives_the_same_bytes_whatever_the_hour(store: Store, clock: SetClock) -> None:
    case_id = _walked(store, clock)
    first = to_bytes(receipt(report_cases(store, [case_id]), [load("en")]))
    clock.advance(minutes=600)
    assert to_bytes(receipt(report_cases(store, [case_id]), [load("en")])) == first


def test_no_code_is_left_unsaid(store: Store, clock: SetClock) -> None:
    case_id = _walked(store, clock)
    told = text_of(to_bytes(handling_report(report_cases(store, [case_id]), [load("zh_CN")])))
    for code in (
        "step_finished",
        "follow_up",
        "own_staff",
        "wear",
        "satisfied",
        "proposal_offered",
        "exact_time",
        "carried_out",
    ):
        assert code not in told


def test_the_targets_stand_there_with_how_they_went_and_what_was_waited_for(
    store: Store, clock: SetClock
) -> None:
    desk = factories.a_session(store, clock, Role.FRONT_DESK)
    case = a_case(desk, severity=Severity.S2)
    clock.advance(minutes=40)
    actions.arrived(desk, case, None)
    clock.advance(minutes=20)
    actions.pause(
        desk, case, None, PauseDraft(PauseReason.PARTS, clock.now() + timedelta(hours=3), "a gasket")
    )
    actions.log_contact(desk, case, ContactDraft("the part is ordered"))
    clock.advance(hours=9)
    actions.finish_step(desk, case, None, FACTS[2])
    told = text_of(to_bytes(handling_report(report_cases(store, [case]), [load("en")])))
    for line in (
        "Targets 5 in time; 1 late", "On site by 20 Nov 15:20", "Made safe by 20 Nov 21:20 ✓",
        "Progress told round 2 by 20 Nov 22:20 overdue", "Waiting for parts 20 Nov 15:20 – 20 Nov 18:20 a gasket",
    ):  # fmt: skip
        assert squeezed(line) in told, told


def test_a_case_that_was_sorted_says_from_what_to_what(store: Store, clock: SetClock) -> None:
    """By name in each language; and a cause that is added later changes no byte of it."""
    case_id = _walked(store, clock)
    clock.advance(hours=1)
    chief = factories.a_session(store, clock)
    actions.classify(
        chief, [case_id], subcategory="noise.neighbour", cause="wear.seals", responsible="contractor",
        cause_text="门框密封条",
    )  # fmt: skip
    first = to_bytes(handling_report(report_cases(store, [case_id]), [load("en")]))
    told = text_of(first)
    labels = {row.code: label(row, "en") for row in categories(store)}
    for line in (
        f"{labels['leak.from_above']} → {labels['noise.neighbour']}", "Wear and age → Wear and age › Seals",
        "Nobody → Contractor", "门框密封条",
    ):  # fmt: skip
        assert squeezed(line) in told, (line, told)
    assert "wear.seals" not in told
    add_cause(chief, CauseDraft("电梯门", "Lift door", "wear"))
    assert to_bytes(handling_report(report_cases(store, [case_id]), [load("en")])) == first
