"""F1: how a warning comes about, in the words of people who do not reckon."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from resources.texts import N_
from ui.base.dialog import Dialog
from ui.context import Context
from ui.widgets.controls import Button
from ui.widgets.labels import Label

_PARTS: tuple[tuple[str, str], ...] = (
    (
        N_("More than usual"),
        N_(
            "The last seven days are compared with the 12 whole weeks before them, without weeks in which an outage was"
            " declared; with fewer than four weeks nothing is judged. Amber: so many come by chance at most once in 100"
            " weeks. Red: at most once in 1,000. Fewer than three cases are never a warning."
        ),
    ),
    (
        N_("What is counted"),
        N_(
            "All cases, each category, each building; and each category in each building, there only at red."
            " Compliments and merged cases do not count. One count gives one warning in seven days; while nobody"
            " has answered it, it follows what goes on rising."
        ),
    ),
    (
        N_("Rising slowly"),
        N_(
            "What rises too slowly for a single week: a smoothed line that starts at the mean of 26 weeks and runs"
            " through the 12 after them. For counts of two a week or more."
        ),
    ),
    (
        N_("Without reckoning"),
        N_(
            "Three homes of one line with one kind of trouble within seven days; three cases of one resident or two"
            " repairs of one piece of equipment within 30 days; a third repeat; two dissatisfied residents of one"
            " building; any S1; media, petition, court or the government's hotline; under 85 % on time; over 20 % of"
            " the open cases without a word for three working days."
        ),
    ),
    (
        N_("False alarms"),
        N_(
            "Chance alone puts a count over its limit now and then. How often that is to be expected is added up from"
            " the exact probabilities of all limits, and stands at the foot of the page."
        ),
    ),
    (
        N_("Residents to call"),
        N_(
            "Who has an open case that repeats an earlier one, a missed promise, a low mood, or no word for three"
            " working days. Those with the most reasons come first; there is no score behind it."
        ),
    ),
)


class WarningsHelp(Dialog):
    """A few headings with a paragraph each."""

    WIDTH = 620
    PERSONAL = False

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        self.setObjectName("warnings.help")
        self._labels: list[tuple[Label, Label]] = []
        for _ in _PARTS:
            pair = Label("", "lead", strong=True, wrap=True), Label("", wrap=True)
            self._labels.append(pair)
            for label in pair:
                self.body.addWidget(label)
        self.close_it = Button()
        self.close_it.setObjectName("warnings.help.close")
        self.close_it.clicked.connect(self.accept)
        self.add_button(self.close_it)

    def retranslate(self) -> None:
        t = self.context.texts.t
        self.setWindowTitle(t("How a warning comes about"))
        for (heading, words), (title, text) in zip(self._labels, _PARTS, strict=True):
            heading.set_text(t(title))
            words.set_text(t(text))
        self.close_it.set_text(t("Close"))
