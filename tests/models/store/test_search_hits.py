"""Hits are lit up in the text as it was written."""

from __future__ import annotations

import pytest

from models.store.search_hits import hits, snippets


def lit(query: str, text: str, names: tuple[str, ...] = ()) -> list[str]:
    return [text[start:end] for start, end in hits(query, text, names)]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("电梯", "電梯坏了，电梯！", ["電梯", "电梯"]),
        ("abc", "ＡＢＣ abcd abc", ["ＡＢＣ", "abc", "abc"]),
        ("cafe", "Cafe\u0301 au lait", ["Cafe\u0301"]),
        ("3-1502", "住3-1502，不是13-1502", ["3-1502"]),
        ("5678", "138 1234 5678", ["5678"]),
        ("13812345678", "打 138-1234 5678 来", ["138-1234 5678"]),
        ("m2", "10㎡", ["㎡"]),
        ("水 漏 漏水", "漏水", ["漏水"]),
        ("fire", "ﬁre", ["ﬁre"]),
        ('"tap leak"', "tap leak, leak tap", ["tap leak"]),
        ("", "电梯", []),
        ("电梯", "", []),
        ("楼梯", "电梯", []),
    ],
)
def test_hits(query: str, text: str, expected: list[str]) -> None:
    assert lit(query, text) == expected


def test_a_name_typed_by_its_reading_is_lit() -> None:
    assert lit("cjg", "陳建國来电", ("陈建国",)) == ["陳建國"]
    assert lit("cj", "陈建国、曹军", ("陈建国", "曹军")) == ["陈建国", "曹军"]
    assert lit("cjg", "陈建国来电") == []


def test_snippets_show_the_hits_in_one_line() -> None:
    body = "前" * 100 + "电梯\n漏水" + "中" * 100 + "电梯" + "后" * 100 + "电梯"
    parts = snippets("电梯", body, around=5)
    assert [part for part, _ in parts] == ["前" * 5 + "电梯 漏水" + "中" * 2, "中" * 5 + "电梯" + "后" * 5]
    assert [[part[start:end] for start, end in ranges] for part, ranges in parts] == [["电梯"], ["电梯"]]


def test_neighbouring_hits_share_a_snippet() -> None:
    ((part, ranges),) = snippets("电 水", "一电二三水四", around=2)
    assert (part, ranges) == ("一电二三水四", [(1, 2), (4, 5)])


def test_without_a_hit_the_beginning_is_shown() -> None:
    assert snippets("火", "电" * 100, around=3) == [("电" * 6, [])]
    assert snippets("", "短") == [("短", [])]
