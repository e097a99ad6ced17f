"""What the amber line and its keys do: the caller belongs to an outage, or is the first to report one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt

from models.directory.kinds import PlaceKind
from models.incidents.kinds import IncidentDraft
from ui.base.page import Page
from ui.pages.intake.columns import Columns
from ui.pages.intake.filing import Filing
from ui.pages.intake.outage import OutageLine
from ui.shared.incident_dialog import declare


class OutageDeeds(QObject):
    """``edited`` is called when the form says something else."""

    def __init__(
        self, page: Page, line: OutageLine, columns: Columns, filing: Filing, edited: Callable[[], None]
    ) -> None:
        super().__init__(page)
        self._page, self._line, self._columns = page, line, columns
        self._filing, self._edited = filing, edited
        line.wanted.connect(self.join)
        line.taken_back.connect(edited)

    def join(self) -> None:
        """Alt+J: the caller belongs to what is known to be off; with words that is all that is needed."""
        row, what = self._line.take(), self._columns.what
        if row is None:
            return
        context = self._page.context
        began = row.started_at.astimezone(context.desk.zone)
        today = context.clock.now().astimezone(context.desk.zone).date()
        since = f"{began:%H:%M}" if began.date() == today else f"{began:%m-%d %H:%M}"
        what.take_from(row.subcategory or row.category, since)
        self._edited()
        if what.fields.words.value():
            self._filing.record(complete=False)
        else:
            what.fields.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def declare(self) -> None:
        """Alt+O: the first of many. Building and cause are those of the form."""
        card, code = self._columns.who.home_card, self._columns.what.category or ""
        trail = (*card.trail, card.place) if card is not None and card.place is not None else ()
        building = next((place for place in trail if place.kind == PlaceKind.BUILDING), None)
        draft = IncidentDraft(
            "",
            category=code.partition(".")[0] or None,
            subcategory=code if "." in code else None,
            place_id=building.id if building else None,
            started_at=self._page.context.clock.now(),
        )
        declare(self._page, draft, building.label if building else "")
