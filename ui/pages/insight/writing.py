"""Writes a table of the page to a file, in the worker."""

from __future__ import annotations

from pathlib import Path

from models.core.session import Session
from models.exchange.table_file import Columns, check_may_export, write_rows
from ui.pages.insight.parts import Grid


def write(session: Session, grid: Grid, path: Path) -> None:
    """Whole or not at all. Raises ``NotAllowed`` without the permission to export, ``file.not_written``."""
    check_may_export(session)
    columns = Columns(grid.heads, frozenset(), grid.amounts, grid.days, grid.shares)
    write_rows(path, columns, (dict(zip(grid.heads, row, strict=True)) for row in grid.rows))
