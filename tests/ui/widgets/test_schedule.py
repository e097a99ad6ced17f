"""The schedule: what is read out, what the arrows choose, what the mouse takes hold of, which time a place means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.widgets.helpers import focus, shown
from ui.theme import ThemeHolder
from ui.theme.current import theme
from ui.widgets.schedule_grid import ScheduleGrid
from ui.widgets.schedule_kinds import Aim, Block, Carried, Day, Lane, Scope, Shade, Sheet, Slot
from ui.widgets.schedule_layout import LANE_WEEK, LARGE, MIDDLE, SMALL, Layout, lay_out

NAMES = ("Zhao Lei", "He Yong", "Wu Bin")
DAYS = ("Mon 16 Nov", "Tue 17 Nov", "Wed 18 Nov", "Thu 19 Nov", "Fri 20 Nov", "Sat 21 Nov")
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def block(key: int, lane: int, day: int, start: int, minutes: int = 120, **more: object) -> Block:
    time = f"{start // 60:02d}:{start % 60:02d}"
    given: dict[str, object] = {
        "line": "Mixer tap",
        "spoken": f"{time}, {key}-0101 Mixer tap, scheduled",
        **more,
    }
    return Block(key, lane, day, start, start + minutes, time, f"{key}-0101", **given)  # type: ignore[arg-type]


BLOCKS = (block(1, 0, 0, 540), block(2, 0, 0, 840, 60), block(3, 1, 4, 570), block(4, 0, 4, 600, fixed=True))


def sheet(scope: Scope = Scope.WEEK, blocks: tuple[Block, ...] = BLOCKS, lanes: int = 3) -> Sheet:
    days = DAYS if scope is Scope.WEEK else DAYS[:1]
    people = tuple(Lane(100 + at, NAMES[at % 3], "Plumbing", 0.5, "20 of 40 h") for at in range(lanes))
    columns = tuple(Day(at, day[:6], "", at == 4, day) for at, day in enumerate(days))
    kept = tuple(one for one in blocks if one.day < len(days))
    return Sheet(scope, people, columns, kept, (Shade(2, 1, 0, 1440, "Leave"),) if scope is Scope.WEEK else (),
                 {(0, 0): ((510, 1080),)}, (480, 1080), "Technician", "nothing planned")  # fmt: skip


@pytest.fixture
def grid(qtbot: QtBot) -> ScheduleGrid:
    made = ScheduleGrid()
    made.setAccessibleName("Calendar by technician")
    made.show_layout(lay_out(sheet()))
    shown(qtbot, made, width=958, height=450)
    focus(made)
    return made


def middle(grid: ScheduleGrid, key: object) -> QPoint:
    return grid.visualRect(grid.stops.index(grid.shown.by_key[key], 0)).center()


def drag(grid: ScheduleGrid, begin: QPoint, *path: QPoint) -> None:
    QTest.mousePress(grid.viewport(), LEFT, NONE, begin)
    for point in path:
        QTest.mouseMove(grid.viewport(), point)
    QTest.mouseRelease(grid.viewport(), LEFT, NONE, path[-1])


# -- what is read out


def test_every_slot_says_whose_it_is_when_it_is_and_what(grid: ScheduleGrid) -> None:
    outer = QAccessible.queryAccessibleInterface(grid)
    assert outer.role() == QAccessible.Role.List
    assert outer.text(QAccessible.Text.Name) == "Calendar by technician"
    said = [outer.child(at).text(QAccessible.Text.Name) for at in range(outer.childCount())]
    assert "Zhao Lei, Mon 16 Nov, 09:00, 1-0101 Mixer tap, scheduled" in said
    assert "Wu Bin, Tue 17 Nov, Leave" in said  # somebody who is away
    assert "Wu Bin, Wed 18 Nov, nothing planned" in said
    assert len(said) == len(set(said)) == 3 * 6 + 1  # a stop for each cell, and one more for its second block


def test_what_is_read_out_stands_where_it_is_painted(grid: ScheduleGrid) -> None:
    outer = QAccessible.queryAccessibleInterface(grid)
    at = grid.shown.by_key[3]
    rect = outer.child(at).rect()
    here = QRect(grid.viewport().mapFromGlobal(rect.topLeft()), rect.size())
    assert here == grid.visualRect(grid.stops.index(at, 0))
    assert grid.indexAt(here.center()).row() == at
    found = outer.childAt(rect.center().x(), rect.center().y())
    assert found.text(QAccessible.Text.Name).startswith("He Yong, Fri 20 Nov, 09:30")


def test_the_focus_is_heard_where_the_arrows_have_gone(grid: ScheduleGrid) -> None:
    grid.choose(0)
    QTest.keyClick(grid, Qt.Key.Key_Down)
    inside = QAccessible.queryAccessibleInterface(grid).focusChild()
    assert inside.text(QAccessible.Text.Name).startswith("Zhao Lei, Mon 16 Nov, 14:00")


# -- the arrows


def test_arrows_go_through_blocks_then_people_and_across_the_days(grid: ScheduleGrid) -> None:
    grid.choose_key(1)
    seen = []
    for key in (
        Qt.Key.Key_Down,
        Qt.Key.Key_Down,
        Qt.Key.Key_End,
        Qt.Key.Key_Up,
        Qt.Key.Key_Left,
        Qt.Key.Key_Home,
    ):
        QTest.keyClick(grid, key)
        stop = grid.stop()
        assert stop is not None
        seen.append((stop.lane, stop.day, grid.key()))
    assert seen == [(0, 0, 2), (1, 0, None), (1, 5, None), (0, 5, None), (0, 4, 4), (0, 0, 1)]


def test_letters_choose_nothing(grid: ScheduleGrid) -> None:
    grid.choose_key(3)
    QTest.keyClick(grid, Qt.Key.Key_Z)
    assert grid.key() == 3


def test_a_lane_below_the_window_comes_into_sight(qtbot: QtBot, grid: ScheduleGrid) -> None:
    grid.show_layout(lay_out(sheet(lanes=12)))
    grid.choose(0)
    for _ in range(14):
        QTest.keyClick(grid, Qt.Key.Key_Down)
    stop = grid.stop()
    assert stop is not None
    assert stop.lane == 11
    assert grid.viewport().rect().contains(grid.visualRect(grid.currentIndex()))


def test_what_is_chosen_stays_chosen_when_the_days_are_read_anew(grid: ScheduleGrid) -> None:
    grid.choose_key(3)
    grid.show_layout(lay_out(sheet(blocks=(block(9, 0, 1, 600), *BLOCKS))))
    assert grid.key() == 3


# -- the mouse


def test_a_block_is_picked_up_carried_and_dropped(grid: ScheduleGrid) -> None:
    told: list[tuple[str, object]] = []
    grid.picked.connect(lambda key, _point: told.append(("picked", key)))
    grid.carried_to.connect(lambda _point: told.append(("carried", None)))
    grid.dropped.connect(lambda point, _keys: told.append(("dropped", grid.spot_at(point))))
    begin = middle(grid, 1)
    drag(grid, begin, begin + QPoint(3, 0), begin + QPoint(30, 5), middle(grid, 3) + QPoint(0, 60))
    assert [what for what, _ in told] == [
        "picked",
        "carried",
        "carried",
        "dropped",
    ]  # a little trembling is none
    assert told[0][1] == 1
    spot = told[-1][1]
    assert spot is not None
    assert (spot.lane, spot.day, spot.block) == (1, 4, -1)  # type: ignore[attr-defined]


def test_a_click_picks_nothing_up_but_chooses(grid: ScheduleGrid) -> None:
    told: list[object] = []
    grid.picked.connect(lambda key, _point: told.append(key))
    QTest.mouseClick(grid.viewport(), LEFT, NONE, middle(grid, 3))
    assert not told
    assert grid.key() == 3


def test_what_is_fixed_stays(grid: ScheduleGrid) -> None:
    told: list[object] = []
    grid.picked.connect(lambda key, _point: told.append(key))
    drag(grid, middle(grid, 4), middle(grid, 4) + QPoint(40, 40))
    assert not told


def test_the_lower_edge_makes_a_block_longer_by_quarters(grid: ScheduleGrid) -> None:
    told: list[tuple[object, int]] = []
    ended: list[object] = []
    grid.pulled.connect(lambda key, more: told.append((key, more)))
    grid.pull_ended.connect(lambda done: ended.append(done))
    rect = grid.visualRect(grid.stops.index(grid.shown.by_key[3], 0))
    begin = QPoint(rect.center().x(), rect.bottom() - 1)
    drag(grid, begin, begin + QPoint(0, 12), begin + QPoint(0, 24), begin - QPoint(0, 12))
    assert told == [(3, 30), (3, 60), (3, -30)]
    assert ended == [True]


def test_an_offered_place_is_exactly_its_time(grid: ScheduleGrid) -> None:
    slot = Slot(2, 3, 905, 1025, "15:05 free")
    grid.set_carried(Carried(free=(slot,), key=1))
    rect = grid.slot_rect(slot).toRect()
    spot = grid.spot_at(grid.viewport().mapToGlobal(rect.center()))
    assert spot is not None
    assert (spot.lane, spot.day, spot.minute) == (2, 3, 905)


def test_outside_there_is_no_place(grid: ScheduleGrid) -> None:
    assert grid.spot_at(grid.viewport().mapToGlobal(QPoint(20, 20))) is None  # a name
    assert grid.spot_at(grid.viewport().mapToGlobal(QPoint(-40, 20))) is None
    assert grid.spot_at(grid.viewport().mapToGlobal(QPoint(400, 400))) is None  # below everybody


# -- painting


def colour(grid: ScheduleGrid, point: QPointF) -> QColor:
    return grid.viewport().grab().toImage().pixelColor(point.toPoint())


def test_who_cannot_take_it_steps_back_and_a_conflict_is_red(grid: ScheduleGrid) -> None:
    before = colour(grid, QPointF(middle(grid, 3)) - QPointF(0, 12))
    aim = Aim(0, 0, 600, 720, "10:00 taken", fits=False)
    grid.set_carried(Carried(frozenset({1}), (), aim, 9))
    after = colour(grid, QPointF(middle(grid, 3)) - QPointF(0, 12))
    assert after.lightness() > before.lightness()
    spot = grid.aim_rect(aim).topRight() + QPointF(-12, 6)
    assert colour(grid, spot) == theme().color("s1-soft")
    grid.set_carried(Carried(frozenset({1}), (), Aim(0, 0, 600, 720, "10:00", fits=True), 9))
    assert colour(grid, spot) == theme().color("ok-soft")
    grid.set_carried(None)
    assert colour(grid, QPointF(middle(grid, 3)) - QPointF(0, 12)) == before


@pytest.mark.parametrize("scale", [1.0, 1.25])
def test_a_larger_scale_makes_everything_larger(qtbot: QtBot, scale: float) -> None:
    holder = ThemeHolder()
    holder.set("light", scale)
    made = ScheduleGrid()
    made.show_layout(lay_out(sheet(), theme().scale))
    shown(qtbot, made, width=1200, height=500)
    assert made.shown.tops[1] == round(LANE_WEEK * scale)
    assert made.visualRect(made.stops.index(0, 0)).height() == round(MIDDLE * scale)
    holder.set("light", 1.0)


# -- heights and times


def heights(layout: Layout, lane: int = 0, day: int = 0) -> list[int]:
    return [height for _at, _top, height in layout.cells[lane, day]]


def test_a_crowded_day_gets_shorter_lines_and_done_work_gives_way_first() -> None:
    three = (block(1, 0, 0, 480, 60, done=True), block(2, 0, 0, 600, 240), block(3, 0, 0, 900, 120))
    assert heights(lay_out(sheet(blocks=three[1:]))) == [LARGE, MIDDLE]
    assert heights(lay_out(sheet(blocks=three))) == [SMALL, MIDDLE, SMALL]
    many = tuple(block(n, 0, 0, 480 + 60 * n, 45) for n in range(7))
    layout = lay_out(sheet(blocks=many))
    assert heights(layout) == [SMALL] * 7
    assert layout.tops[1] > LANE_WEEK  # nothing is cut off: the lane grows


def test_overlapping_work_of_a_day_stands_below_one_another() -> None:
    two = (block(1, 0, 0, 540), block(2, 0, 0, 600), block(3, 0, 0, 660, 60))
    layout = lay_out(sheet(Scope.DAY, two))
    boxes = [layout.box(stop, 900) for stop in layout.stops[:3]]
    assert boxes[0].y == boxes[2].y < boxes[1].y
    assert boxes[0].x + boxes[0].w <= boxes[2].x
    assert layout.tops[1] >= boxes[1].y + boxes[1].h


def test_between_two_blocks_lies_the_time_between_them() -> None:
    layout = lay_out(sheet())
    (_a, top, high), (_b, below, _c) = layout.cells[0, 0]
    assert layout.minute_at(0, 0, 300, top + 1, 940) == 540
    assert layout.minute_at(0, 0, 300, (top + high + below) / 2, 940) == 750  # half way from 11:00 to 14:00
    assert layout.minute_at(0, 0, 300, 97.9, 940) == 1065  # the last quarter of an hour before 18:00
    assert layout.minute_at(0, 0, 300, 0, 940) == 510


@given(
    starts=st.lists(st.integers(0, 90), max_size=7, unique=True),
    ys=st.tuples(st.floats(0, 97), st.floats(0, 97)),
    scale=st.sampled_from([1.0, 1.12, 1.25]),
)
def test_time_never_runs_backwards_down_a_day(
    starts: list[int], ys: tuple[float, float], scale: float
) -> None:
    blocks = tuple(block(n, 0, 0, 15 * start, 90) for n, start in enumerate(starts))
    layout = lay_out(sheet(blocks=blocks), scale)
    upper, lower = sorted(ys)
    first, last = (layout.minute_at(0, 0, 300, y * scale, 940) for y in (upper, lower))
    assert 0 <= first <= last <= 1425
    assert first % 15 == last % 15 == 0


@given(width=st.integers(500, 1600), x=st.integers(0, 1599), y=st.integers(0, 400))
def test_every_point_is_in_the_block_that_it_says(width: int, x: int, y: int) -> None:
    layout = lay_out(sheet())
    spot = layout.spot(x, y, width)
    if spot is None:
        assert x < layout.names(width) or y >= layout.height
        return
    inside = [
        layout.sheet.blocks[stop.block].key for stop in layout.stops
        if stop.block >= 0 and layout.box(stop, width).holds(x, y)
    ]  # fmt: skip
    assert inside == ([layout.sheet.blocks[spot.block].key] if spot.block >= 0 else [])
    assert layout.cell_box(spot.lane, spot.day, width).holds(min(x, width - 1), y)
