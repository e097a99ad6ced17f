"""The summary for managers (A4): what changed, why, and what is asked of them. It never names a resident."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from reportlab.platypus import Flowable

from models.insights.periods import write
from models.summaries.kinds import Summary
from reports.checksum import checksum
from reports.commentary import period_name
from reports.documents.heads import foot, page_of
from reports.documents.weekly import alarms, behind, doing, head
from reports.documents.weekly.speaking import Teller
from reports.layout.paper import Paper, Part
from reports.layout.styles import MUTED, STRONG
from reports.layout.text import Span
from resources.texts import Texts


def weekly_summary(summary: Summary, texts: Sequence[Texts]) -> Paper:
    """The paper of one period. Two texts stand side by side. The same summary gives the same paper."""
    if not texts:
        raise ValueError("a summary needs a language")
    voice = Teller(summary, texts)
    title, period = head.title(voice)[0], write(summary.period)
    named = period_name(voice.first, summary.period)
    part = Part(
        title=f"{title} {period}",
        running=[Span(f"{title}  ", STRONG), Span(named, MUTED)],
        footer=foot(voice, summary.changed, checksum(summary), summary.estate.rules),
        page=partial(page_of, voice),
        blocks=partial(_blocks, voice),
    )
    return Paper(
        title=f"{title} {period}",
        author=summary.estate.name,
        subject=named,
        keywords=(period, summary.estate.name),
        language=texts[0].language,
        parts=(part,),
    )


def _blocks(voice: Teller) -> list[Flowable]:
    return [
        *head.head(voice),
        *alarms.warnings(voice),
        *alarms.buildings(voice),
        *alarms.overdue(voice),
        *alarms.asked(voice),
        *doing.steps(voice),
        *doing.repairs(voice),
        *doing.satisfaction(voice),
        *doing.improvements(voice),
        *doing.compliments(voice),
        *behind.thought(voice),
        *behind.rows_behind(voice),
    ]
