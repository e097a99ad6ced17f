"""Recording by keyboard alone, counted; danger; anonymous and third parties; what is missing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from models.complaints.kinds import Channel, Flag
from models.core.clock import SetClock
from models.core.session import Session
from models.handling.queries import case_file
from models.options.queries import drafts
from tests.ui.pages.intake.conftest import Intake, OpenDesk
from tests.ui.pages.intake.estate import Estate

MOST_KEYS = 40
WORDS = "厨房顶昨晚开始滴水，滴到灶台上，早上还在滴。你们上次补的胶根本没用！再不管我就发业主群。"


def kept(session: Session) -> int:
    return len(drafts(session, "intake"))


def test_a_complete_chinese_complaint_in_forty_keys(open_it: OpenDesk, estate: Estate) -> None:
    it = open_it()
    it.press("Ctrl+N")
    it.keyed("3-1502")
    it.press("Return")
    it.desk.settle()
    assert it.focus() == "intake.channel.phone"
    it.press("Return", "Return")
    assert it.focus() == "intake.words"
    it.say(WORDS)
    it.press("Return")
    assert it.focus() == "intake.asks_for"
    it.say("找到楼上漏水的管子，修好柜门")
    it.settle()
    it.press("Return", "Return", "Return", "Return", "Return")
    it.press("4")
    assert it.gaps().startswith("信息齐全")
    it.page.drafts.keeper.flush()
    assert it.ask(kept) == 1
    it.press("Ctrl+Return")
    case = it.recorded()
    assert it.keys <= MOST_KEYS
    assert it.keys == 20  # the fewer the better: who adds one should know
    assert case.row.reference in it.told()[-1]
    assert (case.row.unit, case.row.resident, case.words) == ("3-1502", "陈建国", WORDS)
    assert (case.row.category, case.row.subcategory, case.row.severity) == ("leak", "leak.from_above", "s2")
    assert (case.row.mood, case.urgency, case.row.channel) == ("angry", 3, "phone")
    assert (case.happened_text, case.happened_at) == ("昨晚", datetime(2026, 11, 19, 12, tzinfo=UTC))
    assert case.row.step == 2  # nothing was missing: receive is done
    assert it.ask(kept) == 0


def test_a_complete_english_complaint_in_forty_keys(open_it: OpenDesk, estate: Estate) -> None:
    it = open_it(language="en")
    it.press("Ctrl+N")
    it.keyed("ma")
    it.press("Return")
    it.desk.settle()
    it.press("Alt+W")
    assert it.focus() == "intake.words"
    it.say("The lift stopped between two floors twice, then went on.")
    it.press("Return")
    it.say("Have it looked at before anybody rides in it")
    it.settle()
    it.press("Alt+H")
    assert it.focus() == "intake.since"
    it.keyed("12:30")
    it.press("Alt+M")
    it.keyed("2")
    assert it.gaps().startswith("Nothing missing. Next step: isolate.")
    it.press("Ctrl+Return")
    case = it.recorded()
    assert it.keys <= MOST_KEYS
    assert (case.row.unit, case.row.resident) == ("3-1702", "Ma Ling")
    assert case.row.category == "lift"
    assert case.happened_at == datetime(2026, 11, 20, 4, 30, tzinfo=UTC)
    assert (case.row.mood, case.row.step) == ("worried", 2)


def test_enter_before_the_finder_has_answered_still_takes_the_home(intake: Intake) -> None:
    intake.keyed("3-1502")
    intake.press("Return")  # nothing has come from the store yet
    intake.desk.settle()
    assert intake.find("intake.unit").text() == "3-1502"
    assert intake.page.who.place_id is not None


def test_life_safety_words_force_s1_and_bring_the_red_card(intake: Intake, clock: SetClock) -> None:
    intake.keyed("3-1502")
    intake.press("Return")
    intake.desk.settle()
    intake.press("Alt+W")
    intake.say("厨房有很浓的燃气味")
    intake.settle()
    assert intake.find("intake.red").accessibleName() == "燃气味：先处置，后登记"
    assert intake.find("intake.severity").tag == "S1 特急"
    assert not intake.page.columns.near.isVisible()
    clock.advance(seconds=40)
    intake.click("intake.red.2")
    clock.advance(seconds=30)
    intake.click("intake.red.3")
    intake.press("Ctrl+Return")  # mood and what they ask for are missing: that can wait now
    case = intake.recorded()
    assert (case.row.severity, case.life_safety, case.severity_reason) == ("s1", True, "燃气味")

    def comments(session: Session) -> list[str]:
        return [
            event.text for event in case_file(session.store, case.row.id).events if event.kind == "comment"
        ]

    (note,) = intake.ask(comments)
    assert note.splitlines() == [
        "登记前已处置：",
        "14:20:40 打 119 和燃气公司抢修电话",
        "14:21:10 保安到门口，拦住上楼的人；电梯降到一楼停用",
    ]


def test_a_word_taken_back_takes_the_red_card_away(intake: Intake) -> None:
    intake.press("Alt+W")
    intake.say("燃气味")
    intake.settle()
    assert intake.find("intake.red")
    intake.press("Ctrl+A", "Backspace")
    intake.say("灯不亮")
    intake.settle()
    assert intake.find("intake.near")
    assert intake.find("intake.severity").tag != "S1 特急"


def test_nobody_lowers_life_safety_by_a_key(intake: Intake) -> None:
    intake.press("Alt+W")
    intake.say("电梯里有人被困")
    intake.press("Alt+V")
    intake.keyed("4")
    intake.settle()
    assert intake.find("intake.severity").tag == "S1 特急"


def test_anonymous_leaves_no_name_behind(intake: Intake) -> None:
    intake.keyed("3-1502")
    intake.press("Return")
    intake.desk.settle()
    intake.tick("Alt+Y", "intake.anonymous")
    intake.press("Alt+W")
    intake.say("楼上半夜拖椅子，天天如此")
    intake.press("Ctrl+Return", "Ctrl+Return")
    case = intake.recorded()
    assert case.anonymous
    assert (case.row.resident_id, case.row.resident, case.caller_name, case.caller_phone) == (
        None,
        "",
        "",
        "",
    )
    assert case.row.unit == "3-1502"


def test_somebody_calls_for_somebody_else(intake: Intake) -> None:
    intake.keyed("1188")  # the end of her number
    intake.press("Return")
    intake.desk.settle()
    assert intake.page.who.label == "3-1402"
    intake.tick("Alt+S", "intake.on_behalf")
    assert intake.find("intake.reporter_name")
    intake.find("intake.reporter_name").setFocus()
    intake.say("周小明")
    intake.press("Return")
    intake.keyed("13500001111")
    intake.press("Alt+W")
    intake.say("我妈家里没有热水，她不会打电话")
    intake.press("Ctrl+Return", "Ctrl+Return")
    case = intake.recorded()
    assert case.on_behalf
    assert case.row.resident == "周桂兰"
    assert [(one.role, one.name, one.phone) for one in case.parties] == [
        ("reporter", "周小明", "13500001111")
    ]


def test_several_homes_are_one_case(intake: Intake) -> None:
    intake.keyed("3-1502")
    intake.press("Return")
    intake.desk.settle()
    intake.tick("Alt+L", "intake.group")
    intake.find("intake.homes").setFocus()
    for home in ("3-1402", "3-1602", "3-1402"):
        intake.keyed(home)
        intake.press("Return")
        intake.desk.settle()
    intake.press("Alt+W")
    intake.say("整条立管都没有水")
    intake.press("Ctrl+Return", "Ctrl+Return")
    case = intake.recorded()
    assert case.group_case
    assert [one.unit for one in case.parties] == ["3-1402", "3-1602"]


def test_what_is_missing_is_named_and_led_to(intake: Intake) -> None:
    intake.keyed("3-1502")
    intake.press("Return")
    intake.desk.settle()
    intake.press("Ctrl+Return")
    assert intake.focus() == "intake.words"
    words = intake.find("intake.words")
    assert words.accessibleDescription().startswith("请先写下")
    intake.say("门禁坏了")
    intake.settle()
    assert words.accessibleDescription() == "怎么说就怎么写，不要润色"
    assert intake.gaps() == "还差：发生时间、诉求和情绪。"
    intake.press("Ctrl+Return")
    assert intake.focus() == "intake.since"
    assert "再按一次" in intake.gaps()
    assert intake.told() == []
    intake.press("Ctrl+Return")
    case = intake.recorded()
    assert case.row.step == 1


def test_an_edit_takes_the_warning_back(intake: Intake) -> None:
    intake.press("Alt+W")
    intake.say("门禁坏了")
    intake.press("Ctrl+Return")
    intake.say("，今天")
    intake.press("Ctrl+Return")
    intake.desk.settle()
    assert intake.told() == []
    assert "再按一次" in intake.gaps()


def test_a_repeat_is_linked_by_one_key(intake: Intake, estate: Estate, clock: SetClock) -> None:
    def close_old(session: Session) -> None:
        closed = int((session.clock.now() - timedelta(days=14)).timestamp() * 1000)
        with session.store.writing():
            session.store.execute(
                "UPDATE complaint SET place_id = ?, status = 'closed', closed_at = ? WHERE id = ?",
                (estate.homes["3-1502"], closed, estate.cases["below"]),
            )

    intake.ask(close_old)
    intake.keyed("3-1502")
    intake.press("Return")
    intake.desk.settle()
    assert intake.find("intake.repeat.0").text() == "关联为重复"
    intake.press("Alt+R")
    assert intake.find("intake.repeat.0").text() == "不是重复"
    intake.press("Alt+W")
    intake.say("浴室顶又有水渍了")
    intake.press("Ctrl+Return", "Ctrl+Return")
    assert intake.recorded().row.repeat_of_id == estate.cases["below"]


def test_channels_and_kinds_behind_more(intake: Intake) -> None:
    intake.press("Alt+N")
    intake.keyed("5")
    assert intake.find("intake.channel.rest")
    intake.press("Alt+K")
    intake.keyed("2")
    intake.press("Alt+W")
    intake.say("请来修一下门禁")
    intake.press("Ctrl+Return", "Ctrl+Return")
    case = intake.recorded()
    assert (case.row.channel, case.row.kind) == (Channel.APP, "request")


def test_flags_that_the_words_suggest_are_taken_by_a_key(intake: Intake) -> None:
    intake.press("Alt+W")
    intake.say("再不修我就发业主群")
    intake.settle()
    flags = intake.find("intake.flags")
    assert flags.suggested() == ("media",)
    assert flags.values() == ()
    intake.press("Alt+F")
    intake.keyed("5")
    intake.press("Ctrl+Return", "Ctrl+Return")
    case = intake.recorded()
    assert case.row.flags == (Flag.MEDIA,)
    assert case.row.major


def test_a_failed_write_keeps_every_word(intake: Intake) -> None:
    intake.press("Alt+W")
    intake.say("门禁坏了")

    def spoil(session: Session) -> None:
        with session.store.writing():
            session.store.execute("UPDATE policy_version SET body = '{}'")

    intake.ask(spoil)
    intake.press("Ctrl+Return", "Ctrl+Return")
    intake.desk.settle()
    assert intake.find("intake.words").value() == "门禁坏了"
    assert not intake.find("intake.record").is_busy()
    assert intake.told()
    intake.page.drafts.keeper.flush()
    assert intake.ask(kept) == 1
