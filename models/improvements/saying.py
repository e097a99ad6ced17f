"""How improvements are said, the same on the screen and on paper: what one is about, its verdict, the numbers of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo

from models.core.session import Session
from models.improvements.kinds import ImprovementRow, Judgement, Verdict
from models.improvements.verdict import FEWEST_BEFORE, WEEKS, by_chance
from models.store.database import Store
from resources.texts import Texts
from resources.texts.places import building_name

MINUS = "−"
_RARE = 0.001  # of so few times in one, no figure is said


@dataclass(frozen=True)
class Names:
    """What codes are called in one language."""

    categories: Mapping[str, str] = field(default_factory=dict)
    causes: Mapping[str, str] = field(default_factory=dict)

    def category(self, code: str | None) -> str:
        """A category or sub-category."""
        return self.categories.get(code or "", code or "")

    def cause(self, code: str | None) -> str:
        """A cause."""
        return self.causes.get(code or "", code or "")


def names(source: Session | Store, language: str) -> Names:
    """All names. Two statements."""
    store = source.store if isinstance(source, Session) else source
    column = "zh" if language.startswith("zh") else "en"
    return Names(
        dict(store.rows(f"SELECT code, {column} FROM category")),
        dict(store.rows(f"SELECT code, {column} FROM cause")),
    )


def scope_words(texts: Texts, row: ImprovementRow, known: Names) -> str:
    """Which cases it is about: ``Leak › Shower, Wear and age, Building 3``."""
    kinds = " › ".join(filter(None, (known.category(row.category), known.category(row.subcategory))))
    building = building_name(texts, row.building)
    return texts.list_of(filter(None, (kinds, known.cause(row.cause), building)))


def name_of(row: ImprovementRow, known: Names) -> str:
    """``Leak: shower tray joints``; the category is not said twice."""
    category = known.category(row.category)
    if not category or category.casefold() in row.title.casefold():
        return row.title
    return f"{category}: {row.title}"


def root_of(row: ImprovementRow, known: Names) -> str:
    """The root cause as somebody wrote it, else what it is called."""
    return row.root_cause or known.cause(row.cause)


def drop_words(texts: Texts, drop: float | None, digits: int = 0) -> str:
    """``−60 %``: a drop has a minus, a rise a plus."""
    if drop is None:
        return "–"
    shown = round(abs(drop), digits)
    sign = "" if not shown else MINUS if drop > 0 else "+"
    return f"{sign}{texts.number(shown if digits else int(shown), digits or None)} %"


def target_words(texts: Texts, row: ImprovementRow, digits: int = 0) -> str:
    """``of −50 %``."""
    return texts.t("of {target}", target=drop_words(texts, float(row.target_percent), digits))


def chance_words(texts: Texts, p_value: float) -> str:
    """``1.4 times in 100``."""
    if p_value < _RARE:
        return texts.t("less than once in 1,000")
    times = round(100 * p_value, 1)
    shown = texts.number(int(times)) if times == int(times) else texts.number(times, 1)
    return texts.t("{n} times in 100", n=shown)


def verdict_sentence(texts: Texts, judged: Judgement, target: int) -> str:
    """The numbers of a verdict in words."""
    counts = texts.n(
        "{n} case in four weeks before, {after} after.",
        "{n} cases in four weeks before, {after} after.",
        judged.before,
        after=texts.number(judged.after),
    )
    drop = judged.drop_percent
    if judged.verdict is Verdict.NOT_ENOUGH_DATA:
        return counts + space(texts) + texts.t(
            "Under {least} cases before, nothing can be said.", least=FEWEST_BEFORE
        )  # fmt: skip
    if drop is None or drop <= 0:
        return counts + space(texts) + texts.t("They have not become fewer.")
    chance = texts.t(
        "If nothing had changed, a drop like this would come up {times}.",
        times=chance_words(texts, judged.p_value),
    )
    if by_chance(judged.verdict, drop, target):
        chance += space(texts) + texts.t("May be chance.")
    return counts + space(texts) + chance


def weighed_sentence(texts: Texts, judged: Judgement) -> str:
    """What the counts were weighed by, and which week belongs to neither side."""
    if judged.before_exposure and judged.after_exposure:
        said = texts.t(
            "Weighted by homes lived in: {before} before, {after} after.",
            before=texts.number(round(judged.before_exposure / WEEKS)),
            after=texts.number(round(judged.after_exposure / WEEKS)),
        )
    else:
        said = texts.t("Not weighted: no homes are known on both sides.")
    if judged.left_out is not None:
        week = f"W{judged.left_out.isocalendar().week}"
        said += space(texts) + texts.t("{week}, the week of the change, is left out.", week=week)
    return said


def late_words(texts: Texts, row: ImprovementRow) -> str:
    """``9 days``."""
    return texts.n("{n} day", "{n} days", row.late_days)


def told_words(texts: Texts, row: ImprovementRow, zone: tzinfo) -> str:
    """``Liu Jing told 18 Nov``; empty while nobody was."""
    if not row.told or row.told_at is None:
        return ""
    return texts.t("{names} told {day}", names=row.told, day=texts.date(local_day(row.told_at, zone)))


def day_words(texts: Texts, day: date, today: date) -> str:
    """A day, with the year where it is another."""
    return texts.date(day, year=day.year != today.year)


def local_day(moment: datetime, zone: tzinfo) -> date:
    """The day at the property."""
    return moment.astimezone(zone).date()


def space(texts: Texts) -> str:
    """Between two sentences."""
    return "" if texts.language.startswith("zh") else " "
