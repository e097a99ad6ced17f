"""Lines of text: where they break, what is drawn for what no font has."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from reports.layout.fonts import drawable, in_faces, width
from reports.layout.styles import BODY, STRONG
from reports.layout.text import NO_START, Line, Span, may_break, set_lines
from resources.fonts import BOLD, REGULAR, REPLACEMENT, coverage


def _said(lines: tuple[Line, ...]) -> list[str]:
    return ["".join(piece.text for piece in line.pieces) for line in lines]


def test_plain_text_is_drawn_as_it_is() -> None:
    assert drawable("Leak 漏水 Привет é ½ ✓") == "Leak 漏水 Привет é ½ ✓"


def test_what_no_font_has_becomes_a_box_and_what_has_no_shape_nothing() -> None:
    assert drawable("a😀b") == f"a{REPLACEMENT}b"
    assert drawable("Київ") == f"Ки{REPLACEMENT}в"
    assert drawable("a\x00\x07\u200b\ufeffb") == "ab"
    assert drawable("שלום") == REPLACEMENT * 4
    assert drawable("\ud800") == REPLACEMENT


def test_one_picture_is_one_box() -> None:
    assert drawable("👨‍👩‍👧!") == f"{REPLACEMENT}!"
    assert drawable("👍🏽✓\ufe0f") == f"{REPLACEMENT}✓"
    assert drawable("👍👍") == REPLACEMENT * 2


def test_every_kind_of_line_end_is_one() -> None:
    assert drawable("a\r\nb\rc\u2028d\ve\tf\xa0g") == "a\nb\nc\nd\ne f g"


def test_letters_with_loose_accents_are_put_together() -> None:
    assert drawable("e\u0301") == "é"


def test_the_bold_face_borrows_what_it_lacks() -> None:
    rare = next(
        char
        for char in coverage(REGULAR.key)
        if char not in coverage(BOLD.key) and "\u4e00" <= char <= "\u9fff"
    )
    assert in_faces(f"水{rare}电", True) == (
        (BOLD.postscript, "水"), (REGULAR.postscript, rare), (BOLD.postscript, "电"),
    )  # fmt: skip
    assert in_faces(f"水{rare}电", False) == ((REGULAR.postscript, f"水{rare}电"),)


def test_latin_breaks_between_words_and_chinese_between_characters() -> None:
    wide = width("the pipe is", REGULAR.postscript, 8) + 1
    assert _said(set_lines([Span("the pipe is leaking", BODY)], wide)) == ["the pipe is", "leaking"]
    assert _said(set_lines([Span("厨房顶漏水", BODY)], 24.5)) == ["厨房顶", "漏水"]


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() -> None:
    assert _said(set_lines([Span("厨房顶，漏水", BODY)], 24.5)) == ["厨房", "顶，漏", "水"]
    assert not may_break("（", "水")
    assert not may_break("水", "。")


def test_a_word_wider_than_its_column_is_cut() -> None:
    lines = _said(set_lines([Span("W" * 40, BODY)], 60))
    assert "".join(lines) == "W" * 40
    assert len(lines) == 5


def test_lines_ended_by_hand_stay() -> None:
    assert _said(set_lines([Span("a\n\nb", BODY)], 100)) == ["a", "", "b"]
    assert _said(set_lines([], 100)) == []


_TEXTS = st.text(alphabet=st.one_of(st.sampled_from("漏水，。（）ab c-'\n 1"), st.characters()), max_size=120)


@given(_TEXTS, st.floats(20, 300), st.booleans())
def test_nothing_is_lost_and_nothing_sticks_out(text: str, wide: float, bold: bool) -> None:
    style = STRONG if bold else BODY
    lines = set_lines([Span(text, style)], wide)
    assert "".join("".join(_said(lines)).split()) == "".join(drawable(text).split())
    for line in lines:
        said = "".join(piece.text for piece in line.pieces)
        assert line.width <= wide + 0.01 or len(said.rstrip()) <= 1 or not said.strip()
    assert all(not line.pieces or line.leading == style.leading for line in lines)


@given(st.text(max_size=60))
def test_everything_drawable_has_a_glyph(text: str) -> None:
    known = coverage(REGULAR.key)
    for char in drawable(text):
        assert char == "\n" or (char in known and unicodedata.category(char) != "Cc")
    assert drawable(drawable(text)) == drawable(text)


def test_closing_marks_never_start_a_line_even_in_a_narrow_column() -> None:
    text = "他说：“水从楼上漏下来，（很大），怎么办？”我们马上去看。" * 5
    for wide in range(30, 120, 7):
        for line in _said(set_lines([Span(text, BODY)], wide))[1:]:
            assert line[0] not in NO_START
