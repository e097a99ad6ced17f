"""Encodings: told by the bytes alone."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.exchange.reading_encoding import Decoding, detect, lines_of
from tests.models.exchange.files import LETTER, NAMES, written

CHINESE = "房号,姓名,备注\n3-1502,周桂兰,听力不好\n3-1602,陈建国,怕狗\n"
RARE = "姓名,备注\n朱镕基,㐂㐃\n陶喆,𠮷\n" + "王伟,水管漏水，请尽快修理\n" * 5
WESTERN = "name,note\nJosé Müller,Café à côté – “très” cher\nZoë O’Brien,50 € naïve\n"
RUSSIAN = "имя,примечание\nИван Петров,Протекает потолок на кухне\nМария,Лифт не работает\n" * 3
JAPANESE = "名前,内容\n田中さん,エレベーターがうごきません\nすずき,みずもれです\n" * 3


@pytest.mark.parametrize(
    ("text", "written_as", "expected"),
    [
        ("a,b\n1,2\n", "ascii", "utf-8"),
        (CHINESE, "utf-8", "utf-8"),
        (CHINESE, "utf-8-sig", "utf-8-sig"),
        (CHINESE, "gb2312", "gb18030"),
        (CHINESE, "gbk", "gb18030"),
        (RARE, "gb18030", "gb18030"),
        (WESTERN, "cp1252", "cp1252"),
        (WESTERN, "utf-8", "utf-8"),
        ("name\nune idée créée\nßß\n", "cp1252", "cp1252"),
        (CHINESE, "utf-16", "utf-16"),
        ("a,b\nMüller,2\n", "utf-16-le", "utf-16-le"),
        ("a,b\nMüller,2\n", "utf-16-be", "utf-16-be"),
        ("尊敬的管理處：三號樓電梯每天停運兩次，老人上下樓很困難，請盡快修好，謝謝。", "big5", "big5hkscs"),
    ],
)
def test_told_by_the_bytes(tmp_path: Path, text: str, written_as: str, expected: str) -> None:
    path = written(tmp_path, text, written_as)
    assert detect(path) == expected
    assert "".join(lines_of(path, expected, 10_000, Decoding())) == text


@pytest.mark.parametrize(("text", "written_as"), [(RUSSIAN, "cp1251"), (JAPANESE, "shift_jis")])
def test_other_encodings_are_not_taken_for_chinese(tmp_path: Path, text: str, written_as: str) -> None:
    path = written(tmp_path, text, written_as)
    assert path.read_bytes().decode(detect(path)) == text


def test_one_accent_late_in_a_large_file(tmp_path: Path) -> None:
    path = written(tmp_path, ("plain,row\n" * 60_000).encode() + "José,x\n".encode("cp1252"))
    assert detect(path) == "cp1252"


def test_one_name_late_in_a_large_file(tmp_path: Path) -> None:
    path = written(tmp_path, ("plain,row\n" * 60_000).encode() + "周桂兰,x\n".encode("gbk"))
    assert detect(path) == "gb18030"


def test_halves_of_characters_do_not_change_the_encoding(tmp_path: Path) -> None:
    """Exports cut texts after so many bytes."""
    cut = "水管漏水，请尽快修理".encode("gbk")[:-1]
    rows = b"".join(
        b"3-1502," + cut + b"\n" if n % 40 == 0 else "3-1502,水管漏水，请尽快修理\n".encode("gbk")
        for n in range(80)
    )
    path = written(tmp_path, rows)
    assert detect(path) == "gb18030"
    told = Decoding()
    assert "水管漏水" in "".join(lines_of(path, "gb18030", 10_000, told))
    assert told.wrong > 0
    utf8 = (
        "".join(["水管漏水，请尽快修理\n"] * 200).encode() + "理".encode()[:2] + b"\n" + "水管\n".encode() * 3
    )
    assert detect(written(tmp_path, utf8)) == "utf-8"


def test_an_end_within_a_character_is_told(tmp_path: Path) -> None:
    for encoding in ("utf-8", "gb18030"):
        told = Decoding()
        path = written(tmp_path, LETTER.encode(encoding)[:-1])
        assert detect(path) == encoding
        assert "".join(lines_of(path, encoding, 10_000, told)) == LETTER[:-1]
        assert told.cut


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(tmp_path: Path, end: str) -> None:
    path = written(tmp_path, end.join(["a", "b", "c"]) + end)
    assert list(lines_of(path, "utf-8", 100, Decoding())) == [f"{char}{end}" for char in "abc"]


COMMON = st.text(st.sampled_from(sorted(set(LETTER + "".join(NAMES)) - set(",\n"))), min_size=4, max_size=40)
PLAIN, ACCENT = st.sampled_from("bcdfgklmnprstvz -"), st.sampled_from("aeiouéèàçüöäñß")
ACCENTED = st.lists(
    st.builds(lambda plain, accent: plain + accent, PLAIN, ACCENT), min_size=1, max_size=20
).map("".join)


@given(
    st.lists(COMMON, min_size=1, max_size=20), st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"])
)
def test_chinese_comes_back(cells: list[str], encoding: str) -> None:
    _comes_back("姓名,说明\n" + "".join(f"3-1502,{cell}\n" for cell in cells), encoding)


@given(st.lists(ACCENTED, min_size=1, max_size=20), st.sampled_from(["utf-8", "cp1252"]))
def test_accents_come_back(cells: list[str], encoding: str) -> None:
    _comes_back("name,note\n" + "".join(f"e {cell} e,x\n" for cell in cells), encoding)


def _comes_back(text: str, encoding: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder), text, encoding)
        assert "".join(lines_of(path, detect(path), 10_000, Decoding())) == text


@given(st.binary(max_size=400))
def test_any_bytes_are_decoded(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder), data)
        "".join(lines_of(path, detect(path), 10_000, Decoding()))
