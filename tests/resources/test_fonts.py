"""The bundled fonts are what their reader says."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontDatabase, QGuiApplication
from reportlab.pdfbase.ttfonts import TTFontFile

from resources import fonts
from resources.fonts import BOLD, FACES, REGULAR, Coverage, Face


def _id(face: Face) -> str:
    return face.key


@pytest.mark.parametrize("face", FACES, ids=_id)
def test_coverage_agrees_with_the_font_file(face: Face) -> None:
    # U+FFFF ends every table of characters; it is no character.
    in_file = {chr(point) for point in TTFontFile(str(face.path)).charToGlyph if point != 0xFFFF}
    assert set(fonts.coverage(face.key)) == in_file
    assert len(fonts.coverage(face.key)) == len(in_file)


@pytest.mark.parametrize("face", FACES, ids=_id)
def test_a_pdf_shows_the_postscript_name(face: Face) -> None:
    name = TTFontFile(str(face.path)).name
    assert (name.decode() if isinstance(name, bytes) else name) == face.postscript


@pytest.mark.parametrize("face", FACES, ids=_id)
def test_qt_knows_the_family(face: Face, qapp: QGuiApplication) -> None:
    assert QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(face.path))) == [
        face.family
    ]


def test_the_two_faces_share_no_name() -> None:
    assert len({face.family for face in FACES}) == len({face.postscript for face in FACES}) == len(FACES)


def test_the_bold_is_a_part_of_the_regular() -> None:
    assert set(fonts.coverage("bold")) < set(fonts.coverage("regular"))


@pytest.mark.parametrize("face", FACES, ids=_id)
@pytest.mark.parametrize(
    "text",
    [
        "安诉投诉处理报告（）《》“”、。：；！？",
        "電梯維修業主樓層廳",
        "Zürich café – “quotes” €£¥",
        "Жалоба жильца, Ωμ",
        "０１２ＡＢ①②③ⅠⅡ",
        "→←↑↓✓●○■□★☆…—·",
        "0123456789-:/.,%",
    ],
)
def test_what_a_desk_writes_is_covered(face: Face, text: str) -> None:
    assert [char for char in text if not face.covers(char)] == []


def test_emoji_are_not_covered_but_their_replacement_is() -> None:
    assert not REGULAR.covers("😀")
    assert REGULAR.covers(fonts.REPLACEMENT)
    assert BOLD.covers(fonts.REPLACEMENT)


@given(st.sets(st.integers(0x20, 0x10FFFF), min_size=1, max_size=40), st.integers(0x20, 0x10FFFF))
def test_coverage_is_a_set(points: set[int], other: int) -> None:
    found = Coverage("".join(f"{point:x}-{point:x}\n" for point in sorted(points)))
    assert all(chr(point) in found for point in points)
    assert (chr(other) in found) == (other in points)
    assert "ab" not in found
    assert "" not in found


def test_fontconfig_names_the_bundled_fonts_only(tmp_path: Path) -> None:
    tree = ET.parse(fonts.fontconfig(tmp_path))
    folders = [node.text for node in tree.iter("dir")]
    assert folders == [str(REGULAR.path.parent)]
    assert not list(tree.iter("include"))


def test_the_licence_travels_with_them() -> None:
    assert "SIL OPEN FONT LICENSE" in (REGULAR.path.parent / "OFL.txt").read_text(encoding="utf-8")
