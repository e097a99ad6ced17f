"""Photos and files: dropped, pasted, picked, taken out, too large."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from models.complaints.queries import attachments
from models.core.session import Session
from models.options.actions import change_options
from tests.ui.pages.intake.conftest import Intake


def picture(colour: str = "teal") -> QImage:
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def drop(onto: QWidget, *paths: Path) -> None:
    """What the window system sends when files are let go over a widget."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
    QApplication.sendEvent(onto, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(onto, QDropEvent(QPointF(5, 5), copy, data, left, none))


def names(it: Intake) -> list[str]:
    it.desk.settle()
    return [file.name for file in it.page.what.fields.files.files()]


def recorded_names(it: Intake) -> list[tuple[str, str, int | None]]:
    it.press("Alt+W")
    it.say("顶上有水渍")
    it.press("Ctrl+Return", "Ctrl+Return")
    case = it.recorded()

    def ask(session: Session) -> list[tuple[str, str, int | None]]:
        return [(one.name, one.media_type, one.step) for one in attachments(session.store, case.row.id)]

    answer: list[tuple[str, str, int | None]] = it.ask(ask)
    return answer


def test_dropped_files_are_recorded_with_the_case(intake: Intake, tmp_path: Path) -> None:
    photo, note = tmp_path / "顶.png", tmp_path / "note.txt"
    assert picture().save(str(photo))
    note.write_text("water", encoding="utf-8")
    drop(intake.find("intake.files"), photo, note)
    assert sorted(names(intake)) == ["note.txt", "顶.png"]
    assert sorted(recorded_names(intake)) == [
        ("note.txt", "application/octet-stream", 1),
        ("顶.png", "image/png", 1),
    ]


def test_a_drop_anywhere_on_the_page_counts(intake: Intake, tmp_path: Path) -> None:
    photo = tmp_path / "a.png"
    assert picture().save(str(photo))
    drop(intake.page, photo)
    assert names(intake) == ["a.png"]


def test_a_picture_is_pasted_while_writing(intake: Intake) -> None:
    QGuiApplication.clipboard().setImage(picture("red"))
    intake.press("Alt+W")
    intake.press("Ctrl+V")
    assert names(intake) == ["screenshot.png"]
    assert intake.find("intake.words").value() == ""
    intake.press("Alt+M")
    intake.press("Ctrl+V")  # the same picture twice is one
    assert names(intake) == ["screenshot.png"]
    QGuiApplication.clipboard().setImage(picture("blue"))
    intake.press("Ctrl+V")
    assert names(intake) == ["screenshot.png", "screenshot.png"]
    assert len(recorded_names(intake)) == 2


def test_text_is_still_pasted_as_text(intake: Intake) -> None:
    QGuiApplication.clipboard().setText("顶上有水")
    intake.press("Alt+W")
    intake.press("Ctrl+V")
    assert intake.find("intake.words").value() == "顶上有水"
    assert names(intake) == []


def test_files_are_picked_by_keyboard(intake: Intake, tmp_path: Path) -> None:
    photo = tmp_path / "b.png"
    assert picture().save(str(photo))
    intake.press("Alt+P", "Return")
    dialog = intake.desk.window.findChild(QFileDialog, "intake.files.dialog")
    assert dialog is not None
    dialog.filesSelected.emit([str(photo)])
    dialog.reject()
    assert names(intake) == ["b.png"]


def test_a_file_is_taken_out_again(intake: Intake, tmp_path: Path) -> None:
    photo = tmp_path / "c.png"
    assert picture().save(str(photo))
    intake.page.what.fields.files.add_paths([str(photo)])
    assert names(intake) == ["c.png"]
    digest = intake.page.what.values()["files"][0][1]
    chip = intake.find(f"intake.files.{digest[:8]}")
    chip.setFocus()
    intake.press("Delete")
    assert names(intake) == []


def test_a_file_that_is_too_large_or_gone_is_told(intake: Intake, tmp_path: Path) -> None:
    intake.ask(lambda session: change_options(session, {"attachments.limit_mb": 1}).changes)
    film = tmp_path / "film.mp4"
    film.write_bytes(b"x" * (1024 * 1024 + 1))
    intake.page.what.fields.files.add_paths([str(film), str(tmp_path / "gone.png")])
    assert names(intake) == []
    assert any("1 MB" in text for text in intake.told())
    assert any("gone.png" in text for text in intake.told())
    assert not intake.page.what.fields.files.busy
