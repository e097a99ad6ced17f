"""What stands in the form, as a plain mapping that a draft can keep, and what it means. Free of Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any

from models.complaints.kinds import (
    Channel,
    ComplaintDraft,
    FileDraft,
    Flag,
    Kind,
    Mood,
    PartyDraft,
    PartyRole,
    Severity,
)
from models.complaints.rules import of_draft, receipt_gaps
from models.timing.policy import severity_of
from resources.phrases.suggest import Suggestion
from ui.pages.intake.when_words import understand

Values = dict[str, Any]

USUAL_URGENCY = 2
# "Come at once" is how everybody talks. That it is a matter of life and death the words say in another way.
_MOST_FROM_WORDS = 3
_WRITTEN = (
    "unit_text", "place_id", "resident_id", "caller_name", "caller_phone", "reporter_name", "reporter_phone", "words",
    "asks_for", "where_text", "since", "mood", "flags", "homes", "ticks", "files",
    "incident_id",
)  # fmt: skip
_URGENCY = {"s1": 4, "s2": 3, "s3": 2, "s4": 1}


@dataclass(frozen=True)
class Weight:
    """How grave it is and why: ``why`` is life, chosen, words, vulnerable, impact or usual; ``word`` led to it."""

    severity: str
    urgency: int
    why: str
    word: str = ""


def weigh(values: Mapping[str, Any], found: Suggestion) -> Weight:
    """Severity as it will be recorded: life-safety words first, then what was chosen, then the rule."""
    urgency = values.get("urgency") or _urgency(found)
    if found.emergency is not None:
        return Weight("s1", urgency, "life", found.emergency_word)
    if values.get("severity"):
        return Weight(str(values["severity"]), urgency, "chosen")
    impact, vulnerable = str(values.get("impact") or "unit"), Flag.VULNERABLE in values.get("flags", ())
    severity = severity_of(urgency, impact, vulnerable=vulnerable)
    plain = severity_of(urgency, "unit", vulnerable=False)
    if severity == plain:
        by_words = found.severity is not None and not values.get("urgency")
        return Weight(severity, urgency, "words" if by_words else "usual", found.why_word if by_words else "")
    return Weight(severity, urgency, "vulnerable" if vulnerable else "impact")


def _urgency(found: Suggestion) -> int:
    """What the words seem to want: as pressing as their trouble is, or as they say themselves."""
    trouble = _URGENCY.get(found.severity or "", USUAL_URGENCY)
    said = min(int(found.urgency), _MOST_FROM_WORDS) if found.urgency else 0
    if said == 1 and trouble <= USUAL_URGENCY:
        return said
    return min(max(trouble, said), _MOST_FROM_WORDS) if found.emergency is None else _URGENCY["s1"]


def is_blank(values: Mapping[str, Any]) -> bool:
    """Whether nothing has been written or chosen yet."""
    return not any(values.get(name) for name in _WRITTEN)


def happened_at(values: Mapping[str, Any], now: datetime, zone: tzinfo) -> datetime | None:
    """When it happened, as far as the words say."""
    local = now.astimezone(zone).replace(tzinfo=None)
    moment = understand(str(values.get("since") or ""), local)
    return None if moment is None else min(moment.replace(tzinfo=zone).astimezone(UTC), now)


def where_text(values: Mapping[str, Any]) -> str:
    """Where, in words: the unit that nobody knows, if one was typed, and the place in it."""
    unknown = "" if values.get("place_id") else str(values.get("unit_as_place") or "")
    return " · ".join(part for part in (unknown, str(values.get("where_text") or "")) if part)


def complaint_of(
    values: Mapping[str, Any], weight: Weight, now: datetime, zone: tzinfo, files: Iterable[FileDraft] = ()
) -> ComplaintDraft:
    """The complaint that the form says."""
    anonymous = bool(values.get("anonymous"))
    category = values.get("category")
    begun = _instant(values.get("begun_at")) or now
    return ComplaintDraft(
        words=str(values.get("words") or ""),
        kind=Kind(values.get("kind") or Kind.COMPLAINT),
        channel=Channel(values["channel"]) if values.get("channel") else None,
        received_at=min(begun, now),
        resident_id=None if anonymous else values.get("resident_id"),
        place_id=values.get("place_id"),
        anonymous=anonymous,
        on_behalf=bool(values.get("on_behalf")),
        group_case=bool(values.get("group")),
        caller_name="" if anonymous else str(values.get("caller_name") or ""),
        caller_phone="" if anonymous else str(values.get("caller_phone") or ""),
        where_text=where_text(values),
        happened_at=happened_at(values, now, zone),
        happened_text=str(values.get("since") or ""),
        asks_for=str(values.get("asks_for") or ""),
        category=str(category).partition(".")[0] if category else None,
        subcategory=str(category) if category and "." in str(category) else None,
        severity=Severity(values["severity"]) if values.get("severity") else None,
        urgency=weight.urgency,
        impact=str(values.get("impact") or "unit"),
        mood=Mood(values["mood"]) if values.get("mood") else None,
        flags=frozenset(Flag(flag) for flag in values.get("flags", ())),
        repeat_of_id=values.get("repeat_of_id"),
        no_repeat=bool(values.get("no_repeat")),
        incident_id=values.get("incident_id"),
        parties=_parties(values),
        files=tuple(files),
    )


def _parties(values: Mapping[str, Any]) -> tuple[PartyDraft, ...]:
    found = []
    reporter = str(values.get("reporter_name") or ""), str(values.get("reporter_phone") or "")
    if values.get("on_behalf") and any(reporter):
        found.append(PartyDraft(PartyRole.REPORTER, name=reporter[0], phone=reporter[1]))
    if values.get("group"):
        found += [PartyDraft(PartyRole.CO_COMPLAINANT, place_id=home[0]) for home in values.get("homes", ())]
    return tuple(found)


def party_of(values: Mapping[str, Any]) -> PartyDraft:
    """The caller as a further household of a case that exists."""
    named = not values.get("anonymous")
    return PartyDraft(
        PartyRole.CO_COMPLAINANT,
        values.get("resident_id") if named else None,
        values.get("place_id"),
        str(values.get("caller_name") or "") if named else "",
        str(values.get("caller_phone") or "") if named else "",
        str(values.get("words") or ""),
    )


def gaps_of(draft: ComplaintDraft) -> tuple[str, ...]:
    """What the first step still lacks, in the order of the form."""
    return receipt_gaps(of_draft(draft))


def _instant(text: object) -> datetime | None:
    return datetime.fromisoformat(text) if isinstance(text, str) and text else None
