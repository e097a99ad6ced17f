"""The shared pictures, checked by their pixels."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from ui.theme import ThemeHolder, fonts
from ui.theme.current import theme
from ui.theme.icons import icon, pixmap
from ui.theme.paint import (
    elided,
    key_size,
    paint_avatar,
    paint_box,
    paint_hits,
    paint_icon,
    paint_key,
    paint_line,
    paint_ring,
    paint_steps,
    paint_tag,
    paint_text,
    rounded,
    tag_size,
    text_width,
)

Draw = Callable[[QPainter], object]


def canvas(draw: Draw, width: int = 120, height: int = 40) -> QImage:
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(theme().color("surface"))
    painter = QPainter(image)
    draw(painter)
    painter.end()
    return image


def colours(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def name_of(token: str) -> str:
    return theme().hex(token).lower()


@pytest.mark.parametrize("name", ["light", "dark"])
def test_steps_paint_each_state_in_its_colour(holder: ThemeHolder, name: str) -> None:
    holder.set(name)
    image = canvas(lambda painter: paint_steps(painter, QRectF(0, 0, 94, 5), "dcslrddd"))
    insides = ["step-done", "step-current", "surface", "step-locked", "step-returned"]
    for at, expected in enumerate(insides):
        assert image.pixelColor(at * 12 + 5, 2).name() == name_of(expected)
        assert image.pixelColor(at * 12 + 10, 2).name() == name_of("surface")
    assert image.pixelColor(2 * 12 + 5, 0).name() == name_of("step-skipped")


def test_the_ring_shows_what_is_left_clockwise_from_twelve(holder: ThemeHolder) -> None:
    image = canvas(lambda painter: paint_ring(painter, QRectF(0, 0, 40, 40), 0.25, "soon"), 40)
    edge = 2
    assert image.pixelColor(34, 8).name() == name_of("ring-soon")
    assert image.pixelColor(40 - 6, 40 - 9).name() == name_of("line")
    assert image.pixelColor(edge, 20).name() == name_of("line")
    assert image.pixelColor(20, 20).name() == name_of("surface")


@pytest.mark.parametrize(("fraction", "arc"), [(0.0, False), (-3.0, False), (1.0, True), (9.0, True)])
def test_the_ring_keeps_within_its_circle(holder: ThemeHolder, fraction: float, arc: bool) -> None:
    image = canvas(lambda painter: paint_ring(painter, QRectF(0, 0, 40, 40), fraction, "ok"), 40)
    assert (name_of("step-done") in colours(image)) is arc


def test_overdue_is_a_filled_disc_with_a_sign(holder: ThemeHolder) -> None:
    image = canvas(lambda painter: paint_ring(painter, QRectF(0, 0, 22, 22), 0, "overdue"), 22, 22)
    assert image.pixelColor(5, 11).name() == name_of("overdue")
    assert image.pixelColor(11, 9).name() == name_of("on-s1")


@pytest.mark.parametrize(("state", "token"), [("paused", "paused"), ("done", "muted"), ("kept", "ok")])
def test_quiet_states_are_signs_in_their_ink(holder: ThemeHolder, state: str, token: str) -> None:
    image = canvas(lambda painter: paint_ring(painter, QRectF(0, 0, 30, 30), 1, state), 30)
    assert name_of(token) in colours(image)


@pytest.mark.parametrize(
    ("kind", "ground"), [("s1", "s1"), ("s2", "s2-soft"), ("s3", "s3-soft"), ("s4", "surface")]
)
def test_tags_have_the_ground_of_their_kind(holder: ThemeHolder, kind: str, ground: str) -> None:
    image = canvas(lambda painter: paint_tag(painter, QPointF(0, 0), "S", kind))
    assert image.pixelColor(3, 10).name() == name_of(ground)
    border = image.pixelColor(0, 10).name()
    assert border == (name_of("line-strong") if kind == "s4" else name_of(ground))


def test_a_tag_says_where_it_went_and_sits_in_the_middle(holder: ThemeHolder) -> None:
    boxes: list[QRectF] = []
    canvas(lambda painter: boxes.append(paint_tag(painter, QRectF(10, 0, 90, 40), "特急", "s1")))
    assert boxes[0].left() == 10
    assert boxes[0].size() == tag_size("特急")
    assert boxes[0].center().y() == 20


def test_the_return_key_is_drawn_though_no_font_has_it(holder: ThemeHolder) -> None:
    with_sign = canvas(lambda painter: paint_key(painter, QPointF(0, 0), "Ctrl ↵"))
    without = canvas(lambda painter: paint_key(painter, QPointF(0, 0), "Ctrl "))
    assert with_sign != without
    assert key_size("Ctrl ↵").width() > key_size("Ctrl ").width()
    assert key_size("C").width() >= key_size("C").height()


def test_a_key_on_a_filled_button_has_no_frame(holder: ThemeHolder) -> None:
    image = canvas(lambda painter: paint_key(painter, QPointF(0, 0), "C", on="fill"))
    assert name_of("line-strong") not in colours(image)


def test_avatars_tell_mine_from_others(holder: ThemeHolder) -> None:
    rect = QRectF(0, 0, 26, 26)
    mine = canvas(lambda painter: paint_avatar(painter, rect, "王", mine=True))
    other = canvas(lambda painter: paint_avatar(painter, rect, "李"))
    assert mine.pixelColor(13, 3).name() == name_of("accent-soft")
    assert other.pixelColor(13, 3).name() == name_of("s3-soft")


def test_hits_lie_on_the_colour_of_a_find(holder: ThemeHolder) -> None:
    rect = QRectF(0, 0, 110, 30)
    marked = canvas(lambda painter: paint_hits(painter, rect, "厨房顶漏水", [(0, 2)]))
    plain = canvas(lambda painter: paint_hits(painter, rect, "厨房顶漏水", []))
    font = fonts.font("body")
    assert name_of("hit") in colours(marked)
    assert name_of("hit") not in colours(plain)
    after = text_width("厨房", font) + 3
    assert all(
        marked.pixelColor(x, y) == plain.pixelColor(x, y) for x in range(after, 120) for y in range(40)
    )


def test_hits_beyond_the_cut_are_not_painted(holder: ThemeHolder) -> None:
    rect = QRectF(0, 0, 40, 30)
    image = canvas(lambda painter: paint_hits(painter, rect, "厨房顶漏水滴到灶台", [(7, 2), (50, 3)]))
    assert name_of("hit") not in colours(image)


def test_text_is_cut_where_it_does_not_fit(holder: ThemeHolder) -> None:
    image = canvas(lambda painter: paint_text(painter, QRectF(0, 0, 50, 30), "Kitchen ceiling leak"))
    right = {image.pixelColor(x, y).name() for x in range(52, 120) for y in range(40)}
    assert right == {name_of("surface")}


@given(text=st.text(alphabet="厨房顶漏水abc12", max_size=40), width=st.integers(0, 300))
def test_an_elided_text_fits_and_starts_like_the_whole(qapp: QApplication, text: str, width: int) -> None:
    font = fonts.font("body")
    cut = elided(text, font, width)
    if cut != text:
        assert cut in ("", "…") or (cut.endswith("…") and text.startswith(cut[:-1]))
    assert len(cut) <= 1 or text_width(cut, font) <= width


def test_a_find_in_no_room_at_all_is_not_painted(holder: ThemeHolder) -> None:
    image = canvas(lambda painter: paint_hits(painter, QRectF(0, 0, 0, 30), "厨房顶", [(0, 2)]))
    assert name_of("hit") not in colours(image)


def test_lines_are_one_crisp_pixel(holder: ThemeHolder) -> None:
    image = canvas(lambda painter: paint_line(painter, 0, 5, 119, 5))
    assert colours(image) == {name_of("surface"), name_of("line")}
    assert {image.pixelColor(60, y).name() for y in range(40) if y != 5} == {name_of("surface")}


def test_boxes_have_their_border_inside(holder: ThemeHolder) -> None:
    fill, border = QColor("#ff0000"), QColor("#0000ff")
    image = canvas(lambda painter: paint_box(painter, QRectF(10, 10, 50, 20), fill, border, 4, 2))
    assert image.pixelColor(35, 9).name() == name_of("surface")
    assert image.pixelColor(35, 10).name() == image.pixelColor(35, 11).name() == "#0000ff"
    assert image.pixelColor(35, 13).name() == "#ff0000"


def test_corners_can_differ(holder: ThemeHolder) -> None:
    path = rounded(QRectF(0, 0, 40, 40), (10.0, 0.0, 0.0, 0.0))
    assert not path.contains(QPointF(1, 1))
    assert path.contains(QPointF(39.5, 0.5))
    assert path.contains(QPointF(0.5, 39.5))


def test_icons_take_the_colour_of_the_theme(holder: ThemeHolder) -> None:
    light = canvas(lambda painter: paint_icon(painter, "phone", "accent", 0, 0, 32), 32, 32)
    assert name_of("accent") in colours(light)
    holder.set("dark")
    dark = canvas(lambda painter: paint_icon(painter, "phone", "accent", 0, 0, 32), 32, 32)
    assert name_of("accent") in colours(dark)
    assert light != dark


def test_icons_are_sharp_at_double_density(holder: ThemeHolder) -> None:
    assert pixmap("check", "ok", 16, 2.0).width() == 32
    assert not icon("check", "ok", 16).isNull()
    with pytest.raises(KeyError):
        pixmap("no-such-icon")
