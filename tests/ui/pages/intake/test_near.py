"""The right column: similar cases, joining, three homes in a week; and the finder's ways out."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from models.complaints.kinds import Channel, ComplaintDraft, Mood
from models.core.session import Session
from models.handling.actions.receiving import record
from tests.ui.pages.intake.conftest import Intake
from tests.ui.pages.intake.estate import Estate
from ui.pages.intake.lookups import around, find_homes


def count(session: Session) -> int:
    return int(session.store.rows("SELECT count(*) FROM complaint")[0][0])


def write(it: Intake, words: str = "厨房顶昨晚开始滴水") -> None:
    it.keyed("3-1502")
    it.press("Return")
    it.desk.settle()
    it.press("Alt+W")
    it.say(words)
    it.settle()


def test_open_cases_of_the_riser_are_listed_while_typing(intake: Intake) -> None:
    write(intake)
    near = intake.page.columns.near
    assert near.count == 3
    assert intake.find("intake.near.many").text() == "同一立管，7 天内第 3 户。"
    assert intake.find("intake.join.1").accessibleName().startswith("并入 2611-")


def parked(session: Session, estate: Estate) -> None:
    """Somebody takes the spaces of two other homes of the building."""
    for home in ("3-1401", "3-1501"):
        draft = ComplaintDraft(
            "车位被占", channel=Channel.PHONE, place_id=estate.homes[home], anonymous=True, happened_text="刚才",
            asks_for="挪走", category="parking", mood=Mood.WORRIED,
        )  # fmt: skip
        record(session, draft)


def test_what_runs_in_no_riser_is_counted_in_the_building(intake: Intake, estate: Estate) -> None:
    intake.ask(partial(parked, estate=estate))
    write(intake, "车位被占了，别人的车停在我的车位上")
    assert intake.find("intake.near.many").text() == "本楼 7 天内第 3 户。"


def test_what_the_words_say_more_exactly_decides_who_is_counted(intake: Intake, estate: Estate) -> None:
    """A neighbour is heard in the riser, a building site in the whole building."""

    def heard(session: Session) -> None:
        for home in ("3-1401", "3-1501"):
            draft = ComplaintDraft(
                "工地夜里还在施工", channel=Channel.PHONE, place_id=estate.homes[home], anonymous=True,
                happened_text="昨晚", asks_for="停工", category="noise", subcategory="noise.site",
                mood=Mood.WORRIED,
            )  # fmt: skip
            record(session, draft)

    intake.ask(heard)
    write(intake, "工地噪音太吵，夜间施工睡不着")
    assert intake.find("intake.near.many").text() == "本楼 7 天内第 3 户。"
    home = estate.homes["3-1502"]
    assert intake.ask(lambda session: around(home, "noise", session, "noise.neighbour").homes) == 1


def test_joining_adds_the_home_to_the_case_and_opens_none(intake: Intake, estate: Estate) -> None:
    write(intake)
    intake.page.drafts.keeper.flush()
    before = intake.ask(count)
    intake.press("Alt+2")
    assert intake.focus() == "intake.join.2.yes"
    assert "不另立案" in intake.page.columns.near._lines[1].question.text()
    intake.press("Return")
    intake.desk.settle()
    assert intake.ask(count) == before
    assert intake.told()[-1].startswith("3-1502 已并入")

    def parties(session: Session) -> list[tuple[str, str, str]]:
        rows = session.store.rows(
            "SELECT y.role, p.label, y.words FROM party y JOIN place p ON p.id = y.place_id"
        )
        return [tuple(row) for row in rows]

    assert intake.ask(parties) == [("co_complainant", "3-1502", "厨房顶昨晚开始滴水")]
    assert intake.ask(lambda session: session.store.rows("SELECT count(*) FROM draft")[0][0]) == 0


def test_escape_takes_the_question_back_first(intake: Intake) -> None:
    write(intake)
    intake.press("Alt+1")
    assert intake.focus() == "intake.join.1.yes"
    intake.press("Esc")
    assert intake.find("intake.join.1")
    assert intake.focus() == "intake.words"
    assert intake.find("intake.words").value() == "厨房顶昨晚开始滴水"


def test_another_trouble_comes_after_those_of_the_same_kind(intake: Intake, estate: Estate) -> None:
    def ask(session: Session) -> list[bool]:
        found = around(estate.homes["3-1502"], "noise", session)
        return [one.row.category == "noise" for one in found.cases] + [found.homes == 1]

    assert intake.ask(ask) == [False, False, False, True]


def test_without_a_home_the_kind_alone_finds(intake: Intake) -> None:
    intake.press("Alt+W")
    intake.say("天花板漏水")
    intake.settle()
    assert intake.page.columns.near.count == 3


def test_a_unit_that_does_not_exist_names_the_nearest(intake: Intake) -> None:
    intake.keyed("3-15002")
    intake.press("Return")
    intake.desk.settle()
    assert intake.page.who.finder._error.text() == "没有 3-15002，是不是 3-1502？"
    assert intake.focus() == "intake.unit"
    intake.press("Down", "Return")
    intake.desk.settle()
    assert intake.find("intake.unit").text() == "3-1502"
    assert not intake.page.who.finder.has_error


def test_enter_again_goes_on_with_a_unit_that_nobody_knows(intake: Intake) -> None:
    intake.keyed("9-9901")
    intake.press("Return")
    intake.desk.settle()
    intake.press("Return")
    assert intake.focus() == "intake.caller_name"
    intake.say("过路人")
    intake.press("Alt+X")
    intake.say("门口")
    intake.press("Alt+W")
    intake.say("路灯不亮")
    intake.press("Ctrl+Return", "Ctrl+Return")
    case = intake.recorded()
    assert (case.where_text, case.caller_name, case.row.place_id) == ("9-9901 · 门口", "过路人", None)


def test_a_number_that_nobody_has_becomes_the_callers(intake: Intake) -> None:
    intake.keyed("13912345678")
    intake.press("Return")
    intake.desk.settle()
    intake.press("Return")
    assert intake.find("intake.caller_phone").text() == "13912345678"


def test_another_person_of_the_home_calls(intake: Intake, estate: Estate) -> None:
    write(intake)
    intake.find(f"intake.caller.{estate.people['chen']}").setFocus()
    intake.press("Down")
    assert intake.page.values()["resident_id"] == estate.people["liu"]
    intake.press("Down")
    assert intake.page.values()["resident_id"] is None
    assert intake.find("intake.caller_name")


def test_typing_over_a_home_lets_go_of_it(intake: Intake) -> None:
    write(intake)
    intake.press("Alt+U")
    intake.press("End", "Backspace")
    assert intake.page.who.place_id is None
    assert not intake.page.who.card.isVisible()
    intake.desk.settle()


def test_names_initials_and_numbers_find_the_home(intake: Intake) -> None:
    def ask(session: Session) -> list[str]:
        return [find_homes(text, session).found[0].label for text in ("cjg", "陈建", "7745", "3号楼1502")]

    assert intake.ask(ask) == ["陈建国", "陈建国", "陈建国", "3-1502"]


def test_the_list_drops_down_while_typing(intake: Intake) -> None:
    intake.keyed("3-15")
    intake.qtbot.waitUntil(
        lambda: intake.page.findChild(QWidget, "intake.unit.found") is not None, timeout=2000
    )
    intake.desk.settle()
    found = intake.find("intake.unit.found")
    intake.press("Down", "Return")
    intake.desk.settle()
    assert not found.isVisible()
    assert intake.find("intake.unit").text() == "3-1502"
