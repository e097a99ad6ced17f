"""The sentences about what a query finds, one by one."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from models.store.search import SearchIndex
from models.store.search_documents import CASES
from models.store.search_query import parse


def found(query: str, text: str, names: tuple[str, ...] = ()) -> bool:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        index = SearchIndex(connection.execute, CASES)
        index.create()
        index.put(7, text, names)
        index.put(8, "另外的事")
        ids = index.ids(query)
        assert set(ids) <= {7, 8}
        assert index.count(query) == len(ids)
        return 7 in ids


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("水", "电梯漏水"),
        ("漏水", "電梯漏水"),
        ("電梯漏", "电梯漏水"),
        ("水 电梯", "电梯漏水"),
        ("elev", "The ELEVATOR is broken"),
        ("broken elev", "The elevator is broken"),
        ("elev 漏水", "elevator 漏水"),
        ("лифт", "ЛИФТ не работает"),
        ("cafe", "Café"),
        ("3-1502", "住在3-1502室"),
        ("3-15", "3-1502"),
        ("３—１５０２", "3-1502"),
        ("31502", "3-1502"),
        ("1502", "3-1502"),
        ("502", "3-1502"),
        ("3-1502", "31502"),
        ("3", "3-1502"),
        ("3-2", "3-2"),
        ("3-2", "32"),
        ("2611-0187", "R2611-0187"),
        ("0187", "2611-0187"),
        ("2611", "2611-0187"),
        ("5678", "138 1234 5678"),
        ("12345678", "13812345678"),
        ("138 1234 5678", "13812345678"),
        ("13812345678", "138 1234 5678"),
        ("+86 138-1234-5678", "13812345678"),
        ("+8613812345678", "138-1234-5678"),
        ("13812345678", "+86 13812345678"),
        ("138", "13812345678"),
        ("010-88881234", "(010) 8888 1234"),
        ("+1 (212) 555-0187", "212-555-0187"),
        ("1234567", "123 4567"),
        ("1502 1503", "1503和1502"),
        ("3号楼", "在3號樓"),
        ("1502室", "3-1502室"),
        ("502室", "1502室"),
        ("号楼1502", "3号楼15023"),
        ("3b", "Flat 3B"),
        ('"leaking tap"', "a leaking: tap"),
        ("“水管 漏水”", "水管，漏水"),
        ("「漏水」", "漏水"),
        ('"leaking', "leakings"),
        ('"leaking" tap', "tap leaking"),
        ("AND", "and so on"),
        ("NEAR/2 OR", "or near 2"),
        ("a*", "a"),
    ],
)
def test_found(query: str, text: str) -> None:
    assert found(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("电水", "电梯漏水"),
        ("漏水", "漏，水"),
        ("电梯漏", "电梯，梯漏"),
        ("电梯漏水", "电梯漏油，水管漏水，梯漏"),
        ("vator", "elevator"),
        ("elev broken", "The elevator is broken"),
        ("elev 漏 broken", "elevator 漏 broken"),
        ("a", "ab"),
        ("123456", "123 456"),
        ("15021", "150 210"),
        ("150-21", "150 210"),
        ("3-1502", "13-1502"),
        ("3-1502", "3 1502"),
        ("3", "13-1502"),
        ("15", "1502"),
        ("150", "21509"),
        ("1234", "13812345678"),
        ("3号楼", "13号楼"),
        ("3号楼", "5号楼3天"),
        ("号楼1502", "号楼 1502"),
        ('"tap leaking"', "leaking tap"),
        ('"leaking ta"', "leaking tap"),
        ("cjg", "陈建国"),
        ("x" * 70 + " z", "x" * 71 + " z"),
    ],
)
def test_not_found(query: str, text: str) -> None:
    assert not found(query, text)


def test_names_are_found_as_text_and_by_their_readings() -> None:
    for query in (
        "cjg",
        "CJ",
        "chenjian",
        "jianguo",
        "陈建国",
        "陳",
        "建国 漏水",
        "cjg 漏水",
        "cjg 水管漏水",
        "chenjg",
    ):
        assert found(query, "水管漏水", ("陈建国",)), query
    for query in ("cj 漏 x", "jg", "hen", "c", "陈国"):
        assert not found(query, "漏水", ("陈建国",)), query
    assert found("smith", "", ("John Smith",))


@pytest.mark.parametrize(
    "query", ["", "  ", "!?*\"'", "😀💧", "\0", "-", '""', "“”", "\ud800", "+", "\u0301", '"' * 9_999]
)
def test_nothing_asked_is_everything_found(query: str) -> None:
    assert parse(query).empty
    assert found(query, "漏水")


@pytest.mark.parametrize(
    "query",
    [
        "水" * 10_000,
        "漏水梯" * 4_000,
        "ab " * 5_000,
        "".join(f"{chr(0x4E00 + number)} {number} " for number in range(2_000)),
        " ".join(chr(97 + n % 26) + chr(97 + n // 26 % 26) for n in range(3_000)),
        "7" * 10_000,
        "1-" * 5_000,
        "( NEAR NOT ^tokens : {a b} + -c",
        "case_index MATCH 'x'; DROP TABLE case_text; --",
        "\0漏\0水\0",
        "ﷺ" * 1_000,
        "\\ [a-z]+ (?P<x>.*) $ ^",
    ],
    ids=range(12),
)
def test_hostile_queries_find_nothing_and_do_no_harm(query: str) -> None:
    assert not found(query, "电梯")
    assert found("电梯", "电梯")
    found(query, query)


def test_the_same_word_twice_is_asked_once() -> None:
    assert len(parse("水 水 水").chunks) == 1
