"""What is done from the list itself: talks, arrivals, promises, calls, appeals, putting off, filtering."""

from __future__ import annotations

import time
from datetime import timedelta
from threading import Thread

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.complaints.kinds import Severity
from models.core.clock import SetClock, to_millis
from models.core.permissions import Role
from models.core.session import OWNER, Session
from models.desk.kinds import DeskGroup, Need
from models.handling.actions import ask_appeal, follow_up, make_promise, pause
from models.handling.clock_kinds import PauseDraft, PauseReason
from models.handling.kinds import FollowOutcome, FollowUpDraft, PromiseDraft
from models.handling.queries import case_file
from tests.ui.conftest import MakeDesk
from tests.ui.helpers import DeskUnderTest
from tests.ui.pages.desk.conftest import MorningDesk
from tests.ui.pages.desk.scene import told
from tests.ui.pages.desk.test_journeys import groups, lines, page_of, words
from tests.ui.pages.handling.scene import ask, by, colleague, do, recorded


def choose(desk: DeskUnderTest, need: Need, kind: str | None = None) -> None:
    line = next(one for one in lines(desk) if one.item.need is need and kind in (None, one.item.kind))
    assert page_of(desk).list.view.select_key(line.item.key)


def needs(desk: DeskUnderTest) -> list[tuple[Need, str]]:
    return [(line.item.need, line.item.kind) for line in lines(desk)]


def pick(desk: DeskUnderTest, name: str) -> None:
    """A choice by the mouse."""
    QTest.mouseClick(desk.find(name), Qt.MouseButton.LeftButton)
    desk.settle()


def test_telling_progress_is_done_from_the_list(morning: MorningDesk) -> None:
    desk, cases = morning()
    desk.press("D")
    desk.settle()
    desk.type("水泵四点半修好", desk.find("contact.words"))
    desk.press("Ctrl+Return")
    desk.settle()
    left = [line.case.id for line in lines(desk) if line.item.kind == "progress_told"]
    assert cases["5-0602"] not in left
    assert page_of(desk).heading.sentence.plain().startswith("现在有 1 件已超时，先打给黄志强")


def test_a_promised_call_is_kept_by_calling(morning: MorningDesk) -> None:
    desk, _ = morning()
    choose(desk, Need.PROMISE)
    chosen = page_of(desk).list.line()
    assert chosen is not None
    desk.press("C")
    desk.settle()
    desk.type("52 分贝，达标", desk.find("contact.words"))
    desk.press("Ctrl+Return")
    desk.settle()
    assert chosen.item.key not in [line.item.key for line in lines(desk)]
    promises = ask(desk, lambda session: case_file(session.store, chosen.case.id).promises)
    assert [one.state for one in promises] == ["kept"]


def test_a_promise_is_moved_with_a_word_of_why(morning: MorningDesk) -> None:
    desk, _ = morning()
    choose(desk, Need.PROMISE)
    desk.press("P")
    desk.settle()
    desk.type("17:20", desk.find("today.move.when"))
    desk.press("Ctrl+Return")
    assert desk.find("today.move.error").isVisible()  # why is owed
    desk.type("师傅还在路上", desk.find("today.move.why"))
    desk.press("Ctrl+Return")
    desk.settle()
    assert ("17:20 前", "回电", "6-1103") in words(desk)
    history = ask(desk, lambda s: s.store.rows("SELECT text FROM event WHERE kind = 'promise_moved'"))
    assert history == [("师傅还在路上",)]
    desk.press("Home", "P")
    assert "改约" in desk.recorder.texts()[-1]  # a step has no time of its own


def test_a_planned_call_is_moved_with_a_word_of_why(morning: MorningDesk, clock: SetClock) -> None:
    desk, cases = morning()
    clock.advance(days=4)
    told(desk)
    choose(desk, Need.FOLLOW_UP)
    desk.press("P")
    assert "改约" in desk.recorder.texts()[-1]  # nothing is planned yet
    draft = FollowUpDraft(FollowOutcome.NOT_REACHED, next_at=clock.now() + timedelta(hours=2))
    do(desk, follow_up, cases["1-2203"], None, draft)

    def about() -> str:
        return next(line.about for line in lines(desk) if line.item.need is Need.FOLLOW_UP)

    assert about().startswith("约在 16:20 · ")
    choose(desk, Need.FOLLOW_UP)
    desk.press("P")
    desk.settle()
    desk.type("17:30", desk.find("today.move.when"))
    desk.type("五点以后才在家", desk.find("today.move.why"))
    desk.press("Ctrl+Return")
    desk.settle()
    assert about().startswith("约在 17:30 · ")
    assert desk.recorder.texts()[-1] == "回访已改约。"
    history = ask(desk, lambda s: s.store.rows("SELECT text FROM event WHERE kind = 'call_moved'"))
    assert history == [("五点以后才在家",)]
    desk.shot("call-moved")


def test_putting_off_and_taking_back(morning: MorningDesk, clock: SetClock) -> None:
    desk, _ = morning()
    choose(desk, Need.PROMISE)
    key = page_of(desk).list.line().item.key  # type: ignore[union-attr]
    desk.press("S", "Ctrl+Return")
    desk.settle()
    assert key not in [line.item.key for line in lines(desk)]
    desk.press("3")
    desk.settle()
    assert [line.item.key for line in lines(desk)] == [key]
    assert desk.find("today.scope.put_off").property("text") == "已推后 1"
    desk.press("S")
    desk.settle()
    assert lines(desk) == []
    desk.press("1")
    desk.settle()
    assert key in [line.item.key for line in lines(desk)]
    assert desk.window.findChild(type(desk.find("today.scope.mine")), "today.scope.put_off") is None
    desk.press("5", "S")
    pick(desk, "today.snooze.after.60")
    desk.press("Ctrl+Return")
    desk.settle()
    assert key not in [line.item.key for line in lines(desk)]
    clock.advance(minutes=60)
    page_of(desk)._minute.timeout.emit()
    desk.settle()
    assert key in [line.item.key for line in lines(desk)]


def test_life_and_limb_cannot_be_put_off(make_desk: MakeDesk, clock: SetClock) -> None:
    desk = make_desk(role=Role.FRONT_DESK)
    recorded(desk, severity=Severity.S1)
    clock.advance(hours=3)
    told(desk)
    assert lines(desk)[0].item.group is DeskGroup.OVERDUE
    desk.press("S", "Ctrl+Return")
    desk.settle()
    assert "不能推后" in str(desk.find("today.snooze.error").property("text"))
    desk.press("Esc")
    assert len(lines(desk)) >= 1


def test_an_arrival_is_noted_from_the_list(make_desk: MakeDesk, clock: SetClock) -> None:
    desk = make_desk(role=Role.FRONT_DESK)
    case = recorded(desk, category="leak", subcategory="leak.from_above", severity=Severity.S2)
    clock.advance(minutes=65)
    ask(desk, lambda session: session.store.rows("SELECT 1"))
    told(desk)
    assert (Need.STEP, "on_site") in needs(desk)
    choose(desk, Need.STEP, "on_site")
    desk.click("today.act")
    desk.press("Ctrl+Return")
    desk.settle()
    assert (Need.STEP, "on_site") not in needs(desk)
    arrived_at = ask(desk, lambda s: s.store.rows("SELECT on_site_at FROM complaint WHERE id = ?", (case,)))
    assert arrived_at[0][0] is not None


def test_a_follow_up_call_is_made_from_the_list_but_never_by_the_handler(
    morning: MorningDesk, clock: SetClock
) -> None:
    desk, cases = morning()
    clock.advance(days=4)
    told(desk)
    choose(desk, Need.FOLLOW_UP)
    desk.press("C")
    desk.settle()
    desk.press("Ctrl+Return")
    assert desk.find("today.called.error").isVisible()
    pick(desk, "today.called.outcome.satisfied")
    pick(desk, "today.called.solved.yes")
    desk.press("Ctrl+Return")
    desk.settle()
    assert Need.FOLLOW_UP not in [need for need, _ in needs(desk)]
    calls = ask(desk, lambda session: case_file(session.store, cases["1-2203"]).follow_ups)
    assert [one.outcome for one in calls] == ["satisfied"]


def test_a_resident_who_is_not_content_goes_on_in_the_same_step(
    morning: MorningDesk, clock: SetClock
) -> None:
    desk, cases = morning()
    clock.advance(days=4)
    told(desk)
    choose(desk, Need.FOLLOW_UP)
    desk.press("D")
    desk.settle()
    pick(desk, "today.called.outcome.dissatisfied")
    pick(desk, "today.called.solved.no")
    desk.press("Ctrl+Return")
    assert desk.find("today.called.error").isVisible()  # what follows is owed
    pick(desk, "today.called.then.propose")
    desk.type("还在滴", desk.find("today.called.words"))
    desk.press("Ctrl+Return")
    desk.settle()
    file = ask(desk, lambda session: case_file(session.store, cases["1-2203"]))
    assert file.case.row.step == 6


def test_an_appeal_is_in_the_list_of_who_never_handled_the_case(morning: MorningDesk) -> None:
    desk, cases = morning()
    other = colleague(desk, "李想", Role.FRONT_DESK)
    by(desk, other, ask_appeal, cases["1-2203"], None, "我不同意这个处理")
    told(desk)
    choose(desk, Need.APPEAL)
    line = page_of(desk).list.line()
    assert line is not None
    assert line.about.startswith("我不同意这个处理")


def test_what_waits_says_until_when_and_for_what(morning: MorningDesk) -> None:
    desk, cases = morning()
    until = desk.context.clock.now() + timedelta(minutes=90)
    do(desk, pause, cases["7-0301"], None, PauseDraft(PauseReason.PARTS, until, "等门禁主板"))
    told(desk)
    waits = [line for line in lines(desk) if line.item.need is Need.WAIT]
    assert [(line.look.words, line.verb, line.case.unit) for line in waits] == [
        ("至 15:50", "等配件", "7-0301")
    ]
    assert groups(desk)[-1][0] == "等待他人"
    assert waits[0].about.startswith("等门禁主板")


def test_the_filter_shows_what_has_all_words_and_esc_all_again(morning: MorningDesk) -> None:
    desk, _ = morning()
    whole = len(lines(desk))
    desk.press("F")
    desk.type("陈建国 回电")
    assert [line.case.unit for line in lines(desk)] == ["3-1502"]
    assert groups(desk) == [("答应过的", "1")]
    desk.type("没有这样的字")
    assert desk.find("today.empty").isVisible()
    desk.press("Esc")
    assert len(lines(desk)) == whole
    assert page_of(desk).list.view.hasFocus()
    assert desk.context.navigation.current == "today"


def test_the_figures_go_from_heading_to_heading(morning: MorningDesk) -> None:
    desk, _ = morning(Role.MANAGER)
    found = []
    for key in ("5", "6", "7", "4", "4"):
        desk.press(key)
        line = page_of(desk).list.line()
        assert line is not None
        found.append(line.item.group.value)
    assert found == ["promises", "approvals", "later", "overdue", "soon"]


def test_grave_cases_warn_and_one_line_leads_to_what_one_should_know(make_desk: MakeDesk) -> None:
    desk = make_desk(role=Role.MANAGER)
    case = recorded(desk, severity=Severity.S1)
    told(desk)
    page = page_of(desk)
    assert page.tiles.tiles[5].words.figure == "1"
    shown = [line for line in page.side.warnings.lines if line.isVisible()]
    assert [line.text() for line in shown] == ["还没有人确认知悉"]
    assert page.told.isVisible()
    QTest.mouseClick(shown[0], Qt.MouseButton.LeftButton)
    desk.settle()
    assert desk.context.navigation.params["id"] == case
    desk.go("today")
    desk.press("I")
    desk.settle()
    assert desk.context.navigation.current == "inbox"


def test_what_another_program_writes_shows_within_a_second(morning: MorningDesk, qtbot: QtBot) -> None:
    desk, cases = morning()

    store, clock = desk.session.store, desk.context.clock
    live = desk.desk.live
    assert live is not None
    live.look()
    desk.settle()

    def elsewhere() -> None:
        with store.connected():
            draft = PromiseDraft("另一台电脑记的", clock.now() + timedelta(minutes=20))
            make_promise(Session(store, OWNER, clock), cases["7-0301"], draft)

    def shown() -> bool:
        return any("另一台电脑记的" in line.about for line in lines(desk))

    # Nothing is announced: the window has to notice by itself.
    thread = Thread(target=elsewhere)
    thread.start()
    thread.join()
    qtbot.waitUntil(shown, timeout=1000)


def test_a_thousand_rows_are_walked_by_key(morning: MorningDesk) -> None:
    desk, cases = morning(Role.MANAGER)
    one, now = cases["7-0301"], desk.context.clock.now()

    def many(session: Session) -> None:
        due = to_millis(now + timedelta(minutes=30))
        promises = [(one, kind, f"第 {n} 件", due + n) for n in range(300) for kind in ("call", "visit")]
        remedies = [(one, f"第 {n} 项", n) for n in range(300)]
        looks = [(n, f"x-{n}", due - n) for n in range(1000, 1300)]
        with session.store.writing():
            session.store.execute_many(
                "INSERT INTO promise (complaint_id, kind, text, due_at, state, made_at) VALUES (?, ?, ?, ?, 'open', 0)",
                promises,
            )
            session.store.execute_many(
                "INSERT INTO remedy (complaint_id, kind, text, granted_at, state, amount_minor)"
                " VALUES (?, 'refund', ?, ?, 'awaiting_approval', 100)",
                remedies,
            )
            session.store.execute_many(
                "INSERT INTO complaint (id, reference, kind, channel, status, severity, received_at, recorded_at,"
                " resolved_at, closed_at, second_look_at, steps)"
                " VALUES (?, ?, 'complaint', 'phone', 'closed', 's3', 0, 0, 0, 0, ?, 'dddddddd')",
                looks,
            )

    ask(desk, many)
    told(desk)
    assert len(lines(desk)) > 800  # of each kind the first 200; the counts go on
    assert dict(groups(desk))["答应过的"] == "302"
    slowest = 0.0
    for key in ("PgDown",) * 12 + ("End", "PgUp", "Home"):
        start = time.perf_counter()
        desk.press(key)
        page_of(desk).list.view.viewport().repaint()
        slowest = max(slowest, time.perf_counter() - start)
    assert slowest < 0.5  # some 15 ms on an idle machine; a list that is painted whole takes seconds
    assert page_of(desk).list.line() is lines(desk)[0]


def test_a_second_attempt_says_so(morning: MorningDesk, clock: SetClock) -> None:
    desk, cases = morning()
    clock.advance(days=1)
    do(desk, follow_up, cases["1-2203"], None, FollowUpDraft(FollowOutcome.NOT_REACHED))
    clock.advance(days=3)
    told(desk)
    choose(desk, Need.FOLLOW_UP)
    line = page_of(desk).list.line()
    assert line is not None
    assert line.verb == "回访 第 2 次"
