"""Asks for a free period: from which day to which."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from models.insights.kinds import Period
from models.insights.periods import free
from resources.texts import N_
from ui.context import Context
from ui.language import TextsHolder
from ui.shared.day_field import DayField
from ui.shared.fields_dialog import FieldsDialog


class DaysDialog(FieldsDialog):
    """Both days count. ``submitted`` carries them as ``first`` and ``last``."""

    def __init__(self, context: Context, parent: QWidget, shown: Period) -> None:
        super().__init__(context, parent, "days", N_("From which day to which?"), N_("Look"), "insight")
        self.first, self.last = DayField(context, "first"), DayField(context, "last")
        self.add("first", N_("&From"), self.first, needed=True)
        self.add("last", N_("&To"), self.last, needed=True)
        self.set_values({"first": shown.first, "last": shown.end - timedelta(days=1)})
        self.speak(self._speak)

    def _speak(self, _texts: TextsHolder) -> None:
        self.first.retranslate()
        self.last.retranslate()


def period_of(values: object) -> Period | None:
    """What was answered, if both are days; the earlier one comes first. Raises ``period.unknown`` as ``free`` does."""
    if not isinstance(values, dict):
        return None
    first, last = values.get("first"), values.get("last")
    if not isinstance(first, date) or not isinstance(last, date):
        return None
    return free(*sorted((first, last)))
