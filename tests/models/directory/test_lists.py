"""Paged lists: every row once, in order, whatever the size of the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.core.paging import Key, Page
from models.core.session import Session
from models.directory import actions, queries
from models.directory.kinds import PlaceFilter, PlaceKind, ResidentFilter
from tests.models.directory.estate import Estate


def everything(fetch: Callable[[Key | None], Page[Any]]) -> list[Any]:
    rows: list[Any] = []
    key: Key | None = None
    while True:
        page = fetch(key)
        rows += page.rows
        key = page.next_key
        if key is None:
            return rows
        assert page.rows, "a page that goes on holds something"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)  # nothing is written
@given(size=st.integers(1, 12))
def test_pages_hold_everything_once(desk: Session, homes: Estate, size: int) -> None:
    places = everything(lambda key: queries.place_page(desk, PlaceFilter(), key, size))
    assert [item.place.id for item in places] == [
        item.place.id for item in queries.place_page(desk, PlaceFilter()).rows
    ]
    assert len({item.place.id for item in places}) == 10
    people = everything(lambda key: queries.resident_page(desk, ResidentFilter(), key, size))
    assert [item.resident.name for item in people] == sorted(["周桂兰", "陈建国", "John Wood", "歐陽娜娜"])


@pytest.mark.parametrize(
    ("wanted", "labels"),
    [
        (PlaceFilter(kind=PlaceKind.BUILDING), ["3", "13"]),
        (PlaceFilter("3-15"), ["3-1501", "3-1502", "13-1501", "13-1502"]),
        (PlaceFilter("三号楼1502"), ["3-1502"]),
        (PlaceFilter("客梯"), ["3 客梯"]),
        (PlaceFilter("%"), []),
        (PlaceFilter("nothing"), []),
    ],
)
def test_filters_of_places(desk: Session, homes: Estate, wanted: PlaceFilter, labels: list[str]) -> None:
    assert [item.place.label for item in queries.place_page(desk, wanted).rows] == labels


def test_below_a_place_and_retired_ones(desk: Session, homes: Estate) -> None:
    actions.retire_place(desk, homes.ids["13-1501"], 1)
    below = PlaceFilter(under_id=homes.ids["13"], kind=PlaceKind.UNIT)
    assert [item.place.label for item in queries.place_page(desk, below).rows] == ["13-1502", "13-1602"]
    with_retired = PlaceFilter(under_id=homes.ids["13"], kind=PlaceKind.UNIT, retired=True)
    assert len(queries.place_page(desk, with_retired).rows) == 3
    assert queries.place_page(desk, PlaceFilter(under_id=9_999)).rows == ()


def test_a_place_comes_with_its_people(desk: Session, homes: Estate) -> None:
    item = queries.place_page(desk, PlaceFilter("3-1502", kind=PlaceKind.UNIT)).rows[0]
    assert (item.names, item.people) == (("周桂兰", "陈建国"), 2)


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (ResidentFilter("zgl"), ["周桂兰"]),
        (ResidentFilter("1502"), ["John Wood", "周桂兰", "陈建国"]),
        (ResidentFilter(kind="tenant"), ["John Wood"]),
        (ResidentFilter("周", kind="tenant"), []),
        (ResidentFilter(present=True), ["John Wood", "周桂兰", "歐陽娜娜", "陈建国"]),
        (ResidentFilter(present=False), ["旧住户"]),
    ],
)
def test_filters_of_residents(desk: Session, homes: Estate, wanted: ResidentFilter, names: list[str]) -> None:
    homes.person("旧住户", home="3-1501", until=date(2020, 1, 1))
    assert [item.resident.name for item in queries.resident_page(desk, wanted).rows] == names


def test_residents_of_a_building(desk: Session, homes: Estate) -> None:
    rows = queries.resident_page(desk, ResidentFilter(place_id=homes.ids["13"])).rows
    assert [(item.resident.name, item.place_label, item.kind, item.present, item.phone) for item in rows] == [
        ("John Wood", "13-1502", "tenant", True, "010-8888 7777 转 12")
    ]


def test_a_search_that_the_index_cannot_decide_fills_its_pages(desk: Session, homes: Estate) -> None:
    """甲乙丙丁 has the pairs of 甲乙丙 and 乙丙丁 apart from each other as well: only the text itself decides."""
    for number in range(8):
        homes.person(f"丙丁甲乙丙{number}" if number % 2 else f"甲乙丙丁{number}")
    wanted = ResidentFilter("甲乙丙丁")
    found = everything(lambda key: queries.resident_page(desk, wanted, key, 2))
    assert [item.resident.name for item in found] == [f"甲乙丙丁{number}" for number in (0, 2, 4, 6)]
