"""Column mappings for importing complaints, as data, and where they lie."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


def names() -> tuple[str, ...]:
    """The built-in mappings, in the order in which a file is tried against them."""
    order = {"nyc311": 0, "plain": 1}  # the one that takes almost anything comes last
    return tuple(
        sorted((path.stem for path in FOLDER.glob("*.toml")), key=lambda name: (order.get(name, 9), name))
    )


def load(path: Path) -> dict[str, Any]:
    """The content of a mapping file; raises ``tomllib.TOMLDecodeError``, ``UnicodeDecodeError`` or ``OSError``."""
    with path.open("rb") as stream:
        return tomllib.load(stream)
