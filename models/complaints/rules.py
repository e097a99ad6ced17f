"""Decisions about a complaint at receipt: pure, no database."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from models.complaints.kinds import CaseDetail, ComplaintDraft, Flag, Kind, Severity

TITLE_LENGTH = 60
_SENTENCE_END = re.compile(r"[。！？；\n]|[.!?;](?:\s|$)")
_BLANKS = re.compile(r"\s+")
_REFERENCE_WIDTH = 4

STATEMENT_KINDS = frozenset({Kind.SUGGESTION, Kind.COMPLIMENT})


@dataclass(frozen=True)
class Receipt:
    """The facts of the first step, wherever they come from: a draft or a recorded case."""

    kind: str
    channel: str | None
    who: bool
    where: bool
    when: bool
    words: str
    asks_for: str
    category: str | None
    severity: str | None
    urgency: int | None
    mood: str | None


def of_draft(draft: ComplaintDraft) -> Receipt:
    """The receipt facts of a draft. A severity that nobody chose follows by rule, so it is never missing."""
    return Receipt(
        draft.kind,
        draft.channel,
        bool(draft.anonymous or draft.resident_id or draft.caller_name.strip() or draft.caller_phone.strip()),
        bool(draft.place_id or draft.where_text.strip()),
        bool(draft.happened_at or draft.happened_text.strip()),
        draft.words.strip(),
        draft.asks_for.strip(),
        draft.category,
        draft.severity or Severity.S3,
        draft.urgency,
        draft.mood,
    )


def of_detail(detail: CaseDetail) -> Receipt:
    """The receipt facts of a recorded case."""
    row = detail.row
    return Receipt(
        row.kind,
        row.channel,
        bool(detail.anonymous or row.resident_id or detail.caller_name or detail.caller_phone),
        bool(row.place_id or detail.where_text),
        bool(detail.happened_at or detail.happened_text),
        detail.words,
        detail.asks_for,
        row.category,
        row.severity,
        detail.urgency,
        row.mood,
    )


def receipt_gaps(receipt: Receipt) -> tuple[str, ...]:
    """The facts that process.md, section 2, asks of *receive* and that are not there, in the order of the form.

    A suggestion or a compliment owes no time of an event.
    """
    owed = (
        ("channel", receipt.channel),
        ("who", receipt.who),
        ("where", receipt.where),
        ("words", receipt.words),
        ("when", receipt.when or receipt.kind in STATEMENT_KINDS),
        ("asks_for", receipt.asks_for),
        ("category", receipt.category),
        ("severity", receipt.severity),
        ("urgency", receipt.urgency),
        ("mood", receipt.mood),
    )
    return tuple(name for name, value in owed if not value)


def title_of(words: str) -> str:
    """A short title from the resident's words: the first sentence, cut at a blank where that is possible."""
    first = next((part.strip() for part in _SENTENCE_END.split(words.strip()) if part.strip()), "")
    flat = _BLANKS.sub(" ", first)
    if len(flat) <= TITLE_LENGTH:
        return flat
    cut = flat[: TITLE_LENGTH - 1]
    blank = cut.rfind(" ")
    return (cut[:blank] if blank > TITLE_LENGTH // 2 else cut).rstrip() + "…"


def reference_of(month: datetime, number: int) -> str:
    """The reference of the ``number``-th case of a month: 2611-0187. It grows past four digits when it must."""
    return f"{month:%y%m}-{number:0{_REFERENCE_WIDTH}d}"


def flags_text(flags: frozenset[Flag] | frozenset[str] | tuple[str, ...]) -> str:
    """Flags as the store keeps them: sorted, one blank between, and at both ends so that one can be looked for."""
    return f" {' '.join(sorted(str(flag) for flag in flags))} " if flags else ""


def flags_of(text: str) -> tuple[str, ...]:
    """Flags from the store's text."""
    return tuple(text.split())


MAJOR_FLAGS = frozenset({Flag.MEDIA, Flag.PETITION, Flag.LEGAL})
