"""The lists of the page: warnings, and residents whom somebody should call."""

from __future__ import annotations

from models.warnings.kinds import WarningLevel, WarningRow
from ui.shared.case_list import TwoLines
from ui.widgets.lists import ListRow


class Signs(TwoLines):
    """Of a warning whether it is answered, and how grave; a telephone for a resident."""

    def sign(self, row: ListRow) -> tuple[str, str]:
        one = row.row
        if not isinstance(one, WarningRow):
            return "phone", "muted"
        if one.acknowledged_at is not None:
            return "check", "faint"
        return "triangle-alert", "overdue" if one.level == WarningLevel.RED else "soon"
