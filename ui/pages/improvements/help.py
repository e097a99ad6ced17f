"""F1: how a verdict is reckoned, in the words of people who do not reckon."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models.improvements.rules import LADDER
from models.improvements.verdict import FEWEST_BEFORE, MOST_BY_CHANCE
from resources.texts import N_
from ui.base.dialog import Dialog
from ui.context import Context
from ui.widgets.controls import Button
from ui.widgets.labels import Label

_PARTS: tuple[tuple[str, str], ...] = (
    (
        N_("What is compared"),
        N_(
            "The cases of four whole weeks, Monday to Sunday, before the week in which the plan came into force, and"
            " of four whole weeks after it. The week of the change belongs to neither, unless it began on a Monday."
            " Compliments and merged cases are not counted."
        ),
    ),
    (
        N_("Weighed by homes lived in"),
        N_(
            "Homes with somebody living there are counted on the Monday of each week, so that a building that fills"
            " up does not look like a failure. The four counts are added up; what is shown is their average. Where no"
            " homes are known, weeks are compared as they are."
        ),
    ),
    (
        N_("Could it be chance?"),
        N_(
            "If nothing had changed, each case would fall before or after as the homes do. From that follows how"
            " often so few cases after, or fewer, would come up by themselves (the conditional binomial test)."
        ),
    ),
    (
        N_("The verdict"),
        N_(
            "Achieved: the drop has reached the target, and chance alone would do that in at most {most} of 100"
            " times. Not enough data: under {least} cases before. Otherwise not achieved; where the target was reached"
            " all the same, it may be chance."
        ),
    ),
    (
        N_("When it is late"),
        N_(
            "When the due day has passed the owner hears of it, on the {second}th day after it a manager, on the"
            " {third}th a director. It ends when the plan is in force."
        ),
    ),
)


class JudgingHelp(Dialog):
    """A few headings with a paragraph each."""

    WIDTH = 600
    PERSONAL = False

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        self.setObjectName("improvements.help")
        self.heading = Label("", "heading")
        self.body.addWidget(self.heading)
        self._parts = [(Label("", strong=True), Label("", wrap=True)) for _ in _PARTS]
        for head, words in self._parts:
            self.body.addWidget(head)
            self.body.addWidget(words)
        self.close_button = Button()
        self.close_button.setObjectName("improvements.help.close")
        self.close_button.clicked.connect(self.reject)
        self.add_button(self.close_button)

    def retranslate(self) -> None:
        texts = self.context.texts.current
        self.heading.set_text(texts.t("How an improvement is judged"))
        self.setWindowTitle(texts.t("How an improvement is judged"))
        facts = {
            "most": round(100 * MOST_BY_CHANCE),
            "least": FEWEST_BEFORE,
            "second": LADDER[1][0],
            "third": LADDER[2][0],
        }
        for (head, words), (title, text) in zip(self._parts, _PARTS, strict=True):
            head.set_text(texts.t(title))
            words.set_text(texts.t(text, **facts))
        self.close_button.set_text(texts.t("Close"))
