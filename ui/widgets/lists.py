"""Lists: model, rows, head and view for one import."""

from __future__ import annotations

from ui.widgets.list_header import TwoTierHeader
from ui.widgets.list_model import ROW_ROLE, SORT_ROLE, Column, ListRow, PagedModel
from ui.widgets.list_rows import PAD, RowDelegate, RowState
from ui.widgets.list_view import RowView

__all__ = [
    "PAD",
    "ROW_ROLE",
    "SORT_ROLE",
    "Column",
    "ListRow",
    "PagedModel",
    "RowDelegate",
    "RowState",
    "RowView",
    "TwoTierHeader",
]
