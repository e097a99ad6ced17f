"""Lucide icons as SVG text (licence: LICENSE-lucide.txt); whoever paints puts a colour for `currentColor`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent
STROKE_WIDTH = "1.75"


@cache
def names() -> tuple[str, ...]:
    """Return the names of all icons, in alphabetical order."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.svg")))


@cache
def svg(name: str) -> str:
    """Return one icon's SVG with the house's stroke; an unknown name is a bug and raises KeyError."""
    path = _FOLDER / f"{name}.svg"
    if not path.is_file():
        raise KeyError(name)
    return path.read_text(encoding="utf-8").replace('stroke-width="2"', f'stroke-width="{STROKE_WIDTH}"')
