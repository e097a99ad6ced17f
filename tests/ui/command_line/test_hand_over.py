"""The command ``handover``: the sheet of a shift as a PDF."""

from __future__ import annotations

from pathlib import Path

import pytest

from main import main
from models.core.session import OWNER, Session
from models.shifts.actions import write_note
from models.store.opening import open_store
from tests import factories
from tests.reports.reading import text_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store that is set up, with a note."""
    path, clock = tmp_path / "store", factories.a_clock()
    store = open_store(path, clock)
    factories.an_estate(store, clock)
    write_note(Session(store, OWNER, clock), "先别重启电梯")
    store.disconnect()
    return path


def text(folder: Path, *more: str) -> str:
    out = folder.parent / "sheet.pdf"
    assert main(["--data", str(folder), "handover", "-o", str(out), *more]) == 0
    return text_of(out.read_bytes())


def test_in_the_languages_that_were_asked_for(folder: Path) -> None:
    assert "交接单" in text(folder)  # as set for the property
    assert "Hand-oversheet" not in text(folder)
    assert "Hand-oversheet" in text(folder, "--lang", "en")
    assert "交接单Hand-oversheet" in text(folder, "--print-in", "both")
    assert "先别重启电梯" in text(folder, "--print-in", "en")


def test_of_the_shift_that_was_asked_for(folder: Path) -> None:
    assert "夜班2026-11-1923:00–07:00" in text(folder, "--shift", "night", "--day", "2026-11-19")


def test_what_cannot_be(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(folder.parent / "sheet.pdf")
    assert main(["--data", str(folder), "--lang", "en", "handover", "--shift", "noon", "-o", out]) == 1
    assert "There is no shift noon. There are: early, late, night." in capsys.readouterr().err
    with pytest.raises(SystemExit) as stopped:
        main(["--data", str(folder), "--lang", "en", "handover", "--day", "Friday", "-o", out])
    assert stopped.value.code == 2
    assert "Friday is not a day" in capsys.readouterr().err
    assert not Path(out).exists()
