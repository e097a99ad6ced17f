"""How improvements are said: what one is about, how late it is, its verdict and the numbers of it. Free of Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo

from models.core.session import Session
from models.improvements.kinds import Head, HistoryRow, ImprovementRow, ImprovementState, Judgement, Verdict
from models.improvements.verdict import FEWEST_BEFORE, WEEKS, by_chance
from models.store.database import Store
from resources.texts import N_, Texts
from resources.texts.places import building_name

MINUS = "−"
VERDICT_ICONS = {
    Verdict.ACHIEVED: "check",
    Verdict.NOT_ACHIEVED: "x",
    Verdict.NOT_ENOUGH_DATA: "circle-help",
}
VERDICT_TOKENS = {
    Verdict.ACHIEVED: "ok",
    Verdict.NOT_ACHIEVED: "overdue",
    Verdict.NOT_ENOUGH_DATA: "muted",
}
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


def beside_verdict(texts: Texts, row: ImprovementRow) -> str:
    """What stands beside the drop of a row that was judged: the target, or why it does not count."""
    if row.verdict == Verdict.NOT_ENOUGH_DATA:
        return texts.t("not enough data")
    if by_chance(row.verdict, row.drop_percent, row.target_percent):
        return texts.t("may be chance")
    return target_words(texts, row)


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
        return counts + _space(texts) + texts.t(
            "Under {least} cases before, nothing can be said.", least=FEWEST_BEFORE
        )  # fmt: skip
    if drop is None or drop <= 0:
        return counts + _space(texts) + texts.t("They have not become fewer.")
    chance = texts.t(
        "If nothing had changed, a drop like this would come up {times}.",
        times=chance_words(texts, judged.p_value),
    )
    if by_chance(judged.verdict, drop, target):
        chance += _space(texts) + texts.t("May be chance.")
    return counts + _space(texts) + chance


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
        said += _space(texts) + texts.t("{week}, the week of the change, is left out.", week=week)
    return said


def head_parts(texts: Texts, head: Head) -> list[tuple[str, bool]]:
    """The sentence of the page in parts; what matters is strong."""
    parts: list[tuple[str, bool]] = []
    if head.judged:
        parts.append(
            (texts.n("Of {n} judged this quarter, ", "Of {n} judged this quarter, ", head.judged), False)
        )
        parts.append((texts.n("{n} worked", "{n} worked", head.achieved), True))
        if head.not_achieved:
            parts.append((texts.n(", {n} did not", ", {n} did not", head.not_achieved), False))
        if head.not_enough:
            words = texts.n(", {n} has not enough data", ", {n} have not enough data", head.not_enough)
            parts.append((words, False))
        parts.append((texts.p("end of sentence", "."), False))
    else:
        parts.append((texts.t("Nothing was judged this quarter."), False))
    if head.late:
        parts.append((_space(texts) + texts.n("{n} plan is late.", "{n} plans are late.", head.late), False))
    if head.asked:
        words = texts.n("{n} waits for a manager's yes.", "{n} wait for a manager's yes.", head.asked)
        parts.append((_space(texts) + words, False))
    return parts


def late_words(texts: Texts, row: ImprovementRow) -> str:
    """``9 days``."""
    return texts.n("{n} day", "{n} days", row.late_days)


# How far up it was told -> what a late row says: the days of the ladder.
RUNG_WORDS = {
    0: N_("the due day has passed"),
    1: N_("the due day has passed"),
    2: N_("7 days passed"),
    3: N_("14 days passed"),
}


def told_words(texts: Texts, row: ImprovementRow, zone: tzinfo) -> str:
    """``Liu Jing told 18 Nov``; empty while nobody was."""
    if not row.told or row.told_at is None:
        return ""
    return texts.t("{names} told {day}", names=row.told, day=texts.date(local_day(row.told_at, zone)))


def standing_words(texts: Texts, row: ImprovementRow) -> str:
    """Where a row stands, for a list without pictures."""
    if row.late_days:
        return texts.n("late by {n} day", "late by {n} days", row.late_days)
    if row.state == ImprovementState.JUDGED and row.verdict:
        return texts.word("verdict", row.verdict)
    return texts.word("improvement_state", row.state)


def tasks_words(texts: Texts, row: ImprovementRow) -> str:
    """``2 of 5 done``."""
    return texts.t("{done} of {n} done", done=row.tasks_done, n=row.tasks)


def day_words(texts: Texts, day: date, today: date) -> str:
    """A day, with the year where it is another."""
    return texts.date(day, year=day.year != today.year)


def event_words(texts: Texts, event: HistoryRow, staff: Mapping[int, str]) -> str:
    """A line of the history in words; ``staff`` are names by id."""
    label = texts.word("improvement_happened", event.kind)
    text = _about(texts, event, staff)
    return texts.t("{label}: {text}", label=label, text=text) if text else label


def _about(texts: Texts, event: HistoryRow, staff: Mapping[int, str]) -> str:
    facts, text = event.facts, event.text
    if event.kind == "due_moved":
        before, after = (texts.date(_day(facts.get(one)), year=True) for one in ("before", "after"))
        text = texts.t("{before} to {after}", before=before, after=after)
    elif event.kind == "in_force":
        text = texts.date(_day(facts.get("day")), year=True)
    elif event.kind == "judged":
        text = texts.word("verdict", facts.get("verdict"))
    elif event.kind == "decided":
        said = texts.word("improvement_decision", facts.get("decision"))
        text = f"{said} · {text}" if text else said
    elif event.kind == "late":
        to = facts.get("to")
        people = [staff.get(one, "") for one in to] if isinstance(to, list) else []
        told = texts.list_of(filter(None, people))
        text = texts.t("{names} was told", names=told) if told else ""
    elif event.kind == "told_residents":
        n = facts.get("n")
        text = texts.n("{n} resident", "{n} residents", n if isinstance(n, int) else 0)
    return text


def _day(value: object) -> date:
    return date.fromisoformat(str(value))


def local_day(moment: datetime, zone: tzinfo) -> date:
    """The day at the property."""
    return moment.astimezone(zone).date()


def _space(texts: Texts) -> str:
    """Between two sentences."""
    return "" if texts.language.startswith("zh") else " "
