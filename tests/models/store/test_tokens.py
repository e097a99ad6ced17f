"""What goes into the index: the kinds of tokens, and that each of them arrives there whole."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from models.store.search_fold import fold, fold_with_places
from models.store.search_sqlite import SqliteSearch
from models.store.tokens import document_tokens, name_tokens, tokens


def test_unspaced_scripts_give_characters_and_pairs() -> None:
    assert tokens("漏水了") == ["漏", "水", "了", "漏水", "水了"]
    assert tokens("漏，水") == ["漏", "水"]


def test_words_are_folded_whole() -> None:
    assert tokens("The Élévateur, ЛИФТ ﬁre") == ["the", "elevateur", "лифт", "fire"]


def test_a_unit_is_found_by_each_of_its_forms() -> None:
    found = tokens("3-1502")
    assert {"31502", "1502", "=3", "~20513"} <= set(found)
    assert "3" not in found


def test_a_phone_is_one_number_however_it_is_written() -> None:
    for phone in (
        "13812345678",
        "138-1234-5678",
        "138 1234 5678",
        "(138) 1234 5678",
        "１３８１２３４５６７８",
    ):
        assert {"13812345678", "~87654321831"} <= set(tokens(phone)), phone


def test_words_and_numbers_of_any_length_have_bounded_tokens() -> None:
    assert max(map(len, tokens("x" * 10_000 + " " + "7" * 10_000 + " " + "1-" * 5_000))) <= 64


def test_names_have_marked_readings_only() -> None:
    assert set(name_tokens("陈建国")) >= {"^cjg", "^chenjianguo", "^jianguo", "^chenjg"}
    assert name_tokens("John Smith") == []
    assert "cjg" not in document_tokens("电梯", ["陈建国"]).split()
    assert {"陈", "建国"} <= set(document_tokens("电梯", ["陳建國"]).split())


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＡＢＣ１２３", "abc123"),
        ("電梯漏水，樓道髒亂", "电梯漏水 楼道脏乱"),
        ("看著 甚麼 衞生", "看着 什么 卫生"),
        ("Straße İ ΣΑΣ", "strasse i σασ"),
        ("й и\u0306 ё", "и и е"),
        ("A\u00ad\u200bB\ufeff", "ab"),
        ("3–1502 −5 ½", "3-1502 -5 1 2"),
        ("٣٤ ४", "34 4"),
        ("㎡ ① ﷼", "m2 1 ریال"),
        ("x\0y\ud800z\r\n", "x yz\n\n"),
        ("😀!?_^~=*\"'", " " * 10),
        ("〇々", "〇々"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(), st.text())
def test_folding_knows_no_neighbours_and_is_done_once(one: str, other: str) -> None:
    assert fold(one + other) == fold(one) + fold(other)
    assert fold(fold(one)) == fold(one)
    folded, places = fold_with_places(one)
    assert folded == fold(one)
    assert len(places) == len(folded) + 1
    assert places == sorted(places)


def test_every_traditional_character_meets_its_simplified_form() -> None:
    converter = OpenCC("t2s")
    ideographs = [chr(code) for code in range(0x4E00, 0xA000)]
    assert [char for char in ideographs if fold(char) != fold(converter.convert(char))] == []
    assert all(fold(fold(char)) == fold(char) and len(fold(char)) == 1 for char in ideographs)


@given(st.text(max_size=60) | st.text("漏水電梯ab3-1 5０٣^~=éй", max_size=60))
def test_every_token_arrives_in_the_index_whole(text: str) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        sql = SqliteSearch("case")
        for statement in sql.create():
            connection.execute(statement)
        made = document_tokens(text, ["陈建国"])
        connection.execute(sql.add(), (1, made))
        connection.execute("CREATE VIRTUAL TABLE held USING fts5vocab(case_index, row)")
        held = {row[0] for row in connection.execute("SELECT term FROM held")}
        assert held == set(made.split(" "))
        connection.execute(sql.take_back(), (1, made))
        assert connection.execute("SELECT count(*) FROM held").fetchone() == (0,)
