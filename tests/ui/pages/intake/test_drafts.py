"""Nothing that was typed is lost: crash, putting aside, throwing away, leaving."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QColor, QGuiApplication, QImage

from models.core.clock import SetClock
from models.core.session import Session
from models.options.queries import drafts
from tests.ui.pages.intake.conftest import Intake, OpenDesk


def bodies(session: Session) -> list[object]:
    return [one.body for one in drafts(session, "intake")]


def write(it: Intake, unit: str = "3-1502", words: str = "厨房顶滴水") -> None:
    it.keyed(unit)
    it.press("Return")
    it.desk.settle()
    it.press("Alt+W")
    it.say(words)
    it.settle()


def test_a_killed_desk_loses_two_seconds_at_most(
    open_it: OpenDesk, folder: Path, staff_id: int, clock: SetClock
) -> None:
    died = subprocess.run(
        [sys.executable, "-m", "tests.ui.pages.intake.killed", str(folder), str(staff_id)],
        timeout=60,
        check=False,
    )
    assert died.returncode == -signal.SIGKILL
    clock.advance(minutes=3)
    after = open_it()
    after.press("Ctrl+N")
    after.desk.settle()
    assert after.find("intake.words").value() == "厨房顶滴水"
    assert after.find("intake.unit").text() == "3-1502"
    assert after.find("intake.mood").value() == "angry"
    assert "都在" in after.told()[-1]
    after.press("Ctrl+Return", "Ctrl+Return")
    case = after.recorded()
    assert (case.row.resident, case.words) == ("陈建国", "厨房顶滴水")
    assert after.ask(bodies) == []


def test_escape_puts_aside_and_a_key_takes_up_again(intake: Intake) -> None:
    write(intake)
    intake.press("Esc")
    intake.press("Ctrl+N")
    intake.desk.settle()
    assert intake.find("intake.words").value() == ""
    assert intake.find("intake.unit").text() == ""
    assert intake.focus() == "intake.unit"
    assert "3-1502 厨房顶滴水" in intake.find("intake.drafts.1").text()
    intake.press("Alt+D", "Return")
    intake.desk.settle()
    assert intake.find("intake.words").value() == "厨房顶滴水"
    assert intake.page.who.home_card is not None
    assert not intake.page.strip.isVisible()


def test_two_callers_at_once(intake: Intake) -> None:
    write(intake)
    intake.click("intake.aside")
    intake.desk.settle()
    write(intake, "3-1402", "没有热水")
    intake.press("Alt+D", "Space")  # the first rings again: the second is put aside by itself
    intake.desk.settle()
    assert intake.find("intake.words").value() == "厨房顶滴水"
    assert "没有热水" in intake.find("intake.drafts.1").text()
    assert len(intake.ask(bodies)) == 2


def test_a_draft_put_aside_does_not_come_up_by_itself(open_it: OpenDesk) -> None:
    it = open_it()
    it.press("Ctrl+N")
    write(it)
    it.press("Esc")
    it.desk.settle()
    it.desk.close()
    after = open_it()
    after.press("Ctrl+N")
    after.desk.settle()
    assert after.find("intake.words").value() == ""
    assert after.find("intake.drafts.1")


def test_a_draft_is_thrown_away_and_brought_back(intake: Intake) -> None:
    write(intake)
    intake.press("Esc")
    intake.press("Ctrl+N")
    intake.desk.settle()
    intake.press("Alt+D", "Delete")
    intake.desk.settle()
    assert intake.ask(bodies) == []
    assert not intake.page.strip.isVisible()
    intake.press("Ctrl+Z")
    intake.desk.settle()
    assert [body["words"] for body in intake.ask(bodies)] == ["厨房顶滴水"]


def test_leaving_keeps_what_stands_in_the_form(intake: Intake) -> None:
    write(intake)
    if "complaints" in intake.desk.context.navigation.specs:
        intake.press("F3")
        intake.desk.settle()
        intake.press("Ctrl+N")
    else:
        intake.page.hidden()
    intake.desk.settle()
    assert intake.find("intake.words").value() == "厨房顶滴水"
    assert [body["words"] for body in intake.ask(bodies)] == ["厨房顶滴水"]


def test_an_empty_form_leaves_no_draft(intake: Intake) -> None:
    intake.press("Alt+W")
    intake.press("Esc")
    intake.page.hidden()
    intake.desk.settle()
    assert intake.ask(bodies) == []


def test_a_home_given_by_another_page_begins_a_new_complaint(intake: Intake) -> None:
    write(intake)
    place = intake.page.who.place_id
    intake.desk.go("intake", place_id=place)
    assert intake.find("intake.words").value() == ""
    assert intake.find("intake.unit").text() == "3-1502"
    assert intake.find("intake.drafts.1")


def photo(folder: Path, name: str = "ceiling.png") -> Path:
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    path = folder / name
    assert image.save(str(path))
    return path


def test_photos_are_part_of_the_draft(open_it: OpenDesk, tmp_path: Path) -> None:
    it = open_it()
    it.press("Ctrl+N")
    write(it)
    it.page.what.fields.files.add_paths([str(photo(tmp_path))])
    it.desk.settle()
    with it.qtbot.waitSignal(it.page.drafts.keeper.saved, timeout=2000):
        pass
    it.desk.close()
    after = open_it()
    after.press("Ctrl+N")
    after.desk.settle()
    assert [file.name for file in after.page.what.fields.files.files()] == ["ceiling.png"]
    QGuiApplication.clipboard().clear()
