"""Colours, fonts, icons and the painting that pages and lists share."""

from __future__ import annotations

from ui.theme.holder import ThemeHolder, system_theme
from ui.theme.palette import Theme

__all__ = ["Theme", "ThemeHolder", "system_theme"]
