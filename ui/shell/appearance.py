"""Colours and size of everything, as chosen on this computer or as the system has them."""

from __future__ import annotations

from ui.preferences import Preferences
from ui.theme import ThemeHolder, system_theme


def apply_theme(theme: ThemeHolder, chosen: Preferences) -> None:
    """Put the chosen colours and size on everything."""
    theme.set(chosen.theme or system_theme(), chosen.scale / 100)
