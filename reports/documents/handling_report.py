"""The handling report: one case or many, each on pages of its own (A4)."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from models.handling.reporting import ReportCase
from reports.documents.handling import afterwards, agreed, clocks, ending, evidence, head, steps, talks, work
from reports.documents.heads import foot, page_of
from reports.documents.told import Told
from reports.layout.blocks import Heading, Text
from reports.layout.paper import A4, Paper, Part
from reports.layout.styles import BODY, LABEL, MUTED, STRONG
from reports.layout.text import Span
from reports.voice import DASH, Said, Voice
from resources.texts import Texts

_SECTIONS = (
    steps.steps,
    clocks.clocks,
    agreed.proposals,
    agreed.promises,
    agreed.remedies,
    work.work,
    ending.outstanding,
    talks.follow_ups,
    afterwards.appeal,
    afterwards.chain,
    afterwards.merged,
    talks.contacts,
    talks.parties,
    evidence.evidence,
    ending.signatures,
    ending.timeline,
    evidence.digests,
)


def handling_report(cases: Sequence[ReportCase], texts: Sequence[Texts]) -> Paper:
    """What was complained of, and everything that was done about it. Two texts stand side by side."""
    if not cases or not texts:
        raise ValueError("a report needs a case and a language")
    told = [Told(case, Voice(texts, case.zone, case.currency)) for case in cases]
    title = told[0].voice.t("Complaint handling report")
    references = tuple(one.row.reference for one in told)
    subjects = " · ".join(head.subject(one) for one in told[:5])
    return Paper(
        title=f"{title[0]} {_span(references)}",
        author=cases[0].property_name,
        subject=subjects,
        keywords=references,
        language=texts[0].language,
        parts=tuple(_part(one, title) for one in told),
        size=A4,
    )


def _span(references: Sequence[str]) -> str:
    """The references of a title: one, or the first and the last."""
    return references[0] if len(references) == 1 else f"{references[0]} – {references[-1]}"


def _part(told: Told, title: Said) -> Part:
    return Part(
        title=told.row.reference,
        running=[Span(told.row.reference + "  ", STRONG), Span(head.subject(told), MUTED)],
        footer=footer(told),
        page=lambda number, total: page_of(told.voice, number, total),
        blocks=lambda: _blocks(told, title),
    )


def footer(told: Told) -> list[Span]:
    """As of when the data stand, under which rules, and their checksum. Never the time of printing."""
    return foot(told.voice, told.case.as_of, told.digest, told.detail.policy or "")


def _blocks(told: Told, title: Said) -> list[Flowable]:
    made = [*head.head(told, title), *head.glance(told), *words(told)]
    for section in _SECTIONS:
        made += section(told)
    return made


def words(told: Told) -> list[Flowable]:
    """The resident's own words and what they ask for."""
    voice, detail = told.voice, told.detail
    said = detail.words.strip()
    spans = [Span(f"“{said}”" if said else DASH, BODY)]
    if detail.asks_for.strip():
        spans += [
            Span("\n" + " ".join(voice.t("Asks for")), LABEL),
            Span("  " + detail.asks_for.strip(), BODY),
        ]
    return [Heading(voice.t("In their own words, and what they ask for"), before=9), Text(spans, bar=True)]
