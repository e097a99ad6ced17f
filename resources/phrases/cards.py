"""The red emergency cards and the checklists of the step *isolate*."""

from __future__ import annotations

from functools import cache

from .kinds import Containment, EmergencyCard, EmergencyStep, Phrase
from .source import phrase_of, phrases_of, read_book

_GENERAL = "general"


@cache
def emergencies() -> tuple[EmergencyCard, ...]:
    """All red cards."""
    cards = []
    for card in read_book("emergency")["card"]:
        prefix = f"emergency.{card['kind']}"
        steps = (
            EmergencyStep(step["act"], phrase_of(f"{prefix}.step.{number}", step))
            for number, step in enumerate(card["step"], 1)
        )
        cards.append(EmergencyCard(card["kind"], phrase_of(f"{prefix}.title", card["title"]), tuple(steps)))
    return tuple(cards)


def emergency(kind: str) -> EmergencyCard:
    """The red card of a kind of danger; an unknown kind is a bug and raises KeyError."""
    for card in emergencies():
        if card.kind == kind:
            return card
    raise KeyError(kind)


@cache
def _lists() -> dict[str, tuple[tuple[Phrase, ...], tuple[Phrase, ...]]]:
    """Hazards and actions by category."""
    return {
        each["category"]: (
            phrases_of(f"containment.{each['category']}.hazard", each["hazards"]),
            phrases_of(f"containment.{each['category']}.action", each["actions"]),
        )
        for each in read_book("containment")["list"]
    }


@cache
def containment(category_code: str | None) -> Containment:
    """The checklist of a category of either level: its own lines, its family's, then the general ones."""
    code = category_code or ""
    books = [
        _lists()[key] for key in dict.fromkeys((code, code.partition(".")[0], _GENERAL)) if key in _lists()
    ]
    return Containment(
        hazards=tuple(phrase for hazards, _ in books for phrase in hazards),
        actions=tuple(phrase for _, actions in books for phrase in actions),
    )
