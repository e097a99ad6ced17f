"""How the page of improvements says them. What paper says too stands in ``models.improvements.saying``. Free of Qt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from models.improvements.kinds import Head, HistoryRow, ImprovementRow, ImprovementState, Verdict
from models.improvements.saying import space, target_words
from models.improvements.verdict import by_chance
from resources.texts import N_, Texts

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


def beside_verdict(texts: Texts, row: ImprovementRow) -> str:
    """What stands beside the drop of a row that was judged: the target, or why it does not count."""
    if row.verdict == Verdict.NOT_ENOUGH_DATA:
        return texts.t("not enough data")
    if by_chance(row.verdict, row.drop_percent, row.target_percent):
        return texts.t("may be chance")
    return target_words(texts, row)


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
        parts.append((space(texts) + texts.n("{n} plan is late.", "{n} plans are late.", head.late), False))
    if head.asked:
        words = texts.n("{n} waits for a manager's yes.", "{n} wait for a manager's yes.", head.asked)
        parts.append((space(texts) + words, False))
    return parts


# How far up it was told -> what a late row says: the days of the ladder.
RUNG_WORDS = {
    0: N_("the due day has passed"),
    1: N_("the due day has passed"),
    2: N_("7 days passed"),
    3: N_("14 days passed"),
}


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
