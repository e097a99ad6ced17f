"""Signing in and out, locking, and what is left behind."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from models.accounts.kinds import StaffDraft
from models.accounts.queries import actor
from models.core.permissions import Role
from models.options.actions import change_options
from models.store.database import DATABASE_NAME
from tests.ui.conftest import MakeDesk
from tests.ui.helpers import DeskUnderTest, add_person
from tests.ui.shell.stubs import STUBS, StubPage
from ui.desk_state import Phase
from ui.messages import Kind
from ui.shell.crash_dialog import CrashDialog


@pytest.fixture
def shell(make_desk: MakeDesk) -> DeskUnderTest:
    return make_desk(STUBS)


def test_without_anybody_the_window_is_a_gate(make_desk: MakeDesk) -> None:
    shell = make_desk(STUBS, signed_in=False)
    assert shell.context.desk.phase is Phase.SIGNED_OUT
    assert not shell.window.frame_is_shown()
    assert shell.window.windowTitle() == "安诉 · 登录"
    shell.press("F3")
    assert shell.context.navigation.current == ""


def test_who_is_known_from_the_start_meets_no_gate(make_desk: MakeDesk) -> None:
    gate = Phase.SIGNED_OUT.value
    pages = [replace(page, factory="no.such:Page") if page.id == gate else page for page in STUBS.pages]
    shell = make_desk(replace(STUBS, pages=tuple(pages)))
    assert shell.context.desk.phase is Phase.OPEN


def test_locking_covers_everything_and_unlocking_brings_it_back(shell: DeskUnderTest) -> None:
    page = shell.go("complaints")
    assert isinstance(page, StubPage)
    page.field.setFocus()
    shell.press("Ctrl+L")
    assert shell.context.desk.phase is Phase.LOCKED
    assert not page.isVisible()
    shell.press("Ctrl+N")
    assert shell.context.navigation.current == "complaints"
    shell.find("stub.field").setFocus()
    assert shell.window.focusWidget() is not page.field
    shell.context.desk.unlock()
    assert page.isVisible()
    assert shell.window.focusWidget() is page.field


def test_another_person_finds_nothing_of_the_first(shell: DeskUnderTest) -> None:
    page = shell.go("case", id=1)
    session = shell.session
    other: list[int] = []
    shell.context.jobs.query(
        page, lambda s: add_person(s, StaffDraft("li", "李想", Role.FRONT_DESK)), other.append
    )
    shell.settle()
    shell.context.desk.sign_out()
    shell.settle()
    assert not isValid(page)
    assert not shell.context.navigation.can_go_back
    found: list[object] = []
    shell.context.jobs.query(shell.window, lambda s: actor(s.store, other[0]), found.append)
    shell.settle()
    shell.context.desk.sign_in(found[0])  # type: ignore[arg-type]
    shell.settle()
    assert shell.window.frame_is_shown()
    assert shell.context.navigation.current == "today"
    assert shell.context.desk.session is not session
    assert shell.window.frame.side.person.text() == "李想"


def test_ten_quiet_minutes_lock_the_desk_and_a_key_is_not_quiet(shell: DeskUnderTest) -> None:
    idle = shell.desk.wiring.idle
    idle.set_minutes(0.02)
    handle = shell.window.windowHandle()
    idle.eventFilter(handle, QEvent(QEvent.Type.UpdateRequest))
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    assert not idle.eventFilter(handle, key)
    phases = [shell.context.desk.phase]
    idle.quiet.emit()
    phases.append(shell.context.desk.phase)
    assert phases == [Phase.OPEN, Phase.LOCKED]


def test_input_to_the_window_starts_the_quiet_minutes_again(shell: DeskUnderTest) -> None:
    idle = shell.desk.wiring.idle
    idle.set_minutes(10)
    idle._timer.stop()
    where = QPointF(5, 5)
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        where,
        where,
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(shell.window.windowHandle(), move)
    assert idle._timer.isActive()


def test_dialogs_close_when_the_desk_is_locked(shell: DeskUnderTest) -> None:
    shell.press("F1")
    dialog = shell.find("keys")
    shell.context.desk.lock()
    shell.settle()
    assert not isValid(dialog)


def test_a_store_that_cannot_be_opened_is_told_with_a_way_out(make_desk: MakeDesk) -> None:
    shell = make_desk(STUBS, spoiled=True)
    before: Phase = shell.context.desk.phase
    assert before == Phase.STARTING
    rows = shell.window.gate.banners.rows
    assert [row.message.kind for row in rows] == [Kind.PROBLEM]
    (shell.folder / DATABASE_NAME).unlink()
    rows[0].action.emit()
    shell.settle()
    after: Phase = shell.context.desk.phase
    assert after == Phase.FIRST_RUN
    assert not shell.window.gate.banners.rows


def test_a_crash_stays_in_sight_when_the_desk_is_locked(shell: DeskUnderTest) -> None:
    dialog = CrashDialog(shell.context, "redress.log", shell.window)
    dialog.open()
    shell.context.desk.lock()
    shell.settle()
    assert isValid(dialog)
    assert dialog.isVisible()
    dialog.reject()


def test_changed_options_reach_the_window(shell: DeskUnderTest) -> None:
    shell.context.operations.run(shell.window, change_options, {"property.name": "云山雅苑"})
    shell.settle()
    assert shell.context.desk.property_name == "云山雅苑"
