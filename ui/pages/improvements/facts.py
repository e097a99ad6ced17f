"""What the pane says of an improvement, in pairs of a label and words; and its history."""

from __future__ import annotations

from datetime import date, datetime

from models.improvements.saying import day_words, drop_words, local_day, told_words
from ui.context import Context
from ui.pages.improvements.data import Shown
from ui.shared.improvement_words import event_words

Fact = tuple[str, str] | tuple[str, str, bool]
_HISTORY = 30


def facts_of(context: Context, shown: Shown) -> list[Fact]:
    """Plan, owners, days, what it is measured by, who was told."""
    texts, file, row = context.texts.current, shown.file, shown.file.row
    period = texts.t(
        "{n} from {first} to {last}",
        n=texts.n("{n} case", "{n} cases", row.period_count),
        first=day_words(texts, row.period_from, shown.today),
        last=day_words(texts, row.period_to, shown.today),
    )
    people = texts.list_of(filter(None, (row.owner, row.department_owner)))
    owners = " · ".join(filter(None, (people, row.department)))
    effort = texts.word("effort", row.difficulty)
    due = day_words(texts, row.due_on, shown.today)
    if row.effective_on is not None:
        force = texts.t("in force {day}", day=day_words(texts, row.effective_on, shown.today))
        due = f"{due} · {force}"
    elif row.late_days:
        late = texts.n("late by {n} day", "late by {n} days", row.late_days)
        due = " · ".join(filter(None, (due, late, told_words(texts, row, context.desk.zone))))
    facts: list[Fact] = [
        (texts.t("Counted"), period),
        (texts.t("Now"), row.plan_short),
        (texts.t("Later"), row.plan_long),
        (texts.t("Owners"), owners),
        (texts.t("Effort"), effort),
        (texts.t("Due"), due, bool(row.late_days)),
        (texts.t("Target"), drop_words(texts, float(row.target_percent))),
        (texts.t("Overdue"), file.when_overdue),
        (texts.t("Evidence"), file.evidence),
        (texts.t("Told"), _told(context, shown)),
    ]
    return [fact for fact in facts if fact[1]]


def _told(context: Context, shown: Shown) -> str:
    texts, row = context.texts.current, shown.file.row
    said = []
    if row.told_residents_at is not None:
        said.append(texts.t("residents {day}", day=_day(context, shown.today, row.told_residents_at)))
    if row.told_department_at is not None:
        said.append(texts.t("department {day}", day=_day(context, shown.today, row.told_department_at)))
    if said or row.effective_on is None:
        return texts.list_of(said)
    return texts.t("nobody yet")


def _day(context: Context, today: date, at: datetime) -> str:
    return day_words(context.texts.current, local_day(at, context.desk.zone), today)


def asked_facts(context: Context, shown: Shown) -> list[Fact]:
    """What a manager is asked, what it would cost, and what was said."""
    texts, file, row = context.texts.current, shown.file, shown.file.row
    facts: list[Fact] = [(texts.t("Asked"), row.ask)]
    if row.ask_minor:
        facts.append((texts.t("Cost"), texts.money(row.ask_minor, shown.currency)))
    said = texts.t("not yet")
    if row.decision:
        words = [texts.word("improvement_decision", row.decision), file.decided_by]
        if file.decided_at is not None:
            words.append(_day(context, shown.today, file.decided_at))
        said = " · ".join(filter(None, words))
    facts.append((texts.t("Answer"), said, row.decision is None))
    return facts


def history_lines(context: Context, shown: Shown) -> tuple[str, ...]:
    """What happened, the latest first."""
    texts = context.texts.current
    now, zone = context.clock.now(), context.desk.zone
    return tuple(
        " · ".join(
            filter(None, (texts.when(one.at, zone, now), event_words(texts, one, shown.staff), one.staff))
        )
        for one in shown.file.history[:_HISTORY]
    )
