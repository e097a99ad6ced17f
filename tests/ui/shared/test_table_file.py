"""Where a table goes: what does not say what it is becomes a workbook."""

from __future__ import annotations

from pathlib import Path

import pytest

from ui.shared.table_file import table_path


@pytest.mark.parametrize(
    ("typed", "named"),
    [("a.csv", "a.csv"), ("A.XLSX", "A.XLSX"), ("week 46", "week 46.xlsx"), ("a.pdf", "a.pdf.xlsx")],
)
def test_a_table_has_an_ending_that_says_what_it_is(typed: str, named: str) -> None:
    assert table_path(f"folder/{typed}") == Path("folder") / named
