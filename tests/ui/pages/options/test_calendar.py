"""The calendar by keyboard: hours, days that differ, a year's holidays, files good and bad."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from models.core.clock import SetClock
from models.core.permissions import Role
from models.core.session import OWNER, Session
from models.options.actions import change_options, save_calendar
from models.options.kinds import PolicyRow, Settings
from models.options.queries import current_policy, missing_holidays, settings
from models.timing.calendar_file import read_calendar
from models.timing.kinds import DayException, DayKind
from tests.ui.helpers import DeskUnderTest
from tests.ui.pages.options.conftest import MakeOptions, as_owner, ask, dialog_shot, visible
from ui.pages.options.calendar import CalendarSection
from ui.pages.options.day_choice import DayChoice
from ui.pages.options.timing_cards import PromisedCard

OFFICE = ((540, 1080),)
LUNCH = ((540, 720), (810, 1080))

GOOD = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//T//T//ZH
BEGIN:VEVENT
UID:1
DTSTART;VALUE=DATE:20261009
DTEND;VALUE=DATE:20261012
SUMMARY:国庆节
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART;VALUE=DATE:20261121
SUMMARY:国庆节（班）
END:VEVENT
END:VCALENDAR
"""


def in_force(desk: DeskUnderTest) -> PolicyRow:
    row = ask(desk, lambda s: current_policy(s.store))
    assert isinstance(row, PolicyRow)
    return row


def held(desk: DeskUnderTest) -> Settings:
    found = ask(desk, lambda s: settings(s.store))
    assert isinstance(found, Settings)
    return found


def section(desk: DeskUnderTest) -> CalendarSection:
    found = desk.find("options.calendar")
    assert isinstance(found, CalendarSection)
    return found


def shown(desk: DeskUnderTest) -> list[str]:
    return section(desk).changes.words()


def promised(desk: DeskUnderTest) -> dict[str, str]:
    card = desk.find("options.calendar.promised")
    assert isinstance(card, PromisedCard)
    return {fact[0]: fact[1] for fact in card.facts._facts}


def line(desk: DeskUnderTest, name: str) -> QLineEdit:
    found = desk.find(name)
    assert isinstance(found, QLineEdit)
    return found


def fill(desk: DeskUnderTest, name: str, text: str) -> None:
    """Type in the place of what stands in a field."""
    line(desk, name).setFocus()
    desk.press("Ctrl+A")
    desk.type(text)


def days(desk: DeskUnderTest, name: str) -> DayChoice:
    found = desk.find(name)
    assert isinstance(found, DayChoice)
    return found


def bring(desk: DeskUnderTest, path: Path) -> None:
    """Choose a file to import."""
    desk.click("options.calendar.import")
    dialog = desk.find("options.calendar.import.file")
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.close()
    desk.settle()


@pytest.fixture
def desk(make_options: MakeOptions) -> DeskUnderTest:
    return make_options("calendar")


# -- the week


def test_lunch_is_typed_seen_at_once_and_kept(desk: DeskUnderTest) -> None:
    assert promised(desk)["首次响应"] == "11月20日 周五 14:50"
    fill(desk, "options.calendar.fri", "9-12 15-18")
    assert promised(desk)["首次响应"] == "11月20日 周五 15:30"
    assert shown(desk) == ["周五: 09:00–18:00 → 09:00–12:00和15:00–18:00"]
    desk.press("Tab")
    assert line(desk, "options.calendar.fri").text() == "09:00-12:00, 15:00-18:00"
    desk.shot("options-calendar-lunch")
    desk.press("Ctrl+S")
    desk.settle()
    assert in_force(desk).policy.office.week[4] == ((540, 720), (900, 1080))
    assert in_force(desk).version == 2
    assert shown(desk) == []


def test_arrows_lead_through_the_days_and_monday_is_copied(desk: DeskUnderTest) -> None:
    fill(desk, "options.calendar.mon", "09:00-12:00, 13:30-18:00")
    desk.press("Down", "Down", "Up")
    assert line(desk, "options.calendar.tue").hasFocus()
    desk.click("options.calendar.same")
    assert section(desk).pane.week.week() == ((LUNCH,) * 5 + ((), ()))
    desk.press("Esc")
    assert section(desk).pane.week.week() == ((OFFICE,) * 5 + ((), ()))


@pytest.mark.parametrize(
    ("text", "words"), [("nine", "不是"), ("18-9", "结束"), ("9-12 11-14", "重叠"), ("9-25", "结束")]
)
def test_hours_that_cannot_be_are_explained_beside_their_day(
    desk: DeskUnderTest, text: str, words: str
) -> None:
    fill(desk, "options.calendar.tue", text)
    desk.press("Tab")
    field = line(desk, "options.calendar.tue")
    assert words in field.accessibleDescription()
    desk.press("Ctrl+S")
    desk.settle()
    assert field.hasFocus()
    assert in_force(desk).version == 1
    fill(desk, "options.calendar.tue", "9-18")
    assert not field.accessibleDescription()


def test_a_calendar_that_never_opens_is_refused(desk: DeskUnderTest) -> None:
    for name in ("mon", "tue", "wed", "thu", "fri"):
        field = line(desk, f"options.calendar.{name}")
        field.setFocus()
        desk.press("Ctrl+A", "Delete")
    card = desk.find("options.calendar.promised")
    assert isinstance(card, PromisedCard)
    assert "从不开放" in card._problem.text() or "永不" in card._problem.text()
    desk.press("Ctrl+S")
    desk.settle()
    assert visible(desk, "options.calendar.notice")
    assert in_force(desk).version == 1


def test_day_and_night_as_a_preset(desk: DeskUnderTest) -> None:
    desk.click("options.calendar.preset.always")
    assert len(shown(desk)) == 7
    assert promised(desk)["解决"] == "11月24日 周二 00:00"
    desk.press("Ctrl+S")
    desk.settle()
    assert in_force(desk).policy.office.week == (((0, 1440),),) * 7


# -- single days


def test_days_are_put_in_changed_and_taken_out(desk: DeskUnderTest) -> None:
    desk.click("options.calendar.add")
    desk.settle()
    desk.type("11-23")
    for name, text in (("to", "2026-11-24"), ("label", "检修")):
        fill(desk, f"options.day.{name}", text)
    dialog_shot(desk, "options.day", "options-day")
    desk.press("Return")
    desk.settle()
    assert shown(desk) == ["2026年11月23日: 按平日 → 休息 · 检修", "2026年11月24日: 按平日 → 休息 · 检修"]
    assert promised(desk)["解决"] == "11月27日 周五 18:00"
    listed = section(desk).pane.days.list
    desk.press("Down", "Return")
    fill(desk, "options.day.from", "11月25日")  # moved by a day
    fill(desk, "options.day.hours", "13-15")
    desk.press("Return")
    desk.press("Ctrl+S")
    desk.settle()
    closed, part = (
        DayException(DayKind.CLOSED, (), "检修"),
        DayException(DayKind.CLOSED, ((780, 900),), "检修"),
    )
    office = in_force(desk).policy.office
    assert dict(office.exceptions) == {date(2026, 11, 23): closed, date(2026, 11, 25): part}
    listed.setFocus()
    desk.press("Home", "Delete", "Ctrl+S")
    desk.settle()
    assert dict(in_force(desk).policy.office.exceptions) == {date(2026, 11, 25): part}


@pytest.mark.parametrize(
    ("name", "text"), [("from", "31 Nov"), ("from", "2026-02-30"), ("to", "2026-11-01"), ("hours", "late")]
)
def test_a_day_that_cannot_be_is_explained_beside_its_field(
    desk: DeskUnderTest, name: str, text: str
) -> None:
    desk.click("options.calendar.add")
    desk.settle()
    fill(desk, "options.day.from", "2026-11-23")
    fill(desk, f"options.day.{name}", text)
    desk.press("Return")
    assert line(desk, f"options.day.{name}").accessibleDescription()
    desk.press("Esc")
    desk.settle()
    assert shown(desk) == []


# -- the official holidays


def test_a_years_holidays_are_looked_through_and_confirmed(desk: DeskUnderTest) -> None:
    assert ask(desk, lambda s: missing_holidays(s.store, s.clock.now())) == 2026
    assert visible(desk, "options.calendar.state")
    desk.click("options.calendar.official")
    desk.settle()
    choice = days(desk, "options.holidays.list")
    rows = choice.paged.rowCount()
    assert rows == len(choice.marks()) == 28
    desk.find("options.holidays.state")
    dialog_shot(desk, "options.holidays", "options-holidays")
    desk.press("Home", "Space")  # New Year is worked here
    assert in_force(desk).version == 1  # nothing takes effect before it is confirmed
    desk.press("Ctrl+Return")
    desk.settle()
    office = in_force(desk).policy.office
    assert date(2026, 1, 1) not in office.exceptions
    assert office.exceptions[date(2026, 10, 1)].kind is DayKind.CLOSED
    assert office.exceptions[date(2026, 10, 10)].kind is DayKind.OPEN
    assert office.hours_of(date(2026, 10, 10)) == OFFICE
    assert held(desk).calendar_confirmed_years == (2026,)
    assert ask(desk, lambda s: missing_holidays(s.store, s.clock.now())) == 2027
    assert not section(desk).is_dirty()
    assert not visible(desk, "options.calendar.notice")
    assert section(desk).pane.days.list.paged.rowCount() == rows - 1
    desk.shot("options-calendar-confirmed")
    desk.click(
        "options.calendar.official"
    )  # looked at again: what was left out is offered, what is there stays
    desk.settle()
    assert days(desk, "options.holidays.list").paged.rowCount() == rows
    desk.press("Esc")
    desk.settle()


def test_days_of_ones_own_stay_unless_their_tick_is_taken(desk: DeskUnderTest) -> None:
    closed = DayException(DayKind.CLOSED, (), "盘点")
    own = {date(2026, 12, 30): closed, date(2026, 12, 31): closed, date(2027, 1, 4): closed}
    office = replace(in_force(desk).policy.office, exceptions=own)
    ask(desk, as_owner(lambda s: save_calendar(s, office)))
    desk.press("F5")
    desk.settle()
    desk.click("options.calendar.official")
    desk.settle()
    desk.press("End", "Space", "Ctrl+Return")
    desk.settle()
    exceptions = in_force(desk).policy.office.exceptions
    assert [day for day in sorted(exceptions) if day.month == 12 or day.year == 2027] == [
        date(2026, 12, 30),
        date(2027, 1, 4),
    ]


def test_what_is_being_written_survives_a_confirmation(desk: DeskUnderTest) -> None:
    fill(desk, "options.calendar.fri", "9-12")
    desk.click("options.calendar.official")
    desk.settle()
    desk.press("Ctrl+Return")
    desk.settle()
    assert shown(desk) == ["周五: 09:00–18:00 → 09:00–12:00"]
    assert not visible(desk, "options.calendar.notice")
    desk.press("Ctrl+S")
    desk.settle()
    office = in_force(desk).policy.office
    assert (office.week[4], len(office.exceptions)) == (((540, 720),), 28)


def test_a_year_not_announced_yet_is_taken_for_now_and_asked_for_again(desk: DeskUnderTest) -> None:
    desk.click("options.calendar.years.2027")
    assert "2027" in desk.find("options.calendar.state").accessibleName()
    desk.click("options.calendar.official")
    desk.settle()
    assert "尚未公布" in desk.find("options.holidays.state").accessibleName()
    dialog_shot(desk, "options.holidays", "options-holidays-early")
    desk.press("Ctrl+Return")
    desk.settle()
    assert date(2027, 1, 1) in in_force(desk).policy.office.exceptions
    assert held(desk).calendar_confirmed_years == ()


def test_another_country_and_none_at_all(desk: DeskUnderTest) -> None:
    desk.click("options.calendar.official")
    desk.settle()
    country = desk.find("options.holidays.country")
    country.setFocus()
    desk.press("Ctrl+A")
    desk.type("英国")
    desk.press("Return")
    desk.settle()
    part = desk.find("options.holidays.part")
    part.setFocus()
    desk.press("Ctrl+A")
    desk.type("SCT")
    desk.press("Return", "Tab")
    desk.settle()
    labels = _names(days(desk, "options.holidays.list"))
    assert any("Andrew" in label for label in labels)
    desk.press("Ctrl+Return")
    desk.settle()
    assert held(desk).calendar_country == "GB-SCT"
    desk.click("options.calendar.years.2027")
    desk.click("options.calendar.official")
    desk.settle()
    desk.find("options.holidays.country").setFocus()
    desk.press("Ctrl+A")
    desk.type("不使用")
    desk.press("Return", "Tab")
    desk.settle()
    desk.press("Ctrl+Return")
    desk.settle()
    assert held(desk).calendar_country == ""
    assert ask(desk, lambda s: missing_holidays(s.store, s.clock.now())) is None


def _names(choice: DayChoice) -> list[str]:
    found = (choice.paged.row_at(at) for at in range(choice.paged.rowCount()))
    return [row.cells[3] for row in found if row is not None]


def test_a_country_without_a_table_is_told_plainly(make_options: MakeOptions) -> None:
    desk = make_options("calendar")
    ask(desk, as_owner(lambda s: change_options(s, {"calendar.country": "XX"})))
    desk.press("F5")
    desk.settle()
    desk.click("options.calendar.official")
    desk.settle()
    assert "没有 2026 年的节假日表" in desk.find("options.holidays.state").accessibleName()
    assert not desk.find("options.holidays.complete").isChecked()  # type: ignore[attr-defined]
    desk.press("Esc")


# -- files


def test_a_file_with_working_weekends_is_looked_into_and_taken_over(
    desk: DeskUnderTest, tmp_path: Path
) -> None:
    path = tmp_path / "holidays.ics"
    path.write_text(GOOD.replace("\n", "\r\n"), "utf-8")
    bring(desk, path)
    choice = days(desk, "options.import.list")
    assert choice.paged.rowCount() == 4
    dialog_shot(desk, "options.import", "options-import")
    desk.press("Home", "Space", "Ctrl+Return")  # not the Friday
    desk.settle()
    assert len(shown(desk)) == 3
    assert in_force(desk).version == 1
    assert promised(desk)["解决"] == "11月24日 周二 18:00"  # the Saturday counts now
    desk.press("Ctrl+S")
    desk.settle()
    exceptions = in_force(desk).policy.office.exceptions
    assert sorted(exceptions) == [date(2026, 10, 10), date(2026, 10, 11), date(2026, 11, 21)]
    assert exceptions[date(2026, 11, 21)].kind is DayKind.OPEN


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("broken.ics", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:whenever\r\n", "不是"),
        ("picture.ics", b"\x89PNG\r\n\x1a\n" + bytes(500), "不是"),
        ("empty.ics", b"", "empty.ics"),
        ("huge.ics", b"x" * (8 * 1024 * 1024 + 1), "huge.ics"),
        ("never.json", b'{"timezone": "Asia/Shanghai", "week": {"mon": ["late"]}}', "late"),
        ("half.json", b'{"timezone": "Asia/Sha', "JSON"),
    ],
)
def test_a_file_that_is_refused_is_explained(
    desk: DeskUnderTest, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    bring(desk, path)
    said = desk.find("options.calendar.notice").accessibleName()
    assert name in said
    assert words in said
    assert not visible(desk, "options.import")
    assert shown(desk) == []


def test_a_folder_and_nothing_are_no_files(desk: DeskUnderTest, tmp_path: Path) -> None:
    bring(desk, tmp_path)
    assert "文件夹" in desk.find("options.calendar.notice").accessibleName()
    bring(desk, tmp_path / "gone.ics")
    assert "gone.ics" in desk.find("options.calendar.notice").accessibleName()


def test_a_calendar_is_written_and_read_in_again(desk: DeskUnderTest, tmp_path: Path) -> None:
    path = tmp_path / "ours.json"
    desk.click("options.calendar.export")
    dialog = desk.find("options.calendar.export.file")
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.close()
    desk.settle()
    assert read_calendar(path.read_bytes()) == in_force(desk).policy.office
    body = json.loads(path.read_text("utf-8"))
    body["week"]["mon"] = ["09:00-12:00", "13:30-18:00"]
    body["exceptions"] = [{"date": "2026-12-31", "kind": "closed", "label": "盘点"}]
    path.write_text(json.dumps(body), "utf-8")
    bring(desk, path)
    desk.press("Ctrl+Return")
    desk.settle()
    assert shown(desk) == [
        "周一: 09:00–18:00 → 09:00–12:00和13:30–18:00",
        "2026年12月31日: 按平日 → 休息 · 盘点",
    ]


# -- others


def test_others_read_and_change_nothing(make_options: MakeOptions) -> None:
    desk = make_options("calendar", role=Role.FRONT_DESK)
    fill(desk, "options.calendar.mon", "9-12")
    assert line(desk, "options.calendar.mon").text() == "09:00-18:00"
    names = ("add", "official", "import", "export", "changes", "preset.daily", "same")
    assert not any(visible(desk, f"options.calendar.{name}") for name in names)


def test_a_colleagues_change_is_told_and_nothing_is_lost(desk: DeskUnderTest) -> None:
    fill(desk, "options.calendar.fri", "9-12")
    office = in_force(desk).policy.office
    other = Session(desk.session.store, OWNER, desk.context.clock)
    theirs = type(office)(office.timezone, (LUNCH, *office.week[1:]), {}, office.name)
    found = ask(desk, lambda _s: save_calendar(other, theirs))
    desk.context.operations.announce(found.changes)
    desk.settle()
    assert visible(desk, "options.calendar.notice")
    assert shown(desk) == [
        "周一: 09:00–12:00和13:30–18:00 → 09:00–18:00",
        "周五: 09:00–18:00 → 09:00–12:00",
    ]


def test_a_zone_with_summer_time_is_reckoned_on_its_wall_clock(
    make_options: MakeOptions, clock: SetClock
) -> None:
    desk = make_options("calendar")
    clock.instant = datetime(
        2026, 3, 28, 16, tzinfo=UTC
    )  # a Saturday; at one in the night the clocks go forward
    ask(desk, as_owner(lambda s: change_options(s, {"property.timezone": "Europe/London"})))
    desk.context.desk.describe("Cuihu Gardens", ZoneInfo("Europe/London"))
    desk.press("F5")
    desk.settle()
    desk.click("options.calendar.severity.s1")
    assert promised(desk)["解决"] == "3月29日 周日 17:00"  # 24 hours, of which the wall shows 25
    desk.click("options.calendar.severity.s3")
    assert promised(desk)["首次响应"] == "3月30日 周一 09:30"
