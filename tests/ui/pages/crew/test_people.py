"""Technicians by keyboard: added, changed, on leave, let go and taken back; and what others may not."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from models.core.permissions import Role
from models.crew.kinds import AbsenceRow, TechnicianRow
from models.crew.queries import absences, technicians
from models.repairs.queries import side_count
from tests.ui import books
from tests.ui.books import ask, line, visible, words, write
from tests.ui.helpers import DeskUnderTest
from tests.ui.pages.crew.conftest import OWN_HOURS, MakeCrew

rows = partial(books.rows, name="crew.list")
names = partial(books.names, name="crew.list")
choose = partial(books.choose, name="crew.list")


FROM, TO = datetime(2026, 11, 1, tzinfo=UTC), datetime(2027, 12, 1, tzinfo=UTC)


def person(desk: DeskUnderTest, name: str) -> TechnicianRow:
    found = ask(desk, lambda session: [one for one in technicians(session, all=True) if one.name == name])
    assert found, name
    row = found[0]
    assert isinstance(row, TechnicianRow)
    return row


def leave_of(desk: DeskUnderTest, name: str) -> tuple[AbsenceRow, ...]:
    ident = person(desk, name).id
    found = ask(desk, lambda session: absences(session, FROM, TO, ident))
    assert isinstance(found, tuple)
    return found


def test_everybody_with_what_they_can_do(crew: DeskUnderTest) -> None:
    assert sorted(names(crew)) == sorted(["赵磊", "何勇", "郑涛", "马军"])
    view = rows(crew)
    cells = {row.cells[0]: row.cells for at in range(4) if (row := view.paged.row_at(at)) is not None}
    assert cells["赵磊"][1:5] == ("138 0013 8001", "", "", "水管和泥瓦")
    assert cells["马军"][2] == "迅达电梯"
    assert cells["郑涛"][3] == "请假至 11月21日"


def test_somebody_is_added_without_the_mouse(crew: DeskUnderTest) -> None:
    crew.press("A")
    crew.type("孙强")
    crew.press("Tab")
    crew.type("139 0013 9000")
    crew.press("Tab", "Tab", "3", "5")  # skills: electric and doors, by their digits
    crew.press("Tab", "Right")  # own hours
    crew.press("Tab")
    line(crew, "crew.hours.mon").selectAll()
    crew.type("7-11")
    crew.press("Down")
    line(crew, "crew.hours.tue").selectAll()
    crew.type("7:30-11, 12-16")
    crew.press("Ctrl+S")
    crew.settle()
    row = person(crew, "孙强")
    assert (row.phone, row.skills, row.by_call) == ("139 0013 9000", frozenset({"electric", "doors"}), False)
    assert row.hours is not None
    assert row.hours[:3] == (((420, 660),), ((450, 660), (720, 960)), ((510, 720), (810, 1080)))
    assert row.colour == 3  # the first that nobody has
    assert words(crew, "crew.heading") == "孙强"


def test_hours_that_cannot_be_read_are_said_at_their_day(crew: DeskUnderTest) -> None:
    choose(crew, "赵磊")
    write(crew, "crew.hours.wed", "8-12, 11-15")
    crew.press("Ctrl+S")
    crew.settle()
    assert line(crew, "crew.hours.wed").hasFocus()
    assert line(crew, "crew.hours.wed").property("error")
    assert person(crew, "赵磊").hours == OWN_HOURS
    write(crew, "crew.hours.wed", "8-12")
    crew.press("Ctrl+S")
    crew.settle()
    hours = person(crew, "赵磊").hours
    assert hours is not None
    assert hours[2] == ((480, 720),)


def test_areas_are_found_and_taken_off(crew: DeskUnderTest) -> None:
    choose(crew, "何勇")
    crew.find("crew.area").setFocus()
    crew.type("3号楼")
    crew.settle()
    crew.press("Return")
    crew.settle()
    crew.press("Ctrl+S")
    crew.settle()
    areas = person(crew, "何勇").areas
    assert len(areas) == 1
    chip = crew.find(f"crew.area.{next(iter(areas))}")
    assert chip.accessibleName() == "3号楼"
    chip.setFocus()
    crew.press("Delete", "Ctrl+S")
    crew.settle()
    assert person(crew, "何勇").areas == frozenset()


def test_a_colour_by_its_digit(crew: DeskUnderTest) -> None:
    choose(crew, "何勇")
    crew.find("crew.colour").setFocus()
    crew.press("5", "Ctrl+S")
    crew.settle()
    assert person(crew, "何勇").colour == 5


def test_who_has_two_names_is_told_beside_the_field(crew: DeskUnderTest) -> None:
    crew.press("A")
    crew.type("赵磊")
    crew.press("Tab")
    crew.type("13800138001")
    crew.press("Ctrl+S")
    crew.settle()
    assert line(crew, "crew.name").hasFocus()
    assert len(names(crew)) == 4
    assert line(crew, "crew.phone").text() == "13800138001"


def test_leave_shows_the_orders_in_the_way(crew: DeskUnderTest) -> None:
    choose(crew, "赵磊")
    crew.press("L")
    crew.settle()
    write(crew, "first", "2026-11-23")
    write(crew, "last", "2026-11-25")
    crew.press("Tab")
    crew.settle()
    said = words(crew, "crew.leave.in_the_way")
    assert "已排 1 张工单" in said
    assert "换软管" in said
    crew.press("Ctrl+Return")
    crew.settle()
    absence = leave_of(crew, "赵磊")[0]
    assert (absence.starts_at, absence.ends_at) == (
        datetime(2026, 11, 22, 16, tzinfo=UTC),
        datetime(2026, 11, 25, 16, tzinfo=UTC),
    )
    view = books.rows(crew, "crew.leave")
    row = view.paged.row_at(0)
    assert row is not None
    assert row.cells[0] == "11月23日 周一 – 11月25日 周三"


def test_leave_for_some_hours(crew: DeskUnderTest) -> None:
    choose(crew, "何勇")
    crew.press("L")
    write(crew, "first", "2026-11-23")
    write(crew, "last", "2026-11-23")
    write(crew, "crew.leave.hours", "13:30-17")
    crew.press("Ctrl+Return")
    crew.settle()
    absence = leave_of(crew, "何勇")[0]
    assert (absence.starts_at.hour, absence.starts_at.minute, absence.ends_at.hour) == (5, 30, 9)
    assert books.rows(crew, "crew.leave").paged.row_at(0).cells[0] == "11月23日 周一 13:30–17:00"  # type: ignore[union-attr]


def test_leave_that_overlaps_or_ends_before_it_begins_stays_in_the_dialog(crew: DeskUnderTest) -> None:
    choose(crew, "郑涛")
    crew.press("L")
    write(crew, "first", "2026-11-21")
    write(crew, "last", "2026-11-22")
    write(crew, "crew.leave.text", "看病")
    crew.press("Ctrl+Return")
    crew.settle()
    dialog = crew.find("crew.dialog.leave")
    said = [str(one.text()) for one in dialog.findChildren(QWidget) if hasattr(one, "text")]
    assert any("郑涛 那时已经不在岗" in one and "11月19日" in one for one in said)
    write(crew, "last", "2026-11-20")
    crew.press("Ctrl+Return")
    crew.settle()
    assert line(crew, "crew.leave.text").text() == "看病"
    assert len(leave_of(crew, "郑涛")) == 1
    write(crew, "first", "2026-11-22")
    write(crew, "last", "2026-11-22")
    crew.press("Ctrl+Return")
    crew.settle()
    assert len(leave_of(crew, "郑涛")) == 2


def test_leave_is_changed_and_taken_away(crew: DeskUnderTest) -> None:
    choose(crew, "郑涛")
    books.rows(crew, "crew.leave").setFocus()
    crew.press("Home", "Return")
    crew.settle()
    write(crew, "last", "2026-11-20")
    crew.press("Ctrl+Return")
    crew.settle()
    assert leave_of(crew, "郑涛")[0].ends_at == datetime(2026, 11, 20, 16, tzinfo=UTC)
    books.rows(crew, "crew.leave").setFocus()
    crew.press("Home", "Return")
    crew.click("crew.leave.remove")
    crew.settle()
    assert leave_of(crew, "郑涛") == ()


def test_let_go_frees_what_is_booked_and_taken_back(crew: DeskUnderTest) -> None:
    before = ask(crew, lambda session: side_count(session.store))
    choose(crew, "赵磊")
    crew.click("crew.let_go")
    write(crew, "last", "2026-11-22")
    crew.press("Ctrl+Return")
    crew.settle()
    row = person(crew, "赵磊")
    assert (row.active, row.left_on) == (False, date(2026, 11, 22))
    assert ask(crew, lambda session: side_count(session.store)) == before + 1
    assert any("赵磊" in one for one in crew.recorder.texts())
    choose(crew, "赵磊")
    assert not visible(crew, "crew.add_leave")
    crew.click("crew.take_back")
    crew.settle()
    assert person(crew, "赵磊").active


def test_the_desk_looks_and_does_not_touch(make_crew: MakeCrew) -> None:
    desk = make_crew(Role.FRONT_DESK)
    choose(desk, "郑涛")
    for name in ("crew.add", "crew.save", "crew.let_go", "crew.add_leave"):
        assert not visible(desk, name), name
    assert not desk.find("crew.name").isEnabled()
    desk.press("A", "L")
    desk.settle()
    assert words(desk, "crew.heading") == "郑涛"
    assert not visible(desk, "crew.dialog.leave")


def test_a_link_leads_to_somebody(crew: DeskUnderTest) -> None:
    ident = person(crew, "马军").id
    assert crew.context.navigation.open_link(f"redress:crew/{ident}")
    crew.settle()
    assert words(crew, "crew.heading") == "马军"
    assert line(crew, "crew.name").text() == "马军"


def test_everything_has_a_name_that_is_read_out(crew: DeskUnderTest) -> None:
    choose(crew, "赵磊")
    for name in ("list", "name", "phone", "firm", "skills", "hours.how", "hours.mon", "area", "base_line", "colour",
                 "colour.2", "rate", "note", "leave" if visible(crew, "crew.leave") else "list"):  # fmt: skip
        assert crew.find(f"crew.{name}").accessibleName(), name


def test_what_was_typed_stays(crew: DeskUnderTest) -> None:
    choose(crew, "赵磊")
    write(crew, "crew.phone", "139 9999 0000")
    choose(crew, "何勇")
    crew.click("crew.tabs.skills")
    crew.click("crew.tabs.people")
    choose(crew, "赵磊")
    assert line(crew, "crew.phone").text() == "139 9999 0000"
    crew.press("Esc")
    assert line(crew, "crew.phone").text() == "138 0013 8001"


def test_found_in_the_search_box(crew: DeskUnderTest) -> None:
    crew.go("today")
    crew.press("Ctrl+K")
    crew.type("维修工")
    crew.settle()
    crew.press("Down", "Return")
    crew.settle()
    assert crew.context.navigation.current == "crew"
