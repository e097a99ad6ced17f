"""Asking where a table is to go: a workbook or a table as text."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDir
from PySide6.QtWidgets import QFileDialog

from ui.base.page import Page

ENDINGS = (".xlsx", ".csv")


def ask_table(
    page: Page, name: str, title: str, suggested: str, chosen: Callable[[Path], None]
) -> QFileDialog:
    """Open the dialog; ``suggested`` is a file's name without its ending, ``chosen`` gets the path with one."""
    t = page.context.texts.t
    dialog = QFileDialog(page.window(), title, QDir.homePath())
    dialog.setObjectName(name)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([t("Workbook (*.xlsx)"), t("Table as text (*.csv)")])
    dialog.filterSelected.connect(partial(_follow_filter, dialog))
    dialog.setDefaultSuffix("xlsx")
    dialog.selectFile(f"{suggested}.xlsx")
    dialog.fileSelected.connect(partial(_taken, chosen))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def dated(page: Page, msgid: str) -> str:
    """A name with today's day at the property: ``improvements 2026-11-20``. The msgid names ``day``."""
    day = page.context.clock.now().astimezone(page.context.desk.zone).date()
    return page.context.texts.t(msgid, day=day.isoformat())


def table_path(name: str) -> Path:
    """The file of a name that somebody typed: what does not say what it is becomes a workbook."""
    path = Path(name)
    return path if path.suffix.casefold() in ENDINGS else path.with_name(f"{path.name}.xlsx")


def _taken(chosen: Callable[[Path], None], name: str) -> None:
    chosen(table_path(name))


def _follow_filter(dialog: QFileDialog, name_filter: str) -> None:
    dialog.setDefaultSuffix("csv" if ".csv" in name_filter else "xlsx")
