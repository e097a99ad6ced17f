"""Kinds and causes to choose from: both levels in one list that is found by typing, in either language."""

from __future__ import annotations

from collections.abc import Sequence

from models.options.kinds import CategoryRow, CauseRow, labels_of
from ui.widgets.fields import Option

Row = CategoryRow | CauseRow


def tree_label(rows: Sequence[Row], code: str | None, language: str) -> str:
    """``Wear and age › Seals``; the code itself where there is no such row any more."""
    return labels_of(rows, language).get(code or "", code or "")


def tree_options(rows: Sequence[Row], language: str, chosen: object = None) -> list[Option]:
    """What can be chosen: all that is offered, and what is chosen already although it is retired."""
    other = "en" if language.startswith("zh") else "zh_CN"
    shown = {row.code for row in rows if row.active}
    own, others = labels_of(rows, language), labels_of(rows, other)
    return [
        Option(row.code, own[row.code], others[row.code])
        for row in rows
        if row.code == chosen or (row.active and row.parent_code in (None, *shown))
    ]
