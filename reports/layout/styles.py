"""The styles on paper, from the colours of the house. Sizes in points (look.md, section 3)."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.colors import Color, HexColor

from resources.theme import tokens

_LIGHT = tokens("light")


def colour(token: str) -> Color:
    """The colour of a token; paper is always light."""
    return _COLOURS[token]


_COLOURS: dict[str, Color] = {name: HexColor(value) for name, value in _LIGHT.items()}


@dataclass(frozen=True, slots=True)
class Style:
    """How a piece of text looks; ``colour`` is a token of the theme."""

    size: float
    leading: float
    colour: str = "text"
    bold: bool = False


TITLE = Style(14, 19, bold=True)
TITLE_BESIDE = Style(11, 19, "muted")
SUBJECT = Style(10, 14)
REFERENCE = Style(12, 16, bold=True)
HEADING = Style(9.5, 13, bold=True)
HEADING_BESIDE = Style(8, 13, "muted")
BODY = Style(8, 11.5)
STRONG = Style(8, 11.5, bold=True)
MUTED = Style(8, 11.5, "muted")
LABEL = Style(7, 9.5, "muted")
SMALL = Style(6.5, 9, "faint")
OK = Style(8, 11.5, "ok", bold=True)
LATE = Style(8, 11.5, "overdue", bold=True)
SOON = Style(8, 11.5, "soon", bold=True)
