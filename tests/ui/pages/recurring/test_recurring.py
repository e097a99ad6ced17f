"""Recurring work by keyboard: rules chosen and previewed, saved, stopped, made early; hostile ones refused."""

from __future__ import annotations

from datetime import date
from functools import partial

from models.core.permissions import Role
from models.recurring.kinds import PlanRow
from models.recurring.queries import plans
from resources.texts import load
from tests.ui import books
from tests.ui.books import ask, line, visible, words, write
from tests.ui.helpers import DeskUnderTest
from tests.ui.pages.recurring.conftest import MakeRecurring
from ui.pages.recurring.rule_words import rule_words

rows = partial(books.rows, name="recurring.list")
choose = partial(books.choose, name="recurring.list")


FRIDAY = date(2026, 11, 20)


def cells(desk: DeskUnderTest) -> list[tuple[str, ...]]:
    view = rows(desk)
    found = [view.paged.row_at(at) for at in range(view.paged.rowCount())]
    return [row.cells[:5] for row in found if row is not None]


def plan(desk: DeskUnderTest, title: str) -> PlanRow:
    found = ask(desk, lambda session: [row for row in plans(session, all=True) if row.title == title])
    assert found, title
    row = found[0]
    assert isinstance(row, PlanRow)
    return row


def preview(desk: DeskUnderTest) -> list[str]:
    desk.settle()
    return words(desk, "recurring.preview").splitlines()


def test_what_comes_next_stands_first_with_its_rule_in_words(recurring: DeskUnderTest) -> None:
    assert cells(recurring) == [
        ("水泵房巡检", "每周一和周四", "", "11月30日 周一", "未完工单 2 张"),
        ("电梯月检", "每月第一个周一", "", "12月7日 周一", ""),
        ("年末消防演练", "FREQ=MONTHLY;BYMONTHDAY=1,15;COUNT=9", "", "12月15日 周二", "未完工单 1 张"),
    ]


def test_a_plan_is_added_without_the_mouse(recurring: DeskUnderTest) -> None:
    recurring.press("A")
    recurring.type("屋面排水口清理")
    recurring.press("Tab", "Tab")
    recurring.type("清洁")
    recurring.press("Tab")
    line(recurring, "recurring.estimate").selectAll()
    recurring.type("2h")
    recurring.press("Tab", "Left", "Left", "Right")  # weekly, daily, weekly again
    recurring.press("Tab")
    line(recurring, "recurring.rule.interval").selectAll()
    recurring.type("2")
    recurring.press("Tab", "2")  # Tuesday besides the first day's Saturday
    assert preview(recurring)[:3] == [
        "周六 2026年11月21日 09:00",
        "周二 2026年12月1日 09:00",
        "周六 2026年12月5日 09:00",
    ]
    recurring.press("Ctrl+S")
    recurring.settle()
    row = plan(recurring, "屋面排水口清理")
    assert (row.rule, row.estimate_minutes, row.skill) == (
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SA",
        120,
        "cleaning",
    )
    current = rows(recurring).current()
    assert current is not None
    assert current.cells[0] == "屋面排水口清理"


def test_a_month_by_its_weekday_and_an_end(recurring: DeskUnderTest) -> None:
    choose(recurring, "电梯月检")
    assert preview(recurring)[0] == "周一 2026年12月7日 09:00"
    recurring.click("recurring.rule.ends.count")
    write(recurring, "recurring.rule.times", "2")
    assert preview(recurring) == ["周一 2026年12月7日 09:00", "周一 2027年1月4日 09:00"]
    on = recurring.find("recurring.rule.on")
    on.setFocus()
    on.lineEdit().selectAll()  # type: ignore[attr-defined]
    recurring.type("最后一天")
    recurring.press("Return", "Ctrl+S")
    recurring.settle()
    assert plan(recurring, "电梯月检").rule == "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=2"


def test_a_rule_beyond_patterns_is_shown_as_it_is_and_stays(recurring: DeskUnderTest) -> None:
    choose(recurring, "年末消防演练")
    assert line(recurring, "recurring.rule.custom").text() == "FREQ=MONTHLY;BYMONTHDAY=1,15;COUNT=9"
    write(recurring, "recurring.title", "消防演练")
    recurring.press("Ctrl+S")
    recurring.settle()
    assert plan(recurring, "消防演练").rule == "FREQ=MONTHLY;BYMONTHDAY=1,15;COUNT=9"


def test_a_rule_of_ones_own_begins_with_what_was_chosen(recurring: DeskUnderTest) -> None:
    choose(recurring, "水泵房巡检")
    recurring.click("recurring.rule.own")
    assert line(recurring, "recurring.rule.custom").hasFocus()
    assert line(recurring, "recurring.rule.custom").text() == "FREQ=WEEKLY;BYDAY=MO,TH"
    recurring.press("End")
    recurring.type(",SA")
    recurring.press("Ctrl+S")
    recurring.settle()
    assert plan(recurring, "水泵房巡检").rule == "FREQ=WEEKLY;BYDAY=MO,TH,SA"
    assert visible(recurring, "recurring.rule.weekdays")  # a pattern again, and shown as one


def test_hostile_rules_are_told_beside_the_field_and_nothing_is_lost(recurring: DeskUnderTest) -> None:
    choose(recurring, "年末消防演练")
    for rule, said in (
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "永远轮不到"),
        ("FREQ=SECONDLY", "一天最多一次"),
        ("every monday", "读不懂"),
    ):
        write(recurring, "recurring.rule.custom", rule)
        assert said in "".join(preview(recurring))
        recurring.press("Ctrl+S")
        recurring.settle()
        assert line(recurring, "recurring.rule.custom").property("error")
        assert line(recurring, "recurring.rule.custom").text() == rule
    assert plan(recurring, "年末消防演练").rule == "FREQ=MONTHLY;BYMONTHDAY=1,15;COUNT=9"


def test_an_end_that_is_missing_is_asked_for(recurring: DeskUnderTest) -> None:
    choose(recurring, "电梯月检")
    recurring.click("recurring.rule.ends.until")
    recurring.press("Ctrl+S")
    recurring.settle()
    assert plan(recurring, "电梯月检").rule == "FREQ=MONTHLY;BYDAY=1MO"
    write(recurring, "recurring.rule.until_day", "2026-01-01")
    recurring.press("Ctrl+S")
    recurring.settle()
    assert plan(recurring, "电梯月检").rule == "FREQ=MONTHLY;BYDAY=1MO"  # it would end before it begins
    write(recurring, "recurring.rule.until_day", "2027-06-30")
    recurring.press("Ctrl+S")
    recurring.settle()
    assert plan(recurring, "电梯月检").rule == "FREQ=MONTHLY;BYDAY=1MO;UNTIL=20270630"


def test_stopped_with_undo_and_gone_on(recurring: DeskUnderTest) -> None:
    choose(recurring, "电梯月检")
    recurring.click("recurring.stop")
    recurring.settle()
    assert not plan(recurring, "电梯月检").active
    recurring.press("Ctrl+Z")
    recurring.settle()
    assert plan(recurring, "电梯月检").active
    recurring.click("recurring.stop")
    recurring.settle()
    assert not visible(recurring, "recurring.make")
    recurring.click("recurring.stop")
    recurring.settle()
    row = plan(recurring, "电梯月检")
    assert row.active
    assert row.next_at is not None


def test_the_next_order_is_made_early(recurring: DeskUnderTest) -> None:
    choose(recurring, "电梯月检")
    before = plan(recurring, "电梯月检").made
    recurring.click("recurring.make")
    recurring.settle()
    row = plan(recurring, "电梯月检")
    assert (row.made, row.made_until) == (before + 1, date(2026, 12, 7))
    assert any("工单已生成" in one for one in recurring.recorder.texts())


def test_the_desk_looks_and_does_not_touch(make_recurring: MakeRecurring) -> None:
    desk = make_recurring(Role.FRONT_DESK)
    choose(desk, "电梯月检")
    for name in ("recurring.add", "recurring.save", "recurring.make", "recurring.stop"):
        assert not visible(desk, name), name
    assert preview(desk)


def test_everything_has_a_name_that_is_read_out_and_another_language(recurring: DeskUnderTest) -> None:
    choose(recurring, "水泵房巡检")
    for name in ("list", "title", "place_line", "skill", "estimate", "at", "ahead", "person", "severity", "text",
                 "safety", "rule.often", "rule.interval", "rule.weekdays", "rule.ends"):  # fmt: skip
        assert recurring.find(f"recurring.{name}").accessibleName(), name
    recurring.context.texts.set("en")
    recurring.settle()
    assert cells(recurring)[0][1] == "Every week on Mon and Thu"
    assert preview(recurring)[0] == "Mon 23 Nov 2026 09:00"


def test_rules_in_words() -> None:
    said = {
        "FREQ=DAILY": ("Every day", "每天"),
        "FREQ=DAILY;INTERVAL=3;COUNT=5": ("Every 3 days, 5 times", "每 3 天，共 5 次"),
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO": ("Every 2 weeks on Mon", "每 2 周的周一"),
        "FREQ=MONTHLY": ("Every month on day 20", "每月20日"),
        "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20271231": (
            "Every month on the last Fri, until 31 Dec 2027",
            "每月最后一个周五，到 2027年12月31日 为止",
        ),
        "FREQ=YEARLY": ("Every year on 20 Nov", "每年 11月20日"),
        "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1": ("Every 3 months on the last day", "每 3 个月的最后一天"),
    }
    for rule, (english, chinese) in said.items():
        assert rule_words(load("en"), rule, FRIDAY) == english
        assert rule_words(load("zh_CN"), rule, FRIDAY) == chinese
