"""What a row of a list of homes says."""

from __future__ import annotations

import contextlib
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.core.errors import UserProblem
from models.exchange.directory_columns import HomeLine, columns_of, read_line, split_unit
from models.exchange.reading import Cell, TableRow


def line(**cells: Cell) -> HomeLine:
    """Read one row whose columns are called as the keywords."""
    columns = columns_of(tuple(cells))
    return read_line(columns, TableRow(2, tuple(cells.values())), "CN")


def refused(**cells: Cell) -> str:
    with pytest.raises(UserProblem) as caught:
        line(**cells)
    return caught.value.code


def test_headers_in_both_languages() -> None:
    chinese = columns_of(("楼栋", "单元", "房号", "姓名", "电话", "备用电话", "类型", "入住日期", "颜色", ""))
    assert dict(chinese.at) == {
        "building": (0,), "staircase": (1,), "unit": (2,), "name": (3,), "phone": (4, 5), "kind": (6,), "since": (7,)
    }  # fmt: skip
    assert chinese.ignored == ("颜色",)
    english = columns_of(("Building No", "Unit #", "Full name", "Mobile (home)", "Move-in", "Access needs*"))
    assert set(english.at) == {"building", "unit", "name", "phone", "since", "access_needs"}


def test_a_list_without_units_is_refused() -> None:
    with pytest.raises(UserProblem, match=r"directory\.no_unit_column"):
        columns_of(("name", "phone"))


def test_everything_a_row_can_say() -> None:
    read = line(
        楼栋="3号楼", 单元="", 房号="1502室", 姓名=" 周  桂兰 ", 电话="138 0000 1234;010-8888 7777转12", 邮箱="z@x.cn",
        类型="业主", 入住="2020/5/1", 迁出="无", 语言="中文", 备注="怕吵", 特殊需要="轮椅", 重点关怀="是", 职业="教师",
    )  # fmt: skip
    assert (read.building, read.building_name, read.staircase, read.unit) == ("3", "3号楼", "", "1502")
    assert (read.name, read.kind, read.since, read.until) == ("周 桂兰", "owner", date(2020, 5, 1), None)
    assert [(contact.kind, digits) for contact, digits in read.contacts] == [
        ("phone", "13800001234"), ("phone", "01088887777"), ("email", ""),
    ]  # fmt: skip
    assert (read.language, read.hints, read.access_needs, read.vulnerable) == ("zh_CN", "怕吵", "轮椅", True)
    assert (read.occupation, read.age_group) == ("教师", None)


@pytest.mark.parametrize(
    ("building", "staircase", "unit", "expected"),
    [
        ("3", "", "1502", ("3", "", "1502")),
        ("", "", "3-1502", ("3", "", "1502")),
        ("", "", "3号楼2单元1502", ("3", "2", "1502")),
        ("3号楼", "", "3-1502", ("3", "", "1502")),
        ("3号楼", "", "2-1502", ("3", "2", "1502")),
        ("3", "二单元", "1502", ("3", "2", "1502")),
        ("3", "2", "3-2-1502", ("3", "2", "1502")),
        ("A座", "", "12a", ("A", "", "12A")),
        ("3", "", "15-02", ("3", "", "15-02")),
        ("", "", "3-15-02", ("3", "", "15-02")),
        ("牡丹苑", "", "502", ("牡丹苑", "", "502")),
        ("", "", "1502", ("", "", "1502")),
        ("", "", "商铺5", ("", "", "商铺5")),
    ],
)
def test_units(building: str, staircase: str, unit: str, expected: tuple[str, str, str]) -> None:
    assert split_unit(building, staircase, unit) == expected


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2020-05-01", date(2020, 5, 1)),
        ("2020/5/1", date(2020, 5, 1)),
        ("2020.5.1", date(2020, 5, 1)),
        ("2020年5月1日", date(2020, 5, 1)),
        ("2020年5月", date(2020, 5, 1)),
        ("20200501", date(2020, 5, 1)),
        ("2020-05-01 00:00:00", date(2020, 5, 1)),
        ("2020-05-01T08:00:00", date(2020, 5, 1)),
        ("28/02/2023", date(2023, 2, 28)),
        ("02/28/2023", date(2023, 2, 28)),
        ("05/05/2023", date(2023, 5, 5)),
        (43952, date(2020, 5, 1)),
        (datetime(2020, 5, 1, 8), date(2020, 5, 1)),  # noqa: DTZ001 - as a sheet has it
        (date(2020, 5, 1), date(2020, 5, 1)),
        ("", None),
        ("-", None),
    ],
)
def test_days(cell: Cell, day: date | None) -> None:
    assert line(房号="1502", 入住=cell).since == day


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"房号": "", "姓名": "周桂兰"}, "directory.no_unit"),
        ({"房号": "无"}, "directory.no_unit"),
        ({"房号": "1-2-3-4-5555"}, "directory.unit_unclear"),
        ({"楼栋": "3", "单元": "1", "房号": "2-1502"}, "directory.unit_unclear"),
        ({"房号": "1502", "电话": "13800001234"}, "directory.no_name"),
        ({"房号": "1502", "姓名": "周", "电话": "早上打"}, "contact.phone"),
        ({"房号": "1502", "姓名": "周", "邮箱": "x"}, "contact.email"),
        ({"房号": "1502", "类型": "邻居"}, "directory.kind"),
        ({"房号": "1502", "入住": "03/04/2023"}, "directory.date"),
        ({"房号": "1502", "入住": "2023-13-40"}, "directory.date"),
        ({"房号": "1502", "楼层": "高"}, "directory.floor"),
        ({"房号": "1502", "入住": "2023-01-02", "迁出": "2023-01-01"}, "residency.backwards"),
    ],
)
def test_what_is_to_be_mended(cells: dict[str, Cell], code: str) -> None:
    assert refused(**cells) == code


def test_rows_that_are_broken() -> None:
    columns = columns_of(("房号",))
    with pytest.raises(UserProblem, match=r"row\.cut"):
        read_line(columns, TableRow(2, ("1502",), cut=True), "CN")
    with pytest.raises(UserProblem, match=r"row\.too_many_cells"):
        read_line(columns, TableRow(2, ("1502", "x"), extra=1), "CN")


CELL = (
    st.text(max_size=15) | st.integers() | st.floats(allow_nan=True) | st.none() | st.dates() | st.booleans()
)


NAMES = ("楼栋", "单元", "楼层", "房号", "姓名", "电话", "入住", "迁出", "类型")


@given(st.fixed_dictionaries(dict.fromkeys(NAMES, CELL)))
def test_any_row_is_read_or_refused(cells: dict[str, Cell]) -> None:
    with contextlib.suppress(UserProblem):
        assert line(**cells).unit
