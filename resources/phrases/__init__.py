"""The phrase books of the desk: categories, red cards, checklists, coach cards. Free of Qt.

What a property writes in place of a phrase is kept elsewhere, by language and the phrase's key; ``with_own``
puts it in.
"""

from __future__ import annotations

from .cards import containment, emergencies, emergency
from .category_tree import categories, category
from .coaching import all_coach_phrases, coach
from .kinds import (
    Category,
    Coach,
    Containment,
    EmergencyCard,
    EmergencyStep,
    Phrase,
    overridden,
)

__all__ = [
    "Category",
    "Coach",
    "Containment",
    "EmergencyCard",
    "EmergencyStep",
    "Phrase",
    "all_coach_phrases",
    "categories",
    "category",
    "coach",
    "containment",
    "emergencies",
    "emergency",
    "overridden",
]
