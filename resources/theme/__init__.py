"""The colours of the house, by meaning: one table for the palette, the icons, the charts and the PDFs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

THEMES = ("light", "dark")
_FILE = Path(__file__).parent / "tokens.json"


@cache
def tokens(theme: str) -> Mapping[str, str]:
    """Return token -> "#RRGGBB" for "light" or "dark"; any other theme raises KeyError."""
    table: dict[str, dict[str, str]] = json.loads(_FILE.read_text(encoding="utf-8"))
    return MappingProxyType(table[theme])
