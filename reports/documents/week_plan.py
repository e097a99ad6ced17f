"""The plan of a week (A4, landscape): technicians down the side, days across, and what is booked between."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from reportlab.platypus import Flowable

from models.crew.kinds import TechnicianRow
from models.repairs.kinds import OrderRow, OrderState
from models.scheduling.printing import WeekPlan, bounds, week_name
from reports.checksum import checksum
from reports.documents.heads import TitleBlock, brief, foot, owner, page_of
from reports.documents.work_order import skill, where
from reports.layout.blocks import Rule, Text
from reports.layout.grid import Column, Grid
from reports.layout.paper import A4, Paper, Part
from reports.layout.styles import BODY, LABEL, MUTED, OK, REFERENCE, STRONG, SUBJECT, TITLE, TITLE_BESIDE
from reports.layout.text import Span, Spans
from reports.voice import Said, Voice, join, label, pair
from resources.texts import Texts

_DONE = frozenset({OrderState.DONE, OrderState.CHECKED})
_NAME = 92


def week_plan_paper(plan: WeekPlan, texts: Sequence[Texts]) -> Paper:
    """The plan of these days. Two texts stand side by side. The same plan gives the same paper."""
    if not texts:
        raise ValueError("a plan needs a language")
    voice = Voice(texts, plan.house.zone, plan.house.currency)
    title = voice.t("Plan of the week")
    first, last = plan.days[0], plan.days[-1]
    week = week_name(first)
    part = Part(
        title=f"{title[0]} {week}",
        running=[Span(f"{title[0]}  ", STRONG), Span(week, MUTED)],
        footer=foot(voice, plan.as_of, checksum(plan)),
        page=partial(page_of, voice),
        blocks=partial(_blocks, plan, voice, title, week),
    )
    return Paper(
        title=f"{title[0]} {week}",
        author=plan.house.name,
        subject=f"{first.isoformat()} – {last.isoformat()}",
        keywords=(week,),
        language=texts[0].language,
        parts=(part,),
        size=(A4[1], A4[0]),
    )


def _blocks(plan: WeekPlan, voice: Voice, title: Said, week: str) -> list[Flowable]:
    span = f"{voice.first.long_date(plan.days[0])} – {voice.first.long_date(plan.days[-1])}"
    jobs = sum(len(orders) for orders in plan.orders.values())
    right = [
        label(voice.t("Week")),
        [Span(week, REFERENCE)],
        [Span(" · ".join(voice.n("{n} job", "{n} jobs", jobs)), BODY)],
    ]
    waiting = voice.n("{n} job waits to be scheduled.", "{n} jobs wait to be scheduled.", plan.unscheduled)
    left = [pair(title, TITLE, TITLE_BESIDE), [Span(span, SUBJECT)]]
    made: list[Flowable] = [
        TitleBlock(f"{title[0]} {week}", owner(plan.house.name), left, right),
        Rule("text", 0.8),
    ]
    if plan.unscheduled:
        made.append(Text(pair(waiting), before=4))
    if not plan.people:
        return [*made, Text(pair(voice.t("There are no technicians yet.")), before=10)]
    columns = [Column(_NAME), *(Column(share=1) for _ in plan.days)]
    header = [
        label(voice.t("Technician")),
        *([Span(voice.first.long_date(day), STRONG)] for day in plan.days),
    ]
    rows = [_row(plan, person, voice) for person in plan.people]
    return [*made, Grid(columns, header, rows, before=5, gap=6)]


def _row(plan: WeekPlan, person: TechnicianRow, voice: Voice) -> list[Spans]:
    known = [code for code in plan.house.skills if code in person.skills]
    skills = " · ".join(skill(plan.house.skills, voice, code)[0] for code in known[:4])
    name: list[Span] = [Span(brief(person.name, 40), STRONG), Span(f"\n{skills}" if skills else "", LABEL)]
    return [name, *(_cell(plan, person, day, voice) for day in plan.days)]


def _cell(plan: WeekPlan, person: TechnicianRow, day: date, voice: Voice) -> list[Span]:
    """The jobs of one day, and whether this person is away."""
    start, end = bounds(day, day, voice.zone)
    away = [
        pair(voice.word("absence_kind", one.kind), MUTED)
        for one in plan.away.get(person.id, ())
        if one.starts_at < end and one.ends_at > start
    ]
    return join([*away, *(_job(row, voice) for row in plan.orders.get((person.id, day), ()))], "\n")


def _job(row: OrderRow, voice: Voice) -> list[Span]:
    assert row.starts_at is not None
    begins = row.starts_at.astimezone(voice.zone)
    tick = [Span("✓ ", OK)] if row.state in _DONE else []
    grave = [Span(row.severity.upper() + " ", STRONG)] if row.severity in ("s1", "s2") else []
    return [
        *tick,
        Span(f"{begins:%H:%M} ", STRONG),
        *grave,
        Span(brief(where(row), 26) + "\n", BODY),
        Span(brief(row.title, 40), LABEL),
    ]
