"""A theme: colours by meaning, and one scale for every size."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QColor, QPalette

from resources.theme import tokens

_ROLE = QPalette.ColorRole
_ROLES: tuple[tuple[QPalette.ColorRole, str], ...] = (
    (_ROLE.Window, "window"),
    (_ROLE.WindowText, "text"),
    (_ROLE.Base, "surface"),
    (_ROLE.AlternateBase, "raised"),
    (_ROLE.Text, "text"),
    (_ROLE.Button, "surface"),
    (_ROLE.ButtonText, "text"),
    (_ROLE.BrightText, "on-s1"),
    (_ROLE.Highlight, "fill"),
    (_ROLE.HighlightedText, "on-fill"),
    (_ROLE.PlaceholderText, "faint"),
    (_ROLE.ToolTipBase, "toast"),
    (_ROLE.ToolTipText, "on-toast"),
    (_ROLE.Link, "accent"),
    (_ROLE.LinkVisited, "accent"),
    (_ROLE.Light, "surface"),
    (_ROLE.Midlight, "raised"),
    (_ROLE.Mid, "line-strong"),
    (_ROLE.Dark, "control"),
    (_ROLE.Shadow, "control"),
)
_DIMMED = (_ROLE.WindowText, _ROLE.Text, _ROLE.ButtonText, _ROLE.HighlightedText)


@cache
def _colour(theme: str, token: str) -> QColor:
    return QColor(tokens(theme)[token])


@dataclass(frozen=True)
class Theme:
    """One of the two themes at one scale; an unknown token is a bug and raises KeyError."""

    name: str = "light"
    scale: float = 1.0

    def color(self, token: str) -> QColor:
        return QColor(_colour(self.name, token))

    def hex(self, token: str) -> str:
        return tokens(self.name)[token]

    def px(self, length: float) -> int:
        """Return a length of the drawings in pixels at this scale."""
        return round(length * self.scale)

    @property
    def is_dark(self) -> bool:
        return self.name == "dark"

    def palette(self) -> QPalette:
        """Return the palette for everything that Qt paints itself."""
        palette = QPalette()
        for role, token in _ROLES:
            palette.setColor(role, self.color(token))
        for role in _DIMMED:
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("faint"))
        palette.setColor(QPalette.ColorGroup.Disabled, _ROLE.Base, self.color("sunken"))
        palette.setColor(QPalette.ColorGroup.Disabled, _ROLE.Button, self.color("sunken"))
        return palette
