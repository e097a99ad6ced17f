"""Before and after an improvement: cases a week on both sides of the day when it came into force."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Unpack

from models.improvements.kinds import Judgement
from models.improvements.verdict import WEEKS
from reports.charts.weeks import Dated
from reports.charts.wording import Heading, joined, nowhere, said, week_label, week_tick
from resources.charts.kinds import ColumnChart, Key, Level, Mark, Role, Table
from resources.texts import Texts

Weeks = Sequence[tuple[date, int]]


def verdict_chart(
    judged: Judgement,
    target_percent: int,
    changed: date | None,
    texts: Texts,
    *,
    until: date | None = None,
    link: Dated = nowhere,
    **heading: Unpack[Heading],
) -> ColumnChart:
    """The weeks of a judgement with its target; ``until`` leaves weeks out that have not begun on that day."""
    before, after = judged.weeks[:WEEKS], judged.weeks[WEEKS:]
    if until is not None:
        after = tuple(week for week in after if week[0] <= until)
    target = judged.before / WEEKS * (100 - target_percent) / 100 if judged.before else None
    return before_after(before, after, texts, changed=changed, target=target, link=link, **heading)


def before_after(
    before: Weeks,
    after: Weeks,
    texts: Texts,
    *,
    changed: date | None,
    target: float | None = None,
    link: Dated = nowhere,
    **heading: Unpack[Heading],
) -> ColumnChart:
    """Weeks by their Mondays with their cases; ``target`` is how many a week would be the drop that was wanted."""
    words = {Role.BEFORE: texts.p("chart", "before"), Role.AFTER: texts.p("chart", "after")}
    marks = [
        *(_mark(week, Role.BEFORE, texts, link) for week in before),
        *(_mark(week, Role.AFTER, texts, link) for week in after),
    ]
    levels = []
    if before:
        mean = sum(count for _, count in before) / len(before)
        levels.append(Level(mean, "", "muted", first=0, last=len(before) - 1))
    if target is not None and marks:
        wish = texts.t("target {n} a week", n=texts.number(target, None if target == round(target) else 2))
        start = len(before) if after else 0
        levels.append(Level(target, wish, "ok", dashed=True, first=start, last=len(marks) - 1))
    return ColumnChart(
        columns=tuple(marks),
        levels=tuple(levels),
        change=len(before) if changed is not None and after else None,
        change_words=texts.t("in force {day}", day=texts.date(changed)) if changed is not None else "",
        legend=(Key(words[Role.BEFORE], "line-strong"), Key(words[Role.AFTER], "c1")),
        table=Table(
            (texts.t("Week"), texts.t("Cases"), ""),
            tuple((mark.label, mark.shown, words[mark.role]) for mark in marks),
            (False, True, False),
            tuple(mark.link for mark in marks),
        ),
        **said(heading, texts),
    )


def _mark(week: tuple[date, int], role: Role, texts: Texts, link: Dated) -> Mark:
    monday, count = week
    label = week_label(texts, monday)
    spoken = joined(texts, (label, texts.n("{n} case", "{n} cases", count)))
    return Mark(label, float(count), texts.number(count), link(monday), role, spoken, week_tick(monday))
