"""Kinds and causes to choose from: both levels in one list that is found by typing, in either language."""

from __future__ import annotations

from collections.abc import Sequence

from models.options.kinds import CategoryRow, CauseRow, label
from ui.widgets.fields import Option

Row = CategoryRow | CauseRow
_BETWEEN = " › "


def tree_label(rows: Sequence[Row], code: str | None, language: str) -> str:
    """``Wear and age › Seals``; the code itself where there is no such row any more."""
    found = {row.code: row for row in rows}
    row = found.get(code or "")
    if row is None:
        return code or ""
    levels = [found[row.parent_code]] if row.parent_code in found else []
    return _BETWEEN.join(label(one, language) for one in (*levels, row))


def tree_options(rows: Sequence[Row], language: str, chosen: object = None) -> list[Option]:
    """What can be chosen: all that is offered, and what is chosen already although it is retired."""
    other = "en" if language.startswith("zh") else "zh_CN"
    shown = {row.code for row in rows if row.active}
    return [
        Option(row.code, tree_label(rows, row.code, language), tree_label(rows, row.code, other))
        for row in rows
        if row.code == chosen or (row.active and row.parent_code in (None, *shown))
    ]
