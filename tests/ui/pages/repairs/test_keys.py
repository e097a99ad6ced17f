"""The same by keyboard: pick up, steer, drop, swap, split, free slots, plans; and what is read out."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QDialog

from models.repairs.actions import done, wait
from models.repairs.kinds import DoneDraft, Outcome, WaitsFor
from tests.repairs import an_order
from tests.ui.pages.handling.scene import ask
from tests.ui.pages.repairs.conftest import Bench, OpenIt, Scene, at
from tests.ui.pages.repairs.test_mouse import FRI, HE, ZHAO, card, ways
from ui.pages.repairs.ways import WaysCard
from ui.shell.counts import Count
from ui.shell.side_item import SideItem
from ui.widgets.labels import ElidedLabel, Label


def slots(bench: Bench) -> WaysCard:
    """The card of free slots."""
    return bench.page.calendar.slots


def lit(bench: Bench) -> list[str]:
    """The pages that are lit in the side bar."""
    return [one.page_id for one in bench.desk.window.findChildren(SideItem) if one.isChecked()]


def test_m_picks_up_arrows_move_enter_drops_and_undo_takes_it_back(bench: Bench, scene: Scene) -> None:
    bench.choose(scene.riser)
    bench.press("M", "Shift+Left", "Shift+Left")
    assert bench.slot(scene.riser) == ("赵磊", "20 15:00", "17:00")  # nothing is written on the way
    bench.press("Return")
    assert bench.slot(scene.riser) == ("赵磊", "20 14:30", "16:30")
    bench.press("Ctrl+Z")
    assert bench.slot(scene.riser) == ("赵磊", "20 15:00", "17:00")


def test_a_card_picked_up_begins_at_the_best_free_place(bench: Bench, scene: Scene) -> None:
    bench.choose_card(scene.hose)
    bench.press("M")
    look = bench.page.calendar.grid.carried
    assert look is not None
    assert look.aim is not None
    assert (look.aim.lane, look.aim.day, look.aim.fits) == (HE, FRI, True)
    bench.press("Return")
    assert bench.slot(scene.hose) == ("何勇", "20 14:20", "16:20")


def test_steered_onto_other_work_it_is_refused_with_the_same_card_and_keys(
    bench: Bench, scene: Scene
) -> None:
    bench.choose(scene.riser)
    bench.press("M", "Up")
    assert card(bench).startswith("何勇 is not free at 15:00")
    bench.press("Return")
    assert bench.slot(scene.riser) == ("赵磊", "20 15:00", "17:00")
    assert card(bench)
    bench.press("Escape")
    assert not card(bench)
    bench.press("M", "Up")
    assert ways(bench)
    bench.press("1")
    assert bench.slot(scene.riser) != ("赵磊", "20 15:00", "17:00")


def test_plus_and_minus_change_the_length(bench: Bench, scene: Scene) -> None:
    bench.choose(scene.riser)
    bench.press("M", "+", "+", "+", "-", "Return")
    assert bench.slot(scene.riser) == ("赵磊", "20 15:00", "17:30")


def test_x_changes_places_with_whoever_is_in_the_way(bench: Bench, scene: Scene) -> None:
    bench.choose_card(scene.hose)
    bench.press("M", "Down", "Shift+Right", "Shift+Right", "Shift+Right")
    assert card(bench).startswith("赵磊 is not free at 15:05")
    bench.press("X")
    assert bench.slot(scene.hose) == ("赵磊", "20 15:00", "17:00")
    assert bench.slot(scene.riser) is None


def test_where_nobody_is_free_the_card_says_why_and_goes_when_the_order_is_taken_up(
    bench: Bench,
) -> None:
    lift = ask(bench.desk, lambda session: an_order(session, title="门机", skill="lift"))
    bench.page.mark_stale()
    bench.desk.settle()
    bench.choose_card(lift)
    bench.press("Return")
    assert slots(bench).sentence.text() == "Nobody is free in the next two weeks: nobody has the skill."
    bench.press("M")
    assert bench.page.calendar.hands.carrying.hand is not None
    assert not slots(bench).isVisible()


def test_the_keys_that_are_shown_say_what_they_turn_and_what_enter_does(bench: Bench, scene: Scene) -> None:
    said = []
    for view in ("day", "week", "month"):
        bench.page.show_view(view)
        said.append(bench.page.hints()[-1].title)
    assert said == ["day", "week", "month"]
    assert all(hint.title != "free slots" for hint in bench.page.hints())
    bench.choose_card(scene.hose)
    assert [hint.keys for hint in bench.page.hints() if hint.title == "free slots"] == [("↵",)]


def test_the_list_counts_what_the_side_bar_counts_and_says_how_many_wait(bench: Bench, scene: Scene) -> None:
    side, item = bench.page.calendar.side, bench.desk.find("side.repairs")
    assert isinstance(item, SideItem)
    bench.choose(scene.riser)
    bench.desk.context.operations.run(bench.page, wait, scene.hose, None, WaitsFor.PARTS, None, "等密封圈")
    bench.press("Delete")
    bench.desk.settle()
    assert side.list.paged.rowCount() == 3  # two that are ready, and one that waits
    assert [one.text() for one in side.head.findChildren(Label)] == ["To schedule", "2"]
    assert "and 1 that waits" in [one.text() for one in side.head.findChildren(ElidedLabel)]
    assert item.count == Count(2)


def test_delete_puts_it_back_on_the_list(bench: Bench, scene: Scene) -> None:
    bench.choose(scene.riser)
    bench.press("Delete")
    assert bench.slot(scene.riser) is None
    bench.press("Ctrl+Z")
    assert bench.slot(scene.riser) == ("赵磊", "20 15:00", "17:00")


def test_s_splits_and_undo_joins(bench: Bench, scene: Scene) -> None:
    bench.choose(scene.riser)
    before = bench.page.calendar.side.list.paged.rowCount()
    bench.press("S")
    assert bench.desk.find("repairs.split").isVisible()
    bench.press("Ctrl+Return")
    assert bench.slot(scene.riser) == ("赵磊", "20 15:00", "16:00")
    assert bench.page.calendar.side.list.paged.rowCount() == before + 1
    bench.press("Ctrl+Z")
    assert bench.slot(scene.riser) == ("赵磊", "20 15:00", "17:00")
    assert bench.page.calendar.side.list.paged.rowCount() == before


def test_where_to_split_is_typed_and_must_leave_something(bench: Bench, scene: Scene) -> None:
    bench.choose(scene.riser)
    bench.press("S")
    length = bench.desk.find("repairs.split.field")
    for words in ("2 h", "later", "0"):
        length.selectAll()  # type: ignore[attr-defined]
        bench.desk.type(words, length)
        bench.press("Ctrl+Return")
        assert bench.desk.find("repairs.split").isVisible()
    length.selectAll()  # type: ignore[attr-defined]
    bench.desk.type("45 min", length)
    bench.press("Up", "Ctrl+Return")
    assert bench.slot(scene.riser) == ("赵磊", "20 15:00", "16:00")


def test_enter_lists_free_slots_best_first_with_why_and_a_figure_takes_one(
    bench: Bench, scene: Scene
) -> None:
    bench.choose_card(scene.hose)
    bench.press("Return")
    names = [one.accessibleName() for one in slots(bench).buttons]
    assert names[0].startswith("何勇 14:20, ")
    assert "," in names[0]
    assert len(names) > 3
    bench.press("Escape")
    assert not slots(bench).isVisible()
    assert bench.slot(scene.hose) is None
    bench.press("Return")
    bench.press("Down", "Up", "Return")
    assert bench.slot(scene.hose) == ("何勇", "20 14:20", "16:20")


def test_escape_gives_the_keys_back_to_where_they_were(bench: Bench, scene: Scene) -> None:
    bench.choose_card(scene.hose)
    bench.press("M", "Down", "Escape")
    assert bench.page.calendar.grid.carried is None
    assert bench.slot(scene.hose) is None
    bench.press("Down")  # the arrows choose again
    assert bench.slot(scene.riser) == ("赵磊", "20 15:00", "17:00")
    assert bench.page.calendar.grid.carried is None


def test_brackets_turn_the_weeks_and_t_comes_back(bench: Bench, scene: Scene) -> None:
    bench.choose(scene.riser)
    bench.press("]")
    assert "23" in bench.page.head.days.text()
    assert scene.riser not in bench.page.calendar.grid.shown.by_key
    bench.press("[", "[")
    assert "9–1" in bench.page.head.days.text()
    bench.press("T")
    assert scene.riser in bench.page.calendar.grid.shown.by_key


def test_another_view_shows_the_day_that_was_chosen(bench: Bench, scene: Scene) -> None:
    bench.choose(scene.riser)  # Friday
    bench.press("]", "Alt+1")  # faster than the days are read
    assert bench.page.head.days.text() == "Fri 27 Nov"
    bench.press("Alt+2")
    bench.press("Home", "Right", "Alt+1")
    assert bench.page.head.days.text() == "Tue 24 Nov"
    bench.press("Alt+3")
    bench.press("Right", "Alt+2")
    assert "Wed" in bench.page.head.print.accessibleName()
    bench.press("Right", "[")
    assert "Thu" in bench.page.head.print.accessibleName(), "another week, the same day of it"
    bench.press("Alt+4", "Alt+1")
    assert bench.page.head.days.text() == "Thu 19 Nov"


def test_every_view_shows_the_same_orders_and_enter_goes_from_the_month_to_the_day(
    bench: Bench, scene: Scene
) -> None:
    bench.choose(scene.riser)
    bench.press("Alt+3")
    grid = bench.page.calendar.grid
    assert len(grid.shown.sheet.days) == 30
    bench.press("]", "[", "[")
    assert bench.page.head.days.text() == "Oct 2026"
    assert len(grid.shown.sheet.days) == 31
    bench.press("T")
    bench.choose(("cell", scene.zhao, date(2026, 11, 20)))
    assert grid.key() is not None  # the day that was chosen in the week, in short
    bench.press("Return")
    assert bench.page.view == "day"
    assert scene.riser in grid.shown.by_key
    assert len(grid.shown.sheet.days) == 1
    bench.choose(scene.riser)
    bench.press("M", "Left", "Left", "Return")  # along the hours, a quarter at a time
    assert bench.slot(scene.riser) == ("赵磊", "20 14:30", "16:30")
    bench.press("Alt+5")
    assert bench.page.list.view.paged.index_of(scene.riser) >= 0
    bench.press("Alt+4")
    assert bench.page.board.columns["scheduled"].list.paged.index_of(scene.riser) >= 0


def test_a_plan_is_shown_as_a_difference_and_applied_or_thrown_away_as_a_whole(
    bench: Bench, scene: Scene
) -> None:
    planner = bench.page.calendar.planner
    planner.seconds = 0.3
    bench.choose(scene.riser)
    bench.press("P")
    assert planner.plan is not None
    placed = {one.order.id for one in planner.plan.placed}
    assert scene.hose in placed
    assert bench.slot(scene.hose) is None  # only proposed
    assert ("plan", scene.hose) in bench.page.calendar.grid.shown.by_key
    ghosts = [one for one in bench.page.calendar.grid.shown.sheet.blocks if one.tone == "ghost"]
    assert {one.key for one in ghosts} == {("plan", one) for one in placed}
    assert all(one.spoken.endswith(", proposed") and one.fixed for one in ghosts)
    bench.press("Escape")
    assert not planner.on
    assert ("plan", scene.hose) not in bench.page.calendar.grid.shown.by_key
    bench.press("P")
    bench.press("Ctrl+Return")
    assert all(bench.slot(one) is not None for one in placed)
    bench.press("Ctrl+Z")
    assert all(bench.slot(one) is None for one in placed)


def test_a_plan_says_whose_and_why_in_full_and_its_buttons_stay_in_sight(bench: Bench, scene: Scene) -> None:
    lift = ask(bench.desk, lambda session: an_order(session, title="门机", skill="lift"))
    bench.choose(scene.riser)
    bench.press("Delete")  # a bar offers to undo
    planner, panel = bench.page.calendar.planner, bench.page.calendar.panel
    planner.seconds = 0.3
    bench.press("P")
    assert planner.plan is not None
    rows = [panel.list.paged.row_at(at) for at in range(panel.list.paged.rowCount())]
    heads = [row.group for row in rows if row is not None and row.is_group]
    assert heads[-1] == "Nobody has the skill"
    assert set(heads[:-1]) == {one.slot.technician for one in planner.plan.placed}
    last = rows[-1]
    assert last is not None
    assert last.key == lift
    bar = bench.desk.find("toast")
    over = QRect(bar.mapToGlobal(QPoint()), bar.size())
    for one in (panel.apply, panel.discard):
        assert not over.intersects(QRect(one.mapToGlobal(QPoint()), one.size()))


def test_planning_stops_when_it_is_told_to(bench: Bench, scene: Scene) -> None:
    planner = bench.page.calendar.planner
    planner.seconds = 30
    bench.choose(scene.riser)
    bench.desk.press("P")
    assert planner.busy
    bench.desk.press("Escape")
    bench.desk.settle()
    assert not planner.on
    assert bench.slot(scene.hose) is None


def test_whoever_may_not_schedule_is_not_offered_it(open_it: OpenIt, scene: Scene) -> None:
    bench = open_it(scene.listener)
    bench.choose(scene.riser)
    assert not {"M", "S"} & {command.first_key for command in bench.desk.context.commands.usable()}
    bench.press("M", "Delete", "P")
    assert bench.page.calendar.grid.carried is None
    assert bench.slot(scene.riser) == ("赵磊", "20 15:00", "17:00")
    assert not bench.page.head.plan.isVisible()


def test_a_reader_of_the_screen_hears_technician_day_time_and_what(bench: Bench, scene: Scene) -> None:
    bench.choose(scene.riser)
    grid = QAccessible.queryAccessibleInterface(bench.page.calendar.grid)
    assert grid.text(QAccessible.Text.Name) == "Calendar by technician"
    said = grid.focusChild().text(QAccessible.Text.Name)
    assert said == "赵磊, Fri 20 Nov, 15:00–17:00, 5-0803, 卫生间立管, 2 h, S3, scheduled"
    every = [grid.child(at).text(QAccessible.Text.Name) for at in range(grid.childCount())]
    assert "郑涛, Tue 17 Nov, Leave" in every
    bench.press("M", "Up")
    assert card(bench)
    bench.press("Escape")
    bench.choose_card(scene.hose)
    side = QAccessible.queryAccessibleInterface(bench.page.calendar.side.list)
    assert (
        side.focusChild()
        .text(QAccessible.Text.Name)
        .startswith("S2, 3-1602, 打压换管, 2 h · home any time · Plumbing")
    )


def test_letters_lead_to_the_order_and_back_leads_here(bench: Bench, scene: Scene) -> None:
    navigation = bench.desk.context.navigation
    for key in ("D", "N", "O"):
        bench.choose(scene.riser)
        bench.press(key)
        assert navigation.current == "order", key
        asked = [
            one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()
        ]
        assert len(asked) == (key != "O")  # what has to be told is asked for at once
        for dialog in asked:
            dialog.reject()
        bench.desk.settle()
        navigation.back()
        bench.desk.settle()
        assert navigation.current == "repairs"


def test_ctrl_p_makes_the_slips_of_the_chosen_day(bench: Bench, scene: Scene) -> None:
    bench.choose(scene.riser)
    assert bench.page.head.print.text() == "Job slips for Fri"
    assert set(bench.page.printing.ids()) == {scene.riser, scene.pit}
    told = DoneDraft(Outcome.FIXED, at(20, 13), at(20, 14), "ok")
    bench.desk.context.operations.run(bench.page, done, scene.pit, None, told)
    bench.desk.settle()
    assert set(bench.page.printing.ids()) == {scene.riser}  # what is done needs no slip
    bench.press("Left", "Left", "Ctrl+P")
    assert any("Wed 18 Nov" in told for told in bench.desk.recorder.texts())
    bench.choose(scene.riser)
    bench.press("Ctrl+P")
    navigation = bench.desk.context.navigation
    assert (navigation.current, lit(bench)) == ("report", ["repairs"])
    bench.desk.go("complaints")
    bench.desk.go("report", ids=(1,))
    assert lit(bench) == ["complaints"]
    navigation.back()
    navigation.back()
    assert (navigation.current, lit(bench)) == ("report", ["repairs"])


def test_the_list_is_narrowed_by_words_state_and_skill(open_it: OpenIt, scene: Scene) -> None:
    bench = open_it(params={"view": "list"})
    found = bench.page.list
    assert found.view.paged.rowCount() == 5
    bench.desk.type("3-150", found.filters.text)
    bench.desk.settle()
    assert [found.view.paged.index_of(one) for one in (scene.doors, scene.hose)] == [0, -1]
    found.filters.text.set_value("")
    bench.desk.type("Scheduled", found.filters.state)
    bench.press("Return")
    assert found.view.paged.rowCount() == 3
    assert found.view.paged.index_of(scene.riser) >= 0


def test_words_follow_the_language_at_once(bench: Bench, scene: Scene) -> None:
    bench.desk.context.texts.set("zh_CN")
    bench.desk.settle()
    bench.choose(scene.riser)
    grid = QAccessible.queryAccessibleInterface(bench.page.calendar.grid)
    assert "周五" in grid.focusChild().text(QAccessible.Text.Name)
    assert bench.page.head.title.text() == "维修"
    assert ZHAO != HE


def test_on_the_board_shift_and_an_arrow_take_the_card_along(open_it: OpenIt, scene: Scene) -> None:
    bench = open_it(params={"view": "board"})
    columns = bench.page.board.columns
    columns["ready"].list.setFocus()
    bench.press("Right")
    assert columns["scheduled"].list.hasFocus()
    assert columns["scheduled"].list.select_key(scene.riser)
    bench.press("Shift+Right")
    assert bench.row(scene.riser).state == "on_the_way"
    assert columns["on_the_way"].list.paged.index_of(scene.riser) == 0
    assert columns["scheduled"].list.select_key(scene.pit)
    bench.press("Shift+Left")
    assert bench.row(scene.pit).state == "ready"
    bench.press("Ctrl+Z")
    assert bench.slot(scene.pit) == ("何勇", "20 16:30", "17:30")


def test_a_makes_an_order_of_no_case_and_it_comes_to_the_list(bench: Bench, scene: Scene) -> None:
    rows = bench.page.calendar.side.list.paged
    before = rows.rowCount()
    bench.press("A")
    bench.desk.type("Lamp by the gate", bench.desk.find("order.form.title"))
    bench.desk.type("plumb", bench.desk.find("order.form.skill"))
    bench.press("Return", "Ctrl+Return")
    assert rows.rowCount() == before + 1
    assert any("Lamp by the gate" in str(row) for row in map(rows.row_at, range(before + 1)))
