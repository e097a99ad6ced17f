"""Work away from the GUI thread comes home, in order, to the living."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from models.core.clock import SystemClock
from models.core.errors import UserProblem
from models.core.session import NOBODY, Session
from ui.jobs import Jobs
from ui.task import Task


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    session = Session(None, NOBODY, SystemClock())  # type: ignore[arg-type]  # nothing here reads a store
    made = Jobs(lambda: session)
    yield made
    made.close()


@pytest.fixture
def owner(jobs: Jobs) -> QObject:
    return QObject(jobs)


def test_queries_run_in_order_on_one_thread_and_come_home_to_the_gui_thread(
    jobs: Jobs, owner: QObject
) -> None:
    ran: list[tuple[int, str]] = []
    came: list[tuple[int, bool]] = []
    gui = jobs.thread()

    def ask(number: int) -> None:
        def fn(session: Session) -> int:
            ran.append((number, threading.current_thread().name))
            return number

        jobs.query(owner, fn, lambda value: came.append((value, QThread.currentThread() is gui)))

    for number in range(20):
        ask(number)
    jobs.wait_idle()
    assert [number for number, _ in ran] == list(range(20))
    assert len({name for _, name in ran}) == 1
    assert threading.current_thread().name not in {name for _, name in ran}
    assert came == [(number, True) for number in range(20)]


def test_a_newer_request_of_the_same_key_replaces_the_older_ones(jobs: Jobs, owner: QObject) -> None:
    gate = threading.Event()
    ran: list[str] = []
    came: list[str] = []
    jobs.query(owner, lambda _: gate.wait(5), lambda _: None)

    def ask(words: str, asker: QObject) -> None:
        def fn(session: Session) -> str:
            ran.append(words)
            return words

        jobs.query(asker, fn, came.append, key="search")

    other = QObject(jobs)
    for words in ("w", "wa", "wat"):
        ask(words, owner)
    ask("other", other)
    gate.set()
    jobs.wait_idle()
    assert came == ["wat", "other"]
    assert ran == ["wat", "other"], "what is replaced before it starts is not even run"


def test_a_replaced_request_that_already_ran_is_not_delivered(jobs: Jobs, owner: QObject) -> None:
    started, gate = threading.Event(), threading.Event()
    came: list[str] = []

    def slow(session: Session) -> str:
        started.set()
        gate.wait(5)
        return "old"

    jobs.query(owner, slow, came.append, key="k")
    assert started.wait(5)
    jobs.query(owner, lambda _: "new", came.append, key="k")
    gate.set()
    jobs.wait_idle()
    assert came == ["new"]


def test_the_dead_get_nothing(jobs: Jobs, owner: QObject) -> None:
    gate = threading.Event()
    came: list[object] = []
    jobs.query(owner, lambda _: gate.wait(5), came.append)
    delete(owner)
    gate.set()
    jobs.wait_idle()
    assert came == []


def test_the_users_problem_goes_to_who_asked_and_else_to_the_voice(jobs: Jobs, owner: QObject) -> None:
    told: list[UserProblem] = []
    jobs.problem.connect(told.append)
    here: list[UserProblem] = []

    def fail(session: Session) -> None:
        raise UserProblem("unit.unknown", unit="3-15002")

    def dealt_with(problem: UserProblem) -> bool:
        here.append(problem)
        return True

    jobs.query(owner, fail, lambda _: pytest.fail("it failed"), dealt_with)
    jobs.wait_idle()
    assert [problem.facts["unit"] for problem in here] == ["3-15002"]
    assert told == []
    jobs.query(owner, fail, lambda _: None, here.append)
    jobs.query(owner, fail, lambda _: None)
    jobs.wait_idle()
    assert len(here) == 2
    assert len(told) == 2, "an answer that is not True leaves it to the voice"


def test_a_bug_comes_home_to_the_excepthook(jobs: Jobs, owner: QObject, qtbot: QtBot) -> None:
    with qtbot.capture_exceptions() as caught:
        jobs.query(owner, lambda _: 1 // 0, lambda _: None)
        jobs.wait_idle()
    assert [kind for kind, *_ in caught] == [ZeroDivisionError]


def test_a_bug_in_the_answer_does_not_leave_the_jobs_busy(jobs: Jobs, owner: QObject, qtbot: QtBot) -> None:
    def stumble(_value: object) -> None:
        raise ZeroDivisionError

    with qtbot.capture_exceptions() as caught:
        jobs.query(owner, lambda _: 0, stumble)
        jobs.wait_idle()
    assert len(caught) == 1
    assert not jobs.busy


def test_idle_waits_for_what_an_answer_asks_in_turn(jobs: Jobs, owner: QObject) -> None:
    came: list[int] = []
    jobs.query(owner, lambda _: 1, lambda n: jobs.query(owner, lambda _: n + 1, came.append))
    jobs.wait_idle()
    assert came == [2]


def test_long_work_tells_how_far_it_is_and_reaches_the_database_thread(jobs: Jobs, owner: QObject) -> None:
    seen: list[tuple[int, int]] = []
    came: list[set[str]] = []
    ended: list[bool] = []

    def work(task: Task) -> set[str]:
        names = {threading.current_thread().name}
        for number in range(5):
            names.add(task.store(lambda _: threading.current_thread().name))
            task.progress(number + 1, 5)
        return names

    jobs.long(
        owner, work, came.append, progress=lambda *at: seen.append(at), ended=lambda: ended.append(True)
    )
    jobs.wait_idle()
    assert seen[-1] == (5, 5)
    assert len(came[0]) == 2
    assert ended == [True]


def test_long_work_can_be_cancelled(jobs: Jobs, owner: QObject) -> None:
    started, gate = threading.Event(), threading.Event()
    came: list[object] = []
    ended: list[bool] = []

    def work(task: Task) -> None:
        started.set()
        gate.wait(5)
        task.raise_if_cancelled()

    handle = jobs.long(owner, work, came.append, ended=lambda: ended.append(True))
    assert started.wait(5)
    handle.cancel()
    gate.set()
    jobs.wait_idle()
    assert came == []
    assert ended == [True]


def test_closing_finishes_what_was_begun_and_ends_the_threads(qtbot: QtBot) -> None:
    session = Session(None, NOBODY, SystemClock())  # type: ignore[arg-type]
    jobs = Jobs(lambda: session)
    before = threading.active_count()
    done: list[str] = []
    owner = QObject(jobs)
    gate = threading.Event()
    jobs.query(owner, lambda _: gate.wait(5), lambda _: None)
    jobs.query(owner, lambda _: done.append("write"), lambda _: done.append("delivered"))
    jobs.work(owner, lambda: None, lambda _: None)
    gate.set()
    jobs.close(lambda: done.append("last"))
    assert done == ["write", "last"]
    assert threading.active_count() <= before
    jobs.query(owner, lambda _: done.append("late"), lambda _: None)
    assert done == ["write", "last"]


def test_waiting_too_long_is_said(jobs: Jobs, owner: QObject) -> None:
    gate = threading.Event()
    jobs.query(owner, lambda _: gate.wait(5), lambda _: None)
    with pytest.raises(TimeoutError):
        jobs.wait_idle(20)
    gate.set()
    jobs.wait_idle()
