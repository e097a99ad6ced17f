"""The amber line: known outages, joining by one key; a draft that another page asks for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from models.core.clock import SetClock
from models.core.session import Session
from models.incidents.actions import declare, end
from models.incidents.kinds import IncidentDraft, IncidentRow
from models.incidents.queries import incident, of_case
from models.options.drafts import save_draft
from tests.ui.pages.intake.conftest import Intake, OpenDesk
from tests.ui.pages.intake.estate import Estate

SAY = "水泵在换件，四点半前来水。来水我第一时间告诉您。"


def declared(it: Intake, estate: Estate, place: int | None = None, **fields: object) -> int:
    def do(session: Session) -> int:
        home = estate.homes["3-1502"]
        building = session.store.rows("SELECT parent_id FROM place WHERE id = ?", (home,))[0][0]
        plain: dict[str, object] = {
            "category": "water", "place_id": place or building, "floor_from": 10, "floor_to": 16,
            "started_at": session.clock.now() - timedelta(hours=1),
            "expected_until": session.clock.now() + timedelta(hours=2, minutes=10),
        }  # fmt: skip
        draft = IncidentDraft("3号楼 10–16 层停水", say=SAY, **{**plain, **fields})  # type: ignore[arg-type]
        return declare(session, draft).value

    found: int = it.ask(do)
    return found


def row(it: Intake, incident_id: int) -> IncidentRow:
    found: IncidentRow = it.ask(lambda session: incident(session, incident_id))
    return found


def take_home(it: Intake, home: str = "3-1502") -> None:
    it.keyed(home)
    it.press("Return")
    it.desk.settle()


def test_the_line_says_what_is_off_and_what_to_say(intake: Intake, estate: Estate) -> None:
    declared(intake, estate)
    assert not intake.page.outage.isVisible()
    take_home(intake)
    words = intake.find("intake.outage.words").plain()
    assert words.split("\u2002") == [
        "已知停供", "3号楼 10–16 层停水，至 16:30", "口径：“水泵在换件，四点半前来水。来水我第一时间告诉您。”"
    ]  # fmt: skip
    assert intake.find("intake.outage.join").text() == "并入停供"
    assert "已知停供" in intake.find("intake.outage").accessibleName()


@pytest.mark.parametrize("home", ["3-1702", "9-9901"])
def test_other_homes_are_told_nothing(intake: Intake, estate: Estate, home: str) -> None:
    declared(intake, estate)
    take_home(intake, home)
    assert not intake.page.outage.isVisible()


def test_without_a_home_the_words_are_enough(intake: Intake, estate: Estate) -> None:
    declared(intake, estate)
    intake.press("Alt+W")
    intake.say("家里没水了")
    intake.settle()
    assert intake.find("intake.outage")
    intake.press("Ctrl+A", "Backspace")
    intake.say("楼上太吵")
    intake.settle()
    assert not intake.page.outage.isVisible()


def test_an_outage_caller_in_a_handful_of_keys(open_it: OpenDesk, estate: Estate) -> None:
    it = open_it()
    incident_id = declared(it, estate)
    it.press("Ctrl+N")
    take_home(it)
    it.press("Alt+W")
    it.say("家里没水了")
    it.press("Alt+J")
    case = it.recorded()
    assert it.keys == 2 + 6 + 1 + 2 + 2  # a new form, the home, Enter, to the words, join
    assert (case.row.unit, case.words, case.row.category) == ("3-1502", "家里没水了", "water")
    assert case.happened_text == "13:20"
    assert case.happened_at == row(it, incident_id).started_at
    found = it.ask(lambda session: of_case(session, case.row.id))
    assert (found.id, found.cases, found.households) == (incident_id, 1, 1)
    assert case.row.reference in it.told()[-1]


def test_alt_j_before_the_words_asks_for_them(intake: Intake, estate: Estate) -> None:
    incident_id = declared(intake, estate)
    take_home(intake)
    intake.press("Alt+J")
    assert intake.focus() == "intake.words"
    assert intake.find("intake.outage.words").plain().startswith("并入\u2002")
    assert intake.find("intake.outage.join").text() == "不是这件"
    intake.say("没水")
    intake.press("Alt+J")
    case = intake.recorded()
    assert intake.ask(lambda session: of_case(session, case.row.id)).id == incident_id


def test_joining_can_be_taken_back(intake: Intake, estate: Estate) -> None:
    declared(intake, estate)
    take_home(intake)
    intake.press("Alt+J")
    intake.click("intake.outage.join")
    assert intake.find("intake.outage.join").text() == "并入停供"
    intake.press("Alt+W")
    intake.say("墙上有裂缝")
    intake.press("Ctrl+Return", "Ctrl+Return")
    case = intake.recorded()
    assert intake.ask(lambda session: of_case(session, case.row.id)) is None


def test_what_was_chosen_by_hand_stays(intake: Intake, estate: Estate) -> None:
    declared(intake, estate)
    take_home(intake)
    intake.press("Alt+G")
    intake.keyed("leak")
    intake.press("Return")
    intake.press("Alt+H")
    intake.keyed("12:00")
    intake.press("Alt+W")
    intake.say("楼下说我家漏水")
    intake.settle()
    intake.press("Alt+J")
    case = intake.recorded()
    assert case.row.category == "leak"
    assert case.happened_text == "12:00"


def test_a_draft_remembers_that_it_joins(open_it: OpenDesk, estate: Estate) -> None:
    it = open_it()
    incident_id = declared(it, estate)
    it.press("Ctrl+N")
    take_home(it)
    it.press("Alt+J")
    it.page.drafts.keeper.flush()
    it.desk.settle()
    it.desk.close()
    again = open_it()
    again.press("Ctrl+N")
    again.desk.settle()
    assert again.page.outage.joined == incident_id
    assert again.find("intake.outage.words").plain().startswith("并入\u2002")


def test_an_outage_that_ends_while_somebody_types(intake: Intake, estate: Estate, clock: SetClock) -> None:
    incident_id = declared(intake, estate)
    take_home(intake)
    intake.press("Alt+J")
    changed: list[object] = []
    intake.desk.context.operations.run(
        intake.desk.window, end, incident_id, None, "水泵换好了", done=changed.append
    )
    intake.desk.settle()
    assert changed == [None]
    assert not intake.page.outage.isVisible()
    intake.say("没水")
    intake.press("Ctrl+Return", "Ctrl+Return")
    case = intake.recorded()
    assert intake.ask(lambda session: of_case(session, case.row.id)) is None


def test_a_cause_of_the_riser_reads_as_a_cause(open_it: OpenDesk, estate: Estate) -> None:
    it = open_it(language="en")
    declared(
        it, estate, estate.homes["3-1402"], kind="shared_cause", category="leak", floor_from=None, floor_to=None,
        expected_until=None,
    )  # fmt: skip
    it.press("Ctrl+N")
    take_home(it)
    words = it.find("intake.outage.words").plain()
    assert words.startswith("Known cause\u2002")
    assert "the riser of 3-1402" in words
    assert it.find("intake.outage.join").text() == "Join this cause"


def test_the_first_caller_of_many_declares_it(intake: Intake, estate: Estate) -> None:
    take_home(intake)
    intake.press("Alt+W")
    intake.say("家里没水了")
    intake.settle()
    intake.press("Alt+O")
    intake.desk.settle()
    dialog = intake.find("incident.dialog")
    assert intake.find("incident.place").text() == "3号楼"
    assert dialog.form.category.value().startswith("water")
    intake.desk.type("3号楼停水")
    intake.find("incident.say").setFocus()
    intake.desk.type("正在查，来水告诉您。")
    intake.desk.press("Ctrl+Return")
    intake.desk.settle()
    assert "3号楼停水" in intake.find("intake.outage.words").plain()
    assert intake.find("intake.words").value() == "家里没水了"
    intake.desk.press("Alt+J")
    case = intake.recorded()
    found = intake.ask(lambda session: of_case(session, case.row.id))
    assert (found.title, found.cases) == ("3号楼停水", 1)


def keep(body: dict[str, object], key: str) -> Callable[[Session], object]:
    return lambda session: save_draft(session, "intake", key, body)


def test_today_opens_the_draft_that_it_names(open_it: OpenDesk, estate: Estate) -> None:
    it = open_it()
    it.ask(keep({"words": "第一件", "aside": True}, "one"))
    it.ask(keep({"words": "第二件", "aside": True}, "two"))
    it.desk.go("intake", draft="one")
    assert it.find("intake.words").value() == "第一件"
    it.desk.go("intake", draft="two")
    assert it.find("intake.words").value() == "第二件"
    assert it.page.drafts.key == "two"
    it.press("Ctrl+Return", "Ctrl+Return")
    it.recorded()
    rows = it.ask(lambda session: session.store.rows("SELECT key FROM draft"))
    assert rows == [("one",)]


def test_a_rule_links_a_repeat_and_one_key_unlinks_it(
    intake: Intake, estate: Estate, clock: SetClock
) -> None:
    def close_old(session: Session) -> None:
        closed = int((session.clock.now() - timedelta(days=14)).timestamp() * 1000)
        with session.store.writing():
            session.store.execute(
                "UPDATE complaint SET place_id = ?, status = 'closed', closed_at = ?, received_at = ? WHERE id = ?",
                (estate.homes["3-1502"], closed, closed, estate.cases["below"]),
            )

    intake.ask(close_old)
    take_home(intake)
    intake.press("Alt+W")
    intake.say("厨房顶又滴水了")
    intake.settle()
    assert intake.find("intake.repeat.0").text() == "不是重复"  # the rule has linked it
    intake.press("Alt+R")
    assert intake.find("intake.repeat.0").text() == "关联为重复"
    intake.press("Ctrl+Return", "Ctrl+Return")
    assert intake.recorded().row.repeat_of_id is None


@pytest.mark.parametrize(
    ("language", "theme", "size"),
    [
        ("zh_CN", "light", None),
        ("en", "dark", None),
        ("en", "light", (1024, 680)),
        ("en_XA", "light", (1024, 680)),
    ],
)
def test_pictures(
    open_it: OpenDesk, estate: Estate, language: str, theme: str, size: tuple[int, int] | None
) -> None:
    it = open_it(language=language, theme=theme)
    declared(it, estate)
    it.press("Ctrl+N")
    take_home(it)
    it.press("Alt+W")
    it.say("厨房顶昨晚开始滴水，滴到灶台上")
    it.settle()
    it.desk.shot(f"intake-outage-{language}-{theme}-{size[0] if size else 1440}", size)
    line, join = it.find("intake.outage"), it.find("intake.outage.join")
    assert join.mapTo(line, join.rect().bottomRight()).x() <= line.width()
    assert (
        it.page.outage.words.height() >= it.page.outage.words.heightForWidth(it.page.outage.words.width()) - 1
    )
