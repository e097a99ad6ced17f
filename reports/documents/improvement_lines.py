"""What the papers about improvements share: who speaks, styles of narrow columns, verdicts with their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.improvements.kinds import ImprovementRow, Judgement, Verdict
from models.improvements.printing import House
from models.improvements.saying import name_of, root_of, scope_words
from reports.documents.heads import brief
from reports.layout.styles import BODY, LATE, OK, SOON, Style
from reports.voice import Said, Voice
from resources.texts import Texts

VERDICT_STYLES = {Verdict.ACHIEVED: OK, Verdict.NOT_ACHIEVED: LATE, Verdict.NOT_ENOUGH_DATA: SOON}
_NAME, _ROOT = 72, 170


class Reporter(Voice):
    """Says improvements in one language or two."""

    def __init__(self, house: House, texts: Sequence[Texts]) -> None:
        super().__init__(texts, house.zone, house.currency)
        self.house = house

    def name(self, row: ImprovementRow) -> Said:
        """``Leak: shower tray joints``"""
        return self.each(lambda texts: brief(name_of(row, self.house.named(texts.language)), _NAME))

    def scope(self, row: ImprovementRow) -> Said:
        """Which cases it is about."""
        return self.each(
            lambda texts: brief(scope_words(texts, row, self.house.named(texts.language)), _NAME)
        )

    def root(self, row: ImprovementRow) -> Said:
        """The root cause as somebody wrote it, else what it is called."""
        return self.each(lambda texts: brief(root_of(row, self.house.named(texts.language)), _ROOT))

    def day(self, day: date) -> str:
        """A day with its year: in figures where two languages share it, and in Chinese."""
        if self.both or self.first.language.startswith("zh"):
            return day.isoformat()
        return self.first.date(day, year=True)


def verdict_style(verdict: str | None) -> Style:
    """How the word of a verdict looks."""
    return VERDICT_STYLES[Verdict(verdict)] if verdict else BODY


def judgement_of(row: ImprovementRow) -> Judgement | None:
    """The numbers of a verdict as the row has them; ``None`` before it."""
    if row.verdict is None or row.before is None or row.after is None:
        return None
    return Judgement(
        Verdict(row.verdict), row.before, row.after, row.before_exposure or 0, row.after_exposure or 0,
        row.drop_percent, 1.0 if row.p_value is None else row.p_value,
    )  # fmt: skip
