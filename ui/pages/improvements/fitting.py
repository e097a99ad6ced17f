"""Lists in dialogs: as high as what they hold."""

from __future__ import annotations

from collections.abc import Sequence

from ui.theme.current import theme
from ui.widgets.lists import ListRow, RowView


def fit(view: RowView, rows: Sequence[ListRow], most: int) -> None:
    """As high as its rows and headings, ``most`` pixels of the theme at the most; beyond that it scrolls."""
    heads = sum(row.is_group for row in rows)
    tall = heads * view.rows.group_height + (len(rows) - heads) * view.rows.row_height
    view.setFixedHeight(min(theme().px(most), tall + 2))
