"""Units in every spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.directory.units import (
    floor_of,
    fold_unit,
    looks_like_unit,
    natural_key,
    near_units,
    numeral,
    place_line,
    position_of,
    unit_candidates,
    unit_parts,
)


@pytest.mark.parametrize(
    "said",
    [
        "3-1502",
        "3号楼1502",
        "三号楼 1502室",
        "三號樓1502室",
        "3栋1502",
        "3幢 1502 号",
        "３－１５０２",
        "3 1502",
        "3#1502",
        "Building 3, 1502",
        "bldg. 3 apt 1502",
        "Apt 1502, Building 3",
        "Unit 1502 Block 3",
        "3/1502",
        "3 号楼 1502 房",
    ],
)
def test_one_unit_in_many_spellings(said: str) -> None:
    assert unit_parts(said) == ("3", "1502")
    assert fold_unit(said) == "31502"
    assert unit_candidates(said)[0] == "31502"
    assert looks_like_unit(said)


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("3号楼2单元1502", ("3", "2", "1502")),
        ("十二号楼二单元0502", ("12", "2", "0502")),
        ("A座1203", ("a", "1203")),
        ("Tower B 1203", ("b", "1203")),
        ("商铺5", ("商铺5",)),
        ("一百零三栋801", ("103", "801")),
    ],
)
def test_parts(said: str, parts: tuple[str, ...]) -> None:
    assert unit_parts(said) == parts


def test_words_inside_names_stay() -> None:
    assert fold_unit("3号楼 大门") == "3大门"
    assert fold_unit("办公室") == "办公室"
    assert fold_unit("Norton 5") == "norton5"


@pytest.mark.parametrize("said", ["张三", "Wood", "电梯坏了", "", "a very long sentence about 3"])
def test_other_words_are_no_units(said: str) -> None:
    assert not looks_like_unit(said)


def test_noughts_are_dropped_and_put_in() -> None:
    assert "3502" in unit_candidates("03-502")
    assert "30502" in unit_candidates("3-502")
    assert unit_candidates("3-0502")[0] == "30502"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("三", 3),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十三", 23),
        ("一百零三", 103),
        ("一五〇二", 1502),
    ],
)
def test_numerals(text: str, number: int) -> None:
    assert numeral(text) == number


@pytest.mark.parametrize(
    ("code", "floor", "position"),
    [
        ("1502", 15, "02"),
        ("502", 5, "02"),
        ("0502", 5, "02"),
        ("1502室", 15, "02"),
        ("1502A", 15, "02A"),
        ("12A", 12, "A"),
        ("B101", -1, "01"),
        ("-101", -1, "01"),
        ("15-02", 15, "02"),
        ("15-2", 15, "02"),
        ("12", None, ""),
        ("10203", None, ""),
        ("商铺5", None, ""),
        ("", None, ""),
    ],
)
def test_floor_and_position(code: str, floor: int | None, position: str) -> None:
    assert floor_of(code) == floor
    assert position_of(code) == position


def test_place_lines() -> None:
    assert place_line("3", "", "1502") == "3/02"
    assert place_line("3", "1", "1502") == "3-1/02"
    assert place_line("3", "", "商铺5") == ""


def test_a_slip_finds_the_unit_that_was_meant() -> None:
    labels = ["3-1002", "3-1500", "3-1502", "13-1502", "3-1501"]
    assert near_units("3-15002", labels, most=1) == ("3-1502",)
    assert near_units("3-5102", ["3-1502", "3-5102B"])[0] in ("3-1502", "3-5102B")
    assert near_units("9-9999", labels) == ()
    assert near_units("3-1502", ["3-1502"]) == (), "the unit itself is no near miss"
    assert near_units("", labels) == ()


def test_natural_order() -> None:
    assert sorted(["10", "2", "A", "1"], key=natural_key) == ["1", "2", "10", "A"]


CODES = st.from_regex(r"[1-9][0-9]{0,2}", fullmatch=True)


@given(building=CODES, floor=st.integers(1, 60), door=st.integers(1, 30))
def test_every_spelling_folds_alike(building: str, floor: int, door: int) -> None:
    code = f"{floor}{door:02}"
    spellings = [
        f"{building}-{code}",
        f"{building}号楼{code}室",
        f"{building} {code}",
        f"Building {building}, {code}",
    ]
    assert {fold_unit(said) for said in spellings} == {building + code}
    assert floor_of(code) == floor
    assert place_line(building, "", code) == f"{building}/{door:02}"


@given(st.text(max_size=40))
def test_folding_never_fails_and_is_stable(text: str) -> None:
    folded = fold_unit(text)
    assert not any(char.isspace() for char in folded)
    for lookup in unit_candidates(text):
        assert lookup
    looks_like_unit(text)
    position_of(text)
    near_units(text, ["3-1502", text])


@given(label=st.from_regex(r"[1-9]{1,2}-[1-9][0-9]0[1-9]", fullmatch=True), data=st.data())
def test_one_slip_is_always_found(label: str, data: st.DataObject) -> None:
    digits = [index for index, char in enumerate(label) if char.isdigit()]
    at = data.draw(st.sampled_from(digits))
    doubled = label[:at] + label[at] + label[at:]
    assert near_units(doubled, [label]) == (label,)
