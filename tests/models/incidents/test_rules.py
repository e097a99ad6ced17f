"""The pure rules, against a slow reckoning."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.core.errors import UserProblem
from models.incidents.kinds import IncidentDraft, IncidentRow
from models.incidents.rules import Report, Spot, check, concerns, fits_cause, gathered, is_major
from tests.models.incidents.slow import together

START = datetime(2026, 11, 1, tzinfo=UTC)
HOURS = st.integers(0, 20 * 24 // 6).map(lambda sixth: START + timedelta(hours=6 * sixth))
REPORTS = st.lists(
    st.builds(Report, case_id=st.integers(1, 8), who=st.sampled_from("abcd"), at=HOURS), max_size=9
)


@given(REPORTS, st.integers(1, 8))
def test_cases_are_gathered_as_a_slow_reckoning_gathers_them(reports: list[Report], case_id: int) -> None:
    assert gathered(reports, case_id) == together(reports, case_id)


@given(REPORTS, st.integers(1, 8))
def test_what_is_gathered_holds_the_case_and_three_households(reports: list[Report], case_id: int) -> None:
    found = gathered(reports, case_id)
    if found:
        assert case_id in found
        assert len({one.who for one in reports if one.case_id in found}) >= 3
        assert is_major(reports)


@given(REPORTS)
def test_one_case_alone_with_all_its_homes_is_major_like_many(reports: list[Report]) -> None:
    merged = [Report(1, one.who, one.at) for one in reports]
    assert is_major(merged) == is_major(reports)


def test_seven_days_to_the_moment() -> None:
    def told(last: timedelta) -> list[Report]:
        return [Report(1, "a", START), Report(2, "b", START), Report(3, "c", START + last)]

    assert gathered(told(timedelta(days=7)), 3) == {1, 2, 3}
    assert gathered(told(timedelta(days=7, seconds=1)), 3) == frozenset()


def row(**fields: object) -> IncidentRow:
    plain: dict[str, object] = dict.fromkeys((one.name for one in dataclasses.fields(IncidentRow)), None)
    texts = (
        "title",
        "say",
        "category_zh",
        "category_en",
        "place",
        "place_kind",
        "place_path",
        "place_line",
        "note",
    )
    plain |= dict.fromkeys(texts, "") | {"id": 1, "state": "open", "kind": "outage", "started_at": START}
    return IncidentRow(**{**plain, **fields})  # type: ignore[arg-type]


HOME = Spot(19, "/1/4/19/", "3/02", 1, 15)


@pytest.mark.parametrize(
    ("fields", "spot", "expected"),
    [
        ({}, HOME, True),  # the whole property
        ({"place_id": 4}, HOME, True),  # its building
        ({"place_id": 14}, HOME, False),  # an id that only looks alike
        ({"place_id": 19}, HOME, True),
        ({"place_id": 4, "floor_from": 10, "floor_to": 18}, HOME, True),
        ({"place_id": 4, "floor_from": 16}, HOME, False),
        ({"place_id": 4, "floor_to": 14}, HOME, False),
        ({"place_id": 4, "floor_from": 16}, Spot(20, "/1/4/20/"), True),  # nobody knows its floor
        ({"place_id": 18, "place_kind": "unit", "place_line": "3/02", "property_id": 1}, HOME, True),
        ({"place_id": 18, "place_kind": "unit", "place_line": "3/01", "property_id": 1}, HOME, False),
        ({"place_id": 18, "place_kind": "unit", "place_line": "3/02", "property_id": 2}, HOME, False),
        ({"place_id": 18, "place_kind": "unit", "place_line": ""}, Spot(19, "/1/4/19/", ""), False),
    ],
)
def test_what_an_incident_is_about(fields: dict[str, object], spot: Spot, expected: bool) -> None:
    assert concerns(row(**fields), spot) is expected


def test_a_cause_that_nobody_has_named_may_be_any() -> None:
    water = row(category="water", subcategory="water.none")
    assert fits_cause(water, None)
    assert fits_cause(water, "water")
    assert fits_cause(water, "water", "water.none")
    assert not fits_cause(water, "water", "water.hot")
    assert not fits_cause(water, "leak")
    assert fits_cause(row(), "leak", "leak.from_above")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"title": " "}, "incident.no_title"),
        ({"say": ""}, "incident.no_say"),
        ({"floor_from": 18, "floor_to": 10}, "incident.floors"),
        ({"expected_until": START}, "incident.past"),
    ],
)
def test_a_draft_owes_its_words(fields: dict[str, object], code: str) -> None:
    draft = {"title": "3号楼停水", "say": "水泵在换件。", **fields}
    with pytest.raises(UserProblem) as told:
        check(IncidentDraft(**draft), START)  # type: ignore[arg-type]
    assert told.value.code == code
