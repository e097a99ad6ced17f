"""What targets and calendars are called. Free of Qt."""

from __future__ import annotations

from models.timing.presets import POLICIES as _POLICIES
from models.timing.presets import WEEKS
from resources.texts import Texts

POLICIES: tuple[str, ...] = tuple(_POLICIES)
CALENDARS: tuple[str, ...] = tuple(WEEKS)

_WORDS = {"cn-property": "cn_property", "uk-code-2024": "uk_code", "hazard": "hazard"}


def policy_word(texts: Texts, code: str) -> str:
    """The name of a set of targets."""
    return texts.word("preset", _WORDS.get(code, code))
