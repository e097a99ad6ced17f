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


def homes(path: Path) -> Path:
    """A list of homes and people."""
    path.write_text("楼栋,房号,姓名,电话,颜色\n3,1502,陈建国,13860217745,蓝\n3,1602,周桂兰,,\n", "utf-8")
    return path


def test_columns_and_their_meaning_are_shown_before_anything_is_written(
    desk: DeskUnderTest, page: ImportPage, tmp_path: Path
) -> None:
    take(desk, table(tmp_path / "past.csv"))
    columns, rows = page.tables.views["columns"], page.tables.views["rows"]
    assert columns.texts(0) == HEAD
    assert columns.texts(1) == ["原编号", "接收时间", "关闭时间", "原话", "类别"]
    assert columns.texts(2)[3] == "厨房漏水第0件"
    assert rows.texts(3)[:2] == ["厨房漏水第0件", "厨房漏水第1件"]
    assert ("文件", "文本 · GB18030 · 0 KB") in page.choosing.facts._facts
    assert page.tables.views["types"].texts(0) == ["漏水"]
    assert page.tables.views["types"].texts(1) == ["5"]


def test_a_file_of_the_other_kind_is_taken_for_what_it_is(
    desk: DeskUnderTest, page: ImportPage, tmp_path: Path
) -> None:
    take(desk, homes(tmp_path / "homes.csv"))
    assert page.choosing.what.value() == "directory"
    assert page.foot.sentence.text() == "homes.csv 里有 2 行可以收下，还没有写入。"
    assert page.tables.views["columns"].texts(1) == ["楼栋", "房号", "姓名", "电话", "不读取"]
    take(desk, table(tmp_path / "past.csv"))
    assert page.choosing.what.value() == "complaints"
    assert page.foot.go.isEnabled()


def test_a_file_without_meaning_shows_its_columns_and_says_what_is_needed(
    desk: DeskUnderTest, page: ImportPage, tmp_path: Path
) -> None:
    odd = tmp_path / "odd.csv"
    odd.write_text("颜色,形状\n红,圆\n", "utf-8")
    take(desk, odd)
    assert page.tables.views["columns"].texts(1) == ["不读取", "不读取"]
    assert page.foot.sentence.text()
    assert not page.foot.go.isEnabled()


def test_a_mapping_of_ones_own(desk: DeskUnderTest, page: ImportPage, tmp_path: Path) -> None:
    odd = tmp_path / "odd.csv"
    odd.write_text("Wann,Was\n2024-05-01,Wasser tropft\n", "utf-8")
    mapping = tmp_path / "ours.toml"
    mapping.write_text('name = "ours"\n[columns]\nreceived = ["Wann"]\nwords = ["Was"]\n', "utf-8")
    take(desk, odd)
    assert not page.foot.go.isEnabled()
    page.choosing.mapping.set_value("own file")
    page.choosing._mapping_changed("own file")
    dialog = desk.find("import.mapping_file")
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(mapping))
    dialog.done(QFileDialog.DialogCode.Accepted)
    desk.settle()
    assert page.choosing.mapping.value() == str(mapping)
    assert page.foot.go.isEnabled()
    assert page.tables.views["columns"].texts(1) == ["接收时间", "原话"]
    page.choosing._mapping_changed("own file")
    desk.find("import.mapping_file").close()
    desk.settle()
    assert page.choosing.mapping.value() == "", "none chosen: by the headers again"


def test_reading_the_same_file_again_adds_nothing(
    desk: DeskUnderTest, page: ImportPage, tmp_path: Path
) -> None:
    past = table(tmp_path / "past.csv", bad=0)
    for accepted in (5, 0):
        take(desk, past)
        assert page.may_go() is bool(accepted)
        page.go()
        desk.settle()
    assert cases(desk) == 5
    assert ("已有", "5") in page.choosing.counts._facts


def test_the_desk_goes_on_while_a_file_is_read_in(
    desk: DeskUnderTest, page: ImportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(desk, table(tmp_path / "past.csv", rows=400, bad=0))
    monkeypatch.setattr(complaints_import, "BATCH", 20)
    seen: list[tuple[bool, int]] = []

    def count(session: Session) -> int:
        return int(session.store.rows("SELECT count(*) FROM complaint")[0][0])

    def counted(number: int) -> None:
        seen.append((page._running is not None, number))

    def progressed(_done: int, _total: int) -> None:
        desk.context.jobs.query(page, count, counted)

    page._progressed = progressed  # type: ignore[assignment,method-assign]
    page.go()
    desk.settle()
    assert any(running and 0 < number < 400 for running, number in seen), "answers come while it runs"
    assert cases(desk) == 400


def test_lists_that_are_shown_learn_of_what_was_read_in(
    desk: DeskUnderTest, page: ImportPage, tmp_path: Path
) -> None:
    residents = desk.go("residents")
    desk.go("import")
    take(desk, homes(tmp_path / "homes.csv"))
    page.go()
    desk.settle()
    desk.go("residents")
    model = residents.list.model  # type: ignore[attr-defined]
    assert [model.row_at(at).cells[0] for at in range(model.rowCount())] == ["周桂兰", "陈建国"]


def test_all_complaints_go_out_to_a_file(desk: DeskUnderTest, page: ImportPage, tmp_path: Path) -> None:
    take(desk, table(tmp_path / "past.csv", bad=0))
    page.go()
    desk.settle()
    desk.click("import.export")
    dialog = desk.find("import.export.file")
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "out.csv"))
    dialog.close()
    desk.settle()
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == 6
    assert any("out.csv" in words for words in desk.recorder.texts())


@pytest.mark.parametrize(("language", "size"), [("zh_CN", (1440, 868)), ("en_XA", (1024, 680))])
def test_pictures_and_nothing_sticks_out(
    make_desk: MakeDesk, tmp_path: Path, language: str, size: tuple[int, int]
) -> None:
    desk = make_desk(language=language, size=size)
    page = desk.go("import")
    assert isinstance(page, ImportPage)
    desk.shot(f"import-empty-{language}")
    page.take(str(table(tmp_path / "past.csv")))
    desk.settle()
    for view in ("columns", "rows", "types", "reasons"):
        page.tables.choose(view)
        desk.shot(f"import-{view}-{language}")
    for button in (page.head.export, page.foot.go, page.choosing.choose):
        right = button.mapTo(page, QPoint(button.width(), 0)).x()
        assert right <= page.width(), button.objectName()
