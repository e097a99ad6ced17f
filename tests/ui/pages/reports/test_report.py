"""Looking at reports in the window, saving and printing them."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
import python_calamine
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton

from models.complaints.actions import comment
from models.core.session import Session
from tests.cases import a_case
from tests.ui.conftest import MakeDesk
from tests.ui.helpers import DeskUnderTest
from ui.pages.reports.page import ReportPage


def recorded(desk: DeskUnderTest, count: int = 1) -> list[int]:
    """Record cases on the database thread; their ids."""
    found: list[list[int]] = []

    def record(session: Session) -> list[int]:
        return [a_case(session, words=f"厨房顶漏水，第{number}件") for number in range(count)]

    desk.context.jobs.query(desk.desk, record, found.append)
    desk.settle()
    return found[0]


def shown(desk: DeskUnderTest, **params: object) -> ReportPage:
    page = desk.go("report", **params)
    desk.settle()
    assert isinstance(page, ReportPage)
    return page


def text_of(content: bytes) -> str:
    pdf = pypdfium2.PdfDocument(content)
    text = "\n".join(pdf[number].get_textpage().get_text_bounded() for number in range(len(pdf)))
    pdf.close()
    return text


def test_pages_are_drawn_and_counted(desk: DeskUnderTest) -> None:
    page = shown(desk, ids=recorded(desk, 3))
    assert page.sheets.has_drawn()
    assert page.count.text() == "3 件 · 第 1 页，共 3 页"
    grabbed = page.sheets.grab().toImage()
    dark = sum(
        grabbed.pixelColor(x, y).lightness() < 100
        for x in range(0, grabbed.width(), 5)
        for y in range(0, grabbed.height(), 5)
    )
    assert dark > 40  # letters, not a white sheet
    desk.shot("report-zh")


def test_leafing_by_keys_draws_what_comes_into_sight(desk: DeskUnderTest) -> None:
    page = shown(desk, ids=recorded(desk, 8))
    page.sheets.setFocus()
    QTest.keyClick(page.sheets, Qt.Key.Key_End)
    QTest.keyClick(page.sheets, Qt.Key.Key_PageDown)
    page.sheets.verticalScrollBar().setValue(page.sheets.verticalScrollBar().maximum())
    desk.settle()
    assert page.count.text().startswith("8 件 · 第 8 页")
    assert page.sheets.has_drawn()


def test_saved_bytes_are_the_reports_own(desk: DeskUnderTest, tmp_path: Path) -> None:
    page = shown(desk, ids=recorded(desk))
    page.save_button.click()
    dialog = desk.find("report.file")
    assert isinstance(dialog, QFileDialog)
    target = tmp_path / "report.pdf"
    dialog.fileSelected.emit(str(target))
    dialog.close()
    desk.settle()
    assert target.read_bytes() == page._made.content
    assert "第0件" in text_of(target.read_bytes())
    assert any("report.pdf" in text for text in desk.recorder.texts())


def test_a_file_that_cannot_be_written_is_told(desk: DeskUnderTest, tmp_path: Path) -> None:
    page = shown(desk, ids=recorded(desk))
    page.outlet.save_to(str(tmp_path / "nowhere" / "report.pdf"))
    desk.settle()
    assert any("无法写入" in text for text in desk.recorder.texts())


def test_printing_sends_every_page_once(desk: DeskUnderTest, tmp_path: Path) -> None:
    page = shown(desk, ids=recorded(desk, 2))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    page.outlet.print_on(printer)
    desk.settle()
    pdf = pypdfium2.PdfDocument(tmp_path / "printed.pdf")
    assert len(pdf) == 2
    pdf.close()
    assert any("2 页" in text for text in desk.recorder.texts())


@pytest.mark.parametrize(
    ("digit", "says", "not_says"),
    [
        ("1", "处理报告", "handling report"),
        ("2", "handling report", "处理报告"),
        ("3", "handling report", None),
    ],
)
def test_the_language_of_the_paper(desk: DeskUnderTest, digit: str, says: str, not_says: str | None) -> None:
    page = shown(desk, ids=recorded(desk))
    page.language.setFocus()
    QTest.keyClicks(page.language, digit)
    desk.settle()
    text = text_of(page._made.content)
    assert says in text
    assert not_says is None or not_says not in text


def test_the_receipt_is_a_smaller_sheet(desk: DeskUnderTest) -> None:
    page = shown(desk, ids=recorded(desk), kind="receipt")
    (width, height) = page._made.sizes[0]
    assert (round(width), round(height)) == (420, 595)
    assert page.heading.text() == "回执"


def test_a_case_that_changes_is_made_anew(desk: DeskUnderTest) -> None:
    ids = recorded(desk)
    page = shown(desk, ids=ids)
    before = page._made
    desk.context.operations.run(page, comment, ids[0], "水管已关")
    desk.settle()
    assert page._made is not before
    assert "水管已关" in text_of(page._made.content)


def test_every_control_has_a_name_in_both_languages(make_desk: MakeDesk) -> None:
    desk = make_desk(language="en")
    page = shown(desk, ids=recorded(desk))
    desk.shot("report-en")
    for language in ("en", "zh_CN"):
        desk.context.texts.set(language)
        desk.settle()
        buttons = page.findChildren(QPushButton)
        assert buttons
        assert all(one.accessibleName() or one.text() for one in buttons)
        for widget in (page.kind, page.language, page.zoom, page.sheets):
            assert widget.objectName().startswith("report.")
            assert widget.accessibleName()


def test_a_single_case_is_called_by_its_reference(desk: DeskUnderTest) -> None:
    page = shown(desk, ids=recorded(desk))
    assert page.count.text() == "2611-0001 · 第 1 页，共 1 页"
    assert page.title() == "2611-0001"


def test_the_printer_is_asked_for_and_can_be_left_out(desk: DeskUnderTest) -> None:
    shown(desk, ids=recorded(desk))
    desk.press("Ctrl+P")
    dialog = desk.find("report.printer")
    assert isinstance(dialog, QPrintDialog)
    assert (dialog.minPage(), dialog.maxPage()) == (1, 1)
    dialog.reject()
    desk.settle()
    assert desk.recorder.texts() == []


@pytest.mark.parametrize("language", ["zh_CN", "en_XA"])
def test_a_narrow_window_holds_all_choices(make_desk: MakeDesk, language: str) -> None:
    desk = make_desk(language=language, size=(1024, 680))
    page = shown(desk, ids=recorded(desk))
    desk.shot(f"report-small-{language}")
    for widget in (page.kind, page.language, page.zoom, page.save_button, page.print_button):
        right = widget.mapTo(page, widget.rect().topRight()).x()
        assert right <= page.width(), widget.objectName()
        assert widget.width() >= widget.minimumSizeHint().width(), widget.objectName()


def test_the_summary_of_a_period_is_shown_saved_and_written_as_tables(
    desk: DeskUnderTest, tmp_path: Path
) -> None:
    recorded(desk, 2)
    page = shown(desk, kind="weekly", period="2026-W47")
    assert page.sheets.has_drawn()
    assert page.heading.text() == "管理层汇总"
    assert page.count.text().startswith("2026-W47 · 第 1 页")
    assert not page.kind.isVisible()
    assert "到目前接件2件。" in "".join(text_of(page.outlet.made.content).split())
    for name in ("w.pdf", "w.xlsx", "w.csv"):
        page.outlet.save_to(str(tmp_path / name))
    desk.settle()
    assert (tmp_path / "w.pdf").read_bytes() == page.outlet.made.content
    assert python_calamine.CalamineWorkbook.from_path(str(tmp_path / "w.xlsx")).sheet_names[0] == "summary"
    assert "received@2026-W47" in (tmp_path / "w.csv").read_text("utf-8")
    desk.go("complaints")
    page = shown(desk, kind="weekly", period="", ids=())
    assert page.count.text().startswith("2026-W46 · ")


def test_a_summary_can_be_stopped_and_made_after_all(desk: DeskUnderTest) -> None:
    page = shown(desk, kind="weekly", period="2026-W47")
    page.language.changed.emit("en")  # it is made anew, and has only just begun
    page.loading.stop_button.click()
    desk.settle()
    assert page.loading.words.text() == "已停止。按 F5 可重新生成。"
    assert page.loading.words.isVisible()
    assert not page.is_made()
    desk.press("F5")
    desk.settle()
    assert page.is_made()


def test_it_says_how_far_the_summary_is(desk: DeskUnderTest) -> None:
    page = shown(desk, kind="weekly", period="2026-W47")
    assert page.loading.bar.share is not None
    assert 0 < page.loading.bar.share <= 1


def test_a_period_to_come_says_so(desk: DeskUnderTest) -> None:
    page = shown(desk, kind="weekly", period="2027-W01")
    assert page.empty.isVisible()
    assert not page.is_made()


def test_the_summary_of_last_week_comes_from_the_search_box(desk: DeskUnderTest) -> None:
    desk.context.commands.trigger("shell.summary")
    desk.settle()
    page = desk.context.navigation.screen
    assert isinstance(page, ReportPage)
    assert page.title() == "2026-W46"
