"""F1 on targets and calendars: what they are, what they count from, and that they are no law."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from models.timing.presets import STARTS, TARGETS
from resources.texts import N_
from ui.base.dialog import Dialog
from ui.context import Context
from ui.widgets.cards import FactRow
from ui.widgets.controls import PrimaryButton
from ui.widgets.labels import Label

NO_LAW = N_(
    "These figures are a compromise between published norms of service, made for this program. "
    "They are not law: what your contracts and authorities ask for comes first."
)
_TARGETS = (
    NO_LAW,
    N_(
        "Write 30m or 2h for time in which the clock runs, 3wd for working days, 12w for weeks of the calendar; "
        "leave a cell empty where nothing is promised."
    ),
    N_(
        "Working days end when the desk closes on the last of them; the day of the start does not count. "
        "Warnings come at three quarters of the time, or 15 minutes before, whichever is earlier."
    ),
    N_("Most targets count from the receipt of the complaint. These count from something else:"),
)
_CALENDAR = (
    N_(
        "Time outside these hours is not counted, except for what is counted day and night. "
        "Several stretches a day are possible: 09:00-12:00, 13:30-18:00."
    ),
    N_(
        "Days that differ are closed, or worked although they would be off. Without hours a day off is closed all "
        "day, and a working day has the hours of the first open weekday."
    ),
    N_(
        "Official holidays come from the tables of a library. They take effect when you have looked through them and "
        "confirmed them; from 1 November the next year is asked for."
    ),
)
# What a target counts from, where that is not the receipt.
_FROM = {
    "told": N_("the last word to the resident"),
    "resolved": N_("when it is resolved"),
    "step": N_("when its step begins"),
    "investigated": N_("the end of the investigation"),
    "first_response": N_("the first response"),
    "stage2_asked": N_("when stage 2 is asked for"),
    "stage2_acknowledged": N_("when stage 2 is acknowledged"),
}


class TimingHelp(Dialog):
    """Read, then Enter or Esc."""

    WIDTH = 620

    def __init__(self, context: Context, parent: QWidget, section: str) -> None:
        super().__init__(context, parent)
        self.setObjectName("options.help")
        self._section = section
        self._title = Label("", "heading")
        self._words = [Label("", wrap=True) for _ in (_TARGETS if section == "targets" else _CALENDAR)]
        self._starts = FactRow(label_width=190)
        self._starts.setVisible(section == "targets")
        self.close_button = PrimaryButton()
        self.close_button.setObjectName("options.help.close")
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        for widget in (self._title, *self._words, self._starts):
            self.body.addWidget(widget)
        self.add_button(self.close_button)

    def retranslate(self) -> None:
        texts = self.context.texts
        is_targets = self._section == "targets"
        self._title.set_text(texts.t("Targets") if is_targets else texts.t("Calendar"))
        self.setWindowTitle(self._title.text())
        for label, words in zip(self._words, _TARGETS if is_targets else _CALENDAR, strict=True):
            label.set_text(texts.t(words))
        self._starts.set_facts(
            (texts.word("target", name), texts.t(_FROM[STARTS[name]])) for name in TARGETS if name in STARTS
        )
        self.close_button.set_text(texts.t("Close"))
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
