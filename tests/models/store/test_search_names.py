"""A name can be typed the way it is said."""

from __future__ import annotations

import pytest

from models.store.search_names import readings


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("陈建国", "chenjianguo cjg chenjg jianguo"),
        ("陳建國", "chenjianguo cjg"),
        ("单雄信", "shanxiongxin sxx danxiongxin"),
        ("曾国藩", "zengguofan zgf"),
        ("解晓东", "xiexiaodong xxd"),
        ("仇英", "qiuying qy"),
        ("区大任", "ouda odr"),
        ("吕布", "lvbu lubu lyubu lb"),
        ("欧阳修", "ouyangxiu oyx ouyangx xiu"),
        ("尉迟恭", "yuchigong ycg"),
        ("万俟卨", "moqi mqx"),
        ("李乾", "liqian lq"),
        ("Ken 陈 (陈大文)", "chen chendawen cdw"),
        ("长孙无忌", "zhangsunwuji zswj"),
    ],
)
def test_readings(name: str, typed: str) -> None:
    found = readings(name)
    for start in typed.split():
        assert any(reading.startswith(start) for reading in found), start


@pytest.mark.parametrize("name", ["", "John Smith", "アキラ", "1502", "!?", "\ud800", "Иван"])
def test_other_names_have_none(name: str) -> None:
    assert readings(name) == []


def test_readings_are_plain_distinct_and_few() -> None:
    for name in ("乐行长重朝" * 5, "𠮷野家", "〇〇", "龘靐齉"):
        found = readings(name)
        assert len(found) == len(set(found)) <= 96
        assert all(reading.isascii() and reading.isalpha() and len(reading) > 1 for reading in found)
