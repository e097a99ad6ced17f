"""Builds the style sheet of the controls from its template and the tokens."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import resources
from ui.theme.palette import Theme

_FILE = Path(resources.__file__).parent / "theme" / "style.qss"
_TOKEN = re.compile(r"@([a-z][a-z0-9-]*)")
_LENGTH = re.compile(r"\b(\d+)px")
_HAIR = 2  # lines stay as thin as drawn at every scale


@cache
def _template() -> str:
    return _FILE.read_text(encoding="utf-8")


def sheet(theme: Theme) -> str:
    """Return the style sheet for a theme: `@token` becomes a colour, lengths follow the scale."""

    def length(match: re.Match[str]) -> str:
        drawn = int(match.group(1))
        return f"{drawn if drawn <= _HAIR else theme.px(drawn)}px"

    scaled = _LENGTH.sub(length, _template())
    return _TOKEN.sub(lambda match: theme.hex(match.group(1)), scaled)
