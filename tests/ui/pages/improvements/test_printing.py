"""The register, the note and the letters from their keys to the paper; and who has been told."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter

from models.core.clock import SetClock
from models.improvements import actions, queries
from models.improvements.kinds import ImprovementFile
from models.store.opening import open_store
from tests.reports.reading import pages_of, squeezed, text_of
from tests.ui.helpers import DeskUnderTest
from tests.ui.pages.improvements.conftest import OpenDesk
from tests.ui.pages.improvements.scene import Scene
from ui.pages.reports.page import ReportPage
from ui.pages.reports.wanted import Document
from ui.widgets.fields import TextField


@pytest.fixture
def named(folder: Path, clock: SetClock, scene: Scene) -> Scene:
    """Two residents complained of what led to the golden row, one of them twice, one wants English."""
    store = open_store(folder, clock)
    with store.writing():
        ids = [
            row[0]
            for row in store.rows("SELECT id FROM complaint WHERE category = 'leak' ORDER BY id LIMIT 3")
        ]
        for case_id, resident, title in zip(ids, (1, 3, 1), ("漏水", "Wet bath", "又漏"), strict=True):
            store.execute(
                "UPDATE complaint SET resident_id = ?, title = ? WHERE id = ?", (resident, title, case_id)
            )
        store.execute("UPDATE resident SET language = 'en', name = 'Anna Smith' WHERE id = 3")
    store.disconnect()
    return scene


def printing(desk: DeskUnderTest) -> ReportPage:
    """The page for printing, with what it was asked for."""
    desk.settle()
    screen = desk.context.navigation.screen
    assert isinstance(screen, ReportPage)
    assert screen.is_made()
    return screen


def file(desk: DeskUnderTest, improvement_id: int) -> ImprovementFile:
    answers: list[ImprovementFile] = []
    desk.context.jobs.query(
        desk.window, lambda session: queries.improvement(session, improvement_id), answers.append
    )
    desk.settle()
    return answers[0]


def test_the_register_is_printed_as_it_is_shown(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it()
    desk.press("2")  # those that are late
    desk.settle()
    desk.press("Ctrl+P")
    page = printing(desk)
    text = text_of(page._made.content)
    assert page._wanted.document is Document.REGISTER
    assert "binsfullonSunday" in text
    assert "showertrayjoints" not in text
    assert page.heading.text() == "Improvement register"


def test_the_note_to_the_department_is_one_page(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it({"id": scene.golden})
    desk.press("O")
    (only,) = pages_of(printing(desk)._made.content)
    for said in ("致责任部门的说明", "Acid silicone peels", "Re-seal 64 trays", "达成", "W38"):
        assert squeezed(said).casefold() in squeezed(only).casefold()


def test_letters_are_printed_and_then_the_residents_are_told(
    open_it: OpenDesk, named: Scene, tmp_path: Path
) -> None:
    desk = open_it({"id": named.golden})
    desk.recorder.answers("letters:0")
    desk.press("T")
    desk.settle()
    assert desk.recorder.asked[0].text == "Have 2 residents been told?"
    assert desk.recorder.asked[0].choices[0].label == "Print 2 letters"
    # Nobody has said yet what the letters say: they begin with the plan, in its own language alone.
    english = desk.find("improvements.letters.en")
    assert isinstance(english, TextField)
    plan = file(desk, named.golden).row
    assert english.value() == f"{plan.plan_short}\n{plan.plan_long}"
    desk.shot("improvements-letters-words")
    english.set_value("All 64 trays were sealed anew.")
    assert desk.find("improvements.letters.zh_CN").value() == ""  # type: ignore[attr-defined]
    desk.press("Ctrl+Return")
    assert desk.find("improvements.dialog.letters").isVisible(), "both languages need their words"
    desk.type("64 个盆都重新打了胶。", desk.find("improvements.letters.zh_CN"))
    desk.press("Ctrl+Return")
    page = printing(desk)
    texts = [squeezed(one) for one in pages_of(page._made.content)]
    assert sorted("DearAnnaSmith," in one for one in texts) == [False, True]
    assert sum("又漏" in one and "漏水" in one for one in texts) == 1
    assert ["64个盆都重新打了胶。" in one for one in texts] == [
        "Alltrays" not in one and "64个盆" in one for one in texts
    ]
    assert not any(squeezed(plan.plan_short) in one for one in texts)
    assert not page.language.isVisible()
    assert file(desk, named.golden).row.told_residents_at is None
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "letters.pdf"))
    desk.recorder.answers("told")
    page.outlet.print_on(printer)
    desk.settle()
    assert desk.recorder.asked[-1].text == "Are 2 letters on their way?"
    told = file(desk, named.golden)
    assert told.row.told_residents_at is not None
    assert told.history[0].facts["n"] == 2


def test_words_of_the_letters_are_changed_without_printing_first(open_it: OpenDesk, named: Scene) -> None:
    desk = open_it({"id": named.golden})
    page = desk.go("report", kind="letters", ids=(named.golden,))
    desk.settle()
    assert isinstance(page, ReportPage)
    assert not page.is_made(), "nothing is printed that nobody has written for residents"
    words = {"zh_CN": "换了胶。", "en": "New glue."}
    desk.context.operations.run(desk.window, actions.word_letters, named.golden, words)
    desk.settle()
    desk.go("improvements", id=named.golden)
    desk.settle()
    desk.recorder.answers("words")
    desk.press("T")
    desk.settle()
    field = desk.find("improvements.letters.en")
    assert isinstance(field, TextField)
    assert field.value() == "New glue."
    field.set_value("Other glue.")
    desk.recorder.answers("not")
    desk.press("Ctrl+Return")
    desk.settle()
    assert len(desk.recorder.asked) == 2, "and the question comes back"
    assert file(desk, named.golden).history[0].text == "Other glue."


def test_without_anybody_to_write_to_it_says_so(open_it: OpenDesk, scene: Scene) -> None:
    desk = open_it()
    page = desk.go("report", kind="letters", ids=(scene.golden,))
    desk.settle()
    assert isinstance(page, ReportPage)
    assert page.empty.isVisible()
    assert not page.is_made()
