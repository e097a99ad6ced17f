"""What the report page is asked to show: which document, of what, of which day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Document(StrEnum):
    """The documents that the page can make."""

    REPORT = "report"
    RECEIPT = "receipt"
    HAND_OVER = "hand_over"
    SLIPS = "slips"
    DAY_SHEETS = "day_sheets"
    WEEK_PLAN = "week_plan"
    WEEKLY = "weekly"
    REGISTER = "register"
    NOTE = "note"
    LETTERS = "letters"


OF_CASES = frozenset({Document.REPORT, Document.RECEIPT})
OF_NOTHING = frozenset(
    {Document.HAND_OVER, Document.WEEK_PLAN, Document.WEEKLY, Document.REGISTER}
)  # made without choosing anything
OWN_LANGUAGE = frozenset({Document.LETTERS})  # each speaks its reader's language
_OF_IMPROVEMENTS = frozenset({"improvement", "case", "staff", "category", "cause", "place"})
TOPICS: Mapping[Document, frozenset[str]] = {
    Document.REPORT: frozenset({"category"}),
    Document.RECEIPT: frozenset({"category"}),
    Document.HAND_OVER: frozenset({"case", "note", "duty", "hand_over"}),
    Document.SLIPS: frozenset({"technician", "appointment"}),
    Document.DAY_SHEETS: frozenset({"work_order", "technician", "absence", "appointment"}),
    Document.WEEK_PLAN: frozenset({"work_order", "technician", "absence"}),
    Document.WEEKLY: frozenset({"case", "work_order", "warning", "improvement", "category"}),
    Document.REGISTER: _OF_IMPROVEMENTS,
    Document.NOTE: _OF_IMPROVEMENTS,
    Document.LETTERS: _OF_IMPROVEMENTS | {"resident"},
}


@dataclass(frozen=True)
class Wanted:
    """One document. ``ids`` are cases, orders, technicians or one improvement; ``day`` is that of the sheets, or the
    week's first.

    ``period`` is that of the summary, as ``insights.periods`` writes it; empty: the last week that is over. ``view`` is
    the tab of the register, ``first`` the first letter of a file, counted from 0.
    """

    document: Document = Document.REPORT
    ids: tuple[int, ...] = ()
    day: date | None = None
    period: str = ""
    view: str = ""
    first: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to make it of."""
        return not self.ids and self.document not in OF_NOTHING

    def of(self, params: Mapping[str, object]) -> Wanted:
        """What somebody came for; what they do not say stays as it is."""
        ids, day = params.get("ids", self.ids), params.get("day", self.day)
        return Wanted(
            Document(str(params.get("kind", Document.REPORT))),
            tuple(int(one) for one in ids) if isinstance(ids, Sequence) else (),
            day if day is None or isinstance(day, date) else date.fromisoformat(str(day)),
            str(params.get("period", self.period)),
            str(params.get("view", "")),
            int(str(params.get("first", 0))),
        )
