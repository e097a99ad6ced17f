"""The finder: what is typed at the desk, and whom it finds."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.core.errors import UserProblem
from models.core.session import Session
from models.directory import queries
from models.directory.kinds import Found, PlaceKind
from models.store import sql
from tests.models.directory.estate import Estate


def labels(found: list[Found]) -> list[str]:
    return [one.label for one in found]


@pytest.mark.parametrize(
    "typed", ["3-1502", "3号楼1502", "三号楼 1502室", "3栋1502", "3 1502", "Building 3, 1502", "31502"]
)
def test_a_unit_in_any_spelling(desk: Session, homes: Estate, typed: str) -> None:
    found = queries.find(desk, typed)
    assert found[0].place_id == homes.ids["3-1502"]
    assert found[0].exact
    assert found[0].detail == "周桂兰, 陈建国"
    assert [one.label for one in found if one.what == "resident"][:2] == ["周桂兰", "陈建国"]


def test_a_unit_while_it_is_typed(desk: Session, homes: Estate) -> None:
    for typed in ("3", "3-", "3-1", "3-15", "3-150"):
        assert "3-1502" in labels(queries.find(desk, typed)), typed
    assert labels(queries.find(desk, "3-15"))[:2] == ["3-1501", "3-1502"]
    assert "13-1502" not in labels(queries.find(desk, "3-15"))


def test_the_bare_number_finds_it_in_every_building(desk: Session, homes: Estate) -> None:
    found = queries.find(desk, "1502")
    assert labels(found)[:2] == ["3-1502", "13-1502"]
    assert not any(one.exact for one in found), "nobody knows which is meant"


def test_a_staircase_may_be_left_out(desk: Session, homes: Estate) -> None:
    homes.place(PlaceKind.STAIRCASE, "2", "3")
    unit = homes.place(PlaceKind.UNIT, "801", "2")
    assert queries.find(desk, "3-801")[0].place_id == unit
    assert queries.resolve_unit(desk, "3-801").label == "3-2-801"
    assert queries.resolve_unit(desk, "3号楼2单元801").id == unit


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("周", "周桂兰"),
        ("周桂兰", "周桂兰"),
        ("桂兰", "周桂兰"),
        ("zgl", "周桂兰"),
        ("cjg", "陈建国"),
        ("chenjianguo", "陈建国"),
        ("chenj", "陈建国"),
        ("CJG", "陈建国"),
        ("欧阳", "歐陽娜娜"),
        ("ouyang", "歐陽娜娜"),
        ("wood", "John Wood"),
        ("joh", "John Wood"),
        ("1234", "周桂兰"),
        ("234", "周桂兰"),
        ("138 0000", "周桂兰"),
        ("13800001234", "周桂兰"),
        ("139111", "陈建国"),
        ("7777", "John Wood"),
        ("周 1502", "周桂兰"),
    ],
)
def test_people(desk: Session, homes: Estate, typed: str, name: str) -> None:
    found = queries.find(desk, typed)
    assert labels(found) == [name]
    assert found[0].what == "resident"
    assert found[0].resident_id == homes.ids[name]
    assert found[0].label_hits or found[0].detail_hits


def test_a_person_comes_with_the_home(desk: Session, homes: Estate) -> None:
    found = queries.find(desk, "cjg")[0]
    assert (found.place_id, found.resident_kind) == (homes.ids["3-1502"], "family")
    assert found.detail == "3-1502 · +86 139-1111-2222"
    assert found.label_hits == ((0, 3),)


def test_the_number_that_was_typed_is_shown(desk: Session, homes: Estate) -> None:
    homes.person("两个号", "137 0000 5555", "137 0000 6666", home="3-1501")
    assert queries.find(desk, "6666")[0].detail == "3-1501 · 137 0000 6666"
    assert queries.find(desk, "两个号")[0].detail == "3-1501 · 137 0000 5555"


@pytest.mark.parametrize("typed", ["客梯", "keti", "kt"])
def test_other_places(desk: Session, homes: Estate, typed: str) -> None:
    found = queries.find(desk, typed)
    assert labels(found) == ["3 客梯"]
    assert found[0].place_kind == PlaceKind.ASSET


@pytest.mark.parametrize(
    "typed", ["", "   ", "——", "没有这个人", "9-9999", "zzz", "%", "_", '"', "'; DROP TABLE place"]
)
def test_nothing(desk: Session, homes: Estate, typed: str) -> None:
    assert queries.find(desk, typed) == []


def test_homes_and_people_leave_each_other_room(desk: Session, homes: Estate) -> None:
    for number in range(20):
        homes.unit("3", f"138{number:02}")
        homes.person(f"住户{number}", f"138 1111 {number:04}")
    found = queries.find(desk, "138", 9)
    assert len(found) == 9
    assert {one.what for one in found[:6]} == {"place"}
    assert {one.what for one in found[6:]} == {"resident"}


def test_the_unit_that_is_meant(desk: Session, homes: Estate) -> None:
    assert queries.resolve_unit(desk, "3号楼1502室").id == homes.ids["3-1502"]
    assert queries.resolve_unit(desk, "3-1501").id == homes.ids["3-1501"]
    homes.unit("13", "1801")
    assert queries.resolve_unit(desk, "1801").label == "13-1801", "there is but one of this number"


@pytest.mark.parametrize(
    ("typed", "code", "facts"),
    [
        ("3-15002", "unit.unknown_near", {"unit": "3-15002", "near": "3-1502"}),
        ("9-9999", "unit.unknown", {"unit": "9-9999"}),
        ("周桂兰", "unit.unknown", {"unit": "周桂兰"}),
        ("", "unit.unknown", {"unit": ""}),
        ("1502", "unit.ambiguous", {"unit": "1502", "near": ("3-1502", "13-1502")}),
    ],
)
def test_the_unit_that_is_not(
    desk: Session, homes: Estate, typed: str, code: str, facts: dict[str, object]
) -> None:
    with pytest.raises(UserProblem) as caught:
        queries.resolve_unit(desk, typed)
    assert (caught.value.code, caught.value.facts) == (code, facts)
    assert queries.known_unit(desk, typed) is None


def test_never_more_statements(desk: Session, homes: Estate) -> None:
    few = [_statements(desk, typed) for typed in ("3-15", "周")]
    for number in range(30):
        homes.person(f"周{number}", home="3-1501")
        homes.unit("3", f"15{number + 10}")
    assert [_statements(desk, typed) for typed in ("3-15", "周")] == few
    assert max(few) <= 9


def _statements(desk: Session, typed: str) -> int:
    seen: list[str] = []
    connection: sqlite3.Connection = desk.store.database.connection()
    connection.set_trace_callback(seen.append)
    try:
        queries.find(desk, typed)
    finally:
        connection.set_trace_callback(None)
    return sum(line.lstrip().upper().startswith("SELECT") for line in seen)


def test_units_are_looked_up_through_the_index(desk: Session, homes: Estate) -> None:
    plan = sql.plan(
        desk.store.database,
        "SELECT p.id FROM place p WHERE p.active AND (p.lookup >= ? AND p.lookup < ?)",
        ("3", "4"),
    )
    assert "place_lookup" in plan


PEOPLE = [
    ("周桂兰", "13800001234", "3-1502"),
    ("陈建国", "13911112222", "3-1502"),
    ("歐陽娜娜", "", "3-1602"),
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # nothing is written
@given(data=st.data())
def test_any_part_of_a_name_and_either_end_of_a_number(
    desk: Session, homes: Estate, data: st.DataObject
) -> None:
    name, phone, unit = data.draw(st.sampled_from(PEOPLE))
    start = data.draw(st.integers(0, len(name) - 1))
    typed = [name[start : data.draw(st.integers(start + 1, len(name)))]]
    if phone:
        typed += [
            phone[-data.draw(st.integers(3, len(phone))) :],
            phone[: data.draw(st.integers(3, len(phone)))],
        ]
    for text in typed:
        assert homes.ids[name] in [one.resident_id for one in queries.find(desk, text, 50)], text
    stem = unit[: data.draw(st.integers(1, len(unit)))]
    assert unit in labels(queries.find(desk, stem, 50)), stem
