"""Reading the phrase books: TOML files beside this module, both languages side by side."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from .kinds import Phrase

FOLDER = Path(__file__).parent


def read_book(name: str) -> dict[str, Any]:
    """The content of a phrase book such as ``coach``."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


def split_words(line: str) -> tuple[str, ...]:
    """The words of a comma-separated list."""
    return tuple(word for word in (part.strip() for part in line.split(",")) if word)


def phrase_of(key: str, pair: dict[str, str]) -> Phrase:
    """A phrase from its table in a book."""
    return Phrase(key, pair["zh"], pair["en"])


def phrases_of(prefix: str, pairs: list[dict[str, str]]) -> tuple[Phrase, ...]:
    """The phrases of a list, numbered from 1: ``coach.soothe.say.2``."""
    return tuple(phrase_of(f"{prefix}.{number}", pair) for number, pair in enumerate(pairs, 1))
