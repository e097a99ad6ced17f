"""Reading files in at the window: tried first, told row by row, then written, stopped, mended."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from models.core.permissions import Role
from models.core.session import Session
from models.exchange import complaints_import
from tests.ui.conftest import MakeDesk
from tests.ui.helpers import DeskUnderTest
from ui.pages.exchange.page import ImportPage

HEAD = ["编号", "接收时间", "关闭时间", "内容", "类别"]


def table(path: Path, rows: int = 5, bad: int = 1) -> Path:
    """A file with good rows, and some that were closed before they came."""
    with path.open("w", encoding="gb18030", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD)
        for number in range(rows):
            writer.writerow([number, f"2024-05-0{number % 9 + 1} 10:00", "", f"厨房漏水第{number}件", "漏水"])
        for number in range(bad):
            writer.writerow([900 + number, "2024-05-02", "2024-05-01", "先关后开", "漏水"])
    return path


def cases(desk: DeskUnderTest) -> int:
    found: list[int] = []

    def count(session: Session) -> int:
        return int(session.store.rows("SELECT count(*) FROM complaint")[0][0])

    desk.context.jobs.query(desk.desk, count, found.append)
    desk.settle()
    return found[0]


@pytest.fixture
def page(desk: DeskUnderTest) -> ImportPage:
    shown = desk.go("import")
    assert isinstance(shown, ImportPage)
    return shown


def take(desk: DeskUnderTest, path: Path) -> None:
    desk.press("Ctrl+O")
    dialog = desk.find("import.file")
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.close()
    desk.settle()


def test_a_file_is_tried_and_then_read_in_by_keys(
    desk: DeskUnderTest, page: ImportPage, tmp_path: Path
) -> None:
    take(desk, table(tmp_path / "past.csv"))
    assert page.foot.sentence.text() == "past.csv 里有 5 行可以收下，还没有写入。"
    reasons = page.tables.views["reasons"]
    assert reasons.isVisible()
    assert reasons.texts(0) == ["7"]
    assert reasons.texts(1)[0].startswith("关闭时间")
    assert cases(desk) == 0
    desk.shot("import-zh")
    desk.press("Ctrl+Return")
    desk.settle()
    assert page.foot.sentence.text() == "past.csv 的 5 行已读入。"
    assert cases(desk) == 5
    desk.press("Ctrl+Return")  # read in already: nothing more happens
    desk.settle()
    assert cases(desk) == 5


def test_a_dropped_file_is_tried(desk: DeskUnderTest, page: ImportPage, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(table(tmp_path / "dropped.csv")))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(page, QDragEnterEvent(QPoint(5, 5), copy, data, left, none))
    event = QDropEvent(QPointF(5, 5), copy, data, left, none)
    QApplication.sendEvent(page, event)
    desk.settle()
    assert page.choosing.file.text() == "dropped.csv"
    assert page.foot.go.isEnabled()


def test_what_was_not_taken_can_be_mended_and_read_again(
    desk: DeskUnderTest, page: ImportPage, tmp_path: Path
) -> None:
    take(desk, table(tmp_path / "past.csv"))
    page.go()
    desk.settle()
    rest = tmp_path / "rest.csv"
    page.foot.rejects.click()
    dialog = desk.find("import.rejects.file")
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(rest))
    dialog.close()
    desk.settle()
    rest.write_text(rest.read_text("utf-8-sig").replace("2024-05-01", "2024-05-03"), "utf-8")
    take(desk, rest)
    page.go()
    desk.settle()
    assert cases(desk) == 6


def test_a_file_that_is_no_table_is_told_and_the_page_goes_on(
    desk: DeskUnderTest, page: ImportPage, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.csv"
    wrong.write_bytes(b"")
    take(desk, wrong)
    assert "wrong.csv" in page.foot.sentence.text()
    assert not page.foot.go.isEnabled()
    take(desk, table(tmp_path / "right.csv"))
    assert page.foot.go.isEnabled()


def test_stopping_keeps_what_was_read(
    desk: DeskUnderTest, page: ImportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(desk, table(tmp_path / "past.csv", rows=60, bad=0))
    monkeypatch.setattr(complaints_import, "BATCH", 10)
    told: list[str] = []
    page._progressed = lambda done, total: (told.append(str(done)), page.stop())  # type: ignore[assignment,func-returns-value]
    page.go()
    desk.settle()
    assert 0 < cases(desk) < 60
    assert cases(desk) % 10 == 0
    assert not page.foot.stop.isVisible()


def test_units_and_residents(desk: DeskUnderTest, page: ImportPage, tmp_path: Path) -> None:
    homes = tmp_path / "homes.csv"
    homes.write_text("楼栋,房号,姓名,电话\n3,1502,陈建国,13860217745\n3,1602,周桂兰,\n", "utf-8")
    page.choosing.what.setFocus()
    desk.press("2")
    take(desk, homes)
    assert page.foot.sentence.text() == "homes.csv 里有 2 行可以收下，还没有写入。"
    page.go()
    desk.settle()
    found: list[int] = []

    def count(session: Session) -> int:
        return int(session.store.rows("SELECT count(*) FROM resident")[0][0])

    desk.context.jobs.query(desk.desk, count, found.append)
    desk.settle()
    assert found == [2]


def test_the_front_desk_does_not_see_the_page(make_desk: MakeDesk) -> None:
    desk = make_desk(role=Role.FRONT_DESK)
    assert not desk.context.navigation.navigate("import")


def test_words_in_english_and_names_for_every_control(make_desk: MakeDesk, tmp_path: Path) -> None:
    desk = make_desk(language="en", theme="dark")
    page = desk.go("import")
    assert isinstance(page, ImportPage)
    page.take(str(table(tmp_path / "past.csv")))
    desk.settle()
    assert page.foot.sentence.text() == "5 rows of past.csv would be taken. Nothing is written yet."
    desk.shot("import-en-dark")
    for name in ("what", "mapping", "choose", "rejects", "go", "reasons", "views", "export"):
        widget = desk.find(f"import.{name}")
        assert widget.accessibleName() or widget.property("text"), name
