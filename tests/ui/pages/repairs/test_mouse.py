"""The week with the mouse: press, move, release."""

from __future__ import annotations

from functools import partial
from threading import Event

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from models.core.session import Session
from tests.repairs import an_order, slot
from tests.ui.pages.handling.scene import ask
from tests.ui.pages.repairs.conftest import NONE, SHIFT, Bench, OpenIt, Scene, at

MON, TUE, FRI = 0, 1, 4
HE, ZHAO, ZHENG = 0, 1, 2


def card(bench: Bench) -> str:
    """What the red card says; empty when it is not in sight."""
    shown = bench.page.calendar.hands.conflict.card
    return shown.accessibleName() if shown.isVisible() else ""


def ways(bench: Bench) -> list[str]:
    """The ways that the red card offers."""
    return [one.accessibleName() for one in bench.page.calendar.hands.conflict.card.buttons]


def _wait(free: Event, _session: Session) -> bool:
    """Keep the store busy until something has happened."""
    return free.wait(20)


def test_a_card_dropped_on_a_green_place_gets_exactly_that_slot_and_undo_takes_it_back(
    bench: Bench, scene: Scene
) -> None:
    holder = bench.lift(bench.card(scene.hose))
    bench.drop(holder, bench.offer(HE, FRI))
    assert bench.slot(scene.hose) == ("何勇", "20 14:20", "16:20")
    assert bench.row(scene.hose).state == "scheduled"
    assert bench.page.calendar.grid.shown.by_key[scene.hose] >= 0
    assert bench.page.calendar.side.list.paged.index_of(scene.hose) < 0
    bench.press("Ctrl+Z")
    assert bench.slot(scene.hose) is None
    assert bench.row(scene.hose).state == "ready"
    assert bench.page.calendar.side.list.paged.index_of(scene.hose) >= 0


def test_while_it_is_carried_everybody_without_the_skill_steps_back(bench: Bench, scene: Scene) -> None:
    holder = bench.lift(bench.card(scene.hose))
    look = bench.page.calendar.grid.carried
    assert look is not None
    assert look.dimmed == {ZHENG}
    assert [(one.lane, one.day, one.words) for one in look.free] == [(HE, FRI, "14:20 free")]
    assert bench.page.calendar.hands.float.isVisible()
    bench.drop(holder, bench.card(scene.hose))  # back where it came from
    assert bench.page.calendar.grid.carried is None
    assert not bench.page.calendar.hands.float.isVisible()
    assert bench.slot(scene.hose) is None


def test_over_other_work_it_is_red_with_its_reason_and_is_refused(bench: Bench, scene: Scene) -> None:
    holder = bench.lift(bench.card(scene.hose))
    bench.hover(holder, bench.block(scene.riser))
    look = bench.page.calendar.grid.carried
    assert look is not None
    assert look.aim is not None
    assert not look.aim.fits
    assert card(bench).startswith("赵磊 is not free at 1")
    assert "5-0803" in card(bench)
    assert ways(bench)[0].startswith("何勇 14:20")
    bench.drop(holder, bench.block(scene.riser))
    assert bench.slot(scene.hose) is None
    assert card(bench)  # it stays in sight, with the ways out, even when the days are read anew
    bench.page.mark_stale()
    bench.desk.settle()
    assert card(bench)
    bench.press("Escape")
    assert not card(bench)
    assert bench.page.calendar.grid.carried is None


def test_a_way_out_is_one_click_or_one_key(bench: Bench, scene: Scene) -> None:
    bench.drag(bench.card(scene.hose), bench.block(scene.riser))
    assert len(ways(bench)) == 2
    bench.desk.click("repairs.conflict.1")
    bench.desk.settle()
    assert bench.slot(scene.hose) == ("何勇", "20 14:20", "16:20")
    bench.press("Ctrl+Z")
    bench.drag(bench.card(scene.hose), bench.block(scene.riser))
    bench.press("1")
    assert bench.slot(scene.hose) == ("何勇", "20 14:20", "16:20")


def test_the_next_weeks_are_asked_only_where_the_days_in_sight_have_no_way_out(
    bench: Bench, scene: Scene
) -> None:
    short = ask(bench.desk, lambda session: an_order(session, title="换垫圈", estimate_minutes=20))
    bench.page.mark_stale()
    bench.desk.settle()
    told: list[bool] = []
    bench.page.calendar.hands.carrying.changed.connect(lambda: told.append(True))
    for order, answers in ((short, 0), (scene.hose, 1)):
        holder, free = bench.lift(bench.card(order)), Event()
        bench.desk.context.jobs.query(bench.page, partial(_wait, free), told.append)
        bench.hover(holder, bench.block(scene.riser))
        told.clear()
        free.set()
        bench.desk.settle()
        assert len(told) == 1 + answers
        assert len(ways(bench)) == 2
        bench.drop(holder, bench.card(order))


def test_pulled_onto_other_work_the_same_person_later_is_a_way_out(open_it: OpenIt, scene: Scene) -> None:
    bench = open_it(params={"day": "2026-11-24"})
    first, second = (ask(bench.desk, lambda session: an_order(session, estimate_minutes=60)) for _ in "12")
    ask(bench.desk, lambda session: slot(session, first, scene.zhao, at(24, 9), 60))
    ask(bench.desk, lambda session: slot(session, second, scene.zhao, at(24, 11), 60))
    bench.page.mark_stale()
    bench.desk.settle()
    foot = bench.foot(first)
    holder = bench.lift(foot)
    bench.hover(holder, foot + QPoint(0, 60))
    assert card(bench).startswith("赵磊 is not free at 09:00")
    assert ways(bench)[0].startswith("赵磊")
    bench.press("Escape")


def test_escape_drops_what_the_mouse_holds(bench: Bench, scene: Scene) -> None:
    holder = bench.lift(bench.card(scene.hose))
    bench.hover(holder, bench.offer(HE, FRI))
    bench.press("Escape")
    assert not bench.page.calendar.hands.float.isVisible()
    bench.drop(holder, bench.offer_place(HE, FRI))
    assert bench.slot(scene.hose) is None


def test_let_go_of_over_itself_it_stays(bench: Bench, scene: Scene) -> None:
    begin = bench.block(scene.riser)
    bench.drag(begin, begin + QPoint(2, 12))
    assert bench.slot(scene.riser) == ("赵磊", "20 15:00", "17:00")
    assert not card(bench)
    assert not bench.desk.recorder.offers


def test_along_the_hours_of_a_day_it_keeps_its_place_under_the_mouse(open_it: OpenIt, scene: Scene) -> None:
    bench = open_it(params={"view": "day"})
    shown, wide = bench.page.calendar.grid.shown, bench.page.calendar.grid.viewport().width()
    half = round(shown.along(90, wide) - shown.along(60, wide))
    begin = bench.block(scene.riser)
    bench.drag(begin, begin - QPoint(half, 0))
    assert bench.slot(scene.riser) == ("赵磊", "20 14:30", "16:30")
    view = bench.page.calendar.grid
    rect = view.visualRect(view.stops.index(view.shown.by_key[scene.riser], 0))
    edge = view.viewport().mapToGlobal(QPoint(rect.right() - 1, rect.center().y()))
    bench.drag(edge, edge + QPoint(half, 0))
    assert bench.slot(scene.riser) == ("赵磊", "20 14:30", "17:00")


def test_escape_drops_what_the_mouse_pulls(bench: Bench, scene: Scene) -> None:
    foot = bench.foot(scene.riser)
    holder = bench.lift(foot)
    bench.hover(holder, foot + QPoint(0, 20))
    assert bench.page.doing.is_carrying()
    bench.press("Escape")
    bench.hover(holder, foot + QPoint(0, 24))
    assert bench.page.calendar.grid.carried is None
    bench.drop(holder, foot + QPoint(0, 28))
    assert bench.slot(scene.riser) == ("赵磊", "20 15:00", "17:00")


def test_a_block_moves_to_somebody_else(bench: Bench, scene: Scene) -> None:
    bench.drag(bench.block(scene.pit), bench.cell(ZHAO, FRI, 0.99))
    assert bench.slot(scene.pit) is not None
    assert bench.slot(scene.pit)[0] == "何勇"  # type: ignore[index]
    assert card(bench)  # 17:45 until 18:45 is after work
    bench.press("Escape")
    holder = bench.lift(bench.block(scene.pit))
    bench.drop(holder, bench.offer(HE, FRI))
    assert bench.slot(scene.pit) == ("何勇", "20 14:20", "15:20")


def test_the_foot_of_a_block_makes_it_longer_and_not_into_the_evening(bench: Bench, scene: Scene) -> None:
    begin = bench.foot(scene.riser)
    bench.drag(begin, begin + QPoint(0, 12))
    assert bench.slot(scene.riser) == ("赵磊", "20 15:00", "17:30")
    bench.press("Ctrl+Z")
    assert bench.slot(scene.riser) == ("赵磊", "20 15:00", "17:00")
    begin = bench.foot(scene.riser)
    bench.drag(begin, begin + QPoint(0, 72))
    assert bench.slot(scene.riser) == ("赵磊", "20 15:00", "17:00")
    assert "17:00" not in card(bench)
    assert card(bench).startswith("赵磊 cannot take it at 15:00")


def test_with_shift_two_orders_change_places(bench: Bench, scene: Scene) -> None:
    bench.drag(bench.block(scene.pit), bench.block(scene.riser), SHIFT)
    # The pit takes an hour from 15:00; the riser two from 16:30, until after work: refused as a whole.
    assert bench.slot(scene.pit) == ("何勇", "20 16:30", "17:30")
    assert bench.slot(scene.riser) == ("赵磊", "20 15:00", "17:00")
    assert bench.desk.recorder.texts()
    bench.drag(bench.card(scene.hose), bench.block(scene.riser), SHIFT)
    assert bench.slot(scene.hose) == ("赵磊", "20 15:00", "17:00")
    assert bench.slot(scene.riser) is None
    bench.press("Ctrl+Z")
    assert bench.slot(scene.hose) is None
    assert bench.slot(scene.riser) == ("赵磊", "20 15:00", "17:00")


def test_a_block_dropped_on_the_list_is_to_be_scheduled_again(bench: Bench, scene: Scene) -> None:
    bench.drag(bench.block(scene.riser), bench.card(scene.doors))
    assert bench.slot(scene.riser) is None
    assert bench.row(scene.riser).state == "ready"
    bench.press("Ctrl+Z")
    assert bench.slot(scene.riser) == ("赵磊", "20 15:00", "17:00")


def test_who_is_away_is_not_to_be_had(bench: Bench, scene: Scene) -> None:
    bench.drag(bench.card(scene.doors), bench.cell(ZHENG, TUE, 0.5))
    assert bench.slot(scene.doors) is None
    assert card(bench).startswith("郑涛 is not free at")
    assert "leave): all day Tue 17 Nov." in card(bench)


def test_whoever_may_not_schedule_carries_nothing(open_it: OpenIt, scene: Scene) -> None:
    bench = open_it(scene.listener)
    holder = bench.lift(bench.card(scene.hose))
    assert bench.page.calendar.grid.carried is None
    bench.drop(holder, bench.cell(HE, FRI))
    assert bench.slot(scene.hose) is None


def test_a_manager_may_place_it_all_the_same_and_says_why(open_it: OpenIt, scene: Scene) -> None:
    bench = open_it(scene.boss)
    bench.drag(bench.card(scene.hose), bench.block(scene.riser))
    last = ways(bench)[-1]
    assert last.startswith("Place it all the same")
    bench.press(str(len(ways(bench))))
    dialog = bench.desk.find("repairs.override")
    bench.press("Ctrl+Return")
    assert dialog.isVisible()  # not without a reason
    bench.desk.type("Two of them are there")
    bench.press("Ctrl+Return")
    found = bench.slot(scene.hose)
    assert found is not None
    assert found[0] == "赵磊"
    assert bench.row(scene.hose).overridden


def test_a_card_of_the_board_is_carried_to_another_state(open_it: OpenIt, scene: Scene) -> None:
    bench = open_it(params={"view": "board"})
    columns = bench.page.board.columns
    scheduled = columns["scheduled"].list
    rect = scheduled.visualRect(scheduled.paged.index(scheduled.paged.index_of(scene.riser), 0))
    begin = scheduled.viewport().mapToGlobal(rect.center())
    way = columns["on_the_way"]
    bench.drag(begin, way.mapToGlobal(way.rect().center()))
    assert bench.row(scene.riser).state == "on_the_way"
    ready = columns["ready"]
    on_the_way = columns["on_the_way"].list
    rect = on_the_way.visualRect(on_the_way.paged.index(0, 0))
    bench.drag(on_the_way.viewport().mapToGlobal(rect.center()), ready.mapToGlobal(ready.rect().center()))
    assert bench.row(scene.riser).state == "on_the_way"  # not by a drop: said instead
    assert any("5-0803 cannot go" in told for told in bench.desk.recorder.texts())


def test_the_store_may_be_busy_with_other_things_while_something_is_carried(
    bench: Bench, scene: Scene
) -> None:
    holder = bench.lift(bench.card(scene.hose))
    free = Event()
    bench.desk.context.jobs.query(bench.page, partial(_wait, free), lambda _was: None)
    bench.hover(holder, bench.block(scene.riser))
    assert card(bench).startswith("赵磊 is not free at")
    bench.hover(holder, bench.cell(HE, FRI, 0.1))
    look = bench.page.calendar.grid.carried
    assert look is not None
    assert look.aim is not None
    assert look.aim.lane == HE
    assert bench.desk.context.jobs.busy
    free.set()
    bench.drop(holder, bench.card(scene.hose))


def test_the_right_button_offers_what_the_keys_do(bench: Bench, scene: Scene) -> None:
    grid = bench.page.calendar.grid
    here = grid.viewport().mapFromGlobal(bench.block(scene.riser))
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.RightButton, NONE, here)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, here, bench.block(scene.riser))
    QApplication.sendEvent(grid.viewport(), event)
    menu = bench.desk.find("repairs.menu")
    assert isinstance(menu, QMenu)
    actions = {action.objectName().rsplit(".", 1)[1]: action for action in menu.actions()}
    assert all(action.isEnabled() for action in actions.values())
    actions["back"].trigger()
    menu.close()
    bench.desk.settle()
    assert bench.slot(scene.riser) is None
